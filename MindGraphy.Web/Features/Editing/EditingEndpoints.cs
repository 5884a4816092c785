using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Web.Features.Editing;

/// <summary>
/// What an editor takes along from a job: lists, sidecars, the package; and the job's pictures. Every request asks anew whether the job is theirs.
/// </summary>
public static class EditingEndpoints
{
    /// <summary>The address of a picture of a job.</summary>
    public static string PhotoUrl(Guid jobId, Guid photoId, string sha16, int size) =>
        $"/studio/editing/{jobId:N}/i/{photoId:N}/{sha16}-{size}.jpg";

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapEditing(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/studio/editing/{jobId:guid}").RequireAuthorization(Rights.Editing);
        group.MapGet("/i/{photoId:guid}/{file}", ImageAsync);
        group.MapGet("/picks.txt", TextAsync);
        group.MapGet("/picks.csv", TableAsync);
        group.MapGet("/xmp.zip", SidecarsAsync);
        group.MapGet("/package.zip", PackageAsync);
        return endpoints;
    }

    private static async Task<IResult> ImageAsync(
        Guid jobId,
        Guid photoId,
        string file,
        HttpContext http,
        HandOffService handOff,
        IObjectStore store,
        CancellationToken ct
    )
    {
        if (
            RenditionName.TryRead(file) is not { } name
            || (await handOff.RenditionAsync(http.GetActor(), jobId, photoId, ct)).Value is not { } hash
        )
        {
            return Results.NotFound();
        }

        return name.Names(hash)
            ? await PhotoRenditions.ServeAsync(http, store, Photo.RenditionKey(photoId, hash, name.Size), name.Tag, ct)
            : PhotoRenditions.Moved(http, PhotoUrl(jobId, photoId, hash[..16], name.Size));
    }

    private static async Task<IResult> TextAsync(Guid jobId, HttpContext http, HandOffService handOff, CancellationToken ct) =>
        (await handOff.OfAsync(http.GetActor(), jobId, ct)).Value is { } picks
            ? File(http, picks, "txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(picks.Text()))
            : Results.NotFound();

    private static async Task<IResult> TableAsync(
        Guid jobId,
        HttpContext http,
        HandOffService handOff,
        IStringLocalizer<EditingText> text,
        CancellationToken ct
    ) =>
        (await handOff.OfAsync(http.GetActor(), jobId, ct)).Value is { } picks
            ? File(
                http,
                picks,
                "csv",
                "text/csv; charset=utf-8",
                picks.Csv(
                    [
                        text["Csv.Order"],
                        text["Csv.File"],
                        text["Csv.Raw"],
                        text["Csv.Note"],
                        text["Csv.Pins"],
                        text["Csv.Rating"],
                        text["Csv.Label"],
                    ],
                    Pin(text)
                )
            )
            : Results.NotFound();

    private static async Task<IResult> SidecarsAsync(
        Guid jobId,
        HttpContext http,
        HandOffService handOff,
        IStringLocalizer<EditingText> text,
        CancellationToken ct
    )
    {
        if ((await handOff.OfAsync(http.GetActor(), jobId, ct)).Value is not { } picks)
        {
            return Results.NotFound();
        }

        await WriteAsync(http, picks, "xmp", zip => AddSidecarsAsync(zip, picks, text, ct), ct);
        return Results.Empty;
    }

    /// <summary>
    /// Originals (raw files, or the picture where there is none), sidecars and brief in one file, written while it is read: nothing is compressed (they don't shrink), and what is held in memory is one
    /// buffer, however many files there are. A file that is missing in the store breaks the answer off: half a package must not look whole.
    /// </summary>
    private static async Task<IResult> PackageAsync(
        Guid jobId,
        HttpContext http,
        HandOffService handOff,
        IObjectStore store,
        IStringLocalizer<EditingText> text,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if ((await handOff.OfAsync(http.GetActor(), jobId, ct)).Value is not { } picks)
        {
            return Results.NotFound();
        }

        await WriteAsync(
            http,
            picks,
            "raw",
            async zip =>
            {
                var brief = zip.CreateEntry(text["Brief.File"], CompressionLevel.NoCompression);
                await using (var content = await brief.OpenAsync(ct))
                {
                    await content.WriteAsync(Encoding.UTF8.GetBytes(BriefOf(picks, text, clock)), ct);
                }

                await AddSidecarsAsync(zip, picks, text, ct);
                foreach (var (path, raw) in picks.Files())
                {
                    await AddAsync(zip, path, raw, store, clock, ct);
                }
            },
            ct
        );
        return Results.Empty;
    }

    private static async Task AddAsync(
        ZipArchive zip,
        string path,
        HandOffRaw raw,
        IObjectStore store,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
        if (raw.TakenAt is { } taken)
        {
            entry.LastWriteTime = clock.Local(taken);
        }

        await using var original =
            await store.OpenReadAsync(raw.Key, ct: ct) ?? throw new FileNotFoundException($"The original {raw.Key} is not in the store.");
        await using var content = await entry.OpenAsync(ct);
        await original.CopyToAsync(content, ct);
    }

    private static async Task WriteAsync(HttpContext http, HandOff picks, string kind, Func<ZipArchive, Task> write, CancellationToken ct)
    {
        http.Response.ContentType = "application/zip";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = DownloadNames.Attachment($"{NameOf(picks)} {kind}.zip");
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var body = new ZipBody(http.Response.Body);
        var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        await write(zip);

        // Its list of contents is written only where all of them were.
        await zip.DisposeAsync();
        await body.FlushAsync(ct);
    }

    private static Func<Domain.Proofing.PersonPin, string> Pin(IStringLocalizer<EditingText> text) =>
        pin => text["Pin.At", pin.By, pin.Across, pin.Down];

    private static async Task AddSidecarsAsync(ZipArchive zip, HandOff picks, IStringLocalizer<EditingText> text, CancellationToken ct)
    {
        foreach (var (path, pick) in picks.Sidecars())
        {
            var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
            await using var content = await entry.OpenAsync(ct);
            await content.WriteAsync(XmpSidecar.Write(HandOffPick.Rating, pick.Label, pick.Words(Pin(text))), ct);
        }
    }

    private static string BriefOf(HandOff picks, IStringLocalizer<EditingText> text, StudioClock clock)
    {
        var lines = new StringBuilder("\uFEFF").Append(picks.CoupleName).Append(" · ").Append(picks.ProjectNumber).Append("\r\n");
        void Say(string title, string? what)
        {
            if (what is not null)
            {
                lines.Append("\r\n").Append(title).Append("\r\n").Append(what.ReplaceLineEndings("\r\n")).Append("\r\n");
            }
        }

        Say(text["Column.Due"], picks.Due is { } due ? StudioFormat.Date(clock.DateOf(due), CultureInfo.CurrentUICulture) : null);
        Say(text["Brief.Style"], picks.Brief.Style);
        Say(text["Brief.Skin"], picks.Brief.Skin);
        Say(text["Brief.Body"], picks.Brief.Body);
        Say(text["Brief.DoNot"], picks.Brief.DoNot);
        Say(
            text["Package.Picks", picks.Picks.Count],
            string.Join(
                '\n',
                picks.Picks.Select(p =>
                    $"{p.Position}. {p.FileName}{(p.Words(Pin(text)) is { } said ? " - " + said.ReplaceLineEndings(" ") : "")}"
                )
            )
        );
        var without = picks.Picks.Where(p => p.Raws.Count == 0).Select(p => p.FileName).ToList();
        Say(text["Package.NoRaw"], without.Count > 0 ? string.Join('\n', without) : null);
        return lines.ToString();
    }

    private static IResult File(HttpContext http, HandOff picks, string ending, string type, byte[] content)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = DownloadNames.Attachment($"{NameOf(picks)}.{ending}");
        return Results.Bytes(content, type);
    }

    private static string NameOf(HandOff picks) => $"{picks.ProjectNumber} {picks.CoupleName}";
}
