using System.ComponentModel.DataAnnotations;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Decoding;

namespace MindGraphy.Web.Features.Photos;

/// <summary>What counts as a burst: the other part of section <c>Ingest</c> (<see cref="DecoderOptions"/>).</summary>
public sealed class BurstOptions
{
    /// <summary>Seconds at most between one photo and the next, 0 to 60.</summary>
    [Range(0, 60)]
    public double BurstSeconds { get; set; } = 3;

    /// <summary>Bits of 64 that may differ between two pictures alike, 0 to 32: half of them differ between any two.</summary>
    [Range(0, 32)]
    public int BurstDistance { get; set; } = 10;

    /// <summary>The two in one.</summary>
    public BurstSettings Settings => new(TimeSpan.FromSeconds(BurstSeconds), BurstDistance);
}
