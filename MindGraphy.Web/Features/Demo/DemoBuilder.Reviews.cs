using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Demo;

/// <summary>Finished files that came back, and a round in which the couple looks at them.</summary>
internal sealed partial class DemoBuilder
{
    private async Task ReviewAsync(
        DemoCouple plan,
        Customer customer,
        EditingJob job,
        List<Photo> photos,
        IEnumerable<ProjectCamera> cameras,
        List<object> rows,
        CancellationToken ct
    )
    {
        var sent = Before(now.AddDays(-2));
        var at = sent.AddHours(-3);
        var known = cameras.ToDictionary(c => c.CameraKey);
        var album = new PhotoAlbum(job.ProjectId, AlbumType.Edited, null, job.AssignedEditorId, at);
        album.FilesAnnounced(job.AssignedEditorId);
        job.ReturnsTo(album.Id);
        var finished = new List<FinishedPhoto>();
        foreach (var original in job.PhotoIds)
        {
            var index = photos.FindIndex(p => p.Id == original);
            var taken = clock.Local(photos[index].TakenAt!.Value).DateTime;
            var version = await pictures.PutAsync(Ids.New(), album, plan.Index, index, taken, at, known, ct);
            album.PhotoAdded(version.FileSizeBytes ?? 0);
            photos[index].Finished(version.Id);
            rows.Add(version);
            rows.Add(new EditingReturn(version.Id, job.Id, new ReturnMatch(ReturnOutcome.Matched, original), at));
            finished.Add(new FinishedPhoto(original, version.Id, finished.Count + 1));
        }

        album.Settle(anyOpen: false, anyFailed: false, at);
        rows.Add(album);

        var (id, answerBy) = (Ids.New(), clock.At(clock.DateOf(sent).AddDays(settings.ReviewDays), new TimeOnly(23, 59)));
        var terms = new RevisionTerms(plan.Package.Terms.RevisionRounds, 0, settings.RevisionWon);
        var round = new RevisionRound(id, job, 1, terms, finished, answerBy, sent);
        job.Wait(sent);
        rows.AddRange(
            customer.Contacts.Select(c => new LinkToken(
                LinkPurpose.Review,
                id,
                customer.Id,
                c.Id,
                answerBy.AddDays(RevisionRound.LinkGraceDays),
                plan.ManagerId,
                signer,
                sent
            ))
        );

        // The bride began: most are as they should be, one is not.
        var (bride, said) = (customer.Contacts[0].Id, sent.AddHours(5));
        foreach (var photo in finished.Take(finished.Count / 2))
        {
            Must(round.Say(bride, new RevisionSay(photo.PhotoId, RevisionWish.Approve), said));
        }

        var last = finished[^1].PhotoId;
        Must(round.Say(bride, new RevisionSay(last, RevisionWish.Change, "뒤쪽 비상구 표시등을 지워 주세요.", 820, 140), said));
        rows.Add(round);
    }
}
