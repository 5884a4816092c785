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

    /// <summary>Narrows down by text and manager.</summary>
    public CustomerSearch(string? search, Guid? managerId)
    {
        // A couple that was merged into another is shown nowhere.
        _conditions.Add("c.merged_into_id IS NULL");
        if (managerId == BoardFilter.Nobody)
        {
            _conditions.Add("c.assigned_manager_id IS NULL");
        }
        else if (managerId is { } id)
        {
            And("c.assigned_manager_id = {0}", id);
        }

        if (StudioText.Clean(search) is { } text)
        {
            Find(text);
        }
    }

    /// <summary>The conditions, each after an AND.</summary>
    public string Sql => string.Concat(_conditions.Select(c => " AND " + c));

    /// <summary>Reads rows. The text is put together from constants and from <see cref="Sql"/>; whatever a person typed is a parameter.</summary>
    public Task<List<TRow>> ReadAsync<TRow>(StudioDbContext db, string sql, CancellationToken ct, params NpgsqlParameter[] further) =>
        db.Database.SqlQueryRaw<TRow>(sql, [.. _parameters.Select(p => p.Clone()), .. further]).ToListAsync(ct);

    /// <summary>Adds a condition; {0} stands for its value.</summary>
    public CustomerSearch And(string condition, object value)
    {
        var name = "p" + _parameters.Count;
        _parameters.Add(new NpgsqlParameter(name, value));
        _conditions.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, "@" + name));
        return this;
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
