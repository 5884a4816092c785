using System.Text.RegularExpressions;
using MindGraphy.Domain.Contracts;
using MindGraphy.Tests.Web.Documents;
using MindGraphy.Web.Features.Contracts.Documents;
using Xunit;

namespace MindGraphy.Tests.Web.Contracts;

public sealed partial class ContractPdfTests
{
    private const int Limit = 300_000;

    private readonly ContractPdf _pdf = new();

    [Fact]
    public void The_Korean_contract_can_be_read_back_word_by_word()
    {
        var text = PdfReading.Text(_pdf.Draw(ContractSamples.Draft()));

        Assert.Contains("웨딩 촬영 계약서", text);
        Assert.Contains("아래 고객과 스튜디오는 다음과 같이 웨딩 촬영 계약을 맺습니다.", text);
        Assert.Contains("서울특별시 성동구 연무장길 33, 4층", text);
        Assert.Contains("2026. 11. 21. (토)", text);
        Assert.Contains("010-1234-5678", text);
        Assert.Contains("2,420,000원", text);
        Assert.Contains("예식 7일 전까지", text);
        Assert.Contains("취소와 환불", text);
        Assert.Contains("총액의 10%(242,000원)를", text);
    }

    [Fact]
    public void Every_sentence_of_every_clause_and_consent_stands_on_the_paper()
    {
        foreach (var culture in new[] { "ko", "en" })
        {
            var contract = ContractSamples.Draft(culture);
            var words = PdfReading.Text(_pdf.Draw(contract)).Split(' ').ToHashSet();

            var written = contract.Clauses.Select(c => $"{c.Title} {c.Text}").Concat(contract.Consents.Select(c => $"{c.Title} {c.Text}"));
            Assert.All(
                written.SelectMany(t => t.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
                word => Assert.Contains(word, words)
            );
        }
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void Draft_and_sealed_copy_are_small_numbered_and_inside_the_margins(string culture)
    {
        foreach (var contract in new[] { ContractSamples.Draft(culture), ContractSamples.Sealed(culture) })
        {
            var pdf = _pdf.Draw(contract);
            var pages = PdfReading.Pages(pdf);

            Assert.True(pdf.Length < Limit, $"{pdf.Length} bytes");
            Assert.All(pages, (page, i) => Assert.Contains($"{i + 1} / {pages.Count}", page));
            Assert.All(pages, page => Assert.Contains("C-2026-000123", page));
            PdfReading.AssertInside(pdf, Paper.MarginHorizontal, Paper.MarginVertical);
        }
    }

    [Fact]
    public void The_same_contract_gives_the_same_bytes_and_another_gives_others()
    {
        var sealedCopy = _pdf.Draw(ContractSamples.Sealed());

        Assert.Equal(sealedCopy, _pdf.Draw(ContractSamples.Sealed()));
        Assert.NotEqual(sealedCopy, _pdf.Draw(ContractSamples.Sealed(bride: "이서윤")));
    }

    [Fact]
    public void A_draft_shows_where_to_sign_and_no_evidence()
    {
        var text = PdfReading.Text(_pdf.Draw(ContractSamples.Draft() with { Evidence = ContractSamples.Sealed().Evidence }));

        Assert.Contains("서명 전", text);
        Assert.Contains("서명할 때 선택", text);
        Assert.DoesNotContain("서명 증명서", text);
        Assert.DoesNotContain("211.234.120.18", text);
    }

    [Fact]
    public void A_sealed_copy_shows_who_signed_when_and_from_where()
    {
        var contract = ContractSamples.Sealed();
        var last = PdfReading.Pages(_pdf.Draw(contract))[^1];

        Assert.Contains("서명 증명서", last);
        Assert.Contains(contract.DocumentSha256!, last);
        Assert.Contains(contract.Evidence[0].SignatureSha256!, last);
        Assert.Contains("2026. 5. 17. (일) 20:04:31 (UTC+09:00)", last);
        Assert.Contains("211.234.120.18", last);
        Assert.Contains("2001:e60:1043:5c2a:0:4f:8a11:1d01", last);
        Assert.Contains("iPhone", last);
    }

    [Fact]
    public void A_sealed_copy_carries_the_drawn_signatures_and_the_typed_name()
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(_pdf.Draw(ContractSamples.Sealed()));
        using var draft = UglyToad.PdfPig.PdfDocument.Open(_pdf.Draw(ContractSamples.Draft()));

        Assert.Equal(2, document.GetPages().Sum(p => p.GetImages().Count()));
        Assert.Equal(0, draft.GetPages().Sum(p => p.GetImages().Count()));
        var signed = document.GetPages().Single(p => p.GetImages().Any());
        Assert.Equal(2, signed.GetWords().Count(w => w.Text == "이서연"));
    }

    [Theory]
    [InlineData("ko", "신부 이름이 정말 ")]
    [InlineData("en", "A very long name ")]
    [InlineData("ko", "김수한무거북이와두루미삼천갑자동방삭")]
    [InlineData("en", "Wolfeschlegelsteinhausenbergerdorff")]
    public void Names_of_300_characters_wrap_and_stay_on_the_page(string culture, string part)
    {
        var name = string.Concat(Enumerable.Repeat(part, 300 / part.Length + 1))[..300].Trim();

        var pdf = _pdf.Draw(ContractSamples.Sealed(culture, name, name));

        var letters = name.Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains(letters[..12], PdfReading.Text(pdf).Replace(" ", "", StringComparison.Ordinal));
        PdfReading.AssertInside(pdf, Paper.MarginHorizontal, Paper.MarginVertical);
    }

    [Theory]
    [InlineData("뷁쀼")]
    [InlineData("김하늘🌸")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("王小明")]
    [InlineData("Zoë O’Connor-Müller")]
    public void Unusual_names_are_drawn(string name)
    {
        var pdf = _pdf.Draw(ContractSamples.Sealed("ko", name, name));

        var shown = EmojiName().Replace(name, "□").Replace('’', '\'');
        Assert.Contains(shown, PdfReading.Text(pdf).Replace('’', '\''));
    }

    [Fact]
    public void The_English_contract_has_no_Hangul_but_names()
    {
        var latin = PdfReading.Text(_pdf.Draw(ContractSamples.Sealed("en", "Kim Dohyun", "Lee Seoyeon")));
        var korean = PdfReading.Text(_pdf.Draw(ContractSamples.Sealed("en", "김도현", "이서연")));

        Assert.Contains("Wedding photography contract", latin);
        Assert.Contains("Sat 21 Nov 2026", latin);
        Assert.Contains("₩2,420,000", latin);
        Assert.DoesNotMatch(Hangul(), latin);
        Assert.All(korean.Split(' ').Where(w => Hangul().IsMatch(w)), word => Assert.Contains(word, new[] { "김도현", "이서연" }));
    }

    [Fact]
    public void A_long_list_of_clauses_flows_over_many_pages_inside_the_margins()
    {
        var draft = ContractSamples.Draft();
        var clauses = Enumerable
            .Range(1, 60)
            .Select(i => new ContractClause(
                $"특약 {i}",
                string.Join('\n', Enumerable.Repeat($"① 특약{i}의 내용은 양쪽이 따로 정하여 서면으로 남깁니다.", i % 9 + 1))
            ))
            .Append(new ContractClause("끝", string.Join(' ', Enumerable.Repeat("쉬지않고이어지는긴특약", 900))))
            .ToArray();

        var pdf = _pdf.Draw(draft with { Clauses = clauses });
        var pages = PdfReading.Pages(pdf);

        Assert.True(pages.Count > 8, $"{pages.Count} pages");
        Assert.All(Enumerable.Range(1, 61), i => Assert.Contains(pages, p => p.Split(' ').Contains($"제{i}조")));
        Assert.Equal(900, pages.Sum(p => p.Split(' ').Count(w => w == "쉬지않고이어지는긴특약")));
        PdfReading.AssertInside(pdf, Paper.MarginHorizontal, Paper.MarginVertical);
    }

    [Fact]
    public void A_signature_that_is_no_image_stops_the_paper()
    {
        var contract = ContractSamples.Sealed();

        Assert.Throws<InvalidDataException>(() =>
            _pdf.Draw(contract with { Signatures = [contract.Signatures[0] with { Image = [0x89, 0x50, 0x4E, 0x47] }] })
        );
    }

    [GeneratedRegex("[\uAC00-\uD7A3\u1100-\u11FF\u3130-\u318F]")]
    private static partial Regex Hangul();

    [GeneratedRegex("🌸|👨‍👩‍👧‍👦")]
    private static partial Regex EmojiName();
}
