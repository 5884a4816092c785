using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Demo;

/// <summary>How far a couple of the demonstration has come.</summary>
internal enum DemoFate
{
    Inquiry,
    Consultation,
    Drafted,
    Sent,
    Signed,
    Contracted,
    JustPhotographed,
    Gallery,
    Completed,
    LostEarly,
    LostContracted,
}

/// <summary>How far the gallery of a photographed couple is.</summary>
internal enum DemoGalleryState
{
    Arrived,
    Sent,
    Opened,
    Picking,
    Expired,
    Queued,
    InProgress,
    Review,
    Revision,
    Reviewing,
    Finished,
    Delivered,
}

/// <summary>A shoot for which people were found.</summary>
internal sealed record DemoShoot(
    ScheduleType Type,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<Guid> Crew,
    int Travel,
    (string Name, string Address) Place
);

/// <summary>What is decided about a couple before its rows are made.</summary>
internal sealed class DemoCouple
{
    public required int Index { get; init; }

    public required DemoFate Fate { get; init; }

    public DemoGalleryState? Gallery { get; init; }

    public required DemoDice Dice { get; init; }

    public required Package Package { get; init; }

    public required Guid? ManagerId { get; init; }

    public DateOnly WeddingDate { get; set; }

    public TimeOnly WeddingTime { get; set; }

    public (string Name, string Address) Venue { get; init; }

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset ConsultedAt { get; set; }

    public DateTimeOffset DraftedAt { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public DateTimeOffset BrideSignedAt { get; set; }

    public DateTimeOffset GroomSignedAt { get; set; }

    public DateTimeOffset DepositAt { get; set; }

    public string ContractNumber { get; set; } = "";

    public string QuoteNumber { get; set; } = "";

    public string ProjectNumber { get; set; } = "";

    public List<DemoShoot> Shoots { get; } = [];

    public (Guid Person, DateTimeOffset From, DateTimeOffset To)? Hold { get; set; }

    public bool HasContract => Fate is not (DemoFate.Inquiry or DemoFate.Consultation or DemoFate.LostEarly);

    /// <summary>Lately couples get a quote first: half of those who still think, and all whose contract is new.</summary>
    public bool HasQuote =>
        Fate is DemoFate.Drafted or DemoFate.Sent or DemoFate.Signed or DemoFate.Contracted
        || (Fate == DemoFate.Consultation && Index % 2 == 0);

    /// <summary>When the quote went out.</summary>
    public DateTimeOffset QuotedAt => HasContract ? DraftedAt.AddHours(-30) : ConsultedAt.AddMinutes(45);

    public bool HasProject => HasContract && Fate is not (DemoFate.Drafted or DemoFate.Sent or DemoFate.Signed);
}

/// <summary>
/// Decides who stands where and when everything happened: stages in a studio's proportions, weddings mostly on Saturdays and Sundays, crews
/// without a clash. Everything lies before the morning of today or is a promise.
/// </summary>
internal sealed class DemoPlan(int seed, StudioClock clock, DateOnly today, DemoStaff staff, DemoCalendar calendar)
{
    private const int Travel = 45;

    private static readonly (DemoFate Fate, int Of300)[] Shares =
    [
        (DemoFate.Inquiry, 56),
        (DemoFate.Consultation, 44),
        (DemoFate.Drafted, 12),
        (DemoFate.Sent, 18),
        (DemoFate.Signed, 8),
        (DemoFate.Contracted, 70),
        (DemoFate.JustPhotographed, 8),
        (DemoFate.Completed, 40),
        (DemoFate.LostEarly, 26),
        (DemoFate.LostContracted, 6),
    ];

    private static readonly DemoGalleryState[] Galleries =
    [
        DemoGalleryState.Arrived,
        DemoGalleryState.Sent,
        DemoGalleryState.Opened,
        DemoGalleryState.Picking,
        DemoGalleryState.Picking,
        DemoGalleryState.Expired,
        DemoGalleryState.Queued,
        DemoGalleryState.InProgress,
        DemoGalleryState.Review,
        DemoGalleryState.Revision,
        DemoGalleryState.Finished,
        DemoGalleryState.Delivered,
    ];

    private static readonly TimeOnly[] Ceremonies =
    [
        new(11, 0),
        new(11, 30),
        new(12, 0),
        new(12, 30),
        new(13, 0),
        new(14, 0),
        new(15, 30),
        new(17, 0),
        new(18, 0),
    ];

    private readonly DateTimeOffset _now = clock.At(today, TimeOnly.MinValue);

    /// <summary>Plans so many couples and numbers their contracts and projects in the order of time.</summary>
    /// <param name="count">Couples, the thirteen with galleries included.</param>
    /// <param name="lastQuote">The last quote number that is taken, by year.</param>
    /// <param name="lastContract">The last contract number that is taken, by year.</param>
    /// <param name="lastProject">The last project number that is taken, by year.</param>
    public List<DemoCouple> Couples(
        int count,
        Dictionary<int, int> lastQuote,
        Dictionary<int, int> lastContract,
        Dictionary<int, int> lastProject
    )
    {
        var others = count - Galleries.Length;
        var fates = Shares
            .SelectMany(s => Enumerable.Repeat(s.Fate, Math.Max(1, s.Of300 * others / 288)))
            .Concat(Enumerable.Repeat(DemoFate.Inquiry, count))
            .Take(others - 1)
            .ToList();
        var couples = Galleries.Select((g, i) => Couple(i, DemoFate.Gallery, g)).ToList();
        couples.AddRange(fates.Select((f, i) => Couple(i + Galleries.Length, f, null)));

        // The last, so that the others are who they were: this one is looking at its finished photos.
        couples.Add(Couple(couples.Count, DemoFate.Gallery, DemoGalleryState.Reviewing));
        couples.ForEach(Date);
        if (couples.Find(c => c is { Fate: DemoFate.Contracted, Package.Terms.Photographers: 2 }) is { } abroad)
        {
            // Something goes on today, whatever day it is.
            TryShoot(abroad, ScheduleType.PreWedding, today, new TimeOnly(10, 0), 4, 1, outdoors: true);
        }

        foreach (var couple in couples.Where(c => c.HasQuote).OrderBy(c => c.QuotedAt).ThenBy(c => c.Index))
        {
            couple.QuoteNumber = Number("Q", lastQuote, clock.DateOf(couple.QuotedAt).Year);
        }

        foreach (var couple in couples.Where(c => c.HasContract).OrderBy(c => c.DraftedAt).ThenBy(c => c.Index))
        {
            couple.ContractNumber = Number("C", lastContract, clock.DateOf(couple.DraftedAt).Year);
        }

        foreach (var couple in couples.Where(c => c.HasProject).OrderBy(c => c.DepositAt).ThenBy(c => c.Index))
        {
            couple.ProjectNumber = Number("P", lastProject, clock.DateOf(couple.DepositAt).Year);
        }

        return couples;
    }

    private static string Number(string letter, Dictionary<int, int> last, int year)
    {
        last[year] = last.GetValueOrDefault(year) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{letter}-{year}-{last[year]:000000}");
    }

    private DemoCouple Couple(int index, DemoFate fate, DemoGalleryState? gallery)
    {
        var dice = new DemoDice(seed, index + 1, clock, _now);
        var usual = dice.Random.Next(10);
        return new DemoCouple
        {
            Index = index,
            Fate = fate,
            Gallery = gallery,
            Dice = dice,
            Package = staff.Packages[
                usual switch
                {
                    < 2 => 0,
                    < 6 => 1,
                    < 8 => 2,
                    8 => 3,
                    _ => 4,
                }
            ],
            ManagerId = fate == DemoFate.Inquiry && dice.Chance(50) ? null : dice.Any(staff.Managers),
            Venue = DemoNames.Venue(dice.Random),
        };
    }

    private void Date(DemoCouple couple)
    {
        for (var attempt = 0; ; attempt++)
        {
            couple.WeddingDate = WeddingDay(couple, attempt);
            couple.WeddingTime = couple.Dice.Any(Ceremonies);
            var hours = Math.Max(2, couple.Package.Terms.ShootHours);
            var begins = couple.WeddingTime.AddHours(-2);
            if (
                !couple.HasProject
                || TryShoot(couple, ScheduleType.MainShoot, couple.WeddingDate, begins, hours, couple.Package.Terms.Photographers, false)
            )
            {
                break;
            }
        }

        Timeline(couple);
        if (couple.Fate is DemoFate.Sent or DemoFate.Signed && couple.Dice.Chance(40))
        {
            var from = clock.At(couple.WeddingDate, couple.WeddingTime.AddHours(-3));
            var to = from.AddHours(7);
            couple.Hold = calendar.Take(staff.Photographers, 1, from, to) is { } kept ? (kept[0], from, to) : null;
        }

        if (couple is { HasProject: true, Package.SortOrder: 5 })
        {
            var day = couple.WeddingDate.AddDays(-couple.Dice.Between(25, 50));
            var open = clock.DateOf(couple.DepositAt).AddDays(2);
            TryShoot(couple, ScheduleType.PreWedding, day < open ? open : day, new TimeOnly(13, 0), 3, 1, outdoors: true);
        }
    }

    private bool TryShoot(DemoCouple couple, ScheduleType type, DateOnly day, TimeOnly at, int hours, int people, bool outdoors)
    {
        var start = clock.At(day, at);
        var travel = Travel + (15 * couple.Dice.Random.Next(3));
        var order = staff.Photographers.OrderBy(_ => couple.Dice.Random.Next()).ToList();
        var crew = calendar.Take(order, people, start.AddMinutes(-travel), start.AddHours(hours));
        if (crew is not null)
        {
            var place = outdoors ? DemoNames.Outdoor(couple.Dice.Random) : couple.Venue;
            couple.Shoots.Add(new(type, start, start.AddHours(hours), crew, travel, place));
        }

        return crew is not null;
    }

    // After many full days a wider choice: a studio would say no, a demonstration looks for another day.
    private DateOnly WeddingDay(DemoCouple couple, int attempt)
    {
        var (least, most) = couple.Fate switch
        {
            DemoFate.Contracted => (1, 182),
            DemoFate.LostContracted => (20, 182),
            DemoFate.JustPhotographed => (-7, -1),
            DemoFate.Completed => (-140, -62),
            DemoFate.Gallery => couple.Gallery switch
            {
                DemoGalleryState.Arrived => (-14, -7),
                DemoGalleryState.Sent => (-18, -11),
                DemoGalleryState.Opened or DemoGalleryState.Picking => (-24, -17),
                DemoGalleryState.Expired => (-50, -42),
                DemoGalleryState.Queued => (-33, -26),
                DemoGalleryState.InProgress => (-45, -37),
                _ => (-60, -52),
            },
            _ => (60, 330),
        };
        var days = Enumerable.Range(least, most - least + 1).Select(today.AddDays).ToList();
        var ofWeek = (DayOfWeek)(couple.Dice.Random.Next(10) < 6 ? 6 : 0);
        var weekend = days.FindAll(d => d.DayOfWeek == ofWeek);
        return attempt > 30 || weekend.Count == 0 ? couple.Dice.Any(days) : couple.Dice.Any(weekend);
    }

    private void Timeline(DemoCouple couple)
    {
        var dice = couple.Dice;
        var beforeToday = couple.Fate switch
        {
            DemoFate.Inquiry => dice.Between(1, 21),
            DemoFate.Consultation => dice.Between(4, 45),
            DemoFate.Drafted => dice.Between(14, 30),
            DemoFate.Sent => dice.Between(13, 17),
            DemoFate.Signed => dice.Between(16, 24),
            DemoFate.LostEarly => dice.Between(30, 200),
            DemoFate.LostContracted => dice.Between(60, 150),
            DemoFate.Contracted => dice.Between(24, 190),
            _ => today.DayNumber - couple.WeddingDate.DayNumber + dice.Between(110, 240),
        };
        var asked = today.AddDays(-beforeToday);
        var consulted = asked.AddDays(dice.Between(1, 3));
        var drafted = consulted.AddDays(dice.Between(3, 8));
        var sent = drafted.AddDays(1);
        var signed = sent.AddDays(dice.Between(1, 2));
        couple.AskedAt = dice.Hour(asked);
        couple.ConsultedAt = dice.Hour(consulted);
        couple.DraftedAt = dice.Hour(drafted);
        couple.SentAt = dice.Hour(sent);
        couple.BrideSignedAt = dice.Hour(signed);
        couple.GroomSignedAt = dice.Hour(signed.AddDays(1));
        couple.DepositAt = dice.Hour(signed.AddDays(2));
    }
}
