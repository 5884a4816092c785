using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Schedules;

/// <summary>How many photographers a day has left, and the one word of it that leaves the studio.</summary>
public sealed class CapacityTests(MigratedTemplate template) : ProjectTest(template)
{
    private CapacityService Capacity => Get<CapacityService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<CapacityService>().AddSingleton<CustomerService>();
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('manager', 'leads')");
    }

    [Fact]
    public async Task A_studio_without_photographers_says_yes_and_a_day_that_is_over_gets_no_answer()
    {
        Assert.Equal(DayAnswer.Open, await Capacity.AnswerAsync(WeddingDay, null, Ct));
        Assert.Null(await Capacity.AnswerAsync(Clock.Today.AddDays(-1), null, Ct));
        Assert.NotNull(await Capacity.AnswerAsync(DateOnly.MaxValue, new TimeOnly(23, 59), Ct));
    }

    [Fact]
    public async Task Who_is_on_a_shoot_from_two_hours_before_to_five_after_is_not_free()
    {
        var park = await PhotographerAsync();
        await BookedAsync(await ProjectAsync(), Plan(At(9), At(12), park));

        Assert.Equal(DayAnswer.Full, await Capacity.AnswerAsync(WeddingDay, new TimeOnly(13, 59), Ct));
        Assert.Equal(DayAnswer.Open, await Capacity.AnswerAsync(WeddingDay, new TimeOnly(14, 0), Ct));
        Assert.Equal(DayAnswer.Full, await Capacity.AnswerAsync(WeddingDay, new TimeOnly(4, 1), Ct));
        Assert.Equal(DayAnswer.Open, await Capacity.AnswerAsync(WeddingDay, new TimeOnly(4, 0), Ct));
        Assert.Equal(DayAnswer.Full, await Capacity.AnswerAsync(WeddingDay, null, Ct));
        Assert.Equal(DayAnswer.Open, await Capacity.AnswerAsync(WeddingDay.AddDays(1), null, Ct));
    }

    [Fact]
    public async Task A_hold_leaves_the_waiting_list_open_until_it_runs_out()
    {
        var park = await PhotographerAsync();
        var couple = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync());
        Assert.Null((await Schedules.HoldAsync(Manager, park, couple, At(9), At(18), Start.AddHours(1), Ct)).Refusal);

        Assert.Equal(new DayCapacity(1, 0, 1, 0), await OfAsync(WeddingDay));
        Assert.Equal(DayAnswer.Waitlist, await Capacity.AnswerAsync(WeddingDay, null, Ct));

        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(DayAnswer.Open, await Capacity.AnswerAsync(WeddingDay, null, Ct));
    }

    [Fact]
    public async Task A_hold_beside_a_shoot_makes_nobody_held_only()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        var couple = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", project);
        await Schedules.HoldAsync(Manager, park, couple, At(9), At(11), Start.AddDays(1), Ct);
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(12), At(15), park));

        Assert.Equal(new DayCapacity(1, 0, 0, 0), await OfAsync(WeddingDay));
        Assert.Equal(DayAnswer.Full, await Capacity.AnswerAsync(WeddingDay, null, Ct));
    }

    [Fact]
    public async Task Leave_a_closed_account_and_a_photographer_who_is_away_altogether_are_no_help()
    {
        var (park, jung, seo) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"), await PhotographerAsync("서", "이안"));
        Assert.Equal(new DayCapacity(3, 3, 0, 0), await OfAsync(WeddingDay));

        Assert.Null((await Schedules.AddLeaveAsync(Manager, park, WeddingDay, null, null, "가족 여행", Ct)).Refusal);
        await ExecuteAsync("UPDATE users SET status = 'suspended' WHERE id = $1", jung);
        await ExecuteAsync(
            "INSERT INTO photographers (user_id, specialties, availability_status, total_projects) VALUES ($1, '{}', 'on_leave', 0)",
            seo
        );

        Assert.Equal(new DayCapacity(1, 0, 0, 0), await OfAsync(WeddingDay));
        Assert.Equal(new DayCapacity(1, 1, 0, 0), await OfAsync(WeddingDay.AddDays(1)));
    }

    [Fact]
    public async Task Who_is_about_to_book_the_day_comes_first_and_a_card_does_not_stand_in_its_own_way()
    {
        await PhotographerAsync();
        var id = await ProposalAsync();

        var day = await OfAsync(WeddingDay);
        Assert.Equal(new DayCapacity(1, 1, 0, 1), day);
        Assert.Equal(DayAnswer.Waitlist, day.Answer);
        Assert.Equal(DayAnswer.Open, day.AnswerForAsker);

        await Get<CustomerService>().MoveAsync(Manager, id, LeadStatus.Proposal, LeadStatus.Cancelled, "다른 곳", ct: Ct);
        Assert.Equal(DayAnswer.Open, await Capacity.AnswerAsync(WeddingDay, null, Ct));
    }

    [Fact]
    public async Task A_couple_whose_project_is_open_is_not_counted_twice()
    {
        var project = await ProjectAsync();
        await ExecuteAsync(
            "UPDATE customers SET lead_status = 'proposal' WHERE id = (SELECT customer_id FROM projects WHERE id = $1)",
            project
        );

        Assert.Equal(0, (await OfAsync(WeddingDay)).Asked);
    }

    [Fact]
    public async Task A_contracted_couple_takes_a_photographer_before_and_after_their_shoot_is_booked()
    {
        var park = await PhotographerAsync();
        await PhotographerAsync("정", "도윤");
        var project = await ProjectAsync();
        await ExecuteAsync(
            "UPDATE customers SET lead_status = 'contracted' WHERE id = (SELECT customer_id FROM projects WHERE id = $1)",
            project
        );
        Assert.Equal(new DayCapacity(2, 1, 0, 0), await OfAsync(WeddingDay));
        Assert.Equal(new DayCapacity(2, 2, 0, 0), await OfAsync(WeddingDay.AddDays(1)));

        // Their shoot weeks before the wedding does not stand for the wedding.
        await BookedAsync(project, Plan(At(9, days: -30), At(12, days: -30), park));
        Assert.Equal(new DayCapacity(2, 1, 0, 0), await OfAsync(WeddingDay));

        // Who is held for somebody else is what is left for the couple.
        var other = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync("최유나", "강태오"));
        Assert.Null((await Schedules.HoldAsync(Manager, park, other, At(9), At(18), Start.AddDays(1), Ct)).Refusal);
        Assert.Equal(new DayCapacity(2, 0, 1, 0), await OfAsync(WeddingDay));
        await ExecuteAsync("UPDATE customers SET lead_status = 'contracted' WHERE id = $1", other);
        Assert.Equal(new DayCapacity(2, 0, 1, 0), await OfAsync(WeddingDay));
        await ExecuteAsync("UPDATE person_bookings SET status = 'cancelled' WHERE source = 'hold'");
        Assert.Equal(new DayCapacity(2, 0, 0, 0), await OfAsync(WeddingDay));

        await BookedAsync(project, Plan(At(9), At(12), park));
        Assert.Equal(new DayCapacity(2, 0, 0, 0), await OfAsync(WeddingDay));
    }

    [Fact]
    public async Task Hundreds_of_days_are_one_statement_and_each_gets_its_own_answer()
    {
        var park = await PhotographerAsync();
        await BookedAsync(await ProjectAsync(), Plan(At(9), At(12), park));
        var days = Enumerable
            .Range(0, 300)
            .Select(n => (WeddingDay.AddDays(n), n % 2 == 0 ? (TimeOnly?)null : new TimeOnly(13, 0)))
            .ToList();
        days.Add((WeddingDay, new TimeOnly(15, 0)));
        days.Add((WeddingDay, null));
        using var statements = new StatementCounter(ConnectionString);

        var answers = (await Capacity.CapacityAsync(Manager, days, Ct)).Value!;

        Assert.Single(statements.Statements);
        Assert.Equal(301, answers.Count);
        Assert.Equal(1, answers.Values.Count(d => d.Free == 0));
        Assert.Equal(1, answers[(WeddingDay, new TimeOnly(15, 0))].Free);
    }

    [Fact]
    public async Task Numbers_are_for_those_who_sell_or_plan()
    {
        var editor = await StaffAsync(UserRole.Editor, "서", "이안");

        Assert.Equal(new NotAllowed(), (await Capacity.CapacityAsync(editor, [(WeddingDay, null)], Ct)).Refusal);
        Assert.Empty((await Capacity.CapacityAsync(Manager, [], Ct)).Value!);
    }

    private async Task<DayCapacity> OfAsync(DateOnly day) =>
        (await Capacity.CapacityAsync(Manager, [(day, null)], Ct)).Value!.Single().Value;

    private async Task<Guid> ProposalAsync()
    {
        var details = new CustomerDetails("강태오", "최유나", BridePhone: "010-2345-6789", WeddingDate: WeddingDay);
        var customers = Get<CustomerService>();
        var id = (await customers.InquireAsync(Manager, details, "ko", "x", false, Guid.NewGuid().ToString(), null, null, Ct)).Value;
        await customers.MoveAsync(Manager, id, LeadStatus.Inquiry, LeadStatus.Consultation, null, ct: Ct);
        await customers.MoveAsync(Manager, id, LeadStatus.Consultation, LeadStatus.Proposal, null, ct: Ct);
        return id;
    }
}
