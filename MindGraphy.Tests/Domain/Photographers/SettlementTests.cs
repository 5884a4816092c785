using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

public sealed class SettlementTests(MigratedTemplate template) : TeamTest(template)
{
    private static readonly ProfileDraft Outsourced = new(
        [],
        [],
        [],
        null,
        new Money(350_000),
        null,
        null,
        AvailabilityStatus.Available,
        true,
        "온새은행"
    );

    private SettlementService Settlement => Get<SettlementService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<SettlementService>();
    }

    private async Task<Guid> OutsourcedAsync()
    {
        var person = await PhotographerAsync();
        Assert.Null((await People.DescribeAsync(Manager, person, Outsourced, 0, Ct)).Refusal);
        return person;
    }

    private async Task<SettlementPerson> MonthAsync(Guid person) =>
        Assert.Single((await Settlement.MonthAsync(Manager, WeddingDay, person, Ct)).Value!);

    [Fact]
    public async Task The_fee_of_the_day_of_booking_is_kept_and_only_photographed_shoots_are_paid()
    {
        var (person, salaried) = (await OutsourcedAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        var first = await BookedAsync(project, Plan(At(11), At(15), person, salaried));
        await BookedAsync(project, Plan(At(11, days: 7), At(15, days: 7), person));
        var read = (await People.DetailAsync(Manager, person, Ct)).Value!;
        Assert.Null(
            (await People.DescribeAsync(Manager, person, read.Profile with { Fee = new Money(400_000) }, read.Version, Ct)).Refusal
        );
        await BookedAsync(project, Plan(At(9, days: 8), At(12, days: 8), person));
        Time.Set(At(10, days: 1));

        var month = Assert.Single((await Settlement.MonthAsync(Manager, WeddingDay, ct: Ct)).Value!);

        Assert.Equal([350_000, 350_000, 400_000], month.Lines.Select(l => l.Fee!.Value.Won));
        Assert.Equal((1_100_000, 0, 350_000), (month.Total.Won, month.Paid.Won, month.OpenSum.Won));
        Assert.Equal(new EditedElsewhere(), (await Settlement.SettleAsync(Manager, person, WeddingDay, new Money(700_000), Ct)).Refusal);
        Assert.Equal([first], (await Settlement.SettleAsync(Manager, person, WeddingDay, month.OpenSum, Ct)).Value!);
        Assert.Equal(350_000, (await MonthAsync(person)).Paid.Won);
        Assert.Equal(new FeeIsPaid(), (await Settlement.PriceAsync(Manager, person, first, new Money(350_000), new Money(1), Ct)).Refusal);

        Assert.Null((await Settlement.UnsettleAsync(Manager, person, [first], Ct)).Refusal);
        Assert.Null((await Settlement.UnsettleAsync(Manager, person, [first], Ct)).Refusal);
        Assert.Null((await Settlement.PriceAsync(Manager, person, first, new Money(350_000), new Money(300_000), Ct)).Refusal);
        Assert.Equal(new EditedElsewhere(), (await Settlement.PriceAsync(Manager, person, first, new Money(350_000), null, Ct)).Refusal);
        Assert.Equal(300_000, (await MonthAsync(person)).OpenSum.Won);
    }

    [Fact]
    public async Task Paid_at_once_by_many_is_paid_once()
    {
        var person = await OutsourcedAsync();
        await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), person));
        Time.Set(At(10, days: 1));

        var paid = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Settlement.SettleAsync(Manager, person, WeddingDay, new Money(350_000), Ct), Ct))
        );

        Assert.Single(paid, p => p.Succeeded);
        Assert.All(paid.Where(p => !p.Succeeded), p => Assert.Equal(new EditedElsewhere(), p.Refusal));
    }

    [Fact]
    public async Task Money_is_for_who_may_see_money()
    {
        var person = await OutsourcedAsync();
        var photographer = await StaffAsync(UserRole.Photographer, "정", "도윤");

        Assert.Equal(new NotAllowed(), (await Settlement.MonthAsync(photographer, WeddingDay, ct: Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Settlement.PriceAsync(photographer, person, Guid.NewGuid(), null, null, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Settlement.SettleAsync(photographer, person, WeddingDay, Money.Zero, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Settlement.UnsettleAsync(photographer, person, [], Ct)).Refusal);
        Assert.Equal(
            new PhotographerNotFound(),
            (await Settlement.PriceAsync(Manager, person, Guid.NewGuid(), null, new Money(1), Ct)).Refusal
        );
    }
}
