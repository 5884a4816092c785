using System.Globalization;
using System.Text;
using MindGraphy.Domain.Imports;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.Editing;

/// <summary>Where the picks of a job are searched for.</summary>
public enum HandOffTool
{
    /// <summary>Lightroom: names with commas.</summary>
    Lightroom,

    /// <summary>Capture One: names with spaces.</summary>
    CaptureOne,

    /// <summary>Windows Explorer: names with OR.</summary>
    Explorer,

    /// <summary>The Finder of a Mac: name:… OR name:….</summary>
    Finder,
}

/// <summary>A raw file that goes with a pick.</summary>
/// <param name="Name">The camera's name.</param>
/// <param name="Folder">The folder inside the dropped one.</param>
/// <param name="Key">Its key in the store.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="TakenAt">When it was taken.</param>
public sealed record HandOffRaw(string Name, string Folder, string Key, long Bytes, DateTimeOffset? TakenAt);

/// <summary>A pick as an editor's programs need it.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="FileName">The camera's name.</param>
/// <param name="Folder">The folder inside the dropped one.</param>
/// <param name="Position">Order, from 1.</param>
/// <param name="Note">What the couple wrote.</param>
/// <param name="Raws">The raw files of the project under the same stem; none where only a picture was uploaded.</param>
public sealed record HandOffPick(Guid PhotoId, string FileName, string Folder, int Position, string? Note, IReadOnlyList<HandOffRaw> Raws)
{
    /// <summary>Stars in the sidecar: what was picked has all of them.</summary>
    public const int Rating = 5;

    /// <summary>Its name without ending.</summary>
    public string Stem => Stems.Of(FileName);

    /// <summary>Where on the picture they pointed.</summary>
    public IReadOnlyList<PersonPin> Pins { get; init; } = [];

    /// <summary>The picture that was uploaded, where there is no raw file of it: a studio that shoots JPEG hands that over.</summary>
    public HandOffRaw? Picture { get; init; }

    /// <summary>What goes into the package: the raw files, else the picture.</summary>
    public IEnumerable<HandOffRaw> Files => Raws.Count > 0 || Picture is null ? Raws : [Picture];

    /// <summary>The colour in the sidecar: yellow where there is something to read, else green.</summary>
    public string Label => Note is null && Pins.Count == 0 ? "Green" : "Yellow";

    /// <summary>The places they pointed at in words, with the note before them; null where nothing was said.</summary>
    /// <param name="say">Says a place in the reader's language.</param>
    public string? Words(Func<PersonPin, string> say) =>
        Note is null && Pins.Count == 0 ? null : string.Join('\n', new[] { Note }.Concat(Pins.Select(say)).Where(l => l is not null));
}

/// <summary>A job's picks on their way to an editor's own programs. Names no phone and no price.</summary>
/// <param name="JobId">The job.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="ProjectNumber">The project's number.</param>
/// <param name="Due">When it is due.</param>
/// <param name="Brief">How this couple wants to look.</param>
/// <param name="Picks">The picks in order.</param>
public sealed record HandOff(
    Guid JobId,
    string CoupleName,
    string ProjectNumber,
    DateTimeOffset? Due,
    BriefText Brief,
    IReadOnlyList<HandOffPick> Picks
)
{
    /// <summary>The names without endings, each once.</summary>
    public IReadOnlyList<string> AllStems => [.. Picks.Select(p => p.Stem).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is pasted into a program's search to see exactly these.</summary>
    public string Search(HandOffTool tool) =>
        tool switch
        {
            HandOffTool.Lightroom => string.Join(", ", AllStems),
            HandOffTool.CaptureOne => string.Join(' ', AllStems.Select(Quoted)),
            HandOffTool.Explorer => string.Join(" OR ", AllStems.Select(Quoted)),
            _ => string.Join(" OR ", AllStems.Select(s => "name:" + Quoted(s))),
        };

    /// <summary>One name a line, as Windows ends lines.</summary>
    public string Text() => string.Concat(AllStems.Select(s => s + "\r\n"));

    /// <summary>A table that Excel opens as one: with the mark of UTF-8, and nothing in it that counts as a formula.</summary>
    /// <param name="columns">Names of the columns: order, file, raw files, note, places, rating, label.</param>
    /// <param name="say">Says a place in the reader's language.</param>
    public byte[] Csv(IReadOnlyList<string> columns, Func<PersonPin, string> say)
    {
        var lines = new StringBuilder();
        lines.AppendJoin(',', columns.Select(Cell)).Append("\r\n");
        foreach (var pick in Picks)
        {
            lines
                .AppendJoin(
                    ',',
                    pick.Position.ToString(CultureInfo.InvariantCulture),
                    Cell(pick.FileName),
                    Cell(string.Join("; ", pick.Raws.Select(r => r.Name))),
                    Cell(pick.Note ?? ""),
                    Cell(string.Join('\n', pick.Pins.Select(say))),
                    HandOffPick.Rating.ToString(CultureInfo.InvariantCulture),
                    pick.Label
                )
                .Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())];
    }

    /// <summary>The sidecars: one per stem, beside its original where two cameras gave the same stem.</summary>
    public IReadOnlyList<(string Path, HandOffPick Pick)> Sidecars()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var twice = Twice(Picks.Select(p => p.Stem));
        return
        [
            .. Picks
                .SelectMany(p =>
                    p.Raws.Count == 0
                        ? [(p.Folder, p.Stem, Pick: p)]
                        : p.Raws.Select(r => (r.Folder, Stem: Stems.Of(r.Name), Pick: p)).ToArray()
                )
                .Select(p => (Path: PathOf(p.Folder, p.Stem, ".xmp", twice), p.Pick))
                .Where(p => taken.Add(p.Path)),
        ];
    }

    /// <summary>The originals with the names they have in the package, each once.</summary>
    public IReadOnlyList<(string Path, HandOffRaw Raw)> Files()
    {
        var (keys, taken) = (new HashSet<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var twice = Twice(Picks.Select(p => p.Stem));
        var files = new List<(string, HandOffRaw)>();
        foreach (var raw in Picks.SelectMany(p => p.Files).Where(r => keys.Add(r.Key)))
        {
            var (stem, ending) = (Stems.Of(raw.Name), Path.GetExtension(raw.Name));
            var path = PathOf(raw.Folder, stem, ending, twice);
            for (var n = 2; !taken.Add(path); n++)
            {
                path = PathOf(raw.Folder, $"{stem} ({n})", ending, twice);
            }

            files.Add((path, raw));
        }

        return files;
    }

    // Names stay as the cameras wrote them, side by side; only what two cameras called the same keeps its folder.
    private static string PathOf(string folder, string stem, string ending, HashSet<string> twice) =>
        twice.Contains(stem) && folder.Length > 0 ? $"{folder}/{stem}{ending}" : stem + ending;

    private static HashSet<string> Twice(IEnumerable<string> stems) =>
        stems
            .GroupBy(s => s, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string Quoted(string stem) => stem.All(c => char.IsLetterOrDigit(c) || c is '_') ? stem : $"\"{stem}\"";

    private static string Cell(string text) => $"\"{SpreadsheetText.Escape(text)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
