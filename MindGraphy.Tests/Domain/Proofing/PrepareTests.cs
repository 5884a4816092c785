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
        Assert.Equal(new NoLinkToTake(), (await Proofs.TakeLinkAsync(Manager, round, Guid.NewGuid(), Ct)).Refusal);
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
    public async Task Who_gets_more_time_is_written_to_once_in_their_language_and_who_gets_less_or_lost_their_link_is_not()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Assert.True((await Proofs.ExtendAsync(Manager, round, Clock.Now.AddDays(40), await VersionAsync(), Ct)).Succeeded);
        Assert.Equal(
            ["en 1 Sat 11 Apr 2026", "ko 1 2026. 4. 11. (토)"],
            await ScalarAsync<string[]>(
                """
                SELECT array_agg(language || ' ' || (template_data ->> 'count') || ' ' || (template_data ->> 'deadline') ORDER BY language)
                FROM notifications WHERE template_id = 'proof_extended' AND link_id IS NOT NULL
                """
            )
        );

        Assert.True((await Proofs.ExtendAsync(Manager, round, Clock.Now.AddDays(10), await VersionAsync(), Ct)).Succeeded);
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'proof_extended'"));
        await Proofs.TakeLinkAsync(Manager, round, couple.GroomId, Ct);
        Assert.True((await Proofs.ExtendAsync(Manager, round, Clock.Now.AddDays(20), await VersionAsync(), Ct)).Succeeded);
        Assert.Equal(3, await CountAsync("notifications WHERE template_id = 'proof_extended'"));

        async Task<uint> VersionAsync() => (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Version;
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

    [Fact]
    public async Task Whose_link_alone_was_taken_back_gets_none_by_reopening_and_no_mail()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Assert.Null((await Proofs.TakeLinkAsync(Manager, round, couple.GroomId, Ct)).Refusal);
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'picks_submitted'"));
        Assert.Null((await ReopenAsync(round, await VersionAsync(couple, round))).Refusal);
        Assert.Equal([couple.BrideId], (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Select(l => l.ContactId));
        Assert.Equal(3, await CountAsync("notifications WHERE template_id = 'proof_ready'"));
    }

    [Fact]
    public async Task After_all_links_were_taken_back_only_those_that_went_together_come_back_by_reopening()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Assert.Null((await Proofs.TakeLinkAsync(Manager, round, couple.GroomId, Ct)).Refusal);
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await Proofs.RevokeAsync(Manager, round, Ct)).Refusal);
        Assert.Null((await ReopenAsync(round, await VersionAsync(couple, round))).Refusal);
        Assert.Equal([couple.BrideId], (await Proofs.LinkUrlsAsync(Manager, round, Ct)).Value!.Select(l => l.ContactId));

        // Open again and without links, another round of the album is refused with what can be done there: giving links anew, which does open it.
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await Proofs.RevokeAsync(Manager, round, Ct)).Refusal);
        var refused = (await SendAsync(couple, 10, "second")).Refusal!;
        Assert.Equal(new ProofSubmitted(), refused);
        Assert.Contains("링크를 새로 주세요", Words.Of(refused, new("ko-KR")), StringComparison.Ordinal);
        Assert.Contains("give new links there", Words.Of(refused, new("en-US")), StringComparison.Ordinal);
        Assert.Null((await Proofs.GiveLinkAsync(Manager, round, couple.BrideId, Ct)).Refusal);
        Assert.True((await PickAsync(couple.Bride, round, couple.Photos[1])).Succeeded);
    }

    [Fact]
    public async Task An_album_whose_picks_were_submitted_is_picked_from_again_by_reopening_and_by_no_second_round()
    {
        var couple = await CoupleAsync();
        Assert.False((await Proofs.OfferAsync(Manager, couple.ProjectId, Ct)).Value!.Albums.Single().IsSubmitted);
        var former = await RoundAsync(couple);
        await Proofs.RevokeAsync(Manager, former, Ct);
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);

        Assert.Equal(new ProofSubmitted(), (await SendAsync(couple, 10, "second")).Refusal);
        Assert.Equal(new ProofSubmitted(), (await ReopenAsync(former, await VersionAsync(couple, former))).Refusal);
        Assert.True((await Proofs.OfferAsync(Manager, couple.ProjectId, Ct)).Value!.Albums.Single().IsSubmitted);

        // Opened again it still is the one from which somebody works, whatever becomes of its links.
        Assert.Null((await ReopenAsync(round, await VersionAsync(couple, round))).Refusal);
        await Proofs.RevokeAsync(Manager, round, Ct);
        Assert.Equal(new ProofSubmitted(), (await SendAsync(couple, 10, "third")).Refusal);
        Assert.Equal(("active", "expired"), (await StatusAsync(round), await StatusAsync(former)));
        Assert.Equal(1, await CountAsync("photos WHERE is_selected"));
    }

    [Fact]
    public async Task Of_a_round_that_is_submitted_and_one_that_takes_its_place_at_once_one_is_refused()
    {
        for (var i = 0; i < 4; i++)
        {
            var couple = await CoupleAsync();
            var round = await RoundAsync(couple);
            await PickAsync(couple.Bride, round, couple.Photos[0]);
            await Proofs.RevokeAsync(Manager, round, Ct);
            var submit = Task.Run(() => Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct), Ct);
            var send = Task.Run(() => SendAsync(couple, 10, "next" + i), Ct);
            var (submitted, sent) = (await submit, await send);
            Assert.NotEqual(submitted.Succeeded, sent.Succeeded);
            Assert.Equal(1, await CountAsync("proof_gallery_sessions WHERE album_id = $1 AND status <> 'expired'", couple.AlbumId));
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_eight_times_at_once_makes_one_round_and_one_mail_each()
    {
        var couple = await CoupleAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SendAsync(couple, 10, "form"), Ct)));
        Assert.All(sent, s => Assert.Null(s.Refusal));
        Assert.Single(sent.Select(s => s.Value).Distinct());
        Assert.Equal(1, await CountAsync("proof_gallery_sessions"));
        Assert.Equal(2, await CountAsync("link_tokens WHERE purpose = 'proof'"));
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'proof_ready'"));

        // The answer that was lost is asked for again later; a form that was changed meanwhile is another one.
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(sent[0].Value, (await SendAsync(couple, 10, "form")).Value);
        Assert.Equal(new KeyUsedForAnother(), (await SendAsync(couple, 11, "form")).Refusal);
    }

    [Fact]
    public async Task Of_eight_people_who_send_one_album_at_once_seven_are_told_which_round_is_out()
    {
        var couple = await CoupleAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => SendAsync(couple, 10, "form" + n), Ct)));
        Assert.Single(sent, s => s.Succeeded);
        Assert.All(
            sent.Where(s => !s.Succeeded),
            s => Assert.Equal(new ProofRoundOpen(ProofStatus.Pending, Start, Deadline.ToUniversalTime()), s.Refusal)
        );
        Assert.Equal(1, await CountAsync("proof_gallery_sessions"));
        Assert.Equal(2, await CountAsync("notifications"));
        Assert.Contains("2026", Words.Of(sent.First(s => !s.Succeeded).Refusal!), StringComparison.Ordinal);

        // Another album of the same project may be out beside it.
        await using var db = await DbAsync();
        var second = new MindGraphy.Domain.Photos.PhotoAlbum(
            couple.ProjectId,
            MindGraphy.Domain.Photos.AlbumType.Proof,
            "둘째 날",
            null,
            Start
        );
        db.Add(second);
        AddPhotos(db, second, 2);
        await db.SaveChangesAsync(Ct);
        Assert.Null((await SendAsync(couple with { AlbumId = second.Id }, 1, "other")).Refusal);
    }

    [Fact]
    public async Task A_round_whose_time_is_up_or_whose_links_were_all_taken_back_gives_way_to_the_next()
    {
        var couple = await CoupleAsync();
        var first = (await SendAsync(couple, 10, "one")).Value;
        Assert.IsType<ProofRoundOpen>((await SendAsync(couple, 10, "two")).Refusal);
        await Proofs.RevokeAsync(Manager, first, Ct);
        var second = (await SendAsync(couple, 20, "three")).Value;
        Assert.Equal("expired", await StatusAsync(first));

        // Time passes and nobody has written that it is over: no round opens beside it, and the next one takes its place.
        Time.Advance(TimeSpan.FromDays(15));
        Assert.Equal("pending", await StatusAsync(second));
        var third = (await SendAsync(couple, 30, "four")).Value;
        Assert.Equal(("expired", "pending"), (await StatusAsync(second), await StatusAsync(third)));

        // What is over opens again only when nothing else is out.
        var version = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single(r => r.SessionId == first).Version;
        Assert.IsType<ProofRoundOpen>((await ReopenAsync(first, version)).Refusal);
        await Proofs.RevokeAsync(Manager, third, Ct);
        Assert.Null((await ReopenAsync(first, version)).Refusal);
        Assert.Equal(("active", "expired"), (await StatusAsync(first), await StatusAsync(third)));
    }

    [Fact]
    public async Task Of_a_round_that_is_opened_again_and_one_that_is_sent_at_once_one_is_out()
    {
        for (var i = 0; i < 4; i++)
        {
            var couple = await CoupleAsync();
            var first = (await SendAsync(couple, 10, "first" + i)).Value;
            Time.Advance(TimeSpan.FromDays(15));
            await Proofs.OpenAsync(couple.Bride, first, Ct);
            var version = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Version;
            var results = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(n =>
                        Task.Run(
                            async () =>
                                n % 2 == 0
                                    ? (await SendAsync(couple, 10, $"race{i} {n}")).Refusal
                                    : (await ReopenAsync(first, version)).Refusal,
                            Ct
                        )
                    )
            );
            Assert.Single(results, r => r is null);
            Assert.Equal(1, await CountAsync("proof_gallery_sessions WHERE album_id = $1 AND status <> 'expired'", couple.AlbumId));
        }
    }

    [Fact]
    public async Task Looking_before_sending_shows_what_the_couple_would_see_and_makes_nothing()
    {
        var couple = await CoupleAsync(photos: 4, retouched: 60);
        await ExecuteAsync("UPDATE photos SET section = 'banquet' WHERE id = $1", couple.Photos[0]);
        await ExecuteAsync("UPDATE contracts SET signed_at = now(), included = jsonb_set(included, '{extra_photo_won}', '20000')");
        var rules = new ProofRules(Sections: [new(MindGraphy.Domain.Photos.PhotoSection.Banquet, 1, null)], WithPin: true, MaySave: true);
        var seen = (await LookAsync(Manager, couple.AlbumId, rules)).Value!;
        Assert.Equal(0, await CountAsync("proof_gallery_sessions"));
        Assert.Equal(0, await CountAsync("link_tokens"));
        Assert.Equal(0, await CountAsync("notifications"));
        Assert.Equal("in_progress", await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", couple.ProjectId));

        // The very same gallery that is sent after it.
        var sent = await Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId, couple.GroomId],
            null,
            Deadline,
            rules,
            ct: Ct
        );
        var real = (await Proofs.PreviewAsync(Manager, sent.Value, Ct)).Value!;
        Assert.Equal((60, 20_000L, 4, true), (seen.Head.Limit!.Value, seen.Head.ExtraWon!.Value, seen.Head.TotalPhotos, seen.Head.MaySave));
        Assert.Equal(real.Photos.Select(p => (p.Id, p.Sha16, p.Section)), seen.Photos.Select(p => (p.Id, p.Sha16, p.Section)));
        Assert.Equal(real.Head.Sections, seen.Head.Sections);
        Assert.Equal(
            (real.Head.Limit, real.Head.ExpiresAt, real.Head.ExtraWon, real.Head.TotalPhotos, real.Head.MaySave, real.Head.CoupleName),
            (seen.Head.Limit, seen.Head.ExpiresAt, seen.Head.ExtraWon, seen.Head.TotalPhotos, seen.Head.MaySave, seen.Head.CoupleName)
        );
        Assert.NotNull(seen.Head.OtherName);

        // What could not be sent is refused here already, and nobody else looks.
        Assert.Equal(new AlbumEmpty(), (await LookAsync(Manager, Guid.NewGuid(), rules)).Refusal);
        var many = rules with { Sections = [new(MindGraphy.Domain.Photos.PhotoSection.Banquet, 2, null)] };
        Assert.IsType<SectionTooFew>((await LookAsync(Manager, couple.AlbumId, many)).Refusal);
        Assert.Equal(new NotAllowed(), (await LookAsync(couple.Bride, couple.AlbumId, rules)).Refusal);
        Assert.Equal(new NotAllowed(), (await LookAsync(await EditorAsync(), couple.AlbumId, rules)).Refusal);

        Task<Result<ProofGallery>> LookAsync(Actor actor, Guid album, ProofRules asked) =>
            Proofs.PreviewNewAsync(actor, couple.ProjectId, album, [couple.BrideId, couple.GroomId], null, Deadline, asked, Ct);
    }

    private Task<Result<Guid>> SendAsync(Couple couple, int limit, string key) =>
        Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId, couple.GroomId],
            limit,
            Deadline,
            idempotencyKey: key,
            ct: Ct
        );

    private DateTimeOffset Deadline => Clock.At(Clock.Today, TimeOnly.MinValue).AddDays(14);

    private Task<Result> ReopenAsync(Guid round, uint version) =>
        Proofs.ReopenAsync(Manager, round, "다시 고르고 싶어 하심", Clock.Now.AddDays(7), version, Ct);

    private async Task<uint> VersionAsync(Couple couple, Guid round) =>
        (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single(r => r.SessionId == round).Version;

    private Task<string> StatusAsync(Guid round) =>
        ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions WHERE id = $1", round);
}
