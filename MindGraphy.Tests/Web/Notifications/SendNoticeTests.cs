using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MindGraphy.Data.Seeding;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Features.Notifications;
using MindGraphy.Web.Workers;
using Xunit;

namespace MindGraphy.Tests.Web.Notifications;

/// <summary>Mail leaves once, through a real mail server, whatever dies in between.</summary>
public sealed class SendNoticeTests(MigratedTemplate template) : StudioTest(template)
{
    private readonly SmtpSink _sink = new();
    private MessageGateway _gateway = default!;

    public override async ValueTask InitializeAsync()
    {
        _gateway = await MessageGateway.StartAsync(Ct);
        await base.InitializeAsync();
        await Get<StudioSeed>().SeedAsync(StandardTemplates.Create(Start), Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _sink.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    protected override void Register(IServiceCollection services)
    {
        services.Configure<MailOptions>(o =>
        {
            (o.Provider, o.Host, o.Port) = (MailProvider.Smtp, "127.0.0.1", _sink.Port);
            o.Security = MailKit.Security.SecureSocketOptions.None;
            o.FromAddress = "studio@example.com";
        });
        services.Configure<LinkSettings>(o => o.PublicUrl = "https://studio.example.com");
        services.Configure<WorkerOptions>(o => o.LookEverySeconds = 1);
        services.AddSingleton<LinkService>();
        services.AddSingleton<IMailer, SmtpMailer>();
        services.Configure<MessageOptions>(o =>
        {
            (o.Provider, o.Url, o.TimeoutSeconds) = (MessageProvider.Http, _gateway.Url, 5);
            o.Body = """{"to":"{to}","text":"{text}"}""";
        });
        services.AddSingleton<IMessageChannel, HttpMessageChannel>();
        services.AddOutboxHandler<SendNotice, SendNoticeHandler>();
        services.AddSingleton(s =>
        {
            var registry = new HandlerRegistry();
            s.GetRequiredService<Microsoft.Extensions.Options.IOptions<HandlerRegistryOptions>>().Value.Fill(registry);
            return registry;
        });
        services.AddSingleton<OutboxWorker>();
    }

    [Fact]
    public async Task A_notice_leaves_in_the_readers_language_with_its_link_and_the_database_keeps_no_token()
    {
        var (notice, link) = await WriteAsync("en");

        await HandleAsync(notice);

        var mail = Assert.Single(_sink.Messages);
        var token = Get<ILinkSigner>().TokenFor(link);
        Assert.Equal("[Onsaemiro Studio] Your photos are ready to pick", mail.Subject);
        Assert.Contains("https://studio.example.com/c/proof/" + token, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://studio.example.com/c/proof/" + token, mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(notice.ToString("N") + "@mindgraphy", mail.MessageId);
        Assert.Equal("sent", await ScalarAsync<string>("SELECT delivery_status::text FROM notifications"));
        Assert.DoesNotContain(
            token,
            await ScalarAsync<string>("SELECT row_to_json(n)::text FROM notifications n"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Sixteen_workers_with_one_notice_send_one_mail()
    {
        var (notice, _) = await WriteAsync("ko");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => HandleAsync(notice)));

        Assert.Equal("[온새미로 스튜디오] 사진이 준비됐어요. 마음에 드는 사진을 골라 주세요", Assert.Single(_sink.Messages).Subject);
    }

    [Fact]
    public async Task A_busy_mail_server_is_said_on_the_notice_and_the_next_try_succeeds()
    {
        _sink.RefuseNext = 1;
        var (notice, _) = await WriteAsync("ko");

        await Assert.ThrowsAnyAsync<Exception>(() => HandleAsync(notice));
        Assert.Equal("failed", await ScalarAsync<string>("SELECT delivery_status::text FROM notifications"));
        await HandleAsync(notice);

        Assert.Single(_sink.Messages);
        Assert.Equal("sent", await ScalarAsync<string>("SELECT delivery_status::text FROM notifications"));
    }

    [Fact]
    public async Task The_worker_sends_what_a_committed_act_enqueued()
    {
        var worker = Get<OutboxWorker>();
        await worker.StartAsync(Ct);
        var (notice, _) = await WriteAsync("ko");

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE done_at IS NOT NULL") == 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }

        await worker.StopAsync(Ct);
        Assert.Equal(notice.ToString("N") + "@mindgraphy", Assert.Single(_sink.Messages).MessageId);
    }

    [Fact]
    public async Task A_name_with_markup_and_line_breaks_stays_text_in_one_mail()
    {
        var customer = await CustomerAsync();
        await using (var session = Studio.Open(Actor.System))
        {
            var notice = Notice.Email(
                "a@example.com",
                "ko",
                "inquiry_received",
                """{"couple":"<script>alert(1)</script>\r\nBcc: b@example.com","date":"2026. 10. 3. (토)"}""",
                Start,
                customerId: customer
            );
            session.Notices.Add(notice);
            await session.SaveAsync(Ct);
            await HandleAsync(notice.Id);
        }

        var mail = Assert.Single(_sink.Messages);
        Assert.Single(mail.To);
        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain("<script>", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_leaves_by_the_gateway_with_its_link_and_the_database_keeps_no_token()
    {
        var (notice, link) = await TextAsync("ko");

        await HandleAsync(notice);

        var token = Get<ILinkSigner>().TokenFor(link);
        var sent = JsonDocument.Parse(Assert.Single(_gateway.Requests).Body).RootElement;
        Assert.Equal("+821087654321", sent.GetProperty("to").GetString());
        Assert.Equal(
            "[온새미로 스튜디오] 이서연 님, 계약서가 도착했어요: https://studio.example.com/c/contract/" + token,
            sent.GetProperty("text").GetString()
        );
        Assert.Equal("sms gateway sent", await StateAsync());
        var row = await ScalarAsync<string>("SELECT row_to_json(n)::text FROM notifications n");
        Assert.DoesNotContain(token, row, StringComparison.Ordinal);
        Assert.Empty(_sink.Messages);

        var (english, _) = await TextAsync("en");
        await HandleAsync(english);
        Assert.Contains("your contract is ready to sign: https", _gateway.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_gateway_is_asked_again_and_what_it_refuses_for_good_is_not()
    {
        _gateway.Next.Enqueue(503);
        var (notice, _) = await TextAsync("ko");
        await Assert.ThrowsAsync<HttpRequestException>(() => HandleAsync(notice));
        Assert.Equal("sms failed", await StateAsync());
        await HandleAsync(notice);
        Assert.Equal("sms gateway sent", await StateAsync());

        _gateway.Next.Enqueue(400);
        await ExecuteAsync("DELETE FROM notifications");
        var (refused, _) = await TextAsync("ko");
        await HandleAsync(refused);
        Assert.Equal("sms failed", await StateAsync());
        Assert.Equal(
            "The message gateway refused the message with 400.",
            await ScalarAsync<string>("SELECT error_message FROM notifications")
        );
    }

    [Fact]
    public async Task A_code_that_ran_out_while_the_gateway_was_away_is_not_sent_any_more()
    {
        var (customer, code) = (await CustomerAsync(), Guid.NewGuid());
        var data = JsonSerializer.Serialize(new Dictionary<string, string> { ["code_id"] = code.ToString() });
        var notice = Notice.Sms("+821087654321", "ko", "sign_code", data, Start, customerId: customer);
        await using (var session = Studio.Open(Actor.System))
        {
            session.Notices.Add(notice);
            await session.SaveAsync(Ct);
        }

        _gateway.Next.Enqueue(500);
        await Assert.ThrowsAsync<HttpRequestException>(() => HandleAsync(notice.Id));
        Time.Advance(SignCode.Good);
        await HandleAsync(notice.Id);

        Assert.Single(_gateway.Requests);
        Assert.Equal("sms failed", await StateAsync());
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void A_code_fits_into_one_short_message(string language)
    {
        var template = StandardTemplates.Create(Start).Single(t => t.TemplateName == "sign_code.sms." + language);
        var values = new Dictionary<string, string> { ["studio"] = "온새미로 스튜디오", ["code"] = "123456" };

        Assert.True(MessageText.IsShort(TemplateText.Fill(template.BodyText!, values)));
    }

    [Fact]
    public void A_template_can_name_values_and_nothing_else()
    {
        var values = new Dictionary<string, string> { ["couple"] = "김서연 · 이도현" };

        Assert.Equal(
            "김서연 · 이도현  {{System.IO.File}} {{a.b}}",
            TemplateText.Fill("{{couple}} {{unknown}} {{System.IO.File}} {{a.b}}", values)
        );
    }

    private Task HandleAsync(Guid noticeId) =>
        Get<SendNoticeHandler>()
            .HandleAsync(new SendNotice(noticeId), new LeasedWork(Guid.NewGuid(), nameof(SendNotice), "{}", 1, Guid.NewGuid()), Ct);

    private async Task<Guid> CustomerAsync()
    {
        var id = Ids.New();
        await ExecuteAsync(
            "INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ($1, '이도현', '김서연', 'contracted')",
            id
        );
        return id;
    }

    private Task<string> StateAsync() =>
        ScalarAsync<string>(
            "SELECT concat_ws(' ', notification_type, channel, delivery_status) FROM notifications ORDER BY created_at DESC, id DESC LIMIT 1"
        );

    private async Task<(Guid Notice, Guid Link)> TextAsync(string language)
    {
        var customer = await CustomerAsync();
        await using var session = Studio.Open(Actor.System);
        var link = Get<LinkService>().Issue(session, LinkPurpose.Contract, Ids.New(), customer, null, Start.AddDays(20));
        var notice = Notice.Sms(
            "+821087654321",
            language,
            ContractNotices.ToSignTemplate,
            """{"signer":"이서연"}""",
            Start,
            customerId: customer,
            linkId: link.Id
        );
        session.Notices.Add(notice);
        Assert.True((await session.SaveAsync(Ct)).Succeeded);
        return (notice.Id, link.Id);
    }

    private async Task<(Guid Notice, Guid Link)> WriteAsync(string language)
    {
        var customer = await CustomerAsync();
        await using var session = Studio.Open(Actor.System);
        var link = Get<LinkService>().Issue(session, LinkPurpose.Proof, Ids.New(), customer, null, Start.AddDays(20));
        var data = """{"couple":"김서연 · 이도현","count":"60","deadline":"2026. 5. 16. (토)"}""";
        var notice = Notice.Email("couple@example.com", language, "proof_ready", data, Start, customerId: customer, linkId: link.Id);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
        Assert.True((await session.SaveAsync(Ct)).Succeeded);
        return (notice.Id, link.Id);
    }
}
