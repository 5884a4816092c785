namespace MindGraphy.Domain.Accounts
{
    /// <summary>Who works here. Accounts themselves are kept by Identity; this reads them for screens.</summary>
    public interface IAccountRepository
    {
        /// <summary>Staff of these roles by name, those who left included: old projects still name them. Without roles, everybody on staff.</summary>
        Task<IReadOnlyList<StaffPerson>> PeopleAsync(IReadOnlyCollection<UserRole>? roles = null, CancellationToken ct = default);

        /// <summary>The person's name, family name first; their address where they have no name; null where there is no such account.</summary>
        Task<string?> NameOfAsync(Guid id, CancellationToken ct = default);
    }

    /// <summary>A member of staff to choose or to show.</summary>
    /// <param name="Id">The account.</param>
    /// <param name="Name">Family and given name without a space.</param>
    /// <param name="Role">Role.</param>
    /// <param name="Status">Whether they still work here.</param>
    public sealed record StaffPerson(Guid Id, string Name, UserRole Role, UserStatus Status);

    /// <summary>A line of the team page.</summary>
    /// <param name="Id">The account.</param>
    /// <param name="Name">Family and given name without a space.</param>
    /// <param name="Email">The address they sign in with.</param>
    /// <param name="Role">Role.</param>
    /// <param name="Status">Whether the account may be used.</param>
    /// <param name="LastLoginAt">Last sign-in; null for never.</param>
    public sealed record StaffAccount(Guid Id, string Name, string Email, UserRole Role, UserStatus Status, DateTimeOffset? LastLoginAt);

    /// <summary>A new account.</summary>
    /// <param name="Email">The address they sign in with.</param>
    /// <param name="FamilyName">Family name.</param>
    /// <param name="GivenName">Given name.</param>
    /// <param name="Role">Role.</param>
    public sealed record NewAccount(string Email, string? FamilyName, string? GivenName, UserRole Role);

    /// <summary>A generated password: shown once, stored nowhere.</summary>
    /// <param name="UserId">The account.</param>
    /// <param name="Password">The password.</param>
    public sealed record GeneratedPassword(Guid UserId, string Password);

    /// <summary>An account was made, closed, opened or given another role.</summary>
    /// <param name="UserId">The account.</param>
    public sealed record AccountChanged(Guid UserId) : Common.IStudioEvent;

    /// <summary>
    /// Sends the link to set a new password, where the address belongs to an active account. Written for every address that is typed, so that
    /// asking takes the same time for all; the token is made when the mail leaves and is stored nowhere.
    /// </summary>
    /// <param name="Email">The address as typed.</param>
    /// <param name="Language">The reader's language.</param>
    public sealed record SendPasswordReset(string Email, string Language) : Common.IOutboxMessage;
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Who works here.</summary>
        Accounts.IAccountRepository Accounts { get; }
    }
}
