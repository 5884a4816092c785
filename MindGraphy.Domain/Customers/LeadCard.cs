using System.ComponentModel.DataAnnotations.Schema;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Domain.Customers;

/// <summary>A card of the pipeline board.</summary>
/// <param name="Id">The couple.</param>
/// <param name="BrideName">The bride.</param>
/// <param name="GroomName">The groom.</param>
/// <param name="WeddingDate">The wished day.</param>
/// <param name="Venue">Where.</param>
/// <param name="Status">Its column.</param>
/// <param name="StatusChangedAt">Since when it stands there.</param>
/// <param name="ManagerId">Who looks after them.</param>
/// <param name="ManagerName">Their name.</param>
/// <param name="CancelReason">Why they were lost.</param>
/// <param name="Contract">How far their latest contract is, for cards in proposal.</param>
/// <param name="Version">The row's version.</param>
/// <param name="WeddingTime">The wished hour.</param>
/// <param name="Source">유입 경로.</param>
/// <param name="NextTask">The earliest open task.</param>
/// <param name="NextTaskOn">The day it is due.</param>
/// <param name="LastTouchedAt">When last something was done for them.</param>
/// <param name="CreatedAt">When they asked.</param>
/// <param name="FirstResponseAt">When somebody first answered; null while nobody has.</param>
/// <param name="NextTaskEn">The earliest open task on English screens, where a rule had the words.</param>
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
    uint Version,
    TimeOnly? WeddingTime = null,
    string? Source = null,
    string? NextTask = null,
    DateOnly? NextTaskOn = null,
    DateTimeOffset LastTouchedAt = default,
    DateTimeOffset CreatedAt = default,
    DateTimeOffset? FirstResponseAt = null,
    string? NextTaskEn = null
)
{
    /// <summary>Whether the wished day still has a photographer; not read from the row but from the calendar.</summary>
    [NotMapped]
    public DateLight Light { get; init; }

    /// <summary>Both names as a heading, bride first.</summary>
    public string CoupleName => BrideName + " · " + GroomName;

    /// <summary>The earliest open task in the reader's language, where the studio wrote it in both.</summary>
    public string? ShownTask(bool korean) => korean ? NextTask : NextTaskEn ?? NextTask;

    /// <summary>Whether the earliest open task should have been done before today.</summary>
    public bool IsOverdue(DateOnly today) => NextTaskOn < today;

    /// <summary>Whether nothing was done for longer than the stage's rule allows.</summary>
    /// <param name="idleDays">The rules, by stage; a stage that is missing is never idle.</param>
    /// <param name="now">Now.</param>
    public bool IsIdle(IReadOnlyDictionary<LeadStatus, int> idleDays, DateTimeOffset now) =>
        idleDays.TryGetValue(Status, out var days) && LastTouchedAt < now.AddDays(-days);

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

/// <summary>A column of the board: its newest cards and how many there are.</summary>
/// <param name="Stage">The column.</param>
/// <param name="Cards">At most <see cref="Most"/>, in the order asked for.</param>
/// <param name="Count">How many there are, counted up to <see cref="MostCounted"/>.</param>
public sealed record BoardStage(LeadStatus Stage, IReadOnlyList<LeadCard> Cards, int Count)
{
    /// <summary>Most cards that are read at a time: a board of six full columns stays under a megabyte of this server's memory; whoever scrolls gets more.</summary>
    public const int Most = 20;

    /// <summary>Counting stops here; a count of this or more is shown with a plus.</summary>
    public const int MostCounted = 1000;
}
