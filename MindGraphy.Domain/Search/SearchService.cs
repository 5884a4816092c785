using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Search;

/// <summary>The search over everything. Whoever lacks the right to a kind finds none of it; photographers and editors find their own projects.</summary>
/// <param name="studio">Sessions.</param>
public sealed class SearchService(IStudio studio)
{
    /// <summary>Lines of a kind.</summary>
    public const int Most = 8;

    /// <summary>What a text finds, as it stands after this letter; what was worked on last where nothing is typed.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(Actor actor, string? typed, CancellationToken ct = default)
    {
        if (!actor.IsStaff)
        {
            return [];
        }

        var query = SearchQuery.Parse(typed);
        await using var session = studio.Open(actor);
        if (query.IsEmpty)
        {
            return await session.Search.RecentAsync(ct);
        }

        var found = await session.Search.FindAsync(query, ct);
        return found.Count == 0 && query.StillTyped() is { } typing ? await session.Search.FindAsync(typing, ct) : found;
    }
}
