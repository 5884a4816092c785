using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using Npgsql;

namespace MindGraphy.Data.Customers;

/// <summary>The WHERE of board and list, with its parameters: written once, so that both find the same couples.</summary>
internal sealed partial class CustomerSearch
{
    private readonly List<string> _conditions = [];
    private readonly List<NpgsqlParameter> _parameters = [];

    /// <summary>Narrows down as a filter says. Couples that were merged into another are never found.</summary>
    public CustomerSearch(LeadFilter filter, StudioClock clock)
    {
        _conditions.Add("c.merged_into_id IS NULL");
        if (filter.ManagerId == LeadFilter.Nobody)
        {
            _conditions.Add("c.assigned_manager_id IS NULL");
        }
        else if (filter.ManagerId is { } manager)
        {
            And("c.assigned_manager_id = {0}", manager);
        }

        if (filter.Source is { } source)
        {
            And("c.source_channel = {0}", source);
        }

        if (filter.ReferrerId is { } referrer)
        {
            And("c.referrer_id = {0}", referrer);
        }

        if (filter.WeddingFrom is { } from)
        {
            And("c.wedding_date >= {0}", from);
        }

        if (filter.WeddingTo is { } to)
        {
            And("c.wedding_date <= {0}", to);
        }

        if (filter.Overdue)
        {
            And("c.next_task_on < {0}", clock.Today);
        }

        if (filter.Unanswered)
        {
            _conditions.Add("c.first_response_at IS NULL AND c.lead_status NOT IN ('completed', 'cancelled')");
        }

        if (filter.Idle)
        {
            And(
                "EXISTS (SELECT 1 FROM stage_rules r WHERE r.stage = c.lead_status AND c.last_touched_at < {0} - make_interval(days => r.idle_days))",
                clock.Now
            );
        }

        if (StudioText.Clean(filter.Search) is { } text)
        {
            Find(text);
        }
    }

    /// <summary>What the list shows for a filter: written once, so that an export takes out the same couples.</summary>
    public static CustomerSearch Of(CustomerFilter filter, StudioClock clock)
    {
        var search = new CustomerSearch(filter, clock);
        return filter.Status is { } status ? search.And("c.lead_status = {0}", status) : search;
    }

    /// <summary>The conditions, each after an AND.</summary>
    public string Sql => string.Concat(_conditions.Select(c => " AND " + c));

    /// <summary>Reads rows. The text is put together from constants and from <see cref="Sql"/>; whatever a person typed is a parameter.</summary>
    public Task<List<TRow>> ReadAsync<TRow>(StudioDbContext db, string sql, CancellationToken ct, params NpgsqlParameter[] further) =>
        db.Database.SqlQueryRaw<TRow>(sql, [.. _parameters.Select(p => p.Clone()), .. further]).ToListAsync(ct);

    /// <summary>Rows to be read one by one.</summary>
    public IQueryable<TRow> Read<TRow>(StudioDbContext db, Func<string, string> sql) =>
        db.Database.SqlQueryRaw<TRow>(sql(Sql), [.. _parameters.Select(p => p.Clone())]);

    /// <summary>Adds a condition; {0} stands for its value.</summary>
    public CustomerSearch And(string condition, object value)
    {
        var name = "p" + _parameters.Count;
        _parameters.Add(new NpgsqlParameter(name, value));
        _conditions.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, "@" + name));
        return this;
    }

    /// <summary>After a row of an order: a later key, or the same key and a later id.</summary>
    public CustomerSearch AfterOf(string key, bool newestFirst, object value, Guid id)
    {
        var name = "p" + _parameters.Count;
        _parameters.Add(new NpgsqlParameter(name, value));
        return And($"({key} {(newestFirst ? "<" : ">")} @{name} OR c.id > {{0}})", id);
    }

    // A telephone number however it is written, or words of which each has to be found somewhere: "서연 도현", "서연 더채플".
    private void Find(string text)
    {
        if (TelephoneLike().IsMatch(text))
        {
            var digits = Digits().Replace(text, "");
            var national = digits.StartsWith("82", StringComparison.Ordinal) && digits.Length > 8 ? digits[2..] : digits;
            And("(c.bride_phone LIKE {0} OR c.groom_phone LIKE {0})", "%" + national.TrimStart('0') + "%");
            return;
        }

        foreach (var word in text.Split([' ', '·', ','], StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            And(
                "(c.bride_name ILIKE {0} OR c.groom_name ILIKE {0} OR c.email ILIKE {0} OR c.wedding_venue ILIKE {0})",
                "%" + Wildcards().Replace(word, @"\$0") + "%"
            );
        }
    }

    [GeneratedRegex(@"^\+?[\d\s().-]*(\d[\s().-]*){3}$")]
    private static partial Regex TelephoneLike();

    [GeneratedRegex(@"\D")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Wildcards();
}
