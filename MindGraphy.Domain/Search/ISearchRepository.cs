namespace MindGraphy.Domain.Search
{
    /// <summary>Finds couples, contracts and projects; of each only what the session's actor has a right to.</summary>
    public interface ISearchRepository
    {
        /// <summary>At most <see cref="SearchService.Most"/> of each kind, newest first. One statement for whoever sees every project or none, two for others.</summary>
        Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken ct = default);

        /// <summary>What was worked on last: couples, or the projects of whoever sees no couples.</summary>
        Task<IReadOnlyList<SearchHit>> RecentAsync(CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>The search over everything.</summary>
        Search.ISearchRepository Search { get; }
    }
}
