using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Auth;

/// <summary>
/// Whether somebody who once signed in is still welcome: the account is active, in the same role with the same rights, its security stamp
/// is the one of the cookie and this sign-in was not ended. Asked for each cookie every minute and for each open circuit every 30 seconds.
/// </summary>
public sealed class AccountGate(IDbContextFactory<StudioDbContext> contexts, IOptions<IdentityOptions> identity, StudioClock clock)
{
    /// <summary>How long a sign-in lasts without being used.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    // Identity's table of tokens by account: a sign-in that was ended is named there until its cookie has run out by itself.
    private const string EndedProvider = "ended-session";

    /// <summary>Whether the account may come in at all.</summary>
    public static bool MayEnter(StudioUser user) => user is { Status: UserStatus.Active, Role: not UserRole.Client };

    /// <summary>Whether the principal is still welcome.</summary>
    public async Task<bool> IsStillWelcomeAsync(ClaimsPrincipal principal, CancellationToken ct = default)
    {
        var actor = ActorProvider.Of(principal);
        if (actor.UserId is not { } id)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct);
        if (
            user is null
            || !MayEnter(user)
            || user.Role != actor.Role
            || user.SecurityStamp != principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType)
            || await HasEndedAsync(db, id, principal.FindFirstValue(StudioClaims.Session), ct)
        )
        {
            return false;
        }

        var rights = await db.Set<RolePermission>().Where(p => p.Role == user.Role).Select(p => p.Permission).ToListAsync(ct);
        return actor.Permissions.SetEquals(rights);
    }

    /// <summary>Whether this sign-in of the account was ended.</summary>
    public async Task<bool> HasEndedAsync(ClaimsPrincipal principal, CancellationToken ct = default)
    {
        if (ActorProvider.Of(principal).UserId is not { } id)
        {
            return true;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await HasEndedAsync(db, id, principal.FindFirstValue(StudioClaims.Session), ct);
    }

    /// <summary>Ends one sign-in: its cookie, wherever it was copied to, and its open screens.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken ct = default)
    {
        if (ActorProvider.Of(principal).UserId is not { } id || principal.FindFirstValue(StudioClaims.Session) is not { } session)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.Now.ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture);
        var oldest = (clock.Now - (2 * SessionLife)).ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture);

        // The cookie slides, but not once this row is there: what ended two lives ago can't come back and needs no row.
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM user_tokens WHERE user_id = {id} AND login_provider = {EndedProvider} AND value < {oldest}",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO user_tokens (user_id, login_provider, name, value) VALUES ({id}, {EndedProvider}, {session}, {now}) ON CONFLICT DO NOTHING",
            ct
        );
    }

    private static Task<bool> HasEndedAsync(StudioDbContext db, Guid id, string? session, CancellationToken ct) =>
        session is null
            ? Task.FromResult(true)
            : db.Set<IdentityUserToken<Guid>>().AnyAsync(t => t.UserId == id && t.LoginProvider == EndedProvider && t.Name == session, ct);
}
