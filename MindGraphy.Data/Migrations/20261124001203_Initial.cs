using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Backups;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Schedules;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "email_templates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    template_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    body_html = table.Column<string>(type: "text", nullable: true),
                    body_text = table.Column<string>(type: "text", nullable: true),
                    variables = table.Column<string>(type: "jsonb", nullable: true),
                    category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    scope = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reply = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "number_counters",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_counters", x => new { x.kind, x.year });
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    dedupe_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "packages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name_ko = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    project_type = table.Column<ProjectType>(type: "project_type", nullable: false),
                    price = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    terms = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_packages", x => x.id);
                    table.CheckConstraint("ck_packages_price", "price >= 0 AND price = trunc(price)");
                });

            migrationBuilder.CreateTable(
                name: "role_permissions",
                columns: table => new
                {
                    role = table.Column<UserRole>(type: "user_role", nullable: false),
                    permission = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_permissions", x => new { x.role, x.permission });
                });

            migrationBuilder.CreateTable(
                name: "studio_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    name_ko = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    registration_number = table.Column<string>(type: "text", nullable: false),
                    deposit_percent = table.Column<int>(type: "integer", nullable: false),
                    proof_days = table.Column<int>(type: "integer", nullable: false),
                    contract_link_days = table.Column<int>(type: "integer", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studio_settings", x => x.id);
                    table.CheckConstraint("ck_studio_settings_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "task_queue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    dedupe_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_queue", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    cognito_user_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    role = table.Column<UserRole>(type: "user_role", nullable: false),
                    status = table.Column<UserStatus>(type: "user_status", nullable: false, defaultValueSql: "'active'"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    last_login_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    email = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    groom_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    bride_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    groom_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    bride_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    source_channel = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    lead_status = table.Column<LeadStatus>(type: "lead_status", nullable: false),
                    status_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    cancel_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    assigned_manager_id = table.Column<Guid>(type: "uuid", nullable: true),
                    wedding_date = table.Column<DateOnly>(type: "date", nullable: true),
                    wedding_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    wedding_venue = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers", x => x.id);
                    table.ForeignKey(
                        name: "fk_customers_users_assigned_manager_id",
                        column: x => x.assigned_manager_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_customers_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "photographers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    portfolio_url = table.Column<string>(type: "text", nullable: true),
                    experience_years = table.Column<int>(type: "integer", nullable: true),
                    specialties = table.Column<List<string>>(type: "text[]", nullable: false),
                    rating = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: true),
                    total_projects = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    equipment_owned = table.Column<string>(type: "jsonb", nullable: true),
                    availability_status = table.Column<AvailabilityStatus>(type: "availability_status", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photographers", x => x.id);
                    table.ForeignKey(
                        name: "fk_photographers_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    avatar_url = table.Column<string>(type: "text", nullable: true),
                    preferences = table.Column<string>(type: "jsonb", nullable: true),
                    notification_settings = table.Column<string>(type: "jsonb", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_profiles", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_profiles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contract_number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    package_id = table.Column<Guid>(type: "uuid", nullable: true),
                    package_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    total_amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    deposit_amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    balance_amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    contract_status = table.Column<ContractStatus>(type: "contract_status", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    contract_date = table.Column<DateOnly>(type: "date", nullable: true),
                    wedding_date = table.Column<DateOnly>(type: "date", nullable: false),
                    wedding_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    wedding_venue = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_by_client = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    signature_url = table.Column<string>(type: "text", nullable: true),
                    terms = table.Column<string>(type: "text", nullable: true),
                    pdf_url = table.Column<string>(type: "text", nullable: true),
                    refund_policy = table.Column<string>(type: "jsonb", nullable: true),
                    penalty_terms = table.Column<string>(type: "jsonb", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    included = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contracts", x => x.id);
                    table.CheckConstraint("ck_contracts_money", "total_amount >= 0 AND deposit_amount BETWEEN 0 AND total_amount AND balance_amount = total_amount - deposit_amount AND total_amount = trunc(total_amount) AND deposit_amount = trunc(deposit_amount)");
                    table.ForeignKey(
                        name: "fk_contracts_customer_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_contracts_packages_package_id",
                        column: x => x.package_id,
                        principalTable: "packages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "customer_addresses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address_type = table.Column<AddressType>(type: "address_type", nullable: false),
                    postal_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    address_line1 = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    address_line2 = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    country = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, defaultValue: "South Korea"),
                    is_primary = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_addresses", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_addresses_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<ContactRole>(type: "contact_role", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_contacts_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stage_history",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_status = table.Column<LeadStatus>(type: "lead_status", nullable: true),
                    to_status = table.Column<LeadStatus>(type: "lead_status", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    moved_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_stage_history_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stage_history_users_moved_by_id",
                        column: x => x.moved_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "photographer_availability",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    photographer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    time_slot_start = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    time_slot_end = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    is_available = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    reason = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photographer_availability", x => x.id);
                    table.ForeignKey(
                        name: "fk_photographer_availability_photographers_photographer_id",
                        column: x => x.photographer_id,
                        principalTable: "photographers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contract_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_contract_events_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contract_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    pdf_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    pdf_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    voided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sealed_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    sealed_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_contract_versions_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_type = table.Column<PaymentType>(type: "payment_type", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    payment_method = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    payment_status = table.Column<PaymentStatus>(type: "payment_status", nullable: false),
                    payment_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    transaction_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    receipt_url = table.Column<string>(type: "text", nullable: true),
                    cash_receipt_issued = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    notes = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amount", "amount >= 0 AND amount = trunc(amount)");
                    table.ForeignKey(
                        name: "fk_payments_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: true),
                    project_type = table.Column<ProjectType>(type: "project_type", nullable: false),
                    project_status = table.Column<ProjectStatus>(type: "project_status", nullable: false),
                    status_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    wedding_date = table.Column<DateOnly>(type: "date", nullable: false),
                    wedding_venue = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    wedding_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    makeup_info = table.Column<string>(type: "text", nullable: true),
                    special_requests = table.Column<string>(type: "text", nullable: true),
                    assigned_photographer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assigned_editor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projects", x => x.id);
                    table.ForeignKey(
                        name: "fk_projects_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_projects_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_projects_users_assigned_editor_id",
                        column: x => x.assigned_editor_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_projects_users_assigned_photographer_id",
                        column: x => x.assigned_photographer_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<ConsentKind>(type: "consent_kind", nullable: false),
                    text_version = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    is_given = table.Column<bool>(type: "boolean", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ip = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => x.id);
                    table.ForeignKey(
                        name: "fk_consents_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_consents_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "link_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    purpose = table.Column<LinkPurpose>(type: "link_purpose", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_link_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_link_tokens_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_link_tokens_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_link_tokens_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "contract_signers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signer_role = table.Column<ContactRole>(type: "contact_role", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signature_kind = table.Column<SignatureKind>(type: "signature_kind", nullable: true),
                    signature_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    signature_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    typed_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    document_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    consents = table.Column<string>(type: "jsonb", nullable: false),
                    ip = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_signers", x => x.id);
                    table.ForeignKey(
                        name: "fk_contract_signers_contract_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "contract_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_contract_signers_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_contract_signers_customer_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "backup_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    backup_type = table.Column<BackupType>(type: "backup_type", nullable: false),
                    storage_location = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    backup_path = table.Column<string>(type: "text", nullable: true),
                    backup_size_bytes = table.Column<long>(type: "bigint", nullable: true),
                    backup_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verification_status = table.Column<VerificationStatus>(type: "verification_status", nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retention_until = table.Column<DateOnly>(type: "date", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_backup_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_backup_records_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deliverables",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_type = table.Column<DeliveryType>(type: "delivery_type", nullable: false),
                    storage_path = table.Column<string>(type: "text", nullable: true),
                    download_link = table.Column<string>(type: "text", nullable: true),
                    download_token = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    download_count = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    max_downloads = table.Column<int>(type: "integer", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivery_status = table.Column<DeliveryStatus>(type: "delivery_status", nullable: false),
                    recipient_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    shipping_address = table.Column<string>(type: "text", nullable: true),
                    tracking_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliverables", x => x.id);
                    table.ForeignKey(
                        name: "fk_deliverables_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "photo_albums",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    album_type = table.Column<AlbumType>(type: "album_type", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    storage_location = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    total_photos = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    total_size_bytes = table.Column<long>(type: "bigint", nullable: true),
                    upload_status = table.Column<UploadStatus>(type: "upload_status", nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photo_albums", x => x.id);
                    table.ForeignKey(
                        name: "fk_photo_albums_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_photo_albums_users_uploaded_by",
                        column: x => x.uploaded_by,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "photographer_performance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    photographer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_rating = table.Column<int>(type: "integer", nullable: true),
                    on_time = table.Column<bool>(type: "boolean", nullable: true),
                    professionalism_score = table.Column<int>(type: "integer", nullable: true),
                    photos_delivered = table.Column<int>(type: "integer", nullable: true),
                    retake_required = table.Column<bool>(type: "boolean", nullable: true),
                    feedback = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photographer_performance", x => x.id);
                    table.CheckConstraint("ck_photographer_performance_client_rating", "client_rating >= 1 AND client_rating <= 5");
                    table.ForeignKey(
                        name: "fk_photographer_performance_photographers_photographer_id",
                        column: x => x.photographer_id,
                        principalTable: "photographers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_photographer_performance_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "project_milestones",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    milestone_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    milestone_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    target_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_on_time = table.Column<bool>(type: "boolean", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_project_milestones", x => x.id);
                    table.ForeignKey(
                        name: "fk_project_milestones_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "satisfaction_surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    overall_rating = table.Column<int>(type: "integer", nullable: true),
                    photographer_rating = table.Column<int>(type: "integer", nullable: true),
                    editing_quality_rating = table.Column<int>(type: "integer", nullable: true),
                    communication_rating = table.Column<int>(type: "integer", nullable: true),
                    value_rating = table.Column<int>(type: "integer", nullable: true),
                    would_recommend = table.Column<bool>(type: "boolean", nullable: true),
                    testimonial = table.Column<string>(type: "text", nullable: true),
                    improvement_suggestions = table.Column<string>(type: "text", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_satisfaction_surveys", x => x.id);
                    table.CheckConstraint("ck_satisfaction_surveys_overall_rating", "overall_rating >= 1 AND overall_rating <= 5");
                    table.ForeignKey(
                        name: "fk_satisfaction_surveys_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_satisfaction_surveys_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shooting_schedules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule_type = table.Column<ScheduleType>(type: "schedule_type", nullable: false),
                    start_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    location = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    location_address = table.Column<string>(type: "text", nullable: true),
                    travel_time_minutes = table.Column<int>(type: "integer", nullable: true),
                    photographer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    equipment_notes = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<ShootStatus>(type: "schedule_status", nullable: false),
                    notes = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    assistant_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shooting_schedules", x => x.id);
                    table.CheckConstraint("ck_shooting_schedules_time", "end_time > start_time");
                    table.ForeignKey(
                        name: "fk_shooting_schedules_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shooting_schedules_users_photographer_id",
                        column: x => x.photographer_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    recipient_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    notification_type = table.Column<NoticeType>(type: "notification_type", nullable: false),
                    channel = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    message = table.Column<string>(type: "text", nullable: true),
                    template_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    template_data = table.Column<string>(type: "jsonb", nullable: true),
                    link_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivery_status = table.Column<NoticeStatus>(type: "notice_status", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    clicked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error_message = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_notifications_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_notifications_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notifications_link_tokens_link_id",
                        column: x => x.link_id,
                        principalTable: "link_tokens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_notifications_users_recipient_id",
                        column: x => x.recipient_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    album_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    file_path = table.Column<string>(type: "text", nullable: false),
                    thumbnail_path = table.Column<string>(type: "text", nullable: true),
                    file_size_bytes = table.Column<long>(type: "bigint", nullable: true),
                    content_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    format = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    metadata = table.Column<string>(type: "jsonb", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sort_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, defaultValue: ""),
                    thumb_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    ready_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    unreadable = table.Column<UnreadableReason>(type: "unreadable_reason", nullable: true),
                    is_selected = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    selection_order = table.Column<int>(type: "integer", nullable: true),
                    client_comments = table.Column<string>(type: "text", nullable: true),
                    edit_status = table.Column<EditStatus>(type: "edit_status", nullable: true),
                    edited_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_photos_photo_albums_album_id",
                        column: x => x.album_id,
                        principalTable: "photo_albums",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_photos_photos_edited_version_id",
                        column: x => x.edited_version_id,
                        principalTable: "photos",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "proof_gallery_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    album_id = table.Column<Guid>(type: "uuid", nullable: false),
                    access_token = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    max_selections = table.Column<int>(type: "integer", nullable: true),
                    current_selections = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    client_viewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    selection_completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<ProofStatus>(type: "proof_status", nullable: false),
                    pick_sequence = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    reopen_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proof_gallery_sessions", x => x.id);
                    table.CheckConstraint("ck_proof_gallery_sessions_count", "current_selections >= 0 AND (max_selections IS NULL OR current_selections <= max_selections)");
                    table.ForeignKey(
                        name: "fk_proof_gallery_sessions_photo_albums_album_id",
                        column: x => x.album_id,
                        principalTable: "photo_albums",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_proof_gallery_sessions_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upload_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    album_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    relative_path = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    last_modified = table.Column<long>(type: "bigint", nullable: false),
                    object_key = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    store_upload_id = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    status = table.Column<FileUploadStatus>(type: "file_upload_status", nullable: false),
                    failure = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_upload_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_upload_sessions_photo_albums_album_id",
                        column: x => x.album_id,
                        principalTable: "photo_albums",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_upload_sessions_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "person_bookings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<BookingSource>(type: "booking_source", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: true),
                    availability_id = table.Column<Guid>(type: "uuid", nullable: true),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    busy_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    busy_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<BookingStatus>(type: "booking_status", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_bookings", x => x.id);
                    table.CheckConstraint("ck_person_bookings_source", "(source = 'crew' AND schedule_id IS NOT NULL) OR (source = 'leave' AND availability_id IS NOT NULL) OR (source = 'hold' AND customer_id IS NOT NULL AND expires_at IS NOT NULL)");
                    table.CheckConstraint("ck_person_bookings_time", "busy_to > busy_from");
                    table.ForeignKey(
                        name: "fk_person_bookings_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_person_bookings_photographer_availability_availability_id",
                        column: x => x.availability_id,
                        principalTable: "photographer_availability",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_person_bookings_shooting_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_person_bookings_users_person_id",
                        column: x => x.person_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "editing_queue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proof_session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assigned_editor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    priority = table.Column<EditingPriority>(type: "editing_priority", nullable: false, defaultValueSql: "'normal'"),
                    editing_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    due_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<EditingStatus>(type: "editing_status", nullable: false),
                    revision_count = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    notes = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    photo_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editing_queue", x => x.id);
                    table.ForeignKey(
                        name: "fk_editing_queue_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_editing_queue_proof_session_proof_session_id",
                        column: x => x.proof_session_id,
                        principalTable: "proof_gallery_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_editing_queue_users_assigned_editor_id",
                        column: x => x.assigned_editor_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "photo_selections",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<SelectionKind>(type: "selection_kind", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    wished_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photo_selections", x => new { x.session_id, x.contact_id, x.photo_id });
                    table.ForeignKey(
                        name: "fk_photo_selections_customer_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_photo_selections_photos_photo_id",
                        column: x => x.photo_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_photo_selections_proof_gallery_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "proof_gallery_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upload_parts",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_number = table.Column<int>(type: "integer", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_upload_parts", x => new { x.session_id, x.part_number });
                    table.ForeignKey(
                        name: "fk_upload_parts_upload_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "upload_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "editing_items",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    status = table.Column<EditStatus>(type: "edit_status", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editing_items", x => new { x.job_id, x.photo_id });
                    table.ForeignKey(
                        name: "fk_editing_items_editing_queue_job_id",
                        column: x => x.job_id,
                        principalTable: "editing_queue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_editing_items_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_backup_records_project_id",
                table: "backup_records",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_consents_contact_id",
                table: "consents",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_consents_customer_id",
                table: "consents",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ux_contract_events_sequence",
                table: "contract_events",
                columns: new[] { "contract_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_signers_contact_id",
                table: "contract_signers",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_signers_version_id",
                table: "contract_signers",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ux_contract_signers_contact",
                table: "contract_signers",
                columns: new[] { "contract_id", "contact_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_contract_versions_number",
                table: "contract_versions",
                columns: new[] { "contract_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contracts_contract_status_updated_at",
                table: "contracts",
                columns: new[] { "contract_status", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contracts_customer_id",
                table: "contracts",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_contracts_package_id",
                table: "contracts",
                column: "package_id");

            migrationBuilder.CreateIndex(
                name: "ux_contracts_contract_number",
                table: "contracts",
                column: "contract_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_addresses_customer_id",
                table: "customer_addresses",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_contacts_customer_id",
                table: "customer_contacts",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "idx_customers_assigned_manager",
                table: "customers",
                column: "assigned_manager_id");

            migrationBuilder.CreateIndex(
                name: "idx_customers_email",
                table: "customers",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "idx_customers_lead_status",
                table: "customers",
                column: "lead_status");

            migrationBuilder.CreateIndex(
                name: "ix_customers_lead_status_status_changed_at_id",
                table: "customers",
                columns: new[] { "lead_status", "status_changed_at", "id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_customers_user_id",
                table: "customers",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliverables_project_id",
                table: "deliverables",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ux_deliverables_download_token",
                table: "deliverables",
                column: "download_token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_editing_items_photo_id",
                table: "editing_items",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_editing_queue_assigned_editor_id",
                table: "editing_queue",
                column: "assigned_editor_id");

            migrationBuilder.CreateIndex(
                name: "ix_editing_queue_project_id",
                table: "editing_queue",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_editing_queue_proof_session",
                table: "editing_queue",
                column: "proof_session_id");

            migrationBuilder.CreateIndex(
                name: "ix_editing_queue_status_due_date_id",
                table: "editing_queue",
                columns: new[] { "status", "due_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_email_templates_template_name",
                table: "email_templates",
                column: "template_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_contact_id",
                table: "link_tokens",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_created_by_id",
                table: "link_tokens",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_customer_id",
                table: "link_tokens",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_purpose_subject_id",
                table: "link_tokens",
                columns: new[] { "purpose", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ux_link_tokens_token_hash",
                table: "link_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_notifications_recipient",
                table: "notifications",
                column: "recipient_id");

            migrationBuilder.CreateIndex(
                name: "idx_notifications_sent_at",
                table: "notifications",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "idx_notifications_status",
                table: "notifications",
                column: "delivery_status");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_contact_id",
                table: "notifications",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_customer_id",
                table: "notifications",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_link_id",
                table: "notifications",
                column: "link_id");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_newest",
                table: "notifications",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_open",
                table: "outbox_messages",
                columns: new[] { "priority", "due_at", "id" },
                descending: new[] { true, false, false },
                filter: "done_at IS NULL AND failed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_outbox_messages_dedupe_key",
                table: "outbox_messages",
                column: "dedupe_key",
                unique: true,
                filter: "dedupe_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payments_contract_id",
                table: "payments",
                column: "contract_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_payment_status_payment_date",
                table: "payments",
                columns: new[] { "payment_status", "payment_date" });

            migrationBuilder.CreateIndex(
                name: "ux_payments_transaction_id",
                table: "payments",
                column: "transaction_id",
                unique: true,
                filter: "transaction_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_availability_id",
                table: "person_bookings",
                column: "availability_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_busy_from_busy_to",
                table: "person_bookings",
                columns: new[] { "busy_from", "busy_to" });

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_customer_id",
                table: "person_bookings",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_open_holds",
                table: "person_bookings",
                column: "expires_at",
                filter: "source = 'hold' AND status = 'booked'");

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_person_id",
                table: "person_bookings",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_schedule_id",
                table: "person_bookings",
                column: "schedule_id");

            migrationBuilder.CreateIndex(
                name: "ix_photo_albums_project_id",
                table: "photo_albums",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_photo_albums_uploaded_by",
                table: "photo_albums",
                column: "uploaded_by");

            migrationBuilder.CreateIndex(
                name: "ix_photo_selections_contact_id",
                table: "photo_selections",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_photo_selections_photo_id",
                table: "photo_selections",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability",
                columns: new[] { "photographer_id", "date", "time_slot_start" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_photographer_performance_photographer_id",
                table: "photographer_performance",
                column: "photographer_id");

            migrationBuilder.CreateIndex(
                name: "ix_photographer_performance_project_id",
                table: "photographer_performance",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ux_photographers_user_id",
                table: "photographers",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_photos_album",
                table: "photos",
                column: "album_id");

            migrationBuilder.CreateIndex(
                name: "idx_photos_edit_status",
                table: "photos",
                column: "edit_status");

            migrationBuilder.CreateIndex(
                name: "idx_photos_selected",
                table: "photos",
                columns: new[] { "album_id", "selection_order", "id" },
                filter: "is_selected");

            migrationBuilder.CreateIndex(
                name: "ix_photos_album_order",
                table: "photos",
                columns: new[] { "album_id", "sort_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_photos_edited_version",
                table: "photos",
                column: "edited_version_id",
                filter: "edited_version_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_project_milestones_project_id",
                table: "project_milestones",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "idx_projects_customer",
                table: "projects",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "idx_projects_photographer",
                table: "projects",
                column: "assigned_photographer_id");

            migrationBuilder.CreateIndex(
                name: "idx_projects_status",
                table: "projects",
                column: "project_status");

            migrationBuilder.CreateIndex(
                name: "idx_projects_wedding_date",
                table: "projects",
                column: "wedding_date");

            migrationBuilder.CreateIndex(
                name: "ix_projects_assigned_editor_id",
                table: "projects",
                column: "assigned_editor_id");

            migrationBuilder.CreateIndex(
                name: "ix_projects_board",
                table: "projects",
                columns: new[] { "project_status", "wedding_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_projects_contract_type",
                table: "projects",
                columns: new[] { "contract_id", "project_type" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_projects_project_number",
                table: "projects",
                column: "project_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_proof_gallery_sessions_album_id",
                table: "proof_gallery_sessions",
                column: "album_id");

            migrationBuilder.CreateIndex(
                name: "ix_proof_gallery_sessions_project_id",
                table: "proof_gallery_sessions",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ux_proof_gallery_sessions_access_token",
                table: "proof_gallery_sessions",
                column: "access_token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_satisfaction_surveys_customer_id",
                table: "satisfaction_surveys",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_satisfaction_surveys_project_id",
                table: "satisfaction_surveys",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "idx_schedules_photographer",
                table: "shooting_schedules",
                column: "photographer_id");

            migrationBuilder.CreateIndex(
                name: "idx_schedules_project",
                table: "shooting_schedules",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "idx_schedules_status",
                table: "shooting_schedules",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "idx_schedules_time",
                table: "shooting_schedules",
                columns: new[] { "start_time", "end_time" });

            migrationBuilder.CreateIndex(
                name: "ix_stage_history_customer_id_moved_at",
                table: "stage_history",
                columns: new[] { "customer_id", "moved_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stage_history_moved_by_id",
                table: "stage_history",
                column: "moved_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_queue_open",
                table: "task_queue",
                columns: new[] { "priority", "due_at", "id" },
                descending: new[] { true, false, false },
                filter: "done_at IS NULL AND failed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_task_queue_dedupe_key",
                table: "task_queue",
                column: "dedupe_key",
                unique: true,
                filter: "dedupe_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_upload_sessions_album_id_status",
                table: "upload_sessions",
                columns: new[] { "album_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_upload_sessions_created_by_id",
                table: "upload_sessions",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_upload_sessions_file",
                table: "upload_sessions",
                columns: new[] { "album_id", "relative_path", "size_bytes", "last_modified" },
                unique: true,
                filter: "status IN ('open', 'completed')");

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_user_id",
                table: "user_profiles",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "idx_users_cognito_id",
                table: "users",
                column: "cognito_user_id");

            migrationBuilder.CreateIndex(
                name: "idx_users_email",
                table: "users",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "idx_users_role",
                table: "users",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ux_users_cognito_user_id",
                table: "users",
                column: "cognito_user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_email",
                table: "users",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_normalized_email",
                table: "users",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true);
            // The one rule nobody can race: a person is in one place at a time. busy is generated from two plain columns, because a range
            // made by interval arithmetic in the constraint itself would not be immutable.
            migrationBuilder.Sql(
                """
                ALTER TABLE person_bookings ADD COLUMN busy tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(busy_from, busy_to, '[)')) STORED;
                ALTER TABLE person_bookings ADD CONSTRAINT ex_person_bookings_no_overlap
                    EXCLUDE USING gist (person_id WITH =, busy WITH &&) WHERE (status <> 'cancelled');
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backup_records");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "contract_events");

            migrationBuilder.DropTable(
                name: "contract_signers");

            migrationBuilder.DropTable(
                name: "customer_addresses");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "deliverables");

            migrationBuilder.DropTable(
                name: "editing_items");

            migrationBuilder.DropTable(
                name: "email_templates");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "number_counters");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "person_bookings");

            migrationBuilder.DropTable(
                name: "photo_selections");

            migrationBuilder.DropTable(
                name: "photographer_performance");

            migrationBuilder.DropTable(
                name: "project_milestones");

            migrationBuilder.DropTable(
                name: "role_permissions");

            migrationBuilder.DropTable(
                name: "satisfaction_surveys");

            migrationBuilder.DropTable(
                name: "stage_history");

            migrationBuilder.DropTable(
                name: "studio_settings");

            migrationBuilder.DropTable(
                name: "task_queue");

            migrationBuilder.DropTable(
                name: "upload_parts");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_profiles");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "contract_versions");

            migrationBuilder.DropTable(
                name: "editing_queue");

            migrationBuilder.DropTable(
                name: "link_tokens");

            migrationBuilder.DropTable(
                name: "photographer_availability");

            migrationBuilder.DropTable(
                name: "shooting_schedules");

            migrationBuilder.DropTable(
                name: "photos");

            migrationBuilder.DropTable(
                name: "upload_sessions");

            migrationBuilder.DropTable(
                name: "proof_gallery_sessions");

            migrationBuilder.DropTable(
                name: "customer_contacts");

            migrationBuilder.DropTable(
                name: "photographers");

            migrationBuilder.DropTable(
                name: "photo_albums");

            migrationBuilder.DropTable(
                name: "projects");

            migrationBuilder.DropTable(
                name: "contracts");

            migrationBuilder.DropTable(
                name: "customers");

            migrationBuilder.DropTable(
                name: "packages");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}
