using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Web.Layout;

namespace MindGraphy.Tests.Support;

/// <summary>A browser-less page of a project test: the shell's real services over the test's own database, in Korean, seen by one actor.</summary>
internal sealed class StudioScreen : BunitContext
{
    public StudioScreen(
        Actor actor,
        IStudioNews news,
        StudioClock clock,
        ProjectService projects,
        ScheduleService schedules,
        VenueService venues,
        GearService gear,
        CrewService crew,
        SubstitutionService substitutions,
        PhotographerService photographers
    )
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ko");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(clock);
        Services.AddSingleton(news);
        Services.AddSingleton(projects);
        Services.AddSingleton(schedules);
        Services.AddSingleton(venues);
        Services.AddSingleton(gear);
        Services.AddSingleton(crew);
        Services.AddSingleton(substitutions);
        Services.AddSingleton(photographers);
        Services.AddShell();
        Services.AddLogging();
        RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, actor));
    }
}
