namespace MindGraphy.Domain.Common;

/// <summary>
/// An amount in whole Korean won. The seed's columns are <c>decimal(10,2)</c>, so an amount lies between 0 and 99,999,999;
/// arithmetic may pass through values outside, a column may not hold them (a check in the database says so too).
/// </summary>
/// <param name="Won">Whole won.</param>
public readonly record struct Money(long Won) : IComparable<Money>
{
    /// <summary>The most a seed column holds.</summary>
    public const long MaxWon = 99_999_999;

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>Whether a column can hold it.</summary>
    public bool IsStorable => Won is >= 0 and <= MaxWon;

    /// <summary>Sum.</summary>
    public static Money operator +(Money left, Money right) => new(left.Won + right.Won);

    /// <summary>Difference; may be negative.</summary>
    public static Money operator -(Money left, Money right) => new(left.Won - right.Won);

    /// <summary>Less than.</summary>
    public static bool operator <(Money left, Money right) => left.Won < right.Won;

    /// <summary>More than.</summary>
    public static bool operator >(Money left, Money right) => left.Won > right.Won;

    /// <summary>At most.</summary>
    public static bool operator <=(Money left, Money right) => left.Won <= right.Won;

    /// <summary>At least.</summary>
    public static bool operator >=(Money left, Money right) => left.Won >= right.Won;

    /// <summary>Named form of +.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>Named form of -.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>A share of the amount, rounded down to 1,000 won as studios quote it.</summary>
    /// <param name="percent">0 to 100.</param>
    public Money Percent(int percent) => new(Won * percent / 100 / 1000 * 1000);

    /// <inheritdoc/>
    public int CompareTo(Money other) => Won.CompareTo(other.Won);

    /// <summary>Digits only, for logs; screens use <see cref="StudioFormat.Money(Money, System.Globalization.CultureInfo)"/>.</summary>
    public override string ToString() => Won.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
