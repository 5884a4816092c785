using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Plans add up, and the ledger's sums hold whatever is booked in whatever order.</summary>
public sealed class PaymentPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Money Total = new(3_497_000);
    private static readonly PlanTerm Deposit = new(PlanLineKind.Deposit, PlanAmount.Fixed, 500_000, PlanDue.AfterSigning, 3);
    private static readonly PlanTerm Interim = new(
        PlanLineKind.Interim,
        PlanAmount.Percent,
        30,
        PlanDue.OnDate,
        0,
        new DateOnly(2026, 8, 1)
    );
    private static readonly PlanTerm Rest = new(PlanLineKind.Balance, PlanAmount.Rest, 0, PlanDue.BeforeShoot, 7);

    [Fact]
    public void The_last_line_takes_what_the_others_leave()
    {
        Assert.Equal(
            [new Money(500_000), new Money(1_049_000), new Money(1_948_000)],
            PaymentPlan.Amounts(Total, [Deposit, Interim, Rest]).Value!
        );
        Assert.Equal([Total], PaymentPlan.Amounts(Total, [Rest]).Value!);
    }

    [Fact]
    public void A_plan_that_does_not_add_up_or_has_no_day_is_refused()
    {
        Refusal? Of(params PlanTerm[] terms) => PaymentPlan.Amounts(Total, terms).Refusal;

        Assert.Equal(new PlanNeedsRest(), Of());
        Assert.Equal(new PlanNeedsRest(), Of(Deposit));
        Assert.Equal(new PlanNeedsRest(), Of(Rest, Deposit));
        Assert.Equal(new PlanNeedsRest(), Of(Rest, Rest));
        Assert.Equal(new PlanAboveTotal(new Money(3_000)), Of(Deposit with { Value = 3_500_000 }, Rest));
        Assert.Equal(new PlanLineWrong(1), Of(Deposit with { Value = 0 }, Rest));
        Assert.Equal(new PlanLineWrong(1), Of(Deposit with { Value = -500_000 }, Rest));
        Assert.Equal(new PlanLineWrong(2), Of(Deposit, Interim with { Value = 100 }, Rest));
        Assert.Equal(new PlanLineWrong(2), Of(Deposit, Interim with { On = null }, Rest));
        Assert.Equal(new PlanLineWrong(3), Of(Deposit, Interim, Rest with { Days = 366 }));
        Assert.Equal(new PlanLineWrong(1), Of(Deposit with { Kind = PlanLineKind.Additional }, Rest));
        Assert.Equal(new PlanTooLong(12), Of([.. Enumerable.Repeat(Deposit with { Value = 1 }, 12), Rest]));
    }

    [Fact]
    public void Days_are_counted_from_the_signature_the_shoot_and_the_calendar()
    {
        var contract = Drafted(Deposit, Interim, Rest);

        Assert.Equal([null, new DateOnly(2026, 8, 1), new DateOnly(2026, 11, 14)], contract.Plan.Select(l => l.DueOn));
        Sign(contract);
        Assert.Equal([new DateOnly(2026, 3, 5), new DateOnly(2026, 8, 1), new DateOnly(2026, 11, 14)], contract.Plan.Select(l => l.DueOn));
    }

    [Fact]
    public void Part_over_and_meant_payments_fill_the_lines()
    {
        var contract = Drafted(Deposit, Interim, Rest);
        Sign(contract);

        // Part of the deposit: not in force yet.
        Pay(contract, 300_000);
        Assert.Equal((ContractStatus.Signed, "300000,0,0"), (contract.ContractStatus, Paid(contract)));

        // Meant for the balance: it stays there, the deposit is still short.
        var meant = Pay(contract, 1_000_000, contract.Plan[2].Id);
        Assert.Equal((ContractStatus.Signed, "300000,0,1000000"), (contract.ContractStatus, Paid(contract)));
        Assert.Equal(PaymentType.Balance, meant.PaymentType);

        // The rest of the deposit and a little more runs on into the next line.
        Pay(contract, 250_000);
        Assert.Equal((ContractStatus.Active, "500000,50000,1000000"), (contract.ContractStatus, Paid(contract)));

        // More than everything: it has to go back.
        Pay(contract, 2_000_000);
        Assert.Equal("500000,1049000,1948000", Paid(contract));
        Assert.Equal((new Money(53_000), Money.Zero), (contract.ToReturn, contract.Outstanding));

        // An extra uses it up.
        Assert.True(contract.AddLine(new Money(99_000), "추가 보정 3장", Today, Now).Succeeded);
        Assert.Equal(("500000,1049000,1948000,53000", new Money(46_000)), (Paid(contract), contract.Outstanding));
    }

    [Fact]
    public void A_wrong_booking_is_put_right_by_a_row_of_its_own_and_frees_its_transaction()
    {
        var contract = Drafted(Deposit, Rest);
        Sign(contract);
        var wrong = contract.Receive(new MoneyIn(new Money(700_000), "transfer", Now, "남의 돈", TransactionId: "KB-1"), null, Now).Value!;

        Assert.Equal(new ReasonRequired(), contract.Correct(wrong.Id, " ", Guid.NewGuid(), Now).Refusal);
        Assert.True(contract.Correct(wrong.Id, "다른 고객의 입금", Guid.NewGuid(), Now).Succeeded);

        Assert.Equal((Money.Zero, PaymentStatus.Refunded, 2), (contract.Paid, wrong.PaymentStatus, contract.Payments.Count));
        Assert.Equal("0,0", Paid(contract));
        Assert.Equal(
            new PaymentCannotMove(PaymentStatus.Refunded, PaymentStatus.Refunded),
            contract.Correct(wrong.Id, "다시", Guid.NewGuid(), Now).Refusal
        );
        Assert.Null(ContractEvent.FirstBroken(contract.Events));
    }

    [Fact]
    public void What_is_announced_counts_only_once_it_is_there()
    {
        var contract = Drafted(Deposit, Rest);
        Sign(contract);
        var announced = contract.Receive(new MoneyIn(new Money(500_000), "transfer", null), null, Now).Value!;
        Assert.Equal((PaymentStatus.Pending, Money.Zero), (announced.PaymentStatus, contract.Paid));

        Assert.Equal(new ReasonRequired(), contract.MoveAnnounced(announced.Id, PaymentStatus.Failed, null, Now).Refusal);
        Assert.True(contract.MoveAnnounced(announced.Id, PaymentStatus.Failed, "이틀이 지나도 오지 않음", Now).Succeeded);
        Assert.Equal(
            new PaymentCannotMove(PaymentStatus.Failed, PaymentStatus.Completed),
            contract.Confirm(announced.Id, Now, Now).Refusal
        );
        Assert.True(contract.MoveAnnounced(announced.Id, PaymentStatus.Pending, null, Now).Succeeded);
        Assert.True(contract.Confirm(announced.Id, Now, Now).Succeeded);
        Assert.True(contract.Confirm(announced.Id, Now, Now).Succeeded);
        Assert.Equal((ContractStatus.Active, new Money(500_000)), (contract.ContractStatus, contract.Paid));
    }

    [Fact]
    public void Another_wedding_day_moves_what_is_counted_from_it()
    {
        var contract = Drafted(Deposit, Interim, Rest);
        contract.MoveDay(new DateOnly(2027, 1, 9), Today, Now);
        Assert.Equal(new DateOnly(2026, 11, 21), contract.WeddingDate);
        Sign(contract);

        contract.MoveDay(new DateOnly(2027, 1, 9), Today, Now);

        Assert.Equal([new DateOnly(2026, 3, 5), new DateOnly(2026, 8, 1), new DateOnly(2027, 1, 2)], contract.Plan.Select(l => l.DueOn));
    }

    [Fact]
    public void What_a_couple_still_owes_after_calling_off_is_not_given_back()
    {
        var contract = Drafted(Deposit, Rest);
        Sign(contract);
        Pay(contract, 100_000);
        var question = new RefundQuestion(RefundCause.Couple, Today);
        var result = RefundCalculator
            .Compute(Total, contract.Paid, contract.WeddingDate, new RefundPolicy(), new PenaltyTerms(), [], question)
            .Value!;
        Assert.True(contract.Cancel("파혼", new Cancellation(question, result, result.Refund, null, null), Now).Succeeded);

        Pay(contract, 249_700);
        Assert.Equal(Money.Zero, contract.ToReturn);
        Pay(contract, 300);
        Assert.Equal(new Money(300), contract.ToReturn);
    }

    [Fact]
    public void Extras_come_after_the_paper_and_a_draft_whose_money_went_is_written_again()
    {
        var contract = Drafted(Deposit, Rest);
        Assert.True(contract.Send("", "key", new string('a', 64), StandardContract.Template("ko"), Now).Succeeded);
        Assert.IsType<ContractCannotMove>(contract.AddLine(new Money(1_000), "추가", Today, Now).Refusal);
        var wrong = Pay(contract, 1_000);
        Assert.True(contract.Correct(wrong.Id, "다른 고객의 입금", Guid.NewGuid(), Now).Succeeded);
        Assert.True(contract.TakeBack(Now).Succeeded);

        var package = new Package("본식", "Wedding", ProjectType.Wedding, Total, new PackageTerms(), 1, Now);
        var couple = Customer
            .Inquire(new CustomerDetails("김도현", "이서연", "010-1234-5678", null, null, new DateOnly(2026, 11, 21)), Today, Now)
            .Value!;
        Assert.True(contract.Rewrite(couple, package.Basis("ko"), Total, [Rest], "ko", Today, Now).Succeeded);
    }

    [Fact]
    public void More_than_a_column_holds_is_refused_and_not_a_fault()
    {
        var contract = Drafted(Deposit, Rest);
        Sign(contract);
        Pay(contract, Money.MaxWon);

        Assert.Equal(new AmountOutOfRange("Amount"), contract.Receive(new MoneyIn(new Money(1), "transfer", Now), null, Now).Refusal);
    }

    /// <summary>100,000 acts in random order: the ledger's sum is the balance, no line is paid above itself, nothing goes below zero.</summary>
    [Fact]
    public void However_money_comes_and_goes_the_sums_hold()
    {
        const int Contracts = 2_000;
        const int Acts = 50;
        var random = new Random(20261128);
        var (refused, done) = (0, 0);
        for (var i = 0; i < Contracts; i++)
        {
            var contract = Drafted(Deposit with { Value = random.Next(1, 2_000_000) }, Interim with { Value = random.Next(1, 40) }, Rest);
            Sign(contract);
            long ledger = 0;
            for (var act = 0; act < Acts; act++)
            {
                var won = random.Next(5) == 0 ? random.Next(-2, 2) : random.Next(1, 1_500_000);
                var amount = new Money(won);
                var some = contract.Payments.Count > 0 ? contract.Payments[random.Next(contract.Payments.Count)] : null;
                var line = random.Next(3) == 0 ? contract.Plan[random.Next(contract.Plan.Count)].Id : (Guid?)null;
                var (succeeded, change) = random.Next(7) switch
                {
                    0 or 1 or 2 => (
                        contract.Receive(new MoneyIn(amount, "transfer", Now, PlanLineId: line), null, Now).Succeeded,
                        (long)won
                    ),
                    3 => (contract.Refund(new MoneyOut(amount, "transfer", "환불", Now), Guid.NewGuid(), Now).Succeeded, -won),
                    4 => (contract.Refund(new MoneyOut(amount, "card", "환불", Now, some?.Id), Guid.NewGuid(), Now).Succeeded, -won),
                    5 when some is not null => Corrected(contract, some),
                    _ => (contract.Plan.Count < 20 && contract.AddLine(amount, "추가", Today, Now).Succeeded, 0),
                };
                ledger += succeeded ? change : 0;
                (refused, done) = (refused + (succeeded ? 0 : 1), done + (succeeded ? 1 : 0));

                Assert.Equal(ledger, contract.Paid.Won);
                Assert.True(contract.Paid >= Money.Zero);
                Assert.All(contract.Plan, l => Assert.InRange(l.Paid.Won, 0, l.Amount.Won));
                Assert.Equal(Math.Min(contract.Paid.Won, contract.Owed.Won), contract.Plan.Sum(l => l.Paid.Won));
                Assert.Equal(Math.Max(0, contract.Paid.Won - contract.Owed.Won), contract.ToReturn.Won);
                Assert.All(contract.Payments.Where(p => p.IsReceived), p => Assert.True(contract.LeftOf(p) >= Money.Zero));
            }
        }

        // Both kinds were met: a test in which everything is refused holds anything.
        Assert.InRange(refused, Contracts, Contracts * Acts / 2);
        Assert.InRange(done, Contracts * Acts / 2, Contracts * Acts);
    }

    private static (bool Succeeded, long Change) Corrected(Contract contract, Payment payment)
    {
        var left = contract.LeftOf(payment).Won;
        return (contract.Correct(payment.Id, "잘못", Guid.NewGuid(), Now).Succeeded, -left);
    }

    private static Payment Pay(Contract contract, long won, Guid? line = null) =>
        contract.Receive(new MoneyIn(new Money(won), "transfer", Now, PlanLineId: line), null, Now).Value!;

    private static string Paid(Contract contract) => string.Join(',', contract.Plan.Select(l => l.Paid));

    private static void Sign(Contract contract)
    {
        var sha = new string('a', 64);
        Assert.True(contract.Send("", "key", sha, StandardContract.Template("ko"), Now).Succeeded);
        var given = new Signature(sha, SignatureKind.Typed, null, null, "이서연", [], null, null);
        Assert.True(contract.Sign(contract.Signers[0].ContactId, given, Today, Now).Succeeded);
    }

    private static Contract Drafted(params PlanTerm[] plan)
    {
        var couple = Customer
            .Inquire(new CustomerDetails("김도현", "이서연", "010-1234-5678", null, null, new DateOnly(2026, 11, 21)), Today, Now)
            .Value!;
        var package = new Package("본식", "Wedding", ProjectType.Wedding, Total, new PackageTerms(), 1, Now);
        var contract = Contract.Draft("C-2026-000001", couple, package.Basis("ko"), Total, plan, "ko", Today, Now).Value!;
        Assert.True(contract.AddSigner(couple.Contacts[0], Now).Succeeded);
        return contract;
    }
}
