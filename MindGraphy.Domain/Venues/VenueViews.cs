using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Venues;

/// <summary>A venue in the list.</summary>
/// <param name="Id">The venue.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Road address.</param>
/// <param name="FlashAllowed">Null where it is not known.</param>
/// <param name="TravelMinutes">Minutes from the studio.</param>
/// <param name="IsActive">Whether it is offered.</param>
/// <param name="Halls">Names of its halls in their order.</param>
public sealed record VenueRow(
    Guid Id,
    string Name,
    VenueKind Kind,
    string? Address,
    bool? FlashAllowed,
    int? TravelMinutes,
    bool IsActive,
    IReadOnlyList<string> Halls
);

/// <summary>A venue for its form.</summary>
/// <param name="Id">The venue.</param>
/// <param name="Details">What stands in it.</param>
/// <param name="Upcoming">Shoots there from now on that are not called off, counted up to 1,000.</param>
/// <param name="Version">Hand it back with a command.</param>
public sealed record VenueDetail(Guid Id, VenueDetails Details, int Upcoming, uint Version);

/// <summary>A venue, or one of its halls, in a picker, and what a shoot there should know.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="HallId">The hall; null for the venue as a whole.</param>
/// <param name="Venue">The venue's name.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="Address">Road address.</param>
/// <param name="Parking">Where to park.</param>
/// <param name="Notes">What a crew should know of the venue and the hall.</param>
/// <param name="FlashAllowed">Null where it is not known.</param>
/// <param name="TravelMinutes">Minutes from the studio.</param>
/// <param name="Phone">E.164.</param>
public sealed record VenuePick(
    Guid VenueId,
    Guid? HallId,
    string Venue,
    string? Hall,
    string? Address,
    string? Parking,
    string? Notes,
    bool? FlashAllowed,
    int? TravelMinutes,
    string? Phone
)
{
    /// <summary>What a shoot keeps as its place: venue and hall.</summary>
    public string Location => Hall is null ? Venue : Venue + " " + Hall;

    /// <summary>Flash is known to be forbidden.</summary>
    public bool NoFlash => FlashAllowed == false;

    /// <summary>The place on Naver's map; null without an address, for a name alone finds too many.</summary>
    public Uri? NaverMap => MapLinks.Naver(Address);

    /// <summary>The place on Kakao's map; null without an address.</summary>
    public Uri? KakaoMap => MapLinks.Kakao(Address);
}

/// <summary>Where maps show an address. Both addresses are the ones that the services publish for links from outside.</summary>
public static class MapLinks
{
    /// <summary>Naver's map; null without an address.</summary>
    public static Uri? Naver(string? address) => Of("https://map.naver.com/p/search/", address);

    /// <summary>Kakao's map; null without an address.</summary>
    public static Uri? Kakao(string? address) => Of("https://map.kakao.com/link/search/", address);

    private static Uri? Of(string search, string? address) =>
        StudioText.Clean(address) is { } clean ? new Uri(search + Uri.EscapeDataString(clean)) : null;
}

/// <summary>A room in its list.</summary>
/// <param name="Id">The room.</param>
/// <param name="Name">Name.</param>
/// <param name="IsActive">Whether it is offered.</param>
public sealed record RoomRow(Guid Id, string Name, bool IsActive);

/// <summary>Whether a room is free at a time.</summary>
/// <param name="Room">Which.</param>
/// <param name="TakenBy">The shoot that is in it; null where it is free.</param>
public sealed record RoomFreedom(RoomRow Room, RoomAlreadyBooked? TakenBy);

/// <summary>A day that the studio keeps itself.</summary>
/// <param name="Details">What stands in it.</param>
/// <param name="Computed">The public holiday that it replaces, in Korean and English; null on other days.</param>
public sealed record HolidayRow(HolidayDetails Details, (string Ko, string En)? Computed);
