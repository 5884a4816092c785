using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

public sealed class ContractServiceTests(MigratedTemplate template) : ContractTest(template)
{
    [Fact]
    public async Task A_contract_takes_its_price_from_the_package_and_brings_the_lead_to_proposal()
    {
        var couple = await CoupleAsync();

        var sheet = await SheetAsync(await DraftAsync(couple));

        Assert.Equal("C-2026-000001", sheet.Row.Number);
        Assert.Equal(new Money(2_200_000), sheet.Row.Total);
        Assert.Equal(new Money(440_000), sheet.Deposit);
        Assert.Equal(new Money(1_760_000), sheet.Balance);
        Assert.Equal(["김도현", "이서연"], sheet.Signers.Select(s => s.Name));
        Assert.Equal(LeadStatus.Proposal, await LeadAsync(couple));
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_contract()
    {
        var couple = await CoupleAsync();
        var package = await PackageAsync();
        var terms = new ContractDraft(package.Id, package.Price, null, "ko", [ContactOf(couple, ContactRole.Bride)]);

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Contracts.DraftAsync(Manager, couple.Id, terms, "form-1", Ct)));

        Assert.Single(sent.Select(Done).Distinct());
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contracts"));
        var changed = await Contracts.DraftAsync(Manager, couple.Id, terms with { Total = new Money(1) }, "form-1", Ct);
        Assert.Equal(new KeyUsedForAnother(), changed.Refusal);
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_no_double_however_many_write_at_once()
    {
        const int Clients = 32;
        const int Each = 20;
        var package = await PackageAsync();
        var couples = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => CoupleAsync()));

        await Parallel.ForEachAsync(
            couples,
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = Ct },
            async (couple, ct) =>
            {
                for (var i = 0; i < Each; i++)
                {
                    // Every fourth is refused after its number was taken: the number goes back.
                    var total = i % 4 == 3 ? new Money(100_000_000) : package.Price;
                    var terms = new ContractDraft(package.Id, total, Money.Zero, "ko", [ContactOf(couple, ContactRole.Bride)]);
                    var drafted = await Contracts.DraftAsync(Manager, couple.Id, terms, Ids.New().ToString(), ct);
                    Assert.Equal(i % 4 != 3, drafted.Succeeded);
                }
            }
        );

        var numbers = Enumerable.Range(1, Clients * Each * 3 / 4).Select(n => $"C-2026-{n:000000}");
        Assert.Equal(
            string.Join(',', numbers),
            await ScalarAsync<string>("SELECT string_agg(contract_number, ',' ORDER BY contract_number) FROM contracts")
        );
    }

    [Fact]
    public async Task What_can_not_be_a_contract_is_refused_with_its_field()
    {
        var couple = await CoupleAsync();
        var package = await PackageAsync();
        var good = new ContractDraft(package.Id, package.Price, null, "ko", [ContactOf(couple, ContactRole.Bride)]);
        var stranger = await CoupleAsync();

        Task<Result<Guid>> Draft(ContractDraft terms) => Contracts.DraftAsync(Manager, couple.Id, terms, Ids.New().ToString(), Ct);

        Assert.Equal(new NoSigner(), (await Draft(good with { SignerContactIds = [] })).Refusal);
        Assert.Equal(
            new SignerNotFound(),
            (await Draft(good with { SignerContactIds = [ContactOf(stranger, ContactRole.Bride)] })).Refusal
        );
        Assert.Equal(new PackageNotFound(), (await Draft(good with { PackageId = Guid.NewGuid() })).Refusal);
        Assert.Equal(new AmountOutOfRange("TotalAmount"), (await Draft(good with { Total = Money.Zero })).Refusal);
        Assert.Equal(new DepositAboveTotal("DepositAmount"), (await Draft(good with { Deposit = new Money(2_200_001) })).Refusal);
        Assert.Equal(new DepositAboveTotal("DepositAmount"), (await Draft(good with { Deposit = new Money(-1) })).Refusal);
        Assert.Equal(new CustomerNotFound(), (await Contracts.DraftAsync(Manager, Guid.NewGuid(), good, Ids.New().ToString(), Ct)).Refusal);
        var editor = await StaffAsync(MindGraphy.Domain.Accounts.UserRole.Editor, "최", "은우");
        Assert.Equal(new NotAllowed(), (await Contracts.DraftAsync(editor, couple.Id, good, "k", Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM contracts"));
    }

    [Fact]
    public async Task Sending_freezes_the_document_and_hands_every_signer_a_link_of_their_own()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);

        var sheet = await SheetAsync(id);
        var links = await Contracts.LinkUrlsAsync(Manager, id, Ct);
        Assert.Equal(ContractStatus.Sent, sheet.Row.Status);
        Assert.Equal(2, links.Select(l => l.Path).Distinct().Count());
        Assert.All(links, l => Assert.Equal(Clock.Now.AddDays(14), l.ExpiresAt));

        // Only the bride has an address.
        Assert.Equal("contract_to_sign", await ScalarAsync<string>("SELECT template_id FROM notifications"));
        Assert.Single(await OutboxAsync<MindGraphy.Domain.Notifications.SendNotice>());

        var file = Done(await Signing.PdfAsync(Bride(couple), id, Ct));
        await using var content = file.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Ct);
        Assert.Equal(sheet.Versions[0].Sha256, Sha256(bytes.ToArray()));
        Assert.Equal(await DocumentAsync(Bride(couple), id), sheet.Versions[0].Sha256);
    }

    [Fact]
    public async Task Taking_back_voids_the_version_and_its_links_and_a_new_version_follows()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var old = await Contracts.LinkUrlsAsync(Manager, id, Ct);
        var token = old[0].Path.Split('/')[^1];

        Done(await Contracts.TakeBackAsync(Manager, id, await VersionAsync(id), Ct));

        Assert.Equal(
            new MindGraphy.Domain.Links.LinkNotOpen(),
            (await Get<MindGraphy.Domain.Links.LinkService>().EnterAsync(MindGraphy.Domain.Links.LinkPurpose.Contract, token, Ct)).Refusal
        );
        Assert.Empty(await Contracts.LinkUrlsAsync(Manager, id, Ct));
        Assert.Equal(new ContractNotFound(), (await Signing.SheetAsync(Bride(couple), id, Ct)).Refusal);

        var package = await PackageAsync();
        var cheaper = new ContractDraft(package.Id, new Money(2_000_000), new Money(500_000), "en", [ContactOf(couple, ContactRole.Bride)]);
        Done(await Contracts.RewriteAsync(Manager, id, cheaper, await VersionAsync(id), Ct));
        Done(await Contracts.SendAsync(Manager, id, await VersionAsync(id), Ct));

        var sheet = await SheetAsync(id);
        Assert.Equal([2, 1], sheet.Versions.Select(v => v.Number));
        Assert.NotNull(sheet.Versions[1].VoidedAt);
        Assert.Equal([new Money(500_000), new Money(1_500_000)], sheet.Plan.Select(l => l.Amount));
        Assert.Equal("en", Done(await Signing.SheetAsync(Bride(couple), id, Ct)).Document.Culture);
        Assert.Null(sheet.BrokenAt);
    }

    [Fact]
    public async Task A_stale_screen_is_refused()
    {
        var couple = await CoupleAsync();
        var id = await DraftAsync(couple);
        var stale = await VersionAsync(id);
        Done(await Contracts.SendAsync(Manager, id, stale, Ct));

        Assert.Equal(new EditedElsewhere(), (await Contracts.SendAsync(Manager, id, stale, Ct)).Refusal);
        Assert.Equal(new EditedElsewhere(), (await Contracts.TakeBackAsync(Manager, id, stale, Ct)).Refusal);
        Assert.Equal(new EditedElsewhere(), (await Contracts.CancelAsync(Manager, id, new CancelOrder("마음이 바뀜"), stale, Ct)).Refusal);
        Assert.Equal(1L, await RowsAsync("contract_versions", id));
    }

    [Fact]
    public async Task A_payment_recorded_twice_under_one_key_comes_once()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var sheet = await SheetAsync(id);
        var receipt = new PaymentReceipt(sheet.Plan[0].Amount, "transfer", "김도현", Clock.Today);

        var paid = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Payments.ReceiveAsync(Manager, id, receipt, "pay-1", Ct)));

        Assert.Single(paid.Select(Done).Distinct());
        Assert.Equal(new Money(440_000), (await SheetAsync(id)).Paid);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contract_events WHERE kind = 'payment Deposit'"));
        Assert.Equal(
            new KeyUsedForAnother(),
            (await Payments.ReceiveAsync(Manager, id, receipt with { Method = "cash" }, "pay-1", Ct)).Refusal
        );
    }

    [Fact]
    public async Task A_payment_that_can_not_be_is_refused()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var sheet = await SheetAsync(id);
        var good = new PaymentReceipt(sheet.Plan[0].Amount, "transfer", "김도현", Clock.Today);

        async Task<Refusal?> Pay(PaymentReceipt receipt) =>
            (await Payments.ReceiveAsync(Manager, id, receipt, Ids.New().ToString(), Ct)).Refusal;

        Assert.Equal(new FieldRequired("Method"), await Pay(good with { Method = "" }));
        Assert.Equal(new DateInTheFuture("PaidOn"), await Pay(good with { PaidOn = Clock.Today.AddDays(1) }));
        Assert.Equal(new FieldTooLong("Depositor", 100), await Pay(good with { Depositor = new string('김', 101) }));
        Assert.Equal(new PlanLineNotFound(), await Pay(good with { PlanLineId = Guid.NewGuid() }));
        Assert.Equal(new AmountOutOfRange("Amount"), await Pay(good with { Amount = Money.Zero }));
        Assert.Equal(new AmountOutOfRange("Amount"), await Pay(good with { Amount = new Money(-1) }));
        Assert.Equal(new AmountOutOfRange("Amount"), await Pay(good with { Amount = new Money(100_000_000) }));
        Assert.Equal(Money.Zero, (await SheetAsync(id)).Paid);
    }

    [Fact]
    public async Task Cancelling_needs_a_reason_and_closes_the_links()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);

        Assert.Equal(
            new ReasonRequired(),
            (await Contracts.CancelAsync(Manager, id, new CancelOrder(" "), await VersionAsync(id), Ct)).Refusal
        );
        Done(await Contracts.CancelAsync(Manager, id, new CancelOrder("예식이 취소됨"), await VersionAsync(id), Ct));

        Assert.Empty(await Contracts.LinkUrlsAsync(Manager, id, Ct));
        Assert.Equal("예식이 취소됨", (await SheetAsync(id)).CancelReason);
        Assert.Equal(
            new ContractCannotMove(ContractStatus.Cancelled, ContractStatus.Sent),
            (await Contracts.SendAsync(Manager, id, await VersionAsync(id), Ct)).Refusal
        );
    }

    [Fact]
    public async Task A_reminder_opens_the_links_for_the_full_time_again()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var path = (await Contracts.LinkUrlsAsync(Manager, id, Ct))[0].Path;
        Time.Advance(TimeSpan.FromDays(15));
        Assert.All(await Contracts.LinkUrlsAsync(Manager, id, Ct), l => Assert.False(l.IsOpen));

        Done(await Contracts.RemindAsync(Manager, id, await VersionAsync(id), Ct));

        var links = await Contracts.LinkUrlsAsync(Manager, id, Ct);
        Assert.All(links, l => Assert.True(l.IsOpen));
        Assert.Contains(links, l => l.Path == path);
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM notifications"));
    }

    [Fact]
    public async Task The_list_is_paged_by_key_counted_with_a_cap_and_searched_by_name_and_number()
    {
        var couple = await CoupleAsync();
        var package = await PackageAsync();
        var terms = new ContractDraft(package.Id, package.Price, null, "ko", [ContactOf(couple, ContactRole.Bride)]);
        for (var i = 0; i < 60; i++)
        {
            Done(await Contracts.DraftAsync(Manager, couple.Id, terms, $"k{i}", Ct));
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var filter in (ContractFilter[])[new(), new(ContractStatus.Draft), new(Search: "이서연")])
        {
            var first = Done(await Contracts.ListAsync(Manager, filter, null, Ct));
            var second = Done(await Contracts.ListAsync(Manager, filter, first.Next, Ct));
            Assert.Equal(50, first.Rows.Count);
            Assert.Equal(10, second.Rows.Count);
            Assert.Null(second.Next);
            Assert.Equal(60, first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count());
            Assert.Equal("C-2026-000060", first.Rows[0].Number);
        }

        Assert.Equal("C-2026-000007", Assert.Single(Done(await Contracts.ListAsync(Manager, new(Search: "000007"), null, Ct)).Rows).Number);
        Assert.Empty(Done(await Contracts.ListAsync(Manager, new(Search: "100%"), null, Ct)).Rows);
        var counts = await Contracts.CountsAsync(Manager, Ct);
        Assert.Equal(60, counts[ContractStatus.Draft]);
        Assert.Equal(0, counts[ContractStatus.Signed]);
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
