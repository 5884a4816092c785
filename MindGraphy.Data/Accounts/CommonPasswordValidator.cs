using Microsoft.AspNetCore.Identity;
using MindGraphy.Domain.Accounts;

namespace MindGraphy.Data.Accounts;

/// <summary>Identity's door to <see cref="PasswordRules"/>: whatever sets a password passes here.</summary>
public sealed class CommonPasswordValidator : IPasswordValidator<StudioUser>
{
    /// <summary>The code of the error that says so.</summary>
    public const string Code = "PasswordTooCommon";

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<StudioUser> manager, StudioUser user, string? password) =>
        Task.FromResult(
            password is null || password.Length > PasswordRules.MaxLength || PasswordRules.IsCommon(password, user.Email)
                ? IdentityResult.Failed(new IdentityError { Code = Code, Description = "The password is easy to guess." })
                : IdentityResult.Success
        );
}
