using MindGraphy.Domain.Contracts;
using SkiaSharp;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>Decodes a drawn signature in full and looks for a line on it.</summary>
public sealed class SkiaSignaturePicture : ISignaturePicture
{
    /// <summary>Phones send a third of this; a bomb has more.</summary>
    private const int MaxPixels = 6_000_000;

    /// <summary>A line shorter than this many pixels both ways is a dot.</summary>
    private const int MinReach = 40;

    private static ReadOnlySpan<byte> Magic => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <inheritdoc/>
    public SignatureVerdict Check(byte[] png)
    {
        if (png.Length > ISignaturePicture.MaxBytes)
        {
            return SignatureVerdict.TooLarge;
        }

        if (!png.AsSpan().StartsWith(Magic))
        {
            return SignatureVerdict.Unreadable;
        }

        using var data = SKData.CreateCopy(png);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0)
        {
            return SignatureVerdict.Unreadable;
        }

        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            return SignatureVerdict.TooLarge;
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success ? SignatureVerdict.Unreadable
            : HasLine(bitmap.GetPixelSpan(), info.Width) ? SignatureVerdict.Drawn
            : SignatureVerdict.Blank;
    }

    private static bool HasLine(ReadOnlySpan<byte> rgba, int width)
    {
        var (left, right, top, bottom) = (int.MaxValue, -1, int.MaxValue, -1);
        for (var i = 0; i + 3 < rgba.Length; i += 4)
        {
            var dark = rgba[i] + rgba[i + 1] + rgba[i + 2] < 3 * 190;
            if (rgba[i + 3] < 64 || !dark)
            {
                continue;
            }

            var (x, y) = (i / 4 % width, i / 4 / width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return Math.Max(right - left, bottom - top) >= MinReach;
    }
}
