using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Nobody sees or signs a contract with the link alone; and somebody may decline.</summary>
public sealed class SignCodeTests(MigratedTemplate template) : ContractTest(template)
{
    private SignCodeService Codes => Get<SignCodeService>();

    [Fact]
    public async Task Without_a_code_nothing_is_seen_signed_or_declined()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var given = await DrawnAsync(Bride(couple), id);
        foreach (
            var who in (Actor[])
                [
                    Bride(couple) with
                    {
                        CodeId = null,
                    },
                    Bride(couple) with
                    {
                        CodeId = Guid.NewGuid(),
                    },
                    Bride(couple) with
                    {
                        CodeId = Groom(couple).CodeId,
                    },
                ]
        )
        {
            Assert.Equal(new SignCodeRequired(), (await Signing.SheetAsync(who, id, Ct)).Refusal);
            Assert.Equal(new SignCodeRequired(), (await Signing.PdfAsync(who, id, Ct)).Refusal);
            Assert.Equal(new SignCodeRequired(), (await Signing.SignAsync(who, id, given, Ids.New().ToString(), Ct)).Refusal);
            Assert.Equal(new SignCodeRequired(), (await Signing.DeclineAsync(who, id, "비쌈", Ct)).Refusal);
        }
    }

    [Fact]
    public async Task A_code_is_sent_once_in_a_while_and_used_once()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple) with { CodeId = null };

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Codes.SendAsync(bride, id, ct: Ct)));

        Assert.Single(sent, s => s.Succeeded);
        Assert.All(sent.Where(s => !s.Succeeded), s => Assert.Equal(new SignCodeTooSoon(), s.Refusal));
        Assert.Equal(2, (await OutboxAsync<SendNotice>()).Count); // The link, then the code.
        var code = await DigitsAsync();
        var gate = Done(await Codes.GateAsync(bride, id, Ct));
        Assert.Equal((SignCodeWay.Email, "s•••@example.com"), (gate.Out, gate.SentTo));

        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Codes.CheckAsync(bride, id, code, Ct)));
        Assert.Single(given.Select(Done).Distinct()); // Who presses twice means it once.
        var known = bride with { CodeId = given[0].Value };
        Time.Advance(SignCode.Twice);
        Assert.Equal(new SignCodeOver(), (await Codes.CheckAsync(bride, id, code, Ct)).Refusal);
        Done(await Signing.SheetAsync(known, id, Ct));

        // Half a day later it is asked for again.
        Time.Advance(SignCode.Remembered);
        Assert.Equal(new SignCodeRequired(), (await Signing.SheetAsync(known, id, Ct)).Refusal);
    }

    [Fact]
    public async Task Five_wrong_tries_end_a_code_however_many_try_at_once()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple) with { CodeId = null };
        Done(await Codes.SendAsync(bride, id, ct: Ct));
        var code = await DigitsAsync();
        var wrong = code == "123456" ? "654321" : "123456";

        var tried = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Codes.CheckAsync(bride, id, wrong, Ct)));

        Assert.Equal([1, 2, 3, 4], tried.Select(t => t.Refusal).OfType<SignCodeWrong>().Select(w => w.Left).Order());
        Assert.Equal(28, tried.Count(t => t.Refusal is SignCodeOver));
        Assert.Equal(new SignCodeOver(), (await Codes.CheckAsync(bride, id, code, Ct)).Refusal);
        Assert.Equal(5, await ScalarAsync<int>("SELECT max(tries) FROM sign_codes"));
    }

    [Fact]
    public async Task Who_guesses_all_day_is_stopped_until_the_studio_tells_a_code()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple) with { CodeId = null };
        for (var i = 0; i < SignCode.MostTriesADay / SignCode.MostTries; i++)
        {
            Done(await Codes.SendAsync(bride, id, ct: Ct));
            for (var t = 0; t < SignCode.MostTries; t++)
            {
                await Codes.CheckAsync(bride, id, "abc", Ct);
            }

            Time.Advance(TimeSpan.FromMinutes(11));
        }

        Done(await Codes.SendAsync(bride, id, ct: Ct));
        Assert.Equal(new SignCodeOver(), (await Codes.CheckAsync(bride, id, await DigitsAsync(), Ct)).Refusal);
        var told = Done(await Codes.TellAsync(Manager, id, bride.ContactId!.Value, Ct));
        Done(await Codes.CheckAsync(bride, id, told.Digits, Ct));
    }

    [Fact]
    public async Task An_old_code_and_anothers_code_open_nothing()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple) with { CodeId = null };
        Done(await Codes.SendAsync(bride, id, ct: Ct));
        var code = await DigitsAsync();

        Assert.Equal(new SignCodeOver(), (await Codes.CheckAsync(Groom(couple), id, code, Ct)).Refusal);
        Time.Advance(SignCode.Good);
        Assert.Equal(new SignCodeOver(), (await Codes.CheckAsync(bride, id, code, Ct)).Refusal);
        Assert.Null(Done(await Codes.GateAsync(bride, id, Ct)).Out);
        var stranger = await CoupleAsync();
        Assert.Equal(new ContractNotFound(), (await Codes.SendAsync(Bride(stranger), id, ct: Ct)).Refusal);
        Assert.Equal(new ContractNotFound(), (await Codes.CheckAsync(Bride(stranger), id, code, Ct)).Refusal);
    }

    [Fact]
    public async Task Who_has_no_mailbox_is_told_by_the_studio_and_the_paper_says_so()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Groom);
        var groom = Groom(couple) with { CodeId = null };
        Assert.Equal(new SignCodeNoAddress(), (await Codes.SendAsync(groom, id, ct: Ct)).Refusal);
        Assert.Empty(Done(await Codes.GateAsync(groom, id, Ct)).Ways);
        var editor = await StaffAsync(UserRole.Editor, "최", "은우");
        Assert.Equal(new NotAllowed(), (await Codes.TellAsync(editor, id, groom.ContactId!.Value, Ct)).Refusal);
        Assert.Equal(new SignerNotFound(), (await Codes.TellAsync(Manager, id, Bride(couple).ContactId!.Value, Ct)).Refusal);

        var told = Done(await Codes.TellAsync(Manager, id, groom.ContactId!.Value, Ct));
        var known = groom with { CodeId = Done(await Codes.CheckAsync(groom, id, told.Digits, Ct)) };
        Done(await SignAsync(known, id));

        Assert.Equal("told", await ScalarAsync<string>("SELECT identity_way::text FROM contract_signers"));
        Assert.Contains("code told to Groom", (await SheetAsync(id)).Events.Select(e => e.Kind));
        Done(await Sealing.SealAsync(id, Ct));
        var file = Done(await Signing.PdfAsync(known, id, Ct));
        await using var content = file.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        Assert.Contains("스튜디오가 직접 알려 준 확인 코드", MindGraphy.Tests.Web.Documents.PdfReading.Text(copy.ToArray()));
    }

    [Fact]
    public async Task Declining_needs_a_reason_tells_the_manager_and_can_be_thought_better_of()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);

        Assert.Equal(new ReasonRequired(), (await Signing.DeclineAsync(Bride(couple), id, " ", Ct)).Refusal);
        Assert.Equal(new FieldTooLong("Reason", 500), (await Signing.DeclineAsync(Bride(couple), id, new string('가', 501), Ct)).Refusal);
        Done(await Signing.DeclineAsync(Bride(couple), id, "금액이 상담 때와 달라요", Ct));

        Assert.Equal("금액이 상담 때와 달라요", Assert.Single((await SheetAsync(id)).Signers).DeclineReason);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'contract_declined'"));
        Done(await SignAsync(Bride(couple), id));
        var sheet = await SheetAsync(id);
        Assert.Equal((ContractStatus.Signed, (string?)null), (sheet.Row.Status, sheet.Signers[0].DeclineReason));
        Assert.Equal(new NotOpenForSigning(), (await Signing.DeclineAsync(Bride(couple), id, "늦음", Ct)).Refusal);
        Assert.Null(sheet.BrokenAt);
    }

    private async Task<string> DigitsAsync() =>
        SignCode.DigitsOf(
            Get<ILinkSigner>(),
            await ScalarAsync<Guid>("SELECT id FROM sign_codes WHERE used_at IS NULL ORDER BY id DESC LIMIT 1")
        );
}
