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

        foreach (var file in Directory.EnumerateFiles(App.Folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        }

        Assert.Equal(2, await App.Services.GetRequiredService<OrphanSweep>().RunAsync(Ct));
        Assert.Equal(kept.Order(), (await KeysAsync()).Order());
    }

    [Fact]
    public async Task Where_nothing_draws_pages_a_pdf_is_the_file_that_it_is_and_the_panel_says_so()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var intake = new SpreadIntake(Served, App.Services.GetRequiredService<IPhotoRenderer>(), new NoPages(), Store);
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

    private async Task<string> PanelAsync(AlbumOrderView view, IPdfPages pages)
    {
        await using var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddShell();
        screen.Services.AddLogging();
        screen.Services.AddSingleton(Served).AddSingleton(Clock).AddSingleton(pages).AddSingleton(TimeProvider.System);
        screen.RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, Manager));
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        return screen.Render<AlbumRoundsPanel>(p => p.Add(x => x.Order, view)).Markup;
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

    private sealed class NoPages : IPdfPages
    {
        public bool CanDraw => false;

        public Task<Result<DrawnPage>> DrawAsync(string path, int page, string outputFolder, CancellationToken ct = default) =>
            throw new InvalidOperationException();
    }
}
