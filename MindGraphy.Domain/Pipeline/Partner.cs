using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Pipeline;

/// <summary>Who sends couples.</summary>
public enum PartnerKind
{
    /// <summary>웨딩 플래너 or agency.</summary>
    Planner,

    /// <summary>예식장.</summary>
    Venue,

    /// <summary>Another studio, dress or make-up shop.</summary>
    Shop,
}

/// <summary>A planner, venue or shop that sends couples (<c>partners</c>).</summary>
public sealed class Partner
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 255;

    private Partner() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What they are.</summary>
    public PartnerKind Kind { get; private set; }

    /// <summary>Name, unique among its kind.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Phone, E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; private set; }

    /// <summary>Whether they are offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Makes a partner.</summary>
    /// <returns>
    /// Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="Customers.PhoneUnreadable"/> or
    /// <see cref="Customers.EmailUnreadable"/>; a name that is there already with <see cref="NameTaken"/> on saving.
    /// </returns>
    public static Result<Partner> Make(PartnerDetails details, DateTimeOffset now)
    {
        var partner = new Partner { Id = Ids.New(), CreatedAt = now };
        var written = partner.Write(details);
        return written.Succeeded ? partner : written.Refusal;
    }

    /// <summary>Writes them anew.</summary>
    /// <returns>Refused as <see cref="Make"/> refuses.</returns>
    public Result Write(PartnerDetails details)
    {
        if (StudioText.Clean(details.Name) is not { } name)
        {
            return new FieldRequired(nameof(details.Name));
        }

        if (name.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(details.Name), NameMaxLength);
        }

        var (phone, email) = (Common.Phone.Parse(details.Phone), StudioText.Clean(details.Email));
        if (phone is null && !string.IsNullOrWhiteSpace(details.Phone))
        {
            return new Customers.PhoneUnreadable(nameof(details.Phone));
        }

        if (email is not null && !Customers.EmailAddress.IsPlausible(email))
        {
            return new Customers.EmailUnreadable(nameof(details.Email));
        }

        (Kind, Name, Phone, Email, IsActive) = (details.Kind, name, phone, email, details.IsActive);
        return Result.Ok;
    }
}

/// <summary>A partner as typed.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Name">Name, required.</param>
/// <param name="Phone">Any way of writing a phone number.</param>
/// <param name="Email">E-mail.</param>
/// <param name="IsActive">Whether they are offered.</param>
public sealed record PartnerDetails(PartnerKind Kind, string? Name, string? Phone = null, string? Email = null, bool IsActive = true);
