using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Search;

/// <summary>What can be found.</summary>
public enum SearchKind
{
    /// <summary>A couple.</summary>
    Customer,

    /// <summary>A contract.</summary>
    Contract,

    /// <summary>A project.</summary>
    Project,
}

/// <summary>Something that was found: a line of the search.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="BrideName">The bride.</param>
/// <param name="GroomName">The groom.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="Venue">Where.</param>
/// <param name="Phone">For couples: the phone to call first, E.164.</param>
/// <param name="Number">For contracts and projects: the number.</param>
/// <param name="Lead">For couples: where they stand.</param>
/// <param name="Contract">For contracts: where it stands.</param>
/// <param name="Project">For projects: where it stands.</param>
public sealed record SearchHit(
    SearchKind Kind,
    Guid Id,
    string BrideName,
    string GroomName,
    DateOnly? WeddingDate,
    string? Venue,
    string? Phone,
    string? Number,
    LeadStatus? Lead,
    ContractStatus? Contract,
    ProjectStatus? Project
);
