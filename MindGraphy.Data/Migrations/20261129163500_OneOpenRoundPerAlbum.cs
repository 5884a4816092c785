using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class OneOpenRoundPerAlbum : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Of several open rounds over one album the one goes on that the couple can still pick in and did most in; the others are over, as if their time
            // was up. What was picked in them stays, and the studio can open them again when the first is done.
            migrationBuilder.Sql(
                """
                UPDATE proof_gallery_sessions SET status = 'expired' WHERE id IN (
                    SELECT id FROM (
                        SELECT id, row_number() OVER (PARTITION BY album_id ORDER BY (expires_at > now()) DESC, current_selections DESC, id DESC) AS place
                        FROM proof_gallery_sessions WHERE status IN ('pending', 'active')
                    ) AS open WHERE place > 1)
                """
            );

            migrationBuilder.CreateIndex(
                name: "ux_proof_gallery_sessions_open",
                table: "proof_gallery_sessions",
                column: "album_id",
                unique: true,
                filter: "status IN ('pending', 'active')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_proof_gallery_sessions_open",
                table: "proof_gallery_sessions");
        }
    }
}
