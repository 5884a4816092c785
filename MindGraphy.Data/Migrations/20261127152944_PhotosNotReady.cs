using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class PhotosNotReady : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_photos_not_ready",
                table: "photos",
                column: "album_id",
                filter: "ready_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_photos_not_ready",
                table: "photos");
        }
    }
}
