using System.Buffers.Binary;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Features.Demo;

/// <summary>Chance that comes out the same for the same number, ids included.</summary>
internal sealed class DemoDice(int seed, int part, StudioClock clock, DateTimeOffset now)
{
    private DateTimeOffset _moment = now;
    private int _sequence;

    /// <summary>The chance itself.</summary>
    public Random Random { get; } = new(unchecked((seed * 1_000_003) + (part * 7919)));

    public int Between(int least, int most) => Random.Next(least, most + 1);

    public bool Chance(int percent) => Random.Next(100) < percent;

    public T Any<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    /// <summary>A moment in the studio's working hours of a day.</summary>
    public DateTimeOffset Hour(DateOnly day) => clock.At(day, new TimeOnly(9, 30).AddMinutes(Random.Next(510)));

    /// <summary>Ids made from here on belong to this moment.</summary>
    public DateTimeOffset At(DateTimeOffset moment)
    {
        (_moment, _sequence) = (moment, 0);
        return moment;
    }

    /// <summary>An id that sorts by the moment of its row, then in the order in which they were made.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, _moment.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        var sequence = _sequence++ & 0xFFF;
        bytes[6] = (byte)(0x70 | (sequence >> 8));
        bytes[7] = (byte)sequence;
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>Who is busy when, while the demonstration is put together.</summary>
internal sealed class DemoCalendar
{
    private readonly Dictionary<Guid, List<(DateTimeOffset From, DateTimeOffset To)>> _busy = [];

    /// <summary>The first so many of these people who have the time, now taken; null where there are too few.</summary>
    public List<Guid>? Take(IEnumerable<Guid> people, int count, DateTimeOffset from, DateTimeOffset to)
    {
        var free = people.Where(p => BusyOf(p).TrueForAll(b => b.To <= from || b.From >= to)).Take(count).ToList();
        if (free.Count < count)
        {
            return null;
        }

        free.ForEach(p => BusyOf(p).Add((from, to)));
        return free;
    }

    private List<(DateTimeOffset From, DateTimeOffset To)> BusyOf(Guid person)
    {
        if (!_busy.TryGetValue(person, out var busy))
        {
            _busy[person] = busy = [];
        }

        return busy;
    }
}
