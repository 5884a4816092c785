using System.Globalization;
using System.Resources;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>What receipts, statements and quotes have in common: the head, the foot, the studio, tables of amounts.</summary>
/// <param name="language"><c>ko</c> or <c>en</c>.</param>
/// <param name="studio">Whose paper it is.</param>
internal abstract class PaperDrawing(string language, StudioIdentity studio)
{
    private static readonly ResourceManager Texts = new(typeof(ContractPdfText));

    /// <summary>The paper's language.</summary>
    protected CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language == "ko" ? "ko-KR" : "en-US");

    /// <summary>Draws the head and the foot around a body.</summary>
    protected byte[] Draw(string title, string couple, string number, DateTimeOffset writtenAt, TimeZoneInfo zone, Action<Column> body)
    {
        var document = Document.Create(document =>
            document.Page(page =>
            {
                page.Margin(Paper.MarginHorizontal, Paper.MarginVertical);
                page.Footer()
                    .PaddingTop(16)
                    .Row(row =>
                    {
                        row.RelativeItem().Text(number).FontSize(7.5f).FontColor(Paper.Secondary);
                        row.AutoItem()
                            .Text(text =>
                                text.Span("").FontSize(7.5f).FontColor(Paper.Secondary).CurrentPageNumber().Span(" / ").TotalPages()
                            );
                    });
                page.Content()
                    .Column(column =>
                    {
                        Head(column, title, couple, number, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(writtenAt, zone).DateTime));
                        body(column);
                    });
            })
        );
        return document.GeneratePdf(new DocumentMetadata($"{title} {number}", studio.Name, writtenAt));
    }

    /// <summary>The studio as the law wants it named.</summary>
    protected void StudioFacts(Column column)
    {
        column.Item().PaddingBottom(3).Text(studio.Name).FontSize(11).Bold();
        Paper.Fact(column, T("Owner"), studio.Owner, 60);
        Paper.Fact(column, T("Registration"), studio.RegistrationNumber ?? "-", 60);
        Paper.Fact(column, T("Phone"), Phone.Show(studio.Phone), 60);
        Paper.Fact(column, T("Address"), studio.Address, 60);
    }

    /// <summary>The heads of a table's columns, amounts at the right.</summary>
    protected void Heads(Table table, params string[] keys)
    {
        foreach (var key in keys)
        {
            var head = table.Cell().PaddingBottom(3).PaddingRight(6).Text(T(key)).FontSize(8).FontColor(Paper.Secondary);
            if (key is "Money" or "MoneyPaid" or "QuoteUnit")
            {
                head.AlignRight();
            }
        }
    }

    /// <summary>A cell of a table.</summary>
    protected static void Cell(Table table, string text, bool right = false, bool soft = false, bool bold = false)
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

    /// <summary>An amount; a hyphen before what goes off, for the paper's font has no minus sign.</summary>
    protected string Won(Money money) =>
        money < Money.Zero ? "-" + StudioFormat.Money(Money.Zero - money, Culture) : StudioFormat.Money(money, Culture);

    /// <summary>A word of the papers.</summary>
    protected string T(string key) =>
        Texts.GetString(key, Culture) ?? throw new InvalidOperationException($"The papers have no word for {key}.");

    private void Head(Column column, string title, string couple, string number, DateOnly day)
    {
        column.Item().Text(studio.Name).FontSize(10).Bold().FontColor(Paper.Accent);
        column.Item().PaddingTop(34).Text(title).FontSize(25).Bold().LetterSpacing(-0.03f).LineHeight(1.3f);
        column
            .Item()
            .PaddingTop(6)
            .PaddingBottom(24)
            .Row(row =>
            {
                row.Spacing(24);
                row.RelativeItem().Text(couple).FontSize(11);
                row.AutoItem().Text($"{number}   {StudioFormat.Date(day, Culture)}").FontSize(9.5f).FontColor(Paper.Secondary);
            });
    }
}
