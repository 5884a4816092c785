using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;

namespace MindGraphy.Data.Accounts
{
    internal sealed class AccountRepository(StudioSession session) : IAccountRepository
    {
        public async Task<IReadOnlyList<StaffPerson>> PeopleAsync(
            IReadOnlyCollection<UserRole>? roles = null,
            CancellationToken ct = default
        )
        {
            var wanted = roles?.ToArray() ?? [UserRole.Admin, UserRole.Manager, UserRole.Photographer, UserRole.Editor];
            return await session
                .Db.Named()
                .Where(x => wanted.Contains(x.User.Role))
                .OrderBy(x => x.Name)
                .ThenBy(x => x.User.Id)
                .Take(AccountQueries.MostPeople)
                .Select(x => new StaffPerson(x.User.Id, x.Name, x.User.Role, x.User.Status))
                .ToListAsync(ct);
        }

        public Task<string?> NameOfAsync(Guid id, CancellationToken ct = default) =>
            session.Db.Named().Where(x => x.User.Id == id).Select(x => (string?)x.Name).SingleOrDefaultAsync(ct);
    }

    internal static class AccountQueries
    {
        internal const int MostPeople = 500;

        /// <summary>An account and how its person is called.</summary>
        internal sealed class NamedUser
        {
            public required StudioUser User { get; init; }

            public required string Name { get; init; }
        }

        /// <summary>Accounts with names: family name first, without a space; the address where there is none.</summary>
        internal static IQueryable<NamedUser> Named(this StudioDbContext db) =>
            from user in db.Users.AsNoTracking()
            join profile in db.Set<UserProfile>().AsNoTracking() on user.Id equals profile.UserId into profiles
            from profile in profiles.DefaultIfEmpty()
            select new NamedUser
            {
                User = user,
                Name =
                    (profile.LastName ?? "") + (profile.FirstName ?? "") == ""
                        ? user.Email!
                        : (profile.LastName ?? "") + (profile.FirstName ?? ""),
            };
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IAccountRepository Accounts => field ??= new AccountRepository(this);
    }
}
