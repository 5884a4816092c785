using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Contracts;

/// <summary>An amendment (변경계약): a contract of its own that both sign, and that changes the one it names once they did.</summary>
public sealed partial class Contract
{
    /// <summary>The contract that this one changes; null for a contract.</summary>
    public Guid? AmendsId { get; private init; }

    /// <summary>What it changes; null for a contract.</summary>
    public AmendmentTerms? Amendment { get; private init; }

    /// <summary>Writes an amendment of this contract. Its signers are those of the contract.</summary>
    /// <param name="number">C-2026-000123-1.</param>
    /// <param name="terms">What changes.</param>
    /// <param name="couple">The couple with its contacts.</param>
    /// <param name="today">Today in the studio's zone.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="ContractCannotMove"/> for what is not signed or is called off, <see cref="NothingToAmend"/>,
    /// <see cref="DateInThePast"/>, <see cref="FieldTooLong"/>, <see cref="AmountOutOfRange"/>, <see cref="CountOutOfRange"/>,
    /// <see cref="DayOutOfRange"/>; <see cref="AmountOutOfRange"/> also where nothing would be left to pay, or more than a contract holds.
    /// </returns>
    public Result<Contract> Amend(string number, AmendmentTerms terms, Customer couple, DateOnly today, DateTimeOffset now)
    {
        if (ContractStatus is not (ContractStatus.Signed or ContractStatus.Active) || AmendsId is not null)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Sent);
        }

        terms = terms with
        {
            WeddingVenue = StudioText.Clean(terms.WeddingVenue),
            Note = StudioText.Clean(terms.Note, multiline: true),
            Before = new AmendedFrom(WeddingDate, WeddingTime, Included.RetouchedPhotos),
        };
        if (terms.Wrong(today) is { } wrong)
        {
            return wrong;
        }

        if (!(Owed + new Money(terms.PriceWon)).IsStorable || Owed.Won + terms.PriceWon <= 0)
        {
            return new AmountOutOfRange(nameof(terms.PriceWon));
        }

        var amendment = new Contract
        {
            Id = Ids.New(),
            ContractNumber = number,
            CustomerId = CustomerId,
            AmendsId = Id,
            Amendment = terms,
            ContractStatus = ContractStatus.Draft,
            PackageId = PackageId,
            PackageType = PackageType,
            Included = terms.Included ?? Included,
            BoughtOptions = [.. BoughtOptions, .. terms.AddedOptions],
            Language = Language,
            ContractDate = today,
            WeddingDate = terms.WeddingDate ?? WeddingDate,
            WeddingTime = terms.WeddingTime ?? WeddingTime,
            WeddingVenue = terms.WeddingVenue ?? WeddingVenue,
            PhotographerId = terms.PhotographerId ?? PhotographerId,
            PhotographerName = terms.PhotographerName ?? PhotographerName,
            RefundPolicy = RefundPolicy,
            PenaltyTerms = PenaltyTerms,
            CreatedAt = now,
            UpdatedAt = now,
        };
        foreach (var signer in _signers.OrderBy(s => s.Position))
        {
            if (couple.Contacts.FirstOrDefault(c => c.Id == signer.ContactId) is { } contact)
            {
                amendment.AddSigner(contact, now);
            }
        }

        amendment.Log("drafted", number, now);
        return amendment;
    }

    /// <summary>This draft of an amendment is written anew: another takes its place.</summary>
    /// <returns>Refused with <see cref="ContractCannotMove"/> once it is out.</returns>
    public Result Replace(DateTimeOffset now)
    {
        if (ContractStatus != ContractStatus.Draft || AmendsId is null)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Cancelled);
        }

        (ContractStatus, UpdatedAt) = (ContractStatus.Cancelled, now);
        Log("written again", "", now);
        return Result.Ok;
    }

    /// <summary>An amendment of this contract was signed by all: day, place, photographer, counts and plan follow it. Repeating it changes nothing.</summary>
    /// <param name="amendment">The amendment.</param>
    /// <param name="signedOn">The day of this contract's last signature, in the studio's zone.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ContractCannotMove"/> where this contract was called off meanwhile.</returns>
    public Result Follow(Contract amendment, DateOnly signedOn, DateTimeOffset now)
    {
        if (amendment.AmendsId != Id || amendment.Amendment is not { } terms || amendment.SignedAt is null)
        {
            throw new ArgumentException("Only a signed amendment of this contract can be followed.", nameof(amendment));
        }

        if (_events.Exists(e => e.Kind == "amended" && e.Detail == amendment.ContractNumber))
        {
            return Result.Ok;
        }

        if (ContractStatus is not (ContractStatus.Signed or ContractStatus.Active))
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Active);
        }

        WeddingDate = terms.WeddingDate ?? WeddingDate;
        WeddingTime = terms.WeddingTime ?? WeddingTime;
        WeddingVenue = terms.WeddingVenue ?? WeddingVenue;
        PhotographerId = terms.PhotographerId ?? PhotographerId;
        PhotographerName = terms.PhotographerName ?? PhotographerName;
        Included = terms.Included ?? Included;
        BoughtOptions = [.. BoughtOptions, .. terms.AddedOptions];
        Reprice(terms, amendment.ContractNumber, now);
        CountDays(signedOn);
        Settle();
        UpdatedAt = now;
        Log("amended", amendment.ContractNumber, now);
        return Result.Ok;
    }

    /// <summary>Remembers that the project and its galleries followed an amendment.</summary>
    /// <returns>False where they did before.</returns>
    public bool WorkFollowed(string amendment, DateTimeOffset now)
    {
        if (_events.Exists(e => e.Kind == "work followed" && e.Detail == amendment))
        {
            return false;
        }

        Log("work followed", amendment, now);
        return true;
    }

    /// <summary>Remembers that the shoot followed an amendment.</summary>
    /// <returns>False where it did before.</returns>
    public bool ShootFollowed(string amendment, DateTimeOffset now)
    {
        if (_events.Exists(e => e.Kind == "shoot moved" && e.Detail == amendment))
        {
            return false;
        }

        Log("shoot moved", amendment, now);
        return true;
    }

    /// <summary>Remembers that the shoot could not follow an amendment by itself: somebody has to move it.</summary>
    /// <returns>False where that was said before.</returns>
    public bool ShootStayed(string amendment, string why, DateTimeOffset now)
    {
        if (_events.Exists(e => e.Kind == "shoot not moved" && e.Detail.StartsWith(amendment + " ", StringComparison.Ordinal)))
        {
            return false;
        }

        Log("shoot not moved", amendment + " " + why, now);
        return true;
    }

    private void Reprice(AmendmentTerms terms, string number, DateTimeOffset now)
    {
        if (terms.PriceWon > 0)
        {
            _plan.Add(new PlanLine(Id, new Money(terms.PriceWon), number, terms.PriceDueOn!.Value, _plan.Max(l => l.Position) + 1, now));
        }
        else if (terms.PriceWon < 0)
        {
            TakeOff(new Money(-terms.PriceWon));
        }
    }

    // First what was charged for rounds that the contract includes by now: for them it is given back. Then from the last line backwards, as a couple expects
    // that has paid the first ones. A line that comes to nothing goes, unless money was meant for it.
    private void TakeOff(Money off)
    {
        bool IsIncluded(PlanLine line) => Editing.RoundCharge.NumberOf(line.WhatFor) <= Included.RevisionRounds;
        foreach (var line in _plan.OrderByDescending(IsIncluded).ThenByDescending(l => l.Position).ToList())
        {
            var isBound = _payments.Exists(p => p.PlanLineId == line.Id);
            var part = Min(off, isBound || _plan.Count == 1 ? line.Amount - new Money(1) : line.Amount);
            off -= part;
            line.Amount -= part;
            if (line.Amount == Money.Zero)
            {
                _plan.Remove(line);
            }
        }

        var agreed = _plan.Where(l => l.Kind != PlanLineKind.Additional).ToList();
        TotalAmount = new Money(agreed.Sum(l => l.Amount.Won));
        DepositAmount = new Money(agreed.Where(l => l.Kind == PlanLineKind.Deposit).Sum(l => l.Amount.Won));
        BalanceAmount = TotalAmount - DepositAmount;
    }
}

/// <summary>What an amendment changes (<c>contracts.amendment</c>); what is null stays.</summary>
public sealed record AmendmentTerms
{
    /// <summary>Most characters of what is said about it.</summary>
    public const int NoteMaxLength = 1_000;

    /// <summary>Most options that one amendment adds.</summary>
    public const int MostOptions = 20;

    /// <summary>The new day.</summary>
    public DateOnly? WeddingDate { get; init; }

    /// <summary>The new hour of the ceremony.</summary>
    public TimeOnly? WeddingTime { get; init; }

    /// <summary>The new place.</summary>
    public string? WeddingVenue { get; init; }

    /// <summary>The new photographer.</summary>
    public Guid? PhotographerId { get; init; }

    /// <summary>The new photographer's name.</summary>
    public string? PhotographerName { get; init; }

    /// <summary>The new counts.</summary>
    public PackageTerms? Included { get; init; }

    /// <summary>What is bought in addition.</summary>
    public IReadOnlyList<BoughtOption> AddedOptions { get; init; } = [];

    /// <summary>What the price changes by, in won with VAT: more is a line of its own, less goes off rounds that are included by now, then off the plan's last line.</summary>
    public long PriceWon { get; init; }

    /// <summary>Until when more is to be paid; only with a higher price.</summary>
    public DateOnly? PriceDueOn { get; init; }

    /// <summary>What else was agreed.</summary>
    public string? Note { get; init; }

    /// <summary>What the contract said when the amendment was written: from there the shoot is moved.</summary>
    public AmendedFrom? Before { get; init; }

    /// <summary>Whether the shoot has to move or to change hands.</summary>
    public bool MovesShoot => WeddingDate is not null || WeddingTime is not null || WeddingVenue is not null || PhotographerId is not null;

    internal Refusal? Wrong(DateOnly today) =>
        !MovesShoot && Included is null && AddedOptions.Count == 0 && PriceWon == 0 && StudioText.Clean(Note) is null ? new NothingToAmend()
        : WeddingDate is { } day && day < today ? new DateInThePast(nameof(WeddingDate))
        : WeddingDate is { } far && DayOutOfRange.IsOut(far) ? new DayOutOfRange(nameof(WeddingDate))
        : StudioText.Clean(WeddingVenue)?.Length > Customer.VenueMaxLength ? new FieldTooLong(nameof(WeddingVenue), Customer.VenueMaxLength)
        : StudioText.Clean(Note, multiline: true)?.Length > NoteMaxLength ? new FieldTooLong(nameof(Note), NoteMaxLength)
        : AddedOptions.Count > MostOptions ? new CountOutOfRange(nameof(AddedOptions), 0, MostOptions)
        : Math.Abs(PriceWon) > Money.MaxWon ? new AmountOutOfRange(nameof(PriceWon))
        : PriceWon > 0 && PriceDueOn is null ? new FieldRequired(nameof(PriceDueOn))
        : PriceWon > 0 && DayOutOfRange.IsOut(PriceDueOn!.Value) ? new DayOutOfRange(nameof(PriceDueOn))
        : PriceWon > 0 && PriceDueOn < today ? new DateInThePast(nameof(PriceDueOn))
        : Included?.Wrong();
}

/// <summary>What an amendment of a contract can change.</summary>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="WeddingTime">The hour of the ceremony.</param>
/// <param name="WeddingVenue">Where.</param>
/// <param name="PhotographerId">Who was promised.</param>
/// <param name="Included">What is included.</param>
public sealed record AmendableTerms(
    DateOnly WeddingDate,
    TimeOnly? WeddingTime,
    string? WeddingVenue,
    Guid? PhotographerId,
    PackageTerms Included
);

/// <summary>What a contract said before its amendment.</summary>
/// <param name="Date">The wedding day.</param>
/// <param name="Time">The hour of the ceremony.</param>
/// <param name="Retouched">How many pictures the couple picks.</param>
public sealed record AmendedFrom(DateOnly Date, TimeOnly? Time, int Retouched);

/// <summary>An amendment was signed by all: the shoot and open galleries follow it. Repeating it changes nothing.</summary>
/// <param name="ContractId">The contract that was amended.</param>
/// <param name="AmendmentId">The amendment.</param>
public sealed record FollowAmendment(Guid ContractId, Guid AmendmentId) : IOutboxMessage;
