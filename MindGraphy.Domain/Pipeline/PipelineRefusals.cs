using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Pipeline;

/// <summary>No such task.</summary>
public sealed record TaskNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The task is done or has fallen away.</summary>
public sealed record TaskIsClosed() : Refusal(RefusalKind.Conflict);

/// <summary>Days outside of what a rule may say.</summary>
public sealed record DaysOutOfRange(string FieldName, int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>An entry, partner or view of this name is there already.</summary>
public sealed record NameTaken() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "Name";
}

/// <summary>No such rule, entry, partner or view.</summary>
public sealed record EntryNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>More couples than one act may touch.</summary>
public sealed record TooManyCouples(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>Advertising between 21:00 and 08:00.</summary>
public sealed record AdvertisingAtNight() : Refusal(RefusalKind.Invalid);

/// <summary>None of the chosen couples can be written to.</summary>
public sealed record NobodyToWriteTo() : Refusal(RefusalKind.Invalid);

/// <summary>A commission below 0 or above 100 percent, or more won than a contract has.</summary>
public sealed record CommissionOutOfRange(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}
