using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using Xunit;

namespace MindGraphy.Tests.Domain.Customers;

/// <summary>The couple itself: its table of moves and what it refuses.</summary>
public sealed class CustomerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly CustomerDetails Couple = new("이도현", "김서연", BridePhone: "010-2345-6789");

    public static TheoryData<LeadStatus, LeadStatus> EveryPair
    {
        get
        {
            var pairs = new TheoryData<LeadStatus, LeadStatus>();
            foreach (var from in Enum.GetValues<LeadStatus>())
            {
                foreach (var to in Enum.GetValues<LeadStatus>())
                {
                    pairs.Add(from, to);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void A_card_moves_by_hand_where_the_table_says_so_and_nowhere_else(LeadStatus from, LeadStatus to)
    {
        var customer = At(from);
        var before = customer.Stages.Count;
        var move = LeadFlow.Moves.Find(from, to);

        var result = customer.MoveTo(to, "다른 곳과 계약", Actor.System, Now.AddDays(1));

        Refusal? expected =
            move is null ? new LeadCannotMove(from, to)
            : move.By == MoveBy.Fact ? new LeadMovesByContract(to)
            : null;
        Assert.Equal(expected, result.Refusal);
        Assert.Equal(expected is null ? to : from, customer.LeadStatus);
        Assert.Equal(before + (expected is null ? 1 : 0), customer.Stages.Count);
    }

    [Theory]
    [InlineData(LeadStatus.Inquiry)]
    [InlineData(LeadStatus.Consultation)]
    [InlineData(LeadStatus.Proposal)]
    [InlineData(LeadStatus.Contracted)]
    public void Losing_a_lead_needs_a_reason(LeadStatus from)
    {
        var customer = At(from);

        Assert.Equal(new ReasonRequired(), customer.MoveTo(LeadStatus.Cancelled, "  ", Actor.System, Now).Refusal);
        Assert.True(customer.MoveTo(LeadStatus.Cancelled, "예산", Actor.System, Now).Succeeded);
        Assert.Equal("예산", customer.CancelReason);
    }

    [Fact]
    public void A_lead_that_comes_back_has_no_reason_any_more()
    {
        var customer = At(LeadStatus.Cancelled);

        Assert.True(customer.MoveTo(LeadStatus.Inquiry, null, Actor.System, Now).Succeeded);

        Assert.Null(customer.CancelReason);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_in_the_order_of_the_form()
    {
        var wrong = new CustomerDetails(" ", "김서연", BridePhone: "12", Email: "x@y", WeddingDate: new DateOnly(2026, 3, 1));

        Assert.Equal(
            [
                new FieldRequired(nameof(CustomerDetails.GroomName)),
                new PhoneUnreadable(nameof(CustomerDetails.BridePhone)),
                new EmailUnreadable(nameof(CustomerDetails.Email)),
                new DateInThePast(nameof(CustomerDetails.WeddingDate)),
            ],
            Customer.Check(wrong, Today)
        );
    }

    [Fact]
    public void Somebody_nobody_could_answer_is_refused()
    {
        Assert.Equal([new ContactMissing(nameof(CustomerDetails.BridePhone))], Customer.Check(new("이도현", "김서연"), Today));
        Assert.Empty(Customer.Check(new("이도현", "김서연", Email: "seoyeon@example.com"), Today));
    }

    [Fact]
    public void What_is_longer_than_its_column_is_refused_with_the_number()
    {
        var wrong = Couple with { WeddingVenue = new string('홀', 256), BrideName = new string('김', 101) };

        Assert.Equal(
            [new FieldTooLong("BrideName", Customer.NameMaxLength), new FieldTooLong("WeddingVenue", Customer.VenueMaxLength)],
            Customer.Check(wrong, Today)
        );
    }

    [Fact]
    public void A_wedding_that_was_can_still_be_edited()
    {
        var customer = Customer.Inquire(Couple with { WeddingDate = Today }, Today, Now).Value!;

        var edits = customer.Details.EditsTo(Couple with { WeddingDate = Today.AddDays(-30), GroomName = "이 도현" });
        Assert.True(customer.Change(edits, Actor.System, Now).Succeeded);

        Assert.Equal("이 도현", customer.Contacts.Single(c => c.Role == ContactRole.Groom).Name);
    }

    [Theory]
    [InlineData(LeadStatus.Inquiry, LeadStep.Reply)]
    [InlineData(LeadStatus.Consultation, LeadStep.Propose)]
    [InlineData(LeadStatus.Proposal, LeadStep.MakeContract)]
    [InlineData(LeadStatus.Contracted, LeadStep.PrepareShoot)]
    [InlineData(LeadStatus.Completed, null)]
    [InlineData(LeadStatus.Cancelled, null)]
    public void A_card_says_what_is_next(LeadStatus status, LeadStep? next)
    {
        var card = new LeadCard(Guid.NewGuid(), "김서연", "이도현", Today, null, status, Now, null, null, null, null, 1);

        Assert.Equal(next, card.Next(Today));
        Assert.Equal(status == LeadStatus.Contracted ? LeadStep.Deliver : next, card.Next(Today.AddDays(1)));
    }

    private static Customer At(LeadStatus status)
    {
        var customer = Customer.Inquire(Couple, Today, Now).Value!;
        switch (status)
        {
            case LeadStatus.Consultation:
                customer.MoveTo(LeadStatus.Consultation, null, Actor.System, Now);
                break;
            case LeadStatus.Proposal:
                customer.ReachProposal(Actor.System, Now);
                break;
            case LeadStatus.Contracted:
                customer.BecomeContracted(Actor.System, Now);
                break;
            case LeadStatus.Completed:
                customer.BecomeContracted(Actor.System, Now);
                customer.BecomeCompleted(Actor.System, Now);
                break;
            case LeadStatus.Cancelled:
                customer.MoveTo(LeadStatus.Cancelled, "예산", Actor.System, Now);
                break;
        }

        Assert.Equal(status, customer.LeadStatus);
        return customer;
    }
}
