using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Inquiries;

/// <summary>The log as staff read it, and what they make of it.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class InquiryLog(IStudio studio, StudioClock clock)
{
    /// <summary>A page, newest first.</summary>
    public async Task<Result<InquiryPages>> ListAsync(Actor actor, InquiryOutcome? outcome, Guid? after, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Inquiries.ListAsync(outcome, after, ct);
    }

    /// <summary>One submission with its content.</summary>
    /// <returns>Refused with <see cref="SubmissionNotFound"/>.</returns>
    public async Task<Result<InquirySheet>> SheetAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Inquiries.SheetAsync(id, ct) is { } sheet ? sheet : new SubmissionNotFound();
    }

    /// <summary>
    /// Makes a lead of what was not taken, with what the manager mended. The row's lock makes it one lead, whoever else presses and whatever
    /// the sender's own process still does.
    /// </summary>
    /// <returns>The lead; refused with <see cref="SubmissionNotFound"/> and as <see cref="Customer.Inquire"/> refuses.</returns>
    public async Task<Result<Guid>> MakeLeadAsync(Actor actor, Guid id, CustomerDetails details, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Inquiries.LockAsync(id, ct) is not { } submission)
        {
            return new SubmissionNotFound();
        }

        if (submission.CustomerId is { } made)
        {
            return made;
        }

        var asked = Customer.Inquire(details, clock.Today, clock.Now, submission.Language, actor.UserId);
        if (!asked.Succeeded)
        {
            return asked.Refusal;
        }

        var customer = asked.Value;
        session.Customers.Add(customer);
        if (submission.ConsentVersion is { } version)
        {
            var (at, ip, agent) = (submission.ReceivedAt, submission.Ip, submission.UserAgent);
            customer.Agree(new Consent(customer.Id, null, ConsentKind.Privacy, version, true, at, ip, agent));
        }

        await StagePlan.ApplyAsync(session, customer, clock, ct);
        submission.Accept(customer.Id, actor.UserId, clock.Now);
        session.Raise(new LeadArrived(customer.Id));
        session.Raise(new InquiryLogged(id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? customer.Id : saved.Refusal;
    }
}
