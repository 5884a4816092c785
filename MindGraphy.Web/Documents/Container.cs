namespace MindGraphy.Web.Documents;

/// <summary>
/// A place for one element. Each call wraps what follows (<c>item.PaddingTop(8).BorderTop(1).Text("...")</c>), with the names and the
/// order that QuestPDF uses.
/// </summary>
internal sealed class Container : Element
{
    private Element? _child;

    /// <inheritdoc/>
    public override Placed Lay(Space space) => _child?.Lay(space) ?? Placed.Empty;

    /// <summary>Space on all sides, in points.</summary>
    public Container Padding(float all) => Wrap(inner => new Padding(inner, all, all, all, all));

    /// <summary>Space left and right.</summary>
    public Container PaddingHorizontal(float value) => Wrap(inner => new Padding(inner, value, 0, value, 0));

    /// <summary>Space above and below.</summary>
    public Container PaddingVertical(float value) => Wrap(inner => new Padding(inner, 0, value, 0, value));

    /// <summary>Space above.</summary>
    public Container PaddingTop(float value) => Wrap(inner => new Padding(inner, 0, value, 0, 0));

    /// <summary>Space below.</summary>
    public Container PaddingBottom(float value) => Wrap(inner => new Padding(inner, 0, 0, 0, value));

    /// <summary>Space at the left.</summary>
    public Container PaddingLeft(float value) => Wrap(inner => new Padding(inner, value, 0, 0, 0));

    /// <summary>Space at the right.</summary>
    public Container PaddingRight(float value) => Wrap(inner => new Padding(inner, 0, 0, value, 0));

    /// <summary>Lines on all sides, inside the area.</summary>
    public Container Border(float thickness, string color) =>
        Wrap(inner => new Border(inner, thickness, thickness, thickness, thickness, color));

    /// <summary>A line above.</summary>
    public Container BorderTop(float thickness, string color) => Wrap(inner => new Border(inner, 0, thickness, 0, 0, color));

    /// <summary>A line below.</summary>
    public Container BorderBottom(float thickness, string color) => Wrap(inner => new Border(inner, 0, 0, 0, thickness, color));

    /// <summary>A line at the left.</summary>
    public Container BorderLeft(float thickness, string color) => Wrap(inner => new Border(inner, thickness, 0, 0, 0, color));

    /// <summary>A colour behind.</summary>
    public Container Background(string color) => Wrap(inner => new Background(inner, color));

    /// <summary>To the right of the area.</summary>
    public Container AlignRight() => Wrap(inner => new Align(inner, 1, null));

    /// <summary>To the middle of the area, across.</summary>
    public Container AlignCenter() => Wrap(inner => new Align(inner, 0.5f, null));

    /// <summary>To the middle of the area, down.</summary>
    public Container AlignMiddle() => Wrap(inner => new Align(inner, null, 0.5f));

    /// <summary>To the bottom of the area.</summary>
    public Container AlignBottom() => Wrap(inner => new Align(inner, null, 1));

    /// <summary>At least this high.</summary>
    public Container MinHeight(float height) => Wrap(inner => new MinHeight(inner, height));

    /// <summary>At most this wide.</summary>
    public Container MaxWidth(float width) => Wrap(inner => new MaxWidth(inner, width));

    /// <summary>On one page where a whole page holds it.</summary>
    public Container ShowEntire() => Wrap(inner => new ShowEntire(inner));

    /// <summary>On the next page where less than this height is left and it would not fit whole.</summary>
    public Container EnsureSpace(float height) => Wrap(inner => new EnsureSpace(inner, height));

    /// <summary>Not on the document's first page.</summary>
    public Container SkipOnce() => Wrap(inner => new SkipOnce(inner));

    /// <summary>One below another.</summary>
    public void Column(Action<Column> build)
    {
        var column = new Column();
        build(column);
        _child = column;
    }

    /// <summary>One beside another.</summary>
    public void Row(Action<Row> build)
    {
        var row = new Row();
        build(row);
        _child = row;
    }

    /// <summary>Rows of cells; the heading stands on every page the table reaches.</summary>
    public void Table(Action<Table> build)
    {
        var table = new Table();
        build(table);
        _child = table;
    }

    /// <summary>A text of several spans.</summary>
    public void Text(Action<TextBlock> build)
    {
        var text = new TextBlock();
        build(text);
        _child = text;
    }

    /// <summary>A text in one style.</summary>
    public TextBlock Text(string text)
    {
        var block = new TextBlock();
        block.Span(text);
        _child = block;
        return block;
    }

    /// <summary>An image as large as fits into the box, its proportions kept.</summary>
    /// <param name="encoded">PNG, JPEG or WebP.</param>
    /// <param name="maxWidth">Points.</param>
    /// <param name="maxHeight">Points.</param>
    /// <exception cref="InvalidDataException">The bytes are no image: a paper without its signature must not leave the house.</exception>
    public void Image(byte[] encoded, float maxWidth, float maxHeight) =>
        _child = new ImageBox(DocumentImage.Read(encoded), maxWidth, maxHeight);

    /// <summary>A box to tick, drawn, so that no font has to know it.</summary>
    public void CheckBox(bool ticked, float size, string color) => _child = new CheckBox(ticked, size, color);

    /// <summary>A line across.</summary>
    public void LineHorizontal(float thickness, string color) => _child = new Border(new Container(), 0, thickness, 0, 0, color, thickness);

    /// <summary>What follows begins on a new page.</summary>
    public void PageBreak() => _child = new PageBreak();

    private Container Wrap(Func<Container, Element> wrapper)
    {
        var inner = new Container();
        _child = wrapper(inner);
        return inner;
    }
}
