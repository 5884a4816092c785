using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Pipeline;

/// <summary>The lists that a studio keeps itself.</summary>
public enum ListKind
{
    /// <summary>유입 경로: how couples find us.</summary>
    LeadSource,

    /// <summary>Why couples are lost.</summary>
    CancelReason,
}

/// <summary>One choice of a managed list (<c>list_items</c>). Couples keep its name, so that an entry put away later stays readable.</summary>
public sealed class ListItem
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 100;

    private ListItem() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Which list.</summary>
    public ListKind Kind { get; private init; }

    /// <summary>The studio's word; unique in its list, and what couples keep.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The word on English screens; the studio's own where it is null.</summary>
    public string? NameEn { get; private set; }

    /// <summary>Whether choosing it asks which planner, venue or studio it was.</summary>
    public PartnerKind? AsksFor { get; private set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Whether it is offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Makes an entry.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>; a name that is there already with <see cref="NameTaken"/> on saving.</returns>
    public static Result<ListItem> Make(ListKind kind, ListItemDetails details, int position, DateTimeOffset now)
    {
        var item = new ListItem
        {
            Id = Ids.New(),
            Kind = kind,
            Position = position,
            CreatedAt = now,
        };
        var written = item.Write(details);
        return written.Succeeded ? item : written.Refusal;
    }

    /// <summary>Writes it anew. Couples that kept the former name keep it.</summary>
    /// <returns>Refused as <see cref="Make"/> refuses.</returns>
    public Result Write(ListItemDetails details)
    {
        if (StudioText.Clean(details.Name) is not { } name)
        {
            return new FieldRequired(nameof(details.Name));
        }

        var english = StudioText.Clean(details.NameEn);
        if (name.Length > NameMaxLength || english?.Length > NameMaxLength)
        {
            return new FieldTooLong(name.Length > NameMaxLength ? nameof(details.Name) : nameof(details.NameEn), NameMaxLength);
        }

        (Name, NameEn, AsksFor, IsActive) = (name, english, Kind == ListKind.LeadSource ? details.AsksFor : null, details.IsActive);
        return Result.Ok;
    }

    /// <summary>Moves it to another place.</summary>
    public void Place(int position) => Position = position;
}

/// <summary>An entry as typed.</summary>
/// <param name="Name">The studio's word, required.</param>
/// <param name="NameEn">The word on English screens.</param>
/// <param name="AsksFor">Whether choosing it asks which partner it was.</param>
/// <param name="IsActive">Whether it is offered.</param>
public sealed record ListItemDetails(string? Name, string? NameEn = null, PartnerKind? AsksFor = null, bool IsActive = true);
