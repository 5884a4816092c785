using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Web.Features.Imports.Files;

/// <summary>Reads CSV and TSV as Korean offices have them: UTF-8 or CP949, comma, tab or semicolon, sometimes with a quote too many.</summary>
internal static class CsvTable
{
    static CsvTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IEnumerable<TableRow> Rows(Stream file)
    {
        var encoding = EncodingOf(file);
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 65_536, leaveOpen: true);
        using var mended = new MendedText(text);
        var options = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mended.Delimiter.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            BadDataFound = null,
        };
        using var parser = new CsvParser(mended, options, leaveOpen: true);
        for (var number = 1; parser.Read(); number++)
        {
            var cells = parser.Record ?? [];
            yield return cells is [var only] && MendedText.FaultOf(only) is { } fault
                ? new TableRow(number, [], fault.Refusal, fault.Raw)
                : new TableRow(number, cells);
        }
    }

    /// <summary>A byte order mark, else valid UTF-8, else the code page of Korean Windows. Every byte is looked at: the first name in Hangul may come late.</summary>
    private static Encoding EncodingOf(Stream file)
    {
        var buffer = new byte[65_536];
        var read = file.ReadAtLeast(buffer, 4, throwOnEndOfStream: false);
        if (
            buffer.AsSpan(0, read) is [0xFF, 0xFE, ..]
            || buffer.AsSpan(0, read) is [0xFE, 0xFF, ..]
            || buffer.AsSpan(0, read) is [0xEF, 0xBB, 0xBF, ..]
        )
        {
            return Encoding.UTF8; // The reader sees the mark itself.
        }

        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var chars = new char[buffer.Length + 1];
        try
        {
            for (; read > 0; read = file.Read(buffer))
            {
                decoder.GetChars(buffer.AsSpan(0, read), chars, flush: false);
            }

            decoder.GetChars([], chars, flush: true);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(949);
        }
    }
}

/// <summary>
/// A CSV whose quotes are all closed. One quote too many would swallow every row after it: such a line becomes a row that says so, and the
/// text goes on with the next line. What is well-formed passes as it is.
/// </summary>
internal sealed class MendedText : TextReader
{
    private const int MostOfARecord = 20_000_000;
    private const int MostOfARow = 200_000;
    private const char Mark = '\u0001';

    private readonly TextReader _source;
    private readonly LinkedList<string> _ahead = new();
    private string _record = "";
    private int _at;

    public MendedText(TextReader source)
    {
        _source = source;
        var first = source.ReadLine();
        while (first is not null && string.IsNullOrWhiteSpace(first))
        {
            _ahead.AddLast(first);
            first = source.ReadLine();
        }

        // Excel's own hint, which is no row.
        if (first is ['s', 'e', 'p', '=', var said])
        {
            Delimiter = said;
            return;
        }

        Delimiter = DelimiterOf(first ?? "");
        if (first is not null)
        {
            _ahead.AddLast(first);
        }
    }

    public char Delimiter { get; }

    /// <summary>What is wrong with a row of one cell; null where it is a row.</summary>
    public static (Refusal Refusal, string Raw)? FaultOf(string cell) =>
        cell is [Mark, var kind, ..] ? (kind == 'L' ? new RowTooLarge() : new RowBroken(), cell[2..]) : null;

    public override int Read(char[] buffer, int index, int count)
    {
        if (_at == _record.Length)
        {
            if (Next() is not { } next)
            {
                return 0;
            }

            (_record, _at) = (next, 0);
        }

        var length = Math.Min(count, _record.Length - _at);
        _record.CopyTo(_at, buffer, index, length);
        _at += length;
        return length;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    private string? Next()
    {
        if (Take() is not { } first)
        {
            return null;
        }

        var state = Scan(first, State.Start);
        if (state is State.Quoted or State.Broken)
        {
            return Quoted(first, state);
        }

        return first.Length > MostOfARow ? Fault('L', first) : first.Replace(Mark, ' ') + "\n";
    }

    // A cell over several lines is read ahead to its closing quote; where there is none, only its first line is lost.
    private string Quoted(string first, State state)
    {
        var length = first.Length;
        var more = _ahead.First;
        var lines = new List<string>();
        while (state == State.Quoted && length < MostOfARecord)
        {
            if (more is null)
            {
                if (_source.ReadLine() is not { } line)
                {
                    break;
                }

                more = _ahead.AddLast(line);
            }

            lines.Add(more.Value);
            length += more.Value.Length + 1;
            state = Scan(more.Value, State.Quoted);
            more = more.Next;
        }

        if (state is State.Quoted or State.Broken)
        {
            return Fault('B', first);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            _ahead.RemoveFirst();
        }

        return length > MostOfARow ? Fault('L', first) : first + "\n" + string.Join('\n', lines) + "\n";
    }

    private string? Take()
    {
        if (_ahead.First is not { } first)
        {
            return _source.ReadLine();
        }

        _ahead.RemoveFirst();
        return first.Value;
    }

    private State Scan(string line, State state)
    {
        foreach (var c in line)
        {
            state = state switch
            {
                State.Quoted => c == '"' ? State.Closed : State.Quoted,
                State.Closed => c == '"' ? State.Quoted
                : c == Delimiter ? State.Start
                : c == ' ' ? State.Closed
                : State.Broken,
                State.Start => c == '"' ? State.Quoted
                : c == Delimiter ? State.Start
                : State.Plain,
                State.Plain => c == Delimiter ? State.Start : State.Plain,
                _ => State.Broken,
            };
            if (state == State.Broken)
            {
                return state;
            }
        }

        return state;
    }

    private static string Fault(char kind, string line) =>
        $"\"{Mark}{kind}{(line.Length > 400 ? line[..400] : line).Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n";

    private static char DelimiterOf(string header)
    {
        var quoted = false;
        var counts = new Dictionary<char, int>
        {
            [','] = 0,
            ['\t'] = 0,
            [';'] = 0,
        };
        foreach (var c in header)
        {
            quoted ^= c == '"';
            if (!quoted && counts.TryGetValue(c, out var count))
            {
                counts[c] = count + 1;
            }
        }

        return counts.MaxBy(c => c.Value).Key;
    }

    private enum State
    {
        Start,
        Plain,
        Quoted,
        Closed,
        Broken,
    }
}
