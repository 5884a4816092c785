using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Contracts;

/// <summary>How a one-time code reached its person.</summary>
public enum SignCodeWay
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>Staff told it, on the phone or across the table.</summary>
    Told,

    /// <summary>By text message.</summary>
    Message,
}

/// <summary>
/// A one-time code that a person gives before they see a contract (<c>sign_codes</c>). A link can be passed on; the code shows that who holds
/// it also reads the person's mail or messages, or speaks with the studio. The code itself is nowhere in the database: it follows from the
/// row's id and the server's key, as links do.
/// </summary>
public sealed class SignCode
{
    /// <summary>How long one is good for.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    /// <summary>How long who gave one need not give another, on the same device.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    /// <summary>Least time between two.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Most in an hour, for one person, by e-mail and by message together.</summary>
    public const int MostAnHour = 8;

    /// <summary>Most wrong tries of sent codes in a day, for one person and over both ways: after them only the studio tells codes.</summary>
    public const int MostTriesADay = 25;

    /// <summary>For how long the same digits are taken once more: who presses twice means it once.</summary>
    public static readonly TimeSpan Twice = TimeSpan.FromSeconds(20);

    /// <summary>Most tries of one.</summary>
    public const int MostTries = 5;

    private SignCode() { }

    internal SignCode(CustomerContact contact, SignCodeWay way, Guid? byId, DateTimeOffset now)
    {
        (Id, ContactId, Way, CreatedById, CreatedAt) = (Ids.New(), contact.Id, way, byId, now);
        SentTo = MaskedOf(contact, way);
        ExpiresAt = now + Good;
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid ContactId { get; private init; }

    /// <summary>How it reached them.</summary>
    public SignCodeWay Way { get; private init; }

    /// <summary>To which address or number, its middle hidden; null where it was told.</summary>
    public string? SentTo { get; private init; }

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Who told it; null where the person asked for it.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The six digits.</summary>
    /// <param name="signer">Holds the server's key.</param>
    /// <param name="id">The code's row.</param>
    public static string DigitsOf(ILinkSigner signer, Guid id)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes("sign-code:" + signer.TokenFor(id)));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether who gave it is still known by it.</summary>
    public bool IsRemembered(DateTimeOffset now) => UsedAt is { } at && now - at < Remembered;

    /// <summary>Tries what was typed.</summary>
    /// <returns>Refused with <see cref="SignCodeOver"/> or <see cref="SignCodeWrong"/>; the try counts either way.</returns>
    public Result Try(string typed, ILinkSigner signer, DateTimeOffset now)
    {
        var digits = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        var isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(digits),
            Encoding.ASCII.GetBytes(DigitsOf(signer, Id))
        );
        if (isRight && UsedAt is { } used && now - used < Twice)
        {
            return Result.Ok;
        }

        if (UsedAt is not null || now >= ExpiresAt || Tries >= MostTries)
        {
            return new SignCodeOver();
        }

        Tries++;
        if (!isRight)
        {
            return Tries >= MostTries ? new SignCodeOver() : new SignCodeWrong(MostTries - Tries);
        }

        UsedAt = now;
        return Result.Ok;
    }

    /// <summary>The ways by which one can be sent to a person, e-mail first: it costs the studio nothing.</summary>
    /// <param name="contact">The person.</param>
    /// <param name="canMessage">Whether messages leave at all.</param>
    internal static IReadOnlyList<SignCodeTarget> WaysTo(CustomerContact contact, bool canMessage)
    {
        var ways = new List<SignCodeTarget>();
        if (contact.Email is not null)
        {
            ways.Add(new SignCodeTarget(SignCodeWay.Email, MaskedOf(contact, SignCodeWay.Email)!));
        }

        if (canMessage && Phone.TakesMessages(contact.Phone))
        {
            ways.Add(new SignCodeTarget(SignCodeWay.Message, MaskedOf(contact, SignCodeWay.Message)!));
        }

        return ways;
    }

    private static string? MaskedOf(CustomerContact contact, SignCodeWay way) =>
        way switch
        {
            SignCodeWay.Email => Mask(contact.Email ?? ""),
            SignCodeWay.Message => Phone.Mask(contact.Phone),
            _ => null,
        };

    // s•••@example.com: enough to know which mailbox to open.
    private static string Mask(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "•••" : address[0] + "•••" + address[at..];
    }
}

/// <summary>The code is not the one that was sent.</summary>
/// <param name="Left">Tries that are left.</param>
public sealed record SignCodeWrong(int Left) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Left];

    /// <inheritdoc/>
    public override string? Field => "Code";
}

/// <summary>No code is out, or it was tried too often or too late: a new one has to be asked for.</summary>
public sealed record SignCodeOver() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Code";
}

/// <summary>One was sent a moment ago, or too many in the last hour.</summary>
public sealed record SignCodeTooSoon() : Refusal(RefusalKind.Conflict);

/// <summary>The person can't be reached by that way: the studio has to tell the code.</summary>
public sealed record SignCodeNoAddress() : Refusal(RefusalKind.Conflict);

/// <summary>The person did not give their code on this device, or too long ago.</summary>
public sealed record SignCodeRequired() : Refusal(RefusalKind.Forbidden);

/// <summary>Where a person stands before they see their contract.</summary>
/// <param name="SignerName">Their name.</param>
/// <param name="Language">The language we write to them in.</param>
/// <param name="Ways">Where a code can be sent; empty where only the studio can tell it.</param>
/// <param name="Out">How the code went that is out and good; null where none is.</param>
/// <param name="SentTo">To which address or number that one went, its middle hidden; null where it was told.</param>
/// <param name="StudioPhone">The number to call where it is told.</param>
public sealed record SignGate(
    string SignerName,
    string Language,
    IReadOnlyList<SignCodeTarget> Ways,
    SignCodeWay? Out,
    string? SentTo,
    string StudioPhone
);

/// <summary>Where a code can be sent.</summary>
/// <param name="Way">By e-mail or by message.</param>
/// <param name="Masked">The address or number, its middle hidden.</param>
public sealed record SignCodeTarget(SignCodeWay Way, string Masked);

/// <summary>A code to tell somebody.</summary>
/// <param name="Digits">The six digits.</param>
/// <param name="GoodUntil">Until when.</param>
public sealed record ToldCode(string Digits, DateTimeOffset GoodUntil);

/// <summary>Sends, tells and checks the codes.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="signer">Holds the server's key.</param>
/// <param name="messages">Says whether messages leave at all.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class SignCodeService(IStudio studio, ILinkSigner signer, IMessageChannel messages, StudioClock clock)
{
    /// <summary>Where the person stands.</summary>
    /// <returns>Refused with <see cref="ContractNotFound"/> for strangers.</returns>
    public async Task<Result<SignGate>> GateAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (await FindAsync(session, actor, contractId, ct) is not { } found)
        {
            return new ContractNotFound();
        }

        var settings = await session.SettingsAsync(ct);
        var newest = await session.Contracts.NewestCodeAsync(found.Contact.Id, ct);
        var isOut = newest is { UsedAt: null, Tries: < SignCode.MostTries } && clock.Now < newest.ExpiresAt;
        return new SignGate(
            found.Signer.Name,
            found.Contact.Language,
            SignCode.WaysTo(found.Contact, messages.CanSend),
            isOut ? newest!.Way : null,
            isOut ? newest!.SentTo : null,
            settings.Phone
        );
    }

    /// <summary>Sends a code to the person's mailbox or phone.</summary>
    /// <param name="actor">The person, through their link.</param>
    /// <param name="contractId">The contract.</param>
    /// <param name="way">E-mail or message, as they chose; null for the first by which they can be reached.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="ContractNotFound"/>, <see cref="SignCodeNoAddress"/> and <see cref="SignCodeTooSoon"/>.</returns>
    public async Task<Result> SendAsync(Actor actor, Guid contractId, SignCodeWay? way = null, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (await FindAsync(session, actor, contractId, ct) is not { } found)
        {
            return new ContractNotFound();
        }

        if (SignCode.WaysTo(found.Contact, messages.CanSend).FirstOrDefault(t => way is null || t.Way == way) is not { } target)
        {
            return new SignCodeNoAddress();
        }

        // Who presses twice waits here: the second finds the first one's code.
        await session.Contracts.LockCoupleAsync(found.Contract.CustomerId, ct);
        var recent = await session.Contracts.CodeTimesAsync(found.Contact.Id, clock.Now.AddHours(-1), ct);
        if (recent.Count >= SignCode.MostAnHour || recent.Any(at => clock.Now - at < SignCode.Pause))
        {
            return new SignCodeTooSoon();
        }

        var code = new SignCode(found.Contact, target.Way, null, clock.Now);
        session.Contracts.Add(code);
        var data = System.Text.Json.JsonSerializer.Serialize(
            new Dictionary<string, string> { ["couple"] = found.Signer.Name, ["code_id"] = code.Id.ToString() }
        );
        var (to, couple) = (found.Contact, found.Contract.CustomerId);
        var notice =
            target.Way == SignCodeWay.Message
                ? Notice.Sms(to.Phone!, to.Language, "sign_code", data, clock.Now, contactId: to.Id, customerId: couple)
                : Notice.Email(to.Email!, to.Language, "sign_code", data, clock.Now, contactId: to.Id, customerId: couple);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
        return await session.SaveAsync(ct);
    }

    /// <summary>A code for staff to tell a signer, on the phone or across the table. That it was told is written into the contract's history.</summary>
    /// <returns>The six digits and until when they are good; refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/> and <see cref="SignerNotFound"/>.</returns>
    public async Task<Result<ToldCode>> TellAsync(Actor actor, Guid contractId, Guid contactId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        if (
            contract.Signers.All(s => s.ContactId != contactId)
            || couple!.Contacts.FirstOrDefault(c => c.Id == contactId) is not { } contact
        )
        {
            return new SignerNotFound();
        }

        var code = new SignCode(contact, SignCodeWay.Told, actor.UserId, clock.Now);
        session.Contracts.Add(code);
        contract.CodeTold(contact, clock.Now);
        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? new ToldCode(SignCode.DigitsOf(signer, code.Id), code.ExpiresAt) : saved.Refusal;
    }

    /// <summary>Checks what the person typed against the newest code. Whoever tries at once is counted one after the other.</summary>
    /// <returns>What to remember the person by on this device; refused with <see cref="ContractNotFound"/>, <see cref="SignCodeOver"/> and <see cref="SignCodeWrong"/>.</returns>
    public async Task<Result<Guid>> CheckAsync(Actor actor, Guid contractId, string? typed, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (await FindAsync(session, actor, contractId, ct) is not { } found)
        {
            return new ContractNotFound();
        }

        if (await session.Contracts.LockNewestCodeAsync(found.Contact.Id, ct) is not { } code)
        {
            return new SignCodeOver();
        }

        if (
            code.Way != SignCodeWay.Told
            && await session.Contracts.TriesSinceAsync(found.Contact.Id, clock.Now.AddDays(-1), ct) >= SignCode.MostTriesADay
        )
        {
            return new SignCodeOver();
        }

        var tried = code.Try(typed ?? "", signer, clock.Now);

        // A wrong try is kept too: that it was made is what counts.
        var saved = await session.SaveAsync(ct);
        return !tried.Succeeded ? tried.Refusal
            : saved.Succeeded ? code.Id
            : saved.Refusal;
    }

    private static async Task<(Contract Contract, ContractSigner Signer, CustomerContact Contact)?> FindAsync(
        IStudioSession session,
        Actor actor,
        Guid contractId,
        CancellationToken ct
    )
    {
        if (
            actor is not { CustomerId: { } customer, ContactId: { } contact }
            || await session.Contracts.FindAsync(contractId, ct) is not { CurrentVersion: not null } contract
            || contract.CustomerId != customer
            || contract.Signers.FirstOrDefault(s => s.ContactId == contact) is not { } signer
            || await session.Contracts.FindCoupleAsync(customer, ct) is not { } couple
            || couple.Contacts.FirstOrDefault(c => c.Id == contact) is not { } person
        )
        {
            return null;
        }

        return (contract, signer, person);
    }
}
