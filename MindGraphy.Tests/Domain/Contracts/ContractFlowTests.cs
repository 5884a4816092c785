using System.Reflection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>The aggregate obeys its tables: every pair of statuses, and every status of a payment.</summary>
public sealed class ContractFlowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly string Sha = new('a', 64);

    // Completed is reached by deliveries, which have no verb here.
    public static TheoryData<ContractStatus, ContractStatus> Pairs()
    {
        var statuses = Enum.GetValues<ContractStatus>().Where(s => s != ContractStatus.Completed).ToList();
        var pairs = new TheoryData<ContractStatus, ContractStatus>();
        foreach (var from in statuses)
        {
            foreach (var to in statuses.Where(s => s != from))
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    public static TheoryData<PaymentStatus> PaymentStatuses() => [.. Enum.GetValues<PaymentStatus>()];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_contract_moves_exactly_where_its_table_says(ContractStatus from, ContractStatus to)
    {
        var contract = In(from, to);

        var done = Move(contract, to);

        var allowed = ContractFlow.Moves.Allows(from, to);
        Assert.Equal(allowed ? to : from, contract.ContractStatus);
        Assert.True(allowed == done.Succeeded || contract.ContractStatus == from, done.Refusal?.Code);
        Assert.Null(ContractEvent.FirstBroken(contract.Events));
    }

    [Theory]
    [MemberData(nameof(PaymentStatuses))]
    public void A_payment_comes_only_from_where_its_table_says(PaymentStatus from)
    {
        var contract = In(ContractStatus.Sent, ContractStatus.Signed);
        var payment = contract.Receive(new MoneyIn(new Money(400_000), "transfer", null), null, Now).Value!;
        typeof(Payment).GetProperty(nameof(Payment.PaymentStatus), BindingFlags.Public | BindingFlags.Instance)!.SetValue(payment, from);

        var done = contract.Confirm(payment.Id, Now, Now);

        var same = from == PaymentStatus.Completed;
        var allowed = PaymentFlow.Moves.Allows(from, PaymentStatus.Completed);
        Assert.Equal(same || allowed, done.Succeeded);
        Assert.Equal(same || allowed ? null : new PaymentCannotMove(from, PaymentStatus.Completed), done.Refusal);
        Assert.Equal(same || allowed ? PaymentStatus.Completed : from, payment.PaymentStatus);
    }

    [Fact]
    public void A_contract_with_a_signature_is_not_taken_back()
    {
        var contract = In(ContractStatus.Sent, ContractStatus.Draft, signers: 2);
        Assert.True(contract.Sign(contract.Signers[0].ContactId, Given(), Today, Now).Succeeded);

        Assert.Equal(new SomebodySigned(), contract.TakeBack(Now).Refusal);
    }

    [Fact]
    public void A_contract_without_deposit_is_in_force_once_it_is_signed()
    {
        var contract = In(ContractStatus.Sent, ContractStatus.Active, deposit: Money.Zero);

        Assert.True(contract.Sign(contract.Signers[0].ContactId, Given(), Today, Now).Succeeded);

        Assert.Equal(ContractStatus.Active, contract.ContractStatus);
        Assert.Equal([PlanLineKind.Balance], contract.Plan.Select(l => l.Kind));
    }

    private static Result Move(Contract contract, ContractStatus to) =>
        to switch
        {
            ContractStatus.Draft => contract.TakeBack(Now),
            ContractStatus.Sent => contract.Send("", "key", Sha, StandardContract.Template("ko"), Now).WithoutValue(),
            ContractStatus.Signed when contract.ContractStatus == ContractStatus.Draft => contract.SignOnPaper(
                "key",
                Sha,
                StandardContract.Template("ko"),
                Today,
                Now,
                Now
            ),
            ContractStatus.Signed => contract.Sign(contract.Signers[0].ContactId, Given(), Today, Now),
            ContractStatus.Active => contract.Receive(new MoneyIn(new Money(400_000), "transfer", Now), null, Now).WithoutValue(),
            _ => contract.Cancel("이유", Settled(contract), Now),
        };

    private static Contract In(ContractStatus status, ContractStatus next, Money? deposit = null, int signers = 1)
    {
        var couple = Customer
            .Inquire(
                new CustomerDetails("김도현", "이서연", "010-1234-5678", null, null, new DateOnly(2026, 11, 21)),
                new DateOnly(2026, 3, 2),
                Now
            )
            .Value!;
        var package = new Package("본식", "Wedding", ProjectType.Wedding, new Money(2_000_000), new PackageTerms(), 1, Now);
        var contract = Contract
            .Draft(
                "C-2026-000001",
                couple,
                package.Basis("ko"),
                package.Price,
                PaymentPlan.Usual(deposit ?? new Money(400_000)),
                "ko",
                new DateOnly(2026, 3, 2),
                Now
            )
            .Value!;
        foreach (var contact in couple.Contacts.Take(signers))
        {
            contract.AddSigner(contact, Now);
        }

        ContractStatus[] path = status switch
        {
            ContractStatus.Draft => [],
            ContractStatus.Sent => [ContractStatus.Sent],
            ContractStatus.Signed => [ContractStatus.Sent, ContractStatus.Signed],
            ContractStatus.Active => [ContractStatus.Sent, ContractStatus.Signed, ContractStatus.Active],
            _ => [ContractStatus.Cancelled],
        };
        foreach (var step in path)
        {
            Assert.True(Move(contract, step).Succeeded);
        }

        Assert.Equal(status, contract.ContractStatus);
        Assert.NotEqual(status, next);
        return contract;
    }

    private static Cancellation? Settled(Contract contract) =>
        contract.Paid == Money.Zero
            ? null
            : new Cancellation(
                new RefundQuestion(RefundCause.Couple, Today),
                new RefundResult([], contract.Paid, Money.Zero, null, null),
                contract.Paid,
                null,
                null
            );

    private static Signature Given() => new(Sha, SignatureKind.Typed, null, null, "이서연", [], null, null);
}
