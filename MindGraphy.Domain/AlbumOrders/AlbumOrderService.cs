using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>Printed albums: orders and links here, spreads and their rounds, lab and money, and the couple's side in its other parts.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Keys to the couple's page.</param>
/// <param name="store">Where spreads lie.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class AlbumOrderService(IStudio studio, LinkService links, IObjectStore store, StudioClock clock)
{
    /// <summary>Days that a link opens after spreads were last sent: the page goes on saying where the album is.</summary>
    public const int LinkDays = 365;

    /// <summary>The usual time to look at spreads, in days.</summary>
    public const int UsualDays = 7;

    /// <summary>What the form that begins an order offers: what the contract has left of an album, and what more of it costs today.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProjectNotFound"/>.</returns>
    public async Task<Result<AlbumOffer>> OfferAsync(Actor actor, Guid projectId, Guid? orderId = null, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.StartAsync(projectId, orderId, clock.Today, ct) is { } start
            ? new AlbumOffer(start.CoupleName, start.HasContract, start.Included, start.Rounds, start.PageWon, start.CopyWon, start.Picks)
            : new ProjectNotFound();
    }

    /// <summary>How many pictures the studio usually lays out on twenty pages: by it the couple's pages say how long an album becomes.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<int>> PhotosOnTwentyPagesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.SettingsAsync(ct)).PhotosOnTwentyPages;
    }

    /// <summary>Says how many pictures the studio usually lays out on twenty pages.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumPhotosOutOfRange"/>.</returns>
    public async Task<Result> SetPhotosOnTwentyPagesAsync(Actor actor, int photos, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        if (photos is < 1 or > AlbumBudget.MostPhotos)
        {
            return new AlbumPhotosOutOfRange(AlbumBudget.MostPhotos);
        }

        await using var session = studio.Open(actor);
        await session.AlbumOrders.WritePhotosOnTwentyPagesAsync(photos, clock.Now, ct);
        return await session.SaveAsync(ct);
    }

    /// <summary>Begins an order, at what the contract includes in this moment.</summary>
    /// <returns>The order's id. Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/> or what <see cref="AlbumOrder.Open"/> refuses.</returns>
    public async Task<Result<Guid>> OpenAsync(Actor actor, Guid projectId, AlbumTerms terms, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        await session.AlbumOrders.TakeTurnAsync(projectId, ct);
        if (await session.AlbumOrders.StartAsync(projectId, null, clock.Today, ct) is not { } start)
        {
            return new ProjectNotFound();
        }

        var opened = AlbumOrder.Open(projectId, terms, start.Included, clock.Now);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        session.AlbumOrders.Add(opened.Value);
        session.Raise(new AlbumOrderChanged(projectId, opened.Value.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? opened.Value.Id : saved.Refusal;
    }

    /// <summary>Writes what it is to be, at what the contract includes in this moment.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="EditedElsewhere"/> or what <see cref="AlbumOrder.Change"/> refuses.</returns>
    public async Task<Result> ChangeAsync(Actor actor, Guid id, AlbumTerms terms, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.ProjectOfAsync(id, ct) is not { } projectId)
        {
            return new AlbumOrderNotFound();
        }

        // Two orders of one project share what the contract has: who chooses copies waits for the other.
        await session.AlbumOrders.TakeTurnAsync(projectId, ct);
        if (
            await session.AlbumOrders.LockAsync(id, expectedVersion, ct) is not { } order
            || await session.AlbumOrders.StartAsync(projectId, id, clock.Today, ct) is not { } start
        )
        {
            return new AlbumOrderNotFound();
        }

        var changed = order.Change(terms, start.Included);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        return await session.SaveAsync(ct);
    }

    /// <summary>Calls it off.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Cancel"/> refuses.</returns>
    public Task<Result> CancelAsync(Actor actor, Guid id, string? reason, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.Cancel(reason, clock.Now)), ct);

    /// <summary>The personal links that open now, to hand over by another way.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<IReadOnlyList<ProofLink>>> LinkUrlsAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.AlbumOrders.ProjectOfAsync(id, ct) is not { } projectId
            || await session.AlbumOrders.StartAsync(projectId, id, clock.Today, ct) is not { } start
        )
        {
            return new AlbumOrderNotFound();
        }

        var keys = await session.Links.OfAsync(LinkPurpose.Album, id, ct);
        return start
            .People.Select(p => (Person: p, Link: keys.LastOrDefault(k => k.ContactId == p.ContactId && k.IsOpen(clock.Now))))
            .Where(p => p.Link is not null)
            .Select(p => new ProofLink(p.Person.ContactId, p.Person.Name, links.PathOf(p.Link!)))
            .ToList();
    }

    /// <summary>Takes every link back at once, open pages included. Sending another round gives new ones.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public Task<Result> RevokeAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ActAsync(
            actor,
            id,
            null,
            async (_, session) =>
            {
                foreach (var key in await session.Links.OfAsync(LinkPurpose.Album, id, ct))
                {
                    key.Revoke(clock.Now);
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>The albums of a project.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<AlbumLine>>> OfProjectAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.AlbumOrders.OfProjectAsync(projectId, clock.Today, ct)).ToList();
    }

    /// <summary>Everybody's albums.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<AlbumList>> AllAsync(Actor actor, AlbumFilter filter, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.AllAsync(filter, clock.Today, ct);
    }

    /// <summary>One order with everything that was shown and said.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<AlbumOrderView>> FindAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.ViewAsync(id, clock.Now, clock.Today, ct) is { } view ? view : new AlbumOrderNotFound();
    }

    /// <summary>The picture of a spread, as staff sees it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result<SpreadFile>> SpreadAsync(Actor actor, Guid spreadId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.SpreadAsync(spreadId, null, ct) is { } file ? file : new AlbumSpreadNotFound();
    }

    /// <summary>The PDF of a round, as staff sees it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result<AlbumPdf>> PdfAsync(Actor actor, Guid roundId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.PdfAsync(roundId, null, ct) is { } pdf ? pdf : new AlbumSpreadNotFound();
    }

    private async Task<Result> ActAsync(
        Actor actor,
        Guid id,
        uint? expectedVersion,
        Func<AlbumOrder, IStudioSession, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.LockAsync(id, expectedVersion, ct) is not { } order)
        {
            return new AlbumOrderNotFound();
        }

        var done = await act(order, session);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        return await session.SaveAsync(ct);
    }
}
