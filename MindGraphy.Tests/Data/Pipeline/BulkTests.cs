using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Pipeline;

/// <summary>Acts on many couples: what is previewed is what is done, and only once.</summary>
public sealed class BulkTests(MigratedTemplate template) : LeadTest(template)
{
    private static readonly MessageText Hello = new(
        "{{couple}} 님께",
        "{{date}} {{venue}}에서 뵐게요. {{manager}} 드림",
        "For {{couple}}",
        "See you on {{date}}."
    );

    [Fact]
    public async Task A_move_leaves_who_was_moved_since_the_preview_and_says_so()
    {
        var (first, second) = (await LeadAsync(), await LeadAsync());
        var preview = (await Bulk.PreviewMoveAsync(Manager, [first, second], LeadStatus.Consultation, Ct)).Value!;
        await Customers.MoveAsync(Manager, second, LeadStatus.Inquiry, LeadStatus.Cancelled, "예산", ct: Ct);

        var moved = (await Bulk.MoveAsync(Manager, [.. preview], LeadStatus.Consultation, null, null, Ct)).Value!;

        Assert.Null(moved.Single(l => l.Id == first).Refusal);
        Assert.Equal(new LeadMovedElsewhere("한지우", LeadStatus.Cancelled), moved.Single(l => l.Id == second).Refusal);
        Assert.Equal(LeadStatus.Cancelled, (await CardAsync(second)).Status);
    }

    [Fact]
    public async Task A_preview_names_whom_the_table_does_not_let_move()
    {
        var id = await LeadAsync();

        var preview = (await Bulk.PreviewMoveAsync(Manager, [id], LeadStatus.Proposal, Ct)).Value!;

        Assert.Equal(new LeadCannotMove(LeadStatus.Inquiry, LeadStatus.Proposal), preview.Single().Refusal);
        Assert.Empty((await Bulk.MoveAsync(Manager, [.. preview], LeadStatus.Proposal, null, null, Ct)).Value!);
    }

    [Fact]
    public async Task Everybody_is_given_to_one_manager_and_each_timeline_says_so()
    {
        var ids = new[] { await LeadAsync(), await LeadAsync(), await LeadAsync() };

        var unknown = Guid.NewGuid();
        var given = (await Bulk.AssignAsync(Manager, [.. ids, unknown], Manager.UserId, Ct)).Value!;

        Assert.Equal([unknown], given.Where(l => l.Refusal is not null).Select(l => l.Id));
        Assert.Equal(3L, await ScalarAsync<long>("SELECT count(*) FROM customers WHERE assigned_manager_id = $1", Manager.UserId!.Value));
        Assert.Equal(3L, await ScalarAsync<long>("SELECT count(*) FROM customer_changes WHERE field = 'manager' AND new_value = '한지우'"));
    }

    [Fact]
    public async Task Given_back_they_are_whose_they_were_but_not_what_a_colleague_gave_on_meanwhile()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var (nobodys, others, given) = (await LeadAsync(), await LeadAsync(), await LeadAsync());
        await Customers.AssignManagerAsync(Manager, others, other.UserId, Ct);
        var assigned = (await Bulk.AssignAsync(Manager, [nobodys, others, given], Manager.UserId, Ct)).Value!;
        await Customers.AssignManagerAsync(other, given, other.UserId, Ct);

        Assert.Equal(2, (await Bulk.GiveBackAsync(Manager, [.. assigned], Ct)).Value);

        Assert.Equal("", await ManagerOfAsync(nobodys));
        Assert.Equal(other.UserId.ToString(), await ManagerOfAsync(others));
        Assert.Equal(other.UserId.ToString(), await ManagerOfAsync(given));

        Task<string> ManagerOfAsync(Guid id) =>
            ScalarAsync<string>("SELECT coalesce(assigned_manager_id::text, '') FROM customers WHERE id = $1", id);
    }

    [Fact]
    public async Task A_message_is_written_to_each_in_their_language_and_leaves_out_who_has_no_address()
    {
        var korean = await LeadAsync();
        var english = (await InquireAsync(Couple with { BrideName = "Emma", Email = "emma@example.com" }, language: "en")).Value;
        var silent = await LeadAsync(Couple with { Email = null });

        var preview = (await Bulk.PreviewMessageAsync(Manager, [korean, english, silent], Hello, Ct)).Value!;

        Assert.Equal([silent], preview.LeftOut.Select(l => l.CustomerId));
        var letters = preview.Letters.ToDictionary(l => l.CustomerId);
        Assert.Equal("김서연 · 이도현 님께", letters[korean].Subject);
        Assert.Equal("2026. 10. 17. (토) 더채플앳청담에서 뵐게요. 온새미로 스튜디오 드림", letters[korean].Body);
        Assert.Equal(("For Emma · 이도현", "See you on Sat 17 Oct 2026."), (letters[english].Subject, letters[english].Body));
    }

    [Fact]
    public async Task Sent_sixteen_times_with_one_key_each_couple_gets_one_message_and_counts_as_answered()
    {
        var ids = new[] { await LeadAsync(), await LeadAsync() };
        await ExecuteAsync("DELETE FROM notifications");
        await ExecuteAsync("DELETE FROM outbox_messages");

        var sent = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Bulk.SendMessageAsync(Manager, ids, Hello, "one", Ct)));

        Assert.All(sent, s => Assert.Equal(2, s.Value));
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'staff_message'"));
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages"));
        Assert.NotNull((await CardAsync(ids[0])).FirstResponseAt);
        Assert.Equal(
            new KeyUsedForAnother(),
            (await Bulk.SendMessageAsync(Manager, ids, Hello with { Body = "다른 글" }, "one", Ct)).Refusal
        );
    }

    [Fact]
    public async Task Two_messages_to_the_same_couples_in_another_order_wait_for_each_other()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await LeadAsync());
        }

        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Bulk.SendMessageAsync(Manager, i % 2 == 0 ? ids : [.. ids.AsEnumerable().Reverse()], Hello, "k" + i, Ct))
        );

        Assert.All(sent, s => Assert.Equal(8, s.Value));
    }

    [Fact]
    public async Task Advertising_goes_to_the_one_of_the_couple_who_agreed()
    {
        var id = await LeadAsync();
        await ExecuteAsync("UPDATE customer_contacts SET email = role || '@example.com' WHERE customer_id = $1", id);
        var (bride, groom) = (await PersonAsync("bride"), await PersonAsync("groom"));
        await Edits.ConsentAsync(Manager, id, bride, ConsentKind.Marketing, "marketing-1", false, Ct);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Edits.ConsentAsync(Manager, id, groom, ConsentKind.Marketing, "marketing-1", true, Ct);

        var advertising = (await Bulk.PreviewMessageAsync(Manager, [id], Hello with { IsAdvertising = true }, Ct)).Value!;
        var plain = (await Bulk.PreviewMessageAsync(Manager, [id], Hello, Ct)).Value!;

        Assert.Equal(("groom@example.com", groom), (advertising.Letters.Single().Address, advertising.Letters.Single().ContactId));
        Assert.Equal("bride@example.com", plain.Letters.Single().Address);
        await Edits.ConsentAsync(Manager, id, groom, ConsentKind.Marketing, "marketing-1", false, Ct);
        Assert.Empty((await Bulk.PreviewMessageAsync(Manager, [id], Hello with { IsAdvertising = true }, Ct)).Value!.Letters);

        Task<Guid> PersonAsync(string role) =>
            ScalarAsync<Guid>("SELECT id FROM customer_contacts WHERE customer_id = $1 AND role = $2::contact_role", id, role);
    }

    [Fact]
    public async Task Advertising_goes_only_to_who_agreed_marked_with_a_way_out_and_not_at_night()
    {
        var (yes, no) = (await LeadAsync(), await LeadAsync());
        var bride = await ScalarAsync<Guid>("SELECT id FROM customer_contacts WHERE customer_id = $1 AND role = 'bride'", yes);
        await Edits.ConsentAsync(Manager, yes, bride, ConsentKind.Marketing, "marketing-1", true, Ct);
        var text = Hello with { IsAdvertising = true };

        var preview = (await Bulk.PreviewMessageAsync(Manager, [yes, no], text, Ct)).Value!;
        Assert.Equal(LeftOutBecause.NoConsent, preview.LeftOut.Single(l => l.CustomerId == no).Because);
        Assert.StartsWith("(광고) ", preview.Letters.Single().Subject, StringComparison.Ordinal);
        Assert.Contains("수신을 원하지 않으시면", preview.Letters.Single().Body, StringComparison.Ordinal);

        // It is past nine in the evening in Seoul.
        Time.Set(Clock.At(Clock.Today.AddDays(1), new TimeOnly(21, 30)));
        Assert.Equal(new AdvertisingAtNight(), (await Bulk.SendMessageAsync(Manager, [yes], text, "night", Ct)).Refusal);
        Time.Set(Clock.At(Clock.Today.AddDays(1), new TimeOnly(10, 0)));
        Assert.Equal(1, (await Bulk.SendMessageAsync(Manager, [yes], text, "day", Ct)).Value);
        Assert.Equal(new NobodyToWriteTo(), (await Bulk.SendMessageAsync(Manager, [no], text, "none", Ct)).Refusal);
    }

    [Fact]
    public async Task More_than_five_hundred_and_strangers_are_refused()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "윤", "슬");
        Guid[] many = [.. Enumerable.Range(0, 501).Select(_ => Guid.NewGuid())];

        Assert.Equal(new TooManyCouples(500), (await Bulk.AssignAsync(Manager, many, null, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Bulk.PreviewMessageAsync(photographer, [], Hello, Ct)).Refusal);
        Assert.Equal(new FieldRequired("Body"), (await Bulk.PreviewMessageAsync(Manager, [], Hello with { Body = " " }, Ct)).Refusal);
    }
}
