namespace MindGraphy.Domain.Photos;

/// <summary>What counts as a burst.</summary>
/// <param name="Window">At most so much time between one photo and the next.</param>
/// <param name="Distance">At most so many of 64 bits differ between their perceptual hashes, 0 to 64.</param>
public sealed record BurstSettings(TimeSpan Window, int Distance);

/// <summary>What an arrangement looks at: one photo that can be shown.</summary>
public sealed record PhotoToArrange
{
    /// <summary>The photo.</summary>
    public required Guid Id { get; init; }

    /// <summary>The camera's file name.</summary>
    public required string FileName { get; init; }

    /// <summary>Its folder inside the dropped one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>jpg, nef, …</summary>
    public string? Format { get; init; }

    /// <summary>When it was taken, corrected.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Its camera in this project.</summary>
    public Guid? CameraId { get; init; }

    /// <summary>What its file tells of the camera.</summary>
    public CameraBody? Body { get; init; }

    /// <summary>Variance of the Laplacian.</summary>
    public float? Sharpness { get; init; }

    /// <summary>Perceptual hash.</summary>
    public long? Hash { get; init; }

    /// <summary>What is written of it now.</summary>
    public PhotoArrangement Now { get; init; } = PhotoArrangement.Alone;
}

/// <summary>A photo's place beside others of its album.</summary>
/// <param name="BurstId">The burst, which is the id of its first photo; null where it stands alone.</param>
/// <param name="IsTop">Whether it is the sharpest of the burst.</param>
/// <param name="IsBlurred">Whether it is far less sharp than the album.</param>
/// <param name="PairOfId">Of a raw file: the picture beside it.</param>
public sealed record PhotoArrangement(Guid? BurstId, bool IsTop, bool IsBlurred, Guid? PairOfId)
{
    /// <summary>In no burst, with no pair, and sharp as far as anybody knows.</summary>
    public static PhotoArrangement Alone { get; } = new(null, false, false, null);
}

/// <summary>
/// Which photos of an album belong together, worked out from nothing but the photos: the same photos give the same answer, in whatever order they came.
/// </summary>
public static class AlbumArrangement
{
    /// <summary>An album of fewer photos has no distribution to compare with.</summary>
    public const int LeastForBlur = 12;

    private const double LeastTimesLessSharp = 4;
    private const double Deviations = 3;

    // Makes the median of absolute deviations comparable with a standard deviation.
    private const double MadToSigma = 1.4826;
    private static readonly TimeSpan SameShot = TimeSpan.FromSeconds(1);

    /// <summary>Where each photo belongs.</summary>
    public static IReadOnlyDictionary<Guid, PhotoArrangement> Of(IReadOnlyList<PhotoToArrange> photos, BurstSettings settings)
    {
        var pairs = Pairs(photos);

        // A raw file shows what its pair shows: it follows it everywhere and is counted once.
        var seen = photos.Where(p => !pairs.ContainsKey(p.Id)).ToList();
        var blurred = Blurred(seen);
        var bursts = Bursts(seen, settings);
        return photos.ToDictionary(
            p => p.Id,
            p =>
            {
                var burst = bursts.GetValueOrDefault(p.Id);
                Guid? pair = pairs.TryGetValue(p.Id, out var other) ? other : null;
                return new PhotoArrangement(burst?.Id, burst?.Top == p.Id, blurred.Contains(p.Id), pair);
            }
        );
    }

    /// <summary>
    /// Raw files and the pictures that the camera wrote beside them: the same folder and stem in whatever case, unless camera or time contradict it. What
    /// found nothing there is looked for in other folders (two slots are two cards), where camera and time must be known and agree: stems repeat.
    /// </summary>
    private static Dictionary<Guid, Guid> Pairs(IReadOnlyList<PhotoToArrange> photos)
    {
        var pairs = new Dictionary<Guid, Guid>();
        foreach (
            var same in photos.GroupBy(p => (p.Folder.ToUpperInvariant(), Path.GetFileNameWithoutExtension(p.FileName).ToUpperInvariant()))
        )
        {
            var pictures = same.Where(p => !PhotoTypes.IsRawFormat(p.Format)).OrderBy(p => p.Format != "jpg").ThenBy(p => p.Id).ToList();
            foreach (
                var raw in same.Where(p => PhotoTypes.IsRawFormat(p.Format))
                    .OrderBy(p => p.FileName, StringComparer.Ordinal)
                    .ThenBy(p => p.Id)
            )
            {
                if (pictures.Find(p => !Contradict(raw, p)) is { } picture)
                {
                    pairs.Add(raw.Id, picture.Id);
                    pictures.Remove(picture);
                }
            }
        }

        var taken = pairs.Values.ToHashSet();
        var left = photos.Where(p => p is { TakenAt: not null, Body: not null } && !pairs.ContainsKey(p.Id) && !taken.Contains(p.Id));
        foreach (var same in left.GroupBy(p => Path.GetFileNameWithoutExtension(p.FileName).ToUpperInvariant()))
        {
            var pictures = same.Where(p => !PhotoTypes.IsRawFormat(p.Format)).ToList();
            foreach (
                var raw in same.Where(p => PhotoTypes.IsRawFormat(p.Format))
                    .OrderBy(p => p.TakenAt)
                    .ThenBy(p => p.FileName, StringComparer.Ordinal)
                    .ThenBy(p => p.Id)
            )
            {
                var nearest = pictures
                    .Where(p => !Contradict(raw, p))
                    .OrderBy(p => (p.TakenAt!.Value - raw.TakenAt!.Value).Duration())
                    .ThenBy(p => p.Format != "jpg")
                    .ThenBy(p => p.Id)
                    .FirstOrDefault();
                if (nearest is not null)
                {
                    pairs.Add(raw.Id, nearest.Id);
                    pictures.Remove(nearest);
                }
            }
        }

        return pairs;
    }

    private static bool Contradict(PhotoToArrange one, PhotoToArrange other) =>
        (one.TakenAt is { } taken && other.TakenAt is { } alike && (taken - alike).Duration() > SameShot)
        || Differ(one.Body?.Make, other.Body?.Make)
        || Differ(one.Body?.Model, other.Body?.Model)
        || Differ(one.Body?.Serial, other.Body?.Serial);

    private static bool Differ(string? one, string? other) =>
        one is not null && other is not null && !one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Photos that follow each other within the window, by one camera, and look alike. Each is compared with the one before, so that a burst may pan.
    /// </summary>
    private static Dictionary<Guid, Burst> Bursts(IEnumerable<PhotoToArrange> photos, BurstSettings settings)
    {
        var bursts = new Dictionary<Guid, Burst>();
        var ordered = photos
            .Where(p => p is { TakenAt: not null, Hash: not null })
            .GroupBy(p => p.CameraId)
            .SelectMany(camera =>
                Runs([.. camera.OrderBy(p => p.TakenAt).ThenBy(p => p.FileName, StringComparer.Ordinal).ThenBy(p => p.Id)], settings)
            );
        foreach (var run in ordered.Where(r => r.Count > 1))
        {
            var burst = new Burst(run[0].Id, run.MaxBy(p => p.Sharpness ?? -1)!.Id);
            run.ForEach(p => bursts.Add(p.Id, burst));
        }

        return bursts;
    }

    private static IEnumerable<List<PhotoToArrange>> Runs(List<PhotoToArrange> photos, BurstSettings settings)
    {
        var run = new List<PhotoToArrange>();
        foreach (var photo in photos)
        {
            var goesOn =
                run.Count > 0
                && photo.TakenAt - run[^1].TakenAt <= settings.Window
                && System.Numerics.BitOperations.PopCount((ulong)(photo.Hash!.Value ^ run[^1].Hash!.Value)) <= settings.Distance;
            if (!goesOn && run.Count > 0)
            {
                yield return run;
                run = [];
            }

            run.Add(photo);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>
    /// Less than a quarter as sharp as the album's median, and further from it than three deviations (by the median of deviations, of logarithms): both, because a
    /// dim album varies much and a bright one little. A bouquet before an empty sky may be among them: it is a hint.
    /// </summary>
    private static HashSet<Guid> Blurred(IReadOnlyList<PhotoToArrange> photos)
    {
        var sharp = photos
            .Where(p => p.Sharpness is not null)
            .Select(p => (p.Id, Log: Math.Log(Math.Max(p.Sharpness!.Value, 0.01))))
            .ToList();
        if (sharp.Count < LeastForBlur)
        {
            return [];
        }

        var median = MedianOf(sharp.Select(s => s.Log));
        var deviation = MedianOf(sharp.Select(s => Math.Abs(s.Log - median))) * MadToSigma;
        var limit = median - Math.Max(Math.Log(LeastTimesLessSharp), Deviations * deviation);
        return [.. sharp.Where(s => s.Log < limit).Select(s => s.Id)];
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }

    private sealed record Burst(Guid Id, Guid Top);
}
