using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Photographers;

namespace MindGraphy.Data.Photographers;

internal sealed class PerformanceRepository(StudioSession session) : IPerformanceRepository
{
    private StudioDbContext Db => session.Db;

    public async Task<IReadOnlyList<PerformanceRow>> CompareAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default)
    {
        var (begin, end) = (from.ToUniversalTime(), to.ToUniversalTime());
        var rows = await Db
            .Database.SqlQuery<FigureRow>(
                $"""
                SELECT p.user_id AS person_id, coalesce(n.last_name, '') || coalesce(n.first_name, '') AS name, NULL::date AS month,
                    count(*)::int AS projects, count(*) FILTER (WHERE f.on_time)::int AS on_time, count(f.on_time)::int AS on_time_of,
                    coalesce(sum(f.photos_delivered), 0)::int AS photos, count(f.photos_delivered)::int AS photos_of,
                    count(*) FILTER (WHERE f.retake_required)::int AS retakes, avg(f.client_rating) AS rating, count(f.client_rating)::int AS rating_of
                FROM photographer_performance f JOIN photographers p ON p.id = f.photographer_id
                LEFT JOIN user_profiles n ON n.user_id = p.user_id
                WHERE f.shot_at >= {begin} AND f.shot_at < {end}
                GROUP BY 1, 2
                """
            )
            .ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Name, StringComparer.CurrentCulture).Select(r => new PerformanceRow(r.PersonId, r.Name, r.Figures))];
    }

    public async Task<IReadOnlyList<PerformanceMonth>> MonthsAsync(
        Guid personId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    )
    {
        var (begin, end, zone) = (from.ToUniversalTime(), to.ToUniversalTime(), session.Clock.Zone.Id);
        var rows = await Db
            .Database.SqlQuery<FigureRow>(
                $"""
                SELECT p.user_id AS person_id, '' AS name, date_trunc('month', f.shot_at AT TIME ZONE {zone})::date AS month,
                    count(*)::int AS projects, count(*) FILTER (WHERE f.on_time)::int AS on_time, count(f.on_time)::int AS on_time_of,
                    coalesce(sum(f.photos_delivered), 0)::int AS photos, count(f.photos_delivered)::int AS photos_of,
                    count(*) FILTER (WHERE f.retake_required)::int AS retakes, avg(f.client_rating) AS rating, count(f.client_rating)::int AS rating_of
                FROM photographer_performance f JOIN photographers p ON p.id = f.photographer_id
                WHERE p.user_id = {personId} AND f.shot_at >= {begin} AND f.shot_at < {end}
                GROUP BY 1, 3
                """
            )
            .ToListAsync(ct);
        return [.. rows.Select(r => new PerformanceMonth(r.Month!.Value, r.Figures)).OrderBy(m => m.First)];
    }

    private sealed record FigureRow(
        Guid PersonId,
        string Name,
        DateOnly? Month,
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
        public PerformanceFigures Figures => new(Projects, OnTime, OnTimeOf, Photos, PhotosOf, Retakes, Rating, RatingOf);
    }
}
