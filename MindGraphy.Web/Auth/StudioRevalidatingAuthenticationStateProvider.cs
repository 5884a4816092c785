using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace MindGraphy.Web.Auth;

/// <summary>Asks every 30 seconds whether the person behind an open circuit is still welcome; where not, the screen goes to the login page.</summary>
public sealed class StudioRevalidatingAuthenticationStateProvider(ILoggerFactory logger, AccountGate gate)
    : RevalidatingServerAuthenticationStateProvider(logger)
{
    private readonly ILogger _logger = logger.CreateLogger<StudioRevalidatingAuthenticationStateProvider>();

    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <summary>Whether the person may stay. Where nobody can be asked they may, until the next time: a fault would take the page from under what they type.</summary>
    internal async Task<bool> MayStayAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        try
        {
            return await gate.IsStillWelcomeAsync(person, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return true; // The page was closed meanwhile.
        }
        catch (Exception fault) when (fault is DbException or TimeoutException || fault.InnerException is DbException or TimeoutException)
        {
            // Without a database nothing can be done on the page either, and it asks again.
            _logger.LogWarning(fault, "A sign-in could not be asked for; it is asked for again in {Interval}", RevalidationInterval);
            return true;
        }
    }

    /// <inheritdoc/>
    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => MayStayAsync(authenticationState.User, cancellationToken);
}
