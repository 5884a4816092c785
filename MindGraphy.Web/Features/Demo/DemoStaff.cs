using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
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
                    break;
                case UserRole.Photographer:
                    var photographer = new Photographer(user.Id, dice.Between(2, 12), dice.Any(Specialties), since);
                    _rows.Add(photographer);
                    _photographerRows[user.Id] = photographer.Id;
                    Photographers.Add(user.Id);
                    break;
            }
        }

        foreach (var (kind, source, name) in DemoNames.Partners)
        {
            var partner = Partner.Make(new PartnerDetails(kind, name), since).Value!;
            _rows.Add(partner);
            Partners.Add((source, partner.Id));
        }

        Packages = NewPackages(since);
        _rows.AddRange(Packages);
    }

    public List<DemoLogin> Logins { get; } = [];

    public List<Guid> Managers { get; } = [];

    public List<Guid> Photographers { get; } = [];

    public List<Guid> Editors { get; } = [];

    /// <summary>Who sends couples, with the source that asks for them.</summary>
    public List<(string Source, Guid Id)> Partners { get; } = [];

    public IReadOnlyList<Package> Packages { get; }

    public IEnumerable<object> Rows => _rows;

    private static readonly string[][] Specialties =
    [
        ["본식", "스냅"],
        ["본식"],
        ["야외", "스냅"],
        ["본식", "한복"],
    ];

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
            for (var i = 0; i < dice.Between(1, 3); i++)
            {
                var day = first.AddDays(i);
                var (from, to) = (clock.At(day, TimeOnly.MinValue), clock.At(day.AddDays(1), TimeOnly.MinValue));
                if (calendar.Take([person], 1, from, to) is null)
                {
                    continue;
                }

                var leave = new PhotographerAvailability(_photographerRows[person], day, null, null, false, reason, asked);
                _rows.Add(leave);
                _rows.Add(PersonBooking.OnLeave(person, leave.Id, from, to, asked));
            }
        }
    }

    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(PasswordLetters, 4)));

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
