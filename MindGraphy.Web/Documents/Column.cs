namespace MindGraphy.Web.Documents;

/// <summary>Elements one below another, flowing over pages.</summary>
internal sealed class Column : Element
{
    private readonly IReadOnlyList<Element>? _rest;
    private readonly List<Container> _items = [];
    private float _spacing;

    public Column() { }

    private Column(IReadOnlyList<Element> rest, float spacing) => (_rest, _spacing) = (rest, spacing);

    private IReadOnlyList<Element> Items => _rest ?? _items;

    /// <summary>Points between two items.</summary>
    public void Spacing(float value) => _spacing = value;

    /// <summary>The next item.</summary>
    public Container Item()
    {
        var item = new Container();
        _items.Add(item);
        return item;
    }

    public override Placed Lay(Space space)
    {
        var pieces = new List<(float Top, Placed Piece)>();
        float bottom = 0;
        float width = 0;
        Element? rest = null;
        for (var i = 0; i < Items.Count && rest is null; i++)
        {
            var gap = bottom > 0 ? _spacing : 0;
            var fresh = space.Fresh && bottom == 0;
            var placed = Items[i].Lay(space with { Height = Math.Max(0, space.Height - bottom - gap), Fresh = fresh });
            if (placed.Paint is null)
            {
                rest = new Column([.. Items.Skip(i)], _spacing);
                break;
            }

            if (placed.Height > 0)
            {
                pieces.Add((bottom + gap, placed));
                bottom += gap + placed.Height;
                width = Math.Max(width, placed.Width);
            }

            if (placed.Rest is not null)
            {
                rest = new Column([placed.Rest, .. Items.Skip(i + 1)], _spacing);
            }
        }

        if (rest is not null && pieces.Count == 0 && !space.Fresh)
        {
            return Placed.Nothing(this);
        }

        return new Placed(width, bottom, (surface, area) => Paint(surface, area, pieces), rest);
    }

    private static void Paint(ISurface surface, Area area, List<(float Top, Placed Piece)> pieces)
    {
        foreach (var (top, piece) in pieces)
        {
            piece.Paint?.Invoke(surface, new Area(area.X, area.Y + top, area.Width, piece.Height));
        }
    }
}
