using System.Diagnostics;
using System.Text;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Proofing;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

public sealed class StemsTests
{
    [Theory]
    [InlineData("DSC_0001.jpg", "DSC_0001")]
    [InlineData("DSC_0001-Edit.tif", "DSC_0001-Edit|DSC_0001")]
    [InlineData("DSC_0001-Edit-2.jpg", "DSC_0001-Edit-2|DSC_0001")]
    [InlineData("IMG_1_retouched.JPG", "IMG_1_retouched|IMG_1")]
    [InlineData("IMG_1 copy 2.jpg", "IMG_1 copy 2|IMG_1")]
    [InlineData("IMG_1 - Copy (1).jpg", "IMG_1 - Copy (1)|IMG_1 - Copy|IMG_1")]
    [InlineData("IMG_1(1).jpg", "IMG_1(1)|IMG_1")]
    [InlineData("IMG_1_보정본.jpg", "IMG_1_보정본|IMG_1")]
    [InlineData("IMG_1 복사본.jpg", "IMG_1 복사본|IMG_1")]
    [InlineData("credit.jpg", "credit")]
    [InlineData("Edit.jpg", "Edit")]
    [InlineData("(1).jpg", "(1)")]
    [InlineData("IMG_0001-2.jpg", "IMG_0001-2")]
    public void Endings_that_programs_add_are_cut_off_one_after_another(string name, string stems) =>
        Assert.Equal(stems.Split('|'), Stems.Of(name, withoutEndings: true));

    [Fact]
    public void A_stem_is_composed_whatever_a_mac_hands_over() =>
        Assert.Equal("사진_1", Stems.Of("사진_1.jpg".Normalize(NormalizationForm.FormD)));

    [Fact]
    public void A_match_is_a_pick_of_the_job_and_only_one()
    {
        ReturnCandidate Photo(string name, string folder = "", bool pick = true, bool approved = false, bool shown = false) =>
            new(Guid.NewGuid(), name, folder, pick, approved, shown);
        var (one, left, right) = (Photo("A.NEF"), Photo("B.jpg", "cam1"), Photo("b.JPG", "cam2"));
        var (named, approved, shown) = (Photo("C-Edit.jpg"), Photo("D.jpg", approved: true), Photo("F.jpg", shown: true));
        var matcher = new ReturnMatcher([one, left, right, named, Photo("C.jpg"), approved, shown, Photo("E.jpg", pick: false)]);
        Assert.Equal(new ReturnMatch(ReturnOutcome.Matched, one.PhotoId), matcher.Match("a_retouched (1).jpg", ""));
        Assert.Equal(new ReturnMatch(ReturnOutcome.TwoOriginals), matcher.Match("B-Edit.jpg", ""));
        Assert.Equal(new ReturnMatch(ReturnOutcome.Matched, right.PhotoId), matcher.Match("B-Edit.jpg", "package/cam2"));
        Assert.Equal(new ReturnMatch(ReturnOutcome.Matched, named.PhotoId), matcher.Match("C-Edit.jpg", ""));
        Assert.Equal(new ReturnMatch(ReturnOutcome.AlreadyApproved, approved.PhotoId), matcher.Match("D.jpg", ""));
        Assert.Equal(new ReturnMatch(ReturnOutcome.WithCouple, shown.PhotoId), matcher.Match("F-Edit.jpg", ""));
        Assert.Equal(new ReturnMatch(ReturnOutcome.NotAPick), matcher.Match("E-edit.jpg", ""));
        Assert.Equal(new ReturnMatch(ReturnOutcome.NoSuchStem), matcher.Match("Z.jpg", ""));
    }

    [Fact]
    public void Search_text_lists_and_sidecars_name_what_was_picked()
    {
        HandOffRaw Raw(string name, string folder = "") => new(name, folder, "k/" + folder + name, 10, null);
        var picks = new[]
        {
            new HandOffPick(Guid.NewGuid(), "DSC_1.JPG", "", 1, null, [Raw("DSC_1.NEF")]) { Pins = [new PersonPin("나", 355, 600)] },
            new HandOffPick(Guid.NewGuid(), "결혼 사진.jpg", "", 2, "=1+1 \"팔\"", []),
            new HandOffPick(Guid.NewGuid(), "DSC_2.JPG", "cam1", 3, null, [Raw("DSC_2.NEF", "cam1")]),
            new HandOffPick(Guid.NewGuid(), "DSC_2.JPG", "cam2", 4, null, [Raw("DSC_2.NEF", "cam2"), Raw("DSC_2.NEF", "cam2")]),
        };
        var handOff = new HandOff(Guid.NewGuid(), "가 · 나", "P-1", null, BriefText.None, picks);
        Assert.Equal("DSC_1, 결혼 사진, DSC_2", handOff.Search(HandOffTool.Lightroom));
        Assert.Equal("DSC_1 \"결혼 사진\" DSC_2", handOff.Search(HandOffTool.CaptureOne));
        Assert.Equal("DSC_1 OR \"결혼 사진\" OR DSC_2", handOff.Search(HandOffTool.Explorer));
        Assert.Equal("name:DSC_1 OR name:\"결혼 사진\" OR name:DSC_2", handOff.Search(HandOffTool.Finder));
        Assert.Equal("DSC_1\r\n결혼 사진\r\nDSC_2\r\n", handOff.Text());
        var csv = handOff.Csv(["a", "b", "c", "d", "e", "f", "g"], Say);
        static string Say(PersonPin pin) => $"{pin.By} {pin.Across} {pin.Down}";
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        Assert.Contains("2,\"결혼 사진.jpg\",\"\",\"'=1+1 \"\"팔\"\"\",\"\",5,Yellow\r\n", Encoding.UTF8.GetString(csv));
        Assert.Contains("1,\"DSC_1.JPG\",\"DSC_1.NEF\",\"\",\"나 35.5% 60%\",5,Yellow\r\n", Encoding.UTF8.GetString(csv));
        Assert.Equal(["나 35.5% 60%", "=1+1 \"팔\"", null], picks.Take(3).Select(p => p.Words(Say)));
        Assert.Equal(["DSC_1.xmp", "결혼 사진.xmp", "cam1/DSC_2.xmp", "cam2/DSC_2.xmp"], handOff.Sidecars().Select(s => s.Path));
        Assert.Equal(["DSC_1.NEF", "cam1/DSC_2.NEF", "cam2/DSC_2.NEF"], handOff.Files().Select(f => f.Path));
    }

    [Fact]
    public async Task Exiftool_reads_rating_label_and_note_back_from_a_sidecar()
    {
        const string note = "눈을 조금 더 크게 <&> \"자연스럽게\" 😊\n둘째 줄";
        var path = Path.Combine(Path.GetTempPath(), $"mg-{Guid.NewGuid():N}.xmp");
        await File.WriteAllBytesAsync(path, XmpSidecar.Write(5, "Yellow", note + "\u0001\uD800"), TestContext.Current.CancellationToken);
        try
        {
            using var tool = Process.Start(
                new ProcessStartInfo("exiftool", ["-j", "-XMP:all", path])
                {
                    RedirectStandardOutput = true,
                    StandardOutputEncoding = Encoding.UTF8,
                }
            )!;
            var json = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
            var read = System.Text.Json.JsonDocument.Parse(json).RootElement[0];
            Assert.Equal(5, read.GetProperty("Rating").GetInt32());
            Assert.Equal("Yellow", read.GetProperty("Label").GetString());
            Assert.StartsWith(note, read.GetProperty("Description").GetString(), StringComparison.Ordinal);
            Assert.False(read.TryGetProperty("Warning", out _));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
