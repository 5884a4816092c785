using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>Cameras whose clocks differ, and what they took in one order.</summary>
public sealed class CameraTests(MigratedTemplate template) : PhotoTest(template)
{
    private static readonly CameraBody Canon = CameraBody.Of("Canon", "EOS R5", "012345")!;
    private static readonly CameraBody Sony = CameraBody.Of("SONY", "ILCE-7M4", null)!;

    private CameraService Cameras => Get<CameraService>();

    [Fact]
    public async Task Correcting_a_clock_times_and_orders_all_photos_of_that_camera_again()
    {
        var (raw, proof) = (await AlbumAsync(), await AlbumAsync());
        var noon = new DateTimeOffset(2026, 5, 16, 3, 0, 0, 250, TimeSpan.Zero);
        var first = await TakeAsync(raw, "IMG_0001.JPG", Canon, noon);
        var second = await TakeAsync(raw, "DSC00001.JPG", Sony, noon.AddMinutes(61));
        var elsewhere = await TakeAsync(proof, "DSC00002.JPG", Sony, noon.AddMinutes(62));
        Assert.Equal([first, second], await OrderAsync(raw));
        var sony = (await Cameras.CamerasAsync(Manager, ProjectId, Ct)).Single(c => c.Make == "SONY");
        Assert.Equal((2, 0, noon.AddMinutes(61), noon.AddMinutes(62)), (sony.Photos, sony.OffsetSeconds, sony.First, sony.Last));

        Done(await Cameras.SetOffsetAsync(Manager, sony.Id, -3700, Ct));
        Done(await Cameras.SetOffsetAsync(Manager, sony.Id, -3700, Ct));

        Assert.Equal([second, first], await OrderAsync(raw));
        Assert.Equal(noon.AddMinutes(61).AddSeconds(-3700), Done(await Albums.FactsAsync(Manager, second, Ct)).TakenAt);
        Assert.Equal(noon.AddMinutes(62).AddSeconds(-3700), Done(await Albums.FactsAsync(Manager, elsewhere, Ct)).TakenAt);
        Assert.Equal(noon, Done(await Albums.FactsAsync(Manager, first, Ct)).TakenAt);

        // One that arrives afterwards is timed by the same correction, and a correction taken back leaves no trace.
        var late = await TakeAsync(raw, "DSC00003.JPG", Sony, noon.AddMinutes(61).AddMilliseconds(10));
        Assert.Equal([second, late, first], await OrderAsync(raw));
        Done(await Cameras.SetOffsetAsync(Manager, sony.Id, 0, Ct));
        Assert.Equal([first, second, late], await OrderAsync(raw));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM photos WHERE taken_at IS DISTINCT FROM recorded_at"));
    }

    [Fact]
    public async Task The_order_is_time_then_name_then_camera_and_the_database_makes_the_same_key()
    {
        var album = await AlbumAsync();
        var noon = new DateTimeOffset(2026, 5, 16, 3, 0, 0, 789, TimeSpan.Zero).AddMicroseconds(999);
        var untimed = await TakeAsync(album, "A.JPG", Canon, null);
        var sony = await TakeAsync(album, "IMG_1.JPG", Sony, noon);
        var canon = await TakeAsync(album, "IMG_1.JPG", Canon, noon);
        var later = await TakeAsync(album, "A.JPG", null, noon.AddMilliseconds(1));
        var earlierName = await TakeAsync(album, "IMG_0.JPG", Sony, noon);

        Assert.Equal([earlierName, canon, sony, later, untimed], await OrderAsync(album));
        Assert.Equal(
            0L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM photos p LEFT JOIN project_cameras c ON c.id = p.camera_id WHERE p.sort_key <> photo_sort_key(p.taken_at, p.file_name, c.camera_key)"
            )
        );
    }

    [Fact]
    public async Task Photos_that_arrive_while_a_clock_is_corrected_again_and_again_agree_with_it_in_the_end()
    {
        var album = await AlbumAsync();
        var noon = new DateTimeOffset(2026, 5, 16, 3, 0, 0, TimeSpan.Zero);
        await TakeAsync(album, "first.jpg", Sony, noon);
        var camera = Assert.Single(await Cameras.CamerasAsync(Manager, ProjectId, Ct));

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(1, 40).Select(i => TakeAsync(album, $"{i:000}.jpg", Sony, noon.AddSeconds(i)))),
            Task.WhenAll(Enumerable.Range(1, 12).Select(i => Cameras.SetOffsetAsync(Manager, camera.Id, i * 100, Ct)))
        );

        var offset = await ScalarAsync<int>("SELECT offset_seconds FROM project_cameras");
        Assert.Equal(
            41L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM photos p JOIN project_cameras c ON c.id = p.camera_id WHERE p.taken_at = p.recorded_at + make_interval(secs => $1) AND p.sort_key = photo_sort_key(p.taken_at, p.file_name, c.camera_key)",
                (double)offset
            )
        );
    }

    [Fact]
    public async Task A_camera_that_many_meet_at_once_is_one_row_and_one_serial_number_is_one_camera()
    {
        var album = await AlbumAsync();
        var noon = new DateTimeOffset(2026, 5, 16, 3, 0, 0, TimeSpan.Zero);
        var other = CameraBody.Of("Canon", "EOS R5", "999999")!;

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => TakeAsync(album, $"{i}.jpg", i % 2 == 0 ? Canon : other, noon)));

        var cameras = await Cameras.CamerasAsync(Manager, ProjectId, Ct);
        Assert.Equal([("012345", 12), ("999999", 12)], cameras.Select(c => (c.Serial!, c.Photos)));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_nothing_changes()
    {
        var album = await AlbumAsync();
        var noon = new DateTimeOffset(2026, 5, 16, 3, 0, 0, TimeSpan.Zero);
        await TakeAsync(album, "a.jpg", Canon, noon);
        var camera = Assert.Single(await Cameras.CamerasAsync(Manager, ProjectId, Ct));
        var stranger = await StaffAsync(UserRole.Photographer, "남", "남");

        Assert.Equal(new CameraNotFound(), (await Cameras.SetOffsetAsync(Manager, Guid.NewGuid(), 1, Ct)).Refusal);
        Assert.Equal(new CameraNotFound(), (await Cameras.SetOffsetAsync(stranger, camera.Id, 1, Ct)).Refusal);
        Assert.Empty(await Cameras.CamerasAsync(stranger, ProjectId, Ct));
        Assert.Equal(
            new ClockOffsetTooLarge(30 * 366),
            (await Cameras.SetOffsetAsync(Manager, camera.Id, ProjectCamera.MaxOffsetSeconds + 1, Ct)).Refusal
        );
        Assert.Equal(0, await ScalarAsync<int>("SELECT offset_seconds FROM project_cameras"));
    }

    [Fact]
    public async Task A_file_name_is_written_once_by_the_database_too()
    {
        var album = await AlbumAsync();
        await TakeAsync(album, "IMG_0001.JPG", Canon, null);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ExecuteAsync("UPDATE photos SET file_name = 'other.jpg'"));

        Assert.Equal("photos_file_name_stays", refused.ConstraintName);
    }

    private async Task<Guid> TakeAsync(Guid albumId, string name, CameraBody? body, DateTimeOffset? recordedAt)
    {
        var id = Ids.New();
        await using var session = Studio.Open(Actor.System);
        var photo = new Photo(id, albumId, name, $"originals/{id:N}.jpg", 8_000_000, new string('a', 64), Start);
        var camera = body is null ? null : await session.Photos.MeetCameraAsync(albumId, body, Ct);
        photo.Rendered(
            new RenderedPhoto(60, 40, "jpg", null, null, null, "{}", [1, 2, 3], new Dictionary<int, string>()),
            recordedAt,
            Start,
            camera
        );
        session.Photos.Add(photo);
        Done(await session.SaveAsync(Ct));
        return id;
    }

    private async Task<IEnumerable<Guid>> OrderAsync(Guid album) =>
        Done(await Albums.PageAsync(Manager, album, null, 200, Ct)).Photos.Select(p => p.Id);

    private static void Done(Result result) => Assert.True(result.Succeeded, $"Refused: {result.Refusal}");
}
