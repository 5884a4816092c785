using System.Text;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>A contract that was signed on paper: its scan is kept as it is, once, and everything follows as from a signature.</summary>
public sealed class PaperContractTests(MigratedTemplate template) : ContractTest(template)
{
    private static readonly byte[] Scan = Encoding.ASCII.GetBytes("%PDF-1.4\nscan of a paper\n%%EOF\n");

    [Fact]
    public async Task A_scan_makes_a_draft_signed_from_its_day_and_nobody_is_written_to()
    {
        var couple = await CoupleAsync();
        var id = await DraftAsync(couple);
        var day = Clock.Today.AddDays(-2);

        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Contracts.SignOnPaperAsync(Manager, id, Scan, day, Ct)));

        Assert.All(kept, Done);
        var sheet = await SheetAsync(id);
        Assert.Equal(ContractStatus.Signed, sheet.Row.Status);
        Assert.Equal(day, Clock.DateOf(sheet.SignedAt!.Value));
        Assert.Equal(day.AddDays(3), sheet.Plan[0].DueOn);
        Assert.All(sheet.Signers, s => Assert.Equal(SignatureKind.Paper, s.Kind));
        Assert.Equal(1L, await RowsAsync("contract_versions", id));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM notifications"));
        Assert.Empty(await OutboxAsync<SealContract>());
        Assert.Null(sheet.BrokenAt);

        // The scan is what is handed out and what is known again; as text there is nothing to read.
        var file = Done(await Contracts.PreviewPdfAsync(Manager, id, Ct));
        await using var content = file.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Ct);
        Assert.Equal(Scan, bytes.ToArray());
        Assert.Equal(new SignedOnPaper(), (await Contracts.PaperAsync(Manager, id, Ct)).Refusal);
        using var given = new MemoryStream(Scan);
        Assert.Equal(SealVerdict.Unchanged, Done(await Get<VerifyService>().CheckAsync(given, Ct)).Verdict);

        Done(await PayAsync(id, PaymentType.Deposit));
        Assert.Equal(ContractStatus.Active, (await SheetAsync(id)).Row.Status);
        Assert.Equal(LeadStatus.Contracted, await LeadAsync(couple));
    }

    [Fact]
    public async Task What_is_no_scan_or_no_draft_is_refused()
    {
        var couple = await CoupleAsync();
        var id = await DraftAsync(couple);
        Assert.Equal(new NotAPdf(), (await Contracts.SignOnPaperAsync(Manager, id, "<html>"u8.ToArray(), Clock.Today, Ct)).Refusal);
        Assert.Equal(new NotAPdf(), (await Contracts.SignOnPaperAsync(Manager, id, [], Clock.Today, Ct)).Refusal);
        Assert.IsType<DateInTheFuture>((await Contracts.SignOnPaperAsync(Manager, id, Scan, Clock.Today.AddDays(1), Ct)).Refusal);
        var editor = await StaffAsync(UserRole.Editor, "최", "은우");
        Assert.Equal(new NotAllowed(), (await Contracts.SignOnPaperAsync(editor, id, Scan, Clock.Today, Ct)).Refusal);
        Assert.Equal(new ContractNotFound(), (await Contracts.SignOnPaperAsync(Manager, Guid.NewGuid(), Scan, Clock.Today, Ct)).Refusal);
        Done(await Contracts.SendAsync(Manager, id, await VersionAsync(id), Ct));
        Assert.IsType<ContractCannotMove>((await Contracts.SignOnPaperAsync(Manager, id, Scan, Clock.Today, Ct)).Refusal);
        Assert.Equal(ContractStatus.Sent, (await SheetAsync(id)).Row.Status);
    }
}
