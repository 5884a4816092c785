using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Pipeline;

/// <summary>What is to be done for a couple: by hand, by rule, and by whom.</summary>
public sealed class LeadTaskTests(MigratedTemplate template) : LeadTest(template)
{
    private DateOnly Today => Clock.Today;

    [Fact]
    public async Task A_stage_makes_its_tasks_and_takes_the_former_ones_along()
    {
        await RuleAsync(new TaskRuleDetails(LeadStatus.Inquiry, "문의에 답하기", OffsetDays: 1));
        await RuleAsync(new TaskRuleDetails(LeadStatus.Consultation, "제안서 보내기", OffsetDays: 3));
        await RuleAsync(new TaskRuleDetails(LeadStatus.Consultation, "예식 두 주 전 전화", TaskAnchor.WeddingDay, -14));
        var id = await LeadAsync();
        Assert.Equal([("문의에 답하기", Today.AddDays(1))], await OpenAsync(id));
        await Tasks.MakeAsync(Manager, id, new TaskDetails("드레스 사진 받기", Today.AddDays(9)), "by-hand", Ct);

        await Customers.MoveAsync(Manager, id, LeadStatus.Inquiry, LeadStatus.Consultation, ct: Ct);

        Assert.Equal(
            [
                ("제안서 보내기", Today.AddDays(3)),
                ("드레스 사진 받기", Today.AddDays(9)),
                ("예식 두 주 전 전화", new DateOnly(2026, 10, 3)),
            ],
            await OpenAsync(id)
        );
        Assert.Equal(Today.AddDays(3), await ScalarAsync<DateOnly>("SELECT next_task_on FROM customers WHERE id = $1", id));
        await Customers.MoveAsync(Manager, id, LeadStatus.Consultation, LeadStatus.Inquiry, ct: Ct);
        Assert.Equal(["문의에 답하기", "드레스 사진 받기"], (await OpenAsync(id)).Select(t => t.Title));
    }

    [Fact]
    public async Task A_moved_wedding_brings_the_task_that_had_no_day()
    {
        await RuleAsync(new TaskRuleDetails(LeadStatus.Inquiry, "타임테이블", TaskAnchor.WeddingDay, -14));
        var id = await LeadAsync(Couple with { WeddingDate = null });
        Assert.Empty(await OpenAsync(id));

        await Edits.ChangeAsync(Manager, id, [new FieldEdit(CustomerField.WeddingDate, null, "2026-11-21")], Ct);

        Assert.Equal([("타임테이블", new DateOnly(2026, 11, 7))], await OpenAsync(id));
    }

    [Fact]
    public async Task Another_wedding_day_moves_what_counts_from_it_and_brings_nothing_back()
    {
        await RuleAsync(new TaskRuleDetails(LeadStatus.Inquiry, "문의에 답하기", OffsetDays: 1));
        await RuleAsync(new TaskRuleDetails(LeadStatus.Inquiry, "타임테이블", TaskAnchor.WeddingDay, -14));
        await RuleAsync(new TaskRuleDetails(LeadStatus.Inquiry, "답사", TaskAnchor.WeddingDay, -30));
        var id = await LeadAsync();
        var tasks = (await Tasks.OfAsync(Manager, id, Ct)).Value!.ToDictionary(t => t.Title);
        await Tasks.DoneAsync(Manager, tasks["문의에 답하기"].Id, Ct);
        await Tasks.EditAsync(Manager, tasks["답사"].Id, new TaskDetails("답사", new DateOnly(2026, 9, 1)), Ct);

        await Edits.ChangeAsync(Manager, id, [new FieldEdit(CustomerField.WeddingDate, "2026-10-17", "2026-11-21")], Ct);
        Assert.Equal([("답사", new DateOnly(2026, 9, 1)), ("타임테이블", new DateOnly(2026, 11, 7))], await OpenAsync(id));

        await Edits.ChangeAsync(Manager, id, [new FieldEdit(CustomerField.WeddingDate, "2026-11-21", null)], Ct);
        Assert.Empty(await OpenAsync(id));
        Assert.Null((await CardAsync(id)).NextTaskOn);
    }

    [Fact]
    public async Task In_English_a_rule_s_words_are_said_in_English_and_a_person_s_as_typed()
    {
        await RuleAsync(new TaskRuleDetails(LeadStatus.Inquiry, "문의에 답하기", OffsetDays: 1, TitleEn: "Answer the inquiry"));
        var id = await LeadAsync();
        var task = Assert.Single((await Tasks.OfAsync(Manager, id, Ct)).Value!);
        Assert.Equal(("문의에 답하기", "Answer the inquiry"), (task.Shown(true), task.Shown(false)));
        Assert.Equal("Answer the inquiry", (await CardAsync(id)).ShownTask(korean: false));

        // Moved on an English screen it is still the rule's; with other words it is somebody's own.
        await Tasks.EditAsync(Manager, task.Id, new TaskDetails("Answer the inquiry", Today.AddDays(2)), Ct);
        Assert.Equal("문의에 답하기", (await CardAsync(id)).ShownTask(korean: true));
        await Tasks.EditAsync(Manager, task.Id, new TaskDetails("Call Emma", Today.AddDays(2)), Ct);
        Assert.Equal("Call Emma", (await CardAsync(id)).ShownTask(korean: true));
    }

    [Fact]
    public async Task Who_looks_at_an_old_day_does_not_overwrite_a_colleague()
    {
        var id = await LeadAsync();
        var task = (await Tasks.MakeAsync(Manager, id, new TaskDetails("전화", Today), "a", Ct)).Value;
        await Tasks.EditAsync(Manager, task, new TaskDetails("전화", Today), new TaskDetails("전화", Today.AddDays(1)), Ct);

        var late = await Tasks.EditAsync(Manager, task, new TaskDetails("전화", Today), new TaskDetails("전화", Today.AddDays(5)), Ct);

        Assert.Equal(new EditedElsewhere(), late.Refusal);
        Assert.Equal([("전화", Today.AddDays(1))], await OpenAsync(id));
        Assert.Equal(
            new DayOutOfRange("DueOn"),
            (await Tasks.EditAsync(Manager, task, new TaskDetails("전화", DateOnly.MaxValue), Ct)).Refusal
        );
    }

    [Fact]
    public async Task Two_moves_into_a_stage_at_once_make_one_task()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        await RuleAsync(new TaskRuleDetails(LeadStatus.Consultation, "제안서 보내기"));
        var id = await LeadAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i => Customers.MoveAsync(i % 2 == 0 ? Manager : other, id, LeadStatus.Inquiry, LeadStatus.Consultation, ct: Ct))
        );

        Assert.Single(await OpenAsync(id));
    }

    [Fact]
    public async Task Made_sixteen_times_with_one_key_it_is_one_task()
    {
        var id = await LeadAsync();

        var made = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Tasks.MakeAsync(Manager, id, new TaskDetails("전화하기", Today), "one", Ct))
        );

        Assert.Single(made.Select(m => m.Value).Distinct());
        Assert.Single(await OpenAsync(id));
    }

    [Fact]
    public async Task Done_reopened_and_dropped_keep_the_day_of_the_next_one_right()
    {
        var id = await LeadAsync();
        var first = (await Tasks.MakeAsync(Manager, id, new TaskDetails("먼저", Today.AddDays(1)), "a", Ct)).Value;
        var second = (await Tasks.MakeAsync(Manager, id, new TaskDetails("나중", Today.AddDays(5)), "b", Ct)).Value;

        await Tasks.DoneAsync(Manager, first, Ct);
        Assert.Equal(Today.AddDays(5), (await CardAsync(id)).NextTaskOn);
        await Tasks.ReopenAsync(Manager, first, Ct);
        Assert.Equal(Today.AddDays(1), (await CardAsync(id)).NextTaskOn);
        await Tasks.EditAsync(Manager, first, new TaskDetails("먼저", Today.AddDays(8)), Ct);
        Assert.Equal(("나중", Today.AddDays(5)), ((await CardAsync(id)).NextTask, (await CardAsync(id)).NextTaskOn));
        await Tasks.DropAsync(Manager, second, Ct);
        await Tasks.DoneAsync(Manager, first, Ct);

        Assert.Null((await CardAsync(id)).NextTaskOn);
        Assert.Equal(new TaskIsClosed(), (await Tasks.EditAsync(Manager, first, new TaskDetails("늦음", Today), Ct)).Refusal);
    }

    [Fact]
    public async Task Different_tasks_closed_at_once_leave_no_day_behind()
    {
        var id = await LeadAsync();
        var tasks = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            tasks.Add((await Tasks.MakeAsync(Manager, id, new TaskDetails("할 일 " + i, Today.AddDays(i)), "k" + i, Ct)).Value);
        }

        await Task.WhenAll(tasks.Select(t => Tasks.DoneAsync(Manager, t, Ct)));

        Assert.Empty(await OpenAsync(id));
        Assert.Null((await CardAsync(id)).NextTaskOn);
    }

    [Fact]
    public async Task What_is_wrong_with_a_task_is_said_at_its_field()
    {
        var id = await LeadAsync();

        Assert.Equal(new FieldRequired("Title"), (await Tasks.MakeAsync(Manager, id, new TaskDetails(" ", Today), "a", Ct)).Refusal);
        Assert.Equal(new FieldRequired("DueOn"), (await Tasks.MakeAsync(Manager, id, new TaskDetails("전화", null), "a", Ct)).Refusal);
        Assert.Equal(
            new FieldTooLong("Title", LeadTask.TitleMaxLength),
            (await Tasks.MakeAsync(Manager, id, new TaskDetails(new string('가', 201), Today), "a", Ct)).Refusal
        );
        Assert.Equal(
            new CustomerNotFound(),
            (await Tasks.MakeAsync(Manager, Guid.NewGuid(), new TaskDetails("전화", Today), "a", Ct)).Refusal
        );
        Assert.Equal(new NotAllowed(), (await Tasks.MakeAsync(Actor.Visitor, id, new TaskDetails("전화", Today), "a", Ct)).Refusal);
    }

    [Fact]
    public async Task Whoever_looks_after_the_couple_owns_a_task_that_names_nobody()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync();
        await Customers.AssignManagerAsync(Manager, id, Manager.UserId, Ct);
        await Tasks.MakeAsync(Manager, id, new TaskDetails("내 일", Today), "a", Ct);
        await Tasks.MakeAsync(Manager, id, new TaskDetails("하늘의 일", Today, other.UserId), "b", Ct);

        Assert.Equal(["내 일"], (await Tasks.DueAsync(Manager, everybody: false, Ct)).Value!.Select(t => t.Title));
        Assert.Equal(["하늘의 일"], (await Tasks.DueAsync(other, everybody: false, Ct)).Value!.Select(t => t.Title));
        Assert.Equal(2, (await Tasks.DueAsync(Manager, everybody: true, Ct)).Value!.Count);
    }

    private async Task RuleAsync(TaskRuleDetails details) => Assert.Null((await Rules.SaveRuleAsync(Manager, null, details, Ct)).Refusal);

    private async Task<IReadOnlyList<(string Title, DateOnly DueOn)>> OpenAsync(Guid id) =>
        [.. (await Tasks.OfAsync(Manager, id, Ct)).Value!.Where(t => t.DoneAt is null).Select(t => (t.Title, t.DueOn))];
}
