using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Projects;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.AlbumOrders;

/// <summary>What screens read of printed albums.</summary>
internal sealed partial class AlbumOrderRepository
{
    private const int MostLines = 200;

    public async Task<IReadOnlyList<AlbumLine>> OfProjectAsync(Guid projectId, DateOnly today, CancellationToken ct = default) =>
        await Lines(Visible().Where(r => r.Order.ProjectId == projectId).OrderByDescending(r => r.Order.Id).Take(MostLines), today)
            .ToListAsync(ct);

    public async Task<AlbumList> AllAsync(AlbumFilter filter, DateOnly today, CancellationToken ct = default)
    {
        var all = Visible();
        var late = all.Where(r =>
            r.Order.Status != AlbumOrderStatus.HandedOver
            && r.Order.Status != AlbumOrderStatus.Cancelled
            && (r.Order.DueOn < today || (r.Order.Status == AlbumOrderStatus.Ordered && r.Order.ExpectedOn < today))
        );
        var counts = await all.GroupBy(r => r.Order.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var shown =
            filter.LateOnly ? late
            : filter.Status is { } status ? all.Where(r => r.Order.Status == status)
            : all.Where(r => r.Order.Status != AlbumOrderStatus.HandedOver && r.Order.Status != AlbumOrderStatus.Cancelled);
        var lines = await Lines(shown.OrderBy(r => r.Order.DueOn ?? DateOnly.MaxValue).ThenBy(r => r.Order.Id).Take(MostLines), today)
            .ToListAsync(ct);
        return new AlbumList(lines, counts.ToDictionary(c => c.Key, c => c.Count), await late.CountAsync(ct));
    }

    public async Task<AlbumOrderView?> ViewAsync(Guid id, DateTimeOffset now, DateOnly today, CancellationToken ct = default)
    {
        if (
            await Lines(Visible().Where(r => r.Order.Id == id), today).SingleOrDefaultAsync(ct) is not { } line
            || await StartAsync(line.ProjectId, id, today, ct) is not { } start
        )
        {
            return null;
        }

        var order = await ReadAsync(id, ct);
        var names = start.People.ToDictionary(p => p.ContactId, p => p.Name);
        var keys = await Db.Set<LinkToken>().AsNoTracking().Where(l => l.Purpose == LinkPurpose.Album && l.SubjectId == id).ToListAsync(ct);
        return new AlbumOrderView(
            line,
            order.Version,
            new AlbumTerms(
                order.Title,
                order.Size,
                order.Pages,
                order.CoupleCopies,
                order.GroomFamilyCopies,
                order.BrideFamilyCopies,
                order.PageWon,
                order.CopyWon,
                order.IncludedRounds,
                order.DueOn,
                order.Memo
            ),
            order.IncludedPages,
            order.IncludedCopies,
            order.Extra,
            order.IsPriced,
            order.UsedRounds,
            order.IsFrozen,
            order.ApprovedAt,
            NameOf(names, order.ApprovedById),
            order.ApprovedReason,
            order.LabName is null ? null : new AlbumLab(order.LabName, order.LabNumber, order.OrderedOn, order.ExpectedOn),
            order.CancelReason,
            await HandOverAsync(order.DeliverableId, names, ct),
            start.Picks,
            [.. order.Rounds.OrderByDescending(r => r.Number).Select(r => Show(r, names))],
            [
                .. start.People.Select(p => new AlbumReader(
                    p.ContactId,
                    p.Name,
                    p.Email,
                    keys.Any(k => k.ContactId == p.ContactId && k.IsOpen(now)),
                    keys.Where(k => k.ContactId == p.ContactId).Max(k => k.LastUsedAt)
                )),
            ]
        )
        {
            Outstanding = await session.Deliveries.OutstandingAsync(line.ProjectId, ct),
        };
    }

    public async Task<AlbumSheet?> SheetAsync(Guid id, Guid customerId, Guid contactId, int? round, CancellationToken ct = default)
    {
        var head = await (
            from order in Db.Set<AlbumOrder>()
            join project in Db.Set<Project>() on order.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            where order.Id == id && project.CustomerId == customerId
            select customer.BrideName + " · " + customer.GroomName
        ).SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return null;
        }

        var found = await ReadAsync(id, ct);
        var people = await session.Proofs.PeopleAsync(customerId, ct);
        var names = people.ToDictionary(p => p.ContactId, p => p.Name);
        var sent = found.Rounds.Where(r => r.SentAt is not null).OrderBy(r => r.Number).ToList();
        var shown = sent.Find(r => r.Number == round) ?? sent.LastOrDefault();
        return new AlbumSheet(
            id,
            head,
            people.FirstOrDefault(p => p.ContactId == contactId)?.Language,
            found.Title,
            found.Size,
            found.Pages,
            found.CoupleCopies,
            found.GroomFamilyCopies + found.BrideFamilyCopies,
            found.Status,
            Math.Max(0, found.Pages - found.IncludedPages),
            Math.Max(0, found.Copies - found.IncludedCopies),
            found.Extra,
            found.UsedRounds,
            found.IncludedRounds,
            found.ApprovedAt,
            NameOf(names, found.ApprovedById),
            found.ExpectedOn,
            await HandOverAsync(found.DeliverableId, names, ct),
            shown is null ? null : Show(shown, names),
            sent.ConvertAll(r => r.Number)
        )
        {
            RoundIds = sent.ConvertAll(r => r.Id),
        };
    }

    public async Task<SpreadFile?> SpreadAsync(Guid spreadId, Guid? customerId, CancellationToken ct = default) =>
        await (
            from spread in Db.Set<AlbumSpread>()
            join round in Rounds(customerId) on spread.RoundId equals round.Id
            where spread.Id == spreadId && spread.Sha256 != null
            select new SpreadFile(round.OrderId, spread.Id, spread.Sha256!)
        ).SingleOrDefaultAsync(ct);

    public async Task<AlbumPdf?> PdfAsync(Guid roundId, Guid? customerId, CancellationToken ct = default) =>
        await Rounds(customerId)
            .Where(r => r.Id == roundId && r.PdfKey != null)
            .Select(r => new AlbumPdf(r.PdfKey!, r.PdfName!, r.PdfSha256!, r.Spreads.Count))
            .SingleOrDefaultAsync(ct);

    // A couple sees what was sent to it, staff what they may see.
    private IQueryable<AlbumRound> Rounds(Guid? customerId) =>
        from round in Db.Set<AlbumRound>().AsNoTracking()
        join order in Db.Set<AlbumOrder>() on round.OrderId equals order.Id
        join project in session.VisibleProjects() on order.ProjectId equals project.Id
        where customerId == null || (project.CustomerId == customerId && round.SentAt != null)
        select round;

    private IQueryable<OrderRow> Visible() =>
        from order in Db.Set<AlbumOrder>().AsNoTracking()
        join project in session.VisibleProjects() on order.ProjectId equals project.Id
        join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
        select new OrderRow
        {
            Order = order,
            Number = project.ProjectNumber,
            Couple = customer.BrideName + " · " + customer.GroomName,
        };

    private IQueryable<AlbumLine> Lines(IQueryable<OrderRow> rows, DateOnly today) =>
        rows.Select(r => new AlbumLine(
            r.Order.Id,
            r.Order.ProjectId,
            r.Number,
            r.Couple,
            r.Order.Title,
            r.Order.Size,
            r.Order.Pages,
            r.Order.CoupleCopies + r.Order.GroomFamilyCopies + r.Order.BrideFamilyCopies,
            r.Order.Status,
            Db.Set<AlbumRound>().Where(x => x.OrderId == r.Order.Id && x.SentAt != null).Max(x => (int?)x.Number) ?? 0,
            Db.Set<AlbumNote>()
                .Count(n =>
                    n.Answer == null
                    && Db.Set<AlbumRound>().Any(x => x.Id == n.RoundId && x.OrderId == r.Order.Id && x.Status == AlbumRoundStatus.Asked)
                ),
            r.Order.DueOn,
            r.Order.ExpectedOn,
            r.Order.Status != AlbumOrderStatus.HandedOver
                && r.Order.Status != AlbumOrderStatus.Cancelled
                && (r.Order.DueOn < today || (r.Order.Status == AlbumOrderStatus.Ordered && r.Order.ExpectedOn < today))
        ));

    private async Task<AlbumOrder> ReadAsync(Guid id, CancellationToken ct) =>
        await Db.Set<AlbumOrder>()
            .AsNoTracking()
            .Include(o => o.Rounds)
                .ThenInclude(r => r.Spreads)
            .Include(o => o.Rounds)
                .ThenInclude(r => r.Notes)
            .AsSplitQuery()
            .SingleAsync(o => o.Id == id, ct);

    private async Task<AlbumHandOver?> HandOverAsync(Guid? deliverableId, Dictionary<Guid, string> names, CancellationToken ct)
    {
        var found = deliverableId is null
            ? null
            : await Db.Set<Deliverable>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deliverableId, ct);
        return found is null
            ? null
            : new AlbumHandOver(
                found.DeliveryStatus,
                found.Courier,
                found.TrackingNumber,
                found.ShippedAt,
                found.DeliveredAt,
                NameOf(names, found.ReceivedById)
            );
    }

    private static string? NameOf(Dictionary<Guid, string> names, Guid? contactId) =>
        contactId is { } id ? names.GetValueOrDefault(id) : null;

    private static AlbumRoundView Show(AlbumRound round, Dictionary<Guid, string> names)
    {
        var notes = round.Notes.OrderBy(n => n.Id).ToLookup(n => n.SpreadId);
        return new AlbumRoundView(
            round.Id,
            round.Number,
            round.Status,
            round.Message,
            round.AnswerBy,
            round.SentAt,
            round.AnsweredAt,
            NameOf(names, round.AnsweredById),
            round.RetiredAt,
            round.RetireReason,
            round.PdfName,
            [
                .. round
                    .Spreads.OrderBy(s => s.Position)
                    .Select(s => new AlbumSpreadView(
                        s.Id,
                        s.Position,
                        s.FileName,
                        s.Sha256?[..16],
                        s.Width,
                        s.Height,
                        [
                            .. notes[s.Id]
                                .Select(n => new AlbumNoteView(
                                    n.Id,
                                    n.Text,
                                    n.PinX,
                                    n.PinY,
                                    NameOf(names, n.ContactId) ?? "",
                                    n.Answer,
                                    n.Reason
                                )),
                        ]
                    )),
            ]
        );
    }

    private sealed class OrderRow
    {
        public required AlbumOrder Order { get; init; }

        public required string Number { get; init; }

        public required string Couple { get; init; }
    }
}
