using System.ComponentModel.DataAnnotations;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>How pictures are read: section <c>Ingest</c>.</summary>
public sealed class DecoderOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Ingest";

    /// <summary>Megabytes of memory that reading one picture may take, 256 to 8,192.</summary>
    [Range(256, 8192)]
    public int MemoryMegabytes { get; set; } = 512;

    /// <summary>Seconds that a small file may take, 1 to 60.</summary>
    [Range(1, 60)]
    public int Seconds { get; set; } = 5;

    /// <summary>Pictures after which a decoder makes room for a fresh one, 1 to 100,000: what a library leaks is gone with it.</summary>
    [Range(1, 100_000)]
    public int PicturesPerProcess { get; set; } = 500;

    /// <summary>
    /// How long a file of so many bytes may take: <see cref="Seconds"/> up to 5 MB, a third of a second more for each MB after that, at most 25 seconds. A hostile
    /// file is small and gets the 5 seconds; a good one of 60 MB takes 1 to 4 seconds on a machine that does nothing else and gets 23, because
    /// it shares it with staff who go first.
    /// </summary>
    public TimeSpan PatienceFor(long bytes) => TimeSpan.FromSeconds(Math.Min(25, Seconds + (Math.Max(0, (bytes / 1_000_000.0) - 5) / 3)));

    /// <summary>How long a page of a PDF may take: four times as long as a small file, 20 seconds. One of three pictures of 28 megapixels takes one.</summary>
    public TimeSpan PagePatience => TimeSpan.FromSeconds(Seconds * 4);

    /// <summary>How long one may take that did not get to it: three times as long, but both within a worker's lease.</summary>
    public static TimeSpan AgainAfter(TimeSpan patience) =>
        TimeSpan.FromSeconds(Math.Min(patience.TotalSeconds * 3, 50 - patience.TotalSeconds));
}
