using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

public sealed class EditingTests(MigratedTemplate template) : EditingTest(template)
{
    [Fact]
    public async Task An_editor_sees_and_touches_their_own_jobs_only()
    {
        var (mine, other) = (await EditorAsync("가람"), await EditorAsync("나래"));
        var job = await JobAsync(mine);
        Assert.Equal(job.Id, (await Editing.QueueAsync(mine, new EditingFilter(), Ct)).Value!.Rows.Single().Id);
        var foreign = (await Editing.QueueAsync(other, new EditingFilter(), Ct)).Value!;
        Assert.Empty(foreign.Rows);
        Assert.Empty(foreign.Counts);
        Assert.Equal(new EditingJobNotFound(), (await Editing.JobAsync(other, job.Id, Ct)).Refusal);
        Assert.Equal(
            new EditingJobNotFound(),
            (await Editing.MoveAsync(other, job.Id, EditingStatus.InProgress, null, job.Version, ct: Ct)).Refusal
        );
        Assert.Equal(
            new EditingJobNotFound(),
            (await Editing.MoveItemsAsync(other, job.Id, [], EditStatus.InProgress, job.Version, Ct)).Refusal
        );
        Assert.Equal(new NotAllowed(), (await Editing.AssignAsync(mine, job.Id, other.UserId, job.Version, Ct)).Refusal);
        Assert.Equal(
            new NotAllowed(),
            (await Editing.ScheduleAsync(mine, job.Id, EditingPriority.Urgent, null, job.Version, ct: Ct)).Refusal
        );
        Assert.Equal(
            new NotAllowed(),
            (await Editing.QueueAsync(await StaffAsync(UserRole.Photographer, "박", "빛"), new EditingFilter(), Ct)).Refusal
        );
        Assert.Equal(1, (await Editing.QueueAsync(Manager, new EditingFilter(), Ct)).Value!.Counts[EditingStatus.Queued]);
    }

    [Fact]
    public async Task The_photos_follow_their_items_in_the_same_save_and_the_first_begins_the_job()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 3);
        var photos = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos.Select(p => p.PhotoId).ToList();
        Assert.True(
            (await Editing.MoveItemsAsync(editor, job.Id, photos.Take(2).ToList(), EditStatus.Completed, job.Version, Ct)).Succeeded
        );
        var seen = (await Editing.JobAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal((EditingStatus.InProgress, 2, 3), (seen.Row.Status, seen.Row.Done, seen.Row.Total));
        Assert.Equal(2, await CountAsync("photos WHERE edit_status = 'completed'"));
        Assert.Equal(
            new EditedElsewhere(),
            (await Editing.MoveItemAsync(editor, job.Id, photos[2], EditStatus.Completed, job.Version, Ct)).Refusal
        );
        Assert.Equal(2, await CountAsync("photos WHERE edit_status = 'completed'"));
        Assert.Equal(
            new ItemsUnfinished(1),
            (await Editing.MoveAsync(editor, job.Id, EditingStatus.Review, null, seen.Row.Version, ct: Ct)).Refusal
        );
    }

    [Fact]
    public async Task Moving_many_is_all_or_none()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 2);
        var photo = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos[0].PhotoId;
        Assert.Equal(
            new PhotoNotFound(),
            (await Editing.MoveItemsAsync(editor, job.Id, [photo, Guid.NewGuid()], EditStatus.InProgress, job.Version, Ct)).Refusal
        );
        Assert.Equal(0, await CountAsync("photos WHERE edit_status = 'in_progress'"));
        Assert.Equal(0, await CountAsync("editing_items WHERE status = 'in_progress'"));
    }

    [Fact]
    public async Task A_job_goes_through_review_and_comes_back_for_a_reason()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        var photos = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos.Select(p => p.PhotoId).ToList();
        await Editing.MoveItemsAsync(editor, job.Id, photos, EditStatus.Completed, job.Version, Ct);
        Assert.True((await MoveAsync(editor, job.Id, EditingStatus.Review)).Succeeded);
        Assert.Equal(new ReasonRequired(), (await MoveAsync(Manager, job.Id, EditingStatus.Revision)).Refusal);
        Assert.True((await MoveAsync(Manager, job.Id, EditingStatus.Revision, "피부 톤 통일")).Succeeded);
        var seen = (await Editing.JobAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal((EditingStatus.Revision, 0, "피부 톤 통일"), (seen.Row.Status, seen.Row.RevisionCount, seen.Notes));
        Assert.True((await Editing.MoveItemAsync(editor, job.Id, photos[0], EditStatus.InProgress, seen.Row.Version, Ct)).Succeeded);
        Assert.Equal(EditingStatus.InProgress, (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Row.Status);
    }

    [Fact]
    public async Task A_job_is_given_to_active_editors_only_and_ordered_by_who_may()
    {
        var (editor, other) = (await EditorAsync("가람"), await EditorAsync("나래"));
        var job = await JobAsync(editor);
        Assert.Equal(new EditorUnknown(), (await Editing.AssignAsync(Manager, job.Id, Manager.UserId, job.Version, Ct)).Refusal);
        Assert.True((await Editing.AssignAsync(Manager, job.Id, other.UserId, job.Version, Ct)).Succeeded);
        var row = (await Editing.QueueAsync(other, new EditingFilter(), Ct)).Value!.Rows.Single();
        Assert.Equal("최나래", row.EditorName);
        Assert.True((await Editing.ScheduleAsync(Manager, job.Id, EditingPriority.Urgent, Start.AddDays(1), row.Version, Ct)).Succeeded);
        var calm = await JobAsync(editor);
        var byPriority = (await Editing.QueueAsync(Manager, new EditingFilter(Order: EditingOrder.Priority), Ct)).Value!;
        Assert.Equal([job.Id, calm.Id], byPriority.Rows.Select(r => r.Id));
        Assert.Equal(calm.Id, (await Editing.QueueAsync(Manager, new EditingFilter(EditorId: editor.UserId), Ct)).Value!.Rows.Single().Id);
        Assert.Empty((await Editing.QueueAsync(Manager, new EditingFilter(Unassigned: true), Ct)).Value!.Rows);
        Assert.Equal([1, 1], byPriority.Editors.Select(e => e.OpenPhotos));
    }
}
