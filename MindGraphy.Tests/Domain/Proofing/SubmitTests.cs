using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class SubmitTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task Submitting_16_times_at_once_makes_one_job_with_the_picks_in_order_and_their_notes()
    {
        var editor = await EditorAsync();
        var couple = await CoupleAsync(photos: 12);
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[7], note: "피부 톤만 살짝");
        await PickAsync(couple.Groom, round, couple.Photos[2]);
        await PickAsync(couple.Bride, round, couple.Photos[5], SelectionKind.Candidate);
        await PickAsync(couple.Groom, round, couple.Photos[7], note: "하늘을 밝게");

        var receipts = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    Task.Run(() => Proofs.SubmitAsync(i % 2 == 0 ? couple.Bride : couple.Groom, round, "key-" + i % 4, null, Ct), Ct)
                )
        );

        Assert.All(receipts, r => Assert.Equal(new SubmitReceipt(2, Start), r.Value));
        var job = (await Editing.QueueAsync(editor, new EditingFilter(), Ct)).Value!.Rows.Single();
        Assert.Equal(("김서연 · 이준호", 0, 2, EditingStatus.Queued), (job.CoupleName, job.Done, job.Total, job.Status));
        Assert.Equal(Clock.At(new DateOnly(2026, 5, 1), new TimeOnly(18, 0)), job.DueDate);
        var photos = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos;
        Assert.Equal([couple.Photos[7], couple.Photos[2]], photos.Select(p => p.PhotoId));
        Assert.Equal("김서연: 피부 톤만 살짝\n이준호: 하늘을 밝게", photos[0].Note);
        Assert.Null(photos[1].Note);
        Assert.Equal(1, await CountAsync("editing_queue"));
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'picks_submitted'"));
        Assert.Equal("editing", await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", couple.ProjectId));
        Assert.Equal(
            1,
            await ScalarAsync<int>(
                "SELECT selection_order FROM photos WHERE id = $1 AND is_selected AND edit_status = 'pending'",
                couple.Photos[7]
            )
        );
        Assert.Equal(
            "김서연: 피부 톤만 살짝\n이준호: 하늘을 밝게",
            await ScalarAsync<string>("SELECT client_comments FROM photos WHERE id = $1", couple.Photos[7])
        );
        Assert.Equal(2, await CountAsync("photos WHERE is_selected"));
    }

    [Fact]
    public async Task The_summary_is_there_for_a_year_for_whoever_held_a_link_when_it_was_submitted()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        var tokens = (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.ToDictionary(l => l.ContactId, l => l.Path.Split('/')[^1]);
        await Proofs.TakeLinkAsync(Manager, round, couple.GroomId, Ct);
        Time.Advance(TimeSpan.FromDays(20));
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);

        Time.Advance(TimeSpan.FromDays(364));
        Assert.Null(await EnterAsync(couple.BrideId));
        Assert.Single((await Proofs.SummaryAsync(couple.Bride, round, Ct)).Value!.Picks);
        Assert.Equal(new LinkNotOpen(), await EnterAsync(couple.GroomId));
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new LinkNotOpen(), await EnterAsync(couple.BrideId));

        async Task<Refusal?> EnterAsync(Guid person) =>
            (await Get<LinkService>().EnterAsync(LinkPurpose.Proof, tokens[person], Ct)).Refusal;
    }

    [Fact]
    public async Task Nothing_picked_is_nothing_submitted()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0], SelectionKind.Candidate);
        Assert.Equal(new NothingPicked(), (await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Refusal);
        Assert.Equal(0, await CountAsync("idempotency_keys"));
    }

    [Fact]
    public async Task A_pick_after_submitting_is_refused()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        Assert.Equal(new ProofClosed(ProofStatus.Completed), (await PickAsync(couple.Groom, round, couple.Photos[1])).Refusal);
        Assert.True((await Proofs.OpenAsync(couple.Groom, round, Ct)).Succeeded);
    }

    [Fact]
    public async Task What_a_racing_pick_was_told_is_what_was_submitted()
    {
        var couple = await CoupleAsync(photos: 40);
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        var picks = couple.Photos.Skip(1).Select(photo => Task.Run(() => PickAsync(couple.Groom, round, photo), Ct)).ToList();
        var submitted = await Task.Run(() => Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct), Ct);
        var taken = 1 + (await Task.WhenAll(picks)).Count(r => r.Succeeded);

        Assert.Equal(taken, submitted.Value!.Count);
        Assert.Equal(taken, await CountAsync("photos WHERE is_selected"));
        Assert.Equal(taken, await CountAsync("editing_items"));
    }

    [Fact]
    public async Task A_failure_in_the_middle_leaves_nothing_behind()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await PickAsync(couple.Bride, round, couple.Photos[1]);
        await ExecuteAsync("ALTER TABLE editing_items ADD CONSTRAINT ck_no_second CHECK (position < 2)");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct));
        Assert.Contains("ck_no_second", fault.InnerException!.Message, StringComparison.Ordinal);

        Assert.Equal("active", await ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions WHERE id = $1", round));
        Assert.Equal("proof_ready", await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", couple.ProjectId));
        Assert.Equal(0, await CountAsync("editing_queue"));
        Assert.Equal(0, await CountAsync("photos WHERE is_selected OR edit_status IS NOT NULL"));
        Assert.Equal(0, await CountAsync("notifications WHERE template_id = 'picks_submitted'"));
        Assert.Equal(0, await CountAsync("idempotency_keys"));

        await ExecuteAsync("ALTER TABLE editing_items DROP CONSTRAINT ck_no_second");
        Assert.Equal(2, (await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Value!.Count);
    }

    [Fact]
    public async Task A_reopened_round_submitted_again_corrects_the_photos_and_gives_the_editor_what_is_new()
    {
        var editor = await EditorAsync();
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        foreach (var photo in couple.Photos.Take(3))
        {
            await PickAsync(couple.Bride, round, photo);
        }

        await Proofs.SubmitAsync(couple.Bride, round, "first", null, Ct);
        var first = (await Editing.QueueAsync(editor, new EditingFilter(), Ct)).Value!.Rows.Single();
        await Editing.MoveItemAsync(editor, first.Id, couple.Photos[0], EditStatus.InProgress, first.Version, Ct);
        var version = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Version;
        Assert.True((await Proofs.ReopenAsync(Manager, round, "두 장을 바꾸고 싶어 하심", Clock.Now.AddDays(3), version, Ct)).Succeeded);
        Assert.Equal(new SubmitReceipt(3, Start), (await Proofs.SubmitAsync(couple.Bride, round, "first", null, Ct)).Value);
        Assert.Equal("active", await ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions WHERE id = $1", round));

        Time.Advance(TimeSpan.FromHours(1));
        await PickAsync(couple.Bride, round, couple.Photos[1], null);
        await PickAsync(couple.Bride, round, couple.Photos[0], null);
        await PickAsync(couple.Bride, round, couple.Photos[8], note: "이걸로 바꿀게요");
        Assert.Equal(2, (await Proofs.SubmitAsync(couple.Bride, round, "second", null, Ct)).Value!.Count);

        var jobs = (await Editing.QueueAsync(editor, new EditingFilter(), Ct)).Value!.Rows.OrderBy(r => r.CreatedAt).ToList();
        Assert.Equal(2, jobs.Count);
        Assert.Equal(
            [couple.Photos[0], couple.Photos[2]],
            (await Editing.JobAsync(editor, jobs[0].Id, Ct)).Value!.Photos.Select(p => p.PhotoId)
        );
        Assert.Equal([couple.Photos[8]], (await Editing.JobAsync(editor, jobs[1].Id, Ct)).Value!.Photos.Select(p => p.PhotoId));
        Assert.Equal(2, await CountAsync("photos WHERE is_selected"));
        Assert.Equal(1, await ScalarAsync<int>("SELECT selection_order FROM photos WHERE id = $1", couple.Photos[2]));
        Assert.Equal(1, await CountAsync("photos WHERE id = $1 AND NOT is_selected AND edit_status IS NULL", couple.Photos[1]));
        Assert.Equal(1, await CountAsync("photos WHERE id = $1 AND NOT is_selected AND edit_status = 'in_progress'", couple.Photos[0]));
    }

    [Fact]
    public async Task The_job_goes_to_the_projects_editor_else_to_who_has_least_to_do()
    {
        var (busy, free) = (await EditorAsync("가람"), await EditorAsync("나래"));
        var suspended = await EditorAsync("다솜");
        await ExecuteAsync("UPDATE users SET status = 'suspended' WHERE id = $1", suspended.UserId!);
        async Task<Guid?> SubmitAsync(Guid? projectEditor)
        {
            var couple = await CoupleAsync();
            if (projectEditor is { } id)
            {
                await ExecuteAsync("UPDATE projects SET assigned_editor_id = $1 WHERE id = $2", id, couple.ProjectId);
            }

            var round = await RoundAsync(couple);
            await PickAsync(couple.Bride, round, couple.Photos[0]);
            await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct);
            return await ScalarAsync<Guid>("SELECT assigned_editor_id FROM editing_queue WHERE project_id = $1", couple.ProjectId);
        }

        Assert.Equal(busy.UserId, await SubmitAsync(busy.UserId));
        Assert.Equal(free.UserId, await SubmitAsync(null));
        Assert.Equal(busy.UserId, await SubmitAsync(busy.UserId));
        Assert.Equal(free.UserId, await SubmitAsync(null));
    }
}
