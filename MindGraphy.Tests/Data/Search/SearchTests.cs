using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Search;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Search;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Search;

public sealed class SearchTests(MigratedTemplate template) : ProjectTest(template)
{
    private SearchService Search => Get<SearchService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<SearchService>();
    }

    [Theory]
    [InlineData("김서연")]
    [InlineData("서연")]
    [InlineData("준호")]
    [InlineData("김")]
    [InlineData("연 채플")]
    [InlineData("ㄱㅅㅇ")]
    [InlineData("ㅅㅇ")]
    [InlineData("ㄳㅇ")]
    [InlineData("김ㅅㅇ")]
    [InlineData("ㄱ서연")]
    [InlineData("서여")]
    [InlineData("5432")]
    [InlineData("010-2345-6789")]
    [InlineData("+82 10 9876 5432")]
    [InlineData("５４３２")]
    [InlineData("01098765432")]
    [InlineData("couple@")]
    [InlineData("EXAMPLE.com")]
    [InlineData("2026-05-16")]
    [InlineData("20260516")]
    [InlineData("2026.5.16")]
    [InlineData("5월 16일")]
    [InlineData("5/16")]
    [InlineData("26.05.16")]
    [InlineData("16 May")]
    [InlineData("2026년 5월")]
    [InlineData("더채플")]
    [InlineData("채플앳청담")]
    [InlineData("ㄷㅊㅍㅇㅊㄷ")]
    [InlineData("Emma")]
    [InlineData("watson")]
    [InlineData("서연 더채플")]
    [InlineData("서연 5/16 5432")]
    [InlineData("서연 · 준호")]
    public async Task A_couple_is_found(string typed)
    {
        var id = await CoupleAsync();
        foreach (var text in new[] { typed, typed.Normalize(NormalizationForm.FormD) })
        {
            Assert.Contains(await Search.FindAsync(Manager, text, Ct), h => h.Kind == SearchKind.Customer && h.Id == id);
        }
    }

    [Theory]
    [InlineData("서현")]
    [InlineData("연서")]
    [InlineData("ㅇㅅㄱ")]
    [InlineData("박ㅅㅇ")]
    [InlineData("1234")]
    [InlineData("4567")]
    [InlineData("010-2345-6788")]
    [InlineData("2027-05-16")]
    [InlineData("5/17")]
    [InlineData("서연 더파티움")]
    [InlineData("채플앳강남")]
    [InlineData("100%")]
    [InlineData("' | '서연")]
    [InlineData("\\")]
    [InlineData("_")]
    public async Task Who_does_not_fit_is_not_found(string typed)
    {
        await CoupleAsync();
        Assert.Empty(await Search.FindAsync(Manager, typed, Ct));
    }

    [Fact]
    public async Task Contracts_and_projects_are_found_by_couple_and_by_number()
    {
        var project = await ProjectAsync();
        var number = await ScalarAsync<string>("SELECT project_number FROM projects");
        var contract = await ScalarAsync<string>("SELECT contract_number FROM contracts");

        var byName = await Search.FindAsync(Manager, "서연", Ct);
        var byProject = await Search.FindAsync(Manager, number[2..], Ct);
        await ExecuteAsync("UPDATE contracts SET contract_number = 'C-2026-000123'");
        var byContract = await Search.FindAsync(Manager, "000123", Ct);

        Assert.Equal([SearchKind.Customer, SearchKind.Contract, SearchKind.Project], byName.Select(h => h.Kind));
        Assert.Equal(contract, byName[1].Number);
        Assert.Equal(project, Assert.Single(byProject).Id);
        Assert.Equal("C-2026-000123", Assert.Single(byContract).Number);
    }

    [Fact]
    public async Task Everyone_finds_only_what_they_have_a_right_to()
    {
        var mine = await ProjectAsync();
        await ProjectAsync("김서연", "박민호");
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var editor = await StaffAsync(UserRole.Editor, "최", "유나");
        await BookedAsync(mine, Plan(At(12), At(15), photographer.UserId));

        Assert.Equal(mine, Assert.Single(await Search.FindAsync(photographer, "서연", Ct)).Id);
        Assert.Equal(mine, Assert.Single(await Search.FindAsync(photographer, "", Ct)).Id);
        Assert.Empty(await Search.FindAsync(editor, "서연", Ct));
        Assert.Empty(await Search.FindAsync(Actor.Visitor, "서연", Ct));
        Assert.Empty(await Search.FindAsync(Actor.Couple(Guid.NewGuid(), null), "서연", Ct));
        Assert.Equal(2, (await Search.FindAsync(Manager, "서연", Ct)).Count(h => h.Kind == SearchKind.Project));
    }

    [Fact]
    public async Task Whoever_sees_contracts_but_no_leads_finds_no_couple()
    {
        await ProjectAsync();
        var clerk = Manager with { Permissions = [Rights.Contracts] };
        Assert.Equal([SearchKind.Contract], (await Search.FindAsync(clerk, "서연", Ct)).Select(h => h.Kind));
    }

    [Fact]
    public async Task Nothing_typed_shows_who_was_worked_on_last()
    {
        await CoupleAsync();
        Assert.Single(await Search.FindAsync(Manager, " ", Ct));
    }

    [Fact]
    public async Task The_database_keeps_the_words_right_whoever_writes()
    {
        var id = await CoupleAsync();
        await ExecuteAsync("UPDATE customers SET bride_name = '한여름', wedding_date = '2027-01-02' WHERE id = $1", id);
        Assert.Single(await Search.FindAsync(Manager, "여름 2027-01-02", Ct));
        // The person's own name still says so, until it is changed too.
        Assert.Single(await Search.FindAsync(Manager, "서연", Ct));
        await ExecuteAsync("UPDATE customer_contacts SET name = '한여름' WHERE name = '김서연'");
        Assert.Empty(await Search.FindAsync(Manager, "서연", Ct));

        await ExecuteAsync("UPDATE customer_contacts SET removed_at = now() WHERE latin_name IS NOT NULL");
        Assert.Empty(await Search.FindAsync(Manager, "emma", Ct));
        await ExecuteAsync("DELETE FROM customers WHERE id = $1", id);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customer_search"));
    }

    [Fact]
    public async Task Rows_that_come_by_copy_are_found()
    {
        await using (var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync(Ct))
        {
            await using var rows = await connection.BeginTextImportAsync(
                "COPY customers (id, lead_status, groom_name, bride_name) FROM STDIN",
                Ct
            );
            await rows.WriteAsync("0198c0de-0000-7000-8000-000000000001\tinquiry\t강시우\t윤하린\n".AsMemory(), Ct);
            await rows.WriteAsync("0198c0de-0000-7000-8000-000000000002\tinquiry\t강시우\t윤서아\n".AsMemory(), Ct);
        }

        Assert.Equal(2, (await Search.FindAsync(Manager, "시우", Ct)).Count);
        Assert.Single(await Search.FindAsync(Manager, "ㅇㅎㄹ", Ct));
    }

    [Fact]
    public async Task A_merged_couple_is_found_no_more_and_again_when_it_is_taken_apart()
    {
        var (kept, gone) = (await CoupleAsync(), await CoupleAsync());
        await ExecuteAsync("UPDATE customers SET merged_into_id = $1 WHERE id = $2", kept, gone);
        Assert.Equal(kept, Assert.Single(await Search.FindAsync(Manager, "서연", Ct)).Id);
        await ExecuteAsync("UPDATE customers SET merged_into_id = NULL WHERE id = $1", gone);
        Assert.Equal(2, (await Search.FindAsync(Manager, "서연", Ct)).Count);
    }

    [Fact]
    public async Task Two_people_of_one_couple_changed_at_once_are_both_found()
    {
        for (var round = 0; round < 8; round++)
        {
            var id = await CoupleAsync();
            await Task.WhenAll(
                ExecuteAsync($"UPDATE customer_contacts SET name = '하늘{round}' WHERE customer_id = $1 AND role = 'bride'", id),
                ExecuteAsync($"UPDATE customer_contacts SET name = '바다{round}' WHERE customer_id = $1 AND role = 'groom'", id)
            );
            Assert.Contains(await Search.FindAsync(Manager, $"하늘{round} 바다{round}", Ct), h => h.Id == id);
        }
    }

    [Fact]
    public async Task A_keystroke_is_one_statement_and_takes_the_index()
    {
        await ExecuteAsync(
            """
            INSERT INTO customers (id, lead_status, groom_name, bride_name, wedding_venue)
            SELECT gen_random_uuid(), 'inquiry', '이' || chr(44032 + n % 5000) || '호',
                CASE WHEN n <= 600 THEN '김서연' ELSE '김' || chr(44100 + n % 7000) || chr(45000 + n % 3000) END, '별채홀'
            FROM generate_series(1, 5000) n
            """
        );
        await ExecuteAsync("ANALYZE customer_search");
        var plan = new StringBuilder();
        await using (var explain = Get<NpgsqlDataSource>().CreateCommand("EXPLAIN " + SearchCondition.NewestSql))
        {
            explain.Parameters.AddRange(new SearchCondition(SearchQuery.Parse("서연")).Parameters());
            explain.Parameters.AddWithValue("most", SearchService.Most);
            await using var lines = await explain.ExecuteReaderAsync(Ct);
            while (await lines.ReadAsync(Ct))
            {
                plan.AppendLine(lines.GetString(0));
            }
        }

        Assert.Contains("ix_customer_search_terms", plan.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan.ToString(), StringComparison.Ordinal);

        // It goes past the model: what the driver sent is heard.
        var database = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        var sent = new ConcurrentQueue<string>();
        using var driver = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.Select(t => t.Value?.ToString()).ToList();
                if (
                    tags.Contains(database)
                    && tags.Find(t => t?.Contains("customer_search", StringComparison.Ordinal) == true) is { } statement
                )
                {
                    sent.Enqueue(statement);
                }
            },
        };
        ActivitySource.AddActivityListener(driver);
        await Search.FindAsync(Manager, "별채", Ct);
        Assert.Single(sent);
    }

    private async Task<Guid> CoupleAsync()
    {
        var contract = await SignedContractAsync(signed: false);
        await ExecuteAsync("DELETE FROM contracts WHERE id = $1", contract.Id);
        await ExecuteAsync(
            "INSERT INTO customer_contacts (id, customer_id, role, name, latin_name, language, created_at) VALUES (gen_random_uuid(), $1, 'other', '엠마', 'Emma Watson', 'en', now())",
            contract.CustomerId
        );
        return contract.CustomerId;
    }
}
