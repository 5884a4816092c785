using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Documents;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>What is due, late, paid and to come across contracts; cash receipts and their five days; the papers of money.</summary>
public sealed class MoneyListTests(MigratedTemplate template) : ContractTest(template)
{
    [Fact]
    public async Task Lines_are_to_come_until_signed_then_due_then_late_then_paid()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Assert.Equal((0, 2, 0), await CountsAsync());

        Done(await SignAsync(Bride(couple), id));
        Done(await SignAsync(Groom(couple), id));
        Assert.Equal((0, 2, 0), await CountsAsync());

        Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal((1, 1, 0), await CountsAsync());
        var late = Assert.Single(Done(await Payments.DueAsync(Manager, new DueFilter(DueKind.Overdue), ct: Ct)).Rows);
        Assert.Equal((PlanLineKind.Deposit, 1), (late.Kind, late.DaysLate(Clock.Today)));
        var sums = Done(await Payments.SumsAsync(Manager, Ct));
        Assert.Equal((new Money(440_000), 1, new Money(2_200_000)), (sums.Overdue, sums.OverdueLines, sums.Open));

        Done(await PayAsync(id, PaymentType.Deposit));
        Assert.Equal((0, 1, 1), await CountsAsync());
        Assert.Single(Done(await Payments.LedgerAsync(Manager, "도현", ct: Ct)).Rows);
        Assert.Empty(Done(await Payments.LedgerAsync(Manager, "없는이름", ct: Ct)).Rows);
        Assert.Empty(Done(await Payments.DueAsync(Manager, new DueFilter(DueKind.Due, "100%"), ct: Ct)).Rows);
    }

    [Fact]
    public async Task The_forecast_puts_each_open_line_into_the_month_of_its_day()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Assert.Equal(new Money(2_200_000), Done(await Payments.ForecastAsync(Manager, Ct)).Undated);
        Done(await SignAsync(Bride(couple), id));
        Done(await SignAsync(Groom(couple), id));
        Done(await PayAsync(id, PaymentType.Deposit));

        var forecast = Done(await Payments.ForecastAsync(Manager, Ct));

        Assert.Equal(12, forecast.Months.Count);
        Assert.Equal(new Money(440_000), forecast.Months[0].Received);
        var november = Assert.Single(forecast.Months, m => m.Expected > Money.Zero);
        Assert.Equal((new DateOnly(2026, 11, 1), new Money(1_760_000), 1), (november.First, november.Expected, november.Lines));
        Assert.Equal((Money.Zero, Money.Zero, Money.Zero), (forecast.Overdue, forecast.Undated, forecast.Later));
    }

    [Fact]
    public async Task Every_page_of_a_long_list_is_read_once()
    {
        var couple = await CoupleAsync();
        var id = await SignedAsync(couple);
        for (var i = 0; i < 60; i++)
        {
            Done(await Payments.AddLineAsync(Manager, id, new Money(10_000 + i), $"추가 {i}", Clock.Today.AddDays(i / 3), $"l{i}", Ct));
        }

        var first = Done(await Payments.DueAsync(Manager, new DueFilter(DueKind.Due), ct: Ct));
        var second = Done(await Payments.DueAsync(Manager, new DueFilter(DueKind.Due), first.Next, Ct));

        Assert.Null(second.Next);
        Assert.Equal(62, first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count());
        Assert.Equal(new DateOnly(2026, 11, 14), second.Rows[^1].DueOn);
    }

    [Fact]
    public async Task A_transfer_waits_for_its_receipt_five_days_and_is_late_on_the_sixth()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        await ReceiveAsync(id, 440_000, "transfer");
        await ReceiveAsync(id, 99_999, "cash");
        await ReceiveAsync(id, 500_000, "card");

        Assert.Equal(new ReceiptCounts(1, 0, 0), await Receipts.CountsAsync(Manager, Ct));
        Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(new ReceiptCounts(1, 0, 0), await Receipts.CountsAsync(Manager, Ct));
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new ReceiptCounts(1, 1, 0), await Receipts.CountsAsync(Manager, Ct));
    }

    [Fact]
    public async Task A_receipt_is_issued_once_cancelled_once_and_the_seeds_column_follows()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var payment = await ReceiveAsync(id, 440_000, "transfer");
        var details = new CashReceiptDetails("G12345678", CashReceiptUse.IncomeDeduction, "010-1234-5678", Clock.Today);

        var issued = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Receipts.IssueAsync(Manager, id, payment, details, Ct)));
        Assert.Single(issued, r => r.Succeeded);
        Assert.All(issued.Where(r => !r.Succeeded), r => Assert.Equal(new ReceiptExists(), r.Refusal));
        Assert.True(await ScalarAsync<bool>("SELECT cash_receipt_issued FROM payments"));
        Assert.Equal(40_000m, await ScalarAsync<decimal>("SELECT vat FROM cash_receipts"));
        Assert.Equal(new ReceiptCounts(0, 0, 0), await Receipts.CountsAsync(Manager, Ct));

        // The money goes back whole: the receipt has to be cancelled.
        Done(
            await Payments.RefundAsync(Manager, id, new RefundOrder(new Money(440_000), "transfer", "환불", Clock.Today, payment), "r", Ct)
        );
        Assert.Equal(new ReceiptCounts(0, 0, 1), await Receipts.CountsAsync(Manager, Ct));
        Task<Result> Cancel(string? number) =>
            Receipts.CancelAsync(Manager, id, payment, number, CashReceiptCancelType.TransactionCancelled, Clock.Today, Ct);
        Assert.Equal(new FieldRequired("ApprovalNumber"), (await Cancel(" ")).Refusal);
        Done(await Cancel("G87654321"));
        Assert.Equal(new ReceiptCancelled(), (await Cancel("G87654321")).Refusal);
        Assert.Equal(new ReceiptCounts(0, 0, 0), await Receipts.CountsAsync(Manager, Ct));
        Assert.False(await ScalarAsync<bool>("SELECT cash_receipt_issued FROM payments WHERE payment_type <> 'refund'"));
        var done = Assert.Single(Done(await Receipts.ListAsync(Manager, new ReceiptFilter(ReceiptKind.Done, "G123"), ct: Ct)).Rows);
        Assert.Equal(("G12345678", "G87654321"), (done.ApprovalNumber, done.CancelApprovalNumber));
    }

    [Fact]
    public async Task What_goes_back_of_everything_is_taken_from_what_came_last_and_its_receipt_waits_to_be_cancelled()
    {
        var id = await SentAsync(await CoupleAsync());
        var first = await ReceiveAsync(id, 440_000, "transfer");
        Time.Advance(TimeSpan.FromDays(1));
        var second = await ReceiveAsync(id, 300_000, "transfer");
        var details = new CashReceiptDetails("G12345678", CashReceiptUse.Voluntary, null, Clock.Today);
        Done(await Receipts.IssueAsync(Manager, id, first, details, Ct));
        Done(await Receipts.IssueAsync(Manager, id, second, details with { ApprovalNumber = "G12345679" }, Ct));

        Done(await Payments.RefundAsync(Manager, id, new RefundOrder(new Money(400_000), "transfer", "환불", Clock.Today), "r", Ct));

        var sheet = await SheetAsync(id);
        Assert.Equal((Money.Zero, new Money(340_000)), (sheet.LeftOf(sheet.Payments[1]), sheet.LeftOf(sheet.Payments[0])));
        Assert.Equal(new ReceiptCounts(0, 0, 1), await Receipts.CountsAsync(Manager, Ct));

        // Cancelled and issued anew under the same number: both stand in the register, each once.
        Done(await Receipts.CancelAsync(Manager, id, second, "G99999999", CashReceiptCancelType.TransactionCancelled, Clock.Today, Ct));
        var done = Done(await Receipts.ListAsync(Manager, new ReceiptFilter(ReceiptKind.Done), ct: Ct)).Rows;
        Assert.Equal(2, done.Select(r => r.ReceiptId).Distinct().Count());
    }

    [Fact]
    public async Task Numbers_that_can_not_be_are_refused_at_their_field()
    {
        var id = await SentAsync(await CoupleAsync());
        var payment = await ReceiveAsync(id, 440_000, "transfer");
        var card = await ReceiveAsync(id, 440_000, "card");
        var good = new CashReceiptDetails("123456789", CashReceiptUse.IncomeDeduction, "010-1234-5678", Clock.Today);

        async Task<Refusal?> Issue(CashReceiptDetails details, Guid? of = null) =>
            (await Receipts.IssueAsync(Manager, id, of ?? payment, details, Ct)).Refusal;

        Assert.Equal(new FieldRequired("ApprovalNumber"), await Issue(good with { ApprovalNumber = null }));
        Assert.Equal(new ApprovalNumberUnreadable("ApprovalNumber"), await Issue(good with { ApprovalNumber = "12-34" }));
        Assert.Equal(new FieldRequired("Identity"), await Issue(good with { Identity = "" }));
        Assert.Equal(new ReceiptIdentityUnreadable("Identity"), await Issue(good with { Identity = "이서연" }));
        Assert.Equal(new ReceiptIdentityUnreadable("Identity"), await Issue(good with { Use = CashReceiptUse.ExpenseProof }));
        Assert.Equal(new DateInTheFuture("IssuedOn"), await Issue(good with { IssuedOn = Clock.Today.AddDays(1) }));
        Assert.Equal(new ReceiptNotFor(), await Issue(good, card));
        Assert.Equal(new PaymentNotFound(), await Issue(good, Guid.NewGuid()));
        Assert.Null(await Issue(good with { Use = CashReceiptUse.Voluntary, Identity = null }));
        Assert.Equal("010-000-1234", await ScalarAsync<string>("SELECT identity FROM cash_receipts"));
    }

    [Fact]
    public async Task The_receipt_and_the_statement_say_what_came_and_what_is_left()
    {
        var id = await SignedAsync(await CoupleAsync());
        var payment = await ReceiveAsync(id, 300_000, "transfer");
        Done(await Payments.AddLineAsync(Manager, id, new Money(99_000), "추가 보정 3장", Clock.Today, "l", Ct));
        var papers = Get<MoneyPaperService>();

        var receipt = await TextAsync(Done(await papers.ReceiptAsync(Manager, id, payment, Ct)));
        var statement = await TextAsync(Done(await papers.StatementAsync(Manager, id, Ct)));

        Assert.Contains("영수증", receipt);
        Assert.Contains("300,000원", receipt);
        Assert.Contains("1,999,000원", receipt);
        Assert.Contains("거래 명세서", statement);
        Assert.Contains("추가 보정 3장", statement);
        Assert.Contains("1,999,000원", statement);
        Assert.Equal(new PaymentNotFound(), (await papers.ReceiptAsync(Manager, id, Guid.NewGuid(), Ct)).Refusal);
        var editor = await StaffAsync(UserRole.Editor, "최", "은우");
        Assert.Equal(new NotAllowed(), (await papers.StatementAsync(editor, id, Ct)).Refusal);
    }

    private static async Task<string> TextAsync(ContractFile file)
    {
        await using var content = file.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        Assert.InRange(copy.Length, 10_000, 300_000);
        return PdfReading.Text(copy.ToArray());
    }

    private async Task<Guid> ReceiveAsync(Guid id, long won, string method) =>
        Done(
            await Payments.ReceiveAsync(
                Manager,
                id,
                new PaymentReceipt(new Money(won), method, "김도현", Clock.Today),
                Ids.New().ToString(),
                Ct
            )
        );

    private async Task<(int Overdue, int Due, int Paid)> CountsAsync()
    {
        async Task<int> Count(DueKind kind) => Done(await Payments.DueAsync(Manager, new DueFilter(kind), ct: Ct)).Rows.Count;
        return (await Count(DueKind.Overdue), await Count(DueKind.Due), await Count(DueKind.Paid));
    }
}
