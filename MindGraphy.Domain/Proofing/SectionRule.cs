using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Proofing;

/// <summary>How many pictures of a part of the day are wanted (<c>proof_section_rules</c>).</summary>
public sealed class SectionRule
{
    private SectionRule() { }

    internal SectionRule(Guid sessionId, PhotoSection section, int least, int? most) =>
        (SessionId, Section, Least, Most) = (sessionId, section, least, most);

    /// <summary>The round.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>The part of the day.</summary>
    public PhotoSection Section { get; private init; }

    /// <summary>At least so many before the round can be submitted; 0 for none.</summary>
    public int Least { get; private set; }

    /// <summary>At most so many; null without limit.</summary>
    public int? Most { get; private set; }

    internal void Change(int least, int? most) => (Least, Most) = (least, most);
}

/// <summary>A part of the day of a round that is out: what there is, what is picked, and what is asked for.</summary>
/// <param name="Section">The part of the day.</param>
/// <param name="Ready">Photos of the album that can be shown.</param>
/// <param name="Picked">Photos picked now.</param>
/// <param name="Least">At least so many; null for none.</param>
/// <param name="Most">At most so many; null without limit.</param>
public sealed record SectionRoom(PhotoSection Section, int Ready, int Picked, int? Least, int? Most);

/// <summary>Limit and rules of a round, to change them.</summary>
/// <param name="Limit">How many may be picked; null without limit.</param>
/// <param name="Sections">The parts of the day that its album has, or that a rule names.</param>
public sealed record ProofRuleBook(int? Limit, IReadOnlyList<SectionRoom> Sections);

/// <summary>A rule as the studio asks for it.</summary>
/// <param name="Section">The part of the day.</param>
/// <param name="Least">At least so many; null for none.</param>
/// <param name="Most">At most so many; null without limit.</param>
public sealed record SectionWish(PhotoSection Section, int? Least, int? Most);

/// <summary>What of a round is picked by part of the day, while its row is locked.</summary>
/// <param name="sections">The part of the day of each photo that may be asked about; null where it has none.</param>
/// <param name="picked">Photos picked now.</param>
public sealed class SectionTally(IReadOnlyDictionary<Guid, PhotoSection?> sections, IReadOnlyDictionary<PhotoSection, int> picked)
{
    private readonly Dictionary<PhotoSection, int> _picked = new(picked);

    /// <summary>The part of the day that a photo shows; null for none.</summary>
    public PhotoSection? SectionOf(Guid photoId) => sections.GetValueOrDefault(photoId);

    /// <summary>How many are picked of a part of the day.</summary>
    public int Count(PhotoSection section) => _picked.GetValueOrDefault(section);

    internal void Add(Guid photoId, int by)
    {
        if (SectionOf(photoId) is { } section)
        {
            _picked[section] = Count(section) + by;
        }
    }
}

/// <summary>A place on a picture, per mille of its width and height.</summary>
/// <param name="X">0 to 1,000 from the left.</param>
/// <param name="Y">0 to 1,000 from the top.</param>
public readonly record struct PicturePin(int X, int Y)
{
    /// <summary>Nowhere: takes a pin away.</summary>
    public static PicturePin None { get; } = new(-1, -1);

    /// <summary>Whether it is a place on the picture.</summary>
    public bool IsOnPicture => X is >= 0 and <= 1000 && Y is >= 0 and <= 1000;
}

/// <summary>A place on a picture that a person of the couple pointed at, as the studio reads it.</summary>
/// <param name="By">The person's name.</param>
/// <param name="X">0 to 1,000 from the left.</param>
/// <param name="Y">0 to 1,000 from the top.</param>
public sealed record PersonPin(string By, int X, int Y)
{
    /// <summary>How far from the left, in per cent as it is read.</summary>
    public string Across => Percent(X);

    /// <summary>How far from the top, in per cent as it is read.</summary>
    public string Down => Percent(Y);

    private static string Percent(int perMille) =>
        (perMille / 10m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) + "%";
}
