namespace MindGraphy.Web.Documents;

/// <summary>How wide an item of a row or a column of a table is.</summary>
internal enum TrackKind
{
    /// <summary>So many points.</summary>
    Constant,

    /// <summary>A share of what the others leave.</summary>
    Relative,

    /// <summary>As wide as its content.</summary>
    Auto,
}

/// <summary>One column's width.</summary>
internal readonly record struct Track(TrackKind Kind, float Value);

/// <summary>Elements one beside another; all are as high as the highest.</summary>
internal sealed class Row : Element
{
    private readonly List<(Track Track, Element Child)> _items = [];
    private float _spacing;

    public Row() { }

    internal Row(IEnumerable<(Track Track, Element Child)> items, float spacing)
    {
        _items.AddRange(items);
        _spacing = spacing;
    }

    /// <summary>Points between two items.</summary>
    public void Spacing(float value) => _spacing = value;

    /// <summary>An item of so many points.</summary>
    public Container ConstantItem(float width) => Add(new Track(TrackKind.Constant, width));

    /// <summary>An item that takes a share of what is left.</summary>
    public Container RelativeItem(float share = 1) => Add(new Track(TrackKind.Relative, share));

    /// <summary>An item as wide as what it holds.</summary>
    public Container AutoItem() => Add(new Track(TrackKind.Auto, 0));

    public override Placed Lay(Space space)
    {
        var widths = Widths(space);
        var pieces = new List<(float Left, float Width, Placed Piece)>();
        float left = 0;
        float height = 0;
        for (var i = 0; i < _items.Count; i++)
        {
            var placed = _items[i].Child.Lay(space with { Width = widths[i] });
            if (placed.Paint is null)
            {
                return Placed.Nothing(this);
            }

            pieces.Add((left, widths[i], placed));
            left += widths[i] + _spacing;
            height = Math.Max(height, placed.Height);
        }

        Row? rest = null;
        if (pieces.Any(p => p.Piece.Rest is not null))
        {
            // What is left keeps the widths of this page: lines are broken for them already.
            rest = new Row(pieces.Select(p => (new Track(TrackKind.Constant, p.Width), p.Piece.Rest ?? new Container())), _spacing);
        }

        return new Placed(Math.Max(0, left - _spacing), height, (surface, area) => Paint(surface, area, pieces), rest);
    }

    private static void Paint(ISurface surface, Area area, List<(float Left, float Width, Placed Piece)> pieces)
    {
        foreach (var (left, width, piece) in pieces)
        {
            piece.Paint?.Invoke(surface, new Area(area.X + left, area.Y, width, area.Height));
        }
    }

    private float[] Widths(Space space)
    {
        var widths = new float[_items.Count];
        var left = space.Width - _spacing * Math.Max(0, _items.Count - 1);
        for (var i = 0; i < _items.Count; i++)
        {
            var (track, child) = _items[i];
            widths[i] = track.Kind switch
            {
                TrackKind.Constant => track.Value,
                TrackKind.Auto => Math.Min(
                    Math.Max(0, left),
                    child.Lay(space with { Width = Math.Max(0, left), Height = float.MaxValue }).Width
                ),
                _ => 0,
            };
            left -= widths[i];
        }

        var shares = _items.Where(i => i.Track.Kind == TrackKind.Relative).Sum(i => i.Track.Value);
        for (var i = 0; i < _items.Count; i++)
        {
            if (_items[i].Track.Kind == TrackKind.Relative)
            {
                widths[i] = Math.Max(0, left) * _items[i].Track.Value / shares;
            }
        }

        return widths;
    }

    private Container Add(Track track)
    {
        var child = new Container();
        _items.Add((track, child));
        return child;
    }
}
