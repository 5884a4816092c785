using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

public sealed class EditingFlowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Second = Guid.NewGuid();

    // The shortest way to each status, so that no test holds an impossible job.
    private static readonly Dictionary<EditingStatus, EditingStatus[]> Ways = new()
    {
        [EditingStatus.Queued] = [],
        [EditingStatus.InProgress] = [EditingStatus.InProgress],
        [EditingStatus.Review] = [EditingStatus.InProgress, EditingStatus.Review],
        [EditingStatus.Completed] = [EditingStatus.InProgress, EditingStatus.Review, EditingStatus.Completed],
        [EditingStatus.Revision] = [EditingStatus.InProgress, EditingStatus.Review, EditingStatus.Revision],
    };

    public static TheoryData<EditingStatus, EditingStatus> JobPairs =>
        [.. from f in Enum.GetValues<EditingStatus>() from t in Enum.GetValues<EditingStatus>() select (f, t)];

    public static TheoryData<EditStatus, EditStatus> ItemPairs =>
        [.. from f in Enum.GetValues<EditStatus>() from t in Enum.GetValues<EditStatus>() select (f, t)];

    [Theory]
    [MemberData(nameof(JobPairs))]
    public void A_job_goes_where_the_table_says_and_nowhere_else(EditingStatus from, EditingStatus to)
    {
        var job = At(from);
        var moved = job.MoveTo(to, "이유", Now);
        Assert.Equal(EditingFlow.Moves.Allows(from, to) ? null : new EditingCannotMove(from, to), moved.Refusal);
        Assert.Equal(moved.Succeeded ? to : from, job.Status);
    }

    [Theory]
    [MemberData(nameof(ItemPairs))]
    public void A_photo_goes_where_the_table_says_and_nowhere_else(EditStatus from, EditStatus to)
    {
        var job = EditingJob.FromPicks(Guid.NewGuid(), Guid.NewGuid(), [new ProofPick(First, 1, null)], null, null, Now);
        foreach (var step in new[] { EditStatus.InProgress, EditStatus.Completed, EditStatus.Approved }.Where(s => s <= from))
        {
            Assert.True(job.MoveItem(First, step, Now).Succeeded);
        }

        var moved = job.MoveItem(First, to, Now);
        Assert.Equal(EditFlow.Moves.Allows(from, to) ? null : new ItemCannotMove(from, to), moved.Refusal);
        Assert.Equal(moved.Succeeded ? to : from, job.Items[0].Status);
    }

    [Theory]
    [InlineData(EditingStatus.Review)]
    [InlineData(EditingStatus.Completed)]
    public void Photos_of_a_job_that_is_handed_in_stay_as_they_are(EditingStatus status)
    {
        Assert.IsType<ItemCannotMove>(At(status).MoveItem(First, EditStatus.InProgress, Now).Refusal);
    }

    [Fact]
    public void Photos_that_nobody_began_leave_the_job_and_begun_ones_stay()
    {
        var job = EditingJob.FromPicks(
            Guid.NewGuid(),
            Guid.NewGuid(),
            [new ProofPick(First, 1, null), new ProofPick(Second, 2, "메모")],
            null,
            null,
            Now
        );
        job.MoveItem(First, EditStatus.InProgress, Now);
        Assert.True(job.Withdraw(new HashSet<Guid> { First, Second }, Now));
        Assert.Equal([First], job.PhotoIds);
        Assert.NotNull(job.Items[0].DroppedAt);
        var untouched = EditingJob.FromPicks(Guid.NewGuid(), Guid.NewGuid(), [new ProofPick(First, 1, null)], null, null, Now);
        Assert.False(untouched.Withdraw(new HashSet<Guid> { First }, Now));
    }

    [Theory]
    [InlineData(EditingStatus.Review, 0)]
    [InlineData(EditingStatus.Completed, 1)]
    public void What_the_check_sends_back_is_no_round_and_what_the_couple_asks_by_phone_is_one(EditingStatus from, int rounds)
    {
        var job = At(from);
        Assert.True(job.MoveTo(EditingStatus.Revision, "톤", Now).Succeeded);
        Assert.Equal(rounds, job.RevisionCount);
    }

    [Fact]
    public void A_pin_stands_on_the_picture_also_where_the_frame_is_wider_or_higher()
    {
        EditingPhoto Photo(int width, int height) =>
            new(First, "a.jpg", "", width, height, 1, null, EditStatus.Pending, null, null, [], false);
        Assert.Equal((25m, 60m), Photo(600, 400).Place(new PersonPin("나", 250, 600), 1.5m));
        Assert.Equal((50m, 60m), Photo(400, 600).Place(new PersonPin("나", 500, 600), 1.5m));
        Assert.Equal((25m, 0m), Photo(450, 600).Place(new PersonPin("나", 0, 0), 1.5m));
        Assert.Equal((100m, 75m), Photo(600, 200).Place(new PersonPin("나", 1000, 1000), 1.5m));
    }

    private static EditingJob At(EditingStatus status)
    {
        var job = EditingJob.FromPicks(Guid.NewGuid(), Guid.NewGuid(), [new ProofPick(First, 1, null)], null, null, Now);
        job.MoveItem(First, EditStatus.InProgress, Now);
        job.MoveItem(First, EditStatus.Completed, Now);
        if (status == EditingStatus.Queued)
        {
            return EditingJob.FromPicks(Guid.NewGuid(), Guid.NewGuid(), [new ProofPick(First, 1, null)], null, null, Now);
        }

        foreach (var step in Ways[status].Skip(1))
        {
            Assert.True(job.MoveTo(step, "이유", Now).Succeeded);
        }

        Assert.Equal(status, job.Status);
        return job;
    }
}
