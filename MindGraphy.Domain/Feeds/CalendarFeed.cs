using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Feeds;

/// <summary>Whose entries a feed holds (<c>calendar_feeds.kind</c>).</summary>
public enum FeedKind
{
    /// <summary>One person's shoots, leave and holds.</summary>
    Person,

    /// <summary>Everything of the studio.</summary>
    Studio,

    /// <summary>The shoots in one room.</summary>
    Room,
}

/// <summary>
/// A secret address under which a calendar program reads entries (<c>calendar_feeds</c>). The row holds only the token's SHA-256; the token is
/// derived from the row's id by the server's key (ADR 8), so that it can be shown again and a dump opens nothing. One address of a person, a room
/// and the studio is open at a time.
/// </summary>
public sealed class CalendarFeed
{
    /// <summary>The most minutes of notice before one has to leave.</summary>
    public const int MaxAlarmMinutes = 24 * 60;

    private CalendarFeed() { }

    /// <summary>Makes a feed.</summary>
    /// <param name="kind">Whose entries.</param>
    /// <param name="personId">The person of a person's feed.</param>
    /// <param name="roomId">The room of a room's feed.</param>
    /// <param name="language"><c>ko</c> or <c>en</c>.</param>
    /// <param name="alarmMinutes">Minutes of notice before one has to leave; null for none.</param>
    /// <param name="createdById">Who made it.</param>
    /// <param name="signer">Derives the token.</param>
    /// <param name="now">Now.</param>
    public CalendarFeed(
        FeedKind kind,
        Guid? personId,
        Guid? roomId,
        string language,
        int? alarmMinutes,
        Guid? createdById,
        ILinkSigner signer,
        DateTimeOffset now
    )
    {
        (Id, Kind, PersonId, RoomId, Language, AlarmMinutes) = (Ids.New(), kind, personId, roomId, language, alarmMinutes);
        (CreatedById, CreatedAt, TokenHash) = (createdById, now, signer.HashOf(signer.TokenFor(Id)));
    }

    /// <summary>Id; the token is derived from it.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose entries.</summary>
    public FeedKind Kind { get; private init; }

    /// <summary>The person.</summary>
    public Guid? PersonId { get; private init; }

    /// <summary>The room.</summary>
    public Guid? RoomId { get; private init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary><c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "ko";

    /// <summary>Minutes of notice before one has to leave, 0 to <see cref="MaxAlarmMinutes"/>; null for none.</summary>
    public int? AlarmMinutes { get; private set; }

    /// <summary>Who made it.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was taken back; from then on it is not found.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When a program last read it, to the minute.</summary>
    public DateTimeOffset? LastReadAt { get; private set; }

    /// <summary>Takes it back at once.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Changes the notice.</summary>
    /// <returns>Refused with <see cref="AlarmOutOfRange"/>.</returns>
    public Result Remind(int? alarmMinutes)
    {
        if (alarmMinutes is < 0 or > MaxAlarmMinutes)
        {
            return new AlarmOutOfRange(MaxAlarmMinutes);
        }

        AlarmMinutes = alarmMinutes;
        return Result.Ok;
    }
}
