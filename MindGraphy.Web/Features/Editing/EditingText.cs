namespace MindGraphy.Web.Features.Editing;

/// <summary>Words of the editing queue.</summary>
public sealed class EditingText;
