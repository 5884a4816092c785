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

    /// <summary>Most characters of notes.</summary>
    public const int NotesMaxLength = 2000;

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

    /// <summary>Share of a contract's sum that they get for sending the couple, 0 to 100 percent with two places; null for none.</summary>
    public decimal? CommissionPercent { get; private set; }

    /// <summary>Won that they get for a contract beside or instead of the share; null for none.</summary>
    public Money? CommissionWon { get; private set; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; private set; }

    /// <summary>Whether they are offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Makes a partner.</summary>
    /// <returns>
    /// Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="Customers.PhoneUnreadable"/>,
    /// <see cref="Customers.EmailUnreadable"/> or <see cref="CommissionOutOfRange"/>; a name that is there already with <see cref="NameTaken"/> on saving.
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

        if (details.CommissionPercent is < 0 or > 100)
        {
            return new CommissionOutOfRange(nameof(details.CommissionPercent));
        }

        if (details.CommissionWon is { IsStorable: false })
        {
            return new CommissionOutOfRange(nameof(details.CommissionWon));
        }

        var notes = StudioText.Clean(details.Notes, multiline: true);
        if (notes?.Length > NotesMaxLength)
        {
            return new FieldTooLong(nameof(details.Notes), NotesMaxLength);
        }

        (Kind, Name, Phone, Email, IsActive) = (details.Kind, name, phone, email, details.IsActive);
        (CommissionPercent, CommissionWon, Notes) = (
            details.CommissionPercent is { } percent ? Math.Round(percent, 2, MidpointRounding.AwayFromZero) : null,
            details.CommissionWon,
            notes
        );
        return Result.Ok;
    }

    /// <summary>What they get for a contract: the share of its sum, rounded down to whole won, and the fixed won.</summary>
    public static Money Commission(Money sum, decimal? percent, Money? won) =>
        new((long)Math.Floor(sum.Won * (percent ?? 0) / 100) + (won?.Won ?? 0));
}

/// <summary>A partner as typed.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Name">Name, required.</param>
/// <param name="Phone">Any way of writing a phone number.</param>
/// <param name="Email">E-mail.</param>
/// <param name="IsActive">Whether they are offered.</param>
/// <param name="CommissionPercent">Share of a contract's sum, 0 to 100.</param>
/// <param name="CommissionWon">Won for a contract.</param>
/// <param name="Notes">Remarks.</param>
public sealed record PartnerDetails(
    PartnerKind Kind,
    string? Name,
    string? Phone = null,
    string? Email = null,
    bool IsActive = true,
    decimal? CommissionPercent = null,
    Money? CommissionWon = null,
    string? Notes = null
);

/// <summary>That a partner was paid for a contract (<c>partner_commissions</c>); one row a contract, kept with what was paid then.</summary>
public sealed class PartnerCommission
{
    private PartnerCommission() { }

    /// <summary>Writes it down.</summary>
    public PartnerCommission(Guid contractId, Guid partnerId, Money paid, DateTimeOffset now, Guid? paidById) =>
        (ContractId, PartnerId, Paid, PaidAt, PaidById) = (contractId, partnerId, paid, now, paidById);

    /// <summary>The contract.</summary>
    public Guid ContractId { get; private init; }

    /// <summary>Who was paid.</summary>
    public Guid PartnerId { get; private init; }

    /// <summary>How much.</summary>
    public Money Paid { get; private init; }

    /// <summary>When it was written down.</summary>
    public DateTimeOffset PaidAt { get; private init; }

    /// <summary>By whom.</summary>
    public Guid? PaidById { get; private init; }
}
