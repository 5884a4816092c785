using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
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

/// <summary>Section <c>Proxy</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Proxy";

    /// <summary>
    /// Addresses of the proxies in front of this server. What they say of the browser's address and of https is believed; nobody else is. Empty: none.
    /// </summary>
    public IReadOnlyList<string> Known { get; set; } = [];
}

/// <summary>Whether they are addresses.</summary>
public sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        options.Known.FirstOrDefault(a => !IPAddress.TryParse(a, out _)) is { } wrong
            ? ValidateOptionsResult.Fail(
                $"Proxy:Known has '{wrong}', which is no IP address. Name each proxy by its address, for example 10.0.0.5."
            )
            : ValidateOptionsResult.Success;
}

/// <summary>Settings of the studio itself.</summary>
public static class StudioRegistration
{
    /// <summary>Adds the studio's clock and settings.</summary>
    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddOptions<StudioOptions>().BindConfiguration(StudioOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StudioOptions>, StudioOptionsValidator>();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>(
                (forwarded, proxy) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    forwarded.KnownIPNetworks.Clear();
                    forwarded.KnownProxies.Clear();
                    foreach (var address in proxy.Value.Known)
                    {
                        forwarded.KnownProxies.Add(IPAddress.Parse(address));
                    }
                }
            );
        services.AddSingleton(s => new StudioClock(
            s.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(s.GetRequiredService<IOptions<StudioOptions>>().Value.TimeZone)
        ));
        return services;
    }
}
