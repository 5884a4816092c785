using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>Uploads against real PostgreSQL and a real folder: what was acknowledged is there, once, with the right bytes.</summary>
public sealed class UploadServiceTests(MigratedTemplate template) : PhotoTest(template)
{
    private const int Part = UploadSession.PartSize;

    [Fact]
    public async Task A_file_announced_twice_is_resumed_with_the_parts_that_are_there()
    {
        var album = await AlbumAsync();
        var content = Bytes(Part + 1000);
        var first = await AnnounceAsync(album, File("본식/DSC_0001.jpg", content.Length));
        await SendPartAsync(first.UploadId!.Value, 1, PartOf(content, 1));

        var again = await AnnounceAsync(album, File("본식/DSC_0001.jpg", content.Length));

        Assert.Equal((first.UploadId, UploadAnswer.Send, 2), (again.UploadId, again.Answer, again.PartCount));
        Assert.Equal([1], again.Held);
        await SendPartAsync(first.UploadId.Value, 2, PartOf(content, 2));
        var photo = Done(await Uploads.CompleteAsync(Manager, first.UploadId.Value, Ct));
        var there = await AnnounceAsync(album, File("본식/DSC_0001.jpg", content.Length));
        Assert.Equal((photo, UploadAnswer.AlreadyThere), (there.UploadId!.Value, there.Answer));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
    }

    [Fact]
    public async Task A_missing_part_is_named_and_the_upload_goes_on()
    {
        var album = await AlbumAsync();
        var content = Bytes((2 * Part) + 7);
        var upload = await AnnounceAsync(album, File("a.jpg", content.Length));
        var id = upload.UploadId!.Value;
        Assert.Equal(new UploadIncomplete(3), (await Uploads.CompleteAsync(Manager, id, Ct)).Refusal);
        await SendPartAsync(id, 1, PartOf(content, 1));
        await SendPartAsync(id, 3, PartOf(content, 3));

        Assert.Equal(new UploadIncomplete(1), (await Uploads.CompleteAsync(Manager, id, Ct)).Refusal);

        Assert.Equal([1, 3], (await AnnounceAsync(album, File("a.jpg", content.Length))).Held);
        await SendPartAsync(id, 2, PartOf(content, 2));
        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
    }

    [Fact]
    public async Task A_part_that_arrived_with_other_bytes_is_found_by_reading_back_and_nothing_of_it_is_kept()
    {
        var album = await AlbumAsync();
        var content = Bytes(Part + 500);
        var upload = await AnnounceAsync(album, File("a.jpg", content.Length));
        var id = upload.UploadId!.Value;
        await SendPartAsync(id, 1, PartOf(content, 1));
        var damaged = PartOf(content, 2);
        damaged[100] ^= 1;
        await SendPartAsync(id, 2, PartOf(content, 2), damaged);
        var (key, _) = await StoredUploadAsync(id);

        Assert.Equal(new UploadDamaged(), (await Uploads.CompleteAsync(Manager, id, Ct)).Refusal);

        Assert.Null(await Store.HeadAsync(key, Ct));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
        Assert.Equal("uploading", await AlbumStatusAsync(album));
        var again = await AnnounceAsync(album, File("a.jpg", content.Length));
        Assert.Equal(id, again.UploadId);
        Assert.Empty(again.Held);
        await SendPartAsync(id, 1, PartOf(content, 1));
        await SendPartAsync(id, 2, PartOf(content, 2));
        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
    }

    [Fact]
    public async Task Completing_eight_times_at_once_gives_one_photo_and_true_totals()
    {
        var album = await AlbumAsync();
        var content = Bytes(Part + 1);
        var upload = await AnnounceAsync(album, File("a.jpg", content.Length));
        var id = upload.UploadId!.Value;
        await SendPartAsync(id, 1, PartOf(content, 1));
        await SendPartAsync(id, 2, PartOf(content, 2));

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Uploads.CompleteAsync(Manager, id, Ct), Ct)));

        Assert.All(results, r => Assert.Equal(id, Done(r)));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM photos"));
        Assert.Equal(1, await ScalarAsync<int>("SELECT total_photos FROM photo_albums WHERE id = $1", album));
        Assert.Equal((long)content.Length, await ScalarAsync<long>("SELECT total_size_bytes FROM photo_albums WHERE id = $1", album));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE kind = 'RenderPhoto'"));
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    [Fact]
    public async Task Two_tabs_that_send_one_file_begin_it_once_in_the_store()
    {
        var album = await AlbumAsync();
        var content = Bytes(3 * Part);
        var tabs = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => AnnounceAsync(album, File("a.jpg", content.Length)), Ct))
        );
        var id = Assert.Single(tabs.Select(t => t.UploadId!.Value).Distinct());

        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(() => SendPartAsync(id, (i % 3) + 1, PartOf(content, (i % 3) + 1)), Ct))
        );

        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
        Assert.Equal(0, await Store.SweepUploadsAsync(Time.GetUtcNow().AddDays(1), Ct));
    }

    [Fact]
    public async Task An_album_is_never_completed_while_a_file_failed_and_not_sent_again()
    {
        var album = await AlbumAsync();
        var failing = await AnnounceAsync(album, File("b.jpg", 10));
        await UploadAsync(album, "a.jpg", Bytes(10));
        Assert.Equal("uploading", await AlbumStatusAsync(album));

        Assert.True((await Uploads.GiveUpAsync(Manager, failing.UploadId!.Value, Ct)).Succeeded);
        Assert.True((await Uploads.GiveUpAsync(Manager, failing.UploadId!.Value, Ct)).Succeeded);

        Assert.Equal("failed", await AlbumStatusAsync(album));
        await UploadAsync(album, "c.jpg", Bytes(11));
        Assert.Equal("failed", await AlbumStatusAsync(album));
        await UploadAsync(album, "b.jpg", Bytes(10, 2));
        Assert.Equal("completed", await AlbumStatusAsync(album));
        Assert.Equal(3, await ScalarAsync<int>("SELECT total_photos FROM photo_albums WHERE id = $1", album));
    }

    [Fact]
    public async Task Two_hundred_files_at_once_are_all_there_though_names_collide_in_folders()
    {
        var album = await AlbumAsync();
        var files = Enumerable
            .Range(0, 200)
            .Select(i => (Path: $"카메라{i / 100}/DSC_{i % 100:D4}.jpg", Content: Bytes(1000 + i, i)))
            .ToList();
        var announced = Done(await Uploads.AnnounceAsync(Manager, album, [.. files.Select(f => File(f.Path, f.Content.Length))], ct: Ct));

        await Parallel.ForAsync(
            0,
            files.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct },
            async (i, _) =>
            {
                await SendPartAsync(announced[i].UploadId!.Value, 1, files[i].Content);
                Done(await Uploads.CompleteAsync(Manager, announced[i].UploadId!.Value, Ct));
            }
        );

        Assert.Equal(200, await ScalarAsync<int>("SELECT total_photos FROM photo_albums WHERE id = $1", album));
        Assert.Equal(200L, await ScalarAsync<long>("SELECT count(DISTINCT content_sha256) FROM photos WHERE album_id = $1", album));
        Assert.Equal(
            files.Sum(f => (long)f.Content.Length),
            await ScalarAsync<long>("SELECT total_size_bytes FROM photo_albums WHERE id = $1", album)
        );
        Assert.Equal("completed", await AlbumStatusAsync(album));
        Assert.Equal("in_progress", await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", ProjectId));
        Assert.Equal(200, await Store.ListAsync("albums/", Ct).CountAsync(Ct));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM project_milestones WHERE project_id = $1", ProjectId));
    }

    [Fact]
    public async Task Hostile_names_are_cleaned_or_refused_by_themselves_and_the_rest_goes_on()
    {
        var album = await AlbumAsync();
        AnnouncedFile[] files =
        [
            new("passwd.jpg", "../../etc/passwd.jpg", 10, 1),
            new("x", "a\0b\u202Egpj.jpg", 10, 1),
            new("<img src=x onerror=alert(1)>.jpg", null, 10, 1),
            new("신부 입장.jpg", "C:\\사진\\신부 입장.jpg", 10, 1),
            new(new string('a', 300) + ".jpg", null, 10, 1),
            new("", "", 10, 1),
            new("run.exe", null, 10, 1),
            new("empty.jpg", null, 0, 1),
            new("huge.jpg", null, UploadSession.MaxBytes + 1, 1),
            new("minus.jpg", null, -5, 1),
        ];

        var answers = Done(await Uploads.AnnounceAsync(Manager, album, files, ct: Ct));

        Assert.All(answers.Take(4), a => Assert.Equal(UploadAnswer.Send, a.Answer));
        Assert.Equal(
            [
                new FieldTooLong("FileName", 255),
                new FieldRequired("FileName"),
                new PhotoUnreadable(UnreadableReason.UnknownType),
                new PhotoUnreadable(UnreadableReason.Empty),
                new PhotoUnreadable(UnreadableReason.TooManyBytes),
                new PhotoUnreadable(UnreadableReason.Empty),
            ],
            answers.Skip(4).Select(a => a.Refusal)
        );
        Assert.Equal("abgpj.jpg", await ScalarAsync<string>("SELECT file_name FROM upload_sessions WHERE relative_path = 'abgpj.jpg'"));
        Assert.Equal(
            0L,
            await ScalarAsync<long>(@"SELECT count(*) FROM upload_sessions WHERE object_key !~ '^albums/[0-9a-f]{32}/[0-9a-f]{32}\.jpg$'")
        );
    }

    [Fact]
    public async Task Hangul_from_a_mac_is_composed_and_the_folder_is_kept_apart_from_the_name()
    {
        var album = await AlbumAsync();
        var path = "카드 1/../\u200f본식/./신부.JPG".Normalize(System.Text.NormalizationForm.FormD);

        var photo = await UploadAsync(album, path, Bytes(10));
        await UploadAsync(album, "위.jpg", Bytes(11));

        Assert.Equal(
            "신부.JPG in 카드 1/본식",
            await ScalarAsync<string>("SELECT file_name || ' in ' || folder FROM photos WHERE id = $1", photo)
        );
        Assert.Equal("", await ScalarAsync<string>("SELECT folder FROM photos WHERE id <> $1", photo));
        Assert.Equal("신부.JPG", Done(await Albums.FactsAsync(Manager, photo, Ct)).Name);
    }

    [Fact]
    public async Task Killed_between_joining_and_writing_it_down_the_repeated_completion_makes_the_photo()
    {
        var album = await AlbumAsync();
        var content = Bytes(Part + 9);
        var upload = await AnnounceAsync(album, File("a.jpg", content.Length));
        var id = upload.UploadId!.Value;
        await SendPartAsync(id, 1, PartOf(content, 1));
        await SendPartAsync(id, 2, PartOf(content, 2));
        var (key, stored) = await StoredUploadAsync(id);
        await Store.CompleteUploadAsync(key, stored, await Store.ListPartsAsync(key, stored, Ct), Ct);

        Assert.Equal([1, 2], (await AnnounceAsync(album, File("a.jpg", content.Length))).Held);
        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
    }

    [Fact]
    public async Task A_store_that_lost_the_parts_makes_the_upload_begin_anew_instead_of_standing_still()
    {
        var album = await AlbumAsync();
        var content = Bytes(500);
        var upload = await AnnounceAsync(album, File("a.jpg", content.Length));
        var id = upload.UploadId!.Value;
        await SendPartAsync(id, 1, content);
        var (key, stored) = await StoredUploadAsync(id);
        await Store.AbortUploadAsync(key, stored, Ct);

        Assert.Equal(new UploadIncomplete(1), (await Uploads.CompleteAsync(Manager, id, Ct)).Refusal);

        await SendPartAsync(id, 1, content);
        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
    }

    [Fact]
    public async Task What_nobody_touched_for_days_leaves_the_store_is_offered_on_and_arrives_when_somebody_goes_on()
    {
        var album = await AlbumAsync();
        await UploadAsync(album, "there.jpg", Bytes(50));
        var old = await AnnounceAsync(album, File("old.jpg", 100));
        await SendPartAsync(old.UploadId!.Value, 1, Bytes(100));
        await AnnounceAsync(album, File("never.jpg", 100));
        var slow = await AnnounceAsync(album, File("slow.jpg", Part + 1));
        await SendPartAsync(slow.UploadId!.Value, 1, PartOf(Bytes(Part + 1), 1));
        var (oldKey, oldStored) = await StoredUploadAsync(old.UploadId.Value);
        Time.Advance(TimeSpan.FromHours(23));
        await SendPartAsync(slow.UploadId.Value, 1, PartOf(Bytes(Part + 1), 1));
        Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await Uploads.SweepAsync(Ct));

        // Only its parts went: it is still asked for, and the album is not whole.
        Assert.Empty(await Store.ListPartsAsync(oldKey, oldStored, Ct));
        Assert.Equal(["never.jpg", "old.jpg", "slow.jpg"], Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Names);
        Assert.Equal(0, await Uploads.SweepAsync(Ct));
        await SendPartAsync(slow.UploadId.Value, 2, PartOf(Bytes(Part + 1), 2));
        Done(await Uploads.CompleteAsync(Manager, slow.UploadId.Value, Ct));
        Assert.Equal("uploading", await AlbumStatusAsync(album));

        Time.Advance(TimeSpan.FromDays(10));
        await Uploads.SweepAsync(Ct);
        Assert.Equal(["never.jpg", "old.jpg"], Done(await Uploads.UnfinishedAsync(Manager, album, Ct)).Names);
        Assert.Equal("uploading", await AlbumStatusAsync(album));
        Assert.Equal(old.UploadId.Value, await UploadAsync(album, "old.jpg", Bytes(100)));
        Assert.Equal("uploading", await AlbumStatusAsync(album));

        // What a person says will not come makes it whole.
        Done(await Uploads.ForgetAsync(Manager, album, Ct));
        Assert.Equal(("completed", 3L), (await AlbumStatusAsync(album), await ScalarAsync<long>("SELECT count(*) FROM photos")));
    }

    [Fact]
    public async Task An_object_that_a_late_completion_left_behind_is_swept()
    {
        var album = await AlbumAsync();
        var upload = await AnnounceAsync(album, File("a.jpg", 100));
        await SendPartAsync(upload.UploadId!.Value, 1, Bytes(100));
        var (key, _) = await StoredUploadAsync(upload.UploadId.Value);
        Assert.True((await Uploads.AbortAsync(Manager, upload.UploadId.Value, Ct)).Succeeded);
        await Store.PutAsync(key, new MemoryStream(Bytes(100)), "image/jpeg", Ct);
        Time.Advance(TimeSpan.FromMinutes(11));

        await Uploads.SweepAsync(Ct);

        Assert.Null(await Store.HeadAsync(key, Ct));
    }

    [Fact]
    public async Task Photographers_upload_to_their_own_projects_only_and_editors_to_none()
    {
        var mine = await StaffAsync(UserRole.Photographer, "최", "민호");
        var other = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var editor = await StaffAsync(UserRole.Editor, "정", "유나");
        var project = await ProjectAsync("P-2026-000002", mine.UserId);
        var album = await AlbumAsync(project);

        Assert.Equal(UploadAnswer.Send, (await AnnounceAsync(album, File("a.jpg", 10), mine)).Answer);
        var upload = (await AnnounceAsync(album, File("a.jpg", 10))).UploadId!.Value;
        Assert.Equal(new AlbumNotFound(), (await Uploads.AnnounceAsync(other, album, [File("b.jpg", 10)], ct: Ct)).Refusal);
        Assert.Equal(new UploadNotFound(), (await Uploads.SignPartAsync(other, upload, 1, null, Ct)).Refusal);
        Assert.Equal(new UploadNotFound(), (await Uploads.CompleteAsync(other, upload, Ct)).Refusal);
        Assert.Equal(new AlbumNotFound(), (await Albums.HeadAsync(other, album, Ct)).Refusal);
        Assert.Equal(new AlbumNotFound(), (await Uploads.AnnounceAsync(editor, album, [File("b.jpg", 10)], ct: Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Uploads.AnnounceAsync(Actor.Visitor, album, [File("b.jpg", 10)], ct: Ct)).Refusal);
        Assert.Equal(new ProjectNotFound(), (await Albums.OpenAlbumAsync(other, project, AlbumType.Raw, null, Ct)).Refusal);
    }

    [Fact]
    public async Task Parts_that_a_file_has_not_and_hashes_that_are_none_are_refused()
    {
        var album = await AlbumAsync();
        var upload = (await AnnounceAsync(album, File("a.jpg", 10))).UploadId!.Value;

        Assert.Equal(new UploadPartUnknown(2), (await Uploads.SignPartAsync(Manager, upload, 2, null, Ct)).Refusal);
        Assert.Equal(new UploadPartUnknown(0), (await Uploads.SignPartAsync(Manager, upload, 0, null, Ct)).Refusal);
        Assert.Equal(new PartHashUnreadable(), (await Uploads.SignPartAsync(Manager, upload, 1, "ABC", Ct)).Refusal);
        Assert.Equal(
            new TooManyFilesAtOnce(500),
            (await Uploads.AnnounceAsync(Manager, album, [.. Enumerable.Repeat(File("a.jpg", 10), 501)], ct: Ct)).Refusal
        );
    }
}
