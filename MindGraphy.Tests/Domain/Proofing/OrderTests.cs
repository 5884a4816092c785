using MindGraphy.Domain.Common;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class OrderTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task The_order_by_hand_is_what_both_see_what_is_submitted_and_what_later_picks_stand_behind()
    {
        var couple = await CoupleAsync();
        var (round, photos) = (await RoundAsync(couple), couple.Photos);
        foreach (var photo in photos.Take(4))
        {
            await PickAsync(couple.Bride, round, photo);
        }

        Assert.Equal([photos[3], photos[0], photos[1], photos[2]], await MoveAsync(couple.Bride, round, (photos[3], photos[0])));
        Assert.Equal([photos[3], photos[1], photos[2], photos[0]], await MoveAsync(couple.Groom, round, (photos[0], null)));

        // Again, and with what makes no sense, nothing changes.
        Guid? nobody = Guid.NewGuid();
        Assert.Equal(
            [photos[3], photos[1], photos[2], photos[0]],
            await MoveAsync(couple.Groom, round, (photos[0], null), (photos[1], photos[1]), (photos[1], nobody), (photos[9], photos[1]))
        );

        // Picked later stands behind; taken back and picked anew too.
        await PickAsync(couple.Groom, round, photos[7]);
        Time.Advance(TimeSpan.FromSeconds(1));
        await PickAsync(couple.Bride, round, photos[3], null);
        Time.Advance(TimeSpan.FromSeconds(1));
        await PickAsync(couple.Bride, round, photos[3]);
        Guid[] expected = [photos[1], photos[2], photos[0], photos[7], photos[3]];
        Assert.Equal(expected, await MoveAsync(couple.Groom, round));
        var summary = (await Proofs.SummaryAsync(couple.Bride, round, Ct)).Value!;
        Assert.Equal(expected, summary.Picks.Select(p => p.Id));

        Assert.True((await Proofs.SubmitAsync(couple.Groom, round, "k", null, Ct)).Succeeded);
        await using var db = await DbAsync();
        Assert.Equal(
            expected,
            db.Set<MindGraphy.Domain.Photos.Photo>().Where(p => p.IsSelected).OrderBy(p => p.SelectionOrder).Select(p => p.Id)
        );
        Assert.IsType<ProofClosed>((await Proofs.OrderAsync(couple.Bride, round, [new PickMove(photos[1], null)], Ct)).Refusal);
        Assert.Equal(expected, await MoveAsync(couple.Bride, round));
    }

    [Fact]
    public async Task Two_who_move_at_once_lose_nothing_and_who_is_not_of_the_couple_moves_nothing()
    {
        var couple = await CoupleAsync();
        var (round, photos) = (await RoundAsync(couple), couple.Photos);
        foreach (var photo in photos)
        {
            await PickAsync(couple.Bride, round, photo);
        }

        var moves = Enumerable
            .Range(0, 40)
            .Select(i =>
                Proofs.OrderAsync(
                    i % 2 == 0 ? couple.Bride : couple.Groom,
                    round,
                    [new PickMove(photos[i % 10], i % 3 == 0 ? null : photos[(i * 7 + 3) % 10])],
                    Ct
                )
            );
        var picks = Enumerable.Range(0, 5).Select(i => PickAsync(couple.Groom, round, photos[i]));
        Assert.All(await Task.WhenAll(picks), p => Assert.True(p.Succeeded));
        Assert.All(await Task.WhenAll(moves), m => Assert.Equal(photos.Order(), m.Value!.Order()));
        var now = await MoveAsync(couple.Bride, round);
        Assert.Equal(photos.Order(), now.Order());
        Assert.Equal(now, (await Proofs.SummaryAsync(couple.Groom, round, Ct)).Value!.Picks.Select(p => p.Id));

        Assert.Equal(new ProofNotFound(), (await Proofs.OrderAsync((await CoupleAsync()).Bride, round, [], Ct)).Refusal);
        Assert.IsType<TooManyWishes>(
            (await Proofs.OrderAsync(couple.Bride, round, [.. Enumerable.Repeat(new PickMove(photos[0], null), 201)], Ct)).Refusal
        );
    }

    private async Task<IReadOnlyList<Guid>> MoveAsync(Actor who, Guid round, params (Guid Photo, Guid? Before)[] moves)
    {
        var order = await Proofs.OrderAsync(who, round, [.. moves.Select(m => new PickMove(m.Photo, m.Before))], Ct);
        Assert.True(order.Succeeded, order.Refusal?.ToString());
        return order.Value;
    }
}
