using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using Npgsql;

namespace MindGraphy.Data.Accounts;

/// <summary>
/// Makes, closes and changes accounts. Identity's managers live as long as their scope, so each act opens a scope of its own; what an act
/// decides about (who is an admin, who still works here) is read under row locks, so that two admins can't close each other at the same time.
/// </summary>
/// <param name="scopes">Makes scopes.</param>
/// <param name="news">Tells open screens.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class AccountService(IServiceScopeFactory scopes, StudioNews news, StudioClock clock)
{
    /// <summary>Everybody who works or worked here, active ones first, then by name.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<StaffAccount>>> StaffAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        return await db.Named()
            .Where(x => x.User.Role != UserRole.Client)
            .OrderBy(x => x.User.Status)
            .ThenBy(x => x.Name)
            .Take(AccountQueries.MostPeople)
            .Select(x => new StaffAccount(x.User.Id, x.Name, x.User.Email!, x.User.Role, x.User.Status, x.User.LastLoginAt))
            .ToListAsync(ct);
    }

    /// <summary>Makes an active account with a generated password.</summary>
    /// <returns>The password, once. Refused with <see cref="NotAllowed"/>, <see cref="EmailNotValid"/>, <see cref="EmailTaken"/>, <see cref="FieldTooLong"/>.</returns>
    public async Task<Result<GeneratedPassword>> CreateAsync(Actor actor, NewAccount account, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        var (family, given) = (StudioText.Clean(account.FamilyName), StudioText.Clean(account.GivenName));
        if (Refuse(account.Email, family, given) is { } refusal)
        {
            return refusal;
        }

        await using var act = await BeginAsync(actor, null, ct);
        if (act.Refusal is not null)
        {
            return act.Refusal;
        }

        var now = clock.Now;
        var user = new StudioUser
        {
            Email = account.Email.Trim(),
            UserName = account.Email.Trim(),
            Role = account.Role,
            Status = UserStatus.Active,
            CreatedAt = now,
            UpdatedAt = now,
        };
        act.Db.Add(
            new UserProfile
            {
                UserId = user.Id,
                LastName = family,
                FirstName = given,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        var password = PasswordRules.Generate();
        try
        {
            var made = await act.Users.CreateAsync(user, password);
            if (!made.Succeeded)
            {
                return RefusalOf(made);
            }

            await act.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody else made the same account between the question and the insert.
            return new EmailTaken();
        }

        await TellAsync(user.Id);
        return new GeneratedPassword(user.Id, password);
    }

    /// <summary>Opens or closes an account. Closing ends its sessions and open screens within a minute; its commands are refused at once.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AccountClosed"/>, <see cref="AccountNotFound"/>, <see cref="LastAdmin"/>.</returns>
    public Task<Result> SetStatusAsync(Actor actor, Guid userId, UserStatus status, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            userId,
            user => status != UserStatus.Active && user is { Role: UserRole.Admin, Status: UserStatus.Active },
            user => user.Status = status,
            ct
        );

    /// <summary>Gives an account another role. Its open screens end within a minute; its commands under the old role are refused at once.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AccountClosed"/>, <see cref="AccountNotFound"/>, <see cref="LastAdmin"/>.</returns>
    public Task<Result> SetRoleAsync(Actor actor, Guid userId, UserRole role, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            userId,
            user => role != UserRole.Admin && user is { Role: UserRole.Admin, Status: UserStatus.Active },
            user => user.Role = role,
            ct
        );

    /// <summary>Sets a generated password and lifts a lock. An admin resets a password but never chooses one.</summary>
    /// <returns>The password, once. Refused with <see cref="NotAllowed"/>, <see cref="AccountClosed"/>, <see cref="AccountNotFound"/>.</returns>
    public async Task<Result<GeneratedPassword>> ResetPasswordAsync(Actor actor, Guid userId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var act = await BeginAsync(actor, userId, ct);
        if (act.Refusal is not null || act.Target is not { } user)
        {
            return act.Refusal ?? new AccountNotFound();
        }

        var password = PasswordRules.Generate();
        (user.LockoutEnd, user.AccessFailedCount, user.UpdatedAt) = (null, 0, clock.Now);
        await act.Users.RemovePasswordAsync(user);
        var set = await act.Users.AddPasswordAsync(user, password);
        if (!set.Succeeded)
        {
            return RefusalOf(set);
        }

        await act.CommitAsync(ct);
        await TellAsync(user.Id);
        return new GeneratedPassword(user.Id, password);
    }

    /// <summary>Changes one's own password; other sessions of the account end within a minute.</summary>
    /// <returns>Refused with <see cref="PasswordWrong"/>, <see cref="PasswordTooShort"/>, <see cref="PasswordTooCommon"/>, <see cref="AccountClosed"/>.</returns>
    public async Task<Result> ChangeOwnPasswordAsync(Actor actor, string current, string next, CancellationToken ct = default)
    {
        await using var act = await BeginAsync(actor, actor.UserId, ct);
        if (act.Refusal is not null || act.Target is not { } user)
        {
            return act.Refusal ?? new AccountNotFound();
        }

        user.UpdatedAt = clock.Now;
        var changed = await act.Users.ChangePasswordAsync(user, current, next);
        if (!changed.Succeeded)
        {
            return RefusalOf(changed);
        }

        await act.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>The account of an address; null where there is none.</summary>
    public async Task<Guid?> FindAsync(string email, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        ct.ThrowIfCancellationRequested();
        return (await users.FindByEmailAsync(email.Trim()))?.Id;
    }

    /// <summary>The token that lets an active account set a new password within the hour; null where the address belongs to none.</summary>
    public async Task<(Guid UserId, string Email, string Token)?> PasswordTokenAsync(string email, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        ct.ThrowIfCancellationRequested();
        return await users.FindByEmailAsync(email.Trim()) is { Status: UserStatus.Active } user
            ? (user.Id, user.Email!, await users.GeneratePasswordResetTokenAsync(user))
            : null;
    }

    /// <summary>Sets a new password by the token of a mail. The token works once; the account's other sessions end and a lock is lifted.</summary>
    /// <returns>Refused with <see cref="ResetLinkSpent"/>, <see cref="PasswordTooShort"/>, <see cref="PasswordTooCommon"/>.</returns>
    public async Task<Result> SetPasswordByTokenAsync(Guid userId, string token, string password, CancellationToken ct = default)
    {
        await using var act = await BeginAsync(Actor.System, userId, ct);
        if (act.Target is not { Status: UserStatus.Active } user)
        {
            return new ResetLinkSpent();
        }

        (user.LockoutEnd, user.AccessFailedCount, user.UpdatedAt) = (null, 0, clock.Now);
        var set = await act.Users.ResetPasswordAsync(user, token, password);
        if (!set.Succeeded)
        {
            return RefusalOf(set);
        }

        await act.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>Whether the text is one address and nothing else.</summary>
    internal static bool IsEmail(string? text) =>
        text?.Trim() is { Length: > 2 and <= 255 } email
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or ',' or ';')
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email
        && address.DisplayName.Length == 0;

    private static Refusal? Refuse(string email, string? family, string? given) =>
        !IsEmail(email) ? new EmailNotValid()
        : family?.Length > UserProfile.NameMaxLength ? new FieldTooLong(nameof(NewAccount.FamilyName), UserProfile.NameMaxLength)
        : given?.Length > UserProfile.NameMaxLength ? new FieldTooLong(nameof(NewAccount.GivenName), UserProfile.NameMaxLength)
        : null;

    private async Task<Result> ChangeAsync(
        Actor actor,
        Guid userId,
        Func<StudioUser, bool> takesAnAdmin,
        Action<StudioUser> change,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var act = await BeginAsync(actor, userId, ct);
        if (act.Refusal is not null || act.Target is not { } user)
        {
            return act.Refusal ?? new AccountNotFound();
        }

        if (takesAnAdmin(user) && act.ActiveAdmins.All(a => a.Id == userId))
        {
            return new LastAdmin();
        }

        change(user);
        user.UpdatedAt = clock.Now;

        // A new stamp ends the account's cookies at their next check.
        var saved = await act.Users.UpdateSecurityStampAsync(user);
        if (!saved.Succeeded)
        {
            return RefusalOf(saved);
        }

        await act.CommitAsync(ct);
        await TellAsync(userId);
        return Result.Ok;
    }

    private static Refusal RefusalOf(IdentityResult result)
    {
        var code = result.Errors.First().Code;
        return code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => new EmailTaken(),
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => new EmailNotValid(),
            nameof(IdentityErrorDescriber.PasswordTooShort) => new PasswordTooShort(),
            nameof(IdentityErrorDescriber.PasswordMismatch) => new PasswordWrong(),
            nameof(IdentityErrorDescriber.InvalidToken) => new ResetLinkSpent(),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => new EditedElsewhere(),
            CommonPasswordValidator.Code => new PasswordTooCommon(),
            _ => throw new InvalidOperationException($"Identity refused with {code}, which nobody has put into words."),
        };
    }

    private async Task TellAsync(Guid userId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        var changed = new AccountChanged(userId);
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({StudioNews.Channel}, {news.Encode(changed)})");
        news.Publish(changed);
    }

    private async Task<Act> BeginAsync(Actor actor, Guid? target, CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        var act = new Act(scope);
        try
        {
            await act.LockAsync(actor, target, ct);
        }
        catch
        {
            await act.DisposeAsync();
            throw;
        }

        return act;
    }

    /// <summary>One act: a scope, a transaction, and the rows it decides about under their locks.</summary>
    private sealed class Act(AsyncServiceScope scope) : IAsyncDisposable
    {
        private Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction? _transaction;

        public StudioDbContext Db { get; } = scope.ServiceProvider.GetRequiredService<StudioDbContext>();

        public UserManager<StudioUser> Users { get; } = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();

        public Refusal? Refusal { get; private set; }

        public StudioUser? Target { get; private set; }

        public IReadOnlyList<StudioUser> ActiveAdmins { get; private set; } = [];

        public async Task LockAsync(Actor actor, Guid? target, CancellationToken ct)
        {
            _transaction = await Db.Database.BeginTransactionAsync(ct);

            // In one order, so that two acts wait for each other instead of meeting in a deadlock.
            var rows = await Db
                .Users.FromSql(
                    $"SELECT * FROM users WHERE role = 'admin' OR id = {target ?? Guid.Empty} OR id = {actor.UserId ?? Guid.Empty} ORDER BY id FOR UPDATE"
                )
                .ToListAsync(ct);
            Target = rows.SingleOrDefault(u => u.Id == target);
            ActiveAdmins = [.. rows.Where(u => u is { Role: UserRole.Admin, Status: UserStatus.Active })];
            var asker = rows.SingleOrDefault(u => u.Id == actor.UserId);
            if (actor.UserId is not null && (asker is not { Status: UserStatus.Active } || asker.Role != actor.Role))
            {
                Refusal = new AccountClosed();
            }
        }

        public Task CommitAsync(CancellationToken ct) => _transaction!.CommitAsync(ct);

        public async ValueTask DisposeAsync()
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync();
            }

            await scope.DisposeAsync();
        }
    }
}
