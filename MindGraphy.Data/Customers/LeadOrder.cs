using System.Globalization;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Customers;

/// <summary>
/// An order of couples that pages can go on in: a key, then the id. Whoever has no day comes last, as if it were at the end of time, so that
/// an index serves the order and no page is skipped.
/// </summary>
internal sealed class LeadOrder
{
    private static readonly DateOnly Never = DateOnly.MaxValue;

    private readonly string _key;
    private readonly bool _newestFirst;
    private readonly Func<LeadCard, object?> _of;
    private readonly Func<string, object?> _read;

    private LeadOrder(string key, bool newestFirst, Func<LeadCard, object?> of, Func<string, object?> read) =>
        (_key, _newestFirst, _of, _read) = (key, newestFirst, of, read);

    /// <summary>For ORDER BY.</summary>
    public string Sql => _key == "c.id" ? "c.id DESC" : $"{_key}{(_newestFirst ? " DESC" : "")}, c.id";

    public static LeadOrder OnBoard(LeadSort sort) =>
        sort switch
        {
            LeadSort.Newest => Moment("c.status_changed_at", true, c => c.StatusChangedAt),
            LeadSort.Longest => Moment("c.status_changed_at", false, c => c.StatusChangedAt),
            _ => Common(sort),
        };

    public static LeadOrder InList(LeadSort sort) =>
        sort switch
        {
            // Ids are ordered by time, so the primary key is the order of arrival.
            LeadSort.Newest => new LeadOrder("c.id", true, c => null, _ => null),
            LeadSort.Longest => Moment("c.status_changed_at", false, c => c.StatusChangedAt),
            _ => Common(sort),
        };

    public object? KeyOf(LeadCard card) => _of(card);

    /// <summary>Narrows a search down to what comes after a row.</summary>
    public void GoOn(CustomerSearch search, object? key, Guid id)
    {
        if (key is null)
        {
            search.And("c.id < {0}", id);
            return;
        }

        search.And(_key + (_newestFirst ? " <= {0}" : " >= {0}"), key).AfterOf(_key, _newestFirst, key, id);
    }

    /// <summary>A key as the next page's address carries it.</summary>
    public string Write(LeadCard card) =>
        KeyOf(card) switch
        {
            null => card.Id.ToString("N"),
            DateTimeOffset moment => moment.UtcTicks.ToString(CultureInfo.InvariantCulture) + "~" + card.Id.ToString("N"),
            DateOnly day => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "~" + card.Id.ToString("N"),
            var text => text + "~" + card.Id.ToString("N"),
        };

    /// <summary>What an address carries; null where it is not one of this order.</summary>
    public (object? Key, Guid Id)? Read(string? after)
    {
        if (after is null)
        {
            return null;
        }

        var cut = after.LastIndexOf('~');
        if (!Guid.TryParse(after[(cut + 1)..], out var id))
        {
            return null;
        }

        if (_key == "c.id")
        {
            return cut < 0 ? (null, id) : null;
        }

        return cut >= 0 && _read(after[..cut]) is { } key ? (key, id) : null;
    }

    private static LeadOrder Common(LeadSort sort) =>
        sort switch
        {
            LeadSort.Wedding => Day("coalesce(c.wedding_date, 'infinity'::date)", c => c.WeddingDate),
            LeadSort.Task => Day("coalesce(c.next_task_on, 'infinity'::date)", c => c.NextTaskOn),
            LeadSort.Name => new LeadOrder("c.bride_name", false, c => c.BrideName, text => text),
            _ => Moment("c.last_touched_at", false, c => c.LastTouchedAt),
        };

    private static LeadOrder Moment(string key, bool newestFirst, Func<LeadCard, DateTimeOffset> of) =>
        new(
            key,
            newestFirst,
            c => of(c),
            text =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                    ? new DateTimeOffset(ticks, TimeSpan.Zero)
                    : null
        );

    // Npgsql writes DateOnly.MaxValue as infinity.
    private static LeadOrder Day(string key, Func<LeadCard, DateOnly?> of) =>
        new(
            key,
            false,
            c => of(c) ?? Never,
            text => DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null
        );
}
