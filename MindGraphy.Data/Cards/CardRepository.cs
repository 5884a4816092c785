using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Cards;
using MindGraphy.Domain.Cards;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Cards
{
    internal sealed class CardRepository(StudioSession session) : ICardRepository
    {
        private StudioDbContext Db => session.Db;

        public void Add(MemoryCard card) => Db.Add(card);

        public void Remove(MemoryCard card) => Db.Remove(card);

        public async Task<Guid?> ProjectOfShootAsync(Guid shootId, CancellationToken ct = default)
        {
            var project = await Db.Set<Shoot>().Where(s => s.Id == shootId).Select(s => (Guid?)s.ProjectId).SingleOrDefaultAsync(ct);
            return project is { } id && await session.Photos.ProjectExistsAsync(id, ct) ? id : null;
        }

        public async Task<(MemoryCard Card, Guid ProjectId)?> LockAsync(Guid cardId, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            var card = await Db.Set<MemoryCard>()
                .FromSql($"SELECT c.*, c.xmin FROM memory_cards c WHERE c.id = {cardId} FOR UPDATE")
                .AsAsyncEnumerable()
                .SingleOrDefaultAsync(ct);
            if (card is null || await ProjectOfShootAsync(card.ScheduleId, ct) is not { } project)
            {
                return null;
            }

            await Db.Entry(card).Collection(c => c.Copies).LoadAsync(ct);
            return (card, project);
        }

        public Task<bool> HasAlbumAsync(Guid projectId, Guid albumId, CancellationToken ct = default) =>
            Db.Set<PhotoAlbum>().AnyAsync(a => a.Id == albumId && a.ProjectId == projectId, ct);

        public async Task<StoredCard?> StoredAsync(MemoryCard card, CancellationToken ct = default) =>
            card.AlbumId is not { } album
                ? null
                : await Held(album, card.Folder)
                    .GroupBy(_ => 1)
                    .Select(g => new StoredCard(g.Count(), g.Sum(p => p.FileSizeBytes ?? 0)))
                    .SingleOrDefaultAsync(ct)
                    ?? new StoredCard(0, 0);

        public async Task<IReadOnlyList<ShootCards>> LedgerAsync(Guid projectId, CancellationToken ct = default)
        {
            if (!await session.Photos.ProjectExistsAsync(projectId, ct))
            {
                return [];
            }

            var shoots = await Db.Set<Shoot>()
                .AsNoTracking()
                .Where(s => s.ProjectId == projectId && s.Status != ShootStatus.Cancelled)
                .OrderBy(s => s.StartTime)
                .Select(s => new
                {
                    s.Id,
                    s.StartTime,
                    s.ScheduleType,
                    Crew = s
                        .Assignments.OrderByDescending(a => a.IsMain)
                        .ThenBy(a => a.CreatedAt)
                        .Select(a => new
                        {
                            a.PersonId,
                            Name = Db.Set<UserProfile>().Where(n => n.UserId == a.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                        })
                        .ToList(),
                })
                .ToListAsync(ct);
            var ids = shoots.ConvertAll(s => s.Id);
            var cards = await Db.Set<MemoryCard>()
                .AsNoTracking()
                .Where(c => ids.Contains(c.ScheduleId))
                .OrderBy(c => c.Label)
                .ThenBy(c => c.Id)
                .Select(c => new
                {
                    Card = c,
                    Photographer = Db.Set<UserProfile>().Where(n => n.UserId == c.PhotographerId).Select(PersonNames.Name).FirstOrDefault(),
                    FormattedBy = Db.Set<UserProfile>().Where(n => n.UserId == c.FormattedById).Select(PersonNames.Name).FirstOrDefault(),
                    Copies = c
                        .Copies.OrderBy(k => k.VerifiedAt)
                        .ThenBy(k => k.Id)
                        .Select(k => new
                        {
                            k.Id,
                            k.Place,
                            By = Db.Set<UserProfile>().Where(n => n.UserId == k.VerifiedById).Select(PersonNames.Name).FirstOrDefault()
                                ?? "",
                            k.VerifiedAt,
                        })
                        .ToList(),
                })
                .ToListAsync(ct);
            var rows = new List<(Guid Shoot, CardRow Row)>(cards.Count);
            foreach (var c in cards)
            {
                rows.Add(
                    (
                        c.Card.ScheduleId,
                        new CardRow(
                            c.Card.Id,
                            new CardDetails(c.Card.Label, c.Card.PhotographerId, c.Card.FileCount, c.Card.Bytes),
                            c.Photographer,
                            c.Card.AlbumId,
                            c.Card.Folder,
                            await StoredAsync(c.Card, ct),
                            [.. c.Copies.Select(k => new CardCopyRow(k.Id, k.Place, k.By, k.VerifiedAt))],
                            c.Card.FormattedAt,
                            c.FormattedBy,
                            c.Card.Version
                        )
                    )
                );
            }

            return
            [
                .. shoots.Select(s => new ShootCards(
                    s.Id,
                    s.StartTime,
                    s.ScheduleType,
                    [.. s.Crew.Select(p => (p.PersonId, p.Name))],
                    [.. rows.Where(r => r.Shoot == s.Id).Select(r => r.Row)]
                )),
            ];
        }

        public async Task<IReadOnlyList<CardFolder>> FoldersAsync(Guid projectId, CancellationToken ct = default)
        {
            if (!await session.Photos.ProjectExistsAsync(projectId, ct))
            {
                return [];
            }

            var albums = await Db.Set<PhotoAlbum>()
                .AsNoTracking()
                .Where(a => a.ProjectId == projectId)
                .OrderBy(a => a.Id)
                .Select(a => new
                {
                    a.Id,
                    a.Title,
                    a.AlbumType,
                })
                .ToListAsync(ct);
            var ids = albums.ConvertAll(a => a.Id);
            var folders = await Db.Set<Photo>()
                .Where(p =>
                    ids.Contains(p.AlbumId) && p.SourceId == null && (p.Unreadable == null || p.Unreadable != UnreadableReason.Missing)
                )
                .GroupBy(p => new { p.AlbumId, p.Folder })
                .Select(g => new
                {
                    g.Key.AlbumId,
                    g.Key.Folder,
                    Files = g.Count(),
                    Bytes = g.Sum(p => p.FileSizeBytes ?? 0),
                })
                .ToListAsync(ct);
            return
            [
                .. albums.SelectMany(a =>
                {
                    var mine = folders.FindAll(f => f.AlbumId == a.Id);
                    var tops = mine.Where(f => f.Folder.Length > 0)
                        .GroupBy(f => f.Folder.Split('/')[0])
                        .OrderBy(g => g.Key, StringComparer.Ordinal);
                    return tops.Select(g => new CardFolder(
                            a.Id,
                            a.Title,
                            a.AlbumType,
                            g.Key,
                            new StoredCard(g.Sum(f => f.Files), g.Sum(f => f.Bytes))
                        ))
                        .Prepend(
                            new CardFolder(a.Id, a.Title, a.AlbumType, "", new StoredCard(mine.Sum(f => f.Files), mine.Sum(f => f.Bytes)))
                        );
                }),
            ];
        }

        // What came from outside; a couple's album points at the same originals and is no copy of them.
        private IQueryable<Photo> Held(Guid album, string folder)
        {
            var photos = Db.Set<Photo>()
                .Where(p => p.AlbumId == album && p.SourceId == null && (p.Unreadable == null || p.Unreadable != UnreadableReason.Missing));
            var below = folder + "/";
            return folder.Length == 0 ? photos : photos.Where(p => p.Folder == folder || p.Folder.StartsWith(below));
        }
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public ICardRepository Cards => field ??= new CardRepository(this);
    }
}
