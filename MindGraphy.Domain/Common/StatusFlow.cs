namespace MindGraphy.Domain.Common;

/// <summary>Who may make a move: a person by hand, or only a fact (a signature, a payment, an expiry).</summary>
public enum MoveBy
{
    /// <summary>Offered on screens.</summary>
    Hand,

    /// <summary>Made by a fact inside its aggregate; never offered on a screen.</summary>
    Fact,
}

/// <summary>One legal change of status.</summary>
/// <param name="From">The status before.</param>
/// <param name="To">The status after.</param>
/// <param name="By">By hand or by a fact.</param>
/// <param name="NeedsReason">Whether a person has to say why.</param>
public sealed record StatusMove<TStatus>(TStatus From, TStatus To, MoveBy By = MoveBy.Hand, bool NeedsReason = false)
    where TStatus : struct, Enum;

/// <summary>What every status table can tell without knowing its enum: for documents and tests over all of them.</summary>
public interface IStatusFlow
{
    /// <summary>The enum the table speaks of.</summary>
    Type Status { get; }

    /// <summary>All legal moves as text, in the table's order.</summary>
    IEnumerable<(string From, string To, MoveBy By, bool NeedsReason)> Rows { get; }
}

/// <summary>
/// The legal moves of one status as data: the aggregate obeys it, boards offer it, tests walk it and <c>docs/status-flows.md</c> is
/// printed from it. Everything that is not in the table is refused.
/// </summary>
/// <typeparam name="TStatus">The status enum.</typeparam>
public sealed class StatusFlow<TStatus> : IStatusFlow
    where TStatus : struct, Enum
{
    private readonly Dictionary<(TStatus From, TStatus To), StatusMove<TStatus>> _byPair;

    /// <summary>Builds the table; a move named twice is a fault of the programmer.</summary>
    public StatusFlow(params StatusMove<TStatus>[] moves)
    {
        Moves = moves;
        _byPair = moves.ToDictionary(m => (m.From, m.To));
    }

    /// <summary>All legal moves, in the order they were written.</summary>
    public IReadOnlyList<StatusMove<TStatus>> Moves { get; }

    /// <inheritdoc/>
    public Type Status => typeof(TStatus);

    /// <inheritdoc/>
    public IEnumerable<(string From, string To, MoveBy By, bool NeedsReason)> Rows =>
        Moves.Select(m => (m.From.ToString(), m.To.ToString(), m.By, m.NeedsReason));

    /// <summary>Whether the move is legal at all, by hand or by a fact.</summary>
    public bool Allows(TStatus from, TStatus to) => _byPair.ContainsKey((from, to));

    /// <summary>Whether a person may make the move by hand.</summary>
    public bool AllowsByHand(TStatus from, TStatus to) => _byPair.TryGetValue((from, to), out var move) && move.By == MoveBy.Hand;

    /// <summary>The move itself, or null where it is not legal.</summary>
    public StatusMove<TStatus>? Find(TStatus from, TStatus to) => _byPair.GetValueOrDefault((from, to));

    /// <summary>Where a person may move it from here: what a board lights up and a menu offers.</summary>
    public IEnumerable<TStatus> ByHandFrom(TStatus from) =>
        Moves.Where(m => m.By == MoveBy.Hand && EqualityComparer<TStatus>.Default.Equals(m.From, from)).Select(m => m.To);
}
