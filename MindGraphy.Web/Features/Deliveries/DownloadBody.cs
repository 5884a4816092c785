using System.IO.Hashing;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Deliveries;

/// <summary>
/// What a download sends: a file as it is, or many in a ZIP file with the list of their hashes. It has one buffer, whatever its length, and it sends what was promised or
/// breaks off: a file that is missing, too short or not what it was is never passed off as whole.
/// </summary>
public sealed class DownloadBody
{
    private const int BlockSize = 256 * 1024;

    private readonly IReadOnlyList<DownloadFile> _files;
    private readonly IEnumerable<BodyPiece> _pieces;

    private DownloadBody(IReadOnlyList<DownloadFile> files, IEnumerable<BodyPiece> pieces, long length, string tag) =>
        (_files, _pieces, Length, Tag) = (files, pieces, length, tag);

    /// <summary>Its bytes.</summary>
    public long Length { get; }

    /// <summary>Names the content: the same tag, the same bytes.</summary>
    public string Tag { get; }

    /// <summary>How many bytes were handed on.</summary>
    public long Sent { get; private set; }

    /// <summary>A single file.</summary>
    public static DownloadBody File(DownloadFile file) =>
        new([file], [new BodyPiece(0, file.Figures.Bytes, 0, null)], file.Figures.Bytes, file.Figures.Sha256[..32]);

    /// <summary>A ZIP file. Its last entry lists the hashes of all others, as <c>sha256sum -c</c> reads it.</summary>
    public static DownloadBody Zip(IReadOnlyList<DownloadFile> files)
    {
        var sums = Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Figures.Sha256}  {f.Name}\n")));
        var sumsTime = files.Max(f => f.DosTime);
        var zip = new StoredZip([
            .. files.Select(f => new StoredZipEntry(f.Name, f.Figures.Bytes, f.Figures.Crc32, f.DosTime)),
            new StoredZipEntry(DeliveryNames.Sums, sums.Length, Crc32.HashToUInt32(sums), sumsTime),
        ]);
        var pieces = zip.Pieces().Select(p => p.File == files.Count ? p with { File = -1, Make = () => sums } : p);
        var times = string.Concat(files.Select(f => f.DosTime.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)));
        var tag = SHA256.HashData([.. sums, .. Encoding.ASCII.GetBytes(times)]);
        return new DownloadBody(files, pieces, zip.Length, Convert.ToHexStringLower(tag)[..32]);
    }

    /// <summary>Sends the bytes from <paramref name="from"/> up to, without, <paramref name="to"/>.</summary>
    /// <exception cref="DownloadBrokenException">A file's bytes are not there, or are others.</exception>
    /// <exception cref="OperationCanceledException">The receiver went away.</exception>
    public async Task SendAsync(IObjectStore store, long from, long to, PipeWriter target, CancellationToken ct)
    {
        Sent = 0;
        foreach (var piece in _pieces)
        {
            var (begin, end) = (Math.Max(from, piece.Start), Math.Min(to, piece.Start + piece.Length));
            if (begin >= end)
            {
                continue;
            }

            if (piece.Make is { } make)
            {
                await HandOnAsync(target, make().AsMemory((int)(begin - piece.Start), (int)(end - begin)), ct);
            }
            else
            {
                await SendFileAsync(store, _files[piece.File], begin - piece.Start, end - begin, target, ct);
            }
        }
    }

    private async Task SendFileAsync(
        IObjectStore store,
        DownloadFile file,
        long offset,
        long length,
        PipeWriter target,
        CancellationToken ct
    )
    {
        var isWhole = length == file.Figures.Bytes;
        await using var content =
            await store.OpenReadAsync(file.StoreKey, offset, isWhole ? null : length, ct)
            ?? throw new DownloadBrokenException(file.Name, "is not in the store");
        var crc = isWhole ? new Crc32() : null;
        for (var left = length; left > 0; )
        {
            var room = target.GetMemory(BlockSize);
            var read = await content.ReadAsync(room[..(int)Math.Min(room.Length, left)], ct);
            if (read == 0)
            {
                throw new DownloadBrokenException(file.Name, "is shorter than it was");
            }

            left -= read;
            crc?.Append(room.Span[..read]);
            if (left == 0 && crc is not null && crc.GetCurrentHashAsUInt32() != file.Figures.Crc32)
            {
                // Its last bytes stay here: what arrived can't be taken for the whole file.
                throw new DownloadBrokenException(file.Name, "is not what it was");
            }

            target.Advance(read);
            await FlushAsync(target, read, ct);
        }
    }

    private async Task HandOnAsync(PipeWriter target, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        bytes.CopyTo(target.GetMemory(bytes.Length));
        target.Advance(bytes.Length);
        await FlushAsync(target, bytes.Length, ct);
    }

    private async Task FlushAsync(PipeWriter target, int count, CancellationToken ct)
    {
        var flushed = await target.FlushAsync(ct);
        if (flushed.IsCanceled || flushed.IsCompleted)
        {
            throw new OperationCanceledException("The receiver went away.");
        }

        Sent += count;
    }
}

/// <summary>A download can't go on as it was promised.</summary>
/// <param name="file">The file.</param>
/// <param name="what">What is wrong with it.</param>
public sealed class DownloadBrokenException(string file, string what) : IOException($"The file {file} {what}.");
