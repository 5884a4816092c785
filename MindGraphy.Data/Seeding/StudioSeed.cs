using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Data.Seeding;

/// <summary>Rights, templates and settings of a new installation. Every row is inserted where its key is missing; nothing is overwritten.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class StudioSeed(IDbContextFactory<StudioDbContext> contexts, StudioClock clock)
{
    /// <summary>Writes what is missing. Safe to repeat and to race: the first insert of a key wins.</summary>
    public async Task SeedAsync(IEnumerable<EmailTemplate> templates, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Two nodes that start together would both find a row missing; the second waits here until the first is done.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('mindgraphy-seed'))", ct);
        await SeedRightsAsync(db, ct);
        var known = await db.Set<EmailTemplate>().Select(t => t.TemplateName).ToListAsync(ct);
        db.AddRange(templates.ExceptBy(known, t => t.TemplateName));
        if (!await db.Set<StudioSettings>().AnyAsync(ct))
        {
            db.Add(new StudioSettings(clock.Now));
        }

        await SeedPipelineAsync(db, ct);
        await SeedContractsAsync(db, ct);
        var planned = await db.Set<ProjectTemplate>().Select(t => t.ProjectType).ToListAsync(ct);
        db.AddRange(ProjectTemplateDefaults.Templates(clock.Now).ExceptBy(planned, t => t.ProjectType));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // What a studio put away stays away: a list or the rules are only filled where none was ever there.
    private async Task SeedPipelineAsync(StudioDbContext db, CancellationToken ct)
    {
        if (!await db.Set<ListItem>().AnyAsync(ct))
        {
            db.AddRange(PipelineDefaults.Lists(clock.Now));
        }

        if (!await db.Set<StageRule>().AnyAsync(ct))
        {
            db.AddRange(PipelineDefaults.IdleRules());
            db.AddRange(PipelineDefaults.TaskRules(clock.Now));
        }
    }

    private async Task SeedContractsAsync(StudioDbContext db, CancellationToken ct)
    {
        if (await db.Set<ContractTemplate>().AnyAsync(ct))
        {
            return;
        }

        foreach (var language in new[] { "ko", "en" })
        {
            var template =
                ContractTemplate.Create(StandardContract.Template(language), clock.Now).Value
                ?? throw new InvalidOperationException("The standard contract is no template.");
            template.BeDefault(true, clock.Now);
            db.Add(template);
        }
    }

    private static async Task SeedRightsAsync(StudioDbContext db, CancellationToken ct)
    {
        // A right that an admin took away stays away: only roles without any right are filled.
        var filled = await db.Set<Accounts.RolePermission>().Select(p => p.Role).Distinct().ToListAsync(ct);
        db.AddRange(
            Rights
                .Defaults.Where(d => !filled.Contains(d.Key))
                .SelectMany(d => d.Value.Select(right => new Accounts.RolePermission { Role = d.Key, Permission = right }))
        );
    }
}
