using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Domain.Banking;

/// <summary>
/// Reads a bank's list of transactions. Each bank names its columns in its own way and writes some lines above them; the columns are found by
/// the names that Korean banks use, wherever the header stands among the first rows.
/// </summary>
public static partial class BankFile
{
    private const int MostRowsAboveHeader = 20;

    private static readonly string[] Days =
    [
        "거래일시",
        "거래일자",
        "거래일",
        "거래날짜",
        "일자",
        "날짜",
        "입금일",
        "입금일시",
        "일시",
        "date",
    ];
    private static readonly string[] Times = ["거래시간", "거래시각", "시간", "시각", "time"];
    private static readonly string[] Deposits =
    [
        "입금액",
        "입금",
        "입금금액",
        "맡기신금액",
        "받으신금액",
        "입금하신금액",
        "deposit",
        "credit",
    ];
    private static readonly string[] Amounts = ["거래금액", "금액", "amount"];
    private static readonly string[] Kinds = ["구분", "입출금구분", "거래구분", "입출구분", "type"];
    private static readonly string[] Senders =
    [
        "의뢰인/수취인",
        "의뢰인수취인",
        "보낸분/받는분",
        "받는분/보낸분",
        "보낸분",
        "의뢰인",
        "입금자",
        "입금자명",
        "입금인",
        "상대예금주",
        "상대계좌예금주명",
        "기재내용",
        "통장표시내용",
        "내용",
        "거래내용",
        "거래처",
        "name",
        "description",
    ];
    private static readonly string[] Memos = ["적요", "메모", "비고", "거래메모", "송금메모", "memo"];
    private static readonly string[] Balances = ["잔액", "거래후잔액", "잔고", "balance"];

    /// <summary>The lines that say money came, in the file's order. What went out, and what is no transaction, is passed over.</summary>
    /// <param name="files">Reads tables.</param>
    /// <param name="file">The file, seekable.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The lines, and how many rows had an amount that could not be read; refused with <see cref="BankColumnsUnknown"/>, <see cref="BankFileWithoutMoney"/> and as <see cref="ITableFiles.Head"/> is.</returns>
    public static Result<(IReadOnlyList<BankLine> Lines, int Unread)> Read(ITableFiles files, Stream file, string name)
    {
        var head = files.Head(file, name);
        if (!head.Succeeded)
        {
            return head.Refusal;
        }

        file.Position = 0;
        var columns = Columns.Of([.. head.Value.Columns]);
        var lines = new List<BankLine>();
        var unread = 0;
        try
        {
            foreach (var row in files.Rows(file, name))
            {
                if (columns is null)
                {
                    columns = Columns.Of([.. row.Cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture) ?? "")]);
                    if (columns is null && row.Number > MostRowsAboveHeader)
                    {
                        return new BankColumnsUnknown();
                    }
                }
                else if (columns.Read(row) is { } line)
                {
                    lines.Add(line);
                }
                else
                {
                    unread += columns.HasMoney(row) ? 1 : 0;
                }
            }
        }
        catch (TableUnreadableException e)
        {
            return e.Because;
        }

        return columns is null ? new BankColumnsUnknown()
            : lines.Count == 0 ? new BankFileWithoutMoney()
            : (lines, unread);
    }

    private sealed partial record Columns(int Day, int Time, int Deposit, int Amount, int Kind, int Sender, int Memo, int Balance)
    {
        public static Columns? Of(string[] header)
        {
            var keys = header.Select(Key).ToArray();
            int Find(string[] names) => names.Select(n => Array.IndexOf(keys, Key(n))).FirstOrDefault(i => i >= 0, -1);
            var columns = new Columns(
                Find(Days),
                Find(Times),
                Find(Deposits),
                Find(Amounts),
                Find(Kinds),
                Find(Senders),
                Find(Memos),
                Find(Balances)
            );
            return columns.Day >= 0 && (columns.Deposit >= 0 || columns.Amount >= 0) ? columns : null;
        }

        public BankLine? Read(TableRow row)
        {
            if (row.Fault is not null || MomentOf(Cell(row, Day)) is not { Day.Year: > 1 } moment || Received(row) is not { } won)
            {
                return null;
            }

            var time = moment.Time ?? (Time >= 0 ? MomentOf(Cell(row, Time))?.Time : null);
            var (sender, memo) = (TextOf(Cell(row, Sender)), TextOf(Cell(row, Memo)));
            return new BankLine(
                row.Number,
                moment.Day,
                time,
                new Money(won),
                sender ?? memo,
                sender is null ? null : memo,
                WonOf(Cell(row, Balance))
            );
        }

        /// <summary>Whether a row that could not be read says that something came: with a day or without, but with a figure where money stands.</summary>
        public bool HasMoney(TableRow row) =>
            row.Fault is not null
            || (Day < row.Cells.Count && TextOf(Cell(row, Day)) is { } day && day.Any(char.IsAsciiDigit) && CameIn(row));

        private bool CameIn(TableRow row)
        {
            var text = TextOf(Cell(row, Deposit >= 0 ? Deposit : Amount));
            return text is not null && text.Any(c => c is >= '1' and <= '9') && !text.StartsWith('-') && (Deposit >= 0 || !WentOut(row));
        }

        private bool WentOut(TableRow row) =>
            TextOf(Cell(row, Kind)) is { } kind
            && !kind.Contains("입금", StringComparison.Ordinal)
            && (kind.Contains("출금", StringComparison.Ordinal) || kind.Contains("지급", StringComparison.Ordinal));

        private long? Received(TableRow row)
        {
            if (Deposit >= 0)
            {
                return WonOf(Cell(row, Deposit)) is > 0 and <= Money.MaxWon and var came ? came : null;
            }

            // One column for both directions: the sign says it, or a word beside it.
            return WonOf(Cell(row, Amount)) is > 0 and <= Money.MaxWon and var won && !WentOut(row) ? won : null;
        }

        private static object? Cell(TableRow row, int column) => column >= 0 && column < row.Cells.Count ? row.Cells[column] : null;

        private static string? TextOf(object? cell) => StudioText.Clean(Convert.ToString(cell, CultureInfo.InvariantCulture));

        private static long? WonOf(object? cell)
        {
            if (cell is double number)
            {
                return double.IsInteger(number) ? (long)number : null;
            }

            var text = TextOf(cell)?.Replace(",", "", StringComparison.Ordinal).Replace("원", "", StringComparison.Ordinal).Trim();
            return
                decimal.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var won
                )
                && won == decimal.Truncate(won)
                && Math.Abs(won) < 1_000_000_000_000_000m
                ? (long)won
                : null;
        }

        private static (DateOnly Day, TimeOnly? Time)? MomentOf(object? cell)
        {
            if (cell is DateTime moment)
            {
                return (DateOnly.FromDateTime(moment), moment.TimeOfDay == TimeSpan.Zero ? null : TimeOnly.FromDateTime(moment));
            }

            if (cell is TimeSpan span && span >= TimeSpan.Zero && span < TimeSpan.FromDays(1))
            {
                return (DateOnly.MinValue, TimeOnly.FromTimeSpan(span));
            }

            if (TextOf(cell) is not { } text)
            {
                return null;
            }

            // 2026-11-28, 2026.1.5 9:05, 20261128, 2026-11-28 오후 1:05:09, 13:05: by its figures, whatever stands between them.
            var parts = Figures().Matches(text).Select(m => m.Value).ToList();
            if (parts is [{ Length: 8 or 12 or 14 } whole, ..])
            {
                parts = [whole[..4], whole[4..6], whole[6..8], .. whole[8..].Chunk(2).Select(p => new string(p)), .. parts.Skip(1)];
            }

            if (parts is [{ Length: <= 2 }, { Length: 2 }, ..] && text.Contains(':', StringComparison.Ordinal))
            {
                return TimeOf(parts, text) is { } hour ? (DateOnly.MinValue, hour) : null;
            }

            if (parts is [{ Length: 6 }] && TimeOf(parts, text) is { } bare)
            {
                return (DateOnly.MinValue, bare);
            }

            return
                parts is [{ Length: 4 } year, { Length: <= 2 } month, { Length: <= 2 } date, .. var rest]
                && DateOnly.TryParseExact(
                    $"{year}-{month.PadLeft(2, '0')}-{date.PadLeft(2, '0')}",
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                && day.Year is >= 2000 and <= 2100
                ? (day, TimeOf(rest, text))
                : null;
        }

        private static TimeOnly? TimeOf(IReadOnlyList<string> parts, string text)
        {
            // 130509 in one piece is what some banks write into a column of its own.
            if (parts is [{ Length: 6 } run])
            {
                parts = [run[..2], run[2..4], run[4..]];
            }

            if (parts is not [{ Length: <= 2 } hour, { Length: <= 2 } minute, ..])
            {
                return null;
            }

            var (h, m) = (int.Parse(hour, CultureInfo.InvariantCulture), int.Parse(minute, CultureInfo.InvariantCulture));
            var s = parts is [_, _, { Length: <= 2 } second, ..] ? int.Parse(second, CultureInfo.InvariantCulture) : 0;
            h =
                text.Contains("오후", StringComparison.Ordinal) && h < 12 ? h + 12
                : text.Contains("오전", StringComparison.Ordinal) && h == 12 ? 0
                : h;
            return h < 24 && m < 60 && s < 60 ? new TimeOnly(h, m, s) : null;
        }

        [GeneratedRegex(@"\d+")]
        private static partial Regex Figures();

        // 입금(원), 입금 금액 and 입금금액 are one column.
        private static string Key(string header)
        {
            var letters = string.Concat(header.Normalize(NormalizationForm.FormKC).Where(c => char.IsLetter(c) || c == '/'))
                .ToLowerInvariant();
            return letters.Length > 2 && letters.EndsWith('원') ? letters[..^1] : letters;
        }
    }
}
