using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

public sealed class ReturnTests(MigratedTemplate template) : EditingTest(template)
{
    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<DeliveryService>();
    }

    [Fact]
    public async Task Picks_go_out_with_the_raw_files_of_their_stem()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 2, "팔");
        await PutAsync(LastCouple.AlbumId, "dsc_0000.NEF");
        await PutAsync(LastCouple.AlbumId, "DSC_0009.NEF");
        var handOff = (await Get<HandOffService>().OfAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal(["DSC_0000", "DSC_0001"], handOff.AllStems);
        Assert.Equal(["dsc_0000.NEF", handOff.Picks[1].FileName], handOff.Files().Select(f => f.Raw.Name));
        Assert.Empty(handOff.Picks[1].Raws);
        Assert.Contains("팔", handOff.Picks[0].Note);
        var other = await EditorAsync("나래");
        Assert.Equal(new EditingJobNotFound(), (await Get<HandOffService>().OfAsync(other, job.Id, Ct)).Refusal);
        Assert.Equal(new EditingJobNotFound(), (await Returns.AlbumAsync(other, job.Id, Ct)).Refusal);
        Assert.Equal(new PhotoNotFound(), (await Get<HandOffService>().RenditionAsync(other, job.Id, LastCouple.Photos[0], Ct)).Refusal);
        Assert.Equal(new PhotoNotFound(), (await Get<HandOffService>().RenditionAsync(editor, job.Id, LastCouple.Photos[5], Ct)).Refusal);
        Assert.NotNull((await Get<HandOffService>().RenditionAsync(editor, job.Id, LastCouple.Photos[0], Ct)).Value);
    }

    [Fact]
    public async Task What_came_back_is_matched_reported_and_completed()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 2);
        var files = await ReturnedAsync(editor, job.Id, "dsc_0000-Edit.jpg", "DSC_0007.jpg", "IMG_9.jpg");
        var view = (await Editing.JobAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal((EditingStatus.InProgress, 1), (view.Row.Status, view.Row.Done));
        Assert.Equal([files[0], null], view.Photos.Select(p => p.VersionId));
        Assert.Equal(1, await CountAsync("photos WHERE edit_status = 'completed' AND edited_version_id IS NOT NULL"));
        var report = (await Returns.ReportAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal((1, 0, 0), (report.Current, report.Former, report.Waiting));
        Assert.Equal(
            [(files[1], ReturnOutcome.NotAPick), (files[2], ReturnOutcome.NoSuchStem)],
            report.Unmatched.Select(l => (l.PhotoId, l.Outcome!.Value)).OrderBy(l => l.Item2 == ReturnOutcome.NoSuchStem)
        );
        await Returns.MatchAsync(report.AlbumId!.Value, Ct);
        Assert.Equal(3, await CountAsync("editing_returns"));
    }

    [Fact]
    public async Task Of_a_photo_that_was_retouched_again_the_last_version_is_delivered_and_the_form_counts_no_other()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 2);
        var files = await ReturnedAsync(editor, job.Id, "DSC_0000.jpg", "DSC_0001.jpg", "DSC_0000_retouched.jpg");
        var album = (await Returns.ReportAsync(editor, job.Id, Ct)).Value!.AlbumId!.Value;
        await ExecuteAsync("UPDATE photo_albums SET total_photos = 3 WHERE id = $1", album);

        var offered = (await Get<DeliveryService>().OfferAsync(Manager, LastCouple.ProjectId, Ct)).Value!;
        Assert.Equal(2, offered.Albums.Single(a => a.Id == album).Photos);
        await using var session = Studio.Open(Manager);
        var sent = await session.Deliveries.PhotosAsync(LastCouple.ProjectId, album, Ct);
        Assert.Equal(new[] { files[1], files[2] }.Order(), sent.Select(p => p.Id).Order());
    }

    [Fact]
    public async Task What_matched_nothing_is_not_handed_over_and_the_form_says_how_much_and_why()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 2);
        var files = await ReturnedAsync(editor, job.Id, "DSC_0000.jpg", "DSC_0007.jpg", "OTHER_1.jpg", "OTHER_2.jpg", "DSC_0000-Edit.jpg");
        var album = (await Returns.ReportAsync(editor, job.Id, Ct)).Value!.AlbumId!.Value;
        await PutAsync(album, "DSC_0001.jpg");
        await ExecuteAsync("UPDATE photo_albums SET total_photos = 6 WHERE id = $1", album);

        var offered = (await Get<DeliveryService>().OfferAsync(Manager, LastCouple.ProjectId, Ct)).Value!.Albums;
        Assert.Equal(1, offered.Single(a => a.Id == album).Photos);
        Assert.Equal(
            [
                new LeftOutFiles(ReturnOutcome.Matched, 1),
                new LeftOutFiles(ReturnOutcome.NoSuchStem, 2),
                new LeftOutFiles(ReturnOutcome.NotAPick, 1),
                new LeftOutFiles(null, 1),
            ],
            offered.Single(a => a.Id == album).LeftOut
        );
        Assert.All(offered.Where(a => a.Id != album), a => Assert.Empty(a.LeftOut));
        Assert.Equal(10, offered.Single(a => a.Id == LastCouple.AlbumId).Photos);
        await using var session = Studio.Open(Manager);
        Assert.Equal([files[4]], (await session.Deliveries.PhotosAsync(LastCouple.ProjectId, album, Ct)).Select(p => p.Id));
    }

    [Fact]
    public async Task A_newer_file_becomes_the_version_and_the_former_stays()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        var files = await ReturnedAsync(editor, job.Id, "DSC_0000.jpg", "DSC_0000_retouched.jpg");
        Assert.Equal(files[1], await VersionAsync(LastCouple.Photos[0]));
        var report = (await Returns.ReportAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal((1, 1), (report.Current, report.Former));
        Assert.Equal(2, await CountAsync("photos WHERE album_id = $1", report.AlbumId!.Value));
    }

    [Fact]
    public async Task An_older_file_that_is_read_later_does_not_replace_a_newer_one()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        var album = (await Returns.AlbumAsync(editor, job.Id, Ct)).Value;
        var slow = await PutAsync(album, "DSC_0000.tif", ready: false);
        var newer = (await ReturnedAsync(editor, job.Id, "DSC_0000.jpg"))[0];
        Assert.Equal(1, (await Returns.ReportAsync(editor, job.Id, Ct)).Value!.Waiting);
        await ExecuteAsync("UPDATE photos SET ready_at = now() WHERE id = $1", slow);
        await Returns.MatchAsync(album, Ct);
        Assert.Equal(newer, await VersionAsync(LastCouple.Photos[0]));
        Assert.Equal(1, (await Returns.ReportAsync(editor, job.Id, Ct)).Value!.Former);
    }

    [Fact]
    public async Task What_the_couple_approved_is_not_replaced()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor);
        var first = (await ReturnedAsync(editor, job.Id, "DSC_0000.jpg"))[0];
        var row = (await Editing.JobAsync(Manager, job.Id, Ct)).Value!.Row;
        Assert.Null((await Editing.MoveItemAsync(Manager, job.Id, LastCouple.Photos[0], EditStatus.Approved, row.Version, Ct)).Refusal);
        await ReturnedAsync(editor, job.Id, "DSC_0000-Edit.jpg");
        Assert.Equal(first, await VersionAsync(LastCouple.Photos[0]));
        Assert.Equal(ReturnOutcome.AlreadyApproved, (await Returns.ReportAsync(editor, job.Id, Ct)).Value!.Unmatched.Single().Outcome);
    }

    [Fact]
    public async Task All_who_match_at_once_leave_one_row_a_file_and_the_newest_on_top()
    {
        var editor = await EditorAsync();
        var job = await JobAsync(editor, 4);
        var albums = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Returns.AlbumAsync(editor, job.Id, Ct), Ct)));
        var album = albums.Select(a => a.Value).Distinct().Single();
        Assert.Equal(1, await CountAsync("photo_albums WHERE album_type = 'edited'"));
        var newest = new List<Guid>();
        for (var round = 0; round < 3; round++)
        {
            newest.Clear();
            for (var i = 0; i < 4; i++)
            {
                newest.Add(await PutAsync(album, $"DSC_{i:0000}-Edit-{round}.jpg"));
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Returns.MatchAsync(album, Ct), Ct)));
        Assert.Equal(12, await CountAsync("editing_returns WHERE outcome = 'matched'"));
        Assert.Equal(newest, (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos.Select(p => p.VersionId!.Value));
        Assert.Equal(4, (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Row.Done);
    }

    [Fact]
    public async Task An_editor_sends_files_into_the_album_of_their_job_and_nowhere_else()
    {
        var editor = await EditorAsync() with { Permissions = System.Collections.Frozen.FrozenSet.ToFrozenSet([Rights.Editing]) };
        var job = await JobAsync(editor);
        var album = (await Returns.AlbumAsync(editor, job.Id, Ct)).Value;
        await using var session = Studio.Open(editor);
        Assert.NotNull(await session.Photos.LockAlbumAsync(album, Ct));
        Assert.True(await session.Editing.TakesReturnsAsync(album, editor.UserId, Ct));
        Assert.False(await session.Editing.TakesReturnsAsync(LastCouple.AlbumId, editor.UserId, Ct));
        Assert.False(await session.Editing.TakesReturnsAsync(album, Manager.UserId, Ct));
    }

    private Task<Guid> VersionAsync(Guid photo) => ScalarAsync<Guid>("SELECT edited_version_id FROM photos WHERE id = $1", photo);
}
