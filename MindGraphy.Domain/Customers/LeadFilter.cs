namespace MindGraphy.Domain.Customers;

/// <summary>Which couples a board or a list shows.</summary>
/// <param name="Search">Name, initial consonants, phone digits, e-mail, day or venue; null for all.</param>
/// <param name="ManagerId">Of this manager; <see cref="Nobody"/> for those of nobody; null for all.</param>
public abstract record LeadFilter(string? Search, Guid? ManagerId)
{
    /// <summary>Stands for "looked after by nobody".</summary>
    public static readonly Guid Nobody = Guid.Empty;

    /// <summary>유입 경로 as couples keep it; null for all.</summary>
    public string? Source { get; init; }

    /// <summary>Sent by this partner; null for all.</summary>
    public Guid? ReferrerId { get; init; }

    /// <summary>Weddings from this day on.</summary>
    public DateOnly? WeddingFrom { get; init; }

    /// <summary>Weddings up to this day.</summary>
    public DateOnly? WeddingTo { get; init; }

    /// <summary>Only those whose earliest task is overdue.</summary>
    public bool Overdue { get; init; }

    /// <summary>Only those for whom nothing was done for longer than their stage's rule allows.</summary>
    public bool Idle { get; init; }

    /// <summary>Only those whom nobody has answered yet.</summary>
    public bool Unanswered { get; init; }

    /// <summary>In which order.</summary>
    public LeadSort Sort { get; init; }

    /// <summary>Whether it leaves something out.</summary>
    public virtual bool IsNarrow =>
        Search is not null
        || ManagerId is not null
        || Source is not null
        || ReferrerId is not null
        || WeddingFrom is not null
        || WeddingTo is not null
        || Overdue
        || Idle
        || Unanswered;
}

/// <summary>Which cards a board shows, each in the column of its stage.</summary>
public sealed record BoardFilter(string? Search = null, Guid? ManagerId = null) : LeadFilter(Search, ManagerId);

/// <summary>Which couples the list shows.</summary>
/// <param name="Search">As on the board.</param>
/// <param name="Status">Where they stand; null for all.</param>
/// <param name="ManagerId">As on the board.</param>
public sealed record CustomerFilter(string? Search = null, LeadStatus? Status = null, Guid? ManagerId = null)
    : LeadFilter(Search, ManagerId)
{
    /// <inheritdoc/>
    public override bool IsNarrow => Status is not null || base.IsNarrow;
}

/// <summary>In which order couples are shown; equal ones by id.</summary>
public enum LeadSort
{
    /// <summary>On the board who came into the column last; in the list who asked last.</summary>
    Newest,

    /// <summary>Who stands in the stage for longest.</summary>
    Longest,

    /// <summary>The nearest wedding; without a day at the end.</summary>
    Wedding,

    /// <summary>The earliest open task; without one at the end.</summary>
    Task,

    /// <summary>By the bride's name.</summary>
    Name,

    /// <summary>For whom nothing was done for longest.</summary>
    Untouched,
}

/// <summary>Whether a wished day still has a photographer.</summary>
public enum DateLight
{
    /// <summary>Nothing to say: no day, a day that was, or a stage in which it does not matter.</summary>
    None,

    /// <summary>More photographers are free than couples hold a proposal for that day.</summary>
    Free,

    /// <summary>Somebody is free, but as many couples hold a proposal, or only a hold stands in the way.</summary>
    Contested,

    /// <summary>Nobody is free.</summary>
    Full,
}
