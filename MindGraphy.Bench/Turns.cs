using System.Diagnostics;

namespace MindGraphy.Bench;

/// <summary>Measures two ways of doing one thing in turn, so that whatever else the machine does falls on both.</summary>
internal static class Turns
{
    /// <summary>Both once unmeasured, then A B A B; medians.</summary>
    /// <param name="rounds">How often each, 7 or more.</param>
    /// <param name="baseline">One run of the baseline.</param>
    /// <param name="ours">One run of ours.</param>
    public static async Task<(TimeSpan Baseline, TimeSpan Ours)> MeasureAsync(int rounds, Func<Task> baseline, Func<Task> ours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 7);
        await baseline();
        await ours();
        var (a, b) = (new List<TimeSpan>(rounds), new List<TimeSpan>(rounds));
        for (var i = 0; i < rounds; i++)
        {
            a.Add(await TimeAsync(baseline));
            b.Add(await TimeAsync(ours));
        }

        return (Median(a), Median(b));
    }

    /// <summary>Does something so many times.</summary>
    public static Func<Task> Times(int count, Func<int, Task> once) =>
        async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await once(i);
            }
        };

    private static async Task<TimeSpan> TimeAsync(Func<Task> run)
    {
        // What the run before left behind is not this one's.
        GC.Collect();
        var begun = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static TimeSpan Median(List<TimeSpan> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
