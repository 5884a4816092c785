using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Contracts;

internal sealed partial class ContractRepository(StudioSession session) : IContractRepository
{
    private const int MostUnsealed = 100;
    private const int MostUnsigned = 500;

    private StudioDbContext Db => session.Db;

    public void Add(Contract contract) => Db.Add(contract);

    private static readonly ProjectStatus[] GivenOut = [ProjectStatus.Delivered, ProjectStatus.Archived];

    public async Task<Contract?> LockAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);

        // The couple first, then the contract, whoever comes: so nobody who changes a couple's day, signs, books or amends waits for another in
        // a circle. The lock is a statement of its own: what is read after it is what the one before us left.
        await Db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM contracts WHERE id = {id}) FOR UPDATE",
            ct
        );
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM contracts WHERE id = {id} FOR UPDATE", ct);
        var contract = await Whole(Db.Set<Contract>()).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (contract is not null)
        {
            session.Expect(contract, expectedVersion);
        }

        return contract;
    }

    public Task<Contract?> FindAsync(Guid id, CancellationToken ct = default) =>
        Whole(Db.Set<Contract>().AsNoTracking()).SingleOrDefaultAsync(c => c.Id == id, ct);

    public async Task<Customer?> LockCoupleAsync(Guid customerId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM customers WHERE id = {customerId} FOR UPDATE", ct);
        return await Db.Set<Customer>().Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == customerId, ct);
    }

    public async Task<IReadOnlyList<Guid>> HandedOverAsync(Guid customerId, CancellationToken ct = default) =>
        await Db.Set<Contract>()
            .Where(c =>
                c.CustomerId == customerId
                && c.ContractStatus == ContractStatus.Active
                && Db.Set<Project>().Any(p => p.ContractId == c.Id)
                && Db.Set<Project>().Where(p => p.ContractId == c.Id).All(p => GivenOut.Contains(p.ProjectStatus))
            )
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(ct);

    public Task<bool> IsAllHandedOverAsync(Guid customerId, CancellationToken ct = default) =>
        Db.Set<Customer>()
            .AnyAsync(
                c =>
                    c.Id == customerId
                    && Db.Set<Project>().Any(p => p.CustomerId == customerId)
                    && Db.Set<Project>().Where(p => p.CustomerId == customerId).All(p => GivenOut.Contains(p.ProjectStatus)),
                ct
            );

    public Task<Customer?> FindCoupleAsync(Guid customerId, CancellationToken ct = default) =>
        Db.Set<Customer>().AsNoTracking().Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == customerId, ct);

    public async Task<ContractList> ListAsync(ContractFilter filter, ContractCursor? after, CancellationToken ct = default)
    {
        // Amendments stand on the page of their contract.
        var contracts = Db.Set<Contract>().AsNoTracking().Where(c => c.AmendsId == null);
        if (filter.CustomerId is { } customer)
        {
            contracts = contracts.Where(c => c.CustomerId == customer);
        }

        if (filter.Status is { } status)
        {
            contracts = contracts.Where(c => c.ContractStatus == status);
        }

        var found = contracts.Join(Db.Set<Customer>(), c => c.CustomerId, c => c.Id, (contract, couple) => new { contract, couple });
        if (Search.LikePattern.Anywhere(filter.Search) is { } like)
        {
            found = found.Where(f =>
                EF.Functions.ILike(f.couple.BrideName, like)
                || EF.Functions.ILike(f.couple.GroomName, like)
                || EF.Functions.ILike(f.contract.ContractNumber, like)
            );
        }

        // One status is read along its index by last change; all of them along the primary key, whose ids are ordered by time.
        if (filter.Status is not null)
        {
            found = after is null
                ? found
                : found.Where(f =>
                    f.contract.UpdatedAt < after.UpdatedAt
                    || (f.contract.UpdatedAt == after.UpdatedAt && f.contract.Id.CompareTo(after.Id) < 0)
                );
            found = found.OrderByDescending(f => f.contract.UpdatedAt).ThenByDescending(f => f.contract.Id);
        }
        else
        {
            found = after is null ? found : found.Where(f => f.contract.Id.CompareTo(after.Id) < 0);
            found = found.OrderByDescending(f => f.contract.Id);
        }

        var rows = await found
            .Take(ContractList.PageSize + 1)
            .Select(f => new ContractRow(
                f.contract.Id,
                f.contract.ContractNumber,
                f.couple.BrideName,
                f.couple.GroomName,
                f.contract.WeddingDate,
                f.contract.ContractStatus,
                f.contract.PackageType,
                f.contract.TotalAmount,
                f.contract.Signers.Count(s => s.SignedAt != null),
                f.contract.Signers.Count,
                f.contract.UpdatedAt
            ))
            .ToListAsync(ct);
        var shown = rows.Take(ContractList.PageSize).ToList();
        return new ContractList(shown, rows.Count > shown.Count ? new ContractCursor(shown[^1].UpdatedAt, shown[^1].Id) : null);
    }

    public async Task<IReadOnlyDictionary<ContractStatus, int>> CountsAsync(CancellationToken ct = default)
    {
        var counts = await Db
            .Database.SqlQuery<StatusCount>(
                $"""
                SELECT s.status::text AS status,
                       (SELECT count(*)::int FROM (SELECT 1 FROM contracts c WHERE c.contract_status = s.status AND c.amends_id IS NULL LIMIT {ContractList.CountCap}) few) AS count
                FROM unnest(enum_range(NULL::contract_status)) AS s(status)
                """
            )
            .ToListAsync(ct);
        return counts.ToDictionary(c => Enum.Parse<ContractStatus>(c.Status, ignoreCase: true), c => c.Count);
    }

    public async Task<ContractSheet?> SheetAsync(Guid id, CancellationToken ct = default)
    {
        var head = await Db.Set<Contract>()
            .AsNoTracking()
            .Where(c => c.Id == id)
            .Join(Db.Set<Customer>(), c => c.CustomerId, c => c.Id, (contract, couple) => new { contract, couple })
            .Select(f => new
            {
                Row = new ContractRow(
                    f.contract.Id,
                    f.contract.ContractNumber,
                    f.couple.BrideName,
                    f.couple.GroomName,
                    f.contract.WeddingDate,
                    f.contract.ContractStatus,
                    f.contract.PackageType,
                    f.contract.TotalAmount,
                    f.contract.Signers.Count(s => s.SignedAt != null),
                    f.contract.Signers.Count,
                    f.contract.UpdatedAt
                ),
                f.contract.CustomerId,
                f.contract.PackageId,
                f.contract.WeddingTime,
                f.contract.WeddingVenue,
                f.contract.Language,
                f.contract.DepositAmount,
                f.contract.BalanceAmount,
                f.contract.SignedAt,
                f.contract.CancelReason,
                f.contract.ToReturn,
                f.contract.RefundOwed,
                f.contract.Cancellation,
                f.contract.RemindersOff,
                f.contract.Version,
                Contract = f.contract,
                ProjectId = Db.Set<Domain.Projects.Project>().Where(p => p.ContractId == id).Select(p => (Guid?)p.Id).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return null;
        }

        var signers = await Db.Set<ContractSigner>()
            .AsNoTracking()
            .Where(s => s.ContractId == id)
            .OrderBy(s => s.Position)
            .Select(s => new
            {
                Signer = s,
                NoticeId = Db.Set<Notice>()
                    .Where(n =>
                        n.ContactId == s.ContactId
                        && n.TemplateId == ContractNotices.ToSignTemplate
                        && Db.Set<LinkToken>().Any(l => l.Id == n.LinkId && l.SubjectId == id)
                    )
                    .OrderByDescending(n => n.Id)
                    .Select(n => (Guid?)n.Id)
                    .FirstOrDefault(),
            })
            .SelectMany(
                r => Db.Set<Notice>().Where(n => n.Id == r.NoticeId).DefaultIfEmpty(),
                (r, n) =>
                    new SignerLine(
                        r.Signer.ContactId,
                        r.Signer.SignerRole,
                        r.Signer.Name,
                        r.Signer.SignedAt,
                        r.Signer.SignatureKind,
                        n == null ? null : new SignerNotice(n.NotificationType, n.DeliveryStatus == NoticeStatus.Failed),
                        r.Signer.DeclineReason
                    )
            )
            .ToListAsync(ct);
        var versions = await Db.Set<ContractVersion>()
            .AsNoTracking()
            .Where(v => v.ContractId == id)
            .OrderByDescending(v => v.Number)
            .Select(v => new VersionLine(v.Number, v.PdfSha256, v.SentAt, v.VoidedAt, v.SealedAt))
            .ToListAsync(ct);
        var payments = await Db.Set<Payment>()
            .AsNoTracking()
            .Where(p => p.ContractId == id)
            .OrderBy(p => p.Id)
            .Select(p => new PaymentLine(
                p.Id,
                p.PaymentType,
                p.Amount,
                p.PaymentStatus,
                p.PaymentMethod,
                p.PaymentDate,
                p.Depositor,
                p.RefundOfId,
                p.Reason,
                p.TransactionId,
                p.CashReceiptIssued,
                Db.Set<UserProfile>().Where(u => u.UserId == p.RecordedById).Select(u => u.LastName + u.FirstName).FirstOrDefault()
            ))
            .ToListAsync(ct);
        var plan = await Db.Set<PlanLine>().AsNoTracking().Where(l => l.ContractId == id).OrderBy(l => l.Position).ToListAsync(ct);
        var events = await Db.Set<ContractEvent>().AsNoTracking().Where(e => e.ContractId == id).OrderBy(e => e.Sequence).ToListAsync(ct);
        return new ContractSheet(
            head.Row,
            head.CustomerId,
            head.PackageId,
            head.WeddingTime,
            head.WeddingVenue,
            head.Language,
            head.DepositAmount,
            head.BalanceAmount,
            head.SignedAt,
            head.CancelReason,
            head.ProjectId,
            head.Version,
            signers,
            versions,
            [.. plan.Select(l => new PlanLineView(l.Id, l.Term, l.Amount, l.Paid, l.DueOn, l.WhatFor))],
            payments,
            head.ToReturn,
            head.RefundOwed,
            head.Cancellation,
            head.RemindersOff,
            [.. events.Select(e => new EventLine(e.Sequence, e.Kind, e.OccurredAt, e.Hash, e.Detail))],
            ContractEvent.FirstBroken(events),
            await ExtraAsync(head.Contract, ct)
        );
    }

    public async Task<IReadOnlyList<Guid>> UnsealedAsync(DateTimeOffset signedBefore, CancellationToken ct = default) =>
        await Db.Set<Contract>()
            .AsNoTracking()
            .Where(c =>
                (c.ContractStatus == ContractStatus.Signed || c.ContractStatus == ContractStatus.Active)
                && c.SignedAt < signedBefore
                && c.Versions.Any(v => v.VoidedAt == null && v.SealedKey == null)
            )
            .OrderBy(c => c.Id)
            .Take(MostUnsealed)
            .Select(c => c.Id)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<UnsignedSigner>> UnsignedAsync(Guid? contractId, DateTimeOffset now, CancellationToken ct = default) =>
        await Db.Set<Contract>()
            .Where(c => c.ContractStatus == ContractStatus.Sent && (contractId == null || c.Id == contractId))
            .SelectMany(c => c.Signers.Where(s => s.SignedAt == null && s.DeclinedAt == null))
            .Join(
                Db.Set<LinkToken>().Where(l => l.Purpose == LinkPurpose.Contract && l.RevokedAt == null && l.ExpiresAt > now),
                s => new { Subject = s.ContractId, Contact = (Guid?)s.ContactId },
                l => new { Subject = l.SubjectId, Contact = l.ContactId },
                (s, l) =>
                    new
                    {
                        s.ContractId,
                        s.ContactId,
                        Link = l,
                        Notices = Db.Set<Notice>().Where(n => n.LinkId == l.Id),
                    }
            )
            // Those who were never written to, or often enough, would only keep others from their turn.
            .Where(f => f.Notices.Count() >= 1 && f.Notices.Count() <= SigningReminderService.Most)
            .OrderBy(f => f.Link.Id)
            .Take(MostUnsigned)
            .Select(f => new UnsignedSigner(
                f.ContractId,
                f.ContactId,
                f.Link.Id,
                f.Link.ExpiresAt,
                f.Notices.Count(),
                f.Notices.Max(n => (DateTimeOffset?)n.CreatedAt) ?? f.Link.CreatedAt
            ))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> SignedOfAsync(Guid customerId, CancellationToken ct = default) =>
        await Db.Set<Contract>()
            .Where(c =>
                c.CustomerId == customerId
                && c.AmendsId == null
                && (c.ContractStatus == ContractStatus.Signed || c.ContractStatus == ContractStatus.Active)
            )
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(ct);

    public Task<SealedContract?> FindSealedAsync(string sha256, CancellationToken ct = default) =>
        Db.Set<ContractVersion>()
            .Where(v => v.SealedSha256 == sha256)
            .Join(Db.Set<Contract>(), v => v.ContractId, c => c.Id, (v, c) => new SealedContract(c.ContractNumber, v.SealedAt))
            .FirstOrDefaultAsync(ct);

    public void Add(SignCode code) => Db.Add(code);

    public Task<SignCode?> FindCodeAsync(Guid id, Guid contactId, CancellationToken ct = default) =>
        Db.Set<SignCode>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.ContactId == contactId, ct);

    public Task<SignCode?> NewestCodeAsync(Guid contactId, CancellationToken ct = default) =>
        Db.Set<SignCode>().AsNoTracking().Where(c => c.ContactId == contactId).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct);

    public async Task<SignCode?> LockNewestCodeAsync(Guid contactId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db.Set<SignCode>()
            .FromSql($"SELECT * FROM sign_codes WHERE contact_id = {contactId} ORDER BY id DESC LIMIT 1 FOR UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public Task<int> TriesSinceAsync(Guid contactId, DateTimeOffset since, CancellationToken ct = default) =>
        Db.Set<SignCode>()
            .Where(c => c.ContactId == contactId && c.Way != SignCodeWay.Told && c.CreatedAt > since)
            .SumAsync(c => c.Tries, ct);

    public async Task<IReadOnlyList<DateTimeOffset>> CodeTimesAsync(Guid contactId, DateTimeOffset since, CancellationToken ct = default) =>
        await Db.Set<SignCode>()
            .Where(c => c.ContactId == contactId && c.Way != SignCodeWay.Told && c.CreatedAt > since)
            .Select(c => c.CreatedAt)
            .ToListAsync(ct);

    public Task<string?> StaffNameAsync(Guid userId, CancellationToken ct = default) =>
        Db.Set<UserProfile>().Where(u => u.UserId == userId).Select(u => u.LastName + u.FirstName).SingleOrDefaultAsync(ct);

    public Task<string?> PhotographerNameAsync(Guid userId, CancellationToken ct = default) =>
        Db
            .Users.Where(u => u.Id == userId && u.Status == UserStatus.Active && u.Role == UserRole.Photographer)
            .Join(Db.Set<UserProfile>(), u => u.Id, p => p.UserId, (u, p) => p.LastName + p.FirstName)
            .SingleOrDefaultAsync(ct);

    public Task<string?> StaffAddressAsync(Guid userId, CancellationToken ct = default) =>
        Db.Users.Where(u => u.Id == userId && u.Status == UserStatus.Active).Select(u => u.Email).SingleOrDefaultAsync(ct);

    // Five small collections at once would multiply each other's rows.
    private static IQueryable<Contract> Whole(IQueryable<Contract> contracts) =>
        contracts
            .Include(c => c.Signers.OrderBy(s => s.Position))
            .Include(c => c.Versions.OrderBy(v => v.Number))
            .Include(c => c.Plan.OrderBy(l => l.Position))
            .Include(c => c.Payments.OrderBy(p => p.Id))
            .Include(c => c.Events.OrderBy(e => e.Sequence))
            .AsSplitQuery();

    private sealed record StatusCount(string Status, int Count);
}
