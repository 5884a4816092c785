using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>
/// Files of printed albums: from staff as bare bodies with the antiforgery header, to staff and to couples with an open link. Every request of a couple is asked anew whether it
/// may; without a link the answer is 404.
/// </summary>
public static class AlbumOrderEndpoints
{
    private const string Staff = "/studio/album-orders";
    private const long MostBody = (SpreadIntake.MostMegabytes + 1) * 1024L * 1024;

    /// <summary>A note as the script sends it.</summary>
    /// <param name="Round">The round that is shown.</param>
    /// <param name="Id">The note.</param>
    /// <param name="Spread">The spread.</param>
    /// <param name="N">What is to be changed; null takes the note back.</param>
    /// <param name="X">The pin, in thousandths from the left.</param>
    /// <param name="Y">The pin, in thousandths from the top.</param>
    /// <param name="S">The text that the page had shown of it; null for a new one, and from pages that were loaded before they said so.</param>
    public sealed record Note(Guid Round, Guid Id, Guid Spread, string? N, int? X, int? Y, string? S = null);

    /// <summary>An answer as the script sends it.</summary>
    /// <param name="Round">The round that is shown.</param>
    /// <param name="Approve">Whether they say yes.</param>
    public sealed record Said(Guid Round, bool Approve);

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapAlbumOrders(this IEndpointRouteBuilder endpoints)
    {
        var staff = endpoints.MapGroup(Staff).RequireAuthorization(Rights.Proofing).DisableCookieRedirect();
        staff.MapGet("/i/{spreadId:guid}/{file}", StaffImageAsync);
        staff.MapGet("/pdf/{roundId:guid}", StaffPdfAsync);
        var writes = staff.MapGroup("").AddEndpointFilter(UploadEndpoints.RequireTokenAsync);
        writes.MapPost("/{id:guid}/spreads", PutPictureAsync).DisableAntiforgery();
        writes.MapPost("/{id:guid}/pdf", PutPdfAsync).DisableAntiforgery();

        var couple = endpoints.MapGroup("/c/album").AllowAnonymous();
        couple.MapGet("/i/{spreadId:guid}/{file}", CoupleImageAsync);
        couple.MapGet("/pdf/{roundId:guid}", CouplePdfAsync);
        couple.MapPost("/note", SayAsync).RequireRateLimiting(RateLimits.Couples);
        couple.MapPost("/answer", AnswerAsync).RequireRateLimiting(RateLimits.Couples);
        return endpoints;
    }

    /// <summary>The address of a spread for staff.</summary>
    public static string StaffUrl(AlbumSpreadView spread, int size) => Url(Staff, spread, size);

    /// <summary>The address of a spread for a couple.</summary>
    public static string CoupleUrl(AlbumSpreadView spread, int size) => Url("/c/album", spread, size);

    private static string Url(string root, AlbumSpreadView spread, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"{root}/i/{spread.Id:N}/{spread.Sha16}-{size}.jpg");

    private static async Task<IResult> PutPictureAsync(Guid id, string? name, Guid? key, HttpContext http, SpreadIntake intake)
    {
        if (key is not { } once || StudioText.Clean(name) is not { } clean)
        {
            return CoupleRequests.Refused(new SpreadNoPicture());
        }

        return await TakeAsync(
            http,
            () => intake.TakePictureAsync(http.GetActor(), id, once, clean, http.Request.Body, http.RequestAborted)
        );
    }

    private static async Task<IResult> PutPdfAsync(Guid id, string? name, int? pages, HttpContext http, SpreadIntake intake)
    {
        if (StudioText.Clean(name) is not { } clean)
        {
            return CoupleRequests.Refused(new AlbumNoPdf());
        }

        return await TakeAsync(
            http,
            () => intake.TakePdfAsync(http.GetActor(), id, clean, pages ?? 0, http.Request.Body, TellAsync, http.RequestAborted)
        );

        // Drawing takes a while: a line for each page, so that the panel shows it and no proxy takes us for dead. The last line is what came of it.
        async Task TellAsync(int page, int of)
        {
            if (!http.Response.HasStarted)
            {
                http.Response.ContentType = "application/x-ndjson";
                http.Response.Headers.CacheControl = "no-store";
            }

            await LineAsync(http, new { page, of });
        }
    }

    private static async Task LineAsync(HttpContext http, object said)
    {
        await http.Response.WriteAsync(JsonSerializer.Serialize(said) + "\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, Func<Task<Result>> take)
    {
        if (http.Request.ContentLength > MostBody)
        {
            return CoupleRequests.Refused(new AlbumFileTooLarge(SpreadIntake.MostMegabytes));
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBody;
        }

        try
        {
            var taken = await take();
            if (http.Response.HasStarted)
            {
                object said = taken.Succeeded ? new { done = true } : new { code = taken.Refusal.Code, text = Words.Of(taken.Refusal) };
                await LineAsync(http, said);
                return Results.Empty;
            }

            return taken.Succeeded ? Results.Json(new { done = true }) : CoupleRequests.Refused(taken.Refusal);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return CoupleRequests.Refused(new AlbumFileTooLarge(SpreadIntake.MostMegabytes));
        }
        catch (StoreFullException) when (!http.Response.HasStarted)
        {
            return Results.StatusCode(StatusCodes.Status507InsufficientStorage);
        }
        catch (Exception e) when ((e is PictureStarvedException or PictureIdleException) && !http.Response.HasStarted)
        {
            // The machine is too busy to read anything: the page offers to send it again, as it does where an answer breaks off.
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> StaffImageAsync(
        Guid spreadId,
        string file,
        HttpContext http,
        AlbumOrderService albums,
        IObjectStore store
    ) => await ServeAsync(http, store, file, await albums.SpreadAsync(http.GetActor(), spreadId, http.RequestAborted));

    private static async Task<IResult> StaffPdfAsync(Guid roundId, HttpContext http, AlbumOrderService albums, IObjectStore store) =>
        await PaperAsync(http, store, await albums.PdfAsync(http.GetActor(), roundId, http.RequestAborted));

    private static async Task<IResult> CoupleImageAsync(
        Guid spreadId,
        string file,
        HttpContext http,
        CoupleVisits visits,
        AlbumOrderService albums,
        IObjectStore store
    ) =>
        await visits.FindAsync(http, LinkPurpose.Album) is { } visit
            ? await ServeAsync(http, store, file, await albums.SpreadForAsync(visit.Actor, visit.SubjectId, spreadId, http.RequestAborted))
            : CoupleRequests.Refused(new LinkNotOpen());

    private static async Task<IResult> CouplePdfAsync(
        Guid roundId,
        HttpContext http,
        CoupleVisits visits,
        AlbumOrderService albums,
        IObjectStore store
    ) =>
        await visits.FindAsync(http, LinkPurpose.Album) is { } visit
            ? await PaperAsync(http, store, await albums.PdfForAsync(visit.Actor, visit.SubjectId, roundId, http.RequestAborted))
            : CoupleRequests.Refused(new LinkNotOpen());

    private static async Task<IResult> ServeAsync(HttpContext http, IObjectStore store, string file, Result<SpreadFile> found)
    {
        if (RenditionName.TryRead(file) is not { } name || found.Value is not { } spread || !name.Names(spread.Sha256))
        {
            return CoupleRequests.Refused(new AlbumSpreadNotFound());
        }

        var key = AlbumSpread.RenditionKey(spread.OrderId, spread.SpreadId, spread.Sha256, name.Size);
        return await PhotoRenditions.ServeAsync(http, store, key, name.Tag, http.RequestAborted);
    }

    private static async Task<IResult> PaperAsync(HttpContext http, IObjectStore store, Result<AlbumPdf> found)
    {
        if (found.Value is not { } pdf || await store.OpenReadAsync(pdf.Key, ct: http.RequestAborted) is not { } content)
        {
            return CoupleRequests.Refused(new AlbumSpreadNotFound());
        }

        // Browsers' own PDF viewers need styles and an object of the same origin; nothing else.
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";
        var inline = new ContentDispositionHeaderValue("inline");
        inline.SetHttpFileName(pdf.Name);
        headers.ContentDisposition = inline.ToString();
        return Results.Stream(content, "application/pdf");
    }

    private static async Task<IResult> SayAsync(
        Note note,
        HttpContext http,
        CoupleVisits visits,
        AlbumOrderService albums,
        IAntiforgery antiforgery
    )
    {
        var writes = await CoupleRequests.WritesAsync(http, visits, antiforgery, LinkPurpose.Album);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;

        var said = note.N is null
            ? await albums.UnsayAsync(visit.Actor, visit.SubjectId, note.Round, note.Id, note.S, http.RequestAborted)
            : await albums.SayAsync(
                visit.Actor,
                visit.SubjectId,
                note.Round,
                new AlbumSay(note.Id, note.Spread, note.N, note.X, note.Y) { Seen = note.S },
                http.RequestAborted
            );
        if (said.Succeeded)
        {
            return Results.Json(new { notes = said.Value });
        }

        return said.Refusal is AlbumNoteOvertaken now
            ? Results.Json(
                new
                {
                    code = now.Code,
                    text = Words.Of(now),
                    now = new
                    {
                        n = now.Text,
                        x = now.PinX,
                        y = now.PinY,
                    },
                },
                statusCode: StatusCodes.Status409Conflict
            )
            : CoupleRequests.Refused(said.Refusal);
    }

    private static async Task<IResult> AnswerAsync(
        Said said,
        HttpContext http,
        CoupleVisits visits,
        AlbumOrderService albums,
        IAntiforgery antiforgery
    )
    {
        var writes = await CoupleRequests.WritesAsync(http, visits, antiforgery, LinkPurpose.Album);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;

        var answered = said.Approve
            ? await albums.ApproveAsync(visit.Actor, visit.SubjectId, said.Round, http.RequestAborted)
            : await albums.AskAsync(visit.Actor, visit.SubjectId, said.Round, http.RequestAborted);
        return answered.Succeeded ? Results.Json(new { status = answered.Value.ToString() }) : CoupleRequests.Refused(answered.Refusal);
    }
}
