using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Gear;

/// <summary>A piece of the studio's equipment, or a set that travels together, that one shoot at a time can have (<c>gear_items</c>).</summary>
public sealed class GearItem
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 60;

    private GearItem() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name; unique among those that are offered (<c>ux_gear_items_name</c>).</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it is offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Place in the list, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Makes a piece.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>; a name that is offered already with <see cref="Pipeline.NameTaken"/> on saving.</returns>
    public static Result<GearItem> Make(string? name, int position, DateTimeOffset now)
    {
        var item = new GearItem
        {
            Id = Ids.New(),
            Position = position,
            CreatedAt = now,
        };
        var written = item.Write(name, isActive: true);
        return written.Succeeded ? item : written.Refusal;
    }

    /// <summary>Writes it anew. Shoots that have it keep it, also once it is put away.</summary>
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
