using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Feeds;

/// <summary>What an address answered.</summary>
/// <param name="Problem">Why there is no calendar; null where there is one, or where nothing changed.</param>
/// <param name="Text">The calendar; null where nothing changed.</param>
/// <param name="ETag">How the server names what it sent.</param>
/// <param name="ChangedAt">When the server says that it changed.</param>
public sealed record BusyAnswer(BusyProblem? Problem, string? Text = null, string? ETag = null, DateTimeOffset? ChangedAt = null);

/// <summary>Fetches private calendars from where they lie; the one place that asks other machines on behalf of what somebody typed.</summary>
public interface IBusySource
{
    /// <summary>The address as it is asked for; null where such an address is never asked.</summary>
    Uri? Read(string? typed);

    /// <summary>Asks for a calendar; at most five megabytes and twenty seconds, and nothing inside a private network.</summary>
    Task<BusyAnswer> FetchAsync(Uri address, string? etag, DateTimeOffset? changedAt, CancellationToken ct = default);
}

/// <summary>Private calendars that keep their owners from being booked.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="source">Fetches calendars.</param>
/// <param name="seal">Seals their addresses.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class BusyFeedService(IStudio studio, IBusySource source, IFeedSeal seal, StudioClock clock)
{
    /// <summary>How often a calendar is read.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>How far ahead it is looked at, in months.</summary>
    public const int MonthsAhead = 18;

    private const int MostTold = 100;

    /// <summary>One's own private calendars.</summary>
    public async Task<IReadOnlyList<BusyRow>> FeedsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!MayHave(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Feeds.BusyAsync(actor.UserId!.Value, ct);
    }

    /// <summary>Private times that meet shoots: one's own, and everybody's for who keeps the calendar.</summary>
    public async Task<IReadOnlyList<ClashRow>> ClashesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!MayHave(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Feeds.ClashesAsync(actor.May(Rights.Calendar) ? null : actor.UserId, clock.Now, ct);
    }

    /// <summary>Takes in a private calendar of one's own and reads it at once. A reading that fails is said on the calendar; it stays and is tried again.</summary>
    /// <returns>Its id. Refused with <see cref="FeedAddressUnreadable"/>, <see cref="FieldTooLong"/>, <see cref="TooManyFeeds"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<Guid>> AddAsync(Actor actor, string? name, string? address, CancellationToken ct = default)
    {
        if (!MayHave(actor))
        {
            return new NotAllowed();
        }

        if (source.Read(address) is not { } uri)
        {
            return new FeedAddressUnreadable();
        }

        var label = StudioText.Clean(name) ?? uri.Host;
        if (label.Length > BusyFeed.NameMaxLength)
        {
            return new FieldTooLong("Name", BusyFeed.NameMaxLength);
        }

        var me = actor.UserId!.Value;
        Guid id;
        await using (var session = studio.Open(actor))
        {
            // Under the person's turn, so that two tabs count one after the other.
            await session.Schedules.TakeTurnAsync([me], clock.Now, ct);
            if (await session.Feeds.CountBusyAsync(me, ct) >= BusyFeed.MostOfOne)
            {
                return new TooManyFeeds(BusyFeed.MostOfOne);
            }

            var feed = new BusyFeed(me, label, uri.Host, seal.Seal(uri.AbsoluteUri), clock.Now, clock.Now + Every);
            session.Feeds.Add(feed);
            session.Raise(new FeedsChanged(me));
            var saved = await session.SaveAsync(ct);
            if (!saved.Succeeded)
            {
                return saved.Refusal;
            }

            id = feed.Id;
        }

        await ReadAsync(id, ct);
        return id;
    }

    /// <summary>Takes a private calendar away; its owner is free again at once.</summary>
    /// <returns>Refused with <see cref="FeedNotFound"/>.</returns>
    public async Task<Result> RemoveAsync(Actor actor, Guid feedId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (!MayHave(actor) || await session.Feeds.LockBusyAsync(feedId, ct) is not { } feed || feed.PersonId != actor.UserId)
        {
            return new FeedNotFound();
        }

        await session.Schedules.RereadPrivateAsync(feed.PersonId, ct);
        foreach (var day in await session.Feeds.ReplaceAsync(feed, [], clock.Now, ct))
        {
            session.Raise(new PersonTimeChanged(feed.PersonId, day));
        }

        session.Feeds.Remove(feed);
        session.Raise(new FeedsChanged(feed.PersonId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Reads one's own calendar now.</summary>
    /// <returns>Refused with <see cref="FeedNotFound"/>; a reading that fails is said on the calendar.</returns>
    public async Task<Result> ReadNowAsync(Actor actor, Guid feedId, CancellationToken ct = default)
    {
        await using (var session = studio.Open(actor))
        {
            if (!MayHave(actor) || await session.Feeds.FindBusyAsync(feedId, ct) is not { } feed || feed.PersonId != actor.UserId)
            {
                return new FeedNotFound();
            }
        }

        await ReadAsync(feedId, ct);
        return Result.Ok;
    }

    /// <summary>Reads what is due. For a worker; several may run it, each takes other calendars.</summary>
    /// <returns>How many were read.</returns>
    public async Task<int> ReadDueAsync(CancellationToken ct = default)
    {
        IReadOnlyList<Guid> due;
        await using (var session = studio.Open(Actor.System))
        {
            due = await session.Feeds.ClaimDueAsync(clock.Now, clock.Now + Every, 50, ct);
            await session.SaveAsync(ct);
        }

        foreach (var id in due)
        {
            await ReadAsync(id, ct);
        }

        return due.Count;
    }

    private static bool MayHave(Actor actor) => actor.IsStaff && actor.May(Rights.Projects);

    private async Task ReadAsync(Guid feedId, CancellationToken ct)
    {
        Uri? address;
        string? etag = null;
        DateTimeOffset? changedAt = null;
        await using (var session = studio.Open(Actor.System))
        {
            if (await session.Feeds.FindBusyAsync(feedId, ct) is not { } feed)
            {
                return;
            }

            address = source.Read(seal.Open(feed.SealedAddress));

            // "Not changed" says nothing of a window that moves on with the days, nor of a shoot that stood in the way and was called off.
            if (
                feed is { Problem: null, ReadAt: { } readAt }
                && clock.DateOf(readAt) == clock.Today
                && !await session.Feeds.HasClashesAsync(feedId, ct)
            )
            {
                (etag, changedAt) = (feed.ETag, feed.ChangedAt);
            }
        }

        var answer = address is null ? new BusyAnswer(BusyProblem.NotAllowed) : await source.FetchAsync(address, etag, changedAt, ct);
        await KeepAsync(feedId, answer, ct);
    }

    // Two readings of one calendar may cross: the row's lock lets one in after the other, and each writes a whole state.
    private async Task KeepAsync(Guid feedId, BusyAnswer answer, CancellationToken ct)
    {
        var from = clock.At(clock.Today.AddDays(-1), TimeOnly.MinValue);
        var to = clock.At(clock.Today.AddMonths(MonthsAhead), TimeOnly.MinValue);
        var (reading, problem) = answer is { Problem: null, Text: { } text }
            ? await Task.Run(() => BusyReader.Read(text, from, to, clock), ct)
            : (null, answer.Problem);

        await using var session = studio.Open(Actor.System);
        if (await session.Feeds.LockBusyAsync(feedId, ct) is not { } feed)
        {
            return;
        }

        if (problem is { } what)
        {
            feed.Failed(what, clock.Now);
        }
        else if (reading is null)
        {
            feed.Read(feed.ETag, feed.ChangedAt, feed.Blocks, feed.PassedOver, clock.Now);
        }
        else
        {
            await session.Schedules.TakeTurnAsync([feed.PersonId], clock.Now, ct);
            var taken = await session.Feeds.TakenAsync(feed.PersonId, feed.Id, from, to, ct);
            var left = BusyReader.ByDay(BusyReader.Without(reading.Times, taken), clock).ToList();
            var changed = await session.Feeds.ReplaceAsync(feed, left, clock.Now, ct);
            await session.Feeds.ReplaceClashesAsync(feed.Id, Clashes(reading.Times, taken), ct);
            feed.Read(answer.ETag, answer.ChangedAt, reading.Times.Count, reading.PassedOver, clock.Now);
            foreach (var day in changed.Take(MostTold))
            {
                session.Raise(new PersonTimeChanged(feed.PersonId, day));
            }
        }

        session.Raise(new FeedsChanged(feed.PersonId));
        await session.SaveAsync(ct);
    }

    // Leave and other private calendars are one's own affair; a shoot or a hold is the studio's.
    private static List<Period> Clashes(IReadOnlyList<Period> times, IReadOnlyList<TakenTime> taken)
    {
        var studios = taken.Where(t => t.ByStudio).ToList();
        return [.. times.Where(t => studios.Exists(s => s.From < t.To && s.To > t.From))];
    }
}
