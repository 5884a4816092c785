using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using NetVips;
using SkiaSharp;

namespace MindGraphy.Web.Features.Photos.Watermarks;

/// <summary>How a watermark would look, on a picture of the studio's own, made by what makes the real ones.</summary>
/// <param name="watermarks">Finds a picture.</param>
/// <param name="store">Pictures and logos.</param>
/// <param name="drawer">Draws the text.</param>
public sealed partial class WatermarkPreview(WatermarkService watermarks, IObjectStore store, IStampDrawer drawer)
{
    private const int Size = 1024;

    /// <summary>Draws it.</summary>
    /// <returns>A JPEG, 1,024 pixels at its longer edge; without a mark where the draft says too little for one.</returns>
    public async Task<byte[]> DrawAsync(Actor actor, WatermarkDraft draft, CancellationToken ct = default)
    {
        var folder = Directory.CreateTempSubdirectory("mg-mark-");
        try
        {
            using var picture = await PictureAsync(actor, ct);
            if (await StampAsync(draft, ct) is not { } stamp)
            {
                return picture.JpegsaveBuffer(q: 82);
            }

            var path = System.IO.Path.Combine(folder.FullName, "mark.png");
            await File.WriteAllBytesAsync(path, stamp, ct);
            var (opacity, size) = (Math.Clamp(draft.Opacity, Watermark.Least, 100), Math.Clamp(draft.Size, Watermark.Least, 100));
            using var marked = Stamps.Put(new PhotoStamp(path, draft.Place, opacity, size), picture);
            return marked.JpegsaveBuffer(q: 82);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<byte[]?> StampAsync(WatermarkDraft draft, CancellationToken ct)
    {
        var text = StudioText.Clean(draft.Text);
        return draft.Kind switch
        {
            WatermarkKind.Text when text is { Length: <= Watermark.TextMaxLength } => drawer.Draw(text),
            // Of all that the store holds only drawn marks are shown here.
            WatermarkKind.Logo when draft.LogoKey is { } key && StampKey().IsMatch(key) => await ReadAsync(key, ct),
            _ => null,
        };
    }

    private async Task<Image> PictureAsync(Actor actor, CancellationToken ct)
    {
        var key = await watermarks.SampleAsync(actor, Size, ct);
        return Image.NewFromBuffer(key is null ? Plain() : await ReadAsync(key, ct) ?? Plain());
    }

    private async Task<byte[]?> ReadAsync(string key, CancellationToken ct)
    {
        await using var content = await store.OpenReadAsync(key, ct: ct);
        if (content is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    // A studio without a photo yet: light above, dark below, so that both can be judged.
    private static byte[] Plain()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Size, Size * 2 / 3));
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, 0),
            new SKPoint(0, Size * 2 / 3f),
            [new SKColor(0xEF, 0xEA, 0xE2), new SKColor(0x3A, 0x36, 0x33)],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { Shader = shader };
        surface.Canvas.DrawPaint(paint);
        using var picture = surface.Snapshot();
        using var jpeg = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }

    [GeneratedRegex("^watermarks/[0-9a-f]{64}\\.png$")]
    private static partial Regex StampKey();
}
