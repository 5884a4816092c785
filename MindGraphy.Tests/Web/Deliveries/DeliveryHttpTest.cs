using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Deliveries;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Web.Deliveries;

/// <summary>The real application on a port of its own, over a couple's final files in a store on disk.</summary>
public abstract partial class DeliveryHttpTest(MigratedTemplate template) : DeliveryTest(template)
{
    protected string Folder => App.Folder;

    protected ServedApp App { get; private set; } = null!;

    protected override IObjectStore Store => App.Services.GetRequiredService<IObjectStore>();

    protected DeliveryService Served => App.Services.GetRequiredService<DeliveryService>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        App = await ServedApp.StartAsync(
            ConnectionString,
            new Dictionary<string, string?> { ["Workers:InProcess"] = "false", ["Logging:LogLevel:Default"] = "Critical" },
            ct: Ct
        );
    }

    public override async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // What was sent is written down after its last byte left.
    protected static async Task EventuallyAsync(Func<Task<bool>> happened)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await happened())
            {
                return;
            }

            await Task.Delay(100, Ct);
        }

        Assert.True(await happened());
    }

    protected async Task<(Final Final, Guid Id)> SentAsync(string[] names, int? most = null, bool pin = false)
    {
        var final = await FinalAsync(names);
        var clock = App.Services.GetRequiredService<StudioClock>();
        var draft = Draft(final, most, pin) with { ExpiresAt = Served.EndOf(clock.Today.AddDays(60)) };
        var made = await Served.PrepareAsync(Manager, final.Couple.ProjectId, draft, [final.Couple.BrideId, final.Couple.GroomId], ct: Ct);
        Assert.True(made.Succeeded, made.Refusal?.ToString());
        await WorkAsync(made.Value);
        Assert.Equal("ready", await StatusAsync(made.Value));
        return (final, made.Value);
    }

    protected HttpClient Browser()
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = App.Address,
        };
        client.DefaultRequestHeaders.Add("Accept-Language", "ko");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    protected async Task<HttpClient> EnterAsync(Guid contactId, Guid id)
    {
        var link = (await Served.LinkUrlsAsync(Manager, id, Ct)).Value!.Single(l => l.ContactId == contactId);
        var browser = Browser();
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        var entered = await browser.PostAsync("/c/open/download", form, Ct);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        return browser;
    }

    protected static Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string html,
        string form,
        params (string Name, string Value)[] fields
    ) => PostAsync(browser, "/c/download", html, form, fields);

    protected static Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string path,
        string html,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var token = Token().Match(html).Groups[1].Value;
        var content = new FormUrlEncodedContent([
            new("_handler", form),
            new("__RequestVerificationToken", token),
            new("page", Page().Match(html).Groups[1].Value),
            .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
        ]);
        return browser.PostAsync(path, content, Ct);
    }

    [GeneratedRegex("name=\"page\" value=\"([0-9a-f]+)\"")]
    private static partial Regex Page();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
