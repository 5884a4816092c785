using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Seeding;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Templates as data: merge fields that are known, sections that close, values that have to be there before anything is sent.</summary>
public sealed class TemplateTests(MigratedTemplate template) : ContractTest(template)
{
    private ContractTemplateService Templates => Get<ContractTemplateService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<ContractTemplateService>();
        services.AddSingleton<StudioSeed>();
    }

    [Theory]
    [InlineData("총액 {{total}}입니다.", null)]
    [InlineData("{{#deposit}}계약금 {{deposit}}{{/deposit}}{{^deposit}}없음{{/deposit}}", null)]
    [InlineData("{{ total }} {{/deposit}}", "MergeSectionOpen")]
    [InlineData("{{#deposit}}열림", "MergeSectionOpen")]
    [InlineData("{{#deposit}}{{#total}}엇갈림{{/deposit}}{{/total}}", "MergeSectionOpen")]
    [InlineData("{{totall}}", "MergeFieldUnknown")]
    [InlineData("{{System.IO}}", "MergeBracesUnreadable")]
    [InlineData("{{total}", "MergeBracesUnreadable")]
    [InlineData("{{clause_refund}}", "MergeFieldUnknown")]
    [InlineData("{ 하나 } 는 글자다", null)]
    public void A_text_is_known_field_by_field(string text, string? refusal) =>
        Assert.Equal(refusal, MergeText.Wrong(text, MergeFields.Known([]))?.Code);

    [Fact]
    public void A_value_is_text_whatever_it_says_and_a_missing_one_leaves_a_gap_and_its_name()
    {
        var values = new Dictionary<string, MergeValue>
        {
            ["bride"] = new("{{total}} <b>이서연</b>"),
            ["deposit"] = new("0원", IsNothing: true),
        };
        var missing = new HashSet<string>();

        var filled = MergeText.Fill(
            "{{bride}} · {{deposit}}\n{{#deposit}}보이지 않음 {{venue}}{{/deposit}}\n{{^deposit}}없음{{/deposit}} {{groom}}",
            values,
            missing
        );

        Assert.Equal("{{total}} <b>이서연</b> · 0원\n없음 " + MergeText.Gap, filled);
        Assert.Equal(["groom"], missing);
    }

    [Fact]
    public void Clauses_that_point_to_another_follow_when_it_moves()
    {
        var draft = StandardContract.Template("ko");
        var moved = draft with { Clauses = [new ContractClause("앞에 온 조항", "내용"), .. draft.Clauses] };

        var clauses = ContractTemplate.Fill(
            moved.Clauses,
            MergeFields.OfTerms(Web.Contracts.ContractSamples.Terms, ContractPapers.CultureOf("ko")),
            new HashSet<string>()
        );

        Assert.Contains("제8조에 따라", clauses[6].Text);
        Assert.Equal("취소와 환불", clauses[7].Title);
        var without = draft with { Clauses = [.. draft.Clauses.Where(c => c.Key != "refund")] };
        Assert.Equal(new MergeFieldUnknown("clause_refund"), without.Wrong());
    }

    [Fact]
    public void What_can_not_be_a_template_is_refused()
    {
        var good = StandardContract.Template("en");
        Assert.Null(good.Wrong());
        (ContractTemplateDraft Draft, Refusal Refusal)[] wrong =
        [
            (good with { Name = " " }, new FieldRequired("Name")),
            (good with { Clauses = [] }, new CountOutOfRange("Clauses", 1, 60)),
            (good with { Clauses = [.. good.Clauses, new ContractClause("Empty", " ")] }, new ClauseWrong(good.Clauses.Count + 1)),
            (good with { Consents = [.. good.Consents.Where(c => c.Key != "privacy")] }, new ConsentMustStay()),
            (good with { Consents = [.. good.Consents.Select(c => c with { Required = c.Key == "privacy" })] }, new ConsentMustStay()),
            (good with { Consents = [.. good.Consents.Select(c => c with { Required = true })] }, new ConsentMustBeOptional()),
            (good with { House = good.House with { KeepMonths = 11 } }, new CountOutOfRange("KeepMonths", 12, 120)),
            (good with { Refund = good.Refund with { BeforeStartPercent = 101 } }, new CountOutOfRange("BeforeStartPercent", 0, 100)),
        ];
        foreach (var (draft, refusal) in wrong)
        {
            Assert.Equal(refusal, draft.Wrong());
        }
    }

    [Fact]
    public async Task A_contract_is_written_by_its_template_and_keeps_what_was_sent()
    {
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        var standard = StandardContract.Template("ko");
        var own = standard with
        {
            Name = "우리 양식",
            Clauses =
            [
                .. standard.Clauses,
                new ContractClause("주차", "예식장({{venue}})의 주차는 {{studio}}가 알아봅니다. 작가: {{photographer}}"),
            ],
            Refund = new RefundPolicy { BeforeStartPercent = 30 },
            House = new HouseRules { SelectWithinDays = 45 },
        };
        var id = Done(await Templates.AddAsync(admin, own, "own", Ct));
        var couple = await CoupleAsync();
        var package = await PackageAsync();
        var terms = new ContractDraft(package.Id, package.Price, null, "ko", [ContactOf(couple, ContactRole.Bride)], null, id);
        var contract = Done(await Contracts.DraftAsync(Manager, couple.Id, terms, "draft", Ct));

        // The photographer is not named yet: it may be read, and not be sent.
        var reading = Done(await Contracts.PaperAsync(Manager, contract, Ct));
        var named = MergeFields.WordsOf("photographer", System.Globalization.CultureInfo.CurrentUICulture);
        Assert.Equal(named, reading.Missing);
        Assert.Contains(MergeText.Gap, reading.Document.Clauses[^1].Text);
        var early = await Contracts.SendAsync(Manager, contract, await VersionAsync(contract), Ct);
        Assert.Equal(new MergeFieldsMissing(named), early.Refusal);
        var photographer = (await StaffAsync(UserRole.Photographer, "박", "하늘")).UserId!.Value;
        Done(
            await Contracts.RewriteAsync(Manager, contract, terms with { PhotographerId = photographer }, await VersionAsync(contract), Ct)
        );
        Done(await Contracts.SendAsync(Manager, contract, await VersionAsync(contract), Ct));

        // Changed afterwards: what was sent stays, and refunds are computed by what it said.
        var sheet = Done(await Templates.SheetAsync(Manager, id, Ct));
        Done(await Templates.ChangeAsync(admin, id, own with { Refund = new RefundPolicy { BeforeStartPercent = 50 } }, sheet.Version, Ct));
        Assert.Equal(new EditedElsewhere(), (await Templates.ChangeAsync(admin, id, own, sheet.Version, Ct)).Refusal);
        var sent = Done(await Contracts.PaperAsync(Manager, contract, Ct)).Document;
        Assert.Contains("총액의 30%(660,000원)", sent.Clauses[6].Text);
        Assert.Contains("45일 안에 보정할", sent.Clauses[7].Text);
        Assert.Equal("예식장(그랜드 하얏트 서울)의 주차는 온새미로 스튜디오가 알아봅니다. 작가: 박하늘", sent.Clauses[^1].Text);
        Assert.Equal(
            30,
            await ScalarAsync<int>("SELECT (refund_policy->>'beforeStartPercent')::int FROM contracts WHERE id = $1", contract)
        );
        Done(await SignAsync(Bride(couple), contract));
        Assert.Equal(
            $"terms-{id.ToString("N")[^8..]}-r1",
            await ScalarAsync<string>("SELECT text_version FROM consents WHERE kind = 'refund_rules' ORDER BY given_at DESC LIMIT 1")
        );
    }

    [Fact]
    public async Task One_template_of_a_language_is_the_default_however_many_choose_at_once()
    {
        await Get<StudioSeed>().SeedAsync([], Ct);
        await Get<StudioSeed>().SeedAsync([], Ct);
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM contract_templates WHERE is_default"));
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        for (var i = 0; i < 8; i++)
        {
            Done(await Templates.AddAsync(admin, StandardContract.Template("ko") with { Name = "양식 " + i }, "t" + i, Ct));
        }

        var rows = (await Templates.ListAsync(admin, Ct)).Where(t => t is { Language: "ko", IsDefault: false }).ToList();
        await Task.WhenAll(rows.Select(t => Templates.MakeDefaultAsync(admin, t.Id, t.Version, Ct)));

        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contract_templates WHERE is_default AND language = 'ko'"));
        var chosen = (await Templates.ListAsync(admin, Ct)).Single(t => t is { Language: "ko", IsDefault: true });
        Assert.Equal(new DefaultTemplateStays(), (await Templates.UseAsync(admin, chosen.Id, false, chosen.Version, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Templates.AddAsync(Manager, StandardContract.Template("ko"), "m", Ct)).Refusal);
    }

    [Fact]
    public async Task A_clause_kept_twice_is_one_with_the_last_text()
    {
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Templates.KeepAsync(admin, "ko", "드론 촬영", $"드론은 {i}번 띄웁니다. {{{{total}}}}", Ct))
        );
        Done(await Templates.KeepAsync(admin, "ko", "드론 촬영", "드론은 띄우지 않습니다.", Ct));

        Assert.Equal("드론은 띄우지 않습니다.", Assert.Single(await Templates.LibraryAsync(Manager, Ct)).Text);
        Assert.Equal(new MergeFieldUnknown("drone"), (await Templates.KeepAsync(admin, "ko", "드론", "{{drone}}", Ct)).Refusal);
        Assert.Equal(new ClauseWrong(1), (await Templates.KeepAsync(admin, "ko", "", "글", Ct)).Refusal);
        Done(await Templates.DropAsync(admin, (await Templates.LibraryAsync(admin, Ct))[0].Id, Ct));
        Assert.Empty(await Templates.LibraryAsync(admin, Ct));
    }

    [Fact]
    public async Task Where_the_studio_signs_last_the_contract_is_concluded_by_its_signature_once()
    {
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        var id = Done(
            await Templates.AddAsync(admin, StandardContract.Template("ko") with { Name = "연서", CounterSigns = true }, "c", Ct)
        );
        var couple = await CoupleAsync();
        var package = await PackageAsync();
        ContactRole[] roles = [ContactRole.Groom, ContactRole.Bride];
        var terms = new ContractDraft(package.Id, package.Price, null, "ko", [.. roles.Select(r => ContactOf(couple, r))], null, id);
        var contract = Done(await Contracts.DraftAsync(Manager, couple.Id, terms, "draft", Ct));
        Done(await Contracts.SendAsync(Manager, contract, await VersionAsync(contract), Ct));
        Done(await SignAsync(Bride(couple), contract));
        Assert.Equal(
            new NotForCounterSigning(),
            (await Contracts.CounterSignAsync(Manager, contract, await VersionAsync(contract), Ct)).Refusal
        );
        Done(await SignAsync(Groom(couple), contract));

        var waiting = await SheetAsync(contract);
        Assert.Equal((ContractStatus.Sent, true), (waiting.Row.Status, waiting.Extra.AwaitsCounterSigning));
        Assert.True(Done(await Signing.SheetAsync(Bride(couple), contract, Ct)).AwaitsStudio);
        Assert.Empty(await OutboxAsync<SealContract>());
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'contract_countersign'"));

        var signed = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Contracts.CounterSignAsync(Manager, contract, waiting.Version, Ct))
        );
        Assert.Single(signed, s => s.Succeeded);
        Assert.All(signed.Where(s => !s.Succeeded), s => Assert.Equal(new EditedElsewhere(), s.Refusal));
        Assert.Equal(ContractStatus.Signed, (await SheetAsync(contract)).Row.Status);
        Assert.Single(await OutboxAsync<SealContract>());
        Done(await Sealing.SealAsync(contract, Ct));
        var seal = Done(await Contracts.PreviewPdfAsync(Manager, contract, Ct));
        await using var content = seal.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Ct);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(bytes.ToArray());
        var last = string.Concat(pdf.GetPage(pdf.NumberOfPages).GetWords().Select(w => w.Text));
        Assert.Contains("스튜디오담당자가계정으로서명", last);
    }

    [Fact]
    public async Task Who_has_not_signed_is_reminded_by_day_at_most_three_times_and_never_after_the_link_closed()
    {
        var couple = await CoupleAsync();
        var contract = await SentAsync(couple);
        var reminders = new SigningReminderService(Get<IStudio>(), Get<MindGraphy.Domain.Notifications.IMessageChannel>(), Clock);
        Task<long> WrittenAsync() => ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'contract_to_sign'");

        // Only the bride has an address. The clock stands at an hour of the day.
        Assert.Equal(1, await WrittenAsync());
        Assert.Equal(0, await reminders.RunAsync(Ct));
        for (var day = 1; day <= 16; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => reminders.RunAsync(Ct)));
        }

        Assert.Equal(4, await WrittenAsync());
        Assert.Equal(
            4L,
            await ScalarAsync<long>("SELECT count(DISTINCT created_at::date) FROM notifications WHERE template_id = 'contract_to_sign'")
        );

        // Sent anew to another couple who sign: nobody is reminded.
        var other = await CoupleAsync();
        var second = await SentAsync(other);
        Done(await SignAsync(Bride(other), second));
        Time.Advance(TimeSpan.FromDays(4));
        await reminders.RunAsync(Ct);
        Assert.Equal(5, await WrittenAsync());
        Assert.Equal(ContractStatus.Sent, (await SheetAsync(contract)).Row.Status);
    }
}
