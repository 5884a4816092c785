using Microsoft.Extensions.Options;
using MindGraphy.Domain.Links;

namespace MindGraphy.Web.Features.Links;

/// <summary>Tokenized pages: keys, their exchange for a cookie.</summary>
public static class LinksFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddOptions<LinkSettings>().BindConfiguration(LinkSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<LinkSettings>, LinkSettingsValidator>();
        services.AddSingleton<ServerKey>();
        services.AddSingleton<ILinkSigner, LinkSigner>();
        services.AddSingleton<LinkService>();
        services.AddSingleton<CoupleVisits>();
        services.AddSingleton<MissedLinks>();
        return services;
    }

    /// <summary>Maps the exchange of a token for a cookie. Previews, prefetches and scanners GET and change nothing; only this POST does.</summary>
    public static IEndpointRouteBuilder MapLinks(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost(
                "/c/open/{purpose}",
                async (string purpose, HttpContext context, LinkService links, CoupleVisits visits, MissedLinks missed) =>
                {
                    if (LinkService.PurposeOf(purpose) is not { } wanted)
                    {
                        return Results.NotFound();
                    }

                    // Before the look, or an answer would still tell a hit from a miss.
                    if (!missed.MayTry(context))
                    {
                        await RateLimits.AnswerAsync(context.Response, MissedLinks.Wait, context.RequestAborted);
                        return Results.Empty;
                    }

                    var form = await context.Request.ReadFormAsync(context.RequestAborted);
                    var entered = await links.EnterAsync(wanted, form["token"].ToString(), context.RequestAborted);
                    if (!entered.Succeeded)
                    {
                        if (entered.Refusal is LinkNotOpen { WasOne: false } && !missed.Missed(context))
                        {
                            await RateLimits.AnswerAsync(context.Response, MissedLinks.Wait, context.RequestAborted);
                            return Results.Empty;
                        }

                        return Results.Redirect("/c/closed", permanent: false, preserveMethod: false);
                    }

                    visits.Remember(context, entered.Value);
                    context.Response.Headers.Location = "/c/" + purpose;
                    return Results.StatusCode(StatusCodes.Status303SeeOther);
                }
            )
            .AllowAnonymous()
            // The token in the form is the proof of right; there is no session yet whose authority a foreign page could borrow.
            .DisableAntiforgery()
            .RequireRateLimiting(RateLimits.Links);
        return endpoints;
    }
}
