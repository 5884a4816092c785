using System.Threading.Channels;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Imports;

/// <summary>
/// Works off the rows of an import in batches. A batch is one transaction: couples, problems and the number of rows done. Killed at any
/// moment, it is begun again at the row where the last commit ended; a second worker on the same import finds another number and ends.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Where the files lie.</param>
/// <param name="files">Reads them.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ImportRunner(IStudio studio, IObjectStore store, ITableFiles files, StudioClock clock)
{
    /// <summary>Rows of a transaction.</summary>
    public const int BatchRows = 1_000;

    /// <summary>How long one task works before it hands on to the next: well within a worker's lease.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);

    /// <summary>Works on, to the end of the file or of its time.</summary>
    /// <param name="task">Which dry run or run.</param>
    /// <param name="afterBatch">Called after each commit; for tests.</param>
    /// <param name="ct">Cancels between two batches.</param>
    public async Task WorkAsync(WorkOnImport task, Func<int, Task>? afterBatch = null, CancellationToken ct = default)
    {
        Import? import;
        IReadOnlyList<ImportManager> managers;
        await using (var session = studio.Open(Actor.System))
        {
            import = await session.Imports.FindAsync(task.ImportId, ct);
            if (import is null || !import.IsWorkedOnBy(task.WorkId, import.DoneRows))
            {
                return;
            }

            managers = await session.Imports.ManagersAsync(ct);
        }

        try
        {
            await using var file = await OpenAsync(import.FileKey, ct);
            var work = new Work(import, task, new ImportRows(import.Columns, import.Fields, managers, clock));
            await ReadAsync(work, file, afterBatch, ct);
        }
        catch (TableUnreadableException e)
        {
            await FailAsync(task, e.Because, ct);
        }
    }

    private async Task ReadAsync(Work work, Stream file, Func<int, Task>? afterBatch, CancellationToken ct)
    {
        var begun = clock.Time.GetTimestamp();
        var batch = new List<ImportedRow>(BatchRows);
        var count = 0;
        await foreach (var row in AheadAsync(work, file, ct))
        {
            if (++count > Import.MaxRows)
            {
                throw new TableUnreadableException(new TooManyRows(Import.MaxRows));
            }

            if (count <= work.Done)
            {
                work.SawBefore(row);
                continue;
            }

            batch.Add(row);
            if (batch.Count < BatchRows)
            {
                continue;
            }

            var late = clock.Time.GetElapsedTime(begun) > Slice;
            if (!await CommitAsync(work, batch, isLast: false, handOn: late, ct) || late)
            {
                return;
            }

            batch.Clear();
            if (afterBatch is not null)
            {
                await afterBatch(work.Done);
            }

            ct.ThrowIfCancellationRequested();
        }

        await CommitAsync(work, batch, isLast: true, handOn: false, ct);
    }

    // The file is read and its rows are checked while the database writes those before them.
    private async IAsyncEnumerable<ImportedRow> AheadAsync(
        Work work,
        Stream file,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var ahead = Channel.CreateBounded<ImportedRow>(
            new BoundedChannelOptions(2 * BatchRows) { SingleReader = true, SingleWriter = true }
        );
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    foreach (var row in files.Rows(file, work.Import.FileName))
                    {
                        await ahead.Writer.WriteAsync(work.Rows.Read(row), ended.Token);
                    }

                    ahead.Writer.Complete();
                }
                catch (Exception e)
                {
                    ahead.Writer.Complete(e);
                }
            },
            CancellationToken.None
        );
        try
        {
            await foreach (var row in ahead.Reader.ReadAllAsync(ct))
            {
                yield return row;
            }
        }
        finally
        {
            // Whoever stops early closes the file: the reader has to be out of it.
            await ended.CancelAsync();
            await reading;
        }
    }

    private async Task<bool> CommitAsync(Work work, List<ImportedRow> batch, bool isLast, bool handOn, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Imports.LockAsync(work.Import.Id, ct) is not { } import || !import.IsWorkedOnBy(work.Task.WorkId, work.Done))
        {
            return false; // Cancelled, or another worker went on from here.
        }

        await session.Imports.TakeTurnAsync(ct);
        var good = batch.Where(r => r.Problems.Count == 0).ToList();
        await session.Imports.AddProblemsAsync(import.Id, [.. batch.SelectMany(r => r.Problems)], ct);
        var alike =
            import.Rule == DuplicateRule.MakeAnyway && import.Status == ImportStatus.Running
                ? []
                : await session.Imports.AlikeAsync([.. good.Select(r => r.Details)], ct);
        var here = new Dictionary<string, Guid>();
        foreach (var (couple, key) in alike.SelectMany(c => c.Keys.Select(k => (c, k))))
        {
            here.TryAdd(key, couple.Id);
        }

        var tally = import.Status == ImportStatus.Checking ? work.Count(good, here) : await WriteAsync(session, import, good, here, ct);
        import.Advance(tally with { Rows = batch.Count, Refused = batch.Count - good.Count }, isLast, clock.Now);
        session.Raise(new ImportMoved(import.Id));
        if (import.Status is ImportStatus.Running or ImportStatus.Completed && (isLast || handOn))
        {
            session.Raise(new CouplesImported());
        }

        if (handOn)
        {
            session.EnqueueTask(work.Task, priority: 10);
        }

        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException($"A batch of import {import.Id} could not be kept: {saved.Refusal.Code}.");
        }

        work.Done += batch.Count;
        return true;
    }

    private async Task<ImportTally> WriteAsync(
        IStudioSession session,
        Import import,
        List<ImportedRow> rows,
        Dictionary<string, Guid> here,
        CancellationToken ct
    )
    {
        var made = new Dictionary<Guid, (ImportedRow Row, CustomerDetails Details)>();
        var toFill = new List<(ImportedRow Row, Guid CustomerId)>();
        var (duplicates, filledNew) = (0, 0);
        foreach (var row in rows)
        {
            var keys = row.Keys.ToList();
            var known =
                import.Rule == DuplicateRule.MakeAnyway ? null : keys.Where(here.ContainsKey).Select(k => (Guid?)here[k]).FirstOrDefault();
            if (known is not { } id)
            {
                var name = Ids.New();
                made[name] = (row, row.Details);
                keys.ForEach(k => here.TryAdd(k, name));
                continue;
            }

            duplicates++;
            if (import.Rule != DuplicateRule.FillIn)
            {
                continue;
            }

            // A couple of this very batch is not written yet: it is written fuller.
            if (made.TryGetValue(id, out var fresh))
            {
                var fuller = CoupleFill.Fill(fresh.Details, row.Details);
                filledNew += fuller == fresh.Details ? 0 : 1;
                var more = fresh.Row with
                {
                    Address = fresh.Row.Address ?? row.Address,
                    PostalCode = fresh.Row.Address is null ? fresh.Row.PostalCode ?? row.PostalCode : fresh.Row.PostalCode,
                    ManagerId = fresh.Row.ManagerId ?? row.ManagerId,
                };
                made[id] = (more, fuller);
                keys.ForEach(k => here.TryAdd(k, id));
            }
            else
            {
                toFill.Add((row, id));
            }
        }

        var filled = await FillAsync(session, import, toFill, ct);
        var couples = made.Values.Select(m => Make(m.Row with { Details = m.Details }, import)).ToList();
        await session.Imports.WriteAsync(import.Id, couples, [.. filled.Where(f => f.Values.Count > 0)], ct);
        return new ImportTally(0, couples.Count, duplicates, filled.Count + filledNew, 0);
    }

    private async Task<List<FilledCouple>> FillAsync(
        IStudioSession session,
        Import import,
        List<(ImportedRow Row, Guid CustomerId)> rows,
        CancellationToken ct
    )
    {
        var filled = new List<FilledCouple>();
        if (rows.Count == 0)
        {
            return filled;
        }

        var couples = (await session.Imports.LockCouplesAsync([.. rows.Select(r => r.CustomerId).Distinct()], ct)).ToDictionary(c => c.Id);
        // Whoever brought the file filled it in. A couple that this very file made is only written fuller: that is no change of it.
        var author = session.Actor with
        {
            UserId = import.CreatedById,
        };
        var own = await session.Imports.MadeByAsync(import.Id, couples.Keys, ct);
        foreach (var (row, id) in rows)
        {
            if (!couples.TryGetValue(id, out var couple))
            {
                continue;
            }

            var before = couple.Details;
            var changed = couple.Change(before.EditsTo(CoupleFill.Fill(before, row.Details)), author, clock.Now);
            if (!changed.Succeeded)
            {
                continue;
            }

            var (values, changes) = (CoupleFill.Changes(before, couple.Details), changed.Value.ToList());
            if (couple.AssignedManagerId is null && row.ManagerId is { } manager)
            {
                couple.AssignManager(manager);
                values[CoupleFill.Manager] = manager.ToString();
            }

            if (couple.Addresses.Count == 0 && row.HasAddress && couple.AddAddress(row.HomeAddress, clock.Now) is { Succeeded: true } added)
            {
                values[CoupleFill.Address] = added.Value.Details.OneLine;
                changes.Add(
                    new CustomerChange(id, null, CustomerField.Address, null, added.Value.Details.OneLine, author.UserId, clock.Now)
                );
            }

            if (values.Count > 0 && own.Contains(id))
            {
                await session.Imports.RewroteAsync(import.Id, id, couple.UpdatedAt, ct);
                filled.Add(new FilledCouple(row.Number, id, new Dictionary<string, string>()));
            }
            else if (values.Count > 0)
            {
                session.Customers.Add(changes);
                filled.Add(new FilledCouple(row.Number, id, values));
            }
        }

        return filled;
    }

    private MadeCouple Make(ImportedRow row, Import import)
    {
        var taken = Customer.TakeOver(row.Details, row.Status, row.ManagerId, row.AskedAt ?? clock.Now, import.CreatedById, clock.Now);
        if (!taken.Succeeded)
        {
            throw new InvalidOperationException($"Row {row.Number} was checked and is refused: {taken.Refusal.Code}.");
        }

        if (row.HasAddress)
        {
            var added = taken.Value.AddAddress(row.HomeAddress, clock.Now);
            if (!added.Succeeded)
            {
                throw new InvalidOperationException($"Row {row.Number} was checked and its address is refused: {added.Refusal.Code}.");
            }
        }

        return new MadeCouple(row.Number, taken.Value);
    }

    private async Task FailAsync(WorkOnImport task, Refusal because, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Imports.LockAsync(task.ImportId, ct) is { } import && import.IsWorkedOnBy(task.WorkId, import.DoneRows))
        {
            import.Fail(because, clock.Now);
            session.Raise(new ImportMoved(import.Id));
            await session.SaveAsync(ct);
        }
    }

    // A spreadsheet is read here and there: a store on another machine is copied first.
    private async Task<Stream> OpenAsync(string key, CancellationToken ct)
    {
        var content = await store.OpenReadAsync(key, ct: ct) ?? throw new TableUnreadableException(new FileGone());
        if (content.CanSeek)
        {
            return content;
        }

        await using (content)
        {
            var copy = new FileStream(
                Path.GetTempFileName(),
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.None,
                81920,
                FileOptions.DeleteOnClose
            );
            await content.CopyToAsync(copy, ct);
            copy.Position = 0;
            return copy;
        }
    }

    private sealed class Work(Import import, WorkOnImport task, ImportRows rows)
    {
        private readonly HashSet<string> _keys = [];

        public Import Import { get; } = import;

        public WorkOnImport Task { get; } = task;

        public ImportRows Rows { get; } = rows;

        public int Done { get; set; } = import.DoneRows;

        // A dry run writes nothing, so that it has to remember which couples came in earlier rows.
        public void SawBefore(ImportedRow row)
        {
            if (Import.Status == ImportStatus.Checking && row.Problems.Count == 0)
            {
                _keys.UnionWith(row.Keys);
            }
        }

        public ImportTally Count(List<ImportedRow> rows, Dictionary<string, Guid> here)
        {
            var (fresh, duplicates) = (0, 0);
            foreach (var row in rows)
            {
                var keys = row.Keys.ToList();
                var known = keys.Exists(k => here.ContainsKey(k) || _keys.Contains(k));
                _keys.UnionWith(keys);
                duplicates += known ? 1 : 0;
                fresh += known && Import.Rule != DuplicateRule.MakeAnyway ? 0 : 1;
            }

            return new ImportTally(0, fresh, duplicates, 0, 0);
        }
    }
}
