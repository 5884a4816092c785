using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Demo;

/// <summary>A login that was made up; its password is shown once and kept nowhere.</summary>
/// <param name="Role">The role.</param>
/// <param name="Name">Family name first.</param>
/// <param name="Email">What to sign in with.</param>
/// <param name="Password">New each time.</param>
public sealed record DemoLogin(UserRole Role, string Name, string Email, string Password);

/// <summary>The people of the demonstration's studio, and what it sells.</summary>
internal sealed class DemoStaff
{
    // Without letters that are mistaken for others.
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static readonly (UserRole Role, string Family, string Given, string Mailbox)[] People =
    [
        (UserRole.Admin, "한", "지우", "jiwoo"),
        (UserRole.Manager, "김", "도연", "doyeon"),
        (UserRole.Manager, "이", "서진", "seojin"),
        (UserRole.Manager, "박", "하람", "haram"),
        (UserRole.Photographer, "정", "민혁", "minhyeok"),
        (UserRole.Photographer, "최", "윤아", "yuna"),
        (UserRole.Photographer, "강", "태오", "taeo"),
        (UserRole.Photographer, "오", "유진", "yujin"),
        (UserRole.Photographer, "서", "준호", "junho"),
        (UserRole.Editor, "임", "가온", "gaon"),
        (UserRole.Editor, "배", "소리", "sori"),
        (UserRole.Editor, "윤", "해솔", "haesol"),
    ];

    private readonly List<object> _rows = [];
    private readonly Dictionary<Guid, Guid> _photographerRows = [];

    /// <summary>Makes up the people. Their ids come from the dice, their passwords never do.</summary>
    public DemoStaff(DemoDice dice, DateTimeOffset now, IPasswordHasher<StudioUser> hasher)
    {
        var since = dice.At(now.AddDays(-700));
        foreach (var (role, family, given, mailbox) in People)
        {
            var email = mailbox + "@onsaemiro.example";
            var password = NewPassword();
            var user = new StudioUser
            {
                Role = role,
                Status = UserStatus.Active,
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20)),
                PhoneNumber = DemoNames.PhoneE164(dice.Random),
                CreatedAt = since,
                UpdatedAt = since,
            };
            user.PasswordHash = hasher.HashPassword(user, password);
            _rows.Add(user);
            _rows.Add(
                new UserProfile
                {
                    UserId = user.Id,
                    LastName = family,
                    FirstName = given,
                    CreatedAt = since,
                    UpdatedAt = since,
                }
            );
            Logins.Add(new DemoLogin(role, family + given, email, password));
            switch (role)
            {
                case UserRole.Manager:
                    Managers.Add(user.Id);
                    break;
                case UserRole.Editor:
                    Editors.Add(user.Id);
                    _rows.Add(EditorCapacity.Of(user.Id, 20 + (5 * (Editors.Count % 3))).Value!);
                    break;
                case UserRole.Photographer:
                    var photographer = new Photographer(user.Id, dice.Between(2, 12), dice.Any(Specialties), since);
                    Describe(photographer, dice, Photographers.Count, since);
                    _rows.Add(photographer);
                    _photographerRows[user.Id] = photographer.Id;
                    Photographers.Add(user.Id);
                    break;
            }
        }

        foreach (var (kind, source, name) in DemoNames.Partners)
        {
            var details = new PartnerDetails(
                kind,
                name,
                CommissionPercent: kind == PartnerKind.Planner ? 10 : null,
                CommissionWon: kind == PartnerKind.Venue ? new Money(100_000) : null
            );
            var partner = Partner.Make(details, since).Value!;
            _rows.Add(partner);
            Partners.Add((source, partner.Id));
        }

        Places = new DemoPlaces(since, DateOnly.FromDateTime(now.UtcDateTime));
        _rows.AddRange(Places.Rows);
        Packages = NewPackages(since);
        Options = NewOptions(since);
        _rows.AddRange(Packages);
        _rows.AddRange(Options);
    }

    public List<DemoLogin> Logins { get; } = [];

    public List<Guid> Managers { get; } = [];

    public List<Guid> Photographers { get; } = [];

    public List<Guid> Editors { get; } = [];

    /// <summary>What an outsourced photographer is paid a shoot.</summary>
    public static Money Fee { get; } = new(350_000);

    /// <summary>Photographers who are settled with by the shoot.</summary>
    public IEnumerable<Guid> Outsourced => Photographers.Skip(3);

    /// <summary>Who sends couples, with the source that asks for them.</summary>
    public List<(string Source, Guid Id)> Partners { get; } = [];

    /// <summary>Venues, rooms and days of the house.</summary>
    public DemoPlaces Places { get; }

    public IReadOnlyList<Package> Packages { get; }

    public IReadOnlyList<PackageOption> Options { get; }

    public IEnumerable<object> Rows => _rows;

    private static readonly string[][] Specialties =
    [
        ["본식", "스냅"],
        ["본식"],
        ["야외", "스냅"],
        ["본식", "한복"],
    ];

    private static readonly string[][] Equipment =
    [
        ["Sony A7 IV", "Sony A7 III", "24-70mm F2.8 GM", "85mm F1.4 GM", "Godox V1 2대"],
        ["Canon R5", "Canon R6 Mark II", "RF 28-70mm F2", "RF 85mm F1.2"],
        ["Nikon Z8", "Z 24-120mm F4", "Z 85mm F1.2"],
    ];

    // Two are outsourced and settled by shoot; who has no hours takes work at any.
    private static void Describe(Photographer photographer, DemoDice dice, int number, DateTimeOffset since)
    {
        var isOutsourced = number >= 3;
        var draft = new ProfileDraft(
            photographer.Specialties,
            number % 2 == 0 ? ["서울", "경기"] : ["서울", "인천", "경기"],
            dice.Any(Equipment),
            number switch
            {
                0 => "대표",
                1 => "수석",
                _ => "지정",
            },
            isOutsourced ? Fee : null,
            number < 2 ? "https://portfolio.onsaemiro.example/" + (number + 1) : null,
            photographer.ExperienceYears,
            AvailabilityStatus.Available,
            isOutsourced,
            isOutsourced ? "온새은행 000-0000-0000\n3.3% 원천징수, 다음 달 10일" : null
        );
        if (!photographer.Describe(draft, since).Succeeded)
        {
            throw new InvalidOperationException("The demonstration's profile was refused.");
        }

        var week = Enum.GetValues<Weekday>()
            .Where(d => number != 4 ? d != Weekday.Monday : d is Weekday.Saturday or Weekday.Sunday)
            .Select(d => new HourRange(d, new TimeOnly(d is Weekday.Saturday or Weekday.Sunday ? 7 : 10, 0), new TimeOnly(21, 0)))
            .ToList();
        if (number != 2 && !photographer.Work(week, since).Succeeded)
        {
            throw new InvalidOperationException("The demonstration's hours were refused.");
        }
    }

    /// <summary>Some leave on weekdays, two weeks each side of the coming month, before any shoot is planned.</summary>
    public void TakeLeave(DemoDice dice, DateOnly today, StudioClock clock, DemoCalendar calendar)
    {
        foreach (var person in Photographers)
        {
            var first = today.AddDays(dice.Between(-20, 60));
            while (first.DayOfWeek != DayOfWeek.Tuesday)
            {
                first = first.AddDays(1);
            }

            var reason = dice.Chance(60) ? "휴가" : "개인 일정";
            var asked = dice.At(dice.Hour(today.AddDays(-dice.Between(21, 60))));
            var days = dice.Between(1, 3);
            var past = new StudioClock(new AskedThen(asked), clock.Zone);
            var request = LeaveRequest.Ask(
                person,
                new LeaveAsk(first, first.AddDays(days - 1), null, null, LeaveKind.Vacation, reason == "휴가" ? null : reason),
                past
            );
            if (request.Value is { } made)
            {
                _rows.Add(made);
                if (!made.Answer(LeaveStatus.Approved, Managers[0], null, asked.AddHours(3)).Succeeded)
                {
                    throw new InvalidOperationException("The demonstration's leave was refused.");
                }
            }

            for (var i = 0; i < days; i++)
            {
                var day = first.AddDays(i);
                var (from, to) = (clock.At(day, TimeOnly.MinValue), clock.At(day.AddDays(1), TimeOnly.MinValue));
                if (calendar.Take([person], 1, from, to) is null)
                {
                    continue;
                }

                var leave = new PhotographerAvailability(
                    _photographerRows[person],
                    day,
                    null,
                    null,
                    false,
                    reason,
                    asked,
                    request.Value?.Id
                );
                _rows.Add(leave);
                _rows.Add(PersonBooking.OnLeave(person, leave.Id, from, to, asked));
            }
        }

        AskForLeave(dice, today, clock);
    }

    // What waits for an answer, and one that was declined.
    private void AskForLeave(DemoDice dice, DateOnly today, StudioClock clock)
    {
        (int Person, int InDays, int Length, LeaveKind Kind, string Reason, string? No)[] asks =
        [
            (1, 75, 3, LeaveKind.Vacation, "가족 여행", null),
            (2, 82, 1, LeaveKind.Family, "동생 결혼식", null),
            (0, 90, 2, LeaveKind.Personal, "이사", "그 주에는 본식이 가장 많습니다. 한 주 뒤로 어떨까요?"),
        ];
        foreach (var (person, inDays, length, kind, reason, no) in asks)
        {
            var asked = dice.At(dice.Hour(today.AddDays(-dice.Between(1, 6))));
            var ask = new LeaveAsk(today.AddDays(inDays), today.AddDays(inDays + length - 1), null, null, kind, reason);
            var request = LeaveRequest.Ask(Photographers[person], ask, new StudioClock(new AskedThen(asked), clock.Zone)).Value!;
            if (no is not null)
            {
                request.Answer(LeaveStatus.Declined, Managers[1], no, asked.AddHours(5));
            }

            _rows.Add(request);
        }
    }

    private sealed class AskedThen(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    /// <summary>A private calendar that keeps one of them busy on Wednesday evenings, before any shoot is planned.</summary>
    public void TakePrivateTime(DateOnly today, StudioClock clock, DemoCalendar calendar, IFeedSeal seal)
    {
        var (person, now) = (Photographers[1], clock.At(today, TimeOnly.MinValue));
        var address = "https://calendar.example/private/basic.ics";
        var feed = new BusyFeed(person, "구글 캘린더", "calendar.example", seal.Seal(address), now.AddDays(-30), now.AddYears(10));
        _rows.Add(feed);
        var day = today;
        while (day.DayOfWeek != DayOfWeek.Wednesday)
        {
            day = day.AddDays(1);
        }

        var blocks = 0;
        for (var i = 0; i < 8; i++, day = day.AddDays(7))
        {
            var (from, to) = (clock.At(day, new TimeOnly(19, 0)), clock.At(day, new TimeOnly(21, 0)));
            if (calendar.Take([person], 1, from, to) is not null)
            {
                _rows.Add(PersonBooking.OnPrivate(person, feed.Id, from, to, now));
                blocks++;
            }
        }

        feed.Read(null, null, blocks, 0, now);
    }

    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(PasswordLetters, 4)));

    private static PackageOption[] NewOptions(DateTimeOffset now)
    {
        (string Ko, string En, long Won, bool Vat, ProjectType? For, OptionTerms Adds)[] options =
        [
            ("보정 10장 추가", "10 more retouched pictures", 90_000, true, null, new OptionTerms { RetouchedPhotos = 10 }),
            ("앨범 1권 추가", "Another album copy", 280_000, true, ProjectType.Wedding, new OptionTerms { AlbumCopies = 1 }),
            ("서브 작가", "Second photographer", 350_000, true, ProjectType.Wedding, new OptionTerms { Photographers = 1 }),
            ("폐백 촬영 1시간", "Pyebaek ceremony, 1 hour", 150_000, true, ProjectType.Wedding, new OptionTerms { ShootHours = 1 }),
            ("빠른 보정 (20일 단축)", "Retouching 20 days sooner", 200_000, true, null, new OptionTerms { DaysSooner = 20 }),
            ("원목 액자 20×24", "Wooden frame 20×24", 180_000, false, null, new OptionTerms()),
        ];
        return
        [
            .. options.Select(
                (o, i) =>
                    PackageOption
                        .Create(new OptionDraft(o.Ko, o.En, o.For, new Money(o.Won), o.Adds, VatIncluded: o.Vat), i + 1, now)
                        .Value!
            ),
        ];
    }

    private static Package[] NewPackages(DateTimeOffset now) =>
        [
            new(
                "본식 베이직",
                "Wedding basic",
                ProjectType.Wedding,
                new Money(1_290_000),
                new PackageTerms
                {
                    ShootHours = 4,
                    RetouchedPhotos = 15,
                    ExtraPhotoWon = 10_000,
                    RevisionRounds = 1,
                    DeliveryDays = 45,
                },
                1,
                now
            ),
            new(
                "본식 스탠다드",
                "Wedding standard",
                ProjectType.Wedding,
                new Money(1_890_000),
                new PackageTerms
                {
                    ShootHours = 5,
                    RetouchedPhotos = 20,
                    ExtraPhotoWon = 10_000,
                    AlbumPages = 40,
                    AlbumCopies = 1,
                    RevisionRounds = 2,
                    DeliveryDays = 60,
                },
                2,
                now
            ),
            new(
                "본식 프리미엄",
                "Wedding premium",
                ProjectType.Wedding,
                new Money(2_890_000),
                new PackageTerms
                {
                    ShootHours = 6,
                    Photographers = 2,
                    RetouchedPhotos = 30,
                    ExtraPhotoWon = 9_000,
                    AlbumPages = 60,
                    AlbumCopies = 2,
                    RevisionRounds = 2,
                    DeliveryDays = 75,
                },
                3,
                now
            ),
            new(
                "야외 스냅",
                "Outdoor snap",
                ProjectType.Outdoor,
                new Money(890_000),
                new PackageTerms
                {
                    ShootHours = 3,
                    RetouchedPhotos = 12,
                    ExtraPhotoWon = 12_000,
                    RevisionRounds = 1,
                    DeliveryDays = 30,
                },
                4,
                now
            ),
            new(
                "본식 + 야외 풀패키지",
                "Wedding and outdoor",
                ProjectType.Wedding,
                new Money(3_590_000),
                new PackageTerms
                {
                    ShootHours = 6,
                    Photographers = 2,
                    RetouchedPhotos = 30,
                    ExtraPhotoWon = 9_000,
                    AlbumPages = 60,
                    AlbumCopies = 2,
                    RevisionRounds = 3,
                    DeliveryDays = 75,
                },
                5,
                now
            ),
        ];
}
