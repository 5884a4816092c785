using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>The page of evidence: the document's fingerprint and one record for each act of signing.</summary>
internal sealed class ContractCertificate(ContractDocument contract, Func<string, string> text, Func<DateTimeOffset, string> moment)
{
    private const float LabelWidth = 72;

    public void Compose(Column column)
    {
        column.Item().PaddingTop(12).Text(text("Evidence")).FontSize(20).Bold().LetterSpacing(-0.03f).LineHeight(1.3f);
        column
            .Item()
            .PaddingTop(8)
            .PaddingBottom(22)
            .Text(text("EvidenceIntro"))
            .FontSize(9.5f)
            .FontColor(Paper.Secondary)
            .LineHeight(1.65f);
        Paper.Section(
            column,
            text("Document"),
            c =>
            {
                Paper.Fact(c, text("Number"), contract.ContractNumber, LabelWidth);
                Paper.Fact(c, text("DocumentHash"), contract.DocumentSha256 ?? text("NotRecorded"), LabelWidth, Paper.HashSize);
            }
        );
        foreach (var evidence in contract.Evidence)
        {
            Record(column, evidence);
        }
    }

    private void Record(Column column, ContractEvidence evidence) =>
        column
            .Item()
            .ShowEntire()
            .Column(whole =>
                Paper.Section(
                    whole,
                    evidence.Role,
                    c =>
                    {
                        Paper.Fact(c, text("Signer"), evidence.Signer, LabelWidth);
                        Paper.Fact(c, text("Time"), moment(evidence.Moment), LabelWidth);
                        Paper.Fact(c, text("Identified"), evidence.IdentifiedBy ?? text("NotRecorded"), LabelWidth);
                        Paper.Fact(c, text("IpAddress"), evidence.IpAddress ?? text("NotRecorded"), LabelWidth);
                        Paper.Fact(c, text("UserAgent"), evidence.UserAgent ?? text("NotRecorded"), LabelWidth);
                        if (evidence.SignatureSha256 is not null)
                        {
                            Paper.Fact(c, text("SignatureHash"), evidence.SignatureSha256, LabelWidth, Paper.HashSize);
                        }
                    }
                )
            );
}
