using MindGraphy.Domain.Photos;
using NetVips;

namespace MindGraphy.Web.Features.Photos.Watermarks;

/// <summary>Puts a mark on a picture.</summary>
internal static class Stamps
{
    private const double Margin = 0.03;
    private const double Gap = 0.6;

    /// <summary>The picture with the mark on it.</summary>
    /// <param name="stamp">The mark.</param>
    /// <param name="picture">Three bands of sRGB, or one of grey; not changed.</param>
    public static Image Put(PhotoStamp stamp, Image picture)
    {
        var width = Math.Max(1, picture.Width * stamp.Size / 100);
        using var drawn = Image.Thumbnail(stamp.Path, width, height: Math.Max(1, picture.Height), size: Enums.Size.Both);
        using var colours = drawn.HasAlpha() ? drawn.Copy() : drawn.Bandjoin(255);
        using var faint = colours * new[] { 1, 1, 1, stamp.Opacity / 100.0 };
        using var mark = faint.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var screen = picture.Colourspace(Enums.Interpretation.Srgb);
        if (stamp.Place == WatermarkPlace.Tiled)
        {
            using var all = Tile(mark, picture.Width, picture.Height);
            return Over(screen, all, 0, 0);
        }

        var margin = (int)(Math.Min(picture.Width, picture.Height) * Margin);
        return stamp.Place == WatermarkPlace.Centre
            ? Over(screen, mark, (picture.Width - mark.Width) / 2, (picture.Height - mark.Height) / 2)
            : Over(screen, mark, picture.Width - mark.Width - margin, picture.Height - mark.Height - margin);
    }

    private static Image Over(Image picture, Image mark, int x, int y)
    {
        using var both = picture.Composite2(mark, Enums.BlendMode.Over, x, y);
        using var opaque = both.ExtractBand(0, n: 3);
        return opaque.Cast(Enums.BandFormat.Uchar).CopyMemory();
    }

    // Every second row begins half a mark further on, so that no straight strip of the picture stays free.
    private static Image Tile(Image mark, int width, int height)
    {
        var across = (int)(mark.Width * (1 + Gap));
        var down = mark.Height + (int)(mark.Width * Gap * 0.5);
        using var first = mark.Embed(0, 0, across, down, extend: Enums.Extend.Black);
        using var second = first.Wrap(x: across / 2, y: 0);
        using var pair = first.Join(second, Enums.Direction.Vertical);
        using var many = pair.Replicate((width / across) + 1, (height / (down * 2)) + 1);
        return many.Crop(0, 0, width, height).CopyMemory();
    }
}
