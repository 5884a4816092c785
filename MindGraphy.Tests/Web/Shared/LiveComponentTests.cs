using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Live;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed class LiveComponentTests : SharedTest
{
    private readonly Board _news = new();

    public LiveComponentTests() => Services.AddSingleton<IStudioNews>(_news);

    [Fact]
    public void A_burst_of_news_is_one_reload_with_equal_news_once()
    {
        var page = Render<Page>();

        for (var i = 0; i < 800; i++)
        {
            _news.Publish(new Moved(i % 2));
        }

        page.WaitForAssertion(() => Assert.Equal("2 in 1", page.Markup), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void News_after_a_burst_is_followed_too()
    {
        var page = Render<Page>();
        _news.Publish(new Moved(1));
        page.WaitForAssertion(() => Assert.Equal("1 in 1", page.Markup), TimeSpan.FromSeconds(10));

        _news.Publish(new Moved(1));

        page.WaitForAssertion(() => Assert.Equal("2 in 2", page.Markup), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task No_listener_is_left_after_the_page_is_gone_and_its_reads_are_cancelled()
    {
        var page = Render<Page>();
        var gone = page.Instance.Reads;
        Assert.Equal(1, _news.Listeners);

        await DisposeComponentsAsync();

        Assert.Equal(0, _news.Listeners);
        Assert.True(gone.IsCancellationRequested);
    }

    [Fact]
    public void A_fault_while_following_ends_in_the_error_boundary_of_this_circuit()
    {
        var page = Render<ErrorBoundary>(p => p.AddChildContent<Page>().Add(b => b.ErrorContent, fault => fault.Message));

        _news.Publish(new Broken());

        page.WaitForAssertion(() => Assert.Equal("broken", page.Markup), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Two_faults_of_one_drawing_still_say_that_there_was_one()
    {
        var page = Render<PageBoundary>(p =>
            p.AddChildContent<Faulty>().AddChildContent<Faulty>().AddChildContent<Faulty>().Add(b => b.ErrorContent, _ => "said")
        );

        page.WaitForAssertion(() => Assert.Equal("said", page.Markup), TimeSpan.FromSeconds(10));
    }

    private sealed class Faulty : ComponentBase
    {
        protected override void OnAfterRender(bool firstRender) => throw new InvalidOperationException("faulty");
    }

    private sealed record Moved(int Card) : IStudioEvent;

    private sealed record Broken : IStudioEvent;

    private sealed class Page : LiveComponent
    {
        private int _heard;
        private int _bursts;

        public CancellationToken Reads => Gone;

        protected override Task OnStudioEventAsync(IStudioEvent studioEvent)
        {
            _heard++;
            return studioEvent is Broken ? Task.FromException(new InvalidOperationException("broken")) : Task.CompletedTask;
        }

        protected override async Task OnStudioEventsAsync(IReadOnlyList<IStudioEvent> burst)
        {
            _bursts++;
            await base.OnStudioEventsAsync(burst);
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{_heard} in {_bursts}");
    }

    /// <summary>News within one process, as a page sees it.</summary>
    private sealed class Board : IStudioNews
    {
        private readonly List<Func<IStudioEvent, Task>> _listeners = [];

        public int Listeners => _listeners.Count;

        public IDisposable Listen(Func<IStudioEvent, Task> listener)
        {
            _listeners.Add(listener);
            return new Handle(() => _listeners.Remove(listener));
        }

        public void Publish(IStudioEvent studioEvent)
        {
            foreach (var listener in _listeners.ToList())
            {
                _ = listener(studioEvent);
            }
        }

        private sealed class Handle(Action dispose) : IDisposable
        {
            public void Dispose() => dispose();
        }
    }
}
