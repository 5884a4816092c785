namespace MindGraphy.Domain.Common;

/// <summary>News for open screens: past tense, ids only, harmless to lose. Consequences that must happen go through the outbox instead.</summary>
public interface IStudioEvent;

/// <summary>Where open screens hear what happened, on this node and on others.</summary>
public interface IStudioNews
{
    /// <summary>Listens until the returned handle is disposed. Listeners are called from a copy of the list and never awaited by the publisher.</summary>
    IDisposable Listen(Func<IStudioEvent, Task> listener);

    /// <summary>Tells this node's screens. Called after a commit; the database carries it to other nodes.</summary>
    void Publish(IStudioEvent studioEvent);
}
