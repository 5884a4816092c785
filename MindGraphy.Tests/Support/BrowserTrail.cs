using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace MindGraphy.Tests.Support;

/// <summary>What the run's browsers asked for and what became of it, newest last: told with a failed test, whose pages are closed by then.</summary>
internal static class BrowserTrail
{
    private const int Kept = 400;
    private static readonly ConcurrentQueue<(DateTime At, string What)> Lines = new();

    /// <summary>Notes from now on every page that is opened, every answer that refuses, every request that breaks off and every fault of a script.</summary>
    public static void Follow(IBrowserContext browser)
    {
        browser.Response += (_, answer) =>
        {
            if (answer.Status >= 400 || answer.Request.IsNavigationRequest)
            {
                Note($"{answer.Status} {answer.Request.Method} {answer.Url}");
            }
        };
        browser.RequestFailed += (_, request) => Note($"broke off: {request.Method} {request.Url} {request.Failure}");
        browser.WebError += (_, fault) => Note($"script: {fault.Page?.Url} {fault.Error}");
        browser.Page += (_, page) =>
        {
            page.Crash += (_, _) => Note($"crashed: {page.Url}");
            page.Download += (_, file) => Note($"downloads: {file.SuggestedFilename} {file.Url}");
        };
    }

    /// <summary>The lines since then, at most so many.</summary>
    public static IEnumerable<string> Since(DateTime then, int most) =>
        Lines
            .Where(line => line.At >= then)
            .TakeLast(most)
            .Select(line => $"{line.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {line.What}");

    private static void Note(string what)
    {
        Lines.Enqueue((DateTime.UtcNow, what));
        while (Lines.Count > Kept)
        {
            Lines.TryDequeue(out _);
        }
    }
}
