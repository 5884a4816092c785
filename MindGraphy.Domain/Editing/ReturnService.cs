using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Editing;

/// <summary>
/// Finished files on their way back. They are uploaded like all photos, into an album of the job; what can be shown is matched by stem to the job's
/// picks. Matching may be repeated, raced and killed: everything it decides is a row under the job's lock, and the newest file of an original is its
/// version, in whatever order they were read.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ReturnService(IStudio studio, StudioClock clock)
{
    /// <summary>The album that a job's finished files go into, opened with the first.</summary>
    /// <returns>Its id, the same for all who ask at once; refused with <see cref="NotAllowed"/> or <see cref="EditingJobNotFound"/>.</returns>
    public async Task<Result<Guid>> AlbumAsync(Actor actor, Guid jobId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.LockAsync(jobId, EditingService.OwnOnly(actor), ct) is not { } job)
        {
            return new EditingJobNotFound();
        }

        if (job.ReturnAlbumId is { } there)
        {
            return there;
        }

        var album = new PhotoAlbum(job.ProjectId, AlbumType.Edited, null, actor.UserId, clock.Now);
        session.Photos.Add(album);
        job.ReturnsTo(album.Id);
        session.Raise(new AlbumOpened(job.ProjectId, album.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? album.Id : saved.Refusal;
    }

    /// <summary>What came back for a job and what became of it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="EditingJobNotFound"/>.</returns>
    public async Task<Result<ReturnReport>> ReportAsync(Actor actor, Guid jobId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Editing.ReturnsAsync(jobId, EditingService.OwnOnly(actor), ct) is { } report
            ? report
            : new EditingJobNotFound();
    }

    /// <summary>Matches what came into an album; nothing where it is no job's. For a worker, after a file became readable.</summary>
    public async Task MatchAsync(Guid albumId, CancellationToken ct = default)
    {
        Guid? job;
        await using (var session = studio.Open(Actor.System))
        {
            job = await session.Editing.JobOfReturnsAsync(albumId, ct);
        }

        if (job is not { } jobId)
        {
            return;
        }

        var matched = await MatchAgainAsync(Actor.System, jobId, ct);
        if (matched.Refusal is EditedElsewhere)
        {
            throw new InvalidOperationException($"Returns of job {jobId} met another change; the queue tries again.");
        }
    }

    /// <summary>Matches a job's files now: what matched nothing before may do so after the picks changed.</summary>
    /// <returns>How many found their original; refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/> or <see cref="EditedElsewhere"/>.</returns>
    public async Task<Result<int>> MatchAgainAsync(Actor actor, Guid jobId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.LockWithPhotosAsync(jobId, EditingService.OwnOnly(actor), ct) is not { } job)
        {
            return new EditingJobNotFound();
        }

        if (job.ReturnAlbumId is not { } albumId || await session.Editing.UndecidedReturnsAsync(albumId, ct) is not { Count: > 0 } files)
        {
            return 0;
        }

        var now = clock.Now;
        var matcher = new ReturnMatcher(await session.Editing.CandidatesAsync(job, ct));
        var known = (await session.Editing.ReturnsOfAsync(jobId, ct)).ToDictionary(r => r.PhotoId);
        var found = new List<(Guid Original, Guid? By, bool Waited)>();
        foreach (var file in files)
        {
            var (match, waited) = (matcher.Match(file.FileName, file.Folder), false);
            if (known.TryGetValue(file.PhotoId, out var before))
            {
                waited = before.Outcome == ReturnOutcome.WithCouple;
                before.Decide(match, now);
            }
            else
            {
                session.Editing.Add(new EditingReturn(file.PhotoId, jobId, match, now));
            }

            if (match is { Outcome: ReturnOutcome.Matched, OriginalId: { } original })
            {
                found.Add((original, file.SentById, waited));
            }
        }

        // What waited for the couple's word was made before it: it is the newest version, and a person says whether it does what they asked for.
        foreach (var (original, by, waited) in found)
        {
            job.Returned(original, by, now, finishes: !waited);
        }

        await session.Editing.FlushAsync(ct);
        await session.Editing.PointToNewestAsync(jobId, ct);
        session.Raise(new EditingJobChanged(jobId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? found.Count : saved.Refusal;
    }
}
