using MindGraphy.Domain.Contracts;

namespace MindGraphy.Domain.Projects;

/// <summary>Projects, inside one session. What the session's actor may not see does not exist here.</summary>
public partial interface IProjectRepository
{
    /// <summary>Rows of a page of the list.</summary>
    const int PageSize = 50;

    /// <summary>A project to change; null where it does not exist for this actor.</summary>
    /// <param name="id">The project.</param>
    /// <param name="expectedVersion">The version the screen read; null where no screen did.</param>
    /// <param name="ct">Cancels.</param>
    Task<Project?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>A project whose row waits for others who change it, and then holds it until the session is saved.</summary>
    Task<Project?> LockAsync(Guid id, CancellationToken ct = default);

    /// <summary>The project of a contract and type; null where there is none.</summary>
    Task<Project?> OfContractAsync(Guid contractId, ProjectType type, CancellationToken ct = default);

    /// <summary>The contract, its row locked, so that two openings come one after the other; null where there is none.</summary>
    Task<Contract?> LockContractAsync(Guid contractId, CancellationToken ct = default);

    /// <summary>What the contract's package photographs; a wedding where the contract has no package.</summary>
    Task<ProjectType> TypeOfAsync(Contract contract, CancellationToken ct = default);

    /// <summary>Adds a project.</summary>
    void Add(Project project);

    /// <summary>Whether the account is an active editor, or leads.</summary>
    Task<bool> RetouchesAsync(Guid userId, CancellationToken ct = default);

    /// <summary>Active editors by name.</summary>
    Task<IReadOnlyList<Schedules.CrewMember>> EditorsAsync(CancellationToken ct = default);

    /// <summary>A page of the list: what is open by wedding day, what is handed over newest first.</summary>
    Task<ProjectList> ListAsync(ProjectFilter filter, ProjectCursor? after, CancellationToken ct = default);

    /// <summary>Projects to choose from, at most 20: those whose couple, venue or number match; the next weddings where nothing is typed.</summary>
    Task<IReadOnlyList<ProjectPick>> PickAsync(string? search, DateOnly today, CancellationToken ct = default);

    /// <summary>The project of a couple that is not archived, of several the one with the last wedding day; null where there is none.</summary>
    Task<ProjectPick?> PickOfAsync(Guid customerId, CancellationToken ct = default);

    /// <summary>Contracts in force without a project, next weddings first, at most 50.</summary>
    Task<IReadOnlyList<WaitingContract>> WaitingContractsAsync(CancellationToken ct = default);

    /// <summary>What the project's contract promises; null without contract, and where the project does not exist for this actor.</summary>
    Task<ContractPromise?> PromiseAsync(Guid id, CancellationToken ct = default);

    /// <summary>Everything on the project's page; null where it does not exist for this actor.</summary>
    Task<ProjectDetail?> PageAsync(Guid id, CancellationToken ct = default);
}
