using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Cards;

/// <summary>
/// A memory card of a shoot (<c>memory_cards</c>): what was on it, where it was copied to and who looked. It may be formatted once two copies were
/// verified, and not before: what was never copied is lost with the card.
/// </summary>
public sealed class MemoryCard
{
    /// <summary>Most characters of a label or a place.</summary>
    public const int NameMaxLength = 60;

    /// <summary>Most files of one card.</summary>
    public const int MaxFiles = 99_999;

    /// <summary>Most bytes of one card: 4 TB.</summary>
    public const long MaxBytes = 4_000_000_000_000;

    /// <summary>Verified copies before it may be formatted.</summary>
    public const int CopiesNeeded = 2;

    private readonly List<CardCopy> _copies = [];

    private MemoryCard() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The shoot.</summary>
    public Guid ScheduleId { get; private init; }

    /// <summary>What is written on it; unique in its shoot (<c>ux_memory_cards_label</c>).</summary>
    public string Label { get; private set; } = "";

    /// <summary>Who photographed on it; null where nobody said.</summary>
    public Guid? PhotographerId { get; private set; }

    /// <summary>Files on it, 1 to <see cref="MaxFiles"/>.</summary>
    public int FileCount { get; private set; }

    /// <summary>Their bytes, 1 to <see cref="MaxBytes"/>; typed from a camera or a computer that rounds.</summary>
    public long Bytes { get; private set; }

    /// <summary>The album it was uploaded to; null where it was not.</summary>
    public Guid? AlbumId { get; private set; }

    /// <summary>Its folder there; empty for the whole album.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>When somebody formatted it; null while its files are on it.</summary>
    public DateTimeOffset? FormattedAt { get; private set; }

    /// <summary>Who did.</summary>
    public Guid? FormattedById { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Copies outside the studio's store that somebody compared.</summary>
    public IReadOnlyList<CardCopy> Copies => _copies;

    /// <summary>Enters a card.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="CardCountOutOfRange"/>; a label that the shoot has already with <see cref="Pipeline.NameTaken"/> on saving.</returns>
    public static Result<MemoryCard> Enter(Guid scheduleId, CardDetails details, DateTimeOffset now)
    {
        var card = new MemoryCard
        {
            Id = Ids.New(),
            ScheduleId = scheduleId,
            CreatedAt = now,
        };
        var written = card.Write(details);
        return written.Succeeded ? card : written.Refusal;
    }

    /// <summary>Writes it anew. Other counts than before make no copy invalid by themselves; the store's is compared anew each time.</summary>
    /// <returns>Refused as <see cref="Enter"/> refuses, and with <see cref="CardFormatted"/>.</returns>
    public Result Write(CardDetails details)
    {
        if (FormattedAt is not null)
        {
            return new CardFormatted();
        }

        if (StudioText.Clean(details.Label) is not { } label)
        {
            return new FieldRequired(nameof(details.Label));
        }

        if (label.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(details.Label), NameMaxLength);
        }

        if (details.FileCount is not (>= 1 and <= MaxFiles))
        {
            return new CardCountOutOfRange(nameof(details.FileCount), MaxFiles);
        }

        if (details.Bytes is not (>= 1 and <= MaxBytes))
        {
            return new CardCountOutOfRange(nameof(details.Bytes), MaxBytes);
        }

        (Label, PhotographerId, FileCount, Bytes) = (label, details.PhotographerId, details.FileCount, details.Bytes);
        return Result.Ok;
    }

    /// <summary>Says where in the studio's store it was uploaded to; null that it was not.</summary>
    /// <returns>Refused with <see cref="CardFormatted"/>.</returns>
    public Result Link(Guid? albumId, string? folder)
    {
        if (FormattedAt is not null)
        {
            return new CardFormatted();
        }

        (AlbumId, Folder) = (albumId, albumId is null ? "" : folder ?? "");
        return Result.Ok;
    }

    /// <summary>Somebody compared a copy with the card.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="CardFormatted"/>; a place that it has already with <see cref="Pipeline.NameTaken"/> on saving.</returns>
    public Result Verify(string? place, Guid byId, DateTimeOffset now)
    {
        if (FormattedAt is not null)
        {
            return new CardFormatted();
        }

        if (StudioText.Clean(place) is not { } clean)
        {
            return new FieldRequired("Place");
        }

        if (clean.Length > NameMaxLength)
        {
            return new FieldTooLong("Place", NameMaxLength);
        }

        // One copy spelled twice is one copy.
        if (_copies.Exists(c => Same(c.Place, clean)))
        {
            return new Pipeline.NameTaken();
        }

        _copies.Add(new CardCopy(Id, clean, byId, now));
        return Result.Ok;
    }

    /// <summary>A copy turned out to be none; repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="CardFormatted"/>.</returns>
    public Result Unverify(Guid copyId)
    {
        if (FormattedAt is not null)
        {
            return new CardFormatted();
        }

        _copies.RemoveAll(c => c.Id == copyId);
        return Result.Ok;
    }

    /// <summary>Somebody formatted it; the first word stands.</summary>
    /// <param name="stored">What lies in the studio's store of it now; null where it is not linked.</param>
    /// <param name="byId">Who.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="CardNotSafe"/> while fewer than <see cref="CopiesNeeded"/> copies were verified.</returns>
    public Result Format(StoredCard? stored, Guid byId, DateTimeOffset now)
    {
        if (FormattedAt is not null)
        {
            return Result.Ok;
        }

        var copies = CopiesWith(_copies.Count, FileCount, Bytes, stored);
        if (copies < CopiesNeeded)
        {
            return new CardNotSafe(copies, CopiesNeeded);
        }

        (FormattedAt, FormattedById) = (now, byId);
        return Result.Ok;
    }

    /// <summary>Verified copies: those that people compared, and the store's where it holds as many files that can be read and, within what a typed size rounds (a hundredth, or 100 MB), as many bytes.</summary>
    public static int CopiesWith(int compared, int fileCount, long bytes, StoredCard? stored) =>
        compared + (IsWhole(fileCount, bytes, stored) ? 1 : 0);

    private static bool Same(string a, string b) =>
        string.Equals(
            string.Concat(a.Where(c => !char.IsWhiteSpace(c))),
            string.Concat(b.Where(c => !char.IsWhiteSpace(c))),
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>Whether the store holds all of the card.</summary>
    public static bool IsWhole(int fileCount, long bytes, StoredCard? stored) =>
        stored is { } held && held.Files == fileCount && Math.Abs(held.Bytes - bytes) <= Math.Max(bytes / 100, 100_000_000);
}

/// <summary>A copy of a card outside the studio's store (<c>memory_card_copies</c>): on a disk, on the NAS.</summary>
public sealed class CardCopy
{
    private CardCopy() { }

    internal CardCopy(Guid cardId, string place, Guid byId, DateTimeOffset now) =>
        (Id, CardId, Place, VerifiedById, VerifiedAt) = (Ids.New(), cardId, place, byId, now);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The card.</summary>
    public Guid CardId { get; private init; }

    /// <summary>Where; one of a name for each card (<c>ux_memory_card_copies_place</c>).</summary>
    public string Place { get; private init; } = "";

    /// <summary>Who compared it.</summary>
    public Guid VerifiedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset VerifiedAt { get; private init; }
}

/// <summary>What stands on a card's line.</summary>
/// <param name="Label">What is written on it.</param>
/// <param name="PhotographerId">Who photographed on it.</param>
/// <param name="FileCount">Files on it.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record CardDetails(string? Label, Guid? PhotographerId, int FileCount, long Bytes);

/// <summary>What lies in the studio's store of a card. A copy that nobody can open is none, and one that was not looked at yet is not verified.</summary>
/// <param name="Files">Files that arrived whole and were read as pictures, or that only this server does not read (too large, no reader installed).</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Unreadable">Files more that arrived but can't be read.</param>
/// <param name="Waiting">Files more that arrived and are not looked at yet.</param>
public sealed record StoredCard(int Files, long Bytes, int Unreadable = 0, int Waiting = 0)
{
    /// <summary>All files that arrived, whatever they are.</summary>
    public int Arrived => Files + Unreadable + Waiting;
}
