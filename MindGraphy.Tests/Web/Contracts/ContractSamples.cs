using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using SkiaSharp;

namespace MindGraphy.Tests.Web.Contracts;

/// <summary>A contract as a studio in Seoul would write it.</summary>
internal static class ContractSamples
{
    public static readonly ContractTerms Terms = new(
        new Money(2_420_000),
        [
            new ContractDue(PlanLineKind.Deposit, new Money(500_000), PlanDue.AfterSigning, 3),
            new ContractDue(PlanLineKind.Balance, new Money(1_920_000), PlanDue.BeforeShoot, 7),
        ],
        ShootHours: 5,
        new Money(110_000),
        OriginalsWithinDays: 14,
        Retouched: 60,
        new Money(33_000),
        SelectWithinDays: 60,
        RetouchedWithinDays: 45,
        RevisionRounds: 2,
        RevisionWithinDays: 14
    );

    /// <summary>The draft, in Korean or English.</summary>
    public static ContractDocument Draft(string culture = "ko", string groom = "김도현", string bride = "이서연")
    {
        var korean = culture == "ko";
        var words = CultureInfo.GetCultureInfo(korean ? "ko-KR" : "en-US");
        var (groomRole, brideRole) = korean ? ("신랑", "신부") : ("Groom", "Bride");
        return new ContractDocument(
            culture,
            korean
                ? new StudioIdentity("온유 스튜디오", "박지훈", "서울특별시 성동구 연무장길 33, 4층", "+82212345678", "214-86-12345")
                : new StudioIdentity(
                    "Onyu Studio",
                    "Park Jihoon",
                    "4F, 33 Yeonmujang-gil, Seongdong-gu, Seoul",
                    "+82212345678",
                    "214-86-12345"
                ),
            "C-2026-000123",
            new DateOnly(2026, 5, 16),
            [new(groomRole, groom, "+821012345678", "dohyun@example.com"), new(brideRole, bride, "+821087654321", "seoyeon@example.com")],
            new ContractWedding(
                new DateOnly(2026, 11, 21),
                new TimeOnly(12, 30),
                korean ? "그랜드 하얏트 서울, 그랜드 볼룸" : "Grand Hyatt Seoul, Grand Ballroom",
                korean ? "최은우" : "Choi Eunwoo"
            ),
            new ContractPackage(
                korean ? "본식 스냅 시그니처" : "Ceremony Signature",
                korean
                    ?
                    [
                        new("현장 촬영", "5시간"),
                        new("작가", "2명"),
                        new("촬영본 전체 제공", null),
                        new("보정본", "60장"),
                        new("앨범 30쪽", "2권"),
                        new("재수정", "2회"),
                    ]
                    :
                    [
                        new("On-site photography", "5 hours"),
                        new("Photographers", "2"),
                        new("All pictures", null),
                        new("Retouched pictures", "60"),
                        new("Album, 30 pages", "2 copies"),
                        new("Rounds of changes", "2"),
                    ]
            ),
            StandardContract.Money(Terms, words),
            StandardContract.Clauses(Terms, words),
            StandardContract.Consents(korean ? "온유 스튜디오" : "Onyu Studio", words),
            [new(groomRole, groom), new(brideRole, bride), new(StandardContract.StudioRole(words), korean ? "박지훈" : "Park Jihoon")],
            [],
            null,
            false
        );
    }

    /// <summary>The same, signed by all: the groom drew, the bride typed, the studio drew.</summary>
    public static ContractDocument Sealed(string culture = "ko", string groom = "김도현", string bride = "이서연")
    {
        var draft = Draft(culture, groom, bride);
        var at = new DateTimeOffset(2026, 5, 17, 11, 4, 31, TimeSpan.Zero);
        var link = culture == "ko" ? "휴대전화로 받은 개인 링크" : "Personal link sent to the phone";
        var browser =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
        return draft with
        {
            Sealed = true,
            DocumentSha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            Consents = [.. draft.Consents.Select(c => c with { Ticked = c.Key != "marketing" })],
            Signatures =
            [
                draft.Signatures[0] with
                {
                    Image = Handwriting(3),
                    SignedAt = at,
                },
                draft.Signatures[1] with
                {
                    TypedName = bride,
                    SignedAt = at.AddMinutes(26),
                },
                draft.Signatures[2] with
                {
                    Image = Handwriting(7),
                    SignedAt = at.AddMinutes(58),
                },
            ],
            Evidence =
            [
                new(
                    draft.Signatures[0].Role,
                    groom,
                    at,
                    link,
                    "211.234.120.18",
                    browser,
                    "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
                ),
                new(draft.Signatures[1].Role, bride, at.AddMinutes(26), link, "2001:e60:1043:5c2a:0:4f:8a11:1d01", browser),
                new(draft.Signatures[2].Role, draft.Signatures[2].Name, at.AddMinutes(58), null, "121.140.55.2", null),
            ],
        };
    }

    /// <summary>A pen's line on a clear ground, as the signing page sends it.</summary>
    public static byte[] Handwriting(int seed)
    {
        using var bitmap = new SKBitmap(900, 360);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint
        {
            Color = new SKColor(0x1F, 0x1D, 0x1A),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 9,
            IsAntialias = true,
            StrokeCap = SKStrokeCap.Round,
        };
        using var path = new SKPath();
        path.MoveTo(90, 200);
        for (var i = 1; i < 8; i++)
        {
            var (x, swing) = (90 + i * 95, 60 + i * seed * 37 % 90);
            path.CubicTo(x - 70, 200 - swing, x - 30, 200 + swing, x, 190 + i * seed % 40);
        }

        canvas.DrawPath(path, paint);
        using var image = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return image.ToArray();
    }
}
