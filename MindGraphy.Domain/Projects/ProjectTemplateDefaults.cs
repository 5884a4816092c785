using MindGraphy.Domain.Reports;

namespace MindGraphy.Domain.Projects;

/// <summary>
/// With what templates a new studio begins; it changes them on its own page. Days as Korean studios and couples tell them: the pre-wedding shoot five to
/// six months before the wedding, 셀렉 within two weeks, retouching two to three months; retouched files are needed well before the day, for the
/// invitation on the phone (모바일청첩장) and the frame at the hall's door (식전 액자).
/// </summary>
public static class ProjectTemplateDefaults
{
    private const ProjectAnchor Contract = ProjectAnchor.Contract;
    private const ProjectAnchor Wedding = ProjectAnchor.Wedding;
    private const ProjectAnchor Shoot = ProjectAnchor.Shoot;
    private const ProjectAnchor Picks = ProjectAnchor.PicksSubmitted;
    private const ProjectRole Manager = ProjectRole.Manager;
    private const ProjectRole Photographer = ProjectRole.Photographer;
    private const ProjectRole Editor = ProjectRole.Editor;

    /// <summary>One template for every type.</summary>
    public static IEnumerable<ProjectTemplate> Templates(DateTimeOffset now) =>
        Enum.GetValues<ProjectType>().Select(type => Template(type, now));

    /// <summary>The template of a type.</summary>
    public static ProjectTemplate Template(ProjectType type, DateTimeOffset now)
    {
        var (tasks, steps) = type switch
        {
            ProjectType.Wedding => (WeddingTasks, WeddingSteps),
            ProjectType.PreWedding => (PreWeddingTasks, PreWeddingSteps),
            ProjectType.Studio => (StudioTasks, PortraitSteps),
            ProjectType.Outdoor => (OutdoorTasks, PortraitSteps),
            ProjectType.Family => (FamilyTasks, FamilySteps),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
        var template = ProjectTemplate.Make(type, now);
        foreach (var task in tasks)
        {
            if (template.SaveTask(null, task, now).Refusal is { } refusal)
            {
                throw new InvalidOperationException($"The default template of {type} is refused: {refusal}");
            }
        }

        foreach (var (milestone, step) in steps)
        {
            if (template.SaveMilestone(milestone, step, now).Refusal is { } refusal)
            {
                throw new InvalidOperationException($"The default template of {type} is refused: {refusal}");
            }
        }

        return template;
    }

    private static readonly TemplateTaskDetails Names = new("담당 작가 정하기", "Name the photographer", Manager, Contract, 7);
    private static readonly TemplateTaskDetails Originals = new("원본 올리기", "Upload the originals", Photographer, Shoot, 3);
    private static readonly TemplateTaskDetails Proofs = new("셀렉 링크 보내기", "Send the selection link", Manager, Shoot, 7);
    private static readonly TemplateTaskDetails Remind = new("셀렉 진행 챙기기", "Ask how the selection goes", Manager, Shoot, 16);
    private static readonly TemplateTaskDetails Retouch = new("1차 보정 끝내기", "Finish the first retouching", Editor, Picks, 45);
    private static readonly TemplateTaskDetails Inspect = new("보정본 검수하기", "Check the retouched files", Manager, Picks, 50);
    private static readonly TemplateTaskDetails Archive = new(
        "원본 백업 확인하기",
        "Check the backup of the originals",
        Manager,
        Shoot,
        120
    );

    private static readonly TemplateTaskDetails[] WeddingTasks =
    [
        Names,
        new("신랑신부 미팅하기", "Meet the couple", Manager, Wedding, -30),
        new("식순과 가족 촬영 명단 받기", "Get the programme and the family list", Manager, Wedding, -14),
        new("식장 동선과 조명 확인하기", "Check the hall's routes and light", Photographer, Wedding, -7),
        new("당일 일정 다시 확인하기", "Confirm the timetable of the day", Manager, Wedding, -3),
        new("장비와 메모리 점검하기", "Check cameras and cards", Photographer, Shoot, -1),
        Originals,
        Proofs,
        Remind,
        Retouch,
        Inspect,
        new("보정본과 앨범 전달하기", "Hand over files and album", Manager, Picks, 60),
        Archive,
    ];

    private static readonly TemplateTaskDetails[] PreWeddingTasks =
    [
        new("촬영일 정하기", "Settle the day of the shoot", Manager, Wedding, -200),
        Names,
        new("콘셉트와 의상 상담하기", "Talk about concept and dresses", Manager, Shoot, -21),
        new("촬영 장소와 헤어·메이크업 시간 맞추기", "Settle place, hair and make-up", Manager, Shoot, -14),
        new("콘티와 소품 준비하기", "Prepare the shot list and props", Photographer, Shoot, -3),
        Originals,
        Proofs,
        Remind,
        Retouch,
        Inspect,
        new("모바일청첩장용 보정본 보내기", "Send files for the mobile invitation", Manager, Wedding, -70),
        new("식전 액자 주문하기", "Order the frame for the hall", Manager, Wedding, -40),
        new("식전 액자 전달하기", "Hand over the frame for the hall", Manager, Wedding, -7),
        Archive,
    ];

    private static readonly TemplateTaskDetails[] StudioTasks =
    [
        new("촬영일 정하기", "Settle the day of the shoot", Manager, Contract, 7),
        Names,
        new("콘셉트와 의상 상담하기", "Talk about concept and dresses", Manager, Shoot, -14),
        new("세트와 조명 준비하기", "Prepare set and light", Photographer, Shoot, -1),
        Originals,
        Proofs,
        Remind,
        Retouch,
        Inspect,
        new("보정본과 앨범 전달하기", "Hand over files and album", Manager, Picks, 60),
        Archive,
    ];

    private static readonly TemplateTaskDetails[] OutdoorTasks =
    [
        new("촬영일과 예비일 정하기", "Settle the day and a spare one", Manager, Contract, 7),
        Names,
        new("촬영 장소 허가 확인하기", "Check the permit of the place", Manager, Shoot, -21),
        new("날씨 보고 진행 여부 정하기", "Look at the weather and decide", Photographer, Shoot, -2),
        new("장비와 소품 챙기기", "Pack equipment and props", Photographer, Shoot, -1),
        Originals,
        Proofs,
        Remind,
        Retouch,
        Inspect,
        new("보정본과 앨범 전달하기", "Hand over files and album", Manager, Picks, 60),
        Archive,
    ];

    private static readonly TemplateTaskDetails[] FamilyTasks =
    [
        new("촬영일 정하기", "Settle the day of the shoot", Manager, Contract, 7),
        Names,
        new("인원과 의상 안내하기", "Tell them about clothes, count heads", Manager, Shoot, -7),
        Originals,
        new("셀렉 링크 보내기", "Send the selection link", Manager, Shoot, 5),
        new("1차 보정 끝내기", "Finish the first retouching", Editor, Picks, 21),
        new("보정본과 액자 전달하기", "Hand over files and frame", Manager, Picks, 30),
        Archive,
    ];

    private static readonly (string Type, TemplateMilestoneDetails Step)[] WeddingSteps =
    [
        (MilestoneTypes.ShootingCompleted, new(0, Shoot)),
        (MilestoneTypes.PhotosArrived, new(3, Shoot, 4)),
        (MilestoneTypes.ProofsSent, new(4, Shoot, 8)),
        (MilestoneTypes.PicksSubmitted, new(14, Shoot, 28)),
        (MilestoneTypes.RetouchingCompleted, new(45, Shoot, 82)),
        (MilestoneTypes.Delivered, new(7, Shoot, 90)),
    ];

    private static readonly (string Type, TemplateMilestoneDetails Step)[] PreWeddingSteps =
    [
        (MilestoneTypes.ShootingCompleted, new(14, Wedding, -150)),
        (MilestoneTypes.PhotosArrived, new(3, Shoot, 4)),
        (MilestoneTypes.ProofsSent, new(4, Shoot, 8)),
        (MilestoneTypes.PicksSubmitted, new(14, Shoot, 28)),
        (MilestoneTypes.RetouchingCompleted, new(60, Wedding, -60)),
        (MilestoneTypes.Delivered, new(14, Wedding, -30)),
    ];

    private static readonly (string Type, TemplateMilestoneDetails Step)[] PortraitSteps =
    [
        (MilestoneTypes.ShootingCompleted, new(14)),
        (MilestoneTypes.PhotosArrived, new(3, Shoot, 4)),
        (MilestoneTypes.ProofsSent, new(4, Shoot, 8)),
        (MilestoneTypes.PicksSubmitted, new(14, Shoot, 28)),
        (MilestoneTypes.RetouchingCompleted, new(45, Shoot, 82)),
        (MilestoneTypes.Delivered, new(7, Shoot, 90)),
    ];

    private static readonly (string Type, TemplateMilestoneDetails Step)[] FamilySteps =
    [
        (MilestoneTypes.ShootingCompleted, new(14)),
        (MilestoneTypes.PhotosArrived, new(3, Shoot, 4)),
        (MilestoneTypes.ProofsSent, new(2, Shoot, 6)),
        (MilestoneTypes.PicksSubmitted, new(10, Shoot, 21)),
        (MilestoneTypes.RetouchingCompleted, new(21, Shoot, 45)),
        (MilestoneTypes.Delivered, new(7, Shoot, 52)),
    ];
}
