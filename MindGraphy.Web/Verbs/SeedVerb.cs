using MindGraphy.Data.Seeding;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Features.Notifications;

namespace MindGraphy.Web.Verbs;

/// <summary>What a new installation needs before anybody signs in. Writes what is missing and never touches what a studio changed.</summary>
public static class SeedVerb
{
    /// <summary>Seeds.</summary>
    public static Task RunAsync(IServiceProvider services)
    {
        var clock = services.GetRequiredService<StudioClock>();
        return services.GetRequiredService<StudioSeed>().SeedAsync(StandardTemplates.Create(clock.Now));
    }
}
