using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Deliveries;

/// <summary>No such delivery, or none that the asker may see.</summary>
public sealed record DeliveryNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The page that asks was made for another link than the one this browser brings now: its files are not those of that page.</summary>
public sealed record OtherDeliveryOpened() : Refusal(RefusalKind.Conflict);

/// <summary>The delivery has no such file or part.</summary>
public sealed record DownloadNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record DeliveryCannotMove(DeliveryStatus From, DeliveryStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The album has nothing that could be handed over.</summary>
public sealed record NothingToDeliver() : Refusal(RefusalKind.Conflict);

/// <summary>Nobody of the couple was chosen, or somebody who isn't of it.</summary>
public sealed record ReceiverMissing() : Refusal(RefusalKind.Invalid);

/// <summary>The day until which it can be fetched is over, or none was said.</summary>
public sealed record ExpiryInThePast() : Refusal(RefusalKind.Invalid);

/// <summary>The number of downloads makes no sense.</summary>
/// <param name="Most">The most.</param>
public sealed record DownloadsOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>Fewer downloads than the couple was given already.</summary>
/// <param name="Limit">How many each person was given.</param>
public sealed record DownloadsBelowLimit(int Limit) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Limit];
}

/// <summary>The couple may fetch as often as it likes already: there is no limit to raise.</summary>
public sealed record DownloadsUnlimited() : Refusal(RefusalKind.Invalid);

/// <summary>A link elsewhere has to be a whole https address.</summary>
public sealed record LinkNotHttps() : Refusal(RefusalKind.Invalid);

/// <summary>The delivery is not there yet, or its time is up.</summary>
/// <param name="Status">How far it is.</param>
public sealed record DeliveryClosed(DeliveryStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>Originals wait until the contract is paid.</summary>
/// <param name="Outstanding">What is open.</param>
public sealed record DeliveryHeld(Money Outstanding) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Outstanding];
}

/// <summary>What is carried waits in the house until the contract is paid, or until somebody lets it go with a reason.</summary>
/// <param name="Outstanding">What is open.</param>
public sealed record CarriedHeld(Money Outstanding) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Outstanding];
}

/// <summary>This person has fetched this as often as they may.</summary>
/// <param name="Most">How often.</param>
public sealed record DownloadLimitReached(int Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}
