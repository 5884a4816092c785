using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Feeds;

/// <summary>The secret addresses under which calendar programs read: one's own for everybody, the studio's and its rooms' for who keeps the calendar.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="signer">Derives tokens.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class FeedService(IStudio studio, ILinkSigner signer, StudioClock clock)
{
    /// <summary>The addresses that are open and that the actor may see.</summary>
    public async Task<IReadOnlyList<FeedRow>> FeedsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsStaff || !actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Feeds.OpenAsync(actor.UserId!.Value, actor.May(Rights.Calendar), ct);
    }

    /// <summary>Where a feed is read: <c>/calendar/TOKEN.ics</c>.</summary>
    public string PathOf(Guid feedId) => $"/calendar/{signer.TokenFor(feedId)}.ics";

    /// <summary>Opens an address.</summary>
    /// <param name="actor">Who asks; their own where the kind is a person.</param>
    /// <param name="kind">Whose entries.</param>
    /// <param name="roomId">The room of a room's feed.</param>
    /// <param name="korean">The language of its words.</param>
    /// <param name="alarmMinutes">Minutes of notice before one has to leave; null for none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="FeedIsOpen"/>, <see cref="AlarmOutOfRange"/>, <see cref="Venues.RoomNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<Guid>> CreateAsync(
        Actor actor,
        FeedKind kind,
        Guid? roomId,
        bool korean,
        int? alarmMinutes,
        CancellationToken ct = default
    )
    {
        if (!MayHave(actor, kind))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (kind == FeedKind.Room && (roomId is not { } room || !(await session.Venues.RoomsAsync(ct)).Any(r => r.Id == room)))
        {
            return new Venues.RoomNotFound();
        }

        var feed = new CalendarFeed(
            kind,
            kind == FeedKind.Person ? actor.UserId : null,
            kind == FeedKind.Room ? roomId : null,
            korean ? "ko" : "en",
            null,
            actor.UserId,
            signer,
            clock.Now
        );
        var reminded = feed.Remind(alarmMinutes);
        if (!reminded.Succeeded)
        {
            return reminded.Refusal;
        }

        session.Feeds.Add(feed);
        session.Raise(new FeedsChanged(actor.UserId!.Value));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? feed.Id : saved.Refusal;
    }

    /// <summary>Opens another address in place of one; the former stops at once.</summary>
    /// <returns>The new feed's id. Refused with <see cref="FeedNotFound"/>.</returns>
    public async Task<Result<Guid>> RenewAsync(Actor actor, Guid feedId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (await FindAsync(session, actor, feedId, ct) is not { } old)
        {
            return new FeedNotFound();
        }

        // The former goes in a statement of its own before the new one comes: one address of a person is open at a time.
        await session.Feeds.RevokeAsync(old.Id, clock.Now, ct);
        var feed = new CalendarFeed(old.Kind, old.PersonId, old.RoomId, old.Language, old.AlarmMinutes, actor.UserId, signer, clock.Now);
        session.Feeds.Add(feed);
        session.Raise(new FeedsChanged(actor.UserId ?? Guid.Empty));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? feed.Id : saved.Refusal;
    }

    /// <summary>Closes an address at once.</summary>
    /// <returns>Refused with <see cref="FeedNotFound"/>.</returns>
    public Task<Result> RevokeAsync(Actor actor, Guid feedId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            feedId,
            feed =>
            {
                feed.Revoke(clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Sets the notice before one has to leave; null for none. Programs follow when they read the next time.</summary>
    /// <returns>Refused with <see cref="FeedNotFound"/> or <see cref="AlarmOutOfRange"/>.</returns>
    public Task<Result> RemindAsync(Actor actor, Guid feedId, int? alarmMinutes, CancellationToken ct = default) =>
        ChangeAsync(actor, feedId, feed => feed.Remind(alarmMinutes), ct);

    /// <summary>What a program reads. The token is all the proof there is.</summary>
    /// <returns>The text and its fingerprint. Refused with <see cref="LinkNotOpen"/> where it is unknown, taken back, or its person has left.</returns>
    public async Task<Result<FeedText>> ReadAsync(string? token, CancellationToken ct = default)
    {
        if (token is not { Length: 43 })
        {
            return new LinkNotOpen();
        }

        await using var session = studio.Open(Actor.System);
        if (await session.Feeds.FindOpenAsync(signer.HashOf(token), ct) is not { } found)
        {
            return new LinkNotOpen();
        }

        var from = clock.Now.AddDays(-FeedDocument.DaysBack);
        var entries = await session.Feeds.EntriesAsync(found.Feed, from, clock.Now.AddYears(FeedDocument.YearsAhead), clock.Now, ct);
        await session.Feeds.SeenAsync(found.Feed.Id, clock.Now, ct);
        var text = FeedDocument.Write(
            new FeedHead(found.Name, found.Feed.Kind, found.Feed.Language, found.Feed.AlarmMinutes),
            entries,
            clock
        );
        return new FeedText(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
    }

    private static bool MayHave(Actor actor, FeedKind kind) =>
        actor.IsStaff && actor.May(kind == FeedKind.Person ? Rights.Projects : Rights.Calendar);

    // A colleague's own address is not found, whoever asks.
    private static async Task<CalendarFeed?> FindAsync(IStudioSession session, Actor actor, Guid feedId, CancellationToken ct) =>
        await session.Feeds.FindAsync(feedId, ct) is { RevokedAt: null } feed
        && MayHave(actor, feed.Kind)
        && (feed.Kind != FeedKind.Person || feed.PersonId == actor.UserId)
            ? feed
            : null;

    private async Task<Result> ChangeAsync(Actor actor, Guid feedId, Func<CalendarFeed, Result> change, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        if (await FindAsync(session, actor, feedId, ct) is not { } feed)
        {
            return new FeedNotFound();
        }

        var changed = change(feed);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new FeedsChanged(actor.UserId ?? Guid.Empty));
        return await session.SaveAsync(ct);
    }
}

/// <summary>A feed as it is sent.</summary>
/// <param name="Text">The calendar.</param>
/// <param name="Fingerprint">The same for the same text, for an ETag.</param>
public sealed record FeedText(string Text, string Fingerprint);
