namespace MindGraphy.Web.Features.Guests;

/// <summary>Words of what couples share with guests.</summary>
public sealed class GuestsText;
