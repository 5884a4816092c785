namespace MindGraphy.Web.Shared;

/// <summary>How loud a button is. One primary a page.</summary>
public enum ButtonLook
{
    /// <summary>A line around it.</summary>
    Plain,

    /// <summary>The page's one act.</summary>
    Primary,

    /// <summary>Words only.</summary>
    Quiet,

    /// <summary>Destroys something that it names.</summary>
    Danger,
}
