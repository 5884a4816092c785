using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Deliveries;

public sealed class DeliveryServiceTests(MigratedTemplate template) : DeliveryTest(template)
{
    private static readonly DownloadName Zip = new(DownloadSize.Original, 1, 0);

    [Fact]
    public async Task Files_are_read_before_anybody_is_told_and_the_first_whole_download_hands_the_project_over()
    {
        var final = await FinalAsync("a.jpg", "b.jpg");
        await ExecuteAsync("UPDATE projects SET project_status = 'completed'");
        var made = await Deliveries.PrepareAsync(
            Manager,
            final.Couple.ProjectId,
            Draft(final),
            [final.Couple.BrideId, final.Couple.GroomId],
            ct: Ct
        );
        Assert.Equal("preparing", await StatusAsync(made.Value));
        Assert.Equal(0, await CountAsync("notifications"));
        Assert.Equal(
            new DeliveryClosed(DeliveryStatus.Preparing),
            (await Deliveries.PlanAsync(final.Couple.Bride, made.Value, Zip, null, Ct)).Refusal
        );

        await WorkAsync(made.Value);
        await WorkAsync(made.Value);
        Assert.Equal("ready", await StatusAsync(made.Value));
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'delivery_ready' AND link_id IS NOT NULL"));

        var begun = (await Deliveries.BeginAsync(final.Couple.Groom, made.Value, Zip, 1000, 0, null, Ct)).Value;
        await Deliveries.SentAsync(made.Value, begun, 500, 1000, Ct);
        await Deliveries.SentAsync(made.Value, begun, 0, 499, Ct);
        Assert.Equal("ready", await StatusAsync(made.Value));
        await Deliveries.SentAsync(made.Value, begun, 400, 600, Ct);
        Assert.Equal("delivered", await StatusAsync(made.Value));
        Assert.Equal(
            "delivered",
            await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", final.Couple.ProjectId)
        );
        Assert.Equal(1, await CountAsync("project_milestones WHERE milestone_type = 'delivered'"));
        var line = (await Deliveries.LogAsync(Manager, made.Value, Ct)).Value!.Single();
        Assert.Equal(("이준호", Zip, Start, Start), (line.Person, line.What, line.StartedAt, line.CompletedAt));
    }

    [Fact]
    public async Task A_project_whose_album_is_still_to_come_is_not_handed_over_by_its_files()
    {
        var final = await FinalAsync("a.jpg");
        await ExecuteAsync("UPDATE projects SET project_status = 'completed'");
        var album = await Deliveries.PrepareAsync(
            Manager,
            final.Couple.ProjectId,
            new DeliveryDraft(DeliveryType.Album, "11×14 앨범", Recipient: "김서연", Address: "서울 마포구 1"),
            [final.Couple.BrideId],
            ct: Ct
        );
        var files = await MakeAsync(final, Draft(final));
        var begun = (await Deliveries.BeginAsync(final.Couple.Bride, files, Zip, 10, 0, null, Ct)).Value;
        await Deliveries.SentAsync(files, begun, 0, 10, Ct);
        Assert.Equal("delivered", await StatusAsync(files));
        Assert.Equal(
            "completed",
            await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", final.Couple.ProjectId)
        );

        Assert.Equal(
            new DeliveryCannotMove(DeliveryStatus.Preparing, DeliveryStatus.Delivered),
            (await Deliveries.ReceiveAsync(final.Couple.Bride, album.Value, Ct)).Refusal
        );
        Assert.True((await Deliveries.MarkReadyAsync(Manager, album.Value, Ct)).Succeeded);
        Assert.True((await Deliveries.MarkReadyAsync(Manager, album.Value, Ct)).Succeeded);
        var row = (await Deliveries.RowsAsync(Manager, final.Couple.ProjectId, Ct)).Value!.Single(r => r.Id == album.Value);
        Assert.Equal(new FieldRequired("Courier"), (await Deliveries.ShipAsync(Manager, row.Id, " ", "1", row.Version, Ct)).Refusal);
        Assert.True((await Deliveries.ShipAsync(Manager, row.Id, "CJ대한통운", "6012-3456", row.Version, Ct)).Succeeded);
        Assert.Equal(new EditedElsewhere(), (await Deliveries.ShipAsync(Manager, row.Id, "한진", "7", row.Version, Ct)).Refusal);
        Assert.Equal(
            1,
            await CountAsync("notifications WHERE template_id = 'delivery_shipped' AND template_data ->> 'what' LIKE '%6012-3456%'")
        );
        Assert.True((await Deliveries.ReceiveAsync(final.Couple.Bride, album.Value, Ct)).Succeeded);
        Assert.True((await Deliveries.ReceiveAsync(final.Couple.Bride, album.Value, Ct)).Succeeded);
        Assert.Equal(
            "delivered",
            await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", final.Couple.ProjectId)
        );
        var received = (await Deliveries.RowsAsync(Manager, final.Couple.ProjectId, Ct)).Value!.Single(r => r.Id == album.Value);
        Assert.Equal(("김서연", "CJ대한통운", "6012-3456"), (received.ReceivedBy, received.Courier, received.Tracking));
    }

    [Fact]
    public async Task Of_twenty_who_press_at_once_no_more_begin_than_the_limit_lets_and_going_on_is_free()
    {
        var final = await FinalAsync("a.jpg");
        var id = await MakeAsync(final, Draft(final, most: 3));
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(_ => Deliveries.BeginAsync(final.Couple.Bride, id, Zip, 1000, 0, null, Ct))
            );
            Assert.Equal(round < 3, answers.All(a => a.Succeeded));
            Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Equal(new DownloadLimitReached(3), a.Refusal));
            await Task.WhenAll(
                answers.Where(a => a.Succeeded).Select(a => a.Value).Distinct().Select(d => Deliveries.SentAsync(id, d, 0, 1000, Ct))
            );
            Assert.Equal(Math.Min(round + 1, 3), await CountAsync("delivery_downloads"));
        }

        Assert.Equal(3, (await RowAsync(final)).Downloads);

        // A piece in the middle goes on with what was begun, for a day; the groom has a count of his own.
        Assert.True((await Deliveries.BeginAsync(final.Couple.Bride, id, Zip, 1000, 500, null, Ct)).Succeeded);
        Assert.True((await Deliveries.BeginAsync(final.Couple.Groom, id, Zip, 1000, 0, null, Ct)).Succeeded);
        Assert.Equal(4, await CountAsync("delivery_downloads"));
        Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(new DownloadLimitReached(3), (await Deliveries.BeginAsync(final.Couple.Bride, id, Zip, 1000, 500, null, Ct)).Refusal);
    }

    [Fact]
    public async Task An_unfinished_download_may_be_begun_anew_for_a_day_and_then_counts()
    {
        var final = await FinalAsync("a.jpg");
        var id = await MakeAsync(final, Draft(final, most: 1));
        var first = await Deliveries.BeginAsync(final.Couple.Bride, id, Zip, 1000, 0, null, Ct);
        await Deliveries.SentAsync(id, first.Value, 0, 300, Ct);
        Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(first.Value, (await Deliveries.BeginAsync(final.Couple.Bride, id, Zip, 1000, 0, null, Ct)).Value);
        Assert.True((await Deliveries.SheetAsync(final.Couple.Bride, id, null, Ct)).Value!.Parts[0].MayFetch);
        Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(new DownloadLimitReached(1), (await Deliveries.BeginAsync(final.Couple.Bride, id, Zip, 1000, 0, null, Ct)).Refusal);
        Assert.False((await Deliveries.SheetAsync(final.Couple.Bride, id, null, Ct)).Value!.Parts[0].MayFetch);
    }

    [Fact]
    public async Task A_limit_is_raised_or_taken_away_and_never_lowered()
    {
        var final = await FinalAsync("a.jpg");
        var (id, bride) = (await MakeAsync(final, Draft(final, most: 2)), final.Couple.Bride);
        for (var i = 0; i < 2; i++)
        {
            var begun = await Deliveries.BeginAsync(bride, id, Zip, 1000, 0, null, Ct);
            await Deliveries.SentAsync(id, begun.Value, 0, 1000, Ct);
        }

        Assert.Equal(new DownloadLimitReached(2), (await Deliveries.BeginAsync(bride, id, Zip, 1000, 0, null, Ct)).Refusal);
        Assert.Equal(new DownloadsBelowLimit(2), await ExtendAsync(1));
        Assert.Equal(new DownloadsOutOfRange(100), await ExtendAsync(0));
        Assert.Equal(new DownloadsOutOfRange(100), await ExtendAsync(101));
        Assert.Equal(0, await CountAsync("notifications WHERE template_id = 'delivery_extended'"));

        Assert.Null(await ExtendAsync(3));
        var sheet = (await Deliveries.SheetAsync(bride, id, null, Ct)).Value!;
        Assert.Equal((3, true), (sheet.MaxDownloads, sheet.Parts[0].MayFetch));
        Assert.True((await Deliveries.BeginAsync(bride, id, Zip, 1000, 0, null, Ct)).Succeeded);
        var stale = await RowAsync(final);
        Assert.Null(await ExtendAsync(null));
        Assert.Null((await Deliveries.SheetAsync(bride, id, null, Ct)).Value!.MaxDownloads);
        Assert.Equal(new DownloadsUnlimited(), await ExtendAsync(50));
        var until = Deliveries.EndOf(Clock.Today.AddDays(200));
        Assert.Equal(new EditedElsewhere(), (await Deliveries.ExtendAsync(Manager, id, until, null, stale.Version, Ct)).Refusal);

        // Who says nothing of it leaves it as it is.
        Assert.True((await Deliveries.ExtendAsync(Manager, id, until, (await RowAsync(final)).Version, Ct)).Succeeded);
        Assert.Null((await RowAsync(final)).MaxDownloads);

        async Task<Refusal?> ExtendAsync(int? most) =>
            (
                await Deliveries.ExtendAsync(
                    Manager,
                    id,
                    Deliveries.EndOf(Clock.Today.AddDays(120)),
                    most,
                    (await RowAsync(final)).Version,
                    Ct
                )
            ).Refusal;
    }

    [Fact]
    public async Task What_is_carried_stays_in_the_house_until_it_is_paid_or_somebody_says_why_not()
    {
        var final = await FinalAsync("a.jpg");
        var draft = new DeliveryDraft(DeliveryType.Usb, "원본 USB", HoldUntilPaid: true, Recipient: "김서연", Address: "서울 마포구 1");
        var id = (await Deliveries.PrepareAsync(Manager, final.Couple.ProjectId, draft, [final.Couple.BrideId], ct: Ct)).Value;
        var held = new CarriedHeld(new Money(2_200_000));

        // It is packed, and the couple reads what it waits for.
        Assert.True((await Deliveries.MarkReadyAsync(Manager, id, Ct)).Succeeded);
        Assert.Equal(
            1,
            await CountAsync(
                "notifications WHERE template_id = 'delivery_ready' AND template_data ->> 'what' LIKE '%2,200,000%전해 드려요%'"
            )
        );
        Assert.True((await Deliveries.SheetAsync(final.Couple.Bride, id, null, Ct)).Value!.IsHeld);
        var row = await RowAsync(final);
        Assert.True(row.IsHeld);
        Assert.Equal(held, (await Deliveries.ShipAsync(Manager, id, "CJ대한통운", "1", row.Version, Ct)).Refusal);
        Assert.Equal(held, (await Deliveries.HandOverAsync(Manager, id, row.Version, Ct)).Refusal);
        Assert.Equal("ready", await StatusAsync(id));

        Assert.Equal(new ReasonRequired(), (await Deliveries.LiftHoldAsync(Manager, id, " ", row.Version, Ct)).Refusal);
        Assert.True((await Deliveries.LiftHoldAsync(Manager, id, "예식 다음 날 출국", row.Version, Ct)).Succeeded);
        row = await RowAsync(final);
        Assert.Equal(("예식 다음 날 출국", false), (row.HoldLiftedReason, row.IsHeld));
        Assert.True((await Deliveries.ShipAsync(Manager, id, "CJ대한통운", "1", row.Version, Ct)).Succeeded);

        // Paid, another one needs no word; and where no rule was set, nothing is asked.
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        id = (await Deliveries.PrepareAsync(Manager, final.Couple.ProjectId, draft, [final.Couple.BrideId], ct: Ct)).Value;
        Assert.True((await Deliveries.MarkReadyAsync(Manager, id, Ct)).Succeeded);
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = 0");
        Assert.Equal(held, (await Deliveries.HandOverAsync(Manager, id, await VersionAsync(id), Ct)).Refusal);
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        Assert.True((await Deliveries.HandOverAsync(Manager, id, await VersionAsync(id), Ct)).Succeeded);
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = 0");
        id = (
            await Deliveries.PrepareAsync(
                Manager,
                final.Couple.ProjectId,
                draft with
                {
                    HoldUntilPaid = false,
                },
                [final.Couple.BrideId],
                ct: Ct
            )
        ).Value;
        Assert.True((await Deliveries.MarkReadyAsync(Manager, id, Ct)).Succeeded);
        Assert.True((await Deliveries.HandOverAsync(Manager, id, await VersionAsync(id), Ct)).Succeeded);

        async Task<uint> VersionAsync(Guid of) =>
            (await Deliveries.RowsAsync(Manager, final.Couple.ProjectId, Ct)).Value!.Single(r => r.Id == of).Version;
    }

    [Fact]
    public async Task Originals_wait_for_the_balance_or_for_a_reason_and_the_web_size_does_not()
    {
        var final = await FinalAsync("a.jpg");
        var id = await MakeAsync(final, Draft(final, hold: true));
        var couple = final.Couple;
        Assert.Equal(new DeliveryHeld(new Money(2_200_000)), (await Deliveries.PlanAsync(couple.Bride, id, Zip, null, Ct)).Refusal);
        Assert.True((await Deliveries.PlanAsync(couple.Bride, id, Zip with { Size = DownloadSize.Web }, null, Ct)).Succeeded);
        var row = await RowAsync(final);
        Assert.Equal(new ReasonRequired(), (await Deliveries.LiftHoldAsync(Manager, id, " ", row.Version, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Deliveries.LiftHoldAsync(await EditorAsync(), id, "x", row.Version, Ct)).Refusal);

        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        Assert.True((await Deliveries.PlanAsync(couple.Bride, id, Zip, null, Ct)).Succeeded);
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = 0");
        Assert.True((await Deliveries.LiftHoldAsync(Manager, id, "부모님 병문안 때문에 먼저 드림", row.Version, Ct)).Succeeded);
        Assert.True((await Deliveries.PlanAsync(couple.Bride, id, Zip, null, Ct)).Succeeded);
        var lifted = await RowAsync(final);
        Assert.Equal(("부모님 병문안 때문에 먼저 드림", "한지우", false), (lifted.HoldLiftedReason, lifted.HoldLiftedBy, lifted.IsHeld));
    }

    [Fact]
    public async Task A_PIN_is_asked_for_counted_under_a_lock_and_another_one_has_to_be_given_again()
    {
        var final = await FinalAsync("a.jpg");
        var id = await MakeAsync(final, Draft(final, pin: true));
        var bride = final.Couple.Bride;
        var pin = (await Deliveries.PinAsync(Manager, id, Ct)).Value!;
        var wrong = pin == "000000" ? "000001" : "000000";
        Assert.Equal(new PinRequired(), (await Deliveries.PlanAsync(bride, id, Zip, null, Ct)).Refusal);
        Assert.True((await Deliveries.SheetAsync(bride, id, null, Ct)).Value! is { NeedsPin: true, Parts: [] });
        Assert.Equal(0, await CountAsync("deliverables d WHERE to_jsonb(d)::text LIKE '%' || $1 || '%'", pin));

        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Deliveries.TryPinAsync(bride, id, wrong, Ct)));
        Assert.Equal(4, tries.Count(t => t.Refusal is PinWrong));
        Assert.Equal(16, tries.Count(t => t.Refusal is PinPaused));
        Assert.IsType<PinPaused>((await Deliveries.TryPinAsync(bride, id, pin, Ct)).Refusal);
        Time.Advance(PinGate.Pause);
        var given = await Deliveries.TryPinAsync(bride, id, $" {pin[..3]} {pin[3..]}", Ct);
        Assert.True((await Deliveries.PlanAsync(bride, id, Zip, given.Value, Ct)).Succeeded);
        await Deliveries.RenewPinAsync(Manager, id, Ct);
        Assert.Equal(new PinRequired(), (await Deliveries.PlanAsync(bride, id, Zip, given.Value, Ct)).Refusal);
    }

    [Fact]
    public async Task It_runs_out_at_the_end_of_the_studios_day_reminds_before_and_more_time_opens_it_again()
    {
        var final = await FinalAsync("a.jpg");
        var id = await MakeAsync(final, Draft(final, days: 40));
        var (clockwork, bride) = (Get<DeliveryClockwork>(), final.Couple.Bride);
        var reminded = new List<int>();
        for (var day = 0; day < 40; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            var runs = await Task.WhenAll(clockwork.RunAsync(Ct), clockwork.RunAsync(Ct));
            if (runs.Sum(r => r.Reminded) is var count and > 0)
            {
                Assert.Equal(1, count);
                reminded.Add(40 - day - 1);
            }
        }

        Assert.Equal([30, 7, 1], reminded);
        Assert.Equal(6, await CountAsync("notifications WHERE template_id = 'delivery_expires'"));
        Assert.True((await Deliveries.PlanAsync(bride, id, Zip, null, Ct)).Succeeded);

        // It is 10 o'clock of the last day: in Seoul it ends 14 hours later, whatever day it is elsewhere.
        Time.Advance(TimeSpan.FromHours(14));
        Assert.Equal(new DeliveryClosed(DeliveryStatus.Expired), (await Deliveries.PlanAsync(bride, id, Zip, null, Ct)).Refusal);
        Assert.Equal(1, (await clockwork.RunAsync(Ct)).Expired);
        Assert.Equal(0, (await clockwork.RunAsync(Ct)).Expired);
        Assert.Equal("expired", await StatusAsync(id));
        Assert.True((await Deliveries.SheetAsync(bride, id, null, Ct)).Value! is { Status: DeliveryStatus.Expired, Files: 1 });

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Deliveries.AskForTimeAsync(bride, id, Ct)));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'delivery_extension_asked'"));
        Assert.Equal(1, (await Deliveries.AllAsync(Manager, new DeliveryFilter(AskedOnly: true), Ct)).Value!.Asked);
        var row = await RowAsync(final);
        Assert.Equal(new ExpiryInThePast(), (await Deliveries.ExtendAsync(Manager, id, Clock.Now, row.Version, Ct)).Refusal);
        Assert.True((await Deliveries.ExtendAsync(Manager, id, Deliveries.EndOf(Clock.Today.AddDays(10)), row.Version, Ct)).Succeeded);
        Assert.True((await Deliveries.PlanAsync(bride, id, Zip, null, Ct)).Succeeded);
        Assert.True((await RowAsync(final)) is { Status: DeliveryStatus.Ready, ExtensionAskedAt: null });
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'delivery_extended'"));
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_was_stops_it_and_is_named()
    {
        var final = await FinalAsync("a.jpg", "b.jpg");
        var made = await Deliveries.PrepareAsync(Manager, final.Couple.ProjectId, Draft(final), [final.Couple.BrideId], ct: Ct);
        var key = await ScalarAsync<string>("SELECT store_key FROM delivery_files WHERE name = 'b.jpg'");
        await Store.DeleteAsync(key, Ct);
        await Assert.ThrowsAnyAsync<IOException>(() => WorkAsync(made.Value));
        Assert.True((await RowAsync(final)) is { ProblemFile: "b.jpg", FilesRead: 1, Status: DeliveryStatus.Preparing });
        var bytes = final.Files["b.jpg"].ToArray();
        bytes[7] ^= 1;
        await PutAsync(key, bytes);
        await Assert.ThrowsAnyAsync<IOException>(() => WorkAsync(made.Value));
        await Store.DeleteAsync(key, Ct);
        await PutAsync(key, final.Files["b.jpg"]);
        await WorkAsync(made.Value);
        Assert.True((await RowAsync(final)) is { ProblemFile: null, Status: DeliveryStatus.Ready });
    }

    [Fact]
    public async Task What_was_promised_is_neither_deleted_nor_purged()
    {
        var final = await FinalAsync("a.jpg");
        await MakeAsync(final, Draft(final));
        var photo = await ScalarAsync<Guid>("SELECT photo_id FROM delivery_files");
        await using var session = Studio.Open(Manager);
        Assert.Equal(new PhotosInUse(1, "a.jpg"), await session.Photos.InUseAsync(final.AlbumId, [photo], Ct));
        await ExecuteAsync("UPDATE photos SET deleted_at = $1", Start.AddDays(-90).UtcDateTime);
        await using var purge = Studio.Open(Actor.System);
        Assert.Empty(await purge.Photos.PurgeAsync(Start, 10, Ct));
        await ExecuteAsync("DELETE FROM projects WHERE id = $1", final.Couple.ProjectId);
        Assert.Equal(0, await CountAsync("delivery_files"));
    }

    [Fact]
    public async Task Strangers_find_nothing_and_only_who_may_hands_over()
    {
        var (final, other) = (await FinalAsync("a.jpg"), await FinalAsync("x.jpg"));
        var id = await MakeAsync(final, Draft(final));
        var stranger = other.Couple.Bride;
        Assert.Equal(new DeliveryNotFound(), (await Deliveries.SheetAsync(stranger, id, null, Ct)).Refusal);
        Assert.Equal(new DeliveryNotFound(), (await Deliveries.PlanAsync(stranger, id, Zip, null, Ct)).Refusal);
        Assert.Equal(new DeliveryNotFound(), (await Deliveries.BeginAsync(stranger, id, Zip, 1, 0, null, Ct)).Refusal);
        Assert.Equal(new DeliveryNotFound(), (await Deliveries.AskForTimeAsync(stranger, id, Ct)).Refusal);
        Assert.Equal(
            new NothingToDeliver(),
            (await Deliveries.PrepareAsync(Manager, final.Couple.ProjectId, Draft(other), [final.Couple.BrideId], ct: Ct)).Refusal
        );
        Assert.Equal(
            new ReceiverMissing(),
            (await Deliveries.PrepareAsync(Manager, final.Couple.ProjectId, Draft(final), [other.Couple.BrideId], ct: Ct)).Refusal
        );
        foreach (var actor in new[] { await EditorAsync(), await StaffAsync(UserRole.Photographer, "박", "빛"), final.Couple.Bride })
        {
            Assert.Equal(
                new NotAllowed(),
                (await Deliveries.PrepareAsync(actor, final.Couple.ProjectId, Draft(final), [], ct: Ct)).Refusal
            );
            Assert.Equal(new NotAllowed(), (await Deliveries.RowsAsync(actor, final.Couple.ProjectId, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Deliveries.LinkUrlsAsync(actor, id, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Deliveries.RevokeAsync(actor, id, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Deliveries.PinAsync(actor, id, Ct)).Refusal);
            Assert.Equal(new NotAllowed(), (await Deliveries.AllAsync(actor, new DeliveryFilter(), Ct)).Refusal);
        }

        var token = (await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value![0].Path.Split('/')[^1];
        Assert.True((await Get<LinkService>().EnterAsync(LinkPurpose.Download, token, Ct)).Succeeded);
        await Deliveries.RevokeAsync(Manager, id, Ct);
        Assert.Equal(new LinkNotOpen(), (await Get<LinkService>().EnterAsync(LinkPurpose.Download, token, Ct)).Refusal);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Deliveries.GiveLinkAsync(Manager, id, final.Couple.BrideId, Ct)));
        Assert.Single((await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value!);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://cloud.example/x")]
    [InlineData("cloud.example")]
    [InlineData(null)]
    public async Task A_link_elsewhere_is_https_and_opens_when_it_is_paid(string? wrong)
    {
        var final = await FinalAsync("a.jpg");
        var draft = new DeliveryDraft(DeliveryType.CloudLink, "클라우드", Link: wrong, HoldUntilPaid: true);
        var (project, bride) = (final.Couple.ProjectId, final.Couple.Bride);
        Assert.Equal(new LinkNotHttps(), (await Deliveries.PrepareAsync(Manager, project, draft, [final.Couple.BrideId], ct: Ct)).Refusal);
        var made = await Deliveries.PrepareAsync(
            Manager,
            project,
            draft with
            {
                Link = "https://cloud.example/웨딩?a=1",
            },
            [final.Couple.BrideId],
            ct: Ct
        );
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'delivery_ready'"));
        Assert.Null((await Deliveries.SheetAsync(bride, made.Value, null, Ct)).Value!.Link);
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        Assert.StartsWith("https://cloud.example/", (await Deliveries.SheetAsync(bride, made.Value, null, Ct)).Value!.Link);
    }

    [Fact]
    public async Task Looking_before_making_shows_what_the_couple_would_fetch_and_makes_nothing()
    {
        var final = await FinalAsync("a.jpg", "b.jpg", "c.jpg");
        var draft = Draft(final, most: 3, pin: true, hold: true);
        var seen = (await LookAsync(Manager, draft)).Value!;
        Assert.Equal(0, await CountAsync("deliverables"));
        Assert.Equal(0, await CountAsync("link_tokens"));
        Assert.Equal(0, await CountAsync("task_queue"));
        Assert.Equal(["a.jpg", "b.jpg", "c.jpg"], seen.Files.Select(f => f.Original.Name));

        // One ZIP file holds two of them; and the same is said of it once it is made.
        var id = await MakeAsync(final, draft with { WithPin = false }, PartBytes);
        var real = (await Deliveries.SheetAsync(final.Couple.Bride, id, null, Ct)).Value!;
        Assert.Equal(
            real.Parts.Where(p => p.Size == DownloadSize.Original).Select(p => (p.Number, p.Files, p.Bytes)),
            seen.Sheet.Parts.Where(p => p.Size == DownloadSize.Original).Select(p => (p.Number, p.Files, p.Bytes))
        );
        Assert.Equal(
            (real.Title, real.ExpiresAt, real.MaxDownloads, real.IsHeld, real.Outstanding, real.Files, real.IsOpen),
            (
                seen.Sheet.Title,
                seen.Sheet.ExpiresAt,
                seen.Sheet.MaxDownloads,
                seen.Sheet.IsHeld,
                seen.Sheet.Outstanding,
                seen.Sheet.Files,
                seen.Sheet.IsOpen
            )
        );
        Assert.Equal(new NothingToDeliver(), (await LookAsync(Manager, draft with { AlbumId = Guid.NewGuid() })).Refusal);
        Assert.Equal(new FieldRequired("Title"), (await LookAsync(Manager, draft with { Title = " " })).Refusal);
        Assert.Equal(new NotAllowed(), (await LookAsync(final.Couple.Bride, draft)).Refusal);

        Task<Result<DeliveryPreview>> LookAsync(Actor actor, DeliveryDraft asked) =>
            Deliveries.PreviewAsync(actor, final.Couple.ProjectId, asked, PartBytes, 100, Ct);
    }

    [Fact]
    public async Task What_is_carried_and_what_lies_elsewhere_is_looked_at_before_it_is_made_too()
    {
        var final = await FinalAsync("a.jpg");
        var album = new DeliveryDraft(DeliveryType.Album, "앨범", Recipient: "김서연", Address: "서울 마포구 1");
        var seen = (await LookAsync(album)).Value!;
        Assert.Empty(seen.Files);
        Assert.Equal(
            (DeliveryType.Album, "앨범", "김서연", "서울 마포구 1", (string?)null, 0),
            (seen.Sheet.Type, seen.Sheet.Title, seen.Sheet.Recipient, seen.Sheet.Address, seen.Sheet.Link, seen.Sheet.Parts.Count)
        );

        // What is open on the contract holds the link back, as it would for the couple.
        var link = new DeliveryDraft(DeliveryType.CloudLink, "원본", Link: "https://example.com/files");
        Assert.Equal("https://example.com/files", (await LookAsync(link with { HoldUntilPaid = false })).Value!.Sheet.Link);
        var held = (await LookAsync(link with { HoldUntilPaid = true })).Value!.Sheet;
        Assert.Equal((true, (string?)null), (held.IsHeld, held.Link));
        Assert.Equal(new LinkNotHttps(), (await LookAsync(link with { Link = "ftp://x" })).Refusal);
        Assert.Equal(0, await CountAsync("deliverables"));
        Assert.Equal(0, await CountAsync("notifications WHERE template_id LIKE 'delivery%'"));

        Task<Result<DeliveryPreview>> LookAsync(DeliveryDraft asked) =>
            Deliveries.PreviewAsync(Manager, final.Couple.ProjectId, asked, PartBytes, 100, Ct);
    }

    private const long PartBytes = 10_000;

    [Fact]
    public async Task A_form_that_is_sent_eight_times_at_once_makes_one_delivery()
    {
        var final = await FinalAsync("a.jpg", "b.jpg");
        var link = new DeliveryDraft(DeliveryType.CloudLink, "원본", Link: "https://example.com/files");
        foreach (var (draft, key) in new[] { (Draft(final), "files"), (link, "link") })
        {
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SendAsync(draft, key), Ct)));
            Assert.All(made, m => Assert.Null(m.Refusal));
            Assert.Single(made.Select(m => m.Value).Distinct());
            Assert.Equal(made[0].Value, (await SendAsync(draft, key)).Value);
            Assert.Equal(new KeyUsedForAnother(), (await SendAsync(draft with { Title = "다른 것" }, key)).Refusal);
        }

        Assert.Equal(2, await CountAsync("deliverables"));
        Assert.Equal(2, await CountAsync("delivery_files"));
        Assert.Equal(1, await CountAsync("task_queue WHERE kind = 'MakeDeliveryReady'"));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'delivery_ready'"));

        Task<Result<Guid>> SendAsync(DeliveryDraft draft, string key) =>
            Deliveries.PrepareAsync(Manager, final.Couple.ProjectId, draft, [final.Couple.BrideId], key, Ct);
    }
}
