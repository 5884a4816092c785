using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Proofing;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Proofing;

/// <summary>Reminds couples before their deadline, and closes rounds after it.</summary>
/// <param name="proofs">Does it.</param>
public sealed class WatchDeadlinesWork(ProofService proofs) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => proofs.WatchDeadlinesAsync(ct);
}

/// <summary>Picking: the couple's gallery and the studio's part on the project page.</summary>
public static class ProofingFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddProofing(this IServiceCollection services)
    {
        services.AddSingleton<ProofService>();
        services.AddPeriodic<WatchDeadlinesWork>();
        services.AddScoped<ProofVisits>();
        services.AddSingleton(new ProjectSection(typeof(ProjectProofSection), 40, Rights.Proofing));
        services.AddSingleton(
            new MenuEntry("Proofing", ProofsPage.Path, StudioIcons.Proofing, MenuGroup.Photos, Rights.Proofing, 7, typeof(ProofingText))
        );
        return services;
    }
}
