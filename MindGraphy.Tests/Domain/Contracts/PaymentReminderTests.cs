using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Who owes is reminded on the days of the ladder, once each, by day, and never of what is paid, cancelled or switched off.</summary>
public sealed class PaymentReminderTests(MigratedTemplate template) : ContractTest(template)
{
    private PaymentReminderService Reminders => new(Get<IStudio>(), Clock);

    [Theory]
    [InlineData("2026-03-06", null)]
    [InlineData("2026-03-07", -3)]
    [InlineData("2026-03-09", -3)]
    [InlineData("2026-03-10", null)]
    [InlineData("2026-03-11", 1)]
    [InlineData("2026-03-13", 1)]
    [InlineData("2026-03-14", null)]
    [InlineData("2026-03-17", 7)]
    [InlineData("2026-03-26", 14)]
    [InlineData("2026-03-27", null)]
    [InlineData("2026-12-01", null)]
    public void A_step_is_made_up_for_two_days_and_then_skipped(string today, int? step) =>
        Assert.Equal(
            step,
            PaymentReminder.StepOn(new DateOnly(2026, 3, 10), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Fact]
    public async Task The_ladder_is_climbed_once_a_step_by_day_until_the_money_is_there()
    {
        Time.Set(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Assert.Equal(0, await RunAsync());
        Done(await SignAsync(Bride(couple), id));
        Done(await SignAsync(Groom(couple), id));

        // Signed on the 2nd, the deposit is due on the 5th: the reminder of three days before is due at once, by whoever runs.
        var ran = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync()));
        Assert.Equal(1, ran.Sum());
        Assert.Equal(0, await RunAsync());

        // At night nobody is written to.
        Time.Set(new DateTimeOffset(2026, 3, 5, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, await RunAsync());
        Time.Set(new DateTimeOffset(2026, 3, 6, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await RunAsync());

        // Only the bride has a mailbox.
        Assert.Equal(
            "payment_due_soon,payment_overdue",
            await ScalarAsync<string>(
                "SELECT string_agg(template_id, ',' ORDER BY id) FROM notifications WHERE template_id LIKE 'payment%' AND address = 'seoyeon@example.com'"
            )
        );
        Assert.Contains(
            "440,000원",
            await ScalarAsync<string>("SELECT template_data::text FROM notifications WHERE template_id = 'payment_overdue'")
        );

        // Switched off, and paid: quiet.
        Done(await Reminders.SwitchAsync(Manager, id, off: true, Ct));
        Time.Set(new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, await RunAsync());
        Done(await Reminders.SwitchAsync(Manager, id, off: false, Ct));
        Done(await PayAsync(id, PaymentType.Deposit));
        Assert.Equal(0, await RunAsync());
    }

    private Task<int> RunAsync() => Reminders.RunAsync("온새미로은행 000", Ct);
}
