using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Venues;

/// <summary>A room of the studio that one shoot at a time may use (<c>rooms</c>). The database refuses a second (<c>ex_shooting_schedules_room</c>).</summary>
public sealed class Room
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 60;

    private Room() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name; unique among those that are offered (<c>ux_rooms_name</c>).</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it is offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Place in the list, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Makes a room.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>; a name that is offered already with <see cref="Pipeline.NameTaken"/> on saving.</returns>
    public static Result<Room> Make(string? name, int position, DateTimeOffset now)
    {
        var room = new Room
        {
            Id = Ids.New(),
            Position = position,
            CreatedAt = now,
        };
        var written = room.Write(name, isActive: true);
        return written.Succeeded ? room : written.Refusal;
    }

    /// <summary>Writes it anew. Shoots that are booked in it stay, also once it is put away.</summary>
    /// <returns>Refused as <see cref="Make"/> refuses.</returns>
    public Result Write(string? name, bool isActive)
    {
        if (StudioText.Clean(name) is not { } clean)
        {
            return new FieldRequired(nameof(Name));
        }

        if (clean.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(Name), NameMaxLength);
        }

        (Name, IsActive) = (clean, isActive);
        return Result.Ok;
    }

    /// <summary>Takes another place in the list.</summary>
    public void Place(int position) => Position = position;
}
