using System.Security.Cryptography;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Pipeline;

/// <summary>
/// Acts on many couples at once: assign, move, write to. Each shows first what it would do. Moves and assignments are one operation a couple,
/// so that one that is refused does not stop the others; a message is one transaction for all.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="customers">What is done with one couple.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class BulkService(IStudio studio, CustomerService customers, StudioClock clock)
{
    /// <summary>Most couples of one act.</summary>
    public const int Most = 500;

    /// <summary>Most characters of a message's subject.</summary>
    public const int SubjectMaxLength = 200;

    /// <summary>Most characters of a message.</summary>
    public const int BodyMaxLength = 4000;

    /// <summary>The template that a message by hand goes out in.</summary>
    public const string MessageTemplate = "staff_message";

    // 정보통신망법 제50조 제3항: no advertising from 21:00 to 08:00 without a consent of its own.
    private static readonly TimeOnly NightFrom = new(21, 0);
    private static readonly TimeOnly NightTo = new(8, 0);

    /// <summary>The couples that a filter shows, at most <see cref="Most"/>, in its order.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<Guid>>> AllShownAsync(Actor actor, LeadFilter filter, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Customers.IdsAsync(filter, Most, ct));
    }

    /// <summary>What a move to a stage would do to each of these couples.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TooManyCouples"/>.</returns>
    public async Task<Result<IReadOnlyList<BulkLine>>> PreviewMoveAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        LeadStatus next,
        CancellationToken ct = default
    )
    {
        if (Refuse(actor, ids) is { } refusal)
        {
            return refusal;
        }

        await using var session = studio.Open(actor);
        var cards = await session.Customers.CardsAsync(ids, new BoardFilter(), ct);
        return Result.Of<IReadOnlyList<BulkLine>>([
            .. cards
                .OrderBy(c => c.Status)
                .ThenBy(c => c.BrideName, StringComparer.Ordinal)
                .Select(c => new BulkLine(c.Id, c.CoupleName, c.Status, WhyNot(c.Status, next))),
        ]);
    }

    /// <summary>Moves these couples from where the preview showed them. A couple that stands elsewhere by now is left and said.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TooManyCouples"/>; what happened to each otherwise.</returns>
    public async Task<Result<IReadOnlyList<BulkLine>>> MoveAsync(
        Actor actor,
        IReadOnlyCollection<BulkLine> previewed,
        LeadStatus next,
        string? reason,
        string? note,
        CancellationToken ct = default
    )
    {
        if (Refuse(actor, previewed) is { } refusal)
        {
            return refusal;
        }

        var lines = new List<BulkLine>(previewed.Count);
        foreach (var line in previewed.Where(l => l.Refusal is null))
        {
            var moved = await customers.MoveAsync(actor, line.Id, line.Status, next, reason, note, ct);
            lines.Add(line with { Refusal = moved.Refusal });
        }

        return lines;
    }

    /// <summary>Gives these couples to a manager, or to nobody.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TooManyCouples"/>; what happened to each otherwise.</returns>
    public async Task<Result<IReadOnlyList<BulkAssigned>>> AssignAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        Guid? managerId,
        CancellationToken ct = default
    )
    {
        if (Refuse(actor, ids) is { } refusal)
        {
            return refusal;
        }

        Dictionary<Guid, Guid?> before;
        await using (var session = studio.Open(actor))
        {
            before = (await session.Customers.CardsAsync(ids, new BoardFilter(), ct)).ToDictionary(c => c.Id, c => c.ManagerId);
        }

        var lines = new List<BulkAssigned>(ids.Count);
        foreach (var id in ids)
        {
            var given = await customers.AssignManagerAsync(actor, id, managerId, ct);
            lines.Add(new BulkAssigned(id, before.GetValueOrDefault(id), managerId, given.Refusal));
        }

        return lines;
    }

    /// <summary>Gives each couple back to whom it was taken from; one that a colleague gave to somebody else meanwhile stays there.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TooManyCouples"/>; how many were given back otherwise.</returns>
    public async Task<Result<int>> GiveBackAsync(Actor actor, IReadOnlyCollection<BulkAssigned> assigned, CancellationToken ct = default)
    {
        if (Refuse(actor, assigned) is { } refusal)
        {
            return refusal;
        }

        var given = 0;
        foreach (var line in assigned.Where(l => l.Refusal is null && l.Before != l.After))
        {
            given += (await customers.HandOverAsync(actor, line.Id, line.After, line.Before, ct)).Succeeded ? 1 : 0;
        }

        return given;
    }

    /// <summary>What a message would say to each of these couples, and who can't be written to.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="TooManyCouples"/>, <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public async Task<Result<MessagePreview>> PreviewMessageAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        MessageText text,
        CancellationToken ct = default
    )
    {
        if (Refuse(actor, ids) is { } refusal)
        {
            return refusal;
        }

        if (Check(text) is { } wrong)
        {
            return wrong;
        }

        await using var session = studio.Open(actor);
        return await WriteAsync(session, ids, text, ct);
    }

    /// <summary>Sends what the preview showed, once for a key. Couples that were written to count as answered.</summary>
    /// <returns>
    /// How many are written to; refused as <see cref="PreviewMessageAsync"/>, with <see cref="AdvertisingAtNight"/>,
    /// <see cref="NobodyToWriteTo"/> or <see cref="KeyUsedForAnother"/>.
    /// </returns>
    public async Task<Result<int>> SendMessageAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        MessageText text,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (Refuse(actor, ids) is { } refusal)
        {
            return refusal;
        }

        if (Check(text) is { } wrong)
        {
            return wrong;
        }

        var hour = TimeOnly.FromDateTime(clock.Local(clock.Now).DateTime);
        if (text.IsAdvertising && (hour >= NightFrom || hour < NightTo))
        {
            return new AdvertisingAtNight();
        }

        await using var session = studio.Open(actor);
        var fingerprint = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { text, ids = ids.Order() }));
        var once = await session.BeginOnceAsync("bulk.message", idempotencyKey, Convert.ToHexStringLower(fingerprint), ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.AlreadyDone)
        {
            return int.Parse(once.Value.Reply!, System.Globalization.CultureInfo.InvariantCulture);
        }

        // In one order for everybody, so that two of these wait for each other instead of dead-locking.
        var couples = new Dictionary<Guid, Customer>();
        foreach (var id in ids.Order())
        {
            if (await session.Customers.LockAsync(id, ct) is { } customer)
            {
                couples[id] = customer;
            }
        }

        var preview = await WriteAsync(session, couples.Keys, text, ct);
        if (preview.Letters.Count == 0)
        {
            return new NobodyToWriteTo();
        }

        foreach (var letter in preview.Letters)
        {
            var data = JsonSerializer.Serialize(new { subject = letter.Subject, message = letter.Body });
            var notice = Notice.Email(
                letter.Address,
                letter.Language,
                MessageTemplate,
                data,
                clock.Now,
                contactId: letter.ContactId,
                customerId: letter.CustomerId
            );
            session.Notices.Add(notice);
            session.Enqueue(new SendNotice(notice.Id));
            couples[letter.CustomerId].Touch(clock.Now, answered: !text.IsAdvertising);
            session.Raise(new CustomerChanged(letter.CustomerId));
        }

        session.CompleteOnce(
            "bulk.message",
            idempotencyKey,
            preview.Letters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? preview.Letters.Count : saved.Refusal;
    }

    private static async Task<MessagePreview> WriteAsync(
        IStudioSession session,
        IReadOnlyCollection<Guid> ids,
        MessageText text,
        CancellationToken ct
    )
    {
        var settings = await session.SettingsAsync(ct);
        var people = await session.Customers.AddresseesAsync(ids, text.IsAdvertising, ct);
        var letters = new List<Letter>();
        var left = new List<LeftOut>();
        foreach (var couple in people)
        {
            if (couple.Email is null)
            {
                left.Add(new LeftOut(couple.CustomerId, couple.CoupleName, LeftOutBecause.NoEmail));
            }
            else if (text.IsAdvertising && !couple.MarketingConsent)
            {
                left.Add(new LeftOut(couple.CustomerId, couple.CoupleName, LeftOutBecause.NoConsent));
            }
            else
            {
                letters.Add(Compose(couple, text, settings));
            }
        }

        return new MessagePreview(letters, left);
    }

    private static Letter Compose(Addressee couple, MessageText text, Settings.StudioSettings settings)
    {
        var korean = couple.Language == "ko";
        var culture = System.Globalization.CultureInfo.GetCultureInfo(couple.Language);
        var useEnglish = !korean && StudioText.Clean(text.BodyEn) is not null;
        string Fill(string? template) =>
            (template ?? "")
                .Replace("{{couple}}", couple.CoupleName, StringComparison.Ordinal)
                .Replace(
                    "{{date}}",
                    couple.WeddingDate is { } day ? StudioFormat.Date(day, culture) : Words.Find(typeof(Customer), "NoDateYet", culture),
                    StringComparison.Ordinal
                )
                .Replace("{{venue}}", couple.Venue ?? "", StringComparison.Ordinal)
                .Replace("{{manager}}", couple.ManagerName ?? settings.Name(korean), StringComparison.Ordinal)
                .Replace("{{studio}}", settings.Name(korean), StringComparison.Ordinal);

        var subject = Fill(useEnglish && StudioText.Clean(text.SubjectEn) is not null ? text.SubjectEn : text.Subject);
        var body = Fill(useEnglish ? text.BodyEn : text.Body);
        if (text.IsAdvertising)
        {
            // 정보통신망법 시행령 제61조: the mark first, the sender and a free way out in the message.
            subject = "(광고) " + subject;
            body +=
                "\n\n"
                + string.Format(
                    culture,
                    Words.Find(typeof(BulkService), "AdvertisingFooter", culture)!,
                    settings.Name(korean),
                    settings.Phone,
                    settings.Email
                );
        }

        return new Letter(couple.CustomerId, couple.ContactId, couple.CoupleName, couple.Email!, couple.Language, subject, body);
    }

    private static Refusal? WhyNot(LeadStatus from, LeadStatus next) =>
        LeadFlow.Moves.Find(from, next) switch
        {
            null => new LeadCannotMove(from, next),
            { By: MoveBy.Fact } => new LeadMovesByContract(next),
            _ => null,
        };

    private static Refusal? Refuse<T>(Actor actor, IReadOnlyCollection<T> couples) =>
        !actor.May(Rights.Leads) ? new NotAllowed()
        : couples.Count > Most ? new TooManyCouples(Most)
        : null;

    private static Refusal? Check(MessageText text) =>
        StudioText.Clean(text.Subject) is not { } subject ? new FieldRequired(nameof(text.Subject))
        : subject.Length > SubjectMaxLength ? new FieldTooLong(nameof(text.Subject), SubjectMaxLength)
        : text.SubjectEn?.Length > SubjectMaxLength ? new FieldTooLong(nameof(text.SubjectEn), SubjectMaxLength)
        : StudioText.Clean(text.Body, multiline: true) is not { } body ? new FieldRequired(nameof(text.Body))
        : body.Length > BodyMaxLength ? new FieldTooLong(nameof(text.Body), BodyMaxLength)
        : text.BodyEn?.Length > BodyMaxLength ? new FieldTooLong(nameof(text.BodyEn), BodyMaxLength)
        : null;
}

/// <summary>One couple of an act on many.</summary>
/// <param name="Id">The couple.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Status">Where the preview showed them.</param>
/// <param name="Refusal">Why it can't be done, or was not; null where it can or was.</param>
public sealed record BulkLine(Guid Id, string CoupleName, LeadStatus Status, Refusal? Refusal);

/// <summary>One couple that was given to a manager.</summary>
/// <param name="Id">The couple.</param>
/// <param name="Before">Who looked after them before.</param>
/// <param name="After">Who does now.</param>
/// <param name="Refusal">Why it was not done; null where it was.</param>
public sealed record BulkAssigned(Guid Id, Guid? Before, Guid? After, Refusal? Refusal);

/// <summary>A message as typed, with <c>{{couple}} {{date}} {{venue}} {{manager}} {{studio}}</c>.</summary>
/// <param name="Subject">Subject, required.</param>
/// <param name="Body">Text, required.</param>
/// <param name="SubjectEn">Subject for those we write to in English; the other one where it is empty.</param>
/// <param name="BodyEn">Text for those we write to in English; the other one where it is empty.</param>
/// <param name="IsAdvertising">Whether it is advertising: then only who agreed to it is written to, marked, and not at night.</param>
public sealed record MessageText(
    string? Subject,
    string? Body,
    string? SubjectEn = null,
    string? BodyEn = null,
    bool IsAdvertising = false
);

/// <summary>Whom a couple's mail goes to.</summary>
/// <param name="CustomerId">The couple.</param>
/// <param name="ContactId">The person.</param>
/// <param name="BrideName">The bride.</param>
/// <param name="GroomName">The groom.</param>
/// <param name="Email">Their address; null where nobody has one.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="WeddingDate">The wished day.</param>
/// <param name="Venue">Where.</param>
/// <param name="ManagerName">Who looks after them.</param>
/// <param name="MarketingConsent">Whether this person's latest answer to advertising was yes.</param>
public sealed record Addressee(
    Guid CustomerId,
    Guid? ContactId,
    string BrideName,
    string GroomName,
    string? Email,
    string Language,
    DateOnly? WeddingDate,
    string? Venue,
    string? ManagerName,
    bool MarketingConsent
)
{
    /// <summary>Both names, bride first.</summary>
    public string CoupleName => BrideName + " · " + GroomName;
}

/// <summary>One message as it would leave.</summary>
public sealed record Letter(
    Guid CustomerId,
    Guid? ContactId,
    string CoupleName,
    string Address,
    string Language,
    string Subject,
    string Body
);

/// <summary>Why a couple is not written to.</summary>
public enum LeftOutBecause
{
    /// <summary>Nobody of them has an e-mail address.</summary>
    NoEmail,

    /// <summary>They did not agree to advertising.</summary>
    NoConsent,
}

/// <summary>A couple that is not written to.</summary>
public sealed record LeftOut(Guid CustomerId, string CoupleName, LeftOutBecause Because);

/// <summary>What a message would say to whom.</summary>
/// <param name="Letters">Who is written to.</param>
/// <param name="LeftOut">Who is not.</param>
public sealed record MessagePreview(IReadOnlyList<Letter> Letters, IReadOnlyList<LeftOut> LeftOut);
