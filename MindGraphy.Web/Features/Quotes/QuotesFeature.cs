using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Quotes;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Quotes.Couple;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Quotes;

/// <summary>Quotes: staff pages, the couple's page, their paper, and the public price page.</summary>
public static class QuotesFeature
{
    /// <summary>Services, menu and workers.</summary>
    public static IServiceCollection AddQuotes(this IServiceCollection services)
    {
        services.AddSingleton<QuoteService>();
        services.AddSingleton<QuoteAnswerService>();
        services.AddSingleton<QuotePaperService>();
        services.AddSingleton<IQuotePdf, QuotePdf>();
        services.AddOutboxHandler<SendAcceptedContract, SendAcceptedContractHandler>();
        services.AddSingleton(
            new MenuEntry("Quotes", "/studio/quotes", StudioIcons.Contracts, MenuGroup.Money, Rights.Contracts, 18, typeof(QuotesText))
        );
        return services;
    }

    /// <summary>The papers.</summary>
    public static IEndpointRouteBuilder MapQuotes(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/studio/quotes/{id:guid}/pdf", QuoteEndpoints.StaffPdfAsync).RequireAuthorization(Rights.Contracts);
        endpoints.MapGet("/c/quote/pdf", QuoteEndpoints.PdfAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Couples);
        return endpoints;
    }
}
