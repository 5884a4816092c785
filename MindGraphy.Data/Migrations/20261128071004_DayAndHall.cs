using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <summary>
    /// The couples of one day in one hall. A busy Saturday has hundreds of couples: without the hall in the index an import compared each of
    /// its rows with all of them.
    /// </summary>
    public partial class DayAndHall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                "CREATE INDEX ix_customers_day_and_hall ON customers (wedding_date, lower(wedding_venue)) WHERE wedding_venue IS NOT NULL;"
            );

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX ix_customers_day_and_hall;");
    }
}
