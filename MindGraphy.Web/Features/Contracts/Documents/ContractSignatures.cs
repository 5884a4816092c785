using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>The places to sign, three in a row.</summary>
internal sealed class ContractSignatures(ContractDocument contract, Func<string, string> text, Func<DateTimeOffset, string> moment)
{
    private const int PerRow = 3;

    public void Compose(Column column)
    {
        column.Item().BorderTop(0.5f, Paper.Line).PaddingTop(13).Text(text("Signatures")).FontSize(14).Bold().LetterSpacing(-0.02f);
        column.Item().PaddingTop(3).PaddingBottom(14).Text(text("SignaturesNote")).FontSize(9.5f);
        foreach (var signatures in contract.Signatures.Chunk(PerRow))
        {
            column
                .Item()
                .PaddingBottom(16)
                .Row(row =>
                {
                    row.Spacing(14);
                    foreach (var signature in signatures)
                    {
                        row.RelativeItem().Column(c => Place(c, signature));
                    }

                    for (var i = signatures.Length; i < PerRow; i++)
                    {
                        row.RelativeItem();
                    }
                });
        }
    }

    private void Place(Column column, ContractSignature signature)
    {
        column.Item().Text(signature.Role).FontSize(8).FontColor(Paper.Secondary);
        column.Item().PaddingBottom(6).Text(signature.Name).FontSize(11).Bold();
        var box = column
            .Item()
            .Background("#FAF9F7")
            .BorderBottom(0.75f, signature.IsSigned ? Paper.Accent : Paper.Faint)
            .MinHeight(66)
            .Padding(8);
        if (signature.Image is { Length: > 0 } image)
        {
            box.AlignMiddle().AlignCenter().Image(image, 124, 50);
        }
        else if (signature.IsSigned)
        {
            box.AlignMiddle().Text(signature.TypedName!).FontSize(17).AlignCenter().LineHeight(1.3f);
        }
        else
        {
            box.AlignMiddle().Text(text("SignHere")).FontSize(8).FontColor(Paper.Faint).AlignCenter();
        }

        var below = signature.SignedAt is { } at ? moment(at) : "";
        column.Item().PaddingTop(5).Text(below).FontSize(7.5f).FontColor(Paper.Secondary);
        if (signature.IsSigned && signature.Image is not { Length: > 0 })
        {
            column.Item().Text(text("TypedSignature")).FontSize(7.5f).FontColor(Paper.Secondary);
        }
    }
}
