using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Pipeline;

/// <summary>From which day a rule counts.</summary>
public enum TaskAnchor
{
    /// <summary>The day the couple came into the stage.</summary>
    StageEntered,

    /// <summary>The wedding day; without one the rule makes no task.</summary>
    WeddingDay,
}

/// <summary>A task that comes by itself with a stage (<c>task_rules</c>): "call them within a day".</summary>
public sealed class TaskRule
{
    /// <summary>The farthest day before or after the anchor.</summary>
    public const int MostDays = 730;

    private TaskRule() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The stage that makes the task; leaving it drops the task where it is still open.</summary>
    public LeadStatus Stage { get; private set; }

    /// <summary>What is to be done.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The words on English screens; the studio's own where it is null.</summary>
    public string? TitleEn { get; private set; }

    /// <summary>From which day it counts.</summary>
    public TaskAnchor Anchor { get; private set; }

    /// <summary>Days after the anchor, or before it where negative; -730 to 730.</summary>
    public int OffsetDays { get; private set; }

    /// <summary>Who does it; null for whoever looks after the couple.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>Whether it makes tasks.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Makes a rule.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="DaysOutOfRange"/>.</returns>
    public static Result<TaskRule> Make(TaskRuleDetails details, DateTimeOffset now)
    {
        var rule = new TaskRule { Id = Ids.New(), CreatedAt = now };
        var written = rule.Write(details);
        return written.Succeeded ? rule : written.Refusal;
    }

    /// <summary>Writes a rule anew; tasks it made stay as they are.</summary>
    /// <returns>Refused as <see cref="Make"/> refuses.</returns>
    public Result Write(TaskRuleDetails details)
    {
        if (StudioText.Clean(details.Title) is not { } title)
        {
            return new FieldRequired(nameof(details.Title));
        }

        var english = StudioText.Clean(details.TitleEn);
        if (title.Length > LeadTask.TitleMaxLength || english?.Length > LeadTask.TitleMaxLength)
        {
            var field = title.Length > LeadTask.TitleMaxLength ? nameof(details.Title) : nameof(details.TitleEn);
            return new FieldTooLong(field, LeadTask.TitleMaxLength);
        }

        if (Math.Abs(details.OffsetDays) > MostDays)
        {
            return new DaysOutOfRange(nameof(details.OffsetDays), MostDays);
        }

        (Stage, Title, TitleEn, Anchor, OffsetDays) = (details.Stage, title, english, details.Anchor, details.OffsetDays);
        (OwnerId, IsActive) = (details.OwnerId, details.IsActive);
        return Result.Ok;
    }

    /// <summary>The task that it makes for a couple that came into its stage; null where the day it counts from is not known.</summary>
    /// <param name="customerId">The couple.</param>
    /// <param name="enteredOn">The day they came.</param>
    /// <param name="weddingDay">Their wedding day.</param>
    /// <param name="now">When it is made.</param>
    public LeadTask? TaskFor(Guid customerId, DateOnly enteredOn, DateOnly? weddingDay, DateTimeOffset now) =>
        DueOn(enteredOn, weddingDay) is { } due ? LeadTask.ByRule(customerId, this, due, now) : null;

    /// <summary>The day its task is due; null where the anchor is not known. Never before today.</summary>
    public DateOnly? DueOn(DateOnly today, DateOnly? weddingDay)
    {
        var anchor = Anchor == TaskAnchor.StageEntered ? today : weddingDay;
        return anchor?.AddDays(OffsetDays) is { } due
            ? due < today
                ? today
                : due
            : null;
    }
}

/// <summary>A rule as typed.</summary>
/// <param name="Stage">The stage that makes the task.</param>
/// <param name="Title">What is to be done, required.</param>
/// <param name="Anchor">From which day it counts.</param>
/// <param name="OffsetDays">Days after the anchor; negative for before.</param>
/// <param name="OwnerId">Who; null for whoever looks after the couple.</param>
/// <param name="IsActive">Whether it makes tasks.</param>
/// <param name="TitleEn">The words on English screens.</param>
public sealed record TaskRuleDetails(
    LeadStatus Stage,
    string? Title,
    TaskAnchor Anchor = TaskAnchor.StageEntered,
    int OffsetDays = 0,
    Guid? OwnerId = null,
    bool IsActive = true,
    string? TitleEn = null
);

/// <summary>When a couple counts as idle in a stage (<c>stage_rules</c>, one row a stage).</summary>
public sealed class StageRule
{
    private StageRule() { }

    /// <summary>Makes a rule.</summary>
    public StageRule(LeadStatus stage, int? idleDays) => (Stage, IdleDays) = (stage, idleDays);

    /// <summary>The stage.</summary>
    public LeadStatus Stage { get; private init; }

    /// <summary>Idle after so many whole days without anything done, 1 to 365; null for never.</summary>
    public int? IdleDays { get; private set; }

    /// <summary>Sets the days.</summary>
    /// <returns>Refused with <see cref="DaysOutOfRange"/>.</returns>
    public Result IdleAfter(int? days)
    {
        if (days is < 1 or > 365)
        {
            return new DaysOutOfRange(nameof(IdleDays), 365);
        }

        IdleDays = days;
        return Result.Ok;
    }
}
