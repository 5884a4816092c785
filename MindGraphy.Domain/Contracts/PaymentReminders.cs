using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Contracts;

/// <summary>That a couple was reminded of a line of their plan (<c>payment_reminders</c>): each step of the ladder once.</summary>
public sealed class PaymentReminder
{
    /// <summary>Days from the due day on which people are reminded: before it, and ever more rarely after it.</summary>
    public static IReadOnlyList<int> Steps { get; } = [-3, 1, 7, 14];

    /// <summary>For how many days a step that was missed is made up for; after that it is skipped, not sent in a burst.</summary>
    public const int DaysToMakeUp = 2;

    private PaymentReminder() { }

    /// <summary>The line.</summary>
    public Guid PlanLineId { get; private init; }

    /// <summary>Which step, in days from the due day.</summary>
    public int Step { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>The step that a line stands on; null where none is due.</summary>
    /// <param name="dueOn">Until when it is due.</param>
    /// <param name="today">The day.</param>
    public static int? StepOn(DateOnly dueOn, DateOnly today)
    {
        var days = today.DayNumber - dueOn.DayNumber;
        return Steps.Cast<int?>().LastOrDefault(s => days >= s && days <= s + DaysToMakeUp);
    }
}

/// <summary>A line that its couple is to be reminded of.</summary>
/// <param name="PlanLineId">The line.</param>
/// <param name="ContractId">Its contract.</param>
/// <param name="CustomerId">Its couple.</param>
/// <param name="DueOn">Until when.</param>
public sealed record ReminderDue(Guid PlanLineId, Guid ContractId, Guid CustomerId, DateOnly DueOn);

/// <summary>Reminds couples of what is due soon or late, by e-mail, each step once, and only of signed contracts.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PaymentReminderService(IStudio studio, StudioClock clock)
{
    /// <summary>Reminds whoever is due. Safe to repeat, and on two nodes at once.</summary>
    /// <param name="account">Where couples pay to; empty where the studio tells them.</param>
    /// <param name="ct">Cancels between two lines.</param>
    /// <returns>How many lines people were reminded of.</returns>
    public async Task<int> RunAsync(string account, CancellationToken ct = default)
    {
        if (!SendingHours.AreNow(clock))
        {
            return 0;
        }

        IReadOnlyList<ReminderDue> due;
        await using (var session = studio.Open(Actor.System))
        {
            var days = PaymentReminder.Steps.SelectMany(s => Enumerable.Range(s, PaymentReminder.DaysToMakeUp + 1)).Distinct();
            due = await session.Payments.RemindersDueAsync([.. days.Select(d => clock.Today.AddDays(-d))], ct);
        }

        var reminded = 0;
        foreach (var line in due)
        {
            reminded += PaymentReminder.StepOn(line.DueOn, clock.Today) is { } step && await RemindAsync(line, step, account, ct) ? 1 : 0;
        }

        return reminded;
    }

    /// <summary>Stops reminding of a contract's money, or begins again.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> and <see cref="ContractNotFound"/>.</returns>
    public async Task<Result> SwitchAsync(Actor actor, Guid contractId, bool off, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        contract.SwitchReminders(off, clock.Now);
        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    private async Task<bool> RemindAsync(ReminderDue due, int step, string account, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);

        // Who pays, cancels or switches reminders off meanwhile goes first: what is written is true when it is written.
        if (
            await session.Contracts.LockAsync(due.ContractId, ct: ct) is not { RemindersOff: false } contract
            || contract.ContractStatus is not (ContractStatus.Signed or ContractStatus.Active)
            || contract.Plan.FirstOrDefault(l => l.Id == due.PlanLineId) is not { DueOn: { } day } line
            || line.Open == Money.Zero
            || PaymentReminder.StepOn(day, clock.Today) != step
            || !await session.Payments.RememberReminderAsync(line.Id, step, clock.Now, ct)
        )
        {
            return false;
        }

        var settings = await session.SettingsAsync(ct);
        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        foreach (
            var person in couple!.Contacts.Where(c =>
                c is { Role: ContactRole.Bride or ContactRole.Groom, Email: not null, RemovedAt: null }
            )
        )
        {
            var culture = ContractPapers.CultureOf(person.Language);
            var data = new Dictionary<string, string>
            {
                ["couple"] = couple.CoupleName,
                ["studio"] = settings.Name(person.Language == "ko"),
                ["what"] = Words.Of(line.Kind, culture) + (line.WhatFor is null ? "" : " (" + line.WhatFor + ")"),
                ["amount"] = StudioFormat.Money(line.Open, culture),
                ["due"] = StudioFormat.Date(day, culture),
                ["account"] = account,
            };
            var notice = Notice.Email(
                person.Email!,
                person.Language,
                step < 0 ? "payment_due_soon" : "payment_overdue",
                JsonSerializer.Serialize(data),
                clock.Now,
                contactId: person.Id,
                customerId: couple.Id
            );
            session.Notices.Add(notice);
            session.Enqueue(new SendNotice(notice.Id));
        }

        return (await session.SaveAsync(ct)).Succeeded;
    }
}
