using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Schedules;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class Crews : Migration
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
                .Annotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .Annotation("Npgsql:Enum:booking_status", "booked,cancelled")
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
                .Annotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .Annotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .Annotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .Annotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .Annotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .Annotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer")
                .Annotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .Annotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .Annotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .Annotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .Annotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .Annotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .Annotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .Annotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .Annotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
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
                .Annotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .Annotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .Annotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .Annotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .Annotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .Annotation("Npgsql:Enum:view_page", "pipeline,customers")
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .OldAnnotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .OldAnnotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .OldAnnotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .OldAnnotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .OldAnnotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .OldAnnotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .OldAnnotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .OldAnnotation("Npgsql:Enum:cash_receipt_cancel_type", "transaction_cancelled,issued_in_error,other")
                .OldAnnotation("Npgsql:Enum:cash_receipt_use", "income_deduction,expense_proof,voluntary")
                .OldAnnotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .OldAnnotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner,other")
                .OldAnnotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:customer_field", "bride_name,groom_name,bride_phone,groom_phone,email,wedding_date,wedding_time,wedding_venue,source_channel,notes,contact_name,contact_latin_name,contact_phone,contact_email,contact_language,manager,referrer,address,contact,wished_type")
                .OldAnnotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .OldAnnotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .OldAnnotation("Npgsql:Enum:duplicate_rule", "skip,fill_in,make_anyway")
                .OldAnnotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .OldAnnotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .OldAnnotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .OldAnnotation("Npgsql:Enum:export_format", "csv,xlsx")
                .OldAnnotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .OldAnnotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .OldAnnotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .OldAnnotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .OldAnnotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .OldAnnotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote")
                .OldAnnotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .OldAnnotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .OldAnnotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .OldAnnotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .OldAnnotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .OldAnnotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .OldAnnotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .OldAnnotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .OldAnnotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
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
                .OldAnnotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .OldAnnotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .OldAnnotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .OldAnnotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .OldAnnotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .OldAnnotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .OldAnnotation("Npgsql:Enum:view_page", "pipeline,customers")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AddColumn<Guid>(
                name: "overridden_by_id",
                table: "shooting_schedules",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "override_reason",
                table: "shooting_schedules",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "retake_reason",
                table: "shooting_schedules",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "turnaround_minutes",
                table: "shooting_schedules",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "overlap_allowed",
                table: "person_bookings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "booking_overrides",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<BookingSource>(type: "booking_source", nullable: false),
                    other_schedule_id = table.Column<Guid>(type: "uuid", nullable: true),
                    over = table.Column<string>(type: "text", nullable: true),
                    busy_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    busy_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    overridden_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booking_overrides", x => x.id);
                    table.ForeignKey(
                        name: "fk_booking_overrides_shooting_schedules_other_schedule_id",
                        column: x => x.other_schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_booking_overrides_shooting_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booking_overrides_users_overridden_by_id",
                        column: x => x.overridden_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_booking_overrides_users_person_id",
                        column: x => x.person_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "schedule_assignments",
                columns: table => new
                {
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_main = table.Column<bool>(type: "boolean", nullable: false),
                    answer = table.Column<CrewAnswer>(type: "crew_answer", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decline_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_in_received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checked_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_out_received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    field_note = table.Column<string>(type: "text", nullable: true),
                    fee = table.Column<decimal>(type: "numeric(12,0)", precision: 12, scale: 0, nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_assignments", x => new { x.schedule_id, x.person_id });
                    table.CheckConstraint("ck_schedule_assignments_fee", "fee >= 0");
                    table.ForeignKey(
                        name: "fk_schedule_assignments_shooting_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_schedule_assignments_users_person_id",
                        column: x => x.person_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "shoot_swaps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    status = table.Column<SwapStatus>(type: "swap_status", nullable: false),
                    accepted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shoot_swaps", x => x.id);
                    table.ForeignKey(
                        name: "fk_shoot_swaps_shooting_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shoot_swaps_users_accepted_by_id",
                        column: x => x.accepted_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_shoot_swaps_users_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_shoot_swaps_users_from_person_id",
                        column: x => x.from_person_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_shoot_swaps_users_to_person_id",
                        column: x => x.to_person_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "substitutions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promised_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promised_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    proposed_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    status = table.Column<SubstitutionStatus>(type: "substitution_status", nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by_contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answer_note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    answer_ip = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_substitutions", x => x.id);
                    table.ForeignKey(
                        name: "fk_substitutions_customer_contacts_answered_by_contact_id",
                        column: x => x.answered_by_contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_substitutions_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_substitutions_shooting_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_substitutions_users_promised_person_id",
                        column: x => x.promised_person_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_substitutions_users_proposed_by_id",
                        column: x => x.proposed_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_substitutions_users_proposed_person_id",
                        column: x => x.proposed_person_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_substitutions_users_recorded_by_id",
                        column: x => x.recorded_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "wedding_details",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shot_list = table.Column<string>(type: "text", nullable: true),
                    makeup_shop = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    makeup_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    dress_shop = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    dress_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    helper_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    helper_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    crew_notes = table.Column<string>(type: "text", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wedding_details", x => x.project_id);
                    table.ForeignKey(
                        name: "fk_wedding_details_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "timetable_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    is_exact = table.Column<bool>(type: "boolean", nullable: false),
                    what = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    place = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timetable_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_timetable_entries_wedding_details_project_id",
                        column: x => x.project_id,
                        principalTable: "wedding_details",
                        principalColumn: "project_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_shooting_schedules_overridden_by_id",
                table: "shooting_schedules",
                column: "overridden_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_booking_overrides_other_schedule_id",
                table: "booking_overrides",
                column: "other_schedule_id");

            migrationBuilder.CreateIndex(
                name: "ix_booking_overrides_overridden_by_id",
                table: "booking_overrides",
                column: "overridden_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_booking_overrides_person_id",
                table: "booking_overrides",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_booking_overrides_schedule_id",
                table: "booking_overrides",
                column: "schedule_id");

            migrationBuilder.CreateIndex(
                name: "ix_schedule_assignments_person_id",
                table: "schedule_assignments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_shoot_swaps_accepted_by_id",
                table: "shoot_swaps",
                column: "accepted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_shoot_swaps_decided_by_id",
                table: "shoot_swaps",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_shoot_swaps_from_person_id",
                table: "shoot_swaps",
                column: "from_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_shoot_swaps_schedule_id",
                table: "shoot_swaps",
                column: "schedule_id");

            migrationBuilder.CreateIndex(
                name: "ix_shoot_swaps_to_person_id",
                table: "shoot_swaps",
                column: "to_person_id");

            migrationBuilder.CreateIndex(
                name: "ux_shoot_swaps_open",
                table: "shoot_swaps",
                columns: new[] { "schedule_id", "from_person_id" },
                unique: true,
                filter: "status IN ('offered', 'accepted')");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_answered_by_contact_id",
                table: "substitutions",
                column: "answered_by_contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_project_id",
                table: "substitutions",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_promised_person_id",
                table: "substitutions",
                column: "promised_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_proposed_by_id",
                table: "substitutions",
                column: "proposed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_proposed_person_id",
                table: "substitutions",
                column: "proposed_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_recorded_by_id",
                table: "substitutions",
                column: "recorded_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_substitutions_schedule_id_created_at",
                table: "substitutions",
                columns: new[] { "schedule_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ux_substitutions_live",
                table: "substitutions",
                column: "schedule_id",
                unique: true,
                filter: "status <> 'withdrawn'");

            migrationBuilder.CreateIndex(
                name: "ix_timetable_entries_project_id_at",
                table: "timetable_entries",
                columns: new[] { "project_id", "at" });

            migrationBuilder.AddForeignKey(
                name: "fk_shooting_schedules_users_overridden_by_id",
                table: "shooting_schedules",
                column: "overridden_by_id",
                principalTable: "users",
                principalColumn: "id");
            migrationBuilder.Sql(CrewSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CrewSql.Down);
            migrationBuilder.DropForeignKey(
                name: "fk_shooting_schedules_users_overridden_by_id",
                table: "shooting_schedules");

            migrationBuilder.DropTable(
                name: "booking_overrides");

            migrationBuilder.DropTable(
                name: "schedule_assignments");

            migrationBuilder.DropTable(
                name: "shoot_swaps");

            migrationBuilder.DropTable(
                name: "substitutions");

            migrationBuilder.DropTable(
                name: "timetable_entries");

            migrationBuilder.DropTable(
                name: "wedding_details");

            migrationBuilder.DropIndex(
                name: "ix_shooting_schedules_overridden_by_id",
                table: "shooting_schedules");

            migrationBuilder.DropColumn(
                name: "overridden_by_id",
                table: "shooting_schedules");

            migrationBuilder.DropColumn(
                name: "override_reason",
                table: "shooting_schedules");

            migrationBuilder.DropColumn(
                name: "retake_reason",
                table: "shooting_schedules");

            migrationBuilder.DropColumn(
                name: "turnaround_minutes",
                table: "shooting_schedules");

            migrationBuilder.DropColumn(
                name: "overlap_allowed",
                table: "person_bookings");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .Annotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .Annotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .Annotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .Annotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .Annotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .Annotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .Annotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .Annotation("Npgsql:Enum:cash_receipt_cancel_type", "transaction_cancelled,issued_in_error,other")
                .Annotation("Npgsql:Enum:cash_receipt_use", "income_deduction,expense_proof,voluntary")
                .Annotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .Annotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner,other")
                .Annotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .Annotation("Npgsql:Enum:customer_field", "bride_name,groom_name,bride_phone,groom_phone,email,wedding_date,wedding_time,wedding_venue,source_channel,notes,contact_name,contact_latin_name,contact_phone,contact_email,contact_language,manager,referrer,address,contact,wished_type")
                .Annotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .Annotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .Annotation("Npgsql:Enum:duplicate_rule", "skip,fill_in,make_anyway")
                .Annotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .Annotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .Annotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .Annotation("Npgsql:Enum:export_format", "csv,xlsx")
                .Annotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .Annotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .Annotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .Annotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .Annotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .Annotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote")
                .Annotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .Annotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .Annotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .Annotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .Annotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .Annotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .Annotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .Annotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .Annotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
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
                .Annotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .Annotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .Annotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .Annotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .Annotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .Annotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .Annotation("Npgsql:Enum:view_page", "pipeline,customers")
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .OldAnnotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .OldAnnotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .OldAnnotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .OldAnnotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .OldAnnotation("Npgsql:Enum:bank_entry_status", "open,booked,ignored")
                .OldAnnotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .OldAnnotation("Npgsql:Enum:booking_status", "booked,cancelled")
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
                .OldAnnotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .OldAnnotation("Npgsql:Enum:import_status", "uploaded,checking,checked,running,completed,cancelled,failed,undone")
                .OldAnnotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .OldAnnotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
                .OldAnnotation("Npgsql:Enum:kept_reason", "contract,project,moved,edited,used")
                .OldAnnotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer")
                .OldAnnotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .OldAnnotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .OldAnnotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .OldAnnotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .OldAnnotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .OldAnnotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .OldAnnotation("Npgsql:Enum:plan_amount", "fixed,percent,rest")
                .OldAnnotation("Npgsql:Enum:plan_due", "after_signing,before_shoot,after_shoot,on_date")
                .OldAnnotation("Npgsql:Enum:plan_line_kind", "deposit,interim,balance,additional")
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
                .OldAnnotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .OldAnnotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .OldAnnotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .OldAnnotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .OldAnnotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .OldAnnotation("Npgsql:Enum:view_page", "pipeline,customers")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");
        }
    }
}
