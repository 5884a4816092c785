using System.ComponentModel.DataAnnotations;

namespace MindGraphy.Web.Workers;

/// <summary>Section <c>Workers</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Workers";

    /// <summary>Whether <c>serve</c> runs the workers itself.</summary>
    public bool InProcess { get; set; } = true;

    /// <summary>How many renditions are made side by side, 1 to 16.</summary>
    [Range(1, 16)]
    public int Parallel { get; set; } = 2;

    /// <summary>Seconds a worker may hold a row before another takes over, 10 to 3,600.</summary>
    [Range(10, 3600)]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between looks where no news came, 1 to 60.</summary>
    [Range(1, 60)]
    public int LookEverySeconds { get; set; } = 2;

    /// <summary>
    /// Times a row is tried before it is given up, 1 to 10,000. With pauses of at most ten minutes 500 are three days: a mail server or a full disk may be
    /// down over a weekend. <c>doctor</c> shows what was given up, <c>doctor --again</c> puts it back.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxAttempts { get; set; } = 500;
}

/// <summary>Work that is done now and then, by one process or many: it must be repeatable and race-safe.</summary>
public interface IPeriodicWork
{
    /// <summary>How often.</summary>
    TimeSpan Every { get; }

    /// <summary>Does it once.</summary>
    Task RunAsync(CancellationToken ct);
}
