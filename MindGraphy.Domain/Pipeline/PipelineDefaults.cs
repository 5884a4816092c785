using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Pipeline;

/// <summary>With what lists and rules a new studio begins; it changes them on its own page.</summary>
public static class PipelineDefaults
{
    private static readonly (string Name, string NameEn, PartnerKind? AsksFor)[] Sources =
    [
        ("인스타그램", "Instagram", null),
        ("네이버 검색", "Naver search", null),
        ("웨딩 카페", "Wedding community", null),
        ("지인 소개", "Friends", null),
        ("플래너 제휴", "Wedding planner", PartnerKind.Planner),
        ("예식장 제휴", "Wedding venue", PartnerKind.Venue),
        ("웨딩 박람회", "Wedding fair", null),
        ("그 밖에", "Other", null),
    ];

    private static readonly (string Name, string NameEn)[] Reasons =
    [
        ("예산", "Budget"),
        ("일정이 안 맞음", "Date does not fit"),
        ("다른 스튜디오와 계약", "Chose another studio"),
        ("연락 두절", "No answer"),
        ("예식 취소·연기", "Wedding called off or postponed"),
        ("그 밖에", "Other"),
    ];

    /// <summary>Sources and reasons, in their order.</summary>
    public static IEnumerable<ListItem> Lists(DateTimeOffset now) =>
        Sources
            .Select((s, i) => ListItem.Make(ListKind.LeadSource, new ListItemDetails(s.Name, s.NameEn, s.AsksFor), i, now).Value!)
            .Concat(Reasons.Select((r, i) => ListItem.Make(ListKind.CancelReason, new ListItemDetails(r.Name, r.NameEn), i, now).Value!));

    /// <summary>A day for an inquiry, five for a talk, a week for a proposal; what is won or lost is never idle.</summary>
    public static IEnumerable<StageRule> IdleRules() =>
        Enum.GetValues<LeadStatus>()
            .Select(stage => new StageRule(
                stage,
                stage switch
                {
                    LeadStatus.Inquiry => 1,
                    LeadStatus.Consultation => 5,
                    LeadStatus.Proposal => 7,
                    _ => null,
                }
            ));

    /// <summary>Answer, propose, ask, prepare.</summary>
    public static IEnumerable<TaskRule> TaskRules(DateTimeOffset now) =>
        new TaskRuleDetails[]
        {
            new(LeadStatus.Inquiry, "문의에 답하기", OffsetDays: 1, TitleEn: "Answer the inquiry"),
            new(LeadStatus.Consultation, "제안서 보내기", OffsetDays: 3, TitleEn: "Send the proposal"),
            new(LeadStatus.Proposal, "계약 의사 확인하기", OffsetDays: 3, TitleEn: "Ask whether they will book"),
            new(
                LeadStatus.Contracted,
                "촬영 타임테이블 확인하기",
                TaskAnchor.WeddingDay,
                -14,
                TitleEn: "Confirm the timetable of the shoot"
            ),
        }.Select(details => TaskRule.Make(details, now).Value!);
}
