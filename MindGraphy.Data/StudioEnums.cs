using System.Reflection;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Backups;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Imports;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Quotes;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Npgsql.NameTranslation;

namespace MindGraphy.Data;

/// <summary>
/// Every enum that is a native PostgreSQL type, with its name there. Mapping alone would create the labels in alphabetical order, so the
/// types are also declared in the order of the code: ORDER BY status reads like the studio.
/// </summary>
internal static class StudioEnums
{
    private static readonly (Type Type, string Name)[] All =
    [
        (typeof(UserRole), "user_role"),
        (typeof(UserStatus), "user_status"),
        (typeof(AddressType), "address_type"),
        (typeof(LeadStatus), "lead_status"),
        (typeof(ContactRole), "contact_role"),
        (typeof(ConsentKind), "consent_kind"),
        (typeof(CustomerField), "customer_field"),
        (typeof(ActivityKind), "activity_kind"),
        (typeof(TaskAnchor), "task_anchor"),
        (typeof(ListKind), "list_kind"),
        (typeof(PartnerKind), "partner_kind"),
        (typeof(ViewPage), "view_page"),
        (typeof(ContractStatus), "contract_status"),
        (typeof(PaymentType), "payment_type"),
        (typeof(PaymentStatus), "payment_status"),
        (typeof(SignatureKind), "signature_kind"),
        (typeof(PlanLineKind), "plan_line_kind"),
        (typeof(PlanAmount), "plan_amount"),
        (typeof(PlanDue), "plan_due"),
        (typeof(CashReceiptUse), "cash_receipt_use"),
        (typeof(CashReceiptCancelType), "cash_receipt_cancel_type"),
        (typeof(RefundTrade), "refund_trade"),
        (typeof(RefundCause), "refund_cause"),
        (typeof(RefundStage), "refund_stage"),
        (typeof(SignCodeWay), "sign_code_way"),
        (typeof(BankEntryStatus), "bank_entry_status"),
        (typeof(QuoteStatus), "quote_status"),
        (typeof(QuoteLineKind), "quote_line_kind"),
        (typeof(ProjectType), "project_type"),
        (typeof(ProjectStatus), "project_status"),
        (typeof(ProjectAnchor), "project_anchor"),
        (typeof(ProjectRole), "project_role"),
        (typeof(ScheduleType), "schedule_type"),
        (typeof(ShootStatus), "schedule_status"),
        (typeof(BookingSource), "booking_source"),
        (typeof(BookingStatus), "booking_status"),
        (typeof(CrewAnswer), "crew_answer"),
        (typeof(SwapStatus), "swap_status"),
        (typeof(SubstitutionStatus), "substitution_status"),
        (typeof(AvailabilityStatus), "availability_status"),
        (typeof(Weekday), "weekday"),
        (typeof(LeaveKind), "leave_kind"),
        (typeof(LeaveStatus), "leave_status"),
        (typeof(AlbumType), "album_type"),
        (typeof(UploadStatus), "upload_status"),
        (typeof(EditStatus), "edit_status"),
        (typeof(FileUploadStatus), "file_upload_status"),
        (typeof(WatchState), "watch_state"),
        (typeof(WatermarkPlace), "watermark_place"),
        (typeof(UnreadableReason), "unreadable_reason"),
        (typeof(PhotoSection), "photo_section"),
        (typeof(ProofStatus), "proof_status"),
        (typeof(SelectionKind), "selection_kind"),
        (typeof(EditingPriority), "editing_priority"),
        (typeof(EditingStatus), "editing_status"),
        (typeof(ReturnOutcome), "return_outcome"),
        (typeof(RevisionStatus), "revision_status"),
        (typeof(RevisionWish), "revision_wish"),
        (typeof(RevisionAnswer), "revision_answer"),
        (typeof(AlbumOrderStatus), "album_order_status"),
        (typeof(AlbumRoundStatus), "album_round_status"),
        (typeof(DeliveryType), "delivery_type"),
        (typeof(DeliveryStatus), "delivery_status"),
        (typeof(DownloadSize), "download_size"),
        (typeof(BackupType), "backup_type"),
        (typeof(VerificationStatus), "verification_status"),
        (typeof(NoticeType), "notification_type"),
        (typeof(NoticeStatus), "notice_status"),
        (typeof(LinkPurpose), "link_purpose"),
        (typeof(ImportStatus), "import_status"),
        (typeof(DuplicateRule), "duplicate_rule"),
        (typeof(KeptReason), "kept_reason"),
        (typeof(ExportFormat), "export_format"),
        (typeof(InquiryChannel), "inquiry_channel"),
        (typeof(InquiryOutcome), "inquiry_outcome"),
        (typeof(VenueKind), "venue_kind"),
        (typeof(FeedKind), "feed_kind"),
        (typeof(BusyProblem), "busy_problem"),
    ];

    /// <summary>The enums that the database keeps.</summary>
    internal static IReadOnlySet<Type> Kept { get; } = All.Select(e => e.Type).ToHashSet();

    public static NpgsqlDbContextOptionsBuilder MapStudioEnums(this NpgsqlDbContextOptionsBuilder options)
    {
        foreach (var (type, name) in All)
        {
            MapOne.MakeGenericMethod(type).Invoke(null, [options, name]);
        }

        return options;
    }

    public static NpgsqlDataSourceBuilder MapStudioEnums(this NpgsqlDataSourceBuilder source)
    {
        foreach (var (type, name) in All)
        {
            MapOnSource.MakeGenericMethod(type).Invoke(null, [source, name]);
        }

        return source;
    }

    public static void DeclareStudioEnums(this ModelBuilder model)
    {
        foreach (var (type, name) in All)
        {
            var labels = Enum.GetNames(type).Select(n => NpgsqlSnakeCaseNameTranslator.ConvertToSnakeCase(n)).ToArray();
            model.HasPostgresEnum(null, name, labels);
        }
    }

    private static readonly MethodInfo MapOne = typeof(StudioEnums).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo MapOnSource = typeof(StudioEnums).GetMethod(
        nameof(MapSource),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private static void MapSource<TEnum>(NpgsqlDataSourceBuilder source, string name)
        where TEnum : struct, Enum => source.MapEnum<TEnum>(name);

    private static void Map<TEnum>(NpgsqlDbContextOptionsBuilder options, string name)
        where TEnum : struct, Enum => options.MapEnum<TEnum>(name);
}
