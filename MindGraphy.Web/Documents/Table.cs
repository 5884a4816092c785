namespace MindGraphy.Web.Documents;

/// <summary>Rows of cells under one set of columns. A row stays whole where a page holds it; the heading is repeated on each page.</summary>
internal sealed class Table : Element
{
    private readonly List<Track> _columns = [];
    private readonly List<Container> _heading = [];
    private readonly List<Container> _cells = [];
    private readonly IReadOnlyList<Element>? _rest;

    public Table() { }

    private Table(Table whole, IReadOnlyList<Element> rest)
    {
        _columns = whole._columns;
        _heading = whole._heading;
        _rest = rest;
    }

    /// <summary>A column of so many points.</summary>
    public void ConstantColumn(float width) => _columns.Add(new Track(TrackKind.Constant, width));

    /// <summary>A column that takes a share of what is left.</summary>
    public void RelativeColumn(float share = 1) => _columns.Add(new Track(TrackKind.Relative, share));

    /// <summary>The next cell of the heading, from left to right.</summary>
    public Container HeaderCell() => Add(_heading);

    /// <summary>The next cell, from left to right and top to bottom.</summary>
    public Container Cell() => Add(_cells);

    public override Placed Lay(Space space)
    {
        var pieces = new List<(float Top, Placed Piece)>();
        var rows = _rest ?? [.. Rows(_cells)];
        float bottom = 0;
        foreach (var row in Rows(_heading))
        {
            var placed = row.Lay(space with { Height = Math.Max(0, space.Height - bottom) });
            if (!placed.IsComplete)
            {
                if (!space.Fresh)
                {
                    return Placed.Nothing(this);
                }

                // A heading higher than a page is left out: the rows matter more.
                break;
            }

            pieces.Add((bottom, placed));
            bottom += placed.Height;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var left = space with { Height = Math.Max(0, space.Height - bottom), Fresh = false };
            var placed = rows[i].Lay(left);
            if (!placed.IsComplete)
            {
                if (i > 0 || !space.Fresh)
                {
                    return i == 0 ? Placed.Nothing(this) : Piece(space, pieces, bottom, new Table(this, [.. rows.Skip(i)]));
                }

                // A row longer than a page has to break.
                placed = rows[i].Lay(left with { Fresh = true });
            }

            pieces.Add((bottom, placed));
            bottom += placed.Height;
            if (placed.Rest is not null)
            {
                return Piece(space, pieces, bottom, new Table(this, [placed.Rest, .. rows.Skip(i + 1)]));
            }
        }

        return Piece(space, pieces, bottom, null);
    }

    private static Placed Piece(Space space, List<(float Top, Placed Piece)> pieces, float height, Element? rest) =>
        new(
            space.Width,
            height,
            (surface, area) =>
            {
                foreach (var (top, piece) in pieces)
                {
                    piece.Paint?.Invoke(surface, new Area(area.X, area.Y + top, area.Width, piece.Height));
                }
            },
            rest
        );

    private IEnumerable<Row> Rows(List<Container> cells) =>
        cells.Chunk(Math.Max(1, _columns.Count)).Select(chunk => new Row(chunk.Select((cell, i) => (_columns[i], (Element)cell)), 0));

    private static Container Add(List<Container> cells)
    {
        var cell = new Container();
        cells.Add(cell);
        return cell;
    }
}
