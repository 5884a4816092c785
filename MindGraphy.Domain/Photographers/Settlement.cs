using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Photographers
{
    /// <summary>What was paid out keeps its fee; take the payment back first.</summary>
    public sealed record FeeIsPaid() : Refusal(RefusalKind.Conflict);

    /// <summary>Somebody's place in a crew as it is settled.</summary>
    /// <param name="ShootId">The shoot.</param>
    /// <param name="Couple">Both names.</param>
    /// <param name="Type">What happens.</param>
    /// <param name="Start">Begin.</param>
    /// <param name="Location">Venue and hall.</param>
    /// <param name="IsMain">Whether they lead it.</param>
    /// <param name="IsOver">Whether it was photographed, so that it can be paid.</param>
    /// <param name="Fee">What is paid; null where nothing is agreed.</param>
    /// <param name="SettledAt">When it was paid out.</param>
    public sealed record SettlementLine(
        Guid ShootId,
        string Couple,
        ScheduleType Type,
        DateTimeOffset Start,
        string? Location,
        bool IsMain,
        bool IsOver,
        Money? Fee,
        DateTimeOffset? SettledAt
    );

    /// <summary>One person's month.</summary>
    /// <param name="PersonId">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Note">Bank, account, invoice.</param>
    /// <param name="Lines">By begin.</param>
    public sealed record SettlementPerson(Guid PersonId, string Name, string? Note, IReadOnlyList<SettlementLine> Lines)
    {
        /// <summary>Everything of the month.</summary>
        public Money Total => Sum(Lines);

        /// <summary>What was paid out.</summary>
        public Money Paid => Sum(Lines.Where(l => l.SettledAt is not null));

        /// <summary>What can be paid now: photographed, priced and not paid.</summary>
        public IReadOnlyList<SettlementLine> Open => [.. Lines.Where(l => l is { IsOver: true, Fee: not null, SettledAt: null })];

        /// <summary>How much that is.</summary>
        public Money OpenSum => Sum(Open);

        private static Money Sum(IEnumerable<SettlementLine> lines) => lines.Aggregate(Money.Zero, (sum, l) => sum + (l.Fee ?? Money.Zero));
    }

    /// <summary>What is paid to whom, inside one session.</summary>
    public interface ISettlementRepository
    {
        /// <summary>Shoots that begin in a time with whoever is outsourced or has a fee for it, by name and begin; called-off ones are not in it.</summary>
        Task<IReadOnlyList<SettlementPerson>> MonthAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            DateTimeOffset now,
            Guid? onlyOf,
            CancellationToken ct = default
        );

        /// <summary>Places of a person in these crews under their rows' locks.</summary>
        Task<IReadOnlyList<ShootAssignment>> LockAsync(Guid personId, IReadOnlyCollection<Guid> shoots, CancellationToken ct = default);
    }

    /// <summary>A fee was changed, or money paid out or taken back.</summary>
    /// <param name="PersonId">Whose.</param>
    public sealed record SettlementChanged(Guid PersonId) : IStudioEvent;
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>What is paid to whom.</summary>
        Photographers.ISettlementRepository Settlement { get; }

        /// <summary>How shoots went.</summary>
        Photographers.IPerformanceRepository Performance { get; }
    }
}
