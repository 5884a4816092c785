namespace MindGraphy.Domain.Schedules;

/// <summary>What a couple is told about a day, and the light on a lead's card. Never more than one of these words leaves the studio.</summary>
public enum DayAnswer
{
    /// <summary>가능: somebody is free whom nobody else is about to ask for.</summary>
    Open,

    /// <summary>대기 가능: who is free may go to those who asked before, or is only held.</summary>
    Waitlist,

    /// <summary>마감: everybody is away.</summary>
    Full,
}

/// <summary>How many photographers a day has left. Of staff's eyes only; couples get <see cref="Answer"/>.</summary>
/// <param name="Photographers">Active accounts of photographers who are not on leave altogether.</param>
/// <param name="Free">Those whom nothing keeps busy in the window and who are not promised: a contracted couple without a shoot at its hour takes one.</param>
/// <param name="HeldOnly">Those who are busy by holds (가예약) alone.</param>
/// <param name="Asked">Leads in proposal for that day that have no project yet.</param>
public sealed record DayCapacity(int Photographers, int Free, int HeldOnly, int Asked)
{
    /// <summary>How long before an hour that was asked for a photographer has to be free.</summary>
    public const int HoursBefore = 2;

    /// <summary>How long after it.</summary>
    public const int HoursAfter = 5;

    /// <summary>When a day begins for which no hour is known.</summary>
    public static readonly TimeOnly DayBegins = new(8, 0);

    /// <summary>When such a day ends.</summary>
    public static readonly TimeOnly DayEnds = new(20, 0);

    /// <summary>What somebody who asks now is told. A studio without photographers knows nothing and says so to nobody.</summary>
    public DayAnswer Answer => AnswerWith(Asked);

    /// <summary>The light of a card that is itself one of <see cref="Asked"/>: it does not stand in its own way.</summary>
    public DayAnswer AnswerForAsker => AnswerWith(Math.Max(0, Asked - 1));

    private DayAnswer AnswerWith(int others) =>
        Photographers == 0 || Free > others ? DayAnswer.Open
        : Free > 0 || HeldOnly > 0 ? DayAnswer.Waitlist
        : DayAnswer.Full;
}
