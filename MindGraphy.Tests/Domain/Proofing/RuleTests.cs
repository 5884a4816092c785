using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class RuleTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task More_of_a_part_of_the_day_than_the_chosen_album_shows_is_refused_at_its_field()
    {
        var couple = await CoupleAsync();
        await BanquetAsync(couple, 3);
        await ExecuteAsync("UPDATE photos SET ready_at = NULL WHERE id = $1", couple.Photos[2]);
        var offer = (await Proofs.OfferAsync(Manager, couple.ProjectId, Ct)).Value!;
        Assert.Equal(2, offer.Albums.Single().Sections[PhotoSection.Banquet]);

        // What can be shown bears no mark here but for one picture, and the form says so.
        await ExecuteAsync("UPDATE photos SET rendition_hash = content_sha256 WHERE id = $1", couple.Photos[0]);
        Assert.Equal(couple.Photos.Count - 2, (await Proofs.OfferAsync(Manager, couple.ProjectId, Ct)).Value!.Albums.Single().Unmarked);
        Assert.Equal(
            new SectionTooFew(PhotoSection.Banquet, 3, 2),
            (await SendAsync(couple, new SectionWish(PhotoSection.Banquet, 3, null))).Refusal
        );
        Assert.Equal(
            new SectionTooFew(PhotoSection.Group, 1, 0),
            (await SendAsync(couple, new SectionWish(PhotoSection.Group, 1, null))).Refusal
        );
        Assert.Equal("Least", new SectionTooFew(PhotoSection.Group, 1, 0).Field);
        Assert.Null((await SendAsync(couple, new SectionWish(PhotoSection.Banquet, 2, null))).Refusal);
    }

    [Fact]
    public async Task Limit_and_rules_of_a_round_that_is_out_change_and_what_is_picked_stays()
    {
        var couple = await CoupleAsync();
        await BanquetAsync(couple, 3);
        var round = await RoundAsync(couple, 4);
        foreach (var photo in couple.Photos.Take(3))
        {
            await PickAsync(couple.Bride, round, photo);
        }

        var banquet = new SectionWish(PhotoSection.Banquet, 1, 2);
        Assert.Equal(new NotAllowed(), (await Proofs.ChangeRulesAsync(couple.Bride, round, 5, [], Ct)).Refusal);
        Assert.Equal(new LimitBelowPicked(3), (await Proofs.ChangeRulesAsync(Manager, round, 2, [], Ct)).Refusal);
        Assert.Equal(new LimitOutOfRange(), (await Proofs.ChangeRulesAsync(Manager, round, 0, [], Ct)).Refusal);
        Assert.Equal(
            new SectionBelowPicked(PhotoSection.Banquet, 3),
            (await Proofs.ChangeRulesAsync(Manager, round, 3, [banquet], Ct)).Refusal
        );
        Assert.Null((await Proofs.ChangeRulesAsync(Manager, round, 3, [banquet with { Most = 3 }], Ct)).Refusal);
        var book = (await Proofs.RulesAsync(Manager, round, Ct)).Value!;
        Assert.Equal((3, new SectionRoom(PhotoSection.Banquet, 3, 3, 1, 3)), (book.Limit, book.Sections.Single()));
        Assert.Equal(new PickLimitReached(3), (await PickAsync(couple.Bride, round, couple.Photos[5])).Value!.Refused.Single().Why);

        // Rules are changed where they are and taken away, and the couple's page follows.
        Assert.Null((await Proofs.ChangeRulesAsync(Manager, round, 6, [new SectionWish(PhotoSection.Banquet, 2, null)], Ct)).Refusal);
        Assert.Empty((await PickAsync(couple.Bride, round, couple.Photos[5])).Value!.Refused);
        var head = (await Proofs.GalleryAsync(couple.Bride, round, 1, Ct)).Value!.Head;
        Assert.Equal((4, 6, new SectionStand(PhotoSection.Banquet, 2, null, 3)), (head.Count, head.Limit, head.Sections.Single()));
        Assert.Null((await Proofs.ChangeRulesAsync(Manager, round, null, [], Ct)).Refusal);
        Assert.Equal(0, await CountAsync("proof_section_rules"));
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        Assert.Equal(new ProofClosed(ProofStatus.Completed), (await Proofs.ChangeRulesAsync(Manager, round, 9, [], Ct)).Refusal);
    }

    [Fact]
    public async Task A_limit_that_changes_while_the_couple_picks_is_never_below_what_is_picked()
    {
        var couple = await CoupleAsync(photos: 12);
        var round = await RoundAsync(couple, 12);
        var picks = couple.Photos.Select(photo => Task.Run(() => PickAsync(couple.Groom, round, photo), Ct)).ToList();
        var changed = await Task.Run(() => Proofs.ChangeRulesAsync(Manager, round, 5, [], Ct), Ct);
        await Task.WhenAll(picks);
        var (picked, limit) = (
            await ScalarAsync<int>("SELECT current_selections FROM proof_gallery_sessions WHERE id = $1", round),
            await ScalarAsync<int>("SELECT max_selections FROM proof_gallery_sessions WHERE id = $1", round)
        );
        Assert.Equal(changed.Succeeded ? (5, 5) : (12, 12), (picked, limit));
        Assert.Equal(picked, await CountAsync("photo_selections WHERE kind = 'final'"));
    }

    private Task BanquetAsync(Couple couple, int count) =>
        ExecuteAsync("UPDATE photos SET section = 'banquet' WHERE id = ANY ($1)", couple.Photos.Take(count).ToArray());

    private Task<Result<Guid>> SendAsync(Couple couple, params SectionWish[] sections) =>
        Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId],
            5,
            Clock.Now.AddDays(7),
            new ProofRules(Sections: sections),
            ct: Ct
        );
}
