using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Quotes;

/// <summary>
/// An offer to a couple (<c>quotes</c>): a package, options that the couple may tick, discounts, a payment plan and a last day. Prices and
/// counts are copied when a line is written, so that a later edit of the catalogue never reaches it. Its status moves here and nowhere else.
/// </summary>
public sealed class Quote
{
    /// <summary>The kind under which numbers are counted.</summary>
    public const string NumberKind = "quote";

    /// <summary>Most characters of what is said to the couple.</summary>
    public const int MessageMaxLength = 2_000;

    /// <summary>Most lines of a quote.</summary>
    public const int MostLines = 40;

    private readonly List<QuoteLine> _lines = [];

    private Quote() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Q-2026-000123: without gaps or doubles per year.</summary>
    public string QuoteNumber { get; private init; } = "";

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>Where it stands.</summary>
    public QuoteStatus Status { get; private set; }

    /// <summary>The language of the paper: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "ko";

    /// <summary>What is said to the couple above the lines; null for nothing.</summary>
    public string? Message { get; private set; }

    /// <summary>The last day on which it may be accepted, in the studio's zone.</summary>
    public DateOnly ValidUntil { get; private set; }

    /// <summary>The package; null where that was deleted.</summary>
    public Guid? PackageId { get; private set; }

    /// <summary>The package's counts when the quote was written.</summary>
    public PackageTerms Included { get; private set; } = new();

    /// <summary>What is to be paid when, once it is accepted.</summary>
    public IReadOnlyList<PlanTerm> Plan { get; private set; } = [];

    /// <summary>Whether the contract goes out by itself once it is accepted.</summary>
    public bool SendsContract { get; private set; }

    /// <summary>What it costs with what is ticked: as offered while it is open, as accepted afterwards.</summary>
    public Money Total { get; private set; }

    /// <summary>Counts the times it was written; the couple accepts the one they read.</summary>
    public int Revision { get; private set; }

    /// <summary>When it last went out.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When the couple first opened what is out now.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>When they accepted or declined.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Who of the couple accepted or declined.</summary>
    public Guid? AnsweredById { get; private set; }

    /// <summary>From which address they answered.</summary>
    public string? AnsweredIp { get; private set; }

    /// <summary>Why they declined, or why it was withdrawn.</summary>
    public string? Reason { get; private set; }

    /// <summary>The contract that was made of it.</summary>
    public Guid? ContractId { get; private set; }

    /// <summary>Who wrote it.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Its lines by position; the package is the first.</summary>
    public IReadOnlyList<QuoteLine> Lines => _lines;

    /// <summary>Whether it may be accepted on a day.</summary>
    public bool IsOpen(DateOnly today) => Status == QuoteStatus.Sent && today <= ValidUntil;

    /// <summary>Writes a quote.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="customerId">The couple.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="lines">Its lines, the package first.</param>
    /// <param name="today">Today in the studio's zone.</param>
    /// <param name="byId">Who writes it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused as <see cref="Rewrite"/> is.</returns>
    public static Result<Quote> Write(
        string number,
        Guid customerId,
        QuoteTerms terms,
        IReadOnlyList<QuoteLineTerms> lines,
        DateOnly today,
        Guid? byId,
        DateTimeOffset now
    )
    {
        var quote = new Quote
        {
            Id = Ids.New(),
            QuoteNumber = number,
            CustomerId = customerId,
            CreatedById = byId,
            CreatedAt = now,
        };
        var written = quote.Rewrite(terms, lines, today, now);
        return written.Succeeded ? quote : written.Refusal;
    }

    /// <summary>Writes it again. What was out goes back to the desk: the couple's page says so until it is sent again.</summary>
    /// <returns>
    /// Refused with <see cref="QuoteCannotMove"/> once it was accepted or withdrawn, <see cref="FieldTooLong"/>, <see cref="QuoteExpired"/> for
    /// a last day that is over, <see cref="QuoteLineWrong"/>, <see cref="QuoteTooLong"/>, <see cref="QuoteTotalWrong"/> where some choice
    /// of the couple would make no sum that can be paid, and as <see cref="PaymentPlan.Amounts"/> is for some choice.
    /// </returns>
    public Result Rewrite(QuoteTerms terms, IReadOnlyList<QuoteLineTerms> lines, DateOnly today, DateTimeOffset now)
    {
        if (Status is QuoteStatus.Accepted or QuoteStatus.Withdrawn)
        {
            return new QuoteCannotMove(Status, QuoteStatus.Draft);
        }

        if (Wrong(terms, lines, today) is { } wrong)
        {
            return wrong;
        }

        _lines.Clear();
        _lines.AddRange(lines.Select((l, i) => new QuoteLine(Id, i + 1, l)));
        (Language, Message, ValidUntil) = (terms.Language, StudioText.Clean(terms.Message, multiline: true), terms.ValidUntil);
        (PackageId, Included, Plan, SendsContract) = (terms.PackageId, terms.Included, terms.Plan, terms.SendsContract);
        (Status, Revision, Total, UpdatedAt) = (QuoteStatus.Draft, Revision + 1, QuoteSum.Of(_lines).Total, now);
        (AnsweredAt, AnsweredById, AnsweredIp, Reason, OpenedAt) = (null, null, null, null, null);
        return Result.Ok;
    }

    /// <summary>Puts it on the couple's table.</summary>
    /// <returns>Refused with <see cref="QuoteCannotMove"/>, and with <see cref="QuoteExpired"/> where its last day is over.</returns>
    public Result Send(DateOnly today, DateTimeOffset now)
    {
        if (!QuoteFlow.Moves.Allows(Status, QuoteStatus.Sent))
        {
            return new QuoteCannotMove(Status, QuoteStatus.Sent);
        }

        if (today > ValidUntil)
        {
            return new QuoteExpired(ValidUntil);
        }

        (Status, SentAt, OpenedAt, UpdatedAt) = (QuoteStatus.Sent, now, null, now);
        return Result.Ok;
    }

    /// <summary>Remembers the first time the couple opened it.</summary>
    /// <returns>Whether this was the first time.</returns>
    public bool Open(DateTimeOffset now)
    {
        var first = Status == QuoteStatus.Sent && OpenedAt is null;
        OpenedAt = first ? now : OpenedAt;
        return first;
    }

    /// <summary>The couple accepts it with what they ticked.</summary>
    /// <param name="answer">Who, what they ticked, and which writing of it they read.</param>
    /// <param name="today">Today in the studio's zone.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="QuoteNotOpen"/>, <see cref="QuoteExpired"/>, <see cref="QuoteOutdated"/> where it was written again since they
    /// read it, and with <see cref="QuoteLineUnknown"/> for a tick that is no optional line of it.
    /// </returns>
    public Result Accept(QuoteAnswer answer, DateOnly today, DateTimeOffset now)
    {
        if (Status != QuoteStatus.Sent)
        {
            return new QuoteNotOpen();
        }

        if (today > ValidUntil)
        {
            return new QuoteExpired(ValidUntil);
        }

        if (answer.Revision != Revision)
        {
            return new QuoteOutdated();
        }

        if (answer.Chosen.Any(id => !_lines.Exists(l => l.Id == id && l.IsOptional)))
        {
            return new QuoteLineUnknown();
        }

        foreach (var line in _lines.Where(l => l.IsOptional))
        {
            line.Choose(answer.Chosen.Contains(line.Id));
        }

        (Status, Total) = (QuoteStatus.Accepted, QuoteSum.Of(_lines).Total);
        Answer(answer.ContactId, answer.Ip, now);
        return Result.Ok;
    }

    /// <summary>The couple says no, and perhaps why. Saying it twice changes nothing.</summary>
    /// <returns>Refused with <see cref="QuoteNotOpen"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Decline(Guid contactId, string? reason, string? ip, DateTimeOffset now)
    {
        if (Status == QuoteStatus.Declined)
        {
            return Result.Ok;
        }

        if (Status != QuoteStatus.Sent)
        {
            return new QuoteNotOpen();
        }

        var why = StudioText.Clean(reason);
        if (why?.Length > Customer.ReasonMaxLength)
        {
            return new FieldTooLong(nameof(Reason), Customer.ReasonMaxLength);
        }

        (Status, Reason) = (QuoteStatus.Declined, why);
        Answer(contactId, ip, now);
        return Result.Ok;
    }

    /// <summary>Takes it off the table.</summary>
    /// <returns>Refused with <see cref="QuoteCannotMove"/> once it was accepted.</returns>
    public Result Withdraw(DateTimeOffset now)
    {
        if (!QuoteFlow.Moves.Allows(Status, QuoteStatus.Withdrawn))
        {
            return new QuoteCannotMove(Status, QuoteStatus.Withdrawn);
        }

        (Status, UpdatedAt) = (QuoteStatus.Withdrawn, now);
        return Result.Ok;
    }

    /// <summary>What a contract of it is made of: the package's counts with those of the ticked options, and what was bought by name.</summary>
    public ContractBasis Basis()
    {
        var bought = _lines.Where(l => l.Counts && l.Kind is QuoteLineKind.Option or QuoteLineKind.Custom).ToList();
        return new ContractBasis(
            PackageId,
            _lines[0].Name,
            bought.Aggregate(Included, (terms, l) => terms.With(l.Adds, l.Quantity)),
            [.. bought.Where(l => l.Counts).Select(l => new BoughtOption(l.Name, l.Quantity, l.Sum.Won))]
        );
    }

    /// <summary>The contract that was made of it.</summary>
    public void BecameContract(Guid contractId) => ContractId = contractId;

    private void Answer(Guid contactId, string? ip, DateTimeOffset now) =>
        (AnsweredAt, AnsweredById, AnsweredIp, UpdatedAt) = (now, contactId, ip, now);

    private static Refusal? Wrong(QuoteTerms terms, IReadOnlyList<QuoteLineTerms> lines, DateOnly today)
    {
        if (StudioText.Clean(terms.Message, multiline: true)?.Length > MessageMaxLength)
        {
            return new FieldTooLong(nameof(Message), MessageMaxLength);
        }

        if (terms.ValidUntil < today || DayOutOfRange.IsOut(terms.ValidUntil))
        {
            return new QuoteExpired(terms.ValidUntil);
        }

        if (lines.Count > MostLines)
        {
            return new QuoteTooLong(MostLines);
        }

        foreach (var (line, number) in lines.Select((l, i) => (l, i + 1)))
        {
            if (!line.IsSound(isFirst: number == 1))
            {
                return new QuoteLineWrong(number);
            }
        }

        // The counts become rules of proofing and albums: what everything ticked adds up to has to be one that can be meant.
        if (lines.Aggregate(terms.Included, (all, l) => all.With(l.Adds, l.Quantity)).Wrong() is { } count)
        {
            return count;
        }

        // What the couple may tick moves the sum between two ends: both have to be money, and the plan has to fit both.
        var (least, most) = (QuoteSum.Of(lines, _ => false).Total, QuoteSum.Of(lines, _ => true).Total);
        if (least <= Money.Zero || !most.IsStorable)
        {
            return new QuoteTotalWrong(least, most);
        }

        return PaymentPlan.Amounts(least, terms.Plan).Refusal ?? PaymentPlan.Amounts(most, terms.Plan).Refusal;
    }
}

/// <summary>A line of a quote (<c>quote_lines</c>).</summary>
public sealed class QuoteLine
{
    /// <summary>Most characters of a line's name.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Most of one thing.</summary>
    public const int MostQuantity = 99;

    private QuoteLine() { }

    internal QuoteLine(Guid quoteId, int position, QuoteLineTerms terms)
    {
        (Id, QuoteId, Position, Kind, OptionId) = (Ids.New(), quoteId, position, terms.Kind, terms.OptionId);
        (Name, UnitPrice, Quantity, VatIncluded) = (StudioText.Clean(terms.Name)!, terms.UnitPrice, terms.Quantity, terms.VatIncluded);
        (IsOptional, IsChosen, Adds) = (terms.IsOptional, !terms.IsOptional || terms.IsChosen, terms.Adds);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The quote.</summary>
    public Guid QuoteId { get; private init; }

    /// <summary>Place, from 1.</summary>
    public int Position { get; private init; }

    /// <summary>What it is.</summary>
    public QuoteLineKind Kind { get; private init; }

    /// <summary>The option of the catalogue; null for others, and where it was deleted.</summary>
    public Guid? OptionId { get; private init; }

    /// <summary>What it is called, in the language of the paper.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The price of one, or what is taken off; whether VAT is in it says <see cref="VatIncluded"/>.</summary>
    public Money UnitPrice { get; private init; }

    /// <summary>How many, 1 to <see cref="MostQuantity"/>.</summary>
    public int Quantity { get; private init; } = 1;

    /// <summary>Whether VAT is in the price.</summary>
    public bool VatIncluded { get; private init; } = true;

    /// <summary>Whether the couple may leave it out.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>Whether it is ticked: by the studio while the quote is open, by the couple once it was accepted. Always for what is no option.</summary>
    public bool IsChosen { get; private set; } = true;

    /// <summary>What one adds to the package's counts.</summary>
    public OptionTerms Adds { get; private init; } = new();

    /// <summary>Whether it is part of what is bought.</summary>
    public bool Counts => IsChosen || !IsOptional;

    /// <summary>What all of it costs, with VAT.</summary>
    public Money Sum => Vat.With(new Money(UnitPrice.Won * Quantity), VatIncluded);

    internal void Choose(bool chosen) => IsChosen = chosen;
}

/// <summary>What a quote says, beside its lines.</summary>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Message">What is said to the couple.</param>
/// <param name="ValidUntil">The last day on which it may be accepted.</param>
/// <param name="PackageId">The package.</param>
/// <param name="Included">Its counts.</param>
/// <param name="Plan">What is to be paid when.</param>
/// <param name="SendsContract">Whether the contract goes out by itself once it is accepted.</param>
public sealed record QuoteTerms(
    string Language,
    string? Message,
    DateOnly ValidUntil,
    Guid? PackageId,
    PackageTerms Included,
    IReadOnlyList<PlanTerm> Plan,
    bool SendsContract
);

/// <summary>A line as it is to be written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called, at most <see cref="QuoteLine.NameMaxLength"/> characters.</param>
/// <param name="UnitPrice">The price of one, or what is taken off; 1 to 99,999,999 won.</param>
/// <param name="Quantity">How many, 1 to <see cref="QuoteLine.MostQuantity"/>.</param>
/// <param name="VatIncluded">Whether VAT is in the price.</param>
/// <param name="IsOptional">Whether the couple may leave it out; never the package and no discount.</param>
/// <param name="IsChosen">Whether it is ticked beforehand.</param>
/// <param name="OptionId">The option of the catalogue.</param>
/// <param name="Adds">What one adds to the package's counts.</param>
public sealed record QuoteLineTerms(
    QuoteLineKind Kind,
    string? Name,
    Money UnitPrice,
    int Quantity,
    bool VatIncluded,
    bool IsOptional,
    bool IsChosen,
    Guid? OptionId,
    OptionTerms Adds
)
{
    internal bool IsSound(bool isFirst) =>
        Enum.IsDefined(Kind)
        && (Kind == QuoteLineKind.Package) == isFirst
        && StudioText.Clean(Name) is { Length: <= QuoteLine.NameMaxLength }
        && UnitPrice.IsStorable
        && UnitPrice > Money.Zero
        && Quantity is >= 1 and <= QuoteLine.MostQuantity
        && !(IsOptional && Kind is QuoteLineKind.Package or QuoteLineKind.Discount);
}

/// <summary>What a person of a couple answers.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Chosen">The optional lines they ticked.</param>
/// <param name="Revision">Which writing of the quote they read.</param>
/// <param name="Ip">From which address.</param>
public sealed record QuoteAnswer(Guid ContactId, IReadOnlySet<Guid> Chosen, int Revision, string? Ip);

/// <summary>
/// What a quote comes to. VAT is counted once over all lines without it and rounded down to whole won; discounts are taken off the sum with VAT.
/// </summary>
/// <param name="Goods">All that is bought, as offered.</param>
/// <param name="OnTop">VAT on the lines that have none in their price.</param>
/// <param name="Discount">What is taken off.</param>
public readonly record struct QuoteSum(Money Goods, Money OnTop, Money Discount)
{
    /// <summary>What the couple pays.</summary>
    public Money Total => Goods + OnTop - Discount;

    /// <summary>The sum with what is ticked now.</summary>
    public static QuoteSum Of(IEnumerable<QuoteLine> lines) =>
        Of(lines.Where(l => l.Counts).Select(l => (l.Kind, new Money(l.UnitPrice.Won * l.Quantity), l.VatIncluded)));

    /// <summary>The sum where the couple ticks as told.</summary>
    public static QuoteSum Of(IEnumerable<QuoteLineTerms> lines, Func<QuoteLineTerms, bool> ticks) =>
        Of(lines.Where(l => !l.IsOptional || ticks(l)).Select(l => (l.Kind, new Money(l.UnitPrice.Won * l.Quantity), l.VatIncluded)));

    private static QuoteSum Of(IEnumerable<(QuoteLineKind Kind, Money Amount, bool VatIncluded)> lines)
    {
        long goods = 0;
        long without = 0;
        long off = 0;
        foreach (var (kind, amount, included) in lines)
        {
            if (kind == QuoteLineKind.Discount)
            {
                off += amount.Won;
            }
            else
            {
                goods += amount.Won;
                without += included ? 0 : amount.Won;
            }
        }

        return new QuoteSum(new Money(goods), Vat.On(new Money(without)), new Money(off));
    }
}
