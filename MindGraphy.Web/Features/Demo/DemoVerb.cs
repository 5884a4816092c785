using System.Diagnostics;
using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Verbs;
using Npgsql;

namespace MindGraphy.Web.Features.Demo;

/// <summary>Fills an empty studio with a believable one, or a database with the rows of many years.</summary>
public static class DemoVerb
{
    private const string Usage = "demo [--seed N] [--if-empty] [--small] [--scale N]";

    /// <summary>Runs the verb; the database is migrated and seeded.</summary>
    /// <param name="rest">What follows the verb.</param>
    /// <param name="services">The application's services.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="VerbException">The arguments are wrong, or the studio is not empty.</exception>
    public static Task<int> RunAsync(string[] rest, IServiceProvider services) =>
        RunAsync(rest, services, rest.Contains(DemoOrder.Small) ? DemoSize.Small : new DemoSize(), Console.Out);

    /// <summary>The same with less in it, told to somebody else.</summary>
    internal static async Task<int> RunAsync(string[] rest, IServiceProvider services, DemoSize size, TextWriter told)
    {
        var order = DemoOrder.Parse(rest) ?? throw new VerbException("Use: " + Usage);
        return order.Scale is { } customers
            ? await ScaleAsync(customers, order.Seed, services, Say)
            : await MakeAsync(order, services, size, Say);

        void Say(FormattableString line) => told.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<int> MakeAsync(DemoOrder order, IServiceProvider services, DemoSize size, Action<FormattableString> say)
    {
        var studio = new DemoStudio(services);
        var begun = Stopwatch.GetTimestamp();
        var outcome = await studio.IsEmptyAsync() ? await studio.MakeAsync(order.Seed, size) : null;
        if (outcome is null)
        {
            if (!order.IfEmpty)
            {
                throw new VerbException(
                    "The studio has couples already; the demonstration fills an empty one only. Name another database, or add --if-empty to pass over this."
                );
            }

            say($"The studio has couples already: nothing was added.");
            return 0;
        }

        say(
            $"온새미로 스튜디오: {outcome.Couples} couples, {outcome.Contracts} contracts, {outcome.Shoots} shoots, {outcome.Photos} photos"
        );
        say($"Seed {order.Seed}, {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s. These logins are shown once and kept nowhere:");
        say($"  {"Role", -13} {"Name", -9} {"E-mail", -30} Password");
        foreach (var login in outcome.Logins)
        {
            // Hangul is two columns wide.
            say(
                $"  {login.Role, -13} {login.Name}{new string(' ', Math.Max(1, 10 - (login.Name.Length * 2)))}{login.Email, -30} {login.Password}"
            );
        }

        return 0;
    }

    private static async Task<int> ScaleAsync(int customers, int seed, IServiceProvider services, Action<FormattableString> say)
    {
        var begun = Stopwatch.GetTimestamp();
        var fill = new ScaleFill(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<StudioClock>(), seed);
        var counts = await fill.FillAsync(
            new ScaleSize(customers),
            c => say($"{c.Table, -20}{c.Rows, 12:N0} rows {c.Took.TotalSeconds, 8:N1} s {c.PerSecond, 12:N0} rows/s")
        );
        var (rows, took) = (counts.Sum(c => c.Rows), Stopwatch.GetElapsedTime(begun));
        say($"{"in all, analyzed", -20}{rows, 12:N0} rows {took.TotalSeconds, 8:N1} s {rows / took.TotalSeconds, 12:N0} rows/s");
        say($"The photos are rows for measuring: there are no pictures in the store behind them. The accounts have no password.");
        return 0;
    }
}

/// <summary>What the verb was asked for.</summary>
/// <param name="Seed">Which studio; the same seed on the same day gives the same data, passwords aside.</param>
/// <param name="IfEmpty">Whether a studio that has couples already is passed over without a word of complaint.</param>
/// <param name="Scale">Couples of the scale fill; null for the demonstration.</param>
internal sealed record DemoOrder(int Seed, bool IfEmpty, int? Scale)
{
    public const int DefaultSeed = 2026;

    /// <summary>Asks for a quarter of the studio, which is made in seconds.</summary>
    public const string Small = "--small";

    public static DemoOrder? Parse(string[] words)
    {
        var order = new DemoOrder(DefaultSeed, false, null);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--if-empty")
            {
                order = order with { IfEmpty = true };
                continue;
            }

            if (words[i] == Small)
            {
                continue;
            }

            // Options of the host itself (--Storage:Folder=x) are not ours to judge.
            if (words[i].Contains('=', StringComparison.Ordinal) || words[i].Contains(':', StringComparison.Ordinal))
            {
                continue;
            }

            if (
                i + 1 == words.Length
                || !int.TryParse(words[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            )
            {
                return null;
            }

            i++;
            switch (words[i - 1])
            {
                case "--seed":
                    order = order with { Seed = number };
                    break;
                case "--scale" when number is >= 100 and <= 1_000_000:
                    order = order with { Scale = number };
                    break;
                default:
                    return null;
            }
        }

        return order;
    }
}

/// <summary>How much the demonstration holds; less of it makes a quick test.</summary>
/// <param name="Couples">Couples, 60 or more so that every stage and status is met.</param>
/// <param name="Weddings">Photographed weddings that are drawn, shared by the galleries.</param>
/// <param name="PicturesOfWedding">Pictures of each.</param>
/// <param name="LongEdge">Pixels of a picture's longer edge.</param>
public sealed record DemoSize(int Couples = 300, int Weddings = 4, int PicturesOfWedding = 40, int LongEdge = 1400)
{
    /// <summary>Every stage and state once or twice, for a quick look.</summary>
    public static DemoSize Small { get; } = new(72, 2, 24, 1200);
}
