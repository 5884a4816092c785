using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Feeds;

/// <summary>No such feed, or it is not the asker's.</summary>
public sealed record FeedNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Another address of the same person, room or the studio is open already.</summary>
public sealed record FeedIsOpen() : Refusal(RefusalKind.Conflict);

/// <summary>The notice is not between 0 minutes and a day.</summary>
/// <param name="Most">The most minutes.</param>
public sealed record AlarmOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => "AlarmMinutes";
}

/// <summary>The text is no address of a calendar: no https, a password in it, or no address at all.</summary>
public sealed record FeedAddressUnreadable() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Address";
}

/// <summary>The person has as many private calendars as one may have.</summary>
/// <param name="Most">How many.</param>
public sealed record TooManyFeeds(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}
