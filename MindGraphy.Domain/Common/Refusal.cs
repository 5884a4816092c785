namespace MindGraphy.Domain.Common;

/// <summary>The four ways a studio act can be declined. A screen turns the kind into a tone, an endpoint into a status code.</summary>
public enum RefusalKind
{
    /// <summary>The thing does not exist, or the asker may not know that it does.</summary>
    NotFound,

    /// <summary>The asker may see it but not do this to it.</summary>
    Forbidden,

    /// <summary>What was typed can't be accepted; <see cref="Refusal.Field"/> names the field where there is one.</summary>
    Invalid,

    /// <summary>The world moved on: somebody else was first, or the status does not allow it.</summary>
    Conflict,
}

/// <summary>
/// An expected "no", returned as a value and shown as a sentence. The sentence stands in the feature's <c>Words.resx</c> (Korean) and
/// <c>Words.en.resx</c> (English) under the record's type name; a test holds that both exist. Exceptions are kept for faults.
/// </summary>
/// <param name="Kind">What sort of no it is.</param>
public abstract record Refusal(RefusalKind Kind)
{
    /// <summary>The key of the sentence: the type's name.</summary>
    public string Code => GetType().Name;

    /// <summary>What fills {0}, {1} … of the sentence. Enums, dates, times and money are written in the reader's language.</summary>
    public virtual IReadOnlyList<object?> Arguments => [];

    /// <summary>The name of the field that is at fault, for a form to mark; null where it is the act as a whole.</summary>
    public virtual string? Field => null;
}

/// <summary>Somebody saved the same thing first; the screen's version is stale.</summary>
public sealed record EditedElsewhere() : Refusal(RefusalKind.Conflict);

/// <summary>The actor's role does not include this right.</summary>
public sealed record NotAllowed() : Refusal(RefusalKind.Forbidden);

/// <summary>The actor's account was closed, suspended or given another role since the screen was opened.</summary>
public sealed record AccountClosed() : Refusal(RefusalKind.Forbidden);

/// <summary>A required field is empty.</summary>
/// <param name="FieldName">The form's field.</param>
public sealed record FieldRequired(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>A text is longer than its column.</summary>
/// <param name="FieldName">The form's field.</param>
/// <param name="MaxLength">The most characters allowed.</param>
public sealed record FieldTooLong(string FieldName, int MaxLength) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [MaxLength];

    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The same idempotency key came with other content (a form edited and sent again under its old key).</summary>
public sealed record KeyUsedForAnother() : Refusal(RefusalKind.Conflict);
