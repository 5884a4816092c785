using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Imports;

/// <summary>A file of couples on its way into the studio (<c>imports</c>): what its columns mean, how far it is, what came of it.</summary>
public sealed class Import
{
    /// <summary>The largest file.</summary>
    public const long MaxBytes = 50 * 1024 * 1024;

    /// <summary>Most rows under the header.</summary>
    public const int MaxRows = 50_000;

    /// <summary>Most columns that are looked at.</summary>
    public const int MaxColumns = 100;

    /// <summary>Days in which it can be taken back.</summary>
    public const int UndoDays = 7;

    /// <summary>Sample values shown of a column.</summary>
    public const int Samples = 3;

    private Import() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Where it stands.</summary>
    public ImportStatus Status { get; private set; }

    /// <summary>Who brought it.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The file's name.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Its bytes.</summary>
    public long FileSize { get; private init; }

    /// <summary>Where the store keeps it.</summary>
    public string FileKey { get; private init; } = "";

    /// <summary>A hash of its headers: the next file with the same ones is proposed the same meaning.</summary>
    public string HeaderKey { get; private init; } = "";

    /// <summary>The headers.</summary>
    public string[] Columns { get; private init; } = [];

    /// <summary>Values of the first rows, <see cref="Samples"/> for each column.</summary>
    public string[] SampleValues { get; private init; } = [];

    /// <summary>What each column is, by the name of its <see cref="ImportField"/>; empty for one that is left out.</summary>
    public string[] Mapping { get; private set; } = [];

    /// <summary>What is done with couples that are here already.</summary>
    public DuplicateRule Rule { get; private set; }

    /// <summary>The dry run or run that may write: a task of an earlier one finds another id and ends.</summary>
    public Guid? WorkId { get; private set; }

    /// <summary>Rows of the file; null until they were counted.</summary>
    public int? TotalRows { get; private set; }

    /// <summary>Rows looked at by this dry run or run.</summary>
    public int DoneRows { get; private set; }

    /// <summary>Rows that make (or made) a couple.</summary>
    public int NewRows { get; private set; }

    /// <summary>Rows whose couple is here already.</summary>
    public int DuplicateRows { get; private set; }

    /// <summary>Of those, rows that filled something in.</summary>
    public int FilledRows { get; private set; }

    /// <summary>Rows with an error.</summary>
    public int RefusedRows { get; private set; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Couples removed and rows restored by the undo.</summary>
    public int UndoneRows { get; private set; }

    /// <summary>What the undo left as it is.</summary>
    public int KeptRows { get; private set; }

    /// <summary>Why it failed: the code of a refusal.</summary>
    public string? FailedBecause { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Until when it can be taken back.</summary>
    public DateTimeOffset? UndoUntil => FinishedAt?.AddDays(UndoDays);

    /// <summary>What the columns mean.</summary>
    public IReadOnlyList<ImportField?> Fields => ImportFields.Of(Mapping);

    /// <summary>A file that arrived.</summary>
    /// <param name="id">The id, which its key in the store is made of.</param>
    /// <param name="head">Its headers and first rows.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="key">Where the store keeps it.</param>
    /// <param name="remembered">What the same headers meant the last time; null where they are new.</param>
    /// <param name="by">Who brought it.</param>
    /// <param name="now">When.</param>
    public static Import Upload(
        Guid id,
        TableHead head,
        string fileName,
        long size,
        string key,
        string[]? remembered,
        Guid? by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            CreatedById = by,
            CreatedAt = now,
            UpdatedAt = now,
            FileName = fileName,
            FileSize = size,
            FileKey = key,
            HeaderKey = KeyOf(head.Columns),
            Columns = [.. head.Columns],
            SampleValues = [.. head.Samples],
            Mapping = remembered is { } known && known.Length == head.Columns.Count ? known : ImportFields.Guess(head.Columns),
        };

    /// <summary>The key under which a set of headers is remembered.</summary>
    public static string KeyOf(IEnumerable<string> columns) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', columns.Select(c => c.Trim().ToLowerInvariant()))))
        );

    /// <summary>Begins the dry run with what the columns mean.</summary>
    /// <returns>The work's id; refused with <see cref="ImportCannotMove"/>, <see cref="ColumnTwice"/> or <see cref="NamesMissing"/>.</returns>
    public Result<Guid> Check(IReadOnlyList<ImportField?> fields, DuplicateRule rule, DateTimeOffset now)
    {
        if (fields.OfType<ImportField>().GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new ColumnTwice(twice.Key);
        }

        if (!fields.Contains(ImportField.BrideName) || !fields.Contains(ImportField.GroomName))
        {
            return new NamesMissing();
        }

        if (!MayMove(ImportStatus.Checking))
        {
            return new ImportCannotMove(Status);
        }

        (Mapping, Rule) = ([.. Columns.Select((_, i) => i < fields.Count ? fields[i]?.ToString() ?? "" : "")], rule);
        return Begin(ImportStatus.Checking, now);
    }

    /// <summary>Begins to write.</summary>
    /// <returns>The work's id; refused with <see cref="ImportCannotMove"/>.</returns>
    public Result<Guid> Run(DateTimeOffset now) =>
        MayMove(ImportStatus.Running) ? Begin(ImportStatus.Running, now) : new ImportCannotMove(Status);

    /// <summary>Whether the work with this id may go on from this row.</summary>
    public bool IsWorkedOnBy(Guid workId, int doneRows) =>
        Status is ImportStatus.Checking or ImportStatus.Running && WorkId == workId && DoneRows == doneRows;

    /// <summary>Counts a batch of rows.</summary>
    /// <param name="tally">What came of them.</param>
    /// <param name="isLast">Whether the file is at its end.</param>
    /// <param name="now">When.</param>
    public void Advance(ImportTally tally, bool isLast, DateTimeOffset now)
    {
        DoneRows += tally.Rows;
        NewRows += tally.New;
        DuplicateRows += tally.Duplicates;
        FilledRows += tally.Filled;
        RefusedRows += tally.Refused;
        UpdatedAt = now;
        if (!isLast)
        {
            return;
        }

        TotalRows = DoneRows;
        if (Status == ImportStatus.Checking)
        {
            End(ImportStatus.Checked);
        }
        else
        {
            End(ImportStatus.Completed);
            FinishedAt = now;
        }
    }

    /// <summary>Stops a dry run (back to the columns) or a run (what was written stays).</summary>
    /// <returns>Refused with <see cref="ImportCannotMove"/>.</returns>
    public Result Cancel(DateTimeOffset now)
    {
        var next = Status == ImportStatus.Checking ? ImportStatus.Uploaded : ImportStatus.Cancelled;
        if (!MayMove(next))
        {
            return new ImportCannotMove(Status);
        }

        End(next);
        FinishedAt = next == ImportStatus.Cancelled ? now : null;
        return Result.Ok;
    }

    /// <summary>The file could not be read to its end.</summary>
    public void Fail(Refusal because, DateTimeOffset now)
    {
        if (MayMove(ImportStatus.Failed))
        {
            if (Status == ImportStatus.Checking)
            {
                // A dry run that ends early made nothing, and is not to be taken for a plan.
                (NewRows, DuplicateRows, FilledRows) = (0, 0, 0);
            }

            End(ImportStatus.Failed);
            (FailedBecause, FinishedAt) = (because.Code, now);
        }
    }

    /// <summary>Whether it can be taken back.</summary>
    /// <returns>Refused with <see cref="ImportCannotMove"/> or <see cref="UndoTooLate"/>.</returns>
    public Result MayUndo(DateTimeOffset now) =>
        !MayMove(ImportStatus.Undone) ? new ImportCannotMove(Status)
        : now > UndoUntil ? new UndoTooLate(UndoDays)
        : Result.Ok;

    /// <summary>It was taken back.</summary>
    public void Undo(int undone, int kept, DateTimeOffset now)
    {
        End(ImportStatus.Undone);
        (UndoneAt, UndoneRows, KeptRows) = (now, undone, kept);
    }

    private bool MayMove(ImportStatus next) => ImportFlow.Moves.Allows(Status, next);

    private Guid Begin(ImportStatus next, DateTimeOffset now)
    {
        Status = next;
        WorkId = Ids.New();
        (DoneRows, NewRows, DuplicateRows, FilledRows, RefusedRows) = (0, 0, 0, 0, 0);
        (UpdatedAt, FailedBecause) = (now, null);
        return WorkId.Value;
    }

    private void End(ImportStatus next)
    {
        Status = next;
        WorkId = null;
    }
}

/// <summary>What came of a batch of rows.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="New">Couples made.</param>
/// <param name="Duplicates">Rows whose couple was here.</param>
/// <param name="Filled">Of those, rows that filled something in.</param>
/// <param name="Refused">Rows with an error.</param>
public sealed record ImportTally(int Rows, int New, int Duplicates, int Filled, int Refused);

/// <summary>An import went on: a batch is done, or its status changed.</summary>
/// <param name="ImportId">Which.</param>
public sealed record ImportMoved(Guid ImportId) : IStudioEvent;

/// <summary>Work on an import: a dry run or a run, from where it stands.</summary>
/// <param name="ImportId">Which.</param>
/// <param name="WorkId">The dry run or run.</param>
public sealed record WorkOnImport(Guid ImportId, Guid WorkId) : IStudioTask;
