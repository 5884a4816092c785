using System.Globalization;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>What contracts are written by, kept by who may change the studio's settings.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ContractTemplateService(IStudio studio, StudioClock clock)
{
    /// <summary>All templates, those in use first; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyList<TemplateRow>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.TemplatesAsync(ct);
    }

    /// <summary>A template to be read or written again.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> and <see cref="TemplateNotFound"/>.</returns>
    public async Task<Result<TemplateSheet>> SheetAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.FindTemplateAsync(id, ct) is { } template
            ? new TemplateSheet(template.Id, template.Draft, template.IsDefault, template.IsActive, template.Revision, template.Version)
            : new TemplateNotFound();
    }

    /// <summary>Adds a template.</summary>
    /// <returns>Its id; refused with <see cref="NotAllowed"/>, <see cref="KeyUsedForAnother"/> and as <see cref="ContractTemplate.Change"/> is.</returns>
    public async Task<Result<Guid>> AddAsync(
        Actor actor,
        ContractTemplateDraft draft,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(
            "template.add",
            idempotencyKey,
            ContractService.Fingerprint(System.Text.Json.JsonSerializer.Serialize(draft)),
            ct
        );
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.Reply is { } reply)
        {
            return Guid.Parse(reply);
        }

        var made = ContractTemplate.Create(draft, clock.Now);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        session.Contracts.Add(made.Value);
        session.CompleteOnce("template.add", idempotencyKey, made.Value.Id.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? made.Value.Id : saved.Refusal;
    }

    /// <summary>Writes a template again. What was sent keeps its own document; drafts follow.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="TemplateNotFound"/>, <see cref="EditedElsewhere"/> and as <see cref="ContractTemplate.Change"/> is.</returns>
    public Task<Result> ChangeAsync(
        Actor actor,
        Guid id,
        ContractTemplateDraft draft,
        uint expectedVersion,
        CancellationToken ct = default
    ) => ActAsync(actor, id, expectedVersion, (_, template) => Task.FromResult(template.Change(draft, clock.Now)), ct);

    /// <summary>Makes a template the one that contracts in its language are written by.</summary>
    /// <returns>Refused as <see cref="ChangeAsync"/> is.</returns>
    public Task<Result> MakeDefaultAsync(Actor actor, Guid id, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            id,
            expectedVersion,
            async (session, template) =>
            {
                await session.Contracts.ClearDefaultTemplateAsync(template.Language, template.Id, ct);
                template.BeDefault(true, clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Ends or resumes the use of a template.</summary>
    /// <returns>Refused as <see cref="ChangeAsync"/> and <see cref="ContractTemplate.Use"/> are.</returns>
    public Task<Result> UseAsync(Actor actor, Guid id, bool isActive, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(actor, id, expectedVersion, (_, template) => Task.FromResult(template.Use(isActive, clock.Now)), ct);

    /// <summary>The clauses that are kept, by title; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyList<LibraryClause>> LibraryAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.LibraryAsync(ct);
    }

    /// <summary>Keeps a clause; one of the same title takes the new text.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> and as <see cref="LibraryClause.Keep"/> is.</returns>
    public async Task<Result> KeepAsync(Actor actor, string language, string? title, string? text, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        var kept = LibraryClause.Keep(language, title, text, clock.Now);
        if (!kept.Succeeded)
        {
            return kept.Refusal;
        }

        await using var session = studio.Open(actor);
        await session.Contracts.KeepClauseAsync(kept.Value, ct);
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes a clause out of the library. Templates that have it keep their copy.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result> DropAsync(Actor actor, Guid clauseId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        await session.Contracts.DropClauseAsync(clauseId, ct);
        return await session.SaveAsync(ct);
    }

    /// <summary>How a template reads with the values of a made-up couple; what is wrong with it instead, where something is.</summary>
    public static Result<IReadOnlyList<ContractClause>> Preview(ContractTemplateDraft draft)
    {
        if (draft.Wrong() is { } wrong)
        {
            return wrong;
        }

        var culture = ContractPapers.CultureOf(draft.Language);
        return Result.Of(ContractTemplate.Fill(draft.Clauses, Samples(draft, culture), new HashSet<string>()));
    }

    private static Dictionary<string, MergeValue> Samples(ContractTemplateDraft draft, CultureInfo culture)
    {
        var terms = new ContractTerms(
            new Money(2_000_000),
            [
                new ContractDue(PlanLineKind.Deposit, new Money(400_000), PlanDue.AfterSigning, 3),
                new ContractDue(PlanLineKind.Balance, new Money(1_600_000), PlanDue.BeforeShoot, 7),
            ],
            5,
            new Money(draft.House.OvertimePerHalfHourWon),
            draft.House.OriginalsWithinDays,
            30,
            new Money(10_000),
            draft.House.SelectWithinDays,
            60,
            2,
            draft.House.RevisionWithinDays,
            draft.House.KeepMonths,
            draft.Refund.BeforeStartPercent,
            draft.Refund.AfterStartPercent,
            draft.Penalty.StudioCancelPercent,
            draft.Penalty.LostPhotosTimes,
            1,
            40,
            1
        );
        var values = MergeFields.OfTerms(terms, culture);
        foreach (var field in MergeFields.All.Where(f => !values.ContainsKey(f.Name)))
        {
            values[field.Name] = new MergeValue("[" + MergeFields.WordsOf(field.Name, culture) + "]");
        }

        return values;
    }

    private async Task<Result> ActAsync(
        Actor actor,
        Guid id,
        uint expectedVersion,
        Func<IStudioSession, ContractTemplate, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindTemplateToChangeAsync(id, expectedVersion, ct) is not { } template)
        {
            return new TemplateNotFound();
        }

        var done = await act(session, template);
        return done.Succeeded ? await session.SaveAsync(ct) : done;
    }
}

/// <summary>A line of the list of templates.</summary>
/// <param name="Id">The template.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Clauses">How many clauses it has.</param>
/// <param name="IsDefault">Whether contracts in its language are written by it.</param>
/// <param name="IsActive">Whether it may be chosen.</param>
/// <param name="CounterSigns">Whether a member of staff signs last.</param>
/// <param name="UpdatedAt">Last change.</param>
/// <param name="Version">Row version.</param>
public sealed record TemplateRow(
    Guid Id,
    string Name,
    string Language,
    int Clauses,
    bool IsDefault,
    bool IsActive,
    bool CounterSigns,
    DateTimeOffset UpdatedAt,
    uint Version
);

/// <summary>A template's page.</summary>
/// <param name="Id">The template.</param>
/// <param name="Draft">What it says.</param>
/// <param name="IsDefault">Whether contracts in its language are written by it.</param>
/// <param name="IsActive">Whether it may be chosen.</param>
/// <param name="Revision">How often it was written.</param>
/// <param name="Version">Row version.</param>
public sealed record TemplateSheet(Guid Id, ContractTemplateDraft Draft, bool IsDefault, bool IsActive, int Revision, uint Version);
