using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Pipeline;

/// <summary>The light on a card: what the calendar says about the wished day.</summary>
public sealed class DateLightTests(MigratedTemplate template) : LeadTest(template)
{
    private ScheduleService Schedules => Get<ScheduleService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<ScheduleService>();
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('manager', 'calendar')");
    }

    [Fact]
    public async Task A_card_is_green_amber_or_red_by_who_is_free_that_day()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "윤", "슬");
        var asked = await LeadAsync();
        Assert.Equal(DateLight.Free, (await CardAsync(asked)).Light);

        var rival = await LeadAsync(null, LeadStatus.Consultation, LeadStatus.Proposal);
        Assert.Equal(DateLight.Contested, (await CardAsync(asked)).Light);
        Assert.Equal(DateLight.Free, (await CardAsync(rival)).Light);

        Assert.Null(
            (await Schedules.AddLeaveAsync(Manager, photographer.UserId!.Value, new DateOnly(2026, 10, 17), null, null, "휴가", Ct)).Refusal
        );
        Assert.Equal([DateLight.Full, DateLight.Full], [(await CardAsync(asked)).Light, (await CardAsync(rival)).Light]);
        Assert.Equal(
            DateLight.Full,
            (await Screens.BoardAsync(Manager, new BoardFilter(), Ct)).Value![0].Cards.Single(c => c.Id == asked).Light
        );
    }

    [Fact]
    public async Task Lost_couples_past_days_and_no_day_have_no_light()
    {
        await StaffAsync(UserRole.Photographer, "윤", "슬");
        var lost = await LeadAsync(null, LeadStatus.Cancelled);
        var dateless = await LeadAsync(Couple with { WeddingDate = null });
        var past = await LeadAsync();
        await ExecuteAsync("UPDATE customers SET wedding_date = '2026-01-01' WHERE id = $1", past);

        foreach (var id in (Guid[])[lost, dateless, past])
        {
            Assert.Equal(DateLight.None, (await CardAsync(id)).Light);
        }
    }
}
