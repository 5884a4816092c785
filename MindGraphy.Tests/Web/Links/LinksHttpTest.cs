using MindGraphy.Tests.Support;

namespace MindGraphy.Tests.Web.Links;

/// <summary>The application as couples' browsers meet it, with the test's clock and nothing in the background.</summary>
public abstract class LinksHttpTest(MigratedTemplate template) : ProjectTest(template)
{
    /// <summary>The application.</summary>
    protected ServedApp App { get; private set; } = null!;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        App = await ServedApp.StartAsync(ConnectionString, change: ServedApp.Still(Time), ct: Ct);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
