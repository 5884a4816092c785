namespace MindGraphy.Web.Localization;

/// <summary>MudBlazor's own words, under its own keys.</summary>
public sealed class MudText;
