using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Web.Features.Demo;

/// <summary>From the first uploaded photo to the last retouched one.</summary>
internal sealed partial class DemoBuilder
{
    private const int FewestPhotos = 30;

    private async Task ShowAsync(
        DemoCouple plan,
        Customer customer,
        Project project,
        Actor manager,
        List<object> rows,
        CancellationToken ct
    )
    {
        var (dice, day) = (plan.Dice, plan.WeddingDate);
        var (album, photos, cameras) = await UploadAsync(plan, project, ct);
        rows.Add(album);
        rows.AddRange(cameras);
        rows.AddRange(photos);
        if (plan.Gallery == DemoGalleryState.Arrived)
        {
            return;
        }

        var sent = dice.At(dice.Hour(day.AddDays(6)));
        var deadline = clock.At(clock.DateOf(sent).AddDays(settings.ProofDays), new TimeOnly(23, 59));
        var id = Ids.New();
        var keys = customer
            .Contacts.Select(c => new LinkToken(
                LinkPurpose.Proof,
                id,
                customer.Id,
                c.Id,
                deadline.AddDays(ProofService.LinkGraceDays),
                manager.UserId,
                signer,
                sent
            ))
            .ToList();
        var limit = Math.Min(plan.Package.Terms.RetouchedPhotos, photos.Count - 5);
        var proof = Must(
            ProofSession.Prepare(id, project.Id, album.Id, keys[0].TokenHash, limit, deadline, sent, plan.Package.Terms.ExtraPhotoWon)
        );
        Must(project.ProofsSent(clock, sent));
        rows.Add(proof);
        rows.AddRange(keys);
        if (plan.Gallery == DemoGalleryState.Sent)
        {
            return;
        }

        var opened = dice.At(sent.AddHours(dice.Between(2, 20)));
        Must(proof.Open(opened));
        keys.ForEach(k => k.Used(opened));
        if (plan.Gallery == DemoGalleryState.Opened)
        {
            return;
        }

        Pick(plan, customer, proof, photos, opened);
        if (plan.Gallery == DemoGalleryState.Expired)
        {
            proof.ExpireIfDue(deadline.AddMinutes(1));
        }

        if (plan.Gallery >= DemoGalleryState.Queued)
        {
            var job = Submit(plan, customer, project, proof, photos, dice.At(dice.Hour(clock.DateOf(sent).AddDays(9))), manager);
            rows.Add(job);
            if (plan.Gallery == DemoGalleryState.Finished)
            {
                await DeliverAsync(plan, customer, project, job, photos, cameras, rows, ct);
                await BindAsync(plan, customer, project, photos, job.CompletedAt ?? now, rows, ct);
            }
            else if (plan.Gallery == DemoGalleryState.Reviewing)
            {
                await ReviewAsync(plan, customer, job, photos, cameras, rows, ct);
            }
        }
    }

    private async Task<(PhotoAlbum Album, List<Photo> Photos, IReadOnlyCollection<ProjectCamera> Cameras)> UploadAsync(
        DemoCouple plan,
        Project project,
        CancellationToken ct
    )
    {
        var dice = plan.Dice;
        var arrived = dice.At(dice.Hour(plan.WeddingDate.AddDays(dice.Between(2, 4))));
        var photographer = plan.Shoots[0].Crew[0];
        var album = new PhotoAlbum(project.Id, AlbumType.Proof, "본식 셀렉", photographer, arrived);
        album.FilesAnnounced(photographer);
        var count = dice.Between(Math.Min(FewestPhotos, pictures.Count), pictures.Count);
        var begins = plan.WeddingDate.ToDateTime(plan.WeddingTime.AddHours(-1));
        var photos = new List<Photo>(count);
        var cameras = new Dictionary<string, ProjectCamera>();
        for (var i = 0; i < count; i++)
        {
            var taken = begins.AddMinutes(i * 4).AddSeconds(dice.Between(0, 200));
            var photo = await pictures.PutAsync(Ids.New(), album, plan.Index, i, taken, arrived.AddSeconds(i), cameras, ct);
            album.PhotoAdded(photo.FileSizeBytes ?? 0);
            photos.Add(photo);
        }

        album.Settle(anyOpen: false, anyFailed: false, arrived.AddMinutes(20));
        project.PhotosArrived(clock, arrived);
        return (album, photos, cameras.Values);
    }

    // The bride picks, the groom adds a few and puts hearts on others.
    private static void Pick(DemoCouple plan, Customer customer, ProofSession proof, List<Photo> photos, DateTimeOffset opened)
    {
        var dice = plan.Dice;
        var limit = proof.MaxSelections ?? photos.Count;
        var wanted = plan.Gallery is DemoGalleryState.Picking or DemoGalleryState.Expired ? dice.Between(limit / 4, limit * 3 / 4) : limit;
        var order = photos.OrderBy(_ => dice.Random.Next()).ToList();
        var at = opened.AddMinutes(4);
        for (var i = 0; i < order.Count; i++)
        {
            at = at.AddSeconds(dice.Between(5, 40));
            var isPick = i < wanted;
            if (!isPick && !dice.Chance(40))
            {
                continue;
            }

            var person = customer.Contacts[isPick && i % 4 != 3 ? 0 : 1];
            var note = isPick && dice.Chance(20) ? DemoNames.Comment(dice.Random) : null;
            var kind = isPick ? SelectionKind.Final : SelectionKind.Candidate;

            // Every other note points at a place.
            var pin = note is null || i % 2 == 1 ? (PicturePin?)null : new PicturePin(350 + (i % 4 * 100), 300 + (i % 3 * 150));
            Must(proof.Apply(person.Id, new PickWish(order[i].Id, kind, note, at.ToUnixTimeMilliseconds(), Pin: pin), at));
        }
    }

    private EditingJob Submit(
        DemoCouple plan,
        Customer customer,
        Project project,
        ProofSession proof,
        List<Photo> photos,
        DateTimeOffset submitted,
        Actor manager
    )
    {
        var dice = plan.Dice;
        Must(proof.Submit(customer.Contacts[0].Id, submitted));
        Must(project.PicksSubmitted(clock, submitted));
        var picks = proof.Picks(contact => customer.Contacts.First(c => c.Id == contact).Name);
        var byId = photos.ToDictionary(p => p.Id);
        foreach (var pick in picks)
        {
            byId[pick.PhotoId].Picked(pick.Order, pick.Note);
        }

        var editor = plan.Gallery == DemoGalleryState.Queued ? (Guid?)null : staff.Editors[plan.Index % staff.Editors.Count];
        var due = clock.At(clock.DateOf(submitted).AddDays(plan.Package.Terms.DeliveryDays), new TimeOnly(18, 0));
        var job = EditingJob.FromPicks(project.Id, proof.Id, picks, editor, due, submitted);
        project.AssignEditor(editor);
        Retouch(plan, job, submitted);
        var delivered = dice.At(dice.Hour(plan.WeddingDate.AddDays(44)));
        if (plan.Gallery >= DemoGalleryState.Finished)
        {
            Must(project.MoveTo(ProjectStatus.Completed, clock, delivered.AddDays(-1)));
        }

        if (plan.Gallery == DemoGalleryState.Delivered)
        {
            Must(project.MoveTo(ProjectStatus.Delivered, clock, delivered));
            Must(customer.BecomeCompleted(manager, delivered));
        }

        return job;
    }

    private static void Retouch(DemoCouple plan, EditingJob job, DateTimeOffset submitted)
    {
        if (plan.Gallery == DemoGalleryState.Queued)
        {
            return;
        }

        var at = submitted.AddDays(4);
        var done = plan.Gallery == DemoGalleryState.InProgress ? job.Items.Count * 2 / 5 : job.Items.Count;
        if (plan.Gallery == DemoGalleryState.InProgress)
        {
            job.Schedule(EditingPriority.High, job.DueDate, at);
        }

        foreach (var photo in job.PhotoIds.Take(done + 1).ToList())
        {
            at = at.AddMinutes(35);
            Must(job.MoveItem(photo, EditStatus.InProgress, at));
            if (--done >= 0)
            {
                Must(job.MoveItem(photo, EditStatus.Completed, at.AddMinutes(30)));
            }
        }

        if (plan.Gallery == DemoGalleryState.InProgress)
        {
            return;
        }

        Must(job.MoveTo(EditingStatus.Review, null, at.AddHours(2)));
        if (plan.Gallery == DemoGalleryState.Revision)
        {
            Must(job.MoveTo(EditingStatus.Revision, "피부톤이 다소 차갑습니다. 전체 색온도를 조금 따뜻하게 맞춰 주세요.", at.AddDays(1)));
        }
        else if (plan.Gallery >= DemoGalleryState.Reviewing)
        {
            Must(job.MoveTo(EditingStatus.Completed, null, at.AddDays(1)));
        }
    }
}
