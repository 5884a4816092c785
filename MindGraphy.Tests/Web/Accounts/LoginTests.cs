using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Auth;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Web.Accounts;

public sealed class LoginTests(MigratedTemplate template) : StudioHost(template)
{
    [Fact]
    public async Task The_keys_of_cookies_lie_in_the_database_but_a_dump_does_not_hold_them()
    {
        using var browser = NewBrowser();
        using var page = await browser.GetAsync("/account/login");
        await using var scope = Get<IServiceScopeFactory>().CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<StudioDbContext>().DataProtectionKeys.Select(k => k.Xml).ToListAsync(Ct);

        Assert.NotEmpty(keys);
        Assert.All(keys, xml => Assert.Contains("sealedKey", xml, StringComparison.Ordinal));
        Assert.All(keys, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_in_opens_the_studio_and_is_noted()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();

        using var answer = await browser.LoginAsync(email.ToUpperInvariant(), password, "/studio/calendar?week=2");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/studio/calendar?week=2", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(actor.UserId.ToString(), await browser.WhoAsync());
        var cookie = Assert.Single(browser.Cookies.GetCookies(Address), c => c.Name == AuthRegistration.CookieName);
        Assert.True(cookie.HttpOnly);
        var manager = (await Accounts.StaffAsync(Actor.System, Ct)).Value!.Single(a => a.Id == actor.UserId);
        Assert.Equal(Time.GetUtcNow(), manager.LastLoginAt);
        Assert.Equal("박하늘", manager.Name);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_a_closed_account_get_the_same_answer()
    {
        var (_, email, password) = await PersonAsync(UserRole.Editor);
        var (left, leftEmail, leftPassword) = await PersonAsync(UserRole.Editor);
        var (gone, goneEmail, gonePassword) = await PersonAsync(UserRole.Editor);
        Assert.True((await Accounts.SetStatusAsync(Actor.System, left.UserId!.Value, UserStatus.Suspended, Ct)).Succeeded);
        Assert.True((await Accounts.SetStatusAsync(Actor.System, gone.UserId!.Value, UserStatus.Inactive, Ct)).Succeeded);
        using var browser = NewBrowser();
        List<(HttpStatusCode, string)> answers = [];

        foreach (
            var (who, what) in ((string, string)[])
                [(email, password + "x"), ("nobody@studio.example", password), (leftEmail, leftPassword), (goneEmail, gonePassword)]
        )
        {
            using var answer = await browser.LoginAsync(who, what);
            answers.Add((answer.StatusCode, await Browser.MessageAsync(answer)));
        }

        var only = Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.OK, only.Item1);
        Assert.Contains("맞지 않습니다", only.Item2, StringComparison.Ordinal);
        Assert.Equal(SignedOut, await browser.WhoAsync());
    }

    [Fact]
    public async Task Ten_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Photographer);
        using var browser = NewBrowser("en");
        for (var i = 0; i < StudioSignIn.MostAttempts; i++)
        {
            using var wrong = await browser.LoginAsync(email, "wrong password " + i);
        }

        using (var locked = await browser.LoginAsync(email, password))
        {
            Assert.Contains("not right", await Browser.MessageAsync(locked), StringComparison.Ordinal);
        }

        Time.Advance(StudioSignIn.LockFor + TimeSpan.FromSeconds(1));
        using var again = await browser.LoginAsync(email, password);

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(actor.UserId.ToString(), await browser.WhoAsync());
    }

    [Fact]
    public async Task Sixty_parallel_guesses_are_ten()
    {
        var (actor, _, _) = await PersonAsync(UserRole.Editor);
        var source = Get<NpgsqlDataSource>();
        await using var before = source.CreateCommand("SELECT email FROM users WHERE id = $1");
        before.Parameters.Add(new() { Value = actor.UserId!.Value });
        var email = (string)(await before.ExecuteScalarAsync(Ct))!;
        var counter = new CountingHasher();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 60),
            new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = Ct },
            async (i, ct) =>
            {
                await using var scope = Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>().CreateAsyncScopeOf();
                Assert.False(await scope.Door(counter).SignInAsync(email, "guess number " + i, ct));
            }
        );

        Assert.Equal(StudioSignIn.MostAttempts, counter.OfRealAccounts);
        Assert.Equal(60, counter.All);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/studio")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_return_address_outside_the_studio_is_ignored(string target)
    {
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();

        using var answer = await browser.LoginAsync(email, password, target);

        Assert.Equal("/studio", new Uri(Address, answer.Headers.Location!).AbsolutePath);
        Assert.Equal(Address.Authority, new Uri(Address, answer.Headers.Location!).Authority);
    }

    [Fact]
    public async Task Too_many_posts_for_one_account_get_429_and_the_form_stays()
    {
        using var browser = NewBrowser();
        HttpResponseMessage? last = null;
        for (var i = 0; i < 13; i++)
        {
            last?.Dispose();
            last = await browser.LoginAsync("somebody@studio.example", "not the password");
        }

        using (last)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
            Assert.NotNull(last.Headers.RetryAfter);
            Assert.Contains("시도가 너무 많습니다", await Browser.MessageAsync(last), StringComparison.Ordinal);
            Assert.Contains("value=\"somebody@studio.example\"", await last.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_that_comes_from_elsewhere_signs_nobody_in()
    {
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();

        using var answer = await browser.PostAsync(
            "/account/login",
            ("_handler", "login"),
            ("Input.Email", email),
            ("Input.Password", password)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(SignedOut, await browser.WhoAsync());
    }
}
