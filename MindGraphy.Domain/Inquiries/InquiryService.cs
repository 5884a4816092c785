using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Inquiries;

/// <summary>Takes what strangers send: first written down as it came, then judged, then settled with what became of it.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="customers">Makes leads.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class InquiryService(IStudio studio, CustomerService customers, StudioClock clock)
{
    /// <summary>Writes a submission down, in a transaction of its own.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> ReceiveAsync(RawInquiry raw, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        var submission = new InquirySubmission(raw, clock.Now);
        session.Inquiries.Add(submission);
        session.Raise(new InquiryLogged(submission.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? submission.Id : throw new InvalidOperationException("A submission was refused: " + saved.Refusal.Code);
    }

    /// <summary>
    /// Makes a submission a lead, as <see cref="CustomerService"/> does, and settles it: the lead and the word of it are one
    /// transaction.
    /// </summary>
    /// <param name="submissionId">What was written down; null where it was one of a flood.</param>
    /// <param name="details">As typed.</param>
    /// <param name="language">The sender's language.</param>
    /// <param name="consentVersion">The version of the privacy text that was agreed to; null where it was not.</param>
    /// <param name="idempotencyKey">The sender's key.</param>
    /// <param name="ip">The sender's address.</param>
    /// <param name="userAgent">The sender's browser.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The lead, and whether it was there already.</returns>
    public async Task<Result<TakenInquiry>> TakeAsync(
        Guid? submissionId,
        CustomerDetails details,
        string language,
        string? consentVersion,
        string idempotencyKey,
        string? ip,
        string? userAgent,
        CancellationToken ct = default
    )
    {
        var taken = await customers.InquireAsync(
            Actor.Visitor,
            details,
            language,
            consentVersion ?? "",
            consentVersion is not null,
            idempotencyKey,
            ip,
            userAgent,
            submissionId,
            ct
        );
        if (!taken.Succeeded)
        {
            await SettleAsync(submissionId, InquiryOutcome.Refused, [CodeOf(taken.Refusal)], ct: ct);
            return taken.Refusal;
        }

        // Where the lead was made just now, the submission is settled already and this changes nothing.
        var repeated = await SettleAsync(submissionId, InquiryOutcome.Repeated, [], taken.Value, ct);
        return new TakenInquiry(taken.Value, repeated);
    }

    /// <summary>Says what became of a submission that made no lead. What is settled already stays as it is.</summary>
    /// <returns>Whether this settled it.</returns>
    public async Task<bool> SettleAsync(
        Guid? submissionId,
        InquiryOutcome outcome,
        IReadOnlyCollection<string> codes,
        Guid? customerId = null,
        CancellationToken ct = default
    )
    {
        if (submissionId is not { } id)
        {
            return false;
        }

        await using var session = studio.Open(Actor.System);
        if (await session.Inquiries.LockAsync(id, ct) is not { Outcome: InquiryOutcome.Received } submission)
        {
            return false;
        }

        submission.Settle(outcome, codes, customerId, clock.Now);
        session.Raise(new InquiryLogged(id));
        return (await session.SaveAsync(ct)).Succeeded;
    }

    /// <summary>Deletes what became no lead and is older than <see cref="InquirySubmission.KeptFor"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        return await session.Inquiries.PurgeAsync(clock.Now - InquirySubmission.KeptFor, ct);
    }

    /// <summary>A refusal as the log keeps it.</summary>
    public static string CodeOf(Refusal refusal) => refusal.Field is { } field ? $"{field}:{refusal.Code}" : refusal.Code;
}

/// <summary>What became of an inquiry that was taken.</summary>
/// <param name="CustomerId">The lead.</param>
/// <param name="Repeated">Whether it had been sent before.</param>
public sealed record TakenInquiry(Guid CustomerId, bool Repeated);
