using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class LeadSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_customers_lead_status_status_changed_at_id",
                table: "customers");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .Annotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .Annotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .Annotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .Annotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .Annotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .Annotation("Npgsql:Enum:booking_status", "booked,cancelled")
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
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey")
                .Annotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .Annotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .Annotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .Annotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .Annotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .Annotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .Annotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .Annotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .Annotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .Annotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .Annotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .Annotation("Npgsql:Enum:selection_kind", "candidate,final")
                .Annotation("Npgsql:Enum:signature_kind", "drawn,typed")
                .Annotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .Annotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .Annotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .Annotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .Annotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .Annotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .Annotation("Npgsql:Enum:view_page", "pipeline,customers")
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .OldAnnotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .OldAnnotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .OldAnnotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .OldAnnotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .OldAnnotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .OldAnnotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .OldAnnotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner")
                .OldAnnotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .OldAnnotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .OldAnnotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .OldAnnotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .OldAnnotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .OldAnnotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .OldAnnotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey")
                .OldAnnotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .OldAnnotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .OldAnnotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .OldAnnotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .OldAnnotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .OldAnnotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .OldAnnotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .OldAnnotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .OldAnnotation("Npgsql:Enum:selection_kind", "candidate,final")
                .OldAnnotation("Npgsql:Enum:signature_kind", "drawn,typed")
                .OldAnnotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .OldAnnotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .OldAnnotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .OldAnnotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .OldAnnotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "stage_history",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cancel_note",
                table: "customers",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_response_at",
                table: "customers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_touched_at",
                table: "customers",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "customers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_task_on",
                table: "customers",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "referrer_id",
                table: "customers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "latin_name",
                table: "customer_contacts",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "removed_at",
                table: "customer_contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "recorded_by_id",
                table: "consents",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<ProjectType>(
                name: "wished_type",
                table: "customers",
                type: "project_type",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scopes = table.Column<List<string>>(type: "text[]", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    shown = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_tokens_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "customer_activities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<ActivityKind>(type: "activity_kind", nullable: false),
                    is_incoming = table.Column<bool>(type: "boolean", nullable: true),
                    body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    file_key = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    file_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    file_size = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_activities", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_activities_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_activities_users_by_id",
                        column: x => x.by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "customer_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<CustomerField>(type: "customer_field", nullable: false),
                    old_value = table.Column<string>(type: "text", nullable: true),
                    new_value = table.Column<string>(type: "text", nullable: true),
                    changed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_changes_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_customer_changes_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_changes_users_changed_by_id",
                        column: x => x.changed_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "customer_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    snapshot = table.Column<string>(type: "jsonb", nullable: false),
                    merged_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_merges", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_merges_customers_gone_id",
                        column: x => x.gone_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_merges_customers_kept_id",
                        column: x => x.kept_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_merges_users_merged_by_id",
                        column: x => x.merged_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_customer_merges_users_undone_by_id",
                        column: x => x.undone_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "customer_search",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_search", x => x.customer_id);
                    table.ForeignKey(
                        name: "fk_customer_search_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "embed_sites",
                columns: table => new
                {
                    origin = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_embed_sites", x => x.origin);
                });

            migrationBuilder.CreateTable(
                name: "exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    format = table.Column<ExportFormat>(type: "export_format", nullable: false),
                    filter = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    ip = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    row_count = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exports", x => x.id);
                    table.ForeignKey(
                        name: "fk_exports_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    status = table.Column<ImportStatus>(type: "import_status", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_size = table.Column<long>(type: "bigint", nullable: false),
                    file_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    header_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    columns = table.Column<string[]>(type: "text[]", nullable: false),
                    sample_values = table.Column<string[]>(type: "text[]", nullable: false),
                    mapping = table.Column<string[]>(type: "text[]", nullable: false),
                    rule = table.Column<DuplicateRule>(type: "duplicate_rule", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: true),
                    total_rows = table.Column<int>(type: "integer", nullable: true),
                    done_rows = table.Column<int>(type: "integer", nullable: false),
                    new_rows = table.Column<int>(type: "integer", nullable: false),
                    duplicate_rows = table.Column<int>(type: "integer", nullable: false),
                    filled_rows = table.Column<int>(type: "integer", nullable: false),
                    refused_rows = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_rows = table.Column<int>(type: "integer", nullable: false),
                    kept_rows = table.Column<int>(type: "integer", nullable: false),
                    failed_because = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_imports_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "list_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    kind = table.Column<ListKind>(type: "list_kind", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    asks_for = table.Column<PartnerKind>(type: "partner_kind", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partners",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    kind = table.Column<PartnerKind>(type: "partner_kind", nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page = table.Column<ViewPage>(type: "view_page", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_views_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stage_rules",
                columns: table => new
                {
                    stage = table.Column<LeadStatus>(type: "lead_status", nullable: false),
                    idle_days = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_rules", x => x.stage);
                });

            migrationBuilder.CreateTable(
                name: "task_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    stage = table.Column<LeadStatus>(type: "lead_status", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    anchor = table.Column<TaskAnchor>(type: "task_anchor", nullable: false),
                    offset_days = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_rules", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_rules_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "inquiry_submissions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    channel = table.Column<InquiryChannel>(type: "inquiry_channel", nullable: false),
                    outcome = table.Column<InquiryOutcome>(type: "inquiry_outcome", nullable: false),
                    codes = table.Column<List<string>>(type: "text[]", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    body = table.Column<string>(type: "text", nullable: false),
                    body_bytes = table.Column<long>(type: "bigint", nullable: false),
                    sender = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    ip = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    consent_version = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    api_token_id = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inquiry_submissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_inquiry_submissions_api_token_api_token_id",
                        column: x => x.api_token_id,
                        principalTable: "api_tokens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_inquiry_submissions_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inquiry_submissions_users_taken_by_id",
                        column: x => x.taken_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "import_problems",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_number = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    field = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    column = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    limit = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_problems", x => new { x.import_id, x.row_number, x.ordinal });
                    table.ForeignKey(
                        name: "fk_import_problems_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_rows",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_number = table.Column<int>(type: "integer", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filled = table.Column<string>(type: "jsonb", nullable: true),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    kept = table.Column<KeptReason>(type: "kept_reason", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_rows", x => new { x.import_id, x.row_number });
                    table.ForeignKey(
                        name: "fk_import_rows_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    dropped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_tasks_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_customer_tasks_task_rule_rule_id",
                        column: x => x.rule_id,
                        principalTable: "task_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_customer_tasks_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_customer_tasks_users_done_by_id",
                        column: x => x.done_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_customer_tasks_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_board",
                table: "customers",
                columns: new[] { "lead_status", "status_changed_at", "id" },
                descending: new[] { false, true, false },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_bride_name",
                table: "customers",
                columns: new[] { "bride_name", "id" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_bride_phone",
                table: "customers",
                column: "bride_phone",
                filter: "bride_phone IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_groom_phone",
                table: "customers",
                column: "groom_phone",
                filter: "groom_phone IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_merged_into_id",
                table: "customers",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_next_task",
                table: "customers",
                columns: new[] { "next_task_on", "id" },
                filter: "next_task_on IS NOT NULL AND merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_proposed_day",
                table: "customers",
                column: "wedding_date",
                filter: "lead_status = 'proposal'");

            migrationBuilder.CreateIndex(
                name: "ix_customers_referrer_id",
                table: "customers",
                column: "referrer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_source",
                table: "customers",
                columns: new[] { "source_channel", "id" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_touched",
                table: "customers",
                columns: new[] { "last_touched_at", "id" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_wedding_date",
                table: "customers",
                columns: new[] { "wedding_date", "id" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_contacts_phone",
                table: "customer_contacts",
                column: "phone");

            migrationBuilder.CreateIndex(
                name: "ix_consents_recorded_by_id",
                table: "consents",
                column: "recorded_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_created_by_id",
                table: "api_tokens",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_api_tokens_token_hash",
                table: "api_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_activities_by_id",
                table: "customer_activities",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_activities_customer_id_happened_at",
                table: "customer_activities",
                columns: new[] { "customer_id", "happened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_changes_changed_by_id",
                table: "customer_changes",
                column: "changed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_changes_contact_id",
                table: "customer_changes",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_changes_customer_id_changed_at",
                table: "customer_changes",
                columns: new[] { "customer_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_merges_gone_id",
                table: "customer_merges",
                column: "gone_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merges_kept_id_merged_at",
                table: "customer_merges",
                columns: new[] { "kept_id", "merged_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_merges_merged_by_id",
                table: "customer_merges",
                column: "merged_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_merges_undone_by_id",
                table: "customer_merges",
                column: "undone_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_customer_merges_gone",
                table: "customer_merges",
                column: "gone_id",
                unique: true,
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_created_by_id",
                table: "customer_tasks",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_customer_id",
                table: "customer_tasks",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_done_by_id",
                table: "customer_tasks",
                column: "done_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_due",
                table: "customer_tasks",
                columns: new[] { "due_on", "id" },
                filter: "done_at IS NULL AND dropped_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_open",
                table: "customer_tasks",
                columns: new[] { "customer_id", "due_on" },
                filter: "done_at IS NULL AND dropped_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_owner_id",
                table: "customer_tasks",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tasks_rule_id",
                table: "customer_tasks",
                column: "rule_id");

            migrationBuilder.CreateIndex(
                name: "ux_customer_tasks_rule",
                table: "customer_tasks",
                columns: new[] { "customer_id", "rule_id" },
                unique: true,
                filter: "done_at IS NULL AND dropped_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_exports_created_at",
                table: "exports",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_exports_user_id",
                table: "exports",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_rows_customer_id",
                table: "import_rows",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_imports_created_at",
                table: "imports",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_imports_created_by_id",
                table: "imports",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_imports_header_key_updated_at",
                table: "imports",
                columns: new[] { "header_key", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_submissions_api_token_id",
                table: "inquiry_submissions",
                column: "api_token_id");

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_submissions_customer_id",
                table: "inquiry_submissions",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_submissions_log",
                table: "inquiry_submissions",
                columns: new[] { "outcome", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_submissions_purge",
                table: "inquiry_submissions",
                column: "received_at",
                filter: "customer_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inquiry_submissions_taken_by_id",
                table: "inquiry_submissions",
                column: "taken_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_list_items_name",
                table: "list_items",
                columns: new[] { "kind", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_partners_name",
                table: "partners",
                columns: new[] { "kind", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_saved_views_name",
                table: "saved_views",
                columns: new[] { "owner_id", "page", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_task_rules_owner_id",
                table: "task_rules",
                column: "owner_id");

            migrationBuilder.AddForeignKey(
                name: "fk_consents_users_recorded_by_id",
                table: "consents",
                column: "recorded_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_customers_customers_merged_into_id",
                table: "customers",
                column: "merged_into_id",
                principalTable: "customers",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_customers_partner_referrer_id",
                table: "customers",
                column: "referrer_id",
                principalTable: "partners",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.Sql(Customers.CustomerSql.Up);
            migrationBuilder.Sql(Imports.ImportSql.Up);
            migrationBuilder.Sql(Search.SearchSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Search.SearchSql.Down);
            migrationBuilder.Sql(Imports.ImportSql.Down);
            migrationBuilder.Sql(Customers.CustomerSql.Down);

            migrationBuilder.DropForeignKey(
                name: "fk_consents_users_recorded_by_id",
                table: "consents");

            migrationBuilder.DropForeignKey(
                name: "fk_customers_customers_merged_into_id",
                table: "customers");

            migrationBuilder.DropForeignKey(
                name: "fk_customers_partner_referrer_id",
                table: "customers");

            migrationBuilder.DropTable(
                name: "customer_activities");

            migrationBuilder.DropTable(
                name: "customer_changes");

            migrationBuilder.DropTable(
                name: "customer_merges");

            migrationBuilder.DropTable(
                name: "customer_search");

            migrationBuilder.DropTable(
                name: "customer_tasks");

            migrationBuilder.DropTable(
                name: "embed_sites");

            migrationBuilder.DropTable(
                name: "exports");

            migrationBuilder.DropTable(
                name: "import_problems");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "inquiry_submissions");

            migrationBuilder.DropTable(
                name: "list_items");

            migrationBuilder.DropTable(
                name: "partners");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "stage_rules");

            migrationBuilder.DropTable(
                name: "task_rules");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropIndex(
                name: "ix_customers_board",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_bride_name",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_bride_phone",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_groom_phone",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_merged_into_id",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_next_task",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_proposed_day",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_referrer_id",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_source",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_touched",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_wedding_date",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customer_contacts_phone",
                table: "customer_contacts");

            migrationBuilder.DropIndex(
                name: "ix_consents_recorded_by_id",
                table: "consents");

            migrationBuilder.DropColumn(
                name: "wished_type",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "note",
                table: "stage_history");

            migrationBuilder.DropColumn(
                name: "cancel_note",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "first_response_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "last_touched_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "next_task_on",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "referrer_id",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "latin_name",
                table: "customer_contacts");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "customer_contacts");

            migrationBuilder.DropColumn(
                name: "recorded_by_id",
                table: "consents");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .Annotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .Annotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .Annotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .Annotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .Annotation("Npgsql:Enum:booking_status", "booked,cancelled")
                .Annotation("Npgsql:Enum:consent_kind", "privacy,portrait,marketing,refund_rules")
                .Annotation("Npgsql:Enum:contact_role", "groom,bride,parent,planner")
                .Annotation("Npgsql:Enum:contract_status", "draft,sent,signed,active,completed,cancelled")
                .Annotation("Npgsql:Enum:delivery_status", "preparing,ready,delivered,expired")
                .Annotation("Npgsql:Enum:delivery_type", "digital_download,usb,album,cloud_link")
                .Annotation("Npgsql:Enum:edit_status", "pending,in_progress,completed,approved")
                .Annotation("Npgsql:Enum:editing_priority", "low,normal,high,urgent")
                .Annotation("Npgsql:Enum:editing_status", "queued,in_progress,review,completed,revision")
                .Annotation("Npgsql:Enum:file_upload_status", "open,completed,failed,aborted")
                .Annotation("Npgsql:Enum:lead_status", "inquiry,consultation,proposal,contracted,completed,cancelled")
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey")
                .Annotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .Annotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .Annotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .Annotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .Annotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .Annotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .Annotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .Annotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .Annotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .Annotation("Npgsql:Enum:selection_kind", "candidate,final")
                .Annotation("Npgsql:Enum:signature_kind", "drawn,typed")
                .Annotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .Annotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .Annotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .Annotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .Annotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:Enum:activity_kind", "note,call,message,visit,file")
                .OldAnnotation("Npgsql:Enum:address_type", "home,delivery,wedding_venue")
                .OldAnnotation("Npgsql:Enum:album_type", "raw,proof,edited,final,backup")
                .OldAnnotation("Npgsql:Enum:availability_status", "available,busy,on_leave")
                .OldAnnotation("Npgsql:Enum:backup_type", "ssd,hdd,nas,glacier")
                .OldAnnotation("Npgsql:Enum:booking_source", "crew,leave,hold")
                .OldAnnotation("Npgsql:Enum:booking_status", "booked,cancelled")
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
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey")
                .OldAnnotation("Npgsql:Enum:list_kind", "lead_source,cancel_reason")
                .OldAnnotation("Npgsql:Enum:notice_status", "pending,sent,delivered,failed,bounced")
                .OldAnnotation("Npgsql:Enum:notification_type", "email,sms,push,in_app")
                .OldAnnotation("Npgsql:Enum:partner_kind", "planner,venue,shop")
                .OldAnnotation("Npgsql:Enum:payment_status", "pending,completed,failed,refunded")
                .OldAnnotation("Npgsql:Enum:payment_type", "deposit,balance,additional,refund")
                .OldAnnotation("Npgsql:Enum:project_status", "scheduled,in_progress,proof_ready,editing,completed,delivered,archived")
                .OldAnnotation("Npgsql:Enum:project_type", "wedding,studio,outdoor,pre_wedding,family")
                .OldAnnotation("Npgsql:Enum:proof_status", "pending,active,completed,expired")
                .OldAnnotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .OldAnnotation("Npgsql:Enum:selection_kind", "candidate,final")
                .OldAnnotation("Npgsql:Enum:signature_kind", "drawn,typed")
                .OldAnnotation("Npgsql:Enum:task_anchor", "stage_entered,wedding_day")
                .OldAnnotation("Npgsql:Enum:unreadable_reason", "empty,unknown_type,damaged,too_many_pixels,too_many_bytes")
                .OldAnnotation("Npgsql:Enum:upload_status", "pending,uploading,completed,failed")
                .OldAnnotation("Npgsql:Enum:user_role", "admin,manager,photographer,editor,client")
                .OldAnnotation("Npgsql:Enum:user_status", "active,inactive,suspended")
                .OldAnnotation("Npgsql:Enum:verification_status", "pending,verified,failed")
                .OldAnnotation("Npgsql:Enum:view_page", "pipeline,customers")
                .OldAnnotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateIndex(
                name: "ix_customers_lead_status_status_changed_at_id",
                table: "customers",
                columns: new[] { "lead_status", "status_changed_at", "id" },
                descending: new[] { false, true, false });
        }
    }
}
