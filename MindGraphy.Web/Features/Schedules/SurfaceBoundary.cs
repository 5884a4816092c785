using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>
/// Keeps what the scheduler's cards do after they are gone from the page. A card asks the browser something when it is drawn, and where it has left
/// the screen before the answer came, it throws that it is disposed: seen with a quick change of the view, where it took the whole page with it.
/// Cards of a surface that is gone fail unheard; where the surface is still there, it is drawn anew. Any other fault is the page's.
/// </summary>
public sealed class SurfaceBoundary : ErrorBoundaryBase, IDisposable
{
    private bool _gone;

    /// <summary>Told of any other fault.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Exception> OnFault { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _gone = true;

    /// <inheritdoc/>
    protected override async Task OnErrorAsync(Exception exception)
    {
        if (exception is not ObjectDisposedException)
        {
            await OnFault.InvokeAsync(exception);
            return;
        }

        // After all faults of this drawing.
        await Task.Yield();
        if (!_gone)
        {
            Recover();
        }
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
        }
    }
}
