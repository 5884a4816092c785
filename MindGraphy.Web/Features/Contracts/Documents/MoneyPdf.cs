using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>Receipts and statements on paper, in the layout of the contract they belong to.</summary>
public sealed class MoneyPdf : IMoneyPdf
{
    /// <inheritdoc/>
    public byte[] Draw(MoneyPaper paper) => new MoneyDrawing(paper).Draw();
}

/// <summary>One paper of money being drawn.</summary>
internal sealed class MoneyDrawing(MoneyPaper paper) : PaperDrawing(paper.Language, paper.Studio)
{
    private bool GoesBack => paper.Receipt && paper.Rows[0].Amount < Money.Zero;

    private string Title =>
        T(
            !paper.Receipt ? "Statement"
            : GoesBack ? "RefundReceipt"
            : "Receipt"
        );

    /// <summary>Draws it.</summary>
    public byte[] Draw() => Draw(Title, paper.Couple, paper.ContractNumber, paper.WrittenAt, paper.Zone, Body);

    private void Body(Column column)
    {
        Paper.Section(column, T("MoneyFor"), For);
        if (paper.Plan.Count > 0)
        {
            Paper.Section(column, T("MoneyPlan"), Plan);
        }

        Paper.Section(column, T(paper.Receipt ? "MoneyPayment" : "MoneyRows"), Rows);
        Paper.Section(column, T("MoneySum"), Sum);
        Paper.Section(column, T("Studio"), StudioFacts);
    }

    private void For(Column column)
    {
        Paper.Fact(column, T("Package"), paper.Package ?? "-", 60);
        Paper.Fact(column, T("WeddingDate"), StudioFormat.Date(paper.WeddingDate, Culture), 60);
    }

    private void Plan(Column column) =>
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(4);
                table.RelativeColumn(4);
                table.RelativeColumn(3);
                table.RelativeColumn(3);
                Heads(table, "MoneyLine", "MoneyDue", "Money", "MoneyPaid");
                foreach (var line in paper.Plan)
                {
                    Cell(table, Words.Of(line.Kind, Culture) + (line.WhatFor is null ? "" : "  " + line.WhatFor));
                    Cell(table, line.Due, soft: true);
                    Cell(table, Won(line.Amount), right: true);
                    Cell(table, Won(line.Paid), right: true);
                }
            });

    private void Rows(Column column)
    {
        if (paper.Rows.Count == 0)
        {
            column.Item().Text(T("MoneyNone")).FontSize(9.5f).FontColor(Paper.Secondary);
            return;
        }

        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(4);
                table.RelativeColumn(3);
                table.RelativeColumn(4);
                table.RelativeColumn(3);
                Heads(table, "MoneyDay", "MoneyLine", "MoneyHow", "Money");
                foreach (var row in paper.Rows)
                {
                    var how = row.Method is null ? "" : Words.Find(typeof(Payment), "PaymentMethod." + row.Method, Culture) ?? row.Method;
                    Cell(table, StudioFormat.Date(row.On, Culture));
                    Cell(table, Words.Of(row.Type, Culture));
                    Cell(table, row.Depositor is null ? how : how + "  " + row.Depositor, soft: true);
                    Cell(table, Won(row.Amount), right: true);
                    if (row.Approval is not null)
                    {
                        Cell(table, "");
                        Cell(table, T("MoneyReceiptNumber"), soft: true);
                        Cell(table, row.Approval, soft: true);
                        Cell(table, "");
                    }
                }
            });
    }

    private void Sum(Column column)
    {
        var left = paper.Owed - paper.Paid;
        (string Label, Money Amount, bool Bold)[] lines = paper.Receipt
            ?
            [
                (T(GoesBack ? "MoneyWentBack" : "MoneyCame"), GoesBack ? Money.Zero - paper.Rows[0].Amount : paper.Rows[0].Amount, true),
                (T("MoneyTotal"), paper.Owed, false),
                (T("MoneySoFar"), paper.Paid, false),
                (T("MoneyLeft"), left < Money.Zero ? Money.Zero : left, false),
            ]
            :
            [
                (T("MoneyTotal"), paper.Owed, false),
                (T("MoneySoFar"), paper.Paid, false),
                (T(left < Money.Zero ? "MoneyOver" : "MoneyLeft"), left < Money.Zero ? Money.Zero - left : left, true),
            ];
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(5);
                table.RelativeColumn(3);
                foreach (var (label, amount, bold) in lines)
                {
                    Cell(table, label, bold: bold);
                    Cell(table, Won(amount), right: true, bold: bold);
                }
            });
        column.Item().PaddingTop(4).Text(T("MoneyNote")).FontSize(8).FontColor(Paper.Secondary);
    }
}
