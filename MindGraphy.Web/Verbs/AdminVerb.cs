using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Verbs;

/// <summary><c>admin create EMAIL [--name NAME]</c> and <c>admin password EMAIL</c>: the way in when nobody can sign in yet. Prints a generated password once.</summary>
public static class AdminVerb
{
    private const string Usage = "admin create EMAIL [--name 한지우]\nadmin password EMAIL";

    /// <summary>Runs it.</summary>
    /// <param name="args">What follows the word admin.</param>
    /// <param name="services">The application's services.</param>
    /// <returns>0 done, 1 refused with a sentence, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        var accounts = services.GetRequiredService<AccountService>();
        switch (args)
        {
            case ["create", var email]:
                return await CreateAsync(accounts, email, null);
            case ["create", var email, "--name", var name]:
                return await CreateAsync(accounts, email, name);
            case ["password", var email]:
                return await PasswordAsync(accounts, email);
            default:
                Console.Out.WriteLine(Usage);
                return 2;
        }
    }

    private static async Task<int> CreateAsync(AccountService accounts, string email, string? name)
    {
        var (family, given) = Split(name);
        return Print(email, await accounts.CreateAsync(Actor.System, new NewAccount(email, family, given, UserRole.Admin)));
    }

    private static async Task<int> PasswordAsync(AccountService accounts, string email) =>
        await accounts.FindAsync(email) is { } id
            ? Print(email, await accounts.ResetPasswordAsync(Actor.System, id))
            : Refuse(new AccountNotFound());

    private static int Print(string email, Result<GeneratedPassword> made)
    {
        if (!made.Succeeded)
        {
            return Refuse(made.Refusal);
        }

        Console.Out.WriteLine($"{email}  {made.Value.Password}");
        Console.Out.WriteLine("The password is shown this once. Sign in and change it under /account/manage.");
        return 0;
    }

    private static int Refuse(Refusal refusal)
    {
        Console.Error.WriteLine(Words.Of(refusal, System.Globalization.CultureInfo.GetCultureInfo("en")));
        return 1;
    }

    // 한지우 is 한 and 지우; 남궁 민 and "Jiwoo Han" say it themselves: family name first in Hangul, last otherwise.
    private static (string? Family, string? Given) Split(string? name)
    {
        var words = (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] => (null, null),
            [var whole] when whole[0] is >= '가' and <= '힣' && whole.Length > 1 => (whole[..1], whole[1..]),
            [var whole] => (null, whole),
            [var first, .. var rest] when first[0] is >= '가' and <= '힣' => (first, string.Join(' ', rest)),
            [.. var first, var last] => (last, string.Join(' ', first)),
        };
    }
}
