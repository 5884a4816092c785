using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Accounts;
using MindGraphy.Web.Features.Imports.Files;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Web.Imports;

/// <summary>The whole application over HTTP: what leaves, what comes in, and who may not.</summary>
public sealed class ExportHttpTests(MigratedTemplate template) : StudioHost(template)
{
    [Fact]
    public async Task An_export_holds_what_the_filter_shows_and_is_recorded_with_its_reason()
    {
        await CoupleAsync("김서연", "+821012345678");
        await CoupleAsync("박하늘", "+821033334444");
        var (manager, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        await browser.LoginAsync(email, password);

        using var answer = await browser.GetAsync(
            "/studio/customers/export?format=csv&lang=ko&reason=%EC%97%B0%EB%9D%BD&q=%EA%B9%80%EC%84%9C%EC%97%B0"
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.StartsWith("\uFEFF신부 이름,신랑 이름,신부 전화번호", text, StringComparison.Ordinal);
        Assert.Contains("김서연,이도현,010-1234-5678", text, StringComparison.Ordinal);
        Assert.DoesNotContain("박하늘", text, StringComparison.Ordinal);
        Assert.Equal("csv/q=김서연/연락/1/127.0.0.1", await RecordAsync(manager.UserId!.Value));
    }

    [Fact]
    public async Task Without_a_reason_or_the_right_nothing_leaves()
    {
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        var (_, other, otherPassword) = await PersonAsync(UserRole.Photographer);
        using var manager = NewBrowser();
        using var photographer = NewBrowser();
        await manager.LoginAsync(email, password);
        await photographer.LoginAsync(other, otherPassword);

        using var noReason = await manager.GetAsync("/studio/customers/export?format=csv&reason=%20");
        using var noRight = await photographer.GetAsync("/studio/customers/export?format=csv&reason=x");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, noReason.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, noRight.StatusCode);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM exports"));
        var refused = await Get<ExportService>()
            .BeginAsync(new Actor(Guid.NewGuid(), UserRole.Editor), ExportFormat.Csv, "", "x", null, Ct);
        Assert.Equal(new NotAllowed(), refused.Refusal);
    }

    [Fact]
    public async Task Excel_gets_a_workbook_that_can_be_read_again()
    {
        await CoupleAsync("김서연", "+821012345678");
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        await browser.LoginAsync(email, password);

        using var answer = await browser.GetAsync("/studio/customers/export?format=xlsx&lang=en&reason=backup");

        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("Bride's name", new TableFiles().Head(file, "x.xlsx").Value!.Columns[0]);
        Assert.Equal("김서연", new TableFiles().Rows(file, "x.xlsx").Single().Cells[0]);
    }

    [Fact]
    public async Task A_file_without_the_pages_token_is_turned_away()
    {
        var (_, email, password) = await PersonAsync(UserRole.Manager);
        using var browser = NewBrowser();
        await browser.LoginAsync(email, password);

        using var bare = await browser.SendAsync(
            HttpMethod.Post,
            "/studio/api/imports?name=x.csv",
            Address.GetLeftPart(UriPartial.Authority)
        );

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM imports"));
    }

    private Task CoupleAsync(string bride, string phone) =>
        ScalarAsync<Guid>(
            $"INSERT INTO customers (id, groom_name, bride_name, bride_phone, lead_status) VALUES (gen_random_uuid(), '이도현', '{bride}', '{phone}', 'inquiry') RETURNING id"
        );

    private Task<string> RecordAsync(Guid user) =>
        ScalarAsync<string>(
            $"SELECT concat_ws('/', format, filter, reason, row_count, replace(ip, '::ffff:', '')) FROM exports WHERE user_id = '{user}'"
        );

    private async Task<T> ScalarAsync<T>(string sql)
    {
#pragma warning disable CA2100 // Texts of this file.
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }
}
