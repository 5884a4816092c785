using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class TemplatesAndAmendments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "amendment",
                table: "contracts",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "amends_id",
                table: "contracts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "counter_signed_at",
                table: "contracts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "counter_signed_by",
                table: "contracts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "counter_signed_by_id",
                table: "contracts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "counter_signs",
                table: "contracts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "photographer_id",
                table: "contracts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "photographer_name",
                table: "contracts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "template_id",
                table: "contracts",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "contract_clauses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_clauses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contract_templates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    clauses = table.Column<string>(type: "jsonb", nullable: false),
                    consents = table.Column<string>(type: "jsonb", nullable: false),
                    refund = table.Column<string>(type: "jsonb", nullable: false),
                    penalty = table.Column<string>(type: "jsonb", nullable: false),
                    counter_signs = table.Column<bool>(type: "boolean", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    house = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_templates", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contracts_amends_id",
                table: "contracts",
                column: "amends_id");

            migrationBuilder.CreateIndex(
                name: "ix_contracts_counter_signed_by_id",
                table: "contracts",
                column: "counter_signed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_contracts_photographer_id",
                table: "contracts",
                column: "photographer_id");

            migrationBuilder.CreateIndex(
                name: "ix_contracts_template_id",
                table: "contracts",
                column: "template_id");

            migrationBuilder.CreateIndex(
                name: "ux_contracts_open_amendment",
                table: "contracts",
                column: "amends_id",
                unique: true,
                filter: "contract_status IN ('draft', 'sent')");

            migrationBuilder.CreateIndex(
                name: "ux_contract_clauses_title",
                table: "contract_clauses",
                columns: new[] { "language", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_contract_templates_default",
                table: "contract_templates",
                column: "language",
                unique: true,
                filter: "is_default");

            migrationBuilder.AddForeignKey(
                name: "fk_contracts_contract_templates_template_id",
                table: "contracts",
                column: "template_id",
                principalTable: "contract_templates",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_contracts_contracts_amends_id",
                table: "contracts",
                column: "amends_id",
                principalTable: "contracts",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_contracts_users_counter_signed_by_id",
                table: "contracts",
                column: "counter_signed_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "fk_contracts_users_photographer_id",
                table: "contracts",
                column: "photographer_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_contracts_contract_templates_template_id",
                table: "contracts");

            migrationBuilder.DropForeignKey(
                name: "fk_contracts_contracts_amends_id",
                table: "contracts");

            migrationBuilder.DropForeignKey(
                name: "fk_contracts_users_counter_signed_by_id",
                table: "contracts");

            migrationBuilder.DropForeignKey(
                name: "fk_contracts_users_photographer_id",
                table: "contracts");

            migrationBuilder.DropTable(
                name: "contract_clauses");

            migrationBuilder.DropTable(
                name: "contract_templates");

            migrationBuilder.DropIndex(
                name: "ix_contracts_amends_id",
                table: "contracts");

            migrationBuilder.DropIndex(
                name: "ix_contracts_counter_signed_by_id",
                table: "contracts");

            migrationBuilder.DropIndex(
                name: "ix_contracts_photographer_id",
                table: "contracts");

            migrationBuilder.DropIndex(
                name: "ix_contracts_template_id",
                table: "contracts");

            migrationBuilder.DropIndex(
                name: "ux_contracts_open_amendment",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "amendment",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "amends_id",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "counter_signed_at",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "counter_signed_by",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "counter_signed_by_id",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "counter_signs",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "photographer_id",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "photographer_name",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "template_id",
                table: "contracts");
        }
    }
}
