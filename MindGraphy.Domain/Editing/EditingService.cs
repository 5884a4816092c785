using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Editing;

/// <summary>The editing queue. An editor reaches the jobs assigned to them; who may order everybody's work reaches all.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class EditingService(IStudio studio, StudioClock clock)
{
    /// <summary>The queue, at most 200 jobs.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<EditingQueue>> QueueAsync(Actor actor, EditingFilter filter, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var queue = await session.Editing.QueueAsync(filter, OwnOnly(actor), ct);
        if (queue.Rows.All(r => r.Status == EditingStatus.Completed))
        {
            return queue;
        }

        var editors = queue.Rows.Select(r => r.EditorId).OfType<Guid>().ToHashSet();
        var forecast = await QueueForecastAsync(session, clock, queue.Editors, editors, [], ct);
        return queue with { Rows = [.. queue.Rows.Select(r => r with { Outlook = forecast.Of(r.Id) })] };
    }

    /// <summary>A job with its photos.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="EditingJobNotFound"/>.</returns>
    public async Task<Result<EditingJobView>> JobAsync(Actor actor, Guid jobId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.JobAsync(jobId, OwnOnly(actor), ct) is not { } job)
        {
            return new EditingJobNotFound();
        }

        return job.Row.Status == EditingStatus.Completed
            ? job
            : job with
            {
                Row = job.Row with
                {
                    Outlook = job.Row.EditorId is { } editor
                        ? (await QueueForecastAsync(session, clock, null, [editor], [], ct)).Of(jobId)
                        : null,
                },
            };
    }

    /// <summary>Who can be given jobs, with what they have to do.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<EditorLoad>>> EditorsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.Editing.EditorsAsync(ct)).ToList();
    }

    /// <summary>Moves a job by hand.</summary>
    /// <param name="actor">Who moves it.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="next">Where to.</param>
    /// <param name="reason">Why; for what goes back to be worked on.</param>
    /// <param name="expectedVersion">The screen's version.</param>
    /// <param name="byHand">Whose wish it is that a finished job goes back; null for the couple's, whose price nobody read.</param>
    /// <param name="seen">What the screen shows: files that whoever moves the job sent since then refuse nothing. Null where the version alone counts.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/>, <see cref="EditingCannotMove"/>, <see cref="ItemsUnfinished"/>,
    /// <see cref="Customers.ReasonRequired"/>, <see cref="SecondPersonNeeded"/>, <see cref="RevisionOpen"/>, <see cref="RevisionTermsDiffer"/> or
    /// <see cref="EditedElsewhere"/>.
    /// </returns>
    public async Task<Result> MoveAsync(
        Actor actor,
        Guid jobId,
        EditingStatus next,
        string? reason,
        uint expectedVersion,
        RevisionByHand? byHand = null,
        EditingJobView? seen = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        // The job's row before its project's, as where the couple submits; under its lock nothing comes between what is compared and what is saved.
        await using var session = studio.Open(actor);
        if (await session.Editing.LockAsync(jobId, OwnOnly(actor), ct) is not { } job)
        {
            return new EditingJobNotFound();
        }

        if (job.Version != expectedVersion && (seen is null || !job.IsStill(seen, actor.UserId)))
        {
            return new EditedElsewhere();
        }

        if (
            next == EditingStatus.Completed
            && job.MayBeCheckedBy(actor.UserId, actor.May(Rights.EditingAlone)) is { Succeeded: false } refused
        )
        {
            return refused;
        }

        // What the couple is looking at comes back by their word, or by closing the round.
        if (next == EditingStatus.Revision && await session.Editing.ReviewStartAsync(jobId, ct) is { IsWithCouple: true })
        {
            return new RevisionOpen();
        }

        var asked = job.Status == EditingStatus.Completed && next == EditingStatus.Revision && byHand is not { ByCouple: false };
        var moved = job.MoveTo(next, reason, clock.Now, asked);
        if (moved.Succeeded && asked)
        {
            moved = await CountAsync(actor, job, byHand?.Read, session, ct);
        }

        if (!moved.Succeeded)
        {
            return moved;
        }

        if (next == EditingStatus.Completed)
        {
            await Projects.ProjectPlan.JobDoneAsync(session, job, clock, ct);
        }

        session.Raise(new EditingJobChanged(jobId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Moves one photo of a job; see <see cref="MoveItemsAsync"/>.</summary>
    public Task<Result> MoveItemAsync(
        Actor actor,
        Guid jobId,
        Guid photoId,
        EditStatus next,
        uint expectedVersion,
        CancellationToken ct = default
    ) => MoveItemsAsync(actor, jobId, [photoId], next, expectedVersion, ct);

    /// <summary>
    /// Moves photos of a job, all or none; those that are there already stay. A waiting photo that is marked as completed is begun on the
    /// way. The photos themselves say the same in the same transaction.
    /// </summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/> (approving is for who orders everybody's work), <see cref="EditingJobNotFound"/>,
    /// <see cref="PhotoNotFound"/>, <see cref="ItemCannotMove"/> or <see cref="EditedElsewhere"/>.
    /// </returns>
    public Task<Result> MoveItemsAsync(
        Actor actor,
        Guid jobId,
        IReadOnlyCollection<Guid> photoIds,
        EditStatus next,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            next == EditStatus.Approved ? Rights.EditingAll : Rights.Editing,
            jobId,
            expectedVersion,
            async (job, session) =>
            {
                var byId = job.Items.ToDictionary(i => i.PhotoId, i => i.Status);
                foreach (var photoId in photoIds.Distinct())
                {
                    var moved = byId.TryGetValue(photoId, out var now) && now == next ? Result.Ok : Move(actor, job, photoId, now, next);
                    if (!moved.Succeeded)
                    {
                        return moved;
                    }
                }

                await session.Editing.WritePhotoStatusAsync(photoIds, next, ct);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Gives a job to an editor, or to nobody.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/>, <see cref="EditorUnknown"/> or <see cref="EditedElsewhere"/>.</returns>
    public Task<Result> AssignAsync(Actor actor, Guid jobId, Guid? editorId, uint expectedVersion, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.EditingAll,
            jobId,
            expectedVersion,
            async (job, session) =>
            {
                if (editorId is { } id && !await session.Editing.IsEditorAsync(id, ct))
                {
                    return new EditorUnknown();
                }

                job.AssignTo(editorId, clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Sets how urgent a job is and when it is due.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/> or <see cref="EditedElsewhere"/>.</returns>
    public Task<Result> ScheduleAsync(
        Actor actor,
        Guid jobId,
        EditingPriority priority,
        DateTimeOffset? due,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            Rights.EditingAll,
            jobId,
            expectedVersion,
            (job, _) =>
            {
                job.Schedule(priority, due?.ToUniversalTime(), clock.Now);
                return Task.FromResult(Result.Ok);
            },
            ct
        );

    /// <summary>Stops the clock while the work waits for the couple, or lets it go on: then the due date moves by what was waited.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/> or <see cref="EditedElsewhere"/>.</returns>
    public Task<Result> WaitAsync(Actor actor, Guid jobId, bool waits, uint expectedVersion, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Editing,
            jobId,
            expectedVersion,
            (job, _) =>
            {
                if (waits)
                {
                    job.Wait(clock.Now);
                }
                else
                {
                    job.GoOn(clock.Now);
                }

                return Task.FromResult(Result.Ok);
            },
            ct
        );

    /// <summary>Writes how the couple of a job wants to look.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/>, <see cref="EditedElsewhere"/> or <see cref="FieldTooLong"/>.</returns>
    public async Task<Result> WriteBriefAsync(Actor actor, Guid jobId, BriefText draft, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.LockBriefAsync(jobId, clock.Now, ct) is not { } brief)
        {
            return new EditingJobNotFound();
        }

        var written = brief.Write(draft, actor.UserId, clock.Now);
        if (!written.Succeeded)
        {
            return written;
        }

        session.Raise(new EditingJobChanged(jobId));
        return await session.SaveAsync(ct);
    }

    /// <summary>The next eight weeks: what is due against what each editor finishes.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<EditingForecast>> ForecastAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var loads = await session.Editing.OpenLoadsAsync(clock.DateOf, clock.Now, ct);
        var today = clock.Today;
        return EditingForecast.Of(
            await session.Editing.EditorsAsync(ct),
            loads,
            today,
            await DaysOffAsync(session, today.AddDays(-7), today.AddDays(7 * EditingForecast.WeekCount), ct)
        );
    }

    /// <summary>When the pictures of a contract that is being written would be done, after what is open and what is signed already.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="CapacityUnknown"/>, or <see cref="NothingToForetell"/> for what is still being typed.</returns>
    public async Task<Result<EditingOutlook>> OutlookAsync(Actor actor, OutlookFor contract, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        if (!EditingOutlook.IsPossible(contract, clock.Today))
        {
            return new NothingToForetell();
        }

        await using var session = studio.Open(actor);
        var perDay = (await session.Editing.EditorsAsync(ct)).Sum(e => e.PhotosPerDay ?? 0);
        if (perDay == 0)
        {
            return new CapacityUnknown();
        }

        var today = clock.Today;
        var picksOn = EditingOutlook.PicksDay(await session.Projects.TemplateAsync(contract.ProjectType, ct), contract, today);
        var open = (await session.Editing.OpenLoadsAsync(clock.DateOf, clock.Now, ct)).Sum(l => l.Photos);
        return EditingOutlook.Of(
            [new ComingPicks(today, open), .. await session.Editing.ComingPicksAsync(contract.ContractId, ct)],
            contract.Photos,
            picksOn,
            contract.DeliveryDays,
            perDay,
            today,
            await DaysOffAsync(session, today, picksOn.AddYears(EditingOutlook.MostYears), ct)
        );
    }

    /// <summary>Says how many photos an editor finishes on a working day; null for nobody knows.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditorUnknown"/> or <see cref="CapacityOutOfRange"/>.</returns>
    public async Task<Result> SetCapacityAsync(Actor actor, Guid editorId, int? photosPerDay, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        if (photosPerDay is { } photos && EditorCapacity.Of(editorId, photos) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        await using var session = studio.Open(actor);
        if (!await session.Editing.IsEditorAsync(editorId, ct))
        {
            return new EditorUnknown();
        }

        await session.Editing.WriteCapacityAsync(editorId, photosPerDay, ct);
        session.Raise(new EditorCapacityChanged(editorId));
        return await session.SaveAsync(ct);
    }

    /// <summary>How finished photos are looked at.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<ReviewRules>> ReviewRulesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var settings = await session.SettingsAsync(ct);
        return new ReviewRules(settings.ReviewDays, settings.RevisionWon);
    }

    /// <summary>Says how finished photos are looked at; rounds that are out keep what they were sent with.</summary>
    /// <param name="actor">Who says it.</param>
    /// <param name="rules">What is to hold from now on.</param>
    /// <param name="read">What held when they began to write; null where nobody looked.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="ReviewDaysOutOfRange"/>, <see cref="RoundPriceOutOfRange"/>, or <see cref="EditedElsewhere"/> where
    /// something else than what was read holds by now.
    /// </returns>
    public async Task<Result> SetReviewRulesAsync(Actor actor, ReviewRules rules, ReviewRules? read = null, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        if (rules.Days is < 1 or > Settings.StudioSettings.MostReviewDays)
        {
            return new ReviewDaysOutOfRange(Settings.StudioSettings.MostReviewDays);
        }

        if (rules.ExtraWon is < 1 or > Money.MaxWon)
        {
            return new RoundPriceOutOfRange(Money.MaxWon);
        }

        await using var session = studio.Open(actor);
        if (!await session.Editing.WriteReviewRulesAsync(rules, read, clock.Now, ct))
        {
            return new EditedElsewhere();
        }

        session.Raise(new ReviewRulesChanged());
        return await session.SaveAsync(ct);
    }

    /// <summary>When these editors' queues come to the end of each job: at most 3 statements.</summary>
    /// <param name="session">The session.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="editors">Who retouches, where that was read already.</param>
    /// <param name="of">The editors whose queues are asked for.</param>
    /// <param name="changed">Jobs that the session changed and did not save: they count as they are in memory.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<QueueForecast> QueueForecastAsync(
        IStudioSession session,
        StudioClock clock,
        IReadOnlyList<EditorLoad>? editors,
        IReadOnlyCollection<Guid> of,
        IReadOnlyCollection<EditingJob> changed,
        CancellationToken ct
    )
    {
        var known = changed.Select(j => j.Id).ToHashSet();
        var open = (await session.Editing.OpenJobsAsync(of, ct)).Where(j => !known.Contains(j.Id)).Concat(changed.Select(OpenJob.Of));
        return new(
            editors ?? await session.Editing.EditorsAsync(ct),
            [.. open.Where(j => j.Photos > 0)],
            clock,
            await DaysOffAsync(session, clock.Today, clock.Today.AddYears(EditingOutlook.MostYears), ct)
        );
    }

    private static async Task<Func<DateOnly, bool>> DaysOffAsync(
        IStudioSession session,
        DateOnly from,
        DateOnly until,
        CancellationToken ct
    )
    {
        var own = (await session.Venues.HolidaysAsync(from, until, ct)).ToDictionary(h => h.Date);
        return day => Schedules.KoreanCalendar.Of(day, own.GetValueOrDefault(day)) is { IsHoliday: true } or { IsClosed: true };
    }

    /// <summary>Whose jobs an actor reaches: their own, or (null) everybody's.</summary>
    internal static Guid? OwnOnly(Actor actor) => actor.May(Rights.EditingAll) ? null : actor.UserId;

    // A round that was asked for by phone is one like those of the couple's page: counted for the project, and paid for where it is beyond the contract.
    private async Task<Result> CountAsync(Actor actor, EditingJob job, RevisionTerms? read, IStudioSession session, CancellationToken ct)
    {
        if (
            await session.Proofs.LockProjectAsync(job.ProjectId, ct) is null
            || (await RevisionService.TermsAsync(session, job.Id, ct))?.AskedNow() is not { } terms
        )
        {
            return new EditingJobNotFound();
        }

        if (read is null || !actor.May(Rights.EditingAll))
        {
            // Who sees no price bills none: whoever does is told.
            if (terms.IsExtra || !actor.May(Rights.EditingAll))
            {
                await RevisionNotices.ByPhoneAsync(session, job, terms, RevisionNotices.Unbilled(terms), clock, ct);
            }

            return Result.Ok;
        }

        read = read.AskedNow();
        if ((read.Next, read.NextWon) != (terms.Next, terms.NextWon))
        {
            return new RevisionTermsDiffer(terms.Next, terms.Included);
        }

        // Where the contract takes no line the move itself is not refused for it: the manager is told that none is there.
        if (terms.NextWon is { } won && !await RevisionService.ChargeAsync(session, job.ProjectId, won, terms.Next, clock, ct))
        {
            await RevisionNotices.ByPhoneAsync(session, job, terms, RevisionNotices.NotPriced, clock, ct);
        }

        return Result.Ok;
    }

    private Result Move(Actor actor, EditingJob job, Guid photoId, EditStatus now, EditStatus next)
    {
        if (now == EditStatus.Pending && next == EditStatus.Completed)
        {
            var begun = job.MoveItem(photoId, EditStatus.InProgress, clock.Now);
            if (!begun.Succeeded)
            {
                return begun;
            }
        }

        return job.MoveItem(photoId, next, clock.Now, actor.UserId);
    }

    private async Task<Result> ChangeAsync(
        Actor actor,
        string right,
        Guid jobId,
        uint expectedVersion,
        Func<EditingJob, IStudioSession, Task<Result>> change,
        CancellationToken ct
    )
    {
        if (!actor.May(right))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.FindAsync(jobId, OwnOnly(actor), expectedVersion, ct) is not { } job)
        {
            return new EditingJobNotFound();
        }

        var changed = await change(job, session);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new EditingJobChanged(jobId));
        return await session.SaveAsync(ct);
    }
}
