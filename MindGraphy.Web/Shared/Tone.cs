using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Shared;

/// <summary>The six tones of a status.</summary>
public enum Tone
{
    /// <summary>Nothing to see yet.</summary>
    Neutral,

    /// <summary>Under way.</summary>
    Info,

    /// <summary>Somebody has to do something.</summary>
    Attention,

    /// <summary>Went well.</summary>
    Positive,

    /// <summary>Over; needs no eye.</summary>
    Done,

    /// <summary>Went wrong, or was called off.</summary>
    Negative,
}

/// <summary>The tone of a refusal.</summary>
public static class RefusalTones
{
    /// <summary>A conflict or a wrong entry can be mended (attention); what is not there or not allowed can't (negative).</summary>
    public static Tone Of(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Conflict => Tone.Attention,
            RefusalKind.Invalid => Tone.Negative,
            RefusalKind.NotFound => Tone.Neutral,
            _ => Tone.Negative,
        };
}
