using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Quotes;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>A quote on paper, in the layout of the contract it may become.</summary>
/// <param name="clock">The studio's zone.</param>
public sealed class QuotePdf(StudioClock clock) : IQuotePdf
{
    /// <inheritdoc/>
    public byte[] Draw(QuotePaper paper) => new QuoteDrawing(paper, clock.Zone).Draw();
}

/// <summary>One quote being drawn.</summary>
internal sealed class QuoteDrawing(QuotePaper paper, TimeZoneInfo zone) : PaperDrawing(paper.Language, paper.Studio)
{
    /// <summary>Draws it.</summary>
    public byte[] Draw() => Draw(T("Quote"), paper.BrideName + " · " + paper.GroomName, paper.Number, paper.WrittenAt, zone, Body);

    private void Body(Column column)
    {
        Paper.Section(column, T("MoneyFor"), For);
        Paper.Section(column, T("Package"), Included);
        Paper.Section(column, T("QuoteLines"), Lines);
        Paper.Section(column, T("MoneySum"), Sum);
        if (paper.Plan.Count > 0)
        {
            Paper.Section(column, T("MoneyPlan"), Plan);
        }

        Paper.Section(column, T("Studio"), StudioFacts);
    }

    private void For(Column column)
    {
        Paper.Fact(column, T("WeddingDate"), paper.WeddingDate is { } day ? StudioFormat.Date(day, Culture) : "-", 60);
        Paper.Fact(column, T("Venue"), paper.WeddingVenue ?? "-", 60);
        Paper.Fact(column, T("QuoteUntil"), StudioFormat.Date(paper.ValidUntil, Culture), 60);
        if (paper.Message is { } message)
        {
            column.Item().PaddingTop(8).Column(inner => Paper.Paragraphs(inner, message));
        }
    }

    private void Included(Column column)
    {
        column.Item().PaddingBottom(3).Text(paper.Lines[0].Name).FontSize(11).Bold();
        foreach (var line in paper.Included)
        {
            Paper.Fact(column, line.What, line.HowMuch ?? "", 120);
        }
    }

    private void Lines(Column column) =>
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(6);
                table.RelativeColumn(2);
                table.RelativeColumn(3);
                table.RelativeColumn(3);
                Heads(table, "QuoteWhat", "QuoteCount", "QuoteUnit", "Money");
                foreach (var line in paper.Lines)
                {
                    var left = line.IsOptional && !line.IsChosen;
                    Cell(table, line.Name + (left ? "  " + T(paper.IsAnswered ? "QuoteNotChosen" : "QuoteOptional") : ""), soft: left);
                    Cell(table, line.Quantity.ToString(Culture), soft: true);
                    Cell(table, Won(line.UnitPrice) + (line.VatIncluded ? "" : " " + T("QuotePlusVat")), right: true, soft: true);
                    Cell(table, left ? "-" : Won(line.Amount), right: true, soft: left);
                }
            });

    private void Sum(Column column) =>
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(5);
                table.RelativeColumn(3);
                var sum = paper.Sum;
                if (sum.OnTop > Money.Zero || sum.Discount > Money.Zero)
                {
                    Line(table, "QuoteGoods", sum.Goods);
                }

                if (sum.OnTop > Money.Zero)
                {
                    Line(table, "QuoteVat", sum.OnTop);
                }

                if (sum.Discount > Money.Zero)
                {
                    Line(table, "QuoteDiscount", Money.Zero - sum.Discount);
                }

                Cell(table, T("QuoteTotal"), bold: true);
                Cell(table, Won(sum.Total), right: true, bold: true);
            });

    private void Plan(Column column) =>
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(3);
                table.RelativeColumn(5);
                table.RelativeColumn(3);
                Heads(table, "MoneyLine", "MoneyDue", "Money");
                foreach (var due in paper.Plan)
                {
                    Cell(table, Words.Of(due.Kind, Culture));
                    Cell(table, StandardContract.DueOf(due, Culture), soft: true);
                    Cell(table, Won(due.Amount), right: true);
                }
            });

    private void Line(Table table, string key, Money amount)
    {
        Cell(table, T(key));
        Cell(table, Won(amount), right: true);
    }
}
