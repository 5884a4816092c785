using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Accounts;

namespace MindGraphy.Web.Auth;

/// <summary>Identity's own checks, and ours: an account that is not active does not come in and does not stay in.</summary>
public sealed class StudioSignInManager(
    UserManager<StudioUser> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<StudioUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StudioUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StudioUser> confirmation,
    AccountGate gate
) : SignInManager<StudioUser>(users, context, claims, options, logger, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task<bool> CanSignInAsync(StudioUser user) => AccountGate.MayEnter(user) && await base.CanSignInAsync(user);

    /// <inheritdoc/>
    public override async Task<bool> ValidateSecurityStampAsync(StudioUser? user, string? securityStamp) =>
        user is not null && AccountGate.MayEnter(user) && await base.ValidateSecurityStampAsync(user, securityStamp);

    /// <inheritdoc/>
    public override async Task<StudioUser?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        principal is null || await gate.HasEndedAsync(principal) ? null : await base.ValidateSecurityStampAsync(principal);
}

/// <summary>Checks cookies once a minute and writes name, role and rights anew; the sign-in keeps its own name.</summary>
public sealed class StudioStampValidator(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<StudioUser> signIn,
    ILoggerFactory logger
) : SecurityStampValidator<StudioUser>(options, signIn, logger)
{
    /// <inheritdoc/>
    protected override async Task SecurityStampVerified(
        StudioUser user,
        Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context
    )
    {
        var session = context.Principal?.FindFirst(StudioClaims.Session);
        await base.SecurityStampVerified(user, context);
        if (session is not null && context.Principal?.Identity is ClaimsIdentity identity)
        {
            identity.AddClaim(new Claim(session.Type, session.Value));
        }
    }
}
