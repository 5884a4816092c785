using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
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
        "Review.Confirm.All",
        "Review.Confirm.Silent",
        "Review.Failed",
        "Review.Reload",
        "Review.Late",
        "Review.Long",
        "Review.Unpinned",
        "Review.Undo",
        "Review.Other",
        "Review.Other.Said",
        "Review.Other.None",
        "Review.Other.Mine",
        "Review.Other.Send",
        "Review.Other.Leave",
        "Review.Other.Changed",
        "Review.Other.Look",
    ];

    /// <summary>What changes cost in a round, in the words of its page and beside the question whether to send.</summary>
    public ReviewCost CostOf(ReviewPage page)
    {
        if (!page.IsExtra)
        {
            return new ReviewCost(false, 0, text["Review.Included", page.UsedRounds + 1, page.IncludedRounds], "");
        }

        if (page.ExtraWon is not { } won)
        {
            return new ReviewCost(true, 0, text["Review.Ask"], text["Review.Confirm.Ask"]);
        }

        var price = StudioFormat.Money(new Money(won), CultureInfo.CurrentUICulture);
        return new ReviewCost(true, won, text["Review.Extra", price], text["Review.Confirm.Extra", price]);
    }

    /// <summary>The same as the script reads it.</summary>
    public object CostFor(ReviewPage page)
    {
        var cost = CostOf(page);
        return new
        {
            extra = cost.IsExtra,
            won = cost.Won,
            says = cost.Says,
            asks = cost.Asks,
        };
    }

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
                cost = CostFor(page),
                most = RevisionRequest.TextMaxLength,
                token = antiforgery.GetAndStoreTokens(context).RequestToken,
                words = ScriptWords.ToDictionary(w => w, w => text[w].Value),
            }
        );
}

/// <summary>What changes cost in a round.</summary>
/// <param name="IsExtra">Whether they are beyond the contract.</param>
/// <param name="Won">What they cost, in won; 0 where they are included or the studio answers for itself.</param>
/// <param name="Says">The sentence of the page.</param>
/// <param name="Asks">The sentence beside the question whether to send; empty where they are included.</param>
public sealed record ReviewCost(bool IsExtra, long Won, string Says, string Asks);

/// <summary>What the script of that page calls. Every request brings the link's cookie and is asked anew whether it is open; without one the answer is 404.</summary>
public static class ReviewEndpoints
{
    /// <summary>What is said of one photo, as the script sends it.</summary>
    /// <param name="Id">The photo.</param>
    /// <param name="W">0 nothing, 1 approved, 2 to be changed.</param>
    /// <param name="N">What is to be changed.</param>
    /// <param name="X">The pin, in thousandths from the left.</param>
    /// <param name="Y">The pin, in thousandths from the top.</param>
    /// <param name="Sw">What the page had shown of it before, as <paramref name="W"/>; null from a page that was loaded before pages sent it.</param>
    /// <param name="Sn">What was to be changed then.</param>
    /// <param name="Sp">Where: two thousandths, or nothing for no pin; null from a page that was loaded before pages sent it.</param>
    public sealed record Say(
        string? Id,
        int W,
        string? N,
        int? X,
        int? Y,
        int? Sw = null,
        string? Sn = null,
        IReadOnlyList<int>? Sp = null
    );

    /// <summary>What is said of photos.</summary>
    /// <param name="Says">1 to <see cref="RevisionService.MostAtOnce"/>.</param>
    public sealed record Batch(IReadOnlyList<Say>? Says);

    /// <summary>A submission: what the person read. A page that was loaded before pages sent it sends nothing.</summary>
    /// <param name="Changes">How many photos are to be changed.</param>
    /// <param name="Extra">Whether that is beyond the contract.</param>
    /// <param name="Won">What it costs, in won.</param>
    /// <param name="Photos">Which photos are to be changed.</param>
    public sealed record Submission(int? Changes, bool? Extra, long? Won, IReadOnlyList<string?>? Photos);

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
            .Select(s => new RevisionSay(Guid.TryParse(s.Id, out var photo) ? photo : Guid.Empty, WishOf(s.W), s.N, s.X, s.Y)
            {
                Seen = s.Sw is { } seen ? new RevisionSeen(WishOf(seen), s.Sn, PinOf(s.Sp)) : null,
            })
            .ToList();
        var said = await revisions.SayAsync(visit.Actor, visit.SubjectId, says, context.RequestAborted);
        return said.Succeeded
            ? Results.Json(
                new
                {
                    changes = said.Value.Changes,
                    overtaken = said.Value.Overtaken.Select(o => Stands(o.PhotoId, o.Wish, o.Note, o.PinX, o.PinY)),
                }
            )
            : CoupleRequests.Refused(said.Refusal);
    }

    private static RevisionWish? WishOf(int number) =>
        number switch
        {
            1 => RevisionWish.Approve,
            2 => RevisionWish.Change,
            _ => null,
        };

    private static RevisionPin? PinOf(IReadOnlyList<int>? seen) =>
        seen is null ? null
        : seen is [var x, var y] ? new RevisionPin(x, y)
        : new RevisionPin(null, null);

    // What is said of a photo by now, as the script reads it.
    private static object Stands(Guid photoId, RevisionWish? wish, string? note, int? x, int? y) =>
        new
        {
            id = photoId.ToString("N"),
            w = wish is { } said ? (int)said + 1 : 0,
            n = note ?? "",
            x,
            y,
        };

    private static async Task<IResult> SubmitAsync(
        Submission? submission,
        HttpContext context,
        CoupleVisits visits,
        ReviewVisits reviews,
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

        var read = submission is { Changes: { } changes, Extra: { } extra, Won: { } won }
            ? new ReviewRead(changes, extra, won)
            {
                Photos = submission.Photos?.Select(p => Guid.TryParse(p, out var photo) ? photo : Guid.Empty).ToList(),
            }
            : null;
        var submitted = await revisions.SubmitAsync(visit.Actor, visit.SubjectId, read, context.RequestAborted);
        if (submitted.Succeeded)
        {
            return Results.Json(new { approved = submitted.Value.Approved, changes = submitted.Value.Changes });
        }

        // What is so now, to be read before it is sent again.
        return
            submitted.Refusal is RevisionDiffers differs
            && (await revisions.PageAsync(visit.Actor, visit.SubjectId, context.RequestAborted)).Value is { } now
            ? Results.Json(
                new
                {
                    code = differs.Code,
                    text = Words.Of(differs),
                    cost = reviews.CostFor(now),
                    said = now.Photos.Select(p => Stands(p.PhotoId, p.Wish, p.Note, p.PinX, p.PinY)),
                },
                statusCode: StatusCodes.Status409Conflict
            )
            : CoupleRequests.Refused(submitted.Refusal);
    }
}
