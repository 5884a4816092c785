using System.Net;
using System.Text.RegularExpressions;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>Fills <c>{{name}}</c> and nothing else: a template edited by a manager can call no code. Unknown names become nothing.</summary>
public static partial class TemplateText
{
    /// <summary>Fills a subject or plain body. Line breaks in values are dropped from subjects by the mail library; here they stay text.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(template, m => values.GetValueOrDefault(m.Groups[1].Value, ""));

    /// <summary>Fills an HTML body; values are text, never markup, and keep their line breaks.</summary>
    public static string FillHtml(string template, IReadOnlyDictionary<string, string> values) =>
        Variable()
            .Replace(
                template,
                m => WebUtility.HtmlEncode(values.GetValueOrDefault(m.Groups[1].Value, "")).Replace("\n", "<br>", StringComparison.Ordinal)
            );

    [GeneratedRegex(@"\{\{\s*([a-z_]{1,40})\s*\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Variable();
}
