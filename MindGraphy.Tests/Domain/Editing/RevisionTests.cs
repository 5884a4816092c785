using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

public sealed class RevisionTests(MigratedTemplate template) : EditingTest(template)
{
    [Fact]
    public async Task A_round_goes_to_the_couple_and_back_and_every_wish_is_answered()
    {
        var (editor, job, round) = await SentAsync();
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'review_ready'"));
        Assert.Equal(2, (await Revisions.LinkUrlsAsync(Manager, round, Ct)).Value!.Count);
        Assert.Equal(new RevisionOpen(), (await Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct)).Refusal);
        Assert.Equal(new RevisionOpen(), (await MoveAsync(Manager, job, EditingStatus.Revision, "톤")).Refusal);
        Assert.NotNull((await Editing.JobAsync(Manager, job, Ct)).Value!.Row.WaitingSince);
        var photos = LastCouple.Photos;
        await SayAsync(new RevisionSay(photos[0], RevisionWish.Change, "팔을 자연스럽게", 250, 1000));
        await SayAsync(new RevisionSay(photos[1], RevisionWish.Approve));
        Time.Advance(TimeSpan.FromDays(3));
        var receipt = (await Revisions.SubmitAsync(LastCouple.Groom, round, null, Ct)).Value!;
        Assert.Equal((2, 1), (receipt.Approved, receipt.Changes));
        await Revisions.SubmitAsync(LastCouple.Bride, round, null, Ct);

        // Nobody of the studio is written to twice: the editor, and the studio where the couple has no manager.
        Assert.Equal(
            "2/1",
            await ScalarAsync<string>(
                "SELECT DISTINCT (template_data ->> 'approved') || '/' || (template_data ->> 'changes') FROM notifications WHERE template_id = 'review_answered'"
            )
        );
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'review_answered' AND recipient_id = $1", editor.UserId!));

        var view = (await Editing.JobAsync(editor, job, Ct)).Value!;
        Assert.Equal((EditingStatus.Revision, 1, "#1 팔을 자연스럽게"), (view.Row.Status, view.Row.RevisionCount, view.Notes));
        Assert.Equal((null, 259_200L), (view.Row.WaitingSince, view.Row.WaitedSeconds));
        Assert.Equal([EditStatus.InProgress, EditStatus.Approved, EditStatus.Approved], view.Photos.Select(p => p.Status));
        Assert.Equal(2, await CountAsync("photos WHERE edit_status = 'approved'"));

        Assert.Equal(
            new ReasonRequired(),
            (await Revisions.AnswerAsync(editor, round, photos[0], RevisionAnswer.Impossible, " ", Ct)).Refusal
        );
        Assert.Equal(new PhotoNotFound(), (await Revisions.AnswerAsync(editor, round, photos[1], RevisionAnswer.Done, null, Ct)).Refusal);
        await ReturnedAsync(editor, job, "DSC_0000_retouched.jpg");
        Assert.Null((await Revisions.AnswerAsync(editor, round, photos[0], RevisionAnswer.Done, "더 올렸어요", Ct)).Refusal);
        var page = (await Revisions.PageAsync(LastCouple.Bride, round, Ct)).Value!;
        Assert.Equal(
            (RevisionStatus.Closed, RevisionAnswer.Done, "더 올렸어요"),
            (page.Status, page.Photos[0].Answer, page.Photos[0].Reason)
        );
        Assert.Null((await Revisions.AnswerAsync(editor, round, photos[0], RevisionAnswer.Done, "더 올렸어요", Ct)).Refusal);
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'review_done' AND link_id IS NOT NULL"));

        // The next round shows only what is not approved, in its new version, and counts against the contract.
        Assert.Null((await MoveAsync(editor, job, EditingStatus.Review)).Refusal);
        Assert.Null((await MoveAsync(Manager, job, EditingStatus.Completed)).Refusal);
        var next = (await Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct)).Value;
        page = (await Revisions.PageAsync(LastCouple.Bride, next, Ct)).Value!;
        Assert.Equal((2, 1, photos[0]), (page.Number, page.UsedRounds, page.Photos.Single().PhotoId));
        Assert.NotEqual(
            await ScalarAsync<Guid>("SELECT version_id FROM revision_requests WHERE round_id = $1 AND photo_id = $2", round, photos[0]),
            page.Photos.Single().VersionId
        );
        Assert.Null((await Revisions.SubmitAsync(LastCouple.Bride, next, null, Ct)).Refusal);
        view = (await Editing.JobAsync(editor, job, Ct)).Value!;
        Assert.Equal((EditingStatus.Completed, 1), (view.Row.Status, view.Row.RevisionCount));
        Assert.Equal(new NothingToReview(), (await Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct)).Refusal);

        async Task SayAsync(RevisionSay say) => Assert.Null((await Revisions.SayAsync(LastCouple.Bride, round, [say], Ct)).Refusal);
    }

    [Fact]
    public async Task What_can_not_be_meant_is_refused()
    {
        var (_, job, round) = await SentAsync();
        var (bride, photo) = (LastCouple.Bride, LastCouple.Photos[0]);
        var mine = LastCouple;
        async Task<Refusal?> SaidAsync(RevisionSay say, Actor? who = null) =>
            (await Revisions.SayAsync(who ?? bride, round, [say], Ct)).Refusal;
        Assert.Equal(new FieldRequired("Note"), await SaidAsync(new RevisionSay(photo, RevisionWish.Change, "  ")));
        Assert.Equal(new PinOutOfPicture(), await SaidAsync(new RevisionSay(photo, RevisionWish.Change, "팔", 10, null)));
        Assert.Equal(new PinOutOfPicture(), await SaidAsync(new RevisionSay(photo, RevisionWish.Change, "팔", 1001, 0)));
        Assert.Equal(new PhotoNotFound(), await SaidAsync(new RevisionSay(mine.Photos[9], RevisionWish.Approve)));
        Assert.Null(await SaidAsync(new RevisionSay(photo, RevisionWish.Change, new string('가', 20_000))));
        Assert.Equal(
            1000,
            await ScalarAsync<int>("SELECT length(note) FROM revision_requests WHERE round_id = $1 AND note IS NOT NULL", round)
        );
        Assert.Null(await SaidAsync(new RevisionSay(photo, null)));
        Assert.Equal(0, await CountAsync("revision_requests WHERE wish IS NOT NULL"));
        var others = await CoupleAsync();
        Assert.Equal(new RevisionNotFound(), await SaidAsync(new RevisionSay(photo, RevisionWish.Approve), others.Bride));
        Assert.Equal(new RevisionNotFound(), (await Revisions.PageAsync(others.Bride, round, Ct)).Refusal);
        Assert.Equal(new RevisionNotFound(), (await Revisions.SubmitAsync(others.Bride, round, null, Ct)).Refusal);
        Assert.Equal(new PhotoNotFound(), (await Revisions.ShownHashAsync(bride, round, photo, Ct)).Refusal);
        Assert.Equal(new RevisionNotAsked(), (await Revisions.AnswerAsync(Manager, round, photo, RevisionAnswer.Done, null, Ct)).Refusal);
        Assert.Equal(new ReasonRequired(), (await Revisions.CloseAsync(Manager, round, " ", Ct)).Refusal);
        Assert.Equal(
            new ReviewerMissing(),
            (await Revisions.SendAsync(Manager, await DoneAsync(await EditorAsync("나래")), [mine.BrideId], Ct)).Refusal
        );
        Assert.NotEqual(Guid.Empty, job);
    }

    [Fact]
    public async Task Silence_is_a_yes_after_the_last_day_and_what_was_asked_stays_asked()
    {
        var (editor, job, round) = await SentAsync();
        Assert.Null(
            (
                await Revisions.SayAsync(LastCouple.Bride, round, [new RevisionSay(LastCouple.Photos[2], RevisionWish.Change, "배경")], Ct)
            ).Refusal
        );
        Assert.Equal(0, await Revisions.EndSilentAsync(Ct));
        Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(
            new RevisionClosed(),
            (await Revisions.SayAsync(LastCouple.Bride, round, [new RevisionSay(LastCouple.Photos[1], RevisionWish.Approve)], Ct)).Refusal
        );
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Revisions.EndSilentAsync(Ct), Ct)));
        Assert.Equal(1, ended.Sum());
        var view = (await Editing.JobAsync(editor, job, Ct)).Value!;
        Assert.Equal((EditingStatus.Revision, 1), (view.Row.Status, view.Row.RevisionCount));
        Assert.Equal([EditStatus.Approved, EditStatus.Approved, EditStatus.InProgress], view.Photos.Select(p => p.Status));
        Assert.True((await Revisions.PageAsync(LastCouple.Bride, round, Ct)).Value!.BySilence);
    }

    [Fact]
    public async Task Two_phones_that_submit_at_once_get_one_answer_and_the_round_counts_once()
    {
        for (var i = 0; i < 5; i++)
        {
            var (_, job, round) = await SentAsync(2);
            await Revisions.SayAsync(LastCouple.Bride, round, [new RevisionSay(LastCouple.Photos[0], RevisionWish.Change, "팔")], Ct);
            var (bride, groom) = (LastCouple.Bride, LastCouple.Groom);
            var receipts = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(n => Task.Run(() => Revisions.SubmitAsync(n % 2 == 0 ? bride : groom, round, null, Ct), Ct))
            );
            Assert.Single(receipts.Select(r => (r.Refusal, r.Value?.Approved, r.Value?.Changes, r.Value?.SubmittedAt)).Distinct());
            var row = (await Editing.JobAsync(Manager, job, Ct)).Value!.Row;
            Assert.Equal((EditingStatus.Revision, 1), (row.Status, row.RevisionCount));
        }
    }

    [Fact]
    public async Task Where_the_studio_closes_while_the_couple_asks_one_of_them_is_told()
    {
        for (var i = 0; i < 8; i++)
        {
            var (_, job, round) = await SentAsync(2);
            await Revisions.SayAsync(LastCouple.Bride, round, [new RevisionSay(LastCouple.Photos[0], RevisionWish.Change, "팔")], Ct);
            var bride = LastCouple.Bride;
            var submit = Task.Run(() => Revisions.SubmitAsync(bride, round, null, Ct), Ct);
            var close = Task.Run(() => Revisions.CloseAsync(Manager, round, "색을 다시 맞춘 뒤 보냅니다", Ct), Ct);
            var (submitted, closed) = (await submit, await close);
            Assert.NotEqual(submitted.Succeeded, closed.Succeeded);
            Assert.Equal(new RevisionClosed(), submitted.Refusal ?? closed.Refusal);
            var row = (await Editing.JobAsync(Manager, job, Ct)).Value!.Row;
            Assert.Equal(
                closed.Succeeded ? (EditingStatus.Completed, 0, 0) : (EditingStatus.Revision, 1, 1),
                (row.Status, row.RevisionCount, (int)await CountAsync("editing_items WHERE job_id = $1 AND status = 'approved'", job))
            );
            Assert.Null(row.WaitingSince);
        }
    }

    [Fact]
    public async Task Of_two_who_send_at_once_one_is_told_that_a_round_is_out()
    {
        var job = await DoneAsync(await EditorAsync());
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct), Ct))
        );
        Assert.Equal(1, sent.Count(s => s.Succeeded));
        Assert.All(sent.Where(s => !s.Succeeded), s => Assert.Equal(new RevisionOpen(), s.Refusal));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'review_ready'"));
    }

    [Fact]
    public async Task Beyond_the_contract_the_page_says_the_price_or_that_the_studio_answers()
    {
        var (editor, job, round) = await SentAsync();
        var page = (await Revisions.PageAsync(LastCouple.Bride, round, Ct)).Value!;
        Assert.Equal((page.UsedRounds >= page.IncludedRounds, null), (page.IsExtra, page.ExtraWon));
        await Revisions.CloseAsync(Manager, round, "다시", Ct);
        Assert.Equal(
            await CountAsync("link_tokens WHERE purpose = 'review' AND subject_id = $1", round),
            await CountAsync("notifications WHERE template_id = 'review_closed'")
        );
        await ExecuteAsync("UPDATE revision_rounds SET used_rounds = 0");
        Assert.Equal(new NotAllowed(), (await Editing.SetReviewRulesAsync(editor, new ReviewRules(3, 30_000), ct: Ct)).Refusal);
        Assert.Null((await Editing.SetReviewRulesAsync(Actor.System, new ReviewRules(3, 30_000), ct: Ct)).Refusal);
        await ExecuteAsync("UPDATE contracts SET included = jsonb_set(included, '{revision_rounds}', '0')");
        var next = (await Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct)).Value;
        page = (await Revisions.PageAsync(LastCouple.Bride, next, Ct)).Value!;
        Assert.Equal((true, 30_000L), (page.IsExtra, page.ExtraWon));
        Assert.Equal(new DateOnly(2026, 3, 5), Clock.DateOf(page.AnswerBy));

        // Asked for, it becomes a line of the plan, once, whoever submits and however often.
        await ExecuteAsync("UPDATE contracts SET signed_at = now()");
        var photo = page.Photos[0].PhotoId;
        Assert.Null(
            (
                await Revisions.SayAsync(LastCouple.Bride, next, [new RevisionSay(photo, RevisionWish.Change, "조금 밝게", null, null)], Ct)
            ).Refusal
        );
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => Task.Run(() => Revisions.SubmitAsync(i % 2 == 0 ? LastCouple.Bride : LastCouple.Groom, next, null, Ct), Ct))
        );
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional' AND amount = 30000"));
        var board = (await Revisions.RoundsAsync(Manager, job, Ct)).Value!;
        Assert.Equal((30_000L, true), (board.Rounds[0].ExtraWon!.Value, board.Rounds[0].IsPriced));
        Assert.Null((await Revisions.RoundsAsync(editor, job, Ct)).Value!.Rounds[0].ExtraWon);
    }

    private async Task<(Actor Editor, Guid Job, Guid Round)> SentAsync(int picks = 3)
    {
        var editor = await EditorAsync();
        var job = await DoneAsync(editor, picks);
        var sent = await Revisions.SendAsync(Manager, job, [LastCouple.BrideId, LastCouple.GroomId], Ct);
        Assert.Null(sent.Refusal);
        return (editor, job, sent.Value);
    }
}
