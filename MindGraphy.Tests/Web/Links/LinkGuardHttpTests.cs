using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Links;
using Xunit;

namespace MindGraphy.Tests.Web.Links;

/// <summary>What a stranger, or somebody with a key to another door, learns from the exchange of a token: nothing, and not often.</summary>
public sealed class LinkGuardHttpTests(MigratedTemplate template) : LinksHttpTest(template)
{
    private static readonly LinkPurpose[] Purposes = Enum.GetValues<LinkPurpose>();

    private int _addresses;

    // As many random tokens as are tried: some here, 100,000 by a command of their own (docs/benchmarks.md).
    private static int Tokens =>
        int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_TOKENS"), CultureInfo.InvariantCulture, out var tokens)
            ? tokens
            : 1_000;

    [Fact]
    public async Task A_key_opens_the_door_it_was_made_for_and_no_other()
    {
        var project = await ProjectAsync("김서연");
        var customer = await ScalarAsync<Guid>($"SELECT customer_id FROM projects WHERE id = '{project}'");
        var links = await IssueAsync(customer, Purposes);
        foreach (var (made, link) in Purposes.Zip(links))
        {
            using var browser = Browser();
            foreach (var asked in Purposes.Where(p => p != made))
            {
                Assert.Equal((HttpStatusCode.Found, "/c/closed", false), await EnterAsync(browser, asked, TokenOf(link)));
            }

            Assert.Equal((HttpStatusCode.SeeOther, "/c/" + LinkService.NameOf(made), true), await EnterAsync(browser, made, TokenOf(link)));

            // Nor does the cookie of one door, named as another's.
            var value = browser.Cookies.GetCookies(App.Address)["mg-" + LinkService.NameOf(made)]!.Value;
            foreach (var asked in Purposes.Where(p => p != made))
            {
                using var other = Browser();
                other.Cookies.Add(App.Address, new Cookie("mg-" + LinkService.NameOf(asked), value));
                Assert.Equal(await AnswerAsync(Browser(), asked), await AnswerAsync(other, asked));
            }
        }
    }

    [Fact]
    public async Task Unknown_cut_foreign_expired_and_taken_back_are_one_answer()
    {
        var project = await ProjectAsync("김서연");
        var customer = await ScalarAsync<Guid>($"SELECT customer_id FROM projects WHERE id = '{project}'");
        var links = await IssueAsync(customer, [LinkPurpose.Download, LinkPurpose.Proof, LinkPurpose.Proof, LinkPurpose.Proof]);
        await ScalarAsync<object?>($"UPDATE link_tokens SET expires_at = '{Clock.Now:O}' WHERE id = '{links[1].Id}' RETURNING NULL");
        await ScalarAsync<object?>($"UPDATE link_tokens SET revoked_at = '{Clock.Now:O}' WHERE id = '{links[2].Id}' RETURNING NULL");
        var right = TokenOf(links[3]);
        string[] wrong =
        [
            TokenOf(links[0]),
            TokenOf(links[1]),
            TokenOf(links[2]),
            new('A', 43),
            right[..42],
            right + "A",
            right[..42] + (right[42] == 'A' ? 'E' : 'A'),
            right.ToUpperInvariant(),
            "",
            new('셀', 43),
            new('A', 100_000),
            await ScalarAsync<string>($"SELECT token_hash FROM link_tokens WHERE id = '{links[3].Id}'"),
            links[3].Id.ToString("N"),
        ];
        using var browser = Browser();
        foreach (var token in wrong)
        {
            Assert.Equal((HttpStatusCode.Found, "/c/closed", false), await EnterAsync(browser, LinkPurpose.Proof, token));
        }

        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM link_tokens WHERE last_used_at IS NOT NULL"));
        Assert.Equal((HttpStatusCode.SeeOther, "/c/proof", true), await EnterAsync(browser, LinkPurpose.Proof, right));
    }

    [Fact]
    public async Task Who_tries_tokens_is_let_miss_twenty_times_a_minute()
    {
        var project = await ProjectAsync("김서연");
        var customer = await ScalarAsync<Guid>($"SELECT customer_id FROM projects WHERE id = '{project}'");
        var links = await IssueAsync(customer, [LinkPurpose.Proof, LinkPurpose.Guest]);
        var right = TokenOf(links[0]);
        var answers = new ConcurrentBag<(HttpStatusCode, string?, bool)>();
        using var stranger = Browser();
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Tokens),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct },
            async (n, _) =>
            {
                var random = new byte[32];
                new Random(n).NextBytes(random);
                answers.Add(
                    await EnterAsync(stranger, LinkPurpose.Proof, Convert.ToBase64String(random)[..43].Replace('+', '-').Replace('/', '_'))
                );
            }
        );

        // As many minutes as it touched: the one that had begun before it, too.
        var minutes = (int)Stopwatch.GetElapsedTime(begun).TotalMinutes + 2;
        var told = answers.Count(a => a.Item1 == HttpStatusCode.Found);
        TestContext.Current.TestOutputHelper?.WriteLine($"{told} of {Tokens} told in {Stopwatch.GetElapsedTime(begun)}");
        Assert.Equal(Tokens, answers.Count);
        Assert.InRange(told, MissedLinks.Most, MissedLinks.Most * minutes);
        Assert.All(answers, a => Assert.True(a.Item1 is HttpStatusCode.Found or HttpStatusCode.TooManyRequests, a.Item1.ToString()));

        // Nor does the right one tell itself from the wrong ones by then; at another address it opens, as often as a party's phones need it.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await EnterAsync(stranger, LinkPurpose.Proof, right)).Status);
        // So do as many who come too late for what was shared with them.
        using var late = Browser();
        await ScalarAsync<object?>($"UPDATE link_tokens SET expires_at = '{Clock.Now:O}' WHERE id = '{links[1].Id}' RETURNING NULL");
        for (var guest = 0; guest < 30; guest++)
        {
            Assert.Equal((HttpStatusCode.Found, "/c/closed", false), await EnterAsync(late, LinkPurpose.Guest, TokenOf(links[1])));
        }

        Assert.Equal((HttpStatusCode.SeeOther, "/c/proof", true), await EnterAsync(late, LinkPurpose.Proof, right));
        using var party = Browser();
        for (var guest = 0; guest < 50; guest++)
        {
            Assert.Equal((HttpStatusCode.SeeOther, "/c/proof", true), await EnterAsync(party, LinkPurpose.Proof, right));
        }
    }

    [Fact]
    public async Task A_miss_costs_one_look_into_an_index()
    {
        using var browser = Browser();
        await EnterAsync(browser, LinkPurpose.Proof, new string('A', 43));
        using var counter = new StatementCounter(ConnectionString);
        await EnterAsync(browser, LinkPurpose.Proof, new string('B', 43));
        var statement = Assert.Single(counter.Statements);
        Assert.Contains("link_tokens", statement);
        await EnterAsync(browser, LinkPurpose.Proof, "short");
        Assert.Single(counter.Statements);
        Assert.Contains(
            "ux_link_tokens_token_hash",
            await ScalarAsync<string>(
                "SELECT indexdef FROM pg_indexes WHERE tablename = 'link_tokens' AND indexdef LIKE 'CREATE UNIQUE INDEX%(token_hash)'"
            )
        );
    }

    private async Task<IReadOnlyList<LinkToken>> IssueAsync(Guid customer, IReadOnlyList<LinkPurpose> purposes)
    {
        await using var session = App.Services.GetRequiredService<IStudio>().Open(Actor.System);
        var service = App.Services.GetRequiredService<LinkService>();
        var links = purposes.Select(p => service.Issue(session, p, Ids.New(), customer, null, Clock.Now.AddDays(9))).ToList();
        Assert.Null((await session.SaveAsync(Ct)).Refusal);
        return links;
    }

    private string TokenOf(LinkToken link) => App.Services.GetRequiredService<LinkService>().PathOf(link).Split('/')[^1];

    private static async Task<(HttpStatusCode Status, string? Location, bool Cookie)> EnterAsync(
        Phone browser,
        LinkPurpose purpose,
        string token
    )
    {
        using var form = new FormUrlEncodedContent([new("token", token)]);
        using var answer = await browser.Client.PostAsync("/c/open/" + LinkService.NameOf(purpose), form, Ct);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), answer.Headers.Contains("Set-Cookie"));
    }

    // What a page says to who may not see it: status, where it leads, and how much it says.
    private static async Task<(HttpStatusCode Status, string? Location, string Text)> AnswerAsync(Phone browser, LinkPurpose purpose)
    {
        using var answer = await browser.Client.GetAsync("/c/" + LinkService.NameOf(purpose), Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        var (begin, end) = (html.IndexOf("<main", StringComparison.Ordinal), html.IndexOf("</main>", StringComparison.Ordinal));
        return (answer.StatusCode, answer.Headers.Location?.ToString(), begin < 0 || end < begin ? html : html[begin..end]);
    }

    // An address of its own, or the one test would use up what the other has left.
    private Phone Browser()
    {
        var from = new IPAddress([127, 0, 7, (byte)Interlocked.Increment(ref _addresses)]);
        var cookies = new CookieContainer();
        var client = new HttpClient(OwnAddress.Handler(from, cookies)) { BaseAddress = App.Address };
        client.DefaultRequestHeaders.Add("Accept-Language", "ko");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return new Phone(client, cookies);
    }

    private sealed record Phone(HttpClient Client, CookieContainer Cookies) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
