using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Quotes;

/// <summary>No such quote, or none that the asker may see.</summary>
public sealed record QuoteNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record QuoteCannotMove(QuoteStatus From, QuoteStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>It is not on the table now: answered, withdrawn or being written again.</summary>
public sealed record QuoteNotOpen() : Refusal(RefusalKind.Conflict);

/// <summary>Its last day is over.</summary>
/// <param name="Until">That day.</param>
public sealed record QuoteExpired(DateOnly Until) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Until];

    /// <inheritdoc/>
    public override string? Field => "ValidUntil";
}

/// <summary>It was written again since the couple read it.</summary>
public sealed record QuoteOutdated() : Refusal(RefusalKind.Conflict);

/// <summary>A tick that is no optional line of the quote.</summary>
public sealed record QuoteLineUnknown() : Refusal(RefusalKind.Invalid);

/// <summary>The quote has more lines than quotes have.</summary>
/// <param name="Most">Most lines.</param>
public sealed record QuoteTooLong(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => "Lines";
}

/// <summary>A line has no name, no price of whole won, or a quantity that can't be meant.</summary>
/// <param name="Number">Which line, from 1.</param>
public sealed record QuoteLineWrong(int Number) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Number];

    /// <inheritdoc/>
    public override string? Field => "Lines";
}

/// <summary>What the couple may tick would make a sum that nobody can pay: discounts above the price, or more than a contract holds.</summary>
/// <param name="Least">The sum with nothing ticked.</param>
/// <param name="Most">The sum with everything ticked.</param>
public sealed record QuoteTotalWrong(Money Least, Money Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Least, Most];

    /// <inheritdoc/>
    public override string? Field => "Lines";
}
