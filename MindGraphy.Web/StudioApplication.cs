using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using MindGraphy.Data;
using MindGraphy.Data.Photos;
using MindGraphy.Web.Account;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Components;
using MindGraphy.Web.Features.AlbumOrders;
using MindGraphy.Web.Features.Banking;
using MindGraphy.Web.Features.Contracts;
using MindGraphy.Web.Features.Customers;
using MindGraphy.Web.Features.Deliveries;
using MindGraphy.Web.Features.Editing;
using MindGraphy.Web.Features.Feeds;
using MindGraphy.Web.Features.Guests;
using MindGraphy.Web.Features.Imports;
using MindGraphy.Web.Features.Inquiries;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Features.Notifications;
using MindGraphy.Web.Features.Payments;
using MindGraphy.Web.Features.Photographers;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Features.Proofing;
using MindGraphy.Web.Features.Quotes;
using MindGraphy.Web.Features.Schedules;
using MindGraphy.Web.Features.Schedules.Sheet;
using MindGraphy.Web.Features.Search;
using MindGraphy.Web.Features.Today;
using MindGraphy.Web.Features.Venues;
using MindGraphy.Web.Layout;

namespace MindGraphy.Web;

/// <summary>The application's table of contents: every feature adds itself in one line.</summary>
public static class StudioApplication
{
    /// <summary>What every verb needs: the database, the stores and the features' services.</summary>
    public static void AddStudioServices(this WebApplicationBuilder builder, string connectionString)
    {
        var services = builder.Services;
        services.AddStudio();
        services.AddStudioData(_ => connectionString);
        services.AddPhotoStores(builder.Configuration);
        services.AddShell();
        services.AddStudioBrand();
        services.AddLinks();
        services.AddCustomers();
        services.AddInquiries();
        services.AddNotifications();
        services.AddStudioAuth(builder.Configuration);
        services.AddAccounts();
        services.AddToday();
        services.AddContracts();
        services.AddPayments();
        services.AddQuotes();
        services.AddBanking();
        services.AddPhotos();
        services.AddPhotoIngest();
        services.AddProjects();
        services.AddSchedules();
        services.AddPhotographers();
        services.AddVenues();
        services.AddFeeds();
        services.AddProofing();
        services.AddEditing();
        services.AddAlbumOrders();
        services.AddDeliveries();
        services.AddGuests();
        services.AddImports();
        services.AddSearch();
    }

    /// <summary>What answers requests.</summary>
    public static void AddStudioWeb(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddStudioRateLimits();
        builder.Services.AddHealthChecks().AddCheck<Health.DatabaseHealth>("database", tags: ["ready"]);
    }

    /// <summary>The pipeline and every feature's endpoints.</summary>
    public static void MapStudio(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Known.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseStudioSecurityHeaders();
        app.UseCircuitOriginCheck();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/fault", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(
            (context, next) =>
            {
                // A page answers people, who send plain forms. A script's POST gets the bare status: drawn for one, the page would ask it for
                // a form and fault. (Asking HasFormContentType would make the form feature before an endpoint can limit it.)
                if (
                    !HttpMethods.IsGet(context.Request.Method)
                    && !HttpMethods.IsHead(context.Request.Method)
                    && context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
                        != true
                    && context.Features.Get<IStatusCodePagesFeature>() is { } pages
                )
                {
                    pages.Enabled = false;
                }

                return next(context);
            }
        );
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseInquiryIntake();
        app.UseStudioAuth();

        // After authorization: only anonymous pages are compressed, so that no secret shares a stream with what a stranger can choose.
        app.UseResponseCompression();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains("ready") }).AllowAnonymous();
        app.MapShell();
        app.MapLinks();
        app.MapAccounts();
        app.MapToday();
        app.MapContracts();
        app.MapQuotes();
        app.MapInquiries();
        app.MapDiskStore();
        app.MapPhotos();
        app.MapSchedules();
        app.MapCustomerFiles();
        app.MapPhotographers();
        app.MapProofing();
        app.MapEditing();
        app.MapReview();
        app.MapAlbumOrders();
        app.MapDeliveries();
        app.MapGuests();
        app.MapImports();
        app.MapBanking();
        app.MapFeeds();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
    }
}
