using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos.Folders;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>What the sender's machine would not open is missed like any other file, though nobody knows more of it than its path.</summary>
public sealed class UnreadFilesTests(MigratedTemplate template) : PhotoTest(template)
{
    [Fact]
    public async Task An_album_is_not_complete_while_a_file_or_a_folder_was_not_read()
    {
        var album = await AlbumAsync();
        await UploadAsync(album, "card/a.jpg", Bytes(500));
        Assert.Equal("completed", await AlbumStatusAsync(album));
        var told = new UnreadPaths(
            ["card/b.jpg", "card/b.jpg", "card/notes.txt", "", "../card/./c.jpg".Normalize(System.Text.NormalizationForm.FormD)],
            ["card/추가".Normalize(System.Text.NormalizationForm.FormD)],
            []
        );

        // Told at once and again, by several: missed once each.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TellAsync(album, told), Ct)));
        await TellAsync(album, told);

        Assert.Equal("failed", await AlbumStatusAsync(album));
        var left = Done(await Uploads.UnfinishedAsync(Manager, album, Ct));
        Assert.Equal((0, 3, 0L), (left.Open, left.Failed, left.Bytes));
        Assert.Equal(
            [
                new UnfinishedFile("card/b.jpg", new FileNotReadable()),
                new UnfinishedFile("card/c.jpg", new FileNotReadable()),
                new UnfinishedFile("card/추가", new FolderNotReadable()),
            ],
            left.Files
        );
        Assert.Equal(3, Assert.Single(await Albums.AlbumsAsync(Manager, ProjectId, Ct)).Failed);

        // Read after all, whatever it turns out to be: it stands for what could not be read. The rest goes on being missed.
        await UploadAsync(album, "card/b.jpg", Bytes(600));
        Assert.Equal(("failed", 2), (await AlbumStatusAsync(album), await FailedAsync(album)));
        Assert.Equal(UploadAnswer.Refused, (await AnnounceAsync(album, File("card/c.jpg", 0))).Answer);
        Assert.Equal(["card/c.jpg", "card/추가"], Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Names);
        await UploadAsync(album, "card/c.jpg", Bytes(700));
        await TellAsync(album, new UnreadPaths([], [], ["card", "card/추가"]));
        Assert.Equal([new UnfinishedFile("card/c.jpg", new PhotoUnreadable(UnreadableReason.Empty))], await FilesAsync(album));
        Assert.Equal(1, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task What_will_not_come_is_said_so_and_told_anew_it_is_missed_anew()
    {
        var album = await AlbumAsync();
        await TellAsync(album, new UnreadPaths(["a.jpg"], ["card"], []));
        Assert.Equal(("failed", 2), (await AlbumStatusAsync(album), await FailedAsync(album)));

        Assert.Equal(2, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        Assert.Equal(("pending", 0), (await AlbumStatusAsync(album), await FailedAsync(album)));
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM upload_sessions WHERE status = 'aborted' AND ended_at IS NOT NULL"));
        await TellAsync(album, new UnreadPaths(["a.jpg"], [], []));
        Assert.Equal(("failed", 1), (await AlbumStatusAsync(album), await FailedAsync(album)));
    }

    [Fact]
    public async Task A_file_that_was_announced_and_is_unreadable_now_failed_and_comes_when_it_is_read()
    {
        var album = await AlbumAsync();
        await UploadAsync(album, "a.jpg", Bytes(500));
        var upload = await AnnounceAsync(album, File("b.jpg", 900));
        await SendPartAsync(upload.UploadId!.Value, 1, Bytes(900));

        await TellAsync(album, new UnreadPaths(["b.jpg"], [], []));

        Assert.Equal(("failed", 1), (await AlbumStatusAsync(album), await FailedAsync(album)));
        await TellAsync(album, new UnreadPaths(["b.jpg"], [], []));
        Assert.Equal(1, await FailedAsync(album));
        Assert.Equal(new UploadNotFound(), (await Uploads.CompleteAsync(Manager, upload.UploadId.Value, Ct)).Refusal);
        await UploadAsync(album, "b.jpg", Bytes(900));
        Assert.Equal(("completed", 0), (await AlbumStatusAsync(album), await FailedAsync(album)));
    }

    [Fact]
    public async Task Who_may_not_send_tells_nothing_and_nobody_tells_too_much_at_once()
    {
        var album = await AlbumAsync();
        var told = new UnreadPaths(["a.jpg"], [], []);
        Assert.Equal(new NotAllowed(), (await Uploads.NotReadAsync(Actor.Visitor, album, told, Ct)).Refusal);
        var editor = await StaffAsync(UserRole.Editor, "정", "유나");
        Assert.Equal(new AlbumNotFound(), (await Uploads.NotReadAsync(editor, album, told, Ct)).Refusal);
        var many = new UnreadPaths([.. Enumerable.Range(0, 501).Select(i => $"{i}.jpg")], [], []);
        Assert.Equal(new TooManyFilesAtOnce(500), (await Uploads.NotReadAsync(Manager, album, many, Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM upload_sessions"));
    }

    [Fact]
    public async Task A_folder_that_this_machine_reads_is_missed_no_more()
    {
        var disk = Directory.CreateTempSubdirectory("mg-unread-");
        var card = disk.CreateSubdirectory("card/DCIM");
        await System.IO.File.WriteAllBytesAsync(Path.Combine(card.FullName, "a.jpg"), Bytes(500), Ct);
        var album = await AlbumAsync();
        await TellAsync(album, new UnreadPaths(["card/DCIM/a.jpg"], ["card/DCIM", "card/OTHER"], []));

        var listing = FolderListing.Of(Path.Combine(disk.FullName, "card"));
        Done(await Get<FolderUpload>().SendAsync(Actor.System, album, listing.Photos, ct: Ct));

        Assert.Equal([new UnfinishedFile("card/OTHER", new FolderNotReadable())], await FilesAsync(album));
        Assert.Equal("failed", await AlbumStatusAsync(album));
        disk.Delete(recursive: true);
    }

    private async Task TellAsync(Guid album, UnreadPaths told) =>
        Assert.Null((await Uploads.NotReadAsync(Manager, album, told, Ct)).Refusal);

    private async Task<IReadOnlyList<UnfinishedFile>> FilesAsync(Guid album) =>
        Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Files;

    private async Task<int> FailedAsync(Guid album) => Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Failed;
}
