using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Imports;

public sealed class ImportRunTests(MigratedTemplate template) : ImportTest(template)
{
    private const string Small = """
        신부,신랑,신부 전화,이메일,예식일,예식 시간,예식장,유입 경로,상태,담당자,문의일,주소,우편번호,메모
        김서연,이도현,1023456789,Seoyeon@example.com,2027년 5월 16일,오후 2시,더채플,소개,상담,한지우,2025-11-03,서울 강남구,06236,첫 메모
        박하늘,최민준,010-3333-4444,,2027.6.1,,,,,,,,,
        정다은,강지호,010-3333-4444,,,,,,,,,,,
        """;

    [Fact]
    public async Task A_file_becomes_the_rows_that_the_aggregate_would_write()
    {
        var done = await RunAsync(await UploadAsync(Small));

        Assert.Equal((ImportStatus.Completed, 2, 1, 0), (done.Status, done.NewRows, done.DuplicateRows, done.RefusedRows));
        Assert.Equal(
            "김서연/이도현/+821023456789/Seoyeon@example.com/2027-05-16/14:00:00/더채플/소개/consultation/첫 메모/2025-11-03",
            await ScalarAsync<string>(
                "SELECT concat_ws('/', bride_name, groom_name, bride_phone, email, wedding_date, wedding_time, wedding_venue, source_channel, lead_status, notes, (created_at AT TIME ZONE 'Asia/Seoul')::date) FROM customers WHERE bride_name = '김서연' AND assigned_manager_id = $1",
                Manager.UserId!
            )
        );
        Assert.Equal(
            "bride:김서연:+821023456789:Seoyeon@example.com,groom:이도현::",
            await ScalarAsync<string>(
                "SELECT string_agg(concat(role, ':', name, ':', phone, ':', k.email), ',' ORDER BY role DESC) FROM customer_contacts k JOIN customers c ON c.id = customer_id WHERE bride_name = '김서연'"
            )
        );
        Assert.Equal(
            "06236 서울 강남구",
            await ScalarAsync<string>("SELECT postal_code || ' ' || address_line1 FROM customer_addresses WHERE address_type = 'home'")
        );
        Assert.Equal(
            "consultation,inquiry",
            await ScalarAsync<string>("SELECT string_agg(to_status::text, ',' ORDER BY moved_at) FROM stage_history")
        );
        var sheet = (await Screens.ListAsync(Manager, new CustomerFilter("서연"), null, Ct)).Value!.Lines.Single();
        Assert.True((await Customers.MoveAsync(Manager, sheet.Id, LeadStatus.Consultation, LeadStatus.Proposal, ct: Ct)).Succeeded);
    }

    [Fact]
    public async Task A_dry_run_counts_what_the_run_does_and_writes_nothing()
    {
        var id = await UploadAsync(Small);

        var dry = await CheckAsync(id);

        Assert.Equal((ImportStatus.Checked, 3, 2, 1, 0), (dry.Status, dry.TotalRows, dry.NewRows, dry.DuplicateRows, dry.RefusedRows));
        Assert.Equal(0L, await CountAsync("customers"));
    }

    [Fact]
    public async Task Rows_with_errors_say_what_and_where_and_stay_out()
    {
        var id = await UploadAsync(
            $"""
            신부,신랑,신부 전화,이메일,예식일,예식 시간,예식장,상태,담당자
            김서연,이도현,010-2345-6789,,,,,,
            ,최민준,12,who,내년,점심,{new string('가', 300)},반쯤,아무개
            "깨진,강지호,010-1111-2222,,,,,,
            😀‮하늘,윤서준,010-5555-6666,,,,,,
            한소희,오지훈,,,,,,,
            """
        );

        var done = await RunAsync(id);

        Assert.Equal((2, 3), (done.NewRows, done.RefusedRows));
        var problems = (await Imports.PageAsync(Manager, id, Ct)).Value!.Problems;
        Assert.Equal(
            [
                "3 예식일 DateUnreadable",
                "3 예식 시간 TimeUnreadable",
                "3 신부 FieldRequired",
                "3 신부 전화 PhoneUnreadable",
                "3 이메일 EmailUnreadable",
                "3 예식장 FieldTooLong",
                "3 상태 StatusUnknown",
                "3 담당자 ManagerUnknown",
                "4  RowBroken",
                "6 신부 전화 ContactMissing",
            ],
            problems.Select(p => $"{p.Row} {p.Column} {p.Code}")
        );
        Assert.Equal("255자까지 쓸 수 있어요.", problems[5].Sentence(System.Globalization.CultureInfo.GetCultureInfo("ko")));
        Assert.Equal("😀하늘", await ScalarAsync<string>("SELECT bride_name FROM customers WHERE groom_name = '윤서준'"));
    }

    [Fact]
    public async Task Couples_that_are_here_are_skipped_filled_in_or_made_again_as_was_chosen()
    {
        var id = await LeadAsync(new CustomerDetails("이도현", "김서연", BridePhone: "010-2345-6789", WeddingVenue: "더채플"));
        const string Rows =
            "신부,신랑,신랑 전화,신부 전화,예식일,예식장,메모\n김서연,이도현,010-9999-8888,010-2345-6789,2027-05-16,다른 곳,메모\n";

        Assert.Equal((0, 1), Counts(await RunAsync(await UploadAsync(Rows))));
        Assert.Equal((0, 1), Counts(await RunAsync(await UploadAsync(Rows), DuplicateRule.FillIn)));
        Assert.Equal(
            "+821099998888 2027-05-16 더채플 메모",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', groom_phone, wedding_date, wedding_venue, notes) FROM customers WHERE id = $1",
                id
            )
        );
        Assert.Equal(
            "+821099998888",
            await ScalarAsync<string>("SELECT phone FROM customer_contacts WHERE customer_id = $1 AND role = 'groom'", id)
        );
        Assert.Equal((1, 0), Counts(await RunAsync(await UploadAsync(Rows), DuplicateRule.MakeAnyway)));
        Assert.Equal(2L, await CountAsync("customers"));
    }

    [Fact]
    public async Task What_columns_mean_is_remembered_for_the_next_file_with_the_same_headers()
    {
        var first = await UploadAsync("가,나,다\n김서연,이도현,010-2345-6789\n");
        var fields = new ImportField?[] { ImportField.BrideName, ImportField.GroomName, ImportField.BridePhone };
        Assert.True((await Imports.CheckAsync(Manager, first, fields, DuplicateRule.Skip, Ct)).Succeeded);

        var second = await SheetAsync(await UploadAsync("가,나,다\n박하늘,최민준,010-3333-4444\n"));

        Assert.Equal(fields, second.Fields);
    }

    [Fact]
    public async Task Two_clicks_are_one_run()
    {
        var id = await UploadAsync(Many(50));
        await CheckAsync(id);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Imports.RunAsync(Manager, id, Ct)));
        await WorkAsync();

        Assert.All(clicks, c => Assert.True(c.Succeeded));
        Assert.Equal(50L, await CountAsync("customers"));
        Assert.Equal(new ImportCannotMove(ImportStatus.Completed), (await Imports.RunAsync(Manager, id, Ct)).Refusal);
    }

    [Fact]
    public async Task Two_files_with_the_same_couples_that_run_at_once_make_each_couple_once()
    {
        var ids = new[] { await UploadAsync(Many(2_500)), await UploadAsync(Many(2_500)) };
        foreach (var id in ids)
        {
            await CheckAsync(id);
            Assert.True((await Imports.RunAsync(Manager, id, Ct)).Succeeded);
        }

        await Task.WhenAll(WorkAsync(), WorkAsync());

        Assert.Equal(2_500L, await CountAsync("customers"));
        var sheets = new[] { await SheetAsync(ids[0]), await SheetAsync(ids[1]) };
        Assert.Equal(2_500, sheets.Sum(s => s.NewRows));
        Assert.Equal(2_500, sheets.Sum(s => s.DuplicateRows));
    }

    [Fact]
    public async Task A_worker_that_is_killed_or_doubled_writes_no_row_twice()
    {
        var id = await UploadAsync(Many(2_500));
        await CheckAsync(id, DuplicateRule.MakeAnyway);
        Assert.True((await Imports.RunAsync(Manager, id, Ct)).Succeeded);
        var work = await ScalarAsync<Guid>("SELECT work_id FROM imports WHERE id = $1", id);

        // The first dies after a batch; then two take over at once.
        await Assert.ThrowsAsync<TimeoutException>(() => Runner.WorkAsync(new(id, work), _ => throw new TimeoutException(), Ct));
        Assert.Equal(1_000L, await CountAsync("customers"));
        await Task.WhenAll(Runner.WorkAsync(new(id, work), ct: Ct), Runner.WorkAsync(new(id, work), ct: Ct));
        await WorkAsync();

        Assert.Equal(2_500L, await CountAsync("customers"));
        Assert.Equal(
            (ImportStatus.Completed, 2_500, 2_500),
            ((await SheetAsync(id)).Status, (await SheetAsync(id)).NewRows, (await SheetAsync(id)).DoneRows)
        );
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_what_it_wrote_and_can_be_taken_back()
    {
        var id = await UploadAsync(Many(3_500));
        await CheckAsync(id);
        Assert.True((await Imports.RunAsync(Manager, id, Ct)).Succeeded);

        await WorkAsync(async _ => await Imports.CancelAsync(Manager, id, Ct));

        Assert.Equal((ImportStatus.Cancelled, 1_000), ((await SheetAsync(id)).Status, (await SheetAsync(id)).NewRows));
        Assert.Equal(1_000L, await CountAsync("customers"));
        Assert.True((await Imports.UndoAsync(Manager, id, Ct)).Succeeded);
        Assert.Equal(0L, await CountAsync("customers"));
    }

    [Fact]
    public async Task More_rows_than_allowed_end_the_dry_run_with_a_reason()
    {
        var id = await UploadAsync(Many(Import.MaxRows + 1));

        var sheet = await CheckAsync(id);

        Assert.Equal((ImportStatus.Failed, nameof(TooManyRows)), (sheet.Status, sheet.FailedBecause));
    }

    [Fact]
    public async Task Without_the_right_nothing_comes_in_and_nothing_is_seen()
    {
        var id = await UploadAsync(Many(1));
        var photographer = await StaffAsync(UserRole.Photographer, "오", "세훈");
        using var file = new MemoryStream("a,b\n1,2\n"u8.ToArray());

        Assert.Equal(new NotAllowed(), (await Imports.UploadAsync(photographer, file, "x.csv", Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Imports.PageAsync(photographer, id, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Imports.RunAsync(photographer, id, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Imports.UndoAsync(photographer, id, Ct)).Refusal);
        Assert.Null(Imports.Problems(photographer, id, Ct));
    }

    private static (int New, int Duplicates) Counts(ImportSheet sheet) => (sheet.NewRows, sheet.DuplicateRows);
}
