using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Features.Contracts.Couple;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Contracts.Sealing;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>Contracts: staff pages, the couple's signing page, the papers, and the worker that seals.</summary>
public static class ContractsFeature
{
    private const long MostBytesOfSigning = 400_000;

    /// <summary>Services, menu and workers.</summary>
    public static IServiceCollection AddContracts(this IServiceCollection services)
    {
        services.AddSingleton<IContractPdf, ContractPdf>();
        services.AddSingleton<ISignaturePicture, SkiaSignaturePicture>();
        services.AddSingleton<ContractService>();
        services.AddSingleton<PackageService>();
        services.AddSingleton<ContractTemplateService>();
        services.AddSingleton<AmendmentService>();
        services.AddSingleton<SigningReminderService>();
        services.AddPeriodic<RemindOfSigningWork>();
        services.AddOutboxHandler<FollowAmendment, FollowAmendmentHandler>();
        services.AddSingleton<DayTakenService>();
        services.AddOutboxHandler<DayTaken, DayTakenHandler>();
        services.AddSingleton<DealService>();
        services.AddOutboxHandler<CompleteDeal, CompleteDealHandler>();
        services.AddSingleton<PaymentService>();
        services.AddSingleton<PaymentReminderService>();
        services.AddPeriodic<RemindOfPaymentsWork>();
        services.AddSingleton<CashReceiptService>();
        services.AddSingleton<MoneyPaperService>();
        services.AddSingleton<IMoneyPdf, MoneyPdf>();
        services.AddSingleton<SigningService>();
        services.AddSingleton<SignCodeService>();
        services.AddSingleton<SigningVisits>();
        services.AddSingleton<SealingService>();
        services.AddSingleton<SealCertificate>();
        services.AddTimestamps();
        services.AddSingleton<IPdfSeal, PdfSeal>();
        services.AddSingleton<VerifyService>();
        services.TryAddSingleton<ProjectService>();
        services.AddOutboxHandler<SealContract, SealContractHandler>();
        services.AddPeriodic<SealForgottenWork>();
        services.AddSingleton(new Projects.ProjectSection(typeof(ProjectCountsSection), 10, Rights.Projects));
        services.AddOptions<ContractOptions>().BindConfiguration(ContractOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ContractOptions>, ContractOptionsValidator>();
        services.AddSingleton(
            new MenuEntry(
                "Contracts",
                "/studio/contracts",
                StudioIcons.Contracts,
                MenuGroup.Money,
                Rights.Contracts,
                20,
                typeof(ContractsText)
            )
        );
        services.AddSingleton(
            new MenuEntry(
                "Packages",
                "/studio/packages",
                StudioIcons.Packages,
                MenuGroup.Money,
                Rights.Contracts,
                30,
                typeof(ContractsText)
            )
        );
        return services;
    }

    /// <summary>The papers and the signing endpoint.</summary>
    public static IEndpointRouteBuilder MapContracts(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/studio/contracts/{id:guid}/pdf", StaffPaper.PdfAsync).RequireAuthorization(Rights.Contracts);
        endpoints.MapGet("/studio/contracts/{id:guid}/statement", StaffPaper.StatementAsync).RequireAuthorization(Rights.Contracts);
        endpoints
            .MapGet("/studio/contracts/{id:guid}/payments/{payment:guid}/receipt", StaffPaper.ReceiptAsync)
            .RequireAuthorization(Rights.Contracts);
        endpoints
            .MapPost("/studio/api/contracts/{id:guid}/paper", StaffPaper.ScanAsync)
            .RequireAuthorization(Rights.Contracts)
            .DisableCookieRedirect();
        var couple = endpoints.MapGroup("/c/contract").AllowAnonymous().RequireRateLimiting(RateLimits.Couples);
        couple.MapGet("/pdf", ContractEndpoints.PdfAsync);
        couple.MapGet("/state", ContractEndpoints.StateAsync);
        couple
            .MapPost("/sign", ContractEndpoints.SignAsync)
            .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(MostBytesOfSigning))
            // Reading a form whose token did not match is a fault to the framework; to a forger it is a plain no.
            .AddEndpointFilter(
                async (call, next) =>
                    call.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
                        ? Results.BadRequest()
                        : await next(call)
            );
        return endpoints;
    }
}
