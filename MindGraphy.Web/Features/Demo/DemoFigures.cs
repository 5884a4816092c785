using SkiaSharp;

namespace MindGraphy.Web.Features.Demo;

/// <summary>What stands in front of the lens: people seen from behind, and flowers.</summary>
internal static class DemoFigures
{
    private static readonly SKColor Hair = new(38, 26, 21);
    private static readonly SKColor Skin = new(226, 186, 160);
    private static readonly SKColor Ivory = new(250, 245, 236);

    /// <summary>A groom from behind. His feet stand at x, y; light falls from the left where <paramref name="lit"/> is below zero, else from the right.</summary>
    public static void Groom(SKCanvas canvas, float x, float y, float height, SKColor suit, float lit)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(height);
        using var cloth = Sideways(0.15f, suit, lit, 0.34f);
        using var paint = new SKPaint { IsAntialias = true, Shader = cloth };
        Draw(
            canvas,
            paint,
            "M-.095 -.5 L.095 -.5 Q.1 -.25 .075 -.012 L.018 -.012 L.004 -.42 L-.006 -.42 L-.02 -.012 L-.077 -.012 Q-.1 -.25 -.095 -.5Z"
        );
        Draw(
            canvas,
            paint,
            "M-.04 -.862 Q-.13 -.84 -.142 -.79 Q-.158 -.65 -.15 -.47 L-.112 -.465 Q-.108 -.6 -.1 -.7 L-.1 -.44 Q0 -.425 .1 -.44 L.1 -.7 Q.108 -.6 .112 -.465 L.15 -.47 Q.158 -.65 .142 -.79 Q.13 -.84 .04 -.862Z"
        );
        using var seam = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.004f,
            Color = SKColors.Black.WithAlpha(70),
        };
        Draw(canvas, seam, "M0 -.84 L0 -.44 M-.1 -.7 Q-.092 -.6 -.098 -.5 M.1 -.7 Q.092 -.6 .098 -.5");
        using var plain = new SKPaint { IsAntialias = true, Color = Shade(Skin, 0.82f) };
        canvas.DrawOval(-0.132f, -0.455f, 0.019f, 0.026f, plain);
        canvas.DrawOval(0.132f, -0.455f, 0.019f, 0.026f, plain);
        Draw(canvas, plain, "M-.03 -.9 L.03 -.9 L.034 -.85 Q0 -.835 -.034 -.85Z");
        canvas.DrawOval(-0.052f, -0.92f, 0.011f, 0.018f, plain);
        canvas.DrawOval(0.052f, -0.92f, 0.011f, 0.018f, plain);
        plain.Color = new SKColor(245, 242, 236);
        Draw(canvas, plain, "M-.036 -.862 Q0 -.845 .036 -.862 L.038 -.852 Q0 -.834 -.038 -.852Z");
        using var hair = Sideways(0.06f, Hair, lit, 0.4f);
        using var head = new SKPaint { IsAntialias = true, Shader = hair };
        Draw(
            canvas,
            head,
            "M-.052 -.925 Q-.056 -1 0 -1.002 Q.056 -1 .052 -.925 Q.046 -.885 .028 -.878 Q0 -.87 -.028 -.878 Q-.046 -.885 -.052 -.925Z"
        );
        plain.Color = new SKColor(16, 13, 12);
        canvas.DrawOval(-0.05f, -0.008f, 0.034f, 0.014f, plain);
        canvas.DrawOval(0.047f, -0.008f, 0.034f, 0.014f, plain);
        canvas.Restore();
    }

    /// <summary>A bride from behind, with veil and train. The train falls to the left where <paramref name="lit"/> is below zero, else to the right.</summary>
    public static void Bride(SKCanvas canvas, float x, float y, float height, float lit, bool veil)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(height);
        canvas.Scale(lit < 0 ? 1 : -1, 1);
        using var skin = Sideways(0.12f, Skin, -1, 0.25f);
        using var body = new SKPaint { IsAntialias = true, Shader = skin };
        Draw(
            canvas,
            body,
            "M-.026 -.9 L.026 -.9 L.03 -.858 Q.1 -.842 .112 -.805 Q.128 -.68 .112 -.545 L.09 -.545 Q.098 -.66 .086 -.75 L-.086 -.75 Q-.098 -.66 -.09 -.545 L-.112 -.545 Q-.128 -.68 -.112 -.805 Q-.1 -.842 -.03 -.858Z"
        );
        using var satin = Sideways(0.3f, Shade(Ivory, 0.93f), -1, 0.3f);
        using var dress = new SKPaint { IsAntialias = true, Shader = satin };
        Draw(
            canvas,
            dress,
            "M-.088 -.785 Q-.05 -.745 0 -.735 Q.05 -.745 .088 -.785 Q.092 -.7 .064 -.61 C.1 -.5 .2 -.2 .25 -.012 Q0 .03 -.44 .012 C-.34 -.06 -.15 -.4 -.064 -.61 Q-.092 -.7 -.088 -.785Z"
        );
        using var fold = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            MaskFilter = null,
        };
        for (var i = 0; i < 9; i++)
        {
            var share = i / 8f;
            fold.StrokeWidth = 0.012f + (0.006f * (i % 3));
            fold.Color = (i % 2 == 0 ? new SKColor(120, 100, 88) : SKColors.White).WithAlpha((byte)(i % 2 == 0 ? 26 : 70));
            var (waist, hem) = (-0.05f + (share * 0.1f), -0.34f + (share * 0.54f));
            using var line = new SKPathBuilderLite()
                .Move(waist, -0.59f)
                .Cubic(waist * 1.5f, -0.45f, hem * 0.62f, -0.25f, hem, -0.005f)
                .Path;
            canvas.DrawPath(line, fold);
        }

        using var detail = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.004f,
            Color = new SKColor(150, 128, 112, 120),
        };
        Draw(canvas, detail, "M0 -.735 L0 -.6 M-.064 -.61 Q0 -.59 .064 -.61");
        using var hair = Sideways(0.055f, Hair, -1, 0.5f);
        using var head = new SKPaint { IsAntialias = true, Shader = hair };
        canvas.DrawOval(0, -0.937f, 0.05f, 0.062f, head);
        canvas.DrawOval(0.004f, -0.9f, 0.033f, 0.028f, head);
        if (veil)
        {
            using var tulle = SKShader.CreateLinearGradient(
                new(0, -0.95f),
                new(0, 0),
                [SKColors.White.WithAlpha(120), SKColors.White.WithAlpha(70), SKColors.White.WithAlpha(25)],
                SKShaderTileMode.Clamp
            );
            using var sheer = new SKPaint { IsAntialias = true, Shader = tulle };
            Draw(canvas, sheer, "M-.03 -.945 Q0 -.955 .03 -.945 C.12 -.8 .15 -.4 .2 -.06 Q-.05 .02 -.4 0 C-.26 -.2 -.15 -.7 -.03 -.945Z");
            Draw(canvas, sheer, "M-.02 -.945 Q0 -.95 .02 -.945 C.06 -.8 .09 -.5 .1 -.2 Q-.04 -.15 -.2 -.18 C-.13 -.4 -.07 -.7 -.02 -.945Z");
        }

        canvas.Restore();
    }

    /// <summary>A bride's head and shoulders from behind, filling the picture.</summary>
    public static void BrideClose(DemoShot shot, float x, float y, float size)
    {
        var canvas = shot.Canvas;
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(size);
        using var skin = Sideways(0.8f, Skin, -1, 0.3f);
        using var body = new SKPaint { IsAntialias = true, Shader = skin };
        Draw(
            canvas,
            body,
            "M-.15 -.3 L-.14 .06 Q-.2 .16 -.52 .22 Q-.7 .28 -.76 .6 L-.8 1.4 L.8 1.4 L.76 .6 Q.7 .28 .52 .22 Q.2 .16 .14 .06 L.15 -.3Z"
        );
        using var neck = SKShader.CreateLinearGradient(
            new(0, -0.1f),
            new(0, 0.3f),
            [new SKColor(90, 55, 40, 120), SKColors.Transparent],
            SKShaderTileMode.Clamp
        );
        using var shade = new SKPaint { IsAntialias = true, Shader = neck };
        Draw(canvas, shade, "M-.15 -.2 L-.14 .06 Q0 .4 .14 .06 L.15 -.2Z");
        using var satin = Sideways(0.8f, Shade(Ivory, 0.95f), -1, 0.25f);
        using var dress = new SKPaint { IsAntialias = true, Shader = satin };
        Draw(canvas, dress, "M-.73 .62 Q-.4 .72 0 .98 Q.4 .72 .73 .62 L.8 1.5 L-.8 1.5Z");
        using var lace = new SKPaint { IsAntialias = true, Color = SKColors.White.WithAlpha(150) };
        for (var i = -12; i <= 12; i++)
        {
            var along = Math.Abs(i) / 12f;
            canvas.DrawCircle(i * 0.06f, 0.975f - (along * 0.36f), 0.03f, lace);
        }

        using var button = new SKPaint { IsAntialias = true, Color = new SKColor(214, 200, 186) };
        for (var i = 0; i < 6; i++)
        {
            canvas.DrawCircle(0, 1.03f + (i * 0.07f), 0.016f, button);
        }

        using var hair = SKShader.CreateRadialGradient(
            new(-0.16f, -0.62f),
            0.75f,
            [new SKColor(122, 84, 60), new SKColor(62, 41, 31), new SKColor(30, 20, 17)],
            [0, 0.45f, 1],
            SKShaderTileMode.Clamp
        );
        using var head = new SKPaint { IsAntialias = true, Shader = hair };
        canvas.DrawOval(0, -0.48f, 0.36f, 0.44f, head);
        using var strand = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.008f,
        };
        for (var i = 0; i < 26; i++)
        {
            var side = -0.33f + (i * 0.0264f);
            strand.Color = (i % 3 == 0 ? new SKColor(172, 128, 94) : new SKColor(24, 15, 12)).WithAlpha(70);
            using var line = new SKPathBuilderLite()
                .Move(side * 0.5f, -0.9f)
                .Cubic(side * 1.25f, -0.7f, side * 1.1f, -0.4f, side * 0.25f, -0.2f)
                .Path;
            canvas.DrawPath(line, strand);
        }

        canvas.DrawOval(0, -0.16f, 0.235f, 0.19f, head);
        for (var i = 0; i < 9; i++)
        {
            strand.Color = (i % 2 == 0 ? new SKColor(172, 128, 94) : new SKColor(20, 13, 10)).WithAlpha(80);
            strand.StrokeWidth = 0.012f;
            canvas.DrawArc(
                new SKRect(-0.22f + (i * 0.022f), -0.33f + (i * 0.018f), 0.22f - (i * 0.022f), 0.01f - (i * 0.018f)),
                150 + (i * 37),
                190,
                false,
                strand
            );
        }

        for (var i = 0; i < 5; i++)
        {
            var angle = (200 + (i * 35)) * MathF.PI / 180;
            Rose(
                shot,
                0.26f * MathF.Cos(angle),
                -0.2f + (0.2f * MathF.Sin(angle)),
                0.06f + (0.016f * (i % 2)),
                shot.Palette.Flowers[i % 2 == 0 ? 0 : 2]
            );
        }

        using var tulle = SKShader.CreateLinearGradient(
            new(0, -0.1f),
            new(0, 1.3f),
            [SKColors.White.WithAlpha(105), SKColors.White.WithAlpha(28)],
            SKShaderTileMode.Clamp
        );
        using var sheer = new SKPaint { IsAntialias = true, Shader = tulle };
        Draw(canvas, sheer, "M-.2 -.1 Q0 -.02 .2 -.1 C.5 .3 .75 .8 .9 1.5 L-.9 1.5 C-.75 .8 -.5 .3 -.2 -.1Z");
        Draw(canvas, sheer, "M-.12 -.06 Q0 0 .12 -.06 C.2 .4 .3 .9 .32 1.5 L-.3 1.5 C-.3 .9 -.2 .4 -.12 -.06Z");
        canvas.Restore();
    }

    /// <summary>A rose seen from above: rings of petals, each lighter at its edge, closing towards the middle.</summary>
    public static void Rose(DemoShot shot, float x, float y, float radius, SKColor colour)
    {
        var canvas = shot.Canvas;
        using var paint = new SKPaint { IsAntialias = true };
        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(shot.Between(0, 360));
        canvas.Scale(radius);
        (float Distance, float Size, int Count)[] rings = [(0.52f, 0.5f, 6), (0.36f, 0.42f, 5), (0.2f, 0.32f, 4), (0.08f, 0.2f, 3)];
        for (var ring = 0; ring < rings.Length; ring++)
        {
            var (distance, size, count) = rings[ring];
            var tone = Shade(colour, 1 - (ring * 0.055f));
            using var petal = SKShader.CreateRadialGradient(
                new(-distance * 0.9f, 0),
                size * 1.75f,
                [Shade(tone, 0.72f), Shade(tone, 0.93f), DemoShot.Blend(tone, SKColors.White, 0.3f)],
                [0, 0.55f, 1],
                SKShaderTileMode.Clamp
            );
            paint.Shader = petal;
            for (var i = 0; i < count; i++)
            {
                canvas.DrawOval(distance, 0, size * 0.86f, size, paint);
                canvas.RotateDegrees(360f / count);
            }

            canvas.RotateDegrees(37);
        }

        canvas.Restore();
    }

    public static void Leaf(DemoShot shot, float x, float y, float length, float degrees, SKColor colour)
    {
        var canvas = shot.Canvas;
        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(degrees);
        canvas.Scale(length);
        using var shader = SKShader.CreateLinearGradient(
            new(0, -0.2f),
            new(0, 0.2f),
            [DemoShot.Blend(colour, SKColors.White, 0.3f), Shade(colour, 0.6f)],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { IsAntialias = true, Shader = shader };
        Draw(canvas, paint, "M0 0 Q.4 -.34 1 0 Q.4 .3 0 0Z");
        canvas.Restore();
    }

    /// <summary>Roses and leaves heaped on an ellipse.</summary>
    public static void Heap(DemoShot shot, float x, float y, float across, float up, int flowers, float size)
    {
        for (var i = 0; i < flowers * 2; i++)
        {
            var angle = shot.Between(0, MathF.Tau);
            var (lx, ly) = (x + (across * 0.85f * MathF.Cos(angle)), y + (up * 0.85f * MathF.Sin(angle)));
            Leaf(
                shot,
                lx,
                ly,
                size * shot.Between(1.6f, 2.6f),
                (angle * 180 / MathF.PI) + shot.Between(-30, 30),
                Shade(shot.Palette.Leaf, shot.Between(0.7f, 1.2f))
            );
        }

        for (var i = 0; i < flowers; i++)
        {
            // From the rim inwards, so that the middle lies on top; turned by the golden angle, so that none hides another.
            var share = MathF.Sqrt(1 - (i / (float)flowers));
            var angle = i * 2.39996f;
            var (fx, fy) = (x + (across * share * MathF.Cos(angle)), y + (up * share * MathF.Sin(angle)));
            Rose(shot, fx, fy, size * shot.Between(0.8f, 1.2f), Shade(shot.Any(shot.Palette.Flowers), shot.Between(0.9f, 1)));
        }
    }

    public static SKColor Shade(SKColor colour, float factor) =>
        new(
            (byte)Math.Clamp(colour.Red * factor, 0, 255),
            (byte)Math.Clamp(colour.Green * factor, 0, 255),
            (byte)Math.Clamp(colour.Blue * factor, 0, 255),
            colour.Alpha
        );

    public static void Draw(SKCanvas canvas, SKPaint paint, string outline)
    {
        using var path = SKPath.ParseSvgPathData(outline);
        canvas.DrawPath(path, paint);
    }

    private static SKShader Sideways(float half, SKColor colour, float lit, float contrast)
    {
        var bright = DemoShot.Blend(colour, new SKColor(255, 236, 206), contrast);
        SKColor[] colours = [bright, colour, Shade(colour, 1 - (contrast * 0.7f))];
        return SKShader.CreateLinearGradient(
            new(lit < 0 ? -half : half, 0),
            new(lit < 0 ? half : -half, 0),
            colours,
            [0, 0.35f, 1],
            SKShaderTileMode.Clamp
        );
    }

    private sealed class SKPathBuilderLite
    {
        public SKPath Path { get; } = new();

        public SKPathBuilderLite Move(float x, float y)
        {
            Path.MoveTo(x, y);
            return this;
        }

        public SKPathBuilderLite Cubic(float ax, float ay, float bx, float by, float x, float y)
        {
            Path.CubicTo(ax, ay, bx, by, x, y);
            return this;
        }
    }
}
