using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// The calendar as its people use it: a manager drags, is told about clashes, overbooks knowingly, holds and sees a hold end; a colleague's screen
/// follows; a photographer reads the day's sheet on a phone, checks in without a network and hands a shoot on; a couple is asked about it.
/// </summary>
public sealed class CalendarTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    // A Sunday far enough ahead that the demonstration has nothing there.
    private static readonly DateOnly Day = new(2031, 3, 9);

    [Fact]
    public async Task A_manager_drags_is_refused_overbooks_and_a_colleague_sees_it()
    {
        var (kim, lee) = (Demo.Person(UserRole.Photographer), Demo.Person(UserRole.Photographer, 1));
        var first = await ShootAsync("오서윤", "남도현", Day, kim, "11:00", "14:00");
        var second = await ShootAsync("하유진", "문태오", Day, lee, "11:00", "14:00");
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager));
        var problems = page.Problems();
        await using var other = await chromium.OpenAsync(App.BaseUrl);
        var colleague = await other.SignInAsync(Demo.Person(UserRole.Admin));
        var address = $"/studio/calendar?view=people&date={Day:yyyy-MM-dd}";
        await page.OpenAsync(address);
        await colleague.OpenAsync(address);
        await page.GetByTestId("entry-" + first).SeeAsync();

        // Two hours down its own column: both screens follow, and it can be taken back.
        var slot = await SlotHeightAsync(page);
        await DragAsync(page, first, 0, slot * 4);
        await Expect(page.GetByTestId("entry-" + first)).ToContainTextAsync("13:00–16:00");
        await Expect(colleague.GetByTestId("entry-" + first)).ToContainTextAsync("13:00–16:00");
        Assert.Equal("13:00", await StartAsync(first));
        await LookAsync(page, problems, "calendar-people", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "되돌리기" }).First.ClickAsync();
        await Expect(page.GetByTestId("entry-" + first)).ToContainTextAsync("11:00–14:00");
        await Expect(colleague.GetByTestId("entry-" + first)).ToContainTextAsync("11:00–14:00");

        // Onto somebody who is busy: refused with the other couple, the card goes back, the form shows who is free.
        var from = (await page.GetByTestId("entry-" + first).BoundingBoxAsync())!;
        var to = (await page.GetByTestId("entry-" + second).BoundingBoxAsync())!;
        await DragAsync(page, first, to.X - from.X, 0);
        await page.GetByText("하유진 · 문태오").Nth(1).SeeAsync();
        var panel = page.Locator("aside");
        await panel.GetByText("옮기지 못해 원래 자리").SeeAsync();
        await Expect(panel.GetByTestId("crew-" + await IdAsync(lee))).ToContainTextAsync("하유진 · 문태오");
        Assert.Equal(await IdAsync(kim), await MainAsync(first));
        await LookAsync(page, problems, "calendar-clash", 1440);

        // All the same, with a reason.
        await panel.GetByText("겹쳐도 예약합니다").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await panel.Locator(".mg-field-error").SeeAsync();
        await panel.GetByLabel("겹쳐도 되는 이유").FillAsync("같은 홀에서 두 예식을 함께 맡음");
        await panel.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await panel.GetByText("겹침 허용").SeeAsync();
        Assert.Equal(await IdAsync(lee), await MainAsync(first));
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM booking_overrides WHERE schedule_id = $1", first));
        await Expect(colleague.Locator($"[data-testid='entry-{first}'].cal-warn")).ToBeVisibleAsync();
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_view_that_is_left_before_its_cards_are_ready_takes_no_page_with_it()
    {
        var day = Day.AddDays(5);
        foreach (var (hour, couple) in new[] { ("09:00", "명지안"), ("11:00", "편다온"), ("14:00", "탁로아"), ("17:00", "감하늘") })
        {
            await ShootAsync(
                couple,
                "은시우",
                day,
                Demo.Person(UserRole.Photographer, int.Parse(hour[..2], CultureInfo.InvariantCulture) % 2),
                hour,
                $"{int.Parse(hour[..2], CultureInfo.InvariantCulture) + 1}:30"
            );
        }

        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager));
        var problems = page.Problems();
        await page.OpenAsync($"/studio/calendar?view=week&date={day:yyyy-MM-dd}");
        await page.Locator(".rz-event").First.WaitForAsync();

        // The next view is chosen in the moment the last one's first card is drawn: its script is still asking the browser something.
        var shown = await page.EvaluateAsync<int>(
            """
            async () => {
              for (let i = 0; i < 40; i++) {
                const view = ['day', 'week'][i % 2];
                document.querySelectorAll('.cal-views a')[i % 2 === 0 ? 2 : 1].click();
                const until = performance.now() + 10000;
                while (!document.querySelector(`.cal-canvas.cal-${view} .rz-event`)) {
                  if (performance.now() > until) return i;
                  await new Promise(next => setTimeout(next, 1));
                }
              }
              return 40;
            }
            """
        );

        Assert.Equal(40, shown);
        await page.GetByText("명지안").First.SeeAsync();
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_hold_blocks_and_ends_by_itself_and_leave_keeps_out()
    {
        var day = Day.AddDays(1);
        var kim = Demo.Person(UserRole.Photographer);
        var couple = await CoupleAsync("표은채", "국선호", "proposal", $"{day:yyyy-MM-dd}");
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager));
        var problems = page.Problems();
        await page.OpenAsync($"/studio/calendar?view=week&date={day:yyyy-MM-dd}");

        // The inquiry stands there without taking anybody's time, and becomes a hold.
        await page.GetByTestId("entry-" + couple).ClickAsync();
        var panel = page.Locator("aside");
        await panel.GetByRole(AriaRole.Button, new() { Name = "가예약" }).ClickAsync();
        await Expect(panel.GetByLabel("커플")).ToHaveValueAsync("표은채 · 국선호");
        await panel.GetByLabel("작가").SelectOptionAsync(new SelectOptionValue { Value = (await IdAsync(kim)).ToString() });
        await panel.GetByRole(AriaRole.Button, new() { Name = "가예약", Exact = true }).Last.ClickAsync();
        var hold = page.Locator(".rz-event .cal-hold", new() { HasText = "표은채" });
        await Expect(hold).ToBeVisibleAsync();
        await LookAsync(page, problems, "calendar-hold", 1440);

        // Whoever books this time is told about the hold.
        await using var other = await chromium.OpenAsync(App.BaseUrl);
        var colleague = await other.SignInAsync(Demo.Person(UserRole.Admin));
        await colleague.OpenAsync($"/studio/calendar?view=week&date={day:yyyy-MM-dd}");
        await Expect(colleague.Locator(".rz-event .cal-hold", new() { HasText = "표은채" })).ToBeVisibleAsync();

        // It runs out: the worker that looks every minute ends it, and both screens see it go.
        await ScalarAsync<object?>(
            "WITH u AS (UPDATE person_bookings SET expires_at = now() - interval '1 second' WHERE customer_id = $1 RETURNING 1) SELECT count(*) FROM u",
            couple
        );
        await Expect(hold).ToHaveCountAsync(0, new() { Timeout = 75_000 });
        await Expect(colleague.Locator(".rz-event .cal-hold", new() { HasText = "표은채" }))
            .ToHaveCountAsync(0, new() { Timeout = 75_000 });
        Assert.Equal("cancelled", await ScalarAsync<string>("SELECT status::text FROM person_bookings WHERE customer_id = $1", couple));

        // Another couple asks for that day, which another node of the studio tells: it stands there by itself.
        var asking = await CoupleAsync("하소담", "금태리", "proposal", $"{day:yyyy-MM-dd}");
        await ScalarAsync<object?>(
            "SELECT pg_notify('studio_news', 'another LeadArrived ' || json_build_object('CustomerId', $1::uuid)::text)::text",
            asking
        );
        await Expect(colleague.GetByTestId("entry-" + asking)).ToBeVisibleAsync();
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 390, true)]
    [InlineData("ko-KR", 390, false)]
    public async Task Every_view_and_filter_opens_from_its_address(string language, int width, bool dark)
    {
        var day = Day.AddDays(width + (dark ? 1 : 0));
        var shoot = await ShootAsync("방예나", "선우진", day, Demo.Person(UserRole.Photographer), "10:00", "13:00");
        await using var browser = await chromium.OpenAsync(App.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Manager));
        var problems = page.Problems();
        var today = await ScalarAsync<DateTime>("SELECT (now() AT TIME ZONE 'Asia/Seoul')::date::timestamp");
        foreach (
            var (view, date) in new[]
            {
                ("month", $"{today:yyyy-MM-dd}"),
                ("week", $"{today:yyyy-MM-dd}"),
                ("day", $"{today:yyyy-MM-dd}"),
                ("people", $"{today:yyyy-MM-dd}"),
                ("agenda", $"{today:yyyy-MM-dd}"),
                ("year", $"{today:yyyy-MM-dd}"),
                ("agenda", "2041-01-01"),
                ("year", $"{today.AddYears(1):yyyy-MM-dd}"),
                ("month&colour=status", $"{today:yyyy-MM-dd}"),
            }
        )
        {
            await page.OpenAsync($"/studio/calendar?view={view}&date={date}");
            await page.Locator("html[data-cal-drags]").WaitForAsync();
            await page.Locator(".rz-view, .cal-agenda-day, .cal-year, .mg-state").First.WaitForAsync();
            var name = $"calendar-{view.Replace("&colour=", "-", StringComparison.Ordinal)}-{date[..4]}";
            await page.TakeScreenAsync(name, language, width, dark);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
            {
                problems.Enqueue($"{view} is {over} px wider than {width}");
            }

            foreach (var found in await page.SeriousFindingsAsync())
            {
                problems.Enqueue($"{view} {found}");
            }
        }

        // A step inside an open year, too: the table of the old one knows none of its days.
        await page.OpenAsync($"/studio/calendar?view=year&date={today:yyyy-MM-dd}");
        await page.Locator(".cal-year").First.WaitForAsync();
        await page.Locator(".cal-steps a").Nth(1).ClickAsync();
        await Expect(page.Locator(".cal-year caption").First).ToContainTextAsync($"{today.Year + 1}");
        await page.OpenAsync($"/studio/calendar?view=agenda&date={day:yyyy-MM-dd}&type=mainshoot&venue=더채플");
        await page.GetByTestId("entry-" + shoot).SeeAsync();
        await page.OpenAsync($"/studio/calendar?view=agenda&date={day:yyyy-MM-dd}&type=makeup");
        await page.Locator(".mg-state").First.WaitForAsync();
        await page.OpenAsync($"/studio/calendar/print?view=week&date={day:yyyy-MM-dd}");
        await page.GetByText("방예나 · 선우진").SeeAsync();
        await page.TakeScreenAsync("calendar-print", language, width, dark);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_photographer_reads_the_sheet_in_a_basement_checks_in_there_and_hands_another_shoot_on()
    {
        var (kim, lee) = (Demo.Person(UserRole.Photographer), Demo.Person(UserRole.Photographer, 1));
        var today = DateOnly.FromDateTime(await ScalarAsync<DateTime>("SELECT (now() AT TIME ZONE 'Asia/Seoul')::date::timestamp"));
        var shoot = await FreeShootAsync("천서율", "마도윤", today.AddDays(1), kim);
        await ScalarAsync<object?>(
            """
            WITH d AS (INSERT INTO wedding_details (project_id, shot_list, dress_shop, dress_phone) SELECT project_id, E'양가 부모님\n부케 받는 친구', '모니카블랑슈', '+8225400000' FROM shooting_schedules WHERE id = $1 RETURNING project_id)
            INSERT INTO timetable_entries (id, project_id, at, is_exact, what, place) SELECT gen_random_uuid(), project_id, '13:00', true, '예식', '그랜드홀' FROM d RETURNING NULL
            """,
            shoot
        );

        // Where it is: a hall that forbids flash, with its parking, and the studio's own room beside it.
        await ScalarAsync<object?>(
            """
            WITH v AS (INSERT INTO venues (id, kind, name, address, parking, notes, flash_allowed, phone, is_active) VALUES (gen_random_uuid(), 'hall', '초이채플 ' || $1, '서울 강남구 학동로 3', '지하 3층, 2시간', '뒷문으로 입장', false, '+8225110000', true) RETURNING id),
                r AS (INSERT INTO rooms (id, name, is_active, position) VALUES (gen_random_uuid(), '작은방 ' || left($1::text, 8), true, 90) RETURNING id)
            UPDATE shooting_schedules SET venue_id = v.id, room_id = r.id, location_address = NULL FROM v, r WHERE shooting_schedules.id = $1::uuid RETURNING NULL
            """,
            shoot.ToString()
        );

        // In an hour, whatever hour it is now: nobody comes to a shoot of another day.
        await ScalarAsync<object?>(
            """
            WITH s AS (UPDATE shooting_schedules SET start_time = now() + interval '1 hour', end_time = now() + interval '3 hours' WHERE id = $1),
                b AS (UPDATE person_bookings SET busy_from = now() + interval '1 hour', busy_to = now() + interval '3 hours' WHERE schedule_id = $1)
            SELECT NULL
            """,
            shoot
        );
        await using var pocket = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390);
        var phone = await pocket.SignInAsync(kim, "/studio/my");
        var problems = phone.Problems();
        await phone.OpenAsync("/studio/my?days=7");
        await LookAsync(phone, problems, "my-week", 390);
        await phone.Locator($"a[href='/studio/my/shoots/{shoot}']").First.ClickAsync();
        await phone.GetByRole(AriaRole.Heading, new() { Name = "본 촬영 · 천서율 · 마도윤" }).SeeAsync();
        await phone.GetByText("예식").First.SeeAsync();
        var place = phone.Locator("section[aria-labelledby=place]");
        await Expect(place).ToContainTextAsync("플래시 금지");
        await Expect(place).ToContainTextAsync("지하 3층, 2시간");
        await Expect(place).ToContainTextAsync("작은방");
        await LookAsync(phone, problems, "day-sheet", 390);
        await Expect(phone.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await phone.GetByLabel("양가 부모님").CheckAsync();
        await EventuallyAsync(() =>
            phone.EvaluateAsync<bool>(
                $"() => caches.open('mg-sheets-1').then(c => c.match(location.origin + '/studio/my/shoots/{shoot}')).then(r => !!r)"
            )
        );
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));

        // No network: the page is still there, and what is tapped waits.
        await pocket.SetOfflineAsync(true);
        await phone.ReloadAsync();
        await phone.GetByText("오프라인입니다").SeeAsync();
        await Expect(phone.GetByLabel("양가 부모님")).ToBeCheckedAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "도착했습니다" }).ClickAsync();
        await phone.GetByText("전송 대기 1건").SeeAsync();
        await phone.GetByRole(AriaRole.Textbox, new() { Name = "현장 메모" }).FillAsync("주차장이 좁음");
        await phone.GetByRole(AriaRole.Button, new() { Name = "메모 저장" }).ClickAsync();
        await phone.GetByText("전송 대기 2건").SeeAsync();
        await phone.TakeScreenAsync("day-sheet-offline", "ko", 390, dark: false, whole: true);
        Assert.Equal("confirmed", await StatusAsync(shoot));

        // The page is opened again without a network, and closed before there is one: the list of days sends what waits.
        await phone.ReloadAsync();
        await phone.GetByText("전송 대기 2건").SeeAsync();

        // The browser lifts its pretended silence from a page that it leaves a moment before the page is gone, and the page would use that moment.
        await phone.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }");
        await phone.GotoAsync("about:blank");
        Assert.Equal("confirmed", await StatusAsync(shoot));
        await pocket.SetOfflineAsync(false);
        await phone.OpenAsync("/studio/my?days=7");

        // What the browser could not load without a network is no fault.
        problems.Clear();
        await EventuallyAsync(async () => await StatusAsync(shoot) == "in_progress");
        await EventuallyAsync(async () =>
            await ScalarAsync<long>(
                "SELECT count(*) FROM schedule_assignments WHERE schedule_id = $1 AND field_note = '주차장이 좁음' AND checked_in_at < check_in_received_at",
                shoot
            ) == 1
        );
        await phone.GotoAsync($"/studio/my/shoots/{shoot}");
        await Expect(phone.GetByText("전송 대기")).ToBeHiddenAsync();
        // It ends in three hours: the page asks before it takes the word.
        var asked = new Queue<bool>([false, true]);
        phone.Dialog += async (_, question) => await (asked.Dequeue() ? question.AcceptAsync() : question.DismissAsync());
        await phone.GetByRole(AriaRole.Button, new() { Name = "촬영을 마쳤습니다" }).ClickAsync();
        Assert.Equal("in_progress", await StatusAsync(shoot));
        await phone.GetByRole(AriaRole.Button, new() { Name = "촬영을 마쳤습니다" }).ClickAsync();
        await EventuallyAsync(async () => await StatusAsync(shoot) == "completed");
        Assert.Empty(asked);

        // Another shoot is handed to a colleague, who takes it on a phone; the studio agrees; the couple was promised the first one and is asked.
        var other = await FreeShootAsync("편하람", "경서진", Day.AddDays(9), kim);

        // It waits for an answer: the menu counts it, and one's own days show it although it is far away.
        await phone.OpenAsync("/studio/my?days=7");
        await phone.Locator(".mg-bottom a[href='/studio/my'] .mg-count").SeeAsync();
        await phone.GetByTestId("requests").GetByText("편하람 · 경서진").SeeAsync();
        await LookAsync(phone, problems, "my-week-requests", 390);
        await phone.OpenAsync($"/studio/my/swaps?shoot={other}");
        await phone.GetByLabel("누구에게").SelectOptionAsync(new SelectOptionValue { Value = (await IdAsync(lee)).ToString() });
        await phone.GetByRole(AriaRole.Button, new() { Name = "교대 요청" }).ClickAsync();
        await phone.Locator(".mg-field-error, .mg-alert").First.SeeAsync();
        await phone.GetByLabel("사유").FillAsync("병원 예약");
        await LookAsync(phone, problems, "swap-offer", 390);
        await phone.GetByRole(AriaRole.Button, new() { Name = "교대 요청" }).ClickAsync();
        await phone.GetByText("편하람 · 경서진").SeeAsync();

        // A tap that waited and was not taken, for it came days too early, is told on the list of days until it was read.
        await phone.EvaluateAsync(
            "check => localStorage.setItem('mg-checks', JSON.stringify([{ ...check, key: 'k', kind: 'in', at: new Date().toISOString() }]))",
            new { person = await IdAsync(kim), shoot = other }
        );
        await phone.OpenAsync("/studio/my");
        var refused = phone.GetByRole(AriaRole.Status).Filter(new() { HasText = "받아들여지지 않은 기록" });
        await Expect(refused.GetByRole(AriaRole.Link, new() { Name = "도착" })).ToHaveAttributeAsync("href", $"/studio/my/shoots/{other}");
        await LookAsync(phone, problems, "my-refused", 390);
        await refused.GetByRole(AriaRole.Button, new() { Name = "확인했어요" }).ClickAsync();
        await Expect(refused).ToHaveCountAsync(0);
        Assert.Equal("[]", await phone.EvaluateAsync<string>("localStorage.getItem('mg-checks-refused')"));

        // What the browser says of the refused request is no fault of the page.
        problems.Clear();
        await using var second = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390);
        var colleague = await second.SignInAsync(lee, "/studio/my/swaps");
        await colleague.OpenAsync("/studio/my/swaps");
        await colleague.GetByRole(AriaRole.Button, new() { Name = "제가 갈게요" }).ClickAsync();
        await EventuallyAsync(async () =>
            await ScalarAsync<string>("SELECT status::text FROM shoot_swaps WHERE schedule_id = $1", other) == "accepted"
        );

        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager));
        await manager.OpenAsync("/studio/my/swaps");
        await LookAsync(manager, problems, "swaps", 1440);
        await manager.GetByRole(AriaRole.Button, new() { Name = "승인" }).ClickAsync();
        await EventuallyAsync(async () => await MainAsync(other) == await IdAsync(lee));
        await SubstituteAsync(manager, problems, other, kim, lee);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    // The manager asks, the couple answers on a phone, and the record says it all.
    private async Task SubstituteAsync(IPage manager, ConcurrentQueue<string> problems, Guid shoot, DemoPerson promised, DemoPerson comes)
    {
        await manager.OpenAsync($"/studio/calendar?view=day&date={Day.AddDays(9):yyyy-MM-dd}&shoot={shoot}");
        var panel = manager.Locator("aside");
        await panel.GetByRole(AriaRole.Button, new() { Name = "고객에게 묻기" }).ClickAsync();
        await panel.GetByLabel("고객이 읽을 사유").FillAsync("작가의 병원 일정으로 같은 등급의 작가가 대신합니다.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "보내기" }).ClickAsync();
        var link = await panel.GetByLabel("확인 링크").First.InputValueAsync();
        await LookAsync(manager, problems, "substitution", 1440);

        await using var theirs = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390);
        var couple = await theirs.NewPageAsync();
        await couple.GotoAsync(new Uri(link).PathAndQuery);
        await couple.GetByRole(AriaRole.Heading, new() { Name = "촬영 작가 변경을 확인해 주세요" }).SeeAsync();
        await couple.GetByText(promised.Name).First.SeeAsync();
        await LookAsync(couple, problems, "couple-photographer", 390);
        await using (var abroad = await chromium.OpenAsync(App.BaseUrl, "en-US", 390, dark: true))
        {
            await abroad.AddCookiesAsync([
                new()
                {
                    Name = ".AspNetCore.Culture",
                    Value = "c=en|uic=en",
                    Url = App.BaseUrl,
                },
            ]);
            var english = await abroad.NewPageAsync();
            await english.GotoAsync(new Uri(link).PathAndQuery);
            await english.Locator("h1").SeeAsync();
            Assert.Equal("en", await english.Locator("html").GetAttributeAsync("lang"));
            await english.TakeScreenAsync("couple-photographer", "en", 390, dark: true, whole: true);
            Assert.Equal([], await english.SeriousFindingsAsync());
        }

        await couple.GetByLabel("하고 싶은 말씀").FillAsync("괜찮아요, 잘 부탁드려요");
        await couple.GetByRole(AriaRole.Button, new() { Name = comes.Name + " 작가로 할게요" }).ClickAsync();
        await couple.GetByRole(AriaRole.Heading, new() { Name = "확인해 주셔서 고마워요" }).SeeAsync();

        await Expect(panel.GetByText("고객 동의")).ToBeVisibleAsync();
        await panel.GetByText("괜찮아요, 잘 부탁드려요").SeeAsync();
        Assert.Equal(
            "agreed|t",
            await ScalarAsync<string>(
                "SELECT concat_ws('|', status, answered_by_contact_id IS NOT NULL) FROM substitutions WHERE schedule_id = $1 AND status <> 'withdrawn'",
                shoot
            )
        );
    }

    private Task<string> StatusAsync(Guid shoot) => ScalarAsync<string>("SELECT status::text FROM shooting_schedules WHERE id = $1", shoot);

    // The demonstration may have something there: it makes way.
    private async Task<Guid> FreeShootAsync(string bride, string groom, DateOnly day, DemoPerson photographer)
    {
        var couple = await CoupleAsync(bride, groom, "contracted", $"{day:yyyy-MM-dd}");
        await ScalarAsync<object?>(
            "WITH u AS (UPDATE person_bookings SET status = 'cancelled' WHERE person_id = $1 AND busy_from < ($2::date + 2) AND busy_to > $2::date - 1 RETURNING 1) SELECT count(*) FROM u",
            await IdAsync(photographer),
            day
        );
        return await BookedAsync(couple, day, await IdAsync(photographer), "12:00", "16:00");
    }

    private async Task<Guid> IdAsync(DemoPerson person) => await ScalarAsync<Guid>("SELECT id FROM users WHERE email = $1", person.Email);

    private Task<Guid> MainAsync(Guid shoot) => ScalarAsync<Guid>("SELECT photographer_id FROM shooting_schedules WHERE id = $1", shoot);

    private Task<string> StartAsync(Guid shoot) =>
        ScalarAsync<string>("SELECT to_char(start_time AT TIME ZONE 'Asia/Seoul', 'HH24:MI') FROM shooting_schedules WHERE id = $1", shoot);

    private async Task<Guid> ShootAsync(string bride, string groom, DateOnly day, DemoPerson photographer, string from, string to)
    {
        var couple = await CoupleAsync(bride, groom, "contracted", $"{day:yyyy-MM-dd}");
        return await BookedAsync(couple, day, await IdAsync(photographer), from, to);
    }

    private static async Task<float> SlotHeightAsync(IPage page) =>
        (await page.Locator(".rz-slots .rz-slot").First.BoundingBoxAsync())!.Height;

    private static async Task DragAsync(IPage page, Guid shoot, float x, float y)
    {
        var card = page.Locator($".rz-event:has([data-testid='entry-{shoot}'])");
        await card.ScrollIntoViewIfNeededAsync();
        var box = (await card.BoundingBoxAsync())!;
        var (startX, startY) = (box.X + (box.Width / 2), box.Y + 8);
        await page.Mouse.MoveAsync(startX, startY);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(startX + 3, startY + 3);
        await page.Mouse.MoveAsync(startX + (x / 2), startY + (y / 2), new() { Steps = 6 });
        await page.Mouse.MoveAsync(startX + x, startY + y + 2, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }
}
