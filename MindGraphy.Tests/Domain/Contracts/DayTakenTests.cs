using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Two couples, one day, one photographer: the day goes to whose contract is in force first, and the other hears of it at once.</summary>
public sealed class DayTakenTests(MigratedTemplate template) : ContractTest(template)
{
    private DayTakenService Days => Get<DayTakenService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<DayTakenService>().AddSingleton<CapacityService>();
    }

    [Fact]
    public async Task The_day_goes_with_the_deposit_and_the_second_couple_is_told_once()
    {
        await StaffAsync(UserRole.Photographer, "박", "서준");
        var (first, second) = (await CoupleAsync(), await CoupleAsync());
        var theirs = await SentAsync(second);
        var contract = await SignedAsync(first);

        // Signed, and the deposit is not in: nothing is anybody's yet.
        Assert.Empty(await OutboxAsync<DayTaken>());
        Assert.False(Done(await Signing.SheetAsync(Bride(second), theirs, Ct)).IsDayFull);
        await Days.TellOthersAsync(first.Id, ct: Ct);
        Assert.Equal(0L, await ToldAsync());

        Done(await PayAsync(contract, PaymentType.Deposit));
        Assert.Equal([new DayTaken(first.Id)], await OutboxAsync<DayTaken>());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Days.TellOthersAsync(first.Id, ct: Ct)));
        Assert.Equal(1L, await ToldAsync());
        Assert.Equal(
            (Manager.UserId!.Value, second.Id),
            (
                await ScalarAsync<Guid>("SELECT recipient_id FROM notifications WHERE template_id = 'day_full'"),
                await ScalarAsync<Guid>("SELECT customer_id FROM notifications WHERE template_id = 'day_full'")
            )
        );
        Assert.True(Done(await Signing.SheetAsync(Bride(second), theirs, Ct)).IsDayFull);
        Assert.False(Done(await Signing.SheetAsync(Bride(first), contract, Ct)).IsDayFull);
        Assert.Equal(DayAnswer.Full, await Get<CapacityService>().AnswerAsync(first.WeddingDate!.Value, first.WeddingTime, Ct));

        // In the evening the photographer is free again, and the second couple comes first; a second photographer is free for them at noon.
        Assert.Equal(DayAnswer.Waitlist, await Get<CapacityService>().AnswerAsync(first.WeddingDate!.Value, new TimeOnly(20, 0), Ct));
        await StaffAsync(UserRole.Photographer, "정", "도윤");
        Assert.False(Done(await Signing.SheetAsync(Bride(second), theirs, Ct)).IsDayFull);
    }

    private Task<long> ToldAsync() => ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'day_full'");
}
