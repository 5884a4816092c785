using Microsoft.AspNetCore.Identity;
using MindGraphy.Domain.Accounts;

namespace MindGraphy.Data.Accounts;

/// <summary>An account (<c>users</c>): the seed's columns and those of ASP.NET Core Identity in one row. The password is nowhere else.</summary>
public sealed class StudioUser : IdentityUser<Guid>
{
    /// <summary>Makes an account with a new id.</summary>
    public StudioUser() => Id = Domain.Common.Ids.New();

    /// <summary>The subject at an outside identity provider.</summary>
    public string? CognitoUserId { get; set; }

    /// <summary>The person's one role.</summary>
    public UserRole Role { get; set; }

    /// <summary>Whether the account may be used.</summary>
    public UserStatus Status { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Last time they signed in.</summary>
    public DateTimeOffset? LastLoginAt { get; set; }
}

/// <summary>Who an account is (<c>user_profiles</c>).</summary>
public sealed class UserProfile
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Id.</summary>
    public Guid Id { get; set; } = Domain.Common.Ids.New();

    /// <summary>The account.</summary>
    public Guid UserId { get; set; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; set; }

    /// <summary>Family name.</summary>
    public string? LastName { get; set; }

    /// <summary>Picture.</summary>
    public string? AvatarUrl { get; set; }

    /// <summary>Preferences as JSON: language, theme.</summary>
    public string? Preferences { get; set; }

    /// <summary>What they want to hear of, as JSON.</summary>
    public string? NotificationSettings { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One right of one role (<c>role_permissions</c>).</summary>
public sealed class RolePermission
{
    /// <summary>The role.</summary>
    public UserRole Role { get; set; }

    /// <summary>The right, one of <see cref="Rights"/>.</summary>
    public string Permission { get; set; } = "";
}
