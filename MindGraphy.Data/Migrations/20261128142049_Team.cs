using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Photographers;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class Team : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability");

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
                .Annotation("Npgsql:Enum:leave_kind", "vacation,sick,family,personal")
                .Annotation("Npgsql:Enum:leave_status", "requested,approved,declined,withdrawn,cancelled")
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
                .Annotation("Npgsql:Enum:weekday", "sunday,monday,tuesday,wednesday,thursday,friday,saturday")
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

            migrationBuilder.Sql("UPDATE photographers SET equipment_owned = '[]'::jsonb WHERE equipment_owned IS NULL OR jsonb_typeof(equipment_owned) <> 'array';");

            migrationBuilder.AlterColumn<string>(
                name: "equipment_owned",
                table: "photographers",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb",
                oldClrType: typeof(string),
                oldType: "jsonb",
                oldNullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "areas",
                table: "photographers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'::text[]");

            migrationBuilder.AddColumn<decimal>(
                name: "fee",
                table: "photographers",
                type: "numeric(12,0)",
                precision: 12,
                scale: 0,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "grade",
                table: "photographers",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_outsourced",
                table: "photographers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "settlement_note",
                table: "photographers",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "photographers",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<Guid>(
                name: "leave_request_id",
                table: "photographer_availability",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "leave_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    from_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    to_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    begins_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<LeaveKind>(type: "leave_kind", nullable: false),
                    reason = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    status = table.Column<LeaveStatus>(type: "leave_status", nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_requests", x => x.id);
                    table.CheckConstraint("ck_leave_requests_days", "last_day >= first_day AND ends_at > begins_at");
                    table.CheckConstraint("ck_leave_requests_hours", "(from_time IS NULL AND to_time IS NULL) OR first_day = last_day");
                    table.ForeignKey(
                        name: "fk_leave_requests_users_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_leave_requests_users_person_id",
                        column: x => x.person_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "photographer_working_hours",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    photographer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    weekday = table.Column<Weekday>(type: "weekday", nullable: false),
                    begins = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    ends = table.Column<TimeOnly>(type: "time without time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photographer_working_hours", x => x.id);
                    table.ForeignKey(
                        name: "fk_photographer_working_hours_photographers_photographer_id",
                        column: x => x.photographer_id,
                        principalTable: "photographers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_photographer_availability_leave_request_id",
                table: "photographer_availability",
                column: "leave_request_id");

            migrationBuilder.CreateIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability",
                columns: new[] { "photographer_id", "date", "time_slot_start", "is_available" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_decided_by_id",
                table: "leave_requests",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_person_id_first_day",
                table: "leave_requests",
                columns: new[] { "person_id", "first_day" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_waiting",
                table: "leave_requests",
                column: "first_day",
                filter: "status = 'requested'");

            migrationBuilder.CreateIndex(
                name: "ux_photographer_working_hours_begin",
                table: "photographer_working_hours",
                columns: new[] { "photographer_id", "weekday", "begins" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_photographer_availability_leave_request_leave_request_id",
                table: "photographer_availability",
                column: "leave_request_id",
                principalTable: "leave_requests",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            // Nobody asks twice for a day, and nobody asks for a day they have. Hours are left to the bookings that approving makes.
            migrationBuilder.Sql(
                """
                ALTER TABLE leave_requests ADD CONSTRAINT ex_leave_requests_no_overlap
                    EXCLUDE USING gist (person_id WITH =, daterange(first_day, last_day, '[]') WITH &&)
                    WHERE (status IN ('requested', 'approved') AND from_time IS NULL AND to_time IS NULL);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_photographer_availability_leave_request_leave_request_id",
                table: "photographer_availability");

            migrationBuilder.DropTable(
                name: "leave_requests");

            migrationBuilder.DropTable(
                name: "photographer_working_hours");

            migrationBuilder.DropIndex(
                name: "ix_photographer_availability_leave_request_id",
                table: "photographer_availability");

            migrationBuilder.DropIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability");

            migrationBuilder.DropColumn(
                name: "areas",
                table: "photographers");

            migrationBuilder.DropColumn(
                name: "fee",
                table: "photographers");

            migrationBuilder.DropColumn(
                name: "grade",
                table: "photographers");

            migrationBuilder.DropColumn(
                name: "is_outsourced",
                table: "photographers");

            migrationBuilder.DropColumn(
                name: "settlement_note",
                table: "photographers");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "photographers");

            migrationBuilder.DropColumn(
                name: "leave_request_id",
                table: "photographer_availability");

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
                .OldAnnotation("Npgsql:Enum:leave_kind", "vacation,sick,family,personal")
                .OldAnnotation("Npgsql:Enum:leave_status", "requested,approved,declined,withdrawn,cancelled")
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
                .OldAnnotation("Npgsql:Enum:weekday", "sunday,monday,tuesday,wednesday,thursday,friday,saturday")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AlterColumn<string>(
                name: "equipment_owned",
                table: "photographers",
                type: "jsonb",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "jsonb",
                oldDefaultValueSql: "'[]'::jsonb");

            migrationBuilder.CreateIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability",
                columns: new[] { "photographer_id", "date", "time_slot_start" },
                unique: true);
        }
    }
}
