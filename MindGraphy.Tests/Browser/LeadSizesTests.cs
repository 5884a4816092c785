using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>Board, list and page of a couple in a studio of nobody, of five and of three hundred, in both languages, themes and widths.</summary>
public sealed class LeadSizesTests(MigratedTemplate template, Chromium chromium) : IAsyncLifetime
{
    private readonly BrowserApp _app = new(template);

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Nobody_five_and_three_hundred_couples_look_right_everywhere()
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
        var admin = new DemoPerson(UserRole.Admin, "한지우", _app.AdminEmail, _app.AdminPassword);
        var problems = new List<string>();
        foreach (var couples in (int[])[0, 5, 300])
        {
            await FillAsync(source, couples);
            foreach (
                var (language, width, dark) in ((string, int, bool)[])
                    [("ko-KR", 1440, false), ("en-US", 1440, true), ("ko-KR", 390, true), ("en-US", 390, false)]
            )
            {
                await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
                var page = await browser.SignInAsync(admin, "/studio/pipeline");
                var seen = page.Problems();
                await page.Locator(".mg-board[data-ready]").WaitForAsync();
                await LookAsync("board");
                Assert.Equal(couples == 0 ? 1 : 0, await page.Locator(".mg-state a[href='/studio/pipeline/new']").CountAsync());
                if (couples == 300 && width == 1440)
                {
                    // Whoever scrolls gets the next twenty without asking.
                    var column = page.Locator("[data-stage=Inquiry] .mg-column-cards");
                    Assert.Equal(20, await column.Locator(".mg-card").CountAsync());
                    // A turn of the wheel may go unheard on a machine this busy; nobody turns it once only.
                    for (var turn = 0; turn < 30 && await column.Locator(".mg-card").CountAsync() == 20; turn++)
                    {
                        await column.HoverAsync();
                        await page.Mouse.WheelAsync(0, 4_000);
                        await Task.Delay(1000, TestContext.Current.CancellationToken);
                    }

                    await Assertions.Expect(column.Locator(".mg-card").Nth(30)).ToBeAttachedAsync();
                }

                await page.OpenAsync("/studio/customers");
                await LookAsync("list");
                if (couples > 0)
                {
                    await page.OpenAsync("/studio/customers/" + await NewestAsync(source));
                    await page.Locator(".cf").SeeAsync();
                    await LookAsync("couple");
                }

                problems.AddRange(seen);

                async Task LookAsync(string name)
                {
                    await page.TakeScreenAsync($"{name}-{couples}", language, width, dark);
                    if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
                    {
                        problems.Add($"{name} of {couples} is {over} px wider than {width}");
                    }

                    foreach (var found in language == "ko-KR" ? await page.SeriousFindingsAsync() : [])
                    {
                        problems.Add($"{name} of {couples} {found}");
                    }
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems.Distinct()));
    }

    private static async Task FillAsync(NpgsqlDataSource source, int couples)
    {
        await using var fill = source.CreateCommand(
            """
            WITH made AS (
                INSERT INTO customers (id, groom_name, bride_name, bride_phone, lead_status, cancel_reason, wedding_date, wedding_time, wedding_venue,
                    source_channel, notes, status_changed_at, last_touched_at, created_at, first_response_at, next_task_on, assigned_manager_id)
                SELECT gen_random_uuid(), (ARRAY['이도현', '박준우', 'Marcus van der Hansen', '최민'])[1 + g % 4], (ARRAY['김서연', '남궁하늘', '정다은', '한별'])[1 + g % 4] || g,
                    '+82102345' || lpad(g::text, 4, '0'), s.stage, CASE WHEN s.stage = 'cancelled' THEN '예산' END, current_date + (g * 7) % 400, '13:30',
                    (ARRAY['더채플앳청담 커티지홀', '라움아트센터', '아주 긴 이름을 가진 예식장 컨벤션센터 그랜드볼룸 3층 다이아몬드홀', NULL])[1 + g % 4],
                    (ARRAY['인스타그램', '플래너 제휴', '지인 소개'])[1 + g % 3], '야외 예식이고 하객은 120명 정도예요.',
                    now() - g * interval '5 hours', now() - g * interval '5 hours', now() - g * interval '6 hours',
                    CASE WHEN g % 3 > 0 THEN now() - g * interval '5 hours' END, current_date - 2 + g % 9, (SELECT id FROM users LIMIT 1)
                FROM generate_series((SELECT count(*) FROM customers)::int + 1, $1) g,
                    LATERAL (SELECT (ARRAY['inquiry', 'consultation', 'proposal', 'inquiry', 'contracted', 'completed', 'inquiry', 'cancelled'])[1 + g % 8]::lead_status AS stage) s
                RETURNING id, bride_name, groom_name, bride_phone, next_task_on
            ), people AS (
                INSERT INTO customer_contacts (id, customer_id, role, name, phone, language, created_at)
                SELECT gen_random_uuid(), id, 'bride'::contact_role, bride_name, bride_phone, 'ko', now() FROM made
                UNION ALL SELECT gen_random_uuid(), id, 'groom'::contact_role, groom_name, NULL, 'en', now() FROM made
            )
            INSERT INTO customer_tasks (id, customer_id, title, title_en, due_on, created_at)
            SELECT gen_random_uuid(), id, '제안서 보내기', 'Send the proposal', next_task_on, now() FROM made
            """
        );
        fill.Parameters.Add(new() { Value = couples });
        await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<object?> NewestAsync(NpgsqlDataSource source)
    {
        await using var newest = source.CreateCommand("SELECT id FROM customers ORDER BY created_at DESC LIMIT 1");
        return await newest.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
