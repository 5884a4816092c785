using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.AlbumOrders;

/// <summary>Everybody at once, on real PostgreSQL: one answer each.</summary>
public sealed class AlbumRaceTests(MigratedTemplate template) : AlbumOrderTest(template)
{
    [Fact]
    public async Task Of_one_who_approves_and_one_who_writes_and_asks_exactly_one_is_heard()
    {
        var couple = await WithAlbumAsync(copies: 20);
        for (var i = 0; i < 10; i++)
        {
            var order = await OpenAsync(couple);
            var round = await SentAsync(couple, order);
            var say = new AlbumSay(Ids.New(), (await SheetAsync(couple, order)).Round!.Spreads[0].Id, "바꿔 주세요", 1, 1);
            var approves = Task.Run(() => Albums.ApproveAsync(couple.Bride, order, round, Ct), Ct);
            var asks = Task.Run(
                async () =>
                {
                    var said = await Albums.SayAsync(couple.Groom, order, round, say, Ct);
                    return said.Succeeded ? await Albums.AskAsync(couple.Groom, order, round, Ct) : said.Refusal;
                },
                Ct
            );
            await Task.WhenAll(approves, asks);
            var (yes, no) = (await approves, await asks);
            Assert.True(yes.Succeeded != no.Succeeded, $"{yes.Refusal} {no.Refusal}");
            Assert.Equal(yes.Succeeded ? "approved" : "designing", await StatusOfAsync(order));
            Assert.IsType<AlbumRoundOver>(
                yes.Succeeded ? no.Refusal
                : yes.Refusal is AlbumHasNotes ? new AlbumRoundOver()
                : yes.Refusal
            );
        }
    }

    [Fact]
    public async Task Where_both_ask_at_once_the_studio_is_told_once()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var round = await SentAsync(couple, order);
        await SayAsync(couple, order, round);
        var asked = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => Albums.AskAsync(i % 2 == 0 ? couple.Bride : couple.Groom, order, round, Ct), Ct))
        );
        Assert.All(asked, a => Assert.Equal(AlbumOrderStatus.Designing, a.Value));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'album_answered'"));
        Assert.Equal(1, (await ViewAsync(order)).UsedRounds);
    }

    [Fact]
    public async Task Where_the_couple_approves_while_staff_uploads_and_sends_another_round_one_of_them_is_told()
    {
        var couple = await WithAlbumAsync(copies: 20);
        for (var i = 0; i < 10; i++)
        {
            var order = await OpenAsync(couple);
            var round = await SentAsync(couple, order);
            await Albums.AddSpreadAsync(Manager, order, Spread("new.jpg"), Ct);
            var approves = Task.Run(() => Albums.ApproveAsync(couple.Bride, order, round, Ct), Ct);
            var adds = Task.Run(() => Albums.AddSpreadAsync(Manager, order, Spread("another.jpg"), Ct), Ct);
            var sends = Task.Run(() => Albums.SendAsync(Manager, order, [couple.BrideId], null, Clock.Today, Ct), Ct);
            await Task.WhenAll(approves, adds, sends);
            var (yes, sent) = (await approves, await sends);
            Assert.True(yes.Succeeded != sent.Succeeded, $"{yes.Refusal} {sent.Refusal}");
            Assert.Equal(yes.Succeeded ? (Refusal)new AlbumFrozen() : new AlbumRoundOver(), yes.Succeeded ? sent.Refusal : yes.Refusal);
            Assert.Equal(yes.Succeeded ? "approved" : "proofing", await StatusOfAsync(order));
            Assert.Equal(1, await CountAsync("album_rounds WHERE order_id = $1 AND status IN ('sent', 'approved')", order));
            Assert.True((await adds).Refusal is null or AlbumFrozen);
        }
    }

    [Fact]
    public async Task What_is_sent_twice_at_once_is_there_once()
    {
        var couple = await WithAlbumAsync();
        var order = await OpenAsync(couple);
        var picture = Spread("1.jpg");
        var added = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Albums.AddSpreadAsync(Manager, order, picture, Ct), Ct))
        );
        Assert.All(added, a => Assert.Null(a.Refusal));
        Assert.Equal(1, await CountAsync("album_spreads"));
        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ => Task.Run(() => Albums.SendAsync(Manager, order, [couple.BrideId], null, Clock.Today, Ct), Ct))
        );
        Assert.Single(sent, s => s.Succeeded);
        Assert.All(sent.Where(s => !s.Succeeded), s => Assert.Equal(new AlbumNothingToSend(), s.Refusal));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'album_proof_ready'"));

        var round = (await ViewAsync(order)).Rounds[0];
        var say = new AlbumSay(Ids.New(), round.Spreads[0].Id, "한 번만", 1, 1);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Albums.SayAsync(couple.Bride, order, round.Id, say, Ct), Ct)));
        Assert.Equal(1, await CountAsync("album_notes"));
        await Albums.UnsayAsync(couple.Bride, order, round.Id, say.Id, ct: Ct);
        await Albums.ApproveAsync(couple.Bride, order, round.Id, Ct);
        await Albums.OrderAtAsync(Manager, order, new AlbumLab("한빛", null, Clock.Today, null), (await ViewAsync(order)).Version, Ct);
        var arrived = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Albums.ArriveAsync(Manager, order, false, Ct), Ct))
        );
        Assert.Single(arrived.Select(a => a.Value).Distinct());
        Assert.Equal(1, await CountAsync("deliverables"));
    }

    [Fact]
    public async Task The_contracts_one_copy_is_taken_by_one_of_two_orders_that_are_begun_at_once()
    {
        var couple = await WithAlbumAsync();
        var opened = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => Albums.OpenAsync(Manager, couple.ProjectId, Forty with { CopyWon = 1000 }, Ct), Ct))
        );
        Assert.All(opened, o => Assert.Null(o.Refusal));
        Assert.Equal(1, await CountAsync("album_orders WHERE included_copies = 1"));
    }

    private Task<string> StatusOfAsync(Guid order) => ScalarAsync<string>("SELECT status::text FROM album_orders WHERE id = $1", order);
}
