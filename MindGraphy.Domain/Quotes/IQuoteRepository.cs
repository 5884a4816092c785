using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Domain.Quotes
{
    /// <summary>Quotes and their lines.</summary>
    public interface IQuoteRepository
    {
        /// <summary>Adds a quote.</summary>
        void Add(Quote quote);

        /// <summary>A quote with its lines, its row locked until the session ends.</summary>
        /// <param name="id">The quote.</param>
        /// <param name="expectedVersion">The version the screen read; null where no screen is behind it.</param>
        /// <param name="ct">Cancels waiting.</param>
        Task<Quote?> LockAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

        /// <summary>A quote with its lines, for reading.</summary>
        Task<Quote?> FindAsync(Guid id, CancellationToken ct = default);

        /// <summary>The other quotes of a couple that are on the table or at the desk, locked, by id.</summary>
        Task<IReadOnlyList<Quote>> LockOthersAsync(Guid customerId, Guid exceptId, CancellationToken ct = default);

        /// <summary>The couple's quotes that may be accepted on a day, oldest first.</summary>
        Task<IReadOnlyList<Quote>> OpenOfAsync(Guid customerId, DateOnly today, CancellationToken ct = default);

        /// <summary>One page of the list, newest first.</summary>
        Task<QuoteList> ListAsync(QuoteFilter filter, DateOnly today, Guid? after, CancellationToken ct = default);

        /// <summary>Everything on a quote's page, or null.</summary>
        Task<QuoteSheet?> SheetAsync(Guid id, CancellationToken ct = default);
    }

    /// <summary>What the list is narrowed to.</summary>
    public enum QuoteShelf
    {
        /// <summary>All.</summary>
        All,

        /// <summary>Being written.</summary>
        Draft,

        /// <summary>On the couple's table, and its last day is not over.</summary>
        Open,

        /// <summary>Not answered by its last day.</summary>
        Expired,

        /// <summary>Accepted.</summary>
        Accepted,

        /// <summary>Declined or withdrawn.</summary>
        Closed,
    }

    /// <summary>What the list is narrowed to.</summary>
    /// <param name="Shelf">Where they stand.</param>
    /// <param name="Search">Part of a number or a name; null for all.</param>
    /// <param name="CustomerId">One couple; null for all.</param>
    public sealed record QuoteFilter(QuoteShelf Shelf = QuoteShelf.All, string? Search = null, Guid? CustomerId = null);

    /// <summary>A page of the list.</summary>
    /// <param name="Rows">At most <see cref="PageSize"/>.</param>
    /// <param name="Next">The last row, where there are more.</param>
    public sealed record QuoteList(IReadOnlyList<QuoteRow> Rows, Guid? Next)
    {
        /// <summary>Rows of a page.</summary>
        public const int PageSize = 50;
    }

    /// <summary>A line of the list.</summary>
    /// <param name="Id">The quote.</param>
    /// <param name="Number">Q-2026-000123.</param>
    /// <param name="CustomerId">The couple.</param>
    /// <param name="BrideName">Bride.</param>
    /// <param name="GroomName">Groom.</param>
    /// <param name="WeddingDate">The wedding day, where it is known.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="Package">What is offered.</param>
    /// <param name="Total">What it costs with what is ticked.</param>
    /// <param name="ValidUntil">Its last day.</param>
    /// <param name="SentAt">When it went out.</param>
    /// <param name="OpenedAt">When the couple first opened it.</param>
    public sealed record QuoteRow(
        Guid Id,
        string Number,
        Guid CustomerId,
        string BrideName,
        string GroomName,
        DateOnly? WeddingDate,
        QuoteStatus Status,
        string Package,
        Money Total,
        DateOnly ValidUntil,
        DateTimeOffset? SentAt,
        DateTimeOffset? OpenedAt
    )
    {
        /// <summary>Both names, bride first.</summary>
        public string Couple => BrideName + " · " + GroomName;

        /// <summary>Whether nobody answered it by its last day.</summary>
        public bool IsExpired(DateOnly today) => Status == QuoteStatus.Sent && today > ValidUntil;
    }

    /// <summary>A quote's page.</summary>
    /// <param name="Row">What the list says of it.</param>
    /// <param name="Language">The paper's language.</param>
    /// <param name="Message">What is said to the couple.</param>
    /// <param name="PackageId">The package.</param>
    /// <param name="Included">Its counts.</param>
    /// <param name="Lines">Its lines.</param>
    /// <param name="Plan">What is to be paid when.</param>
    /// <param name="SendsContract">Whether the contract goes out by itself.</param>
    /// <param name="AnsweredAt">When the couple answered.</param>
    /// <param name="AnsweredBy">Who of them.</param>
    /// <param name="Reason">Why they declined.</param>
    /// <param name="ContractId">The contract that was made of it.</param>
    /// <param name="ContractNumber">Its number.</param>
    /// <param name="ContractIsDraft">Whether that contract has not gone out.</param>
    /// <param name="CreatedAt">Since when.</param>
    /// <param name="Version">Row version.</param>
    public sealed record QuoteSheet(
        QuoteRow Row,
        string Language,
        string? Message,
        Guid? PackageId,
        PackageTerms Included,
        IReadOnlyList<QuoteLineView> Lines,
        IReadOnlyList<PlanTerm> Plan,
        bool SendsContract,
        DateTimeOffset? AnsweredAt,
        string? AnsweredBy,
        string? Reason,
        Guid? ContractId,
        string? ContractNumber,
        bool ContractIsDraft,
        DateTimeOffset CreatedAt,
        uint Version
    )
    {
        /// <summary>The sum with what is ticked.</summary>
        public QuoteSum Sum => QuoteLineView.SumOf(Lines);
    }

    /// <summary>A line of a quote as it is shown.</summary>
    /// <param name="Id">The line.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="UnitPrice">The price of one, or what is taken off.</param>
    /// <param name="Quantity">How many.</param>
    /// <param name="VatIncluded">Whether VAT is in the price.</param>
    /// <param name="IsOptional">Whether the couple may leave it out.</param>
    /// <param name="IsChosen">Whether it is ticked.</param>
    /// <param name="OptionId">The option of the catalogue.</param>
    /// <param name="Adds">What one adds to the package's counts.</param>
    public sealed record QuoteLineView(
        Guid Id,
        QuoteLineKind Kind,
        string Name,
        Money UnitPrice,
        int Quantity,
        bool VatIncluded,
        bool IsOptional,
        bool IsChosen,
        Guid? OptionId,
        OptionTerms Adds
    )
    {
        /// <summary>What all of it comes to as offered; negative for a discount.</summary>
        public Money Amount => new((Kind == QuoteLineKind.Discount ? -1 : 1) * UnitPrice.Won * Quantity);

        /// <summary>The line as it can be written again.</summary>
        public QuoteLineTerms Terms => new(Kind, Name, UnitPrice, Quantity, VatIncluded, IsOptional, IsChosen, OptionId, Adds);

        /// <summary>The line of a quote.</summary>
        public static QuoteLineView Of(QuoteLine line) =>
            new(
                line.Id,
                line.Kind,
                line.Name,
                line.UnitPrice,
                line.Quantity,
                line.VatIncluded,
                line.IsOptional,
                line.IsChosen,
                line.OptionId,
                line.Adds
            );

        /// <summary>The sum with what is ticked.</summary>
        public static QuoteSum SumOf(IEnumerable<QuoteLineView> lines) => QuoteSum.Of(lines.Select(l => l.Terms), t => t.IsChosen);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Quotes.</summary>
        Quotes.IQuoteRepository Quotes { get; }
    }
}
