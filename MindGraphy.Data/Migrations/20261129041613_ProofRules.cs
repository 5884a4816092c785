using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Photos;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class ProofRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_proof_gallery_sessions_count",
                table: "proof_gallery_sessions");

            migrationBuilder.AddColumn<int>(
                name: "extra_picks",
                table: "proof_gallery_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "extra_priced",
                table: "proof_gallery_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "extra_won",
                table: "proof_gallery_sessions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminders",
                table: "proof_gallery_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "submitted_by_id",
                table: "proof_gallery_sessions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pin_x",
                table: "photo_selections",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pin_y",
                table: "photo_selections",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "proof_section_rules",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<PhotoSection>(type: "photo_section", nullable: false),
                    least = table.Column<int>(type: "integer", nullable: false),
                    most = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proof_section_rules", x => new { x.session_id, x.section });
                    table.CheckConstraint("ck_proof_section_rules_range", "least >= 0 AND (most IS NULL OR (most >= 1 AND most >= least))");
                    table.ForeignKey(
                        name: "fk_proof_section_rules_proof_gallery_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "proof_gallery_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_proof_gallery_sessions_ending",
                table: "proof_gallery_sessions",
                column: "expires_at",
                filter: "status IN ('pending', 'active')");

            migrationBuilder.CreateIndex(
                name: "ix_proof_gallery_sessions_submitted_by_id",
                table: "proof_gallery_sessions",
                column: "submitted_by_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_proof_gallery_sessions_count",
                table: "proof_gallery_sessions",
                sql: "current_selections >= 0 AND (max_selections IS NULL OR current_selections <= max_selections + extra_picks)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_proof_gallery_sessions_extras",
                table: "proof_gallery_sessions",
                sql: "extra_picks >= 0 AND (extra_picks = 0 OR extra_won > 0) AND extra_priced >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_photo_selections_pin",
                table: "photo_selections",
                sql: "(pin_x IS NULL) = (pin_y IS NULL) AND (pin_x IS NULL OR (pin_x BETWEEN 0 AND 1000 AND pin_y BETWEEN 0 AND 1000))");

            migrationBuilder.AddForeignKey(
                name: "fk_proof_gallery_sessions_customer_contacts_submitted_by_id",
                table: "proof_gallery_sessions",
                column: "submitted_by_id",
                principalTable: "customer_contacts",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_proof_gallery_sessions_customer_contacts_submitted_by_id",
                table: "proof_gallery_sessions");

            migrationBuilder.DropTable(
                name: "proof_section_rules");

            migrationBuilder.DropIndex(
                name: "ix_proof_gallery_sessions_ending",
                table: "proof_gallery_sessions");

            migrationBuilder.DropIndex(
                name: "ix_proof_gallery_sessions_submitted_by_id",
                table: "proof_gallery_sessions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_proof_gallery_sessions_count",
                table: "proof_gallery_sessions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_proof_gallery_sessions_extras",
                table: "proof_gallery_sessions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_photo_selections_pin",
                table: "photo_selections");

            migrationBuilder.DropColumn(
                name: "extra_picks",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "extra_priced",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "extra_won",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "reminders",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "submitted_by_id",
                table: "proof_gallery_sessions");

            migrationBuilder.DropColumn(
                name: "pin_x",
                table: "photo_selections");

            migrationBuilder.DropColumn(
                name: "pin_y",
                table: "photo_selections");

            migrationBuilder.AddCheckConstraint(
                name: "ck_proof_gallery_sessions_count",
                table: "proof_gallery_sessions",
                sql: "current_selections >= 0 AND (max_selections IS NULL OR current_selections <= max_selections)");
        }
    }
}
