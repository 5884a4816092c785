using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Customers;
using MindGraphy.Web.Layout;
using MudBlazor;
using Xunit;

namespace MindGraphy.Tests.Web.Customers;

/// <summary>A couple's page as staff work on it: real services, real database, no browser. What is asserted is what the database holds.</summary>
public sealed class CustomerPageTests(MigratedTemplate template) : LeadTest(template)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly KeyboardEventArgs Enter = new() { Key = "Enter" };

    [Fact]
    public async Task An_edit_is_refused_at_the_field_with_what_was_typed_then_kept_and_taken_back()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, toasts) = Open(screen, id);

        await TypeAsync(page, "12", "BridePhone");
        await EnterAsync(page, "BridePhone");
        page.WaitForAssertion(() => Assert.Contains("전화번호를 다시 확인해 주세요", Field(page, "BridePhone").TextContent), Patience);
        Assert.Equal("12", Input(page, "BridePhone").GetAttribute("value"));
        Assert.Equal("true", Input(page, "BridePhone").GetAttribute("aria-invalid"));
        await page.InvokeAsync(() => Input(page, "BridePhone").Input("010-9876-5432"));
        await EnterAsync(page, "BridePhone");

        page.WaitForAssertion(() => Assert.Contains("저장됨", Field(page, "BridePhone").TextContent), Patience);
        Assert.Contains("010-9876-5432", Field(page, "BridePhone").TextContent);
        Assert.Equal("+821098765432", await ScalarAsync<string>("SELECT bride_phone FROM customers WHERE id = $1", id));
        await UndoAsync(toasts, "신부 전화번호 고침");
        page.WaitForAssertion(() => Assert.Contains("010-2345-6789", Field(page, "BridePhone").TextContent), Patience);
        Assert.Equal("+821023456789", await ScalarAsync<string>("SELECT bride_phone FROM customers WHERE id = $1", id));
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM customer_changes WHERE customer_id = $1", id));
    }

    [Fact]
    public async Task Esc_gives_up_and_leaving_the_field_saves()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, _) = Open(screen, id);

        await TypeAsync(page, "다른 곳", "WeddingVenue");
        await page.InvokeAsync(() => Input(page, "WeddingVenue").KeyDown(new KeyboardEventArgs { Key = "Enter", IsComposing = true }));
        await page.InvokeAsync(() => Input(page, "WeddingVenue").KeyDown(new KeyboardEventArgs { Key = "Escape" }));
        page.WaitForAssertion(() => Assert.Contains("더채플앳청담", Field(page, "WeddingVenue").TextContent), Patience);
        await TypeAsync(page, "노블발렌티", "WeddingVenue");
        Input(page, "WeddingVenue").Blur();

        page.WaitForAssertion(() => Assert.Contains("노블발렌티", Field(page, "WeddingVenue").TextContent), Patience);
        Assert.Equal("노블발렌티", await ScalarAsync<string>("SELECT wedding_venue FROM customers WHERE id = $1", id));
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM customer_changes WHERE customer_id = $1", id));
    }

    [Fact]
    public async Task What_a_colleague_changed_meanwhile_is_named_and_overwritten_only_knowingly()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync();
        await using var mine = Screen(Manager);
        await using var theirs = Screen(other);
        var (page, _) = Open(mine, id);
        var (second, _) = Open(theirs, id);
        await TypeAsync(page, "2026-10-24", "WeddingDate");

        await TypeAsync(second, "2026-11-07", "WeddingDate");
        await EnterAsync(second, "WeddingDate");
        await TypeAsync(second, "이도윤", "GroomName");
        await EnterAsync(second, "GroomName");

        // The other field comes in live, and what is being typed here stays.
        page.WaitForAssertion(() => Assert.Contains("이도윤", Field(page, "GroomName").TextContent), Patience);
        Assert.Equal("2026-10-24", Input(page, "WeddingDate").GetAttribute("value"));
        await EnterAsync(page, "WeddingDate");
        page.WaitForAssertion(
            () =>
                Assert.Contains(
                    "박하늘 님이 먼저 바꿨습니다. 지금 값은 ‘2026. 11. 7. (토)’입니다.",
                    Field(page, "WeddingDate").TextContent
                ),
            Patience
        );
        Assert.Equal("2026-10-24", Input(page, "WeddingDate").GetAttribute("value"));
        Input(page, "WeddingDate").Blur();
        Assert.Equal(new DateOnly(2026, 11, 7), await ScalarAsync<DateOnly>("SELECT wedding_date FROM customers WHERE id = $1", id));
        await page.InvokeAsync(() => Field(page, "WeddingDate").QuerySelector(".mg-btn")!.Click());

        page.WaitForAssertion(() => Assert.Contains("2026. 10. 24.", Field(page, "WeddingDate").TextContent), Patience);
        second.WaitForAssertion(() => Assert.Contains("2026. 10. 24.", Field(second, "WeddingDate").TextContent), Patience);
        Assert.Equal(
            "이도윤 2026-10-24",
            await ScalarAsync<string>("SELECT groom_name || ' ' || wedding_date FROM customers WHERE id = $1", id)
        );
    }

    [Fact]
    public async Task Every_fact_is_edited_where_it_stands()
    {
        var id = await LeadAsync();
        await ExecuteAsync(
            "INSERT INTO list_items (id, kind, name, asks_for, position, is_active) VALUES (gen_random_uuid(), 'lead_source', '플래너 제휴', 'planner', 90, true)"
        );
        var planner = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO partners (id, kind, name, is_active, created_at) VALUES ($1, 'planner', '웨딩메이트', true, now())",
            planner
        );
        await using var screen = Screen(Manager);
        var (page, _) = Open(screen, id);

        foreach (
            var (field, person, typed) in ((string, string?, string)[])
                [
                    ("BrideName", null, "김서윤"),
                    ("GroomName", null, "이도윤"),
                    ("BridePhone", null, "010 1111 2222"),
                    ("GroomPhone", null, "+1 650 253 0000"),
                    ("Email", null, "new@example.com"),
                    ("ContactEmail", "Groom", "groom@example.com"),
                    ("ContactLatinName", "Groom", "James O’Neill"),
                    ("WeddingDate", null, "2026-12-05"),
                    ("WeddingTime", null, "13:30"),
                    ("WeddingVenue", null, "루벨 강동"),
                ]
        )
        {
            await TypeAsync(page, typed, field, person);
            await EnterAsync(page, field, person);
            page.WaitForAssertion(() => Assert.Contains("저장됨", Field(page, field, person).TextContent), Patience);
        }

        await TypeAsync(page, "두 줄\n입니다", "Notes");
        await EnterAsync(page, "Notes");
        Assert.NotNull(Input(page, "Notes"));
        await page.InvokeAsync(() => Input(page, "Notes").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));
        foreach (
            var (field, person, chosen) in ((string, string?, string)[])
                [
                    ("ContactLanguage", "Groom", "en"),
                    ("SourceChannel", null, "플래너 제휴"),
                    ("Referrer", null, planner.ToString()),
                    ("Manager", null, Manager.UserId.ToString()!),
                ]
        )
        {
            page.WaitForElement(Selector(field, person) + " .fl-value", Patience);
            Begin(page, field, person);
            await page.InvokeAsync(() => Input(page, field, person).Change(chosen));
            page.WaitForAssertion(() => Assert.Contains("저장됨", Field(page, field, person).TextContent), Patience);
        }

        Assert.Equal(
            "김서윤 이도윤 +821011112222 +16502530000 new@example.com 2026-12-05 13:30:00 루벨 강동 플래너 제휴 웨딩메이트 한지우",
            await ScalarAsync<string>(
                """
                SELECT concat_ws(' ', bride_name, groom_name, bride_phone, groom_phone, c.email, wedding_date, wedding_time, wedding_venue,
                    source_channel, r.name, m.last_name || m.first_name)
                FROM customers c JOIN partners r ON r.id = c.referrer_id JOIN user_profiles m ON m.user_id = c.assigned_manager_id
                """
            )
        );
        Assert.Equal("두 줄\n입니다", await ScalarAsync<string>("SELECT notes FROM customers"));
        Assert.Equal(
            "이도윤 James O’Neill +16502530000 groom@example.com en",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', name, latin_name, phone, email, language) FROM customer_contacts WHERE role = 'groom'"
            )
        );
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_said_at_its_field_and_not_cut()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, _) = Open(screen, id);

        await TypeAsync(page, new string('가', 256), "WeddingVenue");
        await EnterAsync(page, "WeddingVenue");

        page.WaitForAssertion(
            () => Assert.Contains("255", Field(page, "WeddingVenue").QuerySelector("[role=alert]")!.TextContent),
            Patience
        );
        Assert.Equal(256, Input(page, "WeddingVenue").GetAttribute("value")!.Length);
        Assert.Equal("더채플앳청담", await ScalarAsync<string>("SELECT wedding_venue FROM customers WHERE id = $1", id));
    }

    [Fact]
    public async Task A_mother_is_added_taken_off_and_brought_back()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, toasts) = Open(screen, id);

        await ClickAsync(page, "section[aria-label='사람'] [data-opens]");
        await ActAsync(page, ".cf-form [data-field=Name] input", e => e.Change("이복순"));
        await ActAsync(page, ".cf-form [data-field=Phone] input", e => e.Change("12"));
        await page.Find(".cf-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("전화번호를 다시", page.Find(".cf-form [data-field=Phone]").TextContent), Patience);
        await ActAsync(page, ".cf-form [data-field=Phone] input", e => e.Change("010-5555-6666"));
        await page.Find(".cf-form").SubmitAsync();
        page.WaitForElement("[data-person=Parent]", Patience);
        Assert.Equal("+821055556666", await ScalarAsync<string>("SELECT phone FROM customer_contacts WHERE role = 'parent'"));
        Assert.Equal("tel:+821055556666", page.Find("[data-person=Parent] a").GetAttribute("href"));

        await ClickAsync(page, "[data-person=Parent] [aria-label='이복순 빼기']");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-person=Parent]")), Patience);
        Assert.True(await ScalarAsync<bool>("SELECT removed_at IS NOT NULL FROM customer_contacts WHERE role = 'parent'"));
        await UndoAsync(toasts, "이복순 뺌");

        page.WaitForElement("[data-person=Parent]", Patience);
        Assert.True(await ScalarAsync<bool>("SELECT removed_at IS NULL FROM customer_contacts WHERE role = 'parent'"));
    }

    [Fact]
    public async Task An_address_is_added_mended_and_taken_away_with_a_way_back()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, toasts) = Open(screen, id);
        IElement Opens() => page.FindAll("[data-opens]").Single(b => b.TextContent.Contains("주소 추가", StringComparison.Ordinal));

        await page.InvokeAsync(() => Opens().Click());
        await ActAsync(page, ".cf-form [data-field=PostalCode] input", e => e.Change("123-456"));
        await ActAsync(page, ".cf-form [data-field=Line1] input", e => e.Change("도산대로 1"));
        await page.Find(".cf-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("다섯 자리", page.Find(".cf-form [data-field=PostalCode]").TextContent), Patience);
        await ActAsync(page, ".cf-form [data-field=PostalCode] input", e => e.Change("06000"));
        await page.Find(".cf-form").SubmitAsync();
        await ClickAsync(page, "[data-testid=address] .fl-value");
        await ActAsync(page, ".cf-form [data-field=Line2] input", e => e.Change("301호"));
        await page.Find(".cf-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("(06000) 도산대로 1 301호", page.Find("[data-testid=address]").TextContent), Patience);
        await ClickAsync(page, "[data-testid=address] .mg-icon-btn");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=address]")), Patience);
        await UndoAsync(toasts, "주소 지움");

        page.WaitForElement("[data-testid=address]", Patience);
        Assert.Equal(
            "06000 도산대로 1 301호 t",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', postal_code, address_line1, address_line2, is_primary) FROM customer_addresses"
            )
        );
    }

    [Fact]
    public async Task A_no_by_telephone_is_written_down_with_who_heard_it()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, _) = Open(screen, id);

        await page.InvokeAsync(() =>
            page.FindAll("[data-opens]").Single(b => b.TextContent.Contains("동의 적기", StringComparison.Ordinal)).Click()
        );
        await ActAsync(page, "#consent-kind", e => e.Change(nameof(ConsentKind.Marketing)));
        await page.InvokeAsync(() => page.FindAll(".cf-form button").Single(b => b.TextContent == "거부함").Click());

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=consent]").Count), Patience);
        Assert.Equal(
            "bride marketing false 한지우",
            await ScalarAsync<string>(
                """
                SELECT concat_ws(' ', p.role, c.kind, c.is_given::text, m.last_name || m.first_name) FROM consents c
                JOIN customer_contacts p ON p.id = c.contact_id JOIN user_profiles m ON m.user_id = c.recorded_by_id
                """
            )
        );
        page.WaitForAssertion(() => Assert.Contains("광고성 정보 수신: 거부", page.Find("[data-line=Consent]").TextContent), Patience);
    }

    [Fact]
    public async Task A_call_is_written_in_mended_and_taken_away_with_a_way_back()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, toasts) = Open(screen, id);

        await ActAsync(page, ".cf-composer input[value=Call]", e => e.Change(new ChangeEventArgs { Value = "Call" }));
        await ActAsync(page, ".cf-composer select", e => e.Change("true"));
        await page.InvokeAsync(() => page.Find("#line-body").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));
        page.WaitForElement(".cf-composer [role=alert]", Patience);
        await page.InvokeAsync(() => page.Find("#line-body").Input("토요일 상담 원함"));
        await page.InvokeAsync(() => page.Find("#line-body").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));

        page.WaitForAssertion(() => Assert.Contains("걸려 온 전화", page.Find("[data-line=Activity]").TextContent), Patience);
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#line-body").GetAttribute("value") ?? ""), Patience);
        Assert.Equal(
            "call true 토요일 상담 원함",
            await ScalarAsync<string>("SELECT concat_ws(' ', kind, is_incoming::text, body) FROM customer_activities")
        );
        await ClickAsync(page, "[aria-label='기록 고치기']");
        page.WaitForElement(".cf-rewrite textarea", Patience);
        await page.InvokeAsync(() => page.Find(".cf-rewrite textarea").Input("일요일 상담 원함"));
        await ClickAsync(page, ".cf-rewrite .mg-btn");
        page.WaitForAssertion(() => Assert.Contains("일요일 상담 원함", page.Find("[data-line=Activity]").TextContent), Patience);
        await ClickAsync(page, "[aria-label='기록 지우기']");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-line=Activity]")), Patience);
        await UndoAsync(toasts, "기록 지움");
        page.WaitForElement("[data-line=Activity]", Patience);
        Assert.Equal(
            "일요일 상담 원함",
            await ScalarAsync<string>("SELECT body FROM customer_activities WHERE removed_at IS NULL AND edited_at IS NOT NULL")
        );
    }

    [Fact]
    public async Task A_line_of_somebody_else_offers_no_change()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync();
        await Edits.WriteAsync(other, id, ActivityKind.Note, null, "남의 메모", Guid.NewGuid().ToString(), Ct);
        await using var screen = Screen(Manager);
        var (page, _) = Open(screen, id);

        Assert.Contains("박하늘", page.Find("[data-line=Activity]").TextContent);
        Assert.Empty(page.FindAll("[data-line=Activity] button"));
    }

    [Fact]
    public async Task A_task_is_made_in_one_line_moved_and_checked_off_with_a_way_back()
    {
        var id = await LeadAsync();
        await ExecuteAsync("UPDATE customer_tasks SET dropped_at = now()");
        await Tasks.MakeAsync(Manager, id, new TaskDetails("지난 일", Clock.Today.AddDays(-2)), Guid.NewGuid().ToString(), Ct);
        await using var screen = Screen(Manager);
        var (page, toasts) = Open(screen, id);
        Assert.Contains("2일 지남", page.Find(".cf-late").TextContent);

        await ActAsync(page, ".cf-task-new input", e => e.Input("견적 보내기"));
        await ActAsync(page, ".cf-task-new input[type=date]", e => e.Change("2026-03-05"));
        await ActAsync(page, ".cf-task-new select", e => e.Change(Manager.UserId.ToString()));
        await page.Find(".cf-task-new").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=task]").Count), Patience);
        await page.InvokeAsync(() => page.FindAll("[data-testid=task] [data-field=DueOn] .fl-value")[0].Click());
        await ActAsync(page, "[data-field=DueOn] input", e => e.Input("2026-03-09"));
        await ActAsync(page, "[data-field=DueOn] input", e => e.KeyDown(Enter));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".cf-late")), Patience);
        await ClickAsync(page, "[aria-label='마침: 견적 보내기']");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=task]")), Patience);
        Assert.Equal(new DateOnly(2026, 3, 9), await ScalarAsync<DateOnly>("SELECT next_task_on FROM customers"));
        await UndoAsync(toasts, "할 일 마침: 견적 보내기");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=task]").Count), Patience);
        Assert.Equal(
            "견적 보내기 2026-03-05 한지우",
            await ScalarAsync<string>(
                """
                SELECT concat_ws(' ', title, due_on, last_name || first_name) FROM customer_tasks t JOIN user_profiles p ON p.user_id = t.owner_id
                WHERE done_at IS NULL AND dropped_at IS NULL
                """
            )
        );
    }

    [Fact]
    public async Task The_buttons_move_a_couple_from_inquiry_to_proposal()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var (page, _) = Open(screen, id);

        await page.InvokeAsync(() => page.FindAll(".cf-next button").Single(b => b.TextContent == "상담 단계로").Click());
        page.WaitForAssertion(() => Assert.Contains("문의 → 상담", page.Find("[data-line=Stage]").TextContent), Patience);
        await page.InvokeAsync(() => page.FindAll(".cf-next button").Single(b => b.TextContent == "제안 단계로").Click());

        page.WaitForAssertion(() => Assert.Contains("상담 → 제안", page.Find("[data-line=Stage]").TextContent), Patience);
        Assert.Equal("proposal", await ScalarAsync<string>("SELECT lead_status::text FROM customers WHERE id = $1", id));
    }

    [Fact]
    public async Task A_couple_with_nothing_but_names_and_one_with_three_hundred_lines_are_both_shown()
    {
        var bare = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ($1, '이도현', '김서연', 'inquiry')",
            bare
        );
        var full = await LeadAsync();
        await ExecuteAsync(
            "INSERT INTO customer_activities (id, customer_id, kind, body, happened_at, created_at) SELECT gen_random_uuid(), $1, 'note', 'n' || i, $2 + i * interval '1 hour', $2 FROM generate_series(1, 297) i",
            full,
            Start
        );
        await using var screen = Screen(Manager);

        var (empty, _) = Open(screen, bare);
        Assert.Contains("아직 기록이 없습니다", empty.Markup);
        Assert.Contains("아직 답하지 않음", empty.Markup);
        var (page, _) = Open(screen, full);
        for (var shown = 50; shown < 300; shown += 50)
        {
            page.WaitForAssertion(() => Assert.Equal(shown, page.FindAll("[data-testid=line]").Count), Patience);
            await ClickAsync(page, ".cf-more");
        }

        page.WaitForAssertion(() => Assert.Equal(300, page.FindAll("[data-testid=line]").Count), Patience);
        Assert.Empty(page.FindAll(".cf-more"));
    }

    [Fact]
    public async Task The_page_of_a_merged_couple_leads_to_the_one_that_was_kept()
    {
        var kept = await LeadAsync();
        var merged = await LeadAsync();
        await ExecuteAsync("UPDATE customers SET merged_into_id = $1 WHERE id = $2", kept, merged);
        await using var screen = Screen(Manager);

        var page = screen.Render<CustomerPage>(p => p.Add(c => c.Id, merged));

        page.WaitForAssertion(
            () => Assert.EndsWith("/studio/customers/" + kept, screen.Services.GetRequiredService<NavigationManager>().Uri),
            Patience
        );
    }

    private BunitContext Screen(Actor actor)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddShell();
        screen.Services.AddLogging();
        screen
            .Services.AddSingleton(Customers)
            .AddSingleton(Screens)
            .AddSingleton(Edits)
            .AddSingleton(Tasks)
            .AddSingleton(Rules)
            .AddSingleton(new MergeService(Studio, Clock));
        screen.Services.AddSingleton<IStudioNews>(Get<StudioNews>());
        screen.Services.AddSingleton(Clock);
        screen.Services.AddCascadingValue(_ => actor);
        screen.SetRendererInfo(new RendererInfo("Server", true));
        return screen;
    }

    private static (IRenderedComponent<CustomerPage> Page, IRenderedComponent<MudSnackbarProvider> Toasts) Open(
        BunitContext screen,
        Guid id
    )
    {
        var toasts = screen.Render<MudSnackbarProvider>();
        var page = screen.Render<CustomerPage>(p => p.Add(c => c.Id, id));
        page.WaitForElement(".cf", Patience);
        return (page, toasts);
    }

    private static string Selector(string field, string? person) =>
        (person is null ? "" : $"[data-person={person}] ") + $"[data-field={field}]";

    private static IElement Field(IRenderedComponent<CustomerPage> page, string field, string? person = null) =>
        page.Find(Selector(field, person));

    private static IElement Input(IRenderedComponent<CustomerPage> page, string field, string? person = null) =>
        page.Find(Selector(field, person) + " .mg-input");

    private static IElement Begin(IRenderedComponent<CustomerPage> page, string field, string? person = null)
    {
        page.WaitForElement(Selector(field, person) + " .fl-value", Patience);
        page.InvokeAsync(() => page.Find(Selector(field, person) + " .fl-value").Click()).Wait(Patience);
        return page.WaitForElement(Selector(field, person) + " .mg-input", Patience);
    }

    // On the renderer's own thread: nothing is drawn anew between finding and typing.
    private static Task TypeAsync(IRenderedComponent<CustomerPage> page, string typed, string field, string? person = null)
    {
        Begin(page, field, person);
        return page.InvokeAsync(() => Input(page, field, person).Input(typed));
    }

    private static Task EnterAsync(IRenderedComponent<CustomerPage> page, string field, string? person = null) =>
        page.InvokeAsync(() => Input(page, field, person).KeyDown(Enter));

    private static async Task UndoAsync(IRenderedComponent<MudSnackbarProvider> toasts, string said)
    {
        IElement? Button() =>
            toasts
                .FindAll(".mud-snackbar")
                .FirstOrDefault(t => t.TextContent.Contains(said, StringComparison.Ordinal))
                ?.QuerySelector(".mud-snackbar-content-action button");
        toasts.WaitForAssertion(() => Assert.NotNull(Button()), Patience);
        await toasts.InvokeAsync(() => Button()!.Click());
    }

    // Found and clicked in one turn of the renderer: what is read meanwhile draws the button anew.
    private static Task ClickAsync(IRenderedComponent<CustomerPage> page, string selector) => ActAsync(page, selector, e => e.Click());

    private static async Task ActAsync(IRenderedComponent<CustomerPage> page, string selector, Action<IElement> act)
    {
        page.WaitForElement(selector, Patience);
        await page.InvokeAsync(() => act(page.Find(selector)));
    }
}
