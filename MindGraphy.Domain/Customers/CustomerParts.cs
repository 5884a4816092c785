using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>One move of a lead (<c>stage_history</c>): who, when, from where to where, why. Never changed afterwards.</summary>
public sealed class StageChange
{
    private StageChange() { }

    internal StageChange(
        Guid customerId,
        LeadStatus? from,
        LeadStatus to,
        string? reason,
        Guid? movedBy,
        DateTimeOffset at,
        string? note = null
    )
    {
        (Id, CustomerId, FromStatus, ToStatus, Reason, Note) = (Ids.New(), customerId, from, to, reason, note);
        (MovedById, MovedAt) = (movedBy, at);
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

    /// <summary>What was added to the reason in words.</summary>
    public string? Note { get; private init; }

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
    /// <param name="recordedById">The member of staff who wrote the answer down; null where they gave it themselves.</param>
    public Consent(
        Guid customerId,
        Guid? contactId,
        ConsentKind kind,
        string textVersion,
        bool given,
        DateTimeOffset now,
        string? ip,
        string? userAgent,
        Guid? recordedById = null
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
        (Ip, UserAgent, RecordedById) = (ip, userAgent is { Length: > 500 } ? userAgent[..500] : userAgent, recordedById);
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

    /// <summary>The member of staff who wrote the answer down; null where they gave it themselves.</summary>
    public Guid? RecordedById { get; private init; }
}
