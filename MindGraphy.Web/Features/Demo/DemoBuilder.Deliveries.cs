using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Web.Features.Deliveries;

namespace MindGraphy.Web.Features.Demo;

/// <summary>Handing over: the retouched files in an album of their own, ready to be fetched.</summary>
internal sealed partial class DemoBuilder
{
    private const int MostDelivered = 24;

    private async Task DeliverAsync(
        DemoCouple plan,
        Customer customer,
        Project project,
        EditingJob job,
        List<Photo> photos,
        IEnumerable<ProjectCamera> cameras,
        List<object> rows,
        CancellationToken ct
    )
    {
        var at = Before(job.CompletedAt ?? now);
        var known = cameras.ToDictionary(c => c.CameraKey);
        var album = new PhotoAlbum(project.Id, AlbumType.Final, "최종 보정본", job.AssignedEditorId, at);
        album.FilesAnnounced(job.AssignedEditorId);
        var retouched = new List<Photo>();
        foreach (var index in job.PhotoIds.Take(MostDelivered).Select(id => photos.FindIndex(p => p.Id == id)).Order())
        {
            var taken = clock.Local(photos[index].TakenAt!.Value).DateTime;
            var photo = await pictures.PutAsync(Ids.New(), album, plan.Index, index, taken, at, known, ct);
            album.PhotoAdded(photo.FileSizeBytes ?? 0);
            retouched.Add(photo);
        }

        album.Settle(anyOpen: false, anyFailed: false, at);
        rows.Add(album);
        rows.AddRange(retouched);

        var (delivery, last) = (Ids.New(), clock.DateOf(at).AddDays(DeliveryService.UsualDays + 1));
        var until = clock.At(last, TimeOnly.MinValue);
        var keys = customer
            .Contacts.Select(c => new LinkToken(
                LinkPurpose.Download,
                delivery,
                customer.Id,
                c.Id,
                until.AddDays(DeliveryService.LinkGraceDays),
                plan.ManagerId,
                signer,
                at
            ))
            .ToList();
        var draft = new DeliveryDraft(DeliveryType.DigitalDownload, "최종 보정본", album.Id, until, MaxDownloads: 5);
        var made = Must(Deliverable.Prepare(delivery, project.Id, draft, keys[0].TokenHash, at));
        var names = DeliveryNames.Of(retouched.Select(p => p.FileName));
        for (var i = 0; i < retouched.Count; i++)
        {
            var photo = retouched[i];
            var taken = new DeliverablePhoto(
                photo.Id,
                photo.FileName,
                photo.FilePath,
                photo.FileSizeBytes ?? 0,
                photo.ContentSha256,
                photo.ShownHash,
                photo.TakenAt ?? at
            );
            var file = new DeliveryFile(delivery, i + 1, taken, names[i], DeliveryParts.DosTime(taken.At, clock));
            var original = await MakeDeliveryReadyTask.ReadAsync(store, file.StoreKey, ct);
            file.Read(original.Crc32, await MakeDeliveryReadyTask.ReadAsync(store, file.WebKey, ct));
            file.Place(1, 1);
            rows.Add(file);
        }

        Must(made.BecomeReady(at.AddMinutes(2)));
        rows.Add(made);
        rows.AddRange(keys);
    }
}
