using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Web.Features.Demo;

/// <summary>The demonstration's venues with their halls, its two rooms, and the days that it keeps itself.</summary>
internal sealed class DemoPlaces
{
    private static readonly string[] HallEndings = ["홀", "볼룸", "본당"];
    private static readonly string[] Parkings =
    [
        "건물 지하 2시간 무료",
        "야외 주차장, 만차 시 건너편 공영 주차장",
        "작가 차량 1대 등록, 나머지는 유료",
        "발레만 가능, 5,000원",
    ];

    private static readonly string[] Remarks =
    [
        "신부 대기실이 홀과 다른 층에 있다. 이동 동선 먼저 확인.",
        "입장 때 조명이 거의 꺼진다. 밝은 단렌즈 준비.",
        "주례석 뒤로는 들어갈 수 없다. 2층 발코니에서 전체 컷.",
        "원판 촬영 의자와 단상이 있다.",
    ];

    private static readonly string[] Gear = ["R5 바디 세트", "조명 세트 A", "지미집"];

    private readonly Dictionary<string, (Guid Venue, Guid? Hall)> _byName = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _inRoom = [];
    private readonly Room _room;
    private readonly List<GearItem> _gear;
    private readonly List<(Guid Gear, DateTimeOffset From, DateTimeOffset To)> _out = [];

    public DemoPlaces(DateTimeOffset since, DateOnly today)
    {
        var rows = new List<object>();
        foreach (var (place, i) in DemoNames.AllVenues.Select((p, i) => (p, i)))
        {
            var cut = HallEndings.Any(e => place.Name.EndsWith(e, StringComparison.Ordinal)) ? place.Name.LastIndexOf(' ') : -1;
            var (name, hall) = cut > 0 ? (place.Name[..cut], place.Name[(cut + 1)..]) : (place.Name, null);
            var details = new VenueDetails(
                VenueKind.Hall,
                name,
                place.Address,
                Parkings[i % Parkings.Length],
                i % 3 == 2 ? null : Remarks[i % Remarks.Length],
                (i % 4) switch
                {
                    0 => true,
                    1 => false,
                    _ => null,
                },
                20 + (i * 7 % 45),
                string.Concat("02555", (1000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                Halls: hall is null ? [] : [new HallDetails(null, hall, 150 + (i * 20)), new HallDetails(null, "가족연회실", 60)]
            );
            var venue = Venue.Make(details, since).Value!;
            rows.Add(venue);
            _byName[place.Name] = (venue.Id, hall is null ? null : venue.Halls[0].Id);
        }

        foreach (var (name, address) in DemoNames.AllOutdoors)
        {
            var kind = name.Contains("스튜디오", StringComparison.Ordinal) ? VenueKind.Studio : VenueKind.Outdoor;
            if (kind == VenueKind.Outdoor)
            {
                var venue = Venue.Make(new VenueDetails(kind, name, address, TravelMinutes: 40), since).Value!;
                rows.Add(venue);
                _byName[name] = (venue.Id, null);
            }
        }

        _room = Room.Make("A룸 · 자연광", 0, since).Value!;
        rows.Add(_room);
        rows.Add(Room.Make("B룸 · 호리존", 1, since).Value!);
        _gear = [.. Gear.Select((name, i) => GearItem.Make(name, i, since).Value!)];
        rows.AddRange(_gear);
        rows.Add(StudioHoliday.Make(new HolidayDetails(new DateOnly(2026, 6, 3), "전국동시지방선거", "Local elections")).Value!);
        var summer = new DateOnly(today.Year, 8, 3);
        rows.Add(StudioHoliday.Make(new HolidayDetails(summer, "여름 휴무", "Summer break", IsClosed: true)).Value!);
        rows.Add(StudioHoliday.Make(new HolidayDetails(summer.AddDays(1), "여름 휴무", "Summer break", IsClosed: true)).Value!);
        Rows = rows;
    }

    public IReadOnlyList<object> Rows { get; }

    /// <summary>The venue of a place; nothing where it is none of the studio's list.</summary>
    public (Guid? Venue, Guid? Hall) Of(string place) =>
        _byName.TryGetValue(place, out var known) ? (known.Venue, known.Hall) : (null, null);

    /// <summary>The room, where a shoot of that time is in the studio and nobody else is in it.</summary>
    public Guid? RoomFor(string place, DateTimeOffset from, DateTimeOffset to)
    {
        if (!place.EndsWith("A룸", StringComparison.Ordinal) || _inRoom.Exists(t => t.From < to && from < t.To))
        {
            return null;
        }

        _inRoom.Add((from, to));
        return _room.Id;
    }

    /// <summary>A piece of gear that nobody else has in this time; nothing where all are out.</summary>
    public IReadOnlyList<Guid> GearFor(DateTimeOffset from, DateTimeOffset to)
    {
        if (_gear.Find(g => !_out.Exists(o => o.Gear == g.Id && o.From < to && from < o.To)) is not { } free)
        {
            return [];
        }

        _out.Add((free.Id, from, to));
        return [free.Id];
    }
}
