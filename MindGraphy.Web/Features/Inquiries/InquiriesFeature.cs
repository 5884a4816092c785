using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.RateLimiting;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Features.Inquiries.Couple;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Inquiries;

/// <summary>How inquiries come in: the public form, the form inside other sites, the API, the log of all that came.</summary>
public static class InquiriesFeature
{
    private const string AvailabilityLimit = "inquiry-availability";

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddInquiries(this IServiceCollection services)
    {
        services.AddSingleton<InquiryService>();
        services.AddSingleton<InquiryLog>();
        services.AddSingleton<WebsiteService>();
        services.AddSingleton<InquiryTrap>();
        services.AddSingleton<InquiryThrottle>();
        services.AddSingleton<InquiryIntake>();
        services.AddPeriodic<PurgeSubmissionsWork>();
        services.AddInquiryApi();
        services.AddSingleton(
            new MenuEntry("Website", InquiriesPaths.Website, StudioIcons.Link, MenuGroup.Studio, Rights.Settings, 30, typeof(InquiriesText))
        );

        // The form speaks the language of its address: cookies are closed to it inside other sites and in some browsers of apps.
        services.PostConfigure<RequestLocalizationOptions>(options =>
            options.RequestCultureProviders.Insert(0, new CustomRequestCultureProvider(LanguageOfAddress))
        );
        services.Configure<RateLimiterOptions>(options =>
            options.AddPolicy(
                AvailabilityLimit,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }
                    )
            )
        );
        return services;
    }

    /// <summary>Writes down what is posted to the form. After routing and languages, before everything that may refuse.</summary>
    public static IApplicationBuilder UseInquiryIntake(this IApplicationBuilder app)
    {
        var intake = app.ApplicationServices.GetRequiredService<InquiryIntake>();
        return app.Use(intake.InvokeAsync);
    }

    /// <summary>The answer for a day, and the API.</summary>
    public static IEndpointRouteBuilder MapInquiries(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet(InquiriesPaths.Availability, AvailabilityAsync)
            .AllowAnonymous()
            .RequireRateLimiting(AvailabilityLimit)
            .ExcludeFromDescription();
        endpoints.MapInquiryApi();
        return endpoints;
    }

    private static async Task<IResult> AvailabilityAsync(
        string? date,
        string? time,
        HttpContext http,
        CapacityService capacity,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        return InquiryFields.Date(date) is { } day
            ? Results.Json(new { answer = NameOf(await capacity.AnswerAsync(day, InquiryFields.Time(time), ct)) })
            : Results.Json(new { answer = (string?)null }, statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>An answer as machines read it.</summary>
    internal static string? NameOf(DayAnswer? answer) =>
        answer switch
        {
            DayAnswer.Open => "open",
            DayAnswer.Waitlist => "waitlist",
            DayAnswer.Full => "full",
            _ => null,
        };

    private static Task<ProviderCultureResult?> LanguageOfAddress(HttpContext context)
    {
        string? language = context.Request.Query["lang"];
        return Task.FromResult(
            language is not null
            && ShellFeature.Languages.Contains(language)
            && context.Request.Path.StartsWithSegments(InquiriesPaths.Form, StringComparison.OrdinalIgnoreCase)
                ? new ProviderCultureResult(language)
                : null
        );
    }
}

/// <summary>The addresses of inquiries.</summary>
public static class InquiriesPaths
{
    /// <summary>The public form.</summary>
    public const string Form = "/c/inquiry";

    /// <summary>Where the public form leads to.</summary>
    public const string Thanks = "/c/inquiry/thanks";

    /// <summary>One word for a day.</summary>
    public const string Availability = "/c/inquiry/availability";

    /// <summary>The script that puts the form into another site.</summary>
    public const string Script = "/embed/inquiry.js";

    /// <summary>Where other servers send inquiries.</summary>
    public const string Api = "/api/v1/inquiries";

    /// <summary>The log.</summary>
    public const string Log = "/studio/inquiries";

    /// <summary>Settings: links, sites, tokens.</summary>
    public const string Website = "/studio/settings/website";

    /// <summary>An address of the form in a language, inside another site or not.</summary>
    public static string In(string path, string language, bool embedded, string more = "") =>
        $"{path}?lang={language}{(embedded ? "&embed=1" : "")}{more}";
}

/// <summary>Deletes submissions that became no lead, after their time.</summary>
public sealed class PurgeSubmissionsWork(InquiryService inquiries) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => inquiries.PurgeAsync(ct);
}
