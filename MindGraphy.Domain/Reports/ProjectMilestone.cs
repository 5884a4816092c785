using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Reports;

/// <summary>The names under which milestones are kept.</summary>
public static class MilestoneTypes
{
    /// <summary>The last signer signed.</summary>
    public const string ContractSigned = "contract_signed";

    /// <summary>Every main shoot was held.</summary>
    public const string ShootingCompleted = "shooting_completed";

    /// <summary>The first album is in.</summary>
    public const string PhotosArrived = "photos_arrived";

    /// <summary>The couple holds the proof link.</summary>
    public const string ProofsSent = "proofs_sent";

    /// <summary>The couple submitted their picks.</summary>
    public const string PicksSubmitted = "picks_submitted";

    /// <summary>Every retouching job is done, or the project says that retouching is.</summary>
    public const string RetouchingCompleted = "retouching_completed";

    /// <summary>Everything was handed over.</summary>
    public const string Delivered = "delivered";

    /// <summary>In the archive.</summary>
    public const string Archived = "archived";

    /// <summary>All, in the order of the work.</summary>
    public static IReadOnlyList<string> All { get; } =
    [ContractSigned, ShootingCompleted, PhotosArrived, ProofsSent, PicksSubmitted, RetouchingCompleted, Delivered, Archived];

    /// <summary>Those that a template may promise: a project begins with the signed contract.</summary>
    public static IReadOnlyList<string> Promised { get; } = [.. All.Skip(1)];
}

/// <summary>Something a project reached (<c>project_milestones</c>). Set by facts, never typed.</summary>
public sealed class ProjectMilestone
{
    private ProjectMilestone() { }

    internal ProjectMilestone(Guid projectId, string type, DateTimeOffset date, DateTimeOffset? target, DateTimeOffset now)
    {
        (Id, ProjectId, MilestoneType, MilestoneDate, TargetDate, CreatedAt) = (Ids.New(), projectId, type, date, target, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>One of <see cref="MilestoneTypes"/>.</summary>
    public string MilestoneType { get; private init; } = "";

    /// <summary>When it was reached.</summary>
    public DateTimeOffset MilestoneDate { get; private init; }

    /// <summary>The end of the day by which it was promised, as the promise stood when it was reached; null where nothing was promised.</summary>
    public DateTimeOffset? TargetDate { get; private init; }

    /// <summary>Whether it was in time; null where nothing was promised. The database computes it (<c>milestone_date &lt;= target_date</c>).</summary>
    public bool? IsOnTime { get; private init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; private init; }

    /// <summary>When the row was written.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}

/// <summary>What a couple said afterwards (<c>satisfaction_surveys</c>). Ratings are 1 to 5.</summary>
public sealed class SatisfactionSurvey
{
    private SatisfactionSurvey() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>Over all.</summary>
    public int? OverallRating { get; private init; }

    /// <summary>The photographer.</summary>
    public int? PhotographerRating { get; private init; }

    /// <summary>The retouching.</summary>
    public int? EditingQualityRating { get; private init; }

    /// <summary>How we talked.</summary>
    public int? CommunicationRating { get; private init; }

    /// <summary>Worth the price.</summary>
    public int? ValueRating { get; private init; }

    /// <summary>Whether they would tell friends.</summary>
    public bool? WouldRecommend { get; private init; }

    /// <summary>Words for others.</summary>
    public string? Testimonial { get; private init; }

    /// <summary>Words for us.</summary>
    public string? ImprovementSuggestions { get; private init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SubmittedAt { get; private init; }
}
