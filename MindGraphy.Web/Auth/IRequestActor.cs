using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Auth;

/// <summary>Who a plain HTTP request speaks for; pages get the same as a cascading value.</summary>
public interface IRequestActor
{
    /// <summary>The signed-in member of staff with the rights of today; null where there is none, or the account is closed.</summary>
    Task<Actor?> FindAsync(HttpContext http, CancellationToken ct = default);
}
