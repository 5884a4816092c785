namespace MindGraphy.Web.Layout;

/// <summary>The addresses that the shell itself links to.</summary>
public static class ShellPaths
{
    /// <summary>The staff's first page.</summary>
    public const string Home = "/studio";

    /// <summary>Sign in; takes <c>returnUrl</c>.</summary>
    public const string Login = "/account/login";

    /// <summary>Sign out; a form posts here.</summary>
    public const string Logout = "/account/logout";

    /// <summary>A person's own account.</summary>
    public const string Account = "/account/manage";

    /// <summary>Switches language: <c>?c=ko|en&amp;r=/back</c>.</summary>
    public const string Culture = "/culture";

    /// <summary>Switches light and dark without script: <c>?t=light|dark|auto&amp;r=/back</c>.</summary>
    public const string Theme = "/theme";
}
