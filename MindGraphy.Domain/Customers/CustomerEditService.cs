using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Customers;

/// <summary>What is written into a couple's file: fields, people, addresses, consents, and lines of the timeline.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CustomerEditService(IStudio studio, StudioClock clock)
{
    /// <summary>Changes fields that still are what the screen showed; all or nothing.</summary>
    /// <returns>
    /// Refused with <see cref="CustomerNotFound"/>, <see cref="FieldChangedElsewhere"/>, which says who changed the field and to what, or as
    /// <see cref="Customer.Change"/> refuses.
    /// </returns>
    public async Task<Result> ChangeAsync(Actor actor, Guid id, IReadOnlyList<FieldEdit> edits, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Customers.LockFileAsync(id, ct) is not { } customer)
        {
            return new CustomerNotFound();
        }

        var day = customer.WeddingDate;
        var changed = customer.Change(edits, actor, clock.Now);
        if (!changed.Succeeded)
        {
            return changed.Refusal is FieldChangedElsewhere elsewhere
                ? elsewhere with
                {
                    By = await ChangerAsync(session, customer, edits.First(e => e.Field.ToString() == elsewhere.FieldName), ct),
                }
                : changed.Refusal;
        }

        if (changed.Value.Count == 0)
        {
            return Result.Ok;
        }

        session.Customers.Add(changed.Value);
        if (customer.WeddingDate != day)
        {
            await StagePlan.DayMovedAsync(session, customer, day, clock, ct);
            await Contracts.ContractFacts.DayMovedAsync(session, customer, clock, ct);
        }

        session.Raise(new CustomerChanged(id));
        return await session.SaveAsync(ct);
    }

    /// <summary>Adds a person.</summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/> or as <see cref="Customer.AddContact"/> refuses.</returns>
    public Task<Result> AddContactAsync(Actor actor, Guid id, ContactDetails details, CancellationToken ct = default) =>
        OnFileAsync(
            actor,
            id,
            (customer, session) =>
            {
                var people = customer.Contacts.Count;
                var added = customer.AddContact(details, clock.Now);
                if (added.Succeeded && customer.Contacts.Count > people)
                {
                    session.Customers.Add([Change(actor, id, CustomerField.Contact, null, added.Value.Name, added.Value.Id)]);
                }

                return added.WithoutValue();
            },
            ct
        );

    /// <summary>Takes a person off the couple; <see cref="RestoreContactAsync"/> brings them back.</summary>
    /// <returns>Refused with <see cref="ContactSigns"/> or as <see cref="Customer.RemoveContact"/> refuses.</returns>
    public Task<Result> RemoveContactAsync(Actor actor, Guid id, Guid contactId, CancellationToken ct = default) =>
        OnFileAsync(
            actor,
            id,
            async (customer, session) =>
            {
                if (await session.Customers.SignsAsync(contactId, ct))
                {
                    return new ContactSigns();
                }

                var gone = customer.Contacts.Any(c => c.Id == contactId && c.RemovedAt is not null);
                var removed = customer.RemoveContact(contactId, clock.Now);
                if (removed.Succeeded && !gone)
                {
                    session.Customers.Add([Change(actor, id, CustomerField.Contact, removed.Value.Name, null, contactId)]);
                }

                return removed.WithoutValue();
            },
            ct
        );

    /// <summary>Brings a person back.</summary>
    /// <returns>Refused with <see cref="ContactNotFound"/>.</returns>
    public Task<Result> RestoreContactAsync(Actor actor, Guid id, Guid contactId, CancellationToken ct = default) =>
        OnFileAsync(
            actor,
            id,
            (customer, session) =>
            {
                var there = customer.Contacts.Any(c => c.Id == contactId && c.RemovedAt is null);
                var restored = customer.RestoreContact(contactId);
                if (restored.Succeeded && !there)
                {
                    session.Customers.Add([Change(actor, id, CustomerField.Contact, null, restored.Value.Name, contactId)]);
                }

                return restored.WithoutValue();
            },
            ct
        );

    /// <summary>Adds an address.</summary>
    /// <returns>Refused as <see cref="Customer.AddAddress"/> refuses.</returns>
    public Task<Result> AddAddressAsync(Actor actor, Guid id, AddressDetails details, CancellationToken ct = default) =>
        OnFileAsync(
            actor,
            id,
            (customer, session) =>
            {
                var known = customer.Addresses.Count;
                var added = customer.AddAddress(details, clock.Now);
                if (added.Succeeded && customer.Addresses.Count > known)
                {
                    session.Customers.Add([Change(actor, id, CustomerField.Address, null, added.Value.Details.OneLine)]);
                }

                return added.WithoutValue();
            },
            ct
        );

    /// <summary>Writes an address that still is what the screen showed.</summary>
    /// <returns>Refused as <see cref="Customer.EditAddress"/> refuses.</returns>
    public Task<Result> EditAddressAsync(
        Actor actor,
        Guid id,
        Guid addressId,
        AddressDetails shown,
        AddressDetails details,
        CancellationToken ct = default
    ) =>
        OnFileAsync(
            actor,
            id,
            (customer, session) =>
            {
                var before = customer.Addresses.FirstOrDefault(a => a.Id == addressId)?.Details;
                var edited = customer.EditAddress(addressId, shown, details);
                if (edited.Succeeded && edited.Value.Details != before)
                {
                    session.Customers.Add([Change(actor, id, CustomerField.Address, shown.OneLine, edited.Value.Details.OneLine)]);
                }

                return edited.WithoutValue();
            },
            ct
        );

    /// <summary>Takes an address away; adding what it was brings it back.</summary>
    /// <returns>Refused with <see cref="AddressNotFound"/>.</returns>
    public Task<Result> RemoveAddressAsync(Actor actor, Guid id, Guid addressId, CancellationToken ct = default) =>
        OnFileAsync(
            actor,
            id,
            (customer, session) =>
            {
                var removed = customer.RemoveAddress(addressId);
                if (removed.Succeeded)
                {
                    session.Customers.Add([Change(actor, id, CustomerField.Address, removed.Value.Details.OneLine, null)]);
                }

                return removed.WithoutValue();
            },
            ct
        );

    /// <summary>
    /// Writes down what a person said to a consent, by telephone or in the studio. Another answer is a new row; the same again changes nothing.
    /// </summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/> or <see cref="ContactNotFound"/>.</returns>
    public async Task<Result> ConsentAsync(
        Actor actor,
        Guid id,
        Guid contactId,
        ConsentKind kind,
        string textVersion,
        bool given,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Customers.LockFileAsync(id, ct) is not { } customer)
        {
            return new CustomerNotFound();
        }

        if (customer.Contacts.All(c => c.Id != contactId || c.RemovedAt is not null))
        {
            return new ContactNotFound();
        }

        if (
            await session.Customers.LatestConsentAsync(contactId, kind, ct) is { } said
            && said.IsGiven == given
            && said.TextVersion == textVersion
        )
        {
            return Result.Ok;
        }

        customer.Agree(new Consent(id, contactId, kind, textVersion, given, clock.Now, null, null, actor.UserId));
        customer.Touch(clock.Now);
        session.Raise(new CustomerChanged(id));
        return await session.SaveAsync(ct);
    }

    /// <summary>Writes a note, a call, a message or a visit into the timeline. The same key is one line, however often it is sent.</summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/>, <see cref="KeyUsedForAnother"/> or as <see cref="Activity.Write"/> refuses.</returns>
    public async Task<Result<Guid>> WriteAsync(
        Actor actor,
        Guid id,
        ActivityKind kind,
        bool? incoming,
        string? body,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        var said = $"{kind} {incoming} {body}";
        var written = Activity.Write(id, kind, incoming, body, actor.UserId, clock.Now);
        return written.Succeeded ? await KeepAsync(actor, written.Value, idempotencyKey, said, ct) : written.Refusal;
    }

    /// <summary>Puts a file that is in the object store into the timeline. The same key is one line.</summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/>.</returns>
    public Task<Result<Guid>> AttachAsync(
        Actor actor,
        Guid id,
        string name,
        string key,
        string type,
        long size,
        string idempotencyKey,
        CancellationToken ct = default
    ) =>
        actor.May(Rights.Leads)
            ? KeepAsync(actor, Activity.OfFile(id, name, key, type, size, actor.UserId, clock.Now), idempotencyKey, $"{name} {size}", ct)
            : Task.FromResult<Result<Guid>>(new NotAllowed());

    /// <summary>Writes one's own line of the timeline anew, where it still is what the screen showed.</summary>
    /// <returns>
    /// Refused with <see cref="ActivityNotFound"/>, <see cref="ActivityOfAnother"/>, <see cref="EditedElsewhere"/> or as
    /// <see cref="Activity.Rewrite"/> refuses.
    /// </returns>
    public Task<Result> RewriteAsync(Actor actor, Guid activityId, string? shown, string? body, CancellationToken ct = default) =>
        OnActivityAsync(
            actor,
            activityId,
            activity =>
                activity.Body == StudioText.Clean(body, multiline: true) ? Result.Ok
                : activity.Body != shown ? new EditedElsewhere()
                : activity.Rewrite(body, clock.Now),
            ct
        );

    /// <summary>Takes one's own line of the timeline away, or puts it back.</summary>
    /// <returns>Refused with <see cref="ActivityNotFound"/> or <see cref="ActivityOfAnother"/>.</returns>
    public Task<Result> RemoveActivityAsync(Actor actor, Guid activityId, bool back = false, CancellationToken ct = default) =>
        OnActivityAsync(
            actor,
            activityId,
            activity =>
            {
                activity.Remove(back ? null : clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>A file of the timeline.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ActivityNotFound"/>.</returns>
    public async Task<Result<Activity>> FileAsync(Actor actor, Guid activityId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Customers.FindActivityAsync(activityId, ct) is { FileKey: not null, RemovedAt: null } file
            ? file
            : new ActivityNotFound();
    }

    private async Task<Result<Guid>> KeepAsync(Actor actor, Activity activity, string key, string content, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{activity.CustomerId:N} {content}")));
        var once = await session.BeginOnceAsync("activity", key, fingerprint, ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.AlreadyDone)
        {
            return Guid.Parse(once.Value.Reply!);
        }

        if (await session.Customers.LockAsync(activity.CustomerId, ct) is not { } customer)
        {
            return new CustomerNotFound();
        }

        session.Customers.Add(activity);
        customer.Touch(clock.Now, activity.IsAnswer);
        session.CompleteOnce("activity", key, activity.Id.ToString());
        session.Raise(new CustomerChanged(customer.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? activity.Id : saved.Refusal;
    }

    private async Task<Result> OnActivityAsync(Actor actor, Guid activityId, Func<Activity, Result> act, CancellationToken ct)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Customers.LockActivityAsync(activityId, ct) is not { } activity)
        {
            return new ActivityNotFound();
        }

        if (activity.ById is { } author && author != actor.UserId)
        {
            return new ActivityOfAnother();
        }

        var done = act(activity);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new CustomerChanged(activity.CustomerId));
        return await session.SaveAsync(ct);
    }

    private Task<Result> OnFileAsync(Actor actor, Guid id, Func<Customer, IStudioSession, Result> act, CancellationToken ct) =>
        OnFileAsync(actor, id, (customer, session) => Task.FromResult(act(customer, session)), ct);

    private async Task<Result> OnFileAsync(Actor actor, Guid id, Func<Customer, IStudioSession, Task<Result>> act, CancellationToken ct)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Customers.LockFileAsync(id, ct) is not { } customer)
        {
            return new CustomerNotFound();
        }

        var done = await act(customer, session);
        if (!done.Succeeded)
        {
            return done;
        }

        customer.Touch(clock.Now);
        session.Raise(new CustomerChanged(id));
        return await session.SaveAsync(ct);
    }

    private CustomerChange Change(Actor actor, Guid id, CustomerField field, string? before, string? after, Guid? contactId = null) =>
        new(id, contactId, field, before, after, actor.UserId, clock.Now);

    // Bride and groom's fields are kept as the couple's, so that is where to look who changed them.
    private static async Task<string> ChangerAsync(IStudioSession session, Customer customer, FieldEdit edit, CancellationToken ct)
    {
        var kept = customer.Contacts.FirstOrDefault(c => c.Id == edit.ContactId)?.OnCouple(edit) ?? edit;
        return await session.Customers.LastChangerAsync(customer.Id, kept.Field, kept.ContactId, ct) ?? "";
    }
}
