using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Web.Features.Proofing;

/// <summary>
/// What the gallery's script calls. Every request brings the link's cookie and is asked anew whether it is open; without one the answer is 404.
/// </summary>
public static class ProofEndpoints
{
    /// <summary>One wished state as the script sends it.</summary>
    /// <param name="Id">The photo, as the page names it: 32 hexadecimal digits.</param>
    /// <param name="K">0 none, 1 candidate, 2 picked.</param>
    /// <param name="N">The note; null leaves it.</param>
    /// <param name="T">The phone's clock in milliseconds since 1970.</param>
    /// <param name="B">Whether one more than the limit is agreed to at its price.</param>
    /// <param name="X">Where the note points, per mille from the left; -1 takes the pin away, null leaves it.</param>
    /// <param name="Y">The same from the top.</param>
    public sealed record Wish(string? Id, int K, string? N, long T, bool B = false, int? X = null, int? Y = null);

    /// <summary>A batch of wishes.</summary>
    /// <param name="Wishes">1 to <see cref="ProofService.MostWishes"/>.</param>
    /// <param name="Now">The device's clock at sending, in milliseconds since 1970; null from a page that was loaded before pages said so.</param>
    public sealed record Batch(IReadOnlyList<Wish>? Wishes, long? Now = null);

    /// <summary>A pick that is moved, as the script sends it.</summary>
    /// <param name="Id">The photo.</param>
    /// <param name="Before">The pick it shall stand before; null for the end.</param>
    public sealed record Move(string? Id, string? Before);

    /// <summary>A batch of moves.</summary>
    /// <param name="Moved">In the order in which they were made; none to be told how it stands.</param>
    public sealed record Moves(IReadOnlyList<Move>? Moved);

    /// <summary>A submission.</summary>
    /// <param name="Key">The page's own key for it.</param>
    /// <param name="Count">How many photos the person read.</param>
    /// <param name="Extra">What they read that those beyond the limit add to the payments, in won.</param>
    public sealed record Submission(string? Key, int? Count, long? Extra);

    private static readonly string[] Encodings = ["br", "gzip"];
    private static readonly byte[] EndOfLine = "\n"u8.ToArray();

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapProofing(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/c/proof").AllowAnonymous();
        group.MapGet("/photos", PhotosAsync);
        group.MapGet("/sw.js", Keeper);
        group.MapGet("/i/{photoId:guid}/{file}", ImageAsync);
        group.MapGet("/save/{photoId:guid}", SaveAsync).RequireRateLimiting(RateLimits.Couples);
        group.MapPost("/picks", PickAsync).RequireRateLimiting(RateLimits.Couples);
        var staff = endpoints.MapGroup("/studio/proofs/{id:guid}").RequireAuthorization(Rights.Proofing);
        staff.MapGet("/picks.txt", TextAsync);
        staff.MapGet("/picks.csv", TableAsync);
        group.MapPost("/order", OrderAsync).RequireRateLimiting(RateLimits.Couples);
        group.MapPost("/submit", SubmitAsync).RequireRateLimiting(RateLimits.Couples);
        return endpoints;
    }

    private static async Task<IResult> TextAsync(Guid id, string? list, HttpContext context, ProofService proofs) =>
        (await proofs.CompareAsync(context.GetActor(), id, context.RequestAborted)).Value is { } found
            ? File(context, found, list, "txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(found.Text(ListOf(list))))
            : Results.NotFound();

    private static async Task<IResult> TableAsync(
        Guid id,
        string? list,
        HttpContext context,
        ProofService proofs,
        IStringLocalizer<ProofingText> text
    ) =>
        (await proofs.CompareAsync(context.GetActor(), id, context.RequestAborted)).Value is { } found
            ? File(
                context,
                found,
                list,
                "csv",
                "text/csv; charset=utf-8",
                found.Csv(
                    ListOf(list),
                    [text["Csv.Order"], text["Csv.File"], text["Csv.Section"], text["Csv.Stand"]],
                    name => text["Csv.Note", name],
                    name => text["Csv.Pin", name],
                    CultureInfo.CurrentUICulture
                )
            )
            : Results.NotFound();

    private static IResult File(HttpContext context, ProofComparison found, string? list, string ending, string type, byte[] bytes)
    {
        context.Response.Headers.CacheControl = "no-store";
        var name = found.CoupleName.Replace(" · ", "·", StringComparison.Ordinal) + (ListOf(list) is { } one ? " " + Words.Of(one) : "");
        context.Response.Headers.ContentDisposition = DownloadNames.Attachment($"{name}.{ending}");
        return Results.Bytes(bytes, type);
    }

    /// <summary>The list that an address names; null for all picks.</summary>
    public static Agreement? ListOf(string? name) =>
        Enum.TryParse<Agreement>(name, ignoreCase: true, out var list) && Enum.IsDefined(list) ? list : null;

    // One line of JSON per photo, so that the script can place the first ones before the last have arrived. Written
    // asynchronously to the last byte: a server refuses anything else as soon as the answer outgrows its buffer.
    private static async Task PhotosAsync(HttpContext context, ProofVisits pages, CoupleVisits visits)
    {
        context.Response.Headers.CacheControl = "no-store";
        var visit = await visits.FindAsync(context, LinkPurpose.Proof);

        // The list of another round would be laid over the pictures that the page shows already.
        if (visit is not null && context.Request.Headers.ContainsKey(CoupleRequests.PageHeader) && !CoupleRequests.IsOfPage(context, visit))
        {
            await CoupleRequests.Refused(new OtherLinkOpened()).ExecuteAsync(context);
            return;
        }

        if (visit is null || (await pages.GalleryAsync(visit, null, context.RequestAborted)).Value is not { } gallery)
        {
            await CoupleRequests.Refused(new LinkNotOpen()).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        await using var body = Compressed(context);
        foreach (var photo in gallery.Photos)
        {
            await JsonSerializer.SerializeAsync(body, ProofVisits.Row(photo), cancellationToken: context.RequestAborted);
            await body.WriteAsync(EndOfLine, context.RequestAborted);
        }
    }

    // Its file lies with the other scripts; from there it could not keep /c/proof.
    private static IResult Keeper(HttpContext context, IWebHostEnvironment host)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["Service-Worker-Allowed"] = "/c/proof";
        return Results.Stream(host.WebRootFileProvider.GetFileInfo("js/proof-sw.js").CreateReadStream(), "text/javascript");
    }

    private static async Task<IResult> ImageAsync(
        Guid photoId,
        string file,
        HttpContext context,
        CoupleVisits visits,
        ProofService proofs,
        IObjectStore store
    )
    {
        if (
            RenditionName.TryRead(file) is not { } name
            || await visits.FindAsync(context, LinkPurpose.Proof) is not { } visit
            || (await proofs.ShownHashAsync(visit.Actor, visit.SubjectId, photoId, context.RequestAborted)).Value is not { } hash
        )
        {
            return CoupleRequests.Refused(new PhotoNotInGallery());
        }

        return name.Names(hash)
            ? await PhotoRenditions.ServeAsync(
                context,
                store,
                Photo.RenditionKey(photoId, hash, name.Size),
                name.Tag,
                context.RequestAborted
            )
            : PhotoRenditions.Moved(context, ProofUrls.Photo(photoId, hash[..16], name.Size));
    }

    // The watermarked rendition, and only where the studio lets it be saved; named by its id.
    private static async Task<IResult> SaveAsync(
        Guid photoId,
        HttpContext context,
        CoupleVisits visits,
        ProofService proofs,
        IObjectStore store
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (
            await visits.FindAsync(context, LinkPurpose.Proof) is not { } visit
            || (await proofs.SavedHashAsync(visit.Actor, visit.SubjectId, photoId, context.RequestAborted)).Value is not { } hash
        )
        {
            return CoupleRequests.Refused(new PhotoNotInGallery());
        }

        var name = new RenditionName(hash[..16], IPhotoRenderer.Sizes.Max());
        context.Response.Headers.ContentDisposition = DownloadNames.Attachment($"{photoId:N}.jpg");
        return await PhotoRenditions.ServeAsync(
            context,
            store,
            Photo.RenditionKey(photoId, hash, name.Size),
            name.Tag,
            context.RequestAborted,
            "no-store"
        );
    }

    private static async Task<IResult> PickAsync(
        Batch batch,
        HttpContext context,
        CoupleVisits visits,
        ProofService proofs,
        StudioClock clock,
        IAntiforgery antiforgery
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await CoupleRequests.IsOurPageAsync(context, antiforgery))
        {
            return CoupleRequests.Refused(new NotAllowed());
        }

        var writes = await CoupleRequests.WritesAsync(context, visits, antiforgery, LinkPurpose.Proof);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;
        var offset = DeviceClock.OffsetMs(context, batch.Now, clock.Now);
        var wishes = (batch.Wishes ?? [])
            .Select(w => new PickWish(
                Guid.TryParse(w.Id, out var photo) ? photo : Guid.Empty,
                KindOf(w.K),
                w.N,
                DeviceClock.TimeOf(w.T) + offset,
                w.B,
                w is { X: { } x, Y: { } y } ? new PicturePin(x, y) : null
            ))
            .ToList();
        var picked = await proofs.PickAsync(visit.Actor, visit.SubjectId, wishes, context.RequestAborted);
        return picked.Succeeded
            ? Results.Json(
                new
                {
                    count = picked.Value.Count,
                    limit = picked.Value.Limit,
                    refused = picked.Value.Refused.Select(r => new
                    {
                        id = r.PhotoId.ToString("N"),
                        // The page asks about what is full and puts all else back as it is stored; of a later word of the same person there is nothing to ask.
                        code = r.Why is WishOvertaken ? nameof(PhotoNotInGallery) : r.Why.Code,
                        text = Words.Of(r.Why),
                        k = ProofVisits.Number(r.Kind),
                        n = r.Note ?? "",
                    }),
                }
            )
            : CoupleRequests.Refused(picked.Refusal);
    }

    private static async Task<IResult> OrderAsync(
        Moves batch,
        HttpContext context,
        CoupleVisits visits,
        ProofService proofs,
        IAntiforgery antiforgery
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await CoupleRequests.IsOurPageAsync(context, antiforgery))
        {
            return CoupleRequests.Refused(new NotAllowed());
        }

        var writes = await CoupleRequests.WritesAsync(context, visits, antiforgery, LinkPurpose.Proof);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;

        var moves = (batch.Moved ?? [])
            .Select(m => new PickMove(
                Guid.TryParse(m.Id, out var photo) ? photo : Guid.Empty,
                m.Before is null ? null
                    : Guid.TryParse(m.Before, out var before) ? before
                    : Guid.Empty
            ))
            .ToList();
        var order = await proofs.OrderAsync(visit.Actor, visit.SubjectId, moves, context.RequestAborted);
        return order.Succeeded
            ? Results.Json(new { order = order.Value.Select(id => id.ToString("N")) })
            : CoupleRequests.Refused(order.Refusal);
    }

    private static async Task<IResult> SubmitAsync(
        Submission submission,
        HttpContext context,
        CoupleVisits visits,
        ProofService proofs,
        IAntiforgery antiforgery
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await CoupleRequests.IsOurPageAsync(context, antiforgery))
        {
            return CoupleRequests.Refused(new NotAllowed());
        }

        var writes = await CoupleRequests.WritesAsync(context, visits, antiforgery, LinkPurpose.Proof);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;

        // A page that was loaded before pages sent it says nothing of what was read.
        var read = submission is { Count: { } count, Extra: { } extra } ? new SubmitRead(count, extra) : null;
        var submitted = await proofs.SubmitAsync(visit.Actor, visit.SubjectId, submission.Key ?? "", read, context.RequestAborted);
        if (submitted.Succeeded)
        {
            return Results.Json(new { count = submitted.Value.Count });
        }

        return submitted.Refusal is PicksDiffer now
            ? Results.Json(
                new
                {
                    code = now.Code,
                    text = Words.Of(now),
                    count = now.Count,
                    limit = now.Limit,
                    each = now.Each,
                    priced = now.Priced,
                },
                statusCode: StatusCodes.Status409Conflict
            )
            : CoupleRequests.Refused(submitted.Refusal);
    }

    private static SelectionKind? KindOf(int number) =>
        number switch
        {
            1 => SelectionKind.Candidate,
            2 => SelectionKind.Final,
            _ => null,
        };

    // Ids and hashes of 5,000 photos: half as long compressed. It mirrors only what this couple wrote, so its length tells nobody anything.
    private static Stream Compressed(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        var name = Encodings.FirstOrDefault(n => accepted.Any(e => e.Value == n));
        if (name is null)
        {
            return new BufferedStream(context.Response.Body, 16 * 1024);
        }

        context.Response.Headers.ContentEncoding = name;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        return name == "br"
            ? new BrotliStream(context.Response.Body, CompressionLevel.Fastest)
            : new GZipStream(context.Response.Body, CompressionLevel.Fastest);
    }
}
