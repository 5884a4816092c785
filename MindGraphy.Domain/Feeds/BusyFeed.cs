using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Feeds;

/// <summary>Why a private calendar could not be read (<c>busy_feeds.problem</c>).</summary>
public enum BusyProblem
{
    /// <summary>Nobody answers at the address.</summary>
    Unreachable,

    /// <summary>The address answers that there is nothing.</summary>
    NotThere,

    /// <summary>The address leads into a private network, or is not https.</summary>
    NotAllowed,

    /// <summary>More than five megabytes.</summary>
    TooLarge,

    /// <summary>No whole answer within twenty seconds.</summary>
    TooSlow,

    /// <summary>No calendar: a page, a picture, garbage.</summary>
    NoCalendar,

    /// <summary>More than ten thousand entries.</summary>
    TooMany,
}

/// <summary>
/// A private calendar of a person that keeps them from being booked (<c>busy_feeds</c>): read every quarter of an hour, what is busy in it is
/// written as bookings of source <c>external</c>. Only times are kept, never titles. The address is a secret of its owner and is stored sealed
/// under the server's key.
/// </summary>
public sealed class BusyFeed
{
    /// <summary>Most characters of an address.</summary>
    public const int AddressMaxLength = 2000;

    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 60;

    /// <summary>Most private calendars of one person.</summary>
    public const int MostOfOne = 5;

    private BusyFeed() { }

    /// <summary>Takes in a calendar; it is due at once.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="host">The host of its address, which may be shown.</param>
    /// <param name="sealedAddress">Its address, sealed.</param>
    /// <param name="now">Now.</param>
    /// <param name="dueAt">When it is read first; null for at once.</param>
    public BusyFeed(Guid personId, string name, string host, string sealedAddress, DateTimeOffset now, DateTimeOffset? dueAt = null) =>
        (Id, PersonId, Name, Host, SealedAddress, CreatedAt, DueAt) = (Ids.New(), personId, name, host, sealedAddress, now, dueAt ?? now);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose calendar.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What its owner calls it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The host of its address.</summary>
    public string Host { get; private init; } = "";

    /// <summary>Its address, sealed under the server's key.</summary>
    public string SealedAddress { get; private init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it is read next.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>When it was last read whole.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>What went wrong the last time; null where nothing did. What was read before stays.</summary>
    public BusyProblem? Problem { get; private set; }

    /// <summary>How the server named what was read last, for asking whether it changed.</summary>
    public string? ETag { get; private set; }

    /// <summary>When the server said that it changed last.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>How many stretches of time it keeps busy.</summary>
    public int Blocks { get; private set; }

    /// <summary>Entries that could not be understood and were passed over the last time.</summary>
    public int PassedOver { get; private set; }

    /// <summary>It was read whole.</summary>
    public void Read(string? etag, DateTimeOffset? changedAt, int blocks, int passedOver, DateTimeOffset now) =>
        (ETag, ChangedAt, Blocks, PassedOver, Problem, ReadAt, TriedAt) = (
            etag?.Length <= 200 ? etag : null,
            changedAt,
            blocks,
            passedOver,
            null,
            now,
            now
        );

    /// <summary>It could not be read; the last good state stays.</summary>
    public void Failed(BusyProblem problem, DateTimeOffset now) => (Problem, TriedAt) = (problem, now);
}

/// <summary>A stretch of a private calendar that could not be kept free because the person was booked already (<c>busy_clashes</c>): somebody has to look at it.</summary>
public sealed class BusyClash
{
    private BusyClash() { }

    /// <summary>Writes one down.</summary>
    internal BusyClash(Guid feedId, DateTimeOffset from, DateTimeOffset to) =>
        (Id, FeedId, BusyFrom, BusyTo) = (Ids.New(), feedId, from, to);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The private calendar.</summary>
    public Guid FeedId { get; private init; }

    /// <summary>Busy from.</summary>
    public DateTimeOffset BusyFrom { get; private init; }

    /// <summary>Busy until, exclusive.</summary>
    public DateTimeOffset BusyTo { get; private init; }
}
