namespace MindGraphy.Web.Features.Venues;

/// <summary>The words of venues, rooms and the studio's own holidays.</summary>
public sealed class VenuesText;
