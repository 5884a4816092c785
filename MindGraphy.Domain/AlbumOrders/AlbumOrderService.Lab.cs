using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.AlbumOrders;

// At the lab, arrived, and what it costs beyond the contract.
public sealed partial class AlbumOrderService
{
    /// <summary>Writes down the order at a lab, or corrects it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="EditedElsewhere"/> or what <see cref="AlbumOrder.OrderAt"/> refuses.</returns>
    public Task<Result> OrderAtAsync(Actor actor, Guid id, AlbumLab lab, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(actor, id, expectedVersion, (order, _) => Task.FromResult(order.OrderAt(lab, clock.Now)), ct);

    /// <summary>It came from the lab: a delivery is made of it, to the couple's address, and everybody who had a link gets one to it. Repeating it finds the same delivery.</summary>
    /// <param name="actor">Who unpacked it.</param>
    /// <param name="id">The order.</param>
    /// <param name="holdUntilPaid">Whether it stays in the house until the contract is paid, as <see cref="Deliverable.MayLeave"/> says; a reason lifts that.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The delivery. Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or <see cref="AlbumOrderCannotMove"/>.</returns>
    public async Task<Result<Guid>> ArriveAsync(Actor actor, Guid id, bool holdUntilPaid, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order
            || await session.Deliveries.CoupleAsync(order.ProjectId, ct) is not { } couple
        )
        {
            return new AlbumOrderNotFound();
        }

        if (order.DeliverableId is { } known)
        {
            return known;
        }

        var (now, delivery) = (clock.Now, Ids.New());
        var arrived = order.Arrive(delivery, now);
        if (!arrived.Succeeded)
        {
            return arrived.Refusal;
        }

        var readers = (await session.Links.OfAsync(LinkPurpose.Album, id, ct)).Select(k => k.ContactId).ToHashSet();
        var people = couple.People.Where(p => readers.Contains(p.ContactId)).ToList() is { Count: > 0 } some ? some : couple.People;
        var keys = people
            .Select(p =>
                links.Issue(session, LinkPurpose.Download, delivery, couple.CustomerId, p.ContactId, now.AddDays(DeliveryService.LinkDays))
            )
            .ToList();
        var draft = new DeliveryDraft(
            DeliveryType.Album,
            order.Title,
            HoldUntilPaid: holdUntilPaid,
            Recipient: couple.People.Count > 0 ? couple.People[0].Name : null,
            Address: StudioText.Cut(await session.Deliveries.AddressAsync(couple.CustomerId, ct), Deliverable.AddressMaxLength)
        );
        var prepared = Deliverable.Prepare(
            delivery,
            order.ProjectId,
            draft,
            keys.Count > 0 ? keys[0].TokenHash : delivery.ToString("N"),
            now
        );
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        session.Deliveries.Add(prepared.Value);
        session.Raise(new DeliveryChanged(order.ProjectId));
        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? delivery : saved.Refusal;
    }

    /// <summary>Tries once more to put what is beyond the contract into the payment plan, where it took no line when the album was approved. Never twice.</summary>
    /// <returns>Whether it stands there now. Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<bool>> PriceAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        var priced = false;
        var done = await ActAsync(
            actor,
            id,
            null,
            async (order, session) =>
            {
                if (order.ApprovedAt is not null && order.Status != AlbumOrderStatus.Cancelled)
                {
                    await PriceAsync(session, order, ct);
                }

                priced = order.IsPriced;
                return Result.Ok;
            },
            ct
        );
        return done.Succeeded ? priced : done.Refusal;
    }

    private async Task PriceAsync(IStudioSession session, AlbumOrder order, CancellationToken ct)
    {
        if (
            order.IsPriced
            || order.Extra == Money.Zero
            || await session.AlbumOrders.ContractOfAsync(order.ProjectId, ct) is not { } contract
        )
        {
            return;
        }

        var (pages, copies) = (Math.Max(0, order.Pages - order.IncludedPages), Math.Max(0, order.Copies - order.IncludedCopies));
        var korean = string.Join(", ", new[] { pages > 0 ? $"{pages}쪽" : null, copies > 0 ? $"{copies}권" : null }.OfType<string>());
        var english = string.Join(
            ", ",
            new[] { pages > 0 ? $"{pages} more pages" : null, copies > 0 ? $"{copies} more copies" : null }.OfType<string>()
        );
        if (
            await ExtraCharge.AddAsync(
                session,
                contract,
                order.Extra,
                ($"{order.Title} 추가 {korean}", $"{order.Title}: {english}"),
                clock,
                ct
            )
        )
        {
            order.Priced();
        }
    }
}
