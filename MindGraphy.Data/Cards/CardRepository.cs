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
        // What is known of a file in the store.
        private const int Read = 0;
        private const int Broken = 1;
        private const int Unseen = 2;

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

        public async Task<bool> LockAlbumAsync(Guid projectId, Guid albumId, CancellationToken ct = default) =>
            (await session.Photos.LockAlbumAsync(albumId, ct))?.ProjectId == projectId;

        public async Task<string?> LinkedThereAsync(Guid cardId, Guid albumId, string folder, CancellationToken ct = default)
        {
            // Cards of a shoot that was called off are on no page, and one that is formatted can't be linked to a narrower folder any more.
            var others = await Db.Set<MemoryCard>()
                .Where(c => c.AlbumId == albumId && c.Id != cardId)
                .Where(c => Db.Set<Shoot>().Any(s => s.Id == c.ScheduleId && s.Status != ShootStatus.Cancelled))
                .OrderBy(c => c.Id)
                .Select(c => new
                {
                    c.Label,
                    c.Folder,
                    IsFormatted = c.FormattedAt != null,
                })
                .ToListAsync(ct);
            return others.Find(c => (Holds(c.Folder, folder) && !(c.IsFormatted && c.Folder != folder)) || Holds(folder, c.Folder))?.Label;
        }

        // The empty folder is the whole album.
        private static bool Holds(string outer, string inner) =>
            outer.Length == 0 || inner == outer || inner.StartsWith(outer + "/", StringComparison.Ordinal);

        public async Task<StoredCard?> StoredAsync(MemoryCard card, CancellationToken ct = default) =>
            // What two cards count cannot be told apart: links of the time before one folder was one card's.
            card.AlbumId
                is not { } album
            || await LinkedThereAsync(card.Id, album, card.Folder, ct) is not null
                ? null
                : await Held(album, card.Folder)
                    .GroupBy(_ => 1)
                    .Select(g => new StoredCard(
                        g.Count(p => p.Verdict == Read),
                        g.Sum(p => p.Verdict == Read ? p.Bytes : 0),
                        g.Count(p => p.Verdict == Broken),
                        g.Count(p => p.Verdict == Unseen)
                    ))
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
            var folders = await Looked(Db.Set<Photo>().Where(p => ids.Contains(p.AlbumId)))
                .GroupBy(p => new { p.AlbumId, p.Folder })
                .Select(g => new
                {
                    g.Key.AlbumId,
                    g.Key.Folder,
                    Held = new StoredCard(
                        g.Count(p => p.Verdict == Read),
                        g.Sum(p => p.Verdict == Read ? p.Bytes : 0),
                        g.Count(p => p.Verdict == Broken),
                        g.Count(p => p.Verdict == Unseen)
                    ),
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
                    return tops.Select(g => new CardFolder(a.Id, a.Title, a.AlbumType, g.Key, Sum(g.Select(f => f.Held))))
                        .Prepend(new CardFolder(a.Id, a.Title, a.AlbumType, "", Sum(mine.Select(f => f.Held))));
                }),
            ];
        }

        private IQueryable<LookedAt> Held(Guid album, string folder)
        {
            var photos = Db.Set<Photo>().Where(p => p.AlbumId == album);
            var below = folder + "/";
            return Looked(folder.Length == 0 ? photos : photos.Where(p => p.Folder == folder || p.Folder.StartsWith(below)));
        }

        // What came from outside; a couple's album points at the same originals and is no copy of them. That a picture is larger than this server
        // decodes, or that it has no program for it, says nothing of the bytes: they arrived with the hash they were sent with. Whatever else it was
        // that kept it from being read, nobody knows whether that copy is good.
        private static IQueryable<LookedAt> Looked(IQueryable<Photo> photos) =>
            photos
                .Where(p => p.SourceId == null && (p.Unreadable == null || p.Unreadable != UnreadableReason.Missing))
                .Select(p => new LookedAt
                {
                    AlbumId = p.AlbumId,
                    Folder = p.Folder,
                    Bytes = p.FileSizeBytes ?? 0,
                    Verdict =
                        p.ReadyAt != null
                        || p.Unreadable == UnreadableReason.TooManyPixels
                        || p.Unreadable == UnreadableReason.TooManyBytes
                        || p.Unreadable == UnreadableReason.NoReader
                            ? Read
                        : p.Unreadable != null ? Broken
                        : Unseen,
                });

        private static StoredCard Sum(IEnumerable<StoredCard> parts) =>
            parts.Aggregate(
                new StoredCard(0, 0),
                (all, p) => new(all.Files + p.Files, all.Bytes + p.Bytes, all.Unreadable + p.Unreadable, all.Waiting + p.Waiting)
            );

        private sealed class LookedAt
        {
            public Guid AlbumId { get; init; }

            public string Folder { get; init; } = "";

            public long Bytes { get; init; }

            public int Verdict { get; init; }
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
