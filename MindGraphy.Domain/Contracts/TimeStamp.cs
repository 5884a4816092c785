using System.Globalization;

namespace MindGraphy.Domain.Contracts;

/// <summary>What an authority outside attests (RFC 3161): that a signature was there at a moment.</summary>
/// <param name="At">The moment, by the authority's clock.</param>
/// <param name="Authority">The authority's name, as its certificate says it.</param>
public sealed record TimeStamp(DateTimeOffset At, string Authority)
{
    /// <summary>Most characters of a name that are kept.</summary>
    public const int AuthorityMaxLength = 120;

    /// <summary>As it stands in a contract's history.</summary>
    public string Line => At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) + " " + Authority;

    /// <summary>Reads a <see cref="Line"/>; null where it is none.</summary>
    public static TimeStamp? Parse(string line) =>
        line.Split(' ', 2) is [var at, { Length: > 0 } authority]
        && DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? new TimeStamp(moment, authority)
            : null;
}

/// <summary>Why a copy was sealed without the time stamp that was asked for.</summary>
public enum StampFault
{
    /// <summary>The authority could not be reached, took too long, or said no.</summary>
    NoAnswer,

    /// <summary>It answered something else than was asked: other bytes, another question, or nothing that can be read.</summary>
    WrongAnswer,

    /// <summary>Its answer has no room in the file.</summary>
    TooLarge,
}

/// <summary>How asking for a time stamp went.</summary>
/// <param name="Stamp">The stamp; null where there is none.</param>
/// <param name="Fault">Why there is none; null where there is one, and where nobody was asked.</param>
public sealed record Stamping(TimeStamp? Stamp, StampFault? Fault)
{
    /// <summary>No authority is set: nothing is missing.</summary>
    public static Stamping NotAsked { get; } = new(null, null);
}

/// <summary>A signed file.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Stamping">Whether its signature bears a time stamp.</param>
public sealed record SealedPdf(byte[] Bytes, Stamping Stamping);
