using System.Text;

namespace MindGraphy.Domain.Imports;

/// <summary>What columns are called, in Korean offices and in English programs.</summary>
public static class ImportFields
{
    // The longest words first: "신부 연락처" is a phone before "신부" is a name.
    private static readonly (ImportField Field, string[] Names)[] Known =
    [
        (
            ImportField.BridePhone,
            [
                "신부전화번호",
                "신부전화",
                "신부연락처",
                "신부휴대폰",
                "신부핸드폰",
                "신부번호",
                "bridephone",
                "bridemobile",
                "bridetel",
                "bridecell",
                "bridesphone",
            ]
        ),
        (
            ImportField.GroomPhone,
            [
                "신랑전화번호",
                "신랑전화",
                "신랑연락처",
                "신랑휴대폰",
                "신랑핸드폰",
                "신랑번호",
                "groomphone",
                "groommobile",
                "groomtel",
                "groomcell",
                "groomsphone",
            ]
        ),
        (ImportField.BrideName, ["신부이름", "신부성함", "신부명", "신부", "bridename", "bridesname", "bride"]),
        (ImportField.GroomName, ["신랑이름", "신랑성함", "신랑명", "신랑", "groomname", "groomsname", "groom"]),
        (ImportField.WeddingTime, ["예식시간", "예식시각", "본식시간", "결혼시간", "시간", "weddingtime", "ceremonytime", "time"]),
        (
            ImportField.WeddingVenue,
            ["예식장소", "예식장", "웨딩홀", "식장", "본식장소", "장소", "weddingvenue", "venue", "location", "hall"]
        ),
        (
            ImportField.CreatedDate,
            [
                "문의일자",
                "문의일",
                "문의날짜",
                "등록일",
                "접수일",
                "생성일",
                "askedon",
                "createdat",
                "createddate",
                "created",
                "inquirydate",
                "enquirydate",
                "dateadded",
            ]
        ),
        (
            ImportField.WeddingDate,
            [
                "예식일자",
                "예식일",
                "예식날짜",
                "본식일",
                "본식날짜",
                "결혼식날짜",
                "결혼일",
                "결혼식",
                "예식",
                "날짜",
                "weddingdate",
                "eventdate",
                "ceremonydate",
                "date",
            ]
        ),
        (
            ImportField.Source,
            ["유입경로", "유입", "경로", "소개경로", "채널", "sourcechannel", "leadsource", "source", "referral", "channel"]
        ),
        (ImportField.Status, ["진행상태", "상태", "단계", "leadstatus", "status", "stage"]),
        (ImportField.Manager, ["담당자", "담당매니저", "매니저", "담당", "manager", "assignedto", "owner"]),
        (ImportField.PostalCode, ["우편번호", "postalcode", "postcode", "zipcode", "zip"]),
        (ImportField.Address, ["주소", "자택주소", "배송지", "배송주소", "addressline1", "addressline", "address", "street"]),
        (ImportField.Email, ["이메일주소", "이메일", "메일", "전자우편", "emailaddress", "email", "mail"]),
        (
            ImportField.Notes,
            ["메모", "비고", "특이사항", "요청사항", "문의내용", "내용", "notes", "note", "comments", "comment", "memo", "message"]
        ),
        (ImportField.BridePhone, ["전화번호", "휴대폰번호", "휴대폰", "핸드폰", "연락처", "전화", "phonenumber", "phone", "mobile", "tel"]),
    ];

    /// <summary>Fields by the names that are stored.</summary>
    public static IReadOnlyList<ImportField?> Of(IEnumerable<string> mapping) =>
        [.. mapping.Select(m => Enum.TryParse<ImportField>(m, out var field) ? field : (ImportField?)null)];

    /// <summary>What columns with these headers probably are: a name that is said in full goes before one that begins so, and each field is given once.</summary>
    public static string[] Guess(IReadOnlyList<string> columns)
    {
        var names = columns.Select(Bare).ToArray();
        var found = new string[columns.Count];
        Array.Fill(found, "");
        foreach (var matches in (Func<string, string, bool>[])[(header, name) => header == name, Begins])
        {
            foreach (var (field, known) in Known)
            {
                for (var i = 0; i < names.Length && !found.Contains(field.ToString()); i++)
                {
                    if (found[i].Length == 0 && known.Any(k => matches(names[i], k)))
                    {
                        found[i] = field.ToString();
                    }
                }
            }
        }

        return found;
    }

    // Three letters of English say nothing ("time" is in "sometimes"): beginnings count, and only longer words.
    private static bool Begins(string header, string name) =>
        name.Length >= (name[0] < 128 ? 5 : 2) && header.StartsWith(name, StringComparison.Ordinal);

    private static string Bare(string header)
    {
        var builder = new StringBuilder(header.Length);
        foreach (var c in header.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (c is '(' or '[' && builder.Length > 0)
            {
                break;
            }

            if (char.IsLetterOrDigit(c))
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }
}
