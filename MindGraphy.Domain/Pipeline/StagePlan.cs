using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Pipeline;

/// <summary>What the rules make of a couple that came into a stage, in the same transaction as the move.</summary>
internal static class StagePlan
{
    /// <summary>Drops open tasks that a former stage's rules made, makes those of this stage, and keeps the day of the next one.</summary>
    /// <remarks>The couple's row is locked by the caller, so that two moves plan one after the other.</remarks>
    public static async Task ApplyAsync(IStudioSession session, Customer customer, StudioClock clock, CancellationToken ct)
    {
        var rules = await session.Pipeline.RulesOfAsync(customer.LeadStatus, ct);
        var open = (await session.Pipeline.OpenTasksAsync(customer.Id, ct)).ToList();
        foreach (var task in open.Where(t => t.RuleId is { } rule && rules.All(r => r.Id != rule)))
        {
            task.Drop(clock.Now);
        }

        foreach (var rule in rules.Where(r => open.All(t => t.RuleId != r.Id)))
        {
            if (rule.TaskFor(customer.Id, clock.Today, customer.WeddingDate, clock.Now) is { } task)
            {
                session.Pipeline.Add(task);
                open.Add(task);
            }
        }

        customer.NextTaskIs(open.Where(t => t.IsOpen).Min(t => (DateOnly?)t.DueOn));
    }

    /// <summary>
    /// After another wedding day: open tasks that count from it go along, where nobody gave them a day of their own; a rule that knew no day
    /// before makes its task now. What was done for this stage is not made again.
    /// </summary>
    public static async Task DayMovedAsync(
        IStudioSession session,
        Customer customer,
        DateOnly? former,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var rules = await session.Pipeline.RulesOfAsync(customer.LeadStatus, ct);
        var open = (await session.Pipeline.OpenTasksAsync(customer.Id, ct)).ToList();
        foreach (var rule in rules.Where(r => r.Anchor == TaskAnchor.WeddingDay))
        {
            var due = rule.DueOn(clock.Today, customer.WeddingDate);
            if (open.Find(t => t.RuleId == rule.Id) is not { } task)
            {
                if (due is not null && !await session.Pipeline.HadTaskAsync(customer.Id, rule.Id, customer.StatusChangedAt, ct))
                {
                    var made = rule.TaskFor(customer.Id, clock.Today, customer.WeddingDate, clock.Now)!;
                    session.Pipeline.Add(made);
                    open.Add(made);
                }
            }
            else if (due is not { } day)
            {
                task.Drop(clock.Now);
            }
            else if (task.DueOn == rule.DueOn(clock.DateOf(task.CreatedAt), former))
            {
                task.MoveTo(day);
            }
        }

        customer.NextTaskIs(open.Where(t => t.IsOpen).Min(t => (DateOnly?)t.DueOn));
    }

    /// <summary>After tasks came from or went to another couple: those of other stages' rules fall away, and the day of the next one is kept.</summary>
    public static async Task RecountAsync(
        IStudioSession session,
        Customer customer,
        bool isOtherStage,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var open = await session.Pipeline.OpenTasksAsync(customer.Id, ct);
        if (isOtherStage)
        {
            var rules = await session.Pipeline.RulesOfAsync(customer.LeadStatus, ct);
            foreach (var task in open.Where(t => t.RuleId is { } rule && rules.All(r => r.Id != rule)))
            {
                task.Drop(now);
            }
        }

        customer.NextTaskIs(open.Where(t => t.IsOpen).Min(t => (DateOnly?)t.DueOn));
    }
}
