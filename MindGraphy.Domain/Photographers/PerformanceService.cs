using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>
/// How projects went for somebody in a time, each figure with how many it is made of. Everything is read from facts: check-ins, albums, surveys,
/// what had to be photographed again (<c>photographer_performance</c>, written by the database).
/// </summary>
/// <param name="Projects">Projects photographed.</param>
/// <param name="OnTime">Of those with a check-in, how many were begun in time.</param>
/// <param name="OnTimeOf">Projects with a check-in.</param>
/// <param name="Photos">Pictures in final albums of projects they led.</param>
/// <param name="PhotosOf">Projects with such an album.</param>
/// <param name="Retakes">Projects they led in which something had to be photographed again.</param>
/// <param name="Rating">Mean of the couples' ratings, 1 to 5; null without any.</param>
/// <param name="RatingOf">Ratings.</param>
public sealed record PerformanceFigures(
    int Projects,
    int OnTime,
    int OnTimeOf,
    int Photos,
    int PhotosOf,
    int Retakes,
    decimal? Rating,
    int RatingOf
)
{
    /// <summary>Nothing.</summary>
    public static PerformanceFigures None { get; } = new(0, 0, 0, 0, 0, 0, null, 0);

    /// <summary>Share in time, 0 to 100; null without a check-in.</summary>
    public int? OnTimePercent => OnTimeOf == 0 ? null : (int)Math.Round(100.0 * OnTime / OnTimeOf);
}

/// <summary>One person among others.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Figures">How it went.</param>
public sealed record PerformanceRow(Guid PersonId, string Name, PerformanceFigures Figures);

/// <summary>One month.</summary>
/// <param name="First">Its first day, in the studio's zone.</param>
/// <param name="Figures">How it went.</param>
public sealed record PerformanceMonth(DateOnly First, PerformanceFigures Figures);

/// <summary>One person's record.</summary>
/// <param name="Figures">Of the whole time.</param>
/// <param name="Months">Each month of it, those without a shoot too.</param>
public sealed record PerformanceRecord(PerformanceFigures Figures, IReadOnlyList<PerformanceMonth> Months);

/// <summary>Reads how shoots went.</summary>
public interface IPerformanceRepository
{
    /// <summary>Everybody with a project in that time, by name, in one grouped statement.</summary>
    Task<IReadOnlyList<PerformanceRow>> CompareAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

    /// <summary>One person's figures by month, in one grouped statement; months without a project are not in it.</summary>
    Task<IReadOnlyList<PerformanceMonth>> MonthsAsync(
        Guid personId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    );
}

/// <summary>Who sees how shoots went: managers everybody, a photographer themselves.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PerformanceService(IStudio studio, StudioClock clock)
{
    /// <summary>Most months that are looked back on.</summary>
    public const int MostMonths = 36;

    /// <summary>Everybody beside each other.</summary>
    /// <param name="actor">With <see cref="Rights.Calendar"/>.</param>
    /// <param name="months">How many months back, this one included; 1 to <see cref="MostMonths"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<PerformanceRow>>> CompareAsync(Actor actor, int months, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        var (_, from, to) = Span(months);
        await using var session = studio.Open(actor);
        return Result.Of(await session.Performance.CompareAsync(from, to, ct));
    }

    /// <summary>One person's record; one's own for who photographs.</summary>
    /// <returns>Refused with <see cref="PhotographerNotFound"/>, also for somebody else's.</returns>
    public async Task<Result<PerformanceRecord>> RecordAsync(Actor actor, Guid personId, int months, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar) && !(actor.May(Rights.Projects) && actor.UserId == personId))
        {
            return new PhotographerNotFound();
        }

        var (first, from, to) = Span(months);
        await using var session = studio.Open(actor);
        var known = (await session.Performance.MonthsAsync(personId, from, to, ct)).ToDictionary(m => m.First, m => m.Figures);
        var all = Enumerable
            .Range(0, Math.Clamp(months, 1, MostMonths))
            .Select(i => first.AddMonths(i))
            .Select(m => new PerformanceMonth(m, known.GetValueOrDefault(m, PerformanceFigures.None)))
            .ToList();
        return new PerformanceRecord(Sum(all.Select(m => m.Figures)), all);
    }

    private static PerformanceFigures Sum(IEnumerable<PerformanceFigures> figures)
    {
        var all = figures.ToList();
        var ratings = all.Sum(f => f.RatingOf);
        return new PerformanceFigures(
            all.Sum(f => f.Projects),
            all.Sum(f => f.OnTime),
            all.Sum(f => f.OnTimeOf),
            all.Sum(f => f.Photos),
            all.Sum(f => f.PhotosOf),
            all.Sum(f => f.Retakes),
            ratings == 0 ? null : all.Sum(f => (f.Rating ?? 0) * f.RatingOf) / ratings,
            ratings
        );
    }

    private (DateOnly First, DateTimeOffset From, DateTimeOffset To) Span(int months)
    {
        var today = clock.Today;
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Math.Clamp(months, 1, MostMonths));
        var end = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        return (first, clock.At(first, TimeOnly.MinValue), clock.At(end, TimeOnly.MinValue));
    }
}
