using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web;

/// <summary>Section <c>Studio</c>.</summary>
public sealed class StudioOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Studio";

    /// <summary>The zone in which the studio says its days and hours, by its IANA name.</summary>
    public string TimeZone { get; set; } = "Asia/Seoul";
}

/// <summary>Whether the zone is known here.</summary>
public sealed class StudioOptionsValidator : IValidateOptions<StudioOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StudioOptions options) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Studio:TimeZone is '{options.TimeZone}', which this machine does not know. Use an IANA name such as Asia/Seoul."
            );
}

/// <summary>Settings of the studio itself.</summary>
public static class StudioRegistration
{
    /// <summary>Adds the studio's clock and settings.</summary>
    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddOptions<StudioOptions>().BindConfiguration(StudioOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StudioOptions>, StudioOptionsValidator>();
        services.AddSingleton(s => new StudioClock(
            s.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(s.GetRequiredService<IOptions<StudioOptions>>().Value.TimeZone)
        ));
        return services;
    }
}
