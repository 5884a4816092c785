using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Support;

namespace MindGraphy.Tests.Data.Customers;

/// <summary>A studio with the lead side.</summary>
public abstract class LeadTest(MigratedTemplate template) : StudioTest(template)
{
    protected static readonly CustomerDetails Couple = new(
        "이도현",
        "김서연",
        BridePhone: "010-2345-6789",
        Email: "seoyeon@example.com",
        WeddingDate: new DateOnly(2026, 10, 17),
        WeddingVenue: "더채플앳청담"
    );

    protected CustomerService Customers => Get<CustomerService>();

    protected CustomerEditService Edits => Get<CustomerEditService>();

    protected LeadTaskService Tasks => Get<LeadTaskService>();

    protected PipelineSettingsService Rules => Get<PipelineSettingsService>();

    protected BulkService Bulk => Get<BulkService>();

    protected CustomerScreens Screens => Get<CustomerScreens>();

    protected override void Register(IServiceCollection services) =>
        services
            .AddSingleton<CustomerService>()
            .AddSingleton<CustomerScreens>()
            .AddSingleton<CustomerEditService>()
            .AddSingleton<LeadTaskService>()
            .AddSingleton<PipelineSettingsService>()
            .AddSingleton<BulkService>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('manager', 'leads')");
    }

    protected Task<Result<Guid>> InquireAsync(CustomerDetails? details = null, string? key = null, string language = "ko") =>
        Customers.InquireAsync(
            Actor.Visitor,
            details ?? Couple,
            language,
            "privacy-2026-11",
            true,
            key ?? Guid.NewGuid().ToString(),
            "127.0.0.1",
            "Browser/1.0",
            Ct
        );

    protected async Task<Guid> LeadAsync(CustomerDetails? details = null, params LeadStatus[] way)
    {
        var id = (await InquireAsync(details)).Value;
        var from = LeadStatus.Inquiry;
        foreach (var next in way)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            var moved = await Customers.MoveAsync(Manager, id, from, next, "시험", ct: Ct);
            if (!moved.Succeeded)
            {
                throw new InvalidOperationException(moved.Refusal.Code);
            }

            from = next;
        }

        return id;
    }

    protected async Task<LeadCard> CardAsync(Guid id)
    {
        var cards = await Screens.CardsAsync(Manager, [id], new BoardFilter(), Ct);
        return cards.Value![0];
    }
}
