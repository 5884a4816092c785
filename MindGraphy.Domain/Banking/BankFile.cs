using System.Globalization;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Domain.Banking;

/// <summary>
/// Reads a bank's list of transactions. Each bank names its columns in its own way and writes some lines above them; the columns are found by
/// the names that Korean banks use, wherever the header stands among the first rows.
/// </summary>
public static class BankFile
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
    /// <returns>Refused with <see cref="BankColumnsUnknown"/>, <see cref="BankFileWithoutMoney"/> and as <see cref="ITableFiles.Head"/> is.</returns>
    public static Result<IReadOnlyList<BankLine>> Read(ITableFiles files, Stream file, string name)
    {
        var head = files.Head(file, name);
        if (!head.Succeeded)
        {
            return head.Refusal;
        }

        file.Position = 0;
        var columns = Columns.Of([.. head.Value.Columns]);
        var lines = new List<BankLine>();
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
            }
        }
        catch (TableUnreadableException e)
        {
            return e.Because;
        }

        return columns is null ? new BankColumnsUnknown()
            : lines.Count == 0 ? new BankFileWithoutMoney()
            : lines;
    }

    private sealed record Columns(int Day, int Time, int Deposit, int Amount, int Kind, int Sender, int Memo, int Balance)
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
            if (row.Fault is not null || MomentOf(Cell(row, Day)) is not { } moment || Received(row) is not { } won)
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

        private long? Received(TableRow row)
        {
            if (Deposit >= 0)
            {
                return WonOf(Cell(row, Deposit)) is > 0 and <= Money.MaxWon and var came ? came : null;
            }

            // One column for both directions: the sign says it, or a word beside it.
            var kind = TextOf(Cell(row, Kind));
            return
                WonOf(Cell(row, Amount)) is > 0 and <= Money.MaxWon and var won && kind?.Contains("출금", StringComparison.Ordinal) != true
                ? won
                : null;
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

            var digits = string.Concat(text.Where(char.IsAsciiDigit));
            if (digits.Length is 4 or 6 && text.Contains(':', StringComparison.Ordinal))
            {
                return TimeOf(digits) is { } hour ? (DateOnly.MinValue, hour) : null;
            }

            // 2026-11-28, 2026.11.28, 20261128, and the same with 13:05 or 13:05:09 behind it.
            return
                digits.Length is 8 or 12 or 14
                && DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 2000 and <= 2100
                ? (day, digits.Length > 8 ? TimeOf(digits[8..]) : null)
                : null;
        }

        private static TimeOnly? TimeOf(string digits) =>
            TimeOnly.TryParseExact(digits.PadRight(6, '0'), "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : null;

        // 입금(원), 입금 금액 and 입금금액 are one column.
        private static string Key(string header)
        {
            var letters = string.Concat(header.Normalize(NormalizationForm.FormKC).Where(c => char.IsLetter(c) || c == '/'))
                .ToLowerInvariant();
            return letters.Length > 2 && letters.EndsWith('원') ? letters[..^1] : letters;
        }
    }
}
