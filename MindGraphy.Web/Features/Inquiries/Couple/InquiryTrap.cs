using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Features.Inquiries.Couple;

/// <summary>
/// Tells a person from a program without asking either: the form carries the sealed moment in which it was drawn. Nobody types names and a
/// telephone number in under two seconds.
/// </summary>
public sealed class InquiryTrap(IDataProtectionProvider protection, StudioClock clock)
{
    /// <summary>The least time between drawing and sending.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    /// <summary>A form may stay open this long; then it is drawn anew, with everything typed in it.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(2);

    private readonly IDataProtector _seal = protection.CreateProtector("inquiry.drawn.v1");

    /// <summary>The sealed moment of now.</summary>
    public string Draw() => _seal.Protect(clock.Now.UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the seal of a form says.</summary>
    public SealState Read(string? seal)
    {
        if (string.IsNullOrEmpty(seal))
        {
            return SealState.Unknown;
        }

        try
        {
            var drawn = new DateTimeOffset(long.Parse(_seal.Unprotect(seal), CultureInfo.InvariantCulture), TimeSpan.Zero);
            return (clock.Now - drawn) switch
            {
                var open when open < Least => SealState.TooFresh,
                var open when open > Most => SealState.Unknown,
                _ => SealState.Good,
            };
        }
        catch (CryptographicException)
        {
            // Not our seal, or one of keys that are gone.
            return SealState.Unknown;
        }
    }
}

/// <summary>What a form's seal says.</summary>
public enum SealState
{
    /// <summary>Drawn here, and long enough ago.</summary>
    Good,

    /// <summary>Drawn here a moment ago: it counts on, so that sending again works.</summary>
    TooFresh,

    /// <summary>Not drawn here, or days ago.</summary>
    Unknown,
}
