using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Auth;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Web.Accounts;

public sealed class SessionTests(MigratedTemplate template) : StudioHost(template)
{
    [Fact]
    public async Task Signing_out_drops_the_cookie_and_a_copy_of_it_dies_within_the_minute()
    {
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        using var thief = NewBrowser();
        thief.Cookies.Add(browser.Cookies.GetCookies(Address));
        using var other = NewBrowser();
        (await other.LoginAsync(email, password)).Dispose();

        using (var answer = await SignOutAsync(browser))
        {
            Assert.Equal("/account/login?out=1", answer.Headers.Location!.ToString());
        }

        Assert.Equal(SignedOut, await browser.WhoAsync());
        Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(SignedOut, await thief.WhoAsync());
        Assert.NotEqual(SignedOut, await other.WhoAsync());
    }

    [Fact]
    public async Task A_GET_of_the_sign_out_address_and_a_post_without_token_change_nothing()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();

        using (var get = await browser.GetAsync("/account/logout"))
        {
            Assert.False(get.IsSuccessStatusCode);
        }

        using (var post = await browser.PostAsync("/account/logout"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, post.StatusCode);
        }

        Assert.Equal(actor.UserId.ToString(), await browser.WhoAsync());
    }

    [Fact]
    public async Task A_cookie_lives_twelve_hours_without_use_and_longer_with()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(TimeSpan.FromHours(11));
            Assert.Equal(actor.UserId.ToString(), await browser.WhoAsync());
        }

        Time.Advance(AccountGate.SessionLife + TimeSpan.FromMinutes(1));
        Assert.Equal(SignedOut, await browser.WhoAsync());
    }

    [Theory]
    [InlineData(UserStatus.Suspended)]
    [InlineData(UserStatus.Inactive)]
    public async Task Closing_an_account_refuses_its_open_session_at_once_its_circuit_within_30_seconds_and_its_cookie_within_a_minute(
        UserStatus status
    )
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        var principal = await PrincipalAsync(email);
        var gate = Get<AccountGate>();
        Assert.True(await gate.IsStillWelcomeAsync(principal, Ct));
        await using var session = Get<IStudio>().Open(actor);
        session.Notices.Add(Notice.Email("a@b.example", "ko", "inquiry_received", "{}", Time.GetUtcNow()));

        Assert.True((await Accounts.SetStatusAsync(Actor.System, actor.UserId!.Value, status, Ct)).Succeeded);

        Assert.IsType<AccountClosed>((await session.SaveAsync(Ct)).Refusal);
        Assert.False(await gate.IsStillWelcomeAsync(principal, Ct));
        Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(SignedOut, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_status_changed_behind_our_back_closes_the_door_too()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        var principal = await PrincipalAsync(email);
        await using (var update = Get<NpgsqlDataSource>().CreateCommand("UPDATE users SET status = 'suspended' WHERE id = $1"))
        {
            update.Parameters.Add(new() { Value = actor.UserId!.Value });
            await update.ExecuteNonQueryAsync(Ct);
        }

        Time.Advance(TimeSpan.FromSeconds(61));

        Assert.False(await Get<AccountGate>().IsStillWelcomeAsync(principal, Ct));
        Assert.Equal(SignedOut, await browser.WhoAsync());
    }

    [Fact]
    public async Task Another_role_ends_the_open_screens_of_the_old_one()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        var principal = await PrincipalAsync(email);

        Assert.True((await Accounts.SetRoleAsync(Actor.System, actor.UserId!.Value, UserRole.Editor, Ct)).Succeeded);

        Assert.False(await Get<AccountGate>().IsStillWelcomeAsync(principal, Ct));
        await using var session = Get<IStudio>().Open(actor);
        Assert.IsType<AccountClosed>((await session.SaveAsync(Ct)).Refusal);
    }

    [Fact]
    public async Task Neither_a_database_that_is_away_nor_a_closed_page_takes_the_screen_from_somebody_who_types()
    {
        var (actor, email, _) = await PersonAsync(UserRole.Manager);
        var principal = await PrincipalAsync(email);
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=2");
        var away = new AccountGate(
            new PooledDbContextFactory<StudioDbContext>(
                (DbContextOptions<StudioDbContext>)new DbContextOptionsBuilder<StudioDbContext>().UseStudioPostgres(nowhere).Options
            ),
            Options.Create(new IdentityOptions()),
            Get<StudioClock>()
        );
        using var without = new StudioRevalidatingAuthenticationStateProvider(NullLoggerFactory.Instance, away);
        using var screen = new StudioRevalidatingAuthenticationStateProvider(NullLoggerFactory.Instance, Get<AccountGate>());

        Assert.True(await without.MayStayAsync(principal, Ct));
        Assert.True(await screen.MayStayAsync(principal, new CancellationToken(canceled: true)));

        Assert.True((await Accounts.SetStatusAsync(Actor.System, actor.UserId!.Value, UserStatus.Suspended, Ct)).Succeeded);
        Assert.False(await screen.MayStayAsync(principal, Ct));
    }

    [Fact]
    public async Task A_right_taken_from_the_role_ends_screens_that_still_show_it()
    {
        var (_, email, password) = await PersonAsync(UserRole.Editor);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        var principal = await PrincipalAsync(email);
        await using (
            var update = Get<NpgsqlDataSource>()
                .CreateCommand("DELETE FROM role_permissions WHERE role = 'editor' AND permission = 'editing'")
        )
        {
            Assert.Equal(1, await update.ExecuteNonQueryAsync(Ct));
        }

        Assert.False(await Get<AccountGate>().IsStillWelcomeAsync(principal, Ct));
    }

    [Theory]
    [InlineData(UserRole.Admin)]
    [InlineData(UserRole.Manager)]
    [InlineData(UserRole.Photographer)]
    [InlineData(UserRole.Editor)]
    public async Task Everybody_carries_the_rights_of_the_role_and_no_other(UserRole role)
    {
        var (actor, email, password) = await PersonAsync(role);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();

        var read = ActorProvider.Of(await PrincipalAsync(email));

        Assert.Equal(actor.UserId, read.UserId);
        Assert.Equal(role, read.Role);
        Assert.Equal(Rights.Defaults[role].Order(), read.Permissions.Order());
        using var settings = await browser.GetAsync("/test/settings");
        Assert.Equal(role == UserRole.Admin ? HttpStatusCode.OK : HttpStatusCode.Redirect, settings.StatusCode);
        if (role != UserRole.Admin)
        {
            Assert.Contains("/account/denied", settings.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_couple_with_an_account_does_not_come_in_through_the_staff_door()
    {
        var (_, email, password) = await PersonAsync(UserRole.Client);
        using var browser = NewBrowser();

        (await browser.LoginAsync(email, password)).Dispose();

        Assert.Equal(SignedOut, await browser.WhoAsync());
    }

    [Fact]
    public async Task A_socket_from_a_foreign_page_is_refused()
    {
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        (await browser.LoginAsync(email, password)).Dispose();
        const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

        foreach (var origin in (string[])["https://evil.example", "null", $"http://127.0.0.1:{Address.Port + 1}", "http://127.0.0.1"])
        {
            using var foreign = await browser.SendAsync(HttpMethod.Post, Negotiate, origin);
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
            using var socket = await browser.SendAsync(HttpMethod.Get, "/_blazor?id=x", origin);
            Assert.Equal(HttpStatusCode.Forbidden, socket.StatusCode);
        }

        using var own = await browser.SendAsync(HttpMethod.Post, Negotiate, Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var published = await browser.SendAsync(HttpMethod.Post, Negotiate, "https://studio.example.com");
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
    }

    [Fact]
    public async Task A_stranger_opens_no_circuit()
    {
        using var stranger = NewBrowser();

        using var answer = await stranger.SendAsync(
            HttpMethod.Post,
            "/_blazor/negotiate?negotiateVersion=1",
            Address.GetLeftPart(UriPartial.Authority)
        );

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Redirect]);
    }

    private static async Task<HttpResponseMessage> SignOutAsync(Browser browser)
    {
        using var page = await browser.GetAsync("/account/manage");
        var html = await page.Content.ReadAsStringAsync(Ct);
        var token = html.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        return await browser.PostAsync("/account/logout", ("__RequestVerificationToken", token));
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(string email)
    {
        await using var scope = Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        var user = await users.FindByEmailAsync(email);
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StudioUser>>().CreateAsync(user!);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(StudioClaims.Session, "of this test"));
        return principal;
    }
}
