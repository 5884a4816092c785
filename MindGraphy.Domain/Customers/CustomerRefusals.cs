using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>No such couple, or none that the asker may see.</summary>
public sealed record CustomerNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move.</summary>
public sealed record LeadCannotMove(LeadStatus From, LeadStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The move is made by a fact (signature and deposit, delivery), not by hand.</summary>
public sealed record LeadMovesByContract(LeadStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [To];
}

/// <summary>Somebody else moved the card first; says who and where it is now.</summary>
public sealed record LeadMovedElsewhere(string By, LeadStatus Now) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [By, Now];
}

/// <summary>The card was moved by a fact (a signature, a deposit) since the screen read it; says where it is now.</summary>
public sealed record LeadMovedByItself(LeadStatus Now) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Now];
}

/// <summary>The account is not one that may look after couples.</summary>
public sealed record ManagerNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The move needs a reason.</summary>
public sealed record ReasonRequired() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Reason";
}

/// <summary>The text is no telephone number.</summary>
public sealed record PhoneUnreadable(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The text is no e-mail address.</summary>
public sealed record EmailUnreadable(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The wished day is over.</summary>
public sealed record DateInThePast(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>No wedding is on that day: before 1950 or after 2100.</summary>
public sealed record DayOutOfRange(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;

    /// <summary>Whether a day lies beyond.</summary>
    public static bool IsOut(DateOnly? day) => day is { Year: < 1950 or > 2100 };
}

/// <summary>The person signs a contract that is not signed by all yet.</summary>
public sealed record ContactSigns() : Refusal(RefusalKind.Conflict);

/// <summary>The text is no day of the calendar, or no hour.</summary>
public sealed record DateUnreadable(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>Neither phone nor e-mail: nobody could answer.</summary>
public sealed record ContactMissing(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The privacy consent was not given.</summary>
public sealed record ConsentRequired(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>A colleague changed the field since the screen read it; says who and what it is now. Nothing was overwritten.</summary>
/// <param name="FieldName">The field.</param>
/// <param name="By">Who.</param>
/// <param name="Now">What it is now; null for empty.</param>
public sealed record FieldChangedElsewhere(string FieldName, string By, string? Now) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [By.Length == 0 ? "—" : By, Now is null ? "—" : Now];

    /// <summary>What an edit that overwrites it knowingly is based on: <see cref="Now"/>, or the id where a field's values are names.</summary>
    public string? Key { get; init; } = Now;

    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>No such person of the couple.</summary>
public sealed record ContactNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Bride and groom belong to the couple: they are neither added nor taken away.</summary>
public sealed record ContactIsTheCouple() : Refusal(RefusalKind.Invalid);

/// <summary>A name in Latin letters has other letters.</summary>
public sealed record NameNotLatin(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>No such address.</summary>
public sealed record AddressNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A Korean postal code is five digits.</summary>
public sealed record PostalCodeUnreadable(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>No such line of the timeline.</summary>
public sealed record ActivityNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A line of the timeline is changed by who wrote it.</summary>
public sealed record ActivityOfAnother() : Refusal(RefusalKind.Forbidden);

/// <summary>A file of the timeline is larger than it may be.</summary>
/// <param name="MostMegabytes">The most.</param>
public sealed record FileTooLarge(int MostMegabytes) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [MostMegabytes];
}

/// <summary>A file has no name, or nothing was sent.</summary>
public sealed record FileUnreadable() : Refusal(RefusalKind.Invalid);

/// <summary>No such partner.</summary>
public sealed record PartnerNotFound() : Refusal(RefusalKind.NotFound);
