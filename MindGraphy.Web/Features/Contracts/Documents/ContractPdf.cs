using System.Globalization;
using System.Resources;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>
/// The contract on paper: what was agreed on the first page, the clauses after it, consents and signatures at the end, and on the sealed
/// copy a certificate of who signed when. Section names hang in a column of their own, so that the eye finds a clause by its title.
/// </summary>
public sealed class ContractPdf : IContractPdf
{
    /// <inheritdoc/>
    public byte[] Draw(ContractDocument document) => new ContractPaper(document).Draw();
}

/// <summary>One contract being drawn.</summary>
internal sealed class ContractPaper(ContractDocument contract)
{
    /// <summary>Holds Phone, E-mail and Address, so that the values beside them stand in line.</summary>
    private const float LabelWidth = 34;

    private static readonly ResourceManager Texts = new(typeof(ContractPdfText));

    private static readonly string[] ChangeHeads = ["AmendWhat", "AmendBefore", "AmendAfter"];

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(contract.Culture == "ko" ? "ko-KR" : "en-US");
    private readonly TimeZoneInfo _zone = contract.Zone ?? StudioClock.Seoul;

    private string Title => T(contract.Amends is null ? "Title" : "AmendTitle");

    private string Preamble =>
        contract.Amends is not { } amends
            ? T("Preamble")
            : string.Format(_culture, T("AmendPreamble"), amends.Number, amends.On is { } day ? StudioFormat.Date(day, _culture) : "-");

    /// <summary>Draws it.</summary>
    public byte[] Draw()
    {
        var document = Document.Create(document =>
        {
            document.Page(page =>
            {
                Frame(page, Title);
                page.Content().Column(Body);
            });
            if (contract.Sealed)
            {
                document.Page(page =>
                {
                    Frame(page, T("Evidence"));
                    page.Content().Column(new ContractCertificate(contract, T, Moment).Compose);
                });
            }
        });
        return document.GeneratePdf(new DocumentMetadata($"{Title} {contract.ContractNumber}", contract.Studio.Name, Created()));
    }

    private DateTimeOffset Created()
    {
        var signed = contract.Signatures.Max(s => s.SignedAt);
        var written = contract.ContractDate.ToDateTime(TimeOnly.MinValue);
        return signed ?? new DateTimeOffset(written, _zone.GetUtcOffset(written));
    }

    private void Frame(Page page, string title)
    {
        page.Margin(Paper.MarginHorizontal, Paper.MarginVertical);
        page.Header()
            .SkipOnce()
            .PaddingBottom(18)
            .Row(row =>
            {
                row.Spacing(24);
                row.RelativeItem().Text(contract.Studio.Name).FontSize(7.5f).FontColor(Paper.Secondary);
                row.AutoItem().Text($"{title}  {contract.ContractNumber}").FontSize(7.5f).FontColor(Paper.Secondary);
            });
        page.Footer()
            .PaddingTop(16)
            .Row(row =>
            {
                row.RelativeItem().Text(contract.ContractNumber).FontSize(7.5f).FontColor(Paper.Secondary);
                row.AutoItem()
                    .Text(text => text.Span("").FontSize(7.5f).FontColor(Paper.Secondary).CurrentPageNumber().Span(" / ").TotalPages());
            });
    }

    private void Body(Column column)
    {
        Masthead(column);
        Paper.Section(column, T("Parties"), Parties);
        if (contract.Amends is { } amends)
        {
            Paper.Section(column, T("AmendChanges"), c => Changes(c, amends.Changes));
        }
        else
        {
            Paper.Section(column, T("Wedding"), Wedding);
            Paper.Section(column, T("Package"), Package);
            Paper.Section(column, T("Money"), Money);
        }

        Clauses(column);
        if (contract.Consents.Count > 0)
        {
            Paper.Section(column, T("Consents"), Consents);
        }

        column.Item().ShowEntire().Column(new ContractSignatures(contract, T, Moment).Compose);
    }

    private void Masthead(Column column)
    {
        column
            .Item()
            .Row(row =>
            {
                row.Spacing(24);
                row.RelativeItem().Text(contract.Studio.Name).FontSize(10).Bold().FontColor(Paper.Accent);
                row.AutoItem().Text(contract.Sealed ? T("Sealed") : T("Draft")).FontSize(8.5f).FontColor(Paper.Secondary).LineHeight(1.75f);
            });
        column.Item().PaddingTop(34).Text(Title).FontSize(25).Bold().LetterSpacing(-0.03f).LineHeight(1.3f);
        column
            .Item()
            .PaddingTop(6)
            .PaddingBottom(24)
            .Row(row =>
            {
                row.Spacing(24);
                row.RelativeItem().Text(Preamble).FontSize(9.5f).FontColor(Paper.Secondary);
                row.AutoItem()
                    .Text($"{contract.ContractNumber}   {StudioFormat.Date(contract.ContractDate, _culture)}")
                    .FontSize(9.5f)
                    .FontColor(Paper.Secondary);
            });
    }

    private void Parties(Column column)
    {
        column.Spacing(16);
        foreach (var pair in contract.Parties.Chunk(2))
        {
            column
                .Item()
                .Row(row =>
                {
                    row.Spacing(20);
                    foreach (var party in pair)
                    {
                        row.RelativeItem().Column(c => Party(c, party));
                    }

                    if (pair.Length == 1)
                    {
                        row.RelativeItem();
                    }
                });
        }

        column
            .Item()
            .Column(c =>
            {
                c.Item().Text(T("Studio")).FontSize(8).FontColor(Paper.Secondary);
                c.Item().PaddingBottom(3).Text(contract.Studio.Name).FontSize(11).Bold();
                c.Item()
                    .Row(row =>
                    {
                        row.Spacing(20);
                        row.RelativeItem()
                            .Column(left =>
                            {
                                Paper.Fact(left, T("Owner"), contract.Studio.Owner, LabelWidth);
                                Paper.Fact(left, T("Phone"), Phone.Show(contract.Studio.Phone), LabelWidth);
                            });
                        row.RelativeItem().Column(right => Paper.Fact(right, T("Registration"), contract.Studio.RegistrationNumber ?? "-"));
                    });
                Paper.Fact(c, T("Address"), contract.Studio.Address, LabelWidth);
            });
    }

    private void Party(Column column, ContractParty party)
    {
        column.Item().Text(party.Role).FontSize(8).FontColor(Paper.Secondary);
        column.Item().PaddingBottom(3).Text(party.Name).FontSize(11).Bold();
        if (party.Phone is not null)
        {
            Paper.Fact(column, T("Phone"), Phone.Show(party.Phone), LabelWidth);
        }

        if (party.Email is not null)
        {
            Paper.Fact(column, T("Email"), party.Email, LabelWidth);
        }
    }

    private void Wedding(Column column)
    {
        var wedding = contract.Wedding;
        column
            .Item()
            .Row(row =>
            {
                row.Spacing(20);
                row.RelativeItem().Column(c => Labelled(c, T("WeddingDate"), StudioFormat.Date(wedding.Date, _culture)));
                row.RelativeItem()
                    .Column(c => Labelled(c, T("WeddingTime"), wedding.Time is { } time ? StudioFormat.Time(time) : T("ToBeFixed")));
            });
        column
            .Item()
            .PaddingTop(10)
            .Row(row =>
            {
                row.Spacing(20);
                row.RelativeItem().Column(c => Labelled(c, T("Venue"), wedding.Venue ?? T("ToBeFixed")));
                row.RelativeItem().Column(c => Labelled(c, T("Photographer"), wedding.Photographer ?? T("ToBeFixed")));
            });
    }

    private static void Labelled(Column column, string label, string value)
    {
        column.Item().Text(label).FontSize(8).FontColor(Paper.Secondary);
        column.Item().Text(value).FontSize(10);
    }

    private void Package(Column column)
    {
        column.Item().PaddingBottom(4).Text(contract.Package.Name).FontSize(11).Bold();
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(3);
                table.RelativeColumn(2);
                foreach (var line in contract.Package.Included)
                {
                    table.Cell().PaddingVertical(1.5f).PaddingRight(12).Text(line.What).FontSize(9.5f);
                    table.Cell().PaddingVertical(1.5f).Text(line.HowMuch ?? T("Included")).FontSize(9.5f).AlignRight();
                }
            });
    }

    private void Money(Column column)
    {
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(2);
                table.RelativeColumn(5);
                table.RelativeColumn(3);
                foreach (var line in contract.Money)
                {
                    var above = line.IsTotal || line == contract.Money[0] ? 0 : 0.5f;
                    Text(table.Cell().BorderTop(above, Paper.Line).PaddingVertical(4).PaddingRight(10), line.Label, line.IsTotal);
                    table
                        .Cell()
                        .BorderTop(above, Paper.Line)
                        .PaddingVertical(4)
                        .PaddingRight(10)
                        .Text(line.Due ?? "")
                        .FontSize(9.5f)
                        .FontColor(Paper.Secondary);
                    Text(
                            table.Cell().BorderTop(above, Paper.Line).PaddingVertical(4),
                            StudioFormat.Money(line.Amount, _culture),
                            line.IsTotal
                        )
                        .AlignRight();
                }
            });
        column.Item().PaddingTop(4).Text(T("MoneyNote")).FontSize(8).FontColor(Paper.Secondary);

        static TextBlock Text(Container container, string text, bool bold)
        {
            var block = container.Text(text).FontSize(bold ? 11 : 9.5f);
            return bold ? block.Bold() : block;
        }
    }

    private void Changes(Column column, IReadOnlyList<ContractChange> changes) =>
        column
            .Item()
            .Table(table =>
            {
                table.RelativeColumn(3);
                table.RelativeColumn(5);
                table.RelativeColumn(5);
                foreach (var head in ChangeHeads)
                {
                    table.Cell().PaddingBottom(3).PaddingRight(8).Text(T(head)).FontSize(8).FontColor(Paper.Secondary);
                }

                foreach (var change in changes)
                {
                    Cell(table).Text(change.What).FontSize(9.5f);
                    Cell(table).Text(change.Before).FontSize(9.5f).FontColor(Paper.Secondary);
                    Cell(table).Text(change.After).FontSize(9.5f).Bold();
                }

                static Container Cell(Table table) => table.Cell().BorderTop(0.5f, Paper.Line).PaddingVertical(4).PaddingRight(8);
            });

    private void Clauses(Column column)
    {
        for (var i = 0; i < contract.Clauses.Count; i++)
        {
            if (i > 0)
            {
                Clause(column, i + 1, contract.Clauses[i]);
                continue;
            }

            // The heading goes with the first clause; alone at the foot of a page it would look forgotten.
            column
                .Item()
                .EnsureSpace(140)
                .Column(first =>
                {
                    first.Item().PaddingTop(14).PaddingBottom(12).Text(T("Clauses")).FontSize(14).Bold().LetterSpacing(-0.02f);
                    Clause(first, 1, contract.Clauses[0]);
                });
        }
    }

    private void Clause(Column column, int number, ContractClause clause) =>
        column
            .Item()
            .BorderTop(0.5f, Paper.Line)
            .PaddingTop(9)
            .PaddingBottom(11)
            .EnsureSpace(52)
            .Row(row =>
            {
                row.Spacing(Paper.GutterGap);
                row.ConstantItem(Paper.Gutter)
                    .Column(c =>
                    {
                        c.Item()
                            .Text(string.Format(_culture, T("ClauseNumber"), number))
                            .FontSize(8.5f)
                            .FontColor(Paper.Accent)
                            .LineHeight(1.8f);
                        c.Item().Text(clause.Title).FontSize(9.5f).Bold().LineHeight(1.5f);
                    });
                row.RelativeItem().Column(c => Paper.Paragraphs(c, clause.Text));
            });

    private void Consents(Column column)
    {
        column.Spacing(13);
        foreach (var consent in contract.Consents)
        {
            column
                .Item()
                .EnsureSpace(48)
                .Row(row =>
                {
                    row.Spacing(9);
                    row.ConstantItem(10).PaddingTop(2.5f).CheckBox(consent.Ticked, 9.5f, consent.Ticked ? Paper.Accent : Paper.Faint);
                    row.RelativeItem()
                        .Column(c =>
                        {
                            c.Item()
                                .Row(head =>
                                {
                                    head.Spacing(12);
                                    head.RelativeItem()
                                        .Text(text =>
                                        {
                                            text.Span(consent.Title).FontSize(9.5f).Bold();
                                            text.Span("  " + T(consent.Required ? "Required" : "Optional"));
                                            text.FontSize(8).Regular().FontColor(consent.Required ? Paper.Accent : Paper.Secondary);
                                        });
                                    head.AutoItem().Text(Answer(consent)).FontSize(8).FontColor(Paper.Secondary).LineHeight(1.8f);
                                });
                            c.Item().PaddingTop(1).Text(consent.Text).FontSize(8.5f).FontColor(Paper.Secondary).LineHeight(1.6f);
                        });
                });
        }
    }

    private string Answer(ContractConsent consent) =>
        consent.Ticked ? T("Agreed")
        : contract.Sealed ? T("Declined")
        : T("NotAnswered");

    private string Moment(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, _zone);
        var separator = contract.Culture == "ko" ? " " : ", ";
        var sign = local.Offset < TimeSpan.Zero ? "-" : "+";
        return StudioFormat.Date(DateOnly.FromDateTime(local.DateTime), _culture)
            + separator
            + local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            + $" (UTC{sign}{local.Offset.ToString("hh\\:mm", CultureInfo.InvariantCulture)})";
    }

    private string T(string key) =>
        Texts.GetString(key, _culture) ?? throw new InvalidOperationException($"The contract's paper has no word for {key}.");
}
