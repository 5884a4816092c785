using NetVips;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>What can be told of a picture by counting: how sharp it is, and a number that pictures alike share.</summary>
internal static class PictureSignals
{
    private const int HashWidth = 9;
    private const int HashHeight = 8;

    /// <summary>
    /// The variance of the Laplacian of its greys. Edges in focus make large differences between neighbours; blur evens them out. It depends on what is shown
    /// and on the size, so only pictures of one size and one album are compared.
    /// </summary>
    public static float SharpnessOf(Image picture)
    {
        using var grey = picture.Colourspace(Enums.Interpretation.Bw);
        using var laplace = Image.NewFromArray(
            new[,]
            {
                { 0, 1, 0 },
                { 1, -4, 1 },
                { 0, 1, 0 },
            }
        );
        using var wide = grey.Cast(Enums.BandFormat.Float);
        using var edges = wide.Conv(laplace, precision: Enums.Precision.Float);
        var deviation = edges.Deviate();
        return (float)(deviation * deviation);
    }

    /// <summary>A difference hash: whether each of 8 by 8 places is darker than the one to its right. Light, size and small shifts change few of its bits.</summary>
    public static long HashOf(Image picture)
    {
        using var grey = picture.Colourspace(Enums.Interpretation.Bw);
        using var small = grey.ThumbnailImage(HashWidth, height: HashHeight, size: Enums.Size.Force, noRotate: true);
        using var bytes = small.Cast(Enums.BandFormat.Uchar);
        var greys = bytes.WriteToMemory<byte>();
        var bands = bytes.Bands;
        var hash = 0UL;
        for (var y = 0; y < HashHeight; y++)
        {
            for (var x = 0; x < HashWidth - 1; x++)
            {
                var at = (y * HashWidth) + x;
                if (greys[at * bands] < greys[(at + 1) * bands])
                {
                    hash |= 1UL << ((8 * y) + x);
                }
            }
        }

        return unchecked((long)hash);
    }
}
