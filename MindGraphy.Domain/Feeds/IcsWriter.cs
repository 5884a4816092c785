using System.Globalization;
using System.Text;

namespace MindGraphy.Domain.Feeds;

/// <summary>Lines of an iCalendar (RFC 5545): ended by CR LF, folded at 75 octets without cutting a character in two, text escaped.</summary>
public sealed class IcsWriter
{
    private const int MostOctets = 75;
    private readonly StringBuilder _text = new();

    /// <summary>A property as it stands.</summary>
    public IcsWriter Line(string name, string value)
    {
        Fold(name + ":" + value);
        return this;
    }

    /// <summary>A property of text, escaped; nothing where there is none.</summary>
    public IcsWriter Text(string name, string? value) => string.IsNullOrEmpty(value) ? this : Line(name, Escape(value));

    /// <summary>A moment in UTC.</summary>
    public IcsWriter Utc(string name, DateTimeOffset moment) =>
        Line(name, moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A moment as the wall clock of a zone shows it.</summary>
    public IcsWriter Local(string name, DateTimeOffset moment, TimeZoneInfo zone) =>
        Line(
            $"{name};TZID={zone.Id}",
            TimeZoneInfo.ConvertTime(moment, zone).DateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)
        );

    /// <summary>A day.</summary>
    public IcsWriter Day(string name, DateOnly day) => Line(name + ";VALUE=DATE", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>The zone's offsets in a time: one component for each change of the clocks, the first standing since 1970.</summary>
    public IcsWriter Zone(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        Line("BEGIN", "VTIMEZONE").Line("TZID", zone.Id);
        var offset = zone.GetUtcOffset(from);
        Observance(new DateTime(1970, 1, 1), offset, offset, zone.IsDaylightSavingTime(from));
        var now = from;
        while (now < to)
        {
            var next = now.AddDays(1);
            if (zone.GetUtcOffset(next) is var changed && changed != offset)
            {
                var (low, high) = (now, next);
                while (high - low > TimeSpan.FromSeconds(1))
                {
                    var middle = low + ((high - low) / 2);
                    (low, high) = zone.GetUtcOffset(middle) == offset ? (middle, high) : (low, middle);
                }

                // The begin is said in the clock that stood before.
                var at = new DateTimeOffset(high.UtcTicks - (high.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
                Observance(at.ToOffset(offset).DateTime, offset, changed, zone.IsDaylightSavingTime(next));
                offset = changed;
            }

            now = next;
        }

        return Line("END", "VTIMEZONE");
    }

    /// <summary>Text with what means something in iCalendar escaped; control characters are left out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append("\\\\"),
                ';' => escaped.Append("\\;"),
                ',' => escaped.Append("\\,"),
                '\n' => escaped.Append("\\n"),
                '\t' => escaped.Append(' '),
                _ when char.IsControl(c) => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>What was written.</summary>
    public override string ToString() => _text.ToString();

    private void Observance(DateTime begins, TimeSpan before, TimeSpan after, bool daylight)
    {
        var kind = daylight ? "DAYLIGHT" : "STANDARD";
        Line("BEGIN", kind)
            .Line("DTSTART", begins.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture))
            .Line("TZOFFSETFROM", Offset(before))
            .Line("TZOFFSETTO", Offset(after))
            .Line("END", kind);
    }

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);

    private void Fold(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                // The space that begins a folded line counts among its octets.
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }
}
