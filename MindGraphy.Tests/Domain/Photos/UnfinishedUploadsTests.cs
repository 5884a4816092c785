using System.Security.Cryptography;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>What is not there yet is offered again, what will never come is dropped, and what is there already is said.</summary>
public sealed class UnfinishedUploadsTests(MigratedTemplate template) : PhotoTest(template)
{
    [Fact]
    public async Task What_was_left_is_told_with_who_sends_and_whether_it_moves()
    {
        var album = await AlbumAsync();
        Assert.Equal(new UnfinishedUploads(0, 0, 0, [], null, null, IsMoving: false), await LeftAsync(album), Same);
        var open = await AnnounceAsync(album, File("card/b.jpg", 1000));
        var failed = await AnnounceAsync(album, File("card/a.jpg", 2000));
        await UploadAsync(album, "card/c.jpg", Bytes(500));
        await Uploads.GiveUpAsync(Manager, failed.UploadId!.Value, Ct);

        var left = await LeftAsync(album);
        Assert.Equal((1, 1, 3000L, "한지우", true), (left.Open, left.Failed, left.Bytes, left.By, left.IsMoving));
        Assert.Equal(["card/a.jpg", "card/b.jpg"], left.Names);
        Time.Advance(UploadService.Silence + TimeSpan.FromSeconds(1));
        Assert.False((await LeftAsync(album)).IsMoving);
        await SendPartAsync(open.UploadId!.Value, 1, Bytes(1000));
        Assert.True((await LeftAsync(album)).IsMoving);

        // Sent by somebody else too: nobody in particular is named. Sent again, a failed one is no longer left behind.
        var editor = await StaffAsync(UserRole.Admin, "서", "연");
        await AnnounceAsync(album, File("card/a.jpg", 2000), editor);
        left = await LeftAsync(album);
        Assert.Equal((2, 0, null), (left.Open, left.Failed, left.By));
        Assert.Equal(new AlbumNotFound(), (await Uploads.UnfinishedAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task What_nobody_will_send_is_dropped_from_album_and_store()
    {
        var album = await AlbumAsync();
        var open = await AnnounceAsync(album, File("a.jpg", 1000));
        await SendPartAsync(open.UploadId!.Value, 1, Bytes(1000));
        var failed = await AnnounceAsync(album, File("b.jpg", 1000));
        await Uploads.GiveUpAsync(Manager, failed.UploadId!.Value, Ct);
        var (key, upload) = await StoredUploadAsync(open.UploadId.Value);

        Assert.Equal(2, Done(await Uploads.ForgetAsync(Manager, album, Ct)));

        Assert.Equal("pending", await AlbumStatusAsync(album));
        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));
        Assert.Equal(0, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        await UploadAsync(album, "c.jpg", Bytes(700));
        var late = await AnnounceAsync(album, File("d.jpg", 1000));
        await Uploads.GiveUpAsync(Manager, late.UploadId!.Value, Ct);
        Assert.Equal("failed", await AlbumStatusAsync(album));
        Done(await Uploads.ForgetAsync(Manager, album, Ct));
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task Dropping_races_completing_and_every_file_is_either_there_or_gone()
    {
        var album = await AlbumAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            var content = Bytes(2000, i);
            var upload = await AnnounceAsync(album, File($"{i}.jpg", content.Length));
            await SendPartAsync(upload.UploadId!.Value, 1, content);
            ids.Add(upload.UploadId.Value);
        }

        var completing = ids.Select(id => Task.Run(async () => await Uploads.CompleteAsync(Manager, id, Ct), Ct)).ToList();
        var dropping = Task.Run(async () => await Uploads.ForgetAsync(Manager, album, Ct), Ct);
        var completed = (await Task.WhenAll(completing)).Count(r => r.Succeeded);
        await dropping;

        Assert.Equal((long)completed, await ScalarAsync<long>("SELECT count(*) FROM photos"));
        Assert.Equal((long)completed, await ScalarAsync<long>("SELECT total_photos::bigint FROM photo_albums"));
        Assert.Equal(12L - completed, await ScalarAsync<long>("SELECT count(*) FROM upload_sessions WHERE status = 'aborted'"));
        Assert.Equal(completed, await Store.ListAsync("albums/", Ct).CountAsync(Ct));
        Assert.Equal(completed > 0 ? "completed" : "pending", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task The_same_bytes_are_found_in_the_whole_project_and_nowhere_else()
    {
        var (album, beside, foreign) = (await AlbumAsync(), await AlbumAsync(), await AlbumAsync(await ProjectAsync("P-2026-000002")));
        var content = Bytes(3000);
        await UploadAsync(album, "IMG_1.jpg", content);

        var (here, there, elsewhere) = (
            await AnnounceAsync(album, File("copy.jpg", 3000)),
            await AnnounceAsync(beside, File("copy.jpg", 3000)),
            await AnnounceAsync(foreign, File("copy.jpg", 3000))
        );

        Assert.Equal((true, true, false), (here.MayBeThere, there.MayBeThere, elsewhere.MayBeThere));
        Assert.False((await AnnounceAsync(album, File("other.jpg", 3001))).MayBeThere);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.Equal("IMG_1.jpg", Done(await Uploads.TwinAsync(Manager, there.UploadId!.Value, sha256, Ct)).Twin!.FileName);
        Assert.Null(Done(await Uploads.TwinAsync(Manager, elsewhere.UploadId!.Value, sha256, Ct)).Twin);
        Assert.Null(Done(await Uploads.TwinAsync(Manager, here.UploadId!.Value, new string('0', 64), Ct)).Twin);
        Assert.Equal(new PartHashUnreadable(), (await Uploads.TwinAsync(Manager, here.UploadId!.Value, "ABC", Ct)).Refusal);
        Assert.Equal(new UploadNotFound(), (await Uploads.TwinAsync(Manager, Guid.NewGuid(), sha256, Ct)).Refusal);

        // What was begun is not asked for any more, and what lies in the bin is not there.
        await SendPartAsync(there.UploadId.Value, 1, content);
        Assert.False((await AnnounceAsync(beside, File("copy.jpg", 3000))).MayBeThere);
        await ExecuteAsync("UPDATE photos SET deleted_at = now() WHERE file_name = 'IMG_1.jpg'");
        Assert.Null(Done(await Uploads.TwinAsync(Manager, here.UploadId.Value, sha256, Ct)).Twin);
    }

    [Fact]
    public async Task What_is_refused_is_missed_with_its_reason_until_somebody_says_that_it_will_not_come()
    {
        var album = await AlbumAsync();
        await UploadAsync(album, "card/a.jpg", Bytes(500));
        AnnouncedFile[] files =
        [
            File("card/empty.jpg", 0),
            File("card/huge.jpg", UploadSession.MaxBytes + 1),
            File($"card/{new string('z', 300)}.jpg", 10),
            File("card/notes.txt", 10),
        ];

        var answers = Done(await Uploads.AnnounceAsync(Manager, album, files, ct: Ct));
        var again = Done(await Uploads.AnnounceAsync(Manager, album, files, ct: Ct));

        Assert.All(answers, a => Assert.Equal(UploadAnswer.Refused, a.Answer));
        Assert.Equal([false, false, false, true], answers.Select(a => a.UploadId is null));
        Assert.Equal(answers.Select(a => a.UploadId), again.Select(a => a.UploadId));
        Assert.Equal("failed", await AlbumStatusAsync(album));
        var left = await LeftAsync(album);
        Assert.Equal((0, 3), (left.Open, left.Failed));
        Assert.Equal(
            [
                new PhotoUnreadable(UnreadableReason.Empty),
                new PhotoUnreadable(UnreadableReason.TooManyBytes),
                new FieldTooLong("FileName", 255),
            ],
            left.Files.Select(f => f.Why)
        );
        await UploadAsync(album, "card/b.jpg", Bytes(600));
        Assert.Equal("failed", await AlbumStatusAsync(album));

        // What looks into a folder again and again does not bring up what somebody dropped; who announces it again does.
        Assert.Equal(3, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        Assert.Equal("completed", await AlbumStatusAsync(album));
        Done(await Uploads.AnnounceAsync(Actor.System, album, files, ct: Ct));
        Assert.Equal(("completed", 0), (await AlbumStatusAsync(album), (await LeftAsync(album)).Failed));
        Done(await Uploads.AnnounceAsync(Manager, album, files, ct: Ct));
        Assert.Equal(("failed", 3), (await AlbumStatusAsync(album), (await LeftAsync(album)).Failed));
    }

    [Fact]
    public async Task A_file_that_failed_twice_is_missed_once_and_dropped_once()
    {
        var album = await AlbumAsync();
        for (var i = 0; i < 2; i++)
        {
            await Uploads.GiveUpAsync(Manager, (await AnnounceAsync(album, File("a.jpg", 1000))).UploadId!.Value, Ct);
        }

        Assert.Equal([new UnfinishedFile("a.jpg", new FileNotReadable())], (await LeftAsync(album)).Files);
        Assert.Equal(1, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        Assert.Empty((await LeftAsync(album)).Files);
    }

    private static bool Same(UnfinishedUploads a, UnfinishedUploads b) =>
        (a.Open, a.Failed, a.By, a.IsMoving) == (b.Open, b.Failed, b.By, b.IsMoving);

    private async Task<UnfinishedUploads> LeftAsync(Guid album) => Done(await Uploads.UnfinishedAsync(Manager, album, Ct));
}
