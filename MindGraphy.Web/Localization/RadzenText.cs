namespace MindGraphy.Web.Localization;

/// <summary>The words of Radzen's scheduler, under its own keys.</summary>
public sealed class RadzenText;
