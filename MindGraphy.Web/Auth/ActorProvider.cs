using System.Collections.Frozen;
using System.Security.Claims;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Auth;

/// <summary>Who acts, read from the signed-in principal.</summary>
public static class ActorProvider
{
    /// <summary>The actor of a principal; <see cref="Actor.Visitor"/> for strangers and for whatever is not whole.</summary>
    public static Actor Of(ClaimsPrincipal? user)
    {
        if (
            user?.Identity?.IsAuthenticated != true
            || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || !Enum.TryParse<UserRole>(user.FindFirstValue(ClaimTypes.Role), out var role)
        )
        {
            return Actor.Visitor;
        }

        return new Actor(id, role) { Permissions = user.FindAll(StudioClaims.Permission).Select(c => c.Value).ToFrozenSet() };
    }

    /// <summary>The actor of a request; for endpoints.</summary>
    public static Actor GetActor(this HttpContext context) => Of(context.User);
}
