using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
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
using Xunit;

namespace MindGraphy.Tests.Web.Customers;

/// <summary>The board as two browsers see it: real services, real database, no browser.</summary>
public sealed class PipelineTests(MigratedTemplate template) : LeadTest(template)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_card_moved_in_one_board_moves_in_the_other_without_reload()
    {
        var id = await LeadAsync();
        await using var one = Screen(Manager);
        await using var other = Screen(await StaffAsync(UserRole.Manager, "박", "하늘"));
        var mine = Board(one);
        var theirs = Board(other);
        Assert.Equal(LeadStatus.Inquiry, ColumnOf(theirs, id));

        await mine.InvokeAsync(() => mine.Instance.DropAsync(id, LeadStatus.Consultation));

        Assert.Equal(LeadStatus.Consultation, ColumnOf(mine, id));
        theirs.WaitForAssertion(() => Assert.Equal(LeadStatus.Consultation, ColumnOf(theirs, id)), Patience);
    }

    [Fact]
    public async Task A_drag_draws_two_columns_and_one_card()
    {
        var id = await LeadAsync();
        for (var i = 0; i < 5; i++)
        {
            await LeadAsync();
        }

        await using var screen = Screen(Manager);
        var page = Board(screen);
        var columns = page.FindComponents<BoardColumn>().ToDictionary(c => c.Instance.Column.Stage);
        var before = columns.ToDictionary(c => c.Key, c => c.Value.RenderCount);
        var others = page.FindComponents<LeadCardView>().Where(c => c.Instance.Card.Id != id).ToList();

        await page.InvokeAsync(() => page.Instance.DropAsync(id, LeadStatus.Consultation));

        var drawn = columns.Where(c => c.Value.RenderCount > before[c.Key]).Select(c => c.Key);
        Assert.Equal([LeadStatus.Inquiry, LeadStatus.Consultation], drawn);
        Assert.All(others, card => Assert.Equal(1, card.RenderCount));
    }

    [Fact]
    public async Task A_card_that_somebody_else_moved_jumps_there_and_the_screen_says_who()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync(null, LeadStatus.Consultation);
        await using var screen = Screen(Manager);
        var page = Board(screen);
        var toasts = screen.Render<MudBlazor.MudSnackbarProvider>();
        // The other node's news is still on its way: this board does not know yet.
        await ExecuteAsync("UPDATE customers SET lead_status = 'proposal' WHERE id = $1", id);
        await ExecuteAsync(
            "INSERT INTO stage_history (id, customer_id, from_status, to_status, moved_by_id, moved_at) VALUES (gen_random_uuid(), $1, 'consultation', 'proposal', $2, $3)",
            id,
            other.UserId!.Value,
            Start.AddHours(1)
        );

        await page.InvokeAsync(() => page.Instance.DropAsync(id, LeadStatus.Inquiry));

        toasts.WaitForAssertion(() => Assert.Contains("박하늘 님이 먼저 옮겼습니다. 지금은 제안 단계입니다.", toasts.Markup), Patience);
        Assert.Equal(LeadStatus.Proposal, ColumnOf(page, id));
    }

    [Fact]
    public async Task A_move_can_be_taken_back()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var page = Board(screen);
        var toasts = screen.Render<MudBlazor.MudSnackbarProvider>();
        await page.InvokeAsync(() => page.Instance.DropAsync(id, LeadStatus.Consultation));

        toasts.WaitForElement(".mud-snackbar-content-action button", Patience).Click();

        page.WaitForAssertion(() => Assert.Equal(LeadStatus.Inquiry, ColumnOf(page, id)), Patience);
        Assert.Equal("inquiry", await ScalarAsync<string>("SELECT lead_status::text FROM customers WHERE id = $1", id));
    }

    [Fact]
    public async Task A_drop_on_contracted_opens_the_contract_and_moves_nothing()
    {
        var id = await LeadAsync(null, LeadStatus.Consultation, LeadStatus.Proposal);
        await using var screen = Screen(Manager);
        var page = Board(screen);

        await page.InvokeAsync(() => page.Instance.DropAsync(id, LeadStatus.Contracted));

        Assert.EndsWith($"/studio/contracts/new?customer={id}", screen.Services.GetRequiredService<NavigationManager>().Uri);
        Assert.Equal(LeadStatus.Proposal, ColumnOf(page, id));
    }

    [Fact]
    public async Task Cancelling_asks_why_and_keeps_the_answer()
    {
        var id = await LeadAsync();
        await Rules.SaveItemAsync(Manager, ListKind.CancelReason, null, new ListItemDetails("예산", "Budget"), Ct);
        await using var screen = Screen(Manager);
        var dialogs = screen.Render<MudBlazor.MudDialogProvider>();
        var page = Board(screen);

        var dropping = page.InvokeAsync(() => page.Instance.DropAsync(id, LeadStatus.Cancelled));
        dialogs.WaitForElement(".mg-btn-danger", Patience).Click();
        dialogs.WaitForAssertion(() => Assert.Contains("이유를 골라 주세요", dialogs.Markup), Patience);
        dialogs.WaitForElement("input[type=radio]", Patience).Change("예산");
        dialogs.Find("textarea").Input("5월에는 어렵다고 함");
        dialogs.Find(".mg-btn-danger").Click();
        await dropping;

        Assert.Equal(LeadStatus.Cancelled, ColumnOf(page, id));
        Assert.Equal(
            "예산: 5월에는 어렵다고 함",
            await ScalarAsync<string>("SELECT cancel_reason || ': ' || cancel_note FROM customers WHERE id = $1", id)
        );
    }

    [Fact]
    public async Task Columns_say_where_their_cards_may_go()
    {
        await using var screen = Screen(Manager);
        var page = Board(screen);

        var moves = page.FindAll("[data-stage]").ToDictionary(c => c.GetAttribute("data-stage")!, c => c.GetAttribute("data-moves"));

        Assert.Equal("Consultation Cancelled", moves["Inquiry"]);
        Assert.Equal("Consultation Contracted Cancelled", moves["Proposal"]);
        Assert.Equal("Cancelled", moves["Contracted"]);
        Assert.Equal("", moves["Completed"]);
        Assert.Equal("Inquiry", moves["Cancelled"]);
    }

    [Fact]
    public async Task A_new_inquiry_appears_on_an_open_board_unless_its_filter_leaves_it_out()
    {
        await using var all = Screen(Manager);
        await using var narrow = Screen(Manager);
        var board = Board(all);
        narrow.Services.GetRequiredService<NavigationManager>().NavigateTo("/studio/pipeline?q=박");
        var filtered = Board(narrow);

        var id = (await InquireAsync()).Value;
        var other = (await InquireAsync(Couple with { BrideName = "박지민" })).Value;

        board.WaitForAssertion(() => Assert.Equal(LeadStatus.Inquiry, ColumnOf(board, id)), Patience);
        filtered.WaitForAssertion(() => Assert.Equal(LeadStatus.Inquiry, ColumnOf(filtered, other)), Patience);
        Assert.Null(ColumnOf(filtered, id));
    }

    [Fact]
    public async Task No_listener_is_left_when_a_board_is_closed()
    {
        var before = Get<StudioNews>().ListenerCount;
        var screen = Screen(Manager);
        Board(screen);
        Assert.Equal(before + 1, Get<StudioNews>().ListenerCount);

        await screen.DisposeAsync();

        Assert.Equal(before, Get<StudioNews>().ListenerCount);
    }

    [Fact]
    public async Task The_list_opens_a_couple_beside_it()
    {
        var id = await LeadAsync();
        await using var screen = Screen(Manager);
        var page = screen.Render<CustomerListPage>();

        page.WaitForElement("[data-testid=customer-line]", Patience).Click();

        page.WaitForAssertion(() => Assert.Contains("김서연 · 이도현", page.Find("aside h2").TextContent), Patience);
        Assert.EndsWith("?open=" + id, screen.Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Couples_that_are_ticked_are_moved_after_a_preview_that_says_who_cannot()
    {
        var ready = await LeadAsync(null, LeadStatus.Consultation);
        await LeadAsync(Couple with { BrideName = "박지민" });
        await using var screen = Screen(Manager);
        var dialogs = screen.Render<MudBlazor.MudDialogProvider>();
        var page = screen.Render<CustomerListPage>();
        page.WaitForElement("thead input[type=checkbox]", Patience).Change(true);

        var moving = page.WaitForElement("[data-testid=bulk] select:nth-of-type(2)", Patience).ChangeAsync(new() { Value = "Proposal" });
        dialogs.WaitForAssertion(() => Assert.Contains("2팀 가운데 1팀을 옮깁니다.", dialogs.Markup), Patience);
        Assert.Contains("박지민", dialogs.Find(".mg-bulk-lines li:first-child").TextContent);
        dialogs.Find(".mg-btn-primary").Click();
        await moving;

        Assert.Equal("proposal", await ScalarAsync<string>("SELECT lead_status::text FROM customers WHERE id = $1", ready));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers WHERE lead_status = 'inquiry'"));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=bulk]")), Patience);
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
            .AddSingleton(Bulk);
        screen.Services.AddSingleton<IStudioNews>(Get<StudioNews>());
        screen.Services.AddSingleton(Clock);
        screen.Services.AddCascadingValue(_ => actor);

        // Makes the renderer, after which no service can be added.
        screen.SetRendererInfo(new RendererInfo("Server", true));
        return screen;
    }

    private static IRenderedComponent<PipelinePage> Board(BunitContext screen)
    {
        var page = screen.Render<PipelinePage>();
        page.WaitForElement("[data-stage]", Patience);
        return page;
    }

    private static LeadStatus? ColumnOf(IRenderedComponent<PipelinePage> page, Guid id) =>
        page.FindAll($"[data-id='{id}']") is [var card] && card.Closest("[data-stage]")?.GetAttribute("data-stage") is { } stage
            ? Enum.Parse<LeadStatus>(stage)
            : null;
}
