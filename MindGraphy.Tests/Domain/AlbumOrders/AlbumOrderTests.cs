using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.AlbumOrders;

public sealed class AlbumOrderTests(MigratedTemplate template) : AlbumOrderTest(template)
{
    [Fact]
    public async Task An_album_goes_from_the_contract_over_two_rounds_and_the_lab_into_the_couples_hands()
    {
        var couple = await WithAlbumAsync();
        var offer = (await Albums.OfferAsync(Manager, couple.ProjectId, ct: Ct)).Value!;
        Assert.Equal((40, 1, 2), (offer.Included.Pages, offer.Included.Copies, offer.Rounds!.Value));
        var order = await OpenAsync(couple, Forty with { DueOn = Clock.Today.AddDays(60) });
        Assert.Null((await Albums.StartDesignAsync(Manager, order, Ct)).Refusal);
        var first = await SentAsync(couple, order, "10.jpg", "2.jpg", "1.jpg");
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'album_proof_ready' AND link_id IS NOT NULL"));

        // Two before ten, whatever was uploaded first.
        var sheet = await SheetAsync(couple, order);
        Assert.Equal(["1.jpg", "2.jpg", "10.jpg"], sheet.Round!.Spreads.Select(s => s.FileName));
        Assert.True(sheet.IsOpen);
        Assert.Equal(new AlbumNothingAsked(), (await Albums.AskAsync(couple.Bride, order, first, Ct)).Refusal);
        var say = await SayAsync(couple, order, first);
        Assert.Equal(1, (await Albums.SayAsync(couple.Groom, order, first, say with { Text = "왼쪽으로" }, Ct)).Value);
        Assert.Equal(new AlbumHasNotes(1), (await Albums.ApproveAsync(couple.Groom, order, first, Ct)).Refusal);
        Assert.Equal(AlbumOrderStatus.Designing, (await Albums.AskAsync(couple.Groom, order, first, Ct)).Value);
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'album_answered'"));

        // The next round waits for the answers, takes the place of the first, and leaves it readable.
        await Albums.AddSpreadAsync(Manager, order, Spread("1.jpg"), Ct);
        var early = await Albums.SendAsync(Manager, order, [couple.BrideId], null, Clock.Today.AddDays(3), Ct);
        Assert.Equal(new AlbumNotesUnanswered(1), early.Refusal);
        Assert.Equal(
            new ReasonRequired(),
            (await Albums.AnswerAsync(Manager, order, first, say.Id, RevisionAnswer.Impossible, " ", Ct)).Refusal
        );
        Assert.Null((await Albums.AnswerAsync(Manager, order, first, say.Id, RevisionAnswer.Done, "옮겼어요", Ct)).Refusal);
        var second = (await Albums.SendAsync(Manager, order, [couple.BrideId], null, Clock.Today.AddDays(3), Ct)).Value;
        Assert.Equal(2, await CountAsync("link_tokens WHERE purpose = 'album'"));
        Assert.Equal(new AlbumRoundOver(), (await Albums.AskAsync(couple.Bride, order, first, Ct)).Refusal);
        var former = (await SheetAsync(couple, order, 1)).Round!;
        Assert.Equal(
            (AlbumRoundStatus.Asked, "왼쪽으로", "옮겼어요"),
            (former.Status, former.Spreads[0].Notes[0].Text, former.Spreads[0].Notes[0].Reason)
        );
        Assert.False((await SheetAsync(couple, order, 1)).IsOpen);
        Assert.Equal((2, 1), ((await SheetAsync(couple, order)).Round!.Number, (await SheetAsync(couple, order)).UsedRounds));

        Assert.Equal(AlbumOrderStatus.Approved, (await Albums.ApproveAsync(couple.Bride, order, second, Ct)).Value);
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'album_approved'"));
        Assert.Equal(0, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));

        var view = await ViewAsync(order);
        var lab = new AlbumLab("한빛포토북", "HB-2201", Clock.Today, Clock.Today.AddDays(-1));
        Assert.Equal(new EndsBeforeItBegins("ExpectedOn"), (await Albums.OrderAtAsync(Manager, order, lab, view.Version, Ct)).Refusal);
        Assert.Equal(
            new AlbumOrderCannotMove(AlbumOrderStatus.Approved, AlbumOrderStatus.Arrived),
            (await Albums.ArriveAsync(Manager, order, false, Ct)).Refusal
        );
        Assert.Null(
            (await Albums.OrderAtAsync(Manager, order, lab with { ExpectedOn = Clock.Today.AddDays(14) }, view.Version, Ct)).Refusal
        );
        var delivery = (await Albums.ArriveAsync(Manager, order, false, Ct)).Value;
        Assert.Equal(delivery, (await Albums.ArriveAsync(Manager, order, false, Ct)).Value);
        var row = Assert.Single((await Deliveries.RowsAsync(Manager, couple.ProjectId, Ct)).Value!);
        Assert.Equal(
            (DeliveryType.Album, "본식 앨범", DeliveryStatus.Preparing, 2),
            (row.Type, row.Title, row.Status, row.People.Count(p => p.LinkOpen))
        );

        // From here on the delivery's own pages go on, and the order follows.
        Assert.Null((await Deliveries.MarkReadyAsync(Manager, delivery, Ct)).Refusal);
        row = Assert.Single((await Deliveries.RowsAsync(Manager, couple.ProjectId, Ct)).Value!);
        Assert.Null((await Deliveries.ShipAsync(Manager, delivery, "CJ대한통운", "6012", row.Version, Ct)).Refusal);
        Assert.Equal(AlbumOrderStatus.Shipped, (await ViewAsync(order)).Line.Status);
        Assert.Null((await Deliveries.ReceiveAsync(couple.Groom, delivery, Ct)).Refusal);
        view = await ViewAsync(order);
        Assert.Equal(
            (AlbumOrderStatus.HandedOver, "이준호", "6012"),
            (view.Line.Status, view.Delivery!.ReceivedBy, view.Delivery.Tracking)
        );
        Assert.Equal(
            new AlbumOrderCannotMove(AlbumOrderStatus.HandedOver, AlbumOrderStatus.Cancelled),
            (await Albums.CancelAsync(Manager, order, "x", Ct)).Refusal
        );
    }

    [Fact]
    public async Task An_album_that_came_stays_in_the_house_until_it_is_paid_or_somebody_says_why_not()
    {
        var couple = await WithAlbumAsync();
        var held = new CarriedHeld(new Money(2_200_000));
        var (first, second) = (await CameAsync(), await CameAsync());
        Assert.Null((await Deliveries.MarkReadyAsync(Manager, first, Ct)).Refusal);
        Assert.Null((await Deliveries.MarkReadyAsync(Manager, second, Ct)).Refusal);
        Assert.Equal(held, (await Deliveries.ShipAsync(Manager, first, "CJ대한통운", "6012", (await RowAsync(first)).Version, Ct)).Refusal);
        Assert.Equal(held, (await Deliveries.HandOverAsync(Manager, second, (await RowAsync(second)).Version, Ct)).Refusal);
        Assert.Equal(2, await CountAsync("album_orders WHERE status = 'arrived'"));

        var version = (await RowAsync(first)).Version;
        Assert.Equal(new ReasonRequired(), (await Deliveries.LiftHoldAsync(Manager, first, " ", version, Ct)).Refusal);
        Assert.Null((await Deliveries.LiftHoldAsync(Manager, first, "예식 다음 날 출국", version, Ct)).Refusal);
        Assert.Null((await Deliveries.ShipAsync(Manager, first, "CJ대한통운", "6012", (await RowAsync(first)).Version, Ct)).Refusal);
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        Assert.Null((await Deliveries.HandOverAsync(Manager, second, (await RowAsync(second)).Version, Ct)).Refusal);
        Assert.Equal(1, await CountAsync("album_orders WHERE status = 'shipped'"));
        Assert.Equal(1, await CountAsync("album_orders WHERE status = 'handed_over'"));

        // An order's own album comes once, held as it was said the first time.
        async Task<Guid> CameAsync()
        {
            var order = await OpenAsync(couple, Forty with { CopyWon = 0 });
            Assert.Null((await Albums.ApproveAsync(couple.Bride, order, await SentAsync(couple, order), Ct)).Refusal);
            var lab = new AlbumLab("한빛포토북", null, Clock.Today, null);
            Assert.Null((await Albums.OrderAtAsync(Manager, order, lab, (await ViewAsync(order)).Version, Ct)).Refusal);
            var came = (await Albums.ArriveAsync(Manager, order, true, Ct)).Value;
            Assert.Equal(came, (await Albums.ArriveAsync(Manager, order, false, Ct)).Value);
            Assert.True((await RowAsync(came)).IsHeld);
            return came;
        }

        async Task<DeliveryRow> RowAsync(Guid id) =>
            (await Deliveries.RowsAsync(Manager, couple.ProjectId, Ct)).Value!.Single(r => r.Id == id);
    }

    [Fact]
    public async Task What_is_beyond_the_contract_is_priced_at_the_catalogue_and_becomes_one_line_however_often_it_is_approved()
    {
        var couple = await WithAlbumAsync();
        await using (var db = await DbAsync())
        {
            var ten = new OptionDraft(
                "앨범 10쪽",
                "10 pages",
                null,
                new Money(100_000),
                new OptionTerms { AlbumPages = 10 },
                VatIncluded: false
            );
            db.Add(PackageOption.Create(ten, 1, Start).Value!);
            await db.SaveChangesAsync(Ct);
        }

        var offer = (await Albums.OfferAsync(Manager, couple.ProjectId, ct: Ct)).Value!;
        Assert.Equal((11_000L, null), (offer.PageWon!.Value, offer.CopyWon));

        var more = Forty with { Pages = 44, CoupleCopies = 1, GroomFamilyCopies = 1, BrideFamilyCopies = 1, PageWon = offer.PageWon };
        Assert.Equal(new FieldRequired("CopyWon"), (await Albums.OpenAsync(Manager, couple.ProjectId, more, Ct)).Refusal);
        var order = await OpenAsync(couple, more with { CopyWon = 280_000 });
        var sheet = await ViewAsync(order);
        Assert.Equal((4, 2, new Money(604_000)), (sheet.ExtraPages, sheet.ExtraCopies, sheet.Extra));

        // A second album finds nothing left of the contract's copy.
        Assert.Equal(0, (await Albums.OfferAsync(Manager, couple.ProjectId, ct: Ct)).Value!.Included.Copies);
        Assert.Equal(1, (await Albums.OfferAsync(Manager, couple.ProjectId, order, Ct)).Value!.Included.Copies);

        var round = await SentAsync(couple, order);
        var said = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => Albums.ApproveAsync(i % 2 == 0 ? couple.Bride : couple.Groom, order, round, Ct), Ct))
        );
        Assert.All(said, s => Assert.Equal(AlbumOrderStatus.Approved, s.Value));
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional' AND amount = 604000"));
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'album_approved'"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Albums.PriceAsync(Manager, order, Ct), Ct)));
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        Assert.True((await ViewAsync(order)).IsPriced);
    }

    [Fact]
    public async Task Where_the_contract_takes_no_line_the_album_is_approved_all_the_same_and_the_studio_can_add_it_later()
    {
        var couple = await WithAlbumAsync();
        await ExecuteAsync("UPDATE contracts SET signed_at = NULL");
        var order = await OpenAsync(couple, Forty with { Pages = 42, PageWon = 10_000 });
        var round = await SentAsync(couple, order);
        Assert.Equal(AlbumOrderStatus.Approved, (await Albums.ApproveAsync(couple.Bride, order, round, Ct)).Value);
        Assert.False((await ViewAsync(order)).IsPriced);
        await ExecuteAsync("UPDATE contracts SET signed_at = now()");
        Assert.True((await Albums.PriceAsync(Manager, order, Ct)).Value);
        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE amount = 20000"));
    }

    [Fact]
    public async Task An_approved_album_is_frozen_in_the_aggregate_and_in_the_database()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var first = await SentAsync(couple, order);
        await SayAsync(couple, order, first);
        await Albums.AskAsync(couple.Bride, order, first, Ct);
        await Albums.AnswerAsync(Manager, order, first, null, RevisionAnswer.Done, null, Ct);
        var round = await SentAsync(couple, order);
        await Albums.AddSpreadAsync(Manager, order, Spread("later.jpg"), Ct);
        Assert.Null((await Albums.ApproveAsync(couple.Bride, order, round, Ct)).Refusal);

        var view = await ViewAsync(order);
        var frozen = new AlbumFrozen();
        Assert.Equal(frozen, (await Albums.ChangeAsync(Manager, order, Forty with { Pages = 60, PageWon = 0 }, view.Version, Ct)).Refusal);
        Assert.Equal(frozen, (await Albums.AddSpreadAsync(Manager, order, Spread("x.jpg"), Ct)).Refusal);
        Assert.Equal(frozen, (await Albums.TakeOutAsync(Manager, order, null, Ct)).Refusal);
        Assert.Equal(frozen, (await Albums.SendAsync(Manager, order, [couple.BrideId], null, Clock.Today, Ct)).Refusal);
        Assert.Equal(frozen, (await Albums.MayAddAsync(Manager, order, Ct)).Refusal);
        Assert.Equal(new AlbumRoundOver(), (await Albums.AskAsync(couple.Bride, order, round, Ct)).Refusal);
        Assert.Equal(new AlbumRoundOver(), (await Albums.TakeBackAsync(Manager, order, round, "x", Ct)).Refusal);
        Assert.Equal(AlbumRoundStatus.Retired, view.Rounds[0].Status);
        foreach (
            var sql in new[]
            {
                "UPDATE album_orders SET pages = 60",
                "UPDATE album_orders SET approved_at = NULL, status = 'draft'",
                "INSERT INTO album_rounds (id, order_id, number, status, created_at) SELECT gen_random_uuid(), id, 9, 'preparing', now() FROM album_orders",
                "UPDATE album_rounds SET status = 'asked' WHERE status = 'approved'",
                "DELETE FROM album_rounds WHERE status = 'approved'",
                "UPDATE album_spreads SET position = 9",
                "DELETE FROM album_spreads",
                "INSERT INTO album_spreads (id, round_id, position, file_name, width, height) SELECT gen_random_uuid(), id, 9, '', 0, 0 FROM album_rounds LIMIT 1",
                "UPDATE album_notes SET text = 'x'",
                "DELETE FROM album_notes",
            }
        )
        {
            var no = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(sql));
            Assert.Equal("album_orders_frozen", no.ConstraintName);
        }

        // Who said it may be forgotten; with its project the album goes whole.
        await ExecuteAsync("UPDATE album_notes SET contact_id = NULL");
        await ExecuteAsync("DELETE FROM projects WHERE id = $1", couple.ProjectId);
        Assert.Equal(0, await CountAsync("album_rounds"));
    }

    [Fact]
    public async Task A_note_that_is_too_long_or_on_nothing_is_refused_and_another_albums_spread_is_not_found()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var round = await SentAsync(couple, order);
        var other = await WithAlbumAsync();
        var theirs = await OpenAsync(other);
        var theirRound = await SentAsync(other, theirs);
        var spread = (await SheetAsync(couple, order)).Round!.Spreads[0].Id;
        var foreign = (await SheetAsync(other, theirs)).Round!.Spreads[0].Id;

        async Task<Refusal?> RefusedAsync(AlbumSay say) => (await Albums.SayAsync(couple.Bride, order, round, say, Ct)).Refusal;

        var id = Ids.New();
        Assert.Equal(new FieldTooLong("Text", 1000), await RefusedAsync(new AlbumSay(id, spread, new string('가', 20_000))));
        Assert.Equal(new FieldRequired("Text"), await RefusedAsync(new AlbumSay(id, spread, " \n ")));
        Assert.Equal(new PinOutOfPicture(), await RefusedAsync(new AlbumSay(id, spread, "a", 5)));
        Assert.Equal(new PinOutOfPicture(), await RefusedAsync(new AlbumSay(id, spread, "a", 5, 1001)));
        Assert.Equal(new AlbumSpreadNotFound(), await RefusedAsync(new AlbumSay(id, foreign, "a", 5, 5)));
        Assert.Equal(0, await CountAsync("album_notes"));

        var notFound = new AlbumOrderNotFound();
        Assert.Equal(notFound, (await Albums.SayAsync(couple.Bride, theirs, theirRound, new AlbumSay(id, foreign, "a"), Ct)).Refusal);
        Assert.Equal(notFound, (await Albums.ApproveAsync(couple.Bride, theirs, theirRound, Ct)).Refusal);
        Assert.Equal(notFound, (await Albums.SheetAsync(couple.Bride, theirs, ct: Ct)).Refusal);
        Assert.Equal(new AlbumSpreadNotFound(), (await Albums.SpreadForAsync(couple.Bride, order, foreign, Ct)).Refusal);
        Assert.Equal(new AlbumRoundOver(), (await Albums.ApproveAsync(couple.Bride, order, theirRound, Ct)).Refusal);

        // A note of another couple's name is not written over.
        var say = await SayAsync(other, theirs, theirRound);
        Assert.Equal(new EditedElsewhere(), await RefusedAsync(new AlbumSay(say.Id, spread, "a", 1, 1)));
        Assert.Equal(0, (await Albums.UnsayAsync(couple.Bride, order, round, say.Id, ct: Ct)).Value);
        Assert.Equal(1, await CountAsync("album_notes"));
        var editor = await EditorAsync();
        Assert.Equal(new NotAllowed(), (await Albums.FindAsync(editor, order, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Albums.ApproveForAsync(editor, order, round, "x", Ct)).Refusal);
    }

    [Fact]
    public async Task A_pdf_is_spoken_of_by_page_and_takes_no_pin()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var pdf = new AlbumPdf($"album-orders/{order:N}/a.pdf", "시안.pdf", new string('a', 64), 22);
        Assert.Equal(
            new CountOutOfRange("Pages", 1, 200),
            (await Albums.TakePdfAsync(Manager, order, pdf with { Pages = 0 }, ct: Ct)).Refusal
        );
        Assert.Null((await Albums.TakePdfAsync(Manager, order, pdf, ct: Ct)).Refusal);
        Assert.Null((await Albums.TakePdfAsync(Manager, order, pdf with { Pages = 20 }, ct: Ct)).Refusal);
        Assert.Equal(new AlbumProofMixed(), (await Albums.AddSpreadAsync(Manager, order, Spread("1.jpg"), Ct)).Refusal);
        var round = (await Albums.SendAsync(Manager, order, [couple.BrideId], null, Clock.Today, Ct)).Value;
        var sheet = await SheetAsync(couple, order);
        Assert.Equal(Enumerable.Range(1, 20), sheet.Round!.Spreads.Select(s => s.Position));
        Assert.Null(
            (await Albums.SayAsync(couple.Bride, order, round, new AlbumSay(Ids.New(), sheet.Round.Spreads[6].Id, "7쪽", 1, 1), Ct)).Refusal
        );
        Assert.Null((await SheetAsync(couple, order)).Round!.Spreads[6].Notes.Single().PinX);
        Assert.Equal("시안.pdf", (await Albums.PdfForAsync(couple.Bride, order, round, Ct)).Value!.Name);
        Assert.NotNull((await Albums.PdfForAsync((await WithAlbumAsync()).Bride, order, round, Ct)).Refusal);
    }

    [Fact]
    public async Task The_couple_is_reminded_once_on_the_last_day_and_not_at_night()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        await SentAsync(couple, order);
        Assert.Equal(0, await Albums.RemindAsync(Ct));
        Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(4));
        Assert.Equal(0, await Albums.RemindAsync(Ct));
        Time.Advance(TimeSpan.FromHours(4));
        var reminded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Albums.RemindAsync(Ct), Ct)));
        Assert.Equal(1, reminded.Sum());
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'album_proof_reminder'"));
        Assert.Equal(0, await Albums.RemindAsync(Ct));
    }

    [Fact]
    public async Task Who_needs_more_time_gets_it_and_a_link_is_taken_and_given_alone()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        Assert.Equal(new AlbumNothingToSend(), (await Albums.GiveLinkAsync(Manager, order, couple.BrideId, Ct)).Refusal);
        var round = await SentAsync(couple, order);
        Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await Albums.RemindAsync(Ct));
        Assert.Equal(
            new DayOutOfRange("AnswerBy"),
            (await Albums.WaitUntilAsync(Manager, order, round, Clock.Today.AddDays(-1), Ct)).Refusal
        );
        Assert.Null((await Albums.WaitUntilAsync(Manager, order, round, Clock.Today.AddDays(3), Ct)).Refusal);
        Assert.Equal(Clock.Today.AddDays(3), (await SheetAsync(couple, order)).Round!.AnswerBy);
        Assert.Equal(0, await Albums.RemindAsync(Ct));
        Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await Albums.RemindAsync(Ct));

        async Task<string[]> LinksAsync() =>
            [.. (await Albums.LinkUrlsAsync(Manager, order, Ct)).Value!.Select(l => $"{l.ContactId} {l.Path}")];

        var both = await LinksAsync();
        Assert.Equal(2, both.Length);
        Assert.Null((await Albums.TakeLinkAsync(Manager, order, couple.BrideId, Ct)).Refusal);
        Assert.Equal(new NoLinkToTake(), (await Albums.TakeLinkAsync(Manager, order, Guid.NewGuid(), Ct)).Refusal);
        Assert.Equal(both.Where(l => !l.StartsWith($"{couple.BrideId}", StringComparison.Ordinal)), await LinksAsync());

        // However often and by how many it is given: one.
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Albums.GiveLinkAsync(Manager, order, couple.BrideId, Ct), Ct))
        );
        Assert.Null((await Albums.GiveLinkAsync(Manager, order, couple.BrideId, Ct)).Refusal);
        Assert.Equal(2, (await LinksAsync()).Length);
        Assert.Equal(3, await CountAsync("link_tokens WHERE purpose = 'album'"));
        Assert.Equal(new AlbumReaderMissing(), (await Albums.GiveLinkAsync(Manager, order, Guid.NewGuid(), Ct)).Refusal);
        Assert.Null((await Albums.ApproveAsync(couple.Bride, order, round, Ct)).Refusal);
        Assert.Equal(new AlbumRoundOver(), (await Albums.WaitUntilAsync(Manager, order, round, Clock.Today, Ct)).Refusal);
    }

    [Fact]
    public async Task Staff_takes_a_round_back_writes_a_yes_down_and_calls_an_album_off_with_a_reason()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var round = await SentAsync(couple, order);
        Assert.Equal(new ReasonRequired(), (await Albums.TakeBackAsync(Manager, order, round, null, Ct)).Refusal);
        Assert.Null((await Albums.TakeBackAsync(Manager, order, round, "표지 오타", Ct)).Refusal);
        Assert.Equal(new AlbumRoundOver(), (await Albums.ApproveAsync(couple.Bride, order, round, Ct)).Refusal);
        round = await SentAsync(couple, order);
        Assert.Equal(new ReasonRequired(), (await Albums.ApproveForAsync(Manager, order, round, null, Ct)).Refusal);
        Assert.Null((await Albums.ApproveForAsync(Manager, order, round, "신부님 전화", Ct)).Refusal);
        Assert.Equal("신부님 전화", (await ViewAsync(order)).ApprovedReason);
        Assert.Null((await Albums.CancelAsync(Manager, order, "앨범 취소", Ct)).Refusal);
        var list = (await Albums.AllAsync(Manager, new AlbumFilter(AlbumOrderStatus.Cancelled), Ct)).Value!;
        Assert.Equal((order, 1), (list.Lines.Single().Id, list.Counts[AlbumOrderStatus.Cancelled]));
        Assert.Empty((await Albums.AllAsync(Manager, new AlbumFilter(), Ct)).Value!.Lines);

        var late = await OpenAsync(couple, Forty with { DueOn = Clock.Today });
        Assert.Equal(0, (await Albums.AllAsync(Manager, new AlbumFilter(LateOnly: true), Ct)).Value!.Late);
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(late, (await Albums.AllAsync(Manager, new AlbumFilter(LateOnly: true), Ct)).Value!.Lines.Single().Id);
    }
}
