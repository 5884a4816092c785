using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Customers;

/// <summary>Leads and couples: the public inquiry form, the pipeline board, list and page.</summary>
public static class CustomersFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddSingleton<CustomerService>();
        services.AddSingleton<CustomerScreens>();
        services.AddSingleton<MergeService>();
        services.AddSingleton<LeadRetention>();
        services.AddPeriodic<ForgetLeadsWork>();
        services.AddSingleton<CustomerEditService>();
        services.AddSingleton<LeadTaskService>();
        services.AddSingleton<PipelineSettingsService>();
        services.AddSingleton<PartnerService>();
        services.AddSingleton<BulkService>();
        services.AddSingleton(Entry("Pipeline", CustomersPaths.Pipeline, StudioIcons.Pipeline, 1));
        services.AddSingleton(Entry("Customers", CustomersPaths.List, StudioIcons.Customers, 2));
        services.AddSingleton(
            new MenuEntry(
                "PipelineRules",
                CustomersPaths.Rules,
                StudioIcons.Settings,
                MenuGroup.Studio,
                Rights.Leads,
                20,
                typeof(CustomersText)
            )
        );
        return services;
    }

    private static MenuEntry Entry(string key, string href, string icon, int order) =>
        new(key, href, icon, MenuGroup.Customers, Rights.Leads, order, typeof(CustomersText));
}

/// <summary>The addresses of leads and couples.</summary>
public static class CustomersPaths
{
    /// <summary>The board.</summary>
    public const string Pipeline = "/studio/pipeline";

    /// <summary>A lead by hand.</summary>
    public const string NewLead = "/studio/pipeline/new";

    /// <summary>The list.</summary>
    public const string List = "/studio/customers";

    /// <summary>Rules and lists.</summary>
    public const string Rules = "/studio/settings/pipeline";

    /// <summary>A couple's page.</summary>
    public static string Customer(Guid id) => $"{List}/{id}";

    /// <summary>Where a couple's files are sent to.</summary>
    public static string Files(Guid id) => $"{List}/{id}/files";

    /// <summary>A file of a couple's timeline.</summary>
    public static string File(Guid activityId) => $"{List}/files/{activityId}";

    /// <summary>Another couple's file beside a couple's, to be merged into it.</summary>
    public static string Merge(Guid kept, Guid other) => $"{List}/{kept}/merge/{other}";

    /// <summary>The form of a new quote for a couple.</summary>
    public static string NewQuote(Guid id) => $"/studio/quotes/new?customer={id}";

    /// <summary>A new contract for a couple.</summary>
    public static string NewContract(Guid id) => $"/studio/contracts/new?customer={id}";
}

/// <summary>Forgets couples that never signed anything, after their time.</summary>
public sealed class ForgetLeadsWork(LeadRetention retention) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => retention.ForgetAsync(ct);
}
