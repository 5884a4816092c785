using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

/// <summary>One count of rounds for couple, studio and payment plan: by phone or on the page, in whichever job of the project.</summary>
public sealed class RevisionCountTests(MigratedTemplate template) : EditingTest(template)
{
    private const long Won = 33_000;

    [Fact]
    public async Task A_round_that_was_asked_for_by_phone_counts_and_costs_like_one_of_the_couples_page()
    {
        var editor = await EditorAsync();
        var job = await DoneAsync(editor, 1);
        await TermsAsync(included: 1);
        Assert.Equal((1, 0, 0, 1, null), Of(await ReadAsync(job)));

        // What the studio finds itself is no round of theirs.
        Assert.Null((await MoveAsync(Manager, job, EditingStatus.Revision, "먼지", new RevisionByHand(false))).Refusal);
        Assert.Equal((1, 0, 0, 1, null), Of(await ReadAsync(job)));
        await AgainAsync(editor, job);

        // By phone: the included one.
        var read = await ReadAsync(job);
        Assert.Null((await MoveAsync(Manager, job, EditingStatus.Revision, "전화: 조금 밝게", new RevisionByHand(true, read))).Refusal);
        Assert.Equal((1, 1, 0, 2, Won), Of(await ReadAsync(job)));
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        await AgainAsync(editor, job);

        // Who read of the included one can't move it as such any more, and nothing is charged that nobody read.
        Assert.Equal(
            new RevisionTermsDiffer(2, 1),
            (await MoveAsync(Manager, job, EditingStatus.Revision, "전화", new RevisionByHand(true, read))).Refusal
        );
        Assert.Equal(EditingStatus.Completed, (await Editing.JobAsync(Manager, job, Ct)).Value!.Row.Status);
        read = await ReadAsync(job);
        Assert.Null((await MoveAsync(Manager, job, EditingStatus.Revision, "전화", new RevisionByHand(true, read))).Refusal);
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional' AND amount = $1", (decimal)Won));
        await AgainAsync(editor, job);

        // The couple's page goes on from there; an editor reads the count and no price.
        var round = (await Revisions.SendAsync(Manager, job, [LastCouple.BrideId], Ct)).Value;
        var page = (await Revisions.PageAsync(LastCouple.Bride, round, Ct)).Value!;
        Assert.Equal((2, 1, true, Won), (page.UsedRounds, page.IncludedRounds, page.IsExtra, page.ExtraWon!.Value));
        Assert.Equal((1, 2, 0, 3, null), Of((await Revisions.RoundsAsync(editor, job, Ct)).Value!.Terms));
    }

    [Fact]
    public async Task Of_two_jobs_rounds_that_go_out_at_once_one_is_the_first_and_one_the_second()
    {
        for (var i = 0; i < 3; i++)
        {
            var (couple, first, second) = await TwoJobsAsync();
            await TermsAsync(included: 1);
            var sent = await Task.WhenAll(
                new[] { first, second }.Select(job =>
                    Task.Run(async () => (await Revisions.SendAsync(Manager, job, [couple.BrideId], Ct)).Value, Ct)
                )
            );
            var pages = new List<ReviewPage>();
            foreach (var round in sent)
            {
                pages.Add((await Revisions.PageAsync(couple.Bride, round, Ct)).Value!);
            }

            Assert.Equal([0, 1], pages.Select(p => p.UsedRounds).Order());
            Assert.Single(pages, p => p.IsExtra);
            Assert.Equal((1, 0, 1, 2, Won), Of(await ReadAsync(first)));

            // Asked for in both, they are two, and the one whose page said so is paid for.
            foreach (var page in pages)
            {
                await AskAsync(couple, await PageAsync(couple, page.RoundId));
            }

            Assert.Equal((1, 2, 0, 3, Won), Of(await ReadAsync(first)));
            var lines = "payment_plan_lines l JOIN projects p ON p.contract_id = l.contract_id WHERE l.kind = 'additional' AND p.id = $1";
            Assert.Equal(1, await CountAsync(lines, couple.ProjectId));
        }
    }

    [Fact]
    public async Task A_round_that_was_the_second_is_the_first_once_the_other_ended_without_a_wish()
    {
        var (couple, first, second) = await TwoJobsAsync();
        await TermsAsync(included: 1);
        var one = (await Revisions.SendAsync(Manager, first, [couple.BrideId], Ct)).Value;
        var two = (await Revisions.SendAsync(Manager, second, [couple.BrideId], Ct)).Value;
        Assert.True((await Revisions.PageAsync(couple.Bride, two, Ct)).Value!.IsExtra);
        Assert.Null((await Revisions.SubmitAsync(couple.Groom, one, null, Ct)).Refusal);
        var page = (await Revisions.PageAsync(couple.Bride, two, Ct)).Value!;
        Assert.Equal((0, false), (page.UsedRounds, page.IsExtra));
        await AskAsync(couple, page);
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        Assert.Equal((1, 1, 0, 2, Won), Of(await ReadAsync(first)));
        Assert.Equal(0, (await Revisions.RoundsAsync(Manager, second, Ct)).Value!.Rounds.Single().UsedRounds);
    }

    [Fact]
    public async Task A_round_that_is_only_out_takes_no_included_one_from_another()
    {
        var (couple, first, second) = await TwoJobsAsync();
        await TermsAsync(included: 1);
        var closed = await SendAsync(couple, first);
        var two = await SendAsync(couple, second);
        Assert.True((await PageAsync(couple, two)).IsExtra);

        // Closed and sent again it stands behind the other one, and each of them is the first until one of them is asked for.
        Assert.Null((await Revisions.CloseAsync(Manager, closed, "색을 다시 맞춥니다", Ct)).Refusal);
        var again = await SendAsync(couple, first);
        var read = await PageAsync(couple, two);
        Assert.Equal((false, true), (read.IsExtra, (await PageAsync(couple, again)).IsExtra));
        await AskAsync(couple, await PageAsync(couple, again));
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));

        // The included one is used up now: who read that theirs is it says yes to its price first.
        await SayAsync(couple, read);
        Assert.Equal(new RevisionDiffers(), (await Revisions.SubmitAsync(couple.Bride, two, new ReviewRead(1, false, 0), Ct)).Refusal);
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        read = await PageAsync(couple, two);
        Assert.Equal((true, RevisionStatus.Sent), (read.IsExtra, read.Status));
        await AskAsync(couple, read);
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional' AND amount = $1", (decimal)Won));
        Assert.Equal((1, 2, 0, 3, Won), Of(await ReadAsync(first)));
    }

    [Fact]
    public async Task A_round_that_nobody_opened_stands_before_none_and_a_call_is_counted_by_what_was_asked_for()
    {
        var (couple, first, second) = await TwoJobsAsync();
        await TermsAsync(included: 1);
        await SendAsync(couple, first);
        var read = await ReadAsync(second);
        Assert.Equal((1, 0, 1, 2, Won), Of(read));
        Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(0, await Revisions.EndSilentAsync(Ct));
        Assert.Equal((1, 0, 0, 1, null), Of(await ReadAsync(second)));

        // What was read before counts the same: a call is asked for now, and what is out is not.
        Assert.Null((await MoveAsync(Manager, second, EditingStatus.Revision, "전화", new RevisionByHand(true, read))).Refusal);
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
    }

    [Fact]
    public async Task A_page_that_says_nothing_of_what_was_read_never_pays_more_than_when_it_was_sent()
    {
        var (couple, first, second) = await TwoJobsAsync();
        await TermsAsync(included: 1);
        var one = await SendAsync(couple, first);
        await AskAsync(couple, await PageAsync(couple, await SendAsync(couple, second)));
        await SayAsync(couple, await PageAsync(couple, one));
        Assert.Null((await Revisions.SubmitAsync(couple.Bride, one, null, Ct)).Refusal);
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
    }

    [Fact]
    public async Task What_the_other_one_asked_for_meanwhile_is_read_before_it_is_sent()
    {
        var (couple, job, _) = await TwoJobsAsync();
        await TermsAsync(included: 0);
        var page = await PageAsync(couple, await SendAsync(couple, job));
        var read = new ReviewRead(0, true, Won);
        await SayAsync(couple, page);
        Assert.Equal(new RevisionDiffers(), (await Revisions.SubmitAsync(couple.Groom, page.RoundId, read, Ct)).Refusal);
        Assert.Equal(RevisionStatus.Sent, (await PageAsync(couple, page.RoundId)).Status);
        var yes = read with { Changes = 1 };
        Assert.Null((await Revisions.SubmitAsync(couple.Groom, page.RoundId, yes, Ct)).Refusal);
        Assert.Null((await Revisions.SubmitAsync(couple.Bride, page.RoundId, read, Ct)).Refusal);
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
    }

    [Fact]
    public async Task A_partner_who_takes_one_wish_back_and_asks_for_another_photo_is_noticed_though_the_number_is_the_same()
    {
        var job = await DoneAsync(await EditorAsync(), 2);
        await TermsAsync(included: 1);
        var (couple, round) = (LastCouple, await SendAsync(LastCouple, job));
        var photos = (await PageAsync(couple, round)).Photos.Select(p => p.PhotoId).ToList();
        RevisionSay Change(int at) => new(photos[at], RevisionWish.Change, "조금 밝게");
        Assert.Null((await Revisions.SayAsync(couple.Bride, round, [Change(0)], Ct)).Refusal);
        var read = new ReviewRead(1, false, 0) { Photos = [photos[0]] };
        Assert.Null(
            (await Revisions.SayAsync(couple.Groom, round, [new RevisionSay(photos[0], RevisionWish.Approve), Change(1)], Ct)).Refusal
        );
        Assert.Equal(new RevisionDiffers(), (await Revisions.SubmitAsync(couple.Bride, round, read, Ct)).Refusal);
        Assert.Equal(RevisionStatus.Sent, (await PageAsync(couple, round)).Status);
        Assert.Null((await Revisions.SubmitAsync(couple.Bride, round, read with { Photos = [photos[1]] }, Ct)).Refusal);
    }

    [Fact]
    public async Task A_round_that_was_billed_though_the_contract_includes_it_now_is_shown_until_it_is_set_right()
    {
        var editor = await EditorAsync();
        var job = await DoneAsync(editor, 1);
        await TermsAsync(included: 0);
        await AskAsync(LastCouple, await PageAsync(LastCouple, await SendAsync(LastCouple, job)));
        var board = (await Revisions.RoundsAsync(Manager, job, Ct)).Value!;
        Assert.Equal((1, 0), (board.Billed.Count, board.OverBilled.Count()));

        // Included after all: by an amendment, or by a mistake that was mended in the contract.
        await TermsAsync(included: 1);
        board = (await Revisions.RoundsAsync(Manager, job, Ct)).Value!;
        Assert.Equal(new BilledRound(1, Won), Assert.Single(board.OverBilled));
        Assert.Equal(await ScalarAsync<Guid>("SELECT contract_id FROM projects WHERE id = $1", LastCouple.ProjectId), board.ContractId);
        Assert.Empty((await Revisions.RoundsAsync(editor, job, Ct)).Value!.Billed);

        // Where it was paid, an amendment leaves 1 won behind the payment (AmendmentTests).
        await ExecuteAsync("UPDATE payment_plan_lines SET amount = 1 WHERE kind = 'additional'");
        Assert.Empty((await Revisions.RoundsAsync(Manager, job, Ct)).Value!.OverBilled);
    }

    [Fact]
    public async Task What_nobody_sent_is_counted_and_told_and_not_billed()
    {
        var (couple, job, _) = await TwoJobsAsync();
        await TermsAsync(included: 0);
        var page = await PageAsync(couple, await SendAsync(couple, job));
        await SayAsync(couple, page);
        Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(1, await Revisions.EndSilentAsync(Ct));
        Assert.Equal((0, 1, 0, 2, Won), Of(await ReadAsync(job)));
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        var row = (await Revisions.RoundsAsync(Manager, job, Ct)).Value!.Rounds.Single();
        Assert.Equal((true, Won, false), (row.BySilence, row.ExtraWon!.Value, row.IsPriced));
        Assert.True(
            await CountAsync(
                "notifications WHERE template_id = 'review_answered' AND template_data ->> 'what' LIKE '%청구하지 않았습니다%'"
            ) > 0
        );
    }

    [Fact]
    public async Task The_manager_is_told_of_a_call_that_stands_in_no_payment_plan()
    {
        var editor = await EditorAsync();
        var job = await DoneAsync(editor, 1);
        await TermsAsync(included: 0);
        Assert.Null((await MoveAsync(editor, job, EditingStatus.Revision, "전화", new RevisionByHand(true))).Refusal);
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'round_by_phone'"));
        await AgainAsync(editor, job);
        await ExecuteAsync("UPDATE contracts SET contract_status = 'cancelled'");
        var read = await ReadAsync(job);
        Assert.Null((await MoveAsync(Manager, job, EditingStatus.Revision, "전화", new RevisionByHand(true, read))).Refusal);
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        Assert.Equal(
            1,
            await CountAsync("notifications WHERE template_id = 'round_by_phone' AND template_data ->> 'what' LIKE '%들어가지 못했습니다%'")
        );
    }

    [Fact]
    public async Task The_manager_is_told_of_a_round_that_the_couple_sent_and_that_stands_in_no_payment_plan()
    {
        const string Told = "notifications WHERE template_id = 'review_answered' AND template_data ->> 'what' LIKE ";
        var (couple, first, second) = await TwoJobsAsync();
        await TermsAsync(included: 0);
        await AskAsync(couple, await PageAsync(couple, await SendAsync(couple, first)));
        Assert.Equal(0, await CountAsync(Told + "'_%'"));

        // There was no price on its page, or the contract took no line.
        Assert.Null((await Editing.SetReviewRulesAsync(Actor.System, new ReviewRules(7, null), ct: Ct)).Refusal);
        var round = await SendAsync(couple, second);
        await SayAsync(couple, await PageAsync(couple, round));
        Assert.Null((await Revisions.SubmitAsync(couple.Bride, round, new ReviewRead(1, true, 0), Ct)).Refusal);
        Assert.True(await CountAsync(Told + "'%금액이 정해져 있지 않아%'") > 0);
        var (other, job, _) = await TwoJobsAsync();
        await TermsAsync(included: 0);
        round = await SendAsync(other, job);
        await ExecuteAsync("UPDATE contracts SET contract_status = 'cancelled'");
        await AskAsync(other, await PageAsync(other, round));
        Assert.True(await CountAsync(Told + "'%들어가지 못했습니다%'") > 0);
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
    }

    [Fact]
    public async Task A_word_of_the_other_one_is_not_written_over_before_it_was_read()
    {
        var (couple, job, _) = await TwoJobsAsync();
        var page = await PageAsync(couple, await SendAsync(couple, job));
        var photo = page.Photos[0].PhotoId;
        var (nothing, hers) = (new RevisionSeen(null, null), new RevisionSeen(RevisionWish.Change, " 조금 밝게 "));
        await SayAsync(couple, page);

        // He saw nothing of it: hers stays, and he is told what it is. Who says the same says nothing against it.
        var yes = new RevisionSay(photo, RevisionWish.Approve) { Seen = nothing };
        var said = await Revisions.SayAsync(couple.Groom, page.RoundId, [yes], Ct);
        Assert.Equal((1, "조금 밝게"), (said.Value!.Changes, said.Value.Overtaken.Single().Note));

        // Nor does who only takes away what he had said himself.
        said = await Revisions.SayAsync(couple.Groom, page.RoundId, [new(photo, null) { Seen = new(RevisionWish.Approve, null) }], Ct);
        Assert.Equal((1, "조금 밝게"), (said.Value!.Changes, said.Value.Overtaken.Single().Note));
        var same = new RevisionSay(photo, RevisionWish.Change, "조금 밝게") { Seen = nothing };
        Assert.Empty((await Revisions.SayAsync(couple.Groom, page.RoundId, [same], Ct)).Value!.Overtaken);
        await SayAsync(couple, page);

        // She goes on with her own on another device; he, having read it, has the later word.
        var more = new RevisionSay(photo, RevisionWish.Change, "조금 밝게") { Seen = nothing };
        Assert.Empty((await Revisions.SayAsync(couple.Bride, page.RoundId, [more], Ct)).Value!.Overtaken);
        said = await Revisions.SayAsync(couple.Groom, page.RoundId, [yes with { Seen = hers }], Ct);
        Assert.Equal((0, 0), (said.Value!.Changes, said.Value.Overtaken.Count));
        Assert.Equal(RevisionWish.Approve, (await PageAsync(couple, page.RoundId)).Photos[0].Wish);
    }

    [Fact]
    public async Task Who_speaks_after_the_other_one_sent_or_too_late_is_refused_and_keeps_their_words()
    {
        var (couple, first, second) = await TwoJobsAsync();
        foreach (var (job, isSent) in new[] { (first, true), (second, false) })
        {
            var page = await PageAsync(couple, await SendAsync(couple, job));
            var his = new RevisionSay(page.Photos[0].PhotoId, RevisionWish.Change, "배경도") { Seen = new RevisionSeen(null, null) };
            await SayAsync(couple, page);
            Assert.Single((await Revisions.SayAsync(couple.Groom, page.RoundId, [his], Ct)).Value!.Overtaken);
            if (isSent)
            {
                await AskAsync(couple, page);
            }
            else
            {
                Time.Advance(TimeSpan.FromDays(9));
            }

            Assert.Equal(new RevisionClosed(), (await Revisions.SayAsync(couple.Groom, page.RoundId, [his], Ct)).Refusal);
        }
    }

    [Fact]
    public async Task A_place_that_the_other_one_marked_is_not_erased_by_who_had_not_seen_it()
    {
        var (couple, job, _) = await TwoJobsAsync();
        var page = await PageAsync(couple, await SendAsync(couple, job));
        var hers = new RevisionSay(page.Photos[0].PhotoId, RevisionWish.Change, "조금 밝게", 200, 300);
        Assert.Null((await Revisions.SayAsync(couple.Bride, page.RoundId, [hers], Ct)).Refusal);
        async Task<RevisionSaid> HeAsync(RevisionSeen seen, int? x, int? y) =>
            (await Revisions.SayAsync(couple.Groom, page.RoundId, [hers with { PinX = x, PinY = y, Seen = seen }], Ct)).Value!;

        // The same words without the place, or at another: he had seen nothing, or the words alone.
        foreach (var seen in new[] { new RevisionSeen(null, null, new(null, null)), new(hers.Wish, hers.Note, new(null, null)) })
        {
            Assert.Equal(hers, Assert.Single((await HeAsync(seen, null, null)).Overtaken));
            Assert.Equal(hers, Assert.Single((await HeAsync(seen, 5, 5)).Overtaken));
            Assert.Empty((await HeAsync(seen, 200, 300)).Overtaken);
            Assert.Null((await Revisions.SayAsync(couple.Bride, page.RoundId, [hers], Ct)).Refusal);
        }

        // A page of before says nothing of places, and one that showed hers takes it away.
        Assert.Empty((await HeAsync(new RevisionSeen(hers.Wish, hers.Note, new(200, 300)), null, null)).Overtaken);
        Assert.Null((await PageAsync(couple, page.RoundId)).Photos[0].PinX);
        Assert.Null((await Revisions.SayAsync(couple.Bride, page.RoundId, [hers], Ct)).Refusal);
        Assert.Empty((await HeAsync(new RevisionSeen(hers.Wish, hers.Note), 5, 5)).Overtaken);
    }

    [Fact]
    public async Task Rules_that_somebody_else_changed_meanwhile_are_read_before_they_are_written_over()
    {
        var read = (await Editing.ReviewRulesAsync(Manager, Ct)).Value!;
        var saved = await Task.WhenAll(
            Enumerable
                .Range(10, 6)
                .Select(days => Task.Run(() => Editing.SetReviewRulesAsync(Actor.System, new ReviewRules(days, Won), read, Ct), Ct))
        );
        Assert.Single(saved, s => s.Succeeded);
        Assert.All(saved.Where(s => !s.Succeeded), s => Assert.Equal(new EditedElsewhere(), s.Refusal));
        read = (await Editing.ReviewRulesAsync(Manager, Ct)).Value!;
        Assert.Null((await Editing.SetReviewRulesAsync(Actor.System, read with { ExtraWon = null }, read, Ct)).Refusal);
        Assert.Equal(
            new RoundPriceOutOfRange(Money.MaxWon),
            (await Editing.SetReviewRulesAsync(Actor.System, new ReviewRules(7, 0), ct: Ct)).Refusal
        );
    }

    [Fact]
    public async Task Of_eight_who_write_one_phone_call_down_at_once_one_counts_it()
    {
        var job = await DoneAsync(await EditorAsync(), 1);
        await TermsAsync(included: 0);
        var (read, version) = (await ReadAsync(job), (await Editing.JobAsync(Manager, job, Ct)).Value!.Row.Version);
        var moved = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(
                        () =>
                            Editing.MoveAsync(
                                Manager,
                                job,
                                EditingStatus.Revision,
                                "전화",
                                version,
                                new RevisionByHand(true, read),
                                ct: Ct
                            ),
                        Ct
                    )
                )
        );
        Assert.Single(moved, m => m.Succeeded);
        Assert.Equal((0, 1, 0, 2, Won), Of(await ReadAsync(job)));
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
    }

    private static (int Included, int Used, int Out, int Next, long? Won) Of(RevisionTerms terms) =>
        (terms.Included, terms.Used, terms.Out, terms.Next, terms.NextWon);

    private async Task<RevisionTerms> ReadAsync(Guid job) => (await Revisions.RoundsAsync(Manager, job, Ct)).Value!.Terms;

    private async Task TermsAsync(int included)
    {
        Assert.Null((await Editing.SetReviewRulesAsync(Actor.System, new ReviewRules(7, Won), ct: Ct)).Refusal);
        await ExecuteAsync(
            "UPDATE contracts SET signed_at = now(), included = jsonb_set(included, '{revision_rounds}', to_jsonb($1))",
            included
        );
    }

    private async Task AskAsync(Couple couple, ReviewPage page)
    {
        await SayAsync(couple, page);
        var read = new ReviewRead(1, page.IsExtra, page.IsExtra ? page.ExtraWon!.Value : 0);
        Assert.Null((await Revisions.SubmitAsync(couple.Bride, page.RoundId, read, Ct)).Refusal);
    }

    private async Task SayAsync(Couple couple, ReviewPage page)
    {
        var say = new RevisionSay(page.Photos[0].PhotoId, RevisionWish.Change, "조금 밝게");
        Assert.Null((await Revisions.SayAsync(couple.Bride, page.RoundId, [say], Ct)).Refusal);
    }

    private async Task<Guid> SendAsync(Couple couple, Guid job)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var sent = await Revisions.SendAsync(Manager, job, [couple.BrideId], Ct);
        Assert.Null(sent.Refusal);
        return sent.Value;
    }

    private async Task<ReviewPage> PageAsync(Couple couple, Guid round) => (await Revisions.PageAsync(couple.Bride, round, Ct)).Value!;

    // Worked on and done once more.
    private async Task AgainAsync(Actor editor, Guid job)
    {
        Assert.Null((await MoveAsync(editor, job, EditingStatus.InProgress)).Refusal);
        Assert.Null((await MoveAsync(editor, job, EditingStatus.Review)).Refusal);
        Assert.Null((await MoveAsync(Manager, job, EditingStatus.Completed)).Refusal);
    }

    // Two albums of one couple, picked from and retouched each by itself.
    private async Task<(Couple Couple, Guid First, Guid Second)> TwoJobsAsync()
    {
        var (editor, couple) = (await EditorAsync(), await CoupleAsync());
        await ExecuteAsync("UPDATE projects SET assigned_editor_id = $1 WHERE id = $2", editor.UserId!, couple.ProjectId);
        await using var db = await DbAsync();
        var album = new PhotoAlbum(couple.ProjectId, AlbumType.Raw, "둘째 날", null, Start);
        db.Add(album);
        var photos = AddPhotos(db, album, 2);
        await db.SaveChangesAsync(Ct);
        var jobs = new List<Guid>();
        foreach (var part in new[] { couple, couple with { AlbumId = album.Id, Photos = photos } })
        {
            var round = await RoundAsync(part);
            await PickAsync(part.Bride, round, part.Photos[0]);
            Assert.True((await Proofs.SubmitAsync(part.Bride, round, "k" + round, null, Ct)).Succeeded);
            jobs.Add(await ScalarAsync<Guid>("SELECT id FROM editing_queue WHERE proof_session_id = $1", round));
        }

        foreach (var job in jobs)
        {
            await ReturnedAsync(editor, job, "DSC_0000-Edit.jpg");
            Assert.Null((await MoveAsync(editor, job, EditingStatus.Review)).Refusal);
            Assert.Null((await MoveAsync(Manager, job, EditingStatus.Completed)).Refusal);
        }

        return (couple, jobs[0], jobs[1]);
    }
}
