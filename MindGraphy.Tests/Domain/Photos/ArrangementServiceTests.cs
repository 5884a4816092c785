using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>Arranging in the database: asked for by whatever changes photos, done once, again where something changed.</summary>
public sealed class ArrangementServiceTests(MigratedTemplate template) : PhotoTest(template)
{
    private static readonly BurstSettings Settings = new(TimeSpan.FromSeconds(3), 10);
    private static readonly DateTimeOffset Noon = new(2026, 5, 16, 3, 0, 0, TimeSpan.Zero);

    private ArrangementService Arrangement => Get<ArrangementService>();

    [Fact]
    public async Task An_album_is_arranged_once_it_settled_and_again_where_photos_come_move_or_go()
    {
        var (album, other) = (await AlbumAsync(), await AlbumAsync());
        var a = await TakeAsync(album, "a.jpg", 0, sharpness: 50);
        var b = await TakeAsync(album, "b.jpg", 1, sharpness: 80);
        var coming = await ArriveAsync(album, "c.jpg");

        Assert.Equal(0, await Arrangement.ArrangeDueAsync(Settings, Ct));
        await RenderAsync(coming, "c.jpg", 2, sharpness: 60);
        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal(0, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal($"a.jpg in {a}; b.jpg in {a} top; c.jpg in {a}", await SeenAsync(album));

        await ExecuteAsync("DELETE FROM photos WHERE id = $1", b);
        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal($"a.jpg in {a}; c.jpg in {a} top", await SeenAsync(album));

        await ExecuteAsync("UPDATE photos SET album_id = $1 WHERE id = $2", other, a);
        Assert.Equal(2, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal("c.jpg", await SeenAsync(album));
        Assert.Equal("a.jpg", await SeenAsync(other));

        await TakeAsync(album, "d.jpg", 2.5, sharpness: 10);
        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal($"c.jpg in {coming} top; d.jpg in {coming}", await SeenAsync(album));
    }

    [Fact]
    public async Task A_corrected_clock_asks_anew_and_what_changes_nothing_does_not()
    {
        var album = await AlbumAsync();
        var body = CameraBody.Of("Canon", "R5", "1")!;
        await TakeAsync(album, "a.jpg", 0, body: body);
        await Arrangement.ArrangeDueAsync(Settings, Ct);

        await ExecuteAsync("UPDATE photos SET is_selected = true, selection_order = 1");
        Assert.Equal(0, await Arrangement.ArrangeDueAsync(Settings, Ct));
        var camera = Assert.Single(await Get<CameraService>().CamerasAsync(Manager, ProjectId, Ct));
        Assert.True((await Get<CameraService>().SetOffsetAsync(Manager, camera.Id, 60, Ct)).Succeeded);
        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
    }

    [Fact]
    public async Task What_changes_while_it_is_arranged_is_arranged_again()
    {
        var album = await AlbumAsync();
        await TakeAsync(album, "a.jpg", 0);
        await using (var session = Studio.Open(Actor.System))
        {
            var due = Assert.Single(await session.Photos.DueArrangementsAsync(TimeSpan.FromMinutes(1), 10, Ct));
            await TakeAsync(album, "b.jpg", 1);
            await session.Photos.ArrangedAsync(due, Ct);
        }

        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(DISTINCT burst_id) FROM photos"));
    }

    [Fact]
    public async Task Many_that_arrange_and_render_and_delete_at_once_agree_in_the_end()
    {
        var album = await AlbumAsync();
        var body = CameraBody.Of("Canon", "R5", "1")!;
        var doomed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TakeAsync(album, $"x{i:00}.jpg", i * 10, body: body)));
        var camera = Assert.Single(await Get<CameraService>().CamerasAsync(Manager, ProjectId, Ct));

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 60).Select(i => TakeAsync(album, $"{i:00}.jpg", i * 1.5, sharpness: i, body: body))),
            Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Arrangement.ArrangeDueAsync(Settings, Ct))),
            Task.WhenAll(Enumerable.Range(1, 6).Select(i => Get<CameraService>().SetOffsetAsync(Manager, camera.Id, i, Ct))),
            Task.WhenAll(doomed.Select(id => ExecuteAsync("DELETE FROM photos WHERE id = $1", id)))
        );
        while (await Arrangement.ArrangeDueAsync(Settings, Ct) > 0) { }

        // All 60 are one burst of one camera, and the last is the sharpest.
        Assert.Equal(
            "1 burst, 60 photos, top 59.jpg",
            await ScalarAsync<string>(
                "SELECT count(DISTINCT burst_id) || ' burst, ' || count(burst_id) || ' photos, top ' || string_agg(file_name, ',') FILTER (WHERE is_burst_top) FROM photos"
            )
        );
    }

    [Fact]
    public async Task Pairs_are_kept_and_a_picture_may_change_its_raw_file()
    {
        var album = await AlbumAsync();
        var jpg = await TakeAsync(album, "A.JPG", 0);
        var first = await TakeAsync(album, "a.nef", 0, format: "nef");
        await Arrangement.ArrangeDueAsync(Settings, Ct);
        Assert.Equal(first, await ScalarAsync<Guid>("SELECT id FROM photos WHERE pair_of_id = $1", jpg));

        await ExecuteAsync("UPDATE photos SET album_id = $1 WHERE id = $2", await AlbumAsync(), first);
        var second = await TakeAsync(album, "A.NEF", 0, format: "nef");
        while (await Arrangement.ArrangeDueAsync(Settings, Ct) > 0) { }

        Assert.Equal(second, await ScalarAsync<Guid>("SELECT id FROM photos WHERE pair_of_id = $1", jpg));
        await ExecuteAsync("DELETE FROM photos WHERE id = $1", jpg);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM photos WHERE pair_of_id IS NOT NULL"));
    }

    [Fact]
    public async Task What_lies_in_the_bin_is_in_no_burst_and_comes_back_into_it()
    {
        var album = await AlbumAsync();
        var a = await TakeAsync(album, "a.jpg", 0, sharpness: 50);
        var b = await TakeAsync(album, "b.jpg", 1, sharpness: 80);
        await Arrangement.ArrangeDueAsync(Settings, Ct);

        Done(await Get<LibraryService>().DeleteAsync(Manager, album, [b], Ct));
        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal("a.jpg", await SeenAsync(album));
        Done(await Get<LibraryService>().RestoreAsync(Manager, album, [b], Ct));
        Assert.Equal(1, await Arrangement.ArrangeDueAsync(Settings, Ct));
        Assert.Equal($"a.jpg in {a}; b.jpg in {a} top", await SeenAsync(album));

        // Its original and renditions are kept for as long as it can come back.
        Done(await Get<LibraryService>().DeleteAsync(Manager, album, [b], Ct));
        await Store.PutAsync($"renditions/{b:N}/0123456789abcdef-480.jpg", new MemoryStream(Bytes(10)), "image/jpeg", Ct);
        Time.Set(DateTimeOffset.UtcNow.AddHours(25));
        Assert.Equal(0, await Get<OrphanSweep>().RunAsync(Ct));
    }

    [Fact]
    public async Task A_photo_that_the_queue_gave_up_is_told_so()
    {
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Bytes(100));
        await UploadAsync(album, "b.jpg", Bytes(101));
        await ExecuteAsync("UPDATE task_queue SET failed_at = now() WHERE dedupe_key = $1", $"render:{photo:N}");

        Assert.Equal(1, await Arrangement.GiveUpBuriedAsync(Ct));
        Assert.Equal(0, await Arrangement.GiveUpBuriedAsync(Ct));

        Assert.Equal([new UnreadablePhoto(photo, "a.jpg", UnreadableReason.GivenUp)], await Albums.UnreadableAsync(Manager, album, Ct));
    }

    [Fact]
    public async Task Objects_without_rows_go_after_a_day_and_no_other()
    {
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Bytes(100));
        var open = (await AnnounceAsync(album, File("open.jpg", 50))).UploadId!.Value;
        var shared = $"albums/{album:N}/{Guid.NewGuid():N}.jpg";
        await ExecuteAsync("UPDATE photos SET file_path = $1 WHERE id = $2", shared, await ArriveAsync(album, "chosen.jpg"));
        string[] kept =
        [
            shared,
            $"renditions/{photo:N}/0123456789abcdef-480.jpg",
            $"albums/{album:N}/{open:N}.jpg",
            $"albums/{album:N}/notes.txt",
            $"contracts/{Guid.NewGuid():N}/sealed.pdf",
        ];
        string[] lost =
        [
            $"renditions/{Guid.NewGuid():N}/0123456789abcdef-480.jpg",
            $"albums/{album:N}/{Guid.NewGuid():N}.cr2",
            $"albums/{Guid.NewGuid():N}/{Guid.NewGuid():N}.jpg",
        ];
        foreach (var key in kept.Concat(lost))
        {
            await Store.PutAsync(key, new MemoryStream(Bytes(10)), "image/jpeg", Ct);
        }

        // The store's clock is the machine's; ours is moved beside it.
        Time.Set(DateTimeOffset.UtcNow.AddHours(23));
        Assert.Equal(0, await Get<OrphanSweep>().RunAsync(Ct));
        Time.Set(DateTimeOffset.UtcNow.AddHours(25));
        Assert.Equal(3, await Get<OrphanSweep>().RunAsync(Ct));

        var left = await Store.ListAsync("", Ct).Select(o => o.Key).ToListAsync(Ct);
        Assert.Empty(kept.Except(left));
        Assert.Empty(left.Intersect(lost));
        Assert.Equal(kept.Length + 1, left.Count);
    }

    private async Task<Guid> ArriveAsync(Guid albumId, string name)
    {
        await using var session = Studio.Open(Actor.System);
        var id = Ids.New();
        session.Photos.Add(new Photo(id, albumId, name, $"originals/{id:N}.jpg", 8_000_000, new string('a', 64), Start));
        Assert.True((await session.SaveAsync(Ct)).Succeeded);
        return id;
    }

    private async Task RenderAsync(
        Guid id,
        string name,
        double seconds,
        float sharpness = 100,
        string format = "jpg",
        CameraBody? body = null
    )
    {
        await using var session = Studio.Open(Actor.System);
        var photo = (await session.Photos.FindPhotoAsync(id, Ct))!;
        var camera = body is null ? null : await session.Photos.MeetCameraAsync(photo.AlbumId, body, Ct);
        var rendered = new RenderedPhoto(60, 40, format, null, null, null, "{}", [1, 2, 3], new Dictionary<int, string>())
        {
            Sharpness = sharpness,
            PerceptualHash = 0,
        };
        photo.Rendered(rendered, Noon.AddSeconds(seconds), Start, camera);
        Assert.True((await session.SaveAsync(Ct)).Succeeded, name);
    }

    private async Task<Guid> TakeAsync(
        Guid albumId,
        string name,
        double seconds,
        float sharpness = 100,
        string format = "jpg",
        CameraBody? body = null
    )
    {
        var id = await ArriveAsync(albumId, name);
        await RenderAsync(id, name, seconds, sharpness, format, body);
        return id;
    }

    private Task<string> SeenAsync(Guid album) =>
        ScalarAsync<string>(
            "SELECT string_agg(file_name || coalesce(' in ' || burst_id, '') || CASE WHEN is_burst_top THEN ' top' ELSE '' END, '; ' ORDER BY sort_key) FROM photos WHERE album_id = $1 AND deleted_at IS NULL",
            album
        );
}
