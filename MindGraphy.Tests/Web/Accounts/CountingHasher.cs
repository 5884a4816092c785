using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Auth;

namespace MindGraphy.Tests.Web.Accounts;

/// <summary>Identity's hasher, counting how many passwords were really looked at and how many only for the time it takes.</summary>
internal sealed class CountingHasher : IPasswordHasher<StudioUser>
{
    private readonly PasswordHasher<StudioUser> _inner = new();
    private int _all;
    private int _real;

    public int All => _all;

    public int OfRealAccounts => _real;

    public string HashPassword(StudioUser user, string password) => _inner.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(StudioUser user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _all);
        if (user.Email is not null)
        {
            Interlocked.Increment(ref _real);
        }

        return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

internal static class Doors
{
    public static AsyncServiceScope CreateAsyncScopeOf(this IServiceScopeFactory scopes) => scopes.CreateAsyncScope();

    /// <summary>The door of a scope with another hasher.</summary>
    public static StudioSignIn Door(this AsyncServiceScope scope, IPasswordHasher<StudioUser> hasher) =>
        new(
            scope.ServiceProvider.GetRequiredService<SignInManager<StudioUser>>(),
            scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>(),
            hasher,
            scope.ServiceProvider.GetRequiredService<IDbContextFactory<StudioDbContext>>(),
            scope.ServiceProvider.GetRequiredService<StudioClock>()
        );
}
