using System.Collections.Frozen;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

public sealed class EditingDeskTests(MigratedTemplate template) : EditingTest(template)
{
    [Fact]
    public async Task A_new_job_goes_to_who_is_done_first_and_not_to_who_has_fewer_photos()
    {
        var (quick, slow) = (await EditorAsync("가람"), await EditorAsync("나래"));
        await JobAsync(quick, 3);
        await JobAsync(slow, 2);
        await using var session = Studio.Open(Manager);
        Assert.Equal(slow.UserId, await session.Editing.LeastLoadedEditorAsync(Ct));

        Assert.Null((await Editing.SetCapacityAsync(Manager, quick.UserId!.Value, 30, Ct)).Refusal);
        Assert.Null((await Editing.SetCapacityAsync(Manager, slow.UserId!.Value, 10, Ct)).Refusal);
        Assert.Equal(quick.UserId, await session.Editing.LeastLoadedEditorAsync(Ct));
    }

    [Fact]
    public async Task A_file_of_her_own_that_comes_in_as_she_hands_in_refuses_nothing_but_what_a_colleague_decided_is_told()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 2);
        await ReturnedAsync(editor, job.Id, "DSC_0000.jpg");
        var seen = (await Editing.JobAsync(editor, job.Id, Ct)).Value!;
        await ReturnedAsync(editor, job.Id, "DSC_0001.jpg");
        Task<Result> HandInAsync(EditingJobView shown) =>
            Editing.MoveAsync(editor, job.Id, EditingStatus.Review, null, shown.Row.Version, seen: shown, ct: Ct);

        // The manager made it urgent meanwhile, or finished a photo themselves.
        await ExecuteAsync("UPDATE editing_queue SET priority = 'urgent' WHERE id = $1", job.Id);
        Assert.Equal(new EditedElsewhere(), await RefusedAsync(HandInAsync(seen)));
        await ExecuteAsync("UPDATE editing_queue SET priority = 'normal' WHERE id = $1", job.Id);
        var sender = await ScalarAsync<Guid>("SELECT finished_by FROM editing_items WHERE photo_id = $1", LastCouple.Photos[1]);
        await ExecuteAsync("UPDATE editing_items SET finished_by = $2 WHERE photo_id = $1", LastCouple.Photos[1], Manager.UserId!);
        Assert.Equal(new EditedElsewhere(), await RefusedAsync(HandInAsync(seen)));
        await ExecuteAsync("UPDATE editing_items SET finished_by = $2 WHERE photo_id = $1", LastCouple.Photos[1], sender);

        Assert.Null(await RefusedAsync(HandInAsync(seen)));
        Assert.Equal(EditingStatus.Review, (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Row.Status);
        static async Task<Refusal?> RefusedAsync(Task<Result> done) => (await done).Refusal;
    }

    [Fact]
    public async Task Who_retouched_does_not_check_unless_they_work_alone()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        await ReturnedAsync(editor, job.Id, "DSC_0000.jpg");
        Assert.Null((await MoveAsync(editor, job.Id, EditingStatus.Review)).Refusal);
        Assert.Equal(new SecondPersonNeeded(), (await MoveAsync(editor, job.Id, EditingStatus.Completed)).Refusal);
        var alone = editor with { Permissions = new[] { Rights.Editing, Rights.EditingAlone }.ToFrozenSet() };
        Assert.Null((await MoveAsync(alone, job.Id, EditingStatus.Completed)).Refusal);

        var second = await JobAsync(editor);
        var photo = LastCouple.Photos[0];
        Assert.Null((await Editing.MoveItemAsync(Manager, second.Id, photo, EditStatus.Completed, second.Version, Ct)).Refusal);
        Assert.Null((await MoveAsync(Manager, second.Id, EditingStatus.Review)).Refusal);
        Assert.Equal(new SecondPersonNeeded(), (await MoveAsync(Manager, second.Id, EditingStatus.Completed)).Refusal);
        Assert.Null((await MoveAsync(editor, second.Id, EditingStatus.Completed)).Refusal);
    }

    [Fact]
    public async Task Time_that_the_couple_was_waited_for_moves_the_due_date()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        Assert.Null((await Editing.WaitAsync(editor, job.Id, true, job.Version, Ct)).Refusal);
        Time.Advance(TimeSpan.FromDays(100));
        var row = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Row;
        Assert.Equal(job.DueDate + TimeSpan.FromDays(100), row.DueAt(Clock.Now));
        Assert.False(row.IsLate(Clock.Now));
        Assert.Null((await Editing.WaitAsync(editor, job.Id, true, row.Version, Ct)).Refusal);
        row = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Row;
        Assert.Null((await Editing.WaitAsync(editor, job.Id, false, row.Version, Ct)).Refusal);
        row = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Row;
        Assert.Equal((job.DueDate + TimeSpan.FromDays(100), 8_640_000L), (row.DueDate, row.WaitedSeconds));
        Assert.Null(row.WaitingSince);
    }

    [Fact]
    public async Task A_brief_is_written_once_from_what_was_shown_whoever_writes_at_once()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        var draft = new BriefText("따뜻하게", " ", null, "체형을 바꾸지 않기", 0);
        Assert.Equal(new NotAllowed(), (await Editing.WriteBriefAsync(editor, job.Id, draft, Ct)).Refusal);
        var written = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => Task.Run(() => Editing.WriteBriefAsync(Manager, job.Id, draft with { Body = $"{i}" }, Ct), Ct))
        );
        Assert.Equal(1, written.Count(w => w.Succeeded));
        Assert.All(written.Where(w => !w.Succeeded), w => Assert.Equal(new EditedElsewhere(), w.Refusal));
        var brief = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Brief;
        Assert.Equal(("따뜻하게", null, "체형을 바꾸지 않기", 1), (brief.Style, brief.Skin, brief.DoNot, brief.Revision));
        Assert.Equal(
            new FieldTooLong("Style", EditingBrief.TextMaxLength),
            (await Editing.WriteBriefAsync(Manager, job.Id, brief with { Style = new string('가', 1001) }, Ct)).Refusal
        );
    }

    [Fact]
    public async Task The_next_weeks_hold_what_is_due_against_what_an_editor_finishes()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 5);
        await Editing.ScheduleAsync(Manager, job.Id, EditingPriority.Normal, Clock.Now.AddDays(8), job.Version, Ct);
        Assert.Equal(
            new CapacityOutOfRange(EditorCapacity.Most),
            (await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 0, Ct)).Refusal
        );
        Assert.Null((await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 4, Ct)).Refusal);
        Assert.Null((await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 1, Ct)).Refusal);
        var forecast = (await Editing.ForecastAsync(Manager, Ct)).Value!;
        Assert.Equal(new DateOnly(2026, 3, 2), forecast.Mondays[0]);
        var line = forecast.Lines.Single();
        Assert.Equal([0, 5, 0, 0, 0, 0, 0, 0], line.Weeks.Select(w => w.Photos));

        // Monday 2 March 2026 is the day off for the first of March, a Sunday.
        Assert.Equal((4, 5), (line.Weeks[0].Capacity, line.Weeks[1].Capacity));
        Assert.False(line.Weeks[1].IsOver);
        Time.Advance(TimeSpan.FromDays(9));
        forecast = (await Editing.ForecastAsync(Manager, Ct)).Value!;
        Assert.Equal((5, 3), (forecast.Lines.Single().Weeks[0].Photos, forecast.Lines.Single().Weeks[0].Capacity));
        Assert.True(forecast.Lines.Single().Weeks[0].IsOver);
        Assert.Equal(new NotAllowed(), (await Editing.ForecastAsync(editor, Ct)).Refusal);
    }

    [Fact]
    public async Task The_queue_is_narrowed_by_urgency_and_due_day()
    {
        var editor = await EditorAsync();
        var (first, second) = (await JobAsync(editor), await JobAsync(editor));
        await Editing.ScheduleAsync(Manager, first.Id, EditingPriority.Urgent, Clock.Now.AddDays(2), first.Version, Ct);
        Assert.Equal(first.Id, (await RowsAsync(new EditingFilter(Priority: EditingPriority.Urgent))).Single().Id);
        Assert.Equal(first.Id, (await RowsAsync(new EditingFilter(DueBefore: Clock.Now.AddDays(7)))).Single().Id);
        Assert.Empty(await RowsAsync(new EditingFilter(DueBefore: Clock.Now)));
        Assert.Equal([first.Id, second.Id], (await RowsAsync(new EditingFilter())).Select(r => r.Id));
    }

    [Fact]
    public async Task Who_may_only_edit_learns_no_phone_and_no_price()
    {
        var editor = await EditorAsync() with { Permissions = FrozenSet.ToFrozenSet([Rights.Editing]) };
        var job = await DoneAsync(editor);
        Assert.Null((await Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct)).Refusal);
        object?[] seen =
        [
            (await Editing.QueueAsync(editor, new EditingFilter(EditingStatus.Completed), Ct)).Value,
            (await Editing.JobAsync(editor, job, Ct)).Value,
            (await Get<HandOffService>().OfAsync(editor, job, Ct)).Value,
            (await Returns.ReportAsync(editor, job, Ct)).Value,
            (await Revisions.RoundsAsync(editor, job, Ct)).Value,
        ];
        Assert.All(seen, Assert.NotNull);
        var text = System.Text.RegularExpressions.Regex.Replace(
            System.Text.Json.JsonSerializer.Serialize(seen),
            "\"(Extra|Next)Won\":null",
            ""
        );
        Assert.DoesNotContain("1012345678", text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain("won", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(new NotAllowed(), (await Revisions.SendAsync(editor, job, [LastCouple.BrideId], Ct)).Refusal);
        var round = (await Revisions.RoundsAsync(editor, job, Ct)).Value!.Rounds.Single().Id;
        Assert.Equal(new NotAllowed(), (await Revisions.LinkUrlsAsync(editor, round, Ct)).Refusal);
        var stranger = await EditorAsync("나래");
        Assert.Equal(new EditingJobNotFound(), (await Revisions.RoundsAsync(stranger, job, Ct)).Refusal);
    }

    private async Task<IReadOnlyList<EditingRow>> RowsAsync(EditingFilter filter) =>
        (await Editing.QueueAsync(Manager, filter, Ct)).Value!.Rows;
}
