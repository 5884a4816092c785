using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>From the task's row to what an album shows, with the real renderer.</summary>
public sealed class RenderPhotoTaskTests(MigratedTemplate template) : PhotoTest(template)
{
    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<IPhotoRenderer, NetVipsPhotoRenderer>();
        services.AddSingleton<RenderPhotoTask>();
    }

    [Fact]
    public async Task An_album_shows_its_photos_in_the_order_they_were_taken_with_size_and_preview()
    {
        var album = await AlbumAsync();
        var late = await UploadAsync(album, "a/DSC_0001.jpg", Picture(1, new DateTime(2026, 5, 16, 15, 0, 0)));
        var early = await UploadAsync(album, "b/DSC_0001.jpg", Picture(2, new DateTime(2026, 5, 16, 11, 0, 0, 250)));
        var between = await UploadAsync(album, "b/DSC_0002.jpg", Picture(3, new DateTime(2026, 5, 16, 11, 0, 0, 750)));

        await WorkOffAsync();

        var stretch = Done(await Albums.PageAsync(Manager, album, null, 2, Ct));
        Assert.Equal([early, between], stretch.Photos.Select(p => p.Id));
        var rest = Done(await Albums.PageAsync(Manager, album, stretch.Next, 2, Ct));
        Assert.Equal([late], rest.Photos.Select(p => p.Id));
        Assert.Null(rest.Next);
        Assert.All(
            stretch.Photos.Concat(rest.Photos),
            p =>
            {
                Assert.True(p is { Ready: true, Unreadable: null });
                Assert.Equal(320, Math.Max(p.Width!.Value, p.Height!.Value));
                Assert.InRange(Convert.FromBase64String(p.ThumbHash!).Length, 10, 25);
            }
        );
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((3, 3, 0, UploadStatus.Completed), (head.TotalPhotos, head.Ready, head.Unreadable, head.Status));
        var facts = Done(await Albums.FactsAsync(Manager, early, Ct));
        Assert.Equal(new DateTimeOffset(2026, 5, 16, 2, 0, 0, 250, TimeSpan.Zero), facts.TakenAt);
        Assert.Equal("b/DSC_0001.jpg", facts.Path);
        var hash = Done(await Albums.RenditionAsync(Manager, early, 480, Ct));
        Assert.StartsWith(stretch.Photos[0].Sha16, hash, StringComparison.Ordinal);
        var key = Photo.RenditionKey(early, hash, 480);
        Assert.Equal("image/jpeg", (await Store.HeadAsync(key, Ct))!.ContentType);
    }

    [Fact]
    public async Task A_camera_that_says_where_it_is_is_believed()
    {
        var album = await AlbumAsync();
        var plain = Picture(4);
        var abroad = ExifSegment.Insert(
            plain,
            new ExifFields("Canon", "Canon EOS R5", new DateTime(2026, 5, 16, 10, 0, 0), TimeSpan.FromHours(2))
        );
        var photo = await UploadAsync(album, "a.jpg", abroad);

        await WorkOffAsync();

        Assert.Equal(new DateTimeOffset(2026, 5, 16, 8, 0, 0, TimeSpan.Zero), Done(await Albums.FactsAsync(Manager, photo, Ct)).TakenAt);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00", -14, false)]
    [InlineData("0001-01-01T00:00:00", 0, false)]
    [InlineData("0001-01-01T00:00:00", 14, false)]
    [InlineData("9999-12-31T23:59:59", -14, false)]
    [InlineData("9999-12-31T23:59:59", 14, false)]
    [InlineData("1899-12-31T23:59:59", 0, false)]
    [InlineData("1904-01-01T00:00:00", 9, true)]
    public async Task A_date_that_no_camera_can_have_is_none_and_the_photo_is_shown(string date, int offset, bool isDate)
    {
        var album = await AlbumAsync();
        var taken = DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var picture = ExifSegment.Insert(Picture(10), new ExifFields("Canon", "Canon EOS R5", taken, TimeSpan.FromHours(offset)));
        var photo = await UploadAsync(album, "a.jpg", picture);

        await WorkOffAsync();

        Assert.True(Assert.Single(Done(await Albums.PageAsync(Manager, album, null, 2, Ct)).Photos).Ready);
        Assert.Equal(isDate, Done(await Albums.FactsAsync(Manager, photo, Ct)).TakenAt is not null);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_named_with_its_reason_and_the_rest_is_fine()
    {
        var album = await AlbumAsync();
        var good = await UploadAsync(album, "good.jpg", Picture(5));
        var whole = Picture(6);
        var cut = await UploadAsync(album, "card/cut.jpg", whole[..(whole.Length / 2)]);
        var text = await UploadAsync(album, "card/text.jpg", Bytes(5000));

        await WorkOffAsync();

        Assert.Equal(
            [
                new UnreadablePhoto(cut, "card/cut.jpg", UnreadableReason.Damaged),
                new UnreadablePhoto(text, "card/text.jpg", UnreadableReason.UnknownType),
            ],
            await Albums.UnreadableAsync(Manager, album, Ct)
        );
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((3, 1, 2), (head.TotalPhotos, head.Ready, head.Unreadable));
        Assert.True(Done(await Albums.PageAsync(Manager, album, null, 200, Ct)).Photos.Single(p => p.Id == good).Ready);
        Assert.Equal(new PhotoNotFound(), (await Albums.RenditionAsync(Manager, cut, 480, Ct)).Refusal);
    }

    [Fact]
    public async Task A_task_done_twice_or_after_a_worker_that_died_halfway_changes_nothing()
    {
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Picture(7));
        await Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo), Work(photo), Ct);
        var first = await ReadAsync(photo);

        // The renditions were put, the row was not: what a kill leaves.
        await ExecuteAsync("UPDATE photos SET ready_at = NULL, thumbnail_path = NULL WHERE id = $1", photo);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo), Work(photo), Ct);
        await Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo), Work(photo), Ct);

        var again = await ReadAsync(photo);
        Assert.Equal((first.ThumbnailPath, first.SortKey, first.Width), (again.ThumbnailPath, again.SortKey, again.Width));
        Assert.Equal(3, await Store.ListAsync("renditions/", Ct).CountAsync(Ct));
    }

    [Fact]
    public async Task An_original_that_is_not_there_is_looked_for_again_and_then_it_is_a_verdict_until_it_is_back()
    {
        var album = await AlbumAsync();
        var picture = Picture(8);
        var photo = await UploadAsync(album, "a.jpg", picture);
        var key = await ScalarAsync<string>("SELECT file_path FROM photos");
        await Store.DeleteAsync(key, Ct);

        await Assert.ThrowsAsync<FileNotFoundException>(() => HandleAsync(photo, attempt: 1));
        Assert.Empty(await Albums.UnreadableAsync(Manager, album, Ct));
        await Assert.ThrowsAsync<FileNotFoundException>(() => HandleAsync(photo, RenderPhotoTask.LooksForOriginal));
        Assert.Equal([new UnreadablePhoto(photo, "a.jpg", UnreadableReason.Missing)], await Albums.UnreadableAsync(Manager, album, Ct));

        await Store.PutAsync(key, new MemoryStream(picture), "image/jpeg", Ct);
        await HandleAsync(photo, attempt: 1);
        Assert.Empty(await Albums.UnreadableAsync(Manager, album, Ct));
        Assert.Equal(1, Done(await Albums.HeadAsync(Manager, album, Ct)).Ready);
    }

    [Fact]
    public async Task What_the_queue_gives_up_is_told_in_the_album_and_may_be_tried_again()
    {
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Picture(9));

        // Something stands where the store wants to write: a fault that lasts.
        var inTheWay = Path.Combine(StoreFolder, "kept", "renditions");
        await System.IO.File.WriteAllTextAsync(inTheWay, "", Ct);
        await Assert.ThrowsAnyAsync<IOException>(() => HandleAsync(photo, attempt: 499));
        Assert.Empty(await Albums.UnreadableAsync(Manager, album, Ct));
        await Assert.ThrowsAnyAsync<IOException>(() => HandleAsync(photo, attempt: 500));
        Assert.Equal([new UnreadablePhoto(photo, "a.jpg", UnreadableReason.GivenUp)], await Albums.UnreadableAsync(Manager, album, Ct));

        System.IO.File.Delete(inTheWay);
        await HandleAsync(photo, attempt: 1);
        Assert.Equal(1, Done(await Albums.HeadAsync(Manager, album, Ct)).Ready);
    }

    [Fact]
    public async Task An_original_that_the_store_lost_is_sent_once_more_and_becomes_the_original_of_the_same_photo()
    {
        var album = await AlbumAsync();
        var picture = Picture(8);
        var photo = await UploadAsync(album, "a.jpg", picture);
        var (lost, _) = await StoredUploadAsync(photo);
        await Store.DeleteAsync(lost, Ct);
        await Assert.ThrowsAsync<FileNotFoundException>(() => HandleAsync(photo, RenderPhotoTask.LooksForOriginal));
        Assert.False((await AnnounceAsync(await AlbumAsync(), File("b.jpg", picture.Length))).MayBeThere);

        await ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO delivery_files (deliverable_id, position, photo_id, name, dos_time, store_key, bytes, sha256, web_key)
            SELECT gen_random_uuid(), 1, id, file_name, 0, file_path, file_size_bytes, content_sha256, '' FROM photos;
            SET session_replication_role = DEFAULT
            """
        );

        // Given up in the middle, and gone on with: still the same photo.
        var again = await AnnounceAsync(album, File("a.jpg", picture.Length));
        Assert.Equal((photo, UploadAnswer.Send), (again.UploadId!.Value, again.Answer));
        Assert.Equal("uploading", await AlbumStatusAsync(album));
        Assert.True((await Uploads.GiveUpAsync(Manager, photo, Ct)).Succeeded);

        // So where the file was another one for a moment, or is: the photo waits for its own.
        Assert.Equal(photo, (await AnnounceAsync(album, File("a.jpg", picture.Length))).UploadId);
        Assert.True((await Uploads.ChangedAsync(Manager, photo, Ct)).Succeeded);
        Assert.Equal(photo, (await AnnounceAsync(album, File("a.jpg", picture.Length))).UploadId);
        Assert.True((await Uploads.ChangedAsync(Manager, photo, Ct)).Succeeded);
        var other = (await AnnounceAsync(album, File("a.jpg", picture.Length + 1))).UploadId!.Value;
        Assert.NotEqual(photo, other);
        Assert.True((await Uploads.AbortAsync(Manager, other, Ct)).Succeeded);
        Assert.Equal(photo, await UploadAsync(album, "a.jpg", picture));

        var (found, _) = await StoredUploadAsync(photo);
        Assert.NotEqual(lost, found);
        Assert.Equal(found, await ScalarAsync<string>("SELECT store_key FROM delivery_files"));
        await WorkOffAsync();
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((1, 1, 0, UploadStatus.Completed), (head.TotalPhotos, head.Ready, head.Unreadable, head.Status));
        Assert.Equal(UploadAnswer.AlreadyThere, (await AnnounceAsync(album, File("a.jpg", picture.Length))).Answer);
    }

    [Fact]
    public async Task An_original_that_was_only_away_for_a_while_is_not_sent_anew_and_stays_where_deliveries_read_it()
    {
        var album = await AlbumAsync();
        var picture = Picture(8);
        var photo = await UploadAsync(album, "a.jpg", picture);
        var (key, _) = await StoredUploadAsync(photo);
        // Sent anew while the disk was away, and given up: the album failed.
        await ExecuteAsync("UPDATE photos SET unreadable = 'missing'");
        await ExecuteAsync("UPDATE upload_sessions SET status = 'failed', failure = 'given_up'");
        await ExecuteAsync("UPDATE photo_albums SET upload_status = 'failed'");

        var again = await AnnounceAsync(album, File("a.jpg", picture.Length));

        Assert.Equal(UploadAnswer.AlreadyThere, again.Answer);
        Assert.Equal("completed", await AlbumStatusAsync(album));
        await WorkOffAsync();
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((1, 1, 0), (head.TotalPhotos, head.Ready, head.Unreadable));
        Assert.Equal(key, await ScalarAsync<string>("SELECT file_path FROM photos"));
        Assert.NotNull(await Store.HeadAsync(key, Ct));
    }

    [Fact]
    public async Task What_only_this_server_could_not_read_is_read_again_when_a_person_asks_and_nothing_twice()
    {
        var album = await AlbumAsync();
        var library = new LibraryService(Studio, Store, Clock);
        var (picture, away) = (Picture(9), Picture(10));
        var photo = await UploadAsync(album, "a.jpg", picture);
        var missing = await UploadAsync(album, "b.jpg", away);
        var broken = await UploadAsync(album, "c.jpg", Bytes(700));
        var lost = await UploadAsync(album, "d.jpg", Picture(11));
        await ExecuteAsync(
            "UPDATE photos SET unreadable = (CASE id WHEN $1 THEN 'no_reader' WHEN $2 THEN 'missing' WHEN $3 THEN 'missing' ELSE 'damaged' END)::unreadable_reason",
            photo,
            missing,
            lost
        );
        await Store.DeleteAsync(await ScalarAsync<string>("SELECT file_path FROM photos WHERE id = $1", lost), Ct);
        await ExecuteAsync("UPDATE task_queue SET failed_at = now()");

        // Of several who ask at once, one asks for all of it.
        var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => library.ReadAgainAsync(Manager, album, Ct), Ct)));
        Assert.Equal([0, 0, 2], asked.Select(a => Done(a).Photos).Order());
        UnreadablePhoto[] left = [new(broken, "c.jpg", UnreadableReason.Damaged), new(lost, "d.jpg", UnreadableReason.Missing)];
        // An original that is away is not there for a moment either.
        Assert.Equal(left, await Albums.UnreadableAsync(Manager, album, Ct));
        await WorkOffAsync();

        Assert.Equal(left, await Albums.UnreadableAsync(Manager, album, Ct));
        Assert.Equal(2, Done(await Albums.HeadAsync(Manager, album, Ct)).Ready);
        Assert.Equal(0, Done(await library.ReadAgainAsync(Manager, album, Ct)).Photos);
        var editor = await StaffAsync(UserRole.Editor, "정", "유나");
        Assert.Equal(new NotAllowed(), (await library.ReadAgainAsync(editor, album, Ct)).Refusal);
        Assert.Equal(new AlbumNotFound(), (await library.ReadAgainAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task What_a_reader_failed_at_is_read_again_when_somebody_announces_it_and_what_the_bytes_are_is_not()
    {
        var album = await AlbumAsync();
        var (picture, broken) = (Picture(9), Bytes(700));
        var photo = await UploadAsync(album, "a.jpg", picture);
        await UploadAsync(album, "b.jpg", broken);
        await ExecuteAsync(
            "UPDATE photos SET unreadable = CASE WHEN id = $1 THEN 'no_reader'::unreadable_reason ELSE 'damaged' END",
            photo
        );
        await ExecuteAsync("UPDATE task_queue SET failed_at = now()");

        await AnnounceAsync(album, File("a.jpg", picture.Length), Actor.System);
        Assert.Equal(2, Done(await Albums.HeadAsync(Manager, album, Ct)).Unreadable);
        Assert.Equal(UploadAnswer.AlreadyThere, (await AnnounceAsync(album, File("a.jpg", picture.Length))).Answer);
        Assert.Equal(UploadAnswer.AlreadyThere, (await AnnounceAsync(album, File("b.jpg", broken.Length))).Answer);
        await WorkOffAsync();

        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((1, 1), (head.Ready, head.Unreadable));
    }

    private Task HandleAsync(Guid photo, int attempt) =>
        Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo), Work(photo) with { Attempt = attempt }, Ct);

    private async Task WorkOffAsync()
    {
        foreach (var work in await Get<ITaskQueue>().ClaimAsync(100, TimeSpan.FromMinutes(1), Ct))
        {
            var task = JsonSerializer.Deserialize<RenderPhoto>(work.Payload, JsonSerializerOptions.Web)!;
            await Get<RenderPhotoTask>().HandleAsync(task, work, Ct);
            Assert.True(await Get<ITaskQueue>().CompleteAsync(work, Ct));
        }
    }

    private static LeasedWork Work(Guid photo) =>
        new(Guid.NewGuid(), nameof(RenderPhoto), $"{{\"photoId\":\"{photo}\"}}", 1, Guid.NewGuid());

    private async Task<Photo> ReadAsync(Guid photo)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        return await db.Set<Photo>().AsNoTracking().SingleAsync(p => p.Id == photo, Ct);
    }
}
