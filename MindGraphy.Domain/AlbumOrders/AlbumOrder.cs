using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>
/// A printed album of a project (<c>album_orders</c>): what it is to be, the spreads the couple looks at round by round, and its way through the lab. Every change goes
/// through its row's lock. Once the couple approved it, its content is what is printed: the triggers of <c>album_orders_frozen</c> hold that too.
/// </summary>
public sealed partial class AlbumOrder
{
    /// <summary>Most characters of its name.</summary>
    public const int TitleMaxLength = 120;

    /// <summary>Most characters of a size.</summary>
    public const int SizeMaxLength = 60;

    /// <summary>Most characters of the studio's own note, of a reason and of words to the couple.</summary>
    public const int TextMaxLength = 1000;

    /// <summary>Most characters of a lab's name and of its number.</summary>
    public const int LabMaxLength = 100;

    /// <summary>Most pages.</summary>
    public const int MostPages = 400;

    /// <summary>Most copies for each side.</summary>
    public const int MostCopies = 20;

    /// <summary>Most rounds of changes that can be promised.</summary>
    public const int MostIncludedRounds = 20;

    private readonly List<AlbumRound> _rounds = [];

    private AlbumOrder() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>How far it is.</summary>
    public AlbumOrderStatus Status { get; private set; }

    /// <summary>What it is called: 본식 앨범.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its size as the lab writes it: 11×14인치.</summary>
    public string Size { get; private set; } = "";

    /// <summary>Pages of a copy.</summary>
    public int Pages { get; private set; }

    /// <summary>Copies for the couple (신랑신부).</summary>
    public int CoupleCopies { get; private set; }

    /// <summary>Copies for the groom's parents (신랑 측).</summary>
    public int GroomFamilyCopies { get; private set; }

    /// <summary>Copies for the bride's parents (신부 측).</summary>
    public int BrideFamilyCopies { get; private set; }

    /// <summary>Pages that the contract included when they were chosen.</summary>
    public int IncludedPages { get; private set; }

    /// <summary>Copies that the contract had left then.</summary>
    public int IncludedCopies { get; private set; }

    /// <summary>Rounds of changes within the price.</summary>
    public int IncludedRounds { get; private set; }

    /// <summary>What a page beyond the contract costs for all copies together, in won; null where nobody said.</summary>
    public long? PageWon { get; private set; }

    /// <summary>What a copy beyond the contract costs, in won; null where nobody said.</summary>
    public long? CopyWon { get; private set; }

    /// <summary>Whether what is beyond the contract stands in the payment plan.</summary>
    public bool IsPriced { get; private set; }

    /// <summary>Until when it is to be with the couple.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The studio's own note.</summary>
    public string? Memo { get; private set; }

    /// <summary>When it was approved.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Who of the couple approved it; null where staff wrote it down.</summary>
    public Guid? ApprovedById { get; private set; }

    /// <summary>How staff knows, where they wrote it down: 전화로 확인.</summary>
    public string? ApprovedReason { get; private set; }

    /// <summary>Who prints it.</summary>
    public string? LabName { get; private set; }

    /// <summary>The lab's number.</summary>
    public string? LabNumber { get; private set; }

    /// <summary>When it was ordered there.</summary>
    public DateOnly? OrderedOn { get; private set; }

    /// <summary>When it should come.</summary>
    public DateOnly? ExpectedOn { get; private set; }

    /// <summary>How it is handed over; null until it came from the lab.</summary>
    public Guid? DeliverableId { get; private set; }

    /// <summary>Why it was called off.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>Since when it is as far as it is.</summary>
    public DateTimeOffset StatusChangedAt { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Its rounds by number; loaded under the row's lock.</summary>
    public IReadOnlyList<AlbumRound> Rounds => _rounds;

    /// <summary>All copies.</summary>
    public int Copies => CoupleCopies + GroomFamilyCopies + BrideFamilyCopies;

    /// <summary>Whether nothing of its content changes any more.</summary>
    public bool IsFrozen => ApprovedAt is not null || Status == AlbumOrderStatus.Cancelled;

    /// <summary>What is to be paid beyond the contract.</summary>
    public Money Extra => AlbumPrice.Extra(Pages, Copies, IncludedPages, IncludedCopies, PageWon, CopyWon);

    /// <summary>Rounds in which changes were asked for.</summary>
    public int UsedRounds => _rounds.Count(r => r.Status == AlbumRoundStatus.Asked);

    /// <summary>The round that the couple looks at.</summary>
    public AlbumRound? Out => _rounds.Find(r => r.Status == AlbumRoundStatus.Sent);

    /// <summary>The round that is being put together.</summary>
    public AlbumRound? Next => _rounds.Find(r => r.Status == AlbumRoundStatus.Preparing);

    /// <summary>Begins an order.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="terms">What it is to be.</param>
    /// <param name="included">What the contract has left of it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused as <see cref="Change"/> is.</returns>
    public static Result<AlbumOrder> Open(Guid projectId, AlbumTerms terms, AlbumIncluded included, DateTimeOffset now)
    {
        var order = new AlbumOrder
        {
            Id = Ids.New(),
            ProjectId = projectId,
            CreatedAt = now,
            StatusChangedAt = now,
        };
        var written = order.Change(terms, included);
        return written.Succeeded ? order : written.Refusal;
    }

    /// <summary>Writes what it is to be, at what the contract includes in this moment.</summary>
    /// <returns>
    /// Refused with <see cref="AlbumFrozen"/>, <see cref="FieldRequired"/> (also for the price of what goes beyond the contract), <see cref="FieldTooLong"/>,
    /// <see cref="CountOutOfRange"/> or <see cref="AmountOutOfRange"/>; nothing changed then.
    /// </returns>
    public Result Change(AlbumTerms terms, AlbumIncluded included)
    {
        if (IsFrozen)
        {
            return new AlbumFrozen();
        }

        var (title, size, memo) = (
            StudioText.Clean(terms.Title),
            StudioText.Clean(terms.Size),
            StudioText.Clean(terms.Memo, multiline: true)
        );
        if ((Wrong(title, size, memo) ?? Wrong(terms, included)) is { } wrong)
        {
            return wrong;
        }

        (Title, Size, Memo, DueOn, IncludedRounds) = (title!, size!, memo, terms.DueOn, terms.IncludedRounds);
        (Pages, CoupleCopies, GroomFamilyCopies, BrideFamilyCopies) = (
            terms.Pages,
            terms.CoupleCopies,
            terms.GroomFamilyCopies,
            terms.BrideFamilyCopies
        );
        (IncludedPages, IncludedCopies, PageWon, CopyWon) = (included.Pages, included.Copies, terms.PageWon, terms.CopyWon);
        return Result.Ok;
    }

    private static Refusal? Wrong(string? title, string? size, string? memo) =>
        title is null ? new FieldRequired(nameof(AlbumTerms.Title))
        : title.Length > TitleMaxLength ? new FieldTooLong(nameof(AlbumTerms.Title), TitleMaxLength)
        : size is null ? new FieldRequired(nameof(AlbumTerms.Size))
        : size.Length > SizeMaxLength ? new FieldTooLong(nameof(AlbumTerms.Size), SizeMaxLength)
        : memo?.Length > TextMaxLength ? new FieldTooLong(nameof(AlbumTerms.Memo), TextMaxLength)
        : null;

    private static Refusal? Wrong(AlbumTerms terms, AlbumIncluded included)
    {
        var count = CountOutOfRange.First(
            (nameof(AlbumTerms.Pages), terms.Pages, 2, MostPages),
            (
                nameof(AlbumTerms.CoupleCopies),
                terms.CoupleCopies,
                terms.GroomFamilyCopies + terms.BrideFamilyCopies == 0 ? 1 : 0,
                MostCopies
            ),
            (nameof(AlbumTerms.GroomFamilyCopies), terms.GroomFamilyCopies, 0, MostCopies),
            (nameof(AlbumTerms.BrideFamilyCopies), terms.BrideFamilyCopies, 0, MostCopies),
            (nameof(AlbumTerms.IncludedRounds), terms.IncludedRounds, 0, MostIncludedRounds)
        );
        return count is not null ? count
            : terms.PageWon is { } page && !new Money(page).IsStorable ? new AmountOutOfRange(nameof(AlbumTerms.PageWon))
            : terms.CopyWon is { } copy && !new Money(copy).IsStorable ? new AmountOutOfRange(nameof(AlbumTerms.CopyWon))
            : terms.Pages > included.Pages && terms.PageWon is null ? new FieldRequired(nameof(AlbumTerms.PageWon))
            : terms.Copies > included.Copies && terms.CopyWon is null ? new FieldRequired(nameof(AlbumTerms.CopyWon))
            : !AlbumPrice.Extra(terms.Pages, terms.Copies, included.Pages, included.Copies, terms.PageWon, terms.CopyWon).IsStorable
                ? new AmountOutOfRange(nameof(AlbumTerms.PageWon))
            : null;
    }

    /// <summary>Somebody begins to lay it out. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="AlbumOrderCannotMove"/>.</returns>
    public Result StartDesign(DateTimeOffset now) =>
        Status == AlbumOrderStatus.Designing ? Result.Ok : Move(AlbumOrderStatus.Designing, now);

    /// <summary>The fact "what is beyond the contract stands in the payment plan".</summary>
    public void Priced() => IsPriced = true;

    /// <summary>It was ordered at a lab; written again, it corrects what was written.</summary>
    /// <returns>
    /// Refused with <see cref="AlbumOrderCannotMove"/>, <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="DayOutOfRange"/> or
    /// <see cref="EndsBeforeItBegins"/>.
    /// </returns>
    public Result OrderAt(AlbumLab lab, DateTimeOffset now)
    {
        if (Status is not (AlbumOrderStatus.Approved or AlbumOrderStatus.Ordered))
        {
            return new AlbumOrderCannotMove(Status, AlbumOrderStatus.Ordered);
        }

        var (name, number) = (StudioText.Clean(lab.Name), StudioText.Clean(lab.Number));
        if (Wrong(name, number, lab) is { } wrong)
        {
            return wrong;
        }

        (LabName, LabNumber, OrderedOn, ExpectedOn) = (name, number, lab.OrderedOn, lab.ExpectedOn);
        return Status == AlbumOrderStatus.Ordered ? Result.Ok : Move(AlbumOrderStatus.Ordered, now);
    }

    private static Refusal? Wrong(string? name, string? number, AlbumLab lab) =>
        name is null ? new FieldRequired(nameof(AlbumLab.Name))
        : name.Length > LabMaxLength ? new FieldTooLong(nameof(AlbumLab.Name), LabMaxLength)
        : number?.Length > LabMaxLength ? new FieldTooLong(nameof(AlbumLab.Number), LabMaxLength)
        : lab.OrderedOn is not { } ordered ? new FieldRequired(nameof(AlbumLab.OrderedOn))
        : DayOutOfRange.IsOut(ordered) ? new DayOutOfRange(nameof(AlbumLab.OrderedOn))
        : lab.ExpectedOn is { } expected && DayOutOfRange.IsOut(expected) ? new DayOutOfRange(nameof(AlbumLab.ExpectedOn))
        : lab.ExpectedOn < ordered ? new EndsBeforeItBegins(nameof(AlbumLab.ExpectedOn))
        : null;

    /// <summary>It came from the lab and goes on as a delivery.</summary>
    /// <returns>Refused with <see cref="AlbumOrderCannotMove"/>.</returns>
    public Result Arrive(Guid deliverableId, DateTimeOffset now)
    {
        var moved = Move(AlbumOrderStatus.Arrived, now);
        DeliverableId = moved.Succeeded ? deliverableId : DeliverableId;
        return moved;
    }

    /// <summary>The fact "a carrier has it".</summary>
    public void Shipped(DateTimeOffset now) => Move(AlbumOrderStatus.Shipped, now);

    /// <summary>The fact "the couple has it".</summary>
    public void HandedOver(DateTimeOffset now) => Move(AlbumOrderStatus.HandedOver, now);

    /// <summary>Calls it off. What was priced stays in the plan: that is settled with the contract.</summary>
    /// <returns>Refused with <see cref="AlbumOrderCannotMove"/>, <see cref="ReasonRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Cancel(string? reason, DateTimeOffset now)
    {
        if (!AlbumOrderFlow.Moves.Allows(Status, AlbumOrderStatus.Cancelled))
        {
            return new AlbumOrderCannotMove(Status, AlbumOrderStatus.Cancelled);
        }

        var why = ReasonOf(reason, "Reason");
        if (!why.Succeeded)
        {
            return why.Refusal;
        }

        // Before the status: nothing of a round changes once the order is over.
        foreach (var round in _rounds)
        {
            round.Retire(why.Value, now);
        }

        CancelReason = why.Value;
        return Move(AlbumOrderStatus.Cancelled, now);
    }

    private static Result<string> ReasonOf(string? reason, string field) =>
        StudioText.Clean(reason, multiline: true) is not { } why ? new ReasonRequired()
        : why.Length > TextMaxLength ? new FieldTooLong(field, TextMaxLength)
        : why;

    private Result Move(AlbumOrderStatus to, DateTimeOffset now)
    {
        if (!AlbumOrderFlow.Moves.Allows(Status, to))
        {
            return new AlbumOrderCannotMove(Status, to);
        }

        (Status, StatusChangedAt) = (to, now);
        return Result.Ok;
    }
}

/// <summary>What an album is to be.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Size">Its size.</param>
/// <param name="Pages">Pages of a copy.</param>
/// <param name="CoupleCopies">Copies for the couple.</param>
/// <param name="GroomFamilyCopies">Copies for the groom's parents.</param>
/// <param name="BrideFamilyCopies">Copies for the bride's parents.</param>
/// <param name="PageWon">What a page beyond the contract costs for all copies together.</param>
/// <param name="CopyWon">What a copy beyond the contract costs.</param>
/// <param name="IncludedRounds">Rounds of changes within the price.</param>
/// <param name="DueOn">Until when it is to be with the couple.</param>
/// <param name="Memo">The studio's own note.</param>
public sealed record AlbumTerms(
    string? Title,
    string? Size,
    int Pages,
    int CoupleCopies,
    int GroomFamilyCopies = 0,
    int BrideFamilyCopies = 0,
    long? PageWon = null,
    long? CopyWon = null,
    int IncludedRounds = 2,
    DateOnly? DueOn = null,
    string? Memo = null
)
{
    /// <summary>All copies.</summary>
    public int Copies => CoupleCopies + GroomFamilyCopies + BrideFamilyCopies;
}

/// <summary>What the contract has of an album in a moment.</summary>
/// <param name="Pages">Pages per copy.</param>
/// <param name="Copies">Copies that no other order of the project has taken.</param>
public sealed record AlbumIncluded(int Pages, int Copies);

/// <summary>What is written of an order at a lab.</summary>
/// <param name="Name">The lab.</param>
/// <param name="Number">Its number.</param>
/// <param name="OrderedOn">When.</param>
/// <param name="ExpectedOn">When it should come.</param>
public sealed record AlbumLab(string? Name, string? Number, DateOnly? OrderedOn, DateOnly? ExpectedOn);

/// <summary>What an album costs beyond its contract.</summary>
public static class AlbumPrice
{
    /// <summary>Pages and copies beyond the contract at their prices; nothing where a price is not known.</summary>
    public static Money Extra(int pages, int copies, int includedPages, int includedCopies, long? pageWon, long? copyWon) =>
        new((Math.Max(0, pages - includedPages) * (pageWon ?? 0)) + (Math.Max(0, copies - includedCopies) * (copyWon ?? 0)));
}

/// <summary>An album order changed, in whatever way.</summary>
public sealed record AlbumOrderChanged(Guid ProjectId, Guid OrderId) : IStudioEvent;
