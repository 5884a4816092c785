using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class DeadlineTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task Both_are_reminded_three_days_and_one_day_before_once_each_whatever_runs_beside_it_and_then_it_closes()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Task<long> WrittenAsync() => CountAsync("notifications WHERE template_id = 'proof_reminder' AND link_id IS NOT NULL");
        Assert.Equal(0, await Proofs.WatchDeadlinesAsync(Ct));

        for (var day = 1; day <= 20; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Proofs.WatchDeadlinesAsync(Ct), Ct)));
            Assert.Equal(
                day < 18 ? 0
                    : day < 20 ? 2
                    : 4,
                await WrittenAsync()
            );
        }

        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Proofs.WatchDeadlinesAsync(Ct));
        Assert.Equal("expired", await ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions WHERE id = $1", round));
        Assert.Equal(0, await Proofs.WatchDeadlinesAsync(Ct));
    }

    [Fact]
    public async Task More_time_begins_anew_and_nobody_is_written_to_at_night_or_after_submitting()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Time.Advance(TimeSpan.FromDays(20));
        Assert.Equal(1, await Proofs.WatchDeadlinesAsync(Ct));
        var version = Assert.Single((await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!).Version;
        Assert.True((await Proofs.ExtendAsync(Manager, round, Clock.Now.AddDays(10), version, Ct)).Succeeded);

        Time.Advance(TimeSpan.FromDays(9) + TimeSpan.FromHours(12));
        Assert.Equal(0, await Proofs.WatchDeadlinesAsync(Ct));
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(0, await Proofs.WatchDeadlinesAsync(Ct));
    }
}
