using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Pipeline;

/// <summary>Something to be done for a couple (<c>customer_tasks</c>): by hand, or by a rule of the stage they came into.</summary>
public sealed class LeadTask
{
    /// <summary>Most characters of what is to be done.</summary>
    public const int TitleMaxLength = 200;

    private LeadTask() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>What is to be done.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The words on English screens, where a rule had them; what a person typed is shown as it was typed.</summary>
    public string? TitleEn { get; private set; }

    /// <summary>The day it is due, in the studio's zone; overdue from the next day on.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Who does it; null for whoever looks after the couple.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>The rule that made it; null where a person did.</summary>
    public Guid? RuleId { get; private init; }

    /// <summary>Who made it; null where a rule did.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>When it was done; null while it is open.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Who did it.</summary>
    public Guid? DoneById { get; private set; }

    /// <summary>When it fell away, because the couple left the stage it belonged to or it was taken away.</summary>
    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen => DoneAt is null && DroppedAt is null;

    /// <summary>A task by hand.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public static Result<LeadTask> Make(Guid customerId, TaskDetails details, Guid? createdById, DateTimeOffset now)
    {
        if (Check(details) is { } refusal)
        {
            return refusal;
        }

        return new LeadTask
        {
            Id = Ids.New(),
            CustomerId = customerId,
            Title = StudioText.Clean(details.Title)!,
            DueOn = details.DueOn!.Value,
            OwnerId = details.OwnerId,
            CreatedById = createdById,
            CreatedAt = now,
        };
    }

    /// <summary>A task by rule.</summary>
    internal static LeadTask ByRule(Guid customerId, TaskRule rule, DateOnly dueOn, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            CustomerId = customerId,
            Title = rule.Title,
            TitleEn = rule.TitleEn,
            DueOn = dueOn,
            OwnerId = rule.OwnerId,
            RuleId = rule.Id,
            CreatedAt = now,
        };

    /// <summary>Writes an open task anew.</summary>
    /// <param name="details">As typed.</param>
    /// <param name="shown">What the screen showed; null where nobody looked at it.</param>
    /// <returns>
    /// Refused with <see cref="TaskIsClosed"/>, <see cref="EditedElsewhere"/>, <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or
    /// <see cref="Customers.DayOutOfRange"/>.
    /// </returns>
    public Result Edit(TaskDetails details, TaskDetails? shown = null)
    {
        if (!IsOpen)
        {
            return new TaskIsClosed();
        }

        if (shown is not null && shown != new TaskDetails(Title, DueOn, OwnerId))
        {
            return new EditedElsewhere();
        }

        if (Check(details) is { } refusal)
        {
            return refusal;
        }

        // Whoever only moves the day on an English screen sends back the English words: they are no new ones.
        var title = StudioText.Clean(details.Title)!;
        (DueOn, OwnerId) = (details.DueOn!.Value, details.OwnerId);
        (Title, TitleEn) = title == Title || title == TitleEn ? (Title, TitleEn) : (title, null);
        return Result.Ok;
    }

    /// <summary>Done. Repeating it changes nothing.</summary>
    public void Done(Actor actor, DateTimeOffset now)
    {
        if (IsOpen)
        {
            (DoneAt, DoneById) = (now, actor.UserId);
        }
    }

    /// <summary>Not done after all, or not dropped.</summary>
    public void Reopen() => (DoneAt, DoneById, DroppedAt) = (null, null, null);

    /// <summary>Goes to the day that its rule says now.</summary>
    internal void MoveTo(DateOnly dueOn) => DueOn = dueOn;

    /// <summary>Falls away.</summary>
    public void Drop(DateTimeOffset now)
    {
        if (IsOpen)
        {
            DroppedAt = now;
        }
    }

    private static Refusal? Check(TaskDetails details) =>
        StudioText.Clean(details.Title) is not { } title ? new FieldRequired(nameof(details.Title))
        : title.Length > TitleMaxLength ? new FieldTooLong(nameof(details.Title), TitleMaxLength)
        : details.DueOn is null ? new FieldRequired(nameof(details.DueOn))
        : Customers.DayOutOfRange.IsOut(details.DueOn) ? new Customers.DayOutOfRange(nameof(details.DueOn))
        : null;
}

/// <summary>A task as typed.</summary>
/// <param name="Title">What is to be done, required.</param>
/// <param name="DueOn">By when, required.</param>
/// <param name="OwnerId">Who; null for whoever looks after the couple.</param>
public sealed record TaskDetails(string? Title, DateOnly? DueOn, Guid? OwnerId = null);
