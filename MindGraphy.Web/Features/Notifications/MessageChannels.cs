using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>Sends nothing, and says so beforehand.</summary>
public sealed class NoMessageChannel : IMessageChannel
{
    /// <inheritdoc/>
    public string Channel => "none";

    /// <inheritdoc/>
    public bool CanSend => false;

    /// <inheritdoc/>
    public Task<MessageAnswer> SendAsync(MessageToSend message, CancellationToken ct = default) =>
        Task.FromResult(new MessageAnswer("Messages:Provider is None: no messages are sent."));
}

/// <summary>Writes each message as one file named after its notice: sending again writes the same file.</summary>
public sealed class FolderMessageChannel(IOptions<MessageOptions> options, IHostEnvironment environment, TimeProvider clock)
    : IMessageChannel
{
    internal static JsonSerializerOptions Written { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Channel => "folder";

    /// <inheritdoc/>
    public bool CanSend => true;

    /// <summary>Where the files are.</summary>
    public string Folder { get; } = Path.Combine(environment.ContentRootPath, options.Value.Folder);

    /// <inheritdoc/>
    public async Task<MessageAnswer> SendAsync(MessageToSend message, CancellationToken ct = default)
    {
        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, message.Id.ToString("N") + ".json");
        var draft = file + "." + Guid.NewGuid().ToString("N");
        await using (var stream = File.Create(draft))
        {
            var kept = new WrittenMessage(message.To, options.Value.From, message.Text, clock.GetUtcNow());
            await JsonSerializer.SerializeAsync(stream, kept, Written, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        return MessageAnswer.Taken;
    }

    /// <summary>A message as it lies in the folder.</summary>
    /// <param name="To">The number, E.164.</param>
    /// <param name="From">The sender's number; empty where none is set.</param>
    /// <param name="Text">The text.</param>
    /// <param name="At">When it was written.</param>
    internal sealed record WrittenMessage(string To, string From, string Text, DateTimeOffset At);
}

/// <summary>
/// Sends through a gateway. What a gateway answers is read but never kept or logged: many repeat the number and the text.
/// </summary>
public sealed class HttpMessageChannel(IOptions<MessageOptions> options) : IMessageChannel, IDisposable
{
    private const int MostBytesOfAnswer = 64 * 1024;

    // Its own client and no factory's: theirs logs addresses and headers. A redirect would carry the code elsewhere.
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytesOfAnswer,
    };

    /// <inheritdoc/>
    public string Channel => "gateway";

    /// <inheritdoc/>
    public bool CanSend => true;

    /// <inheritdoc/>
    public async Task<MessageAnswer> SendAsync(MessageToSend message, CancellationToken ct = default)
    {
        var settings = options.Value;
        using var request = Write(settings, message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token);
            var body = await response.Content.ReadAsStringAsync(patience.Token);
            return Judge(settings, response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // A cancellation of our own making would be taken for a server that is shut down.
            throw new TimeoutException($"The message gateway did not answer within {settings.TimeoutSeconds} s.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Write(MessageOptions settings, MessageToSend message)
    {
        var request = new HttpRequestMessage(new HttpMethod(settings.Method), settings.Url)
        {
            Content = new StringContent(MessageRequest.Body(settings, message), Encoding.UTF8, settings.ContentType),
        };
        foreach (var (name, value) in settings.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, MessageRequest.Header(settings, value, message));
        }

        return request;
    }

    private static MessageAnswer Judge(MessageOptions settings, HttpStatusCode status, string body)
    {
        var number = (int)status;
        if (settings.SuccessStatuses.Count > 0 ? settings.SuccessStatuses.Contains(number) : number is >= 200 and <= 299)
        {
            return
                settings.SuccessPattern.Length == 0
                || Regex.IsMatch(body, settings.SuccessPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
                ? MessageAnswer.Taken
                : new MessageAnswer($"The message gateway answered {number} without what Messages:SuccessPattern asks for.");
        }

        // A wrong key, an empty account or a wrong address is the studio's to mend: the message waits for it. So does one that came too soon.
        return
            number is >= 400 and <= 499
            && status
                is not (
                    HttpStatusCode.Unauthorized
                    or HttpStatusCode.PaymentRequired
                    or HttpStatusCode.Forbidden
                    or HttpStatusCode.NotFound
                    or HttpStatusCode.RequestTimeout
                    or HttpStatusCode.TooManyRequests
                )
            ? new MessageAnswer($"The message gateway refused the message with {number}.")
            : throw new HttpRequestException($"The message gateway answered {number}.", null, status);
    }
}
