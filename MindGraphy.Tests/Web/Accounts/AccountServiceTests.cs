using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Verbs;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Web.Accounts;

public sealed class AccountServiceTests(MigratedTemplate template) : StudioHost(template)
{
    [Fact]
    public async Task The_last_admin_can_neither_be_closed_nor_given_another_role()
    {
        var (admin, _, _) = await PersonAsync(UserRole.Admin);

        Assert.IsType<LastAdmin>((await Accounts.SetStatusAsync(admin, admin.UserId!.Value, UserStatus.Suspended, Ct)).Refusal);
        Assert.IsType<LastAdmin>((await Accounts.SetStatusAsync(admin, admin.UserId!.Value, UserStatus.Inactive, Ct)).Refusal);
        Assert.IsType<LastAdmin>((await Accounts.SetRoleAsync(admin, admin.UserId!.Value, UserRole.Manager, Ct)).Refusal);
        Assert.Equal(1, await ActiveAdminsAsync());
    }

    [Fact]
    public async Task Two_admins_who_close_each_other_at_the_same_time_leave_one()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, _, _) = await PersonAsync(UserRole.Admin);
            var (two, _, _) = await PersonAsync(UserRole.Admin);
            await CloseOtherAdminsAsync(one, two);

            var results = await Task.WhenAll(
                Task.Run(() => Accounts.SetStatusAsync(one, two.UserId!.Value, UserStatus.Suspended, Ct), Ct),
                Task.Run(() => Accounts.SetStatusAsync(two, one.UserId!.Value, UserStatus.Suspended, Ct), Ct)
            );

            Assert.Single(results, r => r.Succeeded);
            Assert.IsType<AccountClosed>(results.Single(r => !r.Succeeded).Refusal);
            Assert.Equal(1, await ActiveAdminsAsync());
        }
    }

    [Fact]
    public async Task Two_admins_who_step_down_at_the_same_time_leave_one()
    {
        var (one, _, _) = await PersonAsync(UserRole.Admin);
        var (two, _, _) = await PersonAsync(UserRole.Admin);

        var results = await Task.WhenAll(
            Task.Run(() => Accounts.SetRoleAsync(one, one.UserId!.Value, UserRole.Manager, Ct), Ct),
            Task.Run(() => Accounts.SetRoleAsync(two, two.UserId!.Value, UserRole.Manager, Ct), Ct)
        );

        Assert.Single(results, r => r.Succeeded);
        Assert.IsType<LastAdmin>(results.Single(r => !r.Succeeded).Refusal);
        Assert.Equal(1, await ActiveAdminsAsync());
    }

    [Fact]
    public async Task Only_who_holds_the_right_may_keep_accounts()
    {
        var (manager, _, _) = await PersonAsync(UserRole.Manager);
        var id = manager.UserId!.Value;

        Assert.IsType<NotAllowed>((await Accounts.StaffAsync(manager, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Accounts.CreateAsync(manager, new("a@b.example", null, null, UserRole.Admin), Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Accounts.SetRoleAsync(manager, id, UserRole.Admin, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Accounts.SetStatusAsync(manager, id, UserStatus.Inactive, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Accounts.ResetPasswordAsync(manager, id, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Accounts.StaffAsync(Actor.Visitor, Ct)).Refusal);
    }

    [Fact]
    public async Task One_address_is_one_account_however_it_is_written_and_whoever_is_first()
    {
        var (admin, email, _) = await PersonAsync(UserRole.Admin);
        Assert.IsType<EmailTaken>(
            (await Accounts.CreateAsync(admin, new(email.ToUpperInvariant(), "김", "다은", UserRole.Editor), Ct)).Refusal
        );

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Accounts.CreateAsync(admin, new("same@studio.example", "김", "다은", UserRole.Editor), Ct), Ct))
        );

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.IsType<EmailTaken>(r.Refusal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a b@studio.example")]
    [InlineData("Kim <kim@studio.example>")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("a@b.example,c@d.example")]
    public async Task What_is_not_one_address_makes_no_account(string email) =>
        Assert.IsType<EmailNotValid>((await Accounts.CreateAsync(Actor.System, new(email, "김", "다은", UserRole.Editor), Ct)).Refusal);

    [Fact]
    public async Task People_are_read_by_role_and_name()
    {
        var (photographer, _, _) = await PersonAsync(UserRole.Photographer);
        await PersonAsync(UserRole.Client);
        var (editor, _, _) = await PersonAsync(UserRole.Editor);
        await using var session = Get<IStudio>().Open(Actor.System);

        var photographers = await session.Accounts.PeopleAsync([UserRole.Photographer], Ct);
        var everybody = await session.Accounts.PeopleAsync(ct: Ct);

        Assert.Equal(
            new StaffPerson(photographer.UserId!.Value, "박하늘", UserRole.Photographer, UserStatus.Active),
            Assert.Single(photographers)
        );
        Assert.Equal(new[] { photographer.UserId!.Value, editor.UserId!.Value }.Order(), everybody.Select(p => p.Id).Order());
        Assert.Equal("박하늘", await session.Accounts.NameOfAsync(editor.UserId.Value, Ct));
        Assert.Null(await session.Accounts.NameOfAsync(Guid.NewGuid(), Ct));
    }

    [Fact]
    public async Task A_reset_lifts_the_lock_and_the_old_password_is_gone()
    {
        var (admin, _, _) = await PersonAsync(UserRole.Admin);
        var (editor, email, password) = await PersonAsync(UserRole.Editor);
        using var browser = NewBrowser();
        for (var i = 0; i < 10; i++)
        {
            (await browser.LoginAsync(email, "wrong " + i)).Dispose();
        }

        var reset = await Accounts.ResetPasswordAsync(admin, editor.UserId!.Value, Ct);

        (await browser.LoginAsync(email, password)).Dispose();
        Assert.Equal(SignedOut, await browser.WhoAsync());
        (await browser.LoginAsync(email, reset.Value!.Password)).Dispose();
        Assert.Equal(editor.UserId.ToString(), await browser.WhoAsync());
    }

    [Fact]
    public async Task The_verb_makes_an_admin_who_can_sign_in_and_refuses_a_second_one()
    {
        Assert.Equal(0, await AdminVerb.RunAsync(["create", "owner@studio.example", "--name", "한지우"], Get<IServiceProvider>()));
        Assert.Equal(1, await AdminVerb.RunAsync(["create", "owner@studio.example"], Get<IServiceProvider>()));
        Assert.Equal(1, await AdminVerb.RunAsync(["password", "nobody@studio.example"], Get<IServiceProvider>()));
        Assert.Equal(0, await AdminVerb.RunAsync(["password", "owner@studio.example"], Get<IServiceProvider>()));
        Assert.Equal(2, await AdminVerb.RunAsync(["delete", "owner@studio.example"], Get<IServiceProvider>()));

        var owner = Assert.Single((await Accounts.StaffAsync(Actor.System, Ct)).Value!);
        Assert.Equal(("한지우", UserRole.Admin, UserStatus.Active), (owner.Name, owner.Role, owner.Status));
    }

    private async Task CloseOtherAdminsAsync(Actor one, Actor two)
    {
        await using var close = Get<NpgsqlDataSource>()
            .CreateCommand("UPDATE users SET status = 'inactive' WHERE role = 'admin' AND id <> $1 AND id <> $2");
        close.Parameters.Add(new() { Value = one.UserId!.Value });
        close.Parameters.Add(new() { Value = two.UserId!.Value });
        await close.ExecuteNonQueryAsync(Ct);
    }

    private async Task<long> ActiveAdminsAsync()
    {
        await using var count = Get<NpgsqlDataSource>()
            .CreateCommand("SELECT count(*) FROM users WHERE role = 'admin' AND status = 'active'");
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }
}
