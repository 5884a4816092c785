using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>Where a couple stands before the wedding belongs to us (<c>customers.lead_status</c>).</summary>
public enum LeadStatus
{
    /// <summary>They asked.</summary>
    Inquiry,

    /// <summary>We talk.</summary>
    Consultation,

    /// <summary>They hold a quote or a contract to sign.</summary>
    Proposal,

    /// <summary>Signed and deposit paid.</summary>
    Contracted,

    /// <summary>Delivered.</summary>
    Completed,

    /// <summary>Lost, with a reason.</summary>
    Cancelled,
}

/// <summary>The legal moves of a lead (design, section 4).</summary>
public static class LeadFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<LeadStatus> Moves = new(
        new(LeadStatus.Inquiry, LeadStatus.Consultation),
        new(LeadStatus.Inquiry, LeadStatus.Cancelled, NeedsReason: true),
        new(LeadStatus.Consultation, LeadStatus.Inquiry),
        new(LeadStatus.Consultation, LeadStatus.Proposal),
        new(LeadStatus.Consultation, LeadStatus.Cancelled, NeedsReason: true),
        new(LeadStatus.Proposal, LeadStatus.Consultation),
        new(LeadStatus.Proposal, LeadStatus.Contracted, MoveBy.Fact),
        new(LeadStatus.Proposal, LeadStatus.Cancelled, NeedsReason: true),
        new(LeadStatus.Contracted, LeadStatus.Completed, MoveBy.Fact),
        new(LeadStatus.Contracted, LeadStatus.Cancelled, NeedsReason: true),
        new(LeadStatus.Cancelled, LeadStatus.Inquiry)
    );
}

/// <summary>What an address is for (<c>customer_addresses.address_type</c>).</summary>
public enum AddressType
{
    /// <summary>Where they live.</summary>
    Home,

    /// <summary>Where albums go.</summary>
    Delivery,

    /// <summary>Where they marry.</summary>
    WeddingVenue,
}

/// <summary>Who a person is to the couple.</summary>
public enum ContactRole
{
    /// <summary>Groom.</summary>
    Groom,

    /// <summary>Bride.</summary>
    Bride,

    /// <summary>A parent of either.</summary>
    Parent,

    /// <summary>The wedding planner.</summary>
    Planner,

    /// <summary>Somebody else: a friend who helps, a sister.</summary>
    Other,
}

/// <summary>What somebody agreed to.</summary>
public enum ConsentKind
{
    /// <summary>Collection and use of personal data, required to ask us at all.</summary>
    Privacy,

    /// <summary>Use of the pictures as samples.</summary>
    Portrait,

    /// <summary>Advertising messages.</summary>
    Marketing,

    /// <summary>The refund rules were read.</summary>
    RefundRules,
}
