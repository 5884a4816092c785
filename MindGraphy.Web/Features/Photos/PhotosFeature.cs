using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Cards;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Folders;
using MindGraphy.Web.Features.Photos.Watermarks;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>Albums, uploads and renditions.</summary>
public static class PhotosFeature
{
    /// <summary>Adds services, the task that renders, the sweep, and the albums on a project's page.</summary>
    public static IServiceCollection AddPhotos(this IServiceCollection services)
    {
        services.AddSingleton<AlbumService>();
        services.AddSingleton<UploadService>();
        services.AddSingleton<CameraService>();
        services.AddSingleton<LibraryService>();
        services.AddSingleton<CardService>();
        services.AddSingleton<PhotoFactList>();
        services.AddSingleton<FolderUpload>();
        services.AddSingleton<IStampDrawer, StampDrawer>();
        services.AddSingleton<WatermarkService>();
        services.AddSingleton<WatchService>();
        services.AddOptions<WatchOptions>().BindConfiguration(WatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddTaskHandler<RenderPhoto, RenderPhotoTask>();
        services.AddPeriodic<SweepUploadsWork>();
        services.AddPeriodic<PurgePhotosWork>();
        services.AddPeriodic<WatchFolderWork>();
        services.AddSingleton(new ProjectSection(typeof(ProjectAlbumsSection), 40, Rights.Projects));
        services.AddSingleton(new ProjectSection(typeof(CardLedgerSection), 38, Rights.Projects));
        services.AddSingleton(new ProjectSection(typeof(CamerasSection), 42, Rights.Projects));
        services.AddSingleton<WatermarkPreview>();
        services.AddSingleton(
            new MenuEntry("Watermark", WatermarkPage.Path, StudioIcons.Proofing, MenuGroup.Studio, Rights.Settings, 28, typeof(PhotosText))
        );
        services.AddSingleton(
            new MenuEntry("Watched", "/studio/watched", StudioIcons.Photos, MenuGroup.Photos, Rights.ProjectsAll, 60, typeof(PhotosText))
        );

        // Parts go straight to the store: where that is another server, pages have to be allowed to talk to it.
        services
            .AddOptions<SecurityHeaderOptions>()
            .Configure<IObjectStore>(
                (headers, store) =>
                {
                    if (store.SignGet("origin", TimeSpan.FromMinutes(1)) is { IsAbsoluteUri: true } url)
                    {
                        headers.ConnectSources.Add(url.GetLeftPart(UriPartial.Authority));
                    }
                }
            );
        return services;
    }
}
