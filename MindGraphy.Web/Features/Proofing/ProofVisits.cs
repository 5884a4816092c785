using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Layout;

namespace MindGraphy.Web.Features.Proofing;

/// <summary>Addresses of the couple's pictures.</summary>
public static class ProofUrls
{
    /// <summary>A rendition; its name holds the content's hash, so it may be kept for ever.</summary>
    public static string Photo(Guid id, string sha16, int size) => $"/c/proof/i/{id:N}/{sha16}-{size}.jpg";
}

/// <summary>What the couple's pages ask and are told.</summary>
/// <param name="visits">Who comes.</param>
/// <param name="proofs">Picking.</param>
/// <param name="antiforgery">A token for browsers that do not say where a request comes from.</param>
/// <param name="text">Words.</param>
public sealed class ProofVisits(CoupleVisits visits, ProofService proofs, IAntiforgery antiforgery, IStringLocalizer<ProofingText> text)
{
    private static readonly string[] ScriptWords =
    [
        "Photo",
        "Photo.Picked",
        "Photo.Candidate",
        "Photo.ByOther",
        "Pick",
        "Unpick",
        "State.Saved",
        "State.Saving",
        "State.Waiting",
        "Undo.Out",
        "Undo.Pin",
        "Limit.Title",
        "Limit.Text",
        "Limit.Price",
        "Limit.Buy",
        "Album.Pages",
        "Section.Full",
        "Swap.Wait",
        "Swap.Done",
        "Part.Least",
        "Part.Most",
        "Part.Range",
        "Submit.Short",
        "Submit.ShortGo",
        "Submit.Differ",
        "Submit.DifferGo",
        "Money",
        "Burst",
        "Burst.Fold",
        "Pin.Where",
        "Pin.Set",
        "Pin.Off",
        "Compare",
        "Compare.Off",
        "Compare.Open",
        "Compare.Full",
        "Empty.Filter",
        "Note.Long",
        "Limit.Keep",
        "Limit.Swap",
        "Empty.All",
        "Empty.Picked",
        "Empty.Candidates",
        "Submit.Title",
        "Submit.Text",
        "Submit.Fewer",
        "Submit.Extra",
        "Submit.Confirm",
        "Submit.Stay",
        "Submit.Waiting",
        "Submit.Failed",
        "Submit.Priced",
        "Reload",
        "State.Unsaved",
        "Late",
        "Late.Text",
        "Late.Offer",
        "Late.Take",
        "Late.Drop",
        "More",
    ];

    /// <summary>Who comes, with the opening remembered; null where no open link was brought.</summary>
    public async Task<CoupleVisit?> EnterAsync(HttpContext context)
    {
        if (await visits.ComeAsync(context, LinkPurpose.Proof) is not { } visit)
        {
            return null;
        }

        // Expired is no fault here: the page says so itself.
        await proofs.OpenAsync(visit.Actor, visit.SubjectId, context.RequestAborted);
        return visit;
    }

    /// <summary>The gallery's head and first photos.</summary>
    public Task<Result<ProofGallery>> GalleryAsync(CoupleVisit visit, int? most, CancellationToken ct) =>
        proofs.GalleryAsync(visit.Actor, visit.SubjectId, most, ct);

    /// <summary>Tries a PIN; a right one is remembered on this device.</summary>
    public async Task<Result> GivePinAsync(HttpContext context, CoupleVisit visit)
    {
        if (await CoupleRequests.IsFormOfOtherAsync(context, visit))
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            return new OtherLinkOpened();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var given = await proofs.TryPinAsync(visit.Actor, visit.SubjectId, form["pin"].ToString(), context.RequestAborted);
        if (given.Succeeded)
        {
            visits.RememberPin(context, LinkPurpose.Proof, given.Value);
        }

        return given.WithoutValue();
    }

    /// <summary>What was picked.</summary>
    public Task<Result<ProofSummary>> SummaryAsync(CoupleVisit visit, CancellationToken ct) =>
        proofs.SummaryAsync(visit.Actor, visit.SubjectId, ct);

    /// <summary>The person's own language where they never chose one here and the page would come in another; else null.</summary>
    public static string? WantedLanguage(HttpContext context, string? language) =>
        language is not null
        && ShellFeature.Languages.Contains(language)
        && !context.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName)
        && System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != language
            ? language
            : null;

    /// <summary>Under which name a phone keeps what is not stored yet; what came too late lies beside it.</summary>
    public static string KeptUnder(Guid sessionId, Guid? contactId) => $"mg-proof-{sessionId:N}-{contactId:N}";

    /// <summary>What the script needs, as JSON that is safe inside a script element.</summary>
    /// <param name="context">The request.</param>
    /// <param name="contactId">The visitor; null for staff who look at it as the couple sees it.</param>
    /// <param name="gallery">What is shown.</param>
    public string PageData(HttpContext context, Guid? contactId, ProofGallery gallery) =>
        JsonSerializer.Serialize(
            new
            {
                key = KeptUnder(gallery.Head.SessionId, contactId),
                page = CoupleVisits.KeyOf(context, LinkPurpose.Proof),
                images = contactId is null ? "/studio/photos" : "/c/proof/i",
                open = gallery.Head.IsOpen && contactId is not null,
                extra = gallery.Head.ExtraWon,
                priced = gallery.Head.ExtrasPriced,
                album = gallery.Album is { } album ? new[] { album.Pages, album.PhotosOnTwentyPages, album.PageWon ?? 0 } : null,
                save = gallery.Head.MaySave && contactId is not null,
                noteMost = Photo.CommentMaxLength,
                sections = Enum.GetValues<PhotoSection>().Select(s => Words.Of(s)),
                count = gallery.Head.Count,
                limit = gallery.Head.Limit,
                total = gallery.Head.TotalPhotos,
                other = gallery.Head.OtherName,
                rules = gallery.Head.Sections.Select(s => new[] { (int)s.Section + 1, s.Least, s.Most ?? 0 }),
                token = antiforgery.GetAndStoreTokens(context).RequestToken,
                words = ScriptWords.ToDictionary(w => w, w => text[w].Value),
                photos = gallery.Photos.Select(Row),
            }
        );

    /// <summary>
    /// A photo as a short array: id, hash, width, height, ThumbHash, mine, others' (0 none, 1 candidate, 2 picked), note, part of the day (0 none),
    /// burst, whether it stands for its burst, pin as "x,y", who took something back (1 the visitor, 2 another). What is empty at the end is left out.
    /// </summary>
    public static object?[] Row(GalleryPhoto photo)
    {
        object?[] row =
        [
            photo.Id.ToString("N"),
            photo.Sha16,
            photo.Width,
            photo.Height,
            photo.ThumbHash is null ? "" : Convert.ToBase64String(photo.ThumbHash),
            Number(photo.Mine),
            Number(photo.Others),
            photo.Note ?? "",
            photo.Section is { } section ? (int)section + 1 : 0,
            photo.Burst?.ToString("N")[^8..] ?? "",
            photo.IsBurstTop ? 1 : 0,
            photo.Pin is { } pin ? string.Create(CultureInfo.InvariantCulture, $"{pin.X},{pin.Y}") : "",
            (photo.TookBack ? 1 : 0) + (photo.OthersTookBack ? 2 : 0),
        ];
        var said = Array.FindLastIndex(row, cell => cell is not (0 or ""));
        return row[..Math.Max(8, said + 1)];
    }

    /// <summary>0 none, 1 candidate, 2 picked.</summary>
    public static int Number(SelectionKind? kind) => kind is { } k ? (int)k + 1 : 0;
}
