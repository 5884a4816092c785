using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Proofing;

/// <summary>One round of picking (<c>proof_gallery_sessions</c>). Every write goes through its row's lock, so a limit of 50 is 50.</summary>
public sealed class ProofSession
{
    /// <summary>Most pictures that a couple may buy beside the limit in one round.</summary>
    public const int MostExtras = 500;

    /// <summary>The highest limit.</summary>
    public const int MostSelections = 100_000;

    private readonly List<PhotoSelection> _selections = [];
    private readonly List<SectionRule> _sections = [];

    private ProofSession() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>The album that is shown.</summary>
    public Guid AlbumId { get; private init; }

    /// <summary>SHA-256 of the first link's token (see <c>link_tokens</c>); never the token.</summary>
    public string AccessToken { get; private init; } = "";

    /// <summary>Until when the couple may pick.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>How many they may pick; null without limit.</summary>
    public int? MaxSelections { get; private set; }

    /// <summary>How many photos are picked now (final, of either person).</summary>
    public int CurrentSelections { get; private set; }

    /// <summary>What one picture beyond the limit costs, in won, as the contract said when this was sent; null where none is on offer.</summary>
    public long? ExtraWon { get; private init; }

    /// <summary>How many of <see cref="CurrentSelections"/> are beyond the limit: the couple agreed to pay for them.</summary>
    public int ExtraPicks { get; private set; }

    /// <summary>How many of <see cref="ExtraPicks"/> stand in the contract's payment plan already.</summary>
    public int ExtraPriced { get; private set; }

    /// <summary>What submitting now would add to the payment plan, in won: what is beyond the limit and not priced yet.</summary>
    public long ExtraDueWon => Math.Max(0, ExtraPicks - ExtraPriced) * (ExtraWon ?? 0);

    /// <summary>When it was first opened.</summary>
    public DateTimeOffset? ClientViewedAt { get; private set; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SelectionCompletedAt { get; private set; }

    /// <summary>Who submitted it.</summary>
    public Guid? SubmittedById { get; private set; }

    /// <summary>How far it is.</summary>
    public ProofStatus Status { get; private set; }

    /// <summary>Counts picks over all time: gives each pick its place.</summary>
    public int PickSequence { get; private set; }

    /// <summary>The order the couple gave its picks by hand; what is picked after it stands behind, in the order of picking.</summary>
    public Guid[] HandOrder { get; private set; } = [];

    /// <summary>How many reminders of this deadline were written: 0 to 2.</summary>
    public int Reminders { get; private set; }

    /// <summary>Why it was opened again.</summary>
    public string? ReopenReason { get; private set; }

    /// <summary>The PIN that is asked for before pictures are shown.</summary>
    public PinGate Pin { get; private set; } = new();

    /// <summary>Whether the couple may save the watermarked pictures.</summary>
    public bool MaySave { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>The selections that were loaded for this act.</summary>
    public IReadOnlyList<PhotoSelection> Selections => _selections;

    /// <summary>How many of each part of the day are wanted, where the studio said so.</summary>
    public IReadOnlyList<SectionRule> Sections => _sections;

    /// <summary>Prepares a round.</summary>
    /// <param name="id">Id, made before so that the link can point at it.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="linkHash">Hash of the first link's token.</param>
    /// <param name="maxSelections">Limit, at least 1; null without limit.</param>
    /// <param name="expiresAt">Until when, in the future.</param>
    /// <param name="now">Now.</param>
    /// <param name="extraWon">What a picture beyond the limit costs, in won; null where none is on offer. Not looked at without a limit.</param>
    /// <param name="sections">How many of each part of the day are wanted; null for as it comes.</param>
    /// <param name="withPin">Whether a PIN is asked for.</param>
    /// <param name="maySave">Whether the couple may save the watermarked pictures.</param>
    /// <param name="ready">Photos of the album that can be shown, by part of the day; null where nobody counted them.</param>
    /// <returns>
    /// Refused with <see cref="LimitOutOfRange"/>, <see cref="DeadlineInThePast"/>, <see cref="SectionRuleWrong"/> or <see cref="SectionTooFew"/>.
    /// </returns>
    public static Result<ProofSession> Prepare(
        Guid id,
        Guid projectId,
        Guid albumId,
        string linkHash,
        int? maxSelections,
        DateTimeOffset expiresAt,
        DateTimeOffset now,
        long? extraWon = null,
        IReadOnlyCollection<SectionWish>? sections = null,
        bool withPin = false,
        bool maySave = false,
        IReadOnlyDictionary<Photos.PhotoSection, int>? ready = null
    )
    {
        if (maxSelections is < 1 or > MostSelections)
        {
            return new LimitOutOfRange();
        }

        if (expiresAt <= now)
        {
            return new DeadlineInThePast();
        }

        var checkedRules = RulesOf(sections, maxSelections, ready);
        if (!checkedRules.Succeeded)
        {
            return checkedRules.Refusal;
        }

        var rules = checkedRules.Value;

        var soon = expiresAt - now;
        var proof = new ProofSession
        {
            // Whoever gets the link today needs no reminder today.
            Reminders =
                soon <= TimeSpan.FromDays(1) ? 2
                : soon <= TimeSpan.FromDays(3) ? 1
                : 0,
            Id = id,
            ProjectId = projectId,
            AlbumId = albumId,
            AccessToken = linkHash,
            MaxSelections = maxSelections,
            ExtraWon = maxSelections is null || extraWon is null or <= 0 ? null : extraWon,
            ExpiresAt = expiresAt.ToUniversalTime(),
            MaySave = maySave,
            CreatedAt = now,
        };
        if (withPin)
        {
            proof.Pin.Renew();
        }

        proof._sections.AddRange(rules.Select(s => new SectionRule(id, s.Section, s.Least ?? 0, s.Most)));
        return proof;
    }

    /// <summary>
    /// Changes limit and rules of a round that is out. What is picked stays as it is: what was free of charge stays so, and the price of one more is what it was
    /// when the round was sent. Call under the row's lock.
    /// </summary>
    /// <param name="maxSelections">Limit, at least 1; null without limit.</param>
    /// <param name="sections">How many of each part of the day are wanted; what is not named has no rule.</param>
    /// <param name="ready">Photos of the album that can be shown, by part of the day.</param>
    /// <param name="picked">Photos picked now, by part of the day.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="ProofClosed"/>, <see cref="LimitOutOfRange"/>, <see cref="LimitBelowPicked"/>, <see cref="SectionRuleWrong"/>,
    /// <see cref="SectionTooFew"/> or <see cref="SectionBelowPicked"/>.
    /// </returns>
    public Result Change(
        int? maxSelections,
        IReadOnlyCollection<SectionWish> sections,
        IReadOnlyDictionary<Photos.PhotoSection, int> ready,
        IReadOnlyDictionary<Photos.PhotoSection, int> picked,
        DateTimeOffset now
    )
    {
        if (Status is ProofStatus.Completed or ProofStatus.Expired || IsDue(now))
        {
            return new ProofClosed(Status == ProofStatus.Completed ? Status : ProofStatus.Expired);
        }

        if (maxSelections is < 1 or > MostSelections)
        {
            return new LimitOutOfRange();
        }

        if (maxSelections < CurrentSelections - ExtraPicks)
        {
            return new LimitBelowPicked(CurrentSelections - ExtraPicks);
        }

        var rules = RulesOf(sections, maxSelections, ready);
        if (!rules.Succeeded)
        {
            return rules.Refusal;
        }

        if (rules.Value.Find(r => r.Most < picked.GetValueOrDefault(r.Section)) is { } full)
        {
            return new SectionBelowPicked(full.Section, picked[full.Section]);
        }

        MaxSelections = maxSelections;
        ExtraPicks = maxSelections is { } limit ? Math.Max(0, CurrentSelections - limit) : 0;
        _sections.RemoveAll(s => !rules.Value.Exists(r => r.Section == s.Section));
        foreach (var rule in rules.Value)
        {
            if (_sections.Find(s => s.Section == rule.Section) is { } known)
            {
                known.Change(rule.Least ?? 0, rule.Most);
            }
            else
            {
                _sections.Add(new SectionRule(Id, rule.Section, rule.Least ?? 0, rule.Most));
            }
        }

        return Result.Ok;
    }

    // What asks for nothing is no rule; what can't be met is refused before a couple stands before it.
    private static Result<List<SectionWish>> RulesOf(
        IReadOnlyCollection<SectionWish>? sections,
        int? maxSelections,
        IReadOnlyDictionary<Photos.PhotoSection, int>? ready
    )
    {
        var rules = (sections ?? []).Where(s => s is not { Least: null or 0, Most: null }).ToList();
        if (rules.Find(s => s is { Least: < 0 } or { Most: < 1 } || s.Least > s.Most || s.Least > maxSelections) is { } wrong)
        {
            return new SectionRuleWrong(wrong.Section);
        }

        if (rules.Find(s => ready is not null && s.Least > ready.GetValueOrDefault(s.Section)) is { Least: { } least } few)
        {
            return new SectionTooFew(few.Section, least, ready!.GetValueOrDefault(few.Section));
        }

        return rules.Sum(s => (long)(s.Least ?? 0)) > maxSelections ? new SectionRuleWrong(rules[0].Section) : rules;
    }

    /// <summary>The contract's number of retouched pictures was amended: a limit that was the contract's follows, never below what is picked.</summary>
    public void Follow(int before, int after)
    {
        if (MaxSelections == before)
        {
            MaxSelections = Math.Max(Math.Max(1, after), CurrentSelections - ExtraPicks);
            ExtraPicks = Math.Max(0, CurrentSelections - MaxSelections.Value);
        }
    }

    /// <summary>Lets the couple save the watermarked pictures, or not any more.</summary>
    public void LetSave(bool may) => MaySave = may;

    /// <summary>The fact "the couple opened it".</summary>
    /// <returns>Refused with <see cref="ProofClosed"/> once expired. A completed session may still be looked at.</returns>
    public Result Open(DateTimeOffset now)
    {
        ExpireIfDue(now);
        if (Status == ProofStatus.Expired)
        {
            return new ProofClosed(Status);
        }

        if (Status == ProofStatus.Pending)
        {
            Status = ProofStatus.Active;
        }

        ClientViewedAt ??= now;
        return Result.Ok;
    }

    /// <summary>The fact "time is up": closes an open session whose deadline is over, and nothing else.</summary>
    public void ExpireIfDue(DateTimeOffset now)
    {
        if (IsDue(now))
        {
            Status = ProofStatus.Expired;
        }
    }

    /// <summary>The fact "its links were taken back, and another round over the album goes out": ends an open session, and nothing else. What was picked stays.</summary>
    public void GiveWay()
    {
        if (Status is ProofStatus.Pending or ProofStatus.Active)
        {
            Status = ProofStatus.Expired;
        }
    }

    /// <summary>Whether its deadline passed while it was still open; such a session counts as expired though nobody wrote that yet.</summary>
    public bool IsDue(DateTimeOffset now) => Status is ProofStatus.Pending or ProofStatus.Active && now >= ExpiresAt;

    /// <summary>
    /// Whether a reminder of the deadline is to be written now, and remembers it: once three days and once a day before. A round that was sent with less time
    /// than that gets only what is still ahead of it.
    /// </summary>
    public bool Remind(DateTimeOffset now)
    {
        var due =
            ExpiresAt - now <= TimeSpan.FromDays(1) ? 2
            : ExpiresAt - now <= TimeSpan.FromDays(3) ? 1
            : 0;
        if (Status is not (ProofStatus.Pending or ProofStatus.Active) || now >= ExpiresAt || Reminders >= due)
        {
            return false;
        }

        Reminders = due;
        return true;
    }

    /// <summary>Gives an open session more (or less) time.</summary>
    /// <param name="expiresAt">Until when, in the future.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ProofClosed"/> or <see cref="DeadlineInThePast"/>.</returns>
    public Result Extend(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (Status is ProofStatus.Completed or ProofStatus.Expired || IsDue(now))
        {
            return new ProofClosed(Status == ProofStatus.Completed ? Status : ProofStatus.Expired);
        }

        if (expiresAt <= now)
        {
            return new DeadlineInThePast();
        }

        (ExpiresAt, Reminders) = (expiresAt.ToUniversalTime(), 0);
        return Result.Ok;
    }

    /// <summary>
    /// Applies one wished state. Call under the row's lock with every selection of that photo loaded. A wish that is older than what is
    /// stored (a phone that was offline, or whose clock is slow) changes nothing, and is told so where it wished otherwise.
    /// </summary>
    /// <param name="contactId">Who wishes.</param>
    /// <param name="wish">The wish.</param>
    /// <param name="now">Now.</param>
    /// <param name="tally">What is picked by part of the day, kept by this; null where no rule asks for it.</param>
    /// <returns>
    /// Refused with <see cref="ProofClosed"/>, <see cref="NoteTooLong"/>, <see cref="WishOvertaken"/>, <see cref="PickLimitReached"/> (the wish did not
    /// agree to pay for one more, or none is on offer) or <see cref="SectionFull"/>. The last of a person's taps may always take back while the round is open.
    /// </returns>
    public Result Apply(Guid contactId, PickWish wish, DateTimeOffset now, SectionTally? tally = null)
    {
        if (Status != ProofStatus.Active || now >= ExpiresAt)
        {
            return new ProofClosed(now >= ExpiresAt && Status != ProofStatus.Completed ? ProofStatus.Expired : Status);
        }

        if (wish.Note?.Length > Photos.Photo.CommentMaxLength)
        {
            return new NoteTooLong(Photos.Photo.CommentMaxLength);
        }

        var mine = _selections.FirstOrDefault(s => s.PhotoId == wish.PhotoId && s.ContactId == contactId);
        if (mine is not null && mine.WishedAtMs > wish.AtMs)
        {
            return mine.Says(wish) ? Result.Ok : new WishOvertaken();
        }

        var wasFinal = IsFinal(wish.PhotoId);
        var finalByOther = _selections.Any(s => s.PhotoId == wish.PhotoId && s.ContactId != contactId && s.Kind == SelectionKind.Final);
        var willBeFinal = finalByOther || wish.Kind == SelectionKind.Final;
        if (willBeFinal && !wasFinal)
        {
            if (CurrentSelections >= MaxSelections && !(wish.Buy && ExtraWon is not null && ExtraPicks < MostExtras))
            {
                return new PickLimitReached(MaxSelections.Value);
            }

            if (
                tally?.SectionOf(wish.PhotoId) is { } section
                && _sections.Find(s => s.Section == section)?.Most is { } most
                && tally.Count(section) >= most
            )
            {
                return new SectionFull(section, most);
            }
        }

        if (mine is null)
        {
            // A withdrawn wish keeps its row with no kind, so that an older one arriving later can't bring it back.
            mine = new PhotoSelection(Id, contactId, wish.PhotoId);
            _selections.Add(mine);
        }

        // A note written later leaves a pick in its place; picking anew puts it last.
        mine.Wish(wish, wish.Kind is null || wish.Kind == mine.Kind ? mine.Position : ++PickSequence, now);
        var by = (willBeFinal ? 1 : 0) - (wasFinal ? 1 : 0);
        CurrentSelections += by;
        if (by < 0)
        {
            HandOrder = [.. HandOrder.Where(id => id != wish.PhotoId)];
        }

        ExtraPicks = MaxSelections is { } limit ? Math.Max(0, CurrentSelections - limit) : 0;
        tally?.Add(wish.PhotoId, by);
        return Result.Ok;
    }

    /// <summary>The fact "the couple submitted". Repeating it changes nothing.</summary>
    /// <param name="contactId">Who submits, for both.</param>
    /// <param name="now">Now.</param>
    /// <param name="tally">What is picked by part of the day; null where no rule asks for it.</param>
    /// <returns>Refused with <see cref="ProofClosed"/>, <see cref="NothingPicked"/> or <see cref="SectionShort"/>.</returns>
    public Result Submit(Guid? contactId, DateTimeOffset now, SectionTally? tally = null)
    {
        if (Status == ProofStatus.Completed)
        {
            return Result.Ok;
        }

        if (Status != ProofStatus.Active || now >= ExpiresAt)
        {
            return new ProofClosed(IsDue(now) ? ProofStatus.Expired : Status);
        }

        if (CurrentSelections == 0)
        {
            return new NothingPicked();
        }

        if (_sections.OrderBy(s => s.Section).FirstOrDefault(s => tally is not null && tally.Count(s.Section) < s.Least) is { } thin)
        {
            return new SectionShort(thin.Section, thin.Least, tally!.Count(thin.Section));
        }

        (Status, SelectionCompletedAt, SubmittedById) = (ProofStatus.Completed, now, contactId);
        return Result.Ok;
    }

    /// <summary>The fact "what was bought beyond the limit stands in the payment plan". What was priced once is not taken off again by itself.</summary>
    public void Priced() => ExtraPriced = Math.Max(ExtraPriced, ExtraPicks);

    /// <summary>
    /// The picks as they will be retouched: each photo once, in the order in which either person first picked it, with the notes of both
    /// under their names, and with the places both pointed at. Call with every selection loaded.
    /// </summary>
    /// <param name="nameOf">The name of a person by contact id.</param>
    public IReadOnlyList<ProofPick> Picks(Func<Guid, string> nameOf) => PicksOf(_selections, HandOrder, nameOf);

    /// <summary>The same over selections that were read for a screen.</summary>
    public static IReadOnlyList<ProofPick> PicksOf(
        IReadOnlyList<PhotoSelection> selections,
        IReadOnlyList<Guid> handOrder,
        Func<Guid, string> nameOf
    )
    {
        var places = handOrder.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        return selections
            .GroupBy(s => s.PhotoId)
            .Where(g => g.Any(s => s.Kind == SelectionKind.Final))
            .OrderBy(g => places.GetValueOrDefault(g.Key, int.MaxValue))
            .ThenBy(g => g.Where(s => s.Kind == SelectionKind.Final).Min(s => s.Position))
            .Select(
                (g, i) =>
                {
                    var said = g.OrderBy(s => s.Position).ToList();
                    return new ProofPick(g.Key, i + 1, NoteOf(said, nameOf)) { Pins = PinsOf(said, nameOf) };
                }
            )
            .ToList();
    }

    /// <summary>
    /// Moves picks by hand. A move names its neighbour, not a place: two people who move at once both get what they meant, and repeating it changes
    /// nothing. What is not picked any more, or whose neighbour is not, stays where it is. Call under the row's lock with every selection loaded.
    /// </summary>
    /// <returns>The order now; refused with <see cref="ProofClosed"/>.</returns>
    public Result<IReadOnlyList<Guid>> Move(IReadOnlyList<PickMove> moves, DateTimeOffset now)
    {
        if (moves.Count > 0 && (Status != ProofStatus.Active || now >= ExpiresAt))
        {
            return new ProofClosed(now >= ExpiresAt && Status != ProofStatus.Completed ? ProofStatus.Expired : Status);
        }

        var order = Picks(_ => "").Select(p => p.PhotoId).ToList();
        foreach (var move in moves)
        {
            if (move.PhotoId == move.BeforeId || !order.Contains(move.PhotoId) || (move.BeforeId is { } next && !order.Contains(next)))
            {
                continue;
            }

            order.Remove(move.PhotoId);
            order.Insert(move.BeforeId is { } before ? order.IndexOf(before) : order.Count, move.PhotoId);
        }

        if (moves.Count > 0)
        {
            HandOrder = [.. order];
        }

        return order;
    }

    /// <summary>Opens it again for picking.</summary>
    /// <returns>Refused with <see cref="ProofCannotMove"/>, <see cref="Customers.ReasonRequired"/> or <see cref="DeadlineInThePast"/>.</returns>
    public Result Reopen(string? reason, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        ExpireIfDue(now);
        if (!ProofFlow.Moves.AllowsByHand(Status, ProofStatus.Active))
        {
            return new ProofCannotMove(Status, ProofStatus.Active);
        }

        if (StudioText.Clean(reason) is not { } why)
        {
            return new Customers.ReasonRequired();
        }

        if (expiresAt <= now)
        {
            return new DeadlineInThePast();
        }

        (Status, ReopenReason, ExpiresAt, SelectionCompletedAt, SubmittedById, Reminders) = (
            ProofStatus.Active,
            why,
            expiresAt.ToUniversalTime(),
            null,
            null,
            0
        );
        return Result.Ok;
    }

    private static string? NoteOf(IReadOnlyList<PhotoSelection> said, Func<Guid, string> nameOf)
    {
        var notes = said.Where(s => s.Note is not null).ToList();
        var note =
            notes.Count > 1 ? string.Join('\n', notes.Select(s => nameOf(s.ContactId) + ": " + s.Note)) : notes.FirstOrDefault()?.Note;
        return StudioText.Cut(note, Photos.Photo.CommentMaxLength);
    }

    // A pin without a note says something too: here.
    private static IReadOnlyList<PersonPin> PinsOf(IReadOnlyList<PhotoSelection> said, Func<Guid, string> nameOf) =>
        [
            .. said.Where(s => s.PinX is not null && s.PinY is not null)
                .Select(s => new PersonPin(nameOf(s.ContactId), s.PinX!.Value, s.PinY!.Value)),
        ];

    private bool IsFinal(Guid photoId) => _selections.Any(s => s.PhotoId == photoId && s.Kind == SelectionKind.Final);
}

/// <summary>The state one person wishes for one photo: a state, not a toggle, so that repeating it is harmless.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Kind">Candidate, final, or null for neither.</param>
/// <param name="Note">A note; null leaves the stored one, empty removes it.</param>
/// <param name="AtMs">The phone's clock at the tap, in milliseconds since 1970: the later wish of a person wins.</param>
/// <param name="Buy">Whether the person agreed to pay for one more where the limit is reached.</param>
/// <param name="Pin">Where on the picture the note points; null leaves the stored place, <see cref="PicturePin.None"/> removes it.</param>
public sealed record PickWish(Guid PhotoId, SelectionKind? Kind, string? Note, long AtMs, bool Buy = false, PicturePin? Pin = null);

/// <summary>A pick that is moved by hand.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="BeforeId">The pick it shall stand before; null for the end.</param>
public sealed record PickMove(Guid PhotoId, Guid? BeforeId);

/// <summary>One submitted pick.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Order">Place, from 1.</param>
/// <param name="Note">What the couple wrote, at most <see cref="Photos.Photo.CommentMaxLength"/>.</param>
public sealed record ProofPick(Guid PhotoId, int Order, string? Note)
{
    /// <summary>Where on the picture they pointed, at most one place a person.</summary>
    public IReadOnlyList<PersonPin> Pins { get; init; } = [];
}

/// <summary>What one person says of one photo in one round (<c>photo_selections</c>).</summary>
public sealed class PhotoSelection
{
    private PhotoSelection() { }

    internal PhotoSelection(Guid sessionId, Guid contactId, Guid photoId) =>
        (SessionId, ContactId, PhotoId) = (sessionId, contactId, photoId);

    /// <summary>The round.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>The person.</summary>
    public Guid ContactId { get; private init; }

    /// <summary>The photo.</summary>
    public Guid PhotoId { get; private init; }

    /// <summary>Candidate or final; null once taken back.</summary>
    public SelectionKind? Kind { get; private set; }

    /// <summary>Place in the order of picking.</summary>
    public int Position { get; private set; }

    /// <summary>A note, at most <see cref="Photos.Photo.CommentMaxLength"/>.</summary>
    public string? Note { get; private set; }

    /// <summary>Where on the picture the note points, per mille of its width from the left; null for nowhere.</summary>
    public int? PinX { get; private set; }

    /// <summary>The same, per mille of its height from the top.</summary>
    public int? PinY { get; private set; }

    /// <summary>The phone's clock at the tap.</summary>
    public long WishedAtMs { get; private set; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Whether this is what the wish asks for already.</summary>
    internal bool Says(PickWish wish) =>
        Kind == wish.Kind && (wish.Note is null || (StudioText.Clean(wish.Note, multiline: true) ?? "") == (Note ?? ""));

    internal void Wish(PickWish wish, int position, DateTimeOffset now)
    {
        (Kind, Position, WishedAtMs, UpdatedAt) = (wish.Kind, position, wish.AtMs, now);
        if (wish.Note is not null)
        {
            Note = StudioText.Clean(wish.Note, multiline: true);
        }

        if (wish.Pin is { } pin)
        {
            (PinX, PinY) = pin.IsOnPicture ? ((int?)pin.X, (int?)pin.Y) : (null, null);
        }
    }
}
