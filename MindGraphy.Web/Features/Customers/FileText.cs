using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Web.Features.Customers;

/// <summary>How what a couple's file keeps is said to people.</summary>
public static class FileText
{
    /// <summary>The languages we write in, in their own words.</summary>
    public static IReadOnlyList<(string Value, string Text)> Languages { get; } = [("ko", "한국어"), ("en", "English")];

    /// <summary>2026-10-17 as people say it.</summary>
    public static string Day(string kept) =>
        DateOnly.TryParseExact(kept, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? StudioFormat.Date(day, CultureInfo.CurrentUICulture)
            : kept;

    /// <summary>A value of a changed field as people say it; null where it was empty.</summary>
    public static string? Value(CustomerField field, string? kept, PipelineChoices choices) =>
        (field, kept) switch
        {
            (_, null) => null,
            (CustomerField.WeddingDate, _) => Day(kept),
            (CustomerField.BridePhone or CustomerField.GroomPhone or CustomerField.ContactPhone, _) => Phone.Show(kept),
            (CustomerField.WishedType, _) => CustomerDetails.Type(kept) is { } type ? Words.Of(type) : kept,
            (CustomerField.ContactLanguage, _) => Languages.FirstOrDefault(l => l.Value == kept).Text ?? kept,
            (CustomerField.SourceChannel, _) => choices
                .Sources.FirstOrDefault(s => s.Name == kept)
                ?.Shown(StudioFormat.IsKorean(CultureInfo.CurrentUICulture))
                ?? kept,
            _ => kept,
        };
}
