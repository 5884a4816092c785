using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using MindGraphy.Web.Localization;
using MindGraphy.Web.Shared;
using MudBlazor;
using MudBlazor.Services;
using Radzen;

namespace MindGraphy.Web.Layout;

/// <summary>The shell: languages, light and dark, component libraries, headers. Table of contents of what <c>Layout</c> and <c>Shared</c> need.</summary>
public static class ShellFeature
{
    /// <summary>Shown where no studio has been named yet.</summary>
    public const string ProductName = "MindGraphy";

    /// <summary>The languages of the screens; the first is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["ko", "en"];

    /// <summary>The choices of appearance.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["light", "dark", "auto"];

    /// <summary>Services of the shell and the shared components.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        // The framing header is SecurityHeaders' to say; the framework's own would contradict it on the form that other sites show.
        services.AddAntiforgery(options => options.SuppressXFrameOptionsHeader = true);
        services.AddLocalization();
        // Hangul as it is, not as &#x…; references: a third of the bytes. What HTML treats specially stays escaped.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Languages[0]).AddSupportedCultures([.. Languages]).AddSupportedUICultures([.. Languages]);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });

        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            options.SnackbarConfiguration.ShowTransitionDuration = 150;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
            options.SnackbarConfiguration.VisibleStateDuration = 7000;
        });
        // Radzen looks its words up through a service of this call; its dialogs and notifications are not used.
        services.AddRadzenComponents();
        services.AddTransient<MudLocalizer, MudKoreanLocalizer>();
        services.AddSingleton<Radzen.ILocalizer, RadzenKoreanLocalizer>();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new Domain.Common.StudioClock(
            provider.GetRequiredService<TimeProvider>(),
            Domain.Common.StudioClock.Seoul
        ));
        services.AddScoped<Announcer>();
        services.AddScoped<IStudioToasts, StudioToasts>();
        services.AddOptions<ShellSlots>();
        services.AddOptions<SecurityHeaderOptions>();

        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.Replace(ServiceDescriptor.Singleton<IResponseCompressionProvider, AnonymousHtmlCompression>());
        return services;
    }

    /// <summary>Security headers on every answer. First in the pipeline, so that errors carry them too.</summary>
    public static IApplicationBuilder UseStudioSecurityHeaders(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<SecurityHeaderOptions>>().Value;
        var production = app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsProduction();
        return app.Use(
            (context, next) =>
            {
                // At the start of the answer the endpoint is known, and with it whether the page is a lean one.
                context.Response.OnStarting(() =>
                {
                    SecurityHeaders.Write(context, options, production);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    /// <summary>The endpoints of the shell: language and appearance.</summary>
    public static IEndpointRouteBuilder MapShell(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(ShellPaths.Culture, SetCulture).AllowAnonymous();
        endpoints.MapGet(ShellPaths.Theme, SetTheme).AllowAnonymous();
        return endpoints;
    }

    private static IResult SetCulture(HttpContext context, string? c, string? r)
    {
        if (c is not null && Languages.Contains(c))
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(c));
            context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, value, Keep(context));
        }

        return Results.LocalRedirect(Local(r));
    }

    private static IResult SetTheme(HttpContext context, string? t, string? r)
    {
        context.Response.Cookies.Append(ThemeCookie.Name, ThemeCookie.Accept(t), Keep(context));
        return Results.LocalRedirect(Local(r));
    }

    private static CookieOptions Keep(HttpContext context) =>
        new()
        {
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        };

    /// <summary>The path to go back to, or the front page where it would lead out of the studio.</summary>
    internal static string Local(string? path) => path is ['/'] or ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) ? path : "/";
}
