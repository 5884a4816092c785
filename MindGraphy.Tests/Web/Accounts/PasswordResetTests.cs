using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MimeKit;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Auth;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Web.Accounts;

public sealed partial class PasswordResetTests(MigratedTemplate template) : StudioHost(template)
{
    private const string NewPassword = "trumpet-lagoon-quilt";

    [Fact]
    public async Task A_mail_brings_a_link_that_sets_a_new_password_once()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        using var elsewhere = NewBrowser();
        (await elsewhere.LoginAsync(email, password)).Dispose();

        (await browser.SubmitAsync("/account/forgot", ("Input.Email", email))).Dispose();
        await DrainOutboxAsync();
        var link = await LinkAsync(email);
        Assert.StartsWith("https://studio.example.com/account/reset/open?code=", link, StringComparison.Ordinal);
        await OpenAsync(browser, link);
        using (var set = await SetAsync(browser, NewPassword))
        {
            Assert.Equal("/account/login?set=1", new Uri(Address, set.Headers.Location!).PathAndQuery);
        }

        Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(SignedOut, await elsewhere.WhoAsync());
        (await browser.LoginAsync(email, password)).Dispose();
        Assert.Equal(SignedOut, await browser.WhoAsync());
        (await browser.LoginAsync(email, NewPassword)).Dispose();
        Assert.Equal(actor.UserId.ToString(), await browser.WhoAsync());

        await OpenAsync(elsewhere, link);
        using var second = await SetAsync(elsewhere, "another-lagoon-quilt");
        Assert.Contains("링크를 이미 썼거나", await Browser.MessageAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_every_address_and_nobody_else_gets_mail()
    {
        var (_, email, _) = await PersonAsync(UserRole.Editor);
        var (closed, closedEmail, _) = await PersonAsync(UserRole.Editor);
        await Accounts.SetStatusAsync(Actor.System, closed.UserId!.Value, UserStatus.Suspended, Ct);
        using var browser = NewBrowser();
        List<(HttpStatusCode, string)> answers = [];

        foreach (var address in (string[])[email, closedEmail, "nobody@studio.example"])
        {
            using var answer = await browser.SubmitAsync("/account/forgot", ("Input.Email", address));
            answers.Add((answer.StatusCode, await Browser.MessageAsync(answer)));
        }

        await DrainOutboxAsync();
        Assert.Contains("곧 링크가 도착합니다", Assert.Single(answers.Distinct()).Item2, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(MailFolder, "*.eml"));
    }

    [Fact]
    public async Task No_token_stays_in_the_database()
    {
        var (_, email, _) = await PersonAsync(UserRole.Editor);
        using var browser = NewBrowser();
        (await browser.SubmitAsync("/account/forgot", ("Input.Email", email))).Dispose();
        await DrainOutboxAsync();
        var code = (await LinkAsync(email)).Split("code=")[1];

        await using var search = Get<NpgsqlDataSource>()
            .CreateCommand(
                "SELECT (SELECT count(*) FROM notifications n WHERE n::text LIKE '%' || $1 || '%') + (SELECT count(*) FROM outbox_messages o WHERE o::text LIKE '%' || $1 || '%') + (SELECT count(*) FROM notifications WHERE template_id = 'password_reset' AND delivery_status <> 'sent')"
            );
        search.Parameters.Add(new() { Value = code[..40] });

        Assert.Equal(0L, await search.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task A_changed_token_and_another_accounts_token_set_no_password_and_opening_a_link_changes_nothing()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Editor);
        var (other, _, _) = await PersonAsync(UserRole.Editor);
        var (id, _, token) = (await Accounts.PasswordTokenAsync(email, Ct))!.Value;
        Assert.Equal(actor.UserId, id);

        foreach (var (user, what) in ((Guid, string)[])[(id, token + "x"), (id, ""), (other.UserId!.Value, token), (Guid.NewGuid(), token)])
        {
            Assert.IsType<ResetLinkSpent>((await Accounts.SetPasswordByTokenAsync(user, what, NewPassword, Ct)).Refusal);
        }

        using var browser = NewBrowser();
        (await browser.SubmitAsync("/account/forgot", ("Input.Email", email))).Dispose();
        await DrainOutboxAsync();
        var link = await LinkAsync(email);
        await OpenAsync(browser, link);
        await OpenAsync(browser, link);
        (await browser.LoginAsync(email, password)).Dispose();
        Assert.Equal(actor.UserId.ToString(), await browser.WhoAsync());
        Assert.Equal(TimeSpan.FromHours(1), Get<IOptions<DataProtectionTokenProviderOptions>>().Value.TokenLifespan);
    }

    [Theory]
    [InlineData("short", "12")]
    [InlineData("password1234", "너무 흔한")]
    public async Task A_weak_password_is_refused_at_its_field_and_the_link_still_works(string weak, string because)
    {
        var (_, email, _) = await PersonAsync(UserRole.Editor);
        using var browser = NewBrowser();
        (await browser.SubmitAsync("/account/forgot", ("Input.Email", email))).Dispose();
        await DrainOutboxAsync();
        await OpenAsync(browser, await LinkAsync(email));

        using (var refused = await SetAsync(browser, weak))
        {
            var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct));
            Assert.Contains(because, FieldError().Match(html).Groups[1].Value, StringComparison.Ordinal);
        }

        using var set = await SetAsync(browser, NewPassword);
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
    }

    [Fact]
    public async Task Changing_ones_own_password_keeps_this_sign_in_and_ends_the_others()
    {
        var (actor, email, password) = await PersonAsync(UserRole.Photographer);
        using var here = NewBrowser();
        using var there = NewBrowser();
        (await here.LoginAsync(email, password)).Dispose();
        (await there.LoginAsync(email, password)).Dispose();

        using (
            var wrong = await here.SubmitAsync(
                "/account/manage",
                ("Input.Current", "not this one"),
                ("Input.Password", NewPassword),
                ("Input.Again", NewPassword)
            )
        )
        {
            Assert.Contains(
                "현재 비밀번호가 맞지 않습니다",
                WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Ct)),
                StringComparison.Ordinal
            );
        }

        (
            await here.SubmitAsync(
                "/account/manage",
                ("Input.Current", password),
                ("Input.Password", NewPassword),
                ("Input.Again", NewPassword)
            )
        ).Dispose();
        Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(actor.UserId.ToString(), await here.WhoAsync());
        Assert.Equal(SignedOut, await there.WhoAsync());
    }

    private static Task<HttpResponseMessage> SetAsync(Browser browser, string password) =>
        browser.SubmitAsync("/account/reset", ("Input.Password", password), ("Input.Again", password));

    private static async Task OpenAsync(Browser browser, string link)
    {
        using var opened = await browser.GetAsync(new Uri(link).PathAndQuery);
        Assert.Equal("/account/reset", opened.Headers.Location!.ToString());
    }

    private async Task<string> LinkAsync(string email)
    {
        foreach (var file in Directory.GetFiles(MailFolder, "*.eml"))
        {
            using var mail = await MimeMessage.LoadAsync(file, Ct);
            if (mail.To.Mailboxes.Single().Address == email)
            {
                return Link().Match(mail.TextBody ?? "").Value;
            }
        }

        throw new Xunit.Sdk.XunitException("No mail for " + email);
    }

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Link();

    [GeneratedRegex("""<p id="[^"]*-error"[^>]*>(.*?)</p>""", RegexOptions.Singleline)]
    private static partial Regex FieldError();
}
