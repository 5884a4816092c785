using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Search;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Search;
using Npgsql;

namespace MindGraphy.Data.Customers;

/// <summary>The WHERE of board and list, with its parameters: written once, so that both find the same couples.</summary>
internal sealed class CustomerSearch
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

    // The same as the search over everything, so that the board finds what Ctrl+K finds.
    private void Find(string text)
    {
        var query = SearchQuery.Parse(text);
        if (query.IsEmpty)
        {
            return;
        }

        _parameters.AddRange(new SearchCondition(query).Parameters());
        _conditions.Add($"c.id IN (SELECT s.customer_id FROM customer_search s WHERE {SearchCondition.Sql})");
    }
}
