using System.Collections.Concurrent;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>A couple's file in a real browser: with the keyboard alone at a desk, with a thumb on a phone; bare and with three hundred lines.</summary>
public sealed class CustomerPageBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private BrowserApp _app = default!;
    private NpgsqlDataSource _source = default!;

    public async ValueTask InitializeAsync()
    {
        _app = await demo.StartedAsync(template);
        _source = NpgsqlDataSource.Create(_app.ConnectionString);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Fact]
    public async Task At_a_desk_a_manager_works_on_a_couple_with_the_keyboard_alone()
    {
        var id = await CoupleAsync("차은솔", 0);
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, "ko-KR", 1440);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers/" + id);
        var problems = page.Problems();
        await page.Locator(".cf").SeeAsync();

        // A note is one keystroke away, and its draft outlives the page.
        var body = page.Locator("#line-body");
        await PressUntilAsync(page, "n", body);
        await body.PressSequentiallyAsync("견적서를 보냄");
        await page.WaitForFunctionAsync("() => Object.values(sessionStorage).some(v => v.includes('견적서를 보냄'))");
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Assertions.Expect(body).ToHaveValueAsync("견적서를 보냄");
        await body.PressAsync("Control+Enter");
        await page.Locator("[data-line=Activity]", new() { HasText = "견적서를 보냄" }).SeeAsync();
        await page.WaitForFunctionAsync("() => !Object.keys(sessionStorage).some(k => k.startsWith('mg-draft-'))");

        // A fact: Enter, type, Enter; the focus is where it was.
        var venue = page.Locator("[data-field=WeddingVenue] .fl-value");
        await venue.FocusAsync();
        await venue.PressAsync("Enter");
        var typing = page.Locator("[data-field=WeddingVenue] input");
        await Assertions.Expect(typing).ToBeFocusedAsync();
        await typing.FillAsync("라움아트센터");
        await typing.PressAsync("Enter");
        await Assertions.Expect(venue).ToHaveTextAsync("라움아트센터");
        await Assertions.Expect(venue).ToBeFocusedAsync();

        // A form that opens takes the focus, and gives it back.
        var add = page.GetByRole(AriaRole.Button, new() { Name = "사람 추가" });
        await add.FocusAsync();
        await add.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".cf-form select").First).ToBeFocusedAsync();
        await page.TakeScreenAsync("customer-adding", "ko-KR", 1440, false, whole: true);
        await page.Locator(".cf-form").GetByRole(AriaRole.Button, new() { Name = "취소" }).PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement !== document.body");

        // From inquiry to proposal.
        foreach (var stage in (string[])["상담", "제안"])
        {
            var move = page.GetByRole(AriaRole.Button, new() { Name = stage + " 단계로" });
            await move.FocusAsync();
            await move.PressAsync("Enter");
            await page.Locator("h1 ~ .mg-chip", new() { HasText = stage }).SeeAsync();
            await page.WaitForFunctionAsync("() => document.activeElement.closest('.cf-next') !== null");
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("document.activeElement.matches('.cf-next button, .cf-next a')"));
        }

        // A file goes over HTTP and is there to be saved.
        var choosing = await page.RunAndWaitForFileChooserAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "파일 붙이기" }).ClickAsync()
        );
        await choosing.SetFilesAsync(
            new FilePayload
            {
                Name = "견적서.pdf",
                MimeType = "application/pdf",
                Buffer = new byte[200_000],
            }
        );
        var file = page.Locator("[data-line=Activity] a[download]", new() { HasText = "견적서.pdf" });
        await file.SeeAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal("견적서.pdf", download.SuggestedFilename);
        await page.Locator("[data-person=Bride] [data-copy]").ClickAsync();
        await page.Locator(".cf-copied").SeeAsync();

        await LookAsync(page, problems, "customer-file", "ko-KR", 1440, false);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [InlineData("en-US", 390, true, 0)]
    [InlineData("en-US", 390, false, 300)]
    [InlineData("ko-KR", 390, false, 0)]
    [InlineData("ko-KR", 1440, true, 300)]
    [InlineData("en-US", 1440, false, 0)]
    [InlineData("en-US", 1000, false, 300)]
    public async Task A_bare_file_and_a_long_one_are_read_at_every_width(string language, int width, bool dark, int lines)
    {
        var id = await CoupleAsync(lines == 0 ? null : "차은솔", lines);
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers/" + id);
        var problems = page.Problems();
        await page.Locator(".cf").SeeAsync();
        if (lines == 0)
        {
            await page.Locator("[data-field=BridePhone] .fl-value").ClickAsync();
            var phone = page.Locator("[data-field=BridePhone] input");
            await phone.FillAsync("12");
            await phone.BlurAsync();
            await page.Locator("[data-field=BridePhone] [role=alert]").SeeAsync();
            await LookAsync(page, problems, "customer-refused", language, width, dark);
            await phone.FillAsync("010-2345-6789");
            await phone.BlurAsync();
            await page.Locator("[data-field=BridePhone] a[href='tel:+821023456789']").SeeAsync();
        }
        else
        {
            await page.Locator(".cf-more").ClickAsync();
            await Assertions.Expect(page.Locator("[data-testid=line]")).ToHaveCountAsync(100);
        }

        await LookAsync(page, problems, "customer-" + lines, language, width, dark);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    private static async Task LookAsync(IPage page, ConcurrentQueue<string> problems, string name, string language, int width, bool dark)
    {
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.TakeScreenAsync(name, language, width, dark, whole: width < 720 && !name.EndsWith("300", StringComparison.Ordinal));
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
        {
            problems.Enqueue($"{name} is {over} px wider than {width}");
        }

        foreach (var found in await page.SeriousFindingsAsync())
        {
            problems.Enqueue($"{name} {found}");
        }
    }

    // The script listens a moment after the page answers.
    private static async Task PressUntilAsync(IPage page, string key, ILocator focused)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            await page.Keyboard.PressAsync(key);
            if (await focused.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await page.WaitForTimeoutAsync(100);
        }

        await Assertions.Expect(focused).ToBeFocusedAsync();
    }

    /// <summary>A couple of this test's own: with nothing but names, or with what a file has.</summary>
    private async Task<Guid> CoupleAsync(string? bride, int lines)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO customers (id, groom_name, bride_name, lead_status, bride_phone, wedding_date, wedding_time, wedding_venue, email, notes, source_channel) VALUES ($1, '마크 한센', $2, 'inquiry', $3, $4, '13:30', $5, $6, $7, '인스타그램')",
            id,
            bride ?? "차민서",
            bride is null ? DBNull.Value : "+821098761234",
            bride is null ? DBNull.Value : new DateOnly(2027, 5, 15),
            bride is null ? DBNull.Value : "더채플앳청담",
            bride is null ? DBNull.Value : "eunsol@example.com",
            bride is null ? DBNull.Value : "야외 예식이고 하객은 120명 정도예요.\n본식 스냅과 원판을 같이 보고 싶어요."
        );
        await ExecuteAsync(
            "INSERT INTO customer_contacts (id, customer_id, role, name, phone, language, created_at) VALUES (gen_random_uuid(), $1, 'bride', $2, $3, 'ko', now()), (gen_random_uuid(), $1, 'groom', '마크 한센', null, 'en', now())",
            id,
            bride ?? "차민서",
            bride is null ? DBNull.Value : "+821098761234"
        );
        if (lines == 0)
        {
            return id;
        }

        await ExecuteAsync(
            """
            INSERT INTO customer_activities (id, customer_id, kind, is_incoming, body, by_id, happened_at, created_at)
            SELECT gen_random_uuid(), $1, (ARRAY['note', 'call', 'message', 'visit'])[1 + i % 4]::activity_kind, CASE WHEN i % 4 IN (1, 2) THEN i % 3 = 0 END,
                (ARRAY['견적을 다시 보내 달라고 함. 앨범은 20p로.', '예식장 답사 날짜를 6월 첫 주로 잡음', '카카오톡으로 사진 시안 3장 보냄', '스튜디오 방문 상담, 신부 어머니 동행'])[1 + i % 4],
                (SELECT id FROM users WHERE role = 'manager' ORDER BY id LIMIT 1), now() - i * interval '7 hours', now()
            FROM generate_series(1, $2) i
            """,
            id,
            lines
        );
        await ExecuteAsync(
            "INSERT INTO customer_tasks (id, customer_id, title, due_on, created_at) VALUES (gen_random_uuid(), $1, '가예약 확인 전화', current_date - 3, now()), (gen_random_uuid(), $1, '계약서 초안 보내기', current_date + 2, now())",
            id
        );
        await ExecuteAsync(
            "INSERT INTO customer_addresses (id, customer_id, address_type, postal_code, address_line1, address_line2, city, state, is_primary) VALUES (gen_random_uuid(), $1, 'delivery', '06015', '도산대로 317', '호림아트센터 3층', '강남구', '서울', true)",
            id
        );
        await ExecuteAsync(
            "INSERT INTO consents (id, customer_id, contact_id, kind, text_version, is_given, given_at) SELECT gen_random_uuid(), $1, p.id, 'portrait', 'spoken', p.role = 'bride', now() FROM customer_contacts p WHERE p.customer_id = $1",
            id
        );
        return id;
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
#pragma warning disable CA2100 // Sentences of this file.
        await using var command = _source.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(
                value is DBNull
                    ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown }
                    : new NpgsqlParameter { Value = value }
            );
        }

        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
