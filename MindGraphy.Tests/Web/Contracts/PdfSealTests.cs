using System.Diagnostics;
using System.Globalization;
using System.Text;
using MindGraphy.Domain.Contracts;
using MindGraphy.Tests.Domain.Contracts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Contracts.Sealing;
using Xunit;

namespace MindGraphy.Tests.Web.Contracts;

/// <summary>The seal: poppler's <c>pdfsig</c> finds it valid, and no bit can be changed, cut or added without our finding it.</summary>
public sealed class PdfSealTests(MigratedTemplate template) : ContractTest(template)
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private readonly PdfSeal _seal = new(Seal);

    // MINDGRAPHY_SEALS=200 for the long run.
    private static int Files => int.Parse(Environment.GetEnvironmentVariable("MINDGRAPHY_SEALS") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Poppler_finds_every_sealed_file_valid_and_signed_as_a_whole()
    {
        var folder = Directory.CreateTempSubdirectory("sealed-").FullName;
        try
        {
            await Parallel.ForAsync(
                0,
                Files,
                new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Ct },
                async (i, ct) =>
                {
                    var document = ContractSamples.Draft(i % 2 == 0 ? "ko" : "en") with { ContractNumber = $"C-2026-{i:000000}" };
                    var drawn = new ContractPdf().Draw(document);
                    var bytes = _seal.Seal(drawn, document.ContractNumber, At);
                    Assert.Equal(SealReading.Whole, _seal.Read(bytes).Reading);
                    Assert.True(bytes.AsSpan(0, drawn.Length).SequenceEqual(drawn));
                    var file = Path.Combine(folder, i + ".pdf");
                    await File.WriteAllBytesAsync(file, bytes, ct);
                    var said = await RunAsync("pdfsig", "-nocert", file);
                    Assert.Contains("Signature is Valid.", said, StringComparison.Ordinal);
                    Assert.Contains("Total document signed", said, StringComparison.Ordinal);
                    Assert.DoesNotContain("Not total", said, StringComparison.Ordinal);
                }
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_thousand_flipped_bits_are_all_found()
    {
        var (whole, bytes) = (Sealed(), Sealed().ToArray());
        var random = new Random(20261128);
        var missed = new List<int>();
        for (var i = 0; i < 1_000; i++)
        {
            // A third of them in the signature itself, which it does not cover.
            var at = i % 3 == 0 ? bytes.Length - 1 - random.Next(18_000) : random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            if (_seal.Read(bytes).Reading == SealReading.Whole)
            {
                missed.Add(at);
            }

            bytes[at] = whole[at];
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void No_byte_of_the_signature_can_be_another()
    {
        var (whole, bytes) = (Sealed(), Sealed().ToArray());
        var random = new Random(20261128);
        var open = Encoding.Latin1.GetString(whole).LastIndexOf("/Contents <", StringComparison.Ordinal) + "/Contents <".Length;
        var length = whole.AsSpan(open).IndexOf((byte)'>') / 2;
        while (whole[open + (2 * length) - 1] == '0' && whole[open + (2 * length) - 2] == '0')
        {
            length--;
        }

        Assert.InRange(length, 1_000, 8_192);
        for (var i = 0; i < length; i++)
        {
            var at = open + (2 * i);
            var other = (byte)(Convert.ToByte(Encoding.Latin1.GetString(whole, at, 2), 16) ^ (1 << random.Next(8)));
            Encoding.Latin1.GetBytes(Convert.ToHexStringLower([other]), bytes.AsSpan(at));
            Assert.True(_seal.Read(bytes).Reading == SealReading.Broken, $"byte {i}");
            whole.AsSpan(at, 2).CopyTo(bytes.AsSpan(at));
        }
    }

    [Fact]
    public void What_is_cut_added_or_foreign_is_not_whole()
    {
        var bytes = Sealed();
        var plain = new ContractPdf().Draw(ContractSamples.Draft("ko"));

        Assert.Equal(SealReading.Whole, _seal.Read(bytes).Reading);
        Assert.Equal(SealReading.Broken, _seal.Read(bytes.AsMemory(0, bytes.Length - 1)).Reading);
        Assert.Equal(SealReading.Broken, _seal.Read((byte[])[.. bytes, (byte)'\n']).Reading);
        Assert.Equal(SealReading.Broken, _seal.Read((byte[])[.. bytes, .. "\n1 0 obj\n<<>>\nendobj\n"u8]).Reading);
        Assert.Equal(SealReading.NotOurs, _seal.Read(plain).Reading);
        Assert.Equal(SealReading.NotOurs, _seal.Read(ReadOnlyMemory<byte>.Empty).Reading);
        Assert.Equal(SealReading.NotOurs, _seal.Read(new byte[100_000]).Reading);
        Assert.Throws<InvalidDataException>(() => _seal.Seal("%PDF-1.4\nstartxref\n0\n%%EOF"u8.ToArray(), "C-1", At));

        // Another studio's seal is whole, and not ours.
        using var others = new SealCertificate(Path.Combine(Folder, "other.pfx"), "", mayMake: true, TimeProvider.System);
        Assert.Equal(SealReading.NotOurs, _seal.Read(new PdfSeal(others).Seal(plain, "C-1", At)).Reading);
    }

    [Fact]
    public async Task A_contracts_sealed_copy_is_known_a_changed_one_is_told_and_a_strangers_is_not_ours()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, MindGraphy.Domain.Customers.ContactRole.Bride);
        Done(await SignAsync(Bride(couple), id));
        var before = await BytesAsync(couple, id);
        Done(await Sealing.SealAsync(id, Ct));
        var bytes = await BytesAsync(couple, id);
        var verify = Get<VerifyService>();

        var whole = Done(await verify.CheckAsync(new MemoryStream(bytes), Ct));
        Assert.Equal((SealVerdict.Unchanged, "C-2026-000001"), (whole.Verdict, whole.Number));
        Assert.NotNull(whole.SealedAt);
        bytes[bytes.Length / 2] ^= 1;
        Assert.Equal(SealVerdict.Changed, Done(await verify.CheckAsync(new MemoryStream(bytes), Ct)).Verdict);
        Assert.Equal(SealVerdict.NotOurs, Done(await verify.CheckAsync(new MemoryStream(before), Ct)).Verdict);
        Assert.Equal(new MindGraphy.Domain.Common.FieldRequired("File"), (await verify.CheckAsync(new MemoryStream(), Ct)).Refusal);
        Assert.Equal(
            new MindGraphy.Domain.Imports.FileTooLarge(5),
            (await verify.CheckAsync(new MemoryStream(new byte[VerifyService.MaxBytes + 1]), Ct)).Refusal
        );
    }

    private byte[] Sealed() => _sealed ??= _seal.Seal(new ContractPdf().Draw(ContractSamples.Draft("ko")), "C-2026-000123", At);

    private byte[]? _sealed;

    private async Task<byte[]> BytesAsync(MindGraphy.Domain.Customers.Customer couple, Guid id)
    {
        var file = Done(await Signing.PdfAsync(Bride(couple), id, Ct));
        await using var content = file.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return output;
    }
}
