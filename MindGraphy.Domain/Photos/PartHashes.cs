using System.Buffers;
using System.Security.Cryptography;

namespace MindGraphy.Domain.Photos;

/// <summary>The SHA-256 of a stream and of its parts, read once.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Whole">Of all of it, lower-case hex.</param>
/// <param name="Parts">Of each part in order, lower-case hex.</param>
internal sealed record PartHashes(long Length, string Whole, IReadOnlyList<string> Parts)
{
    private const int BlockSize = 256 * 1024;

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="partSize">Bytes of every part but the last.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<PartHashes> OfAsync(Stream content, int partSize, CancellationToken ct)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var parts = new List<string>();
        var length = 0L;
        var inPart = 0;
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            // The first part's hash is the whole's so far: most photos are one part, and are hashed once for both.
            string OfPart() => Convert.ToHexStringLower(parts.Count == 0 ? whole.GetCurrentHash() : part.GetHashAndReset());

            // A block never crosses a part's end: part sizes are many blocks long.
            int read;
            while ((read = await content.ReadAsync(block.AsMemory(0, Math.Min(BlockSize, partSize - inPart)), ct)) > 0)
            {
                whole.AppendData(block, 0, read);
                if (parts.Count > 0)
                {
                    part.AppendData(block, 0, read);
                }

                length += read;
                inPart += read;
                if (inPart == partSize)
                {
                    parts.Add(OfPart());
                    inPart = 0;
                }
            }

            if (inPart > 0)
            {
                parts.Add(OfPart());
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return new PartHashes(length, Convert.ToHexStringLower(whole.GetHashAndReset()), parts);
    }
}
