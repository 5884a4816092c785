using Microsoft.AspNetCore.Diagnostics;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Feeds;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Feeds;

/// <summary>Calendars that go out to people's programs, and private ones that come in.</summary>
public static class FeedsFeature
{
    /// <summary>The page.</summary>
    public const string Page = "/studio/my/feeds";

    /// <summary>Services, menu and the worker that reads private calendars.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddOptions<CalendarSettings>().BindConfiguration(CalendarSettings.Section);
        services.AddSingleton<IFeedSeal, FeedSeal>();
        services.AddSingleton<IBusySource, BusyFetcher>();
        services.AddSingleton<FeedService>();
        services.AddSingleton<BusyFeedService>();
        services.AddPeriodic<ReadBusyFeedsWork>();
        services.AddSingleton(new MenuEntry("Feeds", Page, StudioIcons.Link, MenuGroup.Projects, Rights.Projects, 15, typeof(FeedsText)));
        return services;
    }

    /// <summary>What calendar programs read. They bring no cookie: the token in the address is the proof of right.</summary>
    public static IEndpointRouteBuilder MapFeeds(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapMethods("/calendar/{token:length(43)}.ics", [HttpMethods.Get, HttpMethods.Head], ReadAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Links);
        return endpoints;
    }

    private static async Task<IResult> ReadAsync(string token, HttpContext http, FeedService feeds, CancellationToken ct)
    {
        var headers = http.Response.Headers;
        headers["X-Robots-Tag"] = "noindex";
        var read = await feeds.ReadAsync(token, ct);
        if (!read.Succeeded)
        {
            // A program asks: the page for people would only confuse it.
            if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            headers.CacheControl = "no-store";
            return Results.NotFound();
        }

        var etag = "\"" + read.Value.Fingerprint + "\"";
        headers.ETag = etag;
        headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.Any(known =>
            known is not null && known.Split(',').Any(k => k.Trim() is var tag && (tag == etag || tag == "W/" + etag))
        )
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(read.Value.Text, "text/calendar; charset=utf-8");
    }
}

/// <summary>Reads private calendars that are due. It looks every minute, so that each is read a quarter of an hour after the last time.</summary>
public sealed class ReadBusyFeedsWork(BusyFeedService busy) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => busy.ReadDueAsync(ct);
}
