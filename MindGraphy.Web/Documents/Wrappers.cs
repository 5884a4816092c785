namespace MindGraphy.Web.Documents;

/// <summary>Space around an element.</summary>
internal sealed class Padding(Element child, float left, float top, float right, float bottom) : Element
{
    public override Placed Lay(Space space)
    {
        var height = space.Height - top - bottom;
        if (height < 0 && !space.Fresh)
        {
            return Placed.Nothing(this);
        }

        var placed = child.Lay(space with { Width = Math.Max(0, space.Width - left - right), Height = Math.Max(0, height) });
        if (placed.Paint is not { } paint)
        {
            return Placed.Nothing(this);
        }

        return new Placed(
            placed.Width + left + right,
            placed.Height + top + bottom,
            (surface, area) => paint(surface, new Area(area.X + left, area.Y + top, area.Width - left - right, area.Height - top - bottom)),
            placed.Rest is null ? null : new Padding(placed.Rest, left, top, right, bottom)
        );
    }
}

/// <summary>Lines at the edges of an element.</summary>
internal sealed class Border(Element child, float left, float top, float right, float bottom, string color, float minHeight = 0) : Element
{
    public override Placed Lay(Space space)
    {
        var placed = child.Lay(space);
        if (placed.Paint is not { } paint)
        {
            return Placed.Nothing(this);
        }

        return placed with
        {
            Height = Math.Max(placed.Height, minHeight),
            Paint = (surface, area) =>
            {
                paint(surface, area);
                Lines(surface, area);
            },
            Rest = placed.Rest is null ? null : new Border(placed.Rest, left, top, right, bottom, color),
        };
    }

    private void Lines(ISurface surface, Area area)
    {
        if (top > 0)
        {
            surface.Fill(area with { Height = top }, color);
        }

        if (bottom > 0)
        {
            surface.Fill(area with { Y = area.Y + area.Height - bottom, Height = bottom }, color);
        }

        if (left > 0)
        {
            surface.Fill(area with { Width = left }, color);
        }

        if (right > 0)
        {
            surface.Fill(area with { X = area.X + area.Width - right, Width = right }, color);
        }
    }
}

/// <summary>A colour behind an element.</summary>
internal sealed class Background(Element child, string color) : Element
{
    public override Placed Lay(Space space)
    {
        var placed = child.Lay(space);
        if (placed.Paint is not { } paint)
        {
            return Placed.Nothing(this);
        }

        return placed with
        {
            Paint = (surface, area) =>
            {
                surface.Fill(area, color);
                paint(surface, area);
            },
            Rest = placed.Rest is null ? null : new Background(placed.Rest, color),
        };
    }
}

/// <summary>Moves an element inside an area larger than it.</summary>
internal sealed class Align(Element child, float? across, float? down) : Element
{
    public override Placed Lay(Space space)
    {
        var placed = child.Lay(space);
        if (placed.Paint is not { } paint)
        {
            return Placed.Nothing(this);
        }

        return placed with
        {
            Paint = (surface, area) => paint(surface, Inside(area, placed)),
            Rest = placed.Rest is null ? null : new Align(placed.Rest, across, down),
        };
    }

    private Area Inside(Area area, Placed placed)
    {
        if (across is { } x)
        {
            area = area with { X = area.X + (area.Width - placed.Width) * x, Width = placed.Width };
        }

        return down is { } y ? area with { Y = area.Y + (area.Height - placed.Height) * y, Height = placed.Height } : area;
    }
}

/// <summary>At least so high.</summary>
internal sealed class MinHeight(Element child, float height) : Element
{
    public override Placed Lay(Space space)
    {
        if (space.Height < height && !space.Fresh)
        {
            return Placed.Nothing(this);
        }

        var placed = child.Lay(space);
        return placed.Paint is null ? Placed.Nothing(this) : placed with { Height = Math.Max(placed.Height, height) };
    }
}

/// <summary>At most so wide.</summary>
internal sealed class MaxWidth(Element child, float width) : Element
{
    public override Placed Lay(Space space)
    {
        var placed = child.Lay(space with { Width = Math.Min(space.Width, width) });
        return placed with { Rest = placed.Rest is null ? null : new MaxWidth(placed.Rest, width) };
    }
}

/// <summary>Whole on one page where a page holds it; broken only where it is longer than a page.</summary>
internal sealed class ShowEntire(Element child) : Element
{
    public override Placed Lay(Space space)
    {
        var placed = child.Lay(space with { Fresh = false });
        if (placed.IsComplete)
        {
            return placed;
        }

        return space.Fresh ? child.Lay(space) : Placed.Nothing(this);
    }
}

/// <summary>Keeps a title from standing alone at the foot of a page.</summary>
internal sealed class EnsureSpace(Element child, float height) : Element
{
    public override Placed Lay(Space space)
    {
        var placed = child.Lay(space);
        return placed.IsComplete || space.Fresh || space.Height >= height ? placed : Placed.Nothing(this);
    }
}

/// <summary>Nothing on the first page.</summary>
internal sealed class SkipOnce(Element child) : Element
{
    public override Placed Lay(Space space) => space.PageNumber == 1 ? Placed.Empty : child.Lay(space);
}

/// <summary>Sends what follows to a new page; harmless where one has just begun.</summary>
internal sealed class PageBreak : Element
{
    public override Placed Lay(Space space) => space.Fresh ? Placed.Empty : Placed.Empty with { Rest = new Container() };
}

/// <summary>A box with or without its tick.</summary>
internal sealed class CheckBox(bool ticked, float size, string color) : Element
{
    public override Placed Lay(Space space) =>
        space.Height < size && !space.Fresh ? Placed.Nothing(this) : new Placed(size, size, Paint, null);

    private void Paint(ISurface surface, Area area)
    {
        (float, float) At(float x, float y) => (area.X + x * size, area.Y + y * size);

        surface.Stroke([At(0, 0), At(1, 0), At(1, 1), At(0, 1), At(0, 0), At(1, 0)], 0.75f, color);
        if (ticked)
        {
            surface.Stroke([At(0.2f, 0.52f), At(0.43f, 0.75f), At(0.82f, 0.24f)], 1.4f, color);
        }
    }
}
