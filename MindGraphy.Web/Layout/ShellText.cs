namespace MindGraphy.Web.Layout;

/// <summary>The words of the shell.</summary>
public sealed class ShellText;
