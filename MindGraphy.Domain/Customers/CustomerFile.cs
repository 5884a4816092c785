using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Quotes;

namespace MindGraphy.Domain.Customers;

/// <summary>What a couple's file holds besides the facts of the list's panel.</summary>
/// <param name="CancelNote">What was added to the reason in words.</param>
/// <param name="ReferrerId">Who sent them.</param>
/// <param name="ReferrerName">Their name.</param>
/// <param name="FirstResponseAt">When somebody first answered; null while nobody has.</param>
/// <param name="LastTouchedAt">When last something was done for them.</param>
/// <param name="MergedIntoId">The couple that was kept, where this one was merged into another.</param>
/// <param name="Addresses">Their addresses, by type, the first choice first.</param>
/// <param name="Quotes">Their quotes that are not withdrawn, newest first.</param>
/// <param name="Contracts">Their contracts, newest first.</param>
/// <param name="Projects">Their projects, newest first.</param>
/// <param name="Tasks">What is to be done, earliest first.</param>
public sealed record CustomerFile(
    string? CancelNote,
    Guid? ReferrerId,
    string? ReferrerName,
    DateTimeOffset? FirstResponseAt,
    DateTimeOffset LastTouchedAt,
    Guid? MergedIntoId,
    IReadOnlyList<AddressLine> Addresses,
    IReadOnlyList<QuoteFact> Quotes,
    IReadOnlyList<ContractFact> Contracts,
    IReadOnlyList<ProjectFact> Projects,
    IReadOnlyList<TaskLine> Tasks
);

/// <summary>An address of a couple.</summary>
/// <param name="Id">The address.</param>
/// <param name="Details">What it says.</param>
public sealed record AddressLine(Guid Id, AddressDetails Details);

/// <summary>A quote as its couple's file shows it.</summary>
/// <param name="Id">The quote.</param>
/// <param name="Number">Its number.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Total">What it costs.</param>
/// <param name="ValidUntil">Its last day.</param>
public sealed record QuoteFact(Guid Id, string Number, QuoteStatus Status, Money Total, DateOnly ValidUntil);

/// <summary>A contract as its couple's file shows it.</summary>
/// <param name="Id">The contract.</param>
/// <param name="Number">Its number.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Paid">What came, less what went back.</param>
/// <param name="NextDue">What is expected next; null where everything came.</param>
/// <param name="NextAmount">How much of it is still to come.</param>
/// <param name="NextDueOn">Until when; null while the day it is counted from is not known.</param>
public sealed record ContractFact(
    Guid Id,
    string Number,
    ContractStatus Status,
    Money Total,
    Money Paid,
    PlanLineKind? NextDue,
    Money NextAmount,
    DateOnly? NextDueOn
);

/// <summary>A project as its couple's file shows it.</summary>
/// <param name="Id">The project.</param>
/// <param name="Number">Its number.</param>
/// <param name="Type">What is shot.</param>
/// <param name="Status">How far it is.</param>
/// <param name="WeddingDate">The day.</param>
public sealed record ProjectFact(Guid Id, string Number, ProjectType Type, ProjectStatus Status, DateOnly? WeddingDate);
