using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos.Decoding;
using MindGraphy.Web.Features.Photos.Folders;
using MindGraphy.Web.Verbs;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>Folders of the studio's own machine: sent once, resumed, read in place and left as they are.</summary>
public sealed class FolderUploadTests(MigratedTemplate template) : PhotoTest(template)
{
    private readonly string _disk = Directory.CreateTempSubdirectory("mg-nas-").FullName;

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<WatchService>();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // Also what .NET has no name for.
        Shell($"rm -rf \"{_disk}\"");
    }

    [Fact]
    public async Task A_folder_is_sent_whole_and_again_it_is_there()
    {
        var folder = Folder("카드 A");
        Write(folder, "DCIM/IMG_1.JPG", Bytes(UploadSession.PartSize + 5, 1));
        Write(folder, "DCIM/예식 2.JPG".Normalize(NormalizationForm.FormD), Bytes(3000, 2));
        Write(folder, "DCIM/._IMG_1.JPG", Bytes(10, 3));
        Write(folder, "@eaDir/IMG_1.JPG/SYNOPHOTO_THUMB_M.jpg", Bytes(10, 4));
        Write(folder, "notes.txt", Bytes(10, 5));
        var album = await AlbumAsync();
        var before = Snapshot();

        var listing = FolderListing.Of(folder);
        Assert.Equal(["카드 A/notes.txt"], listing.Others);
        var told = new List<FolderProgress>();
        var report = Done(await SendAsync(album, listing, progress: told));

        Assert.Equal((2, 0, 0, 0), (report.Sent, report.There, report.Twins.Count, report.Failed.Count));
        Assert.Equal(
            "카드 A/DCIM/IMG_1.JPG|카드 A/DCIM/예식 2.JPG",
            await ScalarAsync<string>(
                "SELECT string_agg(relative_path, '|' ORDER BY relative_path COLLATE \"C\") FROM upload_sessions WHERE status = 'completed'"
            )
        );
        Assert.Equal(listing.Photos.Sum(p => p.Size), told.Max(t => t.DoneBytes));
        var again = Done(await SendAsync(album, listing));
        Assert.Equal((0, 2, 0), (again.Sent, again.There, again.Failed.Count));
        Assert.Equal("completed", await AlbumStatusAsync(album));
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task What_a_browser_began_the_folder_ends_and_only_the_missing_part_is_sent()
    {
        var folder = Folder("card");
        var content = Bytes((2 * UploadSession.PartSize) + 9, 6);
        Write(folder, "a.jpg", content);
        var album = await AlbumAsync();
        var file = Assert.Single(FolderListing.Of(folder).Photos);
        var began = await AnnounceAsync(album, new AnnouncedFile("a.jpg", file.RelativePath, file.Size, file.LastModified));
        await SendPartAsync(began.UploadId!.Value, 2, PartOf(content, 2));
        var announced = await ScalarAsync<DateTime>("SELECT announced_at FROM upload_parts WHERE part_number = 2");
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, Done(await SendAsync(album, FolderListing.Of(folder))).Sent);

        Assert.Equal(began.UploadId, await ScalarAsync<Guid>("SELECT id FROM photos"));
        Assert.Equal(announced, await ScalarAsync<DateTime>("SELECT announced_at FROM upload_parts WHERE part_number = 2"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), await ScalarAsync<string>("SELECT content_sha256 FROM photos"));
    }

    [Fact]
    public async Task The_same_bytes_under_another_name_are_left_out_unless_they_are_wanted()
    {
        var folder = Folder("card");
        var content = Bytes(5000, 7);
        Write(folder, "a.jpg", content);
        var album = await AlbumAsync();
        await SendAsync(album, FolderListing.Of(folder));
        var other = await AlbumAsync();
        Write(folder, "b.jpg", content);
        var two = FolderListing.Of(folder) with { Photos = [FolderListing.Of(folder).Photos[1]] };

        var twin = Assert.Single(Done(await SendAsync(other, two)).Twins);

        Assert.Equal(("card/b.jpg", "a.jpg"), (twin.RelativePath, twin.Twin.FileName));
        Assert.Equal("pending", await AlbumStatusAsync(other));
        Assert.Equal(1, Done(await SendAsync(other, two, twins: true)).Sent);
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
    }

    [Fact]
    public async Task A_file_that_changes_under_our_hands_fails_by_itself_and_comes_the_next_time()
    {
        var folder = Folder("card");
        Write(folder, "a.jpg", Bytes(4000, 8));
        Write(folder, "b.jpg", Bytes(4000, 9));
        var album = await AlbumAsync();
        var listing = FolderListing.Of(folder);
        Write(folder, "a.jpg", Bytes(4100, 10));

        var report = Done(await SendAsync(album, listing));

        Assert.Equal((1, "card/a.jpg", new FileChanged()), (report.Sent, report.Failed.Single().RelativePath, report.Failed.Single().Why));
        Assert.Equal("failed", await AlbumStatusAsync(album));
        Assert.Equal([new UnfinishedFile("card/a.jpg", new FileChanged())], Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Files);

        // Somebody else's file at that path is not what it became.
        await UploadAsync(album, "card/a.jpg", Bytes(50));
        Assert.Equal("failed", await AlbumStatusAsync(album));
        Assert.Equal(1, Done(await SendAsync(album, FolderListing.Of(folder))).Sent);
        Assert.Equal(3L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task A_folder_inside_that_can_t_be_read_stops_nothing_and_is_missed()
    {
        var folder = Folder("P-2026-000001 김서연");
        Write(folder, "IMG_1.JPG", Bytes(6000, 11));
        // A name from before Unicode: this machine can list that it is there, and can't open it.
        Shell($"mkdir \"{folder}/$(printf 'old\\377')\"");
        var work = Watch();
        await work.RunAsync(Ct);
        Assert.Equal([(WatchState.Incomplete, 1, 0)], await SeenAsync());
        await work.RunAsync(Ct);
        await work.RunAsync(Ct);

        var seen = Assert.Single(Done(await Get<WatchService>().ListAsync(Manager, Ct)));
        Assert.Equal((WatchState.Incomplete, 1, 1), (seen.State, seen.There, seen.Failed));
        var (path, why) = seen.FirstFailed()!.Value;
        Assert.Equal((true, new FolderNotReadable()), (path.StartsWith("P-2026-000001 김서연/old", StringComparison.Ordinal), why));
        var album = await ScalarAsync<Guid>("SELECT id FROM photo_albums");
        Assert.Equal("failed", await AlbumStatusAsync(album));
        Assert.Equal(new FolderNotReadable(), Assert.Single(Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Files).Why);

        // The command says it too, sends the rest, and does not end as if all were there.
        Write(folder, "IMG_2.JPG", Bytes(6000, 12));
        using var command = Command(folder, "--project", "P-2026-000001", "--album", "김서연");
        var said = await command.StandardError.ReadToEndAsync(Ct);
        await command.WaitForExitAsync(Ct);
        Assert.Equal(1, command.ExitCode);
        Assert.Contains("  not read  P-2026-000001 김서연/old", said, StringComparison.Ordinal);
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM photos"));

        // It can be read after all: nothing is missed any more.
        Shell($"rmdir \"{folder}/$(printf 'old\\377')\"");
        Directory.CreateDirectory(Path.Combine(folder, path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        await work.RunAsync(Ct);
        await work.RunAsync(Ct);
        Assert.Equal((WatchState.Complete, 2, 2), (await SeenAsync())[0]);
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task An_album_that_is_called_otherwise_stays_its_folders_album()
    {
        var folder = Folder("P-2026-000001 50%_김서연");
        Write(folder, "IMG_1.JPG", Bytes(6000, 11));
        Write(folder, "IMG_2.JPG", Bytes(6000, 12));
        var work = Watch();
        await work.RunAsync(Ct);
        await work.RunAsync(Ct);
        var album = await ScalarAsync<Guid>("SELECT id FROM photo_albums");
        var library = Get<LibraryService>();
        Assert.True((await library.RenameAlbumAsync(Manager, album, "본식 원본", Ct)).Succeeded);
        var photo = await ScalarAsync<Guid>("SELECT id FROM photos WHERE file_name = 'IMG_1.JPG'");
        Assert.True((await library.DeleteAsync(Manager, album, [photo], Ct)).Succeeded);
        Write(folder, "IMG_3.JPG", Bytes(6000, 13));

        await work.RunAsync(Ct);
        await work.RunAsync(Ct);

        Assert.Equal(album, await ScalarAsync<Guid>("SELECT id FROM photo_albums"));
        Assert.Equal(
            "IMG_2.JPG IMG_3.JPG",
            await ScalarAsync<string>("SELECT string_agg(file_name, ' ' ORDER BY file_name) FROM photos WHERE deleted_at IS NULL")
        );

        // Whoever says a name means it; who says none, or one that no album has any more, goes on where the folder is.
        var other = await AlbumAsync();
        Assert.Equal(album, Done(await OfFolderAsync(null)));
        Assert.Equal(album, Done(await OfFolderAsync("50%_김서연")));

        // Every camera's card has a DCIM: with a name of its own, another card with the same paths is another album.
        var known = await SomeAsync();
        Assert.Equal(album, Done(await OfFolderAsync("카드 2", known)));
        Assert.NotEqual(album, Done(await OfFolderAsync("카드 2", known with { Size = known.Size + 1 })));
        Assert.Equal(other, Done(await OfFolderAsync("본식")));
        Assert.NotEqual(
            album,
            Done(await Albums.FindOrOpenAsync(Actor.System, ProjectId, null, "P-2026-000001 50", nameFirst: true, ct: Ct))
        );

        Task<Result<Guid>> OfFolderAsync(string? title, AnnouncedFile? file = null) =>
            Albums.FindOrOpenAsync(
                Actor.System,
                ProjectId,
                title,
                "P-2026-000001 50%_김서연",
                file is null ? null : [file],
                nameFirst: true,
                ct: Ct
            );

        async Task<AnnouncedFile> SomeAsync() =>
            new(
                "IMG_3.JPG",
                await ScalarAsync<string>("SELECT relative_path FROM upload_sessions WHERE file_name = 'IMG_3.JPG'"),
                await ScalarAsync<long>("SELECT size_bytes FROM upload_sessions WHERE file_name = 'IMG_3.JPG'"),
                await ScalarAsync<long>("SELECT last_modified FROM upload_sessions WHERE file_name = 'IMG_3.JPG'")
            );
    }

    [Fact]
    public async Task A_watched_folder_brings_in_what_two_looks_found_the_same_and_is_never_written()
    {
        var folder = Folder("P-2026-000001 김서연 이도현");
        Folder("홈페이지 사진");
        Write(folder, "본식/IMG_1.JPG", Bytes(6000, 11));
        Write(folder, "본식/IMG_2.JPG", Bytes(6000, 12));
        var work = Watch();
        await work.RunAsync(Ct);
        Assert.Equal([(WatchState.Settling, 2, 0), (WatchState.NoProject, 0, 0)], await SeenAsync());

        // One is still being written at the second look.
        Write(folder, "본식/IMG_2.JPG", Bytes(7000, 12));
        var before = Snapshot();
        await work.RunAsync(Ct);
        Assert.Equal((WatchState.Settling, 2, 1), (await SeenAsync())[0]);
        await work.RunAsync(Ct);
        Assert.Equal((WatchState.Complete, 2, 2), (await SeenAsync())[0]);
        Assert.Equal(before, Snapshot());
        Assert.Equal("김서연 이도현", await ScalarAsync<string>("SELECT title FROM photo_albums"));

        // Nothing changed: nothing is asked of the database but what folders there are. Another process, another worker: the same album, nothing twice.
        await work.RunAsync(Ct);
        var restarted = Watch();
        await restarted.RunAsync(Ct);
        await Task.WhenAll(work.RunAsync(Ct), restarted.RunAsync(Ct));
        Assert.Equal(
            (1L, 2L),
            (await ScalarAsync<long>("SELECT count(*) FROM photo_albums"), await ScalarAsync<long>("SELECT count(*) FROM photos"))
        );

        // A folder that is taken away is forgotten, its photos are not.
        Directory.Delete(folder, recursive: true);
        await work.RunAsync(Ct);
        Assert.Equal([(WatchState.NoProject, 0, 0)], await SeenAsync());
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
    }

    [Fact]
    public async Task Why_a_watched_file_failed_is_kept_for_every_reader_of_it()
    {
        var folder = Folder("P-2026-000001 김서연");
        Write(folder, "IMG_1.JPG", []);
        Write(folder, "IMG_2.JPG", Bytes(6000, 12));
        var work = Watch();
        await work.RunAsync(Ct);
        await work.RunAsync(Ct);

        var seen = Assert.Single(Done(await Get<WatchService>().ListAsync(Manager, Ct)));

        Assert.Equal((WatchState.Incomplete, 1), (seen.State, seen.Failed));
        var failed = seen.FirstFailed()!.Value;
        Assert.Equal(("P-2026-000001 김서연/IMG_1.JPG", new PhotoUnreadable(UnreadableReason.Empty)), failed);
        Assert.Contains("빈 파일", Words.Of(failed.Why!, CultureInfo.GetCultureInfo("ko")), StringComparison.Ordinal);
        Assert.Contains("empty file", Words.Of(failed.Why!, CultureInfo.GetCultureInfo("en")), StringComparison.OrdinalIgnoreCase);

        // Nothing of a long path is lost but its end, and a note of before is told as it is.
        Assert.Equal(WatchedFolder.TroubleMaxLength, WatchedFolder.TroubleOf(new string('z', 900), new UploadDamaged()).Length);
        Assert.Equal(("IMG_1.JPG: 빈 파일", null), (seen with { Trouble = "IMG_1.JPG: 빈 파일" }).FirstFailed());
    }

    [Fact]
    public async Task What_was_deleted_of_a_watched_folder_stays_deleted_whoever_looks_again()
    {
        var folder = Folder("P-2026-000001 김서연");
        Write(folder, "IMG_1.JPG", Bytes(6000, 11));
        Write(folder, "IMG_2.JPG", Bytes(6000, 12));
        await LookTwiceAsync();
        var (album, photo) = (
            await ScalarAsync<Guid>("SELECT id FROM photo_albums"),
            await ScalarAsync<Guid>("SELECT id FROM photos WHERE file_name = 'IMG_1.JPG'")
        );
        var library = Get<LibraryService>();
        Assert.True((await library.DeleteAsync(Manager, album, [photo], Ct)).Succeeded);

        await LookTwiceAsync();
        var sent = Done(await SendAsync(album, FolderListing.Of(folder)));
        Assert.Equal((0, 1, 1), (sent.Sent, sent.There, sent.Deleted.Count));
        Assert.Equal(
            [
                "2 photos: 0 sent, 1 there before, 1 deleted before, 0 left out, 0 failed",
                "  Somebody deleted 1 of them in the studio (1 in the bin, 0 for good). They stay deleted; the same command with --bring-back brings them back.",
            ],
            UploadVerb.Lines(album, FolderListing.Of(folder), sent)
        );
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM photos WHERE deleted_at IS NULL"));

        Time.Advance(TimeSpan.FromDays(LibraryService.BinDays + 1));
        Assert.Equal(1, await library.PurgeAsync(Ct));
        await LookTwiceAsync();
        Assert.Equal("IMG_2.JPG", await ScalarAsync<string>("SELECT string_agg(file_name, ' ') FROM photos"));
        Assert.Equal((WatchState.Complete, 2, 2), (await SeenAsync())[0]);
        Assert.Equal(new DeletedFile(null), Assert.Single(Done(await SendAsync(album, FolderListing.Of(folder))).Deleted).Deleted);

        // Who wants them gets them: what lies in the bin comes back, what is gone for good is sent anew, and what lies in another album's bin is told.
        var other = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO photo_albums (id, project_id, album_type, title, upload_status, created_at) VALUES ($1, $2, 'raw', '다른 앨범', 'completed', now())",
            other,
            ProjectId
        );
        await ExecuteAsync("UPDATE photos SET album_id = $1, deleted_at = now()", other);
        var wanted = Done(
            await Get<FolderUpload>().SendAsync(Actor.System, album, FolderListing.Of(folder).Photos, bringBack: true, ct: Ct)
        );
        Assert.Equal((1, 0, 0, other), (wanted.Sent, wanted.There, wanted.CameBack, Assert.Single(wanted.Deleted).Deleted.Bin!.Id));
        Assert.Equal(
            [
                "2 photos: 1 sent, 0 there before, 1 deleted before, 0 left out, 0 failed",
                $"  1 of them lie in the bin of another album, 다른 앨범, and can be brought back there: /studio/albums/{other}/bin",
            ],
            UploadVerb.Lines(album, FolderListing.Of(folder), wanted)
        );
        await ExecuteAsync("UPDATE photos SET deleted_at = now() WHERE album_id = $1", album);
        wanted = Done(await Get<FolderUpload>().SendAsync(Actor.System, album, FolderListing.Of(folder).Photos, bringBack: true, ct: Ct));
        Assert.Equal((0, 1), (wanted.Sent, wanted.CameBack));
        Assert.Contains(
            "1 brought back, 1 deleted before",
            UploadVerb.Lines(album, FolderListing.Of(folder), wanted).First(),
            StringComparison.Ordinal
        );

        async Task LookTwiceAsync()
        {
            var restarted = Watch();
            await restarted.RunAsync(Ct);
            await restarted.RunAsync(Ct);
        }
    }

    [Fact]
    public async Task A_store_in_trouble_is_asked_again_and_no_card_is_blamed_for_it()
    {
        var folder = Folder("card");
        Write(folder, "a.jpg", Bytes(4000, 8));
        Write(folder, "b.jpg", Bytes(5000, 9));
        var album = await AlbumAsync();
        var trouble = 3;
        var store = TroubledStore.Around(Store, call => call == "CompleteUploadAsync" && Interlocked.Decrement(ref trouble) >= 0);
        var folders = new FolderUpload(new UploadService(Studio, store, Clock)) { Pause = TimeSpan.Zero };

        var report = Done(await folders.SendAsync(Actor.System, album, FolderListing.Of(folder).Photos, ct: Ct));
        Assert.Equal((2, 0), (report.Sent, report.Failed.Count));

        // It does not pass: nothing is said of the file, and it goes on when the store is back.
        Write(folder, "c.jpg", Bytes(6000, 10));
        trouble = int.MaxValue;
        await Assert.ThrowsAsync<StoreAwayException>(() => folders.SendAsync(Actor.System, album, FolderListing.Of(folder).Photos, ct: Ct));
        Assert.Equal("open", await ScalarAsync<string>("SELECT status::text FROM upload_sessions WHERE file_name = 'c.jpg'"));
        trouble = 0;
        Assert.Equal(1, Done(await folders.SendAsync(Actor.System, album, FolderListing.Of(folder).Photos, ct: Ct)).Sent);
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    /// <summary>A store whose calls fail when the test says so.</summary>
    public class TroubledStore : DispatchProxy
    {
        private IObjectStore _inner = null!;
        private Func<string, bool> _fails = _ => false;
        private Exception _trouble = new IOException("The store is away.");

        public static IObjectStore Around(IObjectStore inner, Func<string, bool> fails, Exception? trouble = null)
        {
            var store = Create<IObjectStore, TroubledStore>();
            var troubled = (TroubledStore)(object)store;
            (troubled._inner, troubled._fails, troubled._trouble) = (inner, fails, trouble ?? troubled._trouble);
            return store;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            _fails(targetMethod!.Name) ? throw _trouble : targetMethod.Invoke(_inner, args);
    }

    [Theory]
    [InlineData("P-2026-000012 김서연", "P-2026-000012", "김서연")]
    [InlineData("P-2026-000012", "P-2026-000012", null)]
    [InlineData("P-2026-000012_card A", "P-2026-000012", "card A")]
    [InlineData("김서연 P-2026-000012", null, null)]
    [InlineData("2026", null, null)]
    [InlineData("", null, null)]
    public void A_folder_belongs_to_the_project_whose_number_it_begins_with(string name, string? number, string? rest) =>
        Assert.Equal(number is null ? null : (number, rest), WatchFolderWork.NumberOf(name));

    [Fact]
    public async Task The_command_brings_a_folder_in_survives_a_kill_and_says_what_it_did()
    {
        var folder = Folder("카드 C");
        for (var i = 0; i < 40; i++)
        {
            Write(folder, $"IMG_{i:00}.JPG", Bytes(400_000 + i, 20 + i));
        }

        using (var killed = Command(folder, "--project", "P-2026-000001", "--album", "카드 C"))
        {
            await UntilAsync(async () => await ScalarAsync<long>("SELECT count(*) FROM photos") > 3);
            killed.Kill();
            await killed.WaitForExitAsync(Ct);
        }

        using var again = Command(folder, "--project", "p-2026-000001", "--album", "카드 C");
        var said = await again.StandardOutput.ReadToEndAsync(Ct);
        await again.WaitForExitAsync(Ct);

        Assert.True(again.ExitCode == 0, said + await again.StandardError.ReadToEndAsync(Ct));
        Assert.Contains("40 photos: ", said, StringComparison.Ordinal);
        Assert.Equal(
            (40L, 1L),
            (
                await ScalarAsync<long>("SELECT count(DISTINCT content_sha256) FROM photos"),
                await ScalarAsync<long>("SELECT count(*) FROM photo_albums")
            )
        );
        Assert.Equal(40L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
        using var nobody = Command(folder, "--project", "P-2099-000001");
        await nobody.WaitForExitAsync(Ct);
        Assert.Equal(1, nobody.ExitCode);
        Assert.StartsWith("P-2099-000001: ", await nobody.StandardError.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    private Task<Result<FolderReport>> SendAsync(
        Guid album,
        FolderListing listing,
        bool twins = false,
        List<FolderProgress>? progress = null
    ) => Get<FolderUpload>().SendAsync(Actor.System, album, listing.Photos, twins, progress is null ? null : new Told(progress), ct: Ct);

    private WatchFolderWork Watch() =>
        new(
            Get<FolderUpload>(),
            Albums,
            Get<WatchService>(),
            Clock,
            Options.Create(new WatchOptions { Folder = _disk }),
            NullLogger<WatchFolderWork>.Instance
        );

    private async Task<List<(WatchState State, int Files, int There)>> SeenAsync() =>
        [.. Done(await Get<WatchService>().ListAsync(Manager, Ct)).Select(f => (f.State, f.Files, f.There))];

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_disk, name)).FullName;

    private static void Write(string folder, string path, byte[] content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllBytes(file, content);
    }

    // Names, sizes, times and bytes of all that is on the disk.
    private List<string> Snapshot() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(_disk, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(e =>
                    $"{e} {System.IO.File.GetLastWriteTimeUtc(e):O} {(System.IO.File.Exists(e) ? Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(e))) : "")}"
                ),
        ];

    private Process Command(params string[] arguments)
    {
        var command = DecoderCommand.For(512);
        var start = new ProcessStartInfo(command[0], [command[1], "upload", .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__MindGraphy"] = ConnectionString;
        start.Environment["Storage__Folder"] = StoreFolder;
        start.Environment["Links__KeyFolder"] = StoreFolder + "-keys";
        start.Environment["Mail__Folder"] = StoreFolder + "-mail";
        start.Environment["Messages__Folder"] = StoreFolder + "-mail";
        return Process.Start(start)!;
    }

    private static void Shell(string command)
    {
        using var shell = Process.Start("sh", ["-c", command]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    private static async Task UntilAsync(Func<Task<bool>> met)
    {
        for (var i = 0; !await met(); i++)
        {
            Assert.True(i < 1200, "Waited for two minutes.");
            await Task.Delay(50, Ct);
        }
    }

    private sealed class Told(List<FolderProgress> told) : IProgress<FolderProgress>
    {
        public void Report(FolderProgress value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
