using Microsoft.Playwright;

namespace MindGraphy.Bench;

/// <summary>The Chromium that cases are looked at with.</summary>
internal static class BenchBrowser
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
    ];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Environment.GetEnvironmentVariable("MINDGRAPHY_CHROMIUM") ?? "/usr/bin/chromium", Args = Flags }
        );
}
