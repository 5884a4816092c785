using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>An address of a couple (<c>customer_addresses</c>).</summary>
public sealed class CustomerAddress
{
    /// <summary>The seed's name of the country whose postal codes are checked.</summary>
    public const string Korea = "South Korea";

    private CustomerAddress() { }

    /// <summary>Adds an address whose details were checked.</summary>
    internal CustomerAddress(Guid customerId, AddressDetails details, DateTimeOffset now)
    {
        (Id, CustomerId, CreatedAt) = (Ids.New(), customerId, now);
        Write(details);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>What it is for.</summary>
    public AddressType AddressType { get; private set; }

    /// <summary>Postal code: in Korea the five digits of the 기초구역번호.</summary>
    public string? PostalCode { get; private set; }

    /// <summary>도로명 and number.</summary>
    public string? AddressLine1 { get; private set; }

    /// <summary>Building and door.</summary>
    public string? AddressLine2 { get; private set; }

    /// <summary>시·군·구.</summary>
    public string? City { get; private set; }

    /// <summary>시·도.</summary>
    public string? State { get; private set; }

    /// <summary>Country in English, as the seed has it.</summary>
    public string Country { get; private set; } = Korea;

    /// <summary>Whether it is the first choice of its type.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>As a form shows it.</summary>
    public AddressDetails Details => new(AddressType, PostalCode, AddressLine1, AddressLine2, City, State, Country, IsPrimary);

    /// <summary>Everything that is wrong with what was typed, in the order of the form.</summary>
    public static IReadOnlyList<Refusal> Check(AddressDetails details)
    {
        var (code, country) = (StudioText.Clean(details.PostalCode), StudioText.Clean(details.Country) ?? Korea);
        return
        [
            .. new Refusal?[]
            {
                code is not null && country == Korea && !(code.Length == 5 && code.All(char.IsAsciiDigit))
                    ? new PostalCodeUnreadable(nameof(details.PostalCode))
                    : TooLong(code, nameof(details.PostalCode), 20),
                StudioText.Clean(details.Line1) is null ? new FieldRequired(nameof(details.Line1)) : null,
                TooLong(details.Line1, nameof(details.Line1), 255),
                TooLong(details.Line2, nameof(details.Line2), 255),
                TooLong(details.City, nameof(details.City), 100),
                TooLong(details.State, nameof(details.State), 100),
                TooLong(country, nameof(details.Country), 100),
            }.OfType<Refusal>(),
        ];
    }

    internal void Write(AddressDetails details)
    {
        (AddressType, PostalCode) = (details.Type, StudioText.Clean(details.PostalCode));
        (AddressLine1, AddressLine2) = (StudioText.Clean(details.Line1), StudioText.Clean(details.Line2));
        (City, State) = (StudioText.Clean(details.City), StudioText.Clean(details.State));
        Country = StudioText.Clean(details.Country) ?? Korea;
    }

    internal void Prefer(bool primary) => IsPrimary = primary;

    private static FieldTooLong? TooLong(string? typed, string field, int most) =>
        StudioText.Clean(typed)?.Length > most ? new FieldTooLong(field, most) : null;
}

/// <summary>An address as typed.</summary>
/// <param name="Type">What it is for.</param>
/// <param name="PostalCode">Five digits in Korea; another country's own.</param>
/// <param name="Line1">도로명 and number, required.</param>
/// <param name="Line2">Building and door.</param>
/// <param name="City">시·군·구.</param>
/// <param name="State">시·도.</param>
/// <param name="Country">In English; South Korea where nothing is given.</param>
/// <param name="IsPrimary">Whether it is the first choice of its type.</param>
public sealed record AddressDetails(
    AddressType Type,
    string? PostalCode,
    string? Line1,
    string? Line2 = null,
    string? City = null,
    string? State = null,
    string? Country = CustomerAddress.Korea,
    bool IsPrimary = false
)
{
    /// <summary>In one line, as it stands in the timeline.</summary>
    public string OneLine =>
        string.Join(' ', new[] { PostalCode is null ? null : $"({PostalCode})", State, City, Line1, Line2 }.OfType<string>());
}
