using MindGraphy.Domain.Contracts;

namespace MindGraphy.Domain.Customers;

/// <summary>A card of the pipeline board.</summary>
/// <param name="Id">The couple.</param>
/// <param name="BrideName">The bride.</param>
/// <param name="GroomName">The groom.</param>
/// <param name="WeddingDate">The wished day.</param>
/// <param name="Venue">Where.</param>
/// <param name="Status">Its column.</param>
/// <param name="StatusChangedAt">Since when it stands there; the newest is on top.</param>
/// <param name="ManagerId">Who looks after them.</param>
/// <param name="ManagerName">Their name.</param>
/// <param name="CancelReason">Why they were lost.</param>
/// <param name="Contract">How far their latest contract is, for cards in proposal.</param>
/// <param name="Version">The row's version.</param>
public sealed record LeadCard(
    Guid Id,
    string BrideName,
    string GroomName,
    DateOnly? WeddingDate,
    string? Venue,
    LeadStatus Status,
    DateTimeOffset StatusChangedAt,
    Guid? ManagerId,
    string? ManagerName,
    string? CancelReason,
    ContractStatus? Contract,
    uint Version
)
{
    /// <summary>What the studio does next for this couple; null where nothing is left to do.</summary>
    /// <param name="today">Today in the studio.</param>
    public LeadStep? Next(DateOnly today) =>
        (Status, Contract) switch
        {
            (LeadStatus.Inquiry, _) => LeadStep.Reply,
            (LeadStatus.Consultation, _) => LeadStep.Propose,
            (LeadStatus.Proposal, ContractStatus.Draft) => LeadStep.SendContract,
            (LeadStatus.Proposal, ContractStatus.Sent) => LeadStep.AwaitSignature,
            (LeadStatus.Proposal, ContractStatus.Signed) => LeadStep.AwaitDeposit,
            (LeadStatus.Proposal, _) => LeadStep.MakeContract,
            (LeadStatus.Contracted, _) => WeddingDate < today ? LeadStep.Deliver : LeadStep.PrepareShoot,
            _ => null,
        };
}

/// <summary>What is next for a couple: the last line of a card.</summary>
public enum LeadStep
{
    /// <summary>Answer their inquiry.</summary>
    Reply,

    /// <summary>Send a proposal.</summary>
    Propose,

    /// <summary>Make the contract.</summary>
    MakeContract,

    /// <summary>Send the contract that is drafted.</summary>
    SendContract,

    /// <summary>They have to sign.</summary>
    AwaitSignature,

    /// <summary>They have to pay the deposit.</summary>
    AwaitDeposit,

    /// <summary>The shoot comes.</summary>
    PrepareShoot,

    /// <summary>The shoot was; the pictures are to be delivered.</summary>
    Deliver,
}

/// <summary>Which cards a board shows.</summary>
/// <param name="Search">Name, phone digits, e-mail or venue; null for all.</param>
/// <param name="ManagerId">Cards of this manager; <see cref="Nobody"/> for those of nobody; null for all.</param>
public sealed record BoardFilter(string? Search = null, Guid? ManagerId = null)
{
    /// <summary>Stands for "looked after by nobody".</summary>
    public static readonly Guid Nobody = Guid.Empty;

    /// <summary>Whether it leaves something out.</summary>
    public bool IsNarrow => Search is not null || ManagerId is not null;
}

/// <summary>A column of the board: its newest cards and how many there are.</summary>
/// <param name="Stage">The column.</param>
/// <param name="Cards">At most <see cref="Most"/>, newest first.</param>
/// <param name="Count">How many there are, counted up to <see cref="MostCounted"/>.</param>
public sealed record BoardStage(LeadStatus Stage, IReadOnlyList<LeadCard> Cards, int Count)
{
    /// <summary>Most cards that are read at a time.</summary>
    public const int Most = 100;

    /// <summary>Counting stops here; a count of this or more is shown with a plus.</summary>
    public const int MostCounted = 1000;
}
