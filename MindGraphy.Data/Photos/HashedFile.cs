using System.IO.Pipelines;
using System.Security.Cryptography;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>A file that was written, hashed on the way and flushed to disk.</summary>
/// <param name="Size">Its bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record HashedFile(long Size, string Sha256)
{
    /// <summary>How much is gathered before it is written: large enough for the disk, small enough for many uploads at once.</summary>
    public const int BlockSize = 256 * 1024;

    private const int NoRoomToAllocate = unchecked((int)0x80131620); // of a file whose room is asked for in advance, .NET says no more than this

    /// <summary>Writes a new file from a pipe without copying: the pipe's own blocks are hashed and handed to one gathered write.</summary>
    /// <exception cref="StoreFullException">The disk has no room for it.</exception>
    public static async Task<HashedFile> WriteAsync(string path, PipeReader body, long? announced, CancellationToken ct)
    {
        try
        {
            return await FillAsync(path, body, announced, ct);
        }
        catch (IOException full) when (DurableFiles.IsFull(full) || IsRefusedRoom(full, path, announced))
        {
            throw new StoreFullException(full);
        }
    }

    // Refused before the file was there: nothing of it was written.
    private static bool IsRefusedRoom(IOException full, string path, long? announced) =>
        announced > 0 && full.GetType() == typeof(IOException) && full.HResult == NoRoomToAllocate && !File.Exists(path);

    private static async Task<HashedFile> FillAsync(string path, PipeReader body, long? announced, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            FileOptions.Asynchronous,
            preallocationSize: announced ?? 0
        );
        var size = 0L;
        var blocks = new List<ReadOnlyMemory<byte>>();
        while (true)
        {
            var read = await body.ReadAtLeastAsync(BlockSize, ct);
            if (size + read.Buffer.Length > announced)
            {
                throw new SizeMismatchException(announced.Value, longer: true);
            }

            blocks.Clear();
            foreach (var block in read.Buffer)
            {
                hash.AppendData(block.Span);
                blocks.Add(block);
            }

            if (blocks.Count > 0)
            {
                await RandomAccess.WriteAsync(file, blocks, size, ct);
                size += read.Buffer.Length;
            }

            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        if (size < announced)
        {
            throw new SizeMismatchException(announced.Value, longer: false);
        }

        // The flush waits for the disk: not on a thread that answers requests.
        await Task.Run(() => RandomAccess.FlushToDisk(file), ct);
        return new HashedFile(size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
