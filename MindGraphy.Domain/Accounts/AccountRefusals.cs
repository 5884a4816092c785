using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Accounts;

/// <summary>There is no such account.</summary>
public sealed record AccountNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Another account has this address.</summary>
public sealed record EmailTaken() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "Email";
}

/// <summary>The text is not an e-mail address.</summary>
public sealed record EmailNotValid() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Email";
}

/// <summary>The password has fewer characters than <see cref="PasswordRules.MinLength"/>.</summary>
public sealed record PasswordTooShort() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [PasswordRules.MinLength];

    /// <inheritdoc/>
    public override string? Field => "Password";
}

/// <summary>The password is one that everybody tries first.</summary>
public sealed record PasswordTooCommon() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Password";
}

/// <summary>The present password was not typed correctly.</summary>
public sealed record PasswordWrong() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Current";
}

/// <summary>Nobody could open the studio's settings any more: the last active admin can't be closed or given another role.</summary>
public sealed record LastAdmin() : Refusal(RefusalKind.Conflict);

/// <summary>The link to set a new password was used, has run out or is not whole.</summary>
public sealed record ResetLinkSpent() : Refusal(RefusalKind.Conflict);
