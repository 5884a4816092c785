using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Domain.Contracts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Contracts;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Contracts.Sealing;
using Org.BouncyCastle.Math;
using Xunit;

namespace MindGraphy.Tests.Web.Contracts;

/// <summary>Seals that an authority stamps with the time, and everything that an authority may do wrong: the contract is sealed all the same.</summary>
public sealed partial class TimestampTests(MigratedTemplate template) : ContractTest(template)
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private readonly ContractOptions _options = new();
    private readonly Loopback _loopback = new();
    private readonly Heard _heard = new();
    private TestAuthority _authority = null!;
    private PdfSeal _seal = null!;

    public override async ValueTask InitializeAsync()
    {
        _authority = await TestAuthority.StartAsync(Ct);
        _options.TimestampUrl = _authority.Url;
        _seal = new PdfSeal(Seal, new TimestampAuthority(_loopback, Options.Create(_options), Time), _heard);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _authority.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What an authority may do wrong, and what is then said of it.</summary>
    public static TheoryData<string, StampFault> Faults =>
        new()
        {
            { "garbage", StampFault.WrongAnswer },
            { "empty", StampFault.WrongAnswer },
            { "cut", StampFault.WrongAnswer },
            { "trailing", StampFault.WrongAnswer },
            { "another nonce", StampFault.WrongAnswer },
            { "another hash", StampFault.WrongAnswer },
            { "no certificate", StampFault.WrongAnswer },
            { "a bit of the signature", StampFault.WrongAnswer },
            { "before its certificate", StampFault.WrongAnswer },
            { "rejected", StampFault.WrongAnswer },
            { "500", StampFault.NoAnswer },
            { "moved", StampFault.NoAnswer },
            { "hangs up", StampFault.NoAnswer },
            { "huge", StampFault.TooLarge },
            { "no room", StampFault.TooLarge },
        };

    [Fact]
    public async Task Poppler_accepts_a_stamped_seal_and_the_stamp_is_read_back()
    {
        var plain = Plain();
        var made = await _seal.SealAsync(plain, "C-2026-000123", At, Ct);

        Assert.Equal(new Stamping(new TimeStamp(_authority.At, TestAuthority.Name), null), made.Stamping);
        Assert.Equal(new SealFinding(SealReading.Whole, made.Stamping.Stamp), _seal.Read(made.Bytes));
        Assert.True(made.Bytes.AsSpan(0, plain.Length).SequenceEqual(plain));
        Assert.Empty(_heard.Warnings);

        // Who holds the certificate and no authority reads the same.
        Assert.Equal(made.Stamping.Stamp, new PdfSeal(Seal).Read(made.Bytes).Stamp);
        var file = Path.Combine(Folder, "stamped.pdf");
        await File.WriteAllBytesAsync(file, made.Bytes, Ct);
        var said = await PdfSealTests.RunAsync("pdfsig", "-nocert", file);
        Assert.Contains("Signature is Valid.", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Not total", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_authority_that_answers_wrongly_leaves_the_contract_sealed_without_a_stamp(string what, StampFault fault)
    {
        _authority.Answers = (http, question) => WrongAsync(what, http, question);

        var made = await _seal.SealAsync(Plain(), "C-2026-000123", At, Ct);

        Assert.Equal(new Stamping(null, fault), made.Stamping);
        Assert.Equal(_seal.Seal(Plain(), "C-2026-000123", At), made.Bytes);
        Assert.Equal(new SealFinding(SealReading.Whole), _seal.Read(made.Bytes));
        Assert.Contains("C-2026-000123", Assert.Single(_heard.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, _authority.Asked);
    }

    [Fact]
    public async Task An_authority_that_lets_us_wait_is_left_alone_for_a_minute()
    {
        _loopback.Patience = TimeSpan.FromMilliseconds(200);
        _authority.Answers = (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted);
        Assert.Equal(StampFault.NoAnswer, (await _seal.SealAsync(Plain(), "C-1", At, Ct)).Stamping.Fault);
        Assert.Equal(StampFault.NoAnswer, (await _seal.SealAsync(Plain(), "C-2", At, Ct)).Stamping.Fault);
        Assert.Equal(1, _authority.Asked);

        _loopback.Patience = TimestampAuthority.Patience;
        _authority.Answers = (http, question) => TestAuthority.SendAsync(http, _authority.Stamp(question));
        Time.Advance(TimestampAuthority.Rest);
        Assert.NotNull((await _seal.SealAsync(Plain(), "C-3", At, Ct)).Stamping.Stamp);
        Assert.Equal(2, _authority.Asked);
        Assert.Equal(2, _heard.Warnings.Count);
    }

    [Fact]
    public async Task Nobody_is_asked_where_no_authority_is_set()
    {
        _options.TimestampUrl = "";

        Assert.Equal(Stamping.NotAsked, (await _seal.SealAsync(Plain(), "C-1", At, Ct)).Stamping);
        Assert.Equal(0, _authority.Asked);
        Assert.Empty(_heard.Warnings);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("http://tsa.example/tsr", true)]
    [InlineData("https://tsa.example", true)]
    [InlineData("tsa.example", false)]
    [InlineData("/tsr", false)]
    [InlineData("ftp://tsa.example", false)]
    [InlineData("https://name:word@tsa.example", false)]
    public void An_address_that_cannot_be_asked_is_refused_at_the_start(string url, bool isGood) =>
        Assert.Equal(isGood, new ContractOptionsValidator().Validate(null, new ContractOptions { TimestampUrl = url }).Succeeded);

    [Fact]
    public async Task A_contracts_history_and_its_copy_say_when_and_by_whom_it_was_stamped()
    {
        var (id, bytes) = await SealedContractAsync();

        var sheet = await SheetAsync(id);
        var events = sheet.Events;
        Assert.Equal(["sealed", "time stamped"], events.TakeLast(2).Select(e => e.Kind));
        Assert.Equal(new TimeStamp(_authority.At, TestAuthority.Name), events[^1].Stamp);
        Assert.Null(sheet.BrokenAt);
        await using var screen = Screen();
        var line = screen.Render<HistorySection>(p => p.Add(h => h.Sheet, sheet)).FindAll("ol.contract-events li")[^1].TextContent;
        Assert.Contains("봉인 시점 확인", line, StringComparison.Ordinal);
        Assert.Contains(TestAuthority.Name + ", 2026. 3. 2. (월) 10:00", line, StringComparison.Ordinal);
        var check = await CheckAsync(bytes);
        Assert.Equal((SealVerdict.Unchanged, "C-2026-000001"), (check.Verdict, check.Number));
        Assert.Equal(new TimeStamp(_authority.At, TestAuthority.Name), check.Stamp);
        Assert.Equal(1, _authority.Asked);
    }

    [Fact]
    public async Task A_contract_that_could_not_be_stamped_is_sealed_and_says_so()
    {
        await _authority.DisposeAsync();

        var (id, bytes) = await SealedContractAsync();

        var sheet = await SheetAsync(id);
        Assert.Equal(("not time stamped", StampFault.NoAnswer), (sheet.Events[^1].Kind, sheet.Events[^1].StampFault));
        await using var screen = Screen();
        var line = screen.Render<HistorySection>(p => p.Add(h => h.Sheet, sheet)).FindAll("ol.contract-events li")[^1].TextContent;
        Assert.Contains("시점 확인 없이 봉인", line, StringComparison.Ordinal);
        Assert.Contains("인증기관이 응답하지 않음", line, StringComparison.Ordinal);
        var check = await CheckAsync(bytes);
        Assert.Equal((SealVerdict.Unchanged, null), (check.Verdict, check.Stamp));
    }

    [Fact]
    public async Task Sealed_twice_at_once_one_copy_stays_and_the_other_goes()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        Done(await SignAsync(Bride(couple), id));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sealing.SealAsync(id, Ct))), Done);

        Assert.Single((await SheetAsync(id)).Events, e => e.Kind == "time stamped");
        var kept = new List<string>();
        await foreach (var file in Store.ListAsync($"contracts/{id:N}/", Ct))
        {
            kept.Add(file.Key);
        }

        Assert.Single(kept, k => k.Contains("-sealed-", StringComparison.Ordinal));
        Assert.Equal(SealVerdict.Unchanged, (await CheckAsync(await BytesAsync(couple, id))).Verdict);
    }

    [Fact]
    public async Task A_stamp_from_another_document_counts_as_a_change()
    {
        var (_, bytes) = await SealedContractAsync();
        var other = (await _seal.SealAsync(Plain(), "C-2026-000123", At, Ct)).Bytes;

        var swapped = WithTokenOf(bytes, other);

        Assert.Equal(new SealFinding(SealReading.Broken), _seal.Read(swapped));
        Assert.Equal(SealVerdict.Changed, (await CheckAsync(swapped)).Verdict);

        // Its own again is whole: it was the token, not the way of putting it in.
        Assert.Equal(bytes, WithTokenOf(swapped, bytes));

        // Without any it would pass as a seal that was never stamped, but it is not the copy that was kept.
        var bare = WithTokenOf(bytes, null);
        Assert.Equal(new SealFinding(SealReading.Whole), _seal.Read(bare));
        Assert.Equal((SealVerdict.Changed, null), ((await CheckAsync(bare)).Verdict, (await CheckAsync(bare)).Stamp));
    }

    [Fact]
    public async Task Flipped_bits_of_a_stamped_copy_are_all_found()
    {
        var (_, whole) = await SealedContractAsync();
        var (open, length) = RoomOf(whole);
        var bytes = whole.ToArray();
        var random = new Random(20261128);
        for (var i = 0; i < 200; i++)
        {
            // Half of them in signature and stamp, which the signature does not cover.
            var at = i % 2 == 0 ? open + 1 + random.Next(length) : random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            var check = await CheckAsync(bytes);
            Assert.True(check.Verdict != SealVerdict.Unchanged && check.Stamp is null, $"byte {at}");
            bytes[at] = whole[at];
        }
    }

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<IPdfSeal>(_seal);
    }

    private async Task WrongAsync(string what, HttpContext http, byte[] question)
    {
        var right = _authority.Stamp(question);
        switch (what)
        {
            case "500":
                http.Response.StatusCode = 500;
                break;
            case "moved":
                http.Response.Redirect(_authority.Url + "/elsewhere");
                break;
            case "hangs up":
                http.Abort();
                break;
            case "before its certificate":
                _authority.At = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
                await TestAuthority.SendAsync(http, _authority.Stamp(question));
                break;
            default:
                await TestAuthority.SendAsync(
                    http,
                    what switch
                    {
                        "garbage" => RandomNumberGenerator.GetBytes(2_000),
                        "empty" => [],
                        "cut" => right[..^20],
                        "trailing" => [.. right, 0],
                        "another nonce" => _authority.Stamp(question, nonce: BigInteger.Ten),
                        "another hash" => _authority.Stamp(question, hash: SHA256.HashData("other"u8)),
                        "no certificate" => _authority.Stamp(question, roots: -1),
                        "a bit of the signature" => [.. right[..^10], (byte)(right[^10] ^ 1), .. right[^9..]],
                        "no room" => _authority.Stamp(question, roots: 40),
                        // PKIStatusInfo with status 2, and no token.
                        "rejected" => [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02],
                        _ => new byte[TimestampAuthority.MaxBytes + 1],
                    }
                );
                break;
        }
    }

    private async Task<(Guid Id, byte[] Bytes)> SealedContractAsync()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        Done(await SignAsync(Bride(couple), id));
        Done(await Sealing.SealAsync(id, Ct));
        return (id, await BytesAsync(couple, id));
    }

    private BunitContext Screen()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        var screen = new BunitContext();
        screen.Services.AddSingleton(Clock);
        screen.Services.AddLocalization();
        return screen;
    }

    private async Task<SealCheck> CheckAsync(byte[] bytes) => Done(await Get<VerifyService>().CheckAsync(new MemoryStream(bytes), Ct));

    private async Task<byte[]> BytesAsync(Customer couple, Guid id)
    {
        var file = Done(await Signing.PdfAsync(Bride(couple), id, Ct));
        await using var content = file.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private static byte[] Plain() => _plain ??= new ContractPdf().Draw(ContractSamples.Draft("ko"));

    private static byte[]? _plain;

    /// <summary>A file with its signature's stamp exchanged for another file's, or taken away.</summary>
    private static byte[] WithTokenOf(byte[] file, byte[]? other)
    {
        var cms = CmsOf(file);
        var signer = cms.SignerInfos[0];
        signer.RemoveUnsignedAttribute(signer.UnsignedAttributes[0].Values[0]);
        if (other is not null)
        {
            cms.SignerInfos[0].AddUnsignedAttribute(CmsOf(other).SignerInfos[0].UnsignedAttributes[0].Values[0]);
        }

        var (open, _) = RoomOf(file);
        var room = file.AsSpan(open + 1).IndexOf((byte)'>');
        byte[] made = [.. file];
        Encoding.Latin1.GetBytes(Convert.ToHexStringLower(cms.Encode()).PadRight(room, '0'), made.AsSpan(open + 1));
        return made;
    }

    private static SignedCms CmsOf(byte[] file)
    {
        var (open, _) = RoomOf(file);
        var room = file.AsSpan(open + 1).IndexOf((byte)'>');
        var cms = new SignedCms(new ContentInfo(Array.Empty<byte>()), detached: true);
        cms.Decode(Convert.FromHexString(Encoding.Latin1.GetString(file, open + 1, room)));
        return cms;
    }

    /// <summary>Where the room for the signature begins, and how much of it is written.</summary>
    private static (int Open, int Length) RoomOf(byte[] file)
    {
        var range = Range().Match(Encoding.Latin1.GetString(file));
        var (open, close) = (
            int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture),
            int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture)
        );
        return (open, file.AsSpan(open + 1, close - open - 2).TrimEnd((byte)'0').Length);
    }

    [GeneratedRegex(@"/ByteRange \[0 (\d{10}) (\d{10}) \d{10}\]")]
    private static partial Regex Range();

    /// <summary>Connections as the studio makes them, that go nowhere but to this machine.</summary>
    private sealed class Loopback : IHttpClientFactory
    {
        public TimeSpan Patience { get; set; } = TimestampAuthority.Patience;

        public HttpClient CreateClient(string name)
        {
            Assert.Equal(TimestampAuthority.Client, name);
            var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
            TimestampAuthority.Limit(client);
            client.Timeout = Patience;
            return client;
        }
    }

    private sealed class Heard : ILogger<PdfSeal>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Warnings.Add(formatter(state, exception));
    }
}
