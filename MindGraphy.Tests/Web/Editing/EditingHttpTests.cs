using System.Collections.Frozen;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Photos;
using MindGraphy.Web.Features.Editing;
using MindGraphy.Web.Features.Photos;
using Xunit;

namespace MindGraphy.Tests.Web.Editing;

/// <summary>What an editor from outside takes along and brings back, over HTTP and with real files.</summary>
public sealed class EditingHttpTests(MigratedTemplate template) : PhotoHttpTest(template)
{
    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<EditingService>();
        services.AddSingleton<HandOffService>();
        services.AddSingleton<ReturnService>();
    }

    protected override void Serve(IServiceCollection services) => services.AddSingleton(Get<HandOffService>());

    protected override void Map(WebApplication app) => app.MapEditing();

    [Fact]
    public async Task A_studio_without_raw_files_hands_over_the_pictures_that_were_uploaded()
    {
        var (editor, job, pictures) = await JobAsync(2, 6_000, hasRaw: false);
        SignIn(editor);
        using var content = new MemoryStream(await Browser.GetByteArrayAsync($"/studio/editing/{job}/package.zip", Ct));
        await using var zip = new ZipArchive(content);
        Assert.Equal(5, zip.Entries.Count);
        foreach (var (name, bytes) in pictures)
        {
            await using var entry = await zip.GetEntry(name)!.OpenAsync(Ct);
            Assert.Equal(SHA256.HashData(bytes), await SHA256.HashDataAsync(entry, Ct));
            Assert.NotNull(zip.GetEntry(Path.ChangeExtension(name, ".xmp")));
        }
    }

    [Fact]
    public async Task The_package_is_a_whole_zip_of_raw_files_sidecars_and_brief()
    {
        var (editor, job, raws) = await JobAsync(3, 60_000);
        SignIn(editor);
        var answer = await Browser.GetAsync($"/studio/editing/{job}/package.zip", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        var folder = Directory.CreateTempSubdirectory("mg-package-").FullName;
        try
        {
            var file = Path.Combine(folder, "package.zip");
            await System.IO.File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync(Ct), Ct);
            await RunAsync("unzip", "-t", file);
            await using var zip = await ZipFile.OpenReadAsync(file, Ct);
            Assert.Equal(7, zip.Entries.Count);
            foreach (var (name, bytes) in raws)
            {
                var entry = zip.GetEntry(name)!;
                Assert.Equal(entry.Length, entry.CompressedLength);
                await using var content = await entry.OpenAsync(Ct);
                Assert.Equal(SHA256.HashData(bytes), await SHA256.HashDataAsync(content, Ct));
            }

            await zip.ExtractToDirectoryAsync(folder, Ct);
            var brief = await System.IO.File.ReadAllTextAsync(Path.Combine(folder, zip.Entries[0].FullName), Ct);
            Assert.Contains("김서연 · 이도현", brief, StringComparison.Ordinal);
            Assert.Contains("1. IMG_0.JPG - 눈을 크게", brief, StringComparison.Ordinal);
            var read = JsonDocument.Parse(await RunAsync("exiftool", "-j", "-XMP:all", Path.Combine(folder, "IMG_0.xmp"))).RootElement[0];
            Assert.Equal((5, "눈을 크게"), (read.GetProperty("Rating").GetInt32(), read.GetProperty("Description").GetString()));

            // In the language of whoever asks; this host has none of its own.
            var pin = Regex.Match(brief, @"2\. IMG_1\.JPG - (.*이준호.*35\.5\s?%.*60\s?%[^\r\n]*)").Groups[1].Value;
            Assert.NotEmpty(pin);
            read = JsonDocument.Parse(await RunAsync("exiftool", "-j", "-XMP:all", Path.Combine(folder, "IMG_1.xmp"))).RootElement[0];
            Assert.Equal(("Yellow", pin), (read.GetProperty("Label").GetString(), read.GetProperty("Description").GetString()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Memory_stays_flat_however_large_the_package()
    {
        var (editor, job, raws) = await JobAsync(24, 8 * 1024 * 1024);
        SignIn(editor);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var answer = await Browser.GetAsync($"/studio/editing/{job}/package.zip", HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var body = await answer.Content.ReadAsStreamAsync(Ct);
        var (buffer, total) = (new byte[81_920], 0L);
        for (int read; (read = await body.ReadAsync(buffer, Ct)) > 0; total += read) { }

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(total > raws.Count * 8L * 1024 * 1024, $"{total} bytes came");
        Assert.True(allocated < total / 4, $"{allocated / 1024} KB were allocated for {total / 1024} KB");
    }

    [Fact]
    public async Task Lists_and_pictures_are_for_who_has_the_job()
    {
        var (editor, job, _) = await JobAsync(2, 100);
        var photo = await ScalarAsync<Guid>("SELECT photo_id FROM editing_items WHERE position = 1");
        SignIn(editor);
        Assert.Equal("IMG_0\r\nIMG_1\r\n", await Browser.GetStringAsync($"/studio/editing/{job}/picks.txt", Ct));
        var csv = await Browser.GetByteArrayAsync($"/studio/editing/{job}/picks.csv", Ct);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        Assert.Contains(
            "1,\"IMG_0.JPG\",\"IMG_0.CR2\",\"눈을 크게\",\"\",5,Yellow",
            Encoding.UTF8.GetString(csv),
            StringComparison.Ordinal
        );
        var url = EditingEndpoints.PhotoUrl(job, photo, new string('0', 16), 480);
        Assert.Equal(HttpStatusCode.Redirect, (await Browser.GetAsync(url, Ct)).StatusCode);

        // Who may only edit sees the job's pictures there and no others anywhere.
        Assert.Equal(HttpStatusCode.Forbidden, (await Browser.GetAsync($"/studio/api/photos/{photo}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Browser.GetAsync($"/studio/photos/{photo}/original", Ct)).StatusCode);
        SignIn(await EditorAsync());
        string[] urls = ["picks.txt", "picks.csv", "xmp.zip", "package.zip"];
        foreach (var stranger in urls.Select(u => $"/studio/editing/{job}/{u}").Append(url))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Browser.GetAsync(stranger, Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task An_editor_brings_a_finished_file_back_by_the_uploads_of_all_photos()
    {
        var (editor, job, _) = await JobAsync(1, 100);
        SignIn(editor);
        await TakeTokenAsync();
        var album = Done(await Get<ReturnService>().AlbumAsync(editor, job, Ct));
        var picture = Picture(5);
        var announced = await PostAsync(
            $"/studio/api/albums/{album}/uploads",
            new
            {
                files = new[]
                {
                    new
                    {
                        name = "img_0_retouched.jpg",
                        size = picture.Length,
                        lastModified = 1,
                    },
                },
            }
        );
        var upload = announced.GetProperty("files")[0].GetProperty("id").GetGuid();
        var part = await PostAsync(
            $"/studio/api/uploads/{upload}/parts/1",
            new { sha256 = Convert.ToHexStringLower(SHA256.HashData(picture)) }
        );
        using (var content = new ByteArrayContent(picture))
        {
            Assert.True((await Browser.PutAsync(part.GetProperty("url").GetString(), content, Ct)).IsSuccessStatusCode);
        }

        var done = await PostAsync($"/studio/api/uploads/{upload}/complete", new { });
        var returned = done.GetProperty("photoId").GetGuid();
        await Get<RenderPhotoTask>()
            .HandleAsync(new RenderPhoto(returned), new LeasedWork(Guid.NewGuid(), "RenderPhoto", "{}", 1, Guid.NewGuid()), Ct);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE kind = 'FilesReturned'"));
        await Get<ReturnService>().MatchAsync(album, Ct);
        var photo = Assert.Single(Done(await Get<EditingService>().JobAsync(editor, job, Ct)).Photos);
        Assert.Equal((returned, EditStatus.Completed), (photo.VersionId, photo.Status));
        Assert.Equal(
            HttpStatusCode.OK,
            (await Browser.GetAsync(EditingEndpoints.PhotoUrl(job, returned, photo.VersionSha16!, 480), Ct)).StatusCode
        );

        // Not into the album of originals, and not into another's.
        var raw = await ScalarAsync<Guid>("SELECT id FROM photo_albums WHERE album_type = 'raw' LIMIT 1");
        var files = new
        {
            files = new[]
            {
                new
                {
                    name = "x.jpg",
                    size = 10,
                    lastModified = 1,
                },
            },
        };
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/studio/api/albums/{raw}/uploads", files));
        SignIn(await EditorAsync());
        Browser.DefaultRequestHeaders.Remove("RequestVerificationToken");
        await TakeTokenAsync();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/studio/api/albums/{album}/uploads", files));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/studio/api/uploads/{upload}/complete", new { }));
    }

    private async Task<HttpStatusCode> StatusAsync(string url, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return (await Browser.PostAsync(url, content, Ct)).StatusCode;
    }

    /// <summary>Somebody from outside: the role of an editor and the right to edit, nothing else.</summary>
    private async Task<Actor> EditorAsync() =>
        await StaffAsync(UserRole.Editor, "최", Guid.NewGuid().ToString("N")[..4]) with
        {
            Permissions = FrozenSet.ToFrozenSet([Rights.Editing]),
        };

    private async Task<(Actor Editor, Guid Job, IReadOnlyList<(string Name, byte[] Bytes)> Originals)> JobAsync(
        int picks,
        int size,
        bool hasRaw = true
    )
    {
        var editor = await EditorAsync();
        var albumId = await AlbumAsync();
        var raws = new List<(string, byte[])>();
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var chosen = new List<ProofPick>();
        for (var i = 0; i < picks; i++)
        {
            var (raw, bytes) = (Guid.CreateVersion7(), Bytes(size, i));
            var key = hasRaw ? $"albums/{albumId:N}/{raw:N}.cr2" : $"albums/{albumId:N}/{i}.jpg";
            await Store.PutAsync(key, new MemoryStream(bytes), "application/octet-stream", Ct);
            if (hasRaw)
            {
                db.Add(new Photo(raw, albumId, $"IMG_{i}.CR2", key, size, new string('b', 64), Clock.Now));
            }

            var picture = new Photo(
                Guid.CreateVersion7(),
                albumId,
                $"IMG_{i}.JPG",
                $"albums/{albumId:N}/{i}.jpg",
                1,
                new string('a', 64),
                Clock.Now
            );
            picture.Rendered(new RenderedPhoto(60, 40, "jpg", null, null, null, "{}", [1], new Dictionary<int, string>()), null, Clock.Now);
            db.Add(picture);
            chosen.Add(
                new ProofPick(picture.Id, i + 1, i == 0 ? "눈을 크게" : null) { Pins = i == 1 ? [new PersonPin("이준호", 355, 600)] : [] }
            );
            raws.Add((hasRaw ? $"IMG_{i}.CR2" : $"IMG_{i}.JPG", bytes));
        }

        await db.SaveChangesAsync(Ct);
        var job = EditingJob.FromPicks(ProjectId, Guid.NewGuid(), chosen, editor.UserId, Clock.Now.AddDays(10), Clock.Now);
        db.Entry(job).Property(nameof(EditingJob.ProofSessionId)).CurrentValue = null;
        db.Add(job);
        await db.SaveChangesAsync(Ct);
        return (editor, job.Id, raws);
    }

    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
