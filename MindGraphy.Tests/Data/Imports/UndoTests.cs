using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Imports;

public sealed class UndoTests(MigratedTemplate template) : ImportTest(template)
{
    [Fact]
    public async Task An_undo_removes_what_nobody_touched_and_says_what_stays_and_why()
    {
        var id = await UploadAsync(Many(6));
        await RunAsync(id);
        Time.Advance(TimeSpan.FromHours(1));
        var (edited, moved, contract, project) = (await CoupleAsync(1), await CoupleAsync(2), await CoupleAsync(3), await CoupleAsync(4));
        Assert.True((await Edits.ChangeAsync(Manager, edited, [new FieldEdit(CustomerField.Notes, null, "전화함")], Ct)).Succeeded);
        Assert.True((await Customers.MoveAsync(Manager, moved, LeadStatus.Inquiry, LeadStatus.Consultation, ct: Ct)).Succeeded);
        await ExecuteAsync(
            "INSERT INTO contracts (id, contract_number, customer_id, total_amount, deposit_amount, balance_amount, contract_status, language, wedding_date, included, signed_by_client) VALUES (gen_random_uuid(), 'C-1', $1, 1, 1, 0, 'draft', 'ko', '2027-05-16', '{}', false)",
            contract
        );
        await ExecuteAsync(
            "INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date) VALUES (gen_random_uuid(), 'P-1', $1, 'wedding', 'scheduled', '2027-05-16')",
            project
        );

        Assert.True((await Imports.UndoAsync(Manager, id, Ct)).Succeeded);

        var page = (await Imports.PageAsync(Manager, id, Ct)).Value!;
        Assert.Equal((ImportStatus.Undone, 2, 4), (page.Sheet.Status, page.Sheet.UndoneRows, page.Sheet.KeptRows));
        Assert.Equal(
            [(edited, KeptReason.Edited), (moved, KeptReason.Moved), (contract, KeptReason.Contract), (project, KeptReason.Project)],
            page.Kept.Select(k => (k.CustomerId, k.Reason))
        );
        Assert.Equal(4L, await CountAsync("customers"));
        Assert.Equal(8L, await CountAsync("customer_contacts"));
        Assert.Equal(new ImportCannotMove(ImportStatus.Undone), (await Imports.UndoAsync(Manager, id, Ct)).Refusal);
    }

    [Fact]
    public async Task An_undo_empties_what_was_filled_in_unless_it_was_changed_since()
    {
        var first = await LeadAsync(new CustomerDetails("이도현", "김서연", BridePhone: "010-2345-6789"));
        var second = await LeadAsync(new CustomerDetails("최민준", "박하늘", BridePhone: "010-3333-4444"));
        var id = await UploadAsync(
            "신부,신랑,신부 전화,예식장,메모\n김서연,이도현,010-2345-6789,더채플,가져온 메모\n박하늘,최민준,010-3333-4444,아펠가모,가져온 메모\n"
        );
        Assert.Equal(2, (await RunAsync(id, DuplicateRule.FillIn)).FilledRows);
        Assert.True(
            (await Edits.ChangeAsync(Manager, second, [new FieldEdit(CustomerField.WeddingVenue, "아펠가모", "다른 곳")], Ct)).Succeeded
        );

        Assert.True((await Imports.UndoAsync(Manager, id, Ct)).Succeeded);

        var sheet = await SheetAsync(id);
        Assert.Equal((1, 1), (sheet.UndoneRows, sheet.KeptRows));
        Assert.Equal("", await ScalarAsync<string>("SELECT concat(wedding_venue, notes) FROM customers WHERE id = $1", first));
        Assert.Equal("다른 곳", await ScalarAsync<string>("SELECT concat(wedding_venue, notes) FROM customers WHERE id = $1", second));
    }

    [Fact]
    public async Task A_couple_that_the_same_file_wrote_fuller_later_goes_with_it()
    {
        // The second row of the couple comes in the next batch.
        var rows = Enumerable.Range(0, ImportRunner.BatchRows).Select(i => $"신부{i},신랑{i},010-2000-{i:0000},");
        var id = await UploadAsync("신부,신랑,신부 전화,예식장\n" + string.Join('\n', rows) + "\n신부1,신랑1,010-2000-0001,더채플\n");

        var done = await RunAsync(id, DuplicateRule.FillIn);
        Assert.Equal((ImportRunner.BatchRows, 1), (done.NewRows, done.FilledRows));
        Assert.Equal(1L, await CountAsync("customers WHERE wedding_venue = '더채플'"));
        Assert.True((await Imports.UndoAsync(Manager, id, Ct)).Succeeded);

        Assert.Equal(0L, await CountAsync("customers"));
    }

    [Fact]
    public async Task Address_and_manager_are_filled_in_too_and_taken_back()
    {
        var known = await LeadAsync(new CustomerDetails("이도현", "김서연", BridePhone: "010-2345-6789"));
        await ExecuteAsync("UPDATE customers SET assigned_manager_id = NULL");
        var id = await UploadAsync(
            "신부,신랑,신부 전화,주소,우편번호,담당자,메모\n김서연,이도현,010-2345-6789,서울 강남구,06236,한지우,가져온 메모\n"
        );

        Assert.Equal(1, (await RunAsync(id, DuplicateRule.FillIn)).FilledRows);
        Assert.Equal(
            "06236 서울 강남구 한지우",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', a.postal_code, a.address_line1, p.last_name || p.first_name) FROM customers c JOIN customer_addresses a ON a.customer_id = c.id JOIN user_profiles p ON p.user_id = c.assigned_manager_id WHERE c.id = $1",
                known
            )
        );
        Assert.Equal(
            Manager.UserId!.Value,
            await ScalarAsync<Guid>("SELECT DISTINCT changed_by_id FROM customer_changes WHERE customer_id = $1", known)
        );

        Assert.True((await Imports.UndoAsync(Manager, id, Ct)).Succeeded);
        Assert.Equal((1, 0), ((await SheetAsync(id)).UndoneRows, (await SheetAsync(id)).KeptRows));
        Assert.Equal(0L, await CountAsync("customer_addresses"));
        Assert.True(await ScalarAsync<bool>("SELECT assigned_manager_id IS NULL AND notes IS NULL FROM customers WHERE id = $1", known));
    }

    [Fact]
    public async Task An_inquiry_of_1965_is_no_reason_to_stop()
    {
        var done = await RunAsync(await UploadAsync("신부,신랑,신부 전화,문의일\n김서연,이도현,010-2345-6789,1965-03-01\n"));

        Assert.Equal((ImportStatus.Completed, 1), (done.Status, done.NewRows));
    }

    [Fact]
    public async Task After_seven_days_an_import_stays()
    {
        var id = await UploadAsync(Many(1));
        await RunAsync(id);
        Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        Assert.Equal(new UndoTooLate(7), (await Imports.UndoAsync(Manager, id, Ct)).Refusal);
        Assert.Equal(1L, await CountAsync("customers"));
    }

    [Fact]
    public async Task Two_who_undo_at_once_undo_once()
    {
        var id = await UploadAsync(Many(300));
        await RunAsync(id);

        var undone = await Task.WhenAll(Imports.UndoAsync(Manager, id, Ct), Imports.UndoAsync(Manager, id, Ct));

        Assert.Single(undone, u => u.Succeeded);
        Assert.Equal(300, (await SheetAsync(id)).UndoneRows);
        Assert.Equal(0L, await CountAsync("customers"));
    }

    private Task<Guid> CoupleAsync(int number) => ScalarAsync<Guid>("SELECT id FROM customers WHERE bride_name = $1", "신부" + number);
}
