namespace MindGraphy.Data.Accounts;

/// <summary>Names in lists: read as a part of the list's own statement.</summary>
internal static class PersonNames
{
    /// <summary>An account's name, family name first without a space.</summary>
    public static IQueryable<string> NameOf(this StudioDbContext db, Guid? userId) =>
        db.Set<UserProfile>().Where(u => u.UserId == userId).Select(u => (u.LastName ?? "") + (u.FirstName ?? ""));
}
