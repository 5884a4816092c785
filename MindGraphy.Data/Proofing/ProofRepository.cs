using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using Npgsql;
using NpgsqlTypes;

namespace MindGraphy.Data.Proofing;

/// <summary>Rounds of picking: what changes them. What screens read is in the other part.</summary>
internal sealed partial class ProofRepository(StudioSession session) : IProofRepository
{
    private StudioDbContext Db => session.Db;

    public void Add(ProofSession proof) => Db.Add(proof);

    public async Task<ProofSession?> LockAsync(
        Guid sessionId,
        Guid? customerId = null,
        uint? expectedVersion = null,
        CancellationToken ct = default
    )
    {
        await session.BeginAsync(ct);
        var found = await Db.Set<ProofSession>()
            .FromSql(
                $"""
                SELECT s.*, s.xmin, s.pin_id AS "Pin_Id", s.pin_tries AS "Pin_Tries", s.pin_paused_until AS "Pin_PausedUntil"
                FROM proof_gallery_sessions AS s JOIN projects AS p ON p.id = s.project_id
                WHERE s.id = {sessionId} AND ({customerId}::uuid IS NULL OR p.customer_id = {customerId}) FOR UPDATE OF s
                """
            )
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
        if (found is not null)
        {
            session.Expect(found, expectedVersion);
        }

        return found;
    }

    public async Task<IReadOnlyList<ProofSession>> LockOpenOfAsync(Guid projectId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db.Set<ProofSession>()
            .FromSql(
                $"""
                SELECT s.*, s.xmin, s.pin_id AS "Pin_Id", s.pin_tries AS "Pin_Tries", s.pin_paused_until AS "Pin_PausedUntil"
                FROM proof_gallery_sessions AS s
                WHERE s.project_id = {projectId} AND s.status IN ('pending', 'active') ORDER BY s.id FOR UPDATE
                """
            )
            .ToListAsync(ct);
    }

    public async Task<ProofSession?> LockOpenOfAlbumAsync(Guid albumId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db.Set<ProofSession>()
            .FromSql(
                $"""
                SELECT s.*, s.xmin, s.pin_id AS "Pin_Id", s.pin_tries AS "Pin_Tries", s.pin_paused_until AS "Pin_PausedUntil"
                FROM proof_gallery_sessions AS s WHERE s.album_id = {albumId} AND s.status IN ('pending', 'active') FOR UPDATE
                """
            )
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
    }

    public Task<ProofSession?> OpenOfAlbumAsync(Guid albumId, CancellationToken ct = default) =>
        Db.Set<ProofSession>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.AlbumId == albumId && (s.Status == ProofStatus.Pending || s.Status == ProofStatus.Active), ct);

    public Task<Guid?> SubmittedOfAlbumAsync(Guid albumId, CancellationToken ct = default) =>
        Submitted().Where(s => s.AlbumId == albumId).OrderByDescending(s => s.Id).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);

    public Task FlushAsync(CancellationToken ct = default) => Db.SaveChangesAsync(ct);

    public async Task<IReadOnlyList<Guid>> EndingAsync(DateTimeOffset before, CancellationToken ct = default) =>
        await Db.Set<ProofSession>()
            .Where(s => (s.Status == ProofStatus.Pending || s.Status == ProofStatus.Active) && s.ExpiresAt <= before)
            .OrderBy(s => s.ExpiresAt)
            .Take(500)
            .Select(s => s.Id)
            .ToListAsync(ct);

    // Loading tracked rows puts them into the round: the context knows whose they are.
    public Task LoadSelectionsAsync(ProofSession proof, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default)
    {
        var all = Db.Set<PhotoSelection>().Where(s => s.SessionId == proof.Id);
        return (photoIds is null ? all : all.Where(s => photoIds.Contains(s.PhotoId))).LoadAsync(ct);
    }

    public async Task<IReadOnlyDictionary<Guid, PhotoSection?>> OfAlbumAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        CancellationToken ct = default
    ) =>
        await Db.Set<Photo>()
            .Where(p => p.AlbumId == albumId && p.ReadyAt != null && photoIds.Contains(p.Id))
            .Select(p => new { p.Id, p.Section })
            .ToDictionaryAsync(p => p.Id, p => p.Section, ct);

    // A round that was opened again is not completed any more, but somebody works on what it had handed over.
    private IQueryable<ProofSession> Submitted() =>
        Db.Set<ProofSession>()
            .AsNoTracking()
            .Where(s => s.Status == ProofStatus.Completed || Db.Set<EditingJob>().Any(j => j.ProofSessionId == s.Id));

    public async Task<IReadOnlyDictionary<PhotoSection, int>> PickedBySectionAsync(Guid sessionId, CancellationToken ct = default) =>
        await (
            from said in Db.Set<PhotoSelection>()
            join photo in Db.Set<Photo>() on said.PhotoId equals photo.Id
            where said.SessionId == sessionId && said.Kind == SelectionKind.Final && photo.Section != null
            group said by photo.Section!.Value into sections
            select new { Section = sections.Key, Picked = sections.Select(s => s.PhotoId).Distinct().Count() }
        ).ToDictionaryAsync(s => s.Section, s => s.Picked, ct);

    public Task<Project?> LockProjectAsync(Guid projectId, CancellationToken ct = default) =>
        session.Projects.LockForFactAsync(projectId, ct);

    public async Task<ProofStart?> StartAsync(Guid projectId, Guid albumId, CancellationToken ct = default)
    {
        var found = await (
            from project in Db.Set<Project>()
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            join contract in Db.Set<Contract>() on project.ContractId equals contract.Id into contracts
            from contract in contracts.DefaultIfEmpty()
            where project.Id == projectId
            select new
            {
                project.CustomerId,
                customer.BrideName,
                customer.GroomName,
                project.WeddingDate,
                project.ContractId,
                ExtraWon = contract != null && contract.SignedAt != null && contract.Included.ExtraPhotoWon > 0
                    ? contract.Included.ExtraPhotoWon
                    : (long?)null,
                Included = contract == null ? 0 : contract.Included.RetouchedPhotos,
                HasReady = Db.Set<PhotoAlbum>().Any(a => a.Id == albumId && a.ProjectId == projectId)
                    && Db.Set<Photo>().Any(p => p.AlbumId == albumId && p.ReadyAt != null),
            }
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new ProofStart(
                found.CustomerId,
                found.BrideName + " · " + found.GroomName,
                found.WeddingDate,
                found.ContractId,
                found.Included > 0 ? found.Included : null,
                found.ExtraWon,
                found.HasReady,
                await PeopleAsync(found.CustomerId, ct)
            );
    }

    public async Task<int?> DeliveryDaysAsync(Guid projectId, CancellationToken ct = default) =>
        await (
            from project in Db.Set<Project>()
            join contract in Db.Set<Contract>() on project.ContractId equals contract.Id
            where project.Id == projectId
            select (int?)contract.Included.DeliveryDays
        ).SingleOrDefaultAsync(ct);

    public async Task WritePicksAsync(Guid albumId, IReadOnlyList<ProofPick> picks, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        Guid[] ids = [.. picks.Select(p => p.PhotoId)];

        // In the order of their ids, as whoever locks the photos of a job does.
        await Db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM photos WHERE album_id = {albumId} AND (is_selected OR id = ANY ({ids})) ORDER BY id FOR UPDATE",
            ct
        );
        await Db.Database.ExecuteSqlAsync(
            $"""
            UPDATE photos SET is_selected = false, selection_order = NULL, client_comments = NULL,
                edit_status = CASE WHEN edit_status = 'pending' THEN NULL ELSE edit_status END
            WHERE album_id = {albumId} AND is_selected AND NOT (id = ANY ({ids}))
            """,
            ct
        );
        var orders = new NpgsqlParameter("orders", NpgsqlDbType.Array | NpgsqlDbType.Integer)
        {
            Value = picks.Select(p => p.Order).ToArray(),
        };
        var notes = new NpgsqlParameter("notes", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = picks.Select(p => p.Note).ToArray() };
        await Db.Database.ExecuteSqlAsync(
            $"""
            UPDATE photos AS p SET is_selected = true, selection_order = v.place, client_comments = v.note,
                edit_status = COALESCE(p.edit_status, 'pending')
            FROM unnest({ids}, {orders}, {notes}) AS v (id, place, note)
            WHERE p.id = v.id AND p.album_id = {albumId}
            """,
            ct
        );
    }
}
