namespace MindGraphy.Domain.Cards
{
    /// <summary>Memory cards inside one session; only those of projects that the actor sees.</summary>
    public interface ICardRepository
    {
        /// <summary>Adds a card.</summary>
        void Add(MemoryCard card);

        /// <summary>Takes a card out of the ledger.</summary>
        void Remove(MemoryCard card);

        /// <summary>The project of a shoot; null where the actor sees none.</summary>
        Task<Guid?> ProjectOfShootAsync(Guid shootId, CancellationToken ct = default);

        /// <summary>A card with its copies, locked until the operation ends, and its project; null where there is none for the actor.</summary>
        Task<(MemoryCard Card, Guid ProjectId)?> LockAsync(Guid cardId, CancellationToken ct = default);

        /// <summary>Whether there is such an album in the project. Nobody else links a card to it until the operation ends.</summary>
        Task<bool> LockAlbumAsync(Guid projectId, Guid albumId, CancellationToken ct = default);

        /// <summary>The label of another card that was said to lie in this folder, in one below it or in one above it; null where there is none.</summary>
        Task<string?> LinkedThereAsync(Guid cardId, Guid albumId, string folder, CancellationToken ct = default);

        /// <summary>What lies in the store of a card; null where it is not linked.</summary>
        Task<StoredCard?> StoredAsync(MemoryCard card, CancellationToken ct = default);

        /// <summary>The shoots of a project that are not called off, by begin, each with its cards.</summary>
        Task<IReadOnlyList<ShootCards>> LedgerAsync(Guid projectId, CancellationToken ct = default);

        /// <summary>The albums of a project and the folders at their top, with what lies in them.</summary>
        Task<IReadOnlyList<CardFolder>> FoldersAsync(Guid projectId, CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Memory cards.</summary>
        Cards.ICardRepository Cards { get; }
    }
}
