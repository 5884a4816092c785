using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>Draws the papers of money: a receipt for one payment, or the statement of a contract.</summary>
public interface IMoneyPdf
{
    /// <summary>Draws it; the same paper gives the same bytes on every machine.</summary>
    byte[] Draw(MoneyPaper paper);
}

/// <summary>A paper of money, as it stands.</summary>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Studio">Who got the money.</param>
/// <param name="Couple">Both names.</param>
/// <param name="ContractNumber">The contract.</param>
/// <param name="Package">What was bought.</param>
/// <param name="WeddingDate">The day.</param>
/// <param name="Owed">Everything that is to be paid.</param>
/// <param name="Paid">What came less what went back, up to the payment of a receipt, or now on a statement.</param>
/// <param name="Plan">What is to come when; empty on a receipt.</param>
/// <param name="Rows">The payment of a receipt; every row of the ledger on a statement.</param>
/// <param name="Receipt">Whether it is a receipt.</param>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="Zone">The studio's zone.</param>
public sealed record MoneyPaper(
    string Language,
    StudioIdentity Studio,
    string Couple,
    string ContractNumber,
    string? Package,
    DateOnly WeddingDate,
    Money Owed,
    Money Paid,
    IReadOnlyList<MoneyPaperLine> Plan,
    IReadOnlyList<MoneyPaperRow> Rows,
    bool Receipt,
    DateTimeOffset WrittenAt,
    TimeZoneInfo Zone
);

/// <summary>A line of the plan on paper.</summary>
/// <param name="Kind">What it is called.</param>
/// <param name="WhatFor">What an additional line is for.</param>
/// <param name="Due">When, in words.</param>
/// <param name="Amount">How much.</param>
/// <param name="Paid">How much of it is paid.</param>
public sealed record MoneyPaperLine(PlanLineKind Kind, string? WhatFor, string Due, Money Amount, Money Paid);

/// <summary>A row of the ledger on paper.</summary>
/// <param name="On">The day.</param>
/// <param name="Type">What for.</param>
/// <param name="Method">How.</param>
/// <param name="Depositor">Who sent it, or to whom it went.</param>
/// <param name="Amount">How much; negative where it went back.</param>
/// <param name="Approval">The approval number of its cash receipt; null where there is none.</param>
public sealed record MoneyPaperRow(DateOnly On, PaymentType Type, string? Method, string? Depositor, Money Amount, string? Approval);

/// <summary>Receipts and statements as PDF, drawn when they are asked for.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="pdf">Draws.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class MoneyPaperService(IStudio studio, IMoneyPdf pdf, StudioClock clock)
{
    /// <summary>The receipt for a payment that came or went back.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/> and <see cref="PaymentNotFound"/>.</returns>
    public Task<Result<ContractFile>> ReceiptAsync(Actor actor, Guid contractId, Guid paymentId, CancellationToken ct = default) =>
        DrawAsync(actor, contractId, paymentId, ct);

    /// <summary>The statement of a contract: its plan, everything that came and went, and what is left.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> and <see cref="ContractNotFound"/>.</returns>
    public Task<Result<ContractFile>> StatementAsync(Actor actor, Guid contractId, CancellationToken ct = default) =>
        DrawAsync(actor, contractId, null, ct);

    private async Task<Result<ContractFile>> DrawAsync(Actor actor, Guid contractId, Guid? paymentId, CancellationToken ct)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindAsync(contractId, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var booked = contract.Payments.Where(p => p.IsReceived || p.IsPaidOut).OrderBy(p => p.PaymentDate).ThenBy(p => p.Id).ToList();
        var one = paymentId is { } id ? booked.Find(p => p.Id == id) : null;
        if (paymentId is not null && one is null)
        {
            return new PaymentNotFound();
        }

        var shown = one is null ? booked : [one];
        var until = one is null ? booked : booked[..(booked.IndexOf(one) + 1)];
        var settings = await session.SettingsAsync(ct);
        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        var approvals = await session.Payments.ApprovalsAsync(contractId, ct);
        var culture = ContractPapers.CultureOf(contract.Language);
        var paper = new MoneyPaper(
            contract.Language,
            ContractPapers.IdentityOf(settings, contract.Language),
            couple!.CoupleName,
            contract.ContractNumber,
            contract.PackageType,
            contract.WeddingDate,
            contract.Owed,
            new Money(until.Sum(p => p.IsPaidOut ? -p.Amount.Won : p.Amount.Won)),
            one is null ? [.. contract.Plan.Select(l => LineOf(l, culture))] : [],
            [.. shown.Select(p => RowOf(p, approvals))],
            one is not null,
            clock.Now,
            clock.Zone
        );
        var bytes = pdf.Draw(paper);
        var name = contract.ContractNumber + (one is null ? "-statement" : "-receipt-" + (booked.IndexOf(one) + 1)) + ".pdf";
        return new ContractFile(new MemoryStream(bytes), ContractService.Sha256(bytes), name);
    }

    private static MoneyPaperLine LineOf(PlanLine line, System.Globalization.CultureInfo culture) =>
        new(
            line.Kind,
            line.WhatFor,
            line.DueOn is { } day
                ? StudioFormat.Date(day, culture)
                : StandardContract.DueOf(new ContractDue(line.Kind, line.Amount, line.DueRule, line.DueDays, line.FixedOn), culture),
            line.Amount,
            line.Paid
        );

    private MoneyPaperRow RowOf(Payment payment, IReadOnlyDictionary<Guid, string> approvals) =>
        new(
            clock.DateOf(payment.PaymentDate ?? payment.CreatedAt),
            payment.PaymentType,
            payment.PaymentMethod,
            payment.Depositor,
            payment.IsPaidOut ? Money.Zero - payment.Amount : payment.Amount,
            approvals.GetValueOrDefault(payment.Id)
        );
}
