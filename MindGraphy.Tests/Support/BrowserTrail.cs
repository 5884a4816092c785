using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>
/// What the run's browsers were told to do, asked for and showed, newest last: told with a failed test, whose pages are closed by then.
/// </summary>
internal static class BrowserTrail
{
    private const int Kept = 1000;
    private const string Mark = "mg-trail ";

    // Clicks as they reach the page, and what it says as an answer: a click that never arrived looks like one that was refused otherwise.
    private const string Listens = """
        (() => {
            const say = text => console.debug('mg-trail ' + text.replace(/\s+/g, ' ').slice(0, 160));
            addEventListener('click', e => {
                const on = e.target.closest?.('a, button, label, summary, input, select') ?? e.target;
                say('click on ' + (on.tagName ?? '') + ' ' + (on.ariaLabel || on.innerText || on.id || ''));
            }, true);
            const answers = '.mg-field-error, .mg-alert, .mud-snackbar, [role=alert], dialog[open]';
            window.mgChanged = 0;
            new MutationObserver(changes => {
                window.mgChanged = performance.now();
                for (const node of changes.flatMap(c => [...c.addedNodes])) {
                    for (const on of node.matches?.(answers) ? [node] : node.querySelectorAll?.(answers) ?? []) {
                        if (on.innerText) say('says: ' + on.innerText);
                    }
                }
            }).observe(document, { childList: true, subtree: true });
        })();
        """;
    private static readonly ConcurrentQueue<(DateTime At, string What)> Lines = new();

    /// <summary>
    /// Notes from now on every page that is opened, every click that reaches one, every alert and error that it shows, every answer that refuses,
    /// every request that breaks off and every fault of a script.
    /// </summary>
    public static async Task FollowAsync(IBrowserContext browser)
    {
        await browser.AddInitScriptAsync(Listens);
        browser.Console += (_, said) =>
        {
            if (said.Text.StartsWith(Mark, StringComparison.Ordinal))
            {
                Note($"{said.Text[Mark.Length..]} ({said.Page?.Url})");
            }
        };
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

    /// <summary>Writes what happened since a test began, and the application's last words, beside its failure; nothing where it passed.</summary>
    public static void TellIfFailed(DateTime begun, BrowserApp app)
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            var told = Since(begun, most: 40).Append("The application's last words:").Append(app.LastWords(lines: 20));
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', told));
        }
    }

    private static IEnumerable<string> Since(DateTime then, int most) =>
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
