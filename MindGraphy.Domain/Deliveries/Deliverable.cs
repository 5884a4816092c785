using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Deliveries;

/// <summary>Something handed over to a couple (<c>deliverables</c>). What is in it is fixed once it is ready; whoever changes or fetches it holds its row's lock.</summary>
public sealed class Deliverable
{
    /// <summary>Most characters of what it is called.</summary>
    public const int TitleMaxLength = 120;

    /// <summary>Most characters of a recipient's name.</summary>
    public const int RecipientMaxLength = 255;

    /// <summary>Most characters of an address.</summary>
    public const int AddressMaxLength = 500;

    /// <summary>Most characters of a courier's name.</summary>
    public const int CourierMaxLength = 60;

    /// <summary>Most characters of a tracking number.</summary>
    public const int TrackingMaxLength = 100;

    /// <summary>Most characters of a link elsewhere.</summary>
    public const int LinkMaxLength = 2000;

    /// <summary>Most times that each person may fetch each thing.</summary>
    public const int MostDownloads = 100;

    private Deliverable() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>How.</summary>
    public DeliveryType DeliveryType { get; private init; }

    /// <summary>What the couple reads: 보정본, 11×14 앨범.</summary>
    public string Title { get; private init; } = "";

    /// <summary>The album its files were taken from; null for what has none.</summary>
    public Guid? AlbumId { get; private init; }

    /// <summary>Store prefix or shelf.</summary>
    public string? StoragePath { get; private set; }

    /// <summary>A link elsewhere.</summary>
    public string? DownloadLink { get; private set; }

    /// <summary>SHA-256 of the first link's token (see <c>link_tokens</c>); never the token.</summary>
    public string? DownloadToken { get; private init; }

    /// <summary>Until when; null for what does not run out.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>How many downloads were begun, of everybody.</summary>
    public int DownloadCount { get; private set; }

    /// <summary>How often each person may fetch each part and each file; null without limit.</summary>
    public int? MaxDownloads { get; private set; }

    /// <summary>The PIN that is asked for before files are shown.</summary>
    public PinGate Pin { get; private set; } = new();

    /// <summary>Whether originals wait until the contract is paid.</summary>
    public bool HoldUntilPaid { get; private init; }

    /// <summary>Why they were given out unpaid.</summary>
    public string? HoldLiftedReason { get; private set; }

    /// <summary>Who decided that.</summary>
    public Guid? HoldLiftedById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? HoldLiftedAt { get; private set; }

    /// <summary>The file that could not be read when it was made ready; null where all could.</summary>
    public string? ProblemFile { get; private set; }

    /// <summary>Since when it can be fetched.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>When it was handed over whole.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Who of the couple said that they have it; null where a download or staff said so.</summary>
    public Guid? ReceivedById { get; private set; }

    /// <summary>How far it is.</summary>
    public DeliveryStatus DeliveryStatus { get; private set; }

    /// <summary>To whom.</summary>
    public string? RecipientName { get; private set; }

    /// <summary>Where to.</summary>
    public string? ShippingAddress { get; private set; }

    /// <summary>Who carries it; null where it is handed over in person.</summary>
    public string? Courier { get; private set; }

    /// <summary>The carrier's number.</summary>
    public string? TrackingNumber { get; private set; }

    /// <summary>When the carrier took it.</summary>
    public DateTimeOffset? ShippedAt { get; private set; }

    /// <summary>When the couple asked for more time; null once they got it.</summary>
    public DateTimeOffset? ExtensionAskedAt { get; private set; }

    /// <summary>Who of them.</summary>
    public Guid? ExtensionAskedById { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Whether files are fetched from our own page.</summary>
    public bool IsDigital => DeliveryType == DeliveryType.DigitalDownload;

    /// <summary>Whether somebody carries it.</summary>
    public bool IsPhysical => DeliveryType is DeliveryType.Usb or DeliveryType.Album;

    /// <summary>Begins a delivery.</summary>
    /// <param name="id">Id, made before so that links can point at it.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="draft">What is handed over, and how.</param>
    /// <param name="linkHash">Hash of the first link's token.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="DownloadsOutOfRange"/>, <see cref="ExpiryInThePast"/> or
    /// <see cref="LinkNotHttps"/>.
    /// </returns>
    public static Result<Deliverable> Prepare(Guid id, Guid projectId, DeliveryDraft draft, string linkHash, DateTimeOffset now)
    {
        if (StudioText.Clean(draft.Title) is not { } title)
        {
            return new FieldRequired(nameof(Title));
        }

        if (draft.MaxDownloads is < 1 or > MostDownloads)
        {
            return new DownloadsOutOfRange(MostDownloads);
        }

        if (draft.ExpiresAt is { } until ? until <= now : draft.Type == DeliveryType.DigitalDownload)
        {
            return new ExpiryInThePast();
        }

        var delivery = new Deliverable
        {
            Id = id,
            ProjectId = projectId,
            DeliveryType = draft.Type,
            Title = title,
            AlbumId = draft.AlbumId,
            DownloadToken = linkHash,
            CreatedAt = now,
            HoldUntilPaid = draft.HoldUntilPaid,
        };
        if (delivery.IsDigital)
        {
            delivery.MaxDownloads = draft.MaxDownloads;
            if (draft.WithPin)
            {
                delivery.Pin.Renew();
            }
        }

        delivery.ExpiresAt = delivery.IsPhysical ? null : draft.ExpiresAt?.ToUniversalTime();
        var addressed = delivery.IsPhysical ? delivery.Address(draft.Recipient, draft.Address) : Result.Ok;
        if (!addressed.Succeeded)
        {
            return addressed.Refusal;
        }

        if (draft.Type == DeliveryType.CloudLink)
        {
            var link = StudioText.Clean(draft.Link);
            if (!Uri.TryCreate(link, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            {
                return new LinkNotHttps();
            }

            delivery.DownloadLink = url.AbsoluteUri;
        }

        return title.Length > TitleMaxLength ? new FieldTooLong(nameof(Title), TitleMaxLength)
            : delivery.DownloadLink?.Length > LinkMaxLength ? new FieldTooLong(nameof(DeliveryDraft.Link), LinkMaxLength)
            : delivery;
    }

    /// <summary>Writes to whom and where it goes.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>.</returns>
    public Result Address(string? recipient, string? address)
    {
        var (who, where) = (StudioText.Clean(recipient), StudioText.Clean(address, multiline: true));
        if (who?.Length > RecipientMaxLength)
        {
            return new FieldTooLong(nameof(RecipientName), RecipientMaxLength);
        }

        if (where?.Length > AddressMaxLength)
        {
            return new FieldTooLong(nameof(ShippingAddress), AddressMaxLength);
        }

        (RecipientName, ShippingAddress) = (who, where);
        return Result.Ok;
    }

    /// <summary>It can be fetched, or waits on the shelf. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="DeliveryCannotMove"/>.</returns>
    public Result BecomeReady(DateTimeOffset now)
    {
        if (DeliveryStatus == DeliveryStatus.Ready)
        {
            return Result.Ok;
        }

        if (DeliveryStatus != DeliveryStatus.Preparing)
        {
            return new DeliveryCannotMove(DeliveryStatus, DeliveryStatus.Ready);
        }

        (DeliveryStatus, ReadyAt, ProblemFile) = (DeliveryStatus.Ready, now, null);
        return Result.Ok;
    }

    /// <summary>A file of it could not be read: it stays in the making, and staff see which.</summary>
    public void CouldNotRead(string fileName) => ProblemFile = DeliveryStatus == DeliveryStatus.Preparing ? fileName : ProblemFile;

    /// <summary>A carrier has it.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="DeliveryCannotMove"/>.</returns>
    public Result Ship(string? courier, string? tracking, DateTimeOffset now)
    {
        if (!IsPhysical || DeliveryStatus != DeliveryStatus.Ready)
        {
            return new DeliveryCannotMove(DeliveryStatus, DeliveryStatus.Delivered);
        }

        var (who, number) = (StudioText.Clean(courier), StudioText.Clean(tracking));
        if (who is null)
        {
            return new FieldRequired(nameof(Courier));
        }

        if (who.Length > CourierMaxLength)
        {
            return new FieldTooLong(nameof(Courier), CourierMaxLength);
        }

        if (number?.Length > TrackingMaxLength)
        {
            return new FieldTooLong(nameof(TrackingNumber), TrackingMaxLength);
        }

        (Courier, TrackingNumber, ShippedAt) = (who, number, ShippedAt ?? now);
        return Result.Ok;
    }

    /// <summary>It was handed over whole: fetched to the last byte, received by the couple, or given into their hands. Repeating it changes nothing.</summary>
    /// <param name="receivedBy">Who of the couple said so; null for a download and for staff.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="DeliveryCannotMove"/>.</returns>
    public Result BecomeDelivered(Guid? receivedBy, DateTimeOffset now)
    {
        if (DeliveryStatus == DeliveryStatus.Delivered)
        {
            return Result.Ok;
        }

        if (!DeliveryFlow.Moves.Allows(DeliveryStatus, DeliveryStatus.Delivered))
        {
            return new DeliveryCannotMove(DeliveryStatus, DeliveryStatus.Delivered);
        }

        DeliveryStatus = DeliveryStatus.Delivered;
        (DeliveredAt, ReceivedById) = (DeliveredAt ?? now, ReceivedById ?? receivedBy);
        return Result.Ok;
    }

    /// <summary>Whether its time is over; such a delivery counts as expired though nobody wrote that yet.</summary>
    public bool IsDue(DateTimeOffset now) =>
        DeliveryStatus is DeliveryStatus.Ready or DeliveryStatus.Delivered && ExpiresAt is { } until && now >= until;

    /// <summary>The fact "time is up".</summary>
    public void ExpireIfDue(DateTimeOffset now)
    {
        if (IsDue(now))
        {
            DeliveryStatus = DeliveryStatus.Expired;
        }
    }

    /// <summary>Gives more (or less) time; an expired delivery can be fetched again.</summary>
    /// <returns>Refused with <see cref="ExpiryInThePast"/>, or with <see cref="DeliveryCannotMove"/> for what does not run out.</returns>
    public Result Extend(DateTimeOffset until, DateTimeOffset now)
    {
        if (until <= now)
        {
            return new ExpiryInThePast();
        }

        if (IsPhysical)
        {
            return new DeliveryCannotMove(DeliveryStatus, DeliveryStatus.Ready);
        }

        ExpireIfDue(now);
        if (DeliveryStatus == DeliveryStatus.Expired)
        {
            DeliveryStatus = DeliveryStatus.Ready;
        }

        (ExpiresAt, ExtensionAskedAt, ExtensionAskedById) = (until.ToUniversalTime(), null, null);
        return Result.Ok;
    }

    /// <summary>Lets each person fetch each thing more often, or (null) as often as they like. What one was promised is not taken back.</summary>
    /// <returns>Refused with <see cref="DownloadsOutOfRange"/>, <see cref="DownloadsBelowLimit"/> or <see cref="DownloadsUnlimited"/>; only what is fetched from our page has a limit.</returns>
    public Result RaiseLimit(int? most)
    {
        if (!IsDigital || most == MaxDownloads)
        {
            return Result.Ok;
        }

        if (most is < 1 or > MostDownloads)
        {
            return new DownloadsOutOfRange(MostDownloads);
        }

        if (most is not null && MaxDownloads is null)
        {
            return new DownloadsUnlimited();
        }

        if (most < MaxDownloads)
        {
            return new DownloadsBelowLimit(MaxDownloads.Value);
        }

        MaxDownloads = most;
        return Result.Ok;
    }

    /// <summary>Somebody of the couple asks for more time. Asking twice is asking once.</summary>
    /// <returns>Whether this was the first time since the last answer; refused with <see cref="DeliveryCannotMove"/> for what does not run out or is not ready.</returns>
    public Result<bool> AskForTime(Guid contactId, DateTimeOffset now)
    {
        if (ExpiresAt is null || DeliveryStatus == DeliveryStatus.Preparing)
        {
            return new DeliveryCannotMove(DeliveryStatus, DeliveryStatus.Ready);
        }

        if (ExtensionAskedAt is not null)
        {
            return false;
        }

        (ExtensionAskedAt, ExtensionAskedById) = (now, contactId);
        return true;
    }

    /// <summary>Gives the originals out though the contract is not paid.</summary>
    /// <returns>Refused with <see cref="ReasonRequired"/>.</returns>
    public Result LiftHold(string? reason, Guid? byId, DateTimeOffset now)
    {
        if (StudioText.Cut(StudioText.Clean(reason, multiline: true), Customer.ReasonMaxLength) is not { } why)
        {
            return new ReasonRequired();
        }

        if (HoldUntilPaid && HoldLiftedAt is null)
        {
            (HoldLiftedReason, HoldLiftedById, HoldLiftedAt) = (why, byId, now);
        }

        return Result.Ok;
    }

    /// <summary>Whether originals are held back while so much of the contract is open.</summary>
    public bool IsHeld(Money outstanding) => HoldUntilPaid && HoldLiftedAt is null && outstanding > Money.Zero;

    /// <summary>Whether what is carried may leave the house: a stick or an album holds originals, too. What a carrier has already is beyond asking.</summary>
    /// <returns>Refused with <see cref="CarriedHeld"/>.</returns>
    public Result MayLeave(Money outstanding) =>
        IsPhysical && ShippedAt is null && DeliveryStatus != DeliveryStatus.Delivered && IsHeld(outstanding)
            ? new CarriedHeld(outstanding)
            : Result.Ok;

    /// <summary>A download that counts was begun.</summary>
    public void DownloadBegun() => DownloadCount++;
}

/// <summary>What staff say when they begin a delivery.</summary>
/// <param name="Type">How.</param>
/// <param name="Title">What it is called.</param>
/// <param name="AlbumId">The album to take the files from; for downloads.</param>
/// <param name="ExpiresAt">Until when; for downloads, and for links elsewhere where they run out.</param>
/// <param name="MaxDownloads">How often each person may fetch each thing; null without limit.</param>
/// <param name="WithPin">Whether a PIN is asked for.</param>
/// <param name="HoldUntilPaid">Whether originals wait until the contract is paid.</param>
/// <param name="Recipient">To whom; for what is carried.</param>
/// <param name="Address">Where to.</param>
/// <param name="Link">A link elsewhere.</param>
public sealed record DeliveryDraft(
    DeliveryType Type,
    string? Title,
    Guid? AlbumId = null,
    DateTimeOffset? ExpiresAt = null,
    int? MaxDownloads = null,
    bool WithPin = false,
    bool HoldUntilPaid = false,
    string? Recipient = null,
    string? Address = null,
    string? Link = null
);
