using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Auth;

/// <summary>
/// The door. An attempt is counted in one statement before the password is looked at, so that a thousand parallel guesses are ten; and
/// every "no" costs one hash, so that its duration does not tell whether the address is known, closed or locked.
/// </summary>
public sealed class StudioSignIn(
    SignInManager<StudioUser> signIn,
    UserManager<StudioUser> users,
    IPasswordHasher<StudioUser> hasher,
    IDbContextFactory<StudioDbContext> contexts,
    StudioClock clock
)
{
    /// <summary>Wrong passwords until the account is locked.</summary>
    public const int MostAttempts = 10;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    private static readonly StudioUser Nobody = new();
    private static volatile string? _nobodysHash;

    /// <summary>Signs in, or says no without saying why.</summary>
    public async Task<bool> SignInAsync(string email, string password, CancellationToken ct = default)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (user?.PasswordHash is not { } hash || !await signIn.CanSignInAsync(user) || !await CountAttemptAsync(db, user.Id, ct))
        {
            hasher.VerifyHashedPassword(Nobody, NobodysHash(), password);
            return false;
        }

        var verified = hasher.VerifyHashedPassword(user, hash, password);
        if (verified == PasswordVerificationResult.Failed)
        {
            return false;
        }

        var newHash = verified == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(user, password) : hash;
        await db
            .Users.Where(u => u.Id == user.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(u => u.AccessFailedCount, 0)
                        .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null)
                        .SetProperty(u => u.PasswordHash, newHash)
                        .SetProperty(u => u.LastLoginAt, clock.Now),
                ct
            );
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(StudioClaims.Session, session)]);
        return true;
    }

    private async Task<bool> CountAttemptAsync(StudioDbContext db, Guid id, CancellationToken ct)
    {
        var now = clock.Now;
        var lockedUntil = now + LockFor;
        return await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE users SET
                    access_failed_count = CASE WHEN access_failed_count + 1 >= {MostAttempts} THEN 0 ELSE access_failed_count + 1 END,
                    lockout_end = CASE WHEN access_failed_count + 1 >= {MostAttempts} THEN {lockedUntil} ELSE NULL END
                WHERE id = {id} AND (lockout_end IS NULL OR lockout_end <= {now})
                """,
                ct
            ) == 1;
    }

    // Two first visitors may both make it; either is good.
    private string NobodysHash() => _nobodysHash ??= hasher.HashPassword(Nobody, "nobody has this password");
}
