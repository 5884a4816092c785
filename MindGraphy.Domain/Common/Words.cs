using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace MindGraphy.Domain.Common;

/// <summary>
/// The sentences of refusals and the names of enum values. They stand beside the feature they belong to, in <c>Words.resx</c> (Korean)
/// and <c>Words.en.resx</c> (English): a refusal under its type name, an enum value under <c>Enum.Value</c>. Kept in Domain so that a
/// page, a mail, a PDF and a command line say the same words.
/// </summary>
public static class Words
{
    private static readonly ConcurrentDictionary<string, ResourceManager> Managers = new();

    /// <summary>The refusal as a sentence in the reader's language.</summary>
    /// <param name="refusal">What was refused.</param>
    /// <param name="culture">The reader's language; null for the current one.</param>
    /// <param name="zone">The studio's zone for moments among the arguments; null for Asia/Seoul.</param>
    public static string Of(Refusal refusal, CultureInfo? culture = null, TimeZoneInfo? zone = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        var arguments = refusal.Arguments.Select(a => Argument(a, culture, zone ?? StudioClock.Seoul)).ToArray<object?>();
        return string.Format(culture, Find(refusal.GetType(), refusal.Code, culture) ?? refusal.Code, arguments);
    }

    /// <summary>The name of an enum value in the reader's language.</summary>
    public static string Of(Enum value, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        return Find(value.GetType(), value.GetType().Name + "." + value, culture) ?? value.ToString();
    }

    /// <summary>The word for a key in the resource of the feature that a type belongs to; null where there is none.</summary>
    public static string? Find(Type type, string key, CultureInfo culture)
    {
        var manager = Managers.GetOrAdd(type.Namespace ?? "", space => new ResourceManager(space + ".Words", type.Assembly));
        try
        {
            return manager.GetString(key, StudioFormat.IsKorean(culture) ? CultureInfo.InvariantCulture : English);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private static string Argument(object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value switch
        {
            null => "",
            Enum e => Of(e, culture),
            Money m => StudioFormat.Money(m, culture),
            DateOnly d => StudioFormat.Date(d, culture),
            TimeOnly t => StudioFormat.Time(t),
            DateTimeOffset m => StudioFormat.DateTime(m, zone, culture),
            Period p => StudioFormat.Period(p, zone, culture),
            IFormattable f => f.ToString(null, culture),
            _ => value.ToString() ?? "",
        };
}
