using System.Globalization;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Tests.Web.Contracts;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

public sealed class StandardContractTests
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    [Fact]
    public void Both_languages_have_the_same_clauses_with_the_same_figures()
    {
        var korean = StandardContract.Clauses(ContractSamples.Terms, Korean);
        var english = StandardContract.Clauses(ContractSamples.Terms, English);

        Assert.Equal(korean.Count, english.Count);
        Assert.All(
            korean.Zip(english),
            pair =>
            {
                Assert.Equal(pair.First.Text.Split('\n').Length, pair.Second.Text.Split('\n').Length);
                Assert.Equal(Amounts(pair.First.Text), Amounts(pair.Second.Text));
            }
        );
    }

    [Fact]
    public void The_clauses_that_others_point_to_are_where_they_say()
    {
        Assert.Equal("취소와 환불", StandardContract.Clauses(ContractSamples.Terms, Korean)[6].Title);
        Assert.Equal("보관과 멸실", StandardContract.Clauses(ContractSamples.Terms, Korean)[9].Title);
        Assert.Equal("Cancellation and refund", StandardContract.Clauses(ContractSamples.Terms, English)[6].Title);
        Assert.Equal("Safekeeping and loss", StandardContract.Clauses(ContractSamples.Terms, English)[9].Title);
    }

    [Fact]
    public void Deposit_and_balance_add_up_and_the_cancellation_fee_is_a_tenth()
    {
        var lines = StandardContract.Money(ContractSamples.Terms, Korean);

        Assert.Equal(lines.Single(l => l.IsTotal).Amount, new Money(lines.Where(l => !l.IsTotal).Sum(l => l.Amount.Won)));
        Assert.Equal(new Money(242_000), ContractSamples.Terms.CancellationFee);
    }

    [Fact]
    public void Portrait_and_marketing_may_be_refused_terms_and_privacy_may_not()
    {
        foreach (var culture in new[] { Korean, English })
        {
            var consents = StandardContract.Consents("Onyu", culture);

            Assert.Equal(["terms", "privacy"], consents.Where(c => c.Required).Select(c => c.Key));
            Assert.Equal(["portrait", "marketing"], consents.Where(c => !c.Required).Select(c => c.Key));
            Assert.DoesNotContain(consents, c => c.Ticked);
        }
    }

    [Fact]
    public void Figures_of_nothing_and_of_one_read_as_sentences()
    {
        var terms = ContractSamples.Terms with
        {
            Plan = [ContractSamples.Terms.Plan[0] with { Days = 1 }, ContractSamples.Terms.Plan[1] with { Days = 0 }],
            RevisionRounds = 0,
            OvertimePerHalfHour = Money.Zero,
        };

        var korean = string.Join(' ', StandardContract.Clauses(terms, Korean).Select(c => c.Text));
        var english = string.Join(' ', StandardContract.Clauses(terms, English).Select(c => c.Text));

        Assert.Contains("예식 당일까지", korean);
        Assert.Contains("재수정은 대금에 포함되지 않습니다", korean);
        Assert.DoesNotContain(" 0원", korean);
        Assert.DoesNotContain("1 days", english);
        Assert.DoesNotContain("₩0", english);
    }

    private static string[] Amounts(string text) => [.. Regex.Matches(text, @"\d{1,3}(,\d{3})+|\d+%").Select(m => m.Value).Order()];
}
