using System.Collections.Frozen;
using MindGraphy.Domain.Accounts;

namespace MindGraphy.Domain.Common;

/// <summary>Who acts: a member of staff, a person of a couple who came through a link, or the system itself. The first argument of every service method.</summary>
/// <param name="UserId">The account; null for couples and the system.</param>
/// <param name="Role">The account's role; null for the system.</param>
/// <param name="CustomerId">The couple a link speaks for; null for staff.</param>
/// <param name="ContactId">The person of the couple; null where a link is not personal.</param>
public sealed record Actor(Guid? UserId, UserRole? Role, Guid? CustomerId = null, Guid? ContactId = null)
{
    /// <summary>The rights of the role, read from <c>role_permissions</c>.</summary>
    public FrozenSet<string> Permissions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The one-time code that a person of a couple gave on this device; null where none was given.</summary>
    public Guid? CodeId { get; init; }

    /// <summary>The PIN that was given on this device for the page it is on; null where none was given.</summary>
    public Guid? PinId { get; init; }

    /// <summary>A worker or a verb.</summary>
    public static Actor System { get; } = new(null, null);

    /// <summary>A stranger on a public page.</summary>
    public static Actor Visitor { get; } = new(null, UserRole.Client);

    /// <summary>A person of a couple, through a link.</summary>
    public static Actor Couple(Guid customerId, Guid? contactId) => new(null, UserRole.Client, customerId, contactId);

    /// <summary>Whether this is the system itself.</summary>
    public bool IsSystem => UserId is null && Role is null;

    /// <summary>Whether this is a member of staff.</summary>
    public bool IsStaff => UserId is not null && Role is not null and not UserRole.Client;

    /// <summary>Whether the actor holds a right (see <see cref="Rights"/>). The system holds all.</summary>
    public bool May(string right) => IsSystem || (IsStaff && Permissions.Contains(right));
}
