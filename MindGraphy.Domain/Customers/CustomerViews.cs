namespace MindGraphy.Domain.Customers;

/// <summary>A page of the list.</summary>
/// <param name="Lines">At most <see cref="Size"/>, in the order asked for.</param>
/// <param name="Next">The key of the next page; null on the last.</param>
/// <param name="Count">How many the filter shows, counted up to <see cref="MostCounted"/>.</param>
public sealed record CustomerPages(IReadOnlyList<CustomerLine> Lines, string? Next, int Count)
{
    /// <summary>How far is counted.</summary>
    public const int MostCounted = 1_000;

    /// <summary>Lines of a page.</summary>
    public const int Size = 50;
}

/// <summary>A line of the list of couples: what a card says, and the phone to call first.</summary>
/// <param name="Card">What the board would say.</param>
/// <param name="Phone">The phone to call first, E.164.</param>
/// <param name="Referrer">Who sent them.</param>
public sealed record CustomerLine(LeadCard Card, string? Phone, string? Referrer)
{
    /// <summary>The couple.</summary>
    public Guid Id => Card.Id;
}

/// <summary>The page of one couple.</summary>
/// <param name="Id">The couple.</param>
/// <param name="Details">What they told us; phones in E.164.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="StatusChangedAt">Since when.</param>
/// <param name="CancelReason">Why they were lost.</param>
/// <param name="ManagerId">Who looks after them.</param>
/// <param name="ManagerName">Their name.</param>
/// <param name="CreatedAt">When they asked.</param>
/// <param name="Version">The row's version, to be handed back by an edit.</param>
/// <param name="Contacts">The people.</param>
/// <param name="Consents">The latest answer of each person to each consent, newest first.</param>
/// <param name="Stages">Their way over the board, newest first.</param>
/// <param name="File">What else their file says.</param>
public sealed record CustomerSheet(
    Guid Id,
    CustomerDetails Details,
    LeadStatus Status,
    DateTimeOffset StatusChangedAt,
    string? CancelReason,
    Guid? ManagerId,
    string? ManagerName,
    DateTimeOffset CreatedAt,
    uint Version,
    IReadOnlyList<ContactLine> Contacts,
    IReadOnlyList<ConsentLine> Consents,
    IReadOnlyList<StageLine> Stages,
    CustomerFile File
)
{
    /// <summary>Both names as a heading, bride first.</summary>
    public string CoupleName => Details.BrideName + " · " + Details.GroomName;

    /// <summary>Whether the wished day still has a photographer; not read from the row but from the calendar.</summary>
    public DateLight Light { get; init; }

    /// <summary>As much of a card as the light asks for.</summary>
    internal LeadCard AsCard =>
        new(
            Id,
            Details.BrideName ?? "",
            Details.GroomName ?? "",
            Details.WeddingDate,
            Details.WeddingVenue,
            Status,
            StatusChangedAt,
            ManagerId,
            ManagerName,
            CancelReason,
            null,
            Version,
            Details.WeddingTime
        );
}

/// <summary>A person of a couple.</summary>
/// <param name="Id">The person.</param>
/// <param name="Role">Who they are.</param>
/// <param name="Name">Name.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Language">The language we write to them in: <c>ko</c> or <c>en</c>.</param>
/// <param name="LatinName">Name in Latin letters.</param>
public sealed record ContactLine(
    Guid Id,
    ContactRole Role,
    string Name,
    string? Phone,
    string? Email,
    string Language,
    string? LatinName = null
);

/// <summary>Something agreed to or refused.</summary>
/// <param name="Kind">What.</param>
/// <param name="TextVersion">The version of the text that was shown.</param>
/// <param name="IsGiven">Yes or no.</param>
/// <param name="GivenAt">When.</param>
/// <param name="ContactId">The person; null where the inquiry form did not know which of the two wrote.</param>
public sealed record ConsentLine(ConsentKind Kind, string TextVersion, bool IsGiven, DateTimeOffset GivenAt, Guid? ContactId = null);

/// <summary>One move over the board.</summary>
/// <param name="From">Before; null for the first entry.</param>
/// <param name="To">After.</param>
/// <param name="Reason">Why.</param>
/// <param name="ByName">Who; null for a fact or the public form.</param>
/// <param name="At">When.</param>
public sealed record StageLine(LeadStatus? From, LeadStatus To, string? Reason, string? ByName, DateTimeOffset At);

/// <summary>Somebody who may look after couples.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Family name first.</param>
public sealed record ManagerChoice(Guid Id, string Name);
