using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Inquiries;

/// <summary>Which way an inquiry came in.</summary>
public enum InquiryChannel
{
    /// <summary>The form on the studio's own address.</summary>
    Form,

    /// <summary>The form inside another site.</summary>
    Embed,

    /// <summary>Another server.</summary>
    Api,
}

/// <summary>What became of a submission.</summary>
public enum InquiryOutcome
{
    /// <summary>Written down, nothing more yet: under way, or its process died.</summary>
    Received,

    /// <summary>It is a lead.</summary>
    Accepted,

    /// <summary>The same as one before, sent again.</summary>
    Repeated,

    /// <summary>Something was wrong with it; the sender was told.</summary>
    Refused,

    /// <summary>Taken for a program.</summary>
    Trapped,

    /// <summary>One too many from its sender.</summary>
    Limited,
}

/// <summary>
/// What somebody sent, before anybody judged it (<c>inquiry_submissions</c>): written in a transaction of its own, then settled with what
/// became of it. Whatever refuses an inquiry, the studio can still read it and make it a lead.
/// </summary>
public sealed class InquirySubmission
{
    /// <summary>Most bytes of a body that are kept.</summary>
    public const int BodyMaxBytes = 64 * 1024;

    /// <summary>Most characters of <see cref="Sender"/>.</summary>
    public const int SenderMaxLength = 200;

    /// <summary>How long a submission may be under way before it counts as died.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long what became no lead is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private InquirySubmission() { }

    /// <summary>Writes down what came.</summary>
    public InquirySubmission(RawInquiry raw, DateTimeOffset now)
    {
        (Id, ReceivedAt, Channel, ApiTokenId) = (Ids.New(), now, raw.Channel, raw.ApiTokenId);
        (Body, BodyBytes) = (raw.Body.Text, raw.Body.Bytes);
        Sender = StudioText.Cut(StudioText.Clean(raw.Sender), SenderMaxLength);
        Language = raw.Language == "en" ? "en" : "ko";
        Ip = StudioText.Cut(raw.Ip, 64);
        UserAgent = StudioText.Cut(StudioText.Clean(raw.UserAgent), 500);
        ConsentVersion = StudioText.Cut(StudioText.Clean(raw.ConsentVersion), 50);
    }

    /// <summary>Id; ordered by time.</summary>
    public Guid Id { get; private init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Which way.</summary>
    public InquiryChannel Channel { get; private init; }

    /// <summary>What became of it.</summary>
    public InquiryOutcome Outcome { get; private set; }

    /// <summary>Why it was not taken: <c>Field:Code</c>, or only a code.</summary>
    public List<string> Codes { get; private set; } = [];

    /// <summary>The lead it became, or repeats.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>The fields as JSON, or what came instead; cut where it was longer than <see cref="BodyMaxBytes"/>.</summary>
    public string Body { get; private init; } = "";

    /// <summary>How long it was before it was cut.</summary>
    public long BodyBytes { get; private init; }

    /// <summary>Who it is from, for the list.</summary>
    public string? Sender { get; private init; }

    /// <summary>The sender's language.</summary>
    public string Language { get; private init; } = "ko";

    /// <summary>The sender's address.</summary>
    public string? Ip { get; private init; }

    /// <summary>The sender's browser.</summary>
    public string? UserAgent { get; private init; }

    /// <summary>The version of the privacy text that was agreed to; null where none was.</summary>
    public string? ConsentVersion { get; private init; }

    /// <summary>The token it came with.</summary>
    public Guid? ApiTokenId { get; private init; }

    /// <summary>When it was settled.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Who made a lead of it by hand.</summary>
    public Guid? TakenById { get; private set; }

    /// <summary>It became a lead. What is one already stays that one.</summary>
    /// <param name="customerId">The lead.</param>
    /// <param name="by">The member of staff who made it one; null where it was taken as it came.</param>
    /// <param name="now">Now.</param>
    public void Accept(Guid customerId, Guid? by, DateTimeOffset now)
    {
        if (CustomerId is null)
        {
            (CustomerId, Outcome, TakenById, SettledAt) = (customerId, InquiryOutcome.Accepted, by, now);
        }
    }

    /// <summary>It became something else. Only what is still under way is settled: a later word changes nothing.</summary>
    /// <param name="outcome">What.</param>
    /// <param name="codes">Why.</param>
    /// <param name="customerId">The lead that it repeats.</param>
    /// <param name="now">Now.</param>
    public void Settle(InquiryOutcome outcome, IEnumerable<string> codes, Guid? customerId, DateTimeOffset now)
    {
        if (Outcome == InquiryOutcome.Received)
        {
            (Outcome, Codes, CustomerId, SettledAt) = (outcome, [.. codes.Take(30)], customerId, now);
        }
    }
}

/// <summary>A submission as it came.</summary>
/// <param name="Channel">Which way.</param>
/// <param name="Body">What.</param>
/// <param name="Sender">Who it is from, as far as it says.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Ip">The sender's address.</param>
/// <param name="UserAgent">The sender's browser.</param>
/// <param name="ConsentVersion">The privacy text that was agreed to; null where none was.</param>
/// <param name="ApiTokenId">The token it came with.</param>
public sealed record RawInquiry(
    InquiryChannel Channel,
    RawBody Body,
    string? Sender,
    string Language,
    string? Ip,
    string? UserAgent,
    string? ConsentVersion = null,
    Guid? ApiTokenId = null
);

/// <summary>The content of a submission, short enough to be kept, with the length it had.</summary>
public sealed record RawBody
{
    private const int MostFields = 100;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private RawBody(string text, long bytes) => (Text, Bytes) = (text, bytes);

    /// <summary>What is kept.</summary>
    public string Text { get; }

    /// <summary>How many bytes it had.</summary>
    public long Bytes { get; }

    /// <summary>Fields of a form as a JSON object; the longest are cut first, so that it stays readable.</summary>
    public static RawBody Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var kept = new Dictionary<string, string>();
        var bytes = 0L;
        foreach (var (name, value) in fields)
        {
            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
            if (kept.Count < MostFields)
            {
                kept[StudioText.Cut(name, 100)!] = StudioText.Cut(value, InquirySubmission.BodyMaxBytes)!;
            }
        }

        // All that are longer than a limit are cut to it together, so that a hundred long ones take as few rounds as one.
        var text = JsonSerializer.Serialize(kept, Readable);
        for (
            var most = InquirySubmission.BodyMaxBytes / 2;
            Encoding.UTF8.GetByteCount(text) > InquirySubmission.BodyMaxBytes;
            most = most * 2 / 3
        )
        {
            foreach (var (name, value) in kept.Where(f => f.Value.Length > most).ToList())
            {
                kept[name] = StudioText.Cut(value, most)!;
            }

            text = JsonSerializer.Serialize(kept, Readable);
        }

        return new RawBody(text, bytes);
    }

    /// <summary>Text that came as it is.</summary>
    /// <param name="text">The beginning of it or all.</param>
    /// <param name="bytes">How many bytes came; the text's own where that is all.</param>
    public static RawBody Of(string text, long? bytes = null)
    {
        // PostgreSQL keeps no NUL.
        var kept = text.Replace('\0', '\uFFFD');
        while (Encoding.UTF8.GetByteCount(kept) > InquirySubmission.BodyMaxBytes)
        {
            kept = StudioText.Cut(kept, Math.Min(kept.Length * 3 / 4, InquirySubmission.BodyMaxBytes))!;
        }

        return new RawBody(kept, bytes ?? Encoding.UTF8.GetByteCount(text));
    }
}
