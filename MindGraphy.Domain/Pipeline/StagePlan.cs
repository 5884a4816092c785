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
            if (rule.DueOn(clock.Today, customer.WeddingDate) is { } due)
            {
                var task = LeadTask.ByRule(customer.Id, rule, due, clock.Now);
                session.Pipeline.Add(task);
                open.Add(task);
            }
        }

        customer.NextTaskIs(open.Where(t => t.IsOpen).Min(t => (DateOnly?)t.DueOn));
    }
}
