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
            [],
            Card,
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
        Assert.Equal(Card, (await AnnounceAsync(album, File("card/a.jpg", 500))).Card);
        await UploadAsync(album, "card/b.jpg", Bytes(600));
        await TellAsync(album, Read("card/b.jpg"));
        Assert.Equal(("failed", 2), (await AlbumStatusAsync(album), await FailedAsync(album)));
        Assert.Equal(UploadAnswer.Refused, (await AnnounceAsync(album, File("card/c.jpg", 0))).Answer);
        await TellAsync(album, Read("card/c.jpg"));
        Assert.Equal(["card/c.jpg", "card/추가"], Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Names);
        await UploadAsync(album, "card/c.jpg", Bytes(700));
        await TellAsync(album, Read("card", "card/추가"));
        Assert.Equal([new UnfinishedFile("card/c.jpg", new PhotoUnreadable(UnreadableReason.Empty))], await FilesAsync(album));
        Assert.Equal(1, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task Another_card_with_the_same_paths_takes_nothing_away_and_nothing_over()
    {
        var album = await AlbumAsync();
        var (first, second) = (Marked("DCIM/IMG_1.JPG", 500), Marked("DCIM/IMG_1.JPG", 501));
        await TellAsync(album, new UnreadPaths(["DCIM/IMG_2.JPG"], ["DCIM/100CANON"], [], first, []));

        // The other card is read at the same paths, sent to its end, and its own trouble is its own.
        await UploadAsync(album, "DCIM/IMG_1.JPG", Bytes(501));
        Assert.Null((await AnnounceAsync(album, File("DCIM/IMG_1.JPG", 501))).Card);
        await UploadAsync(album, "DCIM/IMG_2.JPG", Bytes(600));
        await TellAsync(album, new UnreadPaths([], [], ["DCIM", "DCIM/100CANON", "DCIM/IMG_2.JPG"], second, []));
        Assert.Equal(("failed", 2), (await AlbumStatusAsync(album), await FailedAsync(album)));
        await TellAsync(album, new UnreadPaths([], ["DCIM/100CANON"], [], second, []));
        Assert.Equal(3, await FailedAsync(album));

        // What one is sending at a path, another that can't read its own file there does not end.
        var sending = await AnnounceAsync(album, File("DCIM/IMG_3.JPG", 900));
        await SendPartAsync(sending.UploadId!.Value, 1, Bytes(900));
        await TellAsync(album, new UnreadPaths(["DCIM/IMG_3.JPG"], [], [], second, []));
        Assert.Equal("uploading", await AlbumStatusAsync(album));
        Done(await Uploads.CompleteAsync(Manager, sending.UploadId.Value, Ct));
        Assert.Equal(("failed", 4), (await AlbumStatusAsync(album), await FailedAsync(album)));

        // The first is dropped anew: one of its photos tells it, and what it was missed under.
        Assert.Equal(first, (await AnnounceAsync(album, File("DCIM/IMG_1.JPG", 500))).Card);
        await UploadAsync(album, "DCIM/IMG_1.JPG", Bytes(500));
        await TellAsync(
            album,
            new UnreadPaths([], [], ["DCIM/100CANON", "DCIM/IMG_2.JPG"], Marked("DCIM/IMG_0.JPG", 1), [first, "no mark"])
        );
        Assert.Equal(("failed", 2), (await AlbumStatusAsync(album), await FailedAsync(album)));
        await TellAsync(album, new UnreadPaths([], [], ["DCIM/100CANON", "DCIM/IMG_3.JPG"], second, []));
        Assert.Equal(("completed", 0), (await AlbumStatusAsync(album), await FailedAsync(album)));
    }

    [Fact]
    public async Task What_will_not_come_is_said_so_and_told_anew_it_is_missed_anew()
    {
        var album = await AlbumAsync();
        await TellAsync(album, new UnreadPaths(["a.jpg"], ["card"], [], Card, []));
        Assert.Equal(("failed", 2), (await AlbumStatusAsync(album), await FailedAsync(album)));

        Assert.Equal(2, Done(await Uploads.ForgetAsync(Manager, album, Ct)));
        Assert.Equal(("pending", 0), (await AlbumStatusAsync(album), await FailedAsync(album)));
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM upload_sessions WHERE status = 'aborted' AND ended_at IS NOT NULL"));
        Assert.Null((await Uploads.NotReadAsync(Actor.System, album, new UnreadPaths(["a.jpg"], [], [], Card, []), Ct)).Refusal);
        Assert.Equal(("pending", 0), (await AlbumStatusAsync(album), await FailedAsync(album)));
        await TellAsync(album, new UnreadPaths(["a.jpg"], [], [], Card, []));
        Assert.Equal(("failed", 1), (await AlbumStatusAsync(album), await FailedAsync(album)));
    }

    [Fact]
    public async Task Who_may_not_send_tells_nothing_and_nobody_tells_too_much_at_once()
    {
        var album = await AlbumAsync();
        var told = new UnreadPaths(["a.jpg"], [], [], Card, []);
        Assert.Equal(new NotAllowed(), (await Uploads.NotReadAsync(Actor.Visitor, album, told, Ct)).Refusal);
        var editor = await StaffAsync(UserRole.Editor, "정", "유나");
        Assert.Equal(new AlbumNotFound(), (await Uploads.NotReadAsync(editor, album, told, Ct)).Refusal);
        var many = new UnreadPaths([.. Enumerable.Range(0, 501).Select(i => $"{i}.jpg")], [], [], Card, []);
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
        var listing = FolderListing.Of(Path.Combine(disk.FullName, "card"));
        var mark = UploadSession.CardOf(File("card/DCIM/a.jpg", 500, listing.Photos[0].LastModified));
        await TellAsync(album, new UnreadPaths(["card/DCIM/b.jpg"], ["card/DCIM", "card/OTHER"], [], mark, []));
        await System.IO.File.WriteAllBytesAsync(Path.Combine(card.FullName, "b.jpg"), Bytes(600), Ct);
        listing = FolderListing.Of(Path.Combine(disk.FullName, "card"));
        Done(await Get<FolderUpload>().SendAsync(Actor.System, album, listing.Photos, listing: listing, ct: Ct));

        Assert.Equal([new UnfinishedFile("card/OTHER", new FolderNotReadable())], await FilesAsync(album));
        Assert.Equal("failed", await AlbumStatusAsync(album));
        disk.Delete(recursive: true);
    }

    private static readonly string Card = Marked("card/a.jpg", 500);

    private static string Marked(string beside, long size) => UploadSession.CardOf(File(beside, size));

    private static UnreadPaths Read(params string[] paths) => new([], [], paths, Card, []);

    private async Task TellAsync(Guid album, UnreadPaths told) =>
        Assert.Null((await Uploads.NotReadAsync(Manager, album, told, Ct)).Refusal);

    private async Task<IReadOnlyList<UnfinishedFile>> FilesAsync(Guid album) =>
        Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Files;

    private async Task<int> FailedAsync(Guid album) => Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Failed;
}
