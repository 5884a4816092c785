using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

/// <summary>The list of everybody's rounds: what waits for a couple first, and whose time is up.</summary>
public sealed class ProofListTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task What_is_open_comes_first_by_its_deadline_and_what_ran_out_says_so()
    {
        var (done, over, late, soon) = (await CoupleAsync(), await CoupleAsync(), await CoupleAsync(), await CoupleAsync());
        var submitted = await RoundAsync(done);
        await PickAsync(done.Bride, submitted, done.Photos[0]);
        Assert.True((await Proofs.SubmitAsync(done.Bride, submitted, "k", null, Ct)).Succeeded);
        var expired = await RoundAsync(over);
        var first = await RoundAsync(soon);
        var second = await RoundAsync(late);
        await PickAsync(late.Groom, second, late.Photos[1]);
        await ExecuteAsync("UPDATE proof_gallery_sessions SET expires_at = $1 WHERE id = $2", Clock.Now.AddMinutes(5), expired);
        await ExecuteAsync("UPDATE proof_gallery_sessions SET expires_at = $1 WHERE id = $2", Clock.Now.AddDays(30), second);
        Time.Advance(TimeSpan.FromMinutes(10));

        var list = (await Proofs.AllAsync(Manager, null, Ct)).Value!;
        Assert.Equal([first, second, expired, submitted], list.Lines.Select(l => l.SessionId));
        Assert.Equal((1, "김서연 · 이준호"), (list.Lines[1].Count, list.Lines[1].CoupleName));
        Assert.Equal(
            [ProofStatus.Active, ProofStatus.Active, ProofStatus.Expired, ProofStatus.Completed],
            list.Lines.Select(l => l.Status)
        );
        Assert.Equal((2, 1, 1), (list.Counts[ProofStatus.Active], list.Counts[ProofStatus.Expired], list.Counts[ProofStatus.Completed]));
        var only = (await Proofs.AllAsync(Manager, ProofStatus.Expired, Ct)).Value!;
        Assert.Equal(expired, only.Lines.Single().SessionId);
        Assert.Equal(3, only.Counts.Count);

        Assert.Equal(new NotAllowed(), (await Proofs.AllAsync(await StaffAsync(UserRole.Photographer, "박", "빛"), null, Ct)).Refusal);
    }
}
