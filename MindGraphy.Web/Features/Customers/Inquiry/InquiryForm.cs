using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Web.Features.Customers.Inquiry;

/// <summary>The public form as it was posted: text only, so that whatever was typed can be shown again.</summary>
public sealed class InquiryForm
{
    public string? BrideName { get; set; }

    public string? GroomName { get; set; }

    public string? BridePhone { get; set; }

    public string? GroomPhone { get; set; }

    public string? Email { get; set; }

    public string? WeddingDate { get; set; }

    public string? WeddingTime { get; set; }

    public string? WeddingVenue { get; set; }

    public string? SourceChannel { get; set; }

    public string? Notes { get; set; }

    /// <summary>"yes" where the privacy text was agreed to.</summary>
    public string? Consent { get; set; }

    /// <summary>The honeypot: people don't see it.</summary>
    public string? Website { get; set; }

    /// <summary>The sealed moment of drawing.</summary>
    public string? Drawn { get; set; }

    /// <summary>The idempotency key.</summary>
    public string? Key { get; set; }

    /// <summary>Whether the privacy text was agreed to.</summary>
    public bool Agreed => Consent == "yes";

    /// <summary>What was typed as the service takes it.</summary>
    public CustomerDetails ToDetails() =>
        new(
            GroomName,
            BrideName,
            GroomPhone,
            BridePhone,
            Email,
            DateOnly.TryParseExact(WeddingDate?.Trim(), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : null,
            TimeOnly.TryParseExact(WeddingTime?.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : null,
            WeddingVenue,
            SourceChannel,
            Notes
        );

    /// <summary>Everything that is wrong, one refusal a field.</summary>
    public IReadOnlyDictionary<string, Refusal> Check(CustomerDetails details, DateOnly today)
    {
        var refusals = Customer.Check(details, today).ToList();
        if (details.WeddingDate is null && !string.IsNullOrWhiteSpace(WeddingDate))
        {
            refusals.Add(new DateUnreadable(nameof(WeddingDate)));
        }

        if (details.WeddingTime is null && !string.IsNullOrWhiteSpace(WeddingTime))
        {
            refusals.Add(new DateUnreadable(nameof(WeddingTime)));
        }

        if (!Agreed)
        {
            refusals.Add(new ConsentRequired(nameof(Consent)));
        }

        return refusals.Where(r => r.Field is not null).GroupBy(r => r.Field!).ToDictionary(r => r.Key, r => r.First());
    }

    // What date and time inputs send, and what people type where a browser has none.
    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy-M-d", "yyyy.M.d", "yyyy. M. d.", "yyyy. M. d", "yyyy/M/d"];
    private static readonly string[] TimeForms = ["HH:mm", "H:mm", "HH:mm:ss"];
}
