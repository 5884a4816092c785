using System.Globalization;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Web.Features.Demo;

/// <summary>
/// What people and places of the demonstration are called. Names are common ones put together by chance; halls are invented; telephone
/// numbers begin with 010-0 or 010-1, which no carrier hands out.
/// </summary>
internal static class DemoNames
{
    // Repeated roughly as often as they are met.
    private static readonly string[] Families =
    [
        .. Repeat("김", 10),
        .. Repeat("이", 8),
        .. Repeat("박", 5),
        .. Repeat("최", 3),
        .. Repeat("정", 3),
        .. Repeat("강", 2),
        .. Repeat("조", 2),
        .. Repeat("윤", 2),
        .. Repeat("장", 2),
        .. Repeat("임", 2),
        "한",
        "오",
        "서",
        "신",
        "권",
        "황",
        "안",
        "송",
        "류",
        "홍",
        "전",
        "고",
        "문",
        "손",
        "배",
        "백",
        "허",
        "남",
        "심",
        "노",
    ];

    private static readonly string[] Grooms = Split(
        "민준 서준 도윤 예준 시우 하준 지호 주원 지훈 준우 건우 현우 우진 선우 연우 유준 정우 승우 승현 준서 동현 성민 재현 태윤 민재 현준 은호 승민 지환 상우 태현 재훈 동욱 진우 성훈 영민 형준 기현 병찬 우석 찬호 경민 종현 세훈 원준 태호 규민 한결 준영 상현"
    );

    private static readonly string[] Brides = Split(
        "서연 서윤 지우 하은 민서 지유 윤서 지민 수아 지아 예은 수빈 소율 예린 지원 채원 은서 다은 유진 수민 예진 가은 나은 하윤 현서 소연 지현 은지 혜진 미소 보라 다인 세영 아름 주희 유나 효린 선영 소희 민지 지영 혜원 은영 수연 정아 하늘 승희 다혜 예슬 지수"
    );

    private static readonly (string Name, string Address)[] Venues =
    [
        ("라온뜰 하우스웨딩 별채홀", "서울 성북구 새소리길 24"),
        ("그랑누리 컨벤션 그랜드홀", "서울 서초구 너른들로 118"),
        ("별하린 호텔 은하볼룸", "서울 중구 은별대로 7"),
        ("새벽정원 가든웨딩", "경기 파주시 들꽃마을길 55"),
        ("온담채 웨딩홀 단아홀", "서울 강남구 가람대로 301"),
        ("가온마루 컨벤션 루미홀", "경기 수원시 팔달구 가온길 88"),
        ("누리안 더베일 채플홀", "서울 영등포구 물빛로 12"),
        ("해오름 웨딩 스카이홀", "서울 송파구 해오름로 205"),
        ("미르재 한옥예식당", "서울 종로구 솔향길 9"),
        ("다온가든 온실홀", "경기 용인시 기흥구 숲내로 41"),
        ("시나브로 컨벤션 아이리스홀", "경기 성남시 분당구 여울로 77"),
        ("하랑포레 야외예식장", "경기 남양주시 큰나무길 130"),
        ("비채 호텔 크리스탈볼룸", "서울 마포구 나루빛길 33"),
        ("늘솜 웨딩홀 로즈홀", "인천 연수구 바람개비로 61"),
        ("도담아트 컨벤션 보타닉홀", "경기 고양시 일산동구 도담로 19"),
        ("이든채플 본당", "서울 강동구 햇무리길 4"),
    ];

    private static readonly (string Name, string Address)[] Outdoors =
    [
        ("은빛숲 산책로", "서울 광진구 은빛숲길"),
        ("노을언덕 갈대밭", "서울 마포구 노을언덕로"),
        ("달빛한옥마을 골목", "서울 종로구 달빛길"),
        ("물안개 호수공원", "경기 고양시 물안개로"),
        ("온새미로 스튜디오 A룸", "서울 성동구 온새길 21"),
    ];

    private static readonly string[] Sources =
    [
        .. Repeat("인스타그램", 9),
        .. Repeat("네이버 검색", 6),
        .. Repeat("지인 소개", 5),
        .. Repeat("플래너 제휴", 4),
        .. Repeat("예식장 제휴", 3),
        .. Repeat("웨딩 카페", 3),
        "웨딩 박람회",
        "그 밖에",
    ];

    /// <summary>Who sends couples, by the source that asks for them.</summary>
    public static readonly IReadOnlyList<(PartnerKind Kind, string Source, string Name)> Partners =
    [
        (PartnerKind.Planner, "플래너 제휴", "봄날 웨딩플래닝"),
        (PartnerKind.Planner, "플래너 제휴", "라온 웨딩 컨설팅"),
        (PartnerKind.Venue, "예식장 제휴", "온담채 웨딩홀"),
        (PartnerKind.Venue, "예식장 제휴", "가온마루 컨벤션"),
    ];

    private static readonly string[] Messages =
    [
        "예식 2시간 전부터 신부 대기실 촬영도 가능할까요?",
        "자연스러운 스냅 느낌을 좋아해요. 포즈 많은 사진은 부담스러워요.",
        "본식만 문의드려요. 원본은 언제쯤 받을 수 있을까요?",
        "작가님 두 분이 오시는 상품 견적이 궁금해요.",
        "야외 예식이라 비가 오면 어떻게 진행되는지 알고 싶어요.",
        "인스타그램에서 보고 연락드려요. 상담 예약하고 싶습니다.",
        "2부까지 촬영해 주시나요? 피로연이 길어질 것 같아요.",
        "부모님 가족사진을 넉넉히 찍고 싶어요.",
        "플래너님 소개로 문의드립니다. 저녁 예식이에요.",
        "앨범은 양가에 한 권씩 드리고 싶은데 추가 비용이 있을까요?",
        "강아지와 함께 입장해요. 괜찮을까요?",
        "날짜는 거의 확정이에요. 그날 가능하신지 먼저 알려 주세요.",
        "필름 감성 보정이 가능한지 궁금합니다.",
        "외국에서 오는 하객이 많아서 단체 사진이 길어질 수 있어요.",
    ];

    private static readonly string[] CancelReasons = ["다른 스튜디오와 계약", "예산", "일정이 안 맞음", "연락 두절", "예식 취소·연기"];

    private static readonly string[] Comments =
    [
        "표정이 제일 자연스러워서 골랐어요.",
        "뒤에 지나가는 분 지워 주세요.",
        "팔 라인 살짝만 다듬어 주세요.",
        "피부톤은 너무 하얗지 않게 부탁드려요.",
        "액자로 뽑을 사진이에요!",
        "넥타이가 조금 비뚤어졌어요.",
        "부케가 잘 보이게 밝기만 올려 주세요.",
        "잔머리 정리 부탁드려요.",
        "이 사진은 흑백도 보고 싶어요.",
        "조명 반사가 있어서 줄여 주시면 좋겠어요.",
    ];

    public static string Groom(Random random) => Any(random, Families) + Any(random, Grooms);

    public static string Bride(Random random) => Any(random, Families) + Any(random, Brides);

    public static string PhoneE164(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"+8210{random.Next(2)}{random.Next(10_000_000):D7}");

    /// <summary>Every wedding hall.</summary>
    public static IReadOnlyList<(string Name, string Address)> AllVenues => Venues;

    /// <summary>Every other place.</summary>
    public static IReadOnlyList<(string Name, string Address)> AllOutdoors => Outdoors;

    public static (string Name, string Address) Venue(Random random) => Any(random, Venues);

    public static (string Name, string Address) Outdoor(Random random) => Any(random, Outdoors);

    public static string Source(Random random) => Any(random, Sources);

    public static string Message(Random random) => Any(random, Messages);

    public static string CancelReason(Random random) => Any(random, CancelReasons);

    public static string Comment(Random random) => Any(random, Comments);

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    private static string[] Split(string names) => names.Split(' ');

    private static IEnumerable<string> Repeat(string text, int times) => Enumerable.Repeat(text, times);
}
