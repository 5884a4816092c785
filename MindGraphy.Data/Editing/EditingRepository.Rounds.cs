using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Data.Editing;

/// <summary>Rounds of 재수정.</summary>
internal sealed partial class EditingRepository
{
    private const int MostRounds = 20;
    private const int MostSilent = 500;

    public void Add(RevisionRound round) => Db.Add(round);

    public async Task<Guid?> JobOfRoundAsync(Guid roundId, Guid? customerId, CancellationToken ct = default) =>
        await Rounds(roundId, customerId).Select(r => (Guid?)r.JobId).SingleOrDefaultAsync(ct);

    public async Task<RevisionRound?> LockRoundAsync(Guid roundId, Guid? customerId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var round = await Db.Set<RevisionRound>()
            .FromSql(
                $"""
                SELECT r.*, r.xmin FROM revision_rounds AS r JOIN projects AS p ON p.id = r.project_id
                WHERE r.id = {roundId} AND ({customerId}::uuid IS NULL OR p.customer_id = {customerId}) FOR UPDATE OF r
                """
            )
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
        if (round is not null)
        {
            await Db.Set<RevisionRequest>().Where(q => q.RoundId == roundId).OrderBy(q => q.Position).LoadAsync(ct);
        }

        return round;
    }

    public async Task<ReviewStart?> ReviewStartAsync(Guid jobId, CancellationToken ct = default)
    {
        var found = await (
            from job in Db.Set<EditingJob>().AsNoTracking()
            join project in Db.Set<Project>() on job.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            where job.Id == jobId
            select new
            {
                project.CustomerId,
                Couple = customer.BrideName + " · " + customer.GroomName,
                Rounds = Db.Set<RevisionRound>().Count(r => r.JobId == jobId),
                Open = Db.Set<RevisionRound>().Any(r => r.JobId == jobId && r.Status != RevisionStatus.Closed),
                Out = Db.Set<RevisionRound>().Any(r => r.JobId == jobId && r.Status == RevisionStatus.Sent),
            }
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new ReviewStart(
                found.CustomerId,
                found.Couple,
                await session.Proofs.PeopleAsync(found.CustomerId, ct),
                found.Rounds,
                found.Open,
                found.Out,
                await Reviewable(jobId).ToListAsync(ct)
            );
    }

    public async Task<RevisionTerms?> RevisionTermsAsync(Guid jobId, RevisionRound? round = null, CancellationToken ct = default)
    {
        var (sent, id) = (round?.SentAt ?? DateTimeOffset.MaxValue, round?.Id ?? Guid.Empty);
        var found = await (
            from job in Db.Set<EditingJob>().AsNoTracking()
            join project in Db.Set<Project>() on job.ProjectId equals project.Id
            join signed in Db.Set<Contract>() on project.ContractId equals signed.Id into contracts
            from contract in contracts.DefaultIfEmpty()
            where job.Id == jobId
            select new
            {
                Included = contract == null ? 0 : contract.Included.RevisionRounds,
                Used = Db.Set<EditingJob>().Where(j => j.ProjectId == project.Id).Sum(j => j.RevisionCount),
                Out = Db.Set<RevisionRound>()
                    .Count(r =>
                        r.ProjectId == project.Id
                        && r.JobId != jobId
                        && r.Status == RevisionStatus.Sent
                        && r.UnheardAt == null
                        && (r.SentAt < sent || (r.SentAt == sent && r.Id.CompareTo(id) < 0))
                    ),
            }
        ).SingleOrDefaultAsync(ct);
        return found is null ? null : new RevisionTerms(found.Included, found.Used, null) { Out = found.Out };
    }

    public async Task<IReadOnlyList<Guid>> EndingRoundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct = default) =>
        await Db.Set<RevisionRound>()
            .Where(r => r.Status == RevisionStatus.Sent && r.AnswerBy > from && r.AnswerBy <= until && r.RemindedAt == null)
            .OrderBy(r => r.AnswerBy)
            .Take(MostSilent)
            .Select(r => r.Id)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> SilentRoundsAsync(DateTimeOffset now, CancellationToken ct = default) =>
        await Db.Set<RevisionRound>()
            .Where(r => r.Status == RevisionStatus.Sent && r.AnswerBy <= now && r.UnheardAt == null)
            .OrderBy(r => r.AnswerBy)
            .Take(MostSilent)
            .Select(r => r.Id)
            .ToListAsync(ct);

    public async Task<RevisionBoard?> RoundsAsync(Guid jobId, Guid? editorId, bool withPeople, CancellationToken ct = default)
    {
        var head = await (
            from job in Db.Set<EditingJob>().AsNoTracking()
            join project in Db.Set<Project>() on job.ProjectId equals project.Id
            where job.Id == jobId && (editorId == null || job.AssignedEditorId == editorId)
            select new
            {
                project.CustomerId,
                project.ContractId,
                Reviewable = Reviewable(jobId).Count(),
            }
        ).SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return null;
        }

        var rounds = await Db.Set<RevisionRound>()
            .AsNoTracking()
            .Where(r => r.JobId == jobId)
            .OrderByDescending(r => r.Number)
            .Take(MostRounds)
            .Select(r => new
            {
                Round = r,
                Photos = r.Requests.Count,
                Approved = r.Requests.Count(q => q.Wish == RevisionWish.Approve),
            })
            .ToListAsync(ct);
        var ids = rounds.ConvertAll(r => r.Round.Id);
        var changes = (
            await (
                from request in Db.Set<RevisionRequest>().AsNoTracking()
                join photo in Db.Set<Photo>().IgnoreQueryFilters() on request.PhotoId equals photo.Id
                join version in Db.Set<Photo>().IgnoreQueryFilters() on request.VersionId equals version.Id
                where ids.Contains(request.RoundId) && request.Wish == RevisionWish.Change
                orderby request.Position
                select new
                {
                    request.RoundId,
                    Change = new RevisionChange(
                        photo.Id,
                        photo.FileName,
                        version.Id,
                        (version.RenditionHash ?? version.ContentSha256).Substring(0, 16),
                        request.Note ?? "",
                        request.PinX,
                        request.PinY,
                        request.Answer,
                        request.Reason
                    ),
                }
            ).ToListAsync(ct)
        ).ToLookup(c => c.RoundId, c => c.Change);
        return new RevisionBoard(
            rounds.ConvertAll(r => new RevisionRow(
                r.Round.Id,
                r.Round.Number,
                r.Round.Status,
                r.Round.IncludedRounds,
                r.Round.UsedRounds,
                r.Round.SentAt,
                r.Round.AnswerBy,
                r.Round.SubmittedAt,
                r.Round.BySilence,
                r.Round.CloseReason,
                withPeople && r.Round.IsExtra ? r.Round.ExtraWon : null,
                r.Round.IsPriced,
                r.Photos,
                r.Approved,
                changes[r.Round.Id].ToList()
            )
            {
                IsUnheard = r.Round.UnheardAt is not null,
            }),
            head.Reviewable,
            withPeople ? await session.Proofs.PeopleAsync(head.CustomerId, ct) : []
        )
        {
            Billed = withPeople && head.ContractId is { } contract ? await BilledAsync(contract, ct) : [],
            ContractId = withPeople ? head.ContractId : null,
        };
    }

    private async Task<IReadOnlyList<BilledRound>> BilledAsync(Guid contractId, CancellationToken ct)
    {
        var lines = await Db.Set<PlanLine>()
            .AsNoTracking()
            .Where(l => l.ContractId == contractId && l.Kind == PlanLineKind.Additional)
            .OrderBy(l => l.Position)
            .Select(l => new { l.WhatFor, l.Amount })
            .ToListAsync(ct);
        return
        [
            .. lines.SelectMany(l =>
                RoundCharge.NumberOf(l.WhatFor) is { } number ? [new BilledRound(number, l.Amount.Won)] : Array.Empty<BilledRound>()
            ),
        ];
    }

    public async Task<ReviewPage?> ReviewAsync(Guid roundId, Guid customerId, Guid? contactId, CancellationToken ct = default)
    {
        var head = await (
            from round in Rounds(roundId, customerId)
            join project in Db.Set<Project>() on round.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            select new
            {
                Round = round,
                Couple = customer.BrideName + " · " + customer.GroomName,
                Language = customer.Contacts.Where(c => c.Id == contactId).Select(c => c.Language).FirstOrDefault(),
            }
        ).SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return null;
        }

        var photos = await (
            from request in Db.Set<RevisionRequest>().AsNoTracking()
            join version in Db.Set<Photo>().IgnoreQueryFilters() on request.VersionId equals version.Id
            where request.RoundId == roundId
            orderby request.Position
            select new ReviewPhoto(
                request.PhotoId,
                request.VersionId,
                (version.RenditionHash ?? version.ContentSha256).Substring(0, 16),
                version.Width ?? 3,
                version.Height ?? 2,
                request.Position,
                request.Wish,
                request.Note,
                request.PinX,
                request.PinY,
                request.Answer,
                request.Reason
            )
        ).ToListAsync(ct);
        var r = head.Round;

        // What it would be if it were answered now: one that stood before it may have ended without a wish, and one that was sent later may have been answered.
        var before = r.Status == RevisionStatus.Sent && await RevisionTermsAsync(r.JobId, r, ct) is { } terms ? terms.Before : r.UsedRounds;
        return new ReviewPage(
            r.Id,
            head.Couple,
            head.Language,
            r.Status,
            r.Number,
            r.IncludedRounds,
            before,
            r.ExtraWon,
            r.AnswerBy,
            r.SubmittedAt,
            r.BySilence,
            r.CloseReason is not null,
            photos
        )
        {
            IsUnheard = r.UnheardAt is not null,
        };
    }

    public async Task<string?> ReviewHashAsync(Guid roundId, Guid customerId, Guid versionId, CancellationToken ct = default) =>
        await (
            from round in Rounds(roundId, customerId)
            join request in Db.Set<RevisionRequest>() on round.Id equals request.RoundId
            join version in Db.Set<Photo>().IgnoreQueryFilters() on request.VersionId equals version.Id
            where request.VersionId == versionId && version.ReadyAt != null
            select version.RenditionHash ?? version.ContentSha256
        ).FirstOrDefaultAsync(ct);

    public async Task<bool> WriteReviewRulesAsync(ReviewRules rules, ReviewRules? read, DateTimeOffset now, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var written = await Db.Set<StudioSettings>()
            .Where(s => read == null || (s.ReviewDays == read.Days && s.RevisionWon == read.ExtraWon))
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.ReviewDays, rules.Days)
                        .SetProperty(r => r.RevisionWon, rules.ExtraWon)
                        .SetProperty(r => r.UpdatedAt, now),
                ct
            );
        return written > 0;
    }

    private IQueryable<RevisionRound> Rounds(Guid roundId, Guid? customerId) =>
        Db.Set<RevisionRound>()
            .AsNoTracking()
            .Where(r =>
                r.Id == roundId && (customerId == null || Db.Set<Project>().Any(p => p.Id == r.ProjectId && p.CustomerId == customerId))
            );

    private IQueryable<FinishedPhoto> Reviewable(Guid jobId) =>
        from item in Db.Set<EditingItem>().AsNoTracking()
        join photo in Db.Set<Photo>() on item.PhotoId equals photo.Id
        join version in Db.Set<Photo>() on photo.EditedVersionId equals version.Id
        where item.JobId == jobId && item.Status == EditStatus.Completed && version.ReadyAt != null
        orderby item.Position
        select new FinishedPhoto(photo.Id, version.Id, item.Position);
}
