using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>The calendar, one's own day, and the worker that ends holds.</summary>
public static class SchedulesFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddOptions<ScheduleSettings>().BindConfiguration(ScheduleSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ScheduleService>();
        services.AddSingleton<CapacityService>();
        services.AddSingleton<CrewService>();
        services.AddSingleton<SubstitutionService>();
        services.AddPeriodic<ExpireHoldsWork>();

        // Radzen's month view asks for it, although we show its list of further entries ourselves.
        services.AddScoped<Radzen.DialogService>();
        services.AddSingleton(
            new MenuEntry(
                "Calendar",
                "/studio/calendar",
                StudioIcons.Calendar,
                MenuGroup.Projects,
                Rights.Calendar,
                2,
                typeof(SchedulesText)
            )
        );
        services.AddSingleton(
            new MenuEntry("MyDay", "/studio/my", StudioIcons.Clock, MenuGroup.Today, Rights.Projects, 8, typeof(SchedulesText))
        );
        services.AddSingleton<IMenuCounts, CrewCounts>();
        services.AddSingleton(new ProjectSection(typeof(ProjectDaySection), 15, Rights.Projects));
        services.AddSingleton(new ProjectSection(typeof(SubstitutionSection), 16, Rights.Calendar));
        return services;
    }
}

/// <summary>
/// Shoots and swaps that wait for one's own answer, beside one's own days in the rail. Live for who is booked day by day; a manager who photographs
/// too sees it with the next page, so that a drag in the calendar is no question for every manager's screen.
/// </summary>
internal sealed class CrewCounts(CrewService crew) : IMenuCounts
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(Actor actor, CancellationToken ct) =>
        await crew.WaitingAsync(actor, ct) is { All: > 0 } waiting
            ? new Dictionary<string, int> { ["MyDay"] = waiting.All }
            : new Dictionary<string, int>();

    public bool ChangesWith(Actor actor, IStudioEvent news) =>
        actor.Role == UserRole.Photographer && news is (ShootBooked or ShootChanged or SwapChanged);
}

/// <summary>Ends holds that have run out. Bookings do not wait for it: an expired hold is in nobody's way.</summary>
public sealed class ExpireHoldsWork(ScheduleService schedules) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => schedules.ExpireHoldsAsync(ct);
}
