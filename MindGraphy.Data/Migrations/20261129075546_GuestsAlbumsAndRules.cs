using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Editing;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class GuestsAlbumsAndRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .Annotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .Annotation("Npgsql:Enum:album_order_status", "draft,designing,proofing,approved,ordered,arrived,shipped,handed_over,cancelled")
                .Annotation("Npgsql:Enum:album_round_status", "preparing,sent,asked,approved,retired")
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
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer,review,album,guest")
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

            migrationBuilder.AddColumn<Guid[]>(
                name: "hand_order",
                table: "proof_gallery_sessions",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<bool>(
                name: "may_save",
                table: "proof_gallery_sessions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "pin_id",
                table: "proof_gallery_sessions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pin_paused_until",
                table: "proof_gallery_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pin_tries",
                table: "proof_gallery_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "album_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<AlbumOrderStatus>(type: "album_order_status", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    size = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    pages = table.Column<int>(type: "integer", nullable: false),
                    couple_copies = table.Column<int>(type: "integer", nullable: false),
                    groom_family_copies = table.Column<int>(type: "integer", nullable: false),
                    bride_family_copies = table.Column<int>(type: "integer", nullable: false),
                    included_pages = table.Column<int>(type: "integer", nullable: false),
                    included_copies = table.Column<int>(type: "integer", nullable: false),
                    included_rounds = table.Column<int>(type: "integer", nullable: false),
                    page_won = table.Column<long>(type: "bigint", nullable: true),
                    copy_won = table.Column<long>(type: "bigint", nullable: true),
                    is_priced = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    memo = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    lab_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    lab_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ordered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: true),
                    deliverable_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    status_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_album_orders", x => x.id);
                    table.CheckConstraint("ck_album_orders_approved", "approved_at IS NOT NULL OR status IN ('draft', 'designing', 'proofing', 'cancelled')");
                    table.CheckConstraint("ck_album_orders_copies", "couple_copies >= 0 AND groom_family_copies >= 0 AND bride_family_copies >= 0 AND couple_copies + groom_family_copies + bride_family_copies > 0");
                    table.CheckConstraint("ck_album_orders_pages", "pages BETWEEN 2 AND 400");
                    table.ForeignKey(
                        name: "fk_album_orders_customer_contact_approved_by",
                        column: x => x.approved_by,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_album_orders_deliverable_deliverable_id",
                        column: x => x.deliverable_id,
                        principalTable: "deliverables",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_album_orders_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "guest_galleries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    deliverable_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    may_save = table.Column<bool>(type: "boolean", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    made_by_contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    pin_id = table.Column<Guid>(type: "uuid", nullable: true),
                    pin_paused_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pin_tries = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guest_galleries", x => x.id);
                    table.ForeignKey(
                        name: "fk_guest_galleries_customer_contacts_made_by_contact_id",
                        column: x => x.made_by_contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_guest_galleries_deliverables_deliverable_id",
                        column: x => x.deliverable_id,
                        principalTable: "deliverables",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_guest_galleries_users_made_by_user_id",
                        column: x => x.made_by_user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "album_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<AlbumRoundStatus>(type: "album_round_status", nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    pdf_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    pdf_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    pdf_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    answer_by = table.Column<DateOnly>(type: "date", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reminded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retire_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_album_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_album_rounds_album_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "album_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_album_rounds_customer_contact_answered_by",
                        column: x => x.answered_by,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "guest_photos",
                columns: table => new
                {
                    gallery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guest_photos", x => new { x.gallery_id, x.photo_id });
                    table.ForeignKey(
                        name: "fk_guest_photos_guest_galleries_gallery_id",
                        column: x => x.gallery_id,
                        principalTable: "guest_galleries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_guest_photos_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "album_spreads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_album_spreads", x => x.id);
                    table.ForeignKey(
                        name: "fk_album_spreads_album_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "album_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "album_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    spread_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    pin_x = table.Column<int>(type: "integer", nullable: true),
                    pin_y = table.Column<int>(type: "integer", nullable: true),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<RevisionAnswer>(type: "revision_answer", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_album_notes", x => x.id);
                    table.CheckConstraint("ck_album_notes_pin", "(pin_x IS NULL) = (pin_y IS NULL) AND pin_x BETWEEN 0 AND 1000 AND pin_y BETWEEN 0 AND 1000");
                    table.ForeignKey(
                        name: "fk_album_notes_album_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "album_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_album_notes_album_spreads_spread_id",
                        column: x => x.spread_id,
                        principalTable: "album_spreads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_album_notes_customer_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_album_notes_users_answered_by",
                        column: x => x.answered_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "ix_album_notes_answered_by",
                table: "album_notes",
                column: "answered_by");

            migrationBuilder.CreateIndex(
                name: "ix_album_notes_contact_id",
                table: "album_notes",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_album_notes_round_id",
                table: "album_notes",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_album_notes_spread_id",
                table: "album_notes",
                column: "spread_id");

            migrationBuilder.CreateIndex(
                name: "ix_album_orders_approved_by",
                table: "album_orders",
                column: "approved_by");

            migrationBuilder.CreateIndex(
                name: "ix_album_orders_open",
                table: "album_orders",
                columns: new[] { "due_on", "id" },
                filter: "status NOT IN ('handed_over', 'cancelled')");

            migrationBuilder.CreateIndex(
                name: "ix_album_orders_project_id",
                table: "album_orders",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ux_album_orders_deliverable",
                table: "album_orders",
                column: "deliverable_id",
                unique: true,
                filter: "deliverable_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_album_rounds_answered_by",
                table: "album_rounds",
                column: "answered_by");

            migrationBuilder.CreateIndex(
                name: "ix_album_rounds_waiting",
                table: "album_rounds",
                column: "answer_by",
                filter: "status = 'sent' AND reminded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_album_rounds_number",
                table: "album_rounds",
                columns: new[] { "order_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_album_rounds_open",
                table: "album_rounds",
                columns: new[] { "order_id", "status" },
                unique: true,
                filter: "status IN ('preparing', 'sent', 'approved')");

            migrationBuilder.CreateIndex(
                name: "ix_album_spreads_round_id_position",
                table: "album_spreads",
                columns: new[] { "round_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_guest_galleries_made_by_contact_id",
                table: "guest_galleries",
                column: "made_by_contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_guest_galleries_made_by_user_id",
                table: "guest_galleries",
                column: "made_by_user_id");

            migrationBuilder.CreateIndex(
                name: "ux_guest_galleries_key",
                table: "guest_galleries",
                columns: new[] { "deliverable_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_guest_photos_photo_id",
                table: "guest_photos",
                column: "photo_id");
            migrationBuilder.Sql(AlbumOrders.AlbumOrderSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AlbumOrders.AlbumOrderSql.Down);

            migrationBuilder.DropTable(
                name: "album_notes");

            migrationBuilder.DropTable(
                name: "guest_photos");

            migrationBuilder.DropTable(
                name: "album_spreads");

            migrationBuilder.DropTable(
                name: "guest_galleries");

            migrationBuilder.DropTable(
                name: "album_rounds");

            migrationBuilder.DropTable(
                name: "album_orders");

            migrationBuilder.DropColumn(
                name: "hand_order",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "may_save",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "pin_id",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "pin_paused_until",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "pin_tries",
                table: "proof_gallery_sessions");

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
                .OldAnnotation("Npgsql:Enum:album_order_status", "draft,designing,proofing,approved,ordered,arrived,shipped,handed_over,cancelled")
                .OldAnnotation("Npgsql:Enum:album_round_status", "preparing,sent,asked,approved,retired")
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
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey,quote,photographer,review,album,guest")
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
