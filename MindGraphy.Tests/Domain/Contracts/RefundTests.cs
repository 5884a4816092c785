using System.Collections.Frozen;
using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Refunds are computed as somebody would by hand, and money never goes back twice.</summary>
public sealed class RefundTests(MigratedTemplate template) : ContractTest(template)
{
    private static readonly DateOnly Shoot = new(2026, 11, 21);

    // Trade, days before, percent that the couple bears: the guideline as it was on the day.
    [Theory]
    [InlineData(RefundTrade.Photography, "2026-06-04", 10)]
    [InlineData(RefundTrade.Photography, "2026-11-20", 10)]
    [InlineData(RefundTrade.Agency, "2026-11-20", 10)]
    [InlineData(RefundTrade.Hall, "2026-08-23", 0)]
    [InlineData(RefundTrade.Hall, "2026-08-24", 10)]
    [InlineData(RefundTrade.Hall, "2026-09-23", 20)]
    [InlineData(RefundTrade.Hall, "2026-10-22", 20)]
    [InlineData(RefundTrade.Hall, "2026-10-23", 40)]
    [InlineData(RefundTrade.Hall, "2026-11-11", 40)]
    [InlineData(RefundTrade.Hall, "2026-11-12", 50)]
    [InlineData(RefundTrade.Hall, "2026-11-21", 70)]
    public async Task The_guideline_of_the_day_is_used(RefundTrade trade, string on, int percent)
    {
        var day = DateOnly.Parse(on, CultureInfo.InvariantCulture);

        var result = await ComputeAsync(new RefundPolicy { Trade = trade }, new RefundQuestion(RefundCause.Couple, day));

        Assert.Equal(new Money(3_500_000L * percent / 100), result.ByGuideline);
        Assert.NotNull(result.Source);
    }

    [Fact]
    public async Task Before_the_revision_a_hall_took_thirty_five_percent()
    {
        var rules = await RulesAsync(new DateOnly(2025, 12, 17));
        var question = new RefundQuestion(RefundCause.Couple, new DateOnly(2025, 12, 17));
        var policy = new RefundPolicy { Trade = RefundTrade.Hall };

        var result = Done(
            RefundCalculator.Compute(
                new Money(10_000_000),
                new Money(1_000_000),
                new DateOnly(2026, 1, 10),
                policy,
                new PenaltyTerms(),
                rules,
                question
            )
        );

        Assert.Equal(new Money(3_500_000), result.ByGuideline);
    }

    /// <summary>The case of 2024: cancelled 170 days before, deposit 1,000,000 = 28.6 % of 3,497,000; "no refund after 7 days" was void.</summary>
    [Fact]
    public async Task A_clause_above_the_guideline_is_seen_and_the_kinder_sum_goes_back()
    {
        var policy = new RefundPolicy { Ladder = [new RefundStep(0, 29)] };
        var rules = await RulesAsync(new DateOnly(2026, 6, 4));
        var question = new RefundQuestion(RefundCause.Couple, new DateOnly(2026, 6, 4));

        var result = Done(
            RefundCalculator.Compute(new Money(3_497_000), new Money(1_000_000), Shoot, policy, new PenaltyTerms(), rules, question)
        );

        Assert.True(result.ClauseAboveGuideline);
        Assert.Equal((new Money(349_700), new Money(650_300)), (result.Borne, result.Refund));
    }

    [Fact]
    public async Task After_the_shoot_began_its_stages_count_and_an_unmade_album_does_not()
    {
        // Of 3,500,000, 500,000 are an album that is not made. Of the rest 60 % are shot: 1,800,000, and 10 % of 1,200,000.
        var question = new RefundQuestion(RefundCause.Couple, Shoot, Started: true, ShotPercent: 60, AlbumPrice: new Money(500_000));

        var result = await ComputeAsync(new RefundPolicy(), question);

        Assert.Equal(new Money(1_920_000), result.Borne);
        Assert.Equal((Money.Zero, new Money(920_000)), (result.Refund, result.StillOwed));
        Assert.Equal(["Total", "Paid", "Album", "Done", "ClauseRemainder", "GuidelineRemainder"], result.Lines.Select(l => l.Code));
    }

    [Fact]
    public async Task Where_it_is_the_studios_doing_everything_goes_back_and_more()
    {
        var result = await ComputeAsync(new RefundPolicy(), new RefundQuestion(RefundCause.Studio, new DateOnly(2026, 11, 1)));

        Assert.Equal((new Money(1_000_000), new Money(350_000)), (result.Refund, result.Compensation));
        Assert.Null(result.Source);
    }

    [Fact]
    public async Task Shares_and_albums_that_can_not_be_are_refused()
    {
        var rules = await RulesAsync(Shoot);
        Refusal? Of(RefundQuestion q) =>
            RefundCalculator.Compute(new Money(100), Money.Zero, Shoot, new RefundPolicy(), new PenaltyTerms(), rules, q).Refusal;

        Assert.Equal(new CountOutOfRange("ShotPercent", 0, 100), Of(new(RefundCause.Couple, Shoot, true, 101)));
        Assert.Equal(new AmountOutOfRange("AlbumPrice"), Of(new(RefundCause.Couple, Shoot, true, 1, new Money(101))));
        Assert.Equal(new AmountOutOfRange("AlbumPrice"), Of(new(RefundCause.Couple, Shoot, true, 1, new Money(-1))));
    }

    [Fact]
    public async Task A_contract_with_money_is_called_off_with_a_settlement_that_is_kept()
    {
        var couple = await CoupleAsync();
        var id = await ActiveAsync(couple);

        Assert.Equal(
            new SettlementRequired(),
            (await Contracts.CancelAsync(Manager, id, new CancelOrder("파혼"), await VersionAsync(id), Ct)).Refusal
        );
        var question = new RefundQuestion(RefundCause.Couple, Clock.Today);
        var generous = new CancelOrder("파혼", question, new Money(300_000));
        Assert.Equal(
            new FieldRequired("AgreedBecause"),
            (await Contracts.CancelAsync(Manager, id, generous, await VersionAsync(id), Ct)).Refusal
        );
        var tooMuch = generous with { Agreed = new Money(440_001), AgreedBecause = "합의" };
        Assert.Equal(
            new RefundAbovePaid(new Money(440_000)),
            (await Contracts.CancelAsync(Manager, id, tooMuch, await VersionAsync(id), Ct)).Refusal
        );
        Done(await Contracts.CancelAsync(Manager, id, generous with { AgreedBecause = "상을 당하심" }, await VersionAsync(id), Ct));

        // 2,200,000: the couple would bear 220,000 of 440,000; 300,000 were agreed.
        var sheet = await SheetAsync(id);
        Assert.Equal(new Money(220_000), sheet.Cancellation!.Result.Refund);
        Assert.Equal((new Money(300_000), new Money(300_000)), (sheet.RefundOwed, sheet.ToReturn));
        Assert.Equal(Manager.UserId, sheet.Cancellation.ApprovedById);

        Done(await Payments.RefundAsync(Manager, id, new RefundOrder(new Money(300_000), "transfer", "계약 취소", Clock.Today), "r", Ct));
        Assert.Equal(Money.Zero, (await SheetAsync(id)).ToReturn);
    }

    [Fact]
    public async Task Two_who_refund_at_once_never_give_back_more_than_came()
    {
        var couple = await CoupleAsync();
        var id = await ActiveAsync(couple);

        var refunds = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    Payments.RefundAsync(Manager, id, new RefundOrder(new Money(200_000), "transfer", "환불", Clock.Today), $"r{i}", Ct)
                )
        );

        Assert.Equal(2, refunds.Count(r => r.Succeeded));
        Assert.All(refunds.Where(r => !r.Succeeded), r => Assert.Equal(new RefundAbovePaid(new Money(40_000)), r.Refusal));
        Assert.Equal(
            40_000m,
            await ScalarAsync<decimal>("SELECT sum(CASE WHEN payment_type = 'refund' THEN -amount ELSE amount END) FROM payments")
        );
    }

    [Fact]
    public async Task The_ledger_itself_refuses_to_be_rewritten_or_overdrawn()
    {
        var couple = await CoupleAsync();
        var id = await ActiveAsync(couple);

        async Task<string?> ConstraintOf(string sql) =>
            (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ScalarAsync<object?>(sql))).ConstraintName;

        Assert.Equal("payments_stay", await ConstraintOf("UPDATE payments SET amount = 1"));
        Assert.Equal("payments_stay", await ConstraintOf("UPDATE payments SET payment_status = 'pending'"));
        Assert.Equal("payments_stay", await ConstraintOf("UPDATE payments SET depositor = '다른 사람'"));
        Assert.Equal("keep_received_payments", await ConstraintOf("DELETE FROM payments"));
        Assert.Equal(
            "payments_refund_within_paid",
            await ConstraintOf(
                $"INSERT INTO payments (contract_id, payment_type, amount, payment_status, payment_date) VALUES ('{id}', 'refund', 440001, 'completed', now())"
            )
        );
    }

    [Fact]
    public async Task One_transaction_is_booked_once_in_all_contracts()
    {
        var first = await SentAsync(await CoupleAsync());
        var second = await SentAsync(await CoupleAsync());
        var receipt = new PaymentReceipt(new Money(440_000), "transfer", "김도현", Clock.Today, TransactionId: "KB-20261128-1");

        var booked = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Payments.ReceiveAsync(Manager, i % 2 == 0 ? first : second, receipt, $"p{i}", Ct))
        );

        Assert.Single(booked, b => b.Succeeded);
        Assert.All(booked.Where(b => !b.Succeeded), b => Assert.Equal(new TransactionBooked(), b.Refusal));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM payments"));

        // Booked in the wrong contract it is put right, and then belongs to the other.
        var wrong = await ScalarAsync<Guid>("SELECT contract_id FROM payments");
        var payment = await ScalarAsync<Guid>("SELECT id FROM payments");
        Done(await Payments.CorrectAsync(Manager, wrong, payment, "다른 고객의 입금", Ct));
        Done(await Payments.ReceiveAsync(Manager, wrong == first ? second : first, receipt, "again", Ct));
    }

    [Fact]
    public async Task Only_who_may_refund_does()
    {
        var couple = await CoupleAsync();
        var id = await ActiveAsync(couple);
        await ScalarAsync<object?>("DELETE FROM role_permissions WHERE permission = 'refunds' AND role = 'manager'");
        var weaker = Manager with { Permissions = Manager.Permissions.Except([MindGraphy.Domain.Accounts.Rights.Refunds]).ToFrozenSet() };
        var order = new RefundOrder(new Money(1), "transfer", "환불", Clock.Today);
        var off = new CancelOrder("파혼", new RefundQuestion(RefundCause.Couple, Clock.Today));

        Assert.Equal(new NotAllowed(), (await Payments.RefundAsync(weaker, id, order, "r", Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Payments.CorrectAsync(weaker, id, Guid.NewGuid(), "x", Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Contracts.CancelAsync(weaker, id, off, await VersionAsync(id), Ct)).Refusal);
    }

    private async Task<Guid> ActiveAsync(Customer couple)
    {
        var id = await SentAsync(couple);
        Done(await SignAsync(Bride(couple), id));
        Done(await SignAsync(Groom(couple), id));
        Done(await PayAsync(id, PaymentType.Deposit));
        Assert.Equal(ContractStatus.Active, (await SheetAsync(id)).Row.Status);
        return id;
    }

    private async Task<RefundResult> ComputeAsync(RefundPolicy policy, RefundQuestion question) =>
        Done(
            RefundCalculator.Compute(
                new Money(3_500_000),
                new Money(1_000_000),
                Shoot,
                policy,
                new PenaltyTerms(),
                await RulesAsync(question.On),
                question
            )
        );

    private async Task<IReadOnlyList<RefundRule>> RulesAsync(DateOnly on)
    {
        await using var session = Get<IStudio>().Open(Manager);
        return await session.Payments.RulesAsync(on, Ct);
    }
}
