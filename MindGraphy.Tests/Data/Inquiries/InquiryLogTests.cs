using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Inquiries;

/// <summary>What was sent stays readable, whatever became of it, and is made one lead however many press.</summary>
public sealed class InquiryLogTests(MigratedTemplate template) : LeadTest(template)
{
    private InquiryService Inquiries => Get<InquiryService>();

    private InquiryLog Log => Get<InquiryLog>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<InquiryService>().AddSingleton<InquiryLog>().AddSingleton<WebsiteService>();
    }

    [Fact]
    public async Task What_was_refused_is_still_there_and_says_why()
    {
        var id = await ReceiveAsync();

        var taken = await TakeAsync(id, Couple with { BridePhone = "1" });

        Assert.Equal(new PhoneUnreadable("BridePhone"), taken.Refusal);
        var sheet = (await Log.SheetAsync(Manager, id, Ct)).Value!;
        Assert.Equal(InquiryOutcome.Refused, sheet.Line.Outcome);
        Assert.Equal(["BridePhone:PhoneUnreadable"], sheet.Codes);
        Assert.Equal("김서연", InquiryFields.Read(sheet.Body)["BrideName"]);
    }

    [Fact]
    public async Task A_lead_made_from_the_log_has_its_task()
    {
        await Get<PipelineSettingsService>()
            .SaveRuleAsync(Manager, null, new TaskRuleDetails(LeadStatus.Inquiry, "문의에 답하기", OffsetDays: 1), Ct);
        var id = await ReceiveAsync();
        await TakeAsync(id, Couple with { BridePhone = "1" });

        var made = await Log.MakeLeadAsync(Manager, id, Couple, Ct);

        Assert.Equal(Clock.Today.AddDays(1), await ScalarAsync<DateOnly>("SELECT next_task_on FROM customers WHERE id = $1", made.Value));
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("2101-01-01")]
    public async Task A_day_that_nobody_marries_on_is_refused_at_its_field(string day)
    {
        var taken = await TakeAsync(
            await ReceiveAsync(),
            Couple with
            {
                WeddingDate = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            }
        );

        Assert.Equal(new DayOutOfRange("WeddingDate"), taken.Refusal);
    }

    [Fact]
    public void A_hundred_huge_fields_are_cut_together_and_a_short_one_stays_whole()
    {
        var fields = Enumerable.Range(0, 99).Select(i => KeyValuePair.Create("f" + i, new string('\u0001', 100_000)));

        var body = RawBody.Of(fields.Append(new("Input.BrideName", "김서연")));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(body.Text), 10_000, InquirySubmission.BodyMaxBytes);
        Assert.Equal("김서연", InquiryFields.Read(body.Text)["BrideName"]);
        Assert.True(body.Bytes > 9_900_000);
    }

    [Fact]
    public async Task Two_equal_posts_at_once_are_one_inquiry_and_one_repeat()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReceiveAsync()));

        var taken = await Task.WhenAll(ids.Select(id => Task.Run(() => TakeAsync(id, Couple), Ct)));

        Assert.Single(taken.Select(t => t.Value!.CustomerId).Distinct());
        Assert.Equal(1, taken.Count(t => !t.Value!.Repeated));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal(
            "1 7",
            await ScalarAsync<string>(
                "SELECT concat_ws(' ', count(*) FILTER (WHERE outcome = 'accepted'), count(*) FILTER (WHERE outcome = 'repeated')) FROM inquiry_submissions"
            )
        );
    }

    [Fact]
    public async Task Sixteen_managers_make_one_lead_of_it()
    {
        var id = await ReceiveAsync();
        await Inquiries.SettleAsync(id, InquiryOutcome.Trapped, ["TooFast"], ct: Ct);

        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Log.MakeLeadAsync(Manager, id, Couple, Ct), Ct)));

        Assert.All(made, m => Assert.Null(m.Refusal));
        Assert.Single(made.Select(m => m.Value).Distinct());
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers WHERE assigned_manager_id = $1", Manager.UserId!.Value));
        Assert.Equal(
            1L,
            await ScalarAsync<long>("SELECT count(*) FROM consents WHERE text_version = 'privacy-2026-11' AND ip = '127.0.0.1'")
        );
        Assert.Equal(InquiryOutcome.Accepted, (await Log.SheetAsync(Manager, id, Ct)).Value!.Line.Outcome);
    }

    [Fact]
    public async Task A_manager_and_the_senders_own_process_make_one_lead()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await ReceiveAsync();
            var key = Guid.NewGuid().ToString();
            var byHand = Task.Run(() => Log.MakeLeadAsync(Manager, id, Couple, Ct), Ct);
            var byItself = Task.Run(() => TakeAsync(id, Couple, key), Ct);
            await Task.WhenAll(byHand, byItself);

            Assert.Equal((await byHand).Value, (await byItself).Value!.CustomerId);
            Assert.Equal(round + 1L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        }
    }

    [Fact]
    public async Task What_died_is_shown_and_can_be_made_a_lead_and_a_stranger_sees_nothing()
    {
        var id = await ReceiveAsync();

        var page = (await Log.ListAsync(Manager, InquiryOutcome.Received, null, Ct)).Value!;
        Assert.Equal(id, Assert.Single(page.Lines).Id);
        Assert.Equal(
            new PhoneUnreadable("BridePhone"),
            (await Log.MakeLeadAsync(Manager, id, Couple with { BridePhone = "1" }, Ct)).Refusal
        );
        Assert.Null((await Log.MakeLeadAsync(Manager, id, Couple, Ct)).Refusal);

        var editor = await StaffAsync(UserRole.Editor, "서", "이안");
        Assert.Equal(new NotAllowed(), (await Log.ListAsync(editor, null, null, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Log.MakeLeadAsync(editor, id, Couple, Ct)).Refusal);
        Assert.Equal(new SubmissionNotFound(), (await Log.SheetAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task The_log_is_paged_newest_first()
    {
        for (var i = 0; i < InquiryPages.Size + 3; i++)
        {
            await ReceiveAsync();
        }

        var first = (await Log.ListAsync(Manager, null, null, Ct)).Value!;
        var second = (await Log.ListAsync(Manager, null, first.Next, Ct)).Value!;

        Assert.Equal(InquiryPages.Size, first.Lines.Count);
        Assert.Equal(3, second.Lines.Count);
        Assert.Null(second.Next);
        Assert.Empty(first.Lines.Select(l => l.Id).Intersect(second.Lines.Select(l => l.Id)));
    }

    [Fact]
    public async Task After_90_days_only_what_became_a_lead_is_kept()
    {
        var (taken, refused) = (await ReceiveAsync(), await ReceiveAsync());
        await TakeAsync(taken, Couple);
        await Inquiries.SettleAsync(refused, InquiryOutcome.Refused, [], ct: Ct);
        Time.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await Inquiries.PurgeAsync(Ct));
        Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await Inquiries.PurgeAsync(Ct));
        Assert.Equal(taken, await ScalarAsync<Guid>("SELECT id FROM inquiry_submissions"));
    }

    [Theory]
    [InlineData("www.example.com", "https://www.example.com")]
    [InlineData("https://Example.com/about?x=1", "https://example.com")]
    [InlineData("우리스튜디오.kr", "https://xn--2n1bs9bezlbqekzjjtc.kr")]
    [InlineData("http://localhost:5005/", "http://localhost:5005")]
    public void A_site_is_known_by_its_origin(string typed, string origin)
    {
        var read = EmbedSite.OriginOf(typed);

        Assert.Equal(typed.StartsWith('우') ? "https://xn--" : origin, typed.StartsWith('우') ? read.Value![..12] : read.Value);
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("example")]
    [InlineData("https://a@example.com")]
    [InlineData("https://example.com; script-src *")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void What_is_no_site_is_refused(string typed) => Assert.Equal(new SiteUnreadable(), EmbedSite.OriginOf(typed).Refusal);

    [Fact]
    public void A_body_is_cut_to_64_kilobytes_and_stays_readable()
    {
        var body = RawBody.Of([new("Input.Notes", new string('가', 5_000_000)), new("Input.BrideName", "서연")]);

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(body.Text), 1, InquirySubmission.BodyMaxBytes);
        Assert.Equal("서연", InquiryFields.Read(body.Text)["BrideName"]);
        Assert.InRange(body.Bytes, 15_000_000, 15_001_000);
    }

    [Fact]
    public async Task A_token_is_kept_as_its_hash_and_opens_nothing_when_it_is_taken_back()
    {
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('admin', 'settings')");
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        var website = Get<WebsiteService>();
        var made = (await website.IssueTokenAsync(admin, "홈페이지", null, Ct)).Value!;

        Assert.True((await website.BearerOfAsync(made.Secret, Ct)).MayWriteInquiries);
        Assert.Equal(
            0L,
            await ScalarAsync<long>("SELECT count(*) FROM api_tokens WHERE to_jsonb(api_tokens)::text LIKE '%' || $1 || '%'", made.Secret)
        );
        Assert.True((await website.RevokeTokenAsync(admin, made.Id, Ct)).Succeeded);
        Assert.False((await website.BearerOfAsync(made.Secret, Ct)).IsLive);
        Assert.Equal(new NotAllowed(), (await website.IssueTokenAsync(Actor.Visitor, "x", null, Ct)).Refusal);
    }

    private Task<Guid> ReceiveAsync() =>
        Inquiries.ReceiveAsync(
            new RawInquiry(
                InquiryChannel.Form,
                RawBody.Of([new("Input.BrideName", "김서연"), new("Input.BridePhone", "1")]),
                "김서연",
                "ko",
                "127.0.0.1",
                "Browser/1.0",
                "privacy-2026-11"
            ),
            Ct
        );

    private Task<Result<TakenInquiry>> TakeAsync(Guid id, CustomerDetails details, string key = "one") =>
        Inquiries.TakeAsync(id, details, "ko", "privacy-2026-11", key, "127.0.0.1", "Browser/1.0", Ct);
}
