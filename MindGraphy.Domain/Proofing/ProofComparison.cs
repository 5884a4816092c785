using System.Globalization;
using System.Text;
using MindGraphy.Domain.Imports;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Proofing;

/// <summary>How two people stand to a picked photo.</summary>
public enum Agreement
{
    /// <summary>Everybody who picks picked it.</summary>
    Both,

    /// <summary>One picked it, and the other said nothing of it.</summary>
    One,

    /// <summary>One picked it, and the other keeps it as a candidate or took it back.</summary>
    Conflict,
}

/// <summary>What one person says of a photo.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Kind">Candidate or final; null once taken back.</param>
/// <param name="Note">What they wrote.</param>
/// <param name="PinX">Where they pointed at on the picture, 0 to 1,000 from the left; null for nowhere.</param>
/// <param name="PinY">0 to 1,000 from the top.</param>
public sealed record SaidBy(Guid ContactId, SelectionKind? Kind, string? Note, int? PinX = null, int? PinY = null)
{
    /// <summary>Whether they pointed at a place on the picture.</summary>
    public bool HasPin => PinX is not null && PinY is not null;

    /// <summary>That place in per cent from the left and from the top; empty where there is none.</summary>
    public string Pin =>
        (PinX, PinY) is ({ } x, { } y)
            ? new PersonPin("", x, y) is var pin
                ? $"{pin.Across} / {pin.Down}"
                : ""
            : "";
}

/// <summary>A picked photo with who said what.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="FileName">The camera's name.</param>
/// <param name="Sha16">The first 16 digits of its hash.</param>
/// <param name="Section">The part of the day; null for none.</param>
/// <param name="Order">Place in the order, from 1.</param>
/// <param name="Agreement">How they stand to it.</param>
/// <param name="Said">What each said of it.</param>
public sealed record ComparedPick(
    Guid PhotoId,
    string FileName,
    string Sha16,
    PhotoSection? Section,
    int Order,
    Agreement Agreement,
    IReadOnlyList<SaidBy> Said
)
{
    /// <summary>How two people stand to a photo that at least one of them picked.</summary>
    /// <param name="said">What was said of it.</param>
    /// <param name="pickers">Who picks in the round.</param>
    public static Agreement Of(IReadOnlyCollection<SaidBy> said, IReadOnlyCollection<Guid> pickers)
    {
        var others = pickers.Where(p => !said.Any(s => s.ContactId == p && s.Kind == SelectionKind.Final)).ToHashSet();
        return others.Count == 0 ? Agreement.Both
            : said.Any(s => others.Contains(s.ContactId)) ? Agreement.Conflict
            : Agreement.One;
    }
}

/// <summary>The picks of a round side by side, for the studio.</summary>
/// <param name="SessionId">The round.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="People">Who picks, with their names.</param>
/// <param name="Picks">The picked photos in order.</param>
public sealed record ProofComparison(
    Guid SessionId,
    Guid ProjectId,
    string CoupleName,
    IReadOnlyList<(Guid Id, string Name)> People,
    IReadOnlyList<ComparedPick> Picks
)
{
    /// <summary>The picks of one kind; all of them where none is named.</summary>
    public IReadOnlyList<ComparedPick> Of(Agreement? agreement) =>
        agreement is { } wanted ? [.. Picks.Where(p => p.Agreement == wanted)] : Picks;

    /// <summary>Who picked it, family name first, with commas.</summary>
    public string Pickers(ComparedPick pick) =>
        string.Join(", ", People.Where(p => pick.Said.Any(s => s.ContactId == p.Id && s.Kind == SelectionKind.Final)).Select(p => p.Name));

    /// <summary>One photo a line: its name, a tab, who picked it; as Windows ends lines.</summary>
    public string Text(Agreement? agreement) => string.Concat(Of(agreement).Select(p => $"{p.FileName}\t{Pickers(p)}\r\n"));

    /// <summary>A table that Excel opens as one: with the mark of UTF-8, and nothing in it that counts as a formula.</summary>
    /// <param name="agreement">Only these.</param>
    /// <param name="columns">Names of the columns: order, file, part of the day, how they stand; each person's own three follow.</param>
    /// <param name="noteOf">What a person's column of notes is called.</param>
    /// <param name="pinOf">What the column of the places they pointed at is called.</param>
    /// <param name="culture">The reader's language.</param>
    public byte[] Csv(
        Agreement? agreement,
        IReadOnlyList<string> columns,
        Func<string, string> noteOf,
        Func<string, string> pinOf,
        CultureInfo culture
    )
    {
        var lines = new StringBuilder();
        lines
            .AppendJoin(',', columns.Concat(People.SelectMany(p => new[] { p.Name, noteOf(p.Name), pinOf(p.Name) })).Select(Cell))
            .Append("\r\n");
        foreach (var pick in Of(agreement))
        {
            string[] cells =
            [
                pick.Order.ToString(CultureInfo.InvariantCulture),
                Cell(pick.FileName),
                Cell(pick.Section is { } section ? Common.Words.Of(section, culture) : ""),
                Cell(Common.Words.Of(pick.Agreement, culture)),
                .. People.SelectMany(p =>
                {
                    var said = pick.Said.FirstOrDefault(s => s.ContactId == p.Id);
                    return new[]
                    {
                        Cell(said?.Kind is { } kind ? Common.Words.Of(kind, culture) : ""),
                        Cell(said?.Note ?? ""),
                        Cell(said?.Pin ?? ""),
                    };
                }),
            ];
            lines.AppendJoin(',', cells).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())];
    }

    private static string Cell(string text) => $"\"{SpreadsheetText.Escape(text)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
