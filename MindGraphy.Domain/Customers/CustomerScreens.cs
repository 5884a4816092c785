using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Customers;

/// <summary>What the screens about couples show: board, list and page. Commands are in <see cref="CustomerService"/>.</summary>
/// <param name="studio">Sessions.</param>
public sealed class CustomerScreens(IStudio studio)
{
    /// <summary>The pipeline board: six columns in the order of the work, each with its newest cards and a capped count.</summary>
    public Task<Result<IReadOnlyList<BoardStage>>> BoardAsync(Actor actor, BoardFilter filter, CancellationToken ct = default) =>
        ReadAsync(actor, customers => customers.BoardAsync(filter, ct));

    /// <summary>The next cards of a column.</summary>
    public Task<Result<IReadOnlyList<LeadCard>>> MoreAsync(
        Actor actor,
        LeadStatus stage,
        BoardFilter filter,
        LeadCard after,
        CancellationToken ct = default
    ) => ReadAsync(actor, customers => customers.MoreAsync(stage, filter, after, ct));

    /// <summary>Some cards as they stand now, for a board that heard of a change.</summary>
    public Task<Result<IReadOnlyList<LeadCard>>> CardsAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        BoardFilter filter,
        CancellationToken ct = default
    ) => ReadAsync(actor, customers => customers.CardsAsync(ids, filter, ct));

    /// <summary>A page of the list, newest couples first.</summary>
    public Task<Result<CustomerPages>> ListAsync(Actor actor, CustomerFilter filter, Guid? after, CancellationToken ct = default) =>
        ReadAsync(actor, customers => customers.ListAsync(filter, after, ct));

    /// <summary>The page of a couple.</summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/>.</returns>
    public async Task<Result<CustomerSheet>> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        var read = await ReadAsync(actor, customers => customers.SheetAsync(id, ct));
        return read.Refusal is { } refusal ? refusal
            : read.Value is { } sheet ? sheet
            : new CustomerNotFound();
    }

    /// <summary>A stretch of a couple's timeline, newest first: everything that was said, sent, signed, paid, shown and changed.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">The couple.</param>
    /// <param name="filter">Of what.</param>
    /// <param name="before">The last line that is shown already; null for the newest.</param>
    /// <param name="most">At most so many, from <see cref="TimelinePage.Size"/> to <see cref="TimelinePage.MostAtOnce"/>.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<TimelinePage>> TimelineAsync(
        Actor actor,
        Guid id,
        TimelineFilter filter,
        TimelinePosition? before,
        int most = TimelinePage.Size,
        CancellationToken ct = default
    ) => ReadAsync(actor, customers => customers.TimelineAsync(id, filter, before, most, ct));

    /// <summary>What a couple's file offers to choose from: managers, sources, partners.</summary>
    public async Task<Result<PipelineChoices>> FileChoicesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Pipeline.ChoicesAsync(ViewPage.Customers, actor.UserId, ct);
    }

    /// <summary>Who may look after couples, by name.</summary>
    public Task<Result<IReadOnlyList<ManagerChoice>>> ManagersAsync(Actor actor, CancellationToken ct = default) =>
        ReadAsync(actor, customers => customers.ManagersAsync(ct));

    private async Task<Result<T>> ReadAsync<T>(Actor actor, Func<ICustomerRepository, Task<T>> read)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Of(await read(session.Customers));
    }

    // An interface can't be converted by an operator of Result<T> that is seen as T itself: the generic way in.
    private static Result<T> Of<T>(T value) => value;
}
