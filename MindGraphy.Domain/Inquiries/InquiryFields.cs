using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Inquiries;

/// <summary>The fields of an inquiry as they were typed, whichever way they came.</summary>
public static class InquiryFields
{
    /// <summary>The fields in the order in which people read them.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        nameof(CustomerDetails.BrideName),
        nameof(CustomerDetails.GroomName),
        nameof(CustomerDetails.BridePhone),
        nameof(CustomerDetails.GroomPhone),
        nameof(CustomerDetails.Email),
        nameof(CustomerDetails.WeddingDate),
        nameof(CustomerDetails.WeddingTime),
        nameof(CustomerDetails.WeddingVenue),
        nameof(CustomerDetails.WishedType),
        nameof(CustomerDetails.SourceChannel),
        nameof(CustomerDetails.Notes),
    ];

    /// <summary>What the honeypot is called.</summary>
    public const string Honeypot = "Website";

    /// <summary>A day as date inputs send it and as people type it where a browser has none; null where it is none.</summary>
    public static DateOnly? Date(string? typed) => CustomerDetails.Day(typed);

    /// <summary>An hour as it is sent or typed; null where it is none.</summary>
    public static TimeOnly? Time(string? typed) => CustomerDetails.Hour(typed);

    /// <summary>Everything that is wrong, one refusal a field.</summary>
    /// <param name="details">As read.</param>
    /// <param name="date">The day as typed.</param>
    /// <param name="time">The hour as typed.</param>
    /// <param name="today">Today in the studio.</param>
    public static Dictionary<string, Refusal> Check(CustomerDetails details, string? date, string? time, DateOnly today)
    {
        var refusals = Customer.Check(details, today).ToList();
        if (details.WeddingDate is null && !string.IsNullOrWhiteSpace(date))
        {
            refusals.Add(new DateUnreadable(nameof(details.WeddingDate)));
        }

        if (details.WeddingTime is null && !string.IsNullOrWhiteSpace(time))
        {
            refusals.Add(new DateUnreadable(nameof(details.WeddingTime)));
        }

        return refusals.Where(r => r.Field is not null).GroupBy(r => r.Field!).ToDictionary(r => r.Key, r => r.First());
    }

    /// <summary>How many characters a text has too many; null where it fits.</summary>
    public static int? TooMany(Refusal refusal, string? typed) =>
        refusal is FieldTooLong tooLong
            ? StudioText.Clean(typed, multiline: refusal.Field == nameof(CustomerDetails.Notes))?.Length - tooLong.MaxLength
            : null;

    /// <summary>The fields of a kept body by their names here; empty where it is no object of texts.</summary>
    public static IReadOnlyDictionary<string, string> Read(string body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in json.RootElement.EnumerateObject())
                {
                    var value =
                        property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                    if (NameOf(property.Name) is { } name && !string.IsNullOrWhiteSpace(value))
                    {
                        fields[name] = value;
                    }
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Cut in the middle, or never JSON: the reader is shown the text itself.
        }

        return fields;
    }

    /// <summary>Who an inquiry is from, in one line.</summary>
    public static string? Sender(string? bride, string? groom, string? email, string? phone)
    {
        var names = string.Join(" · ", new[] { StudioText.Clean(bride), StudioText.Clean(groom) }.OfType<string>());
        return names.Length > 0 ? names : StudioText.Clean(email) ?? StudioText.Clean(phone);
    }

    // "Input.BrideName" of the form, "brideName" of the API; what only machines read is left out.
    private static string? NameOf(string sent)
    {
        var name = sent.StartsWith("Input.", StringComparison.OrdinalIgnoreCase) ? sent["Input.".Length..] : sent;
        var known = name switch
        {
            "message" => nameof(CustomerDetails.Notes),
            "source" => nameof(CustomerDetails.SourceChannel),
            "venue" => nameof(CustomerDetails.WeddingVenue),
            "type" or "shoottype" => nameof(CustomerDetails.WishedType),
            _ => Known.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)),
        };
        return known ?? (Machinery.Contains(name) || name.StartsWith('_') ? null : name);
    }

    private static readonly string[] Machinery = ["Key", "Drawn", "Embed"];
}
