using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Proofing;
using MindGraphy.Web.Features.Projects;

namespace MindGraphy.Web.Features.Proofing;

/// <summary>Picking: the couple's gallery and the studio's part on the project page.</summary>
public static class ProofingFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddProofing(this IServiceCollection services)
    {
        services.AddSingleton<ProofService>();
        services.AddScoped<ProofVisits>();
        services.AddSingleton(new ProjectSection(typeof(ProjectProofSection), 40, Rights.Proofing));
        return services;
    }
}
