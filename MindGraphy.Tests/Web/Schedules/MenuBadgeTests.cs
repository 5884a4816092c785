using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Schedules;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using Xunit;

namespace MindGraphy.Tests.Web.Schedules;

public sealed class MenuBadgeTests(MigratedTemplate template) : ProjectTest(template)
{
    [Fact]
    public async Task A_photographers_menu_counts_what_waits_for_their_answer_while_they_look_at_it()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        await using var screen = Screen(park);
        var rail = screen.Render<NavRail>(p => p.AddCascadingValue(park));
        Assert.Empty(rail.FindAll(".mg-count"));

        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park.UserId));
        rail.WaitForAssertion(() => Assert.Equal("1", rail.Find(".mg-rail .mg-count").TextContent), TimeSpan.FromSeconds(10));

        Assert.Null((await Get<CrewService>().AnswerAsync(park, shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        rail.WaitForAssertion(() => Assert.Empty(rail.FindAll(".mg-count")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task News_of_shoots_are_no_question_for_screens_of_managers()
    {
        var counts = new CrewCounts(Get<CrewService>());
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        IStudioEvent[] news =
        [
            new ShootBooked(Guid.Empty, WeddingDay),
            new ShootChanged(Guid.Empty, WeddingDay),
            new SwapChanged(Guid.Empty, Guid.Empty),
        ];

        Assert.All(news, n => Assert.True(counts.ChangesWith(park, n)));
        Assert.All(news, n => Assert.False(counts.ChangesWith(Manager, n)));
        Assert.False(counts.ChangesWith(park, new PersonTimeChanged(Guid.Empty, WeddingDay)));
    }

    private StudioScreen Screen(Actor actor)
    {
        var screen = new StudioScreen(
            actor,
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
        screen.AddAuthorization().SetAuthorized("박하늘");
        screen.Services.AddSingleton<IMenuCounts, CrewCounts>();
        screen.Services.AddSingleton(
            new MenuEntry("MyDay", "/studio/my", StudioIcons.Clock, MenuGroup.Today, Rights.Projects, 8, typeof(SchedulesText))
        );
        screen.SetRendererInfo(new RendererInfo("Server", true));
        return screen;
    }
}
