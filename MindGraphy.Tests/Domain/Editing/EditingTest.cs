using MindGraphy.Data;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

/// <summary>A couple that submitted, and an editor who has their job.</summary>
public abstract class EditingTest(MigratedTemplate template) : ProofTest(template)
{
    protected ReturnService Returns => Get<ReturnService>();

    protected RevisionService Revisions => Get<RevisionService>();

    /// <summary>The couple of the last <see cref="JobAsync"/>.</summary>
    protected Couple LastCouple { get; private set; } = default!;

    /// <param name="editor">Who gets it.</param>
    /// <param name="picks">How many photos.</param>
    /// <param name="note">What is said of each.</param>
    /// <param name="days">What the contract promises; null for no contract.</param>
    protected async Task<EditingRow> JobAsync(Actor editor, int picks = 1, string? note = null, int? days = 60)
    {
        var couple = LastCouple = await CoupleAsync();
        await ExecuteAsync(
            """
            UPDATE contracts SET included = jsonb_set(included, '{delivery_days}', to_jsonb($1))
            WHERE id = (SELECT contract_id FROM projects WHERE id = $2)
            """,
            days ?? 0,
            couple.ProjectId
        );
        if (days is null)
        {
            await ExecuteAsync("UPDATE projects SET contract_id = NULL WHERE id = $1", couple.ProjectId);
        }

        await ExecuteAsync("UPDATE projects SET assigned_editor_id = $1 WHERE id = $2", editor.UserId!, couple.ProjectId);
        var round = await RoundAsync(couple);
        foreach (var photo in couple.Photos.Take(picks))
        {
            await PickAsync(couple.Bride, round, photo, note: note);
        }

        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        var id = await ScalarAsync<Guid>("SELECT id FROM editing_queue WHERE project_id = $1", couple.ProjectId);
        return (await Editing.JobAsync(editor, id, Ct)).Value!.Row;
    }

    protected async Task<Result> MoveAsync(
        Actor actor,
        Guid id,
        EditingStatus next,
        string? reason = null,
        RevisionByHand? byHand = null
    ) => await Editing.MoveAsync(actor, id, next, reason, (await Editing.JobAsync(actor, id, Ct)).Value!.Row.Version, byHand, ct: Ct);

    /// <summary>Puts a photo that can be shown into an album, as if it had been uploaded and read.</summary>
    protected async Task<Guid> PutAsync(Guid albumId, string name, string folder = "", Guid? by = null, bool ready = true)
    {
        await using var db = await DbAsync();
        var id = Put(db, albumId, name, folder, ready);
        await db.SaveChangesAsync(Ct);
        if (by is { } sender)
        {
            await ExecuteAsync(
                "INSERT INTO upload_sessions (id, album_id, file_name, relative_path, size_bytes, last_modified, object_key, status, created_by_id, created_at) VALUES ($1, $2, $3, $1::text, 1, 1, $1::text, 'completed', $4, now())",
                id,
                albumId,
                name,
                sender
            );
        }

        Time.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    private Guid Put(StudioDbContext db, Guid albumId, string name, string folder, bool ready)
    {
        var id = Ids.New();
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(id.ToByteArray()));
        var photo = new Photo(id, albumId, name, $"originals/{id:N}{Path.GetExtension(name)}", 1000, sha, Clock.Now, folder);
        if (ready)
        {
            photo.Rendered(new RenderedPhoto(600, 400, "jpg", null, null, null, "{}", [1], new Dictionary<int, string>()), null, Clock.Now);
        }

        db.Add(photo);
        return id;
    }

    /// <summary>Finished files of these names came back and were read and matched.</summary>
    protected async Task<IReadOnlyList<Guid>> ReturnedAsync(Actor editor, Guid job, params string[] names)
    {
        var album = (await Returns.AlbumAsync(editor, job, Ct)).Value;
        var ids = new List<Guid>();
        foreach (var name in names)
        {
            ids.Add(await PutAsync(album, name, by: editor.UserId));
        }

        await Returns.MatchAsync(album, Ct);
        return ids;
    }

    /// <summary>A job that is done, with a finished version of every photo.</summary>
    protected async Task<Guid> DoneAsync(Actor editor, int picks = 3)
    {
        var job = await JobAsync(editor, picks);
        await ReturnedAsync(editor, job.Id, [.. Enumerable.Range(0, picks).Select(i => $"DSC_{i:0000}-Edit.jpg")]);
        Assert.Null((await MoveAsync(editor, job.Id, EditingStatus.Review)).Refusal);
        Assert.Null((await MoveAsync(Manager, job.Id, EditingStatus.Completed)).Refusal);
        return job.Id;
    }
}
