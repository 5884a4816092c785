using Microsoft.AspNetCore.Components;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Live;

/// <summary>
/// A page or part that follows what happens in the studio. News is collected for <see cref="Pause"/>, so that an upload of 800 photos is one
/// reload and one redraw; it is then handled on this component's own renderer, and a fault there ends in this circuit's error boundary.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    /// <summary>How long news is collected before the screen follows.</summary>
    protected static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _lock = new();
    private List<IStudioEvent> _burst = [];
    private IDisposable? _listening;
    private ITimer? _timer;
    private bool _following;
    private bool _disposed;

    /// <summary>Cancelled when the component leaves the screen. Reads take it; commands do not.</summary>
    protected CancellationToken Gone { get; }

    protected LiveComponent() => Gone = _gone.Token;

    [Inject]
    private IStudioNews News { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(FollowAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listening = News.Listen(Hear);
    }

    /// <summary>Decides what to reload for one piece of news; equal pieces of a burst come once.</summary>
    protected virtual Task OnStudioEventAsync(IStudioEvent studioEvent) => Task.CompletedTask;

    /// <summary>Decides what to reload for a whole burst; override where many different events mean one reload.</summary>
    protected virtual async Task OnStudioEventsAsync(IReadOnlyList<IStudioEvent> burst)
    {
        foreach (var studioEvent in burst)
        {
            await OnStudioEventAsync(studioEvent);
        }
    }

    /// <summary>Called when the component leaves the screen.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
        {
            return;
        }

        lock (_lock)
        {
            _disposed = true;
        }

        _listening?.Dispose();
        _timer?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private Task Hear(IStudioEvent studioEvent)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _burst.Add(studioEvent);
                if (_burst.Count == 1 && !_following)
                {
                    _timer?.Change(Pause, Timeout.InfiniteTimeSpan);
                }
            }
        }

        return Task.CompletedTask;
    }

    private async Task FollowAsync()
    {
        List<IStudioEvent> burst;
        lock (_lock)
        {
            if (_disposed || _following)
            {
                return;
            }

            _following = true;
            burst = _burst;
            _burst = [];
        }

        try
        {
            await OnStudioEventsAsync([.. burst.Distinct()]);
            if (!_disposed)
            {
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The screen was left while it reloaded: nobody is there to tell.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            lock (_lock)
            {
                _following = false;
                if (!_disposed && _burst.Count > 0)
                {
                    _timer?.Change(Pause, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }
}
