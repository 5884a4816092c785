using MindGraphy.Data.Editing;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class PickedPinTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task Where_both_pointed_reaches_the_editor_also_without_a_note()
    {
        var editor = await EditorAsync();
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PointAsync(couple.Bride, round, couple.Photos[0], new PicturePin(355, 600), "팔을 가늘게");
        await PointAsync(couple.Groom, round, couple.Photos[0], new PicturePin(1000, 0));
        await PointAsync(couple.Bride, round, couple.Photos[1], new PicturePin(0, 250));
        var compared = (await Proofs.CompareAsync(Manager, round, Ct)).Value!;
        Assert.Equal([2, 1], compared.Picks.Select(p => p.Said.Count(s => s.HasPin)));
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);

        var job = (await Editing.QueueAsync(editor, new EditingFilter(), Ct)).Value!.Rows.Single();
        var photos = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos;
        PersonPin[] both = [new("김서연", 355, 600), new("이준호", 1000, 0)];
        Assert.Equal(both, photos[0].Pins);
        Assert.Equal((null, new PersonPin("김서연", 0, 250)), (photos[1].Note, photos[1].Pins.Single()));
        var handOff = (await Get<HandOffService>().OfAsync(editor, job.Id, Ct)).Value!;
        Assert.Equal(both, handOff.Picks[0].Pins);
        Assert.Equal("Yellow", handOff.Picks[1].Label);

        // A job of before the migration is filled in with the same.
        await ExecuteAsync("UPDATE editing_items SET pins = '[]'");
        await ExecuteAsync(EditingSql.FillInPins);
        var filled = (await Editing.JobAsync(editor, job.Id, Ct)).Value!.Photos;
        Assert.Equal(photos.Select(p => p.Pins), filled.Select(p => p.Pins));
    }

    [Fact]
    public async Task What_is_said_anew_of_photos_nobody_began_stays_in_one_job_and_begun_ones_say_that_they_are_not_wanted()
    {
        var editor = await EditorAsync();
        var couple = await CoupleAsync();
        var (round, photos) = (await RoundAsync(couple), couple.Photos);
        foreach (var photo in photos.Take(4))
        {
            await PickAsync(couple.Bride, round, photo);
        }

        await Proofs.SubmitAsync(couple.Bride, round, "1", null, Ct);
        var first = (await Editing.QueueAsync(editor, new EditingFilter(), Ct)).Value!.Rows.Single();
        await Editing.MoveItemsAsync(
            editor,
            first.Id,
            [photos[0], photos[1]],
            MindGraphy.Domain.Photos.EditStatus.InProgress,
            first.Version,
            Ct
        );

        // Of the begun ones the first is not wanted any more and the second gets other words; so does the third, which nobody began.
        await ReopenAsync();
        await PickAsync(couple.Bride, round, photos[0], null);
        await PickAsync(couple.Bride, round, photos[1], note: "더 밝게");
        await PointAsync(couple.Bride, round, photos[2], new PicturePin(500, 500), "눈을 크게");
        await Proofs.SubmitAsync(couple.Bride, round, "2", null, Ct);
        var old = await OldAsync();
        Assert.Equal(photos.Take(4), old.Select(p => p.PhotoId));
        Assert.Equal([true, false, false, false], old.Select(p => p.IsDropped));
        Assert.Equal(("눈을 크게", 1), (old[2].Note, old[2].Pins.Count));
        Assert.Null(old[1].Note);
        Assert.Equal([photos[1]], (await Editing.JobAsync(editor, (await JobsAsync())[1].Id, Ct)).Value!.Photos.Select(p => p.PhotoId));
        Assert.Equal(1, await CountAsync("editing_items WHERE photo_id = $1", photos[2]));

        // Wanted after all, it loses its mark and is in no second job.
        await ReopenAsync();
        await PickAsync(couple.Bride, round, photos[0]);
        await Proofs.SubmitAsync(couple.Bride, round, "3", null, Ct);
        Assert.DoesNotContain(await OldAsync(), p => p.IsDropped);
        Assert.Equal(2, await CountAsync("editing_queue"));

        async Task<List<EditingRow>> JobsAsync() =>
            [.. (await Editing.QueueAsync(editor, new EditingFilter(), Ct)).Value!.Rows.OrderBy(r => r.CreatedAt)];
        async Task<IReadOnlyList<EditingPhoto>> OldAsync() => (await Editing.JobAsync(editor, first.Id, Ct)).Value!.Photos;
        async Task ReopenAsync()
        {
            Time.Advance(TimeSpan.FromHours(1));
            var version = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Version;
            Assert.Null((await Proofs.ReopenAsync(Manager, round, "바꾸고 싶어 하심", Clock.Now.AddDays(3), version, Ct)).Refusal);
        }
    }

    private async Task PointAsync(MindGraphy.Domain.Common.Actor who, Guid round, Guid photo, PicturePin pin, string? note = null)
    {
        var wish = new PickWish(photo, SelectionKind.Final, note, Clock.Now.ToUnixTimeMilliseconds(), Pin: pin);
        Assert.Empty((await Proofs.PickAsync(who, round, [wish], Ct)).Value!.Refused);
    }
}
