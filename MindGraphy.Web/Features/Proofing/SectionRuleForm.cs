using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Web.Features.Proofing;

/// <summary>What is typed about a part of the day.</summary>
public sealed class SectionRuleForm
{
    /// <summary>The part of the day.</summary>
    public PhotoSection Section { get; init; }

    /// <summary>Photos of it that can be shown.</summary>
    public int Ready { get; set; }

    /// <summary>At least so many.</summary>
    public int? Least { get; set; }

    /// <summary>At most so many.</summary>
    public int? Most { get; set; }

    /// <summary>The rule that is asked for.</summary>
    public SectionWish Wish => new(Section, Least, Most);
}
