using MindGraphy.Web.Documents;
using Xunit;

namespace MindGraphy.Tests.Web.Documents;

public sealed class DocumentTests
{
    private const string Sentence = "계약금은 서명한 날부터 사흘 안에 내며 총액의 일부로 계산합니다.";

    private static readonly DocumentMetadata Metadata = new(
        "시험",
        "온유",
        new DateTimeOffset(2026, 5, 16, 0, 0, 0, TimeSpan.FromHours(9))
    );

    [Fact]
    public void Every_page_says_its_number_and_how_many_there_are()
    {
        var pdf = Document
            .Create(document =>
            {
                Numbered(document, 70);
                Numbered(document, 3);
            })
            .GeneratePdf(Metadata);

        var pages = PdfReading.Pages(pdf);

        Assert.True(pages.Count >= 3);
        Assert.All(pages, (page, i) => Assert.EndsWith($"{i + 1} / {pages.Count}", page));
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_also_when_many_are_drawn_at_once()
    {
        byte[] Draw() => Document.Create(document => Numbered(document, 80)).GeneratePdf(Metadata);

        var first = Draw();
        var others = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(_ => Draw()).ToArray();

        Assert.All(others, other => Assert.Equal(first, other));
    }

    [Fact]
    public void Korean_lines_break_between_words_only()
    {
        var words = Sentence.Split(' ');
        for (var width = 80; width <= 240; width += 20)
        {
            var read = PdfReading.Text(Narrow(width, Sentence));

            Assert.Equal(words, read.Split(' '));
        }
    }

    [Fact]
    public void A_word_wider_than_the_line_breaks_inside_and_stays_on_the_page()
    {
        var word = string.Concat(Enumerable.Repeat("가나다라마바사", 40));

        var pdf = Narrow(200, "앞 " + word + " 뒤");

        Assert.Equal("앞" + word + "뒤", PdfReading.Text(pdf).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(PdfReading.Words(pdf)[0], w => Assert.InRange(w.BoundingBox.Right, 0, 56 + 201));
    }

    [Fact]
    public void Decomposed_Hangul_is_written_composed() =>
        Assert.Equal("뷁쀼 각", PdfReading.Text(Narrow(200, "뷁쀼 각".Normalize(System.Text.NormalizationForm.FormD))));

    [Fact]
    public void A_letter_whose_accent_no_font_has_loses_the_accent_and_not_the_letter() =>
        Assert.Equal("Nguyen Thi Sárka Alund", PdfReading.Text(Narrow(400, "Nguyễn Thị Šárka Ålund")));

    [Theory]
    [InlineData("하늘👨‍👩‍👧‍👦별", "하늘□별")]
    [InlineData("하늘❤️", "하늘□")]
    [InlineData("\U0001F470\U0001F3FB", "□")]
    [InlineData("가\u0000나\u200B다", "가나다")]
    public void A_character_no_font_has_shows_as_one_box(string text, string shown) =>
        Assert.Equal(
            shown.Replace('□', '#'),
            PdfReading.Text(Narrow(300, text)).Replace('□', '#').Replace("❤", "#", StringComparison.Ordinal)
        );

    [Fact]
    public void A_long_table_repeats_its_heading_and_keeps_rows_whole()
    {
        var pdf = Content(content =>
            content.Table(table =>
            {
                table.ConstantColumn(60);
                table.RelativeColumn();
                table.HeaderCell().Text("번호");
                table.HeaderCell().Text("내용");
                for (var i = 1; i <= 60; i++)
                {
                    table.Cell().PaddingVertical(4).Text($"시작{i}");
                    table.Cell().PaddingVertical(4).Text($"{Sentence} {Sentence} 끝{i}");
                }
            })
        );

        var pages = PdfReading.Pages(pdf);

        Assert.True(pages.Count > 2);
        Assert.All(pages, page => Assert.StartsWith("번호 내용", page));
        Assert.All(
            Enumerable.Range(1, 60),
            i => Assert.Single(pages, p => p.Split(' ').Contains($"시작{i}") && p.Split(' ').Contains($"끝{i}"))
        );
        PdfReading.AssertInside(pdf, 56, 48);
    }

    [Fact]
    public void A_row_longer_than_a_page_goes_on_and_loses_no_word()
    {
        var text = string.Join(' ', Enumerable.Range(1, 2500).Select(i => $"낱말{i}"));
        var pdf = Content(content =>
            content.Table(table =>
            {
                table.ConstantColumn(60);
                table.RelativeColumn();
                table.HeaderCell().Text("번호");
                table.HeaderCell().Text("내용");
                table.Cell().Text("하나");
                table.Cell().Text(text);
                table.Cell().Text("둘");
                table.Cell().Text("마지막");
            })
        );

        var read = PdfReading.Text(pdf).Split(' ');

        Assert.All(Enumerable.Range(1, 2500), i => Assert.Contains($"낱말{i}", read));
        Assert.Contains("마지막", read);
        PdfReading.AssertInside(pdf, 56, 48);
    }

    [Fact]
    public void What_shall_stay_together_moves_to_the_next_page_whole()
    {
        var pdf = Content(content =>
            content.Column(column =>
            {
                column.Item().MinHeight(650).Text("위");
                column
                    .Item()
                    .ShowEntire()
                    .Column(block =>
                    {
                        block.Item().Text("제목");
                        block.Item().MinHeight(100).Text("몸");
                    });
                column.Item().PageBreak();
                column.Item().Text("새로");
            })
        );

        Assert.Equal(["위", "제목 몸", "새로"], PdfReading.Pages(pdf));
    }

    [Fact]
    public void No_single_line_of_a_paragraph_is_left_behind()
    {
        for (var above = 640; above < 740; above += 7)
        {
            var height = above;
            var pdf = Content(content =>
                content.Column(column =>
                {
                    column.Item().MinHeight(height);
                    column.Item().Text(string.Join('\n', "하나", "둘", "셋", "넷"));
                })
            );

            Assert.All(PdfReading.Words(pdf), words => Assert.NotEqual(1, words.Count));
        }
    }

    [Fact]
    public void An_empty_document_is_one_empty_page() => Assert.Equal([""], PdfReading.Pages(Content(_ => { })));

    [Fact]
    public void Bytes_that_are_no_image_are_refused_loudly() =>
        Assert.Throws<InvalidDataException>(() => Content(content => content.Image([1, 2, 3, 4], 100, 100)));

    private static void Numbered(Document document, int paragraphs) =>
        document.Page(page =>
        {
            page.Content()
                .Column(column =>
                {
                    column.Spacing(6);
                    for (var i = 0; i < paragraphs; i++)
                    {
                        column.Item().Text(Sentence).FontSize(12);
                    }
                });
            page.Footer().PaddingTop(10).Text(text => text.CurrentPageNumber().Span(" / ").TotalPages());
        });

    private static byte[] Narrow(float width, string text) => Content(content => content.MaxWidth(width).Text(text));

    private static byte[] Content(Action<Container> build) =>
        Document.Create(document => document.Page(page => build(page.Content()))).GeneratePdf(Metadata);
}
