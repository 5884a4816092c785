using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace MindGraphy.Web.Auth;

/// <summary>Asks every 30 seconds whether the person behind an open circuit is still welcome; where not, the screen goes to the login page.</summary>
public sealed class StudioRevalidatingAuthenticationStateProvider(ILoggerFactory logger, AccountGate gate)
    : RevalidatingServerAuthenticationStateProvider(logger)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => gate.IsStillWelcomeAsync(authenticationState.User, cancellationToken);
}
