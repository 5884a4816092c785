using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Data.Contracts;

/// <summary>What contracts are written by.</summary>
internal sealed partial class ContractRepository
{
    public async Task<IReadOnlyList<TemplateRow>> TemplatesAsync(CancellationToken ct = default)
    {
        // A studio has a handful; how many clauses one has stands inside its jsonb.
        var templates = await Db.Set<ContractTemplate>()
            .AsNoTracking()
            .OrderByDescending(t => t.IsActive)
            .ThenByDescending(t => t.Language)
            .ThenByDescending(t => t.IsDefault)
            .ThenBy(t => t.Name)
            .ToListAsync(ct);
        return
        [
            .. templates.Select(t => new TemplateRow(
                t.Id,
                t.Name,
                t.Language,
                t.Clauses.Count,
                t.IsDefault,
                t.IsActive,
                t.CounterSigns,
                t.UpdatedAt,
                t.Version
            )),
        ];
    }

    public Task<ContractTemplate?> FindTemplateAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<ContractTemplate>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct);

    public Task<ContractTemplate?> DefaultTemplateAsync(string language, CancellationToken ct = default) =>
        Db.Set<ContractTemplate>().AsNoTracking().SingleOrDefaultAsync(t => t.Language == language && t.IsDefault, ct);

    public async Task<ContractTemplate?> FindTemplateToChangeAsync(Guid id, uint expectedVersion, CancellationToken ct = default)
    {
        var template = await Db.Set<ContractTemplate>().SingleOrDefaultAsync(t => t.Id == id, ct);
        if (template is not null)
        {
            session.Expect(template, expectedVersion);
        }

        return template;
    }

    public async Task ClearDefaultTemplateAsync(string language, Guid exceptId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"UPDATE contract_templates SET is_default = false WHERE language = {language} AND is_default AND id <> {exceptId}",
            ct
        );
    }

    public void Add(ContractTemplate template) => Db.Add(template);

    public async Task<IReadOnlyList<LibraryClause>> LibraryAsync(CancellationToken ct = default) =>
        await Db.Set<LibraryClause>().AsNoTracking().OrderByDescending(c => c.Language).ThenBy(c => c.Title).ToListAsync(ct);

    public async Task KeepClauseAsync(LibraryClause clause, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contract_clauses (id, language, title, text, updated_at)
            VALUES ({clause.Id}, {clause.Language}, {clause.Title}, {clause.Text}, {clause.UpdatedAt})
            ON CONFLICT (language, title) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at
            """,
            ct
        );
    }

    public async Task DropClauseAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<LibraryClause>().Where(c => c.Id == id).ExecuteDeleteAsync(ct);
    }
}
