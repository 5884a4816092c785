using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Web.Features.Demo;

/// <summary>What a demonstration came to.</summary>
/// <param name="Logins">The accounts with their passwords.</param>
/// <param name="Couples">Couples.</param>
/// <param name="Contracts">Contracts.</param>
/// <param name="Shoots">Shoots.</param>
/// <param name="Photos">Photos in galleries.</param>
public sealed record DemoOutcome(IReadOnlyList<DemoLogin> Logins, int Couples, int Contracts, int Shoots, int Photos);

/// <summary>
/// Makes a believable Korean studio in an empty one. Every row comes out of the aggregates' own verbs, so nobody stands where no verb leads.
/// Pictures and papers are stored first, under names that a second attempt finds again; all rows follow in one transaction: a run that
/// breaks off leaves an empty studio.
/// </summary>
/// <param name="services">The application's services.</param>
internal sealed class DemoStudio(IServiceProvider services)
{
    private readonly StudioClock _clock = services.GetRequiredService<StudioClock>();
    private readonly IObjectStore _store = services.GetRequiredService<IObjectStore>();
    private readonly IDbContextFactory<StudioDbContext> _contexts = services.GetRequiredService<IDbContextFactory<StudioDbContext>>();

    /// <summary>Whether no couple is there.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return !await db.Set<Customer>().AnyAsync(ct);
    }

    /// <summary>Makes the studio.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="size">How much of it.</param>
    /// <param name="ct">Cancels; the studio stays empty then.</param>
    /// <returns>What was made; null where somebody else filled the studio meanwhile.</returns>
    public async Task<DemoOutcome?> MakeAsync(int seed, DemoSize size, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Couples, 60);
        var today = _clock.Today;
        var now = _clock.At(today, TimeOnly.MinValue);
        var dice = new DemoDice(seed, 0, _clock, now);
        var (settings, rules, templates, lastQuote, lastContract, lastProject) = await ReadAsync(now, ct);
        await using var scope = services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<StudioUser>>();
        DemoStaff staff;
        List<DemoCouple> couples;
        using (Ids.From(dice.NewId))
        {
            staff = new DemoStaff(dice, now, hasher);
            var calendar = new DemoCalendar();
            staff.TakeLeave(dice, today, _clock, calendar);
            staff.TakePrivateTime(today, _clock, calendar, services.GetRequiredService<IFeedSeal>());
            couples = new DemoPlan(seed, _clock, today, staff, calendar).Couples(size.Couples, lastQuote, lastContract, lastProject);
        }

        using var pictures = await DemoPictures.DrawAsync(seed, size, services.GetRequiredService<IPhotoRenderer>(), _store, ct);
        var builder = new DemoBuilder(
            staff,
            rules,
            templates,
            settings,
            _clock,
            now,
            _store,
            services.GetRequiredService<IContractPdf>(),
            services.GetRequiredService<IPdfSeal>(),
            services.GetRequiredService<ILinkSigner>(),
            pictures
        );
        var rows = new List<object>[couples.Count];

        // Every couple has dice of its own, so the order in which they are built changes nothing. Papers and pictures wait for the disk.
        await Parallel.ForEachAsync(
            couples.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2, CancellationToken = ct },
            async (couple, token) => rows[couple.Index] = await builder.BuildAsync(couple.Item, token)
        );
        var saved = await SaveAsync(settings, [.. staff.Rows, .. rows.SelectMany(r => r)], lastQuote, lastContract, lastProject, ct);
        return saved
            ? new DemoOutcome(
                staff.Logins,
                couples.Count,
                couples.Count(c => c.HasContract),
                couples.Sum(c => c.HasProject ? c.Shoots.Count : 0),
                rows.Sum(r => r.OfType<Photo>().Count())
            )
            : null;
    }

    /// <summary>A verb said no: the plan is wrong, which is a fault of this code.</summary>
    internal static InvalidOperationException Refused(Refusal refusal) => new($"The demonstration's plan was refused: {refusal}");

    private async Task<(
        StudioSettings Settings,
        List<TaskRule> Rules,
        Dictionary<ProjectType, ProjectTemplate> Templates,
        Dictionary<int, int> Quotes,
        Dictionary<int, int> Contracts,
        Dictionary<int, int> Projects
    )> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var settings = await db.Set<StudioSettings>().SingleAsync(ct);
        var fresh = new StudioSettings(now);
        if (settings.NameKo == fresh.NameKo)
        {
            // A studio that has a name keeps it.
            settings.Identify(
                "온새미로 스튜디오",
                "Onsaemiro Studio",
                "한지우",
                "02-010-2026",
                "hello@onsaemiro.example",
                "서울 성동구 온새길 21, 2층",
                "000-26-00426",
                now
            );
        }

        var rules = await db.Set<TaskRule>().AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Id).ToListAsync(ct);
        var templates = await db.Set<ProjectTemplate>()
            .Include(t => t.Tasks)
            .Include(t => t.Milestones)
            .AsNoTracking()
            .AsSplitQuery()
            .ToDictionaryAsync(t => t.ProjectType, ct);
        return (settings, rules, templates, await LastAsync("quote"), await LastAsync("contract"), await LastAsync("project"));

        async Task<Dictionary<int, int>> LastAsync(string kind)
        {
            var years = await db
                .Database.SqlQuery<CountedYear>($"SELECT year, last FROM number_counters WHERE kind = {kind}")
                .ToListAsync(ct);
            return years.ToDictionary(y => y.Year, y => y.Last);
        }
    }

    private async Task<bool> SaveAsync(
        StudioSettings settings,
        List<object> rows,
        Dictionary<int, int> lastQuote,
        Dictionary<int, int> lastContract,
        Dictionary<int, int> lastProject,
        CancellationToken ct
    )
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Two demonstrations at a time: the second waits here and then finds couples.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('mindgraphy-demo'))", ct);
        if (await db.Set<Customer>().AnyAsync(ct))
        {
            return false;
        }

        db.Update(settings);
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
        foreach (
            var (kind, year, last) in lastContract
                .Select(l => (Contract.NumberKind, l.Key, l.Value))
                .Concat(lastQuote.Select(l => (Domain.Quotes.Quote.NumberKind, l.Key, l.Value)))
                .Concat(lastProject.Select(l => (Domain.Projects.Project.NumberKind, l.Key, l.Value)))
        )
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO number_counters (kind, year, last) VALUES ({kind}, {year}, {last}) ON CONFLICT (kind, year) DO UPDATE SET last = excluded.last",
                ct
            );
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private sealed record CountedYear(int Year, int Last);
}
