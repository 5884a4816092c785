using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Domain.Editing;

/// <summary>What a contract or a quote would promise.</summary>
/// <param name="ProjectType">The kind of shoot.</param>
/// <param name="WeddingDate">예식일.</param>
/// <param name="Photos">Pictures to be retouched, 1 or more.</param>
/// <param name="DeliveryDays">Days from the couple's picks to the finished pictures.</param>
/// <param name="ContractId">The contract that is written again, which is no work ahead of itself; null for a new one.</param>
public sealed record OutlookFor(ProjectType ProjectType, DateOnly WeddingDate, int Photos, int DeliveryDays, Guid? ContractId = null);

/// <summary>Numbers that no contract has, so nothing can be foretold.</summary>
public sealed record NothingToForetell() : Refusal(RefusalKind.Invalid);

/// <summary>Nobody said yet how much an editor finishes on a day, so nothing can be foretold.</summary>
public sealed record CapacityUnknown() : Refusal(RefusalKind.Conflict);

/// <summary>Pictures that wait for an editor from a day on.</summary>
/// <param name="On">The day of the couple's picks; for what lies there already, today or before.</param>
/// <param name="Photos">How many.</param>
public sealed record ComingPicks(DateOnly On, int Photos);

/// <summary>When the editors would be done with the pictures of a contract, or an editor with a job of the queue, after all that was promised before.</summary>
/// <param name="PicksOn">The day on which the couple's picks are expected; for a job, from when on it is worked on.</param>
/// <param name="PromisedOn">The day the contract would name, or the job is due.</param>
/// <param name="DoneOn">The first day on which the editors can be done; null where that is more than <see cref="MostYears"/> years after the picks.</param>
/// <param name="PhotosPerDay">What all editors together, or the job's one, finish on a working day.</param>
/// <param name="Ahead">Pictures that come before them and would not be done yet on <paramref name="PicksOn"/>.</param>
public sealed record EditingOutlook(DateOnly PicksOn, DateOnly PromisedOn, DateOnly? DoneOn, int PhotosPerDay, int Ahead)
{
    /// <summary>How far ahead is looked.</summary>
    public const int MostYears = 3;

    /// <summary>A wedding farther away than so many years, and one so long ago, says nothing of the editors' weeks.</summary>
    public const int MostYearsToWedding = 20;

    /// <summary>Days from the shoot to the picks where the template names none.</summary>
    public const int UsualPickDays = 28;

    /// <summary>Whether the promise can't be kept with what is promised already.</summary>
    public bool IsLate => !(DoneOn <= PromisedOn);

    /// <summary>Days by which it would be late; 0 where it is not, or nobody knows.</summary>
    public int DaysLate => DoneOn is { } done ? Math.Max(0, done.DayNumber - PromisedOn.DayNumber) : 0;

    /// <summary>Whether anything can be foretold of it: what is still being typed may be any number.</summary>
    public static bool IsPossible(OutlookFor contract, DateOnly today) =>
        contract.Photos is >= 1 and <= 100_000
        && contract.DeliveryDays is >= 1 and <= 730
        && contract.WeddingDate.Year - today.Year is >= -MostYearsToWedding and <= MostYearsToWedding;

    /// <summary>The day on which a couple's picks are expected: what the template promises, counted from the wedding; never before today.</summary>
    public static DateOnly PicksDay(ProjectTemplate? template, OutlookFor contract, DateOnly today)
    {
        ProjectTemplateMilestone? Step(string type) => template?.Milestones.FirstOrDefault(m => m.MilestoneType == type);
        var shoot = contract.ProjectType == ProjectType.Wedding ? contract.WeddingDate : today;
        if (contract.ProjectType != ProjectType.Wedding && Step(MilestoneTypes.ShootingCompleted) is { } shooting)
        {
            shoot =
                shooting.Anchor is ProjectAnchor.Wedding
                    ? contract.WeddingDate.AddDays(shooting.OffsetDays)
                    : today.AddDays(shooting.StepDays);
        }

        var picks = Step(MilestoneTypes.PicksSubmitted) switch
        {
            { Anchor: ProjectAnchor.Shoot } step => shoot.AddDays(step.OffsetDays),
            { Anchor: ProjectAnchor.Wedding } step => contract.WeddingDate.AddDays(step.OffsetDays),
            _ => shoot.AddDays(UsualPickDays),
        };
        return picks < today ? today : picks;
    }

    /// <summary>
    /// Works off what came first, so many pictures on each working day, and says when these are done. What comes after them does not hold them up.
    /// </summary>
    /// <param name="coming">What is open and what is promised, in any order.</param>
    /// <param name="photos">The contract's pictures.</param>
    /// <param name="picksOn">The day of its picks.</param>
    /// <param name="deliveryDays">What it would promise.</param>
    /// <param name="perDay">What all editors finish on a working day, 1 or more.</param>
    /// <param name="today">Today in the studio.</param>
    /// <param name="isOff">Whether nobody works on a day of the week.</param>
    public static EditingOutlook Of(
        IReadOnlyList<ComingPicks> coming,
        int photos,
        DateOnly picksOn,
        int deliveryDays,
        int perDay,
        DateOnly today,
        Func<DateOnly, bool> isOff
    )
    {
        var last = picksOn.AddYears(MostYears);
        var queue = coming.Where(c => c.On <= picksOn && c.Photos > 0).OrderBy(c => c.On).ToList();
        var (next, waiting, ahead) = (0, 0L, 0L);
        DateOnly? done = null;
        for (var day = today; day <= last && done is null; day = day.AddDays(1))
        {
            for (; next < queue.Count && queue[next].On <= day; next++)
            {
                waiting += queue[next].Photos;
            }

            if (day == picksOn)
            {
                (ahead, waiting) = (waiting, waiting + photos);
            }

            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || isOff(day))
            {
                continue;
            }

            waiting = Math.Max(0, waiting - perDay);
            done = day >= picksOn && waiting == 0 ? day : null;
        }

        return new EditingOutlook(picksOn, picksOn.AddDays(deliveryDays), done, perDay, (int)Math.Min(int.MaxValue, ahead));
    }
}
