using System.Globalization;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>A package in one line.</summary>
internal static class PackageWords
{
    /// <summary>현장 촬영 5시간 · 작가 2명 · …</summary>
    public static string Included(PackageTerms terms) =>
        string.Join(" · ", ContractTemplate.Included(terms, CultureInfo.CurrentUICulture).Select(l => $"{l.What} {l.HowMuch}".Trim()));
}
