namespace MindGraphy.Domain.Inquiries;

/// <summary>A line of the log.</summary>
/// <param name="Id">The submission.</param>
/// <param name="Channel">Which way.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Sender">Who it is from, as far as it says.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="CustomerId">The lead.</param>
public sealed record InquiryLine(
    Guid Id,
    InquiryChannel Channel,
    InquiryOutcome Outcome,
    string? Sender,
    DateTimeOffset ReceivedAt,
    Guid? CustomerId
);

/// <summary>A page of the log.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Next">Asks for the page after; null on the last.</param>
public sealed record InquiryPages(IReadOnlyList<InquiryLine> Lines, Guid? Next)
{
    /// <summary>Lines a page.</summary>
    public const int Size = 50;
}

/// <summary>Everything about one submission.</summary>
/// <param name="Line">What the list says.</param>
/// <param name="Codes">Why it was not taken.</param>
/// <param name="Language">The sender's language.</param>
/// <param name="Ip">The sender's address.</param>
/// <param name="UserAgent">The sender's browser.</param>
/// <param name="ConsentVersion">The privacy text that was agreed to.</param>
/// <param name="TokenName">The token it came with.</param>
/// <param name="TakenByName">Who made it a lead by hand.</param>
/// <param name="SettledAt">When it was settled.</param>
/// <param name="Body">What is kept of what came.</param>
/// <param name="BodyBytes">How long it was.</param>
public sealed record InquirySheet(
    InquiryLine Line,
    IReadOnlyList<string> Codes,
    string Language,
    string? Ip,
    string? UserAgent,
    string? ConsentVersion,
    string? TokenName,
    string? TakenByName,
    DateTimeOffset? SettledAt,
    string Body,
    long BodyBytes
);

/// <summary>What the website's settings show.</summary>
/// <param name="Sites">Sites that may show the form, by name.</param>
/// <param name="Tokens">Tokens, newest first.</param>
public sealed record WebsiteSheet(IReadOnlyList<string> Sites, IReadOnlyList<TokenLine> Tokens);

/// <summary>A token as its maker sees it afterwards.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">What for.</param>
/// <param name="Shown">Its first characters.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ByName">Who made it.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="LastUsedAt">When it was last used.</param>
/// <param name="RevokedAt">When it was taken back.</param>
public sealed record TokenLine(
    Guid Id,
    string Name,
    string Shown,
    DateTimeOffset CreatedAt,
    string? ByName,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt
);

/// <summary>A token that was just made.</summary>
/// <param name="Id">Id.</param>
/// <param name="Secret">The token; shown once.</param>
public sealed record NewToken(Guid Id, string Secret);

/// <summary>What a bearer token says about its bearer.</summary>
/// <param name="TokenId">The token where it is a known one, live or not.</param>
/// <param name="IsLive">Whether it opens anything.</param>
/// <param name="MayWriteInquiries">Whether it may send inquiries.</param>
public sealed record Bearer(Guid? TokenId, bool IsLive, bool MayWriteInquiries)
{
    /// <summary>Nobody we know.</summary>
    public static Bearer Unknown { get; } = new(null, false, false);
}
