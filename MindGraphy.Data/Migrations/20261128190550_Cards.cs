using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class Cards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "memory_cards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    photographer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_count = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    album_id = table.Column<Guid>(type: "uuid", nullable: true),
                    folder = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, defaultValue: ""),
                    formatted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    formatted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memory_cards", x => x.id);
                    table.CheckConstraint("ck_memory_cards_counts", "file_count > 0 AND bytes > 0");
                    table.ForeignKey(
                        name: "fk_memory_cards_photo_album_album_id",
                        column: x => x.album_id,
                        principalTable: "photo_albums",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_memory_cards_shoot_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "shooting_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memory_cards_users_formatted_by_id",
                        column: x => x.formatted_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_memory_cards_users_photographer_id",
                        column: x => x.photographer_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "memory_card_copies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    card_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    verified_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memory_card_copies", x => x.id);
                    table.ForeignKey(
                        name: "fk_memory_card_copies_memory_cards_card_id",
                        column: x => x.card_id,
                        principalTable: "memory_cards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memory_card_copies_users_verified_by_id",
                        column: x => x.verified_by_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_memory_card_copies_verified_by_id",
                table: "memory_card_copies",
                column: "verified_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_memory_card_copies_place",
                table: "memory_card_copies",
                columns: new[] { "card_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_memory_cards_album_id",
                table: "memory_cards",
                column: "album_id");

            migrationBuilder.CreateIndex(
                name: "ix_memory_cards_formatted_by_id",
                table: "memory_cards",
                column: "formatted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_memory_cards_photographer_id",
                table: "memory_cards",
                column: "photographer_id");

            migrationBuilder.CreateIndex(
                name: "ux_memory_cards_label",
                table: "memory_cards",
                columns: new[] { "schedule_id", "label" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "memory_card_copies");

            migrationBuilder.DropTable(
                name: "memory_cards");
        }
    }
}
