using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>
/// The real application as a process of its own, on a database of its own, under one real Chromium. Shared by every browser test of the
/// run; a test that kills the server takes another one.
/// </summary>
/// <param name="template">Of what its database is a copy.</param>
/// <param name="settings">Settings beside those that every test has, as environment variables.</param>
public sealed class BrowserApp(MigratedTemplate template, IReadOnlyDictionary<string, string>? settings = null) : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mindgraphy-app-" + Guid.NewGuid().ToString("N")[..8]);
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    /// <summary>Where it answers; the port stays the same over restarts.</summary>
    public string BaseUrl { get; } = $"http://localhost:{FreePort()}";

    /// <summary>What to connect with.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The first admin's address.</summary>
    public string AdminEmail { get; } = "admin@studio.example";

    /// <summary>The first admin's generated password.</summary>
    public string AdminPassword { get; private set; } = "";

    /// <summary>The mail that was collected.</summary>
    public string MailFolder => Path.Combine(_folder, "mail");

    /// <summary>Where its objects are.</summary>
    public string ObjectsFolder => Path.Combine(_folder, "objects");

    /// <summary>Where the keys of its links are: services of a test that share them make links that it opens.</summary>
    public string KeysFolder => Path.Combine(_folder, "keys");

    /// <summary>The last lines it wrote.</summary>
    public string Log => LastWords(80);

    /// <summary>The last lines it wrote, so many.</summary>
    public string LastWords(int lines) => string.Join('\n', _log.TakeLast(lines));

    /// <summary>Makes the database and starts serving: after a verb, or else with an admin and nothing else in it.</summary>
    /// <param name="prepare">A verb to run before serving, for example <c>demo</c>; <c>admin create</c> where none is given.</param>
    /// <returns>What the verb said.</returns>
    public async Task<string> StartAsync(params string[] prepare)
    {
        Directory.CreateDirectory(_folder);
        ConnectionString = await template.CopyAsync();
        var said = await RunVerbAsync(prepare.Length > 0 ? prepare : ["admin", "create", AdminEmail, "--name", "한지우"]);
        if (prepare.Length == 0)
        {
            AdminPassword = System.Text.RegularExpressions.Regex.Match(said, AdminEmail + @"\s+(\S+)").Groups[1].Value;
        }

        await ServeAsync();
        return said;
    }

    /// <summary>The mails to somebody, newest last.</summary>
    public IReadOnlyList<MimeKit.MimeMessage> MailsTo(string address) =>
        Directory.Exists(MailFolder)
            ?
            [
                .. new DirectoryInfo(MailFolder)
                    .GetFiles("*.eml")
                    .OrderBy(f => f.LastWriteTimeUtc)
                    .Select(f => MimeKit.MimeMessage.Load(f.FullName))
                    .Where(m => m.To.Mailboxes.Any(t => t.Address == address)),
            ]
            : [];

    /// <summary>Waits for a mail to somebody that holds a one-time code, and returns the newest.</summary>
    public async Task<string> CodeMailedToAsync(string address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            foreach (var mail in MailsTo(address).Reverse())
            {
                var code = System.Text.RegularExpressions.Regex.Match(mail.TextBody ?? "", @"(?m)^\d{6}\r?$");
                if (code.Success)
                {
                    return code.Value.Trim();
                }
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Waits for a mail to somebody that holds a link for the purpose, and returns the link.</summary>
    public async Task<string> LinkMailedToAsync(string address, string purpose)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            foreach (var mail in MailsTo(address).Reverse())
            {
                var link = System.Text.RegularExpressions.Regex.Match(mail.TextBody ?? "", $@"http://\S+/c/{purpose}/[\w-]{{43}}");
                if (link.Success)
                {
                    return link.Value;
                }
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Starts serving and waits until it answers.</summary>
    public async Task ServeAsync()
    {
        _process = Start("serve", "--urls", BaseUrl);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("The application did not start:\n" + Log);
            }

            try
            {
                if ((await http.GetAsync(new Uri(BaseUrl + "/health/ready"), patience.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet listening.
            }
            catch (OperationCanceledException) when (!patience.IsCancellationRequested)
            {
                // Listening, but on a busy machine, which is asked again.
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Runs a verb to its end and returns what it said.</summary>
    public async Task<string> RunVerbAsync(params string[] verb)
    {
        using var process = Process.Start(Command(verb)) ?? throw new InvalidOperationException("The verb did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"{string.Join(' ', verb)} said {process.ExitCode}:\n{said}\n{await error}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        await using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Start(params string[] verb)
    {
        var process = new Process { StartInfo = Command(verb) };
        process.OutputDataReceived += (_, e) => _log.Enqueue(e.Data ?? "");
        process.ErrorDataReceived += (_, e) => _log.Enqueue(e.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private ProcessStartInfo Command(string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MindGraphy.Web.dll"), .. verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__MindGraphy"] = ConnectionString;
        start.Environment["Storage__Folder"] = ObjectsFolder;
        start.Environment["Links__KeyFolder"] = KeysFolder;
        start.Environment["Links__PublicUrl"] = BaseUrl;
        start.Environment["Mail__Folder"] = MailFolder;
        start.Environment["Messages__Folder"] = Path.Combine(_folder, "messages");
        start.Environment["Workers__LookEverySeconds"] = "1";

        // All tests of a run sign in from one address.
        start.Environment["RateLimits__SignIns"] = "1000";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

/// <summary>One Chromium for the run.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        // Not how long anything takes, but how long a machine busy with the other tests may: what is right is seen as soon as it is there.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("MINDGRAPHY_CHROMIUM") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>As the browser inside KakaoTalk names itself.</summary>
    public const string KakaoTalk =
        "Mozilla/5.0 (Linux; Android 14; SM-S921N Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.122 Mobile Safari/537.36;KAKAOTALK 2410850";

    /// <summary>A browser of its own: cookies, language, size, light or dark; one inside an app has no service worker.</summary>
    public async Task<IBrowserContext> OpenAsync(
        string baseUrl,
        string language = "ko-KR",
        int width = 1440,
        int height = 900,
        bool dark = false,
        bool touch = false,
        bool script = true,
        string? inApp = null
    )
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = baseUrl,
                Locale = language,
                TimezoneId = "Asia/Seoul",
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                HasTouch = touch,
                IsMobile = touch,
                JavaScriptEnabled = script,
                ReducedMotion = ReducedMotion.Reduce,
                UserAgent = inApp,
                ServiceWorkers = inApp is null ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            }
        );
        context.SetDefaultTimeout(60_000);
        await BrowserTrail.FollowAsync(context);
        return context;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
