using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>
/// Writes a gateway's request from its templates. Every placeholder is filled in one pass, so that a text that says <c>{secret}</c> stays a
/// text, and is escaped for where it stands.
/// </summary>
internal static partial class MessageRequest
{
    public const string Json = "application/json";

    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>The placeholders, for sentences.</summary>
    public const string Known = "{to}, {to_local}, {text}, {from}, {id}, {kind} and {secret}";

    /// <summary>A message with everything in it that has to be escaped.</summary>
    public static MessageToSend Sample { get; } = new(Guid.Empty, "+821012345678", "\"따옴표\" \\ & = % + {secret}\r\n\t😀");

    /// <summary>What stands in a template like a placeholder and is none.</summary>
    public static IEnumerable<string> UnknownIn(string template) =>
        Placeholder().Matches(template).Select(m => m.Value).Where(v => !Known.Contains(v, StringComparison.Ordinal));

    /// <summary>The body.</summary>
    public static string Body(MessageOptions options, MessageToSend message) =>
        Fill(
            options,
            options.Body,
            message,
            options.ContentType == Json ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode : Uri.EscapeDataString
        );

    /// <summary>A header's value.</summary>
    public static string Header(MessageOptions options, string template, MessageToSend message) => Fill(options, template, message, v => v);

    private static string Fill(MessageOptions options, string template, MessageToSend message, Func<string, string> escape) =>
        Placeholder()
            .Replace(
                template,
                m =>
                    m.Value switch
                    {
                        "{to}" => escape(message.To),
                        "{to_local}" => escape(Local(message.To)),
                        "{text}" => escape(message.Text),
                        "{from}" => escape(options.From),
                        "{id}" => escape(message.Id.ToString("N")),
                        "{kind}" => MessageText.IsShort(message.Text) ? "SMS" : "LMS",
                        "{secret}" => escape(options.Secret),
                        _ => m.Value,
                    }
            );

    // Korean gateways want the number as it is dialled at home.
    private static string Local(string e164) =>
        string.Concat((e164.StartsWith("+82", StringComparison.Ordinal) ? Phone.Show(e164) : e164).Where(char.IsAsciiDigit));

    [GeneratedRegex(@"\{[a-z_]{1,40}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
