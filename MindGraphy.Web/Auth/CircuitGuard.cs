using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Auth;

/// <summary>How many screens each account holds open on this node.</summary>
public sealed class OpenCircuits
{
    /// <summary>Most open connections of one account.</summary>
    public const int MostPerAccount = 10;

    private readonly ConcurrentDictionary<Guid, int> _byAccount = new();

    /// <summary>Whether the account may open another one.</summary>
    public bool HasRoom(Guid account) => _byAccount.GetValueOrDefault(account) < MostPerAccount;

    internal void Up(Guid account) => _byAccount.AddOrUpdate(account, 1, (_, open) => open + 1);

    internal void Down(Guid account)
    {
        if (_byAccount.AddOrUpdate(account, 0, (_, open) => open - 1) <= 0)
        {
            _byAccount.TryRemove(new KeyValuePair<Guid, int>(account, 0));
        }
    }
}

/// <summary>Counts the connections of one circuit.</summary>
internal sealed class CircuitCounter(OpenCircuits open, AuthenticationStateProvider authentication) : CircuitHandler
{
    private Guid? _account;

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _account = ActorProvider.Of((await authentication.GetAuthenticationStateAsync()).User).UserId;
        if (_account is { } account)
        {
            open.Up(account);
        }
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_account is { } account)
        {
            open.Down(account);
            _account = null;
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// What stands before <c>/_blazor</c>: a browser sends its cookies with a WebSocket from any page, so a foreign Origin is refused; and an
/// account that holds too many connections is asked to close some.
/// </summary>
public static class CircuitGuard
{
    /// <summary>Refuses foreign origins. First in the pipeline, before status pages.</summary>
    public static IApplicationBuilder UseCircuitOriginCheck(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (!IsCircuit(context) || IsOwnOrigin(context))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );

    /// <summary>Refuses an account's eleventh connection. After authentication.</summary>
    public static IApplicationBuilder UseCircuitLimit(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    !IsCircuit(context)
                    || context.GetActor().UserId is not { } account
                    || context.RequestServices.GetRequiredService<OpenCircuits>().HasRoom(account)
                )
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = 30.ToString(CultureInfo.InvariantCulture);
                return context.Response.WriteAsync("Too many open windows for one account. Close some and reload.", context.RequestAborted);
            }
        );

    // Leaving a page sends a beacon to /_blazor/disconnect whose Origin browsers blank out under our Referrer-Policy; it carries a secret of its own.
    private static bool IsCircuit(HttpContext context) =>
        context.Request.Path.Equals("/_blazor", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.Equals("/_blazor/negotiate", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwnOrigin(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            // No browser leaves it out of a WebSocket; without a browser there are no cookies of a victim to borrow.
            return true;
        }

        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from))
        {
            return false;
        }

        var host = context.Request.Host;
        var own =
            string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase)
            && (host.Port is { } port ? from.Port == port : from.IsDefaultPort);
        var known = context.RequestServices.GetRequiredService<IOptions<LinkSettings>>().Value.PublicUrl;
        return own
            || (
                Uri.TryCreate(known, UriKind.Absolute, out var address)
                && Uri.Compare(address, from, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase)
                    == 0
            );
    }
}
