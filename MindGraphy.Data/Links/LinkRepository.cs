using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Links;
using MindGraphy.Domain.Links;

namespace MindGraphy.Data.Links
{
    internal sealed class LinkRepository(StudioSession session) : ILinkRepository
    {
        private StudioDbContext Db => session.Db;

        public void Add(LinkToken link) => Db.Add(link);

        public Task<LinkToken?> FindByHashAsync(string tokenHash, CancellationToken ct = default) =>
            Db.Set<LinkToken>().SingleOrDefaultAsync(l => l.TokenHash == tokenHash, ct);

        public Task<LinkToken?> FindAsync(Guid id, CancellationToken ct = default) =>
            Db.Set<LinkToken>().SingleOrDefaultAsync(l => l.Id == id, ct);

        public async Task<bool> SeenAsync(Guid id, DateTimeOffset now, DateTimeOffset unlessSince, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await Db.Set<LinkToken>()
                    .Where(l => l.Id == id && (l.LastUsedAt == null || l.LastUsedAt <= unlessSince))
                    .ExecuteUpdateAsync(l => l.SetProperty(x => x.LastUsedAt, now), ct) > 0;
        }

        public async Task<IReadOnlyList<LinkToken>> OfAsync(LinkPurpose purpose, Guid subjectId, CancellationToken ct = default) =>
            await Db.Set<LinkToken>().Where(l => l.Purpose == purpose && l.SubjectId == subjectId).OrderBy(l => l.Id).ToListAsync(ct);
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public ILinkRepository Links => field ??= new LinkRepository(this);
    }
}
