using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Contracts;

/// <summary>Amendments, and what hangs on the day that they move.</summary>
internal sealed partial class ContractRepository
{
    public Task<int> AmendmentsOfAsync(Guid contractId, CancellationToken ct = default) =>
        Db.Set<Contract>().CountAsync(c => c.AmendsId == contractId, ct);

    public async Task<Contract?> LockOpenAmendmentAsync(Guid contractId, CancellationToken ct = default)
    {
        var open = await Db.Set<Contract>()
            .Where(c => c.AmendsId == contractId && (c.ContractStatus == ContractStatus.Draft || c.ContractStatus == ContractStatus.Sent))
            .Select(c => (Guid?)c.Id)
            .SingleOrDefaultAsync(ct);
        return open is { } id ? await LockAsync(id, ct: ct) : null;
    }

    public async Task<ContractWork?> WorkOfAsync(Guid contractId, CancellationToken ct = default)
    {
        var project = await Db.Set<Project>().Where(p => p.ContractId == contractId).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        return project is { } id
            ? new ContractWork(
                id,
                await Db.Set<Shoot>()
                    .AsNoTracking()
                    .Include(s => s.Crew)
                    .Where(s => s.ProjectId == id && s.Status != ShootStatus.Completed && s.Status != ShootStatus.Cancelled)
                    .OrderBy(s => s.StartTime)
                    .ToListAsync(ct)
            )
            : null;
    }

    private async Task<ContractExtra> ExtraAsync(Contract contract, CancellationToken ct)
    {
        // What it amends and what amends it, in one statement.
        var related = await Db.Set<Contract>()
            .AsNoTracking()
            .Where(c => c.AmendsId == contract.Id || c.Id == contract.AmendsId)
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.ContractNumber,
                c.ContractStatus,
                c.Amendment,
            })
            .ToListAsync(ct);
        return new ContractExtra(
            contract.TemplateId,
            contract.PhotographerId,
            contract.PhotographerName,
            contract.AwaitsCounterSigning,
            contract.CounterSignedBy,
            contract.CounterSignedAt,
            contract.Included,
            contract.BoughtOptions,
            contract.AmendsId,
            related.Find(c => c.Id == contract.AmendsId)?.ContractNumber,
            contract.Amendment,
            [
                .. related
                    .Where(c => c.Id != contract.AmendsId)
                    .Select(a => new AmendmentLine(a.Id, a.ContractNumber, a.ContractStatus, a.Amendment!)),
            ]
        );
    }
}
