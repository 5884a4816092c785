using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>The way of a photo over the API, and who is kept out.</summary>
public sealed class UploadEndpointsTests(MigratedTemplate template) : PhotoHttpTest(template)
{
    [Fact]
    public async Task A_photo_goes_from_announcement_to_rendition_over_http()
    {
        var album = await AlbumAsync();
        var content = Picture(11);
        await TakeTokenAsync();
        object[] files =
        [
            new
            {
                name = "신부.jpg",
                relativePath = "본식/신부.jpg",
                size = content.Length,
                lastModified = 1,
            },
            new { name = "x.exe", size = 1 },
        ];

        var announced = await PostAsync($"/studio/api/albums/{album}/uploads", new { files });
        var upload = announced.GetProperty("files")[0].GetProperty("id").GetGuid();
        Assert.Equal("refused", announced.GetProperty("files")[1].GetProperty("answer").GetString());
        Assert.NotEmpty(announced.GetProperty("files")[1].GetProperty("sentence").GetString()!);
        var early = await Browser.PostAsJsonAsync($"/studio/api/uploads/{upload}/complete", new { }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal("UploadIncomplete", (await early.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        var url = (await PostAsync($"/studio/api/uploads/{upload}/parts/1", new { sha256 = (string?)null })).GetProperty("url").GetString();
        using (var body = new ByteArrayContent(content))
        {
            (await Browser.PutAsync(url, body, Ct)).EnsureSuccessStatusCode();
        }

        var photo = (await PostAsync($"/studio/api/uploads/{upload}/complete", new { })).GetProperty("photoId").GetGuid();

        await Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo), new(photo, "", "", 1, photo), Ct);
        var page = await Browser.GetFromJsonAsync<JsonElement>($"/studio/api/albums/{album}/photos", Ct);
        var shown = Assert.Single(page.GetProperty("photos").EnumerateArray());
        var address = $"/studio/photos/{photo}/{shown.GetProperty("sha").GetString()}-480.jpg";
        using var rendition = await Browser.GetAsync(address, Ct);
        Assert.Equal("image/jpeg", rendition.Content.Headers.ContentType!.MediaType);
        var caching = rendition.Headers.CacheControl!;
        Assert.True(caching is { Private: true, MaxAge.TotalDays: 365 });
        Assert.Contains(caching.Extensions, e => e.Name == "immutable");
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(rendition.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await Browser.SendAsync(again, Ct)).StatusCode);
        using var former = await Browser.GetAsync($"/studio/photos/{photo}/{new string('0', 16)}-480.jpg", Ct);
        Assert.Equal((HttpStatusCode.Found, address), (former.StatusCode, former.Headers.Location!.ToString()));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Browser.GetAsync(address.Replace("480", "481", StringComparison.Ordinal), Ct)).StatusCode
        );
        var facts = await Browser.GetFromJsonAsync<JsonElement>($"/studio/api/photos/{photo}", Ct);
        Assert.Contains(facts.GetProperty("facts").EnumerateArray(), f => f[1].GetString() == "본식/신부.jpg");
    }

    [Fact]
    public async Task What_a_browser_could_not_open_is_told_and_answered_with_its_reason()
    {
        var album = await AlbumAsync();
        await TakeTokenAsync();
        var address = $"/studio/api/albums/{album}/unread";
        var beside = new
        {
            name = "z.jpg",
            relativePath = "카드/z.jpg",
            size = 9,
            lastModified = 1,
        };
        var told = new
        {
            files = new[] { "카드/a.jpg" },
            folders = new[] { "카드/b" },
            beside,
        };
        Assert.Equal(HttpStatusCode.NoContent, (await Browser.PostAsJsonAsync(address, told, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Browser.PostAsJsonAsync(address, told, Ct)).StatusCode);

        var left = await Browser.GetFromJsonAsync<JsonElement>($"/studio/api/albums/{album}/uploads", Ct);
        Assert.Equal(2, left.GetProperty("failed").GetInt32());
        Assert.Equal(
            [("카드/a.jpg", Words.Of(new FileNotReadable())), ("카드/b", Words.Of(new FolderNotReadable()))],
            left.GetProperty("files").EnumerateArray().Select(f => (f.GetProperty("path").GetString(), f.GetProperty("why").GetString()))
        );
        // Only of the same card, which the answer to its photo names, or whoever told it.
        await Browser.PostAsJsonAsync(address, new { read = new[] { "카드/a.jpg", "카드/b" }, name = "another" }, Ct);
        var announced = await Browser.PostAsJsonAsync($"/studio/api/albums/{album}/uploads", new { files = new[] { beside } }, Ct);
        var file = (await announced.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("files")[0];
        await Browser.DeleteAsync($"/studio/api/uploads/{file.GetProperty("id").GetGuid()}", Ct);
        var read = new
        {
            read = new[] { "카드/b" },
            name = "another",
            cards = new[] { file.GetProperty("card").GetString() },
        };
        Assert.Equal(HttpStatusCode.NoContent, (await Browser.PostAsJsonAsync(address, read, Ct)).StatusCode);
        var gone = await Browser.DeleteAsync($"/studio/api/albums/{album}/uploads", Ct);
        Assert.Equal(1, (await gone.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("count").GetInt32());
        Assert.Equal("pending", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task A_write_without_the_antiforgery_header_changes_nothing()
    {
        var album = await AlbumAsync();

        var answer = await Browser.PostAsJsonAsync(
            $"/studio/api/albums/{album}/uploads",
            new { files = new[] { new { name = "a.jpg", size = 1 } } },
            Ct
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Antiforgery", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM upload_sessions"));
    }

    [Fact]
    public async Task Strangers_and_people_without_the_right_are_kept_out()
    {
        var album = await AlbumAsync();
        SignIn(await StaffAsync(UserRole.Editor, "정", "유나"));
        await TakeTokenAsync();
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Browser.PostAsJsonAsync($"/studio/api/albums/{album}/uploads", new { }, Ct)).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await Browser.GetAsync($"/studio/api/albums/{album}/photos", Ct)).StatusCode);
        Browser.DefaultRequestHeaders.Remove(StaffHeader.Name);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Browser.GetAsync($"/studio/api/albums/{album}/photos", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Browser.GetAsync("/studio/api/antiforgery", Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await Browser.PostAsJsonAsync($"/studio/api/albums/{album}/uploads", new { }, Ct)).StatusCode
        );
    }
}
