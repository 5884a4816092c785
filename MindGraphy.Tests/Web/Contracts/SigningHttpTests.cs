using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindGraphy.Data.Seeding;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Notifications;
using MindGraphy.Tests.Domain.Contracts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Contracts.Sealing;
using MindGraphy.Web.Features.Notifications;
using Xunit;

namespace MindGraphy.Tests.Web.Contracts;

/// <summary>The signing page over HTTP: the real application on a port of its own, a browser's requests, a cookie from a link.</summary>
public sealed partial class SigningHttpTests(MigratedTemplate template) : ContractTest(template)
{
    private const string Page = "/c/contract";

    private ServedApp _app = null!;
    private TestAuthority _authority = null!;
    private readonly Logs _logs = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _authority = await TestAuthority.StartAsync(Ct);
        _app = await ServedApp.StartAsync(
            ConnectionString,
            new Dictionary<string, string?>
            {
                ["Storage:Folder"] = Folder,
                ["Links:KeyFolder"] = Path.Combine(Folder, "keys"),
                ["Mail:Folder"] = Path.Combine(Folder, "mail"),
                ["Contracts:TimestampUrl"] = _authority.Url,
                ["Messages:Folder"] = Messages,
                ["Contracts:DepositAccount"] = "온새미로은행 000-00-000000 한지우",
            },
            builder =>
            {
                builder.Logging.AddProvider(_logs).AddFilter<Logs>(null, LogLevel.Trace);
                builder
                    .Services.AddHttpClient(TimestampAuthority.Client)
                    .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
            },
            Ct
        );
    }

    public override async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _authority.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_person_reads_draws_and_signs_and_fetches_the_sealed_copy()
    {
        var couple = await CoupleAsync();
        var id = await SentByAppAsync(couple);
        using var phone = Browser();
        await EnterAsync(phone, couple, id, ContactRole.Bride);

        var page = await phone.GetAsync(Page, Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.True(page.Headers.CacheControl?.NoStore);
        Assert.Contains("이서연 님, 계약서가 도착했어요", html);
        Assert.Contains("취소와 환불", html);
        Assert.DoesNotContain("blazor.web.js", html);
        Assert.DoesNotContain(" style=", html);

        // What is shown as a file is what is hashed.
        var shown = await phone.GetByteArrayAsync(Page + "/pdf", Ct);
        Assert.Equal(Hidden(html, "document"), Convert.ToHexStringLower(SHA256.HashData(shown)));

        var signed = await PostAsync(phone, html, Handwriting(3));
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(phone, html, Handwriting(3))).StatusCode);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contract_events WHERE kind = 'signed by Bride'"));

        var waiting = await phone.GetStringAsync(Page, Ct);
        Assert.Contains("서명이 끝났어요", waiting);
        Assert.Contains("서명본을 만들고 있어요", waiting);
        Assert.Contains("440,000원", waiting);
        Assert.Contains("온새미로은행", waiting);
        Done(await _app.Services.GetRequiredService<SealingService>().SealAsync(id, Ct));
        Assert.True((await phone.GetFromJsonAsync<JsonElement>(Page + "/state", Ct)).GetProperty("ready").GetBoolean());
        var sealedCopy = await phone.GetAsync(Page + "/pdf?save=1", Ct);
        Assert.Equal("attachment", sealedCopy.Content.Headers.ContentDisposition?.DispositionType);
        var bytes = await sealedCopy.Content.ReadAsByteArrayAsync(Ct);
        Assert.NotEqual(shown, bytes);

        // Anybody may ask whether a file is that copy, and when and by whom it was stamped.
        using var anybody = Browser();
        var whole = await VerifyAsync(anybody, bytes);
        Assert.Contains("서명한 그대로예요", whole);
        Assert.Contains("시점 확인: 2026. 3. 2. (월) 10:00. 인증기관 " + TestAuthority.Name, whole);
        Assert.Equal(1, _authority.Asked);
        bytes[^2_000] ^= 4;
        Assert.Contains("바뀐 파일이에요", await VerifyAsync(anybody, bytes));
        Assert.Contains("우리 서명본이 아니에요", await VerifyAsync(anybody, shown));
        Assert.Contains("PDF 파일을 골라 주세요", await VerifyAsync(anybody, []));
    }

    [Fact]
    public async Task A_refused_signing_says_why_in_the_readers_language_and_at_which_field()
    {
        var couple = await CoupleAsync("en");
        var id = await SentByAppAsync(couple);
        using var phone = Browser();
        await EnterAsync(phone, couple, id, ContactRole.Bride);
        var html = await (await phone.GetAsync(Page, Ct)).Content.ReadAsStringAsync(Ct);

        // The first visit follows the language we write to this person in.
        Assert.Contains("your contract is here", html);
        var unticked = await PostAsync(phone, html, Handwriting(3), ["terms"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unticked.StatusCode);
        var no = await unticked.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("RequiredConsentMissing", no.GetProperty("code").GetString());
        Assert.Equal("Consents", no.GetProperty("field").GetString());
        Assert.Matches("[A-Za-z]", no.GetProperty("message").GetString());
        Assert.DoesNotMatch("[가-힣]", no.GetProperty("message").GetString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(phone, html, new byte[250_000])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(phone, html, Handwriting(3))).StatusCode);
    }

    [Fact]
    public async Task Without_script_the_name_is_typed_and_an_error_keeps_what_was_ticked()
    {
        var couple = await CoupleAsync();
        var id = await SentByAppAsync(couple);
        using var phone = Browser();
        await EnterAsync(phone, couple, id, ContactRole.Bride);
        var html = await phone.GetStringAsync(Page, Ct);

        var wrong = await (await TypeAsync(phone, html, "이서영")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("‘이서연’", wrong);
        Assert.Contains("value=\"이서영\"", wrong);
        Assert.Equal(2, Ticked().Count(wrong));

        var right = await (await TypeAsync(phone, wrong, "이서연")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("서명이 끝났어요", right);
        Assert.Equal("이서연", await ScalarAsync<string>("SELECT typed_name FROM contract_signers WHERE contract_id = $1", id));
    }

    [Fact]
    public async Task A_link_alone_shows_nothing_and_a_code_is_sent_tried_and_given()
    {
        var couple = await CoupleAsync();
        var id = await SentByAppAsync(couple);
        using var phone = Browser();
        await OpenAsync(phone, await LinkAsync(couple, id, ContactRole.Bride));

        var gate = await phone.GetStringAsync(Page, Ct);
        Assert.Contains("이서연 님이 맞는지 확인할게요", gate);
        Assert.Contains("s•••@example.com", WebUtility.HtmlDecode(gate));
        Assert.DoesNotContain("취소와 환불", gate);
        Assert.DoesNotContain("440,000", gate);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(Page + "/pdf", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(Page + "/state", Ct)).StatusCode);

        using var ask = new FormUrlEncodedContent([
            new("__RequestVerificationToken", Hidden(gate, "__RequestVerificationToken")),
            new("_handler", "code-send"),
        ]);
        var sent = await (await phone.PostAsync(Page, ask, Ct)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("보낸 여섯 자리 코드", sent);
        var row = await ScalarAsync<Guid>("SELECT id FROM sign_codes WHERE used_at IS NULL");
        var code = SignCode.DigitsOf(_app.Services.GetRequiredService<MindGraphy.Domain.Links.ILinkSigner>(), row);

        // Nowhere in the database, whoever reads it.
        Assert.DoesNotContain(code, await ScalarAsync<string>("SELECT string_agg(template_data::text, ' ') FROM notifications"));
        var wrong = await (await CheckAsync(phone, sent, code == "000000" ? "000001" : "000000")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("코드가 맞지 않아요. 4번", wrong);
        Assert.DoesNotContain("취소와 환불", wrong);
        var right = await (await CheckAsync(phone, wrong, $" {code[..3]} {code[3..]} ")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("취소와 환불", right);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(Page + "/pdf", Ct)).StatusCode);

        // Another device with the same link begins anew; this one's code is of no use there, and it says so.
        Time.Advance(SignCode.Twice);
        await ScalarAsync<object?>("UPDATE sign_codes SET used_at = used_at - interval '1 minute' WHERE id = $1", row);
        using var other = Browser();
        await OpenAsync(other, await LinkAsync(couple, id, ContactRole.Bride));
        var again = await CheckAsync(other, await other.GetStringAsync(Page, Ct), code);
        var said = await again.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.DoesNotContain("취소와 환불", said);
        Assert.Contains("쓸 수 없는 코드예요", said);

        // A signature that is sent after the code ran out leads back to the code, not to a blank page.
        await ScalarAsync<object?>("UPDATE sign_codes SET used_at = used_at - interval '1 day' WHERE id = $1", row);
        var late = await TypeAsync(phone, right, "이서연");
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("이서연 님이 맞는지 확인할게요", await late.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_page_of_one_contract_signs_declines_and_opens_no_other_that_was_opened_since()
    {
        var (couple, other) = (await CoupleAsync(), await CoupleAsync());
        var (id, second) = (await SentByAppAsync(couple), await SentByAppAsync(other));
        using var phone = Browser();
        await EnterAsync(phone, couple, id, ContactRole.Bride);
        var html = await phone.GetStringAsync(Page, Ct);
        await EnterAsync(phone, other, second, ContactRole.Bride);
        var drawn = await PostAsync(phone, html, Handwriting(3));
        Assert.Equal(HttpStatusCode.Conflict, drawn.StatusCode);
        var no = await drawn.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("OtherLinkOpened", no.GetProperty("code").GetString());
        using var decline = new FormUrlEncodedContent([
            new("__RequestVerificationToken", Hidden(html, "__RequestVerificationToken")),
            new("_handler", "decline"),
            new("page", Hidden(html, "page")),
            new("why", "다시 생각해 볼게요"),
        ]);
        foreach (var refused in new[] { await TypeAsync(phone, html, "이서연"), await phone.PostAsync(Page, decline, Ct) })
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync(Ct);
            Assert.Contains("이 브라우저에서 다른 링크를", page);
            Assert.Equal(0, Ticked().Count(page));
            Assert.DoesNotContain("value=\"이서연\"", page);
        }

        Assert.Equal(
            0L,
            await ScalarAsync<long>("SELECT count(*) FROM contract_events WHERE kind LIKE 'signed%' OR kind LIKE '%declined%'")
        );

        // Nor is a code tried or sent for another: neither costs the other person one of their tries.
        using var third = Browser();
        await OpenAsync(third, await LinkAsync(couple, id, ContactRole.Bride));
        html = await third.GetStringAsync(Page, Ct);
        await OpenAsync(third, await LinkAsync(other, second, ContactRole.Bride));
        var codes = await ScalarAsync<string>("SELECT string_agg(c::text, ' ' ORDER BY id) FROM sign_codes c");
        foreach (var refused in new[] { await CheckAsync(third, html, "000000"), await AskAsync(third, html, null) })
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("이 브라우저에서 다른 링크를", await refused.Content.ReadAsStringAsync(Ct));
        }

        Assert.Equal(codes, await ScalarAsync<string>("SELECT string_agg(c::text, ' ' ORDER BY id) FROM sign_codes c"));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(phone, await phone.GetStringAsync(Page, Ct), Handwriting(3))).StatusCode);
        Assert.Equal(second, await ScalarAsync<Guid>("SELECT contract_id FROM contract_events WHERE kind = 'signed by Bride'"));
    }

    [Fact]
    public async Task Link_and_code_come_by_message_and_neither_is_in_the_database_or_the_log()
    {
        await _app.Services.GetRequiredService<StudioSeed>().SeedAsync(StandardTemplates.Create(Start), Ct);
        var couple = await CoupleAsync();
        var id = await DraftAsync(couple, ContactRole.Groom);
        Done(await _app.Services.GetRequiredService<ContractService>().SendAsync(Manager, id, await VersionAsync(id), Ct));

        // The groom has no mailbox: his link is a message.
        var invitation = await MessageAsync("계약서가 도착했어요");
        var link = Regex.Match(invitation, @"/c/contract/[\w-]{43}$").Value;
        using var phone = Browser();
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(link, Ct)).StatusCode);
        await OpenAsync(phone, link);
        var gate = WebUtility.HtmlDecode(await phone.GetStringAsync(Page, Ct));
        Assert.Contains("010-••••-5678 번호로 여섯 자리 확인 코드를 문자로", gate);
        Assert.DoesNotContain("1234", gate);
        Assert.DoesNotContain("name=\"way\"", gate);

        var sent = WebUtility.HtmlDecode(await (await AskAsync(phone, gate, null)).Content.ReadAsStringAsync(Ct));
        Assert.Contains("010-••••-5678 번호로 보낸 여섯 자리 코드", sent);
        var code = Regex.Match(await MessageAsync("확인 코드"), @"\d{6}").Value;
        await NowhereAsync(code, link.Split('/')[^1]);
        Assert.Contains("취소와 환불", await (await CheckAsync(phone, sent, code)).Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Who_has_mailbox_and_phone_chooses_and_may_choose_again()
    {
        await _app.Services.GetRequiredService<StudioSeed>().SeedAsync(StandardTemplates.Create(Start), Ct);
        var couple = await CoupleAsync("en");
        var id = await SentByAppAsync(couple);
        using var phone = Browser();
        await OpenAsync(phone, await LinkAsync(couple, id, ContactRole.Bride));
        var gate = WebUtility.HtmlDecode(await phone.GetStringAsync(Page, Ct));
        Assert.Contains("Where should it go?", gate);
        Assert.Contains("s•••@example.com", gate);
        Assert.Contains("010-••••-4321", gate);

        var sent = WebUtility.HtmlDecode(await (await AskAsync(phone, gate, "Message")).Content.ReadAsStringAsync(Ct));
        Assert.Contains("the six-digit code that we texted to 010-••••-4321", sent);
        var code = Regex.Match(await MessageAsync("Your code is"), @"\d{6}").Value;

        // The other way is a press away, and waits as long as the same one would.
        Assert.Contains("Send another by e-mail", sent);
        var soon = WebUtility.HtmlDecode(await (await AskAsync(phone, sent, "Email")).Content.ReadAsStringAsync(Ct));
        Assert.Contains("Too many codes at once", soon);
        Assert.Contains("texted to 010-••••-4321", soon);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(phone, sent, "Told")).StatusCode);
        Assert.Contains("id=\"sign\"", await (await CheckAsync(phone, sent, code)).Content.ReadAsStringAsync(Ct));
        Assert.Equal("message", await ScalarAsync<string>("SELECT way::text FROM sign_codes WHERE created_at > '2001-01-01'"));

        // Staff see it among the mails.
        var kept = Assert.Single(
            await _app.Services.GetRequiredService<DevelopmentMailbox>().NewestAsync(Ct),
            m => m.Type == NoticeType.Sms
        );
        Assert.Equal("010-8765-4321", kept.To);
    }

    [Fact]
    public async Task Strangers_forgers_and_taken_back_links_get_nothing()
    {
        var couple = await CoupleAsync();
        var id = await SentByAppAsync(couple);
        var other = await CoupleAsync();
        var foreign = await SentByAppAsync(other);
        using var stranger = Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Page, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Page + "/pdf", Ct)).StatusCode);

        using var phone = Browser();
        await EnterAsync(phone, couple, id, ContactRole.Bride);
        var html = await phone.GetStringAsync(Page, Ct);
        using var forged = new MultipartFormDataContent { { new StringContent("draw"), "method" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsync(Page + "/sign", forged, Ct)).StatusCode);

        // Another couple's cookie with this couple's page: their own contract is what is asked, and its document differs.
        using var others = Browser();
        await EnterAsync(others, other, foreign, ContactRole.Bride);
        var theirs = await others.GetStringAsync(Page, Ct);
        var mixed = theirs.Replace(Hidden(theirs, "document"), Hidden(html, "document"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(others, mixed, Handwriting(1))).StatusCode);

        var contracts = _app.Services.GetRequiredService<ContractService>();
        Done(await contracts.TakeBackAsync(Manager, id, await VersionAsync(id), Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(Page, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(phone, html, Handwriting(3))).StatusCode);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM contract_signers WHERE signed_at IS NOT NULL"));
    }

    [Fact]
    public async Task Script_and_style_of_the_page_stay_under_30_kilobytes()
    {
        using var browser = Browser();
        var sizes = new List<int>();
        foreach (var file in (string[])["/couple.css", "/contract.css", "/js/sign.js"])
        {
            sizes.Add((await browser.GetByteArrayAsync(file, Ct)).Length);
        }

        Assert.True(sizes.Sum() < 30_000, string.Join(" + ", sizes));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient browser, string html, string? way)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("__RequestVerificationToken", Hidden(html, "__RequestVerificationToken")),
            new("_handler", "code-send"),
            new("page", Hidden(html, "page")),
        };
        if (way is not null)
        {
            fields.Add(new("way", way));
        }

        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(Page, form, Ct);
    }

    /// <summary>Sends what waits to be sent, as the worker does, and returns the text of the message with these words.</summary>
    private async Task<string> MessageAsync(string words)
    {
        var waiting = await ScalarAsync<Guid[]>("SELECT array_agg(id) FROM notifications WHERE delivery_status = 'pending'");
        foreach (var id in waiting)
        {
            var work = new LeasedWork(Guid.NewGuid(), nameof(SendNotice), "{}", 1, Guid.NewGuid());
            await _app.Services.GetRequiredService<SendNoticeHandler>().HandleAsync(new SendNotice(id), work, Ct);
        }

        var texts = Directory
            .GetFiles(Messages, "*.json")
            .Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement.GetProperty("text").GetString()!);
        return Assert.Single(texts, t => t.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Every row of every table and every line of the log, read for what must stand in none.</summary>
    private async Task NowhereAsync(string code, string token)
    {
        var tables = await ScalarAsync<string>(
            "SELECT string_agg(quote_ident(table_name), ' ') FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        );
        var rows = new List<string>();
        foreach (var table in tables.Split(' '))
        {
            rows.Add(table + " " + await ScalarAsync<string>($"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t"));
        }

        Assert.Contains(rows, r => r.StartsWith("notifications ", StringComparison.Ordinal) && r.Contains("••••••"));
        Assert.NotEmpty(_logs.Lines);
        var standsAlone = new Regex($@"(?<![0-9A-Za-z-]){code}(?![0-9A-Za-z-])");
        Assert.All(rows.Concat(_logs.Lines), line => Assert.DoesNotMatch(standsAlone, line));
        Assert.All(rows, row => Assert.DoesNotContain(token, row, StringComparison.Ordinal));
        Assert.All(_logs.Lines, line => Assert.DoesNotMatch(@"(\+82|0)10-?1234-?5678", line));
    }

    private static async Task<string> VerifyAsync(HttpClient browser, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new StringContent("verify"), "_handler" } };
        if (file.Length > 0)
        {
            form.Add(new ByteArrayContent(file), "file", "contract.pdf");
        }

        var answer = await browser.PostAsync("/c/verify", form, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), UseCookies = true }) { BaseAddress = _app.Address };

    private async Task<Guid> SentByAppAsync(Customer couple)
    {
        var id = await DraftAsync(couple, ContactRole.Bride);
        Done(await _app.Services.GetRequiredService<ContractService>().SendAsync(Manager, id, await VersionAsync(id), Ct));
        return id;
    }

    private async Task<string> LinkAsync(Customer couple, Guid id, ContactRole role)
    {
        var links = await _app.Services.GetRequiredService<ContractService>().LinkUrlsAsync(Manager, id, Ct);
        return links.Single(l => l.ContactId == ContactOf(couple, role)).Path;
    }

    /// <summary>Through the link, and past the one-time code that the studio tells.</summary>
    private async Task EnterAsync(HttpClient browser, Customer couple, Guid id, ContactRole role)
    {
        await OpenAsync(browser, await LinkAsync(couple, id, role));
        var told = Done(await _app.Services.GetRequiredService<SignCodeService>().TellAsync(Manager, id, ContactOf(couple, role), Ct));
        var checkedPage = await CheckAsync(browser, await browser.GetStringAsync(Page, Ct), told.Digits);
        Assert.Contains("id=\"sign\"", await checkedPage.Content.ReadAsStringAsync(Ct));
    }

    private static async Task OpenAsync(HttpClient browser, string path)
    {
        using var token = new FormUrlEncodedContent([new("token", path.Split('/')[^1])]);
        var entered = await browser.PostAsync("/c/open/contract", token, Ct);
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
    }

    private static async Task<HttpResponseMessage> CheckAsync(HttpClient browser, string html, string code)
    {
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", Hidden(html, "__RequestVerificationToken")),
            new("_handler", "code-check"),
            new("page", Hidden(html, "page")),
            new("code", code),
        ]);
        return await browser.PostAsync(Page, form, Ct);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string html, byte[] png, string[]? ticks = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Hidden(html, "__RequestVerificationToken")), "__RequestVerificationToken" },
            { new StringContent(Hidden(html, "document")), "document" },
            { new StringContent(Hidden(html, "key")), "key" },
            { new StringContent(Hidden(html, "page")), "page" },
            { new StringContent("draw"), "method" },
            { new ByteArrayContent(png), "picture", "signature.png" },
        };
        foreach (var tick in ticks ?? ["terms", "privacy"])
        {
            form.Add(new StringContent(tick), "consent");
        }

        return await browser.PostAsync(Page + "/sign", form, Ct);
    }

    private static async Task<HttpResponseMessage> TypeAsync(HttpClient browser, string html, string name)
    {
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", Hidden(html, "__RequestVerificationToken")),
            new("_handler", Hidden(html, "_handler")),
            new("document", Hidden(html, "document")),
            new("key", Hidden(html, "key")),
            new("page", Hidden(html, "page")),
            new("method", "type"),
            new("typed", name),
            new("consent", "terms"),
            new("consent", "privacy"),
        ]);
        return await browser.PostAsync(Page, form, Ct);
    }

    private static string Hidden(string html, string name) =>
        Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"") is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : throw new InvalidOperationException($"The page has no hidden field '{name}'.");

    private string Messages => Path.Combine(Folder, "messages");

    // Everything that anything logs, down to the finest.
    private sealed class Logs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }

    [GeneratedRegex("type=\"checkbox\"[^>]* checked")]
    private static partial Regex Ticked();
}
