using SkiaSharp;

namespace MindGraphy.Web.Features.Demo;

/// <summary>The moments of a wedding day.</summary>
internal static class DemoScenes
{
    private static readonly SKColor[] Suits = [new(34, 36, 44), new(46, 44, 48), new(38, 46, 66), new(78, 70, 62)];

    public static void Hall(DemoShot shot)
    {
        HallBackground(shot, 0.012f);
        var floor = shot.Height * 0.62f;
        for (var row = 5; row >= 0; row--)
        {
            var near = 1 - (row / 6f);
            var away = 0.09f + (near * near * shot.Width * 0.36f);
            var y = floor + (near * near * shot.Height * 0.34f);
            var size = 0.016f + (near * near * 0.05f);
            foreach (var side in new[] { -1, 1 })
            {
                var x = (shot.Width / 2) + (side * away);
                Pedestal(shot, x, y, size);
                shot.Glow(x, y - (size * 2.2f), size * 5, shot.Palette.Light, 90);
            }
        }

        if (shot.Random.Next(2) == 0)
        {
            Pair(shot, shot.Width / 2, floor + 0.12f, 0.27f, 0.075f);
        }

        shot.Glow(shot.Width / 2, floor * 0.72f, 0.55f, shot.Palette.Light, 110);
    }

    public static void Couple(DemoShot shot)
    {
        if (shot.Random.Next(2) == 0)
        {
            HallBackground(shot, 0.03f);
        }
        else
        {
            GardenBackground(shot, 0.03f);
        }

        var height = shot.IsPortrait ? shot.Between(0.86f, 1.05f) : shot.Between(0.68f, 0.82f);
        var x = shot.IsPortrait ? shot.Width / 2 : shot.Width * shot.Any([0.36f, 0.5f, 0.64f]);
        var feet = shot.Height * (shot.IsPortrait ? 0.9f : 0.95f);
        using (
            var shadow = new SKPaint
            {
                IsAntialias = true,
                Color = new SKColor(20, 12, 8, 90),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 0.02f),
            }
        )
        {
            shot.Canvas.DrawOval(x, feet, height * 0.36f, height * 0.025f, shadow);
        }

        Pair(shot, x, feet, height, height * 0.165f);
        shot.Glow(x + (0.3f * (shot.Random.Next(2) == 0 ? 1 : -1)), feet - height, 0.6f, shot.Palette.Light, 110);
        shot.Soft(0.03f, soft => soft.Lights(4, soft.Height * 0.8f, soft.Height, 0.05f, 0.11f, shot.Any(shot.Palette.Flowers)));
    }

    public static void Bouquet(DemoShot shot)
    {
        var (light, leaf) = (shot.Palette.Light, shot.Palette.Leaf);
        shot.Soft(
            0.05f,
            soft =>
            {
                soft.Fill(
                    DemoShot.Blend(light, SKColors.White, 0.3f),
                    DemoShot.Blend(light, soft.Palette.Middle, 0.45f),
                    soft.Palette.Middle
                );
                soft.Lights(16, 0, soft.Height, 0.06f, 0.16f, DemoShot.Blend(leaf, light, 0.5f));
            }
        );
        var (x, y) = (shot.Width * shot.Between(0.42f, 0.58f), shot.Height * shot.Between(0.46f, 0.54f));
        var size = shot.Between(0.27f, 0.33f);
        shot.Soft(0.012f, soft => DemoFigures.Heap(soft, x, y + 0.03f, size * 1.25f, size * 1.12f, 14, 0.075f));
        using (var ribbon = new SKPaint { IsAntialias = true, Color = new SKColor(250, 244, 234, 235) })
        {
            shot.Canvas.Save();
            shot.Canvas.Translate(x, y + size);
            DemoFigures.Draw(shot.Canvas, ribbon, "M-.05 -.05 L.05 -.05 L.035 .22 L-.035 .22Z");
            ribbon.Color = new SKColor(236, 222, 206, 225);
            DemoFigures.Draw(
                shot.Canvas,
                ribbon,
                "M-.02 .05 Q-.16 .2 -.12 .62 L-.07 .6 Q-.1 .25 .01 .08Z M.01 .05 Q.15 .25 .1 .66 L.05 .64 Q.09 .28 -.01 .08Z"
            );
            shot.Canvas.Restore();
        }

        DemoFigures.Heap(shot, x, y, size, size * 0.88f, 19, 0.088f);
        shot.Glow(x - 0.35f, y - 0.4f, 0.75f, SKColors.White, 70);
    }

    public static void Table(DemoShot shot)
    {
        HallBackground(shot, 0.045f);
        var edge = shot.Height * 0.56f;
        shot.Soft(
            0.008f,
            soft =>
            {
                using var cloth = SKShader.CreateLinearGradient(
                    new(0, edge),
                    new(0, soft.Height),
                    [DemoShot.Blend(soft.Palette.Middle, SKColors.White, 0.45f), new SKColor(250, 244, 235)],
                    SKShaderTileMode.Clamp
                );
                using var paint = new SKPaint { Shader = cloth };
                soft.Canvas.DrawRect(0, edge, soft.Width, soft.Height - edge, paint);
            }
        );
        var centre = shot.Width * shot.Between(0.4f, 0.6f);
        shot.Soft(0.008f, soft => DemoFigures.Heap(soft, centre, edge - 0.01f, 0.3f, 0.09f, 12, 0.062f));
        for (var i = 0; i < 4; i++)
        {
            Candle(shot, centre + ((i - 1.5f) * 0.22f), edge + 0.03f, 0.15f + (0.05f * (i % 2)));
        }

        DemoFigures.Heap(shot, centre - 0.02f, edge + 0.05f, 0.25f, 0.055f, 11, 0.048f);
        foreach (var side in new[] { -1, 1 })
        {
            Plate(shot, centre + (side * 0.36f), shot.Height - (shot.IsPortrait ? 0.3f : 0.17f), 0.25f);
            Glass(shot, centre + (side * 0.6f), shot.Height - (shot.IsPortrait ? 0.4f : 0.24f), 0.34f);
        }

        shot.Glow(centre, edge - 0.1f, 0.7f, shot.Palette.Light, 80);
    }

    public static void Garden(DemoShot shot)
    {
        GardenBackground(shot, 0.02f);
        var (x, foot, size) = (shot.Width * 0.5f, shot.Height * 0.86f, shot.IsPortrait ? 0.36f : 0.31f);
        var top = foot - (size * 1.5f);
        using (
            var frame = new SKPaint
            {
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = 0.012f,
                Color = new SKColor(238, 228, 210),
            }
        )
        {
            using var arch = new SKPath();
            arch.MoveTo(x - size, foot);
            arch.LineTo(x - size, top);
            arch.ArcTo(new SKRect(x - size, top - size, x + size, top + size), 180, 180, false);
            arch.LineTo(x + size, foot);
            shot.Canvas.DrawPath(arch, frame);
        }

        for (var i = 0; i <= 12; i++)
        {
            var angle = MathF.PI * (1 + (i / 12f));
            DemoFigures.Heap(shot, x + (size * MathF.Cos(angle)), top + (size * MathF.Sin(angle)), 0.045f, 0.04f, 4, 0.034f);
        }

        for (var i = 0; i < 4; i++)
        {
            DemoFigures.Heap(shot, x - size, top + (i * 0.075f), 0.03f, 0.04f, 3, 0.032f);
            DemoFigures.Heap(shot, x + size, foot - (i * 0.07f), 0.04f, 0.04f, 3, 0.034f);
        }

        if (shot.Random.Next(3) > 0)
        {
            Pair(shot, x, foot + 0.015f, size * 1.55f, size * 0.28f);
        }

        shot.Glow(shot.Width * 0.82f, shot.Height * 0.16f, 0.8f, new SKColor(255, 226, 170), 150);
        shot.Soft(0.025f, soft => soft.Lights(9, soft.Height * 0.84f, soft.Height * 1.04f, 0.03f, 0.08f, soft.Any(soft.Palette.Flowers)));
    }

    public static void Portrait(DemoShot shot)
    {
        if (shot.Random.Next(2) == 0)
        {
            GardenBackground(shot, 0.06f);
        }
        else
        {
            HallBackground(shot, 0.06f);
        }

        var size = shot.IsPortrait ? 0.58f : 0.5f;
        var x = shot.Width * (shot.IsPortrait ? 0.5f : shot.Any([0.38f, 0.62f]));
        DemoFigures.BrideClose(shot, x, shot.Height - (size * (shot.IsPortrait ? 1.25f : 1.02f)), size);
        shot.Glow(x - 0.45f, shot.Height * 0.25f, 0.7f, shot.Palette.Light, 120);
    }

    public static void Rings(DemoShot shot)
    {
        var (x, y, size) = (shot.Width * shot.Between(0.42f, 0.56f), shot.Height * shot.Between(0.55f, 0.62f), shot.Between(0.15f, 0.18f));
        shot.Soft(
            0.04f,
            soft =>
            {
                soft.Fill(
                    soft.Palette.Middle,
                    DemoShot.Blend(soft.Palette.Light, SKColors.White, 0.35f),
                    DemoShot.Blend(soft.Palette.Light, soft.Palette.Middle, 0.2f)
                );
                DemoFigures.Heap(soft, soft.Width * 0.8f, soft.Height * 0.2f, 0.34f, 0.2f, 9, 0.12f);
                soft.Lights(12, 0, soft.Height * 0.35f, 0.03f, 0.08f, soft.Palette.Light);
            }
        );
        shot.Soft(
            0.02f,
            soft =>
            {
                // The folds of the cloth the rings lie on.
                using var fold = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke };
                for (var i = 0; i < 9; i++)
                {
                    fold.StrokeWidth = soft.Between(0.03f, 0.09f);
                    fold.Color = (i % 2 == 0 ? SKColors.White : soft.Palette.Dark).WithAlpha((byte)(i % 2 == 0 ? 90 : 26));
                    var from = soft.Height * (0.4f + (i * 0.075f));
                    using var path = new SKPath();
                    path.MoveTo(-0.1f, from + 0.1f);
                    path.CubicTo(soft.Width * 0.3f, from - 0.14f, soft.Width * 0.6f, from + 0.16f, soft.Width + 0.1f, from - 0.06f);
                    soft.Canvas.DrawPath(path, fold);
                }
            }
        );
        Ring(shot, x + (size * 0.95f), y - (size * 0.25f), size * 1.06f, false);
        Ring(shot, x, y, size, true);
        shot.Soft(0.05f, soft => DemoFigures.Heap(soft, soft.Width * 0.05f, soft.Height * 0.98f, 0.24f, 0.14f, 6, 0.13f));
        shot.Glow(shot.Width * 0.25f, shot.Height * 0.1f, 0.8f, SKColors.White, 90);
    }

    private static void Pair(DemoShot shot, float x, float feet, float height, float apart)
    {
        var side = shot.Random.Next(2) == 0 ? 1 : -1;
        DemoFigures.Groom(shot.Canvas, x + (side * apart), feet - (height * 0.012f), height, shot.Any(Suits), -side);
        DemoFigures.Bride(shot.Canvas, x - (side * apart * 0.82f), feet, height * 0.93f, -side, shot.Random.Next(3) > 0);
    }

    private static void HallBackground(DemoShot shot, float blur)
    {
        var (dark, middle, light) = (shot.Palette.Dark, shot.Palette.Middle, shot.Palette.Light);
        var floor = shot.Height * 0.62f;
        shot.Soft(
            blur,
            soft =>
            {
                soft.Fill(
                    DemoShot.Blend(dark, middle, 0.25f),
                    DemoShot.Blend(dark, middle, 0.75f),
                    middle,
                    DemoShot.Blend(dark, middle, 0.6f)
                );
                using var paint = new SKPaint { IsAntialias = true };
                for (var i = 0; i < 9; i++)
                {
                    // Columns and drapes, paler the nearer they stand to the altar.
                    var x = soft.Width * i / 8f;
                    var share = 1 - (Math.Abs(i - 4) / 4.5f);
                    paint.Color = DemoShot.Blend(middle, light, 0.2f + (share * 0.5f)).WithAlpha(150);
                    soft.Canvas.DrawRect(x - 0.035f, soft.Height * 0.1f, 0.07f, floor - (soft.Height * 0.1f), paint);
                }

                // The altar: an arched niche, brightest in its middle; the floor covers its foot.
                using var niche = SKShader.CreateRadialGradient(
                    new(soft.Width / 2, floor - 0.16f),
                    0.34f,
                    [DemoShot.Blend(light, SKColors.White, 0.25f), DemoShot.Blend(middle, light, 0.55f)],
                    SKShaderTileMode.Clamp
                );
                using var glowing = new SKPaint { IsAntialias = true, Shader = niche };
                var arch = new SKRect((soft.Width / 2) - 0.16f, floor - 0.44f, (soft.Width / 2) + 0.16f, floor + 0.2f);
                soft.Canvas.DrawRoundRect(arch, 0.16f, 0.16f, glowing);
                paint.Color = DemoShot.Blend(dark, middle, 0.55f);
                soft.Canvas.DrawRect(0, floor, soft.Width, soft.Height - floor, paint);
                using var aisle = SKShader.CreateLinearGradient(
                    new(0, floor),
                    new(0, soft.Height),
                    [DemoShot.Blend(light, SKColors.White, 0.3f), DemoShot.Blend(middle, light, 0.5f)],
                    SKShaderTileMode.Clamp
                );
                paint.Shader = aisle;
                using var path = new SKPath();
                path.MoveTo((soft.Width / 2) - 0.09f, floor);
                path.LineTo((soft.Width / 2) + 0.09f, floor);
                path.LineTo(soft.Width * 0.84f, soft.Height);
                path.LineTo(soft.Width * 0.16f, soft.Height);
                path.Close();
                soft.Canvas.DrawPath(path, paint);
            }
        );
        shot.Lights(34, 0, shot.Height * 0.42f, 0.008f + (blur * 0.35f), 0.024f + (blur * 1.1f), light);
        shot.Lights(10, shot.Height * 0.42f, shot.Height * 0.64f, 0.006f + (blur * 0.3f), 0.014f + (blur * 0.7f), light);
    }

    private static void GardenBackground(DemoShot shot, float blur)
    {
        var leaf = DemoShot.Blend(shot.Palette.Leaf, new SKColor(104, 118, 62), 0.4f);
        var sun = new SKColor(255, 224, 168);
        var horizon = shot.Height * 0.66f;
        shot.Soft(
            blur,
            soft =>
            {
                soft.Fill(
                    new SKColor(250, 226, 190),
                    DemoShot.Blend(sun, soft.Palette.Light, 0.5f),
                    DemoShot.Blend(leaf, sun, 0.35f),
                    leaf
                );
                using var paint = new SKPaint { IsAntialias = true };
                for (var i = 0; i < 70; i++)
                {
                    var (x, share) = (soft.Between(-0.1f, soft.Width + 0.1f), soft.Between(0, 1));
                    var sunny = Math.Max(0, 1 - (Math.Abs(x - (soft.Width * 0.8f)) / 0.7f));
                    paint.Color = DemoShot.Blend(DemoFigures.Shade(leaf, 0.5f + (share * 0.5f)), sun, sunny * 0.55f).WithAlpha(215);
                    var y = horizon - soft.Between(0.02f, 0.42f + (0.2f * MathF.Abs(x - (soft.Width * 0.6f))));
                    soft.Canvas.DrawOval(x, y, soft.Between(0.05f, 0.14f), soft.Between(0.05f, 0.12f), paint);
                }

                using var lawn = SKShader.CreateLinearGradient(
                    new(0, horizon),
                    new(0, soft.Height),
                    [DemoShot.Blend(leaf, sun, 0.6f), DemoFigures.Shade(leaf, 0.72f)],
                    SKShaderTileMode.Clamp
                );
                paint.Shader = lawn;
                soft.Canvas.DrawRect(0, horizon, soft.Width, soft.Height - horizon, paint);
                paint.Shader = null;
                paint.Color = DemoShot.Blend(sun, SKColors.White, 0.3f).WithAlpha(150);
                using var path = new SKPath();
                path.MoveTo((soft.Width / 2) - 0.1f, horizon);
                path.LineTo((soft.Width / 2) + 0.1f, horizon);
                path.LineTo(soft.Width * 0.8f, soft.Height);
                path.LineTo(soft.Width * 0.2f, soft.Height);
                soft.Canvas.DrawPath(path, paint);
            }
        );
        shot.Lights(26, 0, horizon, 0.01f + (blur * 0.4f), 0.03f + (blur * 1.2f), sun);
    }

    private static void Pedestal(DemoShot shot, float x, float y, float size)
    {
        using var shader = SKShader.CreateLinearGradient(
            new(x - (size * 0.4f), 0),
            new(x + (size * 0.4f), 0),
            [new SKColor(250, 243, 232), new SKColor(170, 150, 130)],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { IsAntialias = true, Shader = shader };
        shot.Canvas.DrawRect(x - (size * 0.3f), y - (size * 2.2f), size * 0.6f, size * 3.2f, paint);
        DemoFigures.Heap(shot, x, y - (size * 2.6f), size * 0.95f, size * 0.75f, 8, size * 0.5f);
    }

    private static void Candle(DemoShot shot, float x, float foot, float height)
    {
        using var wax = SKShader.CreateLinearGradient(
            new(0, foot - height),
            new(0, foot),
            [new SKColor(255, 236, 196), new SKColor(238, 226, 208)],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { IsAntialias = true, Shader = wax };
        shot.Canvas.DrawRoundRect(new SKRect(x - 0.011f, foot - height, x + 0.011f, foot), 0.006f, 0.006f, paint);
        shot.Glow(x, foot - height - 0.025f, 0.16f, new SKColor(255, 205, 128), 210);
        using var flame = new SKPaint { IsAntialias = true, Color = new SKColor(255, 246, 214) };
        shot.Canvas.Save();
        shot.Canvas.Translate(x, foot - height);
        DemoFigures.Draw(shot.Canvas, flame, "M0 -.042 Q.014 -.014 0 -.003 Q-.014 -.014 0 -.042Z");
        shot.Canvas.Restore();
    }

    private static void Plate(DemoShot shot, float x, float y, float size)
    {
        using var paint = new SKPaint { IsAntialias = true };
        using (
            var shadow = new SKPaint
            {
                IsAntialias = true,
                Color = new SKColor(70, 50, 36, 80),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 0.014f),
            }
        )
        {
            shot.Canvas.DrawOval(x + 0.012f, y + 0.016f, size, size * 0.3f, shadow);
        }

        (float Share, SKColor Colour)[] rims =
        [
            (1, new SKColor(198, 166, 112)),
            (0.97f, new SKColor(252, 249, 244)),
            (0.7f, new SKColor(222, 214, 204)),
            (0.68f, new SKColor(247, 243, 237)),
        ];
        foreach (var (share, colour) in rims)
        {
            paint.Color = colour;
            shot.Canvas.DrawOval(x, y, size * share, size * 0.3f * share, paint);
        }

        using var napkin = new SKPaint { IsAntialias = true, Color = DemoFigures.Shade(shot.Palette.Flowers[1], 0.94f) };
        shot.Canvas.DrawRoundRect(
            new SKRect(x - (size * 0.16f), y - (size * 0.24f), x + (size * 0.16f), y + (size * 0.2f)),
            0.008f,
            0.008f,
            napkin
        );
        DemoFigures.Leaf(shot, x - (size * 0.15f), y, size * 0.34f, -12, shot.Palette.Leaf);
        DemoFigures.Rose(shot, x, y - (size * 0.03f), size * 0.1f, shot.Palette.Flowers[0]);
    }

    private static void Glass(DemoShot shot, float x, float foot, float height)
    {
        shot.Canvas.Save();
        shot.Canvas.Translate(x, foot);
        shot.Canvas.Scale(height);
        using var body = SKShader.CreateLinearGradient(
            new(-0.17f, 0),
            new(0.17f, 0),
            [SKColors.White.WithAlpha(120), SKColors.White.WithAlpha(20), SKColors.White.WithAlpha(30), SKColors.White.WithAlpha(130)],
            [0, 0.25f, 0.8f, 1],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { IsAntialias = true, Shader = body };
        DemoFigures.Draw(
            shot.Canvas,
            paint,
            "M-.14 -1 C-.2 -.7 -.16 -.5 -.012 -.44 L-.012 -.04 Q-.12 -.02 -.13 0 Q0 .03 .13 0 Q.12 -.02 .012 -.04 L.012 -.44 C.16 -.5 .2 -.7 .14 -1Z"
        );
        using var wine = new SKPaint { IsAntialias = true, Color = new SKColor(246, 212, 140, 110) };
        DemoFigures.Draw(shot.Canvas, wine, "M-.168 -.76 Q0 -.73 .168 -.76 C.165 -.56 .1 -.48 0 -.45 C-.1 -.48 -.165 -.56 -.168 -.76Z");
        using var shine = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.014f,
            Color = SKColors.White.WithAlpha(190),
        };
        DemoFigures.Draw(shot.Canvas, shine, "M-.115 -.95 C-.15 -.75 -.14 -.62 -.1 -.55");
        shot.Canvas.Restore();
    }

    private static void Ring(DemoShot shot, float x, float y, float size, bool stone)
    {
        var oval = new SKRect(x - size, y - (size * 0.62f), x + size, y + (size * 0.62f));
        using (
            var shadow = new SKPaint
            {
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = size * 0.2f,
                Color = new SKColor(50, 34, 24, 120),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, size * 0.09f),
            }
        )
        {
            var below = oval;
            below.Offset(size * 0.05f, size * 0.14f);
            shot.Canvas.DrawOval(below, shadow);
        }

        SKColor[] gold = stone
            ?
            [
                new(250, 250, 252),
                new(150, 150, 160),
                new(240, 240, 246),
                new(116, 116, 128),
                new(255, 255, 255),
                new(168, 168, 178),
                new(250, 250, 252),
            ]
            :
            [
                new(255, 236, 190),
                new(170, 122, 62),
                new(250, 220, 160),
                new(132, 90, 42),
                new(255, 246, 214),
                new(190, 142, 80),
                new(255, 236, 190),
            ];
        using var metal = SKShader.CreateSweepGradient(new(x, y), gold, [0, 0.16f, 0.34f, 0.5f, 0.66f, 0.84f, 1]);
        using var band = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = size * 0.17f,
            Shader = metal,
        };
        shot.Canvas.DrawOval(oval, band);
        using var shine = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = size * 0.025f,
            Color = SKColors.White.WithAlpha(170),
        };
        oval.Inflate(size * 0.055f, size * 0.055f);
        shot.Canvas.DrawArc(oval, 200, 70, false, shine);
        shot.Canvas.DrawArc(oval, 20, 40, false, shine);
        if (stone)
        {
            Stone(shot, x - (size * 0.25f), y - (size * 0.68f), size * 0.26f);
        }
    }

    private static void Stone(DemoShot shot, float x, float y, float size)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(206, 214, 226) };
        shot.Canvas.DrawCircle(x, y, size, paint);
        for (var i = 0; i < 16; i++)
        {
            var level = (byte)(150 + (i * 53 % 105));
            paint.Color = new SKColor(level, (byte)Math.Min(255, level + 6), (byte)Math.Min(255, level + 16));
            var (from, to) = (i * MathF.Tau / 16, (i + 1) * MathF.Tau / 16);
            using var facet = new SKPath();
            facet.MoveTo(x + (size * 0.4f * MathF.Cos(from)), y + (size * 0.4f * MathF.Sin(from)));
            facet.LineTo(x + (size * 0.96f * MathF.Cos(from)), y + (size * 0.96f * MathF.Sin(from)));
            facet.LineTo(x + (size * 0.96f * MathF.Cos(to)), y + (size * 0.96f * MathF.Sin(to)));
            facet.Close();
            shot.Canvas.DrawPath(facet, paint);
        }

        paint.Color = new SKColor(244, 248, 255);
        shot.Canvas.DrawCircle(x, y, size * 0.42f, paint);
        shot.Glow(x - (size * 0.3f), y - (size * 0.3f), size * 1.6f, SKColors.White, 200);
    }
}
