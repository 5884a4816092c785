namespace MindGraphy.Domain.AlbumOrders;

/// <summary>Printed albums.</summary>
public interface IAlbumOrderRepository
{
    /// <summary>Adds an order.</summary>
    void Add(AlbumOrder order);

    /// <summary>An order with its rounds under its row's lock; null where there is none that the actor may see.</summary>
    Task<AlbumOrder?> LockAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>The order that a delivery hands over, under its row's lock; null where it is another thing's.</summary>
    Task<AlbumOrder?> LockOfDeliveryAsync(Guid deliverableId, CancellationToken ct = default);

    /// <summary>Waits for whoever chooses what of the contract's album goes into an order of this project, until the end of the transaction.</summary>
    Task TakeTurnAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>The project of an order; null where there is none that the actor may see.</summary>
    Task<Guid?> ProjectOfAsync(Guid id, CancellationToken ct = default);

    /// <summary>The contract of a project.</summary>
    Task<Guid?> ContractOfAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>What an order of a project begins with; null where there is no project that the actor may see.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="orderId">The order itself, whose copies don't count as taken; null for a new one.</param>
    /// <param name="today">On which day the catalogue is asked for prices.</param>
    /// <param name="ct">Cancels.</param>
    Task<AlbumStart?> StartAsync(Guid projectId, Guid? orderId, DateOnly today, CancellationToken ct = default);

    /// <summary>What the album of a project's contract has room for; null without contract or album.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="today">On which day the catalogue is asked for the price of a page.</param>
    /// <param name="ct">Cancels.</param>
    Task<AlbumBudget?> BudgetAsync(Guid projectId, DateOnly today, CancellationToken ct = default);

    /// <summary>Writes how many pictures the studio usually lays out on twenty pages.</summary>
    Task WritePhotosOnTwentyPagesAsync(int photos, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Which of these files a spread or a round knows: those of its picture, and while a page may still be drawn all that were made for it, because drawing again takes what lies there.</summary>
    /// <param name="keys">Keys of the store, at most a few thousand.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlySet<string>> KnownFilesAsync(IReadOnlyCollection<string> keys, CancellationToken ct = default);

    /// <summary>Orders whose couple has until today to answer and was not reminded, at most 500.</summary>
    Task<IReadOnlyList<Guid>> WaitingAsync(DateOnly today, CancellationToken ct = default);

    /// <summary>The orders of a project, newest first.</summary>
    Task<IReadOnlyList<AlbumLine>> OfProjectAsync(Guid projectId, DateOnly today, CancellationToken ct = default);

    /// <summary>Everybody's orders, what is due first.</summary>
    Task<AlbumList> AllAsync(AlbumFilter filter, DateOnly today, CancellationToken ct = default);

    /// <summary>One order whole; null where there is none that the actor may see.</summary>
    Task<AlbumOrderView?> ViewAsync(Guid id, DateTimeOffset now, DateOnly today, CancellationToken ct = default);

    /// <summary>What a couple reads; null where there is none or it is another's.</summary>
    Task<AlbumSheet?> SheetAsync(Guid id, Guid customerId, Guid contactId, int? round, CancellationToken ct = default);

    /// <summary>A spread's picture; for a couple only of its own and of what was sent.</summary>
    Task<SpreadFile?> SpreadAsync(Guid spreadId, Guid? customerId, CancellationToken ct = default);

    /// <summary>A round's PDF; for a couple only of its own and of what was sent.</summary>
    Task<AlbumPdf?> PdfAsync(Guid roundId, Guid? customerId, CancellationToken ct = default);
}
