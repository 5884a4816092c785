using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Deliveries;

/// <summary>Divides a delivery's files into ZIP files.</summary>
public static class DeliveryParts
{
    /// <summary>Bytes that a ZIP file adds for each file, at most: names, headers and its line in the list of hashes.</summary>
    public const int PerFile = 1200;

    /// <summary>The part of each file, from 1, in order: as many in one as fit; a file that is larger than a part has one of its own.</summary>
    /// <param name="bytes">Lengths in order.</param>
    /// <param name="most">Most bytes of a part.</param>
    public static IReadOnlyList<int> Of(IEnumerable<long> bytes, long most)
    {
        var parts = new List<int>();
        var (part, filled) = (1, 0L);
        foreach (var length in bytes)
        {
            var needed = length + PerFile;
            if (filled > 0 && filled + needed > most)
            {
                (part, filled) = (part + 1, 0);
            }

            filled += needed;
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>Date and time as ZIP files write them: years from 1980 on, two seconds exactly.</summary>
    public static uint DosTime(DateTimeOffset moment, StudioClock clock)
    {
        var local = clock.Local(moment).DateTime;
        var year = Math.Clamp(local.Year, 1980, 2107);
        var date = ((year - 1980) << 9) | (local.Month << 5) | local.Day;
        var time = (local.Hour << 11) | (local.Minute << 5) | (local.Second / 2);
        return ((uint)date << 16) | (uint)time;
    }
}
