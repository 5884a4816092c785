using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Customers;

public sealed class InquiryTests(MigratedTemplate template) : LeadTest(template)
{
    [Fact]
    public async Task An_inquiry_is_a_couple_a_consent_and_an_answer_in_the_senders_language()
    {
        var id = (await InquireAsync(language: "en")).Value;

        Assert.Equal("+821023456789", await ScalarAsync<string>("SELECT bride_phone FROM customers WHERE id = $1", id));
        Assert.Equal(
            "privacy-2026-11",
            await ScalarAsync<string>("SELECT text_version FROM consents WHERE customer_id = $1 AND is_given", id)
        );
        var notice = await ScalarAsync<string>(
            "SELECT concat_ws(' ', address, language, template_id, template_data->>'couple', template_data->>'date') FROM notifications WHERE customer_id = $1",
            id
        );
        Assert.Equal("seoyeon@example.com en inquiry_received 김서연 · 이도현 Sat 17 Oct 2026", notice);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE kind = 'SendNotice'"));
    }

    [Fact]
    public async Task Sent_32_times_with_one_key_it_is_one_inquiry_and_one_answer()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => InquireAsync(key: "one"), Ct)));

        Assert.All(results, r => Assert.Null(r.Refusal));
        Assert.Single(results.Select(r => r.Value).Distinct());
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM notifications"));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages"));
    }

    [Fact]
    public async Task The_same_key_with_other_words_is_refused()
    {
        await InquireAsync(key: "one");

        var second = await InquireAsync(Couple with { Notes = "두 번째" }, key: "one");

        Assert.Equal(new KeyUsedForAnother(), second.Refusal);
    }

    [Fact]
    public async Task A_refused_inquiry_leaves_its_key_free()
    {
        Assert.Equal(new PhoneUnreadable("BridePhone"), (await InquireAsync(Couple with { BridePhone = "1" }, key: "one")).Refusal);

        Assert.True((await InquireAsync(key: "one")).Succeeded);
    }

    [Fact]
    public async Task Without_consent_a_visitor_is_refused_and_nothing_is_kept()
    {
        var result = await Customers.InquireAsync(Actor.Visitor, Couple, "ko", "privacy-2026-11", false, "one", null, null, Ct);

        Assert.Equal(new ConsentRequired("Consent"), result.Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task A_couple_that_staff_writes_down_is_theirs_and_gets_no_automatic_mail()
    {
        var id = (await Customers.InquireAsync(Manager, Couple, "ko", "", false, "one", null, null, Ct)).Value;

        var sheet = (await Screens.PageAsync(Manager, id, Ct)).Value!;
        Assert.Equal(Manager.UserId, sheet.ManagerId);
        Assert.Equal("한지우", sheet.Stages.Single().ByName);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM notifications"));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM consents"));
    }

    [Fact]
    public async Task A_photographer_may_neither_write_down_nor_see_leads()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "윤", "슬");

        Assert.Equal(
            new NotAllowed(),
            (await Customers.InquireAsync(photographer, Couple, "ko", "", false, "one", null, null, Ct)).Refusal
        );
        Assert.Equal(new NotAllowed(), (await Screens.BoardAsync(photographer, new BoardFilter(), Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Screens.PageAsync(Actor.Visitor, Guid.NewGuid(), Ct)).Refusal);
    }
}
