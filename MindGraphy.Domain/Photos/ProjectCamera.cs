using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// A camera that took photos of a project (<c>project_cameras</c>). Its clock may be wrong by the same time all day; the correction is kept here once, and
/// every photo of it is timed by it, those that arrive later too.
/// </summary>
public sealed class ProjectCamera
{
    /// <summary>Most characters of make, model and serial number each.</summary>
    public const int NameMaxLength = 64;

    /// <summary>Most characters of the key.</summary>
    public const int KeyMaxLength = (NameMaxLength * 3) + 2;

    /// <summary>The largest correction either way, in seconds: 30 years, for clocks that began again at their factory's date.</summary>
    public const int MaxOffsetSeconds = 30 * 366 * 86_400;

    private ProjectCamera() { }

    /// <summary>A camera that was met for the first time in this project.</summary>
    public ProjectCamera(Guid projectId, CameraBody body, DateTimeOffset now)
    {
        Id = Ids.New();
        (ProjectId, Make, Model, Serial, CameraKey, CreatedAt) = (projectId, body.Make, body.Model, body.Serial, body.Key, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>Make, model and serial number in one; one row a project.</summary>
    public string CameraKey { get; private init; } = "";

    /// <summary>Who made it, as it says itself.</summary>
    public string? Make { get; private init; }

    /// <summary>Which one, as it says itself.</summary>
    public string? Model { get; private init; }

    /// <summary>The body's number, where the file tells it.</summary>
    public string? Serial { get; private init; }

    /// <summary>Seconds to add to what its clock said; negative where it runs ahead.</summary>
    public int OffsetSeconds { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Corrects its clock.</summary>
    /// <returns>Refused with <see cref="ClockOffsetTooLarge"/>.</returns>
    public Result Correct(int offsetSeconds)
    {
        if (offsetSeconds is < -MaxOffsetSeconds or > MaxOffsetSeconds)
        {
            return new ClockOffsetTooLarge(MaxOffsetSeconds / 86_400);
        }

        OffsetSeconds = offsetSeconds;
        return Result.Ok;
    }
}

/// <summary>What a file tells of the camera that made it.</summary>
/// <param name="Make">Who made it.</param>
/// <param name="Model">Which one.</param>
/// <param name="Serial">The body's number.</param>
public sealed record CameraBody(string? Make, string? Model, string? Serial)
{
    /// <summary>The three in one, each cut to <see cref="ProjectCamera.NameMaxLength"/>.</summary>
    public string Key => $"{Make}|{Model}|{Serial}";

    /// <summary>A camera by its cleaned names; null where the file names neither make nor model.</summary>
    public static CameraBody? Of(string? make, string? model, string? serial)
    {
        var (by, name) = (Short(make), Short(model));
        return by is null && name is null ? null : new CameraBody(by, name, Short(serial));
    }

    private static string? Short(string? text) => StudioText.Cut(StudioText.Clean(text?.Replace('|', ' ')), ProjectCamera.NameMaxLength);
}

/// <summary>No such camera, or none of a project that the asker may see.</summary>
public sealed record CameraNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A clock was to be corrected by more than is believed.</summary>
/// <param name="MostDays">The largest correction in days.</param>
public sealed record ClockOffsetTooLarge(int MostDays) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [MostDays];
}
