using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Customers;

/// <summary>The lights of many cards, from one look at the calendar.</summary>
internal sealed class DateLights
{
    private readonly IReadOnlyDictionary<(DateOnly Date, TimeOnly? Time), DayCapacity> _days;
    private readonly DateOnly _today;

    private DateLights(IReadOnlyDictionary<(DateOnly Date, TimeOnly? Time), DayCapacity> days, DateOnly today) =>
        (_days, _today) = (days, today);

    /// <summary>Reads what the days of these cards have left, in one statement; in none where no card asks.</summary>
    public static async Task<DateLights> ReadAsync(
        IStudioSession session,
        StudioClock clock,
        IEnumerable<LeadCard> cards,
        CancellationToken ct
    )
    {
        var today = clock.Today;
        var days = cards.Where(c => Asks(c, today)).Select(c => (c.WeddingDate!.Value, c.WeddingTime)).Distinct().ToList();
        return new DateLights(
            days.Count == 0 ? new Dictionary<(DateOnly, TimeOnly?), DayCapacity>() : await session.Schedules.CapacityAsync(days, ct),
            today
        );
    }

    /// <summary>The card with its light.</summary>
    public LeadCard On(LeadCard card) =>
        Asks(card, _today) && _days.TryGetValue((card.WeddingDate!.Value, card.WeddingTime), out var day)
            ? card with
            {
                Light = (card.Status == LeadStatus.Proposal ? day.AnswerForAsker : day.Answer) switch
                {
                    DayAnswer.Open => DateLight.Free,
                    DayAnswer.Waitlist => DateLight.Contested,
                    _ => DateLight.Full,
                },
            }
            : card;

    // Won and lost couples ask for no day any more, and a day that was is nobody's.
    private static bool Asks(LeadCard card, DateOnly today) =>
        card.Status is LeadStatus.Inquiry or LeadStatus.Consultation or LeadStatus.Proposal && card.WeddingDate >= today;
}
