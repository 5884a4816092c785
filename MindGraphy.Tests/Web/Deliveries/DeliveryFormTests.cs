using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Tests.Domain.Deliveries;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Deliveries;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Shared;
using MudBlazor;
using Xunit;

namespace MindGraphy.Tests.Web.Deliveries;

/// <summary>What staff type when they hand over.</summary>
public sealed class DeliveryFormTests(MigratedTemplate template) : DeliveryTest(template)
{
    [Fact]
    public async Task A_link_elsewhere_may_run_out_and_what_is_carried_waits_for_the_balance()
    {
        var final = await FinalAsync("a.jpg");
        var offer = (await Deliveries.OfferAsync(Manager, final.Couple.ProjectId, Ct)).Value!;
        await using var screen = Screen();
        screen.Render<MudPopoverProvider>();
        var form = Form();
        await form.Find("select").ChangeAsync(new ChangeEventArgs { Value = nameof(DeliveryType.CloudLink) });
        await form.Find("input[type=url]").ChangeAsync(new ChangeEventArgs { Value = "https://cloud.example/a" });
        var picker = form.FindComponent<DayPicker>();
        await form.InvokeAsync(() => picker.Instance.ValueChanged.InvokeAsync(new DateOnly(2026, 4, 30)));
        Assert.Contains("until=2026-04-30", form.Find("a.mg-btn").GetAttribute("href"));
        await Press(form, "만들기");

        var row = await RowAsync(final);
        Assert.Equal((DeliveryType.CloudLink, Deliveries.EndOf(new DateOnly(2026, 4, 30))), (row.Type, row.ExpiresAt));

        // Another one, carried: the rule is on as it is for files, and the row says what it waits for until somebody says why not.
        form = Form();
        await form.Find("select").ChangeAsync(new ChangeEventArgs { Value = nameof(DeliveryType.Usb) });
        Assert.Contains("잔금이 확인될 때까지 보내거나 건네지 않기", form.Markup);
        await Press(form, "만들기");
        var usb = (await Deliveries.RowsAsync(Manager, final.Couple.ProjectId, Ct)).Value!.Single(r => r.Type == DeliveryType.Usb);
        var view = screen.Render<DeliveryRowView>(p => p.Add(v => v.Row, usb));
        Assert.Contains("잔금 대기: 미납 2,200,000원", view.Markup);
        await Press(view, "미납이어도 보내기");
        await view.Find("input").ChangeAsync(new ChangeEventArgs { Value = "예식 다음 날 출국" });
        await Press(view, "미납이어도 보내기");
        usb = (await Deliveries.RowsAsync(Manager, final.Couple.ProjectId, Ct)).Value!.Single(r => r.Type == DeliveryType.Usb);
        Assert.Equal(("예식 다음 날 출국", false), (usb.HoldLiftedReason, usb.IsHeld));

        IRenderedComponent<NewDeliveryForm> Form() =>
            screen.Render<NewDeliveryForm>(p => p.Add(f => f.ProjectId, final.Couple.ProjectId).Add(f => f.Offer, offer));
    }

    [Fact]
    public async Task Who_gives_more_time_gives_more_downloads_with_it()
    {
        var final = await FinalAsync("a.jpg");
        var id = await MakeAsync(final, Draft(final, most: 3));
        await using var screen = Screen();
        screen.Render<MudPopoverProvider>();
        var row = await RowAsync(final);
        var view = screen.Render<DeliveryRowView>(p => p.Add(v => v.Row, row));

        await Press(view, "기간·횟수 변경");
        var limit = view.Find("input[inputmode=numeric]");
        Assert.Equal("3", limit.GetAttribute("value"));
        await limit.ChangeAsync(new ChangeEventArgs { Value = "2" });
        await Press(view, "저장");
        Assert.Contains("지금의 3회보다 줄일 수 없습니다", view.Find("[role=alert]").TextContent);

        // What is no number is not taken for none, which would be no limit at all.
        await view.Find("input[inputmode=numeric]").ChangeAsync(new ChangeEventArgs { Value = "5회" });
        Assert.Equal("2", view.Find("input[inputmode=numeric]").GetAttribute("value"));
        await view.Find("input[inputmode=numeric]").ChangeAsync(new ChangeEventArgs { Value = "5" });
        await Press(view, "저장");

        Assert.Equal(5, (await RowAsync(final)).MaxDownloads);
        Assert.Equal(5, (await Deliveries.SheetAsync(final.Couple.Bride, id, null, Ct)).Value!.MaxDownloads);
    }

    [Fact]
    public async Task One_persons_link_is_taken_back_after_a_question_and_what_each_has_stands_beside_the_name()
    {
        var final = await FinalAsync("a.jpg", "b.jpg");
        var id = await MakeAsync(final, Draft(final));
        var zip = new DownloadName(DownloadSize.Original, 1, 0);
        var begun = await Deliveries.BeginAsync(final.Couple.Bride, id, zip, 10, 0, null, Ct);
        await Deliveries.SentAsync(id, begun.Value, 0, 10, Ct);
        begun = await Deliveries.BeginAsync(final.Couple.Groom, id, zip with { Part = 0, Position = 1 }, 10, 0, null, Ct);
        await Deliveries.SentAsync(id, begun.Value, 0, 10, Ct);
        await using var screen = Screen();
        var dialogs = screen.Render<MudDialogProvider>();
        var row = await RowAsync(final);
        var view = screen.Render<DeliveryRowView>(p => p.Add(v => v.Row, row));
        var people = view.FindAll(".proof-people li").Select(li => li.TextContent).ToList();
        Assert.Contains("내려받기 1번", people[0]);
        Assert.Contains("원본 2장 중 1장 받음", people[0]);
        Assert.Contains("원본을 모두 받음", people[1]);

        // No is no.
        var asked = Press(view, "이준호 링크 거두기");
        Assert.Contains("이준호 님의 링크가", dialogs.WaitForElement(".mud-dialog").TextContent);
        await Press(dialogs, "취소");
        await asked;
        Assert.Equal(2, (await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value!.Count);

        asked = Press(view, "이준호 링크 거두기");
        dialogs.WaitForElement(".mud-dialog");
        await Press(dialogs, "이준호 링크 거두기");
        await asked;
        Assert.Equal([final.Couple.BrideId], (await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value!.Select(l => l.ContactId));

        // And it is given anew where it stood.
        row = await RowAsync(final);
        view.Render(p => p.Add(v => v.Row, row));
        await Press(view, "이준호 새 링크");
        Assert.Equal(2, (await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value!.Count);
    }

    private static Task Press<T>(IRenderedComponent<T> on, string button)
        where T : IComponent => on.FindAll("button").Single(b => b.TextContent.Trim() == button).ClickAsync(new());

    private BunitContext Screen()
    {
        var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddShell();
        screen.Services.AddLogging();
        screen.Services.AddSingleton(Deliveries).AddSingleton(Clock).AddSingleton(TimeProvider.System);
        screen.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        screen.RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, Manager));
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        return screen;
    }
}
