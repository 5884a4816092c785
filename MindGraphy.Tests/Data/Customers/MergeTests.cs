using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Customers;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Customers;

public sealed class MergeTests(MigratedTemplate template) : ProjectTest(template)
{
    private MergeService Merging => Get<MergeService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services
            .AddSingleton<MergeService>()
            .AddSingleton<CustomerService>()
            .AddSingleton<CustomerEditService>()
            .AddSingleton<LeadTaskService>()
            .AddSingleton<PipelineSettingsService>();
    }

    [Fact]
    public async Task Every_foreign_key_to_a_couple_is_known_to_the_merge()
    {
        var keys = new List<(string, string)>();
        await using (
            var command = Get<NpgsqlDataSource>()
                .CreateCommand(
                    """
                    SELECT c.conrelid::regclass::text, a.attname::text
                    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                    WHERE c.contype = 'f' AND c.confrelid = 'customers'::regclass
                    """
                )
        )
        await using (var rows = await command.ExecuteReaderAsync(Ct))
        {
            while (await rows.ReadAsync(Ct))
            {
                keys.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        Assert.Equal(keys.Order(), MergeTables.Moving.Concat(MergeTables.Staying).Order());
    }

    [Fact]
    public async Task Everything_moves_and_goes_back()
    {
        var (kept, gone) = (await CoupleAsync("김서연"), await CoupleAsync("김서연"));
        await ExecuteAsync("UPDATE customers SET wedding_venue = '그랜드홀', email = NULL, notes = NULL WHERE id = $1", kept);
        await ExecuteAsync("UPDATE customers SET notes = '두 번째 문의', lead_status = 'proposal' WHERE id = $1", gone);
        var contract = await ScalarAsync<Guid>("SELECT id FROM contracts WHERE customer_id = $1", gone);
        var preview = await PreviewAsync(kept, gone);
        Assert.Equal(1, preview.Rows["contracts"]);
        Assert.Equal(2, preview.Rows["customer_contacts"]);
        Assert.Equal(
            await ScalarAsync<string>("SELECT contract_number FROM contracts WHERE id = $1", contract),
            preview.Moving.Single(r => r.Table == "contracts").Text
        );
        Assert.Equal(preview.Rows.OrderBy(r => r.Key), preview.Moving.CountBy(r => r.Table).OrderBy(r => r.Key));
        Assert.Equal([CustomerField.Email, CustomerField.WeddingVenue, CustomerField.Notes], preview.Differing);

        var merged = await Merging.MergeAsync(Manager, preview, [CustomerField.Email, CustomerField.Notes], true, Ct);

        Assert.Null(merged.Refusal);
        Assert.Equal(kept, await ScalarAsync<Guid>("SELECT customer_id FROM contracts WHERE id = $1", contract));
        Assert.Equal(kept, await ScalarAsync<Guid>("SELECT merged_into_id FROM customers WHERE id = $1", gone));
        Assert.Equal("그랜드홀 couple@example.com 두 번째 문의 proposal", await LineAsync(kept));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customer_contacts WHERE customer_id = $1", gone));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customer_contacts WHERE customer_id = $1 AND role = 'bride'", kept));
        Assert.Equal(kept, (await Merging.StateAsync(Manager, gone, Ct)).Value!.MergedInto);
        Assert.Equal(merged.Value, (await Merging.StateAsync(Manager, kept, Ct)).Value!.UndoId);

        // Somebody works on: a field that is changed and a row that is gone stay as they are.
        await ExecuteAsync("UPDATE customers SET notes = '나중에 고침' WHERE id = $1", kept);
        Time.Advance(TimeSpan.FromHours(23));
        var undone = await Merging.UndoAsync(Manager, merged.Value, Ct);

        Assert.Null(undone.Refusal);
        Assert.Equal(["Notes"], undone.Value!.FieldsThatStayed);
        Assert.Equal(gone, await ScalarAsync<Guid>("SELECT customer_id FROM contracts WHERE id = $1", contract));
        Assert.Equal("그랜드홀  나중에 고침 inquiry", await LineAsync(kept));
        Assert.Equal("더채플앳청담 couple@example.com 두 번째 문의 proposal", await LineAsync(gone));
        Assert.Equal(
            2L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM customer_contacts WHERE customer_id = $1 AND role IN ('bride', 'groom') AND removed_at IS NULL",
                gone
            )
        );
        Assert.IsType<MergeAlreadyUndone>((await Merging.UndoAsync(Manager, merged.Value, Ct)).Refusal);

        // And again: the record of the first time is in nobody's way.
        Assert.Null((await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [], false, Ct)).Refusal);
    }

    [Fact]
    public async Task Who_signs_a_contract_stays_and_it_can_still_be_sent_to_them()
    {
        var (kept, gone) = (await CoupleAsync(), await CoupleAsync());
        var signer = await ScalarAsync<Guid>(
            "SELECT s.contact_id FROM contract_signers s JOIN contracts k ON k.id = s.contract_id WHERE k.customer_id = $1",
            gone
        );

        Assert.Null((await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [], false, Ct)).Refusal);

        Assert.True(
            await ScalarAsync<bool>("SELECT removed_at IS NULL AND customer_id = $2 FROM customer_contacts WHERE id = $1", signer, kept)
        );
        Assert.Equal(new ContactSigns(), (await Get<CustomerEditService>().RemoveContactAsync(Manager, kept, signer, Ct)).Refusal);
    }

    [Fact]
    public async Task The_number_that_was_taken_tells_that_it_is_the_same_bride()
    {
        var (kept, gone) = (await CoupleAsync(), await CoupleAsync());
        await ExecuteAsync("DELETE FROM contract_signers");
        await ExecuteAsync("UPDATE customers SET bride_phone = NULL WHERE id = $1", kept);
        await ExecuteAsync("UPDATE customer_contacts SET phone = NULL WHERE customer_id = $1 AND role = 'bride'", kept);
        await ExecuteAsync("UPDATE customer_contacts SET latin_name = 'Seoyeon Kim' WHERE customer_id = $1 AND role = 'bride'", gone);

        Assert.Null((await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [CustomerField.BridePhone], false, Ct)).Refusal);

        Assert.Equal(
            "bride +821098765432 Seoyeon Kim",
            await ScalarAsync<string>(
                "SELECT string_agg(concat_ws(' ', role, phone, latin_name), ',') FROM customer_contacts WHERE customer_id = $1 AND name = '김서연' AND removed_at IS NULL",
                kept
            )
        );
    }

    [Fact]
    public async Task What_is_to_be_done_goes_along_and_comes_back_as_it_was()
    {
        var rules = Get<PipelineSettingsService>();
        await rules.SaveRuleAsync(Manager, null, new TaskRuleDetails(LeadStatus.Inquiry, "문의에 답하기", OffsetDays: 1), Ct);
        await rules.SaveRuleAsync(Manager, null, new TaskRuleDetails(LeadStatus.Consultation, "제안서 보내기", OffsetDays: 3), Ct);
        var service = Get<CustomerService>();
        async Task<Guid> LeadAsync(string key) =>
            (
                await service.InquireAsync(
                    Manager,
                    new CustomerDetails("이준호", "김서연", BridePhone: "010-2345-6789"),
                    "ko",
                    "",
                    false,
                    key,
                    null,
                    null,
                    Ct
                )
            ).Value;
        var tasks = Get<LeadTaskService>();
        var (kept, gone) = (await LeadAsync("a"), await LeadAsync("b"));
        var done = (await tasks.OfAsync(Manager, kept, Ct)).Value!.Single().Id;
        await tasks.DoneAsync(Manager, done, Ct);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await service.MoveAsync(Manager, gone, LeadStatus.Inquiry, LeadStatus.Consultation, ct: Ct)).Succeeded);
        await tasks.MakeAsync(Manager, gone, new TaskDetails("드레스 사진 받기", Clock.Today.AddDays(9)), "t", Ct);
        var (since, answered) = (await TimesAsync(kept), await TimesAsync(gone));
        Time.Advance(TimeSpan.FromMinutes(1));

        var merged = await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [], takesStatus: true, Ct);

        Assert.Null(merged.Refusal);
        Assert.Equal(["드레스 사진 받기", "제안서 보내기"], await OpenAsync(kept));
        Assert.Equal(Clock.Today.AddDays(3), await ScalarAsync<DateOnly>("SELECT next_task_on FROM customers WHERE id = $1", kept));
        Assert.Empty(await OpenAsync(gone));

        Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await Merging.UndoAsync(Manager, merged.Value, Ct)).Refusal);

        Assert.Empty(await OpenAsync(kept));
        Assert.Equal(["드레스 사진 받기", "제안서 보내기"], await OpenAsync(gone));
        Assert.True(await ScalarAsync<bool>("SELECT next_task_on IS NULL FROM customers WHERE id = $1", kept));
        Assert.Equal((since, answered), (await TimesAsync(kept), await TimesAsync(gone)));

        async Task<IEnumerable<string>> OpenAsync(Guid id) =>
            (await tasks.OfAsync(Manager, id, Ct)).Value!.Where(t => t.DoneAt is null).Select(t => t.Title).Order();
        Task<string> TimesAsync(Guid id) =>
            ScalarAsync<string>(
                "SELECT concat_ws(' ', lead_status, status_changed_at, first_response_at) FROM customers WHERE id = $1",
                id
            );
    }

    [Fact]
    public async Task An_answer_given_since_the_merge_stays_when_it_is_taken_back()
    {
        var (kept, gone) = (await CoupleAsync(), await CoupleAsync());
        var merged = await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [], false, Ct);
        Time.Advance(TimeSpan.FromMinutes(5));
        await ExecuteAsync("UPDATE customers SET first_response_at = $2 WHERE id = $1", kept, Clock.Now.ToUniversalTime());

        Assert.Null((await Merging.UndoAsync(Manager, merged.Value, Ct)).Refusal);

        Assert.True(await ScalarAsync<bool>("SELECT first_response_at IS NOT NULL FROM customers WHERE id = $1", kept));
    }

    [Fact]
    public async Task After_a_day_it_stays_as_it_is()
    {
        var (kept, gone) = (await CoupleAsync(), await CoupleAsync());
        var merged = await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [], false, Ct);
        Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.IsType<MergeTooOld>((await Merging.UndoAsync(Manager, merged.Value, Ct)).Refusal);
        Assert.Null((await Merging.StateAsync(Manager, kept, Ct)).Value!.UndoId);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (kept, gone, third) = (await CoupleAsync(), await CoupleAsync(), await CoupleAsync());
        var (stale, late) = (await PreviewAsync(kept, third), await PreviewAsync(third, gone));
        Assert.IsType<MergeWithItself>((await Merging.PreviewAsync(Manager, kept, kept, Ct)).Refusal);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await Merging.MergeAsync(Manager, await PreviewAsync(kept, gone), [], false, Ct)).Refusal);
        Assert.IsType<AlreadyMerged>((await Merging.MergeAsync(Manager, late, [], false, Ct)).Refusal);
        Assert.IsType<EditedElsewhere>((await Merging.MergeAsync(Manager, stale, [], false, Ct)).Refusal);
        Assert.IsType<CustomerNotFound>((await Merging.PreviewAsync(Manager, third, gone, Ct)).Refusal);
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        Assert.IsType<NotAllowed>((await Merging.PreviewAsync(photographer, kept, third, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Merging.MergeAsync(photographer, stale, [], false, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Merging.UndoAsync(photographer, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task Two_managers_who_merge_the_same_two_both_ways_make_one_merge()
    {
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (await CoupleAsync(), await CoupleAsync());
            var (there, back) = (await PreviewAsync(a, b), await PreviewAsync(b, a));

            var both = await Task.WhenAll(
                Merging.MergeAsync(Manager, there, [], false, Ct),
                Merging.MergeAsync(Manager, back, [], false, Ct)
            );

            Assert.IsType<AlreadyMerged>(Assert.Single(both, r => !r.Succeeded).Refusal);
            Assert.Equal(
                1L,
                await ScalarAsync<long>("SELECT count(*) FROM customers WHERE id IN ($1, $2) AND merged_into_id IS NOT NULL", a, b)
            );
        }
    }

    [Fact]
    public async Task Two_managers_who_take_one_merge_back_do_it_once()
    {
        var (a, b) = (await CoupleAsync(), await CoupleAsync());
        var merge = (await Merging.MergeAsync(Manager, await PreviewAsync(a, b), [], false, Ct)).Value;
        var both = await Task.WhenAll(Merging.UndoAsync(Manager, merge, Ct), Merging.UndoAsync(Manager, merge, Ct));
        Assert.IsType<MergeAlreadyUndone>(Assert.Single(both, r => !r.Succeeded).Refusal);
    }

    [Fact]
    public async Task Who_may_be_the_same_is_said_with_the_reason()
    {
        var mine = await CoupleAsync();
        var byPhone = await CoupleAsync("박지우");
        var byMail = await CoupleAsync("최하은");
        var byDay = await CoupleAsync("정민서");
        var nobody = await CoupleAsync("강수아");
        await AloneAsync(byMail, "wedding_date = NULL, email = 'Couple@Example.com'");
        await AloneAsync(byDay, "email = NULL");
        await AloneAsync(nobody, "email = NULL, wedding_date = NULL");
        await ExecuteAsync("UPDATE customer_contacts SET phone = '+821023456789' WHERE customer_id = $1 AND role = 'groom'", byPhone);

        var state = (await Merging.StateAsync(Manager, mine, Ct)).Value!;

        Assert.Equal(
            [(byPhone, DuplicateReason.Phone), (byMail, DuplicateReason.Email), (byDay, DuplicateReason.DayAndVenue)],
            state.Duplicates.Select(d => (d.Id, d.Why))
        );
        var typed = await Merging.LikeAsync(Manager, new CustomerDetails(null, null, GroomPhone: "010 2345 6789"), Ct);
        Assert.Contains(typed, d => d.Id == mine);
        Assert.Empty(await Merging.LikeAsync(Manager, new CustomerDetails(null, "김서연"), Ct));
    }

    private async Task AloneAsync(Guid id, string set)
    {
        await ExecuteAsync("UPDATE customer_contacts SET phone = NULL, email = NULL WHERE customer_id = $1", id);
#pragma warning disable CA2100 // Words of this file.
        await ExecuteAsync($"UPDATE customers SET bride_phone = NULL, groom_phone = NULL, {set} WHERE id = $1", id);
#pragma warning restore CA2100
    }

    private async Task<Guid> CoupleAsync(string bride = "김서연") => (await SignedContractAsync(bride)).CustomerId;

    private async Task<MergePreview> PreviewAsync(Guid kept, Guid other)
    {
        var preview = await Merging.PreviewAsync(Manager, kept, other, Ct);
        Assert.Null(preview.Refusal);
        return preview.Value!;
    }

    private Task<string> LineAsync(Guid id) =>
        ScalarAsync<string>(
            "SELECT concat_ws(' ', wedding_venue, coalesce(email, ''), notes, lead_status::text) FROM customers WHERE id = $1",
            id
        );
}
