using Bunit;
using MindGraphy.Web.Shared;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed class BusyButtonTests : SharedTest
{
    [Fact]
    public async Task A_second_click_while_the_first_still_runs_is_not_a_second_payment()
    {
        var paid = 0;
        var bank = new TaskCompletionSource();
        var button = Render<BusyButton>(p => p.Add(b => b.OnClick, () => Pay()).AddChildContent("결제"));

        var first = button.Find("button").ClickAsync(new());
        var second = button.Find("button").ClickAsync(new());

        Assert.Equal(1, paid);
        Assert.True(button.Find("button").HasAttribute("disabled"));
        Assert.Equal("true", button.Find("button").GetAttribute("aria-busy"));

        bank.SetResult();
        await Task.WhenAll(first, second);
        Assert.False(button.Find("button").HasAttribute("disabled"));
        Assert.Equal(1, paid);

        Task Pay()
        {
            paid++;
            return bank.Task;
        }
    }

    [Fact]
    public async Task After_a_fault_the_button_can_be_pressed_again()
    {
        var button = Render<BusyButton>(p => p.Add(b => b.OnClick, () => Task.FromException(new InvalidOperationException("fault"))));

        await Assert.ThrowsAsync<InvalidOperationException>(() => button.Find("button").ClickAsync(new()));

        button.Render();
        Assert.False(button.Find("button").HasAttribute("disabled"));
    }
}
