using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Inquiries;

namespace MindGraphy.Data.Inquiries;

internal sealed class InquiryRepository(StudioSession session) : IInquiryRepository
{
    private const int PurgedAtOnce = 1000;

    private StudioDbContext Db => session.Db;

    public void Add(InquirySubmission submission) => Db.Add(submission);

    public async Task<InquirySubmission?> LockAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db.Set<InquirySubmission>()
            .FromSql($"SELECT * FROM inquiry_submissions WHERE id = {id} FOR UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public async Task<InquiryPages> ListAsync(InquiryOutcome? outcome, Guid? after, CancellationToken ct = default)
    {
        var submissions = Db.Set<InquirySubmission>().AsNoTracking();
        submissions = outcome is { } only ? submissions.Where(s => s.Outcome == only) : submissions;
        submissions = after is { } key ? submissions.Where(s => s.Id < key) : submissions;

        // Ids are ordered by time: the key is the order of arrival.
        var lines = await submissions
            .OrderByDescending(s => s.Id)
            .Take(InquiryPages.Size + 1)
            .Select(s => new InquiryLine(s.Id, s.Channel, s.Outcome, s.Sender, s.ReceivedAt, s.CustomerId))
            .ToListAsync(ct);
        return lines.Count > InquiryPages.Size
            ? new InquiryPages(lines[..InquiryPages.Size], lines[InquiryPages.Size - 1].Id)
            : new InquiryPages(lines, null);
    }

    public async Task<InquirySheet?> SheetAsync(Guid id, CancellationToken ct = default) =>
        await Db.Set<InquirySubmission>()
            .AsNoTracking()
            .Where(s => s.Id == id)
            .Select(s => new InquirySheet(
                new InquiryLine(s.Id, s.Channel, s.Outcome, s.Sender, s.ReceivedAt, s.CustomerId),
                s.Codes,
                s.Language,
                s.Ip,
                s.UserAgent,
                s.ConsentVersion,
                Db.Set<ApiToken>().Where(t => t.Id == s.ApiTokenId).Select(t => t.Name).FirstOrDefault(),
                Db.Set<UserProfile>().Where(p => p.UserId == s.TakenById).Select(PersonNames.Name).FirstOrDefault(),
                s.SettledAt,
                s.Body,
                s.BodyBytes
            ))
            .SingleOrDefaultAsync(ct);

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken ct = default)
    {
        var (all, last) = (0, 0);
        do
        {
            last = await Db.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM inquiry_submissions WHERE id IN (
                    SELECT id FROM inquiry_submissions WHERE customer_id IS NULL AND received_at < {before}
                    ORDER BY received_at LIMIT {PurgedAtOnce} FOR UPDATE SKIP LOCKED
                )
                """,
                ct
            );
            all += last;
        } while (last == PurgedAtOnce);
        return all;
    }

    public async Task<IReadOnlyList<string>> SitesAsync(CancellationToken ct = default) =>
        await Db.Set<EmbedSite>().OrderBy(s => s.Origin).Select(s => s.Origin).Take(EmbedSite.Most).ToListAsync(ct);

    public async Task<bool> AddSiteAsync(string origin, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);

        // One after the other, so that the count is true; it happens a few times in the life of a studio.
        await Db.Database.ExecuteSqlAsync($"LOCK TABLE embed_sites IN SHARE ROW EXCLUSIVE MODE", ct);
        var others = await Db.Set<EmbedSite>().CountAsync(s => s.Origin != origin, ct);
        if (others >= EmbedSite.Most)
        {
            return false;
        }

        await Db.Database.ExecuteSqlAsync(
            $"INSERT INTO embed_sites (origin, created_at) VALUES ({origin}, {session.Clock.Now}) ON CONFLICT DO NOTHING",
            ct
        );
        return true;
    }

    public async Task RemoveSiteAsync(string origin, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<EmbedSite>().Where(s => s.Origin == origin).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<TokenLine>> TokensAsync(CancellationToken ct = default) =>
        await Db.Set<ApiToken>()
            .OrderByDescending(t => t.Id)
            .Take(100)
            .Select(t => new TokenLine(
                t.Id,
                t.Name,
                t.Shown,
                t.CreatedAt,
                Db.Set<UserProfile>().Where(p => p.UserId == t.CreatedById).Select(PersonNames.Name).FirstOrDefault(),
                t.ExpiresAt,
                t.LastUsedAt,
                t.RevokedAt
            ))
            .ToListAsync(ct);

    public void Add(ApiToken token) => Db.Add(token);

    public Task<ApiToken?> TokenAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<ApiToken>().SingleOrDefaultAsync(t => t.Id == id, ct);

    public Task<ApiToken?> TokenOfAsync(string hash, CancellationToken ct = default) =>
        Db.Set<ApiToken>().AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, ct);

    public Task UsedAsync(Guid tokenId, CancellationToken ct = default)
    {
        var now = session.Clock.Now;
        var minuteAgo = now.AddMinutes(-1);
        return Db.Set<ApiToken>()
            .Where(t => t.Id == tokenId && (t.LastUsedAt == null || t.LastUsedAt < minuteAgo))
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, now), ct);
    }
}
