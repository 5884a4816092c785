using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>A person of a couple, or somebody who speaks for them (<c>customer_contacts</c>): notices, links and consents are personal.</summary>
public sealed class CustomerContact
{
    private CustomerContact() { }

    /// <summary>Adds bride or groom.</summary>
    internal CustomerContact(
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

    /// <summary>Adds a person whose details were checked.</summary>
    internal CustomerContact(Guid customerId, ContactDetails details, DateTimeOffset now)
        : this(
            customerId,
            details.Role,
            StudioText.Clean(details.Name) ?? "",
            Common.Phone.Parse(details.Phone),
            StudioText.Clean(details.Email),
            details.Language,
            now
        ) => LatinName = StudioText.Clean(details.LatinName);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>Who they are.</summary>
    public ContactRole Role { get; private set; }

    /// <summary>Name, at most <see cref="Customer.NameMaxLength"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name in Latin letters, as in a passport: for foreign spouses, albums and papers in English.</summary>
    public string? LatinName { get; private set; }

    /// <summary>Phone, E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; private set; }

    /// <summary>The language we write to them in: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "ko";

    /// <summary>When they were taken off the couple; null for who belongs to it.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Everything that is wrong with what was typed, in the order of the form.</summary>
    public static IReadOnlyList<Refusal> Check(ContactDetails details) =>
        [
            .. new Refusal?[]
            {
                StudioText.Clean(details.Name) is null ? new FieldRequired(nameof(details.Name)) : null,
                TooLong(details.Name, nameof(details.Name)),
                TooLong(details.LatinName, nameof(details.LatinName)),
                LatinOnly(details.LatinName, nameof(details.LatinName)),
                !string.IsNullOrWhiteSpace(details.Phone) && Common.Phone.Parse(details.Phone) is null
                    ? new PhoneUnreadable(nameof(details.Phone))
                    : null,
                StudioText.Clean(details.Email) is { } email && !EmailAddress.IsPlausible(email)
                    ? new EmailUnreadable(nameof(details.Email))
                    : null,
            }.OfType<Refusal>(),
        ];

    /// <summary>The person's own field as text.</summary>
    internal string? Text(CustomerField field) =>
        field switch
        {
            CustomerField.ContactName => Name,
            CustomerField.ContactLatinName => LatinName,
            CustomerField.ContactPhone => Phone,
            CustomerField.ContactEmail => Email,
            CustomerField.ContactLanguage => Language,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a person's field."),
        };

    /// <summary>Bride and groom stand on the couple too (the seed's columns): there their fields are changed, and the person follows.</summary>
    internal FieldEdit? OnCouple(FieldEdit edit) =>
        (Role, edit.Field) switch
        {
            (ContactRole.Bride, CustomerField.ContactName) => edit with { Field = CustomerField.BrideName, ContactId = null },
            (ContactRole.Bride, CustomerField.ContactPhone) => edit with { Field = CustomerField.BridePhone, ContactId = null },
            (ContactRole.Bride, CustomerField.ContactEmail) => edit with { Field = CustomerField.Email, ContactId = null },
            (ContactRole.Groom, CustomerField.ContactName) => edit with { Field = CustomerField.GroomName, ContactId = null },
            (ContactRole.Groom, CustomerField.ContactPhone) => edit with { Field = CustomerField.GroomPhone, ContactId = null },
            _ => null,
        };

    /// <summary>Changes the person's own field; a refusal where it can't be taken.</summary>
    internal Refusal? Change(FieldEdit edit)
    {
        var details = new ContactDetails(Role, Name, LatinName, Phone, Email, Language);
        details = edit.Field switch
        {
            CustomerField.ContactName => details with { Name = edit.To },
            CustomerField.ContactLatinName => details with { LatinName = edit.To },
            CustomerField.ContactPhone => details with { Phone = edit.To },
            CustomerField.ContactEmail => details with { Email = edit.To },
            CustomerField.ContactLanguage => details with { Language = edit.To == "en" ? "en" : "ko" },
            _ => throw new ArgumentOutOfRangeException(nameof(edit), edit.Field, "Not a person's field."),
        };
        if (Check(details) is [var first, ..])
        {
            return first;
        }

        (Name, LatinName) = (StudioText.Clean(details.Name)!, StudioText.Clean(details.LatinName));
        (Phone, Email, Language) = (Common.Phone.Parse(details.Phone), StudioText.Clean(details.Email), details.Language);
        return null;
    }

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

    /// <summary>Whether it is the same person, written down twice.</summary>
    internal bool IsLike(CustomerContact other) =>
        (Role, Name, LatinName, Phone, Email) == (other.Role, other.Name, other.LatinName, other.Phone, other.Email);

    internal void Remove(DateTimeOffset now) => RemovedAt ??= now;

    internal void Restore() => RemovedAt = null;

    private static FieldTooLong? TooLong(string? typed, string field) =>
        StudioText.Clean(typed)?.Length > Customer.NameMaxLength ? new FieldTooLong(field, Customer.NameMaxLength) : null;

    // Latin letters with their accents, and what stands between them in names.
    private static NameNotLatin? LatinOnly(string? typed, string field) =>
        StudioText.Clean(typed)?.Any(c => !(c <= 'ɏ' && char.IsLetter(c)) && c is not (' ' or '-' or '\'' or '.' or '’' or ',')) == true
            ? new NameNotLatin(field)
            : null;
}

/// <summary>What is asked about a person beside the couple, as typed.</summary>
/// <param name="Role">Who they are.</param>
/// <param name="Name">Name, required.</param>
/// <param name="LatinName">Name in Latin letters.</param>
/// <param name="Phone">Any way of writing a phone number.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
public sealed record ContactDetails(
    ContactRole Role,
    string? Name,
    string? LatinName = null,
    string? Phone = null,
    string? Email = null,
    string Language = "ko"
);
