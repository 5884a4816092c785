using MindGraphy.Domain.Links;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class ProofPinTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task A_round_with_a_PIN_shows_takes_and_submits_nothing_before_it_was_given()
    {
        var couple = await CoupleAsync();
        var round = await SendAsync(couple, new ProofRules(WithPin: true));
        var bride = couple.Bride;
        Assert.Equal(new PinRequired(), (await Proofs.OpenAsync(bride, round, Ct)).Refusal);
        Assert.Equal("pending", await ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions"));
        Assert.Equal(new PinRequired(), (await Proofs.GalleryAsync(bride, round, null, Ct)).Refusal);
        Assert.Equal(new PinRequired(), (await Proofs.SummaryAsync(bride, round, Ct)).Refusal);
        Assert.Equal(new PinRequired(), (await PickAsync(bride, round, couple.Photos[0])).Refusal);
        Assert.Equal(new PinRequired(), (await Proofs.SubmitAsync(bride, round, "k", null, Ct)).Refusal);
        Assert.Equal(new PhotoNotInGallery(), (await Proofs.ShownHashAsync(bride, round, couple.Photos[0], Ct)).Refusal);
        Assert.True((await Proofs.PreviewAsync(Manager, round, Ct)).Succeeded);

        var pin = (await Proofs.PinAsync(Manager, round, Ct)).Value!;
        Assert.Equal(0, await CountAsync("proof_gallery_sessions p WHERE to_jsonb(p)::text LIKE '%' || $1 || '%'", pin));
        var given = await Proofs.TryPinAsync(bride, round, $" {pin[..3]} {pin[3..]}", Ct);
        var known = bride with { PinId = given.Value };
        Assert.True((await Proofs.OpenAsync(known, round, Ct)).Succeeded);
        Assert.True((await PickAsync(known, round, couple.Photos[0])).Succeeded);
        Assert.True((await Proofs.ShownHashAsync(known, round, couple.Photos[0], Ct)).Succeeded);

        // Another PIN has to be given again, on every device.
        Assert.True((await Proofs.RenewPinAsync(Manager, round, Ct)).Succeeded);
        Assert.Equal(new PinRequired(), (await Proofs.GalleryAsync(known, round, null, Ct)).Refusal);
        Assert.Equal(new ProofNotFound(), (await Proofs.TryPinAsync((await CoupleAsync()).Bride, round, pin, Ct)).Refusal);
    }

    [Fact]
    public async Task The_mail_says_that_a_PIN_is_told_by_another_way_and_never_the_PIN()
    {
        var couple = await CoupleAsync();
        await SendAsync(couple, new ProofRules());
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'proof_ready' AND template_data ->> 'pin' = ''"));
        var other = await CoupleAsync();
        var round = await SendAsync(other, new ProofRules(WithPin: true));
        var pin = (await Proofs.PinAsync(Manager, round, Ct)).Value!;
        Assert.Equal(
            2,
            await CountAsync("notifications WHERE customer_id = $1 AND template_data ->> 'pin' LIKE '%PIN%'", other.CustomerId)
        );
        Assert.Equal(0, await CountAsync("notifications WHERE template_data::text LIKE '%' || $1 || '%'", pin));
    }

    [Fact]
    public async Task Twenty_who_try_at_once_are_counted_one_after_the_other()
    {
        var couple = await CoupleAsync();
        var round = await SendAsync(couple, new ProofRules(WithPin: true));
        var pin = (await Proofs.PinAsync(Manager, round, Ct)).Value!;
        var wrong = pin == "000000" ? "000001" : "000000";
        var tries = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Proofs.TryPinAsync(i % 2 == 0 ? couple.Bride : couple.Groom, round, wrong, Ct))
        );
        Assert.Equal((4, 16), (tries.Count(t => t.Refusal is PinWrong), tries.Count(t => t.Refusal is PinPaused)));
        Assert.IsType<PinPaused>((await Proofs.TryPinAsync(couple.Bride, round, pin, Ct)).Refusal);
        Time.Advance(PinGate.Pause);
        Assert.True((await Proofs.TryPinAsync(couple.Bride, round, pin, Ct)).Succeeded);
    }

    [Fact]
    public async Task Saving_is_off_until_the_studio_lets_it_and_off_again_at_once()
    {
        var couple = await CoupleAsync();
        var (round, photo) = (await RoundAsync(couple), couple.Photos[0]);
        Assert.Equal(new PhotoNotInGallery(), (await Proofs.SavedHashAsync(couple.Bride, round, photo, Ct)).Refusal);
        Assert.Equal(new MindGraphy.Domain.Common.NotAllowed(), (await Proofs.LetSaveAsync(await EditorAsync(), round, true, Ct)).Refusal);
        Assert.True((await Proofs.LetSaveAsync(Manager, round, true, Ct)).Succeeded);
        Assert.True((await Proofs.SavedHashAsync(couple.Bride, round, photo, Ct)).Succeeded);
        Assert.True((await Proofs.GalleryAsync(couple.Bride, round, 1, Ct)).Value!.Head.MaySave);
        Assert.False((await Proofs.SavedHashAsync((await CoupleAsync()).Bride, round, photo, Ct)).Succeeded);
        Assert.True((await Proofs.LetSaveAsync(Manager, round, false, Ct)).Succeeded);
        Assert.False((await Proofs.SavedHashAsync(couple.Bride, round, photo, Ct)).Succeeded);
    }

    private async Task<Guid> SendAsync(Couple couple, ProofRules rules) =>
        (
            await Proofs.PrepareAsync(
                Manager,
                couple.ProjectId,
                couple.AlbumId,
                [couple.BrideId, couple.GroomId],
                null,
                Clock.Now.AddDays(7),
                rules,
                ct: Ct
            )
        ).Value;
}
