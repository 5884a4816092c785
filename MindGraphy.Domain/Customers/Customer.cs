using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>A couple, from their first question on (<c>customers</c>). The lead status moves here and nowhere else.</summary>
public sealed partial class Customer
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Most characters of an e-mail address.</summary>
    public const int EmailMaxLength = 255;

    /// <summary>Most characters of a venue.</summary>
    public const int VenueMaxLength = 255;

    /// <summary>Most characters of a source channel.</summary>
    public const int SourceMaxLength = 100;

    /// <summary>Most characters of notes and messages.</summary>
    public const int NotesMaxLength = 4000;

    /// <summary>Most characters of a reason.</summary>
    public const int ReasonMaxLength = 500;

    private readonly List<CustomerContact> _contacts = [];
    private readonly List<CustomerAddress> _addresses = [];
    private readonly List<StageChange> _stages = [];
    private readonly List<Consent> _consents = [];

    private Customer() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Their account, where they have one.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>The groom.</summary>
    public string GroomName { get; private set; } = "";

    /// <summary>The bride.</summary>
    public string BrideName { get; private set; } = "";

    /// <summary>Groom's phone, E.164.</summary>
    public string? GroomPhone { get; private set; }

    /// <summary>Bride's phone, E.164.</summary>
    public string? BridePhone { get; private set; }

    /// <summary>The couple's e-mail.</summary>
    public string? Email { get; private set; }

    /// <summary>유입 경로: how they found us.</summary>
    public string? SourceChannel { get; private set; }

    /// <summary>Where they stand.</summary>
    public LeadStatus LeadStatus { get; private set; }

    /// <summary>Since when they stand there.</summary>
    public DateTimeOffset StatusChangedAt { get; private set; }

    /// <summary>Why they were lost; null unless cancelled.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>What was added to the reason in words; null unless cancelled.</summary>
    public string? CancelNote { get; private set; }

    /// <summary>The manager who looks after them.</summary>
    public Guid? AssignedManagerId { get; private set; }

    /// <summary>The planner, venue or studio that sent them (<c>partners</c>).</summary>
    public Guid? ReferrerId { get; private set; }

    /// <summary>The day they asked for. A wish until a contract says it.</summary>
    public DateOnly? WeddingDate { get; private set; }

    /// <summary>The hour they asked for.</summary>
    public TimeOnly? WeddingTime { get; private set; }

    /// <summary>Where they marry.</summary>
    public string? WeddingVenue { get; private set; }

    /// <summary>What they want photographed; null while they have not said.</summary>
    public Projects.ProjectType? WishedType { get; private set; }

    /// <summary>What they wrote and what we noted.</summary>
    public string? Notes { get; private set; }

    /// <summary>When somebody of the studio first answered; null while nobody has.</summary>
    public DateTimeOffset? FirstResponseAt { get; private set; }

    /// <summary>When last something was done for them: a call, a note, a move. What is idle is told by this.</summary>
    public DateTimeOffset LastTouchedAt { get; private set; }

    /// <summary>The day of their earliest open task, so that boards and lists sort by it; null where nothing is open.</summary>
    public DateOnly? NextTaskOn { get; private set; }

    /// <summary>The couple this one was merged into; lists, board and search leave it out then.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>When they asked.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version: a screen hands back the one it read.</summary>
    public uint Version { get; private set; }

    /// <summary>The people of the couple.</summary>
    public IReadOnlyList<CustomerContact> Contacts => _contacts;

    /// <summary>Their addresses.</summary>
    public IReadOnlyList<CustomerAddress> Addresses => _addresses;

    /// <summary>The moves of this act and, where loaded, all before.</summary>
    public IReadOnlyList<StageChange> Stages => _stages;

    /// <summary>What they agreed to.</summary>
    public IReadOnlyList<Consent> Consents => _consents;

    /// <summary>Both names as a heading, bride first as Korean studios say it.</summary>
    public string CoupleName => BrideName + " · " + GroomName;

    /// <summary>Makes a lead from what was asked. Texts are cleaned, phones become E.164.</summary>
    /// <returns>
    /// Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="PhoneUnreadable"/>, <see cref="EmailUnreadable"/>,
    /// <see cref="DateInThePast"/> or <see cref="ContactMissing"/>.
    /// </returns>
    /// <param name="details">What was asked.</param>
    /// <param name="today">Today in the studio.</param>
    /// <param name="now">Now.</param>
    /// <param name="language">The language to answer in: <c>ko</c> or <c>en</c>.</param>
    /// <param name="takenBy">The member of staff who wrote it down and so looks after it; null for the public form.</param>
    public static Result<Customer> Inquire(
        CustomerDetails details,
        DateOnly today,
        DateTimeOffset now,
        string language = "ko",
        Guid? takenBy = null
    )
    {
        if (Check(details, today) is [var first, ..])
        {
            return first;
        }

        var customer = new Customer
        {
            Id = Ids.New(),
            CreatedAt = now,
            UpdatedAt = now,
            StatusChangedAt = now,
            LastTouchedAt = now,
            LeadStatus = LeadStatus.Inquiry,
            AssignedManagerId = takenBy,
            FirstResponseAt = takenBy is null ? null : now,
        };
        customer.Write(details, now);
        customer._contacts.Add(
            new CustomerContact(customer.Id, ContactRole.Bride, customer.BrideName, customer.BridePhone, customer.Email, language, now)
        );
        customer._contacts.Add(
            new CustomerContact(customer.Id, ContactRole.Groom, customer.GroomName, customer.GroomPhone, null, language, now)
        );
        customer._stages.Add(new StageChange(customer.Id, null, LeadStatus.Inquiry, null, takenBy, now));
        return customer;
    }

    /// <summary>Everything that is wrong with what was typed, in the order of the form; empty where it can be taken.</summary>
    /// <param name="details">As typed.</param>
    /// <param name="notBefore">The first day that may be wished; null where a day in the past is allowed.</param>
    public static IReadOnlyList<Refusal> Check(CustomerDetails details, DateOnly? notBefore)
    {
        var (groomPhone, bridePhone) = (Phone.Parse(details.GroomPhone), Phone.Parse(details.BridePhone));
        var email = StudioText.Clean(details.Email);
        Refusal?[] found =
        [
            Name(details.BrideName, nameof(details.BrideName)),
            Name(details.GroomName, nameof(details.GroomName)),
            Unreadable(details.BridePhone, bridePhone, nameof(details.BridePhone)),
            Unreadable(details.GroomPhone, groomPhone, nameof(details.GroomPhone)),
            email is not null && !EmailAddress.IsPlausible(email) ? new EmailUnreadable(nameof(details.Email)) : null,
            email is null && string.IsNullOrWhiteSpace(details.GroomPhone) && string.IsNullOrWhiteSpace(details.BridePhone)
                ? new ContactMissing(nameof(details.BridePhone))
                : null,
            DayOutOfRange.IsOut(details.WeddingDate) ? new DayOutOfRange(nameof(details.WeddingDate))
            : details.WeddingDate is { } date && date < notBefore ? new DateInThePast(nameof(details.WeddingDate))
            : null,
            TooLong(details.WeddingVenue, nameof(details.WeddingVenue), VenueMaxLength),
            TooLong(details.SourceChannel, nameof(details.SourceChannel), SourceMaxLength),
            TooLong(details.Notes, nameof(details.Notes), NotesMaxLength, multiline: true),
        ];
        return [.. found.OfType<Refusal>()];
    }

    /// <summary>Moves the lead by hand.</summary>
    /// <param name="next">Where to.</param>
    /// <param name="reason">Why, of the studio's list; required where the table says so, at most <see cref="ReasonMaxLength"/>.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="note">What is to be added in words, at most <see cref="ReasonMaxLength"/>.</param>
    /// <returns>
    /// Refused with <see cref="LeadCannotMove"/>, <see cref="LeadMovesByContract"/>, <see cref="ReasonRequired"/> or <see cref="FieldTooLong"/>.
    /// </returns>
    public Result MoveTo(LeadStatus next, string? reason, Actor actor, DateTimeOffset now, string? note = null)
    {
        var move = LeadFlow.Moves.Find(LeadStatus, next);
        if (move is null)
        {
            return new LeadCannotMove(LeadStatus, next);
        }

        if (move.By == MoveBy.Fact)
        {
            return new LeadMovesByContract(next);
        }

        var (why, words) = (StudioText.Clean(reason), StudioText.Clean(note, multiline: true));
        if (move.NeedsReason && why is null)
        {
            return new ReasonRequired();
        }

        if (why?.Length > ReasonMaxLength)
        {
            return new FieldTooLong("Reason", ReasonMaxLength);
        }

        if (words?.Length > ReasonMaxLength)
        {
            return new FieldTooLong("Note", ReasonMaxLength);
        }

        Enter(next, why, actor, now, words);
        if (actor.IsStaff && next != LeadStatus.Cancelled)
        {
            // Nobody moves a lead on without having spoken to the couple.
            FirstResponseAt ??= now;
        }

        return Result.Ok;
    }

    /// <summary>The fact "signed and deposit paid": passes through the stages that were skipped. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="LeadCannotMove"/> where the lead was cancelled.</returns>
    public Result BecomeContracted(Actor actor, DateTimeOffset now)
    {
        if (LeadStatus is LeadStatus.Contracted or LeadStatus.Completed)
        {
            return Result.Ok;
        }

        if (LeadStatus == LeadStatus.Cancelled)
        {
            return new LeadCannotMove(LeadStatus, LeadStatus.Contracted);
        }

        ReachProposal(actor, now);
        Enter(LeadStatus.Contracted, null, actor, now);
        return Result.Ok;
    }

    /// <summary>The fact "everything delivered". Repeating it changes nothing.</summary>
    public Result BecomeCompleted(Actor actor, DateTimeOffset now)
    {
        if (LeadStatus == LeadStatus.Completed)
        {
            return Result.Ok;
        }

        if (!LeadFlow.Moves.Allows(LeadStatus, LeadStatus.Completed))
        {
            return new LeadCannotMove(LeadStatus, LeadStatus.Completed);
        }

        Enter(LeadStatus.Completed, null, actor, now);
        return Result.Ok;
    }

    /// <summary>Brings an early lead up to "proposal": what making a contract for it means.</summary>
    public void ReachProposal(Actor actor, DateTimeOffset now)
    {
        if (LeadStatus == LeadStatus.Inquiry)
        {
            Enter(LeadStatus.Consultation, null, actor, now);
        }

        if (LeadStatus == LeadStatus.Consultation)
        {
            Enter(LeadStatus.Proposal, null, actor, now);
        }
    }

    /// <summary>Gives the couple to a manager, or to nobody.</summary>
    public void AssignManager(Guid? managerId) => AssignedManagerId = managerId;

    /// <summary>Remembers who sent them; null for nobody.</summary>
    public void ReferredBy(Guid? partnerId) => ReferrerId = partnerId;

    /// <summary>Something was done for them.</summary>
    /// <param name="now">When.</param>
    /// <param name="answered">Whether the studio spoke to the couple: the first time is the first response.</param>
    public void Touch(DateTimeOffset now, bool answered = false)
    {
        LastTouchedAt = now;
        if (answered)
        {
            FirstResponseAt ??= now;
        }
    }

    /// <summary>Keeps the day of the earliest open task.</summary>
    public void NextTaskIs(DateOnly? day) => NextTaskOn = day;

    /// <summary>Remembers what was agreed to, with the version of the text that was shown.</summary>
    public void Agree(Consent consent) => _consents.Add(consent);

    private void Enter(LeadStatus next, string? reason, Actor actor, DateTimeOffset now, string? note = null)
    {
        _stages.Add(new StageChange(Id, LeadStatus, next, reason, actor.UserId, now, note));
        (LeadStatus, StatusChangedAt, UpdatedAt, LastTouchedAt) = (next, now, now, now);
        (CancelReason, CancelNote) = next == LeadStatus.Cancelled ? (reason, note) : (null, null);
    }

    private void Write(CustomerDetails details, DateTimeOffset now)
    {
        (GroomName, BrideName) = (StudioText.Clean(details.GroomName) ?? "", StudioText.Clean(details.BrideName) ?? "");
        (GroomPhone, BridePhone) = (Phone.Parse(details.GroomPhone), Phone.Parse(details.BridePhone));
        (Email, WeddingVenue) = (StudioText.Clean(details.Email), StudioText.Clean(details.WeddingVenue));
        (WeddingDate, WeddingTime) = (details.WeddingDate, details.WeddingTime);
        (SourceChannel, Notes) = (StudioText.Clean(details.SourceChannel), StudioText.Clean(details.Notes, multiline: true));
        WishedType = details.WishedType;
        UpdatedAt = now;
    }

    private static Refusal? Name(string? typed, string field) =>
        StudioText.Clean(typed) is null ? new FieldRequired(field) : TooLong(typed, field, NameMaxLength);

    private static PhoneUnreadable? Unreadable(string? typed, string? e164, string field) =>
        e164 is null && !string.IsNullOrWhiteSpace(typed) ? new PhoneUnreadable(field) : null;

    private static FieldTooLong? TooLong(string? typed, string field, int maxLength, bool multiline = false) =>
        StudioText.Clean(typed, multiline)?.Length > maxLength ? new FieldTooLong(field, maxLength) : null;
}
