using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Pipeline;

/// <summary>Rules and lists of the lead side: which tasks come by themselves, when a lead is idle, sources, reasons and partners.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PipelineSettingsService(IStudio studio, StudioClock clock)
{
    /// <summary>Everything on the page.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<PipelineRules>> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Pipeline.RulesAsync(ct);
    }

    /// <summary>Makes a task rule, or writes one anew. Tasks that are there stay as they are.</summary>
    /// <returns>Refused with <see cref="EntryNotFound"/> or as <see cref="TaskRule.Make"/> refuses.</returns>
    public Task<Result> SaveRuleAsync(Actor actor, Guid? id, TaskRuleDetails details, CancellationToken ct = default) =>
        DoAsync(
            actor,
            async session =>
            {
                if (id is { } known)
                {
                    return await session.Pipeline.FindRuleAsync(known, ct) is { } rule ? rule.Write(details) : new EntryNotFound();
                }

                var made = TaskRule.Make(details, clock.Now);
                if (made.Succeeded)
                {
                    session.Pipeline.Add(made.Value);
                }

                return made.WithoutValue();
            },
            ct
        );

    /// <summary>Takes a task rule away; the tasks it made stay.</summary>
    /// <returns>Refused with <see cref="EntryNotFound"/>.</returns>
    public Task<Result> RemoveRuleAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        DoAsync(
            actor,
            async session =>
            {
                if (await session.Pipeline.FindRuleAsync(id, ct) is not { } rule)
                {
                    return new EntryNotFound();
                }

                session.Pipeline.Remove(rule);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Sets after how many days a couple is idle in a stage; null for never.</summary>
    /// <returns>Refused with <see cref="DaysOutOfRange"/>.</returns>
    public Task<Result> IdleAfterAsync(Actor actor, LeadStatus stage, int? days, CancellationToken ct = default) =>
        DoAsync(actor, async session => (await session.Pipeline.IdleRuleAsync(stage, ct)).IdleAfter(days), ct);

    /// <summary>Makes an entry of a list, at its end, or writes one anew.</summary>
    /// <returns>Refused with <see cref="EntryNotFound"/>, <see cref="NameTaken"/> or as <see cref="ListItem.Make"/> refuses.</returns>
    public Task<Result> SaveItemAsync(Actor actor, ListKind kind, Guid? id, ListItemDetails details, CancellationToken ct = default) =>
        DoAsync(
            actor,
            async session =>
            {
                var list = await session.Pipeline.ListAsync(kind, ct);
                if (id is { } known)
                {
                    return list.FirstOrDefault(i => i.Id == known) is { } item ? item.Write(details) : new EntryNotFound();
                }

                var made = ListItem.Make(kind, details, list.Count, clock.Now);
                if (made.Succeeded)
                {
                    session.Pipeline.Add(made.Value);
                }

                return made.WithoutValue();
            },
            ct
        );

    /// <summary>Moves an entry one place up or down; at the end it stays.</summary>
    /// <returns>Refused with <see cref="EntryNotFound"/>.</returns>
    public Task<Result> ShiftItemAsync(Actor actor, ListKind kind, Guid id, bool up, CancellationToken ct = default) =>
        DoAsync(
            actor,
            async session =>
            {
                var list = (await session.Pipeline.ListAsync(kind, ct)).ToList();
                var place = list.FindIndex(i => i.Id == id);
                if (place < 0)
                {
                    return new EntryNotFound();
                }

                var other = Math.Clamp(place + (up ? -1 : 1), 0, list.Count - 1);
                (list[place], list[other]) = (list[other], list[place]);
                for (var i = 0; i < list.Count; i++)
                {
                    list[i].Place(i);
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>Makes a partner, or writes one anew.</summary>
    /// <returns>Refused with <see cref="EntryNotFound"/>, <see cref="NameTaken"/> or as <see cref="Partner.Make"/> refuses.</returns>
    public Task<Result> SavePartnerAsync(Actor actor, Guid? id, PartnerDetails details, CancellationToken ct = default) =>
        DoAsync(
            actor,
            async session =>
            {
                if (id is { } known)
                {
                    return await session.Pipeline.FindPartnerAsync(known, ct) is { } partner ? partner.Write(details) : new EntryNotFound();
                }

                var made = Partner.Make(details, clock.Now);
                if (made.Succeeded)
                {
                    session.Pipeline.Add(made.Value);
                }

                return made.WithoutValue();
            },
            ct
        );

    /// <summary>Keeps the filters of a page under a name.</summary>
    /// <returns>Refused with <see cref="NameTaken"/> or as <see cref="SavedView.Make"/> refuses.</returns>
    public Task<Result> SaveViewAsync(
        Actor actor,
        ViewPage page,
        string? name,
        string query,
        bool shared,
        CancellationToken ct = default
    ) =>
        DoAsync(
            actor,
            session =>
            {
                if (actor.UserId is not { } owner)
                {
                    return Task.FromResult<Result>(new NotAllowed());
                }

                var made = SavedView.Make(owner, page, name, query, shared, clock.Now);
                if (made.Succeeded)
                {
                    session.Pipeline.Add(made.Value);
                }

                return Task.FromResult(made.WithoutValue());
            },
            ct
        );

    /// <summary>Takes one's own view away. A colleague's is not found.</summary>
    /// <returns>Refused with <see cref="EntryNotFound"/>.</returns>
    public Task<Result> RemoveViewAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        DoAsync(
            actor,
            async session =>
            {
                if (await session.Pipeline.FindViewAsync(id, ct) is not { } view || view.OwnerId != actor.UserId)
                {
                    return new EntryNotFound();
                }

                session.Pipeline.Remove(view);
                return Result.Ok;
            },
            ct
        );

    private async Task<Result> DoAsync(Actor actor, Func<IStudioSession, Task<Result>> act, CancellationToken ct)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var done = await act(session);
        return done.Succeeded ? await session.SaveAsync(ct) : done;
    }
}
