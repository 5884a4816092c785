using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Customers;

/// <summary>What is done with couples: they ask, their card moves, their page is kept. Reads are in <see cref="CustomerScreens"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CustomerService(IStudio studio, StudioClock clock)
{
    /// <summary>The scope of an inquiry's idempotency key.</summary>
    public const string InquiryScope = "inquiry";

    /// <summary>
    /// Takes an inquiry: from the public form, where consent is required and an answer goes out by mail, or from a member of staff, who then
    /// looks after the couple and answers in person. The same key with the same content is one inquiry, however often it is sent.
    /// </summary>
    /// <param name="actor">A visitor, or staff with <see cref="Rights.Leads"/>.</param>
    /// <param name="details">As typed.</param>
    /// <param name="language">The sender's language: <c>ko</c> or <c>en</c>.</param>
    /// <param name="consentVersion">The version of the privacy text that was shown.</param>
    /// <param name="consentGiven">Whether it was agreed to.</param>
    /// <param name="idempotencyKey">The form's key, at most 255 characters.</param>
    /// <param name="ip">The sender's address, for the proof of consent.</param>
    /// <param name="userAgent">The sender's browser, for the proof of consent.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The couple; refused with <see cref="ConsentRequired"/>, <see cref="KeyUsedForAnother"/> or as <see cref="Customer.Inquire"/> refuses.
    /// </returns>
    public Task<Result<Guid>> InquireAsync(
        Actor actor,
        CustomerDetails details,
        string language,
        string consentVersion,
        bool consentGiven,
        string idempotencyKey,
        string? ip,
        string? userAgent,
        CancellationToken ct = default
    ) => InquireAsync(actor, details, language, consentVersion, consentGiven, idempotencyKey, ip, userAgent, null, ct);

    /// <summary>Takes an inquiry of which something was written down before: the lead and the word of it in the log are one transaction.</summary>
    internal async Task<Result<Guid>> InquireAsync(
        Actor actor,
        CustomerDetails details,
        string language,
        string consentVersion,
        bool consentGiven,
        string idempotencyKey,
        string? ip,
        string? userAgent,
        Guid? submissionId,
        CancellationToken ct
    )
    {
        if (actor.IsStaff && !actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        var asked = Customer.Inquire(details, clock.Today, clock.Now, language, actor.UserId);
        if (!asked.Succeeded)
        {
            return asked.Refusal;
        }

        if (!consentGiven && !actor.IsStaff)
        {
            return new ConsentRequired("Consent");
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(InquiryScope, idempotencyKey, FingerprintOf(details, language), ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.AlreadyDone)
        {
            return Guid.Parse(once.Value.Reply!);
        }

        var customer = asked.Value;
        if (submissionId is { } logged && await session.Inquiries.LockAsync(logged, ct) is { } submission)
        {
            if (submission.CustomerId is { } made)
            {
                // A manager found it in the log and was faster.
                return made;
            }

            submission.Accept(customer.Id, null, clock.Now);
            session.Raise(new InquiryLogged(logged));
        }

        session.Customers.Add(customer);
        await StagePlan.ApplyAsync(session, customer, clock, ct);
        if (consentGiven)
        {
            customer.Agree(new Consent(customer.Id, null, ConsentKind.Privacy, consentVersion, true, clock.Now, ip, userAgent));
        }

        if (!actor.IsStaff && customer.Email is { } address)
        {
            await AnswerAsync(session, customer, address, language, ct);
        }

        session.CompleteOnce(InquiryScope, idempotencyKey, customer.Id.ToString());
        session.Raise(new LeadArrived(customer.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? customer.Id : saved.Refusal;
    }

    /// <summary>Moves a card by hand from the column where the screen showed it.</summary>
    /// <remarks>
    /// What the screen has to be right about is the column, not the whole row: a colleague's edit of a note does not stop a move, a
    /// colleague's move does.
    /// </remarks>
    /// <returns>
    /// The card as it stands; refused with <see cref="LeadMovedElsewhere"/> or <see cref="LeadMovedByItself"/> where it was moved meanwhile,
    /// and as <see cref="Customer.MoveTo"/> refuses.
    /// </returns>
    public async Task<Result<LeadCard>> MoveAsync(
        Actor actor,
        Guid id,
        LeadStatus from,
        LeadStatus next,
        string? reason = null,
        string? note = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var customer = await session.Customers.LockAsync(id, ct);
        if (customer is null)
        {
            return new CustomerNotFound();
        }

        if (customer.LeadStatus != from)
        {
            var mover = await session.Customers.LastMoverAsync(id, ct);
            return mover is null ? new LeadMovedByItself(customer.LeadStatus) : new LeadMovedElsewhere(mover, customer.LeadStatus);
        }

        var moved = customer.MoveTo(next, reason, actor, clock.Now, note);
        if (!moved.Succeeded)
        {
            return moved.Refusal;
        }

        await StagePlan.ApplyAsync(session, customer, clock, ct);

        session.Raise(new LeadMoved(id));
        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        var cards = await session.Customers.CardsAsync([id], new BoardFilter(), ct);
        var light = await DateLights.ReadAsync(session, clock, cards, ct);
        return cards is [var card] ? light.On(card) : new CustomerNotFound();
    }

    /// <summary>Gives a couple to a manager, or to nobody. The last word counts.</summary>
    /// <returns>Refused with <see cref="ManagerNotFound"/> where the account may not look after couples.</returns>
    public Task<Result> AssignManagerAsync(Actor actor, Guid id, Guid? managerId, CancellationToken ct = default) =>
        AssignAsync(actor, id, managerId, _ => true, ct);

    /// <summary>Gives a couple from the manager whom the screen showed to another, or to nobody.</summary>
    /// <returns>
    /// Refused as <see cref="AssignManagerAsync"/> refuses, and with <see cref="FieldChangedElsewhere"/> where a colleague gave it away
    /// meanwhile.
    /// </returns>
    public Task<Result> HandOverAsync(Actor actor, Guid id, Guid? shown, Guid? managerId, CancellationToken ct = default) =>
        AssignAsync(actor, id, managerId, now => now == shown, ct);

    private async Task<Result> AssignAsync(Actor actor, Guid id, Guid? managerId, Func<Guid?, bool> asShown, CancellationToken ct)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var managers = await session.Customers.ManagersAsync(ct);
        if (managerId is not null && managers.All(m => m.Id != managerId))
        {
            return new ManagerNotFound();
        }

        var customer = await session.Customers.LockAsync(id, ct);
        if (customer is null)
        {
            return new CustomerNotFound();
        }

        if (customer.AssignedManagerId == managerId)
        {
            return Result.Ok;
        }

        string? Name(Guid? manager) => managers.FirstOrDefault(m => m.Id == manager)?.Name;
        var (before, after) = (Name(customer.AssignedManagerId), Name(managerId));
        if (!asShown(customer.AssignedManagerId))
        {
            return await ElsewhereAsync(session, id, CustomerField.Manager, before, customer.AssignedManagerId, ct);
        }

        customer.AssignManager(managerId);
        session.Customers.Add([new CustomerChange(id, null, CustomerField.Manager, before, after, actor.UserId, clock.Now)]);
        session.Raise(new CustomerChanged(id));
        return await session.SaveAsync(ct);
    }

    /// <summary>Remembers which partner sent a couple; null for nobody. The last word counts.</summary>
    /// <returns>Refused with <see cref="PartnerNotFound"/> or <see cref="CustomerNotFound"/>.</returns>
    public Task<Result> ReferAsync(Actor actor, Guid id, Guid? partnerId, CancellationToken ct = default) =>
        ReferAsync(actor, id, partnerId, _ => true, ct);

    /// <summary>Puts another partner in the place of the one whom the screen showed; null for nobody.</summary>
    /// <returns>Refused as <see cref="ReferAsync(Actor, Guid, Guid?, CancellationToken)"/> refuses, and with <see cref="FieldChangedElsewhere"/>.</returns>
    public Task<Result> ReferInsteadAsync(Actor actor, Guid id, Guid? shown, Guid? partnerId, CancellationToken ct = default) =>
        ReferAsync(actor, id, partnerId, now => now == shown, ct);

    private async Task<Result> ReferAsync(Actor actor, Guid id, Guid? partnerId, Func<Guid?, bool> asShown, CancellationToken ct)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var after = partnerId is { } known ? await session.Pipeline.FindPartnerAsync(known, ct) : null;
        if (partnerId is not null && after is null)
        {
            return new PartnerNotFound();
        }

        if (await session.Customers.LockAsync(id, ct) is not { } customer)
        {
            return new CustomerNotFound();
        }

        var before = customer.ReferrerId is { } former ? await session.Pipeline.FindPartnerAsync(former, ct) : null;
        if (before?.Id == partnerId)
        {
            return Result.Ok;
        }

        if (!asShown(customer.ReferrerId))
        {
            return await ElsewhereAsync(session, id, CustomerField.Referrer, before?.Name, customer.ReferrerId, ct);
        }

        customer.ReferredBy(partnerId);
        session.Customers.Add([new CustomerChange(id, null, CustomerField.Referrer, before?.Name, after?.Name, actor.UserId, clock.Now)]);
        session.Raise(new CustomerChanged(id));
        return await session.SaveAsync(ct);
    }

    private static async Task<Refusal> ElsewhereAsync(
        IStudioSession session,
        Guid id,
        CustomerField field,
        string? now,
        Guid? key,
        CancellationToken ct
    ) =>
        new FieldChangedElsewhere(field.ToString(), await session.Customers.LastChangerAsync(id, field, null, ct) ?? "", now)
        {
            Key = key?.ToString(),
        };

    private async Task AnswerAsync(IStudioSession session, Customer customer, string address, string language, CancellationToken ct)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var day = customer.WeddingDate is { } date ? StudioFormat.Date(date, culture) : Words.Find(typeof(Customer), "NoDateYet", culture);
        var data = JsonSerializer.Serialize(
            new Dictionary<string, string?>
            {
                ["couple"] = customer.CoupleName,
                ["date"] = day,
                ["availability"] = await AvailabilityAsync(session, customer, culture, ct),
            }
        );
        var notice = Notice.Email(address, language, "inquiry_received", data, clock.Now, customerId: customer.Id);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }

    // One of three sentences, never a number.
    private static async Task<string?> AvailabilityAsync(
        IStudioSession session,
        Customer customer,
        CultureInfo culture,
        CancellationToken ct
    )
    {
        if (customer.WeddingDate is not { } date)
        {
            return Words.Find(typeof(Customer), "Availability.NoDate", culture);
        }

        var days = await session.Schedules.CapacityAsync([(date, customer.WeddingTime)], ct);
        return Words.Find(typeof(Customer), "Availability." + days[(date, customer.WeddingTime)].Answer, culture);
    }

    private static string FingerprintOf(CustomerDetails details, string language) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { details, language })));
}
