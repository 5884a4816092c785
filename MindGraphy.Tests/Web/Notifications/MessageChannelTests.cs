using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Notifications;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Notifications;
using Xunit;

namespace MindGraphy.Tests.Web.Notifications;

/// <summary>What every way of sending messages keeps, run against each of them.</summary>
public abstract class MessageChannelTests : IAsyncLifetime
{
    protected const string Number = "+821087654321";

    // Everything that JSON, a form, a template or a carrier could trip over.
    protected const string Text =
        "[온새미로] \"신부님\" 계약서가 \\ 도착했어요:\r\nhttps://studio.kr/c?a=1&b=2%20+c #1\t{secret} {to} '끝' 😀";

    private protected abstract IMessageChannel Channel { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_message_arrives_letter_by_letter()
    {
        Assert.True(Channel.CanSend);
        Assert.Equal(MessageAnswer.Taken, await Channel.SendAsync(new MessageToSend(Guid.NewGuid(), Number, Text), Ct));

        var (to, text, _) = Assert.Single(Arrived());
        Assert.Equal((Number, Text), (to, text));
    }

    [Fact]
    public async Task Sent_again_it_is_known_as_the_same_message()
    {
        var message = new MessageToSend(Guid.NewGuid(), Number, "안녕하세요");
        await Channel.SendAsync(message, Ct);
        await Channel.SendAsync(message, Ct);

        Assert.Single(Arrived().Select(m => m.Id).Distinct());
    }

    [Fact]
    public void A_message_prints_neither_text_nor_number() =>
        Assert.DoesNotContain("8765", new MessageToSend(Guid.Empty, Number, "코드 876543").ToString(), StringComparison.Ordinal);

    /// <summary>What arrived.</summary>
    protected abstract IReadOnlyList<(string To, string Text, string Id)> Arrived();

    internal sealed class Environment(string folder, string name = "Development") : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "MindGraphy.Web";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = folder;

        public string EnvironmentName { get; set; } = name;
    }
}

/// <summary>Into a folder.</summary>
public sealed class FolderMessageChannelTests : MessageChannelTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("messages-").FullName;

    private protected override IMessageChannel Channel => field ??= Make();

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_half_written_is_left()
    {
        await Channel.SendAsync(new MessageToSend(Guid.NewGuid(), Number, Text), Ct);

        Assert.All(Directory.GetFiles(_folder), f => Assert.EndsWith(".json", f, StringComparison.Ordinal));
    }

    protected override IReadOnlyList<(string To, string Text, string Id)> Arrived() =>
        [
            .. Directory
                .GetFiles(_folder, "*.json")
                .Select(f =>
                {
                    var read = JsonDocument.Parse(File.ReadAllText(f)).RootElement;
                    return (read.GetProperty("to").GetString()!, read.GetProperty("text").GetString()!, Path.GetFileName(f));
                }),
        ];

    private FolderMessageChannel Make() =>
        new(Options.Create(new MessageOptions { Folder = _folder }), new Environment(_folder), TimeProvider.System);
}

/// <summary>Through a gateway that takes JSON, and what becomes of its answers.</summary>
public class HttpMessageChannelTests : MessageChannelTests
{
    private HttpMessageChannel? _channel;

    private protected override IMessageChannel Channel => _channel ??= new HttpMessageChannel(Options.Create(Settings));

    private protected MessageOptions Settings { get; private set; } = new();

    private protected MessageGateway Gateway { get; private set; } = default!;

    public override async ValueTask InitializeAsync()
    {
        Gateway = await MessageGateway.StartAsync(Ct);
        Settings = Written(Gateway.Url);
        Assert.True(new MessageOptionsValidator(new Environment("/")).Validate(null, Settings).Succeeded);
    }

    public override async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await Gateway.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    [InlineData(422)]
    public async Task What_the_gateway_will_never_take_is_an_answer(int status)
    {
        Gateway.Says = $"no such number {Number} for 코드 123456";
        Gateway.Next.Enqueue(status);

        var answer = await SendAsync();

        Assert.Equal($"The message gateway refused the message with {status}.", answer.Refusal);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_thrown_and_the_next_try_succeeds(int status)
    {
        Gateway.Says = $"busy with {Number} and 코드 123456";
        Gateway.Next.Enqueue(status);

        var trouble = await Assert.ThrowsAsync<HttpRequestException>(SendAsync);

        Assert.Equal($"The message gateway answered {status}.", trouble.Message);
        Assert.Equal(MessageAnswer.Taken, await SendAsync());
        Assert.Equal(2, Gateway.Requests.Count);
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_in_time_is_tried_again()
    {
        (Settings.TimeoutSeconds, Gateway.Thinks) = (1, TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<TimeoutException>(SendAsync);

        using var stopped = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Channel.SendAsync(new MessageToSend(Guid.NewGuid(), Number, "안녕하세요"), stopped.Token)
        );
    }

    [Fact]
    public async Task A_gateway_that_is_away_is_tried_again()
    {
        await Gateway.DisposeAsync();

        var trouble = await Assert.ThrowsAsync<HttpRequestException>(SendAsync);

        Assert.DoesNotContain("8765", trouble.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_that_comes_with_a_200_is_a_no()
    {
        (Settings.SuccessPattern, Gateway.Says) = ("\"result_code\":\\s*1\\b", """{"result_code": -101}""");
        Assert.NotNull((await SendAsync()).Refusal);

        Gateway.Says = """{"result_code": 1}""";
        Assert.Equal(MessageAnswer.Taken, await SendAsync());

        Settings.SuccessStatuses.Add(202);
        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);
    }

    [Fact]
    public async Task The_request_is_as_configured()
    {
        Settings.Method = "PUT";
        await SendAsync();
        await Channel.SendAsync(new MessageToSend(Guid.NewGuid(), Number, new string('가', 46)), Ct);

        var (asked, longer) = (Gateway.Requests.First(), Gateway.Requests.Last());
        Assert.Equal(("PUT", "Bearer s3cr3t"), (asked.Method, asked.Headers["Authorization"]));
        Assert.StartsWith(Settings.ContentType, asked.ContentType, StringComparison.Ordinal);
        Assert.Equal(("01087654321", "02-000-0000", "SMS"), (Field(asked, "local"), Field(asked, "from"), Field(asked, "kind")));
        Assert.Equal("LMS", Field(longer, "kind"));
    }

    protected override IReadOnlyList<(string To, string Text, string Id)> Arrived() =>
        [.. Gateway.Requests.Select(r => (Field(r, "to"), Field(r, "text"), r.Headers["Idempotency-Key"]))];

    private protected virtual MessageOptions Written(string url) =>
        new()
        {
            Provider = MessageProvider.Http,
            Url = url,
            From = "02-000-0000",
            Secret = "s3cr3t",
            Headers = { ["Authorization"] = "Bearer {secret}", ["Idempotency-Key"] = "{id}" },
            Body = """{"to":"{to}","local":"{to_local}","from":"{from}","kind":"{kind}","text":"{text}"}""",
        };

    private protected virtual string Field(GatewayRequest request, string name) =>
        JsonDocument.Parse(request.Body).RootElement.GetProperty(name).GetString()!;

    private Task<MessageAnswer> SendAsync() => Channel.SendAsync(new MessageToSend(Guid.NewGuid(), Number, "코드 876543"), Ct);
}

/// <summary>Through a gateway that takes a form.</summary>
public sealed class FormMessageChannelTests : HttpMessageChannelTests
{
    private protected override MessageOptions Written(string url)
    {
        var options = base.Written(url);
        options.ContentType = "application/x-www-form-urlencoded";
        options.Body = "to={to}&local={to_local}&from={from}&kind={kind}&text={text}";
        return options;
    }

    private protected override string Field(GatewayRequest request, string name) => QueryHelpers.ParseQuery(request.Body)[name].ToString();
}

/// <summary>Settings that can't work stop the start with a sentence that names the key.</summary>
public sealed class MessageOptionsTests
{
    [Fact]
    public void Nothing_is_needed_on_one_machine_and_a_folder_is_refused_in_production()
    {
        Assert.Null(Said(new MessageOptions()));
        Assert.Contains("Messages:Provider", Said(new MessageOptions(), "Production"), StringComparison.Ordinal);
        Assert.Null(Said(new MessageOptions { AllowFolderInProduction = true }, "Production"));
        Assert.Null(Said(new MessageOptions { Provider = MessageProvider.None }, "Production"));
        Assert.Contains("Messages:Provider", Said(new MessageOptions { Provider = (MessageProvider)9 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Url", "ftp://gateway.example")]
    [InlineData("Url", "http://gateway.example/send")]
    [InlineData("Method", "GET")]
    [InlineData("ContentType", "text/xml")]
    [InlineData("Body", """{"to":"{to}"}""")]
    [InlineData("Body", """{"to":{to},"text":"{text}"}""")]
    [InlineData("Body", """{"to":"{phone}","text":"{text}"}""")]
    [InlineData("Secret", "")]
    [InlineData("From", "")]
    [InlineData("SuccessPattern", "(")]
    [InlineData("Headers", "{text}")]
    [InlineData("Headers", "a\nb")]
    [InlineData("SuccessStatuses", "500")]
    public void What_cannot_work_is_said(string key, string value)
    {
        var options = new MessageOptions
        {
            Provider = MessageProvider.Http,
            Url = "https://gateway.example/send",
            From = "02-000-0000",
            Secret = "key",
            Headers = { ["X-Key"] = "{secret}" },
            Body = """{"to":"{to}","from":"{from}","text":"{text}"}""",
        };
        Assert.Null(Said(options));
        switch (key)
        {
            case "Headers":
                options.Headers["X-Key"] = value;
                break;
            case "SuccessStatuses":
                options.SuccessStatuses.Add(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                typeof(MessageOptions).GetProperty(key)!.SetValue(options, value);
                break;
        }

        Assert.Contains("Messages:" + key, Said(options), StringComparison.Ordinal);
    }

    private static string? Said(MessageOptions options, string environment = "Development") =>
        new MessageOptionsValidator(new MessageChannelTests.Environment("/", environment)).Validate(null, options).FailureMessage;
}
