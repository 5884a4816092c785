namespace MindGraphy.Domain.Gear
{
    /// <summary>The studio's equipment, inside one session.</summary>
    public interface IGearRepository
    {
        /// <summary>Adds a piece.</summary>
        void Add(GearItem item);

        /// <summary>Every piece in its order, to change.</summary>
        Task<IReadOnlyList<GearItem>> ListAsync(CancellationToken ct = default);

        /// <summary>Whether all of these are there and offered.</summary>
        Task<bool> AreOfferedAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default);

        /// <summary>Which shoots have which piece in this time, by piece.</summary>
        Task<IReadOnlyDictionary<Guid, GearAlreadyBooked>> TakenAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            Guid? exceptShootId,
            CancellationToken ct = default
        );
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>The studio's equipment.</summary>
        Gear.IGearRepository Gear { get; }
    }
}
