using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Editing;

/// <summary>What the couple's page of finished photos asks and is told.</summary>
/// <param name="visits">Who comes.</param>
/// <param name="revisions">Rounds.</param>
/// <param name="antiforgery">A token for browsers that do not say where a request comes from.</param>
/// <param name="text">Words.</param>
public sealed class ReviewVisits(
    CoupleVisits visits,
    RevisionService revisions,
    IAntiforgery antiforgery,
    IStringLocalizer<EditingText> text
)
{
    private static readonly string[] ScriptWords =
    [
        "Review.Saved",
        "Review.Saving",
        "Review.Waiting",
        "Review.NoteFirst",
        "Review.Count",
        "Review.Confirm",
        "Review.Failed",
        "Review.Reload",
        "Review.Late",
    ];

    /// <summary>The page of whoever comes; null where no open link was brought.</summary>
    public async Task<ReviewPage?> PageAsync(HttpContext context) =>
        await visits.ComeAsync(context, LinkPurpose.Review) is { } visit
            ? (await revisions.PageAsync(visit.Actor, visit.SubjectId, context.RequestAborted)).Value
            : null;

    /// <summary>Under which name a phone keeps what a person said and what is not stored yet: on one tablet each has their own.</summary>
    public static string KeptUnder(Guid roundId, Guid? contactId) => $"mg-review-{roundId:N}-{contactId:N}";

    /// <summary>What the script needs, as JSON that is safe inside a script element.</summary>
    public string PageData(HttpContext context, ReviewPage page) =>
        JsonSerializer.Serialize(
            new
            {
                key = KeptUnder(page.RoundId, CoupleVisits.FoundOn(context, LinkPurpose.Review)?.ContactId),
                page = CoupleVisits.KeyOf(context, LinkPurpose.Review),
                token = antiforgery.GetAndStoreTokens(context).RequestToken,
                words = ScriptWords.ToDictionary(w => w, w => text[w].Value),
            }
        );
}

/// <summary>What the script of that page calls. Every request brings the link's cookie and is asked anew whether it is open; without one the answer is 404.</summary>
public static class ReviewEndpoints
{
    /// <summary>What is said of one photo, as the script sends it.</summary>
    /// <param name="Id">The photo.</param>
    /// <param name="W">0 nothing, 1 approved, 2 to be changed.</param>
    /// <param name="N">What is to be changed.</param>
    /// <param name="X">The pin, in thousandths from the left.</param>
    /// <param name="Y">The pin, in thousandths from the top.</param>
    public sealed record Say(string? Id, int W, string? N, int? X, int? Y);

    /// <summary>What is said of photos.</summary>
    /// <param name="Says">1 to <see cref="RevisionService.MostAtOnce"/>.</param>
    public sealed record Batch(IReadOnlyList<Say>? Says);

    /// <summary>The address of a finished photo.</summary>
    public static string PhotoUrl(ReviewPhoto photo, int size) => $"/c/review/i/{photo.VersionId:N}/{photo.Sha16}-{size}.jpg";

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapReview(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/c/review").AllowAnonymous();
        group.MapGet("/i/{versionId:guid}/{file}", ImageAsync);
        group.MapPost("/says", SayAsync).RequireRateLimiting(RateLimits.Couples);
        group.MapPost("/submit", SubmitAsync).RequireRateLimiting(RateLimits.Couples);
        return endpoints;
    }

    private static async Task<IResult> ImageAsync(
        Guid versionId,
        string file,
        HttpContext context,
        CoupleVisits visits,
        RevisionService revisions,
        Domain.Photos.IObjectStore store
    )
    {
        if (
            Photos.RenditionName.TryRead(file) is not { } name
            || await visits.FindAsync(context, LinkPurpose.Review) is not { } visit
            || (await revisions.ShownHashAsync(visit.Actor, visit.SubjectId, versionId, context.RequestAborted)).Value is not { } hash
        )
        {
            return CoupleRequests.Refused(new Domain.Photos.PhotoNotFound());
        }

        return name.Names(hash)
            ? await Photos.PhotoRenditions.ServeAsync(
                context,
                store,
                Domain.Photos.Photo.RenditionKey(versionId, hash, name.Size),
                name.Tag,
                context.RequestAborted
            )
            : Photos.PhotoRenditions.Moved(context, $"/c/review/i/{versionId:N}/{hash[..16]}-{name.Size}.jpg");
    }

    private static async Task<IResult> SayAsync(
        Batch batch,
        HttpContext context,
        CoupleVisits visits,
        RevisionService revisions,
        IAntiforgery antiforgery
    )
    {
        var writes = await CoupleRequests.WritesAsync(context, visits, antiforgery, LinkPurpose.Review);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;

        var says = (batch.Says ?? [])
            .Select(s => new RevisionSay(
                Guid.TryParse(s.Id, out var photo) ? photo : Guid.Empty,
                s.W switch
                {
                    1 => RevisionWish.Approve,
                    2 => RevisionWish.Change,
                    _ => null,
                },
                s.N,
                s.X,
                s.Y
            ))
            .ToList();
        var said = await revisions.SayAsync(visit.Actor, visit.SubjectId, says, context.RequestAborted);
        return said.Succeeded ? Results.Json(new { changes = said.Value }) : CoupleRequests.Refused(said.Refusal);
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context,
        CoupleVisits visits,
        RevisionService revisions,
        IAntiforgery antiforgery
    )
    {
        var writes = await CoupleRequests.WritesAsync(context, visits, antiforgery, LinkPurpose.Review);
        if (!writes.Succeeded)
        {
            return CoupleRequests.Refused(writes.Refusal);
        }

        var visit = writes.Value;

        var submitted = await revisions.SubmitAsync(visit.Actor, visit.SubjectId, context.RequestAborted);
        return submitted.Succeeded
            ? Results.Json(new { approved = submitted.Value.Approved, changes = submitted.Value.Changes })
            : CoupleRequests.Refused(submitted.Refusal);
    }
}
