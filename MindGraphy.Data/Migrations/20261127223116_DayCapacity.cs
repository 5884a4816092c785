using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class DayCapacity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_customers_proposed_day",
                table: "customers",
                column: "wedding_date",
                filter: "lead_status = 'proposal'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_customers_proposed_day",
                table: "customers");
        }
    }
}
