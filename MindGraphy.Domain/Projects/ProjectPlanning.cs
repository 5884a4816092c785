using MindGraphy.Domain.Common;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Domain.Projects;

/// <summary>From which day a due rule counts.</summary>
public enum ProjectAnchor
{
    /// <summary>The day of the last signature.</summary>
    Contract,

    /// <summary>예식일.</summary>
    Wedding,

    /// <summary>The day of the first main shoot; of a wedding project without one, the wedding day.</summary>
    Shoot,

    /// <summary>The day the first photos arrived.</summary>
    PhotosArrived,

    /// <summary>The day the couple submitted their picks.</summary>
    PicksSubmitted,

    /// <summary>The day retouching was done.</summary>
    RetouchingCompleted,
}

/// <summary>Who does a task of a project, where nobody is named.</summary>
public enum ProjectRole
{
    /// <summary>Whoever looks after the couple.</summary>
    Manager,

    /// <summary>The project's photographer.</summary>
    Photographer,

    /// <summary>The project's editor.</summary>
    Editor,
}

/// <summary>Whether a promise is in danger.</summary>
public enum ProjectLight
{
    /// <summary>Nothing promised is in danger.</summary>
    None,

    /// <summary>At the usual pace a promised day will be missed.</summary>
    AtRisk,

    /// <summary>A promised day is over.</summary>
    Late,
}

/// <summary>A task or a promise counts from a day by at most <see cref="Most"/> days.</summary>
/// <param name="FieldName">The form's field.</param>
public sealed record OffsetOutOfRange(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <summary>Most days before or after.</summary>
    public const int Most = 730;

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => FieldName;

    /// <summary>Whether it is too many days.</summary>
    public static bool IsOut(int days) => days is < -Most or > Most;
}

/// <summary>What is known of one step of the work: what it normally needs, what was promised, and whether it was reached.</summary>
/// <param name="Type">One of <see cref="MilestoneTypes"/>.</param>
/// <param name="StepDays">Days that the step normally needs after the one before it.</param>
/// <param name="TargetOn">The promised day; null where none is promised or its anchor is not known yet.</param>
/// <param name="ReachedAt">When it was reached; null while it was not.</param>
/// <param name="IsOnTime">Whether that was in time; null without a promise.</param>
public sealed record StepFacts(string Type, int StepDays, DateOnly? TargetOn, DateTimeOffset? ReachedAt, bool? IsOnTime = null);

/// <summary>One step of the work as a screen shows it.</summary>
/// <param name="Facts">What is known of it.</param>
/// <param name="Projected">The day on which it will be reached at the usual pace; null once it, or a later step, was reached.</param>
/// <param name="Light">Whether its promise is in danger.</param>
public sealed record ProjectStep(StepFacts Facts, DateOnly? Projected, ProjectLight Light);

/// <summary>
/// The one rule of what is late and what will be. A step that was not reached is projected to today and the days that all open steps up to it
/// normally need; where the shoot is still to come, not before the shoot's day and the steps after it. It is late when today is past its promise, at
/// risk when the projection is. A step counts as done when a later one was reached.
/// </summary>
public static class ProjectForecast
{
    /// <summary>Each step with its projection.</summary>
    /// <param name="steps">In the order of the work.</param>
    /// <param name="shootDay">The day of the main shoot; null while there is none.</param>
    /// <param name="today">Today in the studio.</param>
    public static IReadOnlyList<ProjectStep> Of(IReadOnlyList<StepFacts> steps, DateOnly? shootDay, DateOnly today) =>
        [
            .. Walk(steps, shootDay)
                .Select(w =>
                {
                    if (!w.IsOpen)
                    {
                        return new ProjectStep(w.Step, null, ProjectLight.None);
                    }

                    var projected = today.AddDays(w.Ahead);
                    projected = w.NotBefore > projected ? w.NotBefore.Value : projected;
                    var light =
                        today > w.Step.TargetOn ? ProjectLight.Late
                        : projected > w.Step.TargetOn ? ProjectLight.AtRisk
                        : ProjectLight.None;
                    return new ProjectStep(w.Step, projected, light);
                }),
        ];

    /// <summary>
    /// From which day on any promise is at risk, and from which one is late: the same rule solved for today, so that lists can ask for it by an index.
    /// </summary>
    /// <returns>Null where that never comes; <see cref="DateOnly.MinValue"/> where it is so on every day.</returns>
    public static (DateOnly? RiskFrom, DateOnly? LateFrom) Turn(IReadOnlyList<StepFacts> steps, DateOnly? shootDay)
    {
        DateOnly? risk = null;
        DateOnly? late = null;
        foreach (var (step, _, ahead, notBefore) in Walk(steps, shootDay).Where(w => w is { IsOpen: true, Step.TargetOn: not null }))
        {
            var target = step.TargetOn!.Value;
            var from = notBefore > target ? DateOnly.MinValue : target.AddDays(1 - ahead);
            risk = risk < from ? risk : from;
            late = late < target.AddDays(1) ? late : target.AddDays(1);
        }

        return (risk, late);
    }

    private static IEnumerable<(StepFacts Step, bool IsOpen, int Ahead, DateOnly? NotBefore)> Walk(
        IReadOnlyList<StepFacts> steps,
        DateOnly? shootDay
    )
    {
        var passed = -1;
        for (var i = 0; i < steps.Count; i++)
        {
            passed = steps[i].ReachedAt is null ? passed : i;
        }

        var ahead = 0;
        DateOnly? notBefore = null;
        for (var i = 0; i < steps.Count; i++)
        {
            if (i > passed)
            {
                ahead += steps[i].StepDays;
                notBefore = steps[i].Type == MilestoneTypes.ShootingCompleted ? shootDay : notBefore?.AddDays(steps[i].StepDays);
            }

            yield return (steps[i], i > passed, ahead, i > passed ? notBefore : null);
        }
    }
}
