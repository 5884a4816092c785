using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>Says how many photographers a day has left: to staff in numbers, to everybody else in one word.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CapacityService(IStudio studio, StudioClock clock)
{
    /// <summary>Many days at once, in one statement however many they are.</summary>
    /// <param name="actor">Staff with <see cref="Rights.Leads"/> or <see cref="Rights.Calendar"/>.</param>
    /// <param name="days">Days, with the hour where one is known.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>One entry a day asked for; refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyDictionary<(DateOnly Date, TimeOnly? Time), DayCapacity>>> CapacityAsync(
        Actor actor,
        IReadOnlyCollection<(DateOnly Date, TimeOnly? Time)> days,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Leads) && !actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Schedules.CapacityAsync(days, ct));
    }

    /// <summary>What anybody may know about a day; null for a day that is over.</summary>
    public async Task<DayAnswer?> AnswerAsync(DateOnly date, TimeOnly? time, CancellationToken ct = default)
    {
        if (date < clock.Today)
        {
            return null;
        }

        await using var session = studio.Open(Actor.Visitor);
        var days = await session.Schedules.CapacityAsync([(date, time)], ct);
        return days[(date, time)].Answer;
    }
}
