using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>What both stores ask of the parts an upload is completed with.</summary>
internal static class PartLists
{
    /// <summary>The highest part number, as S3 has it.</summary>
    public const int MaxParts = 10_000;

    public static string TagOf(string tag) => tag.Trim('"');

    public static void RequireNumber(int partNumber)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partNumber, MaxParts);
    }

    public static void RequireLifetime(TimeSpan lifetime, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, longest);
    }

    /// <summary>The parts in order, refused unless they are 1..n, each of them held with that very tag.</summary>
    public static IReadOnlyList<StoredPart> Match(IReadOnlyList<StoredPart> wanted, IReadOnlyList<StoredPart> held)
    {
        var inOrder = wanted.OrderBy(p => p.Number).ToList();
        if (inOrder.Count == 0)
        {
            throw new UploadIncompleteException("An upload needs at least one part.");
        }

        var byNumber = held.ToDictionary(p => p.Number);
        for (var i = 0; i < inOrder.Count; i++)
        {
            var part = inOrder[i];
            if (part.Number != i + 1)
            {
                throw new UploadIncompleteException($"Part {i + 1} of the upload is missing or named twice.");
            }

            if (!byNumber.TryGetValue(part.Number, out var there) || there.ETag != TagOf(part.ETag) || there.Size != part.Size)
            {
                throw new UploadIncompleteException($"Part {part.Number} of the upload has not arrived, or other bytes have.");
            }
        }

        return inOrder;
    }
}
