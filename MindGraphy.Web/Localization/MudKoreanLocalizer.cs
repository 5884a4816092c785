using Microsoft.Extensions.Localization;
using MudBlazor;

namespace MindGraphy.Web.Localization;

/// <summary>MudBlazor's own words in Korean; in English MudBlazor speaks for itself.</summary>
internal sealed class MudKoreanLocalizer(IStringLocalizer<MudText> text) : MudLocalizer
{
    public override LocalizedString this[string key] => text[key];

    public override LocalizedString this[string key, params object[] arguments] => text[key, arguments];
}
