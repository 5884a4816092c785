using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>The thread over files on disk, in the demonstration that all browser tests share.</summary>
[Collection("The thread")]
public sealed class ThreadTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : ThreadTest(template, chromium)
{
    protected override DemoApp Demo => demo;

    protected override async Task TheStoreHoldsThemAsync()
    {
        Assert.NotEmpty(await OriginalsAsync());
        Assert.NotEmpty(Directory.GetFiles(App.ObjectsFolder, "*", SearchOption.AllDirectories));
    }
}
