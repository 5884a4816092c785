using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Inquiries;

namespace MindGraphy.Web.Features.Inquiries.Couple;

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

    public string? WishedType { get; set; }

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

    /// <summary>Where the link to the form stood (<c>utm_source</c>), for senders who do not say how they found us.</summary>
    public string? Campaign { get; set; }

    /// <summary>What was typed as the service takes it.</summary>
    public CustomerDetails ToDetails() =>
        new(
            GroomName,
            BrideName,
            GroomPhone,
            BridePhone,
            Email,
            InquiryFields.Date(WeddingDate),
            InquiryFields.Time(WeddingTime),
            WeddingVenue,
            string.IsNullOrWhiteSpace(SourceChannel) ? Campaign : SourceChannel,
            Notes,
            CustomerDetails.Type(WishedType)
        );

    /// <summary>Everything that is wrong, one refusal a field.</summary>
    public IReadOnlyDictionary<string, Refusal> Check(CustomerDetails details, DateOnly today)
    {
        var refusals = InquiryFields.Check(details, WeddingDate, WeddingTime, today);
        if (!Agreed)
        {
            refusals[nameof(Consent)] = new ConsentRequired(nameof(Consent));
        }

        return refusals;
    }
}
