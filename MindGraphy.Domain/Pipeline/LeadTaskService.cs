using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Pipeline;

/// <summary>Tasks of couples: made by hand, done, moved to another day. Rules make theirs when a card moves (<see cref="CustomerService"/>).</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class LeadTaskService(IStudio studio, StudioClock clock)
{
    /// <summary>Most tasks of <see cref="DueAsync"/>.</summary>
    public const int MostDue = 100;

    /// <summary>A couple's tasks: open ones first, then the newest done ones.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<TaskLine>>> OfAsync(Actor actor, Guid customerId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Pipeline.TasksOfAsync(customerId, ct));
    }

    /// <summary>Open tasks that are due within a week, or overdue: the actor's own, or everybody's; at most <see cref="MostDue"/>, the most overdue first.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<TaskLine>>> DueAsync(Actor actor, bool everybody, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Pipeline.DueAsync(everybody ? null : actor.UserId, clock.Today.AddDays(7), MostDue, ct));
    }

    /// <summary>Makes a task. The same key is one task, however often it is sent.</summary>
    /// <returns>The task; refused with <see cref="CustomerNotFound"/> or as <see cref="LeadTask.Make"/> refuses.</returns>
    public async Task<Result<Guid>> MakeAsync(
        Actor actor,
        Guid customerId,
        TaskDetails details,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        var made = LeadTask.Make(customerId, details, actor.UserId, clock.Now);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync("task", idempotencyKey, customerId.ToString("N"), ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.AlreadyDone)
        {
            return Guid.Parse(once.Value.Reply!);
        }

        if (await session.Customers.LockAsync(customerId, ct) is not { } customer)
        {
            return new CustomerNotFound();
        }

        session.Pipeline.Add(made.Value);
        session.CompleteOnce("task", idempotencyKey, made.Value.Id.ToString());
        var saved = await PlanAsync(session, customer, made.Value, ct);
        return saved.Succeeded ? made.Value.Id : saved.Refusal;
    }

    /// <summary>Writes an open task anew.</summary>
    /// <returns>Refused with <see cref="TaskNotFound"/> or as <see cref="LeadTask.Edit"/> refuses.</returns>
    public Task<Result> EditAsync(Actor actor, Guid taskId, TaskDetails details, CancellationToken ct = default) =>
        ChangeAsync(actor, taskId, (task, _) => task.Edit(details), ct);

    /// <summary>Writes an open task that still is what the screen showed.</summary>
    /// <returns>Refused with <see cref="TaskNotFound"/> or as <see cref="LeadTask.Edit"/> refuses.</returns>
    public Task<Result> EditAsync(Actor actor, Guid taskId, TaskDetails shown, TaskDetails details, CancellationToken ct = default) =>
        ChangeAsync(actor, taskId, (task, _) => task.Edit(details, shown), ct);

    /// <summary>Done. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="TaskNotFound"/>.</returns>
    public Task<Result> DoneAsync(Actor actor, Guid taskId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            taskId,
            (task, customer) =>
            {
                task.Done(actor, clock.Now);
                customer.Touch(clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Not done after all, or not taken away.</summary>
    /// <returns>Refused with <see cref="TaskNotFound"/>.</returns>
    public Task<Result> ReopenAsync(Actor actor, Guid taskId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            taskId,
            (task, _) =>
            {
                task.Reopen();
                return Result.Ok;
            },
            ct
        );

    /// <summary>Takes an open task away; <see cref="ReopenAsync"/> brings it back.</summary>
    /// <returns>Refused with <see cref="TaskNotFound"/>.</returns>
    public Task<Result> DropAsync(Actor actor, Guid taskId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            taskId,
            (task, _) =>
            {
                task.Drop(clock.Now);
                return Result.Ok;
            },
            ct
        );

    private async Task<Result> ChangeAsync(Actor actor, Guid taskId, Func<LeadTask, Customer, Result> change, CancellationToken ct)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Pipeline.FindTaskAsync(taskId, ct) is not { } seen)
        {
            return new TaskNotFound();
        }

        // The couple's row is the lock of its tasks; what was read before waiting for it is read again.
        if (
            await session.Customers.LockAsync(seen.CustomerId, ct) is not { } customer
            || await session.Pipeline.FindTaskAsync(taskId, ct) is not { } task
        )
        {
            return new TaskNotFound();
        }

        var changed = change(task, customer);
        return changed.Succeeded ? await PlanAsync(session, customer, task, ct) : changed;
    }

    private static async Task<Result> PlanAsync(IStudioSession session, Customer customer, LeadTask changed, CancellationToken ct)
    {
        var open = (await session.Pipeline.OpenTasksAsync(customer.Id, ct)).Append(changed).Where(t => t.IsOpen);
        customer.NextTaskIs(open.Min(t => (DateOnly?)t.DueOn));
        session.Raise(new CustomerChanged(customer.Id));
        return await session.SaveAsync(ct);
    }
}
