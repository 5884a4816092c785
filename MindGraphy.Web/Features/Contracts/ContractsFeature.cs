using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Web.Features.Contracts.Couple;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>Contracts: staff pages, the couple's signing page, the papers, and the worker that seals.</summary>
public static class ContractsFeature
{
    /// <summary>Reading and signing: generous for a person, tight for a machine. Counted per link, because couples share their carrier's addresses.</summary>
    public const string CoupleLimit = "contract-couple";

    private const int RequestsPerMinute = 90;
    private const long MostBytesOfSigning = 400_000;

    /// <summary>Services, menu and workers.</summary>
    public static IServiceCollection AddContracts(this IServiceCollection services)
    {
        services.AddSingleton<IContractPdf, ContractPdf>();
        services.AddSingleton<ISignaturePicture, SkiaSignaturePicture>();
        services.AddSingleton<ContractService>();
        services.AddSingleton<SigningService>();
        services.AddSingleton<SealingService>();
        services.AddOutboxHandler<SealContract, SealContractHandler>();
        services.AddPeriodic<SealForgottenWork>();
        services.AddOptions<ContractOptions>().BindConfiguration(ContractOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(
            new MenuEntry("Contracts", "/studio/contracts", StudioIcons.Contracts, MenuGroup.Money, Rights.Contracts, 20, typeof(ContractsText))
        );
        services.AddSingleton(
            new MenuEntry("Packages", "/studio/packages", StudioIcons.Packages, MenuGroup.Money, Rights.Contracts, 30, typeof(ContractsText))
        );
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(
                CoupleLimit,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        VisitorOf(context),
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }
                    )
            );
        });
        return services;
    }

    /// <summary>The papers and the signing endpoint.</summary>
    public static IEndpointRouteBuilder MapContracts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/studio/contracts/{id:guid}/pdf", ContractEndpoints.StaffPdfAsync).RequireAuthorization(Rights.Contracts);
        var couple = endpoints.MapGroup("/c/contract").AllowAnonymous().RequireRateLimiting(CoupleLimit);
        couple.MapGet("/pdf", ContractEndpoints.CouplePdfAsync);
        couple.MapGet("/state", ContractEndpoints.StateAsync);
        couple
            .MapPost("/sign", ContractEndpoints.SignAsync)
            .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(MostBytesOfSigning));
        return endpoints;
    }

    private static string VisitorOf(HttpContext context)
    {
        var cookie = context.Request.Cookies.FirstOrDefault(c =>
            c.Key.EndsWith("mg-" + LinkService.NameOf(LinkPurpose.Contract), StringComparison.Ordinal)
        );
        return cookie.Value is { } value
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)))
            : context.Connection.RemoteIpAddress?.ToString() ?? "";
    }
}
