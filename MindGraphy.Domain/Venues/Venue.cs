using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Venues;

/// <summary>What sort of place it is (<c>venues.kind</c>).</summary>
public enum VenueKind
{
    /// <summary>예식장.</summary>
    Hall,

    /// <summary>스튜디오.</summary>
    Studio,

    /// <summary>야외.</summary>
    Outdoor,

    /// <summary>그 외.</summary>
    Other,
}

/// <summary>
/// A place where the studio photographs (<c>venues</c>) with its halls: what a shoot fills in by itself once it is picked. Shoots and projects
/// keep the words they got, so that a place that is renamed or put away leaves them readable.
/// </summary>
public sealed class Venue
{
    /// <summary>Most characters of a name; with a hall it has to fit a shoot's place.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Most characters of an address.</summary>
    public const int AddressMaxLength = 300;

    /// <summary>Most characters of parking and of notes.</summary>
    public const int NotesMaxLength = 2000;

    /// <summary>Most halls of one place.</summary>
    public const int MostHalls = 40;

    private readonly List<VenueHall> _halls = [];

    private Venue() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name; unique among those that are offered (<c>ux_venues_name</c>).</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it is.</summary>
    public VenueKind Kind { get; private set; }

    /// <summary>Road address; null where it is not known: then no map is linked.</summary>
    public string? Address { get; private set; }

    /// <summary>Where to park and what it costs.</summary>
    public string? Parking { get; private set; }

    /// <summary>What a crew should know.</summary>
    public string? Notes { get; private set; }

    /// <summary>False where flash is not allowed; null where nobody asked yet.</summary>
    public bool? FlashAllowed { get; private set; }

    /// <summary>Minutes from the studio, 0 to <see cref="Shoot.MaxTravelMinutes"/>.</summary>
    public int? TravelMinutes { get; private set; }

    /// <summary>Phone, E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>Whether it is offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Its halls.</summary>
    public IReadOnlyList<VenueHall> Halls => _halls;

    /// <summary>Makes a place.</summary>
    /// <returns>
    /// Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="TravelOutOfRange"/>, <see cref="Customers.PhoneUnreadable"/>,
    /// <see cref="HallNameTwice"/> or <see cref="CapacityOutOfRange"/>; a name that is offered already with <see cref="Pipeline.NameTaken"/> on saving.
    /// </returns>
    public static Result<Venue> Make(VenueDetails details, DateTimeOffset now)
    {
        var venue = new Venue { Id = Ids.New(), CreatedAt = now };
        var written = venue.Write(details, now);
        return written.Succeeded ? venue : written.Refusal;
    }

    /// <summary>Writes it anew, halls included: one that is not named any more goes, and shoots keep its words.</summary>
    /// <returns>Refused as <see cref="Make"/> refuses.</returns>
    public Result Write(VenueDetails details, DateTimeOffset now)
    {
        if (StudioText.Clean(details.Name) is not { } name)
        {
            return new FieldRequired(nameof(details.Name));
        }

        var (address, parking) = (StudioText.Clean(details.Address), StudioText.Clean(details.Parking, multiline: true));
        var notes = StudioText.Clean(details.Notes, multiline: true);
        if (TooLong(name, nameof(details.Name), NameMaxLength) is { } longName)
        {
            return longName;
        }

        if (TooLong(address, nameof(details.Address), AddressMaxLength) is { } longAddress)
        {
            return longAddress;
        }

        if (TooLong(parking, nameof(details.Parking), NotesMaxLength) is { } longParking)
        {
            return longParking;
        }

        if (TooLong(notes, nameof(details.Notes), NotesMaxLength) is { } longNotes)
        {
            return longNotes;
        }

        if (details.TravelMinutes is < 0 or > Shoot.MaxTravelMinutes)
        {
            return new TravelOutOfRange(Shoot.MaxTravelMinutes);
        }

        var phone = Common.Phone.Parse(details.Phone);
        if (phone is null && !string.IsNullOrWhiteSpace(details.Phone))
        {
            return new Customers.PhoneUnreadable(nameof(details.Phone));
        }

        var halls = WriteHalls(details.Halls ?? []);
        if (!halls.Succeeded)
        {
            return halls;
        }

        (Name, Kind, Address, Parking, Notes) = (name, details.Kind, address, parking, notes);
        (FlashAllowed, TravelMinutes, Phone, IsActive, UpdatedAt) = (
            details.FlashAllowed,
            details.TravelMinutes,
            phone,
            details.IsActive,
            now
        );
        return Result.Ok;
    }

    private Result WriteHalls(IReadOnlyList<HallDetails> typed)
    {
        // A line that was begun and left empty is no hall.
        var named = typed.Select(h => (Hall: h, Name: StudioText.Clean(h.Name))).Where(h => h.Name is not null).Take(MostHalls).ToList();
        if (named.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new HallNameTwice(twice.Key!);
        }

        if (named.FirstOrDefault(h => h.Name!.Length > VenueHall.NameMaxLength).Hall is not null)
        {
            return new FieldTooLong("Halls", VenueHall.NameMaxLength);
        }

        if (named.Any(h => h.Hall.Capacity is < 1 or > VenueHall.MaxCapacity))
        {
            return new CapacityOutOfRange(VenueHall.MaxCapacity);
        }

        _halls.RemoveAll(h => named.TrueForAll(n => n.Hall.Id != h.Id));
        for (var i = 0; i < named.Count; i++)
        {
            var (hall, name) = named[i];
            var notes = StudioText.Cut(StudioText.Clean(hall.Notes), VenueHall.NotesMaxLength);
            if (_halls.Find(h => h.Id == hall.Id) is { } known)
            {
                known.Write(name!, notes, hall.Capacity, i);
            }
            else
            {
                _halls.Add(new VenueHall(Id, name!, notes, hall.Capacity, i));
            }
        }

        return Result.Ok;
    }

    private static FieldTooLong? TooLong(string? text, string field, int most) =>
        text?.Length > most ? new FieldTooLong(field, most) : null;
}

/// <summary>A hall of a venue (<c>venue_halls</c>).</summary>
public sealed class VenueHall
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Most characters of notes.</summary>
    public const int NotesMaxLength = 500;

    /// <summary>Most guests.</summary>
    public const int MaxCapacity = 20_000;

    private VenueHall() { }

    internal VenueHall(Guid venueId, string name, string? notes, int? capacity, int position) =>
        (Id, VenueId, Name, Notes, Capacity, Position) = (Ids.New(), venueId, name, notes, capacity, position);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The venue.</summary>
    public Guid VenueId { get; private init; }

    /// <summary>Name, unique in its venue.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What a crew should know.</summary>
    public string? Notes { get; private set; }

    /// <summary>Guests, 1 to <see cref="MaxCapacity"/>.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Position { get; private set; }

    internal void Write(string name, string? notes, int? capacity, int position) =>
        (Name, Notes, Capacity, Position) = (name, notes, capacity, position);
}

/// <summary>A venue as typed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name, required.</param>
/// <param name="Address">Road address.</param>
/// <param name="Parking">Where to park.</param>
/// <param name="Notes">What a crew should know.</param>
/// <param name="FlashAllowed">Null where it is not known.</param>
/// <param name="TravelMinutes">Minutes from the studio.</param>
/// <param name="Phone">Any way of writing a phone number.</param>
/// <param name="IsActive">Whether it is offered.</param>
/// <param name="Halls">Its halls in their order; lines without a name are passed over, those after <see cref="Venue.MostHalls"/> too.</param>
public sealed record VenueDetails(
    VenueKind Kind,
    string? Name,
    string? Address = null,
    string? Parking = null,
    string? Notes = null,
    bool? FlashAllowed = null,
    int? TravelMinutes = null,
    string? Phone = null,
    bool IsActive = true,
    IReadOnlyList<HallDetails>? Halls = null
);

/// <summary>A hall as typed.</summary>
/// <param name="Id">The hall that is written anew; null for a new one.</param>
/// <param name="Name">Name.</param>
/// <param name="Capacity">Guests.</param>
/// <param name="Notes">What a crew should know.</param>
public sealed record HallDetails(Guid? Id, string? Name, int? Capacity = null, string? Notes = null);
