using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Data.Contracts;

/// <summary>What is sold: packages and options.</summary>
internal sealed partial class ContractRepository
{
    public Task<Package?> FindPackageAsync(Guid id, DateOnly on, CancellationToken ct = default) =>
        Db.Set<Package>()
            .SingleOrDefaultAsync(
                p => p.Id == id && p.IsActive && (p.SoldFrom == null || p.SoldFrom <= on) && (p.SoldUntil == null || p.SoldUntil >= on),
                ct
            );

    public async Task<Package?> FindPackageToChangeAsync(Guid id, uint expectedVersion, CancellationToken ct = default)
    {
        var package = await Db.Set<Package>().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (package is not null)
        {
            session.Expect(package, expectedVersion);
        }

        return package;
    }

    public async Task<PackageOption?> FindOptionToChangeAsync(Guid id, uint expectedVersion, CancellationToken ct = default)
    {
        var option = await Db.Set<PackageOption>().SingleOrDefaultAsync(o => o.Id == id, ct);
        if (option is not null)
        {
            session.Expect(option, expectedVersion);
        }

        return option;
    }

    public async Task<IReadOnlyList<PackageOption>> FindOptionsAsync(
        IReadOnlyCollection<Guid> ids,
        DateOnly on,
        CancellationToken ct = default
    ) =>
        await Db.Set<PackageOption>()
            .AsNoTracking()
            .Where(o =>
                ids.Contains(o.Id) && o.IsActive && (o.SoldFrom == null || o.SoldFrom <= on) && (o.SoldUntil == null || o.SoldUntil >= on)
            )
            .ToListAsync(ct);

    public async Task<int> NextPackagePlaceAsync(CancellationToken ct = default) =>
        (await Db.Set<Package>().MaxAsync(p => (int?)p.SortOrder, ct) ?? 0) + 1;

    public async Task<int> NextOptionPlaceAsync(CancellationToken ct = default) =>
        (await Db.Set<PackageOption>().MaxAsync(o => (int?)o.SortOrder, ct) ?? 0) + 1;

    public void Add(Package package) => Db.Add(package);

    public void Add(PackageOption option) => Db.Add(option);

    public async Task<IReadOnlyList<PackageRow>> PackagesAsync(CancellationToken ct = default) =>
        await Db.Set<Package>()
            .AsNoTracking()
            .OrderByDescending(p => p.IsActive)
            .ThenBy(p => p.SortOrder)
            .ThenBy(p => p.Id)
            .Select(p => new PackageRow(
                p.Id,
                p.NameKo,
                p.NameEn,
                p.ProjectType,
                p.Price,
                p.VatIncluded,
                p.Terms,
                p.IsActive,
                p.SoldFrom,
                p.SoldUntil,
                p.OnPricePage,
                p.NoteKo,
                p.NoteEn,
                p.Version
            ))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<OptionRow>> OptionsAsync(CancellationToken ct = default) =>
        await Db.Set<PackageOption>()
            .AsNoTracking()
            .OrderByDescending(o => o.IsActive)
            .ThenBy(o => o.SortOrder)
            .ThenBy(o => o.Id)
            .Select(o => new OptionRow(
                o.Id,
                o.NameKo,
                o.NameEn,
                o.ProjectType,
                o.Price,
                o.VatIncluded,
                o.Adds,
                o.IsActive,
                o.SoldFrom,
                o.SoldUntil,
                o.OnPricePage,
                o.NoteKo,
                o.NoteEn,
                o.Version
            ))
            .ToListAsync(ct);
}
