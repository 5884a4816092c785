using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Guests;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Guests;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Guests
{
    internal sealed class GuestRepository(StudioSession session) : IGuestRepository
    {
        private StudioDbContext Db => session.Db;

        public async Task AddAsync(GuestGallery gallery, bool everything, CancellationToken ct = default)
        {
            // The gallery first: its pictures are written by a statement of their own.
            await session.BeginAsync(ct);
            Db.Add(gallery);
            await Db.SaveChangesAsync(ct);
            if (everything)
            {
                await ShowAsync(gallery.Id, gallery.DeliverableId, null, ct);
            }
        }

        public async Task<GuestGallery?> LockAsync(
            Guid id,
            Guid? customerId = null,
            uint? expectedVersion = null,
            CancellationToken ct = default
        )
        {
            await session.BeginAsync(ct);
            var found = await Db.Set<GuestGallery>()
                .FromSql(
                    $"""
                    SELECT g.*, g.xmin, g.pin_paused_until AS "Pin_PausedUntil"
                    FROM guest_galleries AS g JOIN deliverables AS d ON d.id = g.deliverable_id
                        JOIN projects AS p ON p.id = d.project_id
                    WHERE g.id = {id} AND ({customerId}::uuid IS NULL OR p.customer_id = {customerId}) FOR UPDATE OF g
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

        public Task<GuestGallery?> FindAsync(Guid id, Guid? customerId = null, CancellationToken ct = default) =>
            (
                from gallery in Db.Set<GuestGallery>().AsNoTracking()
                join delivery in Db.Set<Deliverable>() on gallery.DeliverableId equals delivery.Id
                join project in Db.Set<Project>() on delivery.ProjectId equals project.Id
                where gallery.Id == id && (customerId == null || project.CustomerId == customerId)
                select gallery
            ).SingleOrDefaultAsync(ct);

        public async Task<IReadOnlyList<GuestGallery>> OfDeliveryAsync(Guid deliverableId, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await Db.Set<GuestGallery>()
                .FromSql(
                    $"""
                    SELECT g.*, g.xmin, g.pin_paused_until AS "Pin_PausedUntil"
                    FROM guest_galleries AS g WHERE g.deliverable_id = {deliverableId} ORDER BY g.id FOR UPDATE
                    """
                )
                .ToListAsync(ct);
        }

        public async Task ShowAsync(Guid galleryId, Guid deliverableId, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default)
        {
            var (all, ids) = (photoIds is null, photoIds?.ToArray() ?? []);
            await Db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO guest_photos (gallery_id, photo_id)
                SELECT {galleryId}, f.photo_id FROM delivery_files f
                WHERE f.deliverable_id = {deliverableId} AND ({all} OR f.photo_id = ANY ({ids})) ON CONFLICT DO NOTHING
                """,
                ct
            );
        }

        public Task HideAsync(Guid galleryId, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default) =>
            Db.Set<GuestPhoto>()
                .Where(p => p.GalleryId == galleryId && (photoIds == null || photoIds.Contains(p.PhotoId)))
                .ExecuteDeleteAsync(ct);

        public async Task<IReadOnlyList<GuestRow>> RowsAsync(
            Guid deliverableId,
            Guid? galleryId,
            bool canShare,
            DateTimeOffset now,
            CancellationToken ct = default
        )
        {
            var rows = await Db.Set<GuestGallery>()
                .AsNoTracking()
                .Where(g => g.DeliverableId == deliverableId && (galleryId == null || g.Id == galleryId))
                .OrderByDescending(g => g.Id)
                .Select(g => new
                {
                    Gallery = g,
                    Shown = Db.Set<GuestPhoto>().Count(p => p.GalleryId == g.Id),
                    Total = Db.Set<DeliveryFile>().Count(f => f.DeliverableId == deliverableId),
                    LastSeen = Db.Set<LinkToken>().Where(l => l.Purpose == LinkPurpose.Guest && l.SubjectId == g.Id).Max(l => l.LastUsedAt),
                    MadeBy = Db.Set<CustomerContact>().Where(c => c.Id == g.MadeByContactId).Select(c => c.Name).FirstOrDefault()
                        ?? Db.Set<UserProfile>().Where(n => n.UserId == g.MadeByUserId).Select(PersonNames.Name).FirstOrDefault(),
                })
                .ToListAsync(ct);
            return rows.ConvertAll(r => new GuestRow(
                r.Gallery.Id,
                r.Gallery.Version,
                r.Gallery.Title,
                r.Shown,
                r.Total,
                r.Gallery.MaySave,
                r.Gallery.Pin.Id is not null,
                r.Gallery.ExpiresAt,
                r.Gallery.RevokedAt is not null,
                canShare && r.Gallery.IsOpen(now),
                r.LastSeen,
                r.MadeBy
            ));
        }

        public Task<int> FilesAsync(Guid deliverableId, CancellationToken ct = default) =>
            Db.Set<DeliveryFile>().CountAsync(f => f.DeliverableId == deliverableId, ct);

        public async Task<IReadOnlyList<GuestChoice>> ChoicesAsync(
            Guid galleryId,
            Guid deliverableId,
            int skip,
            int most,
            CancellationToken ct = default
        ) =>
            await (
                from file in Db.Set<DeliveryFile>().AsNoTracking()
                join photo in Db.Set<Photo>() on file.PhotoId equals photo.Id
                where file.DeliverableId == deliverableId && file.Position > skip
                orderby file.Position
                select new GuestChoice(
                    photo.Id,
                    (photo.RenditionHash ?? photo.ContentSha256).Substring(0, 16),
                    file.Position,
                    Db.Set<GuestPhoto>().Any(p => p.GalleryId == galleryId && p.PhotoId == photo.Id)
                )
            )
                .Take(most)
                .ToListAsync(ct);

        public async Task<GuestDoor?> DoorAsync(Guid id, CancellationToken ct = default)
        {
            var found = await (
                from gallery in Db.Set<GuestGallery>().AsNoTracking()
                join delivery in Db.Set<Deliverable>() on gallery.DeliverableId equals delivery.Id
                join project in Db.Set<Project>() on delivery.ProjectId equals project.Id
                join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
                where gallery.Id == id
                select new
                {
                    gallery,
                    delivery,
                    customer.BrideName,
                    customer.GroomName,
                    project.WeddingDate,
                }
            ).SingleOrDefaultAsync(ct);
            return found is null
                ? null
                : new GuestDoor(found.gallery, found.delivery, found.BrideName + " · " + found.GroomName, found.WeddingDate);
        }

        public async Task<(int Total, IReadOnlyList<GuestPicture> Photos)> PicturesAsync(
            Guid id,
            int skip,
            int most,
            CancellationToken ct = default
        )
        {
            var shown = Shown(id);
            var total = await shown.CountAsync(ct);
            if (most == 0)
            {
                return (total, []);
            }

            var photos = await shown
                .OrderBy(s => s.Position)
                .Skip(skip)
                .Take(most)
                .Select(s => new GuestPicture(
                    s.Photo.Id,
                    (s.Photo.RenditionHash ?? s.Photo.ContentSha256).Substring(0, 16),
                    s.Photo.Width ?? 3,
                    s.Photo.Height ?? 2
                ))
                .ToListAsync(ct);
            return (total, photos);
        }

        public Task<string?> ShownHashAsync(Guid id, Guid photoId, CancellationToken ct = default) =>
            Shown(id)
                .Where(s => s.Photo.Id == photoId)
                .Select(s => s.Photo.RenditionHash ?? s.Photo.ContentSha256)
                .SingleOrDefaultAsync(ct)!;

        public Task<string?> DeliveredHashAsync(Guid deliverableId, Guid customerId, Guid photoId, CancellationToken ct = default) =>
            (
                from file in Db.Set<DeliveryFile>()
                join photo in Db.Set<Photo>() on file.PhotoId equals photo.Id
                join delivery in Db.Set<Deliverable>() on file.DeliverableId equals delivery.Id
                join project in Db.Set<Project>() on delivery.ProjectId equals project.Id
                where file.DeliverableId == deliverableId && file.PhotoId == photoId && project.CustomerId == customerId
                select photo.RenditionHash ?? photo.ContentSha256
            ).SingleOrDefaultAsync(ct)!;

        private IQueryable<ShownPhoto> Shown(Guid id) =>
            from said in Db.Set<GuestPhoto>().AsNoTracking()
            join gallery in Db.Set<GuestGallery>() on said.GalleryId equals gallery.Id
            join file in Db.Set<DeliveryFile>()
                on new { gallery.DeliverableId, said.PhotoId } equals new { file.DeliverableId, file.PhotoId }
            join photo in Db.Set<Photo>() on said.PhotoId equals photo.Id
            where said.GalleryId == id && photo.ReadyAt != null
            select new ShownPhoto { Position = file.Position, Photo = photo };

        private sealed class ShownPhoto
        {
            public required int Position { get; init; }

            public required Photo Photo { get; init; }
        }
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IGuestRepository Guests => field ??= new GuestRepository(this);
    }
}
