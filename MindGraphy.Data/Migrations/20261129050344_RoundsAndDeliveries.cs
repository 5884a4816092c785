using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using NpgsqlTypes;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class RoundsAndDeliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .Annotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .Annotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .Annotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .Annotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .Annotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .Annotation("Npgsql:Enum:booking_source", "crew,leave,hold,external")
                .Annotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .Annotation("Npgsql:Enum:busy_problem", "unreachable,not_there,not_allowed,too_large,too_slow,no_calendar,too_many")
                .Annotation("Npgsql:Enum:cash_receipt_cancel_type", "transaction_cancelled,issued_in_error,other")
                .Annotation("Npgsql:Enum:cash_receipt_use", "income_deduction,expense_proof,voluntary")
                .Annotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .Annotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner,other")
                .Annotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .Annotation("Npgsql:Enum:crew_answer", "asked,accepted,declined")
                .Annotation("Npgsql:Enum:customer_field", "bride_name,groom_name,bride_phone,groom_phone,email,wedding_date,wedding_time,wedding_venue,source_channel,notes,contact_name,contact_latin_name,contact_phone,contact_email,contact_language,manager,referrer,address,contact,wished_type")
                .Annotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .Annotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .Annotation("Npgsql:Enum:download_size", "original,web")
                .Annotation("Npgsql:Enum:duplicate_rule", "skip,fill_in,make_anyway")
                .Annotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .Annotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .Annotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .Annotation("Npgsql:Enum:export_format", "csv,xlsx")
                .Annotation("Npgsql:Enum:feed_kind", "person,studio,room")
                .Annotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .Annotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .Annotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .Annotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .Annotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .Annotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .Annotation("Npgsql:Enum:leave_kind", "vacation,sick,family,personal")
                .Annotation("Npgsql:Enum:leave_status", "requested,approved,declined,withdrawn,cancelled")
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer,review")
                .Annotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .Annotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .Annotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .Annotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .Annotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .Annotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .Annotation("Npgsql:Enum:photo_section", "bridal_room,ceremony,group,banquet")
                .Annotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .Annotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .Annotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
                .Annotation("Npgsql:Enum:project_anchor", "contract,wedding,shoot,photos_arrived,picks_submitted,retouching_completed")
                .Annotation("Npgsql:Enum:project_role", "manager,photographer,editor")
                .Annotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .Annotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .Annotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .Annotation("Npgsql:Enum:quote_line_kind", "package,option,custom,discount")
                .Annotation("Npgsql:Enum:quote_status", "draft,sent,accepted,declined,withdrawn")
                .Annotation("Npgsql:Enum:refund_cause", "couple,studio")
                .Annotation("Npgsql:Enum:refund_stage", "before_start,after_start,days_before")
                .Annotation("Npgsql:Enum:refund_trade", "photography,agency,hall")
                .Annotation("Npgsql:Enum:return_outcome", "matched,no_such_stem,two_originals,not_a_pick,already_approved")
                .Annotation("Npgsql:Enum:revision_answer", "done,impossible")
                .Annotation("Npgsql:Enum:revision_status", "sent,submitted,closed")
                .Annotation("Npgsql:Enum:revision_wish", "approve,change")
                .Annotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .Annotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .Annotation("Npgsql:Enum:selection_kind", "candidate,final")
                .Annotation("Npgsql:Enum:sign_code_way", "email,told,message")
                .Annotation("Npgsql:Enum:signature_kind", "drawn,typed,paper")
                .Annotation("Npgsql:Enum:substitution_status", "proposed,agreed,declined,withdrawn")
                .Annotation("Npgsql:Enum:swap_status", "offered,accepted,approved,declined,withdrawn")
                .Annotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .Annotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes,too_slow,too_much_memory,crashed,no_reader,missing,given_up")
                .Annotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .Annotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .Annotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .Annotation("Npgsql:Enum:venue_kind", "hall,studio,outdoor,other")
                .Annotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .Annotation("Npgsql:Enum:view_page", "pipeline,customers")
                .Annotation("Npgsql:Enum:watch_state", "settling,reading,complete,incomplete,no_project")
                .Annotation("Npgsql:Enum:watermark_place", "corner,centre,tiled")
                .Annotation("Npgsql:Enum:weekday", "sunday,monday,tuesday,wednesday,thursday,friday,saturday")
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .OldAnnotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .OldAnnotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .OldAnnotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .OldAnnotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .OldAnnotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .OldAnnotation("Npgsql:Enum:booking_source", "crew,leave,hold,external")
                .OldAnnotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .OldAnnotation("Npgsql:Enum:busy_problem", "unreachable,not_there,not_allowed,too_large,too_slow,no_calendar,too_many")
                .OldAnnotation("Npgsql:Enum:cash_receipt_cancel_type", "transaction_cancelled,issued_in_error,other")
                .OldAnnotation("Npgsql:Enum:cash_receipt_use", "income_deduction,expense_proof,voluntary")
                .OldAnnotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .OldAnnotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner,other")
                .OldAnnotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:crew_answer", "asked,accepted,declined")
                .OldAnnotation("Npgsql:Enum:customer_field", "bride_name,groom_name,bride_phone,groom_phone,email,wedding_date,wedding_time,wedding_venue,source_channel,notes,contact_name,contact_latin_name,contact_phone,contact_email,contact_language,manager,referrer,address,contact,wished_type")
                .OldAnnotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .OldAnnotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .OldAnnotation("Npgsql:Enum:duplicate_rule", "skip,fill_in,make_anyway")
                .OldAnnotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .OldAnnotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .OldAnnotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .OldAnnotation("Npgsql:Enum:export_format", "csv,xlsx")
                .OldAnnotation("Npgsql:Enum:feed_kind", "person,studio,room")
                .OldAnnotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .OldAnnotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .OldAnnotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .OldAnnotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .OldAnnotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .OldAnnotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:leave_kind", "vacation,sick,family,personal")
                .OldAnnotation("Npgsql:Enum:leave_status", "requested,approved,declined,withdrawn,cancelled")
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer")
                .OldAnnotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .OldAnnotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .OldAnnotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .OldAnnotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .OldAnnotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .OldAnnotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .OldAnnotation("Npgsql:Enum:photo_section", "bridal_room,ceremony,group,banquet")
                .OldAnnotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .OldAnnotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .OldAnnotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
                .OldAnnotation("Npgsql:Enum:project_anchor", "contract,wedding,shoot,photos_arrived,picks_submitted,retouching_completed")
                .OldAnnotation("Npgsql:Enum:project_role", "manager,photographer,editor")
                .OldAnnotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .OldAnnotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .OldAnnotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .OldAnnotation("Npgsql:Enum:quote_line_kind", "package,option,custom,discount")
                .OldAnnotation("Npgsql:Enum:quote_status", "draft,sent,accepted,declined,withdrawn")
                .OldAnnotation("Npgsql:Enum:refund_cause", "couple,studio")
                .OldAnnotation("Npgsql:Enum:refund_stage", "before_start,after_start,days_before")
                .OldAnnotation("Npgsql:Enum:refund_trade", "photography,agency,hall")
                .OldAnnotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .OldAnnotation("Npgsql:Enum:selection_kind", "candidate,final")
                .OldAnnotation("Npgsql:Enum:sign_code_way", "email,told,message")
                .OldAnnotation("Npgsql:Enum:signature_kind", "drawn,typed,paper")
                .OldAnnotation("Npgsql:Enum:substitution_status", "proposed,agreed,declined,withdrawn")
                .OldAnnotation("Npgsql:Enum:swap_status", "offered,accepted,approved,declined,withdrawn")
                .OldAnnotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .OldAnnotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes,too_slow,too_much_memory,crashed,no_reader,missing,given_up")
                .OldAnnotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .OldAnnotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .OldAnnotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .OldAnnotation("Npgsql:Enum:venue_kind", "hall,studio,outdoor,other")
                .OldAnnotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .OldAnnotation("Npgsql:Enum:view_page", "pipeline,customers")
                .OldAnnotation("Npgsql:Enum:watch_state", "settling,reading,complete,incomplete,no_project")
                .OldAnnotation("Npgsql:Enum:watermark_place", "corner,centre,tiled")
                .OldAnnotation("Npgsql:Enum:weekday", "sunday,monday,tuesday,wednesday,thursday,friday,saturday")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AddColumn<int>(
                name: "review_days",
                table: "studio_settings",
                type: "integer",
                nullable: false,
                defaultValue: 7);

            migrationBuilder.AddColumn<long>(
                name: "revision_won",
                table: "studio_settings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "return_album_id",
                table: "editing_queue",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "waited_seconds",
                table: "editing_queue",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "waiting_since",
                table: "editing_queue",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "finished_by",
                table: "editing_items",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "album_id",
                table: "deliverables",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "courier",
                table: "deliverables",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "extension_asked_at",
                table: "deliverables",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "extension_asked_by_id",
                table: "deliverables",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "hold_lifted_at",
                table: "deliverables",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "hold_lifted_by_id",
                table: "deliverables",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hold_lifted_reason",
                table: "deliverables",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "hold_until_paid",
                table: "deliverables",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "pin_id",
                table: "deliverables",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pin_paused_until",
                table: "deliverables",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pin_tries",
                table: "deliverables",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "problem_file",
                table: "deliverables",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ready_at",
                table: "deliverables",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "received_by_id",
                table: "deliverables",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "shipped_at",
                table: "deliverables",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "title",
                table: "deliverables",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "deliverables",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.CreateTable(
                name: "delivery_downloads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    deliverable_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<DownloadSize>(type: "download_size", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    nth = table.Column<int>(type: "integer", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent = table.Column<NpgsqlRange<long>[]>(type: "int8multirange", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_downloads", x => x.id);
                    table.ForeignKey(
                        name: "fk_delivery_downloads_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_delivery_downloads_deliverables_deliverable_id",
                        column: x => x.deliverable_id,
                        principalTable: "deliverables",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery_files",
                columns: table => new
                {
                    deliverable_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    dos_time = table.Column<long>(type: "bigint", nullable: false),
                    store_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    crc32 = table.Column<long>(type: "bigint", nullable: true),
                    part = table.Column<int>(type: "integer", nullable: true),
                    web_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    web_bytes = table.Column<long>(type: "bigint", nullable: true),
                    web_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    web_crc32 = table.Column<long>(type: "bigint", nullable: true),
                    web_part = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_files", x => new { x.deliverable_id, x.position });
                    table.ForeignKey(
                        name: "fk_delivery_files_deliverables_deliverable_id",
                        column: x => x.deliverable_id,
                        principalTable: "deliverables",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_delivery_files_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "photos",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "delivery_reminders",
                columns: table => new
                {
                    deliverable_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_reminders", x => new { x.deliverable_id, x.last_day, x.step });
                    table.ForeignKey(
                        name: "fk_delivery_reminders_deliverables_deliverable_id",
                        column: x => x.deliverable_id,
                        principalTable: "deliverables",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "editing_briefs",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    style = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    skin = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    body = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    do_not = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    updated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editing_briefs", x => x.project_id);
                    table.ForeignKey(
                        name: "fk_editing_briefs_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_editing_briefs_users_updated_by",
                        column: x => x.updated_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "editing_returns",
                columns: table => new
                {
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<ReturnOutcome>(type: "return_outcome", nullable: false),
                    original_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editing_returns", x => x.photo_id);
                    table.ForeignKey(
                        name: "fk_editing_returns_editing_queue_job_id",
                        column: x => x.job_id,
                        principalTable: "editing_queue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_editing_returns_photo_original_id",
                        column: x => x.original_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_editing_returns_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "editor_capacities",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photos_per_day = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editor_capacities", x => x.user_id);
                    table.CheckConstraint("ck_editor_capacities_range", "photos_per_day BETWEEN 1 AND 1000");
                    table.ForeignKey(
                        name: "fk_editor_capacities_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "revision_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<RevisionStatus>(type: "revision_status", nullable: false),
                    included_rounds = table.Column<int>(type: "integer", nullable: false),
                    used_rounds = table.Column<int>(type: "integer", nullable: false),
                    extra_won = table.Column<long>(type: "bigint", nullable: true),
                    is_priced = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_silence = table.Column<bool>(type: "boolean", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    close_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revision_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_revision_rounds_customer_contacts_submitted_by",
                        column: x => x.submitted_by,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_revision_rounds_editing_queue_job_id",
                        column: x => x.job_id,
                        principalTable: "editing_queue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_revision_rounds_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "revision_requests",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    wish = table.Column<RevisionWish>(type: "revision_wish", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    pin_x = table.Column<int>(type: "integer", nullable: true),
                    pin_y = table.Column<int>(type: "integer", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<RevisionAnswer>(type: "revision_answer", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revision_requests", x => new { x.round_id, x.photo_id });
                    table.CheckConstraint("ck_revision_requests_pin", "(pin_x IS NULL) = (pin_y IS NULL) AND pin_x BETWEEN 0 AND 1000 AND pin_y BETWEEN 0 AND 1000");
                    table.ForeignKey(
                        name: "fk_revision_requests_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_revision_requests_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_revision_requests_photo_version_id",
                        column: x => x.version_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_revision_requests_revision_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "revision_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_revision_requests_users_answered_by",
                        column: x => x.answered_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "ux_editing_queue_return_album",
                table: "editing_queue",
                column: "return_album_id",
                unique: true,
                filter: "return_album_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_editing_items_finished_by",
                table: "editing_items",
                column: "finished_by",
                filter: "finished_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliverables_album_id",
                table: "deliverables",
                column: "album_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliverables_ending",
                table: "deliverables",
                column: "expires_at",
                filter: "delivery_status IN ('ready', 'delivered')");

            migrationBuilder.CreateIndex(
                name: "ix_deliverables_extension_asked_by_id",
                table: "deliverables",
                column: "extension_asked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliverables_hold_lifted_by_id",
                table: "deliverables",
                column: "hold_lifted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliverables_received_by_id",
                table: "deliverables",
                column: "received_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_downloads_contact_id",
                table: "delivery_downloads",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ux_delivery_downloads_nth",
                table: "delivery_downloads",
                columns: new[] { "deliverable_id", "contact_id", "size", "part", "position", "nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_files_photo_id",
                table: "delivery_files",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_editing_briefs_updated_by",
                table: "editing_briefs",
                column: "updated_by");

            migrationBuilder.CreateIndex(
                name: "ix_editing_returns_job_id_original_id",
                table: "editing_returns",
                columns: new[] { "job_id", "original_id" });

            migrationBuilder.CreateIndex(
                name: "ix_editing_returns_original",
                table: "editing_returns",
                column: "original_id",
                filter: "original_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_revision_requests_answered_by",
                table: "revision_requests",
                column: "answered_by");

            migrationBuilder.CreateIndex(
                name: "ix_revision_requests_contact_id",
                table: "revision_requests",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_revision_requests_photo_id",
                table: "revision_requests",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_revision_requests_version_id",
                table: "revision_requests",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_revision_rounds_project_id",
                table: "revision_rounds",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_revision_rounds_silent",
                table: "revision_rounds",
                column: "answer_by",
                filter: "status = 'sent'");

            migrationBuilder.CreateIndex(
                name: "ix_revision_rounds_submitted_by",
                table: "revision_rounds",
                column: "submitted_by");

            migrationBuilder.CreateIndex(
                name: "ux_revision_rounds_number",
                table: "revision_rounds",
                columns: new[] { "job_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_revision_rounds_open",
                table: "revision_rounds",
                column: "job_id",
                unique: true,
                filter: "status <> 'closed'");

            migrationBuilder.AddForeignKey(
                name: "fk_deliverables_customer_contacts_extension_asked_by_id",
                table: "deliverables",
                column: "extension_asked_by_id",
                principalTable: "customer_contacts",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_deliverables_customer_contacts_received_by_id",
                table: "deliverables",
                column: "received_by_id",
                principalTable: "customer_contacts",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_deliverables_photo_album_album_id",
                table: "deliverables",
                column: "album_id",
                principalTable: "photo_albums",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_deliverables_users_hold_lifted_by_id",
                table: "deliverables",
                column: "hold_lifted_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_editing_items_users_finished_by",
                table: "editing_items",
                column: "finished_by",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_editing_queue_photo_album_return_album_id",
                table: "editing_queue",
                column: "return_album_id",
                principalTable: "photo_albums",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.Sql(MindGraphy.Data.Editing.EditingSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MindGraphy.Data.Editing.EditingSql.Down);

            migrationBuilder.DropForeignKey(
                name: "fk_deliverables_customer_contacts_extension_asked_by_id",
                table: "deliverables");

            migrationBuilder.DropForeignKey(
                name: "fk_deliverables_customer_contacts_received_by_id",
                table: "deliverables");

            migrationBuilder.DropForeignKey(
                name: "fk_deliverables_photo_album_album_id",
                table: "deliverables");

            migrationBuilder.DropForeignKey(
                name: "fk_deliverables_users_hold_lifted_by_id",
                table: "deliverables");

            migrationBuilder.DropForeignKey(
                name: "fk_editing_items_users_finished_by",
                table: "editing_items");

            migrationBuilder.DropForeignKey(
                name: "fk_editing_queue_photo_album_return_album_id",
                table: "editing_queue");

            migrationBuilder.DropTable(
                name: "delivery_downloads");

            migrationBuilder.DropTable(
                name: "delivery_files");

            migrationBuilder.DropTable(
                name: "delivery_reminders");

            migrationBuilder.DropTable(
                name: "editing_briefs");

            migrationBuilder.DropTable(
                name: "editing_returns");

            migrationBuilder.DropTable(
                name: "editor_capacities");

            migrationBuilder.DropTable(
                name: "revision_requests");

            migrationBuilder.DropTable(
                name: "revision_rounds");

            migrationBuilder.DropIndex(
                name: "ux_editing_queue_return_album",
                table: "editing_queue");

            migrationBuilder.DropIndex(
                name: "ix_editing_items_finished_by",
                table: "editing_items");

            migrationBuilder.DropIndex(
                name: "ix_deliverables_album_id",
                table: "deliverables");

            migrationBuilder.DropIndex(
                name: "ix_deliverables_ending",
                table: "deliverables");

            migrationBuilder.DropIndex(
                name: "ix_deliverables_extension_asked_by_id",
                table: "deliverables");

            migrationBuilder.DropIndex(
                name: "ix_deliverables_hold_lifted_by_id",
                table: "deliverables");

            migrationBuilder.DropIndex(
                name: "ix_deliverables_received_by_id",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "review_days",
                table: "studio_settings");

            migrationBuilder.DropColumn(
                name: "revision_won",
                table: "studio_settings");

            migrationBuilder.DropColumn(
                name: "return_album_id",
                table: "editing_queue");

            migrationBuilder.DropColumn(
                name: "waited_seconds",
                table: "editing_queue");

            migrationBuilder.DropColumn(
                name: "waiting_since",
                table: "editing_queue");

            migrationBuilder.DropColumn(
                name: "finished_by",
                table: "editing_items");

            migrationBuilder.DropColumn(
                name: "album_id",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "courier",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "extension_asked_at",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "extension_asked_by_id",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "hold_lifted_at",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "hold_lifted_by_id",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "hold_lifted_reason",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "hold_until_paid",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "pin_id",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "pin_paused_until",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "pin_tries",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "problem_file",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "ready_at",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "received_by_id",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "shipped_at",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "title",
                table: "deliverables");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "deliverables");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .Annotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .Annotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .Annotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .Annotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .Annotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .Annotation("Npgsql:Enum:booking_source", "crew,leave,hold,external")
                .Annotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .Annotation("Npgsql:Enum:busy_problem", "unreachable,not_there,not_allowed,too_large,too_slow,no_calendar,too_many")
                .Annotation("Npgsql:Enum:cash_receipt_cancel_type", "transaction_cancelled,issued_in_error,other")
                .Annotation("Npgsql:Enum:cash_receipt_use", "income_deduction,expense_proof,voluntary")
                .Annotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .Annotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner,other")
                .Annotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .Annotation("Npgsql:Enum:crew_answer", "asked,accepted,declined")
                .Annotation("Npgsql:Enum:customer_field", "bride_name,groom_name,bride_phone,groom_phone,email,wedding_date,wedding_time,wedding_venue,source_channel,notes,contact_name,contact_latin_name,contact_phone,contact_email,contact_language,manager,referrer,address,contact,wished_type")
                .Annotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .Annotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .Annotation("Npgsql:Enum:duplicate_rule", "skip,fill_in,make_anyway")
                .Annotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .Annotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .Annotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .Annotation("Npgsql:Enum:export_format", "csv,xlsx")
                .Annotation("Npgsql:Enum:feed_kind", "person,studio,room")
                .Annotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .Annotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .Annotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .Annotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .Annotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .Annotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .Annotation("Npgsql:Enum:leave_kind", "vacation,sick,family,personal")
                .Annotation("Npgsql:Enum:leave_status", "requested,approved,declined,withdrawn,cancelled")
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer")
                .Annotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .Annotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .Annotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .Annotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .Annotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .Annotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .Annotation("Npgsql:Enum:photo_section", "bridal_room,ceremony,group,banquet")
                .Annotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .Annotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .Annotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
                .Annotation("Npgsql:Enum:project_anchor", "contract,wedding,shoot,photos_arrived,picks_submitted,retouching_completed")
                .Annotation("Npgsql:Enum:project_role", "manager,photographer,editor")
                .Annotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .Annotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .Annotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .Annotation("Npgsql:Enum:quote_line_kind", "package,option,custom,discount")
                .Annotation("Npgsql:Enum:quote_status", "draft,sent,accepted,declined,withdrawn")
                .Annotation("Npgsql:Enum:refund_cause", "couple,studio")
                .Annotation("Npgsql:Enum:refund_stage", "before_start,after_start,days_before")
                .Annotation("Npgsql:Enum:refund_trade", "photography,agency,hall")
                .Annotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .Annotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .Annotation("Npgsql:Enum:selection_kind", "candidate,final")
                .Annotation("Npgsql:Enum:sign_code_way", "email,told,message")
                .Annotation("Npgsql:Enum:signature_kind", "drawn,typed,paper")
                .Annotation("Npgsql:Enum:substitution_status", "proposed,agreed,declined,withdrawn")
                .Annotation("Npgsql:Enum:swap_status", "offered,accepted,approved,declined,withdrawn")
                .Annotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .Annotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes,too_slow,too_much_memory,crashed,no_reader,missing,given_up")
                .Annotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .Annotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .Annotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .Annotation("Npgsql:Enum:venue_kind", "hall,studio,outdoor,other")
                .Annotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .Annotation("Npgsql:Enum:view_page", "pipeline,customers")
                .Annotation("Npgsql:Enum:watch_state", "settling,reading,complete,incomplete,no_project")
                .Annotation("Npgsql:Enum:watermark_place", "corner,centre,tiled")
                .Annotation("Npgsql:Enum:weekday", "sunday,monday,tuesday,wednesday,thursday,friday,saturday")
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .OldAnnotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .OldAnnotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .OldAnnotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .OldAnnotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .OldAnnotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .OldAnnotation("Npgsql:Enum:booking_source", "crew,leave,hold,external")
                .OldAnnotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .OldAnnotation("Npgsql:Enum:busy_problem", "unreachable,not_there,not_allowed,too_large,too_slow,no_calendar,too_many")
                .OldAnnotation("Npgsql:Enum:cash_receipt_cancel_type", "transaction_cancelled,issued_in_error,other")
                .OldAnnotation("Npgsql:Enum:cash_receipt_use", "income_deduction,expense_proof,voluntary")
                .OldAnnotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .OldAnnotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner,other")
                .OldAnnotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:crew_answer", "asked,accepted,declined")
                .OldAnnotation("Npgsql:Enum:customer_field", "bride_name,groom_name,bride_phone,groom_phone,email,wedding_date,wedding_time,wedding_venue,source_channel,notes,contact_name,contact_latin_name,contact_phone,contact_email,contact_language,manager,referrer,address,contact,wished_type")
                .OldAnnotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .OldAnnotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .OldAnnotation("Npgsql:Enum:download_size", "original,web")
                .OldAnnotation("Npgsql:Enum:duplicate_rule", "skip,fill_in,make_anyway")
                .OldAnnotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .OldAnnotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .OldAnnotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .OldAnnotation("Npgsql:Enum:export_format", "csv,xlsx")
                .OldAnnotation("Npgsql:Enum:feed_kind", "person,studio,room")
                .OldAnnotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .OldAnnotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .OldAnnotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .OldAnnotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .OldAnnotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .OldAnnotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:leave_kind", "vacation,sick,family,personal")
                .OldAnnotation("Npgsql:Enum:leave_status", "requested,approved,declined,withdrawn,cancelled")
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer,review")
                .OldAnnotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .OldAnnotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .OldAnnotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .OldAnnotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .OldAnnotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .OldAnnotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .OldAnnotation("Npgsql:Enum:photo_section", "bridal_room,ceremony,group,banquet")
                .OldAnnotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .OldAnnotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .OldAnnotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
                .OldAnnotation("Npgsql:Enum:project_anchor", "contract,wedding,shoot,photos_arrived,picks_submitted,retouching_completed")
                .OldAnnotation("Npgsql:Enum:project_role", "manager,photographer,editor")
                .OldAnnotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .OldAnnotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .OldAnnotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .OldAnnotation("Npgsql:Enum:quote_line_kind", "package,option,custom,discount")
                .OldAnnotation("Npgsql:Enum:quote_status", "draft,sent,accepted,declined,withdrawn")
                .OldAnnotation("Npgsql:Enum:refund_cause", "couple,studio")
                .OldAnnotation("Npgsql:Enum:refund_stage", "before_start,after_start,days_before")
                .OldAnnotation("Npgsql:Enum:refund_trade", "photography,agency,hall")
                .OldAnnotation("Npgsql:Enum:return_outcome", "matched,no_such_stem,two_originals,not_a_pick,already_approved")
                .OldAnnotation("Npgsql:Enum:revision_answer", "done,impossible")
                .OldAnnotation("Npgsql:Enum:revision_status", "sent,submitted,closed")
                .OldAnnotation("Npgsql:Enum:revision_wish", "approve,change")
                .OldAnnotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .OldAnnotation("Npgsql:Enum:selection_kind", "candidate,final")
                .OldAnnotation("Npgsql:Enum:sign_code_way", "email,told,message")
                .OldAnnotation("Npgsql:Enum:signature_kind", "drawn,typed,paper")
                .OldAnnotation("Npgsql:Enum:substitution_status", "proposed,agreed,declined,withdrawn")
                .OldAnnotation("Npgsql:Enum:swap_status", "offered,accepted,approved,declined,withdrawn")
                .OldAnnotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .OldAnnotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes,too_slow,too_much_memory,crashed,no_reader,missing,given_up")
                .OldAnnotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .OldAnnotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .OldAnnotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .OldAnnotation("Npgsql:Enum:venue_kind", "hall,studio,outdoor,other")
                .OldAnnotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .OldAnnotation("Npgsql:Enum:view_page", "pipeline,customers")
                .OldAnnotation("Npgsql:Enum:watch_state", "settling,reading,complete,incomplete,no_project")
                .OldAnnotation("Npgsql:Enum:watermark_place", "corner,centre,tiled")
                .OldAnnotation("Npgsql:Enum:weekday", "sunday,monday,tuesday,wednesday,thursday,friday,saturday")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");
        }
    }
}
