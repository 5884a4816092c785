using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>A person of a couple, or somebody who speaks for them (<c>customer_contacts</c>): notices, links and consents are personal.</summary>
public sealed class CustomerContact
{
    private CustomerContact() { }

    /// <summary>Adds a person.</summary>
    public CustomerContact(
        Guid customerId,
        ContactRole role,
        string name,
        string? phone,
        string? email,
        string language,
        DateTimeOffset now
    )
    {
        (Id, CustomerId, Role, Name, Phone, Email, Language, CreatedAt) = (Ids.New(), customerId, role, name, phone, email, language, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>Who they are.</summary>
    public ContactRole Role { get; private set; }

    /// <summary>Name, at most <see cref="Customer.NameMaxLength"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Phone, E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; private set; }

    /// <summary>The language we write to them in: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "ko";

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Keeps groom and bride in step with the seed's columns on the couple.</summary>
    internal void Follow(Customer customer)
    {
        if (Role == ContactRole.Groom)
        {
            (Name, Phone) = (customer.GroomName, customer.GroomPhone);
        }
        else if (Role == ContactRole.Bride)
        {
            (Name, Phone, Email) = (customer.BrideName, customer.BridePhone, customer.Email);
        }
    }
}

/// <summary>An address of a couple (<c>customer_addresses</c>).</summary>
public sealed class CustomerAddress
{
    private CustomerAddress() { }

    /// <summary>Adds an address. Postal code is the Korean five digits, or another country's own.</summary>
    public CustomerAddress(
        Guid customerId,
        AddressType type,
        string? postalCode,
        string? line1,
        string? line2,
        string? city,
        string? state,
        DateTimeOffset now
    )
    {
        (Id, CustomerId, AddressType, CreatedAt) = (Ids.New(), customerId, type, now);
        (PostalCode, AddressLine1, AddressLine2, City, State) = (postalCode, line1, line2, city, state);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>What it is for.</summary>
    public AddressType AddressType { get; private set; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; private set; }

    /// <summary>Road and number.</summary>
    public string? AddressLine1 { get; private set; }

    /// <summary>Building and door.</summary>
    public string? AddressLine2 { get; private set; }

    /// <summary>City or district.</summary>
    public string? City { get; private set; }

    /// <summary>Province.</summary>
    public string? State { get; private set; }

    /// <summary>Country in English, as the seed has it.</summary>
    public string Country { get; private set; } = "South Korea";

    /// <summary>Whether it is the first choice of its type.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}

/// <summary>One move of a lead (<c>stage_history</c>): who, when, from where to where, why. Never changed afterwards.</summary>
public sealed class StageChange
{
    private StageChange() { }

    internal StageChange(Guid customerId, LeadStatus? from, LeadStatus to, string? reason, Guid? movedBy, DateTimeOffset at)
    {
        (Id, CustomerId, FromStatus, ToStatus, Reason, MovedById, MovedAt) = (Ids.New(), customerId, from, to, reason, movedBy, at);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>Before; null for the first entry.</summary>
    public LeadStatus? FromStatus { get; private init; }

    /// <summary>After.</summary>
    public LeadStatus ToStatus { get; private init; }

    /// <summary>Why, where a reason was given.</summary>
    public string? Reason { get; private init; }

    /// <summary>Who; null for a fact or the public form.</summary>
    public Guid? MovedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset MovedAt { get; private init; }
}

/// <summary>Something agreed to or refused, with the version of the text shown (<c>consents</c>). A later no is a new row.</summary>
public sealed class Consent
{
    private Consent() { }

    /// <summary>Records an answer.</summary>
    /// <param name="customerId">The couple.</param>
    /// <param name="contactId">The person, where known.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="textVersion">The version of the text that was shown.</param>
    /// <param name="given">Yes or no.</param>
    /// <param name="now">When.</param>
    /// <param name="ip">From which address.</param>
    /// <param name="userAgent">With which browser; cut to 500 characters.</param>
    public Consent(
        Guid customerId,
        Guid? contactId,
        ConsentKind kind,
        string textVersion,
        bool given,
        DateTimeOffset now,
        string? ip,
        string? userAgent
    )
    {
        (Id, CustomerId, ContactId, Kind, TextVersion, IsGiven, GivenAt) = (
            Ids.New(),
            customerId,
            contactId,
            kind,
            textVersion,
            given,
            now
        );
        (Ip, UserAgent) = (ip, userAgent is { Length: > 500 } ? userAgent[..500] : userAgent);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>The person, where known.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>What it is about.</summary>
    public ConsentKind Kind { get; private init; }

    /// <summary>The version of the text that was shown, for example <c>privacy-2026-11</c>.</summary>
    public string TextVersion { get; private init; } = "";

    /// <summary>Yes or no.</summary>
    public bool IsGiven { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset GivenAt { get; private init; }

    /// <summary>From which address.</summary>
    public string? Ip { get; private init; }

    /// <summary>With which browser.</summary>
    public string? UserAgent { get; private init; }
}
