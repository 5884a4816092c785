using System.Diagnostics;
using MindGraphy.Domain.Links;

namespace MindGraphy.Bench;

/// <summary>
/// Whether the time of a refusal tells a stranger anything: tokens drawn by lot against tokens of which all but the last letter are right. A lookup by hash
/// has nothing to tell; this would show a comparison of letters that stops at the first difference.
/// </summary>
internal static class LinkCase
{
    private const int Samples = 10_000;

    /// <summary>Medians of 10,000 each, in turn.</summary>
    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var samples = scene.Order.Quick ? 1_000 : Samples;
        var studio = await scene.FewAsync();
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        var links = served.Get<LinkService>();
        var couple = await BenchCouples.ProofAsync(served, studio, BenchOrder.FewPhotos);
        var right = couple.Link.Split('/')[^1];
        var random = new Random(7);
        var near = right[..^1] + (right[^1] == 'A' ? 'B' : 'A');
        var (lots, nears) = (new List<double>(samples), new List<double>(samples));
        for (var i = -500; i < samples; i++)
        {
            var lot = string.Concat(
                Enumerable
                    .Range(0, right.Length)
                    .Select(_ => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[random.Next(64)])
            );

            // Which of the two comes first is drawn, too: the second finds everything warm.
            var first = random.Next(2) == 0;
            var one = await TimeAsync(links, first ? lot : near);
            var two = await TimeAsync(links, first ? near : lot);
            if (i >= 0)
            {
                lots.Add(first ? one : two);
                nears.Add(first ? two : one);
            }
        }

        var p = MannWhitney(lots, nears);
        var ratio = CoupleCases.Median(nears) / CoupleCases.Median(lots);
        return new(
            Math.Max(ratio, 1 / ratio),
            1.05,
            true,
            $"{samples:N0} of each: drawn by lot {CoupleCases.Median(lots):0.000} ms, right but for the last letter {CoupleCases.Median(nears):0.000} ms, Mann-Whitney p = {p:0.00}"
        );
    }

    private static async Task<double> TimeAsync(LinkService links, string token)
    {
        var begun = Stopwatch.GetTimestamp();
        var entered = await links.EnterAsync(LinkPurpose.Proof, token);
        var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return entered.Succeeded ? throw new InvalidOperationException("A wrong token opened a gallery.") : took;
    }

    // Two-sided, by the normal approximation, which is exact enough from some dozens on; ties are as good as none among ticks of nanoseconds.
    private static double MannWhitney(List<double> a, List<double> b)
    {
        var ranks = a.Select(t => (Time: t, IsA: true))
            .Concat(b.Select(t => (Time: t, IsA: false)))
            .OrderBy(x => x.Time)
            .Select((x, i) => (x.IsA, Rank: i + 1d))
            .Where(x => x.IsA)
            .Sum(x => x.Rank);
        double n = a.Count,
            m = b.Count;
        var u = ranks - (n * (n + 1) / 2);
        var z = Math.Abs((u - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12));

        // Abramowitz and Stegun 26.2.17: the tail of the normal distribution, within 7.5e-8.
        var t = 1 / (1 + (0.2316419 * z));
        var tail =
            Math.Exp(-z * z / 2)
            / Math.Sqrt(2 * Math.PI)
            * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Min(1, 2 * tail);
    }
}
