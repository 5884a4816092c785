using System.Collections.Frozen;

namespace MindGraphy.Web.Shared;

/// <summary>Which tone each status has: the one place. By name, because the features own their enums; a test holds that none of theirs is missing.</summary>
public static class StatusTones
{
    private static readonly FrozenDictionary<(string Status, string Value), Tone> ByName = new (string Status, string Value, Tone Tone)[]
    {
        ("LeadStatus", "Inquiry", Tone.Attention),
        ("LeadStatus", "Consultation", Tone.Info),
        ("LeadStatus", "Proposal", Tone.Info),
        ("LeadStatus", "Contracted", Tone.Positive),
        ("LeadStatus", "Completed", Tone.Done),
        ("LeadStatus", "Cancelled", Tone.Negative),
        ("QuoteStatus", "Draft", Tone.Neutral),
        ("QuoteStatus", "Sent", Tone.Attention),
        ("QuoteStatus", "Accepted", Tone.Positive),
        ("QuoteStatus", "Declined", Tone.Negative),
        ("QuoteStatus", "Withdrawn", Tone.Done),
        ("ContractStatus", "Draft", Tone.Neutral),
        ("ContractStatus", "Sent", Tone.Attention),
        ("ContractStatus", "Signed", Tone.Info),
        ("ContractStatus", "Active", Tone.Positive),
        ("ContractStatus", "Completed", Tone.Done),
        ("ContractStatus", "Cancelled", Tone.Negative),
        ("PaymentStatus", "Pending", Tone.Attention),
        ("PaymentStatus", "Completed", Tone.Positive),
        ("PaymentStatus", "Failed", Tone.Negative),
        ("PaymentStatus", "Refunded", Tone.Done),
        ("ProjectStatus", "Scheduled", Tone.Neutral),
        ("ProjectStatus", "InProgress", Tone.Info),
        ("ProjectStatus", "ProofReady", Tone.Attention),
        ("ProjectStatus", "Editing", Tone.Info),
        ("ProjectStatus", "Completed", Tone.Positive),
        ("ProjectStatus", "Delivered", Tone.Positive),
        ("ProjectStatus", "Archived", Tone.Done),
        ("ShootStatus", "Scheduled", Tone.Neutral),
        ("ShootStatus", "Confirmed", Tone.Positive),
        ("ShootStatus", "InProgress", Tone.Info),
        ("ShootStatus", "Completed", Tone.Done),
        ("ShootStatus", "Cancelled", Tone.Negative),
        ("LeaveStatus", "Requested", Tone.Attention),
        ("LeaveStatus", "Approved", Tone.Positive),
        ("LeaveStatus", "Declined", Tone.Negative),
        ("LeaveStatus", "Withdrawn", Tone.Done),
        ("LeaveStatus", "Cancelled", Tone.Done),
        ("CrewAnswer", "Asked", Tone.Neutral),
        ("CrewAnswer", "Accepted", Tone.Positive),
        ("CrewAnswer", "Declined", Tone.Negative),
        ("SwapStatus", "Offered", Tone.Info),
        ("SwapStatus", "Accepted", Tone.Attention),
        ("SwapStatus", "Approved", Tone.Positive),
        ("SwapStatus", "Declined", Tone.Negative),
        ("SwapStatus", "Withdrawn", Tone.Done),
        ("SubstitutionStatus", "Proposed", Tone.Attention),
        ("SubstitutionStatus", "Agreed", Tone.Positive),
        ("SubstitutionStatus", "Declined", Tone.Negative),
        ("SubstitutionStatus", "Withdrawn", Tone.Done),
        ("RevisionStatus", "Sent", Tone.Info),
        ("RevisionStatus", "Submitted", Tone.Attention),
        ("RevisionStatus", "Closed", Tone.Done),
        ("UploadStatus", "Pending", Tone.Neutral),
        ("UploadStatus", "Uploading", Tone.Info),
        ("UploadStatus", "Completed", Tone.Positive),
        ("UploadStatus", "Failed", Tone.Negative),
        ("EditStatus", "Pending", Tone.Neutral),
        ("EditStatus", "InProgress", Tone.Info),
        ("EditStatus", "Completed", Tone.Positive),
        ("EditStatus", "Approved", Tone.Done),
        ("ProofStatus", "Pending", Tone.Neutral),
        ("ProofStatus", "Active", Tone.Info),
        ("ProofStatus", "Completed", Tone.Positive),
        ("ProofStatus", "Expired", Tone.Negative),
        ("EditingStatus", "Queued", Tone.Neutral),
        ("EditingStatus", "InProgress", Tone.Info),
        ("EditingStatus", "Review", Tone.Attention),
        ("EditingStatus", "Completed", Tone.Positive),
        ("EditingStatus", "Revision", Tone.Attention),
        ("DeliveryStatus", "Preparing", Tone.Neutral),
        ("DeliveryStatus", "Ready", Tone.Info),
        ("DeliveryStatus", "Delivered", Tone.Positive),
        ("DeliveryStatus", "Expired", Tone.Negative),
        ("BankEntryStatus", "Open", Tone.Attention),
        ("BankEntryStatus", "Booked", Tone.Positive),
        ("BankEntryStatus", "Ignored", Tone.Done),
        ("ImportStatus", "Uploaded", Tone.Attention),
        ("ImportStatus", "Checking", Tone.Info),
        ("ImportStatus", "Checked", Tone.Attention),
        ("ImportStatus", "Running", Tone.Info),
        ("ImportStatus", "Completed", Tone.Positive),
        ("ImportStatus", "Cancelled", Tone.Done),
        ("ImportStatus", "Failed", Tone.Negative),
        ("ImportStatus", "Undone", Tone.Done),
        ("VerificationStatus", "Pending", Tone.Neutral),
        ("VerificationStatus", "Verified", Tone.Positive),
        ("VerificationStatus", "Failed", Tone.Negative),
        ("NoticeStatus", "Pending", Tone.Neutral),
        ("NoticeStatus", "Sent", Tone.Info),
        ("NoticeStatus", "Delivered", Tone.Positive),
        ("NoticeStatus", "Failed", Tone.Negative),
        ("NoticeStatus", "Bounced", Tone.Negative),
        ("UserStatus", "Active", Tone.Positive),
        ("UserStatus", "Inactive", Tone.Done),
        ("UserStatus", "Suspended", Tone.Negative),
    }.ToFrozenDictionary(row => (row.Status, row.Value), row => row.Tone);

    /// <summary>Every status and value that has a tone.</summary>
    public static IEnumerable<(string Status, string Value)> Known => ByName.Keys;

    /// <summary>The tone of a status.</summary>
    public static Tone Of(Enum status) =>
        Find(status.GetType().Name, status.ToString())
        ?? throw new ArgumentOutOfRangeException(
            nameof(status),
            $"{status.GetType().Name}.{status} has no tone: add it to {nameof(StatusTones)}."
        );

    /// <summary>The tone by names; null where there is none.</summary>
    public static Tone? Find(string status, string value) => ByName.TryGetValue((status, value), out var tone) ? tone : null;
}
