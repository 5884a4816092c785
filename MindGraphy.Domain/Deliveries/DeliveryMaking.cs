using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Deliveries;

/// <summary>What the worker does that reads a delivery's files: one after the other, each kept as soon as it was read, so that a killed one goes on where it was.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class DeliveryMaking(IStudio studio, StudioClock clock)
{
    /// <summary>Files that were not read yet; empty where none is left or there is nothing to make.</summary>
    public async Task<IReadOnlyList<DeliveryFile>> UnreadAsync(Guid id, int most, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        return await session.Deliveries.UnreadAsync(id, most, ct);
    }

    /// <summary>Keeps what was read of a file.</summary>
    public async Task KeepAsync(Guid id, int position, uint crc32, FileFigures web, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Deliveries.FileAsync(id, position, ct) is { } file)
        {
            file.Read(crc32, web);
            await session.SaveAsync(ct);
        }
    }

    /// <summary>A file could not be read, or is not what it was: the delivery says which.</summary>
    public async Task CouldNotReadAsync(Guid id, string fileName, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Deliveries.LockAsync(id, ct: ct) is { } delivery)
        {
            delivery.CouldNotRead(fileName);
            session.Raise(new DeliveryChanged(delivery.ProjectId));
            await session.SaveAsync(ct);
        }
    }

    /// <summary>There is more to read than one turn has time for: another one is asked for.</summary>
    public async Task GoOnAsync(Guid id, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        session.EnqueueTask(new MakeDeliveryReady(id));
        if (await session.Deliveries.FindAsync(id, ct: ct) is { } delivery)
        {
            session.Raise(new DeliveryChanged(delivery.ProjectId));
        }

        await session.SaveAsync(ct);
    }

    /// <summary>Divides the files into ZIP files and lets the couple in. Done once, however often it is asked for.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="partBytes">Most bytes of a ZIP file.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="DeliveryNotFound"/>, or <see cref="NothingToDeliver"/> while a file is unread.</returns>
    public async Task<Result> FinishAsync(Guid id, long partBytes, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Deliveries.LockAsync(id, ct: ct) is not { IsDigital: true } delivery)
        {
            return new DeliveryNotFound();
        }

        if (delivery.DeliveryStatus != DeliveryStatus.Preparing)
        {
            return Result.Ok;
        }

        var files = await session.Deliveries.FilesAsync(id, ct);
        if (files.Count == 0 || files.Any(f => f.Crc32 is null))
        {
            return new NothingToDeliver();
        }

        var parts = DeliveryParts.Of(files.Select(f => f.Bytes), partBytes);
        var webParts = DeliveryParts.Of(files.Select(f => f.WebBytes ?? 0), partBytes);
        for (var i = 0; i < files.Count; i++)
        {
            files[i].Place(parts[i], webParts[i]);
        }

        delivery.BecomeReady(clock.Now);
        if (await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is { } couple)
        {
            await DeliveryNotices.TellAsync(session, DeliveryNotices.Ready, delivery, couple, clock, ct);
        }

        session.Raise(new DeliveryChanged(delivery.ProjectId));
        return await session.SaveAsync(ct);
    }
}

/// <summary>What time does to deliveries: they run out, and couples are reminded before. Safe to repeat, and on two nodes at once.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class DeliveryClockwork(IStudio studio, StudioClock clock)
{
    /// <summary>Writes down what is over and reminds each person who has not fetched everything, also where the other one has.</summary>
    /// <returns>How many ran out, and of how many somebody was reminded.</returns>
    public async Task<(int Expired, int Reminded)> RunAsync(CancellationToken ct = default)
    {
        IReadOnlyList<Guid> over;
        IReadOnlyList<Guid> ending;
        await using (var session = studio.Open(Actor.System))
        {
            over = await session.Deliveries.DueAsync(clock.Now, ct);
            ending = await session.Deliveries.EndingAsync(clock.Now, clock.Now.AddDays(DeliveryReminder.Steps.Max() + 1), ct);
        }

        var (expired, reminded) = (0, 0);
        foreach (var id in over)
        {
            expired += await ExpireAsync(id, ct) ? 1 : 0;
        }

        foreach (var id in SendingHours.AreNow(clock) ? ending : [])
        {
            reminded += await RemindAsync(id, ct) ? 1 : 0;
        }

        return (expired, reminded);
    }

    private async Task<bool> ExpireAsync(Guid id, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Deliveries.LockAsync(id, ct: ct) is not { } delivery || !delivery.IsDue(clock.Now))
        {
            return false;
        }

        delivery.ExpireIfDue(clock.Now);
        session.Raise(new DeliveryChanged(delivery.ProjectId));
        return (await session.SaveAsync(ct)).Succeeded;
    }

    private async Task<bool> RemindAsync(Guid id, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);

        // Who fetches or extends meanwhile goes first: what is written is true when it is written.
        if (
            await session.Deliveries.LockAsync(id, ct: ct)
                is not {
                    DeliveryStatus: DeliveryStatus.Ready or DeliveryStatus.Delivered,
                    ExpiresAt: { } until,
                    ReadyAt: { } readyAt
                } delivery
            || delivery.IsDue(clock.Now)
        )
        {
            return false;
        }

        var lastDay = clock.DateOf(until.AddTicks(-1));
        if (
            DeliveryReminder.StepOn(lastDay, clock.DateOf(readyAt), clock.Today) is not { } step
            || !await session.Deliveries.RememberReminderAsync(id, lastDay, step, clock.Now, ct)
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return false;
        }

        // Where staff said that the couple has it, it was given by another way, and nobody has to hurry, whatever one of them fetches besides.
        if (
            delivery.DeliveryStatus == DeliveryStatus.Delivered
            && !await session.Deliveries.IsFetchedWholeAsync(id, delivery.DeliveredAt, ct)
        )
        {
            return false;
        }

        // What one fetched lies on that one's machine: the other is reminded until they have it, too. Nobody to write to is no reminder, and takes none away.
        var done = (await session.Deliveries.FetchedAsync([id], ct)).Where(f => f.IsWhole).Select(f => f.ContactId).ToHashSet();
        return await DeliveryNotices.TellAsync(session, DeliveryNotices.Expires, delivery, couple, clock, done, ct) > 0
            && (await session.SaveAsync(ct)).Succeeded;
    }
}
