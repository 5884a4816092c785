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
