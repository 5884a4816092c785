using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Projects;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Data.Proofing;

internal sealed partial class ProofRepository
{
    private const int MostRounds = 20;
    private const int MostLines = 200;

    public async Task<IReadOnlyList<ProofPerson>> PeopleAsync(Guid customerId, CancellationToken ct = default) =>
        await Db.Set<CustomerContact>()
            .AsNoTracking()
            .Where(c => c.CustomerId == customerId)
            .OrderBy(c => c.Role)
            .ThenBy(c => c.Id)
            .Select(c => new ProofPerson(c.Id, c.Name, c.Email, c.Language))
            .ToListAsync(ct);

    public async Task<ProofOffer?> OfferAsync(Guid projectId, CancellationToken ct = default)
    {
        if (await StartAsync(projectId, Guid.Empty, ct) is not { } start)
        {
            return null;
        }

        var albums = await Db.Set<PhotoAlbum>()
            .AsNoTracking()
            .Where(a => a.ProjectId == projectId && a.TotalPhotos > 0)
            .OrderByDescending(a => a.AlbumType == AlbumType.Proof)
            .ThenByDescending(a => a.Id)
            .Select(a => new ProofAlbum(a.Id, a.AlbumType, a.Title, a.TotalPhotos))
            .ToListAsync(ct);
        var ids = albums.ConvertAll(a => a.Id);
        var submitted = await Submitted().Where(s => ids.Contains(s.AlbumId)).Select(s => s.AlbumId).Distinct().ToListAsync(ct);
        var sections = await ReadyAsync(ids, ct);
        var unmarked = await Db.Set<Photo>()
            .Where(p => ids.Contains(p.AlbumId) && p.ReadyAt != null && p.RenditionHash == null)
            .GroupBy(p => p.AlbumId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new ProofOffer(
            albums.ConvertAll(a =>
                a with
                {
                    Sections = sections[a.Id].ToDictionary(s => s.Section, s => s.Ready),
                    Unmarked = unmarked.GetValueOrDefault(a.Id),
                    IsSubmitted = submitted.Contains(a.Id),
                }
            ),
            start.People,
            start.IncludedPhotos,
            start.ExtraWon,
            default
        );
    }

    public async Task<IReadOnlyDictionary<PhotoSection, int>> ReadyBySectionAsync(Guid albumId, CancellationToken ct = default) =>
        (await ReadyAsync([albumId], ct))[albumId].ToDictionary(s => s.Section, s => s.Ready);

    private async Task<ILookup<Guid, (PhotoSection Section, int Ready)>> ReadyAsync(
        IReadOnlyCollection<Guid> albumIds,
        CancellationToken ct
    ) =>
        (
            await Db.Set<Photo>()
                .Where(p => albumIds.Contains(p.AlbumId) && p.ReadyAt != null && p.Section != null)
                // The rule of PhotosAsync: of a frame that was written twice the couple sees the picture.
                .Where(p => !Db.Set<Photo>().Any(o => o.Id == p.PairOfId && o.AlbumId == p.AlbumId && o.ReadyAt != null))
                .GroupBy(p => new { p.AlbumId, Section = p.Section!.Value })
                .Select(g => new
                {
                    g.Key.AlbumId,
                    g.Key.Section,
                    Ready = g.Count(),
                })
                .ToListAsync(ct)
        ).ToLookup(g => g.AlbumId, g => (g.Section, g.Ready));

    public async Task<IReadOnlyList<ProofActivity>> ActivityAsync(Guid projectId, DateTimeOffset now, CancellationToken ct = default)
    {
        var rounds = await (
            from proof in Db.Set<ProofSession>().AsNoTracking()
            join album in Db.Set<PhotoAlbum>() on proof.AlbumId equals album.Id
            join project in Db.Set<Project>() on proof.ProjectId equals project.Id
            where proof.ProjectId == projectId
            orderby proof.Id descending
            select new
            {
                Proof = proof,
                album.AlbumType,
                album.Title,
                album.TotalPhotos,
                project.ContractId,
                SubmittedBy = Db.Set<CustomerContact>().Where(c => c.Id == proof.SubmittedById).Select(c => c.Name).FirstOrDefault(),
            }
        )
            .Take(MostRounds)
            .ToListAsync(ct);
        var ids = rounds.ConvertAll(r => r.Proof.Id);
        var keys = await (
            from link in Db.Set<LinkToken>().AsNoTracking()
            join contact in Db.Set<CustomerContact>() on link.ContactId equals contact.Id
            where link.Purpose == LinkPurpose.Proof && ids.Contains(link.SubjectId)
            orderby link.Id
            select new
            {
                link.SubjectId,
                contact.Id,
                contact.Name,
                contact.Role,
                IsOpen = link.RevokedAt == null && link.ExpiresAt > now,
                link.LastUsedAt,
            }
        ).ToListAsync(ct);
        var said = await Db.Set<PhotoSelection>()
            .Where(s => ids.Contains(s.SessionId))
            .GroupBy(s => new { s.SessionId, s.ContactId })
            .Select(g => new
            {
                g.Key.SessionId,
                g.Key.ContactId,
                Finals = g.Count(s => s.Kind == SelectionKind.Final),
                Candidates = g.Count(s => s.Kind == SelectionKind.Candidate),
                Last = g.Max(s => s.UpdatedAt),
            })
            .ToListAsync(ct);
        return rounds.ConvertAll(r => new ProofActivity(
            r.Proof.Id,
            r.Proof.Version,
            r.AlbumType,
            r.Title,
            r.TotalPhotos,
            r.Proof.IsDue(now) ? ProofStatus.Expired : r.Proof.Status,
            r.Proof.CurrentSelections,
            r.Proof.MaxSelections,
            r.Proof.ExpiresAt,
            r.Proof.ClientViewedAt,
            r.Proof.SelectionCompletedAt,
            r.Proof.ReopenReason,
            r.SubmittedBy,
            r.Proof.ExtraPicks,
            r.Proof.ExtraPriced,
            r.Proof.ExtraWon,
            r.Proof.Pin.Id is not null,
            r.Proof.MaySave,
            [
                .. keys.Where(k => k.SubjectId == r.Proof.Id)
                    .GroupBy(k => (k.Id, k.Name, k.Role))
                    .OrderBy(g => g.Key.Role)
                    .Select(g =>
                    {
                        var mine = said.Find(s => s.SessionId == r.Proof.Id && s.ContactId == g.Key.Id);
                        var seen = g.Max(k => k.LastUsedAt);
                        return new ProofPicker(
                            g.Key.Id,
                            g.Key.Name,
                            g.Any(k => k.IsOpen),
                            mine is not null && (seen is null || mine.Last > seen) ? mine.Last : seen,
                            mine?.Finals ?? 0,
                            mine?.Candidates ?? 0
                        );
                    }),
            ],
            r.ContractId
        ));
    }

    public async Task<ProofList> AllAsync(ProofStatus? status, DateTimeOffset now, CancellationToken ct = default)
    {
        var all =
            from proof in Db.Set<ProofSession>().AsNoTracking()
            join project in session.VisibleProjects() on proof.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            join album in Db.Set<PhotoAlbum>() on proof.AlbumId equals album.Id
            select new
            {
                Proof = proof,
                project.ProjectNumber,
                CoupleName = customer.BrideName + " · " + customer.GroomName,
                album.AlbumType,
                album.Title,
                Status = (proof.Status == ProofStatus.Pending || proof.Status == ProofStatus.Active) && proof.ExpiresAt <= now
                    ? ProofStatus.Expired
                    : proof.Status,
            };
        var counts = await all.GroupBy(l => l.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var lines = await (status is null ? all : all.Where(l => l.Status == status))
            .OrderBy(l => l.Status == ProofStatus.Pending || l.Status == ProofStatus.Active ? 0 : 1)
            .ThenBy(l => l.Status == ProofStatus.Pending || l.Status == ProofStatus.Active ? l.Proof.ExpiresAt : (DateTimeOffset?)null)
            .ThenByDescending(l => l.Proof.Id)
            .Take(MostLines)
            .Select(l => new ProofLine(
                l.Proof.Id,
                l.Proof.ProjectId,
                l.ProjectNumber,
                l.CoupleName,
                l.AlbumType,
                l.Title,
                l.Status,
                l.Proof.CurrentSelections,
                l.Proof.MaxSelections,
                l.Proof.ExpiresAt,
                Db.Set<LinkToken>().Where(k => k.Purpose == LinkPurpose.Proof && k.SubjectId == l.Proof.Id).Max(k => k.LastUsedAt)
            ))
            .ToListAsync(ct);
        return new ProofList(lines, counts);
    }

    public Task<Guid?> CustomerOfAsync(Guid sessionId, CancellationToken ct = default) =>
        (
            from proof in Db.Set<ProofSession>()
            join project in Db.Set<Project>() on proof.ProjectId equals project.Id
            where proof.Id == sessionId
            select (Guid?)project.CustomerId
        ).SingleOrDefaultAsync(ct);

    public async Task<ProofHead?> HeadAsync(
        Guid sessionId,
        Guid customerId,
        Guid? contactId,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var found = await (
            from proof in Db.Set<ProofSession>().AsNoTracking()
            join project in Db.Set<Project>() on proof.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            join album in Db.Set<PhotoAlbum>() on proof.AlbumId equals album.Id
            where proof.Id == sessionId && customer.Id == customerId
            select new
            {
                Head = new ProofHead(
                    proof.Id,
                    project.Id,
                    album.Id,
                    (proof.Status == ProofStatus.Pending || proof.Status == ProofStatus.Active) && proof.ExpiresAt <= now
                        ? ProofStatus.Expired
                        : proof.Status,
                    proof.CurrentSelections,
                    proof.MaxSelections,
                    proof.ExpiresAt,
                    proof.SelectionCompletedAt,
                    customer.BrideName + " · " + customer.GroomName,
                    project.WeddingDate,
                    Db.Set<CustomerContact>().Where(c => c.Id == contactId).Select(c => c.Language).FirstOrDefault(),
                    (
                        from link in Db.Set<LinkToken>()
                        join contact in Db.Set<CustomerContact>() on link.ContactId equals contact.Id
                        where link.Purpose == LinkPurpose.Proof && link.SubjectId == proof.Id && link.ContactId != contactId
                        orderby link.Id
                        select contact.Name
                    ).FirstOrDefault(),
                    album.TotalPhotos
                        - Db.Set<Photo>().Count(p => p.AlbumId == album.Id && p.ReadyAt == null)
                        // The rule of PhotosAsync.
                        - (
                            from raw in Db.Set<Photo>()
                            join picture in Db.Set<Photo>() on raw.PairOfId equals picture.Id
                            where
                                raw.AlbumId == album.Id
                                && picture.AlbumId == album.Id
                                && raw.ReadyAt != null
                                && picture.ReadyAt != null
                                && !Db.Set<PhotoSelection>().Any(s => s.SessionId == proof.Id && s.PhotoId == raw.Id)
                            select raw.Id
                        ).Count(),
                    proof.ExtraWon,
                    Db.Set<CustomerContact>().Where(c => c.Id == proof.SubmittedById).Select(c => c.Name).FirstOrDefault()
                )
                {
                    ExtrasPriced = proof.ExtraPriced,
                    HandOrder = proof.HandOrder,
                    PinId = proof.Pin.Id,
                    MaySave = proof.MaySave,
                },
                Rules = Db.Set<SectionRule>().Where(r => r.SessionId == proof.Id).OrderBy(r => r.Section).ToList(),
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null || found.Rules.Count == 0)
        {
            return found?.Head;
        }

        var picked = await PickedBySectionAsync(sessionId, ct);
        return found.Head with
        {
            Sections = found.Rules.ConvertAll(r => new SectionStand(r.Section, r.Least, r.Most, picked.GetValueOrDefault(r.Section))),
        };
    }

    public async Task<IReadOnlyList<GalleryPhoto>> PhotosAsync(ProofHead head, Guid? contactId, int? most, CancellationToken ct = default)
    {
        var query = Db.Set<Photo>()
            .Where(p => p.AlbumId == head.AlbumId && p.ReadyAt != null)
            .OrderBy(p => p.SortKey)
            .ThenBy(p => p.Id)
            .Select(p => new
            {
                p.Id,
                Sha16 = (p.RenditionHash ?? p.ContentSha256).Substring(0, 16),
                p.Width,
                p.Height,
                p.ThumbHash,
                p.Section,
                p.BurstId,
                p.IsBurstTop,
                p.PairOfId,
            });
        // Of a frame that was written twice the raw file stands back; at most half of what comes first are those.
        var all = await (most is { } first ? query.Take(first * 2) : query).ToListAsync(ct);
        var said = (await SelectionsAsync(head.SessionId, ct)).ToLookup(s => s.PhotoId);
        var pictures = await StandForPairsAsync(
            head.AlbumId,
            all.ConvertAll(p => p.PairOfId),
            most is null ? all.ConvertAll(p => p.Id) : null,
            ct
        );
        // One that somebody answered about before its picture came stays: it counts, and can be taken back.
        var photos = all.Where(p => p.PairOfId is not { } pair || !pictures.Contains(pair) || said.Contains(p.Id))
            .Take(most ?? int.MaxValue)
            .ToList();
        return photos.ConvertAll(p =>
        {
            var mine = said[p.Id].FirstOrDefault(s => s.ContactId == contactId);
            return new GalleryPhoto(
                p.Id,
                p.Sha16,
                p.Width ?? 3,
                p.Height ?? 2,
                p.ThumbHash,
                mine?.Kind,
                said[p.Id].Where(s => s.ContactId != contactId).Max(s => s.Kind),
                mine?.Note,
                p.Section,
                p.BurstId,
                p.IsBurstTop,
                mine is { PinX: { } x, PinY: { } y } ? new PicturePin(x, y) : null
            )
            {
                TookBack = mine is { Kind: null },
                OthersTookBack = said[p.Id].Any(s => s.ContactId != contactId && s.Kind is null),
            };
        });
    }

    // The pictures of pairs that can be shown in this album; one that was moved or deleted stands for nothing.
    private async Task<IReadOnlySet<Guid>> StandForPairsAsync(Guid albumId, List<Guid?> pairs, List<Guid>? shown, CancellationToken ct)
    {
        var asked = pairs.OfType<Guid>().ToList();
        return asked.Count == 0 ? new HashSet<Guid>()
            : shown is not null ? shown.ToHashSet()
            : await Db.Set<Photo>()
                .Where(p => asked.Contains(p.Id) && p.AlbumId == albumId && p.ReadyAt != null)
                .Select(p => p.Id)
                .ToHashSetAsync(ct);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> HashesAsync(IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default) =>
        await Db.Set<Photo>()
            .Where(p => photoIds.Contains(p.Id))
            .Select(p => new { p.Id, Hash = p.RenditionHash ?? p.ContentSha256 })
            .ToDictionaryAsync(p => p.Id, p => p.Hash, ct);

    public async Task<IReadOnlyDictionary<Guid, (string FileName, string Hash, PhotoSection? Section)>> FilesAsync(
        IReadOnlyCollection<Guid> photoIds,
        CancellationToken ct = default
    ) =>
        (
            await Db.Set<Photo>()
                .Where(p => photoIds.Contains(p.Id))
                .Select(p => new
                {
                    p.Id,
                    p.FileName,
                    Hash = p.RenditionHash ?? p.ContentSha256,
                    p.Section,
                })
                .ToListAsync(ct)
        ).ToDictionary(p => p.Id, p => (p.FileName, p.Hash, p.Section));

    public async Task<IReadOnlyList<Guid>> PickersAsync(Guid sessionId, CancellationToken ct = default) =>
        await Db.Set<LinkToken>()
            .Where(l => l.Purpose == LinkPurpose.Proof && l.SubjectId == sessionId && l.ContactId != null)
            .Select(l => l.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public async Task<IReadOnlyList<PhotoSelection>> SelectionsAsync(Guid sessionId, CancellationToken ct = default) =>
        await Db.Set<PhotoSelection>().AsNoTracking().Where(s => s.SessionId == sessionId).ToListAsync(ct);

    public Task<string?> ShownHashAsync(
        Guid sessionId,
        Guid customerId,
        Guid photoId,
        Guid? pin,
        bool toSave,
        CancellationToken ct = default
    ) =>
        (
            from photo in Db.Set<Photo>()
            join proof in Db.Set<ProofSession>() on photo.AlbumId equals proof.AlbumId
            join project in Db.Set<Project>() on proof.ProjectId equals project.Id
            where
                photo.Id == photoId
                && proof.Id == sessionId
                && project.CustomerId == customerId
                && photo.ReadyAt != null
                && (proof.Pin.Id == null || proof.Pin.Id == pin)
                && (!toSave || proof.MaySave)
            select photo.RenditionHash ?? photo.ContentSha256
        ).SingleOrDefaultAsync(ct);
}
