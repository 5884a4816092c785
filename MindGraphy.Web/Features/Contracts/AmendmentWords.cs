using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>What an amendment changes, in one line.</summary>
internal static class AmendmentWords
{
    /// <summary>예식일 2027. 3. 6. (토) · 보정본 +10 · +300,000원.</summary>
    public static string Of(AmendmentTerms terms, IStringLocalizer<ContractsText> text)
    {
        var culture = CultureInfo.CurrentUICulture;
        string?[] parts =
        [
            terms.WeddingDate is { } day ? text["Page.Date"].Value + " " + StudioFormat.Date(day, culture) : null,
            terms.WeddingTime is { } time ? StudioFormat.Time(time) : null,
            terms.WeddingVenue,
            terms.PhotographerName is { } name ? text["Page.Photographer"].Value + " " + name : null,
            terms is { Included.RetouchedPhotos: var retouched, Before: { } before } && retouched != before.Retouched
                ? text["Amend.Retouched", retouched].Value
                : null,
            terms.Included is null ? null : text["Amend.Counts"].Value,
            .. terms.AddedOptions.Select(o => o.Name),
            terms.PriceWon == 0
                ? null
                : (terms.PriceWon > 0 ? "+" : "−") + StudioFormat.Money(new Money(Math.Abs(terms.PriceWon)), culture),
        ];
        return string.Join(" · ", parts.OfType<string>());
    }
}
