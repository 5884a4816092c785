using System.Linq.Expressions;

namespace MindGraphy.Data.Accounts;

/// <summary>Names in lists: read as a part of the list's own statement.</summary>
internal static class PersonNames
{
    /// <summary>Family name first without a space.</summary>
    public static readonly Expression<Func<UserProfile, string>> Name = profile => (profile.LastName ?? "") + (profile.FirstName ?? "");
}
