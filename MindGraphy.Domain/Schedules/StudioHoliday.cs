using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// What a day is to this studio (<c>studio_holidays</c>): a holiday that can't be computed (an election, a day that the government sets once),
/// a day off of the house, or, without a name, a computed holiday that is taken away.
/// </summary>
public sealed class StudioHoliday
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 60;

    private StudioHoliday() { }

    /// <summary>The day in the studio's zone; one entry a day.</summary>
    public DateOnly Date { get; private init; }

    /// <summary>Its name in Korean; null where the day is no holiday here.</summary>
    public string? NameKo { get; private set; }

    /// <summary>Its name in English; the Korean one is shown where it is null.</summary>
    public string? NameEn { get; private set; }

    /// <summary>The studio does not work that day.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Makes an entry.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>, or <see cref="FieldRequired"/> for a day off without a name.</returns>
    public static Result<StudioHoliday> Make(HolidayDetails details)
    {
        var holiday = new StudioHoliday { Date = details.Date };
        var written = holiday.Write(details);
        return written.Succeeded ? holiday : written.Refusal;
    }

    /// <summary>Writes it anew; its day stays.</summary>
    /// <returns>Refused as <see cref="Make"/> refuses.</returns>
    public Result Write(HolidayDetails details)
    {
        var (ko, en) = (StudioText.Clean(details.NameKo), StudioText.Clean(details.NameEn));
        if (ko?.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(details.NameKo), NameMaxLength);
        }

        if (en?.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(details.NameEn), NameMaxLength);
        }

        if (ko is null && (details.IsClosed || en is not null))
        {
            return new FieldRequired(nameof(details.NameKo));
        }

        (NameKo, NameEn, IsClosed) = (ko, en, details.IsClosed);
        return Result.Ok;
    }
}

/// <summary>A day as typed.</summary>
/// <param name="Date">The day.</param>
/// <param name="NameKo">Its name; null takes a computed holiday away.</param>
/// <param name="NameEn">Its name on English screens.</param>
/// <param name="IsClosed">Whether the studio does not work.</param>
public sealed record HolidayDetails(DateOnly Date, string? NameKo, string? NameEn = null, bool IsClosed = false);
