using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.AlbumOrders;

// The couple's side. An actor reaches its own couple's albums only; another's id is not found.
public sealed partial class AlbumOrderService
{
    /// <summary>The page: the round that is asked about, or where the album is.</summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="id">The order.</param>
    /// <param name="round">A former round, to be read; null for the one that counts.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<AlbumSheet>> SheetAsync(Actor actor, Guid id, int? round = null, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return
            actor is { CustomerId: { } customerId, ContactId: { } contactId }
            && await session.AlbumOrders.SheetAsync(id, customerId, contactId, round, ct) is { } sheet
            ? sheet
            : new AlbumOrderNotFound();
    }

    /// <summary>Keeps a note on a spread.</summary>
    /// <returns>How many notes the round has now. Refused with <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Say"/> refuses.</returns>
    public Task<Result<int>> SayAsync(Actor actor, Guid id, Guid roundId, AlbumSay say, CancellationToken ct = default) =>
        SpeakAsync(
            actor,
            id,
            (order, contact, _) => Task.FromResult(order.Say(roundId, contact, say, clock.Now)),
            order => order.Out!.Notes.Count,
            ct
        );

    /// <summary>Takes a note back.</summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="id">The order.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="noteId">The note.</param>
    /// <param name="seen">The text that the page had shown of it; null where nobody knows.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many notes the round has now. Refused with <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Unsay"/> refuses.</returns>
    public Task<Result<int>> UnsayAsync(
        Actor actor,
        Guid id,
        Guid roundId,
        Guid noteId,
        string? seen = null,
        CancellationToken ct = default
    ) => SpeakAsync(actor, id, (order, _, _) => Task.FromResult(order.Unsay(roundId, noteId, seen)), order => order.Out!.Notes.Count, ct);

    /// <summary>Asks for what the notes say; the studio is told. A second one who asks gets the first one's answer.</summary>
    /// <returns>How far the album is. Refused with <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Ask"/> refuses.</returns>
    public Task<Result<AlbumOrderStatus>> AskAsync(Actor actor, Guid id, Guid roundId, CancellationToken ct = default) =>
        SpeakAsync(
            actor,
            id,
            async (order, contact, session) =>
            {
                var asked = order.Ask(roundId, contact, clock.Now);
                if (asked.Value && await session.AlbumOrders.StartAsync(order.ProjectId, id, clock.Today, ct) is { } start)
                {
                    await AlbumNotices.AskedAsync(session, order, order.Rounds.Single(r => r.Id == roundId), start, clock, ct);
                }

                return asked.WithoutValue();
            },
            order => order.Status,
            ct
        );

    /// <summary>Says yes: what is beyond the contract becomes a line of the payment plan, both and the studio are told. A second yes gets the first one's answer.</summary>
    /// <returns>How far the album is. Refused with <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Approve"/> refuses.</returns>
    public Task<Result<AlbumOrderStatus>> ApproveAsync(Actor actor, Guid id, Guid roundId, CancellationToken ct = default) =>
        SpeakAsync(
            actor,
            id,
            async (order, contact, session) =>
            {
                var approved = order.Approve(roundId, contact, null, clock.Now);
                if (approved.Value)
                {
                    await ApprovedAsync(session, order, ct);
                }

                return approved.WithoutValue();
            },
            order => order.Status,
            ct
        );

    /// <summary>The picture of a spread that was sent to this couple.</summary>
    /// <returns>Refused with <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result<SpreadFile>> SpreadForAsync(Actor actor, Guid id, Guid spreadId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return
            actor.CustomerId is { } customerId
            && await session.AlbumOrders.SpreadAsync(spreadId, customerId, ct) is { } file
            && file.OrderId == id
            ? file
            : new AlbumSpreadNotFound();
    }

    /// <summary>The PDF of a round that was sent to this couple.</summary>
    /// <returns>Refused with <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result<AlbumPdf>> PdfForAsync(Actor actor, Guid id, Guid roundId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return
            actor.CustomerId is { } customerId
            && await session.AlbumOrders.PdfAsync(roundId, customerId, ct) is { } pdf
            && pdf.Key.StartsWith($"{AlbumSpread.KeyPrefix}{id:N}/", StringComparison.Ordinal)
            ? pdf
            : new AlbumSpreadNotFound();
    }

    private async Task<Result<T>> SpeakAsync<T>(
        Actor actor,
        Guid id,
        Func<AlbumOrder, Guid, IStudioSession, Task<Result>> act,
        Func<AlbumOrder, T> answer,
        CancellationToken ct
    )
    {
        if (actor is not { CustomerId: not null, ContactId: { } contactId })
        {
            return new AlbumOrderNotFound();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order)
        {
            return new AlbumOrderNotFound();
        }

        var done = await act(order, contactId, session);
        if (!done.Succeeded)
        {
            return done.Refusal!;
        }

        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? answer(order) : saved.Refusal;
    }
}

/// <summary>A delivery of a printed album tells its order what became of it, in the delivery's own transaction.</summary>
internal static class AlbumDelivery
{
    /// <summary>Follows the delivery: carried, or with the couple.</summary>
    public static async Task FollowAsync(IStudioSession session, Deliveries.Deliverable delivery, DateTimeOffset now, CancellationToken ct)
    {
        if (
            delivery.DeliveryType != Deliveries.DeliveryType.Album
            || await session.AlbumOrders.LockOfDeliveryAsync(delivery.Id, ct) is not { } order
        )
        {
            return;
        }

        if (delivery.DeliveryStatus == Deliveries.DeliveryStatus.Delivered)
        {
            order.HandedOver(now);
        }
        else if (delivery.ShippedAt is not null)
        {
            order.Shipped(now);
        }

        session.Raise(new AlbumOrderChanged(order.ProjectId, order.Id));
    }
}
