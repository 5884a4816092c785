using System.Net;
using System.Net.Http.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.AlbumOrders;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Layout;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.AlbumOrders;

/// <summary>A round that is uploaded as a PDF: its pages are drawn, looked at and pinned as pictures are, and all of it is there or nothing.</summary>
public sealed class PdfRoundTests(MigratedTemplate template) : SpreadsHttpTest(template)
{
    private static readonly byte[] Twelve = PdfFile.Of([.. Enumerable.Repeat((600, 300), 11), (300, 600)]);

    [Fact]
    public async Task The_pages_of_a_pdf_are_looked_at_and_pinned_and_stay_as_they_were_approved()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        List<(int, int)> told = [];
        var taken = await TakeAsync(
            order,
            Twelve,
            tell: (page, of) =>
            {
                told.Add((page, of));
                return Task.CompletedTask;
            }
        );
        Assert.Null(taken.Refusal);
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (n, 12)), told);

        // In the order of the pages, with 2 before 10, each as wide and high as it is, and each its own picture.
        var next = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds.Single();
        Assert.Equal("시안.pdf", next.PdfName);
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (n, $"p. {n}")), next.Spreads.Select(s => (s.Position, s.FileName)));
        Assert.All(next.Spreads.SkipLast(1), s => Assert.Equal((3000, 1500), (s.Width, s.Height)));
        Assert.Equal((1500, 3000), (next.Spreads[11].Width, next.Spreads[11].Height));
        Assert.Equal(1 + (12 * 4), (await KeysAsync()).Count);
        Assert.Equal(new AlbumProofMixed(), (await PictureAsync(order)).Refusal);
        Assert.Equal(new AlbumSpreadNotFound(), (await Served.TakeOutAsync(Manager, order, next.Spreads[0].Id, Ct)).Refusal);

        var round = (await Served.SendAsync(Manager, order, [couple.BrideId], null, Today, Ct)).Value;
        using var phone = await EnterAsync(couple.BrideId, order);
        var html = await phone.GetStringAsync("/c/album", Ct);
        Assert.Contains("1차 시안이에요. 12쪽을 확인해 주세요.", html);
        Assert.Contains("alt=\"12쪽\"", html);
        Assert.DoesNotContain(" style=", html);
        for (var i = 0; i < 3; i++)
        {
            var shown = await phone.GetByteArrayAsync(AlbumOrderEndpoints.CoupleUrl(next.Spreads[i], 480), Ct);
            using var picture = SKBitmap.Decode(shown);
            var (seen, meant) = (picture.GetPixel(240, 120), PdfFile.Colors[i]);
            Assert.True(
                Math.Abs(seen.Red - meant.Red) + Math.Abs(seen.Green - meant.Green) + Math.Abs(seen.Blue - meant.Blue) < 30,
                $"{i}: {seen}"
            );
        }

        // The PDF itself is there as before, for who holds the link.
        var file = await phone.GetAsync($"/c/album/pdf/{round:N}", Ct);
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("inline", file.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Twelve, await file.Content.ReadAsByteArrayAsync(Ct));
        using var stranger = Browser("same-origin");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/c/album/pdf/{round:N}", Ct)).StatusCode);

        var pin = new
        {
            round,
            id = Ids.New(),
            spread = next.Spreads[1].Id,
            n = "신부를 가운데로",
            x = 250,
            y = 750,
        };
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsJsonAsync("/c/album/note", pin, Ct)).StatusCode);
        var said = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds.Single().Spreads[1].Notes.Single();
        Assert.Equal(("신부를 가운데로", (int?)250, (int?)750), (said.Text, said.PinX, said.PinY));
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsJsonAsync("/c/album/note", pin with { n = null! }, Ct)).StatusCode);

        // Approved, nothing comes in its place, and no page of it changes, whoever writes to the table.
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsJsonAsync("/c/album/answer", new { round, approve = true }, Ct)).StatusCode);
        Assert.Equal(new AlbumFrozen(), (await TakeAsync(order, Twelve)).Refusal);
        Assert.Equal(1 + (12 * 4), (await KeysAsync()).Count);
        var broken = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            ExecuteAsync("UPDATE album_spreads SET sha256 = repeat('0', 64)")
        );
        Assert.Equal("album_orders_frozen", broken.ConstraintName);
    }

    [Fact]
    public async Task A_pdf_takes_the_place_of_the_former_with_its_pictures_and_does_not_mix_with_others()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        Assert.Null((await TakeAsync(order, Twelve)).Refusal);
        var former = await KeysAsync();
        Assert.Null((await TakeAsync(order, PdfFile.Of((600, 300), (600, 300)), "둘째.pdf")).Refusal);
        var next = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds.Single();
        Assert.Equal(("둘째.pdf", 2), (next.PdfName, next.Spreads.Count));
        var keys = await KeysAsync();
        Assert.Equal(1 + (2 * 4), keys.Count);
        Assert.Empty(keys.Intersect(former));

        // Sent twice at once (an answer was lost, a button pressed again): one of them stands, whole.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => TakeAsync(order, PdfFile.Of((600, 300))), Ct)));
        next = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds.Single();
        var file = (await Served.SpreadAsync(Manager, next.Spreads.Single().Id, Ct)).Value!;
        keys = await KeysAsync();
        Assert.Equal(1 + 4, keys.Count);
        Assert.Contains(AlbumSpread.RenditionKey(order, file.SpreadId, file.Sha256, 2048), keys);
        Assert.Contains((await Served.PdfAsync(Manager, next.Id, Ct)).Value!.Key, keys);

        Assert.Null((await Served.TakeOutAsync(Manager, order, null, Ct)).Refusal);
        Assert.Empty(await KeysAsync());
        Assert.Null((await PictureAsync(order)).Refusal);
        Assert.Equal(new AlbumProofMixed(), (await TakeAsync(order, Twelve)).Refusal);
        Assert.Equal(4, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task What_can_not_be_drawn_is_refused_with_its_sentence_and_leaves_nothing()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        foreach (
            var (pdf, refusal) in new (byte[], Refusal)[]
            {
                ([.. "not a pdf"u8], new AlbumNoPdf()),
                (await PdfFile.LockedAsync(Twelve, "secret"), new PdfLocked()),
                (Twelve[..(Twelve.Length / 2)], new PdfDamaged(1)),
                (PdfFile.Of((600, 300), (600, 300), (600, 300), (14_400, 14_400)), new PdfPageSize(4)),
                (PdfFile.Of([.. Enumerable.Repeat((600, 300), 201)]), new AlbumTooManySpreads(200)),
            }
        )
        {
            Assert.Equal(refusal, (await TakeAsync(order, pdf)).Refusal);
            Assert.Empty(await KeysAsync());
        }

        // Its tab was closed in the middle, or the store was full: nothing of it stays either.
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            TakeAsync(order, Twelve, tell: (page, _) => page < 3 ? Task.CompletedTask : closed.CancelAsync(), ct: closed.Token)
        );
        await Assert.ThrowsAsync<StoreFullException>(() =>
            TakeAsync(
                order,
                Twelve,
                tell: (page, _) => page < 3 ? Task.CompletedTask : throw new StoreFullException(new IOException("full"))
            )
        );
        Assert.Empty(await KeysAsync());
        Assert.Equal(0, await CountAsync("album_rounds"));
        Assert.Equal(0, await CountAsync("album_spreads"));
    }

    [Fact]
    public async Task A_pdf_whose_round_is_sent_while_it_is_drawn_becomes_no_other_round()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        Assert.Null((await TakeAsync(order, PdfFile.Of((600, 300)))).Refusal);
        var kept = await KeysAsync();

        var meanwhile = await TakeAsync(
            order,
            PdfFile.Of((300, 600)),
            tell: async (_, _) => Assert.True((await Served.SendAsync(Manager, order, [couple.BrideId], null, Today, Ct)).Succeeded)
        );

        Assert.Equal(new AlbumRoundSent(), meanwhile.Refusal);
        Assert.Equal(kept.Order(), (await KeysAsync()).Order());
        Assert.Equal(1, await CountAsync("album_rounds"));
        Assert.Null((await TakeAsync(order, PdfFile.Of((300, 600)))).Refusal);
        Assert.Equal(2, await CountAsync("album_rounds"));
    }

    [Fact]
    public async Task What_a_kill_left_of_a_pdf_is_swept_and_what_a_round_has_is_not()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        Assert.Null((await TakeAsync(order, PdfFile.Of((600, 300)))).Refusal);
        var kept = await KeysAsync();
        var (page, paper) = (
            AlbumSpread.OriginalKey(order, Ids.New(), new string('a', 64)),
            $"{AlbumSpread.KeyPrefix}{order:N}/{Ids.New():N}-a.pdf"
        );
        foreach (var key in new[] { page, paper })
        {
            await Store.PutAsync(key, new MemoryStream([1]), "image/jpeg", Ct);
        }

        Assert.Equal(2, await SweepAsync());
        Assert.Equal(kept.Order(), (await KeysAsync()).Order());
    }

    [Fact]
    public async Task Where_nothing_draws_pages_a_pdf_is_the_file_that_it_is_and_the_panel_says_so()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var intake = IntakeOf(new NoPages());
        Assert.Equal(new CountOutOfRange("Pages", 1, 200), (await TakeAsync(order, Twelve, intake: intake)).Refusal);
        Assert.Empty(await KeysAsync());
        Assert.Null((await TakeAsync(order, Twelve, pages: 3, intake: intake)).Refusal);
        Assert.Single(await KeysAsync());
        var view = (await Served.FindAsync(Manager, order, Ct)).Value!;
        Assert.All(view.Rounds.Single().Spreads, s => Assert.Null(s.Sha16));
        Assert.DoesNotContain("poppler-utils", await PanelAsync(view, App.Services.GetRequiredService<IPdfPages>()));
        var panel = await PanelAsync(view, new NoPages());
        Assert.Contains("이 서버에는 PDF를 그리는 프로그램(poppler-utils)이 없어", panel);
        Assert.Contains("PDF 장수", panel);

        await Served.SendAsync(Manager, order, [couple.BrideId], null, Today, Ct);
        using var phone = await EnterAsync(couple.BrideId, order);
        var html = await phone.GetStringAsync("/c/album", Ct);
        Assert.Contains("PDF 3장을 확인해 주세요.", html);
        Assert.Contains("아래 쪽 번호에 메모를 남겨 주세요.", html);
        Assert.DoesNotContain("<img", html);
    }

    [Fact]
    public async Task A_round_from_before_pages_were_drawn_is_drawn_later_and_keeps_what_was_said_of_it()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        Assert.Null((await TakeAsync(order, Twelve, pages: 3, intake: IntakeOf(new NoPages()))).Refusal);
        var round = (await Served.SendAsync(Manager, order, [couple.BrideId], null, Today, Ct)).Value;
        var counted = (await RoundAsync(order)).Spreads.Select(s => s.Id).ToList();
        using var phone = await EnterAsync(couple.BrideId, order);
        await SayAsync(phone, round, counted[1], "신부를 가운데로", null);
        Assert.Equal(
            new PhotoUnreadable(UnreadableReason.NoReader),
            (await IntakeOf(new NoPages()).DrawLaterAsync(Manager, order, round, null, Ct)).Refusal
        );

        // Pressed by two at once, and once more: it is drawn once. How many pages there are says the PDF, not who counted them.
        var drawn = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => DrawAsync(order, round), Ct)));
        Assert.All(drawn, d => Assert.Null(d.Refusal));
        var spreads = (await RoundAsync(order)).Spreads;
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (n, $"p. {n}")), spreads.Select(s => (s.Position, s.FileName)));
        Assert.Equal(counted, spreads.Take(3).Select(s => s.Id));
        Assert.Equal("신부를 가운데로", spreads[1].Notes.Single().Text);
        Assert.All(spreads.SkipLast(1), s => Assert.Equal((3000, 1500), (s.Width, s.Height)));
        var keys = await KeysAsync();
        Assert.Null((await DrawAsync(order, round)).Refusal);
        Assert.Equal(keys.Order(), (await KeysAsync()).Order());

        // What the slower one drew is nobody's and is swept, and so is another picture than a page has; what is shown stays.
        await Store.PutAsync(AlbumSpread.OriginalKey(order, counted[0], new string('a', 64)), new MemoryStream([1]), "image/jpeg", Ct);
        await SweepAsync();
        Assert.Equal(1 + (12 * 4), (await KeysAsync()).Count);
        var html = await phone.GetStringAsync("/c/album", Ct);
        Assert.Contains("alt=\"12쪽\"", html);
        foreach (var spread in spreads)
        {
            Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(AlbumOrderEndpoints.CoupleUrl(spread, 480), Ct)).StatusCode);
        }

        // Now there is something to put a pin on.
        await SayAsync(phone, round, spreads[2].Id, "조금 밝게", 250);
        Assert.Equal((int?)250, (await RoundAsync(order)).Spreads[2].Notes.Single().PinX);
    }

    [Fact]
    public async Task Drawing_later_takes_no_word_away_and_changes_nothing_that_was_approved()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var two = PdfFile.Of((600, 300), (600, 300));
        Assert.Null((await TakeAsync(order, two, pages: 3, intake: IntakeOf(new NoPages()))).Refusal);
        var round = (await Served.SendAsync(Manager, order, [couple.BrideId], null, Today, Ct)).Value;
        using var phone = await EnterAsync(couple.BrideId, order);
        var (third, note) = ((await RoundAsync(order)).Spreads[2].Id, Ids.New());
        await SayAsync(phone, round, third, "여기 없는 쪽", null, note);
        var paper = Assert.Single(await KeysAsync());
        Assert.Equal(new AlbumPagesNoted(2), (await DrawAsync(order, round)).Refusal);
        Assert.Equal(3, (await RoundAsync(order)).Spreads.Count);

        // It is known after the first page, and no page is drawn for nothing.
        Assert.Equal([paper], await KeysAsync());
        await Store.DeleteAsync(paper, Ct);
        Assert.Equal(new AlbumPdfGone(), (await DrawAsync(order, round)).Refusal);
        await Store.PutAsync(paper, new MemoryStream(two), "application/pdf", Ct);

        Assert.Equal(new NotAllowed(), (await Intake.DrawLaterAsync(await EditorAsync(), order, round, null, Ct)).Refusal);
        Assert.Equal(new AlbumOrderNotFound(), (await DrawAsync(Ids.New(), round)).Refusal);
        Assert.Equal(new AlbumSpreadNotFound(), (await DrawAsync(order, Ids.New())).Refusal);

        // What a drawing left that ended halfway is there for the next one, and nobody's once there can be none.
        await SayAsync(phone, round, third, null, null, note);
        var alarm = new Alarm();
        var slow = IntakeOf(new SlowPages(App.Services.GetRequiredService<IPdfPages>(), alarm), alarm);
        Assert.Equal(new PdfNotInTime(), (await slow.DrawLaterAsync(Manager, order, round, null, Ct)).Refusal);
        await SweepAsync();
        Assert.Equal(1 + 4, (await KeysAsync()).Count);
        Assert.Null((await Served.ApproveForAsync(Manager, order, round, "전화로 확인", Ct)).Refusal);
        Assert.Equal(new AlbumFrozen(), (await DrawAsync(order, round)).Refusal);
        Assert.All((await RoundAsync(order)).Spreads, s => Assert.Null(s.Sha16));
        await SweepAsync();
        Assert.Equal([paper], await KeysAsync());
    }

    [Fact]
    public async Task Pages_of_a_round_that_is_put_together_are_drawn_by_its_button()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var two = PdfFile.Of((600, 300), (600, 300));
        Assert.Null((await TakeAsync(order, two, pages: 3, intake: IntakeOf(new NoPages()))).Refusal);
        var view = (await Served.FindAsync(Manager, order, Ct)).Value!;
        Assert.DoesNotContain("쪽 그리기", await PanelAsync(view, new NoPages()));

        // A full store is said where it was pressed. The help wraps on a phone; only figures stand in one piece.
        await using (var full = Screen(App.Services.GetRequiredService<IPdfPages>(), IntakeOf(new FullStore())))
        {
            var refused = full.Render<AlbumRoundsPanel>(p => p.Add(x => x.Order, view));
            Assert.DoesNotContain(
                "mg-num",
                refused
                    .FindAll("[role=status]")
                    .Single(s => s.TextContent.Contains("쪽 그림이 없습니다", StringComparison.Ordinal))
                    .ClassList
            );
            await refused.FindAll("button").Single(b => b.TextContent.Trim() == "쪽 그리기").ClickAsync(new());
            Assert.Contains("저장 공간이 부족해 PDF의 쪽을 그리지 못했습니다.", refused.Markup);
        }

        await using var screen = Screen(App.Services.GetRequiredService<IPdfPages>());
        var panel = screen.Render<AlbumRoundsPanel>(p => p.Add(x => x.Order, view));
        await panel.FindAll("button").Single(b => b.TextContent.Trim() == "쪽 그리기").ClickAsync(new());
        Assert.Equal([1, 2], (await RoundAsync(order)).Spreads.Select(s => s.Sha16 is null ? 0 : s.Position));
        var after = (await Served.FindAsync(Manager, order, Ct)).Value!;
        Assert.DoesNotContain("쪽 그리기", await PanelAsync(after, App.Services.GetRequiredService<IPdfPages>()));
    }

    [Fact]
    public async Task What_is_not_drawn_in_time_is_the_machines_fault_leaves_nothing_and_may_be_sent_again()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var alarm = new Alarm();
        var slow = IntakeOf(new SlowPages(App.Services.GetRequiredService<IPdfPages>(), alarm), alarm);
        Assert.Equal(new PdfNotInTime(), (await TakeAsync(order, Twelve, intake: slow)).Refusal);
        Assert.Equal(SpreadIntake.Patience, alarm.SetTo);
        Assert.Empty(await KeysAsync());
        Assert.Equal(0, await CountAsync("album_spreads"));

        // The same of a round that has its PDF already: it is spoken of by number as before.
        Assert.Null((await TakeAsync(order, Twelve, pages: 3, intake: IntakeOf(new NoPages()))).Refusal);
        var round = (await RoundAsync(order)).Id;
        Assert.Equal(new PdfNotInTime(), (await slow.DrawLaterAsync(Manager, order, round, null, Ct)).Refusal);
        Assert.All((await RoundAsync(order)).Spreads, s => Assert.Null(s.Sha16));
        Assert.Null((await DrawAsync(order, round)).Refusal);
        Assert.Equal(12, (await RoundAsync(order)).Spreads.Count);
    }

    [Fact]
    public async Task Folders_that_a_killed_server_left_go_with_the_next_file_and_no_others()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var (left, busy, other) = (Left("mg-pdf-", true), Left("mg-pdf-", false), Left("mg-pdfs-of-somebody-", true));
        try
        {
            Assert.Null((await TakeAsync(order, PdfFile.Of((600, 300)))).Refusal);
            Assert.Equal([false, true, true], new[] { left, busy, other }.Select(Directory.Exists));
        }
        finally
        {
            Directory.Delete(busy, recursive: true);
            Directory.Delete(other, recursive: true);
        }

        // A slow upload writes to its file, and its folder does not know.
        static string Left(string prefix, bool isOld)
        {
            var folder = Directory.CreateTempSubdirectory(prefix).FullName;
            var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "1")).FullName, "page.jpg");
            File.WriteAllText(file, "");
            var longAgo = DateTime.UtcNow.AddHours(-2);
            File.SetLastWriteTimeUtc(file, isOld ? longAgo : DateTime.UtcNow);
            Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(file)!, longAgo);
            Directory.SetLastWriteTimeUtc(folder, longAgo);
            return folder;
        }
    }

    private SpreadIntake IntakeOf(IPdfPages pages, TimeProvider? time = null) =>
        new(Served, App.Services.GetRequiredService<IPhotoRenderer>(), pages, Store, time ?? TimeProvider.System);

    // Two days later.
    private Task<int> SweepAsync()
    {
        foreach (var file in Directory.EnumerateFiles(App.Folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        }

        return App.Services.GetRequiredService<OrphanSweep>().RunAsync(Ct);
    }

    private async Task<AlbumRoundView> RoundAsync(Guid order) => (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds.Single();

    private Task<Result> DrawAsync(Guid order, Guid round) => Intake.DrawLaterAsync(Manager, order, round, null, Ct);

    private static async Task SayAsync(HttpClient phone, Guid round, Guid spread, string? n, int? x, Guid? id = null)
    {
        var said = new
        {
            round,
            id = id ?? Ids.New(),
            spread,
            n,
            x,
            y = x,
        };
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsJsonAsync("/c/album/note", said, Ct)).StatusCode);
    }

    private async Task<string> PanelAsync(AlbumOrderView view, IPdfPages pages)
    {
        await using var screen = Screen(pages);
        return screen.Render<AlbumRoundsPanel>(p => p.Add(x => x.Order, view)).Markup;
    }

    private BunitContext Screen(IPdfPages pages, SpreadIntake? intake = null)
    {
        var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddShell();
        screen.Services.AddLogging();
        screen
            .Services.AddSingleton(Served)
            .AddSingleton(Clock)
            .AddSingleton(pages)
            .AddSingleton(intake ?? Intake)
            .AddSingleton(TimeProvider.System);
        screen.RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, Manager));
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        return screen;
    }

    private async Task<Result> TakeAsync(
        Guid order,
        byte[] pdf,
        string name = "시안.pdf",
        int pages = 0,
        Func<int, int, Task>? tell = null,
        SpreadIntake? intake = null,
        CancellationToken? ct = null
    )
    {
        using var body = new MemoryStream(pdf);
        return await (intake ?? Intake).TakePdfAsync(Manager, order, name, pages, body, tell, ct ?? Ct);
    }

    private async Task<Result> PictureAsync(Guid order)
    {
        using var body = new MemoryStream(DemoPicture.Jpeg(7, 1, 640));
        return await Intake.TakePictureAsync(Manager, order, Ids.New(), "01.jpg", body, Ct);
    }

    // Draws the first page; then the time is up.
    private sealed class SlowPages(IPdfPages pages, Alarm alarm) : IPdfPages
    {
        public bool CanDraw => true;

        public async Task<Result<DrawnPage>> DrawAsync(string path, int page, string outputFolder, CancellationToken ct = default)
        {
            if (page > 1)
            {
                alarm.Ring();
                await Task.Delay(Timeout.Infinite, ct);
            }

            return await pages.DrawAsync(path, page, outputFolder, ct);
        }
    }

    // Rings when it is told to, not when its time has come.
    private sealed class Alarm : TimeProvider, ITimer
    {
        private Action _ring = () => { };

        public TimeSpan SetTo { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (SetTo, _ring) = (dueTime, () => callback(state));
            return this;
        }

        public void Ring() => _ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class FullStore : IPdfPages
    {
        public bool CanDraw => true;

        public Task<Result<DrawnPage>> DrawAsync(string path, int page, string outputFolder, CancellationToken ct = default) =>
            throw new StoreFullException(new IOException("full"));
    }

    private sealed class NoPages : IPdfPages
    {
        public bool CanDraw => false;

        public Task<Result<DrawnPage>> DrawAsync(string path, int page, string outputFolder, CancellationToken ct = default) =>
            throw new InvalidOperationException();
    }
}
