using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Quotes;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Web.Links;

/// <summary>A browser has one cookie for a purpose: a page that was left open when another link was opened in it writes nothing for the wrong couple.</summary>
public sealed partial class OtherLinkHttpTests(MigratedTemplate template) : LinksHttpTest(template)
{
    private const string Sentence = "이 브라우저에서 다른 링크를";

    [Fact]
    public async Task A_quote_is_neither_accepted_nor_declined_by_the_page_of_another()
    {
        var (first, second) = (await QuoteAsync("김서연"), await QuoteAsync("박지민"));
        using var phone = Browser();
        await OpenAsync(phone, "quote", first.Link);
        var html = await phone.GetStringAsync("/c/quote", Ct);
        await OpenAsync(phone, "quote", second.Link);
        foreach (var (form, field) in new[] { ("accept", ("act", "accept")), ("decline", ("why", "예산이 달라졌어요")) })
        {
            var refused = await PostAsync(phone, "/c/quote", html, form, field, ("revision", "1"));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync(Ct);
            Assert.Contains(Sentence, page);
            Assert.Contains("박지민", page);
        }

        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM quotes WHERE status = 'sent'"));

        // What the browser shows now is the second one, and its own buttons work; a page of before says nothing and is believed.
        html = await phone.GetStringAsync("/c/quote", Ct);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, "/c/quote", html, "decline", ("why", "다음에요"))).StatusCode);
        Assert.Equal("declined", await StatusAsync(second.Id));

        // Where nothing is left to answer the page says so, too, and does not lead away from the sentence.
        await OpenAsync(phone, "quote", first.Link);
        html = await phone.GetStringAsync("/c/quote", Ct);
        await OpenAsync(phone, "quote", second.Link);
        var late = await PostAsync(phone, "/c/quote", html, "accept", ("act", "accept"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains(Sentence, await late.Content.ReadAsStringAsync(Ct));
        await OpenAsync(phone, "quote", first.Link);
        var before = Page().Replace(html, "");
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, "/c/quote", before, "decline", ("why", "다음에요"))).StatusCode);
        Assert.Equal("declined", await StatusAsync(first.Id));

        Task<string> StatusAsync(Guid quote) => ScalarAsync<string>($"SELECT status::text FROM quotes WHERE id = '{quote}'");
    }

    [Fact]
    public async Task Another_couple_is_not_answered_for_whose_photographer_changes()
    {
        var (first, second) = (await ChangedAsync("김서연", 9), await ChangedAsync("박지민", 15));
        using var phone = Browser();
        await OpenAsync(phone, "photographer", first.Link);
        var html = await phone.GetStringAsync("/c/photographer", Ct);
        await OpenAsync(phone, "photographer", second.Link);
        foreach (var answer in new[] { "yes", "no" })
        {
            var refused = await PostAsync(phone, "/c/photographer", html, "answer", ("act", answer), ("note", "우리 생각은 이래요"));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync(Ct);
            Assert.Contains(Sentence, page);
            Assert.Contains("우리 생각은 이래요", page);
        }

        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM substitutions WHERE status = 'proposed' AND answered_at IS NULL"));
        html = await phone.GetStringAsync("/c/photographer", Ct);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, "/c/photographer", html, "answer", ("act", "yes"))).StatusCode);
        Assert.Equal("agreed", await ScalarAsync<string>($"SELECT status::text FROM substitutions WHERE id = '{second.Id}'"));
        Assert.Equal("proposed", await ScalarAsync<string>($"SELECT status::text FROM substitutions WHERE id = '{first.Id}'"));
    }

    private async Task<(Guid Id, string Link)> QuoteAsync(string bride)
    {
        var contract = await SignedContractAsync(bride, signed: false);
        var package = await ScalarAsync<Guid>("SELECT package_id FROM contracts ORDER BY id LIMIT 1");
        var quotes = App.Services.GetRequiredService<QuoteService>();
        var draft = new QuoteDraft(
            package,
            "ko",
            null,
            Clock.Today.AddDays(14),
            [],
            [
                new PlanTerm(PlanLineKind.Deposit, PlanAmount.Percent, 20, PlanDue.AfterSigning, 3),
                new PlanTerm(PlanLineKind.Balance, PlanAmount.Rest, 0, PlanDue.BeforeShoot, 7),
            ]
        );
        var written = await quotes.WriteAsync(Manager, contract.CustomerId, draft, bride, Ct);
        Assert.Null(written.Refusal);
        var sheet = (await quotes.SheetAsync(Manager, written.Value, Ct)).Value!;
        Assert.Null((await quotes.SendAsync(Manager, written.Value, sheet.Version, Ct)).Refusal);
        return (written.Value, (await quotes.LinksAsync(Manager, written.Value, Ct))[0].Path);
    }

    private async Task<(Guid Id, string Link)> ChangedAsync(string bride, int hour)
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync(bride);
        var shoot = await BookedAsync(project, Plan(At(hour), At(hour + 3), park));
        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { PhotographerId = jung }, now.Version, ct: Ct)).Refusal);
        var substitutions = App.Services.GetRequiredService<SubstitutionService>();
        var row = (await substitutions.OfAsync(Manager, project, Ct))[0];
        Assert.Null((await substitutions.AskAsync(Manager, row.Id, "입원", row.Version, Ct)).Refusal);
        return (row.Id, (await substitutions.LinksAsync(Manager, row.Id, Ct))[0].Path);
    }

    private HttpClient Browser()
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = App.Address,
        };
        client.DefaultRequestHeaders.Add("Accept-Language", "ko");
        return client;
    }

    private static async Task OpenAsync(HttpClient browser, string purpose, string link)
    {
        using var form = new FormUrlEncodedContent([new("token", link.Split('/')[^1])]);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("/c/open/" + purpose, form, Ct)).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string path,
        string html,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        using var content = new FormUrlEncodedContent([
            new("_handler", form),
            new("__RequestVerificationToken", Token().Match(html).Groups[1].Value),
            .. Page().Match(html) is { Success: true } page
                ? [new("page", page.Groups[1].Value)]
                : Array.Empty<KeyValuePair<string, string>>(),
            .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
        ]);
        return await browser.PostAsync(path, content, Ct);
    }

    [GeneratedRegex("name=\"page\" value=\"([0-9a-f]{16})\"")]
    private static partial Regex Page();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
