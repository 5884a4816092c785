using MindGraphy.Domain.Common;
using MindGraphy.Domain.Proofing;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class ProofFlowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Guid Person = Guid.NewGuid();

    public static TheoryData<ProofStatus, ProofStatus> Pairs =>
        [.. from f in Enum.GetValues<ProofStatus>() from t in Enum.GetValues<ProofStatus>() select (f, t)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_round_goes_where_the_table_says_and_nowhere_else(ProofStatus from, ProofStatus to)
    {
        var proof = At(from, out var now);
        switch (to)
        {
            case ProofStatus.Active when from == ProofStatus.Pending:
                proof.Open(now);
                break;
            case ProofStatus.Active:
                proof.Reopen("이유", now.AddDays(9), now);
                break;
            case ProofStatus.Completed:
                proof.Submit(null, now);
                break;
            case ProofStatus.Expired:
                proof.ExpireIfDue(now.AddYears(1));
                break;
            default:
                break;
        }

        Assert.Equal(ProofFlow.Moves.Allows(from, to) ? to : from, proof.Status);
    }

    [Fact]
    public void Submitting_twice_is_submitting_once()
    {
        var proof = At(ProofStatus.Completed, out var now);
        Assert.True(proof.Submit(null, now.AddHours(1)).Succeeded);
        Assert.Equal(now, proof.SelectionCompletedAt);
    }

    private static ProofSession At(ProofStatus status, out DateTimeOffset now)
    {
        now = Now;
        var proof = ProofSession.Prepare(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "h", 5, Now.AddDays(1), Now).Value!;
        if (status is ProofStatus.Active or ProofStatus.Completed)
        {
            Assert.True(proof.Open(Now).Succeeded);
            Assert.True(proof.Apply(Person, new PickWish(Guid.NewGuid(), SelectionKind.Final, null, 1), Now).Succeeded);
        }

        if (status == ProofStatus.Completed)
        {
            Assert.True(proof.Submit(null, Now).Succeeded);
        }

        if (status == ProofStatus.Expired)
        {
            now = Now.AddDays(2);
            Assert.Equal(new ProofClosed(ProofStatus.Expired), proof.Open(now).Refusal);
        }

        Assert.Equal(status, proof.Status);
        return proof;
    }
}
