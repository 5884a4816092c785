using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Schedules;

public sealed class CalendarTests(MigratedTemplate template) : ProjectTest(template)
{
    private Task<IReadOnlyList<CalendarEntry>> MonthAsync(CalendarFilter filter) =>
        Schedules.CalendarAsync(Manager, At(0, days: -15), At(0, days: 20), filter, Ct);

    private async Task<Guid> AskingAsync(string bride, TimeOnly? time)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var details = new CustomerDetails("이준호", bride, "010-2345-6789", null, null, WeddingDay);
        var customer = Customer.Inquire(details with { WeddingTime = time }, Clock.Today, Time.GetUtcNow()).Value!;
        db.Add(customer);
        await db.SaveChangesAsync(Ct);
        return customer.Id;
    }

    [Fact]
    public async Task A_month_takes_at_most_five_statements_whatever_stands_in_it()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        for (var day = -10; day < 10; day++)
        {
            await BookedAsync(project, Plan(At(9, days: day), At(12, days: day), park, jung));
        }

        await Schedules.AddLeaveAsync(Manager, park, WeddingDay.AddDays(12), null, null, "휴가", Ct);
        await AskingAsync("최유나", null);
        using var statements = new StatementCounter(ConnectionString);

        var entries = await MonthAsync(new CalendarFilter([], WithInquiries: true));
        await Schedules.CrewAsync(Manager, Ct);

        Assert.Equal(22, entries.Count);
        Assert.InRange(statements.Statements.Count, 1, 5);
    }

    [Fact]
    public async Task Filters_show_what_they_say()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        var main = await BookedAsync(project, Plan(At(9), At(12), park));
        var makeup = await BookedAsync(
            project,
            Plan(At(13), At(14), null) with
            {
                Type = ScheduleType.Makeup,
                Location = "청담 라온 메이크업",
            }
        );
        await Schedules.AddLeaveAsync(Manager, park, WeddingDay.AddDays(1), null, null, "휴가", Ct);
        var seen = await ShootAsync(makeup);
        await Schedules.MoveAsync(Manager, makeup, ShootStatus.Confirmed, null, seen.Version, Ct);

        async Task<Guid[]> Shown(CalendarFilter filter) => [.. (await MonthAsync(filter)).Select(e => e.Id)];

        Assert.Equal(3, (await Shown(CalendarFilter.Everything)).Length);
        Assert.Equal([makeup], await Shown(new CalendarFilter([], Types: [ScheduleType.Makeup])));
        Assert.Equal([makeup], await Shown(new CalendarFilter([], Statuses: [ShootStatus.Confirmed])));
        Assert.Equal([makeup], await Shown(new CalendarFilter([], Venue: "라온")));
        Assert.Empty(await Shown(new CalendarFilter([], Venue: "%")));
        Assert.Equal(2, (await Shown(new CalendarFilter([park]))).Length);
        Assert.Contains(main, await Shown(new CalendarFilter([park])));
        seen = await ShootAsync(main);
        await Schedules.MoveAsync(Manager, main, ShootStatus.Cancelled, "연기", seen.Version, Ct);
        Assert.DoesNotContain(main, await Shown(CalendarFilter.Everything));
        Assert.Equal([main], await Shown(new CalendarFilter([], Statuses: [ShootStatus.Cancelled])));
    }

    [Fact]
    public async Task Who_asks_stands_on_their_day_until_a_hold_stands_there()
    {
        var park = await PhotographerAsync();
        var (whole, hour) = (await AskingAsync("최유나", null), await AskingAsync("이하은", new TimeOnly(13, 0)));
        var filter = new CalendarFilter([], WithInquiries: true);

        var asking = (await MonthAsync(filter)).Where(e => e.Kind == CalendarKind.Inquiry).ToDictionary(e => e.Id);
        Assert.Equal((At(0), At(0, days: 1)), (asking[whole].Start, asking[whole].End));
        Assert.Equal(At(13), asking[hour].Start);
        Assert.All(asking.Values, e => Assert.Empty(e.PersonIds));

        Assert.Null((await Schedules.HoldAsync(Manager, park, hour, At(11), At(15), Start.AddDays(2), Ct)).Refusal);
        Assert.DoesNotContain(await MonthAsync(filter), e => e.Kind == CalendarKind.Inquiry && e.Id == hour);
        Time.Advance(TimeSpan.FromDays(3));
        Assert.Contains(await MonthAsync(filter), e => e.Kind == CalendarKind.Inquiry && e.Id == hour);

        var without = Manager with { Permissions = [MindGraphy.Domain.Accounts.Rights.Calendar] };
        Assert.DoesNotContain(await Schedules.CalendarAsync(without, At(0), At(23), filter, Ct), e => e.Kind == CalendarKind.Inquiry);
    }

    [Fact]
    public async Task A_hold_is_prolonged_while_it_is_on_and_not_afterwards()
    {
        var park = await PhotographerAsync();
        var couple = await AskingAsync("최유나", null);
        var hold = (await Schedules.HoldAsync(Manager, park, couple, At(11), At(15), Start.AddDays(2), Ct)).Value;

        Assert.Equal(new HoldEndsInThePast(), (await Schedules.ProlongHoldAsync(Manager, hold, Start.AddDays(-1), Ct)).Refusal);
        Assert.Null((await Schedules.ProlongHoldAsync(Manager, hold, Start.AddDays(5), Ct)).Refusal);
        Time.Advance(TimeSpan.FromDays(3));
        Assert.Contains(await MonthAsync(CalendarFilter.Everything), e => e.Id == hold);
        Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(new HoldNotFound(), (await Schedules.ProlongHoldAsync(Manager, hold, Start.AddDays(90), Ct)).Refusal);
    }

    [Fact]
    public async Task A_booked_shoot_tells_others_that_its_day_may_be_full()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        await BookedAsync(project, Plan(At(9, days: 7), At(12, days: 7), park));

        var told = await ScalarAsync<string>("SELECT payload->>'day' FROM outbox_messages WHERE kind = 'DayTaken'");

        Assert.Equal("2026-05-23", told);
    }
}
