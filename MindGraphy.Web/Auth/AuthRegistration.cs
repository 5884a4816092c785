using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Auth;

/// <summary>Accounts, cookies, rights and the limits of circuits.</summary>
public static class AuthRegistration
{
    /// <summary>The staff's cookie.</summary>
    public const string CookieName = "mg-staff";

    /// <summary>PBKDF2 with SHA-512; about a tenth of a second on a small server.</summary>
    private const int HashIterations = 210_000;

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddStudioAuth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccountGate>();
        services.AddSingleton<AccountService>();
        services.AddScoped<StudioSignIn>();
        AddIdentity(services);
        AddCookie(services);
        AddRights(services);
        AddCircuits(services, configuration);
        services.AddDataProtection().SetApplicationName("MindGraphy").PersistKeysToDbContext<StudioDbContext>();
        services.AddOptions<KeyManagementOptions>().Configure<ServerKey>((o, key) => o.XmlEncryptor = new KeyEncryptor(key));
        return services;
    }

    /// <summary>Puts authentication and authorization into the pipeline: after routing, before everything that answers.</summary>
    public static IApplicationBuilder UseStudioAuth(this IApplicationBuilder app) =>
        app.UseAuthentication().UseCircuitLimit().UseAuthorization();

    private static void AddIdentity(IServiceCollection services)
    {
        services
            .AddIdentityCore<StudioUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                options.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequiredUniqueChars = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };

                // Counted by StudioSignIn, in one statement: Identity's own counter lets parallel guesses through.
                options.Lockout = new LockoutOptions
                {
                    MaxFailedAccessAttempts = StudioSignIn.MostAttempts,
                    DefaultLockoutTimeSpan = StudioSignIn.LockFor,
                };
            })
            .AddEntityFrameworkStores<StudioDbContext>()
            .AddSignInManager<StudioSignInManager>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<StudioClaimsFactory>()
            .AddPasswordValidator<CommonPasswordValidator>();
        services.AddScoped<ISecurityStampValidator, StudioStampValidator>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashIterations);
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromHours(1));
    }

    // All of Identity's schemes are there, because signing out clears them all; only the first is used.
    private static void AddCookie(IServiceCollection services) =>
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies =>
                cookies.ApplicationCookie!.Configure(options =>
                {
                    options.Cookie.Name = CookieName;
                    options.Cookie.HttpOnly = true;
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.Cookie.IsEssential = true;
                    options.ExpireTimeSpan = AccountGate.SessionLife;
                    options.SlidingExpiration = true;
                    options.LoginPath = Layout.ShellPaths.Login;
                    options.LogoutPath = Layout.ShellPaths.Logout;
                    options.AccessDeniedPath = "/account/denied";
                    options.ReturnUrlParameter = "returnUrl";
                })
            );

    private static void AddRights(IServiceCollection services)
    {
        var authorization = services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder()
                    // What has no endpoint is not found, for strangers as for staff; everything else is the staff's unless it says that it is open.
                    .RequireAssertion(c => c.Resource is HttpContext http && http.GetEndpoint() is null || ActorProvider.Of(c.User).IsStaff)
                    .Build()
            );
        foreach (var right in Names())
        {
            authorization.AddPolicy(
                right,
                policy => policy.RequireAuthenticatedUser().RequireAssertion(c => ActorProvider.Of(c.User).May(right))
            );
        }

        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, StudioRevalidatingAuthenticationStateProvider>();
    }

    private static void AddCircuits(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<OpenCircuits>();
        services.AddScoped<CircuitHandler, CircuitCounter>();
        services.Configure<CircuitOptions>(options =>
        {
            options.DetailedErrors = configuration.GetValue("Circuits:DetailedErrors", false);
            options.DisconnectedCircuitMaxRetained = 100;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.MaxBufferedUnacknowledgedRenderBatches = 10;
            options.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
        });
    }

    private static IEnumerable<string> Names() =>
        typeof(Rights)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f is { IsLiteral: true })
            .Select(f => (string)f.GetRawConstantValue()!);
}
