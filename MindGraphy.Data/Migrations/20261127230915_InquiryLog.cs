using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Inquiries;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class InquiryLog : Migration
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
                .Annotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .Annotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "embed_sites");

            migrationBuilder.DropTable(
                name: "inquiry_submissions");

            migrationBuilder.DropTable(
                name: "api_tokens");

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
                .OldAnnotation("Npgsql:Enum:inquiry_channel", "form,embed,api")
                .OldAnnotation("Npgsql:Enum:inquiry_outcome", "received,accepted,repeated,refused,trapped,limited")
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
        }
    }
}
