using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>What can be changed about a couple on its own: one field, one save, one line of the timeline.</summary>
public enum CustomerField
{
    /// <summary>The bride's name.</summary>
    BrideName,

    /// <summary>The groom's name.</summary>
    GroomName,

    /// <summary>The bride's phone.</summary>
    BridePhone,

    /// <summary>The groom's phone.</summary>
    GroomPhone,

    /// <summary>The couple's e-mail.</summary>
    Email,

    /// <summary>The wished day, written yyyy-MM-dd.</summary>
    WeddingDate,

    /// <summary>The wished hour, written HH:mm.</summary>
    WeddingTime,

    /// <summary>Where they marry.</summary>
    WeddingVenue,

    /// <summary>유입 경로.</summary>
    SourceChannel,

    /// <summary>What they wrote with their inquiry.</summary>
    Notes,

    /// <summary>A person's name.</summary>
    ContactName,

    /// <summary>A person's name in Latin letters, as in a passport.</summary>
    ContactLatinName,

    /// <summary>A person's phone.</summary>
    ContactPhone,

    /// <summary>A person's e-mail.</summary>
    ContactEmail,

    /// <summary>The language we write to a person in: <c>ko</c> or <c>en</c>.</summary>
    ContactLanguage,

    /// <summary>The manager who looks after them; values are names.</summary>
    Manager,

    /// <summary>Who sent them; values are names.</summary>
    Referrer,

    /// <summary>An address, written in one line.</summary>
    Address,

    /// <summary>A person who was added or taken away; values are names.</summary>
    Contact,

    /// <summary>What they want photographed; values are names of <see cref="Projects.ProjectType"/>.</summary>
    WishedType,
}

/// <summary>One field as a screen wants it changed.</summary>
/// <param name="Field">Which.</param>
/// <param name="From">What the screen showed: where it is something else by now, the edit is refused and says what.</param>
/// <param name="To">What it shall be.</param>
/// <param name="ContactId">The person, where the field is a person's.</param>
public sealed record FieldEdit(CustomerField Field, string? From, string? To, Guid? ContactId = null);

/// <summary>One field that was changed (<c>customer_changes</c>): who, when, from what to what. Never changed afterwards.</summary>
public sealed class CustomerChange
{
    private CustomerChange() { }

    /// <summary>Records a change.</summary>
    public CustomerChange(
        Guid customerId,
        Guid? contactId,
        CustomerField field,
        string? oldValue,
        string? newValue,
        Guid? changedById,
        DateTimeOffset now
    )
    {
        (Id, CustomerId, ContactId, Field) = (Ids.New(), customerId, contactId, field);
        (OldValue, NewValue, ChangedById, ChangedAt) = (oldValue, newValue, changedById, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>The person, where the field is a person's.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>Which field.</summary>
    public CustomerField Field { get; private init; }

    /// <summary>Before.</summary>
    public string? OldValue { get; private init; }

    /// <summary>After.</summary>
    public string? NewValue { get; private init; }

    /// <summary>Who; null for the system.</summary>
    public Guid? ChangedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset ChangedAt { get; private init; }
}
