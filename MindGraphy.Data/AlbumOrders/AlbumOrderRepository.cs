using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Projects;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Data.AlbumOrders;

/// <summary>Printed albums: what changes them. What screens read is in the other part.</summary>
internal sealed partial class AlbumOrderRepository(StudioSession session) : IAlbumOrderRepository
{
    private const int MostWaiting = 500;

    private StudioDbContext Db => session.Db;

    public void Add(AlbumOrder order) => Db.Add(order);

    public async Task<AlbumOrder?> LockAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        if (await ProjectOfAsync(id, ct) is null)
        {
            return null;
        }

        await session.BeginAsync(ct);
        var order = await Db.Set<AlbumOrder>()
            .FromSql($"SELECT o.*, o.xmin FROM album_orders AS o WHERE o.id = {id} FOR UPDATE OF o")
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
        if (order is not null)
        {
            session.Expect(order, expectedVersion);
            await LoadAsync(id, ct);
        }

        return order;
    }

    public async Task<AlbumOrder?> LockOfDeliveryAsync(Guid deliverableId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db.Set<AlbumOrder>()
            .FromSql($"SELECT o.*, o.xmin FROM album_orders AS o WHERE o.deliverable_id = {deliverableId} FOR UPDATE OF o")
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
    }

    public async Task TakeTurnAsync(Guid projectId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM projects WHERE id = {projectId} FOR NO KEY UPDATE", ct);
    }

    public async Task<Guid?> ProjectOfAsync(Guid id, CancellationToken ct = default) =>
        await (
            from order in Db.Set<AlbumOrder>()
            join project in session.VisibleProjects() on order.ProjectId equals project.Id
            where order.Id == id
            select (Guid?)project.Id
        ).SingleOrDefaultAsync(ct);

    public async Task<Guid?> ContractOfAsync(Guid projectId, CancellationToken ct = default) =>
        await Db.Set<Project>().Where(p => p.Id == projectId).Select(p => p.ContractId).SingleOrDefaultAsync(ct);

    public async Task<AlbumStart?> StartAsync(Guid projectId, Guid? orderId, DateOnly today, CancellationToken ct = default)
    {
        var found = await (
            from project in session.VisibleProjects()
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            join signed in Db.Set<Contract>() on project.ContractId equals signed.Id into contracts
            from contract in contracts.DefaultIfEmpty()
            where project.Id == projectId
            select new
            {
                project.CustomerId,
                project.ProjectType,
                Couple = customer.BrideName + " · " + customer.GroomName,
                HasContract = contract != null,
                Pages = contract == null ? 0 : contract.Included.AlbumPages,
                Copies = contract == null ? 0 : contract.Included.AlbumCopies,
                Rounds = contract == null ? (int?)null : contract.Included.RevisionRounds,
                Taken = Db.Set<AlbumOrder>()
                    .Where(o => o.ProjectId == projectId && o.Id != orderId && o.Status != AlbumOrderStatus.Cancelled)
                    .Sum(o => o.CoupleCopies + o.GroomFamilyCopies + o.BrideFamilyCopies),
                Picks = Db.Set<Photo>()
                    .Count(p => p.IsSelected && Db.Set<PhotoAlbum>().Any(a => a.Id == p.AlbumId && a.ProjectId == projectId)),
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var (page, copy) = await PricesAsync(found.ProjectType, today, ct);
        return new AlbumStart(
            found.CustomerId,
            found.Couple,
            found.HasContract,
            new AlbumIncluded(found.Pages, Math.Max(0, found.Copies - found.Taken)),
            found.Rounds,
            page,
            copy,
            found.Picks,
            await session.Proofs.PeopleAsync(found.CustomerId, ct)
        );
    }

    public async Task<AlbumBudget?> BudgetAsync(Guid projectId, DateOnly today, CancellationToken ct = default)
    {
        var found = await (
            from project in Db.Set<Project>()
            join contract in Db.Set<Contract>() on project.ContractId equals contract.Id
            where project.Id == projectId && contract.Included.AlbumPages > 0
            select new
            {
                project.ProjectType,
                contract.Included.AlbumPages,
                Photos = Db.Set<StudioSettings>().Select(s => s.PhotosOnTwentyPages).First(),
            }
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new AlbumBudget(found.AlbumPages, found.Photos, (await PricesAsync(found.ProjectType, today, ct)).Page);
    }

    public async Task WritePhotosOnTwentyPagesAsync(int photos, DateTimeOffset now, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<StudioSettings>()
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.PhotosOnTwentyPages, photos).SetProperty(r => r.UpdatedAt, now), ct);
    }

    public async Task<IReadOnlySet<string>> KnownFilesAsync(IReadOnlyCollection<string> keys, CancellationToken ct = default)
    {
        var asked = keys.ToArray();
        var spreads = asked.Select(AlbumSpread.IdOf).OfType<Guid>().Distinct().ToArray();
        var pictures = await (
            from spread in Db.Set<AlbumSpread>()
            join round in Db.Set<AlbumRound>() on spread.RoundId equals round.Id
            join order in Db.Set<AlbumOrder>() on round.OrderId equals order.Id
            where
                spreads.Contains(spread.Id)
                && (spread.Sha256 != null || (order.ApprovedAt == null && order.Status != AlbumOrderStatus.Cancelled))
            select new { spread.Id, spread.Sha256 }
        ).ToDictionaryAsync(s => s.Id, s => s.Sha256, ct);
        var papers = await Db.Set<AlbumRound>().Where(r => asked.Contains(r.PdfKey)).Select(r => r.PdfKey!).ToListAsync(ct);
        return asked.Where(IsKnown).Concat(papers).ToHashSet();

        bool IsKnown(string key) =>
            AlbumSpread.IdOf(key) is { } id && pictures.TryGetValue(id, out var sha) && (sha is null || AlbumSpread.IsOf(key, id, sha));
    }

    public async Task<IReadOnlyList<Guid>> WaitingAsync(DateOnly today, CancellationToken ct = default) =>
        await Db.Set<AlbumRound>()
            .Where(r => r.Status == AlbumRoundStatus.Sent && r.RemindedAt == null && r.AnswerBy <= today)
            .OrderBy(r => r.AnswerBy)
            .Take(MostWaiting)
            .Select(r => r.OrderId)
            .ToListAsync(ct);

    // What one more costs: an option on sale for this kind of shoot that adds nothing but pages, or nothing but copies.
    private async Task<(long? Page, long? Copy)> PricesAsync(ProjectType type, DateOnly today, CancellationToken ct)
    {
        var options = await Db.Set<PackageOption>()
            .AsNoTracking()
            .Where(o =>
                o.IsActive
                && (o.ProjectType == null || o.ProjectType == type)
                && (o.SoldFrom == null || o.SoldFrom <= today)
                && (o.SoldUntil == null || o.SoldUntil >= today)
            )
            .OrderBy(o => o.SortOrder)
            .ThenBy(o => o.Id)
            .ToListAsync(ct);
        return (
            options
                .Where(o => o.Adds.AlbumPages > 0 && o.Adds == new OptionTerms { AlbumPages = o.Adds.AlbumPages })
                .Select(o => (long?)(Vat.With(o.Price, o.VatIncluded).Won / o.Adds.AlbumPages))
                .FirstOrDefault(),
            options
                .Where(o => o.Adds.AlbumCopies > 0 && o.Adds == new OptionTerms { AlbumCopies = o.Adds.AlbumCopies })
                .Select(o => (long?)(Vat.With(o.Price, o.VatIncluded).Won / o.Adds.AlbumCopies))
                .FirstOrDefault()
        );
    }

    // Tracked rows put themselves into the order: the context knows whose they are.
    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        await Db.Set<AlbumRound>().Where(r => r.OrderId == id).OrderBy(r => r.Number).LoadAsync(ct);
        await Db.Set<AlbumSpread>()
            .Where(s => Db.Set<AlbumRound>().Any(r => r.Id == s.RoundId && r.OrderId == id))
            .OrderBy(s => s.Position)
            .LoadAsync(ct);
        await Db.Set<AlbumNote>()
            .Where(n => Db.Set<AlbumRound>().Any(r => r.Id == n.RoundId && r.OrderId == id))
            .OrderBy(n => n.Id)
            .LoadAsync(ct);
    }
}
