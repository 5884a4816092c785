using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data.Pipeline;

internal sealed partial class PipelineRepository
{
    private const int MostSent = 200;
    private static readonly ContractStatus[] InForce = [ContractStatus.Signed, ContractStatus.Active, ContractStatus.Completed];

    public void Add(PartnerCommission commission) => Db.Add(commission);

    public Task RemoveCommissionAsync(Guid contractId, CancellationToken ct = default) =>
        Db.Set<PartnerCommission>().Where(c => c.ContractId == contractId).ExecuteDeleteAsync(ct);

    public async Task<PartnerSheet?> PartnerPageAsync(Guid id, bool withMoney, CancellationToken ct = default)
    {
        if (await Db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } partner)
        {
            return null;
        }

        var rows = await (
            from couple in Db.Set<Customer>().AsNoTracking()
            where couple.ReferrerId == id && couple.MergedIntoId == null
            from contract in Db.Set<Contract>()
                .Where(c => c.CustomerId == couple.Id && c.AmendsId == null && InForce.Contains(c.ContractStatus))
                .DefaultIfEmpty()
            from paid in Db.Set<PartnerCommission>().Where(p => contract != null && p.ContractId == contract.Id).DefaultIfEmpty()
            orderby couple.WeddingDate descending, couple.Id
            select new
            {
                couple.Id,
                Couple = couple.BrideName + " · " + couple.GroomName,
                couple.LeadStatus,
                couple.WeddingDate,
                Contract = contract == null ? null : new { contract.Id, contract.TotalAmount },
                Paid = paid == null ? null : new { paid.Paid, paid.PaidAt },
            }
        )
            .Take(MostSent + 1)
            .ToListAsync(ct);
        return new PartnerSheet(
            partner.Id,
            DetailsOf(partner),
            [
                .. rows.Take(MostSent)
                    .Select(r => new SentCouple(
                        r.Id,
                        r.Couple,
                        r.LeadStatus,
                        r.WeddingDate,
                        withMoney ? r.Contract?.Id : null,
                        withMoney ? r.Contract?.TotalAmount : null,
                        !withMoney || r.Contract is null
                            ? null
                            : r.Paid?.Paid ?? Partner.Commission(r.Contract.TotalAmount, partner.CommissionPercent, partner.CommissionWon),
                        withMoney ? r.Paid?.PaidAt : null
                    )),
            ],
            rows.Count > MostSent
        );
    }

    private static PartnerDetails DetailsOf(Partner partner) =>
        new(
            partner.Kind,
            partner.Name,
            partner.Phone,
            partner.Email,
            partner.IsActive,
            partner.CommissionPercent,
            partner.CommissionWon,
            partner.Notes
        );
}
