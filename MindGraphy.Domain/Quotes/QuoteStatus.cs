using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Quotes;

/// <summary>Where a quote stands (<c>quotes.status</c>). That it expired follows from its last day and is never stored.</summary>
public enum QuoteStatus
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>The couple holds its link.</summary>
    Sent,

    /// <summary>The couple accepted; a contract was made of it.</summary>
    Accepted,

    /// <summary>The couple said no.</summary>
    Declined,

    /// <summary>Taken off the table: by the studio, or because another quote was accepted.</summary>
    Withdrawn,
}

/// <summary>What a line of a quote is (<c>quote_lines.kind</c>).</summary>
public enum QuoteLineKind
{
    /// <summary>The package; the first line of each quote.</summary>
    Package,

    /// <summary>An option of the catalogue.</summary>
    Option,

    /// <summary>Something typed.</summary>
    Custom,

    /// <summary>Taken off the sum.</summary>
    Discount,
}

/// <summary>The legal moves of a quote.</summary>
public static class QuoteFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<QuoteStatus> Moves = new(
        new(QuoteStatus.Draft, QuoteStatus.Sent),
        new(QuoteStatus.Draft, QuoteStatus.Withdrawn),
        new(QuoteStatus.Sent, QuoteStatus.Draft, MoveBy.Fact),
        new(QuoteStatus.Sent, QuoteStatus.Accepted, MoveBy.Fact),
        new(QuoteStatus.Sent, QuoteStatus.Declined, MoveBy.Fact),
        new(QuoteStatus.Sent, QuoteStatus.Withdrawn),
        new(QuoteStatus.Declined, QuoteStatus.Draft, MoveBy.Fact),
        new(QuoteStatus.Declined, QuoteStatus.Withdrawn)
    );
}
