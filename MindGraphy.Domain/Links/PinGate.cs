using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Links;

/// <summary>A PIN beside a link, part of the row that it guards: which it is, and how often a wrong one was given. Change it under that row's lock.</summary>
public sealed class PinGate
{
    /// <summary>Wrong PINs in a row after which nobody may try for a while.</summary>
    public const int MostTries = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>What the PIN follows from with the server's key (see <see cref="LinkPin"/>); null where none is asked for.</summary>
    public Guid? Id { get; private set; }

    /// <summary>Wrong PINs since the last right one.</summary>
    public int Tries { get; private set; }

    /// <summary>Until when no PIN is taken.</summary>
    public DateTimeOffset? PausedUntil { get; private set; }

    /// <summary>Whether a PIN has to be given first on a device that remembers this one.</summary>
    public bool IsClosedFor(Guid? remembered) => Id is { } wanted && wanted != remembered;

    /// <summary>Another PIN than before, or the first.</summary>
    public void Renew() => (Id, Tries, PausedUntil) = (Ids.New(), 0, null);

    /// <summary>No PIN is asked for any more.</summary>
    public void Lift() => (Id, Tries, PausedUntil) = (null, 0, null);

    /// <summary>Tries a PIN. Under the row's lock: whoever tries at once is counted one after the other.</summary>
    /// <param name="isRight">Whether it is the one.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="PinPaused"/> or <see cref="PinWrong"/>; the try counts either way.</returns>
    public Result Try(bool isRight, DateTimeOffset now)
    {
        if (PausedUntil is { } until && now < until)
        {
            return new PinPaused(until);
        }

        if (isRight)
        {
            (Tries, PausedUntil) = (0, null);
            return Result.Ok;
        }

        Tries++;
        if (Tries < MostTries)
        {
            return new PinWrong(MostTries - Tries);
        }

        (Tries, PausedUntil) = (0, now + Pause);
        return new PinPaused(PausedUntil.Value);
    }
}

/// <summary>PINs: six digits that follow from an id and the server's key, so that they are nowhere in the database and staff can read them again.</summary>
public static class LinkPin
{
    /// <summary>The six digits.</summary>
    public static string DigitsOf(ILinkSigner signer, Guid pinId)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes("delivery-pin:" + signer.TokenFor(pinId)));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether this is the PIN, however its digits were typed.</summary>
    public static bool IsRight(ILinkSigner signer, Guid pinId, string? typed)
    {
        var digits = string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digits), Encoding.ASCII.GetBytes(DigitsOf(signer, pinId)));
    }
}

/// <summary>The PIN has to be given first.</summary>
public sealed record PinRequired() : Refusal(RefusalKind.Forbidden);

/// <summary>That is not the PIN.</summary>
/// <param name="Left">Tries that are left.</param>
public sealed record PinWrong(int Left) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Left];

    /// <inheritdoc/>
    public override string? Field => "Pin";
}

/// <summary>Too many wrong PINs: nobody may try until then.</summary>
/// <param name="Until">Until when.</param>
public sealed record PinPaused(DateTimeOffset Until) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Until];

    /// <inheritdoc/>
    public override string? Field => "Pin";
}
