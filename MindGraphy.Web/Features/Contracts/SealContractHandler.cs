using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
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
