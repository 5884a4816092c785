using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Documents;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

public sealed class SigningTests(MigratedTemplate template) : ContractTest(template)
{
    [Fact]
    public async Task The_last_signature_makes_it_signed_asks_for_the_sealed_copy_and_tells_everybody()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);

        Done(await SignAsync(Groom(couple), id));
        Assert.Equal(ContractStatus.Sent, (await SheetAsync(id)).Row.Status);
        Assert.Empty(await OutboxAsync<SealContract>());
        Done(await SignAsync(Bride(couple), id));

        var sheet = await SheetAsync(id);
        Assert.Equal(ContractStatus.Signed, sheet.Row.Status);
        Assert.Null(sheet.BrokenAt);
        Assert.Equal([new SealContract(id)], await OutboxAsync<SealContract>());
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'contract_signed'"));
        Assert.Equal(8L, await ScalarAsync<long>("SELECT count(*) FROM consents"));
        Assert.Equal(LeadStatus.Proposal, await LeadAsync(couple));
    }

    [Fact]
    public async Task Sixteen_signatures_at_once_are_one()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        var given = await DrawnAsync(Bride(couple), id);

        var signed = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Signing.SignAsync(Bride(couple), id, given, $"key-{i % 4}", Ct))
        );

        Assert.All(signed, Done);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contract_events WHERE kind = 'signed by Bride'"));
        Assert.Single(await OutboxAsync<SealContract>());
        Assert.Null((await SheetAsync(id)).BrokenAt);
    }

    [Fact]
    public async Task Signing_against_taking_back_has_one_winner()
    {
        for (var round = 0; round < 6; round++)
        {
            var couple = await CoupleAsync();
            var id = await SentAsync(couple);
            var given = await DrawnAsync(Bride(couple), id);
            var version = await VersionAsync(id);

            var signing = Signing.SignAsync(Bride(couple), id, given, $"sign {round}", Ct);
            var takingBack = Contracts.TakeBackAsync(Manager, id, version, Ct);
            var (signed, taken) = (await signing, await takingBack);

            Assert.NotEqual(signed.Succeeded, taken.Succeeded);
            var sheet = await SheetAsync(id);
            Assert.Equal(signed.Succeeded ? ContractStatus.Sent : ContractStatus.Draft, sheet.Row.Status);
            Assert.Equal(signed.Succeeded, sheet.Signers.Any(s => s.SignedAt is not null));
            Assert.True(taken.Refusal is null or EditedElsewhere or SomebodySigned, taken.Refusal?.Code);
            Assert.True(signed.Refusal is null or NotOpenForSigning or ContractNotFound, signed.Refusal?.Code);
        }
    }

    /// <summary>32 who sign and 32 who call off, at once: one of the two happened, for everybody, and the paper says so.</summary>
    [Fact]
    public async Task Sixty_four_who_sign_and_cancel_at_once_have_one_winner()
    {
        for (var round = 0; round < 3; round++)
        {
            var couple = await CoupleAsync();
            var id = await SentAsync(couple, ContactRole.Bride);
            var given = await DrawnAsync(Bride(couple), id);
            var version = await VersionAsync(id);

            var acts = await Task.WhenAll(
                Enumerable
                    .Range(0, 64)
                    .Select(async i =>
                        (
                            Signs: (i + round) % 2 == 0,
                            Done: (i + round) % 2 == 0
                                ? await Signing.SignAsync(Bride(couple), id, given, $"sign {round} {i}", Ct)
                                : await Contracts.CancelAsync(Manager, id, new CancelOrder("마음이 바뀜"), version, Ct)
                        )
                    )
            );

            var sheet = await SheetAsync(id);
            var isSigned = sheet.Row.Status == ContractStatus.Signed;
            Assert.True(isSigned || sheet.Row.Status == ContractStatus.Cancelled);
            Assert.Equal(isSigned, sheet.SignedAt is not null);
            Assert.All(acts, a => Assert.Equal(a.Done.Succeeded, a.Signs == isSigned && (a.Signs || a.Done.Succeeded)));
            Assert.Equal(isSigned ? 0 : 1, acts.Count(a => !a.Signs && a.Done.Succeeded));
            Assert.Equal(isSigned ? 1 : 0, sheet.Events.Count(e => e.Kind == "all signed"));
            Assert.Null(sheet.BrokenAt);
        }
    }

    [Fact]
    public async Task Another_document_than_the_one_that_is_out_can_not_be_signed()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var given = await DrawnAsync(Bride(couple), id);
        Done(await Contracts.TakeBackAsync(Manager, id, await VersionAsync(id), Ct));
        Time.Advance(TimeSpan.FromDays(1));
        var package = await PackageAsync();
        var terms = new ContractDraft(package.Id, new Money(3_000_000), null, "ko", [ContactOf(couple, ContactRole.Bride)]);
        Done(await Contracts.RewriteAsync(Manager, id, terms, await VersionAsync(id), Ct));
        Done(await Contracts.SendAsync(Manager, id, await VersionAsync(id), Ct));

        Assert.Equal(new DocumentOutdated(), (await Signing.SignAsync(Bride(couple), id, given, "k", Ct)).Refusal);
        Assert.Null((await SheetAsync(id)).Signers[0].SignedAt);
    }

    [Fact]
    public async Task What_is_no_signature_is_refused_and_leaves_nothing()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple);
        var good = await DrawnAsync(bride, id);
        byte[] large = [.. good.Picture!, .. new byte[ISignaturePicture.MaxBytes]];

        async Task<Refusal?> Sign(GivenSignature given) => (await Signing.SignAsync(bride, id, given, Ids.New().ToString(), Ct)).Refusal;

        Assert.Equal(
            new RequiredConsentMissing(),
            await Sign(
                good with
                {
                    Ticked = new HashSet<string> { "terms", "portrait" },
                }
            )
        );
        Assert.Equal(new SignatureMissing(), await Sign(good with { Picture = null }));
        Assert.Equal(new SignatureMissing(), await Sign(good with { Picture = Handwriting(1, reach: 4) }));
        Assert.Equal(new SignatureTooLarge(), await Sign(good with { Picture = large }));
        Assert.Equal(new SignatureUnreadable(), await Sign(good with { Picture = "<svg onload=alert(1)>"u8.ToArray() }));
        Assert.Equal(new SignatureUnreadable(), await Sign(good with { Picture = good.Picture![..^40] }));
        Assert.Equal(new TypedNameDiffers("이서연"), await Sign(good with { Picture = null, TypedName = "김도현" }));
        Assert.Equal(new DocumentOutdated(), await Sign(good with { DocumentSha256 = new string('0', 64) }));
        Assert.Null((await SheetAsync(id)).Signers.Single(s => s.Role == ContactRole.Bride).SignedAt);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM consents"));
    }

    [Fact]
    public async Task A_typed_name_signs_whatever_its_spaces_and_case()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        var given = await DrawnAsync(Bride(couple), id) with { Picture = null, TypedName = " 이 서연 " };

        Done(await Signing.SignAsync(Bride(couple), id, given, "k", Ct));

        Assert.Equal(SignatureKind.Typed, (await SheetAsync(id)).Signers[0].Kind);
        Assert.Equal("이서연", await ScalarAsync<string>("SELECT typed_name FROM contract_signers WHERE contract_id = $1", id));
    }

    [Fact]
    public async Task Nobody_else_finds_the_contract()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        var stranger = await CoupleAsync();
        var given = await DrawnAsync(Bride(couple), id);
        Actor[] others =
        [
            Bride(stranger),
            Groom(couple),
            Actor.Couple(stranger.Id, ContactOf(couple, ContactRole.Bride)),
            Actor.Couple(couple.Id, null),
            Actor.Visitor,
            Manager,
        ];

        foreach (var other in others)
        {
            Assert.Equal(new ContractNotFound(), (await Signing.SignAsync(other, id, given, Ids.New().ToString(), Ct)).Refusal);
            Assert.Equal(new ContractNotFound(), (await Signing.SheetAsync(other, id, Ct)).Refusal);
            Assert.Equal(new ContractNotFound(), (await Signing.PdfAsync(other, id, Ct)).Refusal);
        }

        Assert.Null((await SheetAsync(id)).Signers[0].SignedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signature_and_deposit_in_any_order_put_it_in_force_and_the_lead_is_contracted(bool depositFirst)
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        Task<Result> Deposit() => PayAsync(id, PaymentType.Deposit);
        Task<Result> Signature() => SignAsync(Bride(couple), id);

        Done(await (depositFirst ? Deposit() : Signature()));
        Assert.Equal(LeadStatus.Proposal, await LeadAsync(couple));
        Done(await (depositFirst ? Signature() : Deposit()));

        Assert.Equal(ContractStatus.Active, (await SheetAsync(id)).Row.Status);
        Assert.Equal(LeadStatus.Contracted, await LeadAsync(couple));
    }

    [Fact]
    public async Task The_sealed_copy_names_who_signed_when_and_what()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Time.Set(new DateTimeOffset(2026, 3, 3, 11, 4, 31, TimeSpan.Zero));
        Done(await SignAsync(Groom(couple), id));
        Done(await SignAsync(Bride(couple), id, new HashSet<string> { "terms", "privacy" }));
        var document = (await SheetAsync(id)).Versions[0].Sha256;

        Done(await Sealing.SealAsync(id, Ct));

        var file = Done(await Signing.PdfAsync(Bride(couple), id, Ct));
        await using var content = file.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Ct);
        var text = PdfReading.Text(bytes.ToArray());
        Assert.Contains("이서연", text);
        Assert.Contains(document, text);
        Assert.Contains("2026. 3. 3. (화) 20:04:31 (UTC+09:00)", text);
        Assert.Contains("211.234.120.18", text);
        Assert.Contains("초상 사용 동의 (김도현)", text);
        Assert.NotEqual(document, file.Sha256);
        Assert.True(Done(await Signing.SheetAsync(Bride(couple), id, Ct)).IsSealed);
    }

    [Fact]
    public async Task Sealing_again_and_again_leaves_one_sealed_copy()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        Assert.Equal(new ContractCannotMove(ContractStatus.Sent, ContractStatus.Signed), (await Sealing.SealAsync(id, Ct)).Refusal);
        Done(await SignAsync(Bride(couple), id));

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Sealing.SealAsync(id, Ct)));
        Assert.All(done, Done);
        Done(await Sealing.SealAsync(id, Ct));

        var copies = new List<string>();
        await foreach (var copy in Store.ListAsync($"contracts/{id:N}/", Ct))
        {
            copies.Add(copy.Key);
        }

        Assert.Single(copies, k => k.Contains("-sealed-", StringComparison.Ordinal));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contract_events WHERE kind = 'sealed'"));
        Assert.Null((await SheetAsync(id)).BrokenAt);
    }

    [Fact]
    public async Task A_copy_that_was_drawn_but_not_kept_is_sealed_later_even_without_its_message()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        Done(await SignAsync(Bride(couple), id));
        await ExecuteAsync("DELETE FROM outbox_messages");
        Assert.Equal(0, await Sealing.SealForgottenAsync(Ct));
        Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, await Sealing.SealForgottenAsync(Ct));
        Assert.Equal(0, await Sealing.SealForgottenAsync(Ct));
        Assert.NotNull((await SheetAsync(id)).Versions[0].SealedAt);
    }

    [Fact]
    public async Task What_was_signed_stays_as_sent_whatever_the_studio_edits_afterwards()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        await ExecuteAsync("UPDATE studio_settings SET owner = '다른사람', address = '부산'");
        await ExecuteAsync("UPDATE customers SET bride_name = '이서윤' WHERE id = $1", couple.Id);
        await ExecuteAsync("UPDATE customer_contacts SET phone = '+821099999999' WHERE customer_id = $1", couple.Id);
        Done(await SignAsync(Bride(couple), id));
        Done(await Sealing.SealAsync(id, Ct));

        var file = Done(await Contracts.PreviewPdfAsync(Manager, id, Ct));
        await using var content = file.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Ct);
        var text = PdfReading.Text(bytes.ToArray());
        Assert.Contains("한지우", text);
        Assert.Contains("010-8765-4321", text);
        Assert.DoesNotContain("다른사람", text);
        Assert.DoesNotContain("010-9999-9999", text);
    }

    [Theory]
    [InlineData("UPDATE contract_events SET detail = detail || ' ' WHERE contract_id = $1 AND sequence = 2", 2)]
    [InlineData("UPDATE contract_events SET occurred_at = occurred_at + interval '1 second' WHERE contract_id = $1 AND sequence = 1", 1)]
    [InlineData("DELETE FROM contract_events WHERE contract_id = $1 AND sequence = 3", 3)]
    [InlineData("UPDATE contract_events SET hash = previous_hash WHERE contract_id = $1 AND sequence = 3", 3)]
    [InlineData("UPDATE contract_events SET sequence = 9 - sequence WHERE contract_id = $1 AND sequence IN (4, 5)", 4)]
    public async Task A_tampered_event_is_named(string tamper, int place)
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Done(await SignAsync(Groom(couple), id));
        Done(await SignAsync(Bride(couple), id));
        Assert.Null((await SheetAsync(id)).BrokenAt);

        // Two rows that change places pass through a number that is free.
        if (tamper.Contains("9 - sequence", StringComparison.Ordinal))
        {
            await ExecuteAsync("UPDATE contract_events SET sequence = -sequence WHERE contract_id = $1 AND sequence IN (4, 5)", id);
            tamper = "UPDATE contract_events SET sequence = 9 + sequence WHERE contract_id = $1 AND sequence < 0";
        }

        Assert.True(await ExecuteAsync(tamper, id) > 0);

        Assert.Equal(place, (await SheetAsync(id)).BrokenAt);
    }
}
