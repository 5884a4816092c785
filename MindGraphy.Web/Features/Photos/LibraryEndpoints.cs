using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Auth;

namespace MindGraphy.Web.Features.Photos;

/// <summary>What an album's page does with many photos at once, and the originals. Mapped beside the uploads, with their rules.</summary>
internal static class LibraryEndpoints
{
    /// <summary>Maps acts and the bin.</summary>
    public static void Map(RouteGroupBuilder reads, RouteGroupBuilder writes)
    {
        reads.MapGet("/albums/{albumId:guid}/bin", BinAsync);
        var photos = writes.MapGroup("/albums/{albumId:guid}/photos");
        photos.MapPost("/tag", TagAsync);
        photos.MapPost("/delete", DeleteAsync);
        photos.MapPost("/restore", RestoreAsync);
        photos.MapPost("/move", MoveAsync);
        photos.MapPost("/proof", ProofAsync);
    }

    /// <summary>
    /// The original as the camera wrote it, in ranges where they are asked for: to save, and for a script to show one pixel as one. Always a
    /// download, never a document of this site: what it is was decided by strangers.
    /// </summary>
    public static async Task<IResult> OriginalAsync(
        Guid photoId,
        HttpContext http,
        LibraryService library,
        IObjectStore store,
        CancellationToken ct
    )
    {
        if ((await library.OriginalAsync(http.GetActor(), photoId, ct)).Value is not { } file)
        {
            return Results.NotFound();
        }

        var headers = http.Response.GetTypedHeaders();
        headers.ETag = new EntityTagHeaderValue($"\"{file.Sha256}\"");
        http.Response.Headers.AcceptRanges = "bytes";
        http.Response.Headers.ContentDisposition = DownloadNames.Attachment(file.Name);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=3600";
        var (from, length) = (0L, file.Bytes);
        if (http.Request.GetTypedHeaders().Range is { Ranges.Count: 1 } asked)
        {
            var range = asked.Ranges.First();
            from = range.From ?? Math.Max(0, file.Bytes - (range.To ?? 0));
            var to = range.From is null ? file.Bytes - 1 : Math.Min(range.To ?? file.Bytes - 1, file.Bytes - 1);
            if (from >= file.Bytes || to < from)
            {
                headers.ContentRange = new ContentRangeHeaderValue(file.Bytes);
                return Results.StatusCode(StatusCodes.Status416RangeNotSatisfiable);
            }

            length = to - from + 1;
            headers.ContentRange = new ContentRangeHeaderValue(from, to, file.Bytes);
            http.Response.StatusCode = StatusCodes.Status206PartialContent;
        }

        await using var content = await store.OpenReadAsync(file.Key, from, length, ct);
        if (content is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Results.Empty;
        }

        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = length;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await content.CopyToAsync(http.Response.Body, ct);
        return Results.Empty;
    }

    private static async Task<IResult> BinAsync(Guid albumId, HttpContext http, LibraryService library, CancellationToken ct) =>
        Results.Json(
            (await library.BinAsync(http.GetActor(), albumId, ct)).Select(p => new
            {
                p.Id,
                p.Name,
                sha = p.Sha16,
                p.Ready,
                at = p.DeletedAt,
                by = p.DeletedBy,
            })
        );

    private static async Task<IResult> TagAsync(Guid albumId, Tagged asked, HttpContext http, LibraryService library) =>
        string.IsNullOrEmpty(asked.Section)
            ? Counted(await library.TagAsync(http.GetActor(), albumId, asked.Ids ?? [], null, CancellationToken.None))
        : Enum.TryParse<PhotoSection>(asked.Section, out var section)
            ? Counted(await library.TagAsync(http.GetActor(), albumId, asked.Ids ?? [], section, CancellationToken.None))
        : Results.BadRequest();

    private static async Task<IResult> DeleteAsync(Guid albumId, Chosen asked, HttpContext http, LibraryService library) =>
        Counted(await library.DeleteAsync(http.GetActor(), albumId, asked.Ids ?? [], CancellationToken.None));

    private static async Task<IResult> RestoreAsync(Guid albumId, Chosen asked, HttpContext http, LibraryService library) =>
        Counted(await library.RestoreAsync(http.GetActor(), albumId, asked.Ids ?? [], CancellationToken.None));

    private static async Task<IResult> MoveAsync(Guid albumId, Moved asked, HttpContext http, LibraryService library) =>
        Counted(await library.MoveAsync(http.GetActor(), albumId, asked.Ids ?? [], asked.To, CancellationToken.None));

    private static async Task<IResult> ProofAsync(Guid albumId, Proofed asked, HttpContext http, LibraryService library) =>
        UploadEndpoints.Answer(
            await library.MakeProofAlbumAsync(http.GetActor(), albumId, asked.Ids, asked.Title, asked.AlbumId, CancellationToken.None),
            id => new { albumId = id }
        );

    private static IResult Counted(Result<PhotoCount> done) => UploadEndpoints.Answer(done, c => new { count = c.Photos });

    private sealed record Chosen(IReadOnlyList<Guid>? Ids);

    private sealed record Tagged(IReadOnlyList<Guid>? Ids, string? Section);

    private sealed record Moved(IReadOnlyList<Guid>? Ids, Guid To);

    private sealed record Proofed(IReadOnlyList<Guid>? Ids, string? Title, Guid? AlbumId);
}
