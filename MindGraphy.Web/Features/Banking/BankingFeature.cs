using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Common;
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
        var (file, answer) = await FileBodies.ReadAsync(http, antiforgery, BankService.MaxBytes, clock, ct);
        if (file is null)
        {
            return answer!;
        }

        await using var body = file;
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
            : FileBodies.Refused(taken.Refusal, clock);
    }
}
