using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Schedules.Sheet;
using Xunit;

namespace MindGraphy.Tests.Web.Schedules;

public sealed class PrintPageTests(MigratedTemplate template) : ProjectTest(template)
{
    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<HolidayService>();
    }

    [Fact]
    public async Task What_crosses_midnight_stands_on_both_days_and_what_ends_at_midnight_on_one()
    {
        var project = await ProjectAsync();
        await BookedAsync(
            project,
            Plan(At(22, days: -1), At(2), await PhotographerAsync()) with
            {
                Location = "한강 야경",
                TravelMinutes = 40,
            }
        );
        await BookedAsync(project, Plan(At(20, days: -1), At(0), await PhotographerAsync("정", "도윤")) with { Location = "노을 카페" });
        await using var screen = Screen();

        var before = Sections(screen, "day", WeddingDay.AddDays(-1)).Single();
        Assert.Contains("한강 야경", before);
        Assert.Contains("5. 16.", before[before.IndexOf("22:00–02:00", StringComparison.Ordinal)..]);
        Assert.Contains("21:20", before);
        Assert.Contains("노을 카페", before);
        var day = Sections(screen, "day", WeddingDay).Single();
        Assert.Contains("한강 야경", day);
        Assert.Contains("5. 15.", day[day.IndexOf("22:00–02:00", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("21:20", day);
        Assert.DoesNotContain("노을 카페", day);

        // On a week's paper as on a day's.
        var week = Sections(screen, "week", WeddingDay);
        Assert.Equal(2, week.Count(s => s.Contains("한강 야경", StringComparison.Ordinal)));
        Assert.Single(week, s => s.Contains("노을 카페", StringComparison.Ordinal));
    }

    private static List<string> Sections(StudioScreen screen, string view, DateOnly day)
    {
        var navigation = screen.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        navigation.NavigateTo($"/studio/calendar/print?view={view}&date={day:yyyy-MM-dd}");
        var page = screen.Render<PrintPage>();
        page.WaitForElement(".paper-day table", TimeSpan.FromSeconds(10));
        return [.. page.FindAll(".paper-day").Select(s => s.TextContent)];
    }

    private StudioScreen Screen()
    {
        var screen = new StudioScreen(
            Manager,
            Get<IStudioNews>(),
            Clock,
            Projects,
            Schedules,
            Venues,
            Get<GearService>(),
            Get<CrewService>(),
            Get<SubstitutionService>(),
            Get<PhotographerService>()
        );
        screen.Services.AddSingleton(Get<HolidayService>());
        var user = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Manager.UserId!.Value.ToString()),
                new Claim(ClaimTypes.Role, nameof(UserRole.Manager)),
                .. Manager.Permissions.Select(p => new Claim(StudioClaims.Permission, p)),
            ],
            "test"
        );
        screen.RenderTree.Add<Microsoft.AspNetCore.Components.CascadingValue<HttpContext>>(p =>
            p.Add(c => c.Value, new DefaultHttpContext { User = new ClaimsPrincipal(user) })
        );
        return screen;
    }
}
