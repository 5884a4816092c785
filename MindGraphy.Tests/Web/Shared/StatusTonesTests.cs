using Bunit;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Shared;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed class StatusTonesTests : SharedTest
{
    /// <summary>The statuses of the seed schema and their values.</summary>
    private const string Seed = """
        LeadStatus Inquiry,Consultation,Proposal,Contracted,Completed,Cancelled
        ContractStatus Draft,Sent,Signed,Active,Completed,Cancelled
        QuoteStatus Draft,Sent,Accepted,Declined,Withdrawn
        PaymentStatus Pending,Completed,Failed,Refunded
        ProjectStatus Scheduled,InProgress,ProofReady,Editing,Completed,Delivered,Archived
        LeaveStatus Requested,Approved,Declined,Withdrawn,Cancelled
        ShootStatus Scheduled,Confirmed,InProgress,Completed,Cancelled
        CrewAnswer Asked,Accepted,Declined
        SwapStatus Offered,Accepted,Approved,Declined,Withdrawn
        SubstitutionStatus Proposed,Agreed,Declined,Withdrawn
        UploadStatus Pending,Uploading,Completed,Failed
        EditStatus Pending,InProgress,Completed,Approved
        ProofStatus Pending,Active,Completed,Expired
        EditingStatus Queued,InProgress,Review,Completed,Revision
        RevisionStatus Sent,Submitted,Closed
        AlbumOrderStatus Draft,Designing,Proofing,Approved,Ordered,Arrived,Shipped,HandedOver,Cancelled
        AlbumRoundStatus Preparing,Sent,Asked,Approved,Retired
        DeliveryStatus Preparing,Ready,Delivered,Expired
        BankEntryStatus Open,Booked,Ignored
        ImportStatus Uploaded,Checking,Checked,Running,Completed,Cancelled,Failed,Undone
        VerificationStatus Pending,Verified,Failed
        NoticeStatus Pending,Sent,Delivered,Failed,Bounced
        UserStatus Active,Inactive,Suspended
        """;

    [Fact]
    public void Every_status_of_the_seed_has_a_tone_and_no_other_has()
    {
        var expected = Seed.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .SelectMany(parts => parts[1].Split(',').Select(value => (parts[0], value)));

        Assert.Equal(expected.Order(), StatusTones.Known.Order());
    }

    [Fact]
    public void Every_value_of_a_status_enum_in_the_domain_has_a_tone()
    {
        var named = StatusTones.Known.Select(k => k.Status).ToHashSet();
        var enums = typeof(Result).Assembly.GetTypes().Where(t => t.IsEnum && named.Contains(t.Name)).ToList();

        Assert.Contains(typeof(UserStatus), enums);
        Assert.Empty(
            from status in enums
            from value in Enum.GetNames(status)
            where StatusTones.Find(status.Name, value) is null
            select $"{status.Name}.{value}"
        );
    }

    [Fact]
    public void A_chip_says_the_status_in_words_and_shows_its_tone()
    {
        var chip = Render<StatusChip<UserStatus>>(p => p.Add(c => c.Value, UserStatus.Suspended)).Find(".mg-chip");

        Assert.Equal("정지", chip.TextContent);
        Assert.Contains("mg-tone-negative", chip.ClassList);
    }
}
