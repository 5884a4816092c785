namespace MindGraphy.Domain.Common;

/// <summary>Ids are UUIDv7: made in code, ordered by time, so that rows of one hour lie together. They are names, never secrets.</summary>
public static class Ids
{
    private static readonly AsyncLocal<Func<Guid>?> Source = new();

    /// <summary>A new id.</summary>
    public static Guid New() => Source.Value?.Invoke() ?? Guid.CreateVersion7();

    /// <summary>Lets ids of this flow of control come from elsewhere: a demonstration is the same each time it is made.</summary>
    /// <param name="source">Makes ids; called by one thread at a time.</param>
    /// <returns>Ends it.</returns>
    public static IDisposable From(Func<Guid> source)
    {
        Source.Value = source;
        return new Ending();
    }

    private sealed class Ending : IDisposable
    {
        public void Dispose() => Source.Value = null;
    }
}
