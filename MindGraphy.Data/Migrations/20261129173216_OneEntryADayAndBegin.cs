using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class OneEntryADayAndBegin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability");

            // The seed has one entry for a begin. Where leave and extra hours began together the leave stays, and hours that lasted longer begin when it ends.
            migrationBuilder.Sql(
                """
                UPDATE photographer_availability AS hours SET time_slot_start = leave.time_slot_end
                FROM photographer_availability AS leave
                WHERE hours.is_available AND NOT leave.is_available AND hours.photographer_id = leave.photographer_id AND hours.date = leave.date
                    AND hours.time_slot_start IS NOT DISTINCT FROM leave.time_slot_start
                    AND leave.time_slot_end < coalesce(hours.time_slot_end, '24:00')
                    AND NOT EXISTS (
                        SELECT 1 FROM photographer_availability AS other
                        WHERE other.photographer_id = hours.photographer_id AND other.date = hours.date AND other.time_slot_start = leave.time_slot_end);
                DELETE FROM photographer_availability AS hours USING photographer_availability AS leave
                WHERE hours.is_available AND NOT leave.is_available AND hours.photographer_id = leave.photographer_id AND hours.date = leave.date
                    AND hours.time_slot_start IS NOT DISTINCT FROM leave.time_slot_start
                """
            );

            migrationBuilder.CreateIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability",
                columns: new[] { "photographer_id", "date", "time_slot_start" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability");

            migrationBuilder.CreateIndex(
                name: "ux_photographer_availability_slot",
                table: "photographer_availability",
                columns: new[] { "photographer_id", "date", "time_slot_start", "is_available" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);
        }
    }
}
