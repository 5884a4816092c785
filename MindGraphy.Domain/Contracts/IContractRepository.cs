using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Contracts
{
    /// <summary>Contracts, packages, and what a contract needs to know of its couple.</summary>
    public interface IContractRepository
    {
        /// <summary>Adds a contract.</summary>
        void Add(Contract contract);

        /// <summary>A contract with everything in it, its row locked until the session ends: who acts on it acts alone.</summary>
        /// <param name="id">The contract.</param>
        /// <param name="expectedVersion">The version the screen read; null where no screen is behind it.</param>
        /// <param name="ct">Cancels waiting.</param>
        Task<Contract?> LockAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

        /// <summary>A contract with everything in it, for reading.</summary>
        Task<Contract?> FindAsync(Guid id, CancellationToken ct = default);

        /// <summary>A couple with its contacts, its row locked until the session ends.</summary>
        Task<Customer?> LockCoupleAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>A couple with its contacts, for reading.</summary>
        Task<Customer?> FindCoupleAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>A package that is sold on a day, or null.</summary>
        Task<Package?> FindPackageAsync(Guid id, DateOnly on, CancellationToken ct = default);

        /// <summary>A package, sold or not, for changing it; null where there is none.</summary>
        Task<Package?> FindPackageToChangeAsync(Guid id, uint expectedVersion, CancellationToken ct = default);

        /// <summary>The place after the last package.</summary>
        Task<int> NextPackagePlaceAsync(CancellationToken ct = default);

        /// <summary>Adds a new one.</summary>
        void Add(Package package);

        /// <summary>An option, sold or not, for changing it; null where there is none.</summary>
        Task<PackageOption?> FindOptionToChangeAsync(Guid id, uint expectedVersion, CancellationToken ct = default);

        /// <summary>Those of the options that are sold on a day.</summary>
        Task<IReadOnlyList<PackageOption>> FindOptionsAsync(IReadOnlyCollection<Guid> ids, DateOnly on, CancellationToken ct = default);

        /// <summary>The place after the last option.</summary>
        Task<int> NextOptionPlaceAsync(CancellationToken ct = default);

        /// <summary>Adds a new one.</summary>
        void Add(PackageOption option);

        /// <summary>All options in their order.</summary>
        Task<IReadOnlyList<OptionRow>> OptionsAsync(CancellationToken ct = default);

        /// <summary>All packages in their order.</summary>
        Task<IReadOnlyList<PackageRow>> PackagesAsync(CancellationToken ct = default);

        /// <summary>All templates, those in use first.</summary>
        Task<IReadOnlyList<TemplateRow>> TemplatesAsync(CancellationToken ct = default);

        /// <summary>A template for reading, or null.</summary>
        Task<ContractTemplate?> FindTemplateAsync(Guid id, CancellationToken ct = default);

        /// <summary>What contracts in a language are written by where nothing else was chosen; null where the studio has none.</summary>
        Task<ContractTemplate?> DefaultTemplateAsync(string language, CancellationToken ct = default);

        /// <summary>A template for changing it, or null.</summary>
        Task<ContractTemplate?> FindTemplateToChangeAsync(Guid id, uint expectedVersion, CancellationToken ct = default);

        /// <summary>Takes the default from whatever other template of a language has it; who does so at the same time waits.</summary>
        Task ClearDefaultTemplateAsync(string language, Guid exceptId, CancellationToken ct = default);

        /// <summary>Adds a template.</summary>
        void Add(ContractTemplate template);

        /// <summary>The clauses that are kept, by title.</summary>
        Task<IReadOnlyList<LibraryClause>> LibraryAsync(CancellationToken ct = default);

        /// <summary>Keeps a clause, or gives the one of its title the new text.</summary>
        Task KeepClauseAsync(LibraryClause clause, CancellationToken ct = default);

        /// <summary>Takes a clause out of the library.</summary>
        Task DropClauseAsync(Guid id, CancellationToken ct = default);

        /// <summary>One page of the list, newest change first.</summary>
        Task<ContractList> ListAsync(ContractFilter filter, ContractCursor? after, CancellationToken ct = default);

        /// <summary>Contracts per status, each counted to <see cref="ContractList.CountCap"/> at most.</summary>
        Task<IReadOnlyDictionary<ContractStatus, int>> CountsAsync(CancellationToken ct = default);

        /// <summary>Everything on a contract's page, or null.</summary>
        Task<ContractSheet?> SheetAsync(Guid id, CancellationToken ct = default);

        /// <summary>Contracts that everybody signed before a moment and that have no sealed copy yet; at most 100.</summary>
        Task<IReadOnlyList<Guid>> UnsealedAsync(DateTimeOffset signedBefore, CancellationToken ct = default);

        /// <summary>Signers of contracts that are out, who neither signed nor declined and whose link is open; at most 500.</summary>
        /// <param name="contractId">One contract; null for all.</param>
        /// <param name="now">Now.</param>
        /// <param name="ct">Cancels.</param>
        Task<IReadOnlyList<UnsignedSigner>> UnsignedAsync(Guid? contractId, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>The signed contracts of a couple that are not called off.</summary>
        Task<IReadOnlyList<Guid>> SignedOfAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>The contract whose sealed copy has this hash, or null.</summary>
        Task<SealedContract?> FindSealedAsync(string sha256, CancellationToken ct = default);

        /// <summary>Adds a one-time code.</summary>
        void Add(SignCode code);

        /// <summary>A code of a person; null where it is not theirs.</summary>
        Task<SignCode?> FindCodeAsync(Guid id, Guid contactId, CancellationToken ct = default);

        /// <summary>The newest code of a person, or null.</summary>
        Task<SignCode?> NewestCodeAsync(Guid contactId, CancellationToken ct = default);

        /// <summary>The same, its row locked until the session ends.</summary>
        Task<SignCode?> LockNewestCodeAsync(Guid contactId, CancellationToken ct = default);

        /// <summary>How often a person's mailed codes were tried since a moment.</summary>
        Task<int> TriesSinceAsync(Guid contactId, DateTimeOffset since, CancellationToken ct = default);

        /// <summary>When codes were sent to a person since a moment.</summary>
        Task<IReadOnlyList<DateTimeOffset>> CodeTimesAsync(Guid contactId, DateTimeOffset since, CancellationToken ct = default);

        /// <summary>The name of a member of staff, or null.</summary>
        Task<string?> StaffNameAsync(Guid userId, CancellationToken ct = default);

        /// <summary>The name of an active photographer, or null.</summary>
        Task<string?> PhotographerNameAsync(Guid userId, CancellationToken ct = default);

        /// <summary>The amendment of a contract that is being written or is out, locked; null where there is none.</summary>
        Task<Contract?> LockOpenAmendmentAsync(Guid contractId, CancellationToken ct = default);

        /// <summary>How many amendments a contract has.</summary>
        Task<int> AmendmentsOfAsync(Guid contractId, CancellationToken ct = default);

        /// <summary>The shoots of a contract's project that are not over or called off, and the project; null where it has no project.</summary>
        Task<ContractWork?> WorkOfAsync(Guid contractId, CancellationToken ct = default);

        /// <summary>The address of an active member of staff, or null.</summary>
        Task<string?> StaffAddressAsync(Guid userId, CancellationToken ct = default);

        /// <summary>Contracts of a couple that are in force and whose projects were all handed over.</summary>
        Task<IReadOnlyList<Guid>> HandedOverAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>Whether a couple has a project and all of them were handed over.</summary>
        Task<bool> IsAllHandedOverAsync(Guid customerId, CancellationToken ct = default);
    }

    /// <summary>What packages and options have in common where they are shown: when they are sold and for how much.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="NameKo">Name in Korean.</param>
    /// <param name="NameEn">Name in English.</param>
    /// <param name="Price">The price as it is offered.</param>
    /// <param name="VatIncluded">Whether VAT is in it.</param>
    /// <param name="IsActive">Whether it may be sold.</param>
    /// <param name="SoldFrom">The first day on which it is sold; null for no limit.</param>
    /// <param name="SoldUntil">The last day on which it is sold; null for no limit.</param>
    /// <param name="OnPricePage">Whether the public price page shows it.</param>
    /// <param name="NoteKo">What is said beside it, in Korean.</param>
    /// <param name="NoteEn">What is said beside it, in English.</param>
    /// <param name="Version">Row version.</param>
    public abstract record SaleRow(
        Guid Id,
        string NameKo,
        string NameEn,
        Common.Money Price,
        bool VatIncluded,
        bool IsActive,
        DateOnly? SoldFrom,
        DateOnly? SoldUntil,
        bool OnPricePage,
        string? NoteKo,
        string? NoteEn,
        uint Version
    )
    {
        /// <summary>The price with VAT: what a couple pays.</summary>
        public Common.Money Full => Vat.With(Price, VatIncluded);

        /// <summary>Whether it is sold on a day.</summary>
        public bool IsSoldOn(DateOnly day) => IsActive && !(SoldFrom > day) && !(SoldUntil < day);

        /// <summary>The name in a language.</summary>
        public string Name(bool korean) => korean ? NameKo : NameEn;

        /// <summary>What is said beside it, in a language; null for nothing.</summary>
        public string? Note(bool korean) => korean ? NoteKo : NoteEn;
    }

    /// <summary>A package as it is offered.</summary>
    public sealed record PackageRow(
        Guid Id,
        string NameKo,
        string NameEn,
        Projects.ProjectType ProjectType,
        Common.Money Price,
        bool VatIncluded,
        PackageTerms Terms,
        bool IsActive,
        DateOnly? SoldFrom,
        DateOnly? SoldUntil,
        bool OnPricePage,
        string? NoteKo,
        string? NoteEn,
        uint Version
    ) : SaleRow(Id, NameKo, NameEn, Price, VatIncluded, IsActive, SoldFrom, SoldUntil, OnPricePage, NoteKo, NoteEn, Version);

    /// <summary>An option as it is offered; <c>ProjectType</c> is null where it goes with every kind of shoot.</summary>
    public sealed record OptionRow(
        Guid Id,
        string NameKo,
        string NameEn,
        Projects.ProjectType? ProjectType,
        Common.Money Price,
        bool VatIncluded,
        OptionTerms Adds,
        bool IsActive,
        DateOnly? SoldFrom,
        DateOnly? SoldUntil,
        bool OnPricePage,
        string? NoteKo,
        string? NoteEn,
        uint Version
    ) : SaleRow(Id, NameKo, NameEn, Price, VatIncluded, IsActive, SoldFrom, SoldUntil, OnPricePage, NoteKo, NoteEn, Version);

    /// <summary>What the list is narrowed to.</summary>
    /// <param name="Status">One status; null for all.</param>
    /// <param name="Search">Part of a number or a name; null for all.</param>
    /// <param name="CustomerId">One couple; null for all.</param>
    public sealed record ContractFilter(ContractStatus? Status = null, string? Search = null, Guid? CustomerId = null);

    /// <summary>Where the next page begins: after this row.</summary>
    /// <param name="UpdatedAt">Its last change.</param>
    /// <param name="Id">Its id.</param>
    public sealed record ContractCursor(DateTimeOffset UpdatedAt, Guid Id);

    /// <summary>A page of the list.</summary>
    /// <param name="Rows">At most <see cref="PageSize"/>.</param>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record ContractList(IReadOnlyList<ContractRow> Rows, ContractCursor? Next)
    {
        /// <summary>Rows of a page.</summary>
        public const int PageSize = 50;

        /// <summary>Nobody needs to know how many there are above this.</summary>
        public const int CountCap = 1_000;
    }

    /// <summary>A line of the list.</summary>
    /// <param name="Id">The contract.</param>
    /// <param name="Number">C-2026-000123.</param>
    /// <param name="BrideName">Bride.</param>
    /// <param name="GroomName">Groom.</param>
    /// <param name="WeddingDate">The wedding day.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="Package">What was bought.</param>
    /// <param name="Total">The whole price.</param>
    /// <param name="Signed">How many signed.</param>
    /// <param name="Signers">How many sign.</param>
    /// <param name="UpdatedAt">Last change.</param>
    public sealed record ContractRow(
        Guid Id,
        string Number,
        string BrideName,
        string GroomName,
        DateOnly WeddingDate,
        ContractStatus Status,
        string? Package,
        Common.Money Total,
        int Signed,
        int Signers,
        DateTimeOffset UpdatedAt
    )
    {
        /// <summary>Both names, bride first.</summary>
        public string Couple => BrideName + " · " + GroomName;
    }

    /// <summary>A contract's page.</summary>
    /// <param name="Row">What the list says of it.</param>
    /// <param name="CustomerId">The couple.</param>
    /// <param name="PackageId">The package it was made from.</param>
    /// <param name="WeddingTime">The hour of the ceremony.</param>
    /// <param name="WeddingVenue">Where.</param>
    /// <param name="Language">The paper's language.</param>
    /// <param name="Deposit">계약금.</param>
    /// <param name="Balance">잔금.</param>
    /// <param name="SignedAt">When the last signer signed.</param>
    /// <param name="CancelReason">Why it was called off.</param>
    /// <param name="ProjectId">Its project, where it has one.</param>
    /// <param name="Version">The row's version, handed back with every command.</param>
    /// <param name="Signers">Who signs, in the order of the paper.</param>
    /// <param name="Versions">What was sent, newest first.</param>
    /// <param name="Plan">What is to come when, in its order.</param>
    /// <param name="Payments">What came and went, in the order it was booked.</param>
    /// <param name="ToReturn">Money that has to go back, or is more than was owed.</param>
    /// <param name="RefundOwed">What was agreed to go back when it was called off.</param>
    /// <param name="Cancellation">How it was called off, with the arithmetic.</param>
    /// <param name="RemindersOff">Whether nobody is reminded of its money by itself.</param>
    /// <param name="Events">What happened, oldest first.</param>
    /// <param name="Extra">Who wrote and signs it beside the couple, and what amends it.</param>
    /// <param name="BrokenAt">The event at which the chain of hashes breaks, from 1; null where it is whole.</param>
    public sealed record ContractSheet(
        ContractRow Row,
        Guid CustomerId,
        Guid? PackageId,
        TimeOnly? WeddingTime,
        string? WeddingVenue,
        string Language,
        Common.Money Deposit,
        Common.Money Balance,
        DateTimeOffset? SignedAt,
        string? CancelReason,
        Guid? ProjectId,
        uint Version,
        IReadOnlyList<SignerLine> Signers,
        IReadOnlyList<VersionLine> Versions,
        IReadOnlyList<PlanLineView> Plan,
        IReadOnlyList<PaymentLine> Payments,
        Common.Money ToReturn,
        Common.Money? RefundOwed,
        Cancellation? Cancellation,
        bool RemindersOff,
        IReadOnlyList<EventLine> Events,
        int? BrokenAt,
        ContractExtra Extra
    )
    {
        /// <summary>What came in less what went back.</summary>
        public Common.Money Paid =>
            Payments.Aggregate(
                Common.Money.Zero,
                (sum, p) =>
                    p.IsReceived ? sum + p.Amount
                    : p.IsPaidOut ? sum - p.Amount
                    : sum
            );

        /// <summary>What an amendment of it can change.</summary>
        public AmendableTerms Terms => new(Row.WeddingDate, WeddingTime, WeddingVenue, Extra.PhotographerId, Extra.Included);

        /// <summary>Everything that is to be paid.</summary>
        public Common.Money Owed => Plan.Aggregate(Common.Money.Zero, (sum, l) => sum + l.Amount);

        /// <summary>What of a payment did not go back.</summary>
        public Common.Money LeftOf(PaymentLine payment) =>
            Payments.Where(p => p.IsPaidOut && p.RefundOfId == payment.Id).Aggregate(payment.Amount, (left, p) => left - p.Amount);
    }

    /// <summary>What a contract's page says beside signers and money.</summary>
    /// <param name="TemplateId">What it is written by; null for the default.</param>
    /// <param name="PhotographerId">Whom the studio promised.</param>
    /// <param name="PhotographerName">Their name.</param>
    /// <param name="AwaitsCounterSigning">Whether only the studio's own signature is missing.</param>
    /// <param name="CounterSignedBy">Who signed for the studio by hand.</param>
    /// <param name="CounterSignedAt">When.</param>
    /// <param name="Included">The counts that proofing and retouching obey.</param>
    /// <param name="Options">What was bought beside the package.</param>
    /// <param name="AmendsId">The contract that this one changes; null for a contract.</param>
    /// <param name="AmendsNumber">Its number.</param>
    /// <param name="Amendment">What it changes.</param>
    /// <param name="Amendments">The amendments of a contract, in their order.</param>
    public sealed record ContractExtra(
        Guid? TemplateId,
        Guid? PhotographerId,
        string? PhotographerName,
        bool AwaitsCounterSigning,
        string? CounterSignedBy,
        DateTimeOffset? CounterSignedAt,
        PackageTerms Included,
        IReadOnlyList<BoughtOption> Options,
        Guid? AmendsId,
        string? AmendsNumber,
        AmendmentTerms? Amendment,
        IReadOnlyList<AmendmentLine> Amendments
    );

    /// <summary>An amendment on the page of its contract.</summary>
    /// <param name="Id">The amendment.</param>
    /// <param name="Number">C-2026-000123-1.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="Terms">What it changes.</param>
    public sealed record AmendmentLine(Guid Id, string Number, ContractStatus Status, AmendmentTerms Terms);

    /// <summary>A line of the plan on the contract's page.</summary>
    /// <param name="Id">The line.</param>
    /// <param name="Term">How much and when, as agreed.</param>
    /// <param name="Amount">How much.</param>
    /// <param name="Paid">How much of it is paid.</param>
    /// <param name="DueOn">Until when; null while the day it is counted from is not known.</param>
    /// <param name="WhatFor">What an additional line is for.</param>
    public sealed record PlanLineView(Guid Id, PlanTerm Term, Common.Money Amount, Common.Money Paid, DateOnly? DueOn, string? WhatFor)
    {
        /// <summary>What is still to come.</summary>
        public Common.Money Open => Amount - Paid;
    }

    /// <summary>A signer on the contract's page.</summary>
    /// <param name="ContactId">The person.</param>
    /// <param name="Role">Who they are.</param>
    /// <param name="Name">Name on the paper.</param>
    /// <param name="SignedAt">When they signed.</param>
    /// <param name="Kind">Drawn or typed.</param>
    /// <param name="Written">How they were asked to sign the last time; null where they were not.</param>
    /// <param name="DeclineReason">Why they declined; null where they did not.</param>
    public sealed record SignerLine(
        Guid ContactId,
        ContactRole Role,
        string Name,
        DateTimeOffset? SignedAt,
        SignatureKind? Kind,
        SignerNotice? Written,
        string? DeclineReason
    );

    /// <summary>How a signer was asked to sign.</summary>
    /// <param name="By">E-mail or message.</param>
    /// <param name="Failed">Whether it could not be sent.</param>
    public sealed record SignerNotice(Notifications.NoticeType By, bool Failed);

    /// <summary>A version on the contract's page.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Sha256">Hash of the document that is signed.</param>
    /// <param name="SentAt">When it went out.</param>
    /// <param name="VoidedAt">When it was taken back.</param>
    /// <param name="SealedAt">When the sealed copy was stored.</param>
    public sealed record VersionLine(int Number, string Sha256, DateTimeOffset SentAt, DateTimeOffset? VoidedAt, DateTimeOffset? SealedAt);

    /// <summary>A payment on the contract's page.</summary>
    /// <param name="Id">The payment.</param>
    /// <param name="Type">What for.</param>
    /// <param name="Amount">How much.</param>
    /// <param name="Status">Whether it came.</param>
    /// <param name="Method">How.</param>
    /// <param name="PaidAt">When it came; null while it is only announced.</param>
    /// <param name="Depositor">Who sent it, or to whom it went.</param>
    /// <param name="RefundOfId">The payment that a refund gives back.</param>
    /// <param name="Reason">Why it went back or did not come.</param>
    /// <param name="TransactionId">The bank's or provider's id.</param>
    /// <param name="ReceiptIssued">Whether its cash receipt is issued.</param>
    /// <param name="RecordedBy">Who booked it; null where no person did.</param>
    public sealed record PaymentLine(
        Guid Id,
        PaymentType Type,
        Common.Money Amount,
        PaymentStatus Status,
        string? Method,
        DateTimeOffset? PaidAt,
        string? Depositor,
        Guid? RefundOfId,
        string? Reason,
        string? TransactionId,
        bool ReceiptIssued,
        string? RecordedBy
    )
    {
        /// <summary>Money that came in, also where it went back later.</summary>
        public bool IsReceived => Type != PaymentType.Refund && Status is (PaymentStatus.Completed or PaymentStatus.Refunded);

        /// <summary>Money that went back, or a booking that was taken back.</summary>
        public bool IsPaidOut => Type == PaymentType.Refund && Status == PaymentStatus.Completed;
    }

    /// <summary>An event on the contract's page.</summary>
    /// <param name="Sequence">From 1.</param>
    /// <param name="Kind">What happened; its words stand under <c>Event.{Kind}</c>.</param>
    /// <param name="At">When.</param>
    /// <param name="Hash">The hash of the chain up to it.</param>
    /// <param name="Detail">The figures and hashes of it.</param>
    public sealed record EventLine(int Sequence, string Kind, DateTimeOffset At, string Hash, string Detail)
    {
        /// <summary>What an authority attests, where that is what happened.</summary>
        public TimeStamp? Stamp => Kind == "time stamped" ? TimeStamp.Parse(Detail) : null;

        /// <summary>Why there is no time stamp, where that is what happened.</summary>
        public StampFault? StampFault => Kind == "not time stamped" && Enum.TryParse<StampFault>(Detail, out var fault) ? fault : null;
    }

    /// <summary>What hangs on a contract's day.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="Shoots">Its shoots that are not over or called off, earliest first.</param>
    public sealed record ContractWork(Guid ProjectId, IReadOnlyList<Schedules.Shoot> Shoots);

    /// <summary>A sealed copy.</summary>
    /// <param name="Number">The contract's number.</param>
    /// <param name="SealedAt">When it was sealed.</param>
    public sealed record SealedContract(string Number, DateTimeOffset? SealedAt);

    /// <summary>A signer's personal link, for staff to copy.</summary>
    /// <param name="ContactId">The person.</param>
    /// <param name="Path">The address below the studio's own: <c>/c/contract/TOKEN</c>.</param>
    /// <param name="ExpiresAt">Until when it opens.</param>
    /// <param name="IsOpen">Whether it opens now.</param>
    /// <param name="LastUsedAt">When it was last opened.</param>
    public sealed record SignerLink(Guid ContactId, string Path, DateTimeOffset ExpiresAt, bool IsOpen, DateTimeOffset? LastUsedAt)
    {
        /// <summary>The person's name, where the page does not know it from elsewhere.</summary>
        public string Name { get; init; } = "";
    }

    /// <summary>What a signer sees.</summary>
    /// <param name="ContractId">The contract.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="BrideName">Bride.</param>
    /// <param name="GroomName">Groom.</param>
    /// <param name="Document">The document as it was sent.</param>
    /// <param name="DocumentSha256">The hash of its PDF: what is signed.</param>
    /// <param name="SignerName">The reader's name on the paper.</param>
    /// <param name="SignerRole">Who the reader is.</param>
    /// <param name="ReaderLanguage">The language we write to the reader in.</param>
    /// <param name="SignedAt">When the reader signed; null while they have not.</param>
    /// <param name="DeclineReason">Why the reader declined; null where they did not.</param>
    /// <param name="StillToSign">Names of those who have not signed.</param>
    /// <param name="IsSealed">Whether the sealed copy is ready.</param>
    /// <param name="DepositDue">What of the deposit has not come; zero where it is in.</param>
    /// <param name="DepositDueOn">Until when; null while somebody has to sign.</param>
    /// <param name="HasDeposit">Whether the plan asks for one.</param>
    /// <param name="AwaitsStudio">Whether only the studio's own signature is missing.</param>
    /// <param name="IsDayFull">Whether nobody is left on the couple's day meanwhile, while the contract is still to be signed.</param>
    public sealed record SigningSheet(
        Guid ContractId,
        ContractStatus Status,
        string BrideName,
        string GroomName,
        ContractDocument Document,
        string DocumentSha256,
        string SignerName,
        ContactRole SignerRole,
        string ReaderLanguage,
        DateTimeOffset? SignedAt,
        string? DeclineReason,
        IReadOnlyList<string> StillToSign,
        bool IsSealed,
        Common.Money DepositDue,
        DateOnly? DepositDueOn,
        bool HasDeposit,
        bool AwaitsStudio,
        bool IsDayFull
    )
    {
        /// <summary>Whether the reader can sign now.</summary>
        public bool MaySign => Status == ContractStatus.Sent && SignedAt is null;
    }

    /// <summary>A PDF ready to be handed out.</summary>
    /// <param name="Content">Its bytes.</param>
    /// <param name="Sha256">Their hash.</param>
    /// <param name="FileName">A name for the file.</param>
    public sealed record ContractFile(Stream Content, string Sha256, string FileName);
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Contracts and packages.</summary>
        Contracts.IContractRepository Contracts { get; }
    }
}
