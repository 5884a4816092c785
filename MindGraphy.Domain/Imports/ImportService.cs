using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Imports;

/// <summary>What people do with imports. The rows themselves are worked off by <see cref="ImportRunner"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Where the files lie.</param>
/// <param name="files">Reads them.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ImportService(IStudio studio, IObjectStore store, ITableFiles files, StudioClock clock)
{
    /// <summary>Problems shown on the page; the file has all.</summary>
    public const int ProblemsShown = 200;

    /// <summary>Takes a file.</summary>
    /// <param name="actor">Staff with <see cref="Rights.Import"/>.</param>
    /// <param name="file">The file, seekable.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The import; refused with <see cref="FileUnreadable"/>, <see cref="FileEmpty"/> or <see cref="FileTooLarge"/>.</returns>
    public async Task<Result<Guid>> UploadAsync(Actor actor, Stream file, string fileName, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Import))
        {
            return new NotAllowed();
        }

        if (file.Length > Import.MaxBytes)
        {
            return new FileTooLarge((int)(Import.MaxBytes / 1024 / 1024));
        }

        var name = StudioText.Cut(StudioText.Clean(Path.GetFileName(fileName.Replace('\\', '/'))), 200) ?? "";
        var head = files.Head(file, name);
        if (!head.Succeeded)
        {
            return head.Refusal;
        }

        var id = Ids.New();
        var key = $"imports/{id:N}";
        file.Position = 0;
        await store.PutAsync(key, file, "application/octet-stream", ct);
        await using var session = studio.Open(actor);
        var remembered = await session.Imports.RememberedAsync(Import.KeyOf(head.Value.Columns), ct);
        session.Imports.Add(Import.Upload(id, head.Value, name, file.Length, key, remembered, actor.UserId, clock.Now));
        session.Raise(new ImportMoved(id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? id : saved.Refusal;
    }

    /// <summary>Begins the dry run.</summary>
    /// <returns>Refused as <see cref="Import.Check"/> refuses.</returns>
    public Task<Result> CheckAsync(
        Actor actor,
        Guid id,
        IReadOnlyList<ImportField?> fields,
        DuplicateRule rule,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            id,
            async (session, import) =>
            {
                var begun = import.Check(fields, rule, clock.Now);
                if (begun.Succeeded)
                {
                    await session.Imports.ClearProblemsAsync(id, ct);
                    session.EnqueueTask(new WorkOnImport(id, begun.Value), priority: 10);
                }

                return begun.WithoutValue();
            },
            ct
        );

    /// <summary>Begins to write. Clicked twice, it is one run.</summary>
    /// <returns>Refused with <see cref="ImportCannotMove"/> where it was not checked.</returns>
    public Task<Result> RunAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            id,
            (session, import) =>
            {
                if (import.Status == ImportStatus.Running)
                {
                    return Task.FromResult(Result.Ok);
                }

                var begun = import.Run(clock.Now);
                if (begun.Succeeded)
                {
                    session.EnqueueTask(new WorkOnImport(id, begun.Value), priority: 10);
                }

                return Task.FromResult(begun.WithoutValue());
            },
            ct
        );

    /// <summary>Stops a dry run or a run after the batch it is in.</summary>
    /// <returns>Refused with <see cref="ImportCannotMove"/> where nothing is under way.</returns>
    public Task<Result> CancelAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(actor, id, (_, import) => Task.FromResult(import.Cancel(clock.Now)), ct);

    /// <summary>Takes an import back: removes the couples it made that nobody touched, empties what it filled in where that is unchanged. All or nothing.</summary>
    /// <returns>Refused with <see cref="ImportCannotMove"/> or <see cref="UndoTooLate"/>.</returns>
    public Task<Result> UndoAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            id,
            async (session, import) =>
            {
                var may = import.MayUndo(clock.Now);
                if (!may.Succeeded)
                {
                    return may;
                }

                await session.Imports.TakeTurnAsync(ct);
                var (removed, keptMade) = await session.Imports.RemoveMadeAsync(id, ct);
                var (restored, keptFilled) = await RestoreAsync(session, id, ct);
                import.Undo(removed + restored, keptMade + keptFilled, clock.Now);
                session.Raise(new CouplesImported());
                return Result.Ok;
            },
            ct
        );

    /// <summary>The page of an import.</summary>
    /// <returns>Refused with <see cref="ImportNotFound"/>.</returns>
    public async Task<Result<ImportPageView>> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Import))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Imports.SheetAsync(id, ct) is not { } sheet)
        {
            return new ImportNotFound();
        }

        var problems = sheet.RefusedRows > 0 ? await session.Imports.ProblemsAsync(id, ProblemsShown, ct).ToListAsync(ct) : [];
        var kept = sheet.KeptRows > 0 ? await session.Imports.KeptAsync(id, ct) : [];
        return new ImportPageView(sheet, problems, kept);
    }

    /// <summary>The newest imports.</summary>
    public async Task<Result<IReadOnlyList<ImportEntry>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Import))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.Imports.ListAsync(ct)).ToArray();
    }

    /// <summary>Every problem, for a file: read while the caller asks for the next. Null where the actor may not see them.</summary>
    public IAsyncEnumerable<ImportProblem>? Problems(Actor actor, Guid id, CancellationToken ct = default) =>
        actor.May(Rights.Import) ? ReadProblemsAsync(actor, id, ct) : null;

    /// <summary>Deletes the files of imports that can't be taken back any more: they hold personal data that nobody needs.</summary>
    public async Task SweepAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        foreach (var key in await session.Imports.OldFilesAsync(clock.Now.AddDays(-Import.UndoDays), ct))
        {
            await store.DeleteAsync(key, ct);
        }
    }

    private async IAsyncEnumerable<ImportProblem> ReadProblemsAsync(
        Actor actor,
        Guid id,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var session = studio.Open(actor);
        await foreach (var problem in session.Imports.ProblemsAsync(id, null, ct))
        {
            yield return problem;
        }
    }

    private async Task<(int Restored, int Kept)> RestoreAsync(IStudioSession session, Guid id, CancellationToken ct)
    {
        var (restored, kept) = (new List<int>(), new List<int>());
        foreach (var some in (await session.Imports.FilledAsync(id, ct)).Chunk(1_000))
        {
            var couples = (await session.Imports.LockCouplesAsync([.. some.Select(f => f.CustomerId).Distinct()], ct)).ToDictionary(c =>
                c.Id
            );
            foreach (var filled in some)
            {
                if (!couples.TryGetValue(filled.CustomerId, out var couple))
                {
                    continue;
                }

                var (details, emptied, left) = CoupleFill.TakeBack(couple.Details, filled.Values);
                var changed = emptied ? couple.Change(couple.Details.EditsTo(details), session.Actor, clock.Now) : null;
                session.Customers.Add(changed?.Value ?? []);
                left |= changed is { Succeeded: false };
                if (filled.Values.TryGetValue(CoupleFill.Manager, out var manager))
                {
                    var still = couple.AssignedManagerId?.ToString() == manager;
                    couple.AssignManager(still ? null : couple.AssignedManagerId);
                    left |= !still;
                }

                if (filled.Values.TryGetValue(CoupleFill.Address, out var line))
                {
                    var address = couple.Addresses.FirstOrDefault(a => a.Details.OneLine == line);
                    left |= address is null || !couple.RemoveAddress(address.Id).Succeeded;
                }

                (left ? kept : restored).Add(filled.Row);
            }
        }

        await session.Imports.MarkFilledAsync(id, restored, kept, ct);
        return (restored.Count, kept.Count);
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid id, Func<IStudioSession, Import, Task<Result>> change, CancellationToken ct)
    {
        if (!actor.May(Rights.Import))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Imports.LockAsync(id, ct) is not { } import)
        {
            return new ImportNotFound();
        }

        var changed = await change(session, import);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new ImportMoved(id));
        return await session.SaveAsync(ct);
    }
}

/// <summary>The page of an import with what it says.</summary>
/// <param name="Sheet">The import.</param>
/// <param name="Problems">The first problems.</param>
/// <param name="Kept">What the undo left.</param>
public sealed record ImportPageView(ImportSheet Sheet, IReadOnlyList<ImportProblem> Problems, IReadOnlyList<KeptCouple> Kept);

/// <summary>Couples came in, or were taken back, in number: lists and boards read again.</summary>
public sealed record CouplesImported : IStudioEvent;
