using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Banking;

/// <summary>Bank statements: a file comes in, its lines are held against what is due, each is booked once.</summary>
public static class BankingFeature
{
    /// <summary>The page.</summary>
    public const string Page = "/studio/bank";

    /// <summary>Services and menu.</summary>
    public static IServiceCollection AddBanking(this IServiceCollection services)
    {
        services.AddSingleton<BankService>();
        services.AddSingleton(new MenuEntry("Bank", Page, StudioIcons.Upload, MenuGroup.Money, Rights.Contracts, 23, typeof(BankingText)));
        return services;
    }

    /// <summary>The file goes past the circuit.</summary>
    public static IEndpointRouteBuilder MapBanking(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/studio/api/bank", UploadAsync).RequireAuthorization(Rights.Contracts).DisableCookieRedirect();
        return endpoints;
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        BankService bank,
        StudioClock clock,
        string? name,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.Json(new { code = "Antiforgery", sentence = "" }, statusCode: StatusCodes.Status400BadRequest);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BankService.MaxBytes + 1;
        }

        using var file = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(file, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(new FileTooLarge(BankService.MaxBytes / 1024 / 1024), clock);
        }

        file.Position = 0;
        var taken = await bank.UploadAsync(http.GetActor(), file, name ?? "", ct);
        return taken.Succeeded
            ? Results.Json(
                new
                {
                    go = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Page}?new={taken.Value.New}&known={taken.Value.Known}&unread={taken.Value.Unread}"
                    ),
                }
            )
            : Refused(taken.Refusal, clock);
    }

    private static IResult Refused(Refusal refusal, StudioClock clock) =>
        Results.Json(
            new { code = refusal.Code, sentence = Words.Of(refusal, zone: clock.Zone) },
            statusCode: refusal.Kind == RefusalKind.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity
        );
}
