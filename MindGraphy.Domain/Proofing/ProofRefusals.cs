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

/// <summary>Another round over the same album is out: two would write over each other's picks.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Until">Until when its couple may pick.</param>
public sealed record ProofRoundOpen(ProofStatus Status, DateTimeOffset SentAt, DateTimeOffset Until) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status, SentAt, Until];
}

/// <summary>Picks over this album were submitted in another round: a second one would take the photos away from whoever works on them.</summary>
public sealed record ProofSubmitted() : Refusal(RefusalKind.Conflict);

/// <summary>The status table has no such move now.</summary>
public sealed record ProofCannotMove(ProofStatus From, ProofStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The same person said something else of the picture later, on another device or by a clock that is ahead of this one's.</summary>
public sealed record WishOvertaken() : Refusal(RefusalKind.Conflict);

/// <summary>As many are picked as the contract includes.</summary>
public sealed record PickLimitReached(int Limit) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Limit];
}

/// <summary>As many of a part of the day are picked as are wanted.</summary>
public sealed record SectionFull(Photos.PhotoSection Section, int Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Section, Most];
}

/// <summary>Fewer of a part of the day are picked than are wanted.</summary>
public sealed record SectionShort(Photos.PhotoSection Section, int Least, int Picked) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Section, Least, Picked];
}

/// <summary>A rule that can't be met: fewer at most than at least, or more at least than may be picked.</summary>
public sealed record SectionRuleWrong(Photos.PhotoSection Section) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Sections";

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Section];
}

/// <summary>More of a part of the day are asked for than the album has to show.</summary>
public sealed record SectionTooFew(Photos.PhotoSection Section, int Least, int Ready) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => nameof(SectionWish.Least);

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Section, Least, Ready];
}

/// <summary>More of a part of the day are picked already than would be allowed.</summary>
public sealed record SectionBelowPicked(Photos.PhotoSection Section, int Picked) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => nameof(SectionWish.Most);

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Section, Picked];
}

/// <summary>More are picked already than the new limit allows.</summary>
public sealed record LimitBelowPicked(int Picked) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "MaxSelections";

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Picked];
}

/// <summary>A note is longer than is kept.</summary>
public sealed record NoteTooLong(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>Nothing was picked yet.</summary>
public sealed record NothingPicked() : Refusal(RefusalKind.Invalid);

/// <summary>What is picked, or what it costs, is not what the person read before saying yes: the page shows this and asks again.</summary>
/// <param name="Count">Photos picked now.</param>
/// <param name="Limit">How many are included; null without limit.</param>
/// <param name="Each">What one more costs, in won; null where none is on offer.</param>
/// <param name="Priced">How many of them stand in the payment plan already.</param>
public sealed record PicksDiffer(int Count, int? Limit, long? Each, int Priced) : Refusal(RefusalKind.Conflict);

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
