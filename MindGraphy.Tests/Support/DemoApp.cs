using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>
/// The real application as a process of its own, over the small demonstration studio: one for all browser tests of the run, started when the
/// first of them asks. What a test makes in it, it makes under a name of its own.
/// </summary>
public sealed partial class DemoApp : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private BrowserApp? _app;
    private ILookup<UserRole, DemoPerson>? _people;

    /// <summary>Settings beside those that every test has, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>The application, started.</summary>
    /// <param name="template">Of what its database is a copy.</param>
    public async Task<BrowserApp> StartedAsync(MigratedTemplate template)
    {
        await _starting.WaitAsync();
        try
        {
            if (_app is null)
            {
                var app = new BrowserApp(template, Settings);
                var said = await app.StartAsync("demo", "--small");
                _people = Login()
                    .Matches(said)
                    .Select(m => new DemoPerson(
                        Enum.Parse<UserRole>(m.Groups[1].Value),
                        m.Groups[2].Value,
                        m.Groups[3].Value,
                        m.Groups[4].Value
                    ))
                    .ToLookup(p => p.Role);
                _app = app;
            }

            return _app;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Somebody of the studio.</summary>
    /// <param name="role">Their role.</param>
    /// <param name="number">Which of them, from 0.</param>
    public DemoPerson Person(UserRole role, int number = 0) => _people![role].ElementAt(number);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _starting.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [GeneratedRegex(@"^ +(Admin|Manager|Photographer|Editor) +(\S+) +(\S+@\S+) +(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Login();
}

/// <summary>A member of the demonstration's staff.</summary>
/// <param name="Role">The role.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
/// <param name="Password">The generated password.</param>
public sealed record DemoPerson(UserRole Role, string Name, string Email, string Password);

/// <summary>What people do on every page.</summary>
public static class BrowserSteps
{
    private static readonly SemaphoreSlim Clipboard = new(1);

    /// <summary>Signs in through the login page and waits for the page that was asked for.</summary>
    public static async Task<IPage> SignInAsync(this IBrowserContext browser, DemoPerson person, string path = "/studio")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(path);
        await page.FillLoginAsync(person.Email, person.Password);
        await page.WaitForURLAsync("**" + path);
        await page.ReadyAsync();
        return page;
    }

    /// <summary>Fills in the login page and sends it.</summary>
    public static async Task FillLoginAsync(this IPage page, string email, string password)
    {
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
    }

    /// <summary>Opens a staff page and waits until it answers and has what it shows.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.ReadyAsync();
    }

    /// <summary>Waits until the staff page answers and shows no skeleton any more.</summary>
    public static async Task ReadyAsync(this IPage page)
    {
        await page.Locator("#main[data-ready=true]").WaitForAsync();
        await page.Locator("h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".mg-loading")).ToHaveCountAsync(0);

        // What comes a moment later moves what stands below it, and a click between two places hits nothing. A page that always changes is as ready
        // as it will be after three seconds. Asked for one by one: pages allow no script to be made of a string, as waiting for a function does.
        for (var i = 0; i < 60 && await page.EvaluateAsync<double>("performance.now() - (window.mgChanged || 0)") < 150; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Presses a button that copies, waits until the page says that it did, and returns what is on the clipboard.</summary>
    /// <param name="button">The button.</param>
    /// <param name="within">Where the page says it.</param>
    public static async Task<string> CopyAsync(this ILocator button, ILocator within)
    {
        // A browser has one clipboard for all whom it shows a page, and the tests have one browser.
        await Clipboard.WaitAsync();
        try
        {
            await button.ClickAsync();
            await within.GetByText("복사됨").SeeAsync();
            return await button.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        }
        finally
        {
            Clipboard.Release();
        }
    }

    /// <summary>Waits for what a locator points to.</summary>
    public static Task SeeAsync(this ILocator locator) => Assertions.Expect(locator.First).ToBeVisibleAsync();
}
