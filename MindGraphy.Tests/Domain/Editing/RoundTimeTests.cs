using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

/// <summary>What happens while a round is out: files that come back, reminders, silence, links.</summary>
public sealed class RoundTimeTests(MigratedTemplate template) : EditingTest(template)
{
    [Fact]
    public async Task What_the_couple_approves_is_what_it_was_shown_whatever_came_back_meanwhile()
    {
        var (editor, job, round) = await SentAsync();
        var shown = await VersionAsync(0);
        var late = (await ReturnedAsync(editor, job, "DSC_0000_retouched.jpg"))[0];
        Assert.Equal(shown, await VersionAsync(0));
        Assert.Equal(ReturnOutcome.WithCouple, await OutcomeAsync(late));

        // Also where one was matched a moment before: what the round showed counts.
        await ExecuteAsync("UPDATE photos SET edited_version_id = $1 WHERE id = $2", late, LastCouple.Photos[0]);
        Assert.Null((await Revisions.SubmitAsync(LastCouple.Bride, round, null, Ct)).Refusal);
        Assert.Equal(shown, await VersionAsync(0));
        Assert.True(await CountAsync("outbox_messages WHERE kind LIKE '%FilesReturned%'") > 0);
        await MatchAsync(editor, job);
        Assert.Equal(shown, await VersionAsync(0));
        Assert.Equal(ReturnOutcome.AlreadyApproved, await OutcomeAsync(late));

        async Task<ReturnOutcome?> OutcomeAsync(Guid file) =>
            (await Returns.ReportAsync(editor, job, Ct)).Value!.Lines.Single(l => l.PhotoId == file).Outcome;
    }

    [Fact]
    public async Task What_came_back_before_a_wish_is_matched_after_it_and_finishes_nothing()
    {
        var (editor, job, round) = await SentAsync();
        var late = (await ReturnedAsync(editor, job, "DSC_0000_retouched.jpg"))[0];
        var say = new RevisionSay(LastCouple.Photos[0], RevisionWish.Change, "팔");
        Assert.Null((await Revisions.SayAsync(LastCouple.Bride, round, [say], Ct)).Refusal);
        Assert.Null((await Revisions.SubmitAsync(LastCouple.Bride, round, null, Ct)).Refusal);
        await MatchAsync(editor, job);
        var view = (await Editing.JobAsync(editor, job, Ct)).Value!;
        Assert.Equal((late, EditStatus.InProgress), (view.Photos[0].VersionId, view.Photos[0].Status));
        Assert.Equal(EditingStatus.Revision, view.Row.Status);

        // What comes after it does.
        await ReturnedAsync(editor, job, "DSC_0000_retouched-2.jpg");
        Assert.Equal(EditStatus.Completed, (await Editing.JobAsync(editor, job, Ct)).Value!.Photos[0].Status);
    }

    [Fact]
    public async Task The_couple_is_reminded_once_before_its_last_day_by_day()
    {
        var (_, _, round) = await SentAsync();
        Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(0, await Revisions.RemindAsync(Ct));
        Time.Advance(TimeSpan.FromDays(1));
        var reminded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Revisions.RemindAsync(Ct), Ct)));
        Assert.Equal(1, reminded.Sum());
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'review_reminder' AND link_id IS NOT NULL"));
        Assert.Equal(new DeadlineInThePast(), (await Revisions.ExtendAsync(Manager, round, Clock.Today.AddDays(-1), Ct)).Refusal);
        Assert.Null((await Revisions.ExtendAsync(Manager, round, Clock.Today.AddDays(10), Ct)).Refusal);
        Assert.Equal(Clock.Today.AddDays(10), Clock.DateOf((await Revisions.PageAsync(LastCouple.Bride, round, Ct)).Value!.AnswerBy));
        Assert.Equal(0, await Revisions.RemindAsync(Ct));
        Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(1, await Revisions.RemindAsync(Ct));
    }

    [Fact]
    public async Task Where_nobody_opened_a_link_silence_is_no_yes_and_the_studio_is_told_once()
    {
        var (editor, job, round) = await SentAsync();
        Time.Advance(TimeSpan.FromDays(8));
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Revisions.EndSilentAsync(Ct), Ct)));
        Assert.Equal(0, ended.Sum());
        Assert.Equal(0, await CountAsync("editing_items WHERE status = 'approved'"));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'review_unheard'"));
        var row = (await Revisions.RoundsAsync(Manager, job, Ct)).Value!.Rounds.Single();
        Assert.Equal((RevisionStatus.Sent, true), (row.Status, row.IsUnheard));

        // Whoever comes late after all finds a page that waits for them, not one that says that all is approved.
        Assert.True((await Revisions.PageAsync(LastCouple.Bride, round, Ct)).Value!.IsOpen(Time.GetUtcNow()));
        Assert.Equal(new NotAllowed(), (await Revisions.ExtendAsync(editor, round, Clock.Today.AddDays(3), Ct)).Refusal);
        Assert.Null((await Revisions.ExtendAsync(Manager, round, Clock.Today.AddDays(3), Ct)).Refusal);
        Assert.False((await Revisions.RoundsAsync(Manager, job, Ct)).Value!.Rounds.Single().IsUnheard);
        Assert.True((await EnterAsync((await Revisions.LinkUrlsAsync(Manager, round, Ct)).Value![0])).Succeeded);
        Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await Revisions.EndSilentAsync(Ct));
        Assert.Equal(3, await CountAsync("editing_items WHERE status = 'approved'"));
        Assert.Equal(new RevisionClosed(), (await Revisions.ExtendAsync(Manager, round, Clock.Today.AddDays(3), Ct)).Refusal);
    }

    [Fact]
    public async Task One_persons_link_is_taken_back_and_given_anew()
    {
        var (editor, _, round) = await SentAsync();
        var couple = LastCouple;
        var before = (await Revisions.LinkUrlsAsync(Manager, round, Ct)).Value!.Single(l => l.ContactId == couple.BrideId);
        Assert.Equal(new NotAllowed(), (await Revisions.TakeLinkAsync(editor, round, couple.BrideId, Ct)).Refusal);
        Assert.Null((await Revisions.TakeLinkAsync(Manager, round, couple.BrideId, Ct)).Refusal);
        Assert.Equal(new NoLinkToTake(), (await Revisions.TakeLinkAsync(Manager, round, Guid.NewGuid(), Ct)).Refusal);
        Assert.Equal(new LinkNotOpen(), (await EnterAsync(before)).Refusal);
        Assert.Equal([couple.GroomId], (await Revisions.LinkUrlsAsync(Manager, round, Ct)).Value!.Select(l => l.ContactId));
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Revisions.GiveLinkAsync(Manager, round, couple.BrideId, Ct), Ct))
        );
        var after = (await Revisions.LinkUrlsAsync(Manager, round, Ct)).Value!.Single(l => l.ContactId == couple.BrideId);
        Assert.NotEqual(before.Path, after.Path);
        Assert.True((await EnterAsync(after)).Succeeded);
        Assert.Equal(new ReviewerMissing(), (await Revisions.GiveLinkAsync(Manager, round, Guid.NewGuid(), Ct)).Refusal);
        await Revisions.CloseAsync(Manager, round, "다시", Ct);
        Assert.Equal(new RevisionClosed(), (await Revisions.GiveLinkAsync(Manager, round, couple.BrideId, Ct)).Refusal);
    }

    private async Task<Result<CoupleVisit>> EnterAsync(ProofLink link) =>
        await Get<LinkService>().EnterAsync(LinkPurpose.Review, link.Path.Split('/')[^1], Ct);

    private async Task MatchAsync(Actor editor, Guid job) =>
        await Returns.MatchAsync((await Returns.AlbumAsync(editor, job, Ct)).Value, Ct);

    private Task<Guid> VersionAsync(int photo) =>
        ScalarAsync<Guid>("SELECT edited_version_id FROM photos WHERE id = $1", LastCouple.Photos[photo]);

    private async Task<(Actor Editor, Guid Job, Guid Round)> SentAsync()
    {
        var editor = await EditorAsync();
        var job = await DoneAsync(editor);
        var sent = await Revisions.SendAsync(Manager, job, [LastCouple.BrideId, LastCouple.GroomId], Ct);
        Assert.Null(sent.Refusal);
        return (editor, job, sent.Value);
    }
}
