using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Domain.AlbumOrders;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.AlbumOrders;
using MindGraphy.Web.Layout;
using Xunit;

namespace MindGraphy.Tests.Web.AlbumOrders;

/// <summary>What staff are asked when an album comes from the lab.</summary>
public sealed class AlbumLabPanelTests(MigratedTemplate template) : AlbumOrderTest(template)
{
    [Fact]
    public async Task What_came_is_held_where_something_is_open_which_is_said_before_the_button()
    {
        var couple = await WithAlbumAsync();
        var (first, second) = (await AtTheLabAsync(), await AtTheLabAsync());
        await using var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddShell();
        screen.Services.AddLogging();
        screen.Services.AddSingleton(Albums).AddSingleton(Clock).AddSingleton(TimeProvider.System);
        screen.RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, Manager));
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");

        var open = await PanelAsync(first);
        Assert.Equal(
            "입고한 뒤 잔금이 확인될 때까지 보내거나 건네지 않기 (미납 2,200,000원)",
            open.Find("label.mg-check").TextContent.Trim()
        );
        Assert.True(open.Find("input[type=checkbox]").HasAttribute("checked"));
        Assert.True(
            open.Markup.IndexOf("type=\"checkbox\"", StringComparison.Ordinal) < open.Markup.IndexOf("입고 확인", StringComparison.Ordinal)
        );
        await ArriveAsync(open);
        Assert.Equal(1, await CountAsync("deliverables WHERE hold_until_paid"));

        // Paid, nothing is waited for, unless staff say so.
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        var paid = await PanelAsync(second);
        Assert.Contains("(미납 없음)", paid.Find("label.mg-check").TextContent);
        Assert.False(paid.Find("input[type=checkbox]").HasAttribute("checked"));
        await ArriveAsync(paid);
        Assert.Equal(1, await CountAsync("deliverables WHERE NOT hold_until_paid"));

        async Task<Guid> AtTheLabAsync()
        {
            var order = await OpenAsync(couple, Forty with { CopyWon = 0 });
            Assert.Null((await Albums.ApproveAsync(couple.Bride, order, await SentAsync(couple, order), Ct)).Refusal);
            var lab = new AlbumLab("한빛포토북", null, Clock.Today, null);
            Assert.Null((await Albums.OrderAtAsync(Manager, order, lab, (await ViewAsync(order)).Version, Ct)).Refusal);
            return order;
        }

        async Task<IRenderedComponent<AlbumLabPanel>> PanelAsync(Guid order)
        {
            var view = await ViewAsync(order);
            return screen.Render<AlbumLabPanel>(p => p.Add(x => x.Order, view));
        }

        static Task ArriveAsync(IRenderedComponent<AlbumLabPanel> panel) =>
            panel.FindAll("button").Single(b => b.TextContent.Trim() == "입고 확인").ClickAsync(new());
    }
}
