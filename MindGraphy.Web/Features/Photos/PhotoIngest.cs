using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Decoding;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>What happens to a photo behind the pages: it is read, arranged beside others, and what nobody knows any more is swept.</summary>
public static class PhotoIngest
{
    /// <summary>Adds the decoders and what works on albums now and then.</summary>
    public static IServiceCollection AddPhotoIngest(this IServiceCollection services)
    {
        services.AddOptions<DecoderOptions>().BindConfiguration(DecoderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BurstOptions>().BindConfiguration(DecoderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DecoderPool>();
        services.AddSingleton<IPhotoRenderer>(s => s.GetRequiredService<DecoderPool>());
        services.AddSingleton<IPdfPages>(s => s.GetRequiredService<DecoderPool>());
        services.AddSingleton<ArrangementService>();
        services.AddSingleton<OrphanSweep>();
        services.AddPeriodic<ArrangeAlbumsWork>();
        services.AddPeriodic<GiveUpPhotosWork>();
        services.AddPeriodic<SweepOrphansWork>();
        return services;
    }
}
