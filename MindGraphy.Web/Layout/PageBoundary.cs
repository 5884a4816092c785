using Microsoft.AspNetCore.Components.Web;

namespace MindGraphy.Web.Layout;

/// <summary>
/// Where a fault of a page ends. The framework's own boundary stays blank when two parts fail in one drawing, because the second fault empties it
/// after the first one drew what it says (dotnet/aspnetcore issue 56950): this one is drawn once more when the drawing is over.
/// </summary>
public sealed class PageBoundary : ErrorBoundary
{
    /// <inheritdoc/>
    protected override async Task OnErrorAsync(Exception exception)
    {
        await base.OnErrorAsync(exception);
        await Task.Yield();
        StateHasChanged();
    }
}
