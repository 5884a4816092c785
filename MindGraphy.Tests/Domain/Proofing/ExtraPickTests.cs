using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

/// <summary>Beyond the limit for a price, and how many of each part of the day.</summary>
public sealed class ExtraPickTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task One_more_is_bought_only_by_who_agreed_to_its_price_and_becomes_a_line_of_the_plan_once()
    {
        var couple = await SignedAsync();
        var round = await RoundAsync(couple, 2);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await PickAsync(couple.Groom, round, couple.Photos[1]);
        Assert.Equal(new PickLimitReached(2), (await PickAsync(couple.Bride, round, couple.Photos[2])).Value!.Refused.Single().Why);

        Assert.Equal(3, (await BuyAsync(couple, round, couple.Photos[2])).Count);
        Assert.Equal(4, (await BuyAsync(couple, round, couple.Photos[3])).Count);
        Assert.Equal(3, (await PickAsync(couple.Bride, round, couple.Photos[0], null)).Value!.Count);
        Assert.Equal(1, await ScalarAsync<int>("SELECT extra_picks FROM proof_gallery_sessions WHERE id = $1", round));

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Proofs.SubmitAsync(couple.Groom, round, "k" + i % 2, null, Ct), Ct))
        );

        Assert.Equal(1, await CountAsync("payment_plan_lines WHERE kind = 'additional'"));
        Assert.Equal(10_000, await ScalarAsync<decimal>("SELECT amount FROM payment_plan_lines WHERE kind = 'additional'"));
        var activity = Done(await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Single();
        Assert.Equal((1, 1, 10_000L, "이준호"), (activity.Extras, activity.ExtrasPriced, activity.ExtraWon!.Value, activity.SubmittedBy));

        // Opened again and one more bought: only that one is asked for.
        Assert.True((await Proofs.ReopenAsync(Manager, round, "한 장 더", Clock.Now.AddDays(3), activity.Version, Ct)).Succeeded);
        await BuyAsync(couple, round, couple.Photos[5]);
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "again", null, Ct)).Succeeded);
        Assert.Equal(20_000, await ScalarAsync<decimal>("SELECT sum(amount) FROM payment_plan_lines WHERE kind = 'additional'"));
    }

    [Fact]
    public async Task A_pick_against_a_submission_never_bills_what_nobody_read()
    {
        for (var i = 0; i < 6; i++)
        {
            var couple = await SignedAsync(2);
            var round = await RoundAsync(couple, 1);
            await PickAsync(couple.Bride, round, couple.Photos[0]);

            var submit = Task.Run(() => Proofs.SubmitAsync(couple.Bride, round, "k", new SubmitRead(1, 0), Ct), Ct);
            var buy = Task.Run(
                () =>
                    Proofs.PickAsync(
                        couple.Groom,
                        round,
                        [new PickWish(couple.Photos[1], SelectionKind.Final, null, Clock.Now.ToUnixTimeMilliseconds(), Buy: true)],
                        Ct
                    ),
                Ct
            );
            var (submitted, bought) = (await submit, await buy);

            var lines = await CountAsync(
                "payment_plan_lines l JOIN projects p ON p.contract_id = l.contract_id WHERE p.id = $1 AND l.kind = 'additional'",
                couple.ProjectId
            );
            Assert.Equal(0, lines);
            if (submitted.Succeeded)
            {
                Assert.Equal(new ProofClosed(ProofStatus.Completed), bought.Refusal);
                continue;
            }

            Assert.Equal(new PicksDiffer(2, 1, 10_000, 0), submitted.Refusal);
            Assert.Equal(2, bought.Value!.Count);
            Assert.Equal(2, Done(await Proofs.SubmitAsync(couple.Bride, round, "k", new SubmitRead(2, 10_000), Ct)).Count);
            Assert.Equal(2, Done(await Proofs.SubmitAsync(couple.Bride, round, "k", new SubmitRead(1, 0), Ct)).Count);
        }
    }

    [Fact]
    public async Task What_was_billed_and_given_back_is_told_to_both_sides()
    {
        var couple = await SignedAsync();
        var round = await RoundAsync(couple, 1);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await BuyAsync(couple, round, couple.Photos[1]);
        await BuyAsync(couple, round, couple.Photos[2]);
        Done(await Proofs.SubmitAsync(couple.Bride, round, "k", new SubmitRead(3, 20_000), Ct));
        var activity = Done(await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Single();
        Assert.True((await Proofs.ReopenAsync(Manager, round, "줄이고 싶어요", Clock.Now.AddDays(3), activity.Version, Ct)).Succeeded);
        await PickAsync(couple.Bride, round, couple.Photos[2], null);

        // One is still beyond the limit and paid for: nothing is due, and the second stays in the plan.
        Done(await Proofs.SubmitAsync(couple.Bride, round, "again", new SubmitRead(2, 0), Ct));

        activity = Done(await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Single();
        Assert.Equal((1, 2), (activity.Extras, activity.ExtrasPriced));
        Assert.Equal(await ScalarAsync<Guid>("SELECT contract_id FROM projects WHERE id = $1", couple.ProjectId), activity.ContractId);
        var head = Done(await Proofs.SummaryAsync(couple.Groom, round, Ct)).Head;
        Assert.Equal((1, 2), (head.Extras, head.ExtrasPriced));
    }

    [Fact]
    public async Task A_contract_that_was_called_off_keeps_nobody_from_submitting_and_the_studio_sees_what_is_not_priced()
    {
        var couple = await SignedAsync();
        var round = await RoundAsync(couple, 1);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await BuyAsync(couple, round, couple.Photos[1]);
        await ExecuteAsync("UPDATE contracts SET contract_status = 'cancelled'");

        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);

        var activity = Done(await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Single();
        Assert.Equal((1, 0), (activity.Extras, activity.ExtrasPriced));
    }

    [Fact]
    public async Task Where_none_is_on_offer_agreeing_buys_nothing()
    {
        var couple = await SignedAsync();
        var sent = await Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId],
            1,
            Clock.Now.AddDays(7),
            new ProofRules(OffersExtras: false),
            ct: Ct
        );
        var round = Done(sent);
        await PickAsync(couple.Bride, round, couple.Photos[0]);

        Assert.Equal(1, (await BuyAsync(couple, round, couple.Photos[1])).Count);
    }

    [Fact]
    public async Task A_part_of_the_day_is_never_more_than_wanted_whatever_16_clients_do_and_not_submitted_with_less()
    {
        var couple = await SignedAsync(photos: 64);
        await ExecuteAsync("UPDATE photos SET section = 'ceremony' WHERE id = ANY($1)", couple.Photos.Take(48).ToArray());
        var round = Done(
            await Proofs.PrepareAsync(
                Manager,
                couple.ProjectId,
                couple.AlbumId,
                [couple.BrideId, couple.GroomId],
                40,
                Clock.Now.AddDays(7),
                new ProofRules(Sections: [new(PhotoSection.Ceremony, 3, 10), new(PhotoSection.Group, null, null)]),
                ct: Ct
            )
        );
        await PickAsync(couple.Bride, round, couple.Photos[60]);
        Assert.Equal(
            new SectionShort(PhotoSection.Ceremony, 3, 0),
            (await Proofs.SubmitAsync(couple.Bride, round, "early", null, Ct)).Refusal
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(client =>
                    Task.Run(
                        async () =>
                        {
                            for (var i = 0; i < 3; i++)
                            {
                                var who = client % 2 == 0 ? couple.Bride : couple.Groom;
                                var reply = await PickAsync(who, round, couple.Photos[client * 3 + i]);
                                Assert.All(reply.Value!.Refused, r => Assert.Equal(new SectionFull(PhotoSection.Ceremony, 10), r.Why));
                            }
                        },
                        Ct
                    )
                )
        );

        var head = Done(await Proofs.GalleryAsync(couple.Bride, round, 1, Ct)).Head;
        Assert.Equal([new SectionStand(PhotoSection.Ceremony, 3, 10, 10)], head.Sections);
        Assert.Equal(11, head.Count);
        Assert.True((await Proofs.SubmitAsync(couple.Groom, round, "k", null, Ct)).Succeeded);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(-1, null)]
    [InlineData(null, 0)]
    [InlineData(41, null)]
    public async Task A_rule_that_cannot_be_met_is_refused_by_its_name(int? least, int? most)
    {
        var couple = await SignedAsync();

        var sent = await Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId],
            40,
            Clock.Now.AddDays(7),
            new ProofRules(Sections: [new(PhotoSection.Banquet, least, most)]),
            ct: Ct
        );

        Assert.Equal(new SectionRuleWrong(PhotoSection.Banquet), sent.Refusal);
        Assert.Equal(0, await CountAsync("proof_gallery_sessions"));
    }

    [Fact]
    public async Task A_pin_is_kept_moved_and_taken_away_by_itself()
    {
        var couple = await SignedAsync();
        var round = await RoundAsync(couple);
        async Task<PicturePin?> PinAsync(PicturePin? pin)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            var wish = new PickWish(couple.Photos[0], SelectionKind.Final, null, Clock.Now.ToUnixTimeMilliseconds(), Pin: pin);
            Assert.Empty(Done(await Proofs.PickAsync(couple.Bride, round, [wish], Ct)).Refused);
            return Done(await Proofs.GalleryAsync(couple.Bride, round, null, Ct)).Photos.Single(p => p.Id == couple.Photos[0]).Pin;
        }

        Assert.Equal(new PicturePin(250, 1000), await PinAsync(new PicturePin(250, 1000)));
        Assert.Equal(new PicturePin(250, 1000), await PinAsync(null));
        Assert.Null(await PinAsync(PicturePin.None));
        Assert.Null(await PinAsync(new PicturePin(4000, 2)));
    }

    private static T Done<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"{result.Refusal}");

    private async Task<Couple> SignedAsync(int photos = 10)
    {
        var couple = await CoupleAsync(photos);
        await ExecuteAsync("UPDATE contracts SET signed_at = now()");
        return couple;
    }

    private async Task<PickReply> BuyAsync(Couple couple, Guid round, Guid photo) =>
        Done(
            await Proofs.PickAsync(
                couple.Bride,
                round,
                [new PickWish(photo, SelectionKind.Final, null, Clock.Now.ToUnixTimeMilliseconds(), Buy: true)],
                Ct
            )
        );
}
