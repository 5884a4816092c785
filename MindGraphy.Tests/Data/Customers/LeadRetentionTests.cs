using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Customers;

/// <summary>What the inquiry form promises: without a contract everything is gone a year after we last spoke, and not a day earlier.</summary>
public sealed class LeadRetentionTests(MigratedTemplate template) : LeadTest(template)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-forget-").FullName;

    private LeadRetention Retention => Get<LeadRetention>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        var options = Microsoft.Extensions.Options.Options.Create(new StorageOptions { Folder = _folder });
        services
            .AddSingleton<IObjectStore>(
                new DiskObjectStore(options, new DiskStoreSigner(options, TimeProvider.System), TimeProvider.System)
            )
            .AddSingleton<MergeService>()
            .AddSingleton<LeadRetention>();
    }

    [Fact]
    public async Task Who_signed_nothing_is_forgotten_after_a_year_with_everything()
    {
        var forgotten = await LeadAsync();
        var merged = await LeadAsync(Couple with { BrideName = "김서윤" });
        var preview = (await Get<MergeService>().PreviewAsync(Manager, forgotten, merged, Ct)).Value!;
        Assert.True((await Get<MergeService>().MergeAsync(Manager, preview, [], false, Ct)).Succeeded);
        using var content = new MemoryStream("견적"u8.ToArray());
        await Get<IObjectStore>().PutAsync("customers/quote.pdf", content, "application/pdf", Ct);
        await Edits.AttachAsync(Manager, forgotten, "견적서.pdf", "customers/quote.pdf", "application/pdf", 6, "file", Ct);
        var customer = await LeadAsync(Couple with { BrideName = "박하늘" });
        await ExecuteAsync("UPDATE customers SET lead_status = 'completed' WHERE id = $1", customer);
        var signed = await LeadAsync(Couple with { BrideName = "정다은" });
        await ExecuteAsync(
            "INSERT INTO contracts (id, contract_number, customer_id, total_amount, deposit_amount, balance_amount, contract_status, language, wedding_date, included, signed_by_client) VALUES (gen_random_uuid(), 'C-1', $1, 1, 1, 0, 'cancelled', 'ko', '2027-05-16', '{}', false)",
            signed
        );
        Time.Advance(TimeSpan.FromDays(200));
        var spoken = await LeadAsync(Couple with { BrideName = "한소희", WeddingDate = null });

        Time.Advance(TimeSpan.FromDays(164));
        Assert.Equal(0, await Retention.ForgetAsync(Ct));
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([1, 0], (await Task.WhenAll(Retention.ForgetAsync(Ct), Retention.ForgetAsync(Ct))).OrderDescending());

        Assert.Equal(
            "박하늘,정다은,한소희",
            await ScalarAsync<string>("SELECT string_agg(bride_name, ',' ORDER BY bride_name) FROM customers")
        );
        Assert.Equal(
            0L,
            await ScalarAsync<long>("SELECT count(*) FROM customer_contacts WHERE customer_id IN ($1, $2)", forgotten, merged)
        );
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customer_search WHERE words LIKE '%김서%'"));
        Assert.Null(await Get<IObjectStore>().OpenReadAsync("customers/quote.pdf", ct: Ct));
        Assert.NotEqual(Guid.Empty, spoken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
