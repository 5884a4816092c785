using System.Collections.Frozen;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

public sealed class ProfileTests(MigratedTemplate template) : TeamTest(template)
{
    private static readonly ProfileDraft Full = new(
        ["본식", " 스냅 ", "본식", ""],
        ["서울"],
        ["Sony A7 IV", "85mm F1.4"],
        "수석",
        new Money(350_000),
        "https://example.com/haneul",
        7,
        AvailabilityStatus.Busy,
        true,
        "온새은행 000-00-000000\n3.3% 원천징수"
    );

    [Fact]
    public async Task What_is_written_is_read_back_cleaned()
    {
        var person = await PhotographerAsync();
        Assert.Null((await People.DescribeAsync(Manager, person, Full, 0, Ct)).Refusal);

        var read = (await People.DetailAsync(Manager, person, Ct)).Value!;

        Assert.Equal(["본식", "스냅"], read.Profile.Specialties);
        Assert.Equal(Full.Equipment, read.Profile.Equipment);
        Assert.Equal((Full.Fee, Full.SettlementNote, Full.Grade), (read.Profile.Fee, read.Profile.SettlementNote, read.Profile.Grade));
        Assert.Equal("array", await ScalarAsync<string>("SELECT jsonb_typeof(equipment_owned) FROM photographers"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("example.com/haneul")]
    [InlineData("ftp://example.com")]
    public async Task A_portfolio_is_a_web_address(string url)
    {
        var person = await PhotographerAsync();

        var refused = (await People.DescribeAsync(Manager, person, Full with { PortfolioUrl = url }, 0, Ct)).Refusal;

        Assert.Equal(new UrlNotValid("PortfolioUrl"), refused);
    }

    [Fact]
    public async Task Limits_are_said_at_their_field()
    {
        var person = await PhotographerAsync();
        ProfileDraft[] drafts =
        [
            Full with
            {
                Areas = [.. Enumerable.Range(0, 21).Select(i => "지역" + i)],
            },
            Full with
            {
                Equipment = [new string('가', 61)],
            },
            Full with
            {
                ExperienceYears = 71,
            },
            Full with
            {
                Fee = new Money(-1),
            },
            Full with
            {
                Grade = new string('가', 31),
            },
        ];
        var said = new List<string?>();
        foreach (var draft in drafts)
        {
            said.Add((await People.DescribeAsync(Manager, person, draft, 0, Ct)).Refusal?.Field);
        }

        Assert.Equal(["Areas", "Equipment", "ExperienceYears", "Fee", "Grade"], said);
    }

    [Fact]
    public async Task Who_may_not_see_money_neither_reads_nor_loses_it()
    {
        var person = await PhotographerAsync();
        Assert.Null((await People.DescribeAsync(Manager, person, Full, 0, Ct)).Refusal);
        var planner = Manager with { Permissions = new[] { Rights.Calendar }.ToFrozenSet() };

        var seen = (await People.DetailAsync(planner, person, Ct)).Value!;
        Assert.Equal((null, null), (seen.Profile.Fee, seen.Profile.SettlementNote));
        Assert.Null((await People.DescribeAsync(planner, person, seen.Profile with { Grade = "대표" }, seen.Version, Ct)).Refusal);

        var kept = (await People.DetailAsync(Manager, person, Ct)).Value!.Profile;
        Assert.Equal(("대표", Full.Fee, Full.SettlementNote), (kept.Grade, kept.Fee, kept.SettlementNote));
    }

    [Fact]
    public async Task Who_does_not_photograph_has_no_profile()
    {
        var editor = await StaffAsync(UserRole.Editor, "임", "가온");

        Assert.Equal(new PhotographerNotFound(), (await People.DetailAsync(Manager, editor.UserId!.Value, Ct)).Refusal);
        Assert.Equal(new PhotographerNotFound(), (await People.DescribeAsync(Manager, editor.UserId.Value, Full, 0, Ct)).Refusal);
        Assert.Equal(new PhotographerNotFound(), (await People.DescribeAsync(Manager, Guid.NewGuid(), Full, 0, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await People.DetailAsync(editor, editor.UserId.Value, Ct)).Refusal);
    }
}
