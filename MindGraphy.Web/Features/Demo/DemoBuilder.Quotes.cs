using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Quotes;

namespace MindGraphy.Web.Features.Demo;

// Quotes: what became a contract was accepted for its price; the others wait, are over, or were declined.
internal sealed partial class DemoBuilder
{
    private Quote Offer(DemoCouple plan, Customer customer, Contract? contract)
    {
        var dice = plan.Dice;
        var at = dice.At(plan.QuotedAt);
        var total = contract?.TotalAmount ?? plan.Package.Price;
        var on = clock.DateOf(at);
        var lines = new List<QuoteLineTerms>
        {
            new(QuoteLineKind.Package, plan.Package.NameKo, plan.Package.Price, 1, true, false, true, null, new OptionTerms()),
        };
        if (total > plan.Package.Price)
        {
            lines.Add(new(QuoteLineKind.Custom, "출장비", total - plan.Package.Price, 1, true, false, true, null, new OptionTerms()));
        }

        // Offered, and left by those who accepted: the contract's sum is the package's.
        lines.AddRange(
            staff
                .Options.Where(o => o.ProjectType is null || o.ProjectType == plan.Package.ProjectType)
                .Take(3)
                .Select(o => new QuoteLineTerms(QuoteLineKind.Option, o.NameKo, o.Price, 1, o.VatIncluded, true, false, o.Id, o.Adds))
        );
        var terms = new QuoteTerms(
            "ko",
            "상담에서 말씀 나눈 내용으로 준비했어요. 선택품목은 편하게 골라 주세요.",
            on.AddDays(14),
            plan.Package.Id,
            plan.Package.Terms,
            PaymentPlan.Usual(plan.Package.Price.Percent(settings.DepositPercent)),
            true
        );
        var quote = Must(Quote.Write(plan.QuoteNumber, customer.Id, terms, lines, on, plan.ManagerId, at));
        Must(quote.Send(on, at));
        var reader = customer.Contacts[0].Id;
        if (contract is not null)
        {
            quote.Open(at.AddHours(2));
            Must(quote.Accept(new QuoteAnswer(reader, new HashSet<Guid>(), quote.Revision, "211.36.0.10"), on, plan.DraftedAt));
            quote.BecameContract(contract.Id);
        }
        else if (plan.Index % 3 != 0)
        {
            quote.Open(Before(at.AddHours(3)));
            if (plan.Index % 10 == 4)
            {
                Must(quote.Decline(reader, "예산을 조금 넘어서 더 알아보려고 해요.", "211.36.0.10", Before(at.AddHours(20))));
            }
        }

        return quote;
    }

    private IEnumerable<LinkToken> LinksTo(Quote quote, Customer customer, Guid? by) =>
        customer.Contacts.Select(c => new LinkToken(
            LinkPurpose.Quote,
            quote.Id,
            customer.Id,
            c.Id,
            QuoteService.LinkUntil(quote, clock),
            by,
            signer,
            quote.SentAt!.Value
        ));
}
