namespace MindGraphy.Web.Layout;

/// <summary>Says one sentence to screen readers through the shell's live region. One per circuit.</summary>
public sealed class Announcer
{
    /// <summary>Raised when there is something to say.</summary>
    public event Action<string>? Said;

    /// <summary>Says it, politely.</summary>
    public void Say(string sentence) => Said?.Invoke(sentence);
}
