using System.Collections.Frozen;
using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Web.Shared;
using MindGraphy.Web.Components;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using Xunit;

namespace MindGraphy.Tests.Web.Layout;

public sealed class ShellTests : SharedTest
{
    [Theory]
    [InlineData("/studio/projects?tab=2", "/studio/projects?tab=2")]
    [InlineData("/", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData(null, "/")]
    public void The_way_back_never_leads_out_of_the_studio(string? asked, string given) => Assert.Equal(given, ShellFeature.Local(asked));

    [Fact]
    public void Every_lean_page_is_kept_out_of_circuits() =>
        Assert.All(
            typeof(App).Assembly.GetTypes().Where(t => t.GetCustomAttribute<LeanPageAttribute>() is not null),
            page => Assert.NotNull(page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>())
        );

    [Fact]
    public void The_rail_shows_only_what_the_actor_has_a_right_to()
    {
        AddAuthorization().SetAuthorized("박하늘");
        Services.AddSingleton(
            new MenuEntry("SignOut", "/studio/calendar", StudioIcons.Calendar, MenuGroup.Projects, Rights.Calendar, 10, typeof(ShellText))
        );
        Services.AddSingleton(
            new MenuEntry("Look", "/studio/projects", StudioIcons.Projects, MenuGroup.Projects, Rights.Projects, 11, typeof(ShellText))
        );
        Services.AddSingleton<IStudioNews, StudioNews>();
        SetRendererInfo(new RendererInfo("Server", true));
        var photographer = new Actor(Guid.CreateVersion7(), UserRole.Photographer)
        {
            Permissions = Rights.Defaults[UserRole.Photographer].ToFrozenSet(),
        };

        var rail = Render<NavRail>(p => p.AddCascadingValue(photographer));

        Assert.Equal(["/studio/projects"], rail.FindAll(".mg-rail .mg-nav").Select(a => a.GetAttribute("href")!));
    }
}
