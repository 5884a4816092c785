using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Customers;

public sealed class BoardTests(MigratedTemplate template) : LeadTest(template)
{
    [Fact]
    public async Task Of_two_managers_who_drag_one_card_the_second_hears_who_was_first_and_where_it_is()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync(null, LeadStatus.Consultation);

        var results = await Task.WhenAll(
            Customers.MoveAsync(Manager, id, LeadStatus.Consultation, LeadStatus.Proposal, ct: Ct),
            Customers.MoveAsync(other, id, LeadStatus.Consultation, LeadStatus.Inquiry, ct: Ct)
        );

        var won = results.Single(r => r.Succeeded).Value!;
        var first = ReferenceEquals(results[0].Value, won) ? "한지우" : "박하늘";
        Assert.Equal(new LeadMovedElsewhere(first, won.Status), results.Single(r => !r.Succeeded).Refusal);
        Assert.Equal(won, await CardAsync(id));
        Assert.Equal(3L, await ScalarAsync<long>("SELECT count(*) FROM stage_history WHERE customer_id = $1", id));
    }

    [Fact]
    public async Task A_card_that_a_fact_moved_says_so()
    {
        var id = await LeadAsync(null, LeadStatus.Consultation, LeadStatus.Proposal);
        await using (var session = Studio.Open(Actor.System))
        {
            (await session.Customers.LockAsync(id, Ct))!.BecomeContracted(Actor.System, Clock.Now.AddMinutes(1));
            Assert.True((await session.SaveAsync(Ct)).Succeeded);
        }

        var late = await Customers.MoveAsync(Manager, id, LeadStatus.Proposal, LeadStatus.Consultation, ct: Ct);

        Assert.Equal(new LeadMovedByItself(LeadStatus.Contracted), late.Refusal);
    }

    [Fact]
    public async Task A_colleagues_edit_does_not_stop_a_move()
    {
        var id = await LeadAsync();
        var seen = await CardAsync(id);
        Assert.True((await Edits.ChangeAsync(Manager, id, [new FieldEdit(CustomerField.Notes, null, "전화함")], Ct)).Succeeded);

        Assert.True((await Customers.MoveAsync(Manager, id, seen.Status, LeadStatus.Consultation, ct: Ct)).Succeeded);
        Assert.Equal("전화함", await ScalarAsync<string>("SELECT notes FROM customers WHERE id = $1", id));
    }

    [Fact]
    public async Task A_move_tells_open_boards_once_and_keeps_who_when_and_why()
    {
        var id = await LeadAsync();
        var heard = new List<IStudioEvent>();
        using var listening = Get<StudioNews>()
            .Listen(e =>
            {
                lock (heard)
                {
                    heard.Add(e);
                }

                return Task.CompletedTask;
            });
        Time.Advance(TimeSpan.FromHours(3));

        await Customers.MoveAsync(Manager, id, LeadStatus.Inquiry, LeadStatus.Cancelled, "예산이 맞지 않음", ct: Ct);
        await Customers.MoveAsync(Manager, id, LeadStatus.Inquiry, LeadStatus.Consultation, ct: Ct);

        var sheet = (await Screens.PageAsync(Manager, id, Ct)).Value!;
        Assert.Equal(
            new StageLine(LeadStatus.Inquiry, LeadStatus.Cancelled, "예산이 맞지 않음", "한지우", Start.AddHours(3)),
            sheet.Stages[0]
        );
        Assert.Equal("예산이 맞지 않음", sheet.CancelReason);
        lock (heard)
        {
            Assert.Equal([new LeadMoved(id)], heard);
        }
    }

    [Fact]
    public async Task Each_column_shows_its_newest_cards_and_more_goes_on_where_it_stopped()
    {
        await BulkAsync(LeadStatus.Inquiry, 250);
        await BulkAsync(LeadStatus.Contracted, 1003);

        var board = (await Screens.BoardAsync(Manager, new BoardFilter(), Ct)).Value!;

        Assert.Equal(Enum.GetValues<LeadStatus>(), board.Select(s => s.Stage));
        Assert.Equal([250, 0, 0, 1000, 0, 0], board.Select(s => s.Count));
        var inquiries = board[0].Cards.ToList();
        Assert.Equal(BoardStage.Most, inquiries.Count);
        while (inquiries.Count < 250)
        {
            inquiries.AddRange((await Screens.MoreAsync(Manager, LeadStatus.Inquiry, new BoardFilter(), inquiries[^1], Ct)).Value!);
        }

        Assert.Equal(250, inquiries.Select(c => c.Id).Distinct().Count());
        Assert.Equal(inquiries.OrderByDescending(c => c.StatusChangedAt).ThenBy(c => c.Id), inquiries);
        Assert.Empty((await Screens.MoreAsync(Manager, LeadStatus.Inquiry, new BoardFilter(), inquiries[^1], Ct)).Value!);
    }

    [Fact]
    public async Task Board_list_and_page_are_at_most_five_statements_each()
    {
        var id = await LeadAsync();
        await BulkAsync(LeadStatus.Proposal, 120);
        using var counter = new StatementCounter(ConnectionString);

        await Screens.BoardAsync(Manager, new BoardFilter("서연"), Ct);
        await Screens.ChoicesAsync(Manager, ViewPage.Pipeline, Ct);
        Assert.Equal(4, counter.Statements.Count);
        await Screens.ListAsync(Manager, new CustomerFilter("서연"), null, Ct);
        await Screens.ChoicesAsync(Manager, ViewPage.Customers, Ct);
        Assert.Equal(8, counter.Statements.Count);
        await Screens.PageAsync(Manager, id, Ct);
        Assert.InRange(counter.Statements.Count, 9, 13);
    }

    [Fact]
    public async Task A_card_in_proposal_says_how_far_its_contract_is()
    {
        var id = await LeadAsync(null, LeadStatus.Consultation, LeadStatus.Proposal);
        Assert.Equal(LeadStep.MakeContract, (await CardAsync(id)).Next(Clock.Today));
        const string contract =
            "INSERT INTO contracts (contract_number, customer_id, contract_status, total_amount, deposit_amount, balance_amount, wedding_date, included, language, created_at) VALUES ($1, $2, $3::contract_status, 100, 10, 90, '2026-10-17', '{}', 'ko', $4)";

        await ExecuteAsync(contract, "C-1", id, "sent", Start);
        Assert.Equal(LeadStep.AwaitSignature, (await CardAsync(id)).Next(Clock.Today));
        await ExecuteAsync(contract, "C-2", id, "cancelled", Start.AddDays(1));
        Assert.Equal(LeadStep.AwaitSignature, (await CardAsync(id)).Next(Clock.Today));
    }

    [Theory]
    [InlineData("서연", true)]
    [InlineData("도현 청담", true)]
    [InlineData("서연 신라호텔", false)]
    [InlineData("010-2345-6789", true)]
    [InlineData("6789", true)]
    [InlineData("+82 10 2345 6789", true)]
    [InlineData("9999", false)]
    [InlineData("SEOYEON@example", true)]
    [InlineData("%", false)]
    [InlineData("_", false)]
    [InlineData("\\", false)]
    public async Task Board_and_list_find_a_couple_by_name_telephone_mail_and_venue(string search, bool found)
    {
        var id = await LeadAsync();

        var board = (await Screens.BoardAsync(Manager, new BoardFilter(search), Ct)).Value!;
        var list = (await Screens.ListAsync(Manager, new CustomerFilter(search), null, Ct)).Value!;

        Guid[] expected = found ? [id] : [];
        Assert.Equal(expected, board.SelectMany(s => s.Cards).Select(c => c.Id));
        Assert.Equal(expected.Length, board.Sum(s => s.Count));
        Assert.Equal(expected, list.Lines.Select(l => l.Id));
    }

    [Fact]
    public async Task A_couple_is_given_to_a_manager_and_found_under_them()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "윤", "슬");
        var id = await LeadAsync();

        Assert.Equal(new ManagerNotFound(), (await Customers.AssignManagerAsync(Manager, id, photographer.UserId, Ct)).Refusal);
        Assert.Single(await CardsOfAsync(LeadFilter.Nobody));
        Assert.True((await Customers.AssignManagerAsync(Manager, id, Manager.UserId, Ct)).Succeeded);

        Assert.Equal("한지우", Assert.Single(await CardsOfAsync(Manager.UserId)).ManagerName);
        Assert.Empty(await CardsOfAsync(LeadFilter.Nobody));
        Assert.Equal([new ManagerChoice(Manager.UserId!.Value, "한지우")], (await Screens.ManagersAsync(Manager, Ct)).Value!);
    }

    [Fact]
    public async Task The_list_turns_its_pages_without_a_gap_or_a_double()
    {
        await BulkAsync(LeadStatus.Inquiry, 120);
        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = (await Screens.ListAsync(Manager, new CustomerFilter(), next, Ct)).Value!;
            seen.AddRange(page.Lines.Select(l => l.Id));
            next = page.Next;
        } while (next is not null);

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(120, seen.Count);
    }

    [Theory]
    [InlineData(LeadSort.Newest)]
    [InlineData(LeadSort.Longest)]
    [InlineData(LeadSort.Wedding)]
    [InlineData(LeadSort.Task)]
    [InlineData(LeadSort.Name)]
    [InlineData(LeadSort.Untouched)]
    public async Task Every_order_turns_its_pages_without_a_gap_or_a_double_on_board_and_list(LeadSort sort)
    {
        await BulkAsync(LeadStatus.Inquiry, 130);
        await ExecuteAsync(
            """
            UPDATE customers SET wedding_date = CASE WHEN right(bride_name, 1) < '4' THEN date '2026-10-01' + length(bride_name) END,
                next_task_on = CASE WHEN right(bride_name, 1) > '7' THEN date '2026-03-01' END,
                last_touched_at = status_changed_at
            """
        );
        var filter = new CustomerFilter { Sort = sort };
        var listed = new List<LeadCard>();
        string? next = null;
        do
        {
            var page = (await Screens.ListAsync(Manager, filter, next, Ct)).Value!;
            listed.AddRange(page.Lines.Select(l => l.Card));
            next = page.Next;
        } while (next is not null);

        var board = new BoardFilter { Sort = sort };
        var column = (await Screens.BoardAsync(Manager, board, Ct)).Value![0].Cards.ToList();
        while ((await Screens.MoreAsync(Manager, LeadStatus.Inquiry, board, column[^1], Ct)).Value is { Count: > 0 } more)
        {
            column.AddRange(more);
        }

        Assert.Equal(130, listed.Select(c => c.Id).Distinct().Count());
        Assert.Equal(130, listed.Count);
        Assert.Equal(130, column.Select(c => c.Id).Distinct().Count());
        Assert.Equal(130, column.Count);
        if (sort != LeadSort.Newest)
        {
            Assert.Equal(listed, column);
        }
    }

    [Fact]
    public async Task A_made_up_key_of_a_page_begins_anew()
    {
        await BulkAsync(LeadStatus.Inquiry, 60);

        foreach (var key in (string[])["", "~", "x~y", "20260101~" + Guid.NewGuid(), "-1~" + Guid.NewGuid()])
        {
            Assert.Equal(
                50,
                (await Screens.ListAsync(Manager, new CustomerFilter { Sort = LeadSort.Longest }, key, Ct)).Value!.Lines.Count
            );
        }
    }

    [Fact]
    public async Task Filters_narrow_down_by_source_month_overdue_idle_and_unanswered()
    {
        var rules = PipelineDefaults.IdleRules();
        foreach (var rule in rules.Where(r => r.IdleDays is not null))
        {
            await Rules.IdleAfterAsync(Manager, rule.Stage, rule.IdleDays, Ct);
        }

        var old = await LeadAsync(Couple with { SourceChannel = "플래너 제휴" });
        await Tasks.MakeAsync(Manager, old, new TaskDetails("전화하기", Clock.Today.AddDays(1)), "t", Ct);
        Time.Advance(TimeSpan.FromDays(3));
        var fresh = await LeadAsync(Couple with { WeddingDate = new DateOnly(2026, 11, 7), BrideName = "박지민" });
        await Edits.WriteAsync(Manager, fresh, ActivityKind.Call, false, "통화함", "a", Ct);

        Assert.Equal([old], await FoundAsync(new CustomerFilter { Source = "플래너 제휴" }));
        Assert.Equal(
            [fresh],
            await FoundAsync(new CustomerFilter { WeddingFrom = new DateOnly(2026, 11, 1), WeddingTo = new DateOnly(2026, 11, 30) })
        );
        Assert.Equal([old], await FoundAsync(new CustomerFilter { Overdue = true }));
        Assert.Equal([old], await FoundAsync(new CustomerFilter { Idle = true }));
        Assert.Equal([old], await FoundAsync(new CustomerFilter { Unanswered = true }));
        var card = await CardAsync(old);
        Assert.Equal(("전화하기", true), (card.NextTask, card.IsOverdue(Clock.Today)));
    }

    private async Task<Guid[]> FoundAsync(CustomerFilter filter) =>
        [.. (await Screens.ListAsync(Manager, filter, null, Ct)).Value!.Lines.Select(l => l.Id)];

    [Fact]
    public async Task A_couple_that_is_not_there_is_not_found()
    {
        Assert.Equal(new CustomerNotFound(), (await Screens.PageAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
        Assert.Equal(
            new CustomerNotFound(),
            (await Customers.MoveAsync(Manager, Guid.NewGuid(), LeadStatus.Inquiry, LeadStatus.Consultation, ct: Ct)).Refusal
        );
        Assert.Equal(new CustomerNotFound(), (await Edits.ChangeAsync(Manager, Guid.NewGuid(), [], Ct)).Refusal);
    }

    private async Task<IReadOnlyList<LeadCard>> CardsOfAsync(Guid? manager) =>
        [.. (await Screens.BoardAsync(Manager, new BoardFilter(ManagerId: manager), Ct)).Value!.SelectMany(s => s.Cards)];

    // Some share their minute, so that the second key of the order is needed.
    private Task<int> BulkAsync(LeadStatus status, int count) =>
        ExecuteAsync(
            """
            INSERT INTO customers (id, groom_name, bride_name, lead_status, status_changed_at)
            SELECT gen_random_uuid(), '신랑' || n, '신부' || n, $1, $2::timestamptz - make_interval(mins => n / 7) FROM generate_series(1, $3) n
            """,
            status,
            Start,
            count
        );
}
