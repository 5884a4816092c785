namespace MindGraphy.Domain.Accounts;

/// <summary>A person's one role (<c>users.role</c>).</summary>
public enum UserRole
{
    /// <summary>Owns the studio: everything, and the settings.</summary>
    Admin,

    /// <summary>Leads, contracts, money, calendar.</summary>
    Manager,

    /// <summary>Own shoots and their albums.</summary>
    Photographer,

    /// <summary>Own editing jobs.</summary>
    Editor,

    /// <summary>A couple with an account; couples usually come through links instead.</summary>
    Client,
}

/// <summary>Whether an account may be used (<c>users.status</c>). Anything but active closes the door, open screens included.</summary>
public enum UserStatus
{
    /// <summary>May sign in.</summary>
    Active,

    /// <summary>Left the studio.</summary>
    Inactive,

    /// <summary>Locked out by an admin.</summary>
    Suspended,
}
