using Microsoft.EntityFrameworkCore;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Photos;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>Many photos at once: what a person finds in albums, bins and totals afterwards.</summary>
public sealed class LibraryTests(MigratedTemplate template) : PhotoTest(template)
{
    private LibraryService Library => new(Studio, Store, Clock);

    [Fact]
    public async Task Deleted_photos_are_gone_from_grid_and_totals_and_come_back_as_they_were()
    {
        var (album, photos) = await FilledAsync(5);
        var before = await TotalsAsync(album);

        Assert.Equal(2, Done(await Library.DeleteAsync(Manager, album, photos[..2], Ct)).Photos);

        Assert.Equal(photos[2..], await ShownAsync(album));
        Assert.Equal(3, (await TotalsAsync(album)).Photos);
        Assert.Equal(photos[..2].Order(), (await Library.BinAsync(Manager, album, Ct)).Select(p => p.Id).Order());
        Assert.Equal(0, Done(await Library.DeleteAsync(Manager, album, photos[..2], Ct)).Photos);
        Assert.Equal(3, (await TotalsAsync(album)).Photos);

        Assert.Equal(2, Done(await Library.RestoreAsync(Manager, album, photos, Ct)).Photos);
        Assert.Equal(photos, await ShownAsync(album));
        Assert.Equal(before, await TotalsAsync(album));
        Assert.Equal(0, Done(await Library.RestoreAsync(Manager, album, photos, Ct)).Photos);
    }

    [Fact]
    public async Task All_of_a_bin_that_no_page_shows_as_a_whole_come_back_in_one_act()
    {
        var (album, photos) = await FilledAsync(2);
        await ExecuteAsync(
            """
            INSERT INTO photos SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'file_name', 'X_' || n || '.JPG',
                'file_path', p.file_path || n))).* FROM photos AS p, generate_series(1, 1100) AS n WHERE p.id = $1
            """,
            photos[0]
        );
        await ExecuteAsync(
            "UPDATE photo_albums SET total_photos = (SELECT count(*) FROM photos), total_size_bytes = (SELECT sum(file_size_bytes) FROM photos)"
        );
        var before = await TotalsAsync(album);
        var other = await AlbumAsync();
        await ExecuteAsync("UPDATE photos SET album_id = $1 WHERE id = $2", other, photos[1]);
        await ExecuteAsync("UPDATE photos SET deleted_at = now()");
        await ExecuteAsync("UPDATE photo_albums SET total_photos = 0, total_size_bytes = 0");
        Assert.True((await Library.BinAsync(Manager, album, Ct)).Count < 1101);

        // Twice at once: each photo is counted once, and another album's bin stays.
        var back = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Library.RestoreAllAsync(Manager, album, Ct), Ct)));
        Assert.Equal([0, 1101], back.Select(b => Done(b).Photos).Order());
        Assert.Equal((before.Photos - 1, true), ((await TotalsAsync(album)).Photos, (await TotalsAsync(album)).Bytes < before.Bytes));
        Assert.Empty(await Library.BinAsync(Manager, album, Ct));
        Assert.Single(await Library.BinAsync(Manager, other, Ct));
        var editor = await StaffAsync(UserRole.Editor, "정", "유나");
        Assert.Equal(new NotAllowed(), (await Library.RestoreAllAsync(editor, album, Ct)).Refusal);
        Assert.Equal(new AlbumNotFound(), (await Library.RestoreAllAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_leaves_what_is_missing_missing_and_what_else_was_unread_is_read_again()
    {
        var (album, photos) = await FilledAsync(3);
        await ExecuteAsync("UPDATE photos SET unreadable = 'missing', ready_at = NULL");
        await ExecuteAsync("UPDATE photos SET unreadable = 'no_reader' WHERE id = $1", photos[0]);
        await ExecuteAsync("UPDATE task_queue SET failed_at = now()");
        var asked = 0;

        // Its time is up: the clients of stores say that with a cancellation that nobody asked for.
        foreach (
            var trouble in new Exception[] { new TaskCanceledException("The store's time is up."), new IOException("The store is away.") }
        )
        {
            var store = FolderUploadTests.TroubledStore.Around(
                Store,
                call => call == "HeadAsync" && Interlocked.Increment(ref asked) > 0,
                trouble
            );
            var again = Done(await new LibraryService(Studio, store, Clock).ReadAgainAsync(Manager, album, Ct));
            Assert.Equal(trouble is IOException ? 0 : 1, again.Photos);
            Assert.Equal(
                photos[1..].Order(),
                (await Albums.UnreadableAsync(Manager, album, Ct))
                    .Where(u => u.Reason == UnreadableReason.Missing)
                    .Select(u => u.Id)
                    .Order()
            );
        }

        Assert.True(asked > 0);

        // It answers again: what is there is read.
        Assert.Equal(2, Done(await Library.ReadAgainAsync(Manager, album, Ct)).Photos);
        Assert.Empty(await Albums.UnreadableAsync(Manager, album, Ct));
    }

    [Fact]
    public async Task One_original_that_can_not_be_read_keeps_no_other_missing_and_a_silent_store_is_not_asked_for_each()
    {
        const int Photos = 40;
        var (album, photos) = await FilledAsync(1);
        await ExecuteAsync(
            "INSERT INTO photos SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'file_path', p.file_path || n, 'file_name', n || p.file_name, 'content_sha256', lpad(n::text, 64, '0')))).* FROM photos AS p, generate_series(2, $2) AS n WHERE p.id = $1",
            photos[0],
            Photos
        );
        await ExecuteAsync("UPDATE photos SET unreadable = 'missing', ready_at = NULL");
        await using (var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct))
        {
            foreach (var key in await db.Set<Photo>().Select(p => p.FilePath).ToListAsync(Ct))
            {
                if (await Store.HeadAsync(key, Ct) is null)
                {
                    using var content = new MemoryStream([1]);
                    await Store.PutAsync(key, content, "image/jpeg", Ct);
                }
            }
        }

        var asked = 0;
        LibraryService Troubled(Func<int, bool> fails, Exception trouble) =>
            new(
                Studio,
                FolderUploadTests.TroubledStore.Around(
                    Store,
                    call => call == "HeadAsync" && fails(Interlocked.Increment(ref asked)),
                    trouble
                ),
                Clock
            );

        // No more than are asked at once.
        Assert.Equal(0, Done(await Troubled(_ => true, new TimeoutException()).ReadAgainAsync(Manager, album, Ct)).Photos);
        Assert.InRange(asked, 1, 16);
        asked = 0;
        Assert.Equal(
            Photos - 1,
            Done(await Troubled(n => n == 5, new UnauthorizedAccessException()).ReadAgainAsync(Manager, album, Ct)).Photos
        );
        Assert.Equal(Photos, asked);
    }

    [Fact]
    public async Task Photos_are_tagged_and_moved_with_their_bytes_and_keep_their_originals()
    {
        var (album, photos) = await FilledAsync(4);
        var other = await AlbumAsync();
        var all = await TotalsAsync(album);

        Assert.Equal(3, Done(await Library.TagAsync(Manager, album, photos[..3], PhotoSection.Ceremony, Ct)).Photos);
        Assert.Equal(1, Done(await Library.TagAsync(Manager, album, photos[2..], PhotoSection.Ceremony, Ct)).Photos);
        Assert.Equal(1, Done(await Library.TagAsync(Manager, album, photos[..1], null, Ct)).Photos);
        Assert.Equal(3, Done(await Library.MoveAsync(Manager, album, photos[1..], other, Ct)).Photos);

        var stretch = Done(await Albums.PageAsync(Manager, other, null, ct: Ct));
        Assert.All(stretch.Photos, p => Assert.Equal(PhotoSection.Ceremony, p.Section));
        Assert.Equal(photos[1..], stretch.Photos.Select(p => p.Id));
        Assert.Equal(photos[..1], await ShownAsync(album));
        var (left, came) = (await TotalsAsync(album), await TotalsAsync(other));
        Assert.Equal(all, (left.Photos + came.Photos, left.Bytes + came.Bytes));
        Assert.NotNull(await Store.HeadAsync(Done(await Library.OriginalAsync(Manager, photos[3], Ct)).Key, Ct));
        Assert.Equal(0, Done(await Library.MoveAsync(Manager, album, photos[1..], other, Ct)).Photos);
    }

    [Fact]
    public async Task What_can_not_be_is_refused_and_changes_nothing()
    {
        var (album, photos) = await FilledAsync(3);
        var foreign = await AlbumAsync(await ProjectAsync("P-2026-000002"));
        var stranger = await StaffAsync(UserRole.Photographer, "박", "서준");
        var editor = await StaffAsync(UserRole.Editor, "최", "유진");

        Assert.Equal(new AlbumOfAnotherProject(), (await Library.MoveAsync(Manager, album, photos, foreign, Ct)).Refusal);
        Assert.Equal(new NoPhotosChosen(), (await Library.DeleteAsync(Manager, album, [], Ct)).Refusal);
        Assert.Equal(
            new TooManyPhotosAtOnce(LibraryService.MaxAtOnce),
            (await Library.DeleteAsync(Manager, album, [.. Enumerable.Range(0, 10_001).Select(_ => Guid.NewGuid())], Ct)).Refusal
        );
        Assert.Equal(new AlbumNotFound(), (await Library.DeleteAsync(stranger, album, photos, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Library.TagAsync(editor, album, photos, PhotoSection.Group, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Library.MakeProofAlbumAsync(editor, album, null, null, ct: Ct)).Refusal);
        Assert.Equal(new PhotoNotFound(), (await Library.OriginalAsync(stranger, photos[0], Ct)).Refusal);
        Assert.Empty(await Library.BinAsync(stranger, album, Ct));

        // A photo of another album is not touched, whatever is named.
        Assert.Equal(0, Done(await Library.DeleteAsync(Manager, foreign, photos, Ct)).Photos);
        Assert.Equal(photos, await ShownAsync(album));
    }

    [Fact]
    public async Task Who_retouches_a_project_reaches_the_files_of_their_jobs_and_not_every_album_of_it()
    {
        var (album, photos) = await FilledAsync(2);
        var returned = await AlbumAsync();
        var editor = await StaffAsync(UserRole.Editor, "최", "유진");
        await ExecuteAsync("UPDATE projects SET assigned_editor_id = $1", editor.UserId!);
        await ExecuteAsync(
            "INSERT INTO editing_queue (project_id, assigned_editor_id, status, photo_ids, return_album_id) VALUES ($1, $2, 'in_progress', '{}', $3)",
            ProjectId,
            editor.UserId!,
            returned
        );

        Assert.Equal(new AlbumNotFound(), (await Albums.HeadAsync(editor, album, Ct)).Refusal);
        Assert.Equal(new PhotoNotFound(), (await Library.OriginalAsync(editor, photos[0], Ct)).Refusal);
        Assert.Equal(new PhotoNotFound(), (await Albums.FactsAsync(editor, photos[0], Ct)).Refusal);
        Assert.True((await Albums.HeadAsync(editor, returned, Ct)).Succeeded);
        Assert.True((await Albums.HeadAsync(Manager, album, Ct)).Succeeded);
    }

    [Fact]
    public async Task What_a_couple_answered_about_stays_where_it_is()
    {
        var (album, photos) = await FilledAsync(3);
        await ExecuteAsync(
            """
            WITH c AS (INSERT INTO customer_contacts (id, customer_id, role, name, language)
                    SELECT gen_random_uuid(), customer_id, 'bride', '김서연', 'ko' FROM projects WHERE id = $1 RETURNING id),
                s AS (INSERT INTO proof_gallery_sessions (id, project_id, album_id, access_token, status, expires_at, created_at)
                    VALUES (gen_random_uuid(), $1, $2, 'x', 'active', now() + interval '9 days', now()) RETURNING id)
            INSERT INTO photo_selections (session_id, contact_id, photo_id, kind, position, wished_at_ms, updated_at) SELECT s.id, c.id, $3, 'candidate', 1, 0, now() FROM s, c
            """,
            ProjectId,
            album,
            photos[1]
        );

        Assert.Equal(new PhotosInUse(1, "IMG_0002.JPG"), (await Library.DeleteAsync(Manager, album, photos, Ct)).Refusal);
        Assert.Equal(new PhotosInUse(1, "IMG_0002.JPG"), (await Library.MoveAsync(Manager, album, photos, await AlbumAsync(), Ct)).Refusal);
        Assert.Equal(3, (await ShownAsync(album)).Count);
        Assert.Equal(2, Done(await Library.DeleteAsync(Manager, album, [photos[0], photos[2]], Ct)).Photos);
    }

    [Fact]
    public async Task Whoever_races_the_totals_are_the_sums_of_what_is_there()
    {
        var (first, photos) = await FilledAsync(24);
        var second = await AlbumAsync();
        var refusals = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(client =>
                    Task.Run(
                        async () =>
                        {
                            var random = new Random(client);
                            var mine = new List<Refusal?>();
                            for (var i = 0; i < 15; i++)
                            {
                                Guid[] some = [.. photos.Where(_ => random.Next(3) == 0)];
                                var (from, to) = random.Next(2) == 0 ? (first, second) : (second, first);
                                var done = random.Next(4) switch
                                {
                                    0 => await Library.DeleteAsync(Manager, from, some, Ct),
                                    1 => await Library.RestoreAsync(Manager, from, some, Ct),
                                    2 => await Library.TagAsync(Manager, from, some, (PhotoSection)random.Next(4), Ct),
                                    _ => await Library.MoveAsync(Manager, from, some, to, Ct),
                                };
                                mine.Add(done.Refusal);
                            }

                            return mine;
                        },
                        Ct
                    )
                )
        );

        Assert.DoesNotContain(refusals.SelectMany(r => r), r => r is not (null or NoPhotosChosen or EditedElsewhere));
        Assert.Equal(
            0L,
            await ScalarAsync<long>(
                """
                SELECT count(*) FROM photo_albums a
                LEFT JOIN LATERAL (SELECT count(*) AS n, coalesce(sum(file_size_bytes), 0) AS bytes FROM photos p WHERE p.album_id = a.id AND p.deleted_at IS NULL) t ON true
                WHERE a.total_photos <> t.n OR a.total_size_bytes <> t.bytes
                """
            )
        );
        Assert.Equal(24L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
    }

    [Fact]
    public async Task A_proof_album_shows_the_same_originals_and_outlives_the_photos_it_was_made_from()
    {
        var (album, photos) = await FilledAsync(3);
        await Library.TagAsync(Manager, album, photos[..1], PhotoSection.Banquet, Ct);
        var original = Done(await Library.OriginalAsync(Manager, photos[0], Ct)).Key;

        var proof = Done(await Library.MakeProofAlbumAsync(Manager, album, photos[..2], "1차 셀렉", ct: Ct));

        var head = Done(await Albums.HeadAsync(Manager, proof, Ct));
        Assert.Equal((AlbumType.Proof, "1차 셀렉", 2, UploadStatus.Completed), (head.Type, head.Title, head.TotalPhotos, head.Status));
        var copies = Done(await Albums.PageAsync(Manager, proof, null, ct: Ct)).Photos;
        Assert.Equal(["IMG_0001.JPG", "IMG_0002.JPG"], copies.Select(p => p.Name));
        Assert.Equal(PhotoSection.Banquet, copies[0].Section);
        Assert.Equal(
            2L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM task_queue WHERE dedupe_key = ANY ($1)",
                (object)copies.Select(c => $"render:{c.Id:N}").ToArray()
            )
        );

        await Library.DeleteAsync(Manager, album, photos, Ct);
        Time.Set(Time.GetUtcNow().AddDays(31));
        Assert.Equal(3, await Library.PurgeAsync(Ct));

        Assert.NotNull(await Store.HeadAsync(original, Ct));
        Assert.Equal(original, Done(await Library.OriginalAsync(Manager, copies[0].Id, Ct)).Key);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM photos WHERE source_id IS NULL AND id = $1", copies[0].Id));
    }

    [Fact]
    public async Task After_thirty_days_in_the_bin_a_photo_and_its_original_are_gone_and_not_before()
    {
        var (album, photos) = await FilledAsync(3);
        var key = Done(await Library.OriginalAsync(Manager, photos[0], Ct)).Key;
        await Library.DeleteAsync(Manager, album, photos[..1], Ct);

        Time.Set(Time.GetUtcNow().AddDays(29));
        Assert.Equal(0, await Library.PurgeAsync(Ct));
        Assert.NotNull(await Store.HeadAsync(key, Ct));

        Time.Set(Time.GetUtcNow().AddDays(2));
        Assert.Equal(1, await Library.PurgeAsync(Ct));
        Assert.Null(await Store.HeadAsync(key, Ct));
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
        Assert.Equal(0, await Library.PurgeAsync(Ct));
    }

    [Fact]
    public async Task A_deleted_file_that_is_dropped_again_comes_back_and_after_its_time_it_is_sent_anew()
    {
        var album = await AlbumAsync();
        var content = Bytes(500, 3);
        var photo = await UploadAsync(album, "IMG_0001.JPG", content);
        await Library.DeleteAsync(Manager, album, [photo], Ct);

        // Who only goes on with the folder leaves deleted what was deleted.
        var gone = await AnnounceAsync(album, File("IMG_0001.JPG", 500));
        Assert.Equal((UploadAnswer.AlreadyThere, false), (gone.Answer, gone.CameBack));
        Assert.Empty(await ShownAsync(album));

        var dropped = await AnnounceAsync(album, File("IMG_0001.JPG", 500), bringBack: true);
        Assert.Equal((UploadAnswer.AlreadyThere, true), (dropped.Answer, dropped.CameBack));
        Assert.Equal([photo], await ShownAsync(album));
        Assert.Equal((1, 500L), await TotalsAsync(album));

        await Library.DeleteAsync(Manager, album, [photo], Ct);
        Time.Set(Time.GetUtcNow().AddDays(31));
        Assert.Equal(1, await Library.PurgeAsync(Ct));
        Assert.Equal(UploadAnswer.AlreadyThere, (await AnnounceAsync(album, File("IMG_0001.JPG", 500))).Answer);
        Assert.Empty(await ShownAsync(album));
        var again = await UploadAsync(album, "IMG_0001.JPG", content, bringBack: true);
        Assert.NotEqual(photo, again);
        Assert.Equal([again], await ShownAsync(album));
    }

    [Fact]
    public async Task A_file_whose_photo_lies_in_another_albums_bin_is_told_where_and_comes_back_there()
    {
        var (album, other) = (await AlbumAsync(), await AlbumAsync());
        var photo = await UploadAsync(album, "IMG_0001.JPG", Bytes(500));
        Done(await Library.MoveAsync(Manager, album, [photo], other, Ct));
        Assert.Null((await AnnounceAsync(album, File("IMG_0001.JPG", 500), bringBack: true)).Deleted);
        Done(await Library.DeleteAsync(Manager, other, [photo], Ct));

        var dropped = await AnnounceAsync(album, File("IMG_0001.JPG", 500), bringBack: true);

        Assert.Equal((UploadAnswer.AlreadyThere, false), (dropped.Answer, dropped.CameBack));
        Assert.Equal(new DeletedFile(new AlbumName(other, AlbumType.Raw, "본식")), dropped.Deleted);
        Assert.True(await ScalarAsync<bool>("SELECT deleted_at IS NOT NULL FROM photos"));
        Done(await Library.RestoreAsync(Manager, other, [dropped.UploadId!.Value], Ct));
        Assert.Null((await AnnounceAsync(album, File("IMG_0001.JPG", 500), bringBack: true)).Deleted);
        Assert.Equal(1, await ScalarAsync<int>("SELECT total_photos FROM photo_albums WHERE id = $1", other));
    }

    [Fact]
    public async Task Of_a_raw_file_and_its_picture_a_couple_sees_the_picture()
    {
        var (album, photos) = await FilledAsync(3);
        await ExecuteAsync("UPDATE photos SET pair_of_id = $1 WHERE id = $2", photos[0], photos[1]);

        var all = Done(await Library.MakeProofAlbumAsync(Manager, album, null, null, ct: Ct));
        var both = Done(await Library.MakeProofAlbumAsync(Manager, album, photos[..2], null, ct: Ct));
        var raw = Done(await Library.MakeProofAlbumAsync(Manager, album, photos[1..2], null, ct: Ct));

        Assert.Equal([2, 1, 1], new[] { all, both, raw }.Select(a => TotalsAsync(a).Result.Photos));
    }

    [Fact]
    public async Task Photos_that_are_not_rendered_yet_come_into_the_proof_album_and_only_what_can_not_be_read_stays_out()
    {
        var (album, photos) = await FilledAsync(4);
        await ExecuteAsync("UPDATE photos SET ready_at = NULL WHERE id = ANY ($1)", (object)photos[1..]);
        await ExecuteAsync("UPDATE photos SET unreadable = 'damaged' WHERE id = $1", photos[3]);

        var all = Done(await Library.MakeProofAlbumAsync(Manager, album, null, null, ct: Ct));
        var picks = Done(await Library.MakeProofAlbumAsync(Manager, album, photos[2..], null, ct: Ct));

        Assert.Equal([3, 1], new[] { all, picks }.Select(a => TotalsAsync(a).Result.Photos));
        var waiting = Done(await Albums.PageAsync(Manager, all, null, ct: Ct)).Photos.Select(p => $"render:{p.Id:N}").ToArray();
        Assert.Equal(3L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE dedupe_key = ANY ($1)", (object)waiting));
        Assert.Equal(new NoPhotosChosen(), (await Library.MakeProofAlbumAsync(Manager, album, photos[3..], null, ct: Ct)).Refusal);
    }

    [Fact]
    public async Task Asked_again_because_the_answer_was_lost_it_is_one_proof_album()
    {
        var (album, photos) = await FilledAsync(2);
        var id = Ids.New();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Library.MakeProofAlbumAsync(Manager, album, photos, null, id, Ct), Ct))
        );

        Assert.All(answers, a => Assert.Equal(id, Done(a)));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM photo_albums WHERE album_type = 'proof'"));
        Assert.Equal(2, (await TotalsAsync(id)).Photos);

        // What is there already and is something else is not taken for it.
        Assert.Equal(new EditedElsewhere(), (await Library.MakeProofAlbumAsync(Manager, album, photos, null, album, Ct)).Refusal);
        var foreign = await AlbumAsync(await ProjectAsync("P-2026-000002"));
        Assert.Equal(new EditedElsewhere(), (await Library.MakeProofAlbumAsync(Manager, album, photos, null, foreign, Ct)).Refusal);
    }

    [Fact]
    public async Task An_empty_album_that_photos_are_moved_into_waits_for_nothing()
    {
        var (album, photos) = await FilledAsync(2);
        var empty = await AlbumAsync();
        Assert.Equal("pending", await AlbumStatusAsync(empty));
        Assert.Equal(0, Done(await Library.MoveAsync(Manager, album, [Guid.NewGuid()], empty, Ct)).Photos);
        Assert.Equal("pending", await AlbumStatusAsync(empty));

        Done(await Library.MoveAsync(Manager, album, photos[..1], empty, Ct));
        Assert.Equal("completed", await AlbumStatusAsync(empty));

        // Where a file is still on its way, it is waited for.
        var open = await AlbumAsync();
        await AnnounceAsync(open, File("IMG_0009.JPG", 100));
        Done(await Library.MoveAsync(Manager, album, photos[1..], open, Ct));
        Assert.Equal("uploading", await AlbumStatusAsync(open));
    }

    [Fact]
    public async Task An_album_takes_another_name_and_says_no_to_one_too_long()
    {
        var album = await AlbumAsync();

        Assert.Equal(
            new FieldTooLong("Title", PhotoAlbum.TitleMaxLength),
            (await Library.RenameAlbumAsync(Manager, album, new string('가', 121), Ct)).Refusal
        );
        Assert.Null((await Library.RenameAlbumAsync(Manager, album, " 2부 연회 ", Ct)).Refusal);
        Assert.Equal("2부 연회", Done(await Albums.HeadAsync(Manager, album, Ct)).Title);
    }

    // What ingest would do is not this class's matter: the photos count as ready.
    private async Task<(Guid Album, Guid[] Photos)> FilledAsync(int count)
    {
        var album = await AlbumAsync();
        for (var i = 1; i <= count; i++)
        {
            await UploadAsync(album, $"IMG_{i:0000}.JPG", Bytes(100 + i, i));
        }

        await ExecuteAsync("UPDATE photos SET ready_at = now() WHERE album_id = $1", album);
        return (album, [.. await ShownAsync(album)]);
    }

    private async Task<IReadOnlyList<Guid>> ShownAsync(Guid album) =>
        [.. Done(await Albums.PageAsync(Manager, album, null, ct: Ct)).Photos.Select(p => p.Id)];

    private async Task<(int Photos, long Bytes)> TotalsAsync(Guid album)
    {
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        return (head.TotalPhotos, head.TotalBytes);
    }
}
