namespace MindGraphy.Domain.Links
{
    /// <summary>Keys to tokenized pages.</summary>
    public interface ILinkRepository
    {
        /// <summary>Adds a key.</summary>
        void Add(LinkToken link);

        /// <summary>The key of a hash, or null.</summary>
        Task<LinkToken?> FindByHashAsync(string tokenHash, CancellationToken ct = default);

        /// <summary>A key by id, or null.</summary>
        Task<LinkToken?> FindAsync(Guid id, CancellationToken ct = default);

        /// <summary>Writes down at once that a key was used, unless that was written since a moment before; tells whether it was.</summary>
        Task<bool> SeenAsync(Guid id, DateTimeOffset now, DateTimeOffset unlessSince, CancellationToken ct = default);

        /// <summary>All keys to one thing, oldest first.</summary>
        Task<IReadOnlyList<LinkToken>> OfAsync(LinkPurpose purpose, Guid subjectId, CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Keys to tokenized pages.</summary>
        Links.ILinkRepository Links { get; }
    }
}
