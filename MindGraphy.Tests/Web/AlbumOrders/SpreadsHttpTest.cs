using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.AlbumOrders;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.AlbumOrders;
using MindGraphy.Web.Features.Links;
using Xunit;

namespace MindGraphy.Tests.Web.AlbumOrders;

/// <summary>The real application with its store, a phone's requests, a cookie from a link.</summary>
public abstract class SpreadsHttpTest(MigratedTemplate template) : AlbumOrderTest(template)
{
    protected ServedApp App { get; private set; } = null!;

    protected AlbumOrderService Served => App.Services.GetRequiredService<AlbumOrderService>();

    protected SpreadIntake Intake => App.Services.GetRequiredService<SpreadIntake>();

    protected override IObjectStore Store => App.Services.GetRequiredService<IObjectStore>();

    // The application's clock is the real one.
    protected static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(9)).AddDays(7);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        App = await ServedApp.StartAsync(ConnectionString, ct: Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var found in Store.ListAsync("album-orders/", Ct))
        {
            keys.Add(found.Key);
        }

        return keys;
    }

    protected async Task<HttpClient> EnterAsync(Guid contactId, Guid order)
    {
        var link = (await Served.LinkUrlsAsync(Manager, order, Ct)).Value!.Single(l => l.ContactId == contactId);
        var browser = Browser("same-origin");
        Assert.Equal("/c/album", await OpenAsync(browser, "album", link.Path));
        await browser.GetAsync("/culture?c=ko&r=/", Ct);
        browser.DefaultRequestHeaders.Add(CoupleRequests.PageHeader, CoupleVisit.KeyOf(order, contactId));
        return browser;
    }

    protected static async Task<string> OpenAsync(HttpClient browser, string purpose, string path)
    {
        using var form = new FormUrlEncodedContent([new("token", path.Split('/')[^1])]);
        return (await browser.PostAsync($"/c/open/{purpose}", form, Ct)).Headers.Location!.ToString();
    }

    protected HttpClient Browser(string site)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = App.Address };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        browser.DefaultRequestHeaders.Add("Accept-Language", "ko");
        return browser;
    }
}
