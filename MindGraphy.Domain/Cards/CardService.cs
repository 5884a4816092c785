using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Cards;

/// <summary>The ledger of a shoot's memory cards. Who uploads writes it; each change is made under the card's lock.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CardService(IStudio studio, StudioClock clock)
{
    /// <summary>The cards of a project by shoot; none for whoever may not see it.</summary>
    public async Task<IReadOnlyList<ShootCards>> LedgerAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Cards.LedgerAsync(projectId, ct);
    }

    /// <summary>Where a card of a project may have been uploaded to; none for whoever may not see it.</summary>
    public async Task<IReadOnlyList<CardFolder>> FoldersAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Cards.FoldersAsync(projectId, ct);
    }

    /// <summary>Enters a card of a shoot.</summary>
    /// <returns>Its id. Refused with <see cref="NotAllowed"/>, <see cref="ShootNotFound"/>, <see cref="Pipeline.NameTaken"/> or as <see cref="MemoryCard.Enter"/> refuses.</returns>
    public async Task<Result<Guid>> EnterAsync(Actor actor, Guid shootId, CardDetails details, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        var entered = MemoryCard.Enter(shootId, details, clock.Now);
        if (!entered.Succeeded)
        {
            return entered.Refusal;
        }

        await using var session = studio.Open(actor);
        if (await session.Cards.ProjectOfShootAsync(shootId, ct) is not { } project)
        {
            return new ShootNotFound();
        }

        session.Cards.Add(entered.Value);
        session.Raise(new CardsChanged(project));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? entered.Value.Id : saved.Refusal;
    }

    /// <summary>Writes a card anew.</summary>
    /// <returns>Refused as <see cref="EnterAsync"/> is, and with <see cref="CardNotFound"/> or <see cref="CardFormatted"/>.</returns>
    public Task<Result> WriteAsync(Actor actor, Guid cardId, CardDetails details, CancellationToken ct = default) =>
        ActAsync(actor, cardId, (_, card, _) => Task.FromResult(card.Write(details)), ct);

    /// <summary>Says where in the store a card was uploaded to; null that it was not.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="CardNotFound"/>, <see cref="AlbumNotFound"/>, <see cref="CardFolderTaken"/> or <see cref="CardFormatted"/>.</returns>
    public Task<Result> LinkAsync(Actor actor, Guid cardId, Guid? albumId, string? folder, CancellationToken ct = default) =>
        ActAsync(
            actor,
            cardId,
            async (session, card, project) =>
            {
                if (albumId is not { } album)
                {
                    return card.Link(null, null);
                }

                if (!await session.Cards.LockAlbumAsync(project, album, ct))
                {
                    return new AlbumNotFound();
                }

                return await session.Cards.LinkedThereAsync(cardId, album, folder ?? "", ct) is { } other
                    ? new CardFolderTaken(other)
                    : card.Link(album, folder);
            },
            ct
        );

    /// <summary>Somebody compared a copy with the card.</summary>
    /// <returns>Refused as <see cref="MemoryCard.Verify"/> refuses, and with <see cref="NotAllowed"/> or <see cref="CardNotFound"/>.</returns>
    public Task<Result> VerifyAsync(Actor actor, Guid cardId, string? place, CancellationToken ct = default) =>
        ActAsync(actor, cardId, (_, card, _) => Task.FromResult(card.Verify(place, actor.UserId ?? Guid.Empty, clock.Now)), ct);

    /// <summary>A copy turned out to be none.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="CardNotFound"/> or <see cref="CardFormatted"/>.</returns>
    public Task<Result> UnverifyAsync(Actor actor, Guid cardId, Guid copyId, CancellationToken ct = default) =>
        ActAsync(actor, cardId, (_, card, _) => Task.FromResult(card.Unverify(copyId)), ct);

    /// <summary>Somebody formatted it.</summary>
    /// <returns>Refused with <see cref="CardNotSafe"/>, <see cref="NotAllowed"/> or <see cref="CardNotFound"/>.</returns>
    public Task<Result> FormatAsync(Actor actor, Guid cardId, CancellationToken ct = default) =>
        ActAsync(
            actor,
            cardId,
            async (session, card, _) => card.Format(await session.Cards.StoredAsync(card, ct), actor.UserId ?? Guid.Empty, clock.Now),
            ct
        );

    /// <summary>Takes a card that was entered by mistake out of the ledger.</summary>
    /// <returns>Refused with <see cref="CardFormatted"/>, <see cref="NotAllowed"/> or <see cref="CardNotFound"/>.</returns>
    public Task<Result> RemoveAsync(Actor actor, Guid cardId, CancellationToken ct = default) =>
        ActAsync(
            actor,
            cardId,
            (session, card, _) =>
            {
                if (card.FormattedAt is not null)
                {
                    return Task.FromResult<Result>(new CardFormatted());
                }

                session.Cards.Remove(card);
                return Task.FromResult(Result.Ok);
            },
            ct
        );

    private async Task<Result> ActAsync(
        Actor actor,
        Guid cardId,
        Func<IStudioSession, MemoryCard, Guid, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Cards.LockAsync(cardId, ct) is not { } found)
        {
            return new CardNotFound();
        }

        var done = await act(session, found.Card, found.ProjectId);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new CardsChanged(found.ProjectId));
        return await session.SaveAsync(ct);
    }
}
