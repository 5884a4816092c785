using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>Registers the store that the settings name.</summary>
public static class PhotoStoreRegistration
{
    /// <summary>Adds <see cref="IObjectStore"/> as section <c>Storage</c> wants it; settings that can't work stop the start with a sentence.</summary>
    public static IServiceCollection AddPhotoStores(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DiskStoreSigner>();
        services.TryAddSingleton<DiskObjectStore>();
        // The library measures how long an address is good by the machine's clock, so it is told by that one.
        services.TryAddSingleton(s => new S3ObjectStore(s.GetRequiredService<IOptions<StorageOptions>>(), TimeProvider.System));
        services.TryAddSingleton<IObjectStore>(provider =>
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageProvider.S3
                ? provider.GetRequiredService<S3ObjectStore>()
                : provider.GetRequiredService<DiskObjectStore>()
        );
        return services;
    }
}
