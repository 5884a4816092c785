using MindGraphy.Web.Features.Photos;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>Hashes are decoded here as the format's description says, independently of the encoder.</summary>
public sealed class ThumbHashTests
{
    [Theory]
    [InlineData(100, 67, 200, 120, 40)]
    [InlineData(67, 100, 20, 60, 220)]
    [InlineData(100, 100, 128, 128, 128)]
    [InlineData(100, 1, 255, 255, 255)]
    [InlineData(1, 1, 0, 0, 0)]
    public void One_colour_comes_back(int width, int height, byte r, byte g, byte b)
    {
        var hash = ThumbHash.Encode(width, height, Fill(width, height, (_, _) => (r, g, b)));

        var average = ThumbHash.AverageColour(hash);
        Assert.InRange(Math.Abs(average.R - r), 0, 8);
        Assert.InRange(Math.Abs(average.G - g), 0, 8);
        Assert.InRange(Math.Abs(average.B - b), 0, 8);
        Assert.InRange(hash.Length, 5, 25);
    }

    [Theory]
    [InlineData(100, 67, 1.4)]
    [InlineData(67, 100, 1 / 1.4)]
    [InlineData(80, 80, 1)]
    [InlineData(100, 56, 7 / 4.0)]
    public void The_shape_comes_back(int width, int height, double expected)
    {
        var hash = ThumbHash.Encode(width, height, Fill(width, height, (x, y) => ((byte)x, (byte)y, 90)));
        var (w, h, _) = Decode(hash);

        Assert.Equal(expected, (double)w / h, 0.05);
    }

    [Fact]
    public void A_picture_comes_back_blurred()
    {
        // Red at the left, blue at the right, brighter downwards.
        static (byte, byte, byte) Colour(int x, int y) =>
            x < 50 ? ((byte)(120 + y), (byte)40, (byte)40) : ((byte)40, (byte)40, (byte)(120 + y));
        var pixels = Fill(100, 70, Colour);

        var (w, h, seen) = Decode(ThumbHash.Encode(100, 70, pixels));

        var total = 0.0;
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var (r, g, b) = Colour(x * 100 / w, y * 70 / h);
                var at = ((y * w) + x) * 3;
                total += Math.Abs(seen[at] - r) + Math.Abs(seen[at + 1] - g) + Math.Abs(seen[at + 2] - b);
            }
        }

        Assert.InRange(total / (w * h * 3), 0, 20);
    }

    [Theory]
    [InlineData(101, 10, 3030)]
    [InlineData(0, 10, 0)]
    [InlineData(10, 10, 299)]
    public void A_picture_of_another_size_is_refused(int width, int height, int bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ThumbHash.Encode(width, height, new byte[bytes]));

    private static byte[] Fill(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var pixels = new List<byte>();
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b) = colour(i % width, i / width);
            pixels.AddRange([r, g, b]);
        }

        return [.. pixels];
    }

    private static (int Width, int Height, double[] Pixels) Decode(byte[] hash)
    {
        var colours = hash[0] | (hash[1] << 8) | (hash[2] << 16);
        var shape = hash[3] | (hash[4] << 8);
        var landscape = shape >> 15 != 0;
        var lx = Math.Max(3, landscape ? 7 : shape & 7);
        var ly = Math.Max(3, landscape ? shape & 7 : 7);
        var ratio = (double)(landscape ? 7 : shape & 7) / (landscape ? shape & 7 : 7);
        var (w, h) = ratio > 1 ? (32, (int)Math.Round(32 / ratio)) : ((int)Math.Round(32 * ratio), 32);
        var nibble = 0;

        double[] Terms(int nx, int ny, double scale)
        {
            var terms = new List<double>();
            for (var cy = 0; cy < ny; cy++)
            {
                for (var cx = cy > 0 ? 0 : 1; cx * ny < nx * (ny - cy); cx++)
                {
                    terms.Add(((((hash[5 + (nibble / 2)] >> (nibble % 2 * 4)) & 15) / 7.5) - 1) * scale);
                    nibble++;
                }
            }

            return [.. terms];
        }

        var l = Terms(lx, ly, ((colours >> 18) & 31) / 31.0);
        var p = Terms(3, 3, ((shape >> 3) & 63) / 63.0 * 1.25);
        var q = Terms(3, 3, ((shape >> 9) & 63) / 63.0 * 1.25);
        var pixels = new double[w * h * 3];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                double At(double mean, double[] terms, int nx, int ny)
                {
                    var (value, i) = (mean, 0);
                    for (var cy = 0; cy < ny; cy++)
                    {
                        var down = Math.Cos(Math.PI / h * (y + 0.5) * cy) * 2;
                        for (var cx = cy > 0 ? 0 : 1; cx * ny < nx * (ny - cy); cx++)
                        {
                            value += terms[i++] * Math.Cos(Math.PI / w * (x + 0.5) * cx) * down;
                        }
                    }

                    return value;
                }

                var bright = At((colours & 63) / 63.0, l, lx, ly);
                var yellow = At((((colours >> 6) & 63) / 31.5) - 1, p, 3, 3);
                var red = At((((colours >> 12) & 63) / 31.5) - 1, q, 3, 3);
                var b = bright - (2.0 / 3 * yellow);
                var r = ((3 * bright) - b + red) / 2;
                var at = ((y * w) + x) * 3;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (Byte(r), Byte(r - red), Byte(b));
            }
        }

        return (w, h, pixels);
    }

    private static double Byte(double value) => 255 * Math.Clamp(value, 0, 1);
}
