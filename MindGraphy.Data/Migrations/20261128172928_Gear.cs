using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Domain.Schedules;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class Gear : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "gear_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gear_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gear_bookings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    gear_id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    busy_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    busy_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<BookingStatus>(type: "booking_status", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gear_bookings", x => x.id);
                    table.CheckConstraint("ck_gear_bookings_time", "busy_to > busy_from");
                    table.ForeignKey(
                        name: "fk_gear_bookings_gear_items_gear_id",
                        column: x => x.gear_id,
                        principalTable: "gear_items",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_gear_bookings_shooting_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_gear_bookings_busy_from_busy_to",
                table: "gear_bookings",
                columns: new[] { "busy_from", "busy_to" });

            migrationBuilder.CreateIndex(
                name: "ix_gear_bookings_gear_id",
                table: "gear_bookings",
                column: "gear_id");

            migrationBuilder.CreateIndex(
                name: "ix_gear_bookings_schedule_id",
                table: "gear_bookings",
                column: "schedule_id");

            migrationBuilder.CreateIndex(
                name: "ux_gear_items_name",
                table: "gear_items",
                column: "name",
                unique: true,
                filter: "is_active");

            migrationBuilder.Sql(
                """
                -- A piece of gear is out with one shoot at a time.
                ALTER TABLE gear_bookings ADD CONSTRAINT ex_gear_bookings_no_overlap
                    EXCLUDE USING gist (gear_id WITH =, tstzrange(busy_from, busy_to, '[)') WITH &&) WHERE (status = 'booked');

                -- Nobody asks twice for a time, hours included. Who did so until now keeps the request that was first.
                UPDATE leave_requests r SET status = 'withdrawn', decided_at = now(), updated_at = now()
                    WHERE r.status = 'requested' AND EXISTS (
                        SELECT 1 FROM leave_requests o
                        WHERE o.person_id = r.person_id AND o.id <> r.id AND o.status IN ('requested', 'approved')
                            AND o.begins_at < r.ends_at AND o.ends_at > r.begins_at
                            AND (o.status = 'approved' OR (o.created_at, o.id) < (r.created_at, r.id)));
                ALTER TABLE leave_requests DROP CONSTRAINT ex_leave_requests_no_overlap;
                ALTER TABLE leave_requests ADD CONSTRAINT ex_leave_requests_no_overlap
                    EXCLUDE USING gist (person_id WITH =, tstzrange(begins_at, ends_at, '[)') WITH &&) WHERE (status IN ('requested', 'approved'));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE leave_requests DROP CONSTRAINT ex_leave_requests_no_overlap;
                ALTER TABLE leave_requests ADD CONSTRAINT ex_leave_requests_no_overlap
                    EXCLUDE USING gist (person_id WITH =, daterange(first_day, last_day, '[]') WITH &&)
                    WHERE (status IN ('requested', 'approved') AND from_time IS NULL AND to_time IS NULL);
                """);

            migrationBuilder.DropTable(
                name: "gear_bookings");

            migrationBuilder.DropTable(
                name: "gear_items");
        }
    }
}
