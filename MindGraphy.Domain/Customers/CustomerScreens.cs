using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Customers;

/// <summary>What the screens about couples show: board, list and page. Commands are in <see cref="CustomerService"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CustomerScreens(IStudio studio, StudioClock clock)
{
    /// <summary>The pipeline board: six columns in the order of the work, each with its newest cards and a capped count.</summary>
    public Task<Result<IReadOnlyList<BoardStage>>> BoardAsync(Actor actor, BoardFilter filter, CancellationToken ct = default) =>
        ReadAsync<IReadOnlyList<BoardStage>>(
            actor,
            async session =>
            {
                var board = await session.Customers.BoardAsync(filter, ct);
                var light = await DateLights.ReadAsync(session, clock, board.SelectMany(s => s.Cards), ct);
                return [.. board.Select(s => s with { Cards = [.. s.Cards.Select(light.On)] })];
            }
        );

    /// <summary>
    /// The board without lights: what a browser is sent first and draws anew, lit, a moment later. Sixty days of sixty photographers take as long as
    /// all the rest.
    /// </summary>
    public Task<Result<IReadOnlyList<BoardStage>>> FirstSightAsync(Actor actor, BoardFilter filter, CancellationToken ct = default) =>
        ReadAsync(actor, session => session.Customers.BoardAsync(filter, ct));

    /// <summary>The next cards of a column.</summary>
    public Task<Result<IReadOnlyList<LeadCard>>> MoreAsync(
        Actor actor,
        LeadStatus stage,
        BoardFilter filter,
        LeadCard after,
        CancellationToken ct = default
    ) => CardsAsync(actor, customers => customers.MoreAsync(stage, filter, after, ct), ct);

    /// <summary>Some cards as they stand now, for a board that heard of a change.</summary>
    public Task<Result<IReadOnlyList<LeadCard>>> CardsAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        BoardFilter filter,
        CancellationToken ct = default
    ) => CardsAsync(actor, customers => customers.CardsAsync(ids, filter, ct), ct);

    /// <summary>A page of the list in the filter's order.</summary>
    public Task<Result<CustomerPages>> ListAsync(Actor actor, CustomerFilter filter, string? after, CancellationToken ct = default) =>
        ReadAsync(
            actor,
            async session =>
            {
                var page = await session.Customers.ListAsync(filter, after, ct);
                var light = await DateLights.ReadAsync(session, clock, page.Lines.Select(l => l.Card), ct);
                return page with { Lines = [.. page.Lines.Select(l => l with { Card = light.On(l.Card) })] };
            }
        );

    /// <summary>The page of a couple.</summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/>.</returns>
    public async Task<Result<CustomerSheet>> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        var read = await ReadAsync(
            actor,
            async session =>
                await session.Customers.SheetAsync(id, ct) is { } sheet
                    ? sheet with
                    {
                        Light = (await DateLights.ReadAsync(session, clock, [sheet.AsCard], ct)).On(sheet.AsCard).Light,
                    }
                    : null
        );
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
    ) => ReadAsync(actor, session => session.Customers.TimelineAsync(id, filter, before, most, ct));

    /// <summary>Everything a board or list offers to choose from.</summary>
    public async Task<Result<PipelineChoices>> ChoicesAsync(Actor actor, ViewPage page, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Pipeline.ChoicesAsync(page, actor.UserId, ct);
    }

    /// <summary>유입 경로 that are offered, for anybody: they stand on the public form.</summary>
    public async Task<IReadOnlyList<ListChoice>> SourcesAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.Visitor);
        var sources = await session.Pipeline.ListAsync(ListKind.LeadSource, ct);
        return [.. sources.Where(s => s.IsActive).Select(s => new ListChoice(s.Name, s.NameEn, s.AsksFor))];
    }

    /// <summary>Who may look after couples, by name.</summary>
    public Task<Result<IReadOnlyList<ManagerChoice>>> ManagersAsync(Actor actor, CancellationToken ct = default) =>
        ReadAsync(actor, session => session.Customers.ManagersAsync(ct));

    private Task<Result<IReadOnlyList<LeadCard>>> CardsAsync(
        Actor actor,
        Func<ICustomerRepository, Task<IReadOnlyList<LeadCard>>> read,
        CancellationToken ct
    ) =>
        ReadAsync<IReadOnlyList<LeadCard>>(
            actor,
            async session =>
            {
                var cards = await read(session.Customers);
                var light = await DateLights.ReadAsync(session, clock, cards, ct);
                return [.. cards.Select(light.On)];
            }
        );

    private async Task<Result<T>> ReadAsync<T>(Actor actor, Func<IStudioSession, Task<T>> read)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Of(await read(session));
    }

    // An interface can't be converted by an operator of Result<T> that is seen as T itself: the generic way in.
    private static Result<T> Of<T>(T value) => value;
}
