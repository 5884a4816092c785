using MindGraphy.Domain.Photos;
using MindGraphy.Web.Documents;
using SkiaSharp;

namespace MindGraphy.Web.Features.Photos.Watermarks;

/// <summary>Draws marks with the font that the product carries, so that Hangul looks the same on every machine.</summary>
public sealed class StampDrawer : IStampDrawer
{
    private const float TextSize = 160;
    private const int Edge = 12;
    private const int MostWidth = 2000;
    private const int MostPixels = 40_000_000;

    /// <inheritdoc/>
    public byte[] Draw(string text)
    {
        using var data = SKData.CreateCopy(DocumentFont.Bold.Subset(text.EnumerateRunes().Select(r => r.Value)));
        using var face = SKTypeface.FromData(data);
        using var font = new SKFont(face, TextSize);
        var width = (int)MathF.Ceiling(font.MeasureText(text)) + (2 * Edge);
        var scale = Math.Min(1, MostWidth / (float)width);
        using var surface = SKSurface.Create(
            new SKImageInfo(
                (int)MathF.Ceiling(width * scale),
                (int)MathF.Ceiling(((TextSize * 1.3f) + (2 * Edge)) * scale),
                SKColorType.Rgba8888,
                SKAlphaType.Premul
            )
        );
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.Scale(scale);
        using var shadow = new SKPaint
        {
            Color = SKColors.Black.WithAlpha(150),
            IsAntialias = true,
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 5),
        };
        using var light = new SKPaint { Color = SKColors.White, IsAntialias = true };
        foreach (var paint in new[] { shadow, light })
        {
            surface.Canvas.DrawText(text, Edge, Edge + TextSize, font, paint);
        }

        using var picture = surface.Snapshot();
        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <inheritdoc/>
    public byte[]? Clean(byte[] logo)
    {
        using var data = SKData.CreateCopy(logo);
        using var codec = SKCodec.Create(data);
        if (codec is not { EncodedFormat: SKEncodedImageFormat.Png } || (long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return null;
        }

        using var whole = SKBitmap.Decode(
            codec,
            new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul)
        );
        if (whole is null)
        {
            return null;
        }

        var scale = Math.Min(1, MostWidth / (double)whole.Width);
        using var small = whole.Resize(
            new SKImageInfo(
                Math.Max(1, (int)(whole.Width * scale)),
                Math.Max(1, (int)(whole.Height * scale)),
                SKColorType.Rgba8888,
                SKAlphaType.Unpremul
            ),
            new SKSamplingOptions(SKCubicResampler.Mitchell)
        );
        using var png = small?.Encode(SKEncodedImageFormat.Png, 100);
        return png?.ToArray();
    }
}
