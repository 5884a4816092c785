using System.Globalization;
using System.Text;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Deliveries;

/// <summary>
/// One file of a delivery (<c>delivery_files</c>), in its two sizes. Names, bytes and hashes are fixed when the delivery becomes ready: what a couple fetches next year is what
/// the manifest of today says.
/// </summary>
public sealed class DeliveryFile
{
    /// <summary>Most bytes of a name in UTF-8: file systems take 255.</summary>
    public const int NameMaxBytes = 200;

    private DeliveryFile() { }

    /// <summary>Takes a photo into a delivery.</summary>
    /// <param name="deliverableId">The delivery.</param>
    /// <param name="position">Place in it, from 1.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="name">Its name in this delivery; no other file of it has the same.</param>
    /// <param name="dosTime">Its date and time as ZIP files write them, on the studio's wall clock.</param>
    public DeliveryFile(Guid deliverableId, int position, DeliverablePhoto photo, string name, uint dosTime)
    {
        (DeliverableId, Position, PhotoId, Name, DosTime) = (deliverableId, position, photo.Id, name, dosTime);
        (StoreKey, Bytes, Sha256) = (photo.FilePath, photo.Bytes, photo.Sha256);
        WebKey = Photos.Photo.RenditionKey(photo.Id, photo.ShownHash, Photos.IPhotoRenderer.Sizes.Max());
    }

    /// <summary>The delivery.</summary>
    public Guid DeliverableId { get; private init; }

    /// <summary>Place in it, from 1.</summary>
    public int Position { get; private init; }

    /// <summary>The photo.</summary>
    public Guid PhotoId { get; private init; }

    /// <summary>Its name in this delivery, NFC.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Date and time as ZIP files write them.</summary>
    public uint DosTime { get; private init; }

    /// <summary>Store key of the original.</summary>
    public string StoreKey { get; private init; } = "";

    /// <summary>Its bytes.</summary>
    public long Bytes { get; private init; }

    /// <summary>Its SHA-256, lower-case hex, as it was when the photo came.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Its CRC-32, which ZIP files need before the bytes; null until it was read.</summary>
    public uint? Crc32 { get; private set; }

    /// <summary>The ZIP file it stands in, from 1.</summary>
    public int? Part { get; private set; }

    /// <summary>Store key of the web size.</summary>
    public string WebKey { get; private init; } = "";

    /// <summary>Bytes of the web size.</summary>
    public long? WebBytes { get; private set; }

    /// <summary>SHA-256 of the web size.</summary>
    public string? WebSha256 { get; private set; }

    /// <summary>CRC-32 of the web size.</summary>
    public uint? WebCrc32 { get; private set; }

    /// <summary>The ZIP file of the web sizes it stands in, from 1.</summary>
    public int? WebPart { get; private set; }

    /// <summary>What was read of it.</summary>
    public void Read(uint crc32, FileFigures web) => (Crc32, WebBytes, WebSha256, WebCrc32) = (crc32, web.Bytes, web.Sha256, web.Crc32);

    /// <summary>In which ZIP files it stands.</summary>
    public void Place(int part, int webPart) => (Part, WebPart) = (part, webPart);

    /// <summary>It in one size, as it is fetched; call once it was read.</summary>
    public DownloadFile In(DownloadSize size) =>
        size == DownloadSize.Original
            ? new DownloadFile(Position, Name, StoreKey, new FileFigures(Bytes, Sha256, Crc32 ?? 0), DosTime, Part ?? 0)
            : new DownloadFile(
                Position,
                DeliveryNames.Web(Name),
                WebKey,
                new FileFigures(WebBytes ?? 0, WebSha256 ?? "", WebCrc32 ?? 0),
                DosTime,
                WebPart ?? 0
            );
}

/// <summary>What is known of bytes that were read.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="Sha256">Lower-case hex SHA-256.</param>
/// <param name="Crc32">CRC-32 as ZIP files have it.</param>
public sealed record FileFigures(long Bytes, string Sha256, uint Crc32);

/// <summary>A file as it is fetched.</summary>
/// <param name="Position">Place in its delivery.</param>
/// <param name="Name">Its name.</param>
/// <param name="StoreKey">Where its bytes are.</param>
/// <param name="Figures">What they are.</param>
/// <param name="DosTime">Date and time as ZIP files write them.</param>
/// <param name="Part">The ZIP file it stands in.</param>
public sealed record DownloadFile(int Position, string Name, string StoreKey, FileFigures Figures, uint DosTime, int Part);

/// <summary>A photo as a delivery takes it.</summary>
/// <param name="Id">The photo.</param>
/// <param name="FileName">The camera's name.</param>
/// <param name="FilePath">The original's store key.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="ShownHash">What its renditions are named after.</param>
/// <param name="At">When it was taken, else when it came.</param>
public sealed record DeliverablePhoto(
    Guid Id,
    string FileName,
    string FilePath,
    long Bytes,
    string Sha256,
    string ShownHash,
    DateTimeOffset At
);

/// <summary>
/// A download that was begun (<c>delivery_downloads</c>): who fetched what, and how much of it was sent. Rows are kept; each counts once against the limit, however
/// often it is resumed.
/// </summary>
public sealed class DeliveryDownload
{
    /// <summary>How long after it was begun the same person may go on with it, or begin an unfinished one anew, without counting.</summary>
    public static readonly TimeSpan Resumable = TimeSpan.FromDays(1);

    private DeliveryDownload() { }

    /// <summary>Begins one.</summary>
    /// <param name="deliverableId">The delivery.</param>
    /// <param name="contactId">Who fetches.</param>
    /// <param name="what">What (<see cref="DownloadName"/>).</param>
    /// <param name="nth">Which time of this person and thing, from 1.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="now">Now.</param>
    public DeliveryDownload(Guid deliverableId, Guid contactId, DownloadName what, int nth, long length, DateTimeOffset now)
    {
        (Id, DeliverableId, ContactId, Nth, Length, StartedAt, LastAt) = (Ids.New(), deliverableId, contactId, nth, length, now, now);
        (Size, Part, Position) = (what.Size, what.Part, what.Position);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The delivery.</summary>
    public Guid DeliverableId { get; private init; }

    /// <summary>Who fetches.</summary>
    public Guid ContactId { get; private init; }

    /// <summary>In which size.</summary>
    public DownloadSize Size { get; private init; }

    /// <summary>The ZIP file, from 1; 0 for a single file.</summary>
    public int Part { get; private init; }

    /// <summary>The file, from 1; 0 for a ZIP file.</summary>
    public int Position { get; private init; }

    /// <summary>Which time of this person and thing, from 1.</summary>
    public int Nth { get; private init; }

    /// <summary>Its bytes.</summary>
    public long Length { get; private init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When something of it was last asked for.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>When every byte of it had been sent; null while some was not.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Whether a request is this download again: any piece of it within a day, and from the beginning as long as it never was complete.</summary>
    public bool GoesOnWith(long from, DateTimeOffset now) => now - StartedAt < Resumable && (from > 0 || CompletedAt is null);

    /// <summary>Somebody asks for a piece of it.</summary>
    public void AskedFor(DateTimeOffset now) => LastAt = now;
}

/// <summary>What is fetched: a ZIP file or a single file, in a size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Part">The ZIP file, from 1; 0 for a single file.</param>
/// <param name="Position">The file, from 1; 0 for a ZIP file.</param>
public sealed record DownloadName(DownloadSize Size, int Part, int Position);

/// <summary>That a couple was reminded (<c>delivery_reminders</c>): each step of the ladder once for each day on which the delivery runs out.</summary>
public sealed class DeliveryReminder
{
    /// <summary>Days before the last day.</summary>
    public static IReadOnlyList<int> Steps { get; } = [30, 7, 1];

    /// <summary>For how many days a step that was missed is made up for.</summary>
    public const int DaysToMakeUp = 2;

    private DeliveryReminder() { }

    /// <summary>The delivery.</summary>
    public Guid DeliverableId { get; private init; }

    /// <summary>The last day.</summary>
    public DateOnly LastDay { get; private init; }

    /// <summary>Which step.</summary>
    public int Step { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>The step that a delivery stands on; null where none is due. Of a delivery that was made after its step nobody is reminded at once.</summary>
    /// <param name="lastDay">The last day.</param>
    /// <param name="readyOn">Since when it can be fetched.</param>
    /// <param name="today">The day.</param>
    public static int? StepOn(DateOnly lastDay, DateOnly readyOn, DateOnly today)
    {
        var left = lastDay.DayNumber - today.DayNumber;
        return Steps
            .Where(s => left <= s && left > s - 1 - DaysToMakeUp && left >= 0 && lastDay.AddDays(-s) > readyOn)
            .Cast<int?>()
            .LastOrDefault();
    }
}

/// <summary>Names that every system takes, each once in a delivery.</summary>
public static class DeliveryNames
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { "con", "prn", "aux", "nul", Sums };

    /// <summary>The name of the list of hashes inside each ZIP file.</summary>
    public const string Sums = "SHA256SUMS.txt";

    /// <summary>Gives each photo its name: the camera's, cleaned, and numbered where two would be the same to Windows or on a Mac.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> fileNames)
    {
        // Web sizes are all JPEG, so the stem alone has to tell files apart.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        foreach (var fileName in fileNames)
        {
            var name = Clean(fileName);
            var (stem, ending) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
            for (var n = 2; !taken.Add(Path.GetFileNameWithoutExtension(name)); n++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{stem} ({n}){ending}");
            }

            names.Add(name);
        }

        return names;
    }

    /// <summary>The name of the web size.</summary>
    public static string Web(string name) => Path.GetFileNameWithoutExtension(name) + ".jpg";

    private static string Clean(string fileName)
    {
        var text = new StringBuilder();
        foreach (var rune in fileName.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var isSafe =
                !Rune.IsControl(rune) && rune != Rune.ReplacementChar && !"<>:\"/\\|?*".Contains(rune.ToString(), StringComparison.Ordinal);
            text.Append(isSafe ? rune.ToString() : "_");
        }

        var name = text.ToString().Trim().TrimEnd('.', ' ');
        var ending = Path.GetExtension(name);
        ending = ending.Length <= 10 ? ending : "";
        var stem = name[..(name.Length - ending.Length)].TrimEnd('.', ' ');
        while (Encoding.UTF8.GetByteCount(stem) > DeliveryFile.NameMaxBytes - ending.Length)
        {
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) && stem.Length > 1 ? 2 : 1)];
        }

        var isTaken = stem.Length == 0 || Reserved.Contains(stem) || Reserved.Contains(stem + ".txt");
        return (isTaken ? "_" + stem : stem) + ending;
    }
}
