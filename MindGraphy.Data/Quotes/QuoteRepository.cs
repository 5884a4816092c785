using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Quotes;

namespace MindGraphy.Data.Quotes;

internal sealed class QuoteRepository(StudioSession session) : IQuoteRepository
{
    private StudioDbContext Db => session.Db;

    public void Add(Quote quote) => Db.Add(quote);

    public async Task<Quote?> LockAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);

        // The lock is a statement of its own: what is read after it is what the one before us left.
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM quotes WHERE id = {id} FOR UPDATE", ct);
        var quote = await Db.Set<Quote>().Include(q => q.Lines.OrderBy(l => l.Position)).SingleOrDefaultAsync(q => q.Id == id, ct);
        if (quote is not null)
        {
            session.Expect(quote, expectedVersion);
        }

        return quote;
    }

    public Task<Quote?> FindAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<Quote>().AsNoTracking().Include(q => q.Lines.OrderBy(l => l.Position)).SingleOrDefaultAsync(q => q.Id == id, ct);

    public async Task<IReadOnlyList<Quote>> LockOthersAsync(Guid customerId, Guid exceptId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM quotes WHERE customer_id = {customerId} ORDER BY id FOR UPDATE", ct);
        return await Db.Set<Quote>()
            .Where(q =>
                q.CustomerId == customerId
                && q.Id != exceptId
                && (q.Status == QuoteStatus.Sent || q.Status == QuoteStatus.Draft || q.Status == QuoteStatus.Declined)
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Quote>> OpenOfAsync(Guid customerId, DateOnly today, CancellationToken ct = default) =>
        await Db.Set<Quote>()
            .AsNoTracking()
            .Include(q => q.Lines.OrderBy(l => l.Position))
            .Where(q => q.CustomerId == customerId && q.Status == QuoteStatus.Sent && q.ValidUntil >= today)
            .OrderBy(q => q.Id)
            .ToListAsync(ct);

    public async Task<QuoteList> ListAsync(QuoteFilter filter, DateOnly today, Guid? after, CancellationToken ct = default)
    {
        var quotes = Db.Set<Quote>().AsNoTracking();
        quotes = filter.Shelf switch
        {
            QuoteShelf.Draft => quotes.Where(q => q.Status == QuoteStatus.Draft),
            QuoteShelf.Open => quotes.Where(q => q.Status == QuoteStatus.Sent && q.ValidUntil >= today),
            QuoteShelf.Expired => quotes.Where(q => q.Status == QuoteStatus.Sent && q.ValidUntil < today),
            QuoteShelf.Accepted => quotes.Where(q => q.Status == QuoteStatus.Accepted),
            QuoteShelf.Closed => quotes.Where(q => q.Status == QuoteStatus.Declined || q.Status == QuoteStatus.Withdrawn),
            _ => quotes,
        };
        if (filter.CustomerId is { } customer)
        {
            quotes = quotes.Where(q => q.CustomerId == customer);
        }

        if (after is { } last)
        {
            quotes = quotes.Where(q => q.Id.CompareTo(last) < 0);
        }

        var found = quotes.Join(Db.Set<Customer>(), q => q.CustomerId, c => c.Id, (quote, couple) => new { quote, couple });
        if (Search.LikePattern.Anywhere(filter.Search) is { } like)
        {
            found = found.Where(f =>
                EF.Functions.ILike(f.couple.BrideName, like)
                || EF.Functions.ILike(f.couple.GroomName, like)
                || EF.Functions.ILike(f.quote.QuoteNumber, like)
            );
        }

        var rows = await found
            .OrderByDescending(f => f.quote.Id)
            .Take(QuoteList.PageSize + 1)
            .Select(f => new QuoteRow(
                f.quote.Id,
                f.quote.QuoteNumber,
                f.quote.CustomerId,
                f.couple.BrideName,
                f.couple.GroomName,
                f.couple.WeddingDate,
                f.quote.Status,
                f.quote.Lines.Where(l => l.Position == 1).Select(l => l.Name).First(),
                f.quote.Total,
                f.quote.ValidUntil,
                f.quote.SentAt,
                f.quote.OpenedAt
            ))
            .ToListAsync(ct);
        var shown = rows.Take(QuoteList.PageSize).ToList();
        return new QuoteList(shown, rows.Count > shown.Count ? shown[^1].Id : null);
    }

    public async Task<QuoteSheet?> SheetAsync(Guid id, CancellationToken ct = default)
    {
        if (await FindAsync(id, ct) is not { } quote)
        {
            return null;
        }

        var couple = await Db.Set<Customer>()
            .AsNoTracking()
            .Where(c => c.Id == quote.CustomerId)
            .Select(c => new
            {
                c.BrideName,
                c.GroomName,
                c.WeddingDate,
                AnsweredBy = c.Contacts.Where(p => p.Id == quote.AnsweredById).Select(p => p.Name).FirstOrDefault(),
                Contract = Db.Set<Contract>()
                    .Where(k => k.Id == quote.ContractId)
                    .Select(k => new { k.ContractNumber, k.ContractStatus })
                    .FirstOrDefault(),
            })
            .SingleAsync(ct);
        return new QuoteSheet(
            new QuoteRow(
                quote.Id,
                quote.QuoteNumber,
                quote.CustomerId,
                couple.BrideName,
                couple.GroomName,
                couple.WeddingDate,
                quote.Status,
                quote.Lines[0].Name,
                quote.Total,
                quote.ValidUntil,
                quote.SentAt,
                quote.OpenedAt
            ),
            quote.Language,
            quote.Message,
            quote.PackageId,
            quote.Included,
            [.. quote.Lines.Select(QuoteLineView.Of)],
            quote.Plan,
            quote.SendsContract,
            quote.AnsweredAt,
            couple.AnsweredBy,
            quote.Reason,
            quote.ContractId,
            couple.Contract?.ContractNumber,
            couple.Contract?.ContractStatus == ContractStatus.Draft,
            quote.CreatedAt,
            quote.Version
        );
    }
}
