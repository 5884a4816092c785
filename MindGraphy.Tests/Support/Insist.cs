using System.Text.Json;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>What the scripts of the pages do while a server is down: the same thing again until it is answered.</summary>
public static class Insist
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Does it again until it says that it was accepted.</summary>
    public static async Task OnAsync(Func<Task<bool>> act)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                if (await act())
                {
                    return;
                }
            }
            catch (Exception e)
                when (e is HttpRequestException or IOException or JsonException or TaskCanceledException && !Ct.IsCancellationRequested)
            {
                // The server is down, or died while it answered.
            }

            Assert.True(DateTime.UtcNow < until, "It was refused for two minutes.");
            await Task.Delay(50, Ct);
        }
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        var until = DateTime.UtcNow + Patience;
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < until, "Nothing went on for two minutes.");
            await Task.Delay(20, Ct);
        }
    }
}
