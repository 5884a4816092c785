using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>What a studio's calendar begins with (<c>Schedules</c> in appsettings.json).</summary>
public sealed class ScheduleSettings : IValidatableObject
{
    /// <summary>The section.</summary>
    public const string Section = "Schedules";

    // Not the default of the setting itself: what is configured would be added to it.
    private static readonly string[] Usual = ["11:00", "12:30", "14:00", "15:30", "17:00", "18:30"];

    /// <summary>Minutes to pack up that a new booking begins with.</summary>
    [Range(0, Shoot.MaxTurnaroundMinutes)]
    public int TurnaroundMinutes { get; set; } = 30;

    /// <summary>Days a new hold lasts.</summary>
    [Range(1, 60)]
    public int HoldDays { get; set; } = 3;

    /// <summary>The hours at which halls begin ceremonies, as 11:00; empty for the usual ones of Korean halls.</summary>
    [MaxLength(8)]
    public string[] Slots { get; set; } = [];

    /// <summary>The same as times.</summary>
    public IReadOnlyList<TimeOnly> Hours =>
        field ??= [.. (Slots.Length > 0 ? Slots : Usual).Select(s => TimeOnly.ParseExact(s, "HH:mm", CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Slots.Any(s => !TimeOnly.TryParseExact(s, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            yield return new ValidationResult("Schedules:Slots holds hours as 11:00.", [nameof(Slots)]);
        }
    }
}
