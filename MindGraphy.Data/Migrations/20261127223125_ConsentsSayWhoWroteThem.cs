using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class ConsentsSayWhoWroteThem : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "recorded_by_id",
                table: "consents",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_consents_recorded_by_id",
                table: "consents",
                column: "recorded_by_id");

            migrationBuilder.AddForeignKey(
                name: "fk_consents_users_recorded_by_id",
                table: "consents",
                column: "recorded_by_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_consents_users_recorded_by_id",
                table: "consents");

            migrationBuilder.DropIndex(
                name: "ix_consents_recorded_by_id",
                table: "consents");

            migrationBuilder.DropColumn(
                name: "recorded_by_id",
                table: "consents");
        }
    }
}
