using System.Globalization;
using System.Resources;
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
internal sealed class MoneyDrawing(MoneyPaper paper)
{
    private static readonly ResourceManager Texts = new(typeof(ContractPdfText));

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(paper.Language == "ko" ? "ko-KR" : "en-US");

    private bool GoesBack => paper.Receipt && paper.Rows[0].Amount < Money.Zero;

    private string Title =>
        T(
            !paper.Receipt ? "Statement"
            : GoesBack ? "RefundReceipt"
            : "Receipt"
        );

    /// <summary>Draws it.</summary>
    public byte[] Draw()
    {
        var document = Document.Create(document =>
            document.Page(page =>
            {
                page.Margin(Paper.MarginHorizontal, Paper.MarginVertical);
                page.Footer()
                    .PaddingTop(16)
                    .Row(row =>
                    {
                        row.RelativeItem().Text(paper.ContractNumber).FontSize(7.5f).FontColor(Paper.Secondary);
                        row.AutoItem()
                            .Text(text =>
                                text.Span("").FontSize(7.5f).FontColor(Paper.Secondary).CurrentPageNumber().Span(" / ").TotalPages()
                            );
                    });
                page.Content().Column(Body);
            })
        );
        return document.GeneratePdf(new DocumentMetadata($"{Title} {paper.ContractNumber}", paper.Studio.Name, paper.WrittenAt));
    }

    private void Body(Column column)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(paper.WrittenAt, paper.Zone).DateTime);
        column.Item().Text(paper.Studio.Name).FontSize(10).Bold().FontColor(Paper.Accent);
        column.Item().PaddingTop(34).Text(Title).FontSize(25).Bold().LetterSpacing(-0.03f).LineHeight(1.3f);
        column
            .Item()
            .PaddingTop(6)
            .PaddingBottom(24)
            .Row(row =>
            {
                row.Spacing(24);
                row.RelativeItem().Text(paper.Couple).FontSize(11);
                row.AutoItem()
                    .Text($"{paper.ContractNumber}   {StudioFormat.Date(day, _culture)}")
                    .FontSize(9.5f)
                    .FontColor(Paper.Secondary);
            });
        Paper.Section(column, T("MoneyFor"), For);
        if (paper.Plan.Count > 0)
        {
            Paper.Section(column, T("MoneyPlan"), Plan);
        }

        Paper.Section(column, T(paper.Receipt ? "MoneyPayment" : "MoneyRows"), Rows);
        Paper.Section(column, T("MoneySum"), Sum);
        Paper.Section(column, T("Studio"), Studio);
    }

    private void For(Column column)
    {
        Paper.Fact(column, T("Package"), paper.Package ?? "-", 60);
        Paper.Fact(column, T("WeddingDate"), StudioFormat.Date(paper.WeddingDate, _culture), 60);
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
                    Cell(table, Words.Of(line.Kind, _culture) + (line.WhatFor is null ? "" : "  " + line.WhatFor));
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
                    var how = row.Method is null ? "" : Words.Find(typeof(Payment), "PaymentMethod." + row.Method, _culture) ?? row.Method;
                    Cell(table, StudioFormat.Date(row.On, _culture));
                    Cell(table, Words.Of(row.Type, _culture));
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

    private void Studio(Column column)
    {
        column.Item().PaddingBottom(3).Text(paper.Studio.Name).FontSize(11).Bold();
        Paper.Fact(column, T("Owner"), paper.Studio.Owner, 60);
        Paper.Fact(column, T("Registration"), paper.Studio.RegistrationNumber ?? "-", 60);
        Paper.Fact(column, T("Phone"), Phone.Show(paper.Studio.Phone), 60);
        Paper.Fact(column, T("Address"), paper.Studio.Address, 60);
    }

    private void Heads(Table table, params string[] keys)
    {
        foreach (var key in keys)
        {
            var head = table.Cell().PaddingBottom(3).PaddingRight(6).Text(T(key)).FontSize(8).FontColor(Paper.Secondary);
            if (key is "Money" or "MoneyPaid")
            {
                head.AlignRight();
            }
        }
    }

    private static void Cell(Table table, string text, bool right = false, bool soft = false, bool bold = false)
    {
        var block = table
            .Cell()
            .BorderTop(0.5f, Paper.Line)
            .PaddingVertical(4)
            .PaddingRight(right ? 0 : 6)
            .Text(text)
            .FontSize(bold ? 11 : 9.5f);
        if (soft)
        {
            block.FontColor(Paper.Secondary);
        }

        if (bold)
        {
            block.Bold();
        }

        if (right)
        {
            block.AlignRight();
        }
    }

    private string Won(Money money) =>
        money < Money.Zero ? "−" + StudioFormat.Money(Money.Zero - money, _culture) : StudioFormat.Money(money, _culture);

    private string T(string key) =>
        Texts.GetString(key, _culture) ?? throw new InvalidOperationException($"The papers of money have no word for {key}.");
}
