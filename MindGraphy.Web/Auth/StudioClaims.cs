using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;

namespace MindGraphy.Web.Auth;

/// <summary>The claims of a signed-in member of staff beside Identity's own (id, address, security stamp).</summary>
public static class StudioClaims
{
    /// <summary>The person's name, family name first.</summary>
    public const string Name = "name";

    /// <summary>One right; there are as many claims as rights.</summary>
    public const string Permission = "permission";

    /// <summary>This sign-in, so that signing out ends it wherever its cookie was copied to.</summary>
    public const string Session = "sid";
}

/// <summary>Puts a person's name, one role and the rights of that role into the cookie. Read anew whenever the cookie is checked.</summary>
public sealed class StudioClaimsFactory(
    UserManager<StudioUser> users,
    IOptions<IdentityOptions> options,
    IDbContextFactory<StudioDbContext> contexts
) : UserClaimsPrincipalFactory<StudioUser>(users, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StudioUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role.ToString()));
        await using var db = await contexts.CreateDbContextAsync();
        var name = await db.Set<UserProfile>()
            .Where(p => p.UserId == user.Id)
            .Select(p => (p.LastName ?? "") + (p.FirstName ?? ""))
            .FirstOrDefaultAsync();
        identity.AddClaim(new Claim(StudioClaims.Name, string.IsNullOrEmpty(name) ? user.Email ?? "" : name));
        foreach (var right in await db.Set<RolePermission>().Where(p => p.Role == user.Role).Select(p => p.Permission).ToListAsync())
        {
            identity.AddClaim(new Claim(StudioClaims.Permission, right));
        }

        return identity;
    }
}
