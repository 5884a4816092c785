using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Projects;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>What is sold: made once, changed against the version that was read, refused at the field.</summary>
public sealed class PackageServiceTests(MigratedTemplate template) : StudioTest(template)
{
    private static readonly PackageTerms Terms = new()
    {
        ShootHours = 5,
        RetouchedPhotos = 30,
        DeliveryDays = 60,
    };
    private static readonly PackageDraft Draft = new("본식 프리미엄", "Premium", ProjectType.Wedding, new Money(2_890_000), Terms);

    private PackageService Packages => Get<PackageService>();

    protected override void Register(IServiceCollection services) => services.AddSingleton<PackageService>();

    [Fact]
    public async Task A_form_sent_twice_makes_one_package_at_the_end_of_the_list()
    {
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        await PackageAsync();

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Packages.AddAsync(admin, Draft, "once", Ct)));

        Assert.Single(sent.Select(s => s.Value).Distinct());
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM packages"));
        Assert.Equal(2, await ScalarAsync<int>("SELECT sort_order FROM packages WHERE id = $1", sent[0].Value));
        Assert.Equal(30, await ScalarAsync<int>("SELECT (terms->>'retouched_photos')::int FROM packages WHERE id = $1", sent[0].Value));
    }

    [Fact]
    public async Task Of_two_changes_to_the_same_reading_one_is_refused()
    {
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        var id = (await Packages.AddAsync(admin, Draft, "one", Ct)).Value;
        var version = (uint)await ScalarAsync<long>("SELECT xmin::text::bigint FROM packages WHERE id = $1", id);

        Assert.True((await Packages.ChangeAsync(admin, id, Draft with { Price = new Money(3_000_000) }, version, Ct)).Succeeded);
        var late = await Packages.ChangeAsync(admin, id, Draft with { IsActive = false }, version, Ct);

        Assert.Equal(new EditedElsewhere(), late.Refusal);
        Assert.Equal(3_000_000m, await ScalarAsync<decimal>("SELECT price FROM packages WHERE id = $1 AND is_active", id));
    }

    [Fact]
    public async Task What_can_not_be_sold_is_refused_at_its_field()
    {
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        (PackageDraft Draft, Refusal Refusal)[] wrong =
        [
            (Draft with { NameKo = "  " }, new FieldRequired("NameKo")),
            (Draft with { NameEn = new string('x', 101) }, new FieldTooLong("NameEn", 100)),
            (Draft with { Price = Money.Zero }, new AmountOutOfRange("Price")),
            (Draft with { Price = new Money(100_000_000) }, new AmountOutOfRange("Price")),
            (Draft with { Terms = Terms with { ExtraPhotoWon = -1 } }, new AmountOutOfRange("ExtraPhotoWon")),
            (Draft with { Terms = Terms with { RetouchedPhotos = 5001 } }, new CountOutOfRange("RetouchedPhotos", 0, 5000)),
            (Draft with { Terms = Terms with { Photographers = 0 } }, new CountOutOfRange("Photographers", 1, 10)),
        ];
        foreach (var (draft, refusal) in wrong)
        {
            Assert.Equal(refusal, (await Packages.AddAsync(admin, draft, Guid.NewGuid().ToString(), Ct)).Refusal);
        }

        Assert.Equal(new NotAllowed(), (await Packages.AddAsync(Manager, Draft, "manager", Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM packages"));
    }
}
