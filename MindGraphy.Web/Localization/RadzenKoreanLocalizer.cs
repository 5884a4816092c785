using System.Globalization;
using Microsoft.Extensions.Localization;

namespace MindGraphy.Web.Localization;

/// <summary>The scheduler's words in the reader's language; null leaves Radzen its own.</summary>
internal sealed class RadzenKoreanLocalizer(IStringLocalizer<RadzenText> text) : Radzen.ILocalizer
{
    public string? Get(string key, CultureInfo culture)
    {
        var word = text[key];
        return word.ResourceNotFound ? null : word.Value;
    }
}
