using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class BesideShoots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_schedule_assignments_declined",
                table: "schedule_assignments",
                column: "schedule_id",
                filter: "answer = 'declined'");

            migrationBuilder.CreateIndex(
                name: "ix_person_bookings_beside_shoots",
                table: "person_bookings",
                columns: new[] { "busy_from", "busy_to" },
                filter: "source <> 'crew' AND status = 'booked'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_schedule_assignments_declined",
                table: "schedule_assignments");

            migrationBuilder.DropIndex(
                name: "ix_person_bookings_beside_shoots",
                table: "person_bookings");
        }
    }
}
