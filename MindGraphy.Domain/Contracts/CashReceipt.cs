using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>What the buyer uses a 현금영수증 for.</summary>
public enum CashReceiptUse
{
    /// <summary>소득공제: a person's, by phone number.</summary>
    IncomeDeduction,

    /// <summary>지출증빙: a business's, by its registration number.</summary>
    ExpenseProof,

    /// <summary>자진발급: nobody gave a number.</summary>
    Voluntary,
}

/// <summary>Why a 현금영수증 is cancelled.</summary>
public enum CashReceiptCancelType
{
    /// <summary>거래취소: the money went back.</summary>
    TransactionCancelled,

    /// <summary>오류발급: it was issued wrongly.</summary>
    IssuedInError,

    /// <summary>기타.</summary>
    Other,
}

/// <summary>
/// A 현금영수증 of one payment (<c>cash_receipts</c>), as it was issued at the tax office or a provider. Wedding photography has to issue one for
/// each payment in cash or by transfer of 100,000 won and more, within five days of the money, also where nobody asks
/// (소득세법 제162조의3, 시행령 제210조의3, 별표 3의3).
/// </summary>
public sealed class CashReceipt
{
    /// <summary>From which amount one has to be issued.</summary>
    public static readonly Money Threshold = new(100_000);

    /// <summary>Days after the money within which it is issued.</summary>
    public const int DaysToIssue = 5;

    /// <summary>The number of the tax office under which one is issued where the buyer gave none.</summary>
    public const string NobodysNumber = "010-000-1234";

    /// <summary>Most characters of a number.</summary>
    public const int NumberMaxLength = 24;

    private CashReceipt() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The payment.</summary>
    public Guid PaymentId { get; private init; }

    /// <summary>승인번호.</summary>
    public string ApprovalNumber { get; private init; } = "";

    /// <summary>What for.</summary>
    public CashReceiptUse Use { get; private init; }

    /// <summary>The buyer's number: a phone, a business's registration, or <see cref="NobodysNumber"/>.</summary>
    public string Identity { get; private init; } = "";

    /// <summary>How much, with VAT.</summary>
    public Money Amount { get; private init; }

    /// <summary>The VAT in it: one eleventh, rounded down.</summary>
    public Money Vat { get; private init; }

    /// <summary>The day it was issued, in the studio's zone.</summary>
    public DateOnly IssuedOn { get; private init; }

    /// <summary>Who entered it.</summary>
    public Guid? IssuedById { get; private init; }

    /// <summary>The approval number of its cancellation; null while it stands.</summary>
    public string? CancelApprovalNumber { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public CashReceiptCancelType? CancelType { get; private set; }

    /// <summary>The day it was cancelled.</summary>
    public DateOnly? CancelledOn { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Writes down what was issued.</summary>
    /// <returns>
    /// Refused with <see cref="ReceiptNotFor"/> where the payment is no cash, <see cref="ReceiptExists"/>, <see cref="FieldRequired"/>,
    /// <see cref="ApprovalNumberUnreadable"/> or <see cref="ReceiptIdentityUnreadable"/>, and <see cref="DateInTheFuture"/>.
    /// </returns>
    public static Result<CashReceipt> Issue(Payment payment, CashReceiptDetails details, DateOnly today, Guid? byId, DateTimeOffset now)
    {
        if (!payment.IsReceived || !IsCash(payment.PaymentMethod))
        {
            return new ReceiptNotFor();
        }

        if (payment.CashReceiptIssued)
        {
            return new ReceiptExists();
        }

        if (Approval(details.ApprovalNumber) is not { } approval)
        {
            return StudioText.Clean(details.ApprovalNumber) is null
                ? new FieldRequired(nameof(details.ApprovalNumber))
                : new ApprovalNumberUnreadable(nameof(details.ApprovalNumber));
        }

        var identity = details.Use == CashReceiptUse.Voluntary ? NobodysNumber : StudioText.Clean(details.Identity);
        if (identity is null)
        {
            return new FieldRequired(nameof(details.Identity));
        }

        var digits = identity.Count(char.IsAsciiDigit);
        if (
            identity.Length > NumberMaxLength
            || identity.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or ' '))
            || details.Use switch
            {
                CashReceiptUse.ExpenseProof => digits != 10,
                CashReceiptUse.IncomeDeduction => digits is < 10 or > 18,
                _ => false,
            }
        )
        {
            return new ReceiptIdentityUnreadable(nameof(details.Identity));
        }

        if (details.IssuedOn > today)
        {
            return new DateInTheFuture(nameof(details.IssuedOn));
        }

        payment.CashReceiptIssued = true;
        return new CashReceipt
        {
            Id = Ids.New(),
            PaymentId = payment.Id,
            ApprovalNumber = approval,
            Use = details.Use,
            Identity = identity,
            Amount = payment.Amount,
            Vat = new Money(payment.Amount.Won / 11),
            IssuedOn = details.IssuedOn,
            IssuedById = byId,
            CreatedAt = now,
        };
    }

    /// <summary>Writes down its cancellation; after it another one may be issued for the payment.</summary>
    /// <returns>Refused with <see cref="ReceiptCancelled"/>, <see cref="FieldRequired"/>, <see cref="ApprovalNumberUnreadable"/> or <see cref="DateInTheFuture"/>.</returns>
    public Result Cancel(Payment payment, string? approvalNumber, CashReceiptCancelType type, DateOnly on, DateOnly today)
    {
        if (CancelledOn is not null)
        {
            return new ReceiptCancelled();
        }

        if (Approval(approvalNumber) is not { } approval)
        {
            return StudioText.Clean(approvalNumber) is null
                ? new FieldRequired(nameof(CashReceiptDetails.ApprovalNumber))
                : new ApprovalNumberUnreadable(nameof(CashReceiptDetails.ApprovalNumber));
        }

        if (on > today)
        {
            return new DateInTheFuture(nameof(CashReceiptDetails.IssuedOn));
        }

        (CancelApprovalNumber, CancelType, CancelledOn, payment.CashReceiptIssued) = (approval, type, on, false);
        return Result.Ok;
    }

    /// <summary>Whether money that comes this way is cash to the tax office: a transfer is.</summary>
    public static bool IsCash(string? method) => method is "transfer" or "cash";

    // The tax office's numbers have nine characters, providers' up to twice as many.
    private static string? Approval(string? text) =>
        StudioText.Clean(text) is { Length: >= 6 and <= NumberMaxLength } number && number.All(char.IsAsciiLetterOrDigit) ? number : null;
}

/// <summary>A 현금영수증 as it is typed.</summary>
/// <param name="ApprovalNumber">승인번호, 6 to 24 letters and digits.</param>
/// <param name="Use">What for.</param>
/// <param name="Identity">A phone or card for 소득공제, ten digits for 지출증빙; not looked at for 자진발급.</param>
/// <param name="IssuedOn">The day it was issued; not in the future.</param>
public sealed record CashReceiptDetails(string? ApprovalNumber, CashReceiptUse Use, string? Identity, DateOnly IssuedOn);

/// <summary>Which receipts a list shows.</summary>
public enum ReceiptKind
{
    /// <summary>To be issued.</summary>
    ToIssue,

    /// <summary>Issued for money that went back whole: to be cancelled.</summary>
    ToCancel,

    /// <summary>Issued or cancelled.</summary>
    Done,
}

/// <summary>What the list is narrowed to.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Search">Part of a name, a number or an approval number; null for all.</param>
public sealed record ReceiptFilter(ReceiptKind Kind, string? Search = null);

/// <summary>Where the next page begins: after this payment.</summary>
/// <param name="At">When its money came.</param>
/// <param name="Id">The payment.</param>
/// <param name="ReceiptId">Its receipt; empty where none is issued.</param>
public sealed record ReceiptCursor(DateTimeOffset At, Guid Id, Guid ReceiptId);

/// <summary>A page of receipts.</summary>
/// <param name="Rows">At most <see cref="DueList.PageSize"/>.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ReceiptList(IReadOnlyList<ReceiptRow> Rows, ReceiptCursor? Next);

/// <summary>How many wait.</summary>
/// <param name="ToIssue">To be issued.</param>
/// <param name="Late">Of those, whose five days are over.</param>
/// <param name="ToCancel">To be cancelled.</param>
public sealed record ReceiptCounts(int ToIssue, int Late, int ToCancel);

/// <summary>A payment and its receipt in a list.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="ReceiptId">The receipt; empty while none is issued.</param>
/// <param name="ContractId">Its contract.</param>
/// <param name="Number">C-2026-000123.</param>
/// <param name="BrideName">Bride.</param>
/// <param name="GroomName">Groom.</param>
/// <param name="Phone">A number to issue it for; null where none is known.</param>
/// <param name="Depositor">Who sent the money.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidAt">When it came.</param>
/// <param name="ApprovalNumber">승인번호; null while none is issued.</param>
/// <param name="Use">What for.</param>
/// <param name="IssuedOn">When it was issued.</param>
/// <param name="CancelApprovalNumber">The number of its cancellation.</param>
/// <param name="CancelledOn">When it was cancelled.</param>
public sealed record ReceiptRow(
    Guid PaymentId,
    Guid ReceiptId,
    Guid ContractId,
    string Number,
    string BrideName,
    string GroomName,
    string? Phone,
    string? Depositor,
    Money Amount,
    DateTimeOffset PaidAt,
    string? ApprovalNumber,
    CashReceiptUse? Use,
    DateOnly? IssuedOn,
    string? CancelApprovalNumber,
    DateOnly? CancelledOn
)
{
    /// <summary>Both names, bride first.</summary>
    public string Couple => BrideName + " · " + GroomName;

    /// <summary>The last day on which it may be issued.</summary>
    public DateOnly IssueUntil(StudioClock clock) => clock.DateOf(PaidAt).AddDays(CashReceipt.DaysToIssue);
}
