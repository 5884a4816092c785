using System.Text.RegularExpressions;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Schema;

/// <summary>What the migrated database itself must promise, whatever the code above it does.</summary>
public sealed class SchemaTests(MigratedTemplate template) : StudioTest(template)
{
    [Fact]
    public async Task Every_foreign_key_has_an_index_that_starts_with_it()
    {
        var bare = await ScalarAsync<string>(
            """
            SELECT coalesce(string_agg(c.relname || '.' || k.conname, ', '), '')
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
            WHERE k.contype = 'f' AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = k.conkey[1])
            """
        );

        Assert.Equal("", bare);
    }

    [Fact]
    public async Task The_locale_knows_hangul()
    {
        Assert.NotEqual("C", await ScalarAsync<string>("SELECT datctype FROM pg_database WHERE datname = current_database()"));
        Assert.True(await ScalarAsync<float>("SELECT similarity('김철수', '김철순')") > 0);
    }

    [Fact]
    public async Task Enum_labels_stand_in_the_order_of_the_work()
    {
        var labels = await ScalarAsync<string[]>("SELECT enum_range(NULL::project_status)::text[]");

        Assert.Equal(["scheduled", "in_progress", "proof_ready", "editing", "completed", "delivered", "archived"], labels);
    }

    [Fact]
    public async Task Two_bookings_of_one_person_that_overlap_are_refused_by_the_database()
    {
        var person = Manager.UserId!.Value;
        var customer = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ($1, '이도현', '김서연', 'inquiry')",
            customer
        );
        const string hold =
            "INSERT INTO person_bookings (id, person_id, source, customer_id, busy_from, busy_to, status, expires_at) VALUES (gen_random_uuid(), $1, 'hold', $2, $3, $4, 'booked', now())";
        await ExecuteAsync(hold, person, customer, Start, Start.AddHours(2));

        var clash = await Assert.ThrowsAsync<PostgresException>(() =>
            ExecuteAsync(hold, person, customer, Start.AddHours(1), Start.AddHours(3))
        );

        Assert.Equal("ex_person_bookings_no_overlap", clash.ConstraintName);
        await ExecuteAsync(hold, person, customer, Start.AddHours(2), Start.AddHours(3));
    }

    [Fact]
    public async Task The_table_names_are_snake_case()
    {
        var odd = await ScalarAsync<string[]>(
            "SELECT coalesce(array_agg(table_name::text), '{}') FROM information_schema.tables WHERE table_schema = 'public'"
        );

        Assert.All(odd.Where(t => t != "__EFMigrationsHistory"), t => Assert.Matches(new Regex("^[a-z_]+$"), t));
    }
}
