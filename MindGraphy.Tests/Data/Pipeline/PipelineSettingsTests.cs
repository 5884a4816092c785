using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Pipeline;

/// <summary>Lists, partners, rules and saved views that the studio keeps itself.</summary>
public sealed class PipelineSettingsTests(MigratedTemplate template) : LeadTest(template)
{
    [Fact]
    public async Task A_source_that_is_put_away_is_not_offered_and_stays_readable()
    {
        await ItemAsync("인스타그램", "Instagram");
        await ItemAsync("네이버", null);
        var id = await LeadAsync(Couple with { SourceChannel = "네이버" });
        var naver = (await ReadAsync()).Lists.Single(l => l.Details.Name == "네이버");
        Assert.Equal(1, naver.Couples);

        await Rules.SaveItemAsync(Manager, ListKind.LeadSource, naver.Id, naver.Details with { IsActive = false }, Ct);

        var offered = (await Screens.ChoicesAsync(Manager, ViewPage.Pipeline, Ct)).Value!.Sources;
        Assert.Equal(["인스타그램"], offered.Select(s => s.Name));
        Assert.Equal("Instagram", offered[0].Shown(korean: false));
        Assert.Equal("네이버", (await CardAsync(id)).Source);
    }

    [Fact]
    public async Task Sixteen_managers_who_add_one_name_make_one_entry()
    {
        var made = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Rules.SaveItemAsync(Manager, ListKind.CancelReason, null, new ListItemDetails("예산"), Ct))
        );

        Assert.Equal(1, made.Count(m => m.Succeeded));
        Assert.All(made.Where(m => !m.Succeeded), m => Assert.Equal(new NameTaken(), m.Refusal));
    }

    [Fact]
    public async Task An_entry_moves_up_and_down_and_stays_at_the_ends()
    {
        await ItemAsync("하나");
        await ItemAsync("둘");
        await ItemAsync("셋");
        var third = (await ReadAsync()).Lists[2].Id;

        await Rules.ShiftItemAsync(Manager, ListKind.LeadSource, third, up: true, Ct);
        Assert.Equal(["하나", "셋", "둘"], (await ReadAsync()).Lists.Select(l => l.Details.Name));
        await Rules.ShiftItemAsync(Manager, ListKind.LeadSource, third, up: true, Ct);
        await Rules.ShiftItemAsync(Manager, ListKind.LeadSource, third, up: true, Ct);
        Assert.Equal(["셋", "하나", "둘"], (await ReadAsync()).Lists.Select(l => l.Details.Name));
    }

    [Fact]
    public async Task A_partner_is_remembered_with_the_couple_and_counted()
    {
        await Rules.SavePartnerAsync(Manager, null, new PartnerDetails(PartnerKind.Planner, "아이패밀리", "02-1234-5678"), Ct);
        var partner = (await ReadAsync()).Partners.Single();
        Assert.Equal("+82212345678", partner.Details.Phone);
        var id = await LeadAsync();

        Assert.Null((await Customers.ReferAsync(Manager, id, partner.Id, Ct)).Refusal);

        Assert.Equal(1, (await ReadAsync()).Partners.Single().Couples);
        var listed = (await Screens.ListAsync(Manager, new CustomerFilter { ReferrerId = partner.Id }, null, Ct)).Value!;
        Assert.Equal("아이패밀리", listed.Lines.Single().Referrer);
        Assert.Equal(new PartnerNotFound(), (await Customers.ReferAsync(Manager, id, Guid.NewGuid(), Ct)).Refusal);
        Assert.Equal(
            new PhoneUnreadable("Phone"),
            (await Rules.SavePartnerAsync(Manager, null, new PartnerDetails(PartnerKind.Venue, "홀", "12"), Ct)).Refusal
        );
    }

    [Fact]
    public async Task A_view_is_its_owners_unless_it_is_shared_and_only_the_owner_removes_it()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        await Rules.SaveViewAsync(Manager, ViewPage.Pipeline, "내 급한 일", "only=overdue&manager=me", shared: false, Ct);
        await Rules.SaveViewAsync(Manager, ViewPage.Pipeline, "5월 예식", "month=2027-05", shared: true, Ct);

        var theirs = (await Screens.ChoicesAsync(other, ViewPage.Pipeline, Ct)).Value!.Views;
        Assert.Equal([("5월 예식", false)], theirs.Select(v => (v.Name, v.IsMine)));
        Assert.Equal(new EntryNotFound(), (await Rules.RemoveViewAsync(other, theirs[0].Id, Ct)).Refusal);
        Assert.Equal(new NameTaken(), (await Rules.SaveViewAsync(Manager, ViewPage.Pipeline, "5월 예식", "q=1", false, Ct)).Refusal);
        Assert.Null((await Rules.RemoveViewAsync(Manager, theirs[0].Id, Ct)).Refusal);
        Assert.Equal(["내 급한 일"], (await Screens.ChoicesAsync(Manager, ViewPage.Pipeline, Ct)).Value!.Views.Select(v => v.Name));
        Assert.Empty((await Screens.ChoicesAsync(Manager, ViewPage.Customers, Ct)).Value!.Views);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public async Task Idle_days_are_from_one_to_a_year(int days, bool taken)
    {
        Assert.Equal(taken, (await Rules.IdleAfterAsync(Manager, LeadStatus.Inquiry, days, Ct)).Succeeded);
        Assert.True((await Rules.IdleAfterAsync(Manager, LeadStatus.Inquiry, null, Ct)).Succeeded);
    }

    [Fact]
    public async Task Whoever_has_nothing_to_do_with_leads_is_refused()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "윤", "슬");

        Assert.Equal(new NotAllowed(), (await Rules.ReadAsync(photographer, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Rules.SaveViewAsync(photographer, ViewPage.Pipeline, "x", "q=1", false, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Screens.ChoicesAsync(photographer, ViewPage.Pipeline, Ct)).Refusal);
    }

    private async Task<PipelineRules> ReadAsync() => (await Rules.ReadAsync(Manager, Ct)).Value!;

    private async Task ItemAsync(string name, string? english = null) =>
        Assert.Null((await Rules.SaveItemAsync(Manager, ListKind.LeadSource, null, new ListItemDetails(name, english), Ct)).Refusal);
}
