using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class PrepareTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task A_round_its_links_its_mails_and_the_project_are_one_save()
    {
        var couple = await CoupleAsync(retouched: 60);
        var round = await RoundAsync(couple);

        Assert.Equal(60, await ScalarAsync<int>("SELECT max_selections FROM proof_gallery_sessions WHERE id = $1", round));
        Assert.Equal("proof_ready", await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", couple.ProjectId));
        Assert.Equal(2, await CountAsync("link_tokens WHERE subject_id = $1 AND purpose = 'proof'", round));
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'proof_ready' AND link_id IS NOT NULL"));
        Assert.Equal(1, await CountAsync("notifications WHERE language = 'en' AND template_data ->> 'count' = '60'"));
        Assert.Equal(2, await CountAsync("outbox_messages WHERE kind = 'SendNotice'"));
        Assert.Equal(1, await CountAsync("project_milestones WHERE milestone_type = 'proofs_sent'"));
    }

    [Fact]
    public async Task No_column_of_the_database_opens_the_gallery_but_the_copied_link_does()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var links = (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!;

        Assert.Equal(["김서연", "이준호"], links.Select(l => l.Name).Order(StringComparer.Ordinal));
        var token = links.Single(l => l.ContactId == couple.BrideId).Path.Split('/')[^1];
        Assert.Equal(couple.BrideId, (await Get<LinkService>().EnterAsync(LinkPurpose.Proof, token, Ct)).Value!.ContactId);
        Assert.Equal(0, await CountAsync("proof_gallery_sessions WHERE access_token = $1", token));
        Assert.Equal(new LinkNotOpen(), (await Get<LinkService>().EnterAsync(LinkPurpose.Contract, token, Ct)).Refusal);
    }

    [Fact]
    public async Task An_album_without_a_photo_to_show_is_refused()
    {
        var couple = await CoupleAsync(photos: 0);
        var sent = await Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId],
            null,
            Clock.Now.AddDays(7),
            ct: Ct
        );
        Assert.Equal(new AlbumEmpty(), sent.Refusal);
        Assert.Equal(0, await CountAsync("link_tokens"));
    }

    [Fact]
    public async Task Another_couples_album_or_person_is_refused()
    {
        var (couple, other) = (await CoupleAsync(), await CoupleAsync());
        var deadline = Clock.Now.AddDays(7);
        Assert.Equal(
            new AlbumEmpty(),
            (await Proofs.PrepareAsync(Manager, couple.ProjectId, other.AlbumId, [couple.BrideId], null, deadline, ct: Ct)).Refusal
        );
        Assert.Equal(
            new PickerMissing(),
            (await Proofs.PrepareAsync(Manager, couple.ProjectId, couple.AlbumId, [other.BrideId], null, deadline, ct: Ct)).Refusal
        );
        Assert.Equal(
            new PickerMissing(),
            (await Proofs.PrepareAsync(Manager, couple.ProjectId, couple.AlbumId, [], null, deadline, ct: Ct)).Refusal
        );
    }

    [Theory]
    [InlineData(0, 7, typeof(LimitOutOfRange))]
    [InlineData(100_001, 7, typeof(LimitOutOfRange))]
    [InlineData(10, 0, typeof(DeadlineInThePast))]
    public async Task A_senseless_limit_or_deadline_is_refused(int limit, int days, Type refusal)
    {
        var couple = await CoupleAsync();
        var sent = await Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId],
            limit,
            Clock.Now.AddDays(days),
            ct: Ct
        );
        Assert.IsType(refusal, sent.Refusal);
    }

    [Fact]
    public async Task A_project_whose_photos_never_arrived_has_nothing_to_send()
    {
        var couple = await CoupleAsync();
        await ExecuteAsync("UPDATE projects SET project_status = 'scheduled'");
        var sent = await Proofs.PrepareAsync(Manager, couple.ProjectId, couple.AlbumId, [couple.BrideId], 10, Clock.Now.AddDays(7), ct: Ct);
        Assert.Equal(new ProjectCannotMove(ProjectStatus.Scheduled, ProjectStatus.ProofReady), sent.Refusal);
    }

    [Fact]
    public async Task Only_who_may_proof_sends_follows_and_takes_back()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        foreach (var actor in new[] { await EditorAsync(), await StaffAsync(UserRole.Photographer, "박", "빛"), couple.Bride })
        {
            Assert.Equal(
                new NotAllowed(),
                (
                    await Proofs.PrepareAsync(actor, couple.ProjectId, couple.AlbumId, [couple.BrideId], 1, Clock.Now.AddDays(7), ct: Ct)
                ).Refusal
            );
            Assert.Equal(new NotAllowed(), (await Proofs.ActivityAsync(actor, couple.ProjectId, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Proofs.LinkUrlsAsync(actor, round, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Proofs.RevokeAsync(actor, round, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Proofs.ReopenAsync(actor, round, "x", Clock.Now.AddDays(7), 0, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Proofs.OfferAsync(actor, couple.ProjectId, Ct)).Refusal);
        }
    }

    [Fact]
    public async Task A_link_taken_back_opens_nothing_at_once()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var token = (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value![0].Path.Split('/')[^1];
        Assert.True((await Proofs.RevokeAsync(Manager, round, Ct)).Succeeded);
        Assert.Equal(new LinkNotOpen(), (await Get<LinkService>().EnterAsync(LinkPurpose.Proof, token, Ct)).Refusal);
        Assert.Empty((await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!);
    }

    [Fact]
    public async Task One_persons_link_is_taken_back_and_given_anew_while_the_round_is_open()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var before = (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Single(l => l.ContactId == couple.GroomId);
        Assert.Equal(new NotAllowed(), (await Proofs.TakeLinkAsync(await EditorAsync(), round, couple.GroomId, Ct)).Refusal);
        Assert.Null((await Proofs.TakeLinkAsync(Manager, round, couple.GroomId, Ct)).Refusal);
        Assert.Equal(new LinkNotOpen(), await EnterAsync(before));
        Assert.Equal([couple.BrideId], (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Select(l => l.ContactId));
        await Proofs.RevokeAsync(Manager, round, Ct);
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Proofs.GiveLinkAsync(Manager, round, couple.GroomId, Ct), Ct))
        );
        var after = (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Single();
        Assert.Equal(couple.GroomId, after.ContactId);
        Assert.Null(await EnterAsync(after));
        Assert.Equal(new LinkNotOpen(), await EnterAsync(before));
        Assert.Equal(new NotAllowed(), (await Proofs.GiveLinkAsync(couple.Bride, round, couple.BrideId, Ct)).Refusal);
        Assert.Equal(new PickerMissing(), (await Proofs.GiveLinkAsync(Manager, round, Guid.NewGuid(), Ct)).Refusal);
        Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(new ProofClosed(ProofStatus.Expired), (await Proofs.GiveLinkAsync(Manager, round, couple.BrideId, Ct)).Refusal);

        async Task<Refusal?> EnterAsync(ProofLink link) =>
            (await Get<LinkService>().EnterAsync(LinkPurpose.Proof, link.Path.Split('/')[^1], Ct)).Refusal;
    }

    [Fact]
    public async Task More_time_moves_the_deadline_and_the_links_and_a_stale_screen_is_refused()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var seen = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single();
        var later = Clock.Now.AddDays(40);
        Assert.True((await Proofs.ExtendAsync(Manager, round, later, seen.Version, Ct)).Succeeded);
        Assert.Equal(2, await CountAsync("link_tokens WHERE expires_at > $1", later.UtcDateTime));
        Assert.Equal(new EditedElsewhere(), (await Proofs.ExtendAsync(Manager, round, later.AddDays(1), seen.Version, Ct)).Refusal);
    }

    [Fact]
    public async Task Activity_says_who_came_when_and_how_much_they_picked()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple, 5);
        var token = (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Single(l => l.ContactId == couple.GroomId).Path.Split('/')[^1];
        await Get<LinkService>().EnterAsync(LinkPurpose.Proof, token, Ct);
        Time.Advance(TimeSpan.FromMinutes(5));
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await PickAsync(couple.Bride, round, couple.Photos[1], SelectionKind.Candidate);

        var seen = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single();
        Assert.Equal((ProofStatus.Active, 1, 5, Start), (seen.Status, seen.Count, seen.Limit, seen.OpenedAt));
        Assert.Equal(
            [
                new ProofPicker(couple.BrideId, "김서연", true, Start.AddMinutes(5), 1, 1),
                new ProofPicker(couple.GroomId, "이준호", true, Start, 0, 0),
            ],
            seen.People.OrderByDescending(p => p.Finals)
        );
        Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(ProofStatus.Expired, (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Status);
    }

    [Fact]
    public async Task Reopening_needs_a_reason_and_gives_everybody_a_working_link_again()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(new ProofClosed(ProofStatus.Expired), (await Proofs.OpenAsync(couple.Bride, round, Ct)).Refusal);
        Assert.Equal("expired", await ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions WHERE id = $1", round));
        await Proofs.RevokeAsync(Manager, round, Ct);

        var version = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Version;
        var deadline = Clock.Now.AddDays(7);
        Assert.Equal(new ReasonRequired(), (await Proofs.ReopenAsync(Manager, round, " ", deadline, version, Ct)).Refusal);
        Assert.True((await Proofs.ReopenAsync(Manager, round, "신혼여행 뒤에 고르기로 함", deadline, version, Ct)).Succeeded);
        Assert.Equal(2, (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Count);
        Assert.Equal(4, await CountAsync("notifications WHERE template_id = 'proof_ready'"));
        Assert.True((await PickAsync(couple.Bride, round, couple.Photos[0])).Succeeded);
    }
}
