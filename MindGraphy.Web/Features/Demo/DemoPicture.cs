using SkiaSharp;

namespace MindGraphy.Web.Features.Demo;

/// <summary>
/// Draws "wedding photographs" for the demonstration: halls full of lights, couples, bouquets, tables, gardens, portraits, rings. Nothing is downloaded, nobody
/// is in them, and the same numbers give the same picture. One seed is one wedding with its own colours; its pictures follow the day.
/// </summary>
public static class DemoPicture
{
    private const int GrainSize = 256;

    private static readonly Action<DemoShot>[] Day =
    [
        DemoScenes.Rings,
        DemoScenes.Portrait,
        DemoScenes.Bouquet,
        DemoScenes.Garden,
        DemoScenes.Couple,
        DemoScenes.Hall,
        DemoScenes.Table,
        DemoScenes.Couple,
        DemoScenes.Bouquet,
        DemoScenes.Hall,
        DemoScenes.Garden,
        DemoScenes.Portrait,
        DemoScenes.Table,
    ];

    private static readonly (string Make, string Model, string Lens)[] Cameras =
    [
        ("Canon", "Canon EOS R5", "RF28-70mm F2 L USM"),
        ("SONY", "ILCE-7M4", "FE 35mm F1.4 GM"),
        ("NIKON CORPORATION", "NIKON Z 8", "NIKKOR Z 50mm f/1.2 S"),
    ];

    private static readonly Lazy<SKImage> Grain = new(MakeGrain);

    /// <summary>One picture as a JPEG with a camera's EXIF.</summary>
    /// <param name="seed">The wedding.</param>
    /// <param name="index">Which of its pictures, from 0; any number.</param>
    /// <param name="longEdge">Pixels of the longer edge, 64 or more.</param>
    /// <param name="takenAt">The camera's clock; left out, a Saturday of 2026 by seed, 40 seconds between pictures.</param>
    public static byte[] Jpeg(int seed, int index, int longEdge, DateTime? takenAt = null) => Draw(seed, index, longEdge).Jpeg(takenAt);

    /// <summary>One picture, to be dated afterwards as often as it is wanted: drawing it is what takes time.</summary>
    /// <param name="seed">The wedding.</param>
    /// <param name="index">Which of its pictures, from 0; any number.</param>
    /// <param name="longEdge">Pixels of the longer edge, 64 or more.</param>
    public static DemoDrawing Draw(int seed, int index, int longEdge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longEdge, 64);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = new Random(unchecked((seed * 7919) + (index * 104_729) + 17));
        var portrait = random.Next(5) < 2;
        var shortEdge = longEdge * 2 / 3;
        var (width, height) = portrait ? (shortEdge, longEdge) : (longEdge, shortEdge);

        // Some cameras store an upright picture lying on its side and say so.
        var orientation = portrait && random.Next(3) == 0 ? 8 : 1;
        var (storedWidth, storedHeight) = orientation == 1 ? (width, height) : (height, width);
        using var surface = SKSurface.Create(new SKImageInfo(storedWidth, storedHeight, SKImageInfo.PlatformColorType, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        if (orientation == 8)
        {
            canvas.Translate(storedWidth, 0);
            canvas.RotateDegrees(90);
        }

        canvas.Scale(shortEdge);
        var shot = new DemoShot(canvas, (float)width / shortEdge, (float)height / shortEdge, random, DemoPalette.Of(seed));
        Day[((index + Math.Abs(seed % Day.Length)) * 5L) % Day.Length](shot);
        Finish(shot);

        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 88);
        var (make, model, lens) = Cameras[(int)((uint)(seed + (index % 7 == 0 ? 1 : 0)) % (uint)Cameras.Length)];
        var fields = new ExifFields(
            make,
            model,
            SaturdayOf(seed).AddSeconds(index * 40).AddMilliseconds(random.Next(1000)),
            TimeSpan.FromHours(9),
            orientation,
            lens,
            FNumber: 1.4 + (random.Next(4) * 0.6),
            ShutterPart: 125 * (1 + random.Next(4)),
            Iso: 100 << random.Next(5),
            FocalLength: 35 + (random.Next(4) * 15)
        );
        return new DemoDrawing(jpeg.ToArray(), fields);
    }

    private static DateTime SaturdayOf(int seed) => new DateTime(2026, 3, 7, 11, 0, 0).AddDays(7 * (int)((uint)seed % 30));

    // What a lens and film add: darker corners, a breath of the wedding's light, grain.
    private static void Finish(DemoShot shot)
    {
        shot.Wash(wash =>
        {
            using var vignette = SKShader.CreateRadialGradient(
                new SKPoint(wash.Width / 2, wash.Height * 0.46f),
                MathF.Sqrt((wash.Width * wash.Width) + (wash.Height * wash.Height)) * 0.56f,
                [SKColors.Transparent, SKColors.Transparent, new SKColor(18, 10, 6, 105)],
                [0, 0.5f, 1],
                SKShaderTileMode.Clamp
            );
            using var paint = new SKPaint { Shader = vignette };
            wash.Canvas.DrawRect(0, 0, wash.Width, wash.Height, paint);
        });

        using var tile = Grain.Value.ToShader(SKShaderTileMode.Repeat, SKShaderTileMode.Repeat);
        using var grain = new SKPaint { Shader = tile };
        shot.Canvas.ResetMatrix();
        shot.Canvas.DrawPaint(grain);
    }

    private static SKImage MakeGrain()
    {
        var random = new Random(5);
        using var bitmap = new SKBitmap(GrainSize, GrainSize, SKImageInfo.PlatformColorType, SKAlphaType.Premul);
        for (var i = 0; i < GrainSize * GrainSize; i++)
        {
            var level = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 22;
            var tone = level > 0 ? SKColors.White : SKColors.Black;
            bitmap.SetPixel(i % GrainSize, i / GrainSize, tone.WithAlpha((byte)Math.Abs(level)));
        }

        return SKImage.FromBitmap(bitmap);
    }
}

/// <summary>A drawn picture and what its camera writes.</summary>
/// <param name="Plain">The JPEG without EXIF.</param>
/// <param name="Fields">The camera's fields.</param>
public sealed record DemoDrawing(byte[] Plain, ExifFields Fields)
{
    /// <summary>The JPEG with a camera's EXIF.</summary>
    /// <param name="takenAt">The camera's clock; left out, that of <see cref="Fields"/>.</param>
    public byte[] Jpeg(DateTime? takenAt = null) => ExifSegment.Insert(Plain, takenAt is { } at ? Fields with { TakenAt = at } : Fields);
}

/// <summary>One picture being drawn. Lengths are shares of the shorter edge.</summary>
internal sealed record DemoShot(SKCanvas Canvas, float Width, float Height, Random Random, DemoPalette Palette)
{
    public bool IsPortrait => Height > Width;

    public float Between(float least, float most) => least + ((float)Random.NextDouble() * (most - least));

    public T Any<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    /// <summary>Draws something out of focus: small, blurred, and drawn large, which costs next to nothing.</summary>
    public void Soft(float blur, Action<DemoShot> draw)
    {
        var scale = Math.Clamp(1.6f / blur, 60, 420);
        var info = new SKImageInfo((int)(Width * scale), (int)(Height * scale), SKImageInfo.PlatformColorType, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(scale);
        draw(this with { Canvas = surface.Canvas });
        using var sharp = surface.Snapshot();
        using var blurred = SKSurface.Create(info);
        using var filter = SKImageFilter.CreateBlur(blur * scale, blur * scale, SKShaderTileMode.Clamp);
        using (var paint = new SKPaint { ImageFilter = filter })
        {
            blurred.Canvas.DrawImage(sharp, 0, 0, paint);
        }

        using var image = blurred.Snapshot();
        Canvas.DrawImage(image, new SKRect(0, 0, Width, Height), new SKSamplingOptions(SKFilterMode.Linear));
    }

    /// <summary>Lays something without edges over the picture: drawn tiny and stretched, ten times as fast as a gradient of full size.</summary>
    public void Wash(Action<DemoShot> draw)
    {
        const float Scale = 72;
        var info = new SKImageInfo((int)(Width * Scale), (int)(Height * Scale), SKImageInfo.PlatformColorType, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(Scale);
        draw(this with { Canvas = surface.Canvas });
        using var image = surface.Snapshot();
        Canvas.DrawImage(image, new SKRect(0, 0, Width, Height), new SKSamplingOptions(SKFilterMode.Linear));
    }

    public void Fill(params SKColor[] downwards)
    {
        using var shader = SKShader.CreateLinearGradient(new(0, 0), new(0, Height), downwards, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        Canvas.DrawRect(0, 0, Width, Height, paint);
    }

    public void Glow(float x, float y, float radius, SKColor colour, byte strength)
    {
        if (radius > 0.3f)
        {
            Wash(wash => Gleam(wash.Canvas, x, y, radius, colour, strength));
        }
        else
        {
            Gleam(Canvas, x, y, radius, colour, strength);
        }
    }

    private static void Gleam(SKCanvas canvas, float x, float y, float radius, SKColor colour, byte strength)
    {
        using var shader = SKShader.CreateRadialGradient(
            new(x, y),
            radius,
            [colour.WithAlpha(strength), colour.WithAlpha((byte)(strength / 3)), colour.WithAlpha(0)],
            [0, 0.4f, 1],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawCircle(x, y, radius, paint);
    }

    /// <summary>Lights out of focus: flat discs with a brighter rim, as a fast lens draws them.</summary>
    public void Lights(int count, float top, float bottom, float least, float most, SKColor colour)
    {
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < count; i++)
        {
            var (x, y, radius) = (Between(0, Width), Between(top, bottom), Between(least, most));
            var strength = (byte)Between(24, 105);
            paint.Style = SKPaintStyle.Fill;
            paint.Color = Blend(colour, SKColors.White, Between(0, 0.35f)).WithAlpha(strength);
            Canvas.DrawCircle(x, y, radius, paint);
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = radius * 0.08f;
            paint.Color = paint.Color.WithAlpha((byte)(strength / 2));
            Canvas.DrawCircle(x, y, radius * 0.96f, paint);
        }
    }

    public static SKColor Blend(SKColor from, SKColor to, float share) =>
        new(
            (byte)(from.Red + ((to.Red - from.Red) * share)),
            (byte)(from.Green + ((to.Green - from.Green) * share)),
            (byte)(from.Blue + ((to.Blue - from.Blue) * share))
        );
}

/// <summary>The colours of one wedding.</summary>
internal sealed record DemoPalette(SKColor Dark, SKColor Middle, SKColor Light, SKColor Leaf, IReadOnlyList<SKColor> Flowers)
{
    private static readonly DemoPalette[] All =
    [
        From("2b1d16", "8a6242", "f6ddb4", "5d6b4a", "f7efe4", "eac4b6", "e0a387"),
        From("3a2a2c", "b08a82", "f8e8e0", "74805f", "f6dfda", "dd9f9f", "fff5ef"),
        From("26301f", "7f8f62", "f5eec9", "4e6140", "fbf8ef", "f2e3c4", "d9c7e0"),
        From("141a2a", "46587f", "f3d3a4", "4c5c55", "f5efe8", "c9b6d6", "b6c4dd"),
        From("33291f", "b69d7b", "fcf4e4", "77795a", "fffaf0", "eddcc0", "d6b18b"),
    ];

    public static DemoPalette Of(int seed) => All[(int)((uint)seed % (uint)All.Length)];

    private static DemoPalette From(string dark, string middle, string light, string leaf, params string[] flowers) =>
        new(SKColor.Parse(dark), SKColor.Parse(middle), SKColor.Parse(light), SKColor.Parse(leaf), [.. flowers.Select(SKColor.Parse)]);
}
