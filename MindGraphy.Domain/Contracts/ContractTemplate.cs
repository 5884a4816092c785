using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>
/// A template that contracts are written by (<c>contract_templates</c>): numbered clauses and ticks with merge fields, the rules of the house,
/// and what a cancellation costs. A contract that was sent keeps its own document, so a later edit never reaches it.
/// </summary>
public sealed class ContractTemplate
{
    /// <summary>Most characters of its name, of a clause's title and of a tick's title.</summary>
    public const int TitleMaxLength = 100;

    /// <summary>Most characters of a clause or of a tick.</summary>
    public const int TextMaxLength = 4_000;

    /// <summary>Most clauses.</summary>
    public const int MostClauses = 60;

    /// <summary>Most ticks.</summary>
    public const int MostConsents = 12;

    private ContractTemplate() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What staff call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The language of its text: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private init; } = "ko";

    /// <summary>Numbered by their order.</summary>
    public IReadOnlyList<ContractClause> Clauses { get; private set; } = [];

    /// <summary>The boxes to tick.</summary>
    public IReadOnlyList<ContractConsent> Consents { get; private set; } = [];

    /// <summary>Days and prices that no package says.</summary>
    public HouseRules House { get; private set; } = new();

    /// <summary>What the couple bears when they cancel.</summary>
    public RefundPolicy Refund { get; private set; } = new();

    /// <summary>What the studio owes when it is at fault.</summary>
    public PenaltyTerms Penalty { get; private set; } = new();

    /// <summary>Whether a member of staff signs last, by hand; else the studio signs by sending.</summary>
    public bool CounterSigns { get; private set; }

    /// <summary>Whether contracts in its language are written by it where nothing else was chosen.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>Whether it may be chosen.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Counts the times it was written: names its wording in records.</summary>
    public int Revision { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Names this wording in records, at most 20 characters.</summary>
    public string Wording => $"{Id.ToString("N")[^8..]}-r{Revision}";

    /// <summary>Makes a template of what was typed.</summary>
    /// <returns>Refused as <see cref="Change"/> is.</returns>
    public static Result<ContractTemplate> Create(ContractTemplateDraft draft, DateTimeOffset now)
    {
        var template = new ContractTemplate
        {
            Id = Ids.New(),
            Language = draft.Language == "en" ? "en" : "ko",
            CreatedAt = now,
        };
        var changed = template.Change(draft, now);
        return changed.Succeeded ? template : changed.Refusal;
    }

    /// <summary>Writes what was typed; the language stays.</summary>
    /// <returns>
    /// Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="ClauseWrong"/>, <see cref="ConsentWrong"/>,
    /// <see cref="ConsentMustStay"/> where the tick of the terms or of personal data is gone or optional, <see cref="ConsentMustBeOptional"/>
    /// where a portrait or advertising is required, <see cref="CountOutOfRange"/>, and as <see cref="MergeText.Wrong"/> is.
    /// </returns>
    public Result Change(ContractTemplateDraft draft, DateTimeOffset now)
    {
        if (draft.Wrong() is { } wrong)
        {
            return wrong;
        }

        Name = StudioText.Clean(draft.Name)!;
        Clauses =
        [
            .. draft.Clauses.Select(c => new ContractClause(StudioText.Clean(c.Title)!, StudioText.Clean(c.Text, multiline: true)!, c.Key)),
        ];
        Consents =
        [
            .. draft.Consents.Select(c => new ContractConsent(
                c.Key,
                StudioText.Clean(c.Title)!,
                StudioText.Clean(c.Text, multiline: true)!,
                c.Required
            )),
        ];
        (House, Refund, Penalty, CounterSigns) = (draft.House, draft.Refund, draft.Penalty, draft.CounterSigns);
        (Revision, UpdatedAt) = (Revision + 1, now);
        return Result.Ok;
    }

    /// <summary>Makes it the one that is used where nothing else was chosen, or another one that.</summary>
    public void BeDefault(bool isDefault, DateTimeOffset now) => (IsDefault, IsActive, UpdatedAt) = (isDefault, isDefault || IsActive, now);

    /// <summary>Ends or resumes its use. The default stays in use.</summary>
    /// <returns>Refused with <see cref="DefaultTemplateStays"/>.</returns>
    public Result Use(bool isActive, DateTimeOffset now)
    {
        if (IsDefault && !isActive)
        {
            return new DefaultTemplateStays();
        }

        (IsActive, UpdatedAt) = (isActive, now);
        return Result.Ok;
    }

    /// <summary>The template as it can be written again.</summary>
    public ContractTemplateDraft Draft => new(Name, Language, Clauses, Consents, House, Refund, Penalty, CounterSigns);

    /// <summary>Clauses with their values.</summary>
    /// <param name="clauses">As they were written.</param>
    /// <param name="values">The fields.</param>
    /// <param name="missing">Takes the names of fields that have no value.</param>
    public static IReadOnlyList<ContractClause> Fill(
        IReadOnlyList<ContractClause> clauses,
        IReadOnlyDictionary<string, MergeValue> values,
        ISet<string> missing
    )
    {
        var all = new Dictionary<string, MergeValue>(values);
        foreach (var (name, number) in MergeFields.OfClauses(clauses))
        {
            all[name] = number;
        }

        return
        [
            .. clauses.Select(c => c with { Title = MergeText.Fill(c.Title, all, missing), Text = MergeText.Fill(c.Text, all, missing) }),
        ];
    }
}

/// <summary>Days and prices of the house that no package says.</summary>
public sealed record HouseRules
{
    /// <summary>Days after the shoot within which all pictures are given.</summary>
    public int OriginalsWithinDays { get; init; } = 14;

    /// <summary>Days after receiving them within which the couple chooses.</summary>
    public int SelectWithinDays { get; init; } = 60;

    /// <summary>Days after receiving a round within which the couple asks for the next.</summary>
    public int RevisionWithinDays { get; init; } = 14;

    /// <summary>Months that the studio keeps the originals; the consumer dispute guideline says a year.</summary>
    public int KeepMonths { get; init; } = 12;

    /// <summary>Price of each half hour beyond the package's hours, in won; 0 where it is not charged.</summary>
    public long OvertimePerHalfHourWon { get; init; }

    internal Refusal? Wrong() =>
        !new Money(OvertimePerHalfHourWon).IsStorable
            ? new AmountOutOfRange(nameof(OvertimePerHalfHourWon))
            : CountOutOfRange.First(
                (nameof(OriginalsWithinDays), OriginalsWithinDays, 1, 180),
                (nameof(SelectWithinDays), SelectWithinDays, 7, 730),
                (nameof(RevisionWithinDays), RevisionWithinDays, 3, 180),
                (nameof(KeepMonths), KeepMonths, 12, 120)
            );
}

/// <summary>A template as it is typed.</summary>
/// <param name="Name">What staff call it.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Clauses">In their order.</param>
/// <param name="Consents">The boxes to tick, in their order.</param>
/// <param name="House">The rules of the house.</param>
/// <param name="Refund">What the couple bears when they cancel.</param>
/// <param name="Penalty">What the studio owes when it is at fault.</param>
/// <param name="CounterSigns">Whether a member of staff signs last, by hand.</param>
public sealed record ContractTemplateDraft(
    string? Name,
    string Language,
    IReadOnlyList<ContractClause> Clauses,
    IReadOnlyList<ContractConsent> Consents,
    HouseRules House,
    RefundPolicy Refund,
    PenaltyTerms Penalty,
    bool CounterSigns
)
{
    /// <summary>What can't be meant; null where all can.</summary>
    public Refusal? Wrong() =>
        StudioText.Clean(Name) is not { } name ? new FieldRequired(nameof(Name))
        : name.Length > ContractTemplate.TitleMaxLength ? new FieldTooLong(nameof(Name), ContractTemplate.TitleMaxLength)
        : WrongClause() ?? WrongConsent() ?? House.Wrong() ?? WrongShares();

    private Refusal? WrongClause()
    {
        if (Clauses.Count is 0 or > ContractTemplate.MostClauses)
        {
            return new CountOutOfRange(nameof(Clauses), 1, ContractTemplate.MostClauses);
        }

        var known = MergeFields.Known(Clauses);
        foreach (var (clause, number) in Clauses.Select((c, i) => (c, i + 1)))
        {
            if (
                StudioText.Clean(clause.Title) is not { Length: <= ContractTemplate.TitleMaxLength } title
                || StudioText.Clean(clause.Text, multiline: true) is not { Length: <= ContractTemplate.TextMaxLength } text
            )
            {
                return new ClauseWrong(number);
            }

            if ((MergeText.Wrong(title, known) ?? MergeText.Wrong(text, known)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private Refusal? WrongConsent()
    {
        var known = MergeFields.Known(Clauses);
        foreach (var (consent, number) in Consents.Select((c, i) => (c, i + 1)))
        {
            if (
                Consents.Count > ContractTemplate.MostConsents
                || Consents.Count(c => c.Key == consent.Key) > 1
                || StudioText.Clean(consent.Title) is not { Length: <= ContractTemplate.TitleMaxLength } title
                || StudioText.Clean(consent.Text, multiline: true) is not { Length: <= ContractTemplate.TextMaxLength } text
            )
            {
                return new ConsentWrong(number);
            }

            if (consent is { Required: true, Key: "portrait" or "marketing" })
            {
                return new ConsentMustBeOptional();
            }

            if ((MergeText.Wrong(title, known) ?? MergeText.Wrong(text, known)) is { } wrong)
            {
                return wrong;
            }
        }

        return Consents.Count(c => c is { Required: true, Key: "terms" or "privacy" }) < 2 ? new ConsentMustStay() : null;
    }

    private CountOutOfRange? WrongShares() =>
        CountOutOfRange.First(
            (nameof(Refund.BeforeStartPercent), Refund.BeforeStartPercent, 0, 100),
            (nameof(Refund.AfterStartPercent), Refund.AfterStartPercent, 0, 100),
            (nameof(Penalty.StudioCancelPercent), Penalty.StudioCancelPercent, 0, 100),
            (nameof(Penalty.LostPhotosTimes), Penalty.LostPhotosTimes, 0, 10)
        );
}

/// <summary>A clause that studios keep to put into templates (<c>contract_clauses</c>).</summary>
public sealed class LibraryClause
{
    private LibraryClause() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary><c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private init; } = "ko";

    /// <summary>Its title; the library has one of a name in a language.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Its text with merge fields.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private init; }

    /// <summary>Keeps a clause.</summary>
    /// <returns>Refused with <see cref="ClauseWrong"/> and as <see cref="MergeText.Wrong"/> is: other clauses' numbers are not known here.</returns>
    public static Result<LibraryClause> Keep(string language, string? title, string? text, DateTimeOffset now)
    {
        if (
            StudioText.Clean(title) is not { Length: <= ContractTemplate.TitleMaxLength } name
            || StudioText.Clean(text, multiline: true) is not { Length: <= ContractTemplate.TextMaxLength } words
        )
        {
            return new ClauseWrong(1);
        }

        if (MergeText.Wrong(words, MergeFields.Known([])) is { } wrong)
        {
            return wrong;
        }

        return new LibraryClause
        {
            Id = Ids.New(),
            Language = language == "en" ? "en" : "ko",
            Title = name,
            Text = words,
            UpdatedAt = now,
        };
    }
}
