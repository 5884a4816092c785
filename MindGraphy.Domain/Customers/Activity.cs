using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>What a member of staff writes into a couple's timeline.</summary>
public enum ActivityKind
{
    /// <summary>A note for ourselves.</summary>
    Note,

    /// <summary>A telephone call.</summary>
    Call,

    /// <summary>A message outside this program: KakaoTalk, SMS, Instagram.</summary>
    Message,

    /// <summary>They came to the studio, or we met.</summary>
    Visit,

    /// <summary>A file that was put beside it.</summary>
    File,
}

/// <summary>A line that staff wrote into a couple's timeline (<c>customer_activities</c>).</summary>
public sealed class Activity
{
    /// <summary>Most characters of a line.</summary>
    public const int BodyMaxLength = 4000;

    /// <summary>Most megabytes of a file.</summary>
    public const int FileMaxMegabytes = 50;

    private Activity() { }

    private Activity(Guid customerId, ActivityKind kind, string? body, Guid? byId, DateTimeOffset now) =>
        (Id, CustomerId, Kind, Body, ById, HappenedAt, CreatedAt) = (Ids.New(), customerId, kind, body, byId, now, now);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>What it was.</summary>
    public ActivityKind Kind { get; private init; }

    /// <summary>Whether they spoke to us (true) or we to them (false); null for notes and files.</summary>
    public bool? IsIncoming { get; private init; }

    /// <summary>What was said or noted, at most <see cref="BodyMaxLength"/>.</summary>
    public string? Body { get; private set; }

    /// <summary>Who wrote it.</summary>
    public Guid? ById { get; private init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset HappenedAt { get; private init; }

    /// <summary>When it was changed last; null where it never was.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>When it was taken away; null where it stands.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Name of the file; null where there is none.</summary>
    public string? FileName { get; private init; }

    /// <summary>Where the file's bytes are in the object store.</summary>
    public string? FileKey { get; private init; }

    /// <summary>The file's type as it is served.</summary>
    public string? FileType { get; private init; }

    /// <summary>The file's size in bytes.</summary>
    public long? FileSize { get; private init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Whether the studio spoke to the couple: the first time is the first response.</summary>
    public bool IsAnswer => Kind is ActivityKind.Call or ActivityKind.Message or ActivityKind.Visit && IsIncoming != true;

    /// <summary>Writes a line.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public static Result<Activity> Write(Guid customerId, ActivityKind kind, bool? incoming, string? body, Guid? byId, DateTimeOffset now)
    {
        var text = StudioText.Clean(body, multiline: true);
        if (text is null)
        {
            return new FieldRequired(nameof(Body));
        }

        if (text.Length > BodyMaxLength)
        {
            return new FieldTooLong(nameof(Body), BodyMaxLength);
        }

        return new Activity(customerId, kind, text, byId, now) { IsIncoming = kind == ActivityKind.Note ? null : incoming ?? false };
    }

    /// <summary>Puts a file into the timeline.</summary>
    public static Activity OfFile(Guid customerId, string name, string key, string type, long size, Guid? byId, DateTimeOffset now) =>
        new(customerId, ActivityKind.File, null, byId, now)
        {
            FileName = StudioText.Cut(name, 255),
            FileKey = key,
            FileType = type,
            FileSize = size,
        };

    /// <summary>Writes it anew.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Rewrite(string? body, DateTimeOffset now)
    {
        var text = StudioText.Clean(body, multiline: true);
        if (text is null)
        {
            return new FieldRequired(nameof(Body));
        }

        if (text.Length > BodyMaxLength)
        {
            return new FieldTooLong(nameof(Body), BodyMaxLength);
        }

        (Body, EditedAt) = (text, now);
        return Result.Ok;
    }

    /// <summary>Takes it away, or puts it back where <paramref name="now"/> is null.</summary>
    public void Remove(DateTimeOffset? now) => RemovedAt = now;
}
