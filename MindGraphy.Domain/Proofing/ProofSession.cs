using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Proofing;

/// <summary>One round of picking (<c>proof_gallery_sessions</c>). Every write goes through its row's lock, so a limit of 50 is 50.</summary>
public sealed class ProofSession
{
    private readonly List<PhotoSelection> _selections = [];

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

    /// <summary>When it was first opened.</summary>
    public DateTimeOffset? ClientViewedAt { get; private set; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SelectionCompletedAt { get; private set; }

    /// <summary>How far it is.</summary>
    public ProofStatus Status { get; private set; }

    /// <summary>Counts picks over all time: gives each pick its place.</summary>
    public int PickSequence { get; private set; }

    /// <summary>Why it was opened again.</summary>
    public string? ReopenReason { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>The selections that were loaded for this act.</summary>
    public IReadOnlyList<PhotoSelection> Selections => _selections;

    /// <summary>Prepares a round.</summary>
    /// <param name="id">Id, made before so that the link can point at it.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="linkHash">Hash of the first link's token.</param>
    /// <param name="maxSelections">Limit, at least 1; null without limit.</param>
    /// <param name="expiresAt">Until when, in the future.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="LimitOutOfRange"/> or <see cref="DeadlineInThePast"/>.</returns>
    public static Result<ProofSession> Prepare(
        Guid id,
        Guid projectId,
        Guid albumId,
        string linkHash,
        int? maxSelections,
        DateTimeOffset expiresAt,
        DateTimeOffset now
    )
    {
        if (maxSelections is < 1 or > 100_000)
        {
            return new LimitOutOfRange();
        }

        if (expiresAt <= now)
        {
            return new DeadlineInThePast();
        }

        return new ProofSession
        {
            Id = id,
            ProjectId = projectId,
            AlbumId = albumId,
            AccessToken = linkHash,
            MaxSelections = maxSelections,
            ExpiresAt = expiresAt.ToUniversalTime(),
            CreatedAt = now,
        };
    }

    /// <summary>The contract's number of retouched pictures was amended: a limit that was the contract's follows, never below what is picked.</summary>
    public void Follow(int before, int after)
    {
        if (MaxSelections == before)
        {
            MaxSelections = Math.Max(Math.Max(1, after), CurrentSelections);
        }
    }

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

    /// <summary>Whether its deadline passed while it was still open; such a session counts as expired though nobody wrote that yet.</summary>
    public bool IsDue(DateTimeOffset now) => Status is ProofStatus.Pending or ProofStatus.Active && now >= ExpiresAt;

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

        ExpiresAt = expiresAt.ToUniversalTime();
        return Result.Ok;
    }

    /// <summary>
    /// Applies one wished state. Call under the row's lock with every selection of that photo loaded. A wish that is older than what is
    /// stored (a phone that was offline) changes nothing.
    /// </summary>
    /// <param name="contactId">Who wishes.</param>
    /// <param name="wish">The wish.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ProofClosed"/> or <see cref="PickLimitReached"/>.</returns>
    public Result Apply(Guid contactId, PickWish wish, DateTimeOffset now)
    {
        if (Status != ProofStatus.Active || now >= ExpiresAt)
        {
            return new ProofClosed(now >= ExpiresAt && Status != ProofStatus.Completed ? ProofStatus.Expired : Status);
        }

        var mine = _selections.FirstOrDefault(s => s.PhotoId == wish.PhotoId && s.ContactId == contactId);
        if (mine is not null && mine.WishedAtMs > wish.AtMs)
        {
            return Result.Ok;
        }

        var wasFinal = IsFinal(wish.PhotoId);
        var finalByOther = _selections.Any(s => s.PhotoId == wish.PhotoId && s.ContactId != contactId && s.Kind == SelectionKind.Final);
        var willBeFinal = finalByOther || wish.Kind == SelectionKind.Final;
        if (willBeFinal && !wasFinal && CurrentSelections >= MaxSelections)
        {
            return new PickLimitReached(MaxSelections.Value);
        }

        if (mine is null)
        {
            // A withdrawn wish keeps its row with no kind, so that an older one arriving later can't bring it back.
            mine = new PhotoSelection(Id, contactId, wish.PhotoId);
            _selections.Add(mine);
        }

        // A note written later leaves a pick in its place; picking anew puts it last.
        mine.Wish(wish, wish.Kind is null || wish.Kind == mine.Kind ? mine.Position : ++PickSequence, now);
        CurrentSelections += (willBeFinal ? 1 : 0) - (wasFinal ? 1 : 0);
        return Result.Ok;
    }

    /// <summary>The fact "the couple submitted". Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="ProofClosed"/> or <see cref="NothingPicked"/>.</returns>
    public Result Submit(DateTimeOffset now)
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

        (Status, SelectionCompletedAt) = (ProofStatus.Completed, now);
        return Result.Ok;
    }

    /// <summary>
    /// The picks as they will be retouched: each photo once, in the order in which either person first picked it, with the notes of both
    /// under their names. Call with every selection loaded.
    /// </summary>
    /// <param name="nameOf">The name of a person by contact id.</param>
    public IReadOnlyList<ProofPick> Picks(Func<Guid, string> nameOf) => PicksOf(_selections, nameOf);

    /// <summary>The same over selections that were read for a screen.</summary>
    public static IReadOnlyList<ProofPick> PicksOf(IReadOnlyList<PhotoSelection> selections, Func<Guid, string> nameOf) =>
        selections
            .GroupBy(s => s.PhotoId)
            .Where(g => g.Any(s => s.Kind == SelectionKind.Final))
            .OrderBy(g => g.Where(s => s.Kind == SelectionKind.Final).Min(s => s.Position))
            .Select((g, i) => new ProofPick(g.Key, i + 1, NoteOf([.. g.OrderBy(s => s.Position)], nameOf)))
            .ToList();

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

        (Status, ReopenReason, ExpiresAt, SelectionCompletedAt) = (ProofStatus.Active, why, expiresAt.ToUniversalTime(), null);
        return Result.Ok;
    }

    private static string? NoteOf(IReadOnlyList<PhotoSelection> said, Func<Guid, string> nameOf)
    {
        var notes = said.Where(s => s.Note is not null).ToList();
        var note =
            notes.Count > 1 ? string.Join('\n', notes.Select(s => nameOf(s.ContactId) + ": " + s.Note)) : notes.FirstOrDefault()?.Note;
        return StudioText.Cut(note, Photos.Photo.CommentMaxLength);
    }

    private bool IsFinal(Guid photoId) => _selections.Any(s => s.PhotoId == photoId && s.Kind == SelectionKind.Final);
}

/// <summary>The state one person wishes for one photo: a state, not a toggle, so that repeating it is harmless.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Kind">Candidate, final, or null for neither.</param>
/// <param name="Note">A note; null leaves the stored one, empty removes it.</param>
/// <param name="AtMs">The phone's clock at the tap, in milliseconds since 1970: the later wish of a person wins.</param>
public sealed record PickWish(Guid PhotoId, SelectionKind? Kind, string? Note, long AtMs);

/// <summary>One submitted pick.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Order">Place, from 1.</param>
/// <param name="Note">What the couple wrote, at most <see cref="Photos.Photo.CommentMaxLength"/>.</param>
public sealed record ProofPick(Guid PhotoId, int Order, string? Note);

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

    /// <summary>The phone's clock at the tap.</summary>
    public long WishedAtMs { get; private set; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    internal void Wish(PickWish wish, int position, DateTimeOffset now)
    {
        (Kind, Position, WishedAtMs, UpdatedAt) = (wish.Kind, position, wish.AtMs, now);
        if (wish.Note is not null)
        {
            Note = StudioText.Cut(StudioText.Clean(wish.Note, multiline: true), Photos.Photo.CommentMaxLength);
        }
    }
}
