using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class Performance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Photographers.PerformanceSql.Single);

            migrationBuilder.DropIndex(
                name: "ix_photographer_performance_photographer_id",
                table: "photographer_performance");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "shot_at",
                table: "photographer_performance",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_photographer_performance_shot_at",
                table: "photographer_performance",
                column: "shot_at");

            migrationBuilder.CreateIndex(
                name: "ux_photographer_performance_project",
                table: "photographer_performance",
                columns: new[] { "photographer_id", "project_id" },
                unique: true);

            migrationBuilder.Sql(Photographers.PerformanceSql.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Photographers.PerformanceSql.Down);

            migrationBuilder.DropIndex(
                name: "ix_photographer_performance_shot_at",
                table: "photographer_performance");

            migrationBuilder.DropIndex(
                name: "ux_photographer_performance_project",
                table: "photographer_performance");

            migrationBuilder.DropColumn(
                name: "shot_at",
                table: "photographer_performance");

            migrationBuilder.CreateIndex(
                name: "ix_photographer_performance_photographer_id",
                table: "photographer_performance",
                column: "photographer_id");
        }
    }
}
