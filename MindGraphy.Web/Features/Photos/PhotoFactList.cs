using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos;

/// <summary>What the panel beside a large photo says, in the reader's language.</summary>
/// <param name="text">The feature's words.</param>
/// <param name="clock">The studio's zone.</param>
public sealed class PhotoFactList(IStringLocalizer<PhotosText> text, StudioClock clock)
{
    // The names that the metadata was stored under, in the order a photographer asks for them.
    private static readonly (string Label, string[] Tags)[] Exif =
    [
        ("Fact.Lens", ["Lens Model"]),
        ("Fact.Aperture", ["F-Number"]),
        ("Fact.Iso", ["ISO Speed Ratings"]),
        ("Fact.FocalLength", ["Focal Length"]),
        ("Fact.Artist", ["Artist"]),
        ("Fact.Software", ["Software"]),
    ];

    /// <summary>Labels and values, without those that the file doesn't tell.</summary>
    public object Of(PhotoFacts photo)
    {
        var facts = new List<string[]>();
        Add("Fact.Name", photo.Name);
        Add("Fact.Path", photo.Path is { } path && path != photo.Name ? path : null);
        Add("Fact.Taken", photo.TakenAt is { } at ? StudioFormat.DateTime(at, clock.Zone, CultureInfo.CurrentUICulture) : null);
        Add("Fact.Pixels", photo is { Width: { } w, Height: { } h } ? string.Create(CultureInfo.InvariantCulture, $"{w} × {h}") : null);
        Add("Fact.Bytes", StudioFormat.Bytes(photo.Bytes));
        Add("Fact.Format", photo.Format?.ToUpperInvariant());
        var exif = photo.Metadata is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(photo.Metadata) ?? [];
        Add("Fact.Camera", CameraOf(exif.GetValueOrDefault("Make"), exif.GetValueOrDefault("Model")));
        Add("Fact.Exposure", ExposureOf(exif.GetValueOrDefault("Exposure Time")));
        foreach (var (label, tags) in Exif)
        {
            Add(label, tags.Select(t => exif.GetValueOrDefault(t)).FirstOrDefault(v => v is not null));
        }

        return new
        {
            photo.Id,
            photo.Name,
            facts,
        };

        void Add(string label, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                facts.Add([text[label], value]);
            }
        }
    }

    // "5/516 sec" as photographers say it: 1/103.
    private string? ExposureOf(string? stored)
    {
        var plain = stored?.Replace(" sec", "", StringComparison.Ordinal).Split('/');
        var parts = plain?.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        var seconds = parts switch
        {
            [> 0 and var whole] => whole,
            [> 0 and var above, > 0 and var below] => above / below,
            _ => 0,
        };
        return seconds switch
        {
            <= 0 => null,
            < 0.4 => text["Fact.Seconds", string.Create(CultureInfo.InvariantCulture, $"1/{Math.Round(1 / seconds)}")].Value,
            _ => text["Fact.Seconds", seconds.ToString("0.#", CultureInfo.InvariantCulture)].Value,
        };
    }

    private static string? CameraOf(string? make, string? model) =>
        make is not null && model is not null && !model.StartsWith(make.Split(' ')[0], StringComparison.OrdinalIgnoreCase)
            ? $"{make} {model}"
            : model ?? make;
}
