using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Links;
using MindGraphy.Domain.Links;

namespace MindGraphy.Data.Links
{
    internal sealed class LinkRepository(StudioDbContext db) : ILinkRepository
    {
        public void Add(LinkToken link) => db.Add(link);

        public Task<LinkToken?> FindByHashAsync(string tokenHash, CancellationToken ct = default) =>
            db.Set<LinkToken>().SingleOrDefaultAsync(l => l.TokenHash == tokenHash, ct);

        public Task<LinkToken?> FindAsync(Guid id, CancellationToken ct = default) =>
            db.Set<LinkToken>().SingleOrDefaultAsync(l => l.Id == id, ct);

        public async Task<IReadOnlyList<LinkToken>> OfAsync(LinkPurpose purpose, Guid subjectId, CancellationToken ct = default) =>
            await db.Set<LinkToken>().Where(l => l.Purpose == purpose && l.SubjectId == subjectId).OrderBy(l => l.Id).ToListAsync(ct);
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public ILinkRepository Links => field ??= new LinkRepository(Db);
    }
}
