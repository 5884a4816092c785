namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// A blurred preview in at most 25 bytes, in the public ThumbHash format: the lowest frequencies of a cosine transform of brightness (L), yellow-blue (P)
/// and red-green (Q). Opaque pictures only; a rendition has no transparency.
/// </summary>
public static class ThumbHash
{
    /// <summary>The longest edge that is taken, in pixels; more makes no better preview.</summary>
    public const int MaxEdge = 100;

    private const int BrightnessTerms = 7;
    private const int ColourTerms = 3;

    /// <summary>Encodes a picture.</summary>
    /// <param name="width">1 to <see cref="MaxEdge"/> pixels.</param>
    /// <param name="height">1 to <see cref="MaxEdge"/> pixels.</param>
    /// <param name="rgb">Its pixels, row by row, three bytes each.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxEdge);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxEdge);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, width * height * 3);

        var pixels = width * height;
        var l = new float[pixels];
        var p = new float[pixels];
        var q = new float[pixels];
        for (var i = 0; i < pixels; i++)
        {
            var (r, g, b) = (rgb[i * 3] / 255f, rgb[(i * 3) + 1] / 255f, rgb[(i * 3) + 2] / 255f);
            l[i] = (r + g + b) / 3;
            p[i] = ((r + g) / 2) - b;
            q[i] = r - g;
        }

        var longer = Math.Max(width, height);
        var across = Math.Max(1, Round(BrightnessTerms * (float)width / longer));
        var down = Math.Max(1, Round(BrightnessTerms * (float)height / longer));
        var brightness = Channel.Of(l, width, height, Math.Max(3, across), Math.Max(3, down));
        var yellowBlue = Channel.Of(p, width, height, ColourTerms, ColourTerms);
        var redGreen = Channel.Of(q, width, height, ColourTerms, ColourTerms);

        var landscape = width > height;
        var colours =
            Round(63 * brightness.Mean)
            | (Round(31.5f + (31.5f * yellowBlue.Mean)) << 6)
            | (Round(31.5f + (31.5f * redGreen.Mean)) << 12)
            | (Round(31 * brightness.Scale) << 18);
        var shape =
            (landscape ? down : across)
            | (Round(63 * yellowBlue.Scale) << 3)
            | (Round(63 * redGreen.Scale) << 9)
            | (landscape ? 1 << 15 : 0);

        float[] terms = [.. brightness.Terms, .. yellowBlue.Terms, .. redGreen.Terms];
        var hash = new byte[5 + ((terms.Length + 1) / 2)];
        hash[0] = (byte)colours;
        hash[1] = (byte)(colours >> 8);
        hash[2] = (byte)(colours >> 16);
        hash[3] = (byte)shape;
        hash[4] = (byte)(shape >> 8);
        for (var i = 0; i < terms.Length; i++)
        {
            hash[5 + (i / 2)] |= (byte)(Round(15 * terms[i]) << (i % 2 * 4));
        }

        return hash;
    }

    /// <summary>The picture's mean colour, for a tile that is drawn before any script runs.</summary>
    public static (byte R, byte G, byte B) AverageColour(ReadOnlySpan<byte> hash)
    {
        var colours = hash[0] | (hash[1] << 8) | (hash[2] << 16);
        var l = (colours & 63) / 63f;
        var p = (((colours >> 6) & 63) / 31.5f) - 1;
        var q = (((colours >> 12) & 63) / 31.5f) - 1;
        var b = l - (2f / 3 * p);
        var r = ((3 * l) - b + q) / 2;
        var g = r - q;
        return (ToByte(r), ToByte(g), ToByte(b));
    }

    private static byte ToByte(float value) => (byte)Round(255 * Math.Clamp(value, 0, 1));

    // Halves go up, as in the format's other encoders; none of the values is negative.
    private static int Round(float value) => (int)MathF.Floor(value + 0.5f);

    /// <summary>The cosine transform of one channel: its mean, and its other terms as shares of the largest.</summary>
    private readonly record struct Channel(float Mean, float Scale, float[] Terms)
    {
        public static Channel Of(float[] values, int width, int height, int across, int down)
        {
            var mean = 0f;
            var scale = 0f;
            var terms = new List<float>();
            var wave = new float[width];
            for (var cy = 0; cy < down; cy++)
            {
                // Only the corner of low frequencies, cut off diagonally.
                for (var cx = 0; cx * down < across * (down - cy); cx++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        wave[x] = MathF.Cos(MathF.PI / width * cx * (x + 0.5f));
                    }

                    var sum = 0f;
                    for (var y = 0; y < height; y++)
                    {
                        var row = 0f;
                        for (var x = 0; x < width; x++)
                        {
                            row += values[(y * width) + x] * wave[x];
                        }

                        sum += row * MathF.Cos(MathF.PI / height * cy * (y + 0.5f));
                    }

                    var term = sum / (width * height);
                    if (cx == 0 && cy == 0)
                    {
                        mean = term;
                    }
                    else
                    {
                        terms.Add(term);
                        scale = Math.Max(scale, Math.Abs(term));
                    }
                }
            }

            return new Channel(mean, scale, [.. terms.Select(t => scale > 0 ? 0.5f + (0.5f / scale * t) : 0)]);
        }
    }
}
