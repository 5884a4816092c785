using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Contracts;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class MoneyPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_payments_transaction_id",
                table: "payments");

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
                .Annotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey")
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
                .Annotation("Npgsql:Enum:refund_cause", "couple,studio")
                .Annotation("Npgsql:Enum:refund_stage", "before_start,after_start,days_before")
                .Annotation("Npgsql:Enum:refund_trade", "photography,agency,hall")
                .Annotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .Annotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .Annotation("Npgsql:Enum:selection_kind", "candidate,final")
                .Annotation("Npgsql:Enum:sign_code_way", "email,told")
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

            migrationBuilder.AddColumn<Guid>(
                name: "approved_by_id",
                table: "payments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "corrected_at",
                table: "payments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "depositor",
                table: "payments",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_line_id",
                table: "payments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "payments",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "recorded_by_id",
                table: "payments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "refund_of_id",
                table: "payments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cancellation",
                table: "contracts",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "kept",
                table: "contracts",
                type: "numeric(10,2)",
                precision: 10,
                scale: 2,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "refund_owed",
                table: "contracts",
                type: "numeric(10,2)",
                precision: 10,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "reminders_off",
                table: "contracts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<decimal>(
                name: "to_return",
                table: "contracts",
                type: "numeric(10,2)",
                precision: 10,
                scale: 2,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "decline_reason",
                table: "contract_signers",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "declined_at",
                table: "contract_signers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "identity_at",
                table: "contract_signers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "identity_sent_to",
                table: "contract_signers",
                type: "character varying(320)",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<SignCodeWay>(
                name: "identity_way",
                table: "contract_signers",
                type: "sign_code_way",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bank_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    depositor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    memo = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    status = table.Column<BankEntryStatus>(type: "bank_entry_status", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    imported_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_entries", x => x.id);
                    table.CheckConstraint("ck_bank_entries_amount", "amount > 0 AND amount = trunc(amount)");
                    table.ForeignKey(
                        name: "fk_bank_entries_payment_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_bank_entries_users_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_bank_entries_users_imported_by_id",
                        column: x => x.imported_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "cash_receipts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    approval_number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    use = table.Column<CashReceiptUse>(type: "cash_receipt_use", nullable: false),
                    identity = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    vat = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancel_approval_number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    cancel_type = table.Column<CashReceiptCancelType>(type: "cash_receipt_cancel_type", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cash_receipts", x => x.id);
                    table.CheckConstraint("ck_cash_receipts_money", "amount > 0 AND vat >= 0");
                    table.ForeignKey(
                        name: "fk_cash_receipts_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cash_receipts_users_issued_by_id",
                        column: x => x.issued_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "payment_plan_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<PlanLineKind>(type: "plan_line_kind", nullable: false),
                    amount_rule = table.Column<PlanAmount>(type: "plan_amount", nullable: false),
                    amount_value = table.Column<long>(type: "bigint", nullable: false),
                    due_rule = table.Column<PlanDue>(type: "plan_due", nullable: false),
                    due_days = table.Column<int>(type: "integer", nullable: false),
                    fixed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    what_for = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    paid = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_plan_lines", x => x.id);
                    table.CheckConstraint("ck_payment_plan_lines_money", "amount > 0 AND amount = trunc(amount) AND paid BETWEEN 0 AND amount");
                    table.ForeignKey(
                        name: "fk_payment_plan_lines_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "refund_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    trade = table.Column<RefundTrade>(type: "refund_trade", nullable: false),
                    cause = table.Column<RefundCause>(type: "refund_cause", nullable: false),
                    stage = table.Column<RefundStage>(type: "refund_stage", nullable: false),
                    most_days = table.Column<int>(type: "integer", nullable: true),
                    least_days = table.Column<int>(type: "integer", nullable: true),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_rules", x => x.id);
                    table.CheckConstraint("ck_refund_rules_percent", "percent BETWEEN 0 AND 100");
                });

            migrationBuilder.CreateTable(
                name: "sign_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    way = table.Column<SignCodeWay>(type: "sign_code_way", nullable: false),
                    sent_to = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_sign_codes_customer_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customer_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sign_codes_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "payment_reminders",
                columns: table => new
                {
                    plan_line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_reminders", x => new { x.plan_line_id, x.step });
                    table.ForeignKey(
                        name: "fk_payment_reminders_payment_plan_lines_plan_line_id",
                        column: x => x.plan_line_id,
                        principalTable: "payment_plan_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_payments_approved_by_id",
                table: "payments",
                column: "approved_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_payment_date_id",
                table: "payments",
                columns: new[] { "payment_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_plan_line_id",
                table: "payments",
                column: "plan_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_recorded_by_id",
                table: "payments",
                column: "recorded_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_refund_of_id",
                table: "payments",
                column: "refund_of_id");

            migrationBuilder.CreateIndex(
                name: "ux_payments_transaction_id",
                table: "payments",
                column: "transaction_id",
                unique: true,
                filter: "transaction_id IS NOT NULL AND payment_status <> 'failed' AND corrected_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contracts_to_return",
                table: "contracts",
                column: "id",
                filter: "to_return > 0");

            migrationBuilder.CreateIndex(
                name: "ix_contract_versions_sealed_sha256",
                table: "contract_versions",
                column: "sealed_sha256",
                filter: "sealed_sha256 IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bank_entries_decided_by_id",
                table: "bank_entries",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_entries_imported_by_id",
                table: "bank_entries",
                column: "imported_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_entries_payment_id",
                table: "bank_entries",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_entries_status_occurred_at_id",
                table: "bank_entries",
                columns: new[] { "status", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_bank_entries_fingerprint",
                table: "bank_entries",
                column: "fingerprint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cash_receipts_issued_by_id",
                table: "cash_receipts",
                column: "issued_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_cash_receipts_issued_on_id",
                table: "cash_receipts",
                columns: new[] { "issued_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cash_receipts_payment_id_id",
                table: "cash_receipts",
                columns: new[] { "payment_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_cash_receipts_payment",
                table: "cash_receipts",
                column: "payment_id",
                unique: true,
                filter: "cancelled_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_plan_lines_open",
                table: "payment_plan_lines",
                columns: new[] { "due_on", "id" },
                filter: "paid < amount");

            migrationBuilder.CreateIndex(
                name: "ix_payment_plan_lines_paid",
                table: "payment_plan_lines",
                columns: new[] { "due_on", "id" },
                filter: "paid = amount");

            migrationBuilder.CreateIndex(
                name: "ux_payment_plan_lines_position",
                table: "payment_plan_lines",
                columns: new[] { "contract_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refund_rules_effective_from",
                table: "refund_rules",
                column: "effective_from");

            migrationBuilder.CreateIndex(
                name: "ix_sign_codes_contact_id_id",
                table: "sign_codes",
                columns: new[] { "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sign_codes_created_by_id",
                table: "sign_codes",
                column: "created_by_id");

            migrationBuilder.AddForeignKey(
                name: "fk_payments_payments_refund_of_id",
                table: "payments",
                column: "refund_of_id",
                principalTable: "payments",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_payments_plan_line_plan_line_id",
                table: "payments",
                column: "plan_line_id",
                principalTable: "payment_plan_lines",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_payments_users_approved_by_id",
                table: "payments",
                column: "approved_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_payments_users_recorded_by_id",
                table: "payments",
                column: "recorded_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.Sql(Contracts.MoneySql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Contracts.MoneySql.Down);

            migrationBuilder.DropForeignKey(
                name: "fk_payments_payments_refund_of_id",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "fk_payments_plan_line_plan_line_id",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "fk_payments_users_approved_by_id",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "fk_payments_users_recorded_by_id",
                table: "payments");

            migrationBuilder.DropTable(
                name: "bank_entries");

            migrationBuilder.DropTable(
                name: "cash_receipts");

            migrationBuilder.DropTable(
                name: "payment_reminders");

            migrationBuilder.DropTable(
                name: "refund_rules");

            migrationBuilder.DropTable(
                name: "sign_codes");

            migrationBuilder.DropTable(
                name: "payment_plan_lines");

            migrationBuilder.DropIndex(
                name: "ix_payments_approved_by_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_payments_payment_date_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_payments_plan_line_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_payments_recorded_by_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_payments_refund_of_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ux_payments_transaction_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_contracts_to_return",
                table: "contracts");

            migrationBuilder.DropIndex(
                name: "ix_contract_versions_sealed_sha256",
                table: "contract_versions");

            migrationBuilder.DropColumn(
                name: "approved_by_id",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "corrected_at",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "depositor",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "plan_line_id",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "recorded_by_id",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "refund_of_id",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "cancellation",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "kept",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "refund_owed",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "reminders_off",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "to_return",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "decline_reason",
                table: "contract_signers");

            migrationBuilder.DropColumn(
                name: "declined_at",
                table: "contract_signers");

            migrationBuilder.DropColumn(
                name: "identity_at",
                table: "contract_signers");

            migrationBuilder.DropColumn(
                name: "identity_sent_to",
                table: "contract_signers");

            migrationBuilder.DropColumn(
                name: "identity_way",
                table: "contract_signers");

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
                .OldAnnotation("Npgsql:Enum:link_purpose", "contract,proof,download,portal,survey")
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
                .OldAnnotation("Npgsql:Enum:refund_cause", "couple,studio")
                .OldAnnotation("Npgsql:Enum:refund_stage", "before_start,after_start,days_before")
                .OldAnnotation("Npgsql:Enum:refund_trade", "photography,agency,hall")
                .OldAnnotation("Npgsql:Enum:schedule_status", "scheduled,confirmed,in_progress,completed,cancelled")
                .OldAnnotation("Npgsql:Enum:schedule_type", "main_shoot,pre_wedding,makeup,ceremony,reception")
                .OldAnnotation("Npgsql:Enum:selection_kind", "candidate,final")
                .OldAnnotation("Npgsql:Enum:sign_code_way", "email,told")
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
                name: "ux_payments_transaction_id",
                table: "payments",
                column: "transaction_id",
                unique: true,
                filter: "transaction_id IS NOT NULL");
        }
    }
}
