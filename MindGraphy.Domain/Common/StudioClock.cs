namespace MindGraphy.Domain.Common;

/// <summary>The time of day in the studio: the injected clock plus the studio's zone. Stored moments are UTC; days and hours people say are local.</summary>
/// <param name="time">The machine's clock, or a test's.</param>
/// <param name="zone">The studio's zone.</param>
public sealed class StudioClock(TimeProvider time, TimeZoneInfo zone)
{
    /// <summary>The zone of Korean studios, the default.</summary>
    public static TimeZoneInfo Seoul { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    /// <summary>The studio's zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The clock beneath.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Today in the studio.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>The studio's calendar day of a moment.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>A moment as the studio's wall clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>The UTC moment of a day and hour said in the studio.</summary>
    public DateTimeOffset At(DateOnly date, TimeOnly timeOfDay)
    {
        var local = date.ToDateTime(timeOfDay, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
