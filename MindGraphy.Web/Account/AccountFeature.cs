using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Accounts;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Account;

/// <summary>Signing in and out, one's own password, and everybody's accounts.</summary>
public static class AccountFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountThrottle>();
        services.AddSingleton(
            new MenuEntry("Accounts", "/studio/accounts", StudioIcons.Lock, MenuGroup.Studio, Rights.Settings, 30, typeof(TeamText))
        );
        services.AddOutboxHandler<SendPasswordReset, SendPasswordResetHandler>();
        return services;
    }

    /// <summary>Maps signing out and the way from a mail's link to a clean address.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost(
                ShellPaths.Logout,
                async (HttpContext context, IAntiforgery antiforgery, AccountGate gate, SignInManager<StudioUser> signIn) =>
                {
                    if (!await antiforgery.IsRequestValidAsync(context))
                    {
                        return Results.BadRequest();
                    }

                    await gate.EndAsync(context.User, CancellationToken.None);
                    await signIn.SignOutAsync();
                    return Results.LocalRedirect(ShellPaths.Login + "?out=1");
                }
            )
            .AllowAnonymous();

        // The link's code leaves the address at once, so that it stays in no history; opening the link changes nothing.
        endpoints
            .MapGet(
                ResetLinks.OpenPath,
                (HttpContext context, string? code) =>
                {
                    if (ResetLinks.Read(code) is not null)
                    {
                        ResetLinks.Remember(context, code!);
                    }

                    context.Response.Headers.CacheControl = "no-store";
                    return Results.LocalRedirect(ResetLinks.FormPath);
                }
            )
            .AllowAnonymous();
        return endpoints;
    }
}
