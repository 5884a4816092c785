using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Banking;

/// <summary>What became of a line of a bank statement (<c>bank_entries.status</c>).</summary>
public enum BankEntryStatus
{
    /// <summary>Nobody looked at it yet.</summary>
    Open,

    /// <summary>Booked as a payment of a contract.</summary>
    Booked,

    /// <summary>No business of a contract.</summary>
    Ignored,
}

/// <summary>The legal moves of a line of a bank statement.</summary>
public static class BankEntryFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<BankEntryStatus> Moves = new(
        new(BankEntryStatus.Open, BankEntryStatus.Booked),
        new(BankEntryStatus.Open, BankEntryStatus.Ignored),
        new(BankEntryStatus.Ignored, BankEntryStatus.Open),
        new(BankEntryStatus.Booked, BankEntryStatus.Open, MoveBy.Fact)
    );
}

/// <summary>
/// Money that came to the studio's account, as the bank's file says it (<c>bank_entries</c>). A line is known again by its fingerprint, so that
/// the same file, or one that overlaps with it, can be brought again.
/// </summary>
public sealed class BankEntry
{
    /// <summary>Most characters of a name or a memo.</summary>
    public const int TextMaxLength = 200;

    private BankEntry() { }

    /// <summary>Makes an entry of a line that was read.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Its moment in the studio's zone, as UTC.</param>
    /// <param name="ordinal">How many lines of the same file said the very same before it.</param>
    /// <param name="fileName">The file.</param>
    /// <param name="byId">Who brought it.</param>
    /// <param name="now">Now.</param>
    public BankEntry(BankLine line, DateTimeOffset at, int ordinal, string fileName, Guid? byId, DateTimeOffset now)
    {
        (Id, OccurredAt, Amount, Depositor, Memo) = (Ids.New(), at, line.Amount, Cut(line.Depositor), Cut(line.Memo));
        (FileName, ImportedById, CreatedAt) = (Cut(fileName) ?? "", byId, now);
        Fingerprint = Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\u001f',
                        at.ToString("O", CultureInfo.InvariantCulture),
                        line.Amount,
                        Depositor,
                        Memo,
                        line.BalanceAfter?.ToString(CultureInfo.InvariantCulture) ?? "#" + ordinal.ToString(CultureInfo.InvariantCulture)
                    )
                )
            )
        );
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>How much.</summary>
    public Money Amount { get; private init; }

    /// <summary>Who sent it, as the bank shows it.</summary>
    public string? Depositor { get; private init; }

    /// <summary>What else the bank says.</summary>
    public string? Memo { get; private init; }

    /// <summary>By what it is known again: SHA-256 over moment, amount, texts and the balance after it, lower-case hex.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>What became of it.</summary>
    public BankEntryStatus Status { get; private set; }

    /// <summary>The payment it became.</summary>
    public Guid? PaymentId { get; private set; }

    /// <summary>The file it came in.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Who brought the file.</summary>
    public Guid? ImportedById { get; private init; }

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Since when it is here.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The transaction's id in the ledger.</summary>
    public string TransactionId => "bank-" + Fingerprint[..40];

    /// <summary>Says that it became a payment.</summary>
    /// <returns>Refused with <see cref="BankEntryDecided"/>.</returns>
    public Result Book(Guid paymentId, Guid? byId, DateTimeOffset now)
    {
        var moved = MoveTo(BankEntryStatus.Booked, byId, now);
        PaymentId = moved.Succeeded ? paymentId : PaymentId;
        return moved;
    }

    /// <summary>Says that it is no business of a contract, or that it is after all.</summary>
    /// <returns>Refused with <see cref="BankEntryDecided"/>.</returns>
    public Result Ignore(bool ignored, Guid? byId, DateTimeOffset now) =>
        Status == BankEntryStatus.Booked
            ? new BankEntryDecided(Status)
            : MoveTo(ignored ? BankEntryStatus.Ignored : BankEntryStatus.Open, byId, now);

    /// <summary>Its payment was taken back as a mistake: it waits to be booked where it belongs.</summary>
    public void Release(Guid? byId, DateTimeOffset now)
    {
        if (Status == BankEntryStatus.Booked)
        {
            (Status, PaymentId, DecidedById, DecidedAt) = (BankEntryStatus.Open, null, byId, now);
        }
    }

    private Result MoveTo(BankEntryStatus status, Guid? byId, DateTimeOffset now)
    {
        if (!BankEntryFlow.Moves.Allows(Status, status))
        {
            return new BankEntryDecided(Status);
        }

        (Status, DecidedById, DecidedAt) = (status, byId, now);
        return Result.Ok;
    }

    private static string? Cut(string? text) => StudioText.Clean(text) is { } clean ? clean[..Math.Min(clean.Length, TextMaxLength)] : null;
}

/// <summary>A line of a bank's file that says money came.</summary>
/// <param name="Number">The row in the file, from 1.</param>
/// <param name="Day">The day.</param>
/// <param name="Time">The hour; null where the file has none.</param>
/// <param name="Amount">How much, 1 won and more.</param>
/// <param name="Depositor">Who sent it.</param>
/// <param name="Memo">What else it says.</param>
/// <param name="BalanceAfter">The account's balance after it; null where the file has none.</param>
public sealed record BankLine(int Number, DateOnly Day, TimeOnly? Time, Money Amount, string? Depositor, string? Memo, long? BalanceAfter);

/// <summary>Somebody decided about the line already.</summary>
/// <param name="Status">What became of it.</param>
public sealed record BankEntryDecided(BankEntryStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>No such line.</summary>
public sealed record BankEntryNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The file has no columns for the day and the money that came.</summary>
public sealed record BankColumnsUnknown() : Refusal(RefusalKind.Invalid);

/// <summary>The file has the columns, and no line in it says that money came.</summary>
public sealed record BankFileWithoutMoney() : Refusal(RefusalKind.Invalid);

/// <summary>How sure a candidate is.</summary>
public enum BankMatchReason
{
    /// <summary>A name of the couple or their parents, and exactly what is due.</summary>
    NameAndAmount,

    /// <summary>A name, and another amount.</summary>
    Name,

    /// <summary>Exactly what is due about now, and another name.</summary>
    Amount,
}

/// <summary>A contract that a line may pay.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Number">Its number.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Reason">How sure.</param>
/// <param name="Line">What is due next in it.</param>
/// <param name="Open">What of that is still to come.</param>
/// <param name="Outstanding">What of everything is still to come.</param>
/// <param name="IsSure">Whether it needs no second look: a whole name, exactly what is due, and nothing alike was recorded by hand.</param>
/// <param name="MayBeRecorded">Whether the same amount was recorded by hand within three days: it may be this very money.</param>
public sealed record BankCandidate(
    Guid ContractId,
    string Number,
    string Couple,
    BankMatchReason Reason,
    Contracts.PlanLineKind Line,
    Money Open,
    Money Outstanding,
    bool IsSure,
    bool MayBeRecorded
);

/// <summary>A contract that is to be paid, for matching.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Number">Its number.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Names">Everybody of the couple: bride, groom, parents.</param>
/// <param name="Line">What is due next.</param>
/// <param name="Open">What of that is still to come.</param>
/// <param name="DueOn">Until when; null while somebody has to sign.</param>
/// <param name="Outstanding">What of everything is still to come.</param>
public sealed record PayableContract(
    Guid ContractId,
    string Number,
    string Couple,
    IReadOnlyList<string> Names,
    Contracts.PlanLineKind Line,
    Money Open,
    DateOnly? DueOn,
    Money Outstanding
)
{
    /// <summary>What was recorded by hand, without a transaction of the bank, and when.</summary>
    public IReadOnlyList<(Money Amount, DateOnly On)> ByHand { get; init; } = [];
}

/// <summary>Which contracts a line may pay: by the name that the bank shows, by the amount, and by when it is due.</summary>
public static class BankMatching
{
    /// <summary>Most candidates of a line.</summary>
    public const int Most = 3;

    /// <summary>How far from its due day an amount alone is believed.</summary>
    public const int WindowDays = 30;

    private const int DaysByHand = 3;

    /// <summary>The candidates, the surest first.</summary>
    /// <param name="depositor">Who sent it, as the bank shows it: 김도현, 김도현잔금, 이서연(신부), KIM DOHYUN.</param>
    /// <param name="amount">How much.</param>
    /// <param name="day">When.</param>
    /// <param name="contracts">What is to be paid.</param>
    public static IReadOnlyList<BankCandidate> Find(string? depositor, Money amount, DateOnly day, IEnumerable<PayableContract> contracts)
    {
        var said = Key(depositor);
        var found = new List<(BankCandidate Candidate, int Days)>();
        foreach (var contract in contracts)
        {
            var named = said.Length > 1 && contract.Names.Select(Key).Any(n => n.Length > 1 && (said.Contains(n) || n.Contains(said)));
            var exact = amount == contract.Open || amount == contract.Outstanding;
            var days = contract.DueOn is { } due ? Math.Abs(due.DayNumber - day.DayNumber) : 0;
            BankMatchReason? reason = (named, exact) switch
            {
                (true, true) => BankMatchReason.NameAndAmount,
                (true, false) => BankMatchReason.Name,
                (false, true) when days <= WindowDays => BankMatchReason.Amount,
                _ => null,
            };
            if (reason is { } why)
            {
                var recorded = contract.ByHand.Any(h => h.Amount == amount && Math.Abs(h.On.DayNumber - day.DayNumber) <= DaysByHand);
                var whole = contract.Names.Any(n => Bare(n) is { Length: > 1 } name && name == Bare(depositor));
                found.Add(
                    (
                        new BankCandidate(
                            contract.ContractId,
                            contract.Number,
                            contract.Couple,
                            why,
                            contract.Line,
                            contract.Open,
                            contract.Outstanding,
                            why == BankMatchReason.NameAndAmount && whole && !recorded,
                            recorded
                        ),
                        days
                    )
                );
            }
        }

        return
        [
            .. found
                .OrderBy(f => f.Candidate.Reason)
                .ThenBy(f => f.Days)
                .ThenBy(f => f.Candidate.Number)
                .Take(Most)
                .Select(f => f.Candidate),
        ];
    }

    /// <summary>The one candidate that needs no second look: a whole name and the amount, and nobody else with name and amount.</summary>
    public static BankCandidate? Sure(IReadOnlyList<BankCandidate> candidates) =>
        candidates.Count(c => c.Reason == BankMatchReason.NameAndAmount) == 1 && candidates[0].IsSure ? candidates[0] : null;

    // What people add to their name when they pay.
    private static readonly string[] Added = ["계약금", "중도금", "잔금", "추가금", "예약금", "신부", "신랑"];

    private static string Bare(string? name) => Added.Aggregate(Key(name), (key, word) => key.Replace(word, "", StringComparison.Ordinal));

    // Letters only: banks add numbers, brackets and blanks to what people type.
    private static string Key(string? name) =>
        name is null
            ? ""
            : string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetter))
                .ToLowerInvariant()
                .Replace("님", "", StringComparison.Ordinal);
}
