using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

// One field at a time: what two people change in two tabs meets here, field by field, and nothing is silently overwritten.
public sealed partial class Customer
{
    /// <summary>What they told us, phones in E.164.</summary>
    public CustomerDetails Details =>
        new(GroomName, BrideName, GroomPhone, BridePhone, Email, WeddingDate, WeddingTime, WeddingVenue, SourceChannel, Notes, WishedType);

    /// <summary>
    /// Changes fields that still are what the screen showed. All or nothing; what already is as asked counts as done. A date in the past
    /// stays allowed: the wedding was.
    /// </summary>
    /// <returns>
    /// What changed; refused with <see cref="FieldChangedElsewhere"/>, <see cref="ContactNotFound"/> or as <see cref="Inquire"/> refuses,
    /// each naming its field.
    /// </returns>
    public Result<IReadOnlyList<CustomerChange>> Change(IReadOnlyList<FieldEdit> edits, Actor actor, DateTimeOffset now)
    {
        var changes = new List<CustomerChange>();
        var (before, after) = (Details, Details);
        var people = new List<(CustomerContact Contact, FieldEdit Edit)>();
        foreach (var asked in edits)
        {
            var contact = asked.ContactId is { } id ? _contacts.Find(c => c.Id == id && c.RemovedAt is null) : null;
            if (asked.ContactId is not null && contact is null)
            {
                return new ContactNotFound();
            }

            var edit = contact?.OnCouple(asked) ?? asked;
            var current = edit.ContactId is null ? before.Text(edit.Field) : contact!.Text(edit.Field);
            var (from, to) = (CustomerDetails.Canonical(edit.Field, edit.From), CustomerDetails.Canonical(edit.Field, edit.To));
            if (current == to && (to is not null || StudioText.Clean(edit.To) is null))
            {
                continue;
            }

            if (current != from)
            {
                return new FieldChangedElsewhere(asked.Field.ToString(), "", current);
            }

            if (edit.ContactId is null)
            {
                after = after.With(edit.Field, edit.To);
                if (after.Unreadable(edit.Field, edit.To) is { } unreadable)
                {
                    return unreadable;
                }
            }
            else
            {
                people.Add((contact!, edit));
            }

            changes.Add(new CustomerChange(Id, edit.ContactId, edit.Field, current, to, actor.UserId, now));
        }

        // What was wrong before, as after an import, does not stop the mending of something else.
        if (Check(after, notBefore: null).Except(Check(before, notBefore: null)).FirstOrDefault() is { } wrong)
        {
            return wrong;
        }

        foreach (var (contact, edit) in people)
        {
            if (contact.Change(edit) is { } refusal)
            {
                return refusal;
            }
        }

        if (changes.Count > 0)
        {
            Write(after, now);
            _contacts.ForEach(c => c.Follow(this));
            LastTouchedAt = now;
        }

        return changes;
    }

    /// <summary>Adds a person: a parent, a planner, a friend who helps. Bride and groom are there from the beginning.</summary>
    /// <returns>Refused with <see cref="ContactIsTheCouple"/> or as a person's fields are refused.</returns>
    public Result<CustomerContact> AddContact(ContactDetails details, DateTimeOffset now)
    {
        if (details.Role is ContactRole.Bride or ContactRole.Groom)
        {
            return new ContactIsTheCouple();
        }

        if (CustomerContact.Check(details) is [var first, ..])
        {
            return first;
        }

        // Sent twice, it is one person.
        var contact = new CustomerContact(Id, details, now);
        if (_contacts.Find(c => c.RemovedAt is null && c.IsLike(contact)) is { } there)
        {
            return there;
        }

        _contacts.Add(contact);
        return contact;
    }

    /// <summary>Takes a person off the couple; what they signed and agreed to stays. <see cref="RestoreContact"/> takes it back.</summary>
    /// <returns>Refused with <see cref="ContactNotFound"/> or <see cref="ContactIsTheCouple"/>.</returns>
    public Result<CustomerContact> RemoveContact(Guid contactId, DateTimeOffset now)
    {
        if (_contacts.Find(c => c.Id == contactId) is not { } contact)
        {
            return new ContactNotFound();
        }

        if (contact.Role is ContactRole.Bride or ContactRole.Groom)
        {
            return new ContactIsTheCouple();
        }

        contact.Remove(now);
        return contact;
    }

    /// <summary>Brings a person back who was taken off.</summary>
    /// <returns>Refused with <see cref="ContactNotFound"/>.</returns>
    public Result<CustomerContact> RestoreContact(Guid contactId)
    {
        if (_contacts.Find(c => c.Id == contactId) is not { } contact)
        {
            return new ContactNotFound();
        }

        contact.Restore();
        return contact;
    }

    /// <summary>Adds an address; the first of its type is the first choice.</summary>
    /// <returns>Refused as <see cref="CustomerAddress.Check"/> refuses.</returns>
    public Result<CustomerAddress> AddAddress(AddressDetails details, DateTimeOffset now)
    {
        if (CustomerAddress.Check(details) is [var first, ..])
        {
            return first;
        }

        // Sent twice, it is one address.
        var address = new CustomerAddress(Id, details, now);
        if (_addresses.Find(a => a.Details with { IsPrimary = false } == address.Details with { IsPrimary = false }) is { } there)
        {
            return there;
        }

        _addresses.Add(address);
        Prefer(address, details.IsPrimary || _addresses.Count(a => a.AddressType == details.Type) == 1);
        return address;
    }

    /// <summary>Writes an address that still is what the screen showed.</summary>
    /// <returns>Refused with <see cref="AddressNotFound"/>, <see cref="EditedElsewhere"/> or as <see cref="CustomerAddress.Check"/> refuses.</returns>
    public Result<CustomerAddress> EditAddress(Guid addressId, AddressDetails shown, AddressDetails details)
    {
        if (_addresses.Find(a => a.Id == addressId) is not { } address)
        {
            return new AddressNotFound();
        }

        // Sent twice, the second time finds what it asks for.
        var asked = new CustomerAddress(Id, details, CreatedAt).Details with
        {
            IsPrimary = details.IsPrimary,
        };
        if (address.Details != shown && address.Details != asked)
        {
            return new EditedElsewhere();
        }

        if (CustomerAddress.Check(details) is [var first, ..])
        {
            return first;
        }

        address.Write(details);
        Prefer(address, details.IsPrimary);
        return address;
    }

    /// <summary>Takes an address away.</summary>
    /// <returns>What it was, so that it can be put back; refused with <see cref="AddressNotFound"/>.</returns>
    public Result<CustomerAddress> RemoveAddress(Guid addressId)
    {
        if (_addresses.Find(a => a.Id == addressId) is not { } address)
        {
            return new AddressNotFound();
        }

        _addresses.Remove(address);
        return address;
    }

    private void Prefer(CustomerAddress address, bool primary)
    {
        address.Prefer(primary);
        if (primary)
        {
            _addresses.FindAll(a => a != address && a.AddressType == address.AddressType).ForEach(a => a.Prefer(false));
        }
    }
}
