using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Support;

public sealed class PostgresServerTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task A_database_is_a_copy_of_its_template_and_goes_when_dropped()
    {
        var template = await server.CreateDatabaseAsync("server_tests_template", null);
        await ExecuteAsync(template, "CREATE TABLE couples (name text); INSERT INTO couples VALUES ('김철수 이영희')");
        NpgsqlConnection.ClearAllPools();

        var copy = await server.CreateDatabaseAsync("server_tests_copy", "server_tests_template");
        await ExecuteAsync(copy, "INSERT INTO couples VALUES ('박민수 최지은')");

        Assert.Equal(2L, await ExecuteAsync(copy, "SELECT count(*) FROM couples"));
        Assert.Equal(1L, await ExecuteAsync(template, "SELECT count(*) FROM couples"));

        await server.DropDatabaseAsync("server_tests_copy");
        var gone = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(copy, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, gone.SqlState);
        await server.DropDatabaseAsync("server_tests_template");
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
