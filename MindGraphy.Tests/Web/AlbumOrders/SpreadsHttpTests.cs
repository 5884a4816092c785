using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.AlbumOrders;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.AlbumOrders;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Links;
using Xunit;

namespace MindGraphy.Tests.Web.AlbumOrders;

/// <summary>The couple's page of spreads over HTTP, and what staff's files have to be: the real application, a phone's requests, a cookie from a link.</summary>
public sealed class SpreadsHttpTests(MigratedTemplate template) : SpreadsHttpTest(template)
{
    [Fact]
    public async Task A_couple_looks_pins_asks_and_approves_the_next_round()
    {
        var (couple, order, round) = await ReadyAsync();
        using var phone = await EnterAsync(couple.BrideId, order);
        var page = await phone.GetAsync("/c/album", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString());
        Assert.Contains("1차 시안이에요. 펼침 2장을 확인해 주세요.", html);
        Assert.DoesNotContain("blazor.web.js", html);
        Assert.DoesNotContain(" style=", html);
        var weight =
            (await phone.GetByteArrayAsync("/spreads.css", Ct)).Length
            + (await phone.GetByteArrayAsync("/js/spreads.js", Ct)).Length
            + (await phone.GetByteArrayAsync("/couple.css", Ct)).Length;
        Assert.InRange(weight, 1000, 30_000);

        // Pictures are for who holds the link.
        var spread = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0];
        var picture = AlbumOrderEndpoints.CoupleUrl(spread, 480);
        Assert.Equal("image/jpeg", (await phone.GetAsync(picture, Ct)).Content.Headers.ContentType!.MediaType);
        var (others, theirs, _) = await ReadyAsync();
        using var other = await EnterAsync(others.GroomId, theirs);
        using var stranger = Browser("same-origin");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(picture, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(picture, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/c/album", Ct)).StatusCode);

        // Too long a note is said at the field; it is the page that keeps what was typed.
        var note = new
        {
            round,
            id = Ids.New(),
            spread = spread.Id,
            n = "신부를 가운데로",
            x = 10,
            y = 20,
        };
        var tooLong = await phone.PostAsJsonAsync(
            "/c/album/note",
            new
            {
                note.round,
                note.id,
                note.spread,
                n = new string('가', 20_000),
                x = 1,
                y = 1,
            },
            Ct
        );
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains(
            "1,000",
            (await tooLong.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("text").GetString()!.Replace("1000", "1,000")
        );
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsJsonAsync("/c/album/note", note, Ct)).StatusCode);
        var foreign = (await Served.FindAsync(Manager, theirs, Ct)).Value!.Rounds[0].Spreads[0].Id;
        var elsewhere = new
        {
            round,
            id = Ids.New(),
            spread = foreign,
            n = "x",
            x = 1,
            y = 1,
        };
        Assert.Equal(HttpStatusCode.NotFound, (await phone.PostAsJsonAsync("/c/album/note", elsewhere, Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.PostAsJsonAsync("/c/album/answer", new { round, approve = true }, Ct)).StatusCode
        );
        phone.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        phone.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await phone.PostAsJsonAsync("/c/album/answer", new { round, approve = false }, Ct)).StatusCode
        );
        phone.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        phone.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await phone.PostAsJsonAsync("/c/album/answer", new { round, approve = true }, Ct)).StatusCode
        );
        var asked = await phone.PostAsJsonAsync("/c/album/answer", new { round, approve = false }, Ct);
        Assert.Equal("{\"status\":\"Designing\"}", await asked.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Conflict, (await phone.PostAsJsonAsync("/c/album/note", note, Ct)).StatusCode);
        Assert.Contains("요청하신 1가지를 고치고 있어요.", await phone.GetStringAsync("/c/album", Ct));

        Assert.Null((await Served.AnswerAsync(Manager, order, round, null, Done, "옮겼어요", Ct)).Refusal);
        await UploadAsync(order, "01.jpg", 9);
        var next = (await Served.SendAsync(Manager, order, [couple.BrideId], null, Today, Ct)).Value;
        html = await phone.GetStringAsync("/c/album?r=1", Ct);
        Assert.Contains("지난 1차 시안이에요.", html);
        Assert.Contains($"data-kept=\"mg-spreads-{round:N}-{couple.BrideId:N}\"", html);
        html = await phone.GetStringAsync("/c/album", Ct);
        Assert.Contains($"data-kept=\"mg-spreads-{round:N}-{couple.BrideId:N}\"", html);
        Assert.DoesNotContain($"data-kept=\"mg-spreads-{next:N}", html);
        html = await phone.GetStringAsync("/c/album?r=1", Ct);
        Assert.DoesNotContain("id=\"approve\"", html);
        Assert.Equal(
            HttpStatusCode.OK,
            (await phone.PostAsJsonAsync("/c/album/answer", new { round = next, approve = true }, Ct)).StatusCode
        );
        Assert.Contains("시안을 확정했어요.", await phone.GetStringAsync("/c/album", Ct));
    }

    [Fact]
    public async Task A_note_that_the_other_one_changed_since_is_read_before_it_is_written_over()
    {
        var (couple, order, round) = await ReadyAsync();
        using var hers = await EnterAsync(couple.BrideId, order);
        using var his = await EnterAsync(couple.GroomId, order);
        var spread = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0].Id;
        var id = Ids.New();
        Task<HttpResponseMessage> SayAsync(HttpClient who, string n, string? s) =>
            who.PostAsJsonAsync(
                "/c/album/note",
                new
                {
                    round,
                    id,
                    spread,
                    n,
                    x = 10,
                    y = 20,
                    s,
                },
                Ct
            );
        async Task<string> TextAsync() => (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0].Notes.Single().Text;

        Assert.Equal(HttpStatusCode.OK, (await SayAsync(hers, "더 밝게", "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(his, "이 사진은 빼 주세요", "더 밝게")).StatusCode);
        var refused = await SayAsync(hers, "아주 밝게", "더 밝게");
        var said = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(
            (HttpStatusCode.Conflict, "AlbumNoteOvertaken", "이 사진은 빼 주세요"),
            (refused.StatusCode, said.GetProperty("code").GetString(), said.GetProperty("now").GetProperty("n").GetString())
        );
        Assert.StartsWith("그 사이에 다른 분이 이 메모를 고쳤어요.", said.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("이 사진은 빼 주세요", await TextAsync());

        // Read, it may be written over; an answer that was lost asks nothing of who sends it again.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SayAsync(hers, "아주 밝게", "이 사진은 빼 주세요")).StatusCode);
        }

        Assert.Equal("아주 밝게", await TextAsync());

        // A page that was loaded before pages said so.
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(his, "조금 밝게", null)).StatusCode);
        Assert.Equal("조금 밝게", await TextAsync());
    }

    [Fact]
    public async Task A_note_that_the_other_one_changed_since_is_read_before_it_is_taken_away_and_comes_back_as_it_was()
    {
        var (couple, order, round) = await ReadyAsync();
        using var hers = await EnterAsync(couple.BrideId, order);
        using var his = await EnterAsync(couple.GroomId, order);
        var spread = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0].Id;
        Guid[] ids = [.. Enumerable.Range(0, 3).Select(_ => Ids.New()).Order()];
        Task<HttpResponseMessage> SayAsync(HttpClient who, int i, string? n, string? s) =>
            who.PostAsJsonAsync(
                "/c/album/note",
                new
                {
                    round,
                    id = ids[i],
                    spread,
                    n,
                    x = 10 * i,
                    y = 20,
                    s,
                },
                Ct
            );
        async Task<string> NotesAsync() =>
            string.Join(
                " ",
                (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0].Notes.Select(n => $"{n.Text}@{n.PinX},{n.PinY}")
            );

        for (var i = 0; i < 3; i++)
        {
            await SayAsync(hers, i, $"{i}", "");
        }

        Assert.Equal("0@0,20 1@10,20 2@20,20", await NotesAsync());

        // He wrote something else into the second: she is told what, and it stays.
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(his, 1, "이 사진은 빼 주세요", "1")).StatusCode);
        var refused = await SayAsync(hers, 1, null, "1");
        var said = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(
            (HttpStatusCode.Conflict, "AlbumNoteOvertaken", "이 사진은 빼 주세요"),
            (refused.StatusCode, said.GetProperty("code").GetString(), said.GetProperty("now").GetProperty("n").GetString())
        );
        Assert.Equal("0@0,20 이 사진은 빼 주세요@10,20 2@20,20", await NotesAsync());

        // Read, it may be taken away, also twice; put back, it stands where it stood.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SayAsync(hers, 1, null, "이 사진은 빼 주세요")).StatusCode);
        }

        Assert.Equal("0@0,20 2@20,20", await NotesAsync());
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(hers, 1, "이 사진은 빼 주세요", "")).StatusCode);
        Assert.Equal("0@0,20 이 사진은 빼 주세요@10,20 2@20,20", await NotesAsync());

        // One's own that was written on another device since is read, too; a page that was loaded before pages said what they had shown takes away
        // what it wants.
        Assert.Equal(HttpStatusCode.Conflict, (await SayAsync(hers, 1, null, "1")).StatusCode);
        Assert.Equal("0@0,20 이 사진은 빼 주세요@10,20 2@20,20", await NotesAsync());
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(hers, 1, null, "이 사진은 빼 주세요")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(his, 2, null, null)).StatusCode);
        Assert.Equal("0@0,20", await NotesAsync());
    }

    [Fact]
    public async Task On_one_tablet_nobody_speaks_under_the_name_of_who_opened_a_link_since()
    {
        var (couple, order, round) = await ReadyAsync();
        using var tablet = await EnterAsync(couple.BrideId, order);
        var groom = (await Served.LinkUrlsAsync(Manager, order, Ct)).Value!.Single(l => l.ContactId == couple.GroomId);
        Assert.Equal("/c/album", await OpenAsync(tablet, "album", groom.Path));
        var spread = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0].Id;

        var note = new
        {
            round,
            id = Ids.New(),
            spread,
            n = "x",
        };
        foreach (var (path, body) in new (string, object)[] { ("note", note), ("answer", new { round, approve = true }) })
        {
            var refused = await tablet.PostAsJsonAsync("/c/album/" + path, body, Ct);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("OtherLinkOpened", (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        }

        Assert.Empty((await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0].Notes);
    }

    [Fact]
    public async Task A_link_is_for_its_purpose_and_only_while_it_is_open()
    {
        var (couple, order, _) = await ReadyAsync();
        var link = (await Served.LinkUrlsAsync(Manager, order, Ct)).Value!.Single(l => l.ContactId == couple.BrideId);
        using var stranger = Browser("same-origin");
        foreach (var purpose in new[] { "proof", "download", "review" })
        {
            Assert.Equal("/c/closed", await OpenAsync(stranger, purpose, link.Path));
        }

        using var phone = await EnterAsync(couple.BrideId, order);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/c/album", Ct)).StatusCode);
        await ExecuteAsync("UPDATE link_tokens SET expires_at = now() - interval '1 minute' WHERE contact_id = $1", couple.BrideId);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/c/album", Ct)).StatusCode);
        Assert.Equal("/c/closed", await OpenAsync(stranger, "album", link.Path));
        using var groom = await EnterAsync(couple.GroomId, order);
        Assert.Null((await Served.RevokeAsync(Manager, order, Ct)).Refusal);
        Assert.Equal(HttpStatusCode.NotFound, (await groom.GetAsync("/c/album", Ct)).StatusCode);
        var spread = (await Served.FindAsync(Manager, order, Ct)).Value!.Rounds[0].Spreads[0];
        Assert.Equal(HttpStatusCode.NotFound, (await groom.GetAsync(AlbumOrderEndpoints.CoupleUrl(spread, 480), Ct)).StatusCode);
    }

    [Fact]
    public async Task What_is_no_picture_and_no_pdf_is_refused_by_its_bytes_and_leaves_nothing()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        foreach (
            var bytes in new[]
            {
                "<html>no picture</html>"u8.ToArray(),
                "GIF89a............"u8.ToArray(),
                "%PDF-1.7 ........"u8.ToArray(),
                [],
            }
        )
        {
            Assert.Equal(new SpreadNoPicture(), (await TakeAsync(bytes)).Refusal);
        }

        // Begins like one and is none.
        byte[] torn = [.. DemoPicture.Jpeg(7, 1, 480).Take(300)];
        Assert.IsType<PhotoUnreadable>((await TakeAsync(torn)).Refusal);
        using (var text = new MemoryStream("not a pdf"u8.ToArray()))
        {
            Assert.Equal(new AlbumNoPdf(), (await Intake.TakePdfAsync(Manager, order, "a.pdf", 20, text, null, Ct)).Refusal);
        }

        Assert.Empty(await KeysAsync());
        Assert.Equal(0, await CountAsync("album_spreads"));

        // A frozen order takes none, and what was read for it goes.
        Assert.Null((await Served.CancelAsync(Manager, order, "취소", Ct)).Refusal);
        Assert.Equal(new AlbumFrozen(), (await TakeAsync(DemoPicture.Jpeg(7, 1, 480))).Refusal);
        Assert.Empty(await KeysAsync());

        async Task<Result> TakeAsync(byte[] bytes)
        {
            using var body = new MemoryStream(bytes);
            return await Intake.TakePictureAsync(Manager, order, Ids.New(), "a.jpg", body, Ct);
        }
    }

    [Fact]
    public async Task A_file_that_is_sent_twice_is_one_spread_and_one_that_is_taken_out_leaves_the_store()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var key = Ids.New();
        for (var i = 0; i < 2; i++)
        {
            await UploadAsync(order, "01.jpg", 1, key);
        }

        Assert.Equal(1, await CountAsync("album_spreads"));
        Assert.Equal(4, (await KeysAsync()).Count);
        Assert.Null((await Served.TakeOutAsync(Manager, order, key, Ct)).Refusal);
        Assert.Empty(await KeysAsync());
        using var nobody = Browser("same-origin");
        using var body = new ByteArrayContent(DemoPicture.Jpeg(7, 1, 480));
        var refused = await nobody.PostAsync($"/studio/album-orders/{order}/spreads?name=a.jpg&key={Ids.New()}", body, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private const MindGraphy.Domain.Editing.RevisionAnswer Done = MindGraphy.Domain.Editing.RevisionAnswer.Done;

    private async Task<(Couple Couple, Guid Order, Guid Round)> ReadyAsync()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        await UploadAsync(order, "01.jpg", 1);
        await UploadAsync(order, "02.jpg", 2);
        var sent = await Served.SendAsync(Manager, order, [couple.BrideId, couple.GroomId], null, Today, Ct);
        Assert.Null(sent.Refusal);
        return (couple, order, sent.Value);
    }

    private async Task UploadAsync(Guid order, string name, int number, Guid? key = null)
    {
        using var body = new MemoryStream(DemoPicture.Jpeg(7, number, 640));
        var taken = await Intake.TakePictureAsync(Manager, order, key ?? Ids.New(), name, body, Ct);
        Assert.Null(taken.Refusal);
    }
}
