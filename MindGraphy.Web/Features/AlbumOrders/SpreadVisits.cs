using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Links;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>What the couple's page of spreads asks and is told.</summary>
/// <param name="visits">Who comes.</param>
/// <param name="albums">Orders.</param>
/// <param name="antiforgery">A token for browsers that do not say where a request comes from.</param>
/// <param name="text">Words.</param>
public sealed class SpreadVisits(
    CoupleVisits visits,
    AlbumOrderService albums,
    IAntiforgery antiforgery,
    IStringLocalizer<AlbumOrdersText> text
)
{
    private static readonly string[] ScriptWords =
    [
        "Couple.Saving",
        "Couple.Saved",
        "Couple.Waiting",
        "Couple.Unsaved",
        "Couple.Notes",
        "Couple.NoNotes",
        "Couple.AskText",
        "Couple.ApproveText",
        "Couple.Failed",
        "Couple.Ask",
        "Couple.Approve",
        "Couple.AskGo",
        "Couple.ApproveGo",
        "Couple.Edit",
        "Couple.Remove",
        "Couple.Save",
        "Couple.Cancel",
        "Couple.Note",
        "Couple.NoteHint",
        "Couple.Reload",
        "Couple.Overtaken",
        "Couple.Removed",
        "Couple.Undo",
        "Couple.Removing",
        "Couple.RemoveOvertaken",
    ];

    /// <summary>The page of whoever comes; null where no open link was brought.</summary>
    public async Task<AlbumSheet?> PageAsync(HttpContext context, int? round) =>
        await visits.ComeAsync(context, LinkPurpose.Album) is { } visit
            ? (await albums.SheetAsync(visit.Actor, visit.SubjectId, round, context.RequestAborted)).Value
            : null;

    /// <summary>Under which name a phone keeps what a person is writing of a round and what is not stored yet: on one tablet each has their own.</summary>
    public static string KeptUnder(HttpContext context, Guid? roundId) =>
        $"mg-spreads-{roundId:N}-{CoupleVisits.FoundOn(context, LinkPurpose.Album)?.ContactId:N}";

    /// <summary>What the script needs, as JSON that is safe inside a script element.</summary>
    public string PageData(HttpContext context, AlbumSheet sheet) =>
        JsonSerializer.Serialize(
            new
            {
                key = KeptUnder(context, sheet.Round?.Id),
                round = sheet.Round?.Id,
                open = sheet.IsOpen,
                extra = sheet.Extra.Won > 0
                    ? text[
                        "Couple.ExtraGo",
                        Domain.Common.StudioFormat.Money(sheet.Extra, System.Globalization.CultureInfo.CurrentUICulture)
                    ].Value
                    : "",
                page = CoupleVisits.KeyOf(context, LinkPurpose.Album),
                token = antiforgery.GetAndStoreTokens(context).RequestToken,
                words = ScriptWords.ToDictionary(w => w["Couple.".Length..], w => text[w].Value),
                notes = sheet.Round?.Spreads.SelectMany(s =>
                    s.Notes.Select(n => new
                    {
                        id = n.Id,
                        spread = s.Id,
                        n = n.Text,
                        x = n.PinX,
                        y = n.PinY,
                        by = n.By,
                        answer = n.Answer is { } answer ? text["Couple.Answer." + answer].Value : null,
                        reason = n.Reason,
                    })
                ),
            }
        );
}
