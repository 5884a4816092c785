using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Proofing;

/// <summary>No such round, or none that the asker may see.</summary>
public sealed record ProofNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Picking is over: submitted or expired.</summary>
public sealed record ProofClosed(ProofStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>The status table has no such move now.</summary>
public sealed record ProofCannotMove(ProofStatus From, ProofStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>As many are picked as the contract includes.</summary>
public sealed record PickLimitReached(int Limit) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Limit];
}

/// <summary>Nothing was picked yet.</summary>
public sealed record NothingPicked() : Refusal(RefusalKind.Invalid);

/// <summary>The limit is not between 1 and 100,000.</summary>
public sealed record LimitOutOfRange() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "MaxSelections";
}

/// <summary>The deadline is over already.</summary>
public sealed record DeadlineInThePast() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "ExpiresAt";
}

/// <summary>The album has no photo that can be shown.</summary>
public sealed record AlbumEmpty() : Refusal(RefusalKind.Conflict);

/// <summary>Nobody was chosen to pick, or somebody who is not of this couple.</summary>
public sealed record PickerMissing() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "ContactIds";
}

/// <summary>A photo that is not in this gallery.</summary>
public sealed record PhotoNotInGallery() : Refusal(RefusalKind.NotFound);

/// <summary>No wish, or more than are taken at once.</summary>
public sealed record TooManyWishes(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}
