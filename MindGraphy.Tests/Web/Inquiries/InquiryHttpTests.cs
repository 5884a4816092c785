using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Verbs;
using Xunit;

namespace MindGraphy.Tests.Web.Inquiries;

/// <summary>The public form over HTTP, as a browser without script sends it.</summary>
public sealed partial class InquiryHttpTests(MigratedTemplate template) : LeadTest(template)
{
    private const string Page = "/c/inquiry";
    private ServedApp _app = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ExecuteAsync(
            "INSERT INTO list_items (kind, name, name_en, position, is_active) VALUES ('lead_source', '인스타그램', 'Instagram', 0, true)"
        );
        _app = await ServedApp.StartAsync(ConnectionString, change: ServedApp.Still(Time), ct: Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_couple_writes_and_is_thanked()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));

        var sent = await SendAsync(phone, form, Filled);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal("/c/inquiry/thanks?lang=ko&date=2026-10-17&time=14:00", sent.Headers.Location?.ToString());
        var thanks = await phone.GetStringAsync(sent.Headers.Location, Ct);
        Assert.Contains("문의 잘 받았어요", thanks);
        Assert.Contains("<strong>가능</strong>", thanks);
        Assert.False(sent.Headers.Contains("Set-Cookie"));
        Assert.Equal(
            "accepted form 김서연 · 이도현",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', outcome, channel, sender) FROM inquiry_submissions WHERE customer_id IS NOT NULL"
            )
        );
        Assert.Equal("+821023456789", await ScalarAsync<string>("SELECT bride_phone FROM customers WHERE bride_name = '김서연'"));
        Assert.Equal("127.0.0.1", await ScalarAsync<string>("SELECT ip FROM consents WHERE text_version = 'privacy-2026-11'"));
    }

    [Fact]
    public async Task Every_mistake_stands_at_its_field_and_nothing_typed_is_lost()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));

        var sent = await SendAsync(
            phone,
            form,
            Filled with
            {
                BridePhone = "010-12",
                GroomName = "",
                WeddingDate = "2026-03-01",
                Consent = null,
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        var html = await sent.Content.ReadAsStringAsync(Ct);
        Assert.Contains("전화번호를 다시 확인해 주세요", ErrorAt(html, "BridePhone"));
        Assert.NotEqual("", ErrorAt(html, "GroomName"));
        Assert.Contains("지난 날짜예요", ErrorAt(html, "WeddingDate"));
        Assert.Contains("동의해 주셔야", html);
        Assert.Equal("", ErrorAt(html, "BrideName"));
        Assert.Equal("김서연", ValueOf(html, "BrideName"));
        Assert.Equal("010-12", ValueOf(html, "BridePhone"));
        Assert.Equal("2026-03-01", ValueOf(html, "WeddingDate"));
        Assert.Equal("seoyeon@example.com", ValueOf(html, "Email"));
        Assert.Matches(@"<option value=""인스타그램"" selected", html);
        Assert.Contains("스냅도 궁금해요 &lt;3</textarea>", html);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal(
            "refused BridePhone:PhoneUnreadable Consent:ConsentRequired GroomName:FieldRequired WeddingDate:DateInThePast 010-12",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', outcome, (SELECT string_agg(c, ' ' ORDER BY c) FROM unnest(codes) c), body::json->>'Input.BridePhone') FROM inquiry_submissions"
            )
        );
    }

    [Fact]
    public async Task Mended_and_sent_again_it_is_taken()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));
        var refused = await SendAsync(phone, form, Filled with { BridePhone = "010-12" });

        var sent = await SendAsync(phone, Hidden(await refused.Content.ReadAsStringAsync(Ct)), Filled);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    [Fact]
    public async Task An_english_reader_is_answered_in_english()
    {
        using var phone = Browser();
        var html = await phone.GetStringAsync(Page + "?lang=en", Ct);
        Assert.Contains("<html lang=\"en\"", html);
        Time.Advance(TimeSpan.FromSeconds(40));

        Assert.Contains("action=\"/c/inquiry?lang=en\"", html);
        var refused = await SendAsync(phone, Hidden(html), Filled with { Email = "nobody" }, "?lang=en");
        Assert.Contains("Please check the e-mail address", ErrorAt(await refused.Content.ReadAsStringAsync(Ct), "Email"));
        await SendAsync(phone, Hidden(html), Filled, "?lang=en");

        Assert.Equal(
            "en We are free to photograph that day.",
            await ScalarAsync<string>("SELECT language || ' ' || (template_data->>'availability') FROM notifications")
        );
    }

    [Fact]
    public async Task What_a_program_fills_in_is_thanked_for_and_not_kept()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));

        var sent = await SendAsync(phone, form, Filled with { Website = "https://spam.example" });

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal(
            "trapped {Honeypot}",
            await ScalarAsync<string>("SELECT concat_ws(' ', outcome, codes::text) FROM inquiry_submissions")
        );
    }

    [Fact]
    public async Task What_comes_faster_than_a_hand_types_is_kept_and_asked_for_again()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(1));

        var fast = await SendAsync(phone, form, Filled);
        var html = await fast.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, fast.StatusCode);
        Assert.Equal("김서연", ValueOf(html, "BrideName"));
        Assert.Contains("한 번 더 눌러 주세요", html);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(phone, Hidden(html), Filled)).StatusCode);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_and_changed_after_sending_it_asks_before_it_is_two()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));
        await Task.WhenAll(SendAsync(phone, form, Filled), SendAsync(phone, form, Filled));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers"));

        var changed = await SendAsync(phone, form, Filled with { WeddingVenue = "신라호텔" });
        var html = await changed.Content.ReadAsStringAsync(Ct);
        Assert.Contains("먼저 보내신 문의는 잘 받았어요", html);
        Assert.Equal("신라호텔", ValueOf(html, "WeddingVenue"));
        await SendAsync(phone, Hidden(html), Filled with { WeddingVenue = "신라호텔" });

        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task A_foreign_seal_is_not_taken_and_no_cookie_is_ever_set()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));

        var forged = await SendAsync(phone, new(form) { ["Input.Drawn"] = "forged" }, Filled);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.StatusCode);
        Assert.False((await phone.GetAsync(Page, Ct)).Headers.Contains("Set-Cookie"));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task Who_sends_too_often_is_told_to_wait_with_everything_kept()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        HttpResponseMessage last;
        var tries = 0;
        do
        {
            last = await SendAsync(phone, form, Filled with { BridePhone = "1" });
        } while (last.StatusCode != HttpStatusCode.TooManyRequests && ++tries < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.Equal("600", last.Headers.GetValues("Retry-After").Single());
        Assert.Equal("김서연", ValueOf(await last.Content.ReadAsStringAsync(Ct), "BrideName"));
    }

    [Fact]
    public async Task The_form_is_light_and_carries_no_circuit_and_no_inline_style()
    {
        using var phone = Browser();

        var html = await phone.GetStringAsync(Page, Ct);

        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Matches(@"<script src=""js/inquiry[^""]*"" defer", html);
        Assert.DoesNotContain(" style=", html);
        Assert.InRange(html.Length, 1, 12_000);
    }

    [Fact]
    public async Task A_message_of_ten_megabytes_is_told_how_much_too_long_it_is_and_stands_there_again()
    {
        using var phone = Browser();
        var form = await OpenAsync(phone);
        Time.Advance(TimeSpan.FromSeconds(40));
        var book = string.Concat(Enumerable.Repeat("우리 이야기 👰\u200F", 10 * 1024 * 1024 / 24));
        using var content = new MultipartFormDataContent();
        foreach (
            var (name, value) in form.Append(new("Input.BrideName", "👰\u202E서연"))
                .Append(new("Input.GroomName", "Liam"))
                .Append(new("Input.Notes", book))
        )
        {
            content.Add(new StringContent(value), name);
        }

        var sent = await phone.PostAsync(Page, content, Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        var html = await sent.Content.ReadAsStringAsync(Ct);
        Assert.Contains("자가 넘쳐요. 4,000자까지 쓸 수 있어요.", ErrorAt(html, "Notes"));
        Assert.True(html.Length > book.Length);
        Assert.InRange(await ScalarAsync<int>("SELECT octet_length(body) FROM inquiry_submissions"), 1000, 65536);
        Assert.InRange(await ScalarAsync<long>("SELECT body_bytes FROM inquiry_submissions"), 9_000_000, 12_000_000);
        Assert.Equal("👰서연 · Liam", await ScalarAsync<string>("SELECT sender FROM inquiry_submissions"));
    }

    [Fact]
    public async Task What_is_larger_than_the_server_takes_gets_a_sentence()
    {
        using var phone = Browser();
        using var content = new ByteArrayContent(new byte[31_000_000]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, Page) { Content = content };
        request.Headers.ExpectContinue = true;

        var sent = await phone.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sent.StatusCode);
        Assert.Contains("너무 커서", await sent.Content.ReadAsStringAsync(Ct));
        Assert.Equal(
            "refused {BodyTooLarge}",
            await ScalarAsync<string>("SELECT concat_ws(' ', outcome, codes::text) FROM inquiry_submissions")
        );
    }

    [Fact]
    public async Task A_day_is_answered_with_one_word_and_no_number()
    {
        using var phone = Browser();

        Assert.Equal("{\"answer\":\"open\"}", await phone.GetStringAsync("/c/inquiry/availability?date=2026-10-17&time=14:00", Ct));
        Assert.Equal("{\"answer\":null}", await phone.GetStringAsync("/c/inquiry/availability?date=2020-10-17", Ct));
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.GetAsync("/c/inquiry/availability?date=soon", Ct)).StatusCode);
        HttpStatusCode last;
        var tries = 0;
        do
        {
            last = (await phone.GetAsync("/c/inquiry/availability?date=2026-10-17", Ct)).StatusCode;
        } while (last == HttpStatusCode.OK && ++tries < 100);
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Only_listed_sites_may_show_the_form_inside_theirs()
    {
        using var phone = Browser();
        var before = await phone.GetAsync(Page + "?embed=1", Ct);
        Assert.Equal("DENY", before.Headers.GetValues("X-Frame-Options").Single());
        await ExecuteAsync("INSERT INTO embed_sites (origin, created_at) VALUES ('https://www.example.com', now())");

        var embedded = await phone.GetAsync(Page + "?embed=1", Ct);
        var plain = await phone.GetAsync(Page, Ct);

        Assert.False(embedded.Headers.Contains("X-Frame-Options"));
        Assert.Contains("frame-ancestors https://www.example.com;", embedded.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("DENY", plain.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none';", plain.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("createElement(\"iframe\")", await phone.GetStringAsync("/embed/inquiry.js", Ct));
    }

    [Fact]
    public async Task A_link_says_where_it_stood()
    {
        using var phone = Browser();

        Assert.Matches(@"<option value=""인스타그램"" selected", await phone.GetStringAsync(Page + "?source=instagram", Ct));
        var form = Hidden(await phone.GetStringAsync(Page + "?utm_source=spring-fair", Ct));
        Time.Advance(TimeSpan.FromSeconds(40));
        await SendAsync(phone, form, Filled with { SourceChannel = null });

        Assert.Equal("spring-fair", await ScalarAsync<string>("SELECT source_channel FROM customers"));
    }

    private static Inquiry Filled { get; } =
        new()
        {
            BrideName = "김서연",
            GroomName = "이도현",
            BridePhone = "010-2345-6789",
            Email = "seoyeon@example.com",
            WeddingDate = "2026-10-17",
            WeddingTime = "14:00",
            WeddingVenue = "더채플앳청담",
            SourceChannel = "인스타그램",
            Notes = "스냅도 궁금해요 <3",
            Consent = "yes",
        };

    private HttpClient Browser()
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = _app.Address,
        };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ko");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("KAKAOTALK/10");
        return http;
    }

    private static async Task<Dictionary<string, string>> OpenAsync(HttpClient browser) => Hidden(await browser.GetStringAsync(Page, Ct));

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient browser,
        Dictionary<string, string> hidden,
        Inquiry typed,
        string query = ""
    )
    {
        var fields = new Dictionary<string, string>(hidden);
        foreach (var property in typeof(Inquiry).GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            if (property.GetValue(typed) is string value)
            {
                fields["Input." + property.Name] = value;
            }
        }

        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(Page + query, content, Ct);
    }

    private static Dictionary<string, string> Hidden(string html) =>
        HiddenInput()
            .Matches(html)
            .Select(m => m.Value)
            .ToDictionary(input => Attribute(input, "name"), input => Attribute(input, "value"));

    private static string ValueOf(string html, string field) =>
        Attribute(Regex.Match(html, $@"<input[^>]*name=""Input\.{field}""[^>]*>").Value, "value");

    private static string ErrorAt(string html, string field) =>
        WebUtility.HtmlDecode(Regex.Match(html, $@"id=""Input\.{field}-error"">([^<]*)<").Groups[1].Value);

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $@"\b{name}=""([^""]*)""").Groups[1].Value);

    [GeneratedRegex(@"<input[^>]*type=""hidden""[^>]*>")]
    private static partial Regex HiddenInput();

    private sealed record Inquiry
    {
        public string? BrideName { get; init; }
        public string? GroomName { get; init; }
        public string? BridePhone { get; init; }
        public string? Email { get; init; }
        public string? WeddingDate { get; init; }
        public string? WeddingTime { get; init; }
        public string? WeddingVenue { get; init; }
        public string? SourceChannel { get; init; }
        public string? Notes { get; init; }
        public string? Consent { get; init; }
        public string? Website { get; init; }
    }
}
