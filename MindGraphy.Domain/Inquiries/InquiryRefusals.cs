using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Inquiries;

/// <summary>No such submission; what became no lead is deleted after a while.</summary>
public sealed record SubmissionNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The text is no address of a site: <c>https://www.example.com</c>.</summary>
public sealed record SiteUnreadable() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Site";
}

/// <summary>More sites than a header holds.</summary>
public sealed record TooManySites(int Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>No such token.</summary>
public sealed record TokenNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A token that ends before it begins.</summary>
public sealed record TokenEndsInThePast() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Expires";
}
