namespace MindGraphy.Domain.Inquiries;

/// <summary>Submissions, the sites that may show the form, and tokens.</summary>
public interface IInquiryRepository
{
    /// <summary>Adds a submission.</summary>
    void Add(InquirySubmission submission);

    /// <summary>A submission under its row's lock: two who settle it come one after the other. Null where there is none.</summary>
    Task<InquirySubmission?> LockAsync(Guid id, CancellationToken ct = default);

    /// <summary>A page of the log, newest first.</summary>
    /// <param name="outcome">Only these; null for all.</param>
    /// <param name="after">The key that the page before handed out; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    Task<InquiryPages> ListAsync(InquiryOutcome? outcome, Guid? after, CancellationToken ct = default);

    /// <summary>One submission with its content; null where there is none.</summary>
    Task<InquirySheet?> SheetAsync(Guid id, CancellationToken ct = default);

    /// <summary>Deletes what became no lead and is older than this.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken ct = default);

    /// <summary>Origins of the sites that may show the form, by name.</summary>
    Task<IReadOnlyList<string>> SitesAsync(CancellationToken ct = default);

    /// <summary>Lets a site show the form; one that may already stays as it is.</summary>
    /// <returns>False where there are <see cref="EmbedSite.Most"/> already.</returns>
    Task<bool> AddSiteAsync(string origin, CancellationToken ct = default);

    /// <summary>Takes that back.</summary>
    Task RemoveSiteAsync(string origin, CancellationToken ct = default);

    /// <summary>Tokens, newest first.</summary>
    Task<IReadOnlyList<TokenLine>> TokensAsync(CancellationToken ct = default);

    /// <summary>Adds a token.</summary>
    void Add(ApiToken token);

    /// <summary>A token to change; null where there is none.</summary>
    Task<ApiToken?> TokenAsync(Guid id, CancellationToken ct = default);

    /// <summary>The token of a hash, read only; null where there is none.</summary>
    Task<ApiToken?> TokenOfAsync(string hash, CancellationToken ct = default);

    /// <summary>Remembers that a token was used, at most once a minute.</summary>
    Task UsedAsync(Guid tokenId, CancellationToken ct = default);
}
