namespace MindGraphy.Domain.Contracts;

/// <summary>What a drawn signature looks like to a machine.</summary>
public enum SignatureVerdict
{
    /// <summary>A picture with a line that somebody drew.</summary>
    Drawn,

    /// <summary>A picture with nothing on it, or with a dot.</summary>
    Blank,

    /// <summary>More bytes or pixels than signatures have.</summary>
    TooLarge,

    /// <summary>No PNG, or a damaged one.</summary>
    Unreadable,
}

/// <summary>Looks at what came as a drawn signature before it is kept.</summary>
public interface ISignaturePicture
{
    /// <summary>The most bytes of a signature.</summary>
    const int MaxBytes = 200_000;

    /// <summary>Decodes the picture and judges it; never throws for what was sent.</summary>
    /// <param name="png">The bytes as they came.</param>
    SignatureVerdict Check(byte[] png);
}
