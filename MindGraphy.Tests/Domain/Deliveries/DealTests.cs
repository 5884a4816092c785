using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Deliveries;

/// <summary>The end of the thread: project, contract and lead, by what was handed over and paid.</summary>
public sealed class DealTests(MigratedTemplate template) : DeliveryTest(template)
{
    private static readonly DownloadName Zip = new(DownloadSize.Original, 1, 0);

    private DealService Deals => Get<DealService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<DealService>().AddSingleton<PaymentService>();
    }

    [Fact]
    public async Task Fetched_to_the_last_original_the_lead_is_completed_and_the_contract_waits_for_its_money()
    {
        var final = await FinalAsync("a.jpg");
        var couple = final.Couple;
        await ExecuteAsync("UPDATE projects SET project_status = 'completed'");
        await ExecuteAsync("UPDATE customers SET lead_status = 'contracted'");
        await Deals.CompleteAsync(couple.CustomerId, Ct);
        Assert.Equal(("active", "contracted"), await StandAsync());

        var id = await MakeAsync(final, Draft(final));
        var begun = (await Deliveries.BeginAsync(couple.Bride, id, Zip, 10, 0, null, Ct)).Value;
        await Deliveries.SentAsync(id, begun, 0, 10, Ct);
        Assert.Equal(1, await AskedAsync());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Deals.CompleteAsync(couple.CustomerId, Ct)));
        Assert.Equal(("active", "completed"), await StandAsync());
        Assert.Equal(1, await CountAsync("stage_history WHERE to_status = 'completed'"));

        // The last money comes after the last picture.
        var contract = await ScalarAsync<Guid>("SELECT id FROM contracts");
        var owed = await ScalarAsync<long>("SELECT sum(amount)::bigint FROM payment_plan_lines");
        await PayAsync(contract, owed - 1);
        Assert.Equal(1, await AskedAsync());
        await PayAsync(contract, 1);
        Assert.Equal(2, await AskedAsync());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Deals.CompleteAsync(couple.CustomerId, Ct)));
        Assert.Equal(("completed", "completed"), await StandAsync());
        Assert.Equal(1, await CountAsync("contract_events WHERE kind = 'completed'"));
    }

    [Fact]
    public async Task Something_else_to_be_handed_over_keeps_both_open()
    {
        var final = await FinalAsync("a.jpg");
        await ExecuteAsync("UPDATE customers SET lead_status = 'contracted'");
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        await ExecuteAsync("UPDATE projects SET project_status = 'delivered'");
        await ExecuteAsync(
            "INSERT INTO projects (id, project_number, customer_id, contract_id, project_type, project_status, wedding_date) SELECT gen_random_uuid(), 'P-2', customer_id, contract_id, 'pre_wedding', 'editing', wedding_date FROM projects"
        );
        await Deals.CompleteAsync(final.Couple.CustomerId, Ct);
        Assert.Equal(("active", "contracted"), await StandAsync());
        await ExecuteAsync("UPDATE projects SET project_status = 'archived' WHERE project_number = 'P-2'");
        await Deals.CompleteAsync(final.Couple.CustomerId, Ct);
        Assert.Equal(("completed", "completed"), await StandAsync());
        await Deals.CompleteAsync(Guid.NewGuid(), Ct);
    }

    private async Task PayAsync(Guid contract, long won)
    {
        var receipt = new PaymentReceipt(new Money(won), "transfer", null, Clock.Today);
        var booked = await Get<PaymentService>().ReceiveAsync(Manager, contract, receipt, Guid.NewGuid().ToString("N"), Ct);
        Assert.True(booked.Succeeded, booked.Refusal?.ToString());
    }

    private Task<long> AskedAsync() => CountAsync("outbox_messages WHERE kind = 'CompleteDeal'");

    private async Task<(string Contract, string Lead)> StandAsync() =>
        (
            await ScalarAsync<string>("SELECT contract_status::text FROM contracts"),
            await ScalarAsync<string>("SELECT lead_status::text FROM customers")
        );
}
