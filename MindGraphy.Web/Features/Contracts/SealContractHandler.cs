using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>Seals a contract once everybody signed. A refusal is a fault here: the row is tried again and, at last, stays visible.</summary>
/// <param name="sealing">Draws and keeps.</param>
public sealed class SealContractHandler(SealingService sealing) : IOutboxHandler<SealContract>
{
    /// <inheritdoc/>
    public async Task HandleAsync(SealContract message, LeasedWork work, CancellationToken ct)
    {
        var done = await sealing.SealAsync(message.ContractId, ct);
        if (!done.Succeeded)
        {
            throw new InvalidOperationException($"The contract {message.ContractId} could not be sealed: {done.Refusal.Code}.");
        }
    }
}

/// <summary>Lets the shoot and open galleries follow an amendment. What is refused for a moment is tried again.</summary>
/// <param name="amendments">Does it.</param>
public sealed class FollowAmendmentHandler(AmendmentService amendments) : IOutboxHandler<FollowAmendment>
{
    /// <inheritdoc/>
    public async Task HandleAsync(FollowAmendment message, LeasedWork work, CancellationToken ct)
    {
        var done = await amendments.FollowAsync(message.ContractId, message.AmendmentId, ct);
        if (!done.Succeeded)
        {
            throw new InvalidOperationException($"The amendment {message.AmendmentId} could not be followed: {done.Refusal.Code}.");
        }
    }
}

/// <summary>Tells the managers of the other couples that a day is gone.</summary>
/// <param name="days">Does it.</param>
public sealed class DayTakenHandler(DayTakenService days) : IOutboxHandler<DayTaken>
{
    /// <inheritdoc/>
    public Task HandleAsync(DayTaken message, LeasedWork work, CancellationToken ct) =>
        days.TellOthersAsync(message.CustomerId, message.Day, ct);
}

/// <summary>Completes what was handed over and paid.</summary>
/// <param name="deals">Does it.</param>
public sealed class CompleteDealHandler(DealService deals) : IOutboxHandler<CompleteDeal>
{
    /// <inheritdoc/>
    public Task HandleAsync(CompleteDeal message, LeasedWork work, CancellationToken ct) => deals.CompleteAsync(message.CustomerId, ct);
}

/// <summary>Reminds those who have not signed, while their links are open.</summary>
/// <param name="reminders">Does it.</param>
public sealed class RemindOfSigningWork(SigningReminderService reminders) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => reminders.RunAsync(ct);
}

/// <summary>Reminds couples of what is due soon or late.</summary>
/// <param name="reminders">Does it.</param>
/// <param name="options">Where couples pay to.</param>
public sealed class RemindOfPaymentsWork(PaymentReminderService reminders, Microsoft.Extensions.Options.IOptions<ContractOptions> options)
    : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => reminders.RunAsync(options.Value.DepositAccount, ct);
}

/// <summary>Seals what the outbox lost sight of, for as long as it takes: no contract stays signed and unsealed.</summary>
/// <param name="sealing">Draws and keeps.</param>
public sealed class SealForgottenWork(SealingService sealing) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => sealing.SealForgottenAsync(ct);
}
