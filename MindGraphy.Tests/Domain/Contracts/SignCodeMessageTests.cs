using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>Codes and links by text message, where messages leave: chosen by the signer, counted with the mailed ones.</summary>
public sealed class SignCodeMessageTests(MigratedTemplate template) : ContractTest(template)
{
    private readonly Carrier _carrier = new();

    private SignCodeService Codes => Get<SignCodeService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<IMessageChannel>(_carrier);
    }

    [Fact]
    public async Task A_signer_chooses_between_what_is_known_of_them()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var gate = Done(await Codes.GateAsync(Bride(couple), id, Ct));
        Assert.Equal(
            [new SignCodeTarget(SignCodeWay.Email, "s•••@example.com"), new SignCodeTarget(SignCodeWay.Message, "010-••••-4321")],
            gate.Ways
        );
        Assert.Equal([SignCodeWay.Message], Done(await Codes.GateAsync(Groom(couple), id, Ct)).Ways.Select(w => w.Way));

        // Where nothing can be sent, nothing is offered or sent.
        _carrier.CanSend = false;
        Assert.Equal([SignCodeWay.Email], Done(await Codes.GateAsync(Bride(couple), id, Ct)).Ways.Select(w => w.Way));
        Assert.Equal(new SignCodeNoAddress(), (await Codes.SendAsync(Bride(couple), id, SignCodeWay.Message, Ct)).Refusal);
        Assert.Equal(new SignCodeNoAddress(), (await Codes.SendAsync(Groom(couple), id, ct: Ct)).Refusal);
        Assert.Equal(new SignCodeNoAddress(), (await Codes.SendAsync(Bride(couple), id, SignCodeWay.Told, Ct)).Refusal);
    }

    [Fact]
    public async Task The_chosen_way_is_used_and_the_paper_names_it()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, ContactRole.Bride);
        var bride = Bride(couple) with { CodeId = null };

        Done(await Codes.SendAsync(bride, id, SignCodeWay.Message, Ct));

        Assert.Equal(
            "sms +821087654321",
            await ScalarAsync<string>("SELECT notification_type || ' ' || address FROM notifications WHERE template_id = 'sign_code'")
        );
        var gate = Done(await Codes.GateAsync(bride, id, Ct));
        Assert.Equal((SignCodeWay.Message, "010-••••-4321"), (gate.Out, gate.SentTo));
        var known = bride with { CodeId = Done(await Codes.CheckAsync(bride, id, await DigitsAsync(), Ct)) };
        Done(await SignAsync(known, id));
        Assert.Equal(
            "message 010-••••-4321",
            await ScalarAsync<string>("SELECT identity_way || ' ' || identity_sent_to FROM contract_signers")
        );
        Done(await Sealing.SealAsync(id, Ct));
        var file = Done(await Signing.PdfAsync(known, id, Ct));
        await using var content = file.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        var text = MindGraphy.Tests.Web.Documents.PdfReading.Text(copy.ToArray());
        Assert.Contains("문자(010-••••-4321)로 받은 확인 코드 입력", text);
    }

    [Fact]
    public async Task Limits_count_over_both_ways_together()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple) with { CodeId = null };

        // The pause: who asked for a mail a moment ago waits for the message too.
        Done(await Codes.SendAsync(bride, id, SignCodeWay.Email, Ct));
        Assert.Equal(new SignCodeTooSoon(), (await Codes.SendAsync(bride, id, SignCodeWay.Message, Ct)).Refusal);

        // Eight an hour, whichever way.
        for (var i = 1; i < SignCode.MostAnHour; i++)
        {
            Time.Advance(SignCode.Pause);
            Done(await Codes.SendAsync(bride, id, i % 2 == 0 ? SignCodeWay.Email : SignCodeWay.Message, Ct));
        }

        Time.Advance(SignCode.Pause);
        Assert.Equal(new SignCodeTooSoon(), (await Codes.SendAsync(bride, id, SignCodeWay.Email, Ct)).Refusal);
        Assert.Equal(new SignCodeTooSoon(), (await Codes.SendAsync(bride, id, SignCodeWay.Message, Ct)).Refusal);
        Time.Advance(TimeSpan.FromHours(1));

        // Twenty-five wrong tries a day, whichever way; then only the studio tells a code.
        for (var i = 0; i < SignCode.MostTriesADay / SignCode.MostTries; i++)
        {
            Done(await Codes.SendAsync(bride, id, i % 2 == 0 ? SignCodeWay.Email : SignCodeWay.Message, Ct));
            for (var t = 0; t < SignCode.MostTries; t++)
            {
                await Codes.CheckAsync(bride, id, "abc", Ct);
            }

            Time.Advance(TimeSpan.FromMinutes(11));
        }

        foreach (var way in (SignCodeWay[])[SignCodeWay.Message, SignCodeWay.Email])
        {
            Done(await Codes.SendAsync(bride, id, way, Ct));
            Assert.Equal(new SignCodeOver(), (await Codes.CheckAsync(bride, id, await DigitsAsync(), Ct)).Refusal);
            Time.Advance(SignCode.Pause);
        }

        var told = Done(await Codes.TellAsync(Manager, id, bride.ContactId!.Value, Ct));
        Done(await Codes.CheckAsync(bride, id, told.Digits, Ct));
    }

    [Fact]
    public async Task A_code_by_message_ends_the_mailed_one()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var bride = Bride(couple) with { CodeId = null };
        Done(await Codes.SendAsync(bride, id, SignCodeWay.Email, Ct));
        var mailed = await DigitsAsync();
        Time.Advance(SignCode.Pause);
        Done(await Codes.SendAsync(bride, id, SignCodeWay.Message, Ct));

        Assert.Equal(new SignCodeWrong(4), (await Codes.CheckAsync(bride, id, mailed, Ct)).Refusal);
        Done(await Codes.CheckAsync(bride, id, await DigitsAsync(), Ct));
    }

    [Fact]
    public async Task Who_has_no_mailbox_is_asked_to_sign_by_message_and_the_page_says_so()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);

        Assert.Equal(
            "email seoyeon@example.com, sms +821012345678",
            await ScalarAsync<string>(
                "SELECT string_agg(notification_type || ' ' || address, ', ' ORDER BY notification_type) FROM notifications WHERE template_id = 'contract_to_sign' AND link_id IS NOT NULL"
            )
        );
        var signers = (await SheetAsync(id)).Signers.ToDictionary(s => s.Role, s => s.Written);
        Assert.Equal(new SignerNotice(NoticeType.Email, false), signers[ContactRole.Bride]);
        Assert.Equal(new SignerNotice(NoticeType.Sms, false), signers[ContactRole.Groom]);

        await ExecuteAsync("UPDATE notifications SET delivery_status = 'failed' WHERE notification_type = 'sms'");
        Assert.Contains(new SignerNotice(NoticeType.Sms, true), (await SheetAsync(id)).Signers.Select(s => s.Written));

        // A studio without a carrier sends none: staff copy the link.
        _carrier.CanSend = false;
        var other = await SentAsync(await CoupleAsync(email: null));
        Assert.All((await SheetAsync(other)).Signers, s => Assert.Null(s.Written));
    }

    private async Task<string> DigitsAsync() =>
        SignCode.DigitsOf(
            Get<ILinkSigner>(),
            await ScalarAsync<Guid>("SELECT id FROM sign_codes WHERE used_at IS NULL ORDER BY id DESC LIMIT 1")
        );

    // Services ask only whether messages leave; sending them is the handler's, tested with real carriers.
    private sealed class Carrier : IMessageChannel
    {
        public string Channel => "folder";

        public bool CanSend { get; set; } = true;

        public Task<MessageAnswer> SendAsync(MessageToSend message, CancellationToken ct = default) => Task.FromResult(MessageAnswer.Taken);
    }
}
