using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Guests;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Web.Features.Guests;

/// <summary>Pictures for guests, and what the couple's sharing page calls. Every request is asked anew whether it may; without an open link the answer is 404.</summary>
public static class GuestEndpoints
{
    /// <summary>Whether guests shall see a picture, as the script sends it.</summary>
    /// <param name="Id">The picture.</param>
    /// <param name="Show">Whether.</param>
    public sealed record Say(string? Id, bool Show);

    /// <summary>A batch of them.</summary>
    /// <param name="Says">1 to <see cref="GuestService.MostAtOnce"/>.</param>
    public sealed record Batch(IReadOnlyList<Say>? Says);

    /// <summary>The longest edge that guests see where they may not save.</summary>
    public const int ViewSize = 1024;

    // Kept, but never shown without asking: what is hidden is gone with the next look, also from a guest's own browser.
    private const string AskEachTime = "private, no-cache";

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapGuests(this IEndpointRouteBuilder endpoints)
    {
        var guests = endpoints.MapGroup("/c/guest").AllowAnonymous();
        guests.MapGet("/i/{photoId:guid}/{file}", ImageAsync);
        guests.MapGet("/save/{photoId:guid}", SaveAsync).RequireRateLimiting(RateLimits.Couples);
        var couple = endpoints.MapGroup("/c/download/guests").AllowAnonymous();
        couple.MapGet("/i/{photoId:guid}/{file}", OwnImageAsync);
        couple.MapPost("/{id:guid}/photos", ShowAsync).RequireRateLimiting(RateLimits.Couples);
        return endpoints;
    }

    /// <summary>The address of a picture for guests.</summary>
    public static string Photo(GuestPicture photo, int size) => Photo(photo.PhotoId, photo.Sha16, size);

    /// <summary>The address under which a guest saves it.</summary>
    public static string Save(GuestPicture photo) => $"/c/guest/save/{photo.PhotoId:N}";

    /// <summary>The address of a picture for the couple that chooses.</summary>
    public static string Own(GuestChoice photo, int size) => Own(photo.PhotoId, photo.Sha16, size);

    private static string Photo(Guid id, string sha16, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"/c/guest/i/{id:N}/{sha16}-{size}.jpg");

    private static string Own(Guid id, string sha16, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"/c/download/guests/i/{id:N}/{sha16}-{size}.jpg");

    private static async Task<IResult> ImageAsync(
        Guid photoId,
        string file,
        HttpContext context,
        CoupleVisits visits,
        GuestService guests,
        IObjectStore store
    )
    {
        var ct = context.RequestAborted;
        if (
            RenditionName.TryRead(file) is not { } name
            || await visits.FindAsync(context, LinkPurpose.Guest) is not { } visit
            || (await guests.ServeAsync(visit, photoId, ct)).Value is not { } photo
            || (name.Size > ViewSize && !photo.MaySave)
        )
        {
            return Nothing(context);
        }

        return name.Names(photo.Hash)
            ? await PhotoRenditions.ServeAsync(
                context,
                store,
                Domain.Photos.Photo.RenditionKey(photoId, photo.Hash, name.Size),
                name.Tag,
                ct,
                AskEachTime
            )
            : PhotoRenditions.Moved(context, Photo(photoId, photo.Hash[..16], name.Size));
    }

    private static async Task<IResult> SaveAsync(
        Guid photoId,
        HttpContext context,
        CoupleVisits visits,
        GuestService guests,
        IObjectStore store
    )
    {
        var ct = context.RequestAborted;
        if (
            await visits.FindAsync(context, LinkPurpose.Guest) is not { } visit
            || (await guests.ServeAsync(visit, photoId, ct)).Value is not { MaySave: true } photo
        )
        {
            return Nothing(context);
        }

        // Named by its id: what the studio calls its files is nobody's business.
        context.Response.Headers.ContentDisposition = DownloadNames.Attachment($"{photoId:N}.jpg");
        var size = IPhotoRenderer.Sizes.Max();
        return await PhotoRenditions.ServeAsync(
            context,
            store,
            Domain.Photos.Photo.RenditionKey(photoId, photo.Hash, size),
            string.Create(CultureInfo.InvariantCulture, $"{photo.Hash[..16]}-{size}"),
            ct,
            AskEachTime
        );
    }

    private static async Task<IResult> OwnImageAsync(
        Guid photoId,
        string file,
        HttpContext context,
        CoupleVisits visits,
        GuestService guests,
        IObjectStore store
    )
    {
        var ct = context.RequestAborted;
        if (
            RenditionName.TryRead(file) is not { } name
            || await visits.FindAsync(context, LinkPurpose.Download) is not { } visit
            || (await guests.OwnHashAsync(visit.Actor, visit.SubjectId, photoId, ct)).Value is not { } hash
        )
        {
            return Nothing(context);
        }

        return name.Names(hash)
            ? await PhotoRenditions.ServeAsync(context, store, Domain.Photos.Photo.RenditionKey(photoId, hash, name.Size), name.Tag, ct)
            : PhotoRenditions.Moved(context, Own(photoId, hash[..16], name.Size));
    }

    private static async Task<IResult> ShowAsync(
        Guid id,
        Batch batch,
        HttpContext context,
        CoupleVisits visits,
        GuestService guests,
        IAntiforgery antiforgery
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await CoupleRequests.IsOurPageAsync(context, antiforgery))
        {
            return CoupleRequests.Refused(new NotAllowed());
        }

        if (await visits.FindAsync(context, LinkPurpose.Download) is not { } visit)
        {
            return CoupleRequests.Refused(new LinkNotOpen());
        }

        var says = (batch.Says ?? []).Select(s => new GuestSay(Guid.TryParse(s.Id, out var photo) ? photo : Guid.Empty, s.Show)).ToList();
        var shown = await guests.ShowAsync(visit.Actor, id, says, context.RequestAborted);
        return shown.Succeeded ? Results.Json(new { shown = shown.Value }) : CoupleRequests.Refused(shown.Refusal);
    }

    private static IResult Nothing(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return CoupleRequests.Refused(new GuestPhotoNotFound());
    }
}
