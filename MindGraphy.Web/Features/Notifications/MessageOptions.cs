using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>How text messages leave.</summary>
public enum MessageProvider
{
    /// <summary>As files into a folder, shown on the development mailbox page.</summary>
    Folder,

    /// <summary>Through a gateway over HTTP.</summary>
    Http,

    /// <summary>Not at all: nobody is offered one.</summary>
    None,
}

/// <summary>Section <c>Messages</c>.</summary>
public sealed class MessageOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Messages";

    /// <summary>Folder, Http or None.</summary>
    public MessageProvider Provider { get; set; } = MessageProvider.Folder;

    /// <summary>Whether a server in Production may collect messages instead of sending them.</summary>
    public bool AllowFolderInProduction { get; set; }

    /// <summary>Where files go, relative to the content root.</summary>
    public string Folder { get; set; } = ".data/messages";

    /// <summary>The sender's number as the gateway knows it (발신번호); fills <c>{from}</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The gateway's address: https, or http on this machine.</summary>
    public string Url { get; set; } = "";

    /// <summary>POST or PUT.</summary>
    public string Method { get; set; } = "POST";

    /// <summary><c>application/json</c> or <c>application/x-www-form-urlencoded</c>; says how values are escaped.</summary>
    public string ContentType { get; set; } = MessageRequest.Json;

    /// <summary>Headers by name; values may use every placeholder but <c>{text}</c>.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>
    /// The body: <c>{to}</c> (E.164), <c>{to_local}</c> (01012345678, digits only), <c>{text}</c>, <c>{from}</c>, <c>{id}</c> (the same for
    /// every try), <c>{kind}</c> (SMS or LMS) and <c>{secret}</c> are filled in, each escaped for the content type.
    /// </summary>
    public string Body { get; set; } = "";

    /// <summary>The gateway's key; fills <c>{secret}</c>. Best given as the environment variable <c>Messages__Secret</c>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>How long the gateway may take, in seconds, 1 to 30.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>The statuses that mean "taken"; none named: every 2xx.</summary>
    public IList<int> SuccessStatuses { get; } = [];

    /// <summary>What the answer must contain, as a regular expression; empty: anything. Some gateways say no with a 200.</summary>
    public string SuccessPattern { get; set; } = "";
}

/// <summary>What the attributes can't say.</summary>
public sealed class MessageOptionsValidator(IHostEnvironment environment) : IValidateOptions<MessageOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MessageOptions options)
    {
        var wrong = options.Provider switch
        {
            MessageProvider.None => null,
            MessageProvider.Folder => environment.IsProduction() && !options.AllowFolderInProduction
                ? "Messages:Provider must be Http or None in Production: Folder sends nothing. Set Messages:AllowFolderInProduction to true to collect messages all the same."
                : null,
            MessageProvider.Http => Gateway(options),
            _ => "Messages:Provider must be Folder, Http or None.",
        };
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static string? Gateway(MessageOptions options)
    {
        // A code must not cross a network in the clear.
        if (
            !Uri.TryCreate(options.Url, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        )
        {
            return "Messages:Url must be the gateway's https address (http only on this machine) when Messages:Provider is Http.";
        }

        if (options.Method is not ("POST" or "PUT"))
        {
            return "Messages:Method must be POST or PUT.";
        }

        if (options.ContentType is not (MessageRequest.Json or MessageRequest.Form))
        {
            return $"Messages:ContentType must be {MessageRequest.Json} or {MessageRequest.Form}.";
        }

        if (options.SuccessStatuses.Any(s => s is < 200 or > 299))
        {
            return "Messages:SuccessStatuses must be statuses from 200 to 299.";
        }

        return Templates(options) ?? Headers(options) ?? Pattern(options.SuccessPattern);
    }

    private static string? Templates(MessageOptions options)
    {
        var templates = options.Headers.Values.Append(options.Body).ToList();
        if (templates.SelectMany(MessageRequest.UnknownIn).FirstOrDefault() is { } unknown)
        {
            return $"Messages:Body and Messages:Headers know no placeholder {unknown}; they know {MessageRequest.Known}.";
        }

        if (!options.Body.Contains("{text}", StringComparison.Ordinal) || !options.Body.Contains("{to", StringComparison.Ordinal))
        {
            return "Messages:Body must contain {text}, and {to} or {to_local}.";
        }

        if (options.Secret.Length == 0 && templates.Any(t => t.Contains("{secret}", StringComparison.Ordinal)))
        {
            return "Messages:Secret must be set where {secret} is used; give it as the environment variable Messages__Secret.";
        }

        if (options.From.Length == 0 && templates.Any(t => t.Contains("{from}", StringComparison.Ordinal)))
        {
            return "Messages:From must be the sender's number where {from} is used.";
        }

        return options.ContentType == MessageRequest.Json && !IsJson(MessageRequest.Body(options, MessageRequest.Sample))
            ? "Messages:Body must be JSON when Messages:ContentType is application/json, with placeholders inside of quotes."
            : null;
    }

    private static string? Headers(MessageOptions options)
    {
        if (options.Headers.Values.Any(v => v.Contains("{text}", StringComparison.Ordinal)))
        {
            return "Messages:Headers can't hold {text}: a message has line breaks and Korean letters.";
        }

        using var probe = new HttpRequestMessage();
        foreach (var (header, value) in options.Headers)
        {
            var filled = MessageRequest.Header(options, value, MessageRequest.Sample);
            if (!filled.All(c => char.IsAscii(c) && !char.IsControl(c)) || !probe.Headers.TryAddWithoutValidation(header, filled))
            {
                return $"Messages:Headers:{header} must be a request header with a value of Latin letters; the content type stands in Messages:ContentType.";
            }
        }

        return null;
    }

    private static string? Pattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException)
        {
            return "Messages:SuccessPattern must be a regular expression, for example \"result_code\":\\s*1.";
        }
    }

    private static bool IsJson(string body)
    {
        try
        {
            using var read = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
