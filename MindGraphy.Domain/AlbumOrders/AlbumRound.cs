using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>A round of spreads (<c>album_rounds</c>): pictures, or a PDF with its pages, and what the couple says of them.</summary>
public sealed class AlbumRound
{
    /// <summary>Most spreads of a round, and most pages of a PDF.</summary>
    public const int MostSpreads = 200;

    /// <summary>Most notes of a round.</summary>
    public const int MostNotes = 200;

    private readonly List<AlbumSpread> _spreads = [];
    private readonly List<AlbumNote> _notes = [];

    private AlbumRound() { }

    internal AlbumRound(Guid orderId, int number, DateTimeOffset now) =>
        (Id, OrderId, Number, CreatedAt) = (Ids.New(), orderId, number, now);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The order.</summary>
    public Guid OrderId { get; private init; }

    /// <summary>Which one, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>How far it is.</summary>
    public AlbumRoundStatus Status { get; private set; }

    /// <summary>The studio's words to the couple.</summary>
    public string? Message { get; private set; }

    /// <summary>Where the PDF lies in the store; null for pictures. All spreads of a round that has one are its pages.</summary>
    public string? PdfKey { get; private set; }

    /// <summary>What the PDF is called.</summary>
    public string? PdfName { get; private set; }

    /// <summary>SHA-256 of the PDF, lower-case hex.</summary>
    public string? PdfSha256 { get; private set; }

    /// <summary>The last day on which an answer is hoped for.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When the couple was reminded.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Who of the couple answered.</summary>
    public Guid? AnsweredById { get; private set; }

    /// <summary>Since when another one is asked about, or it was taken back.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Why it was taken back.</summary>
    public string? RetireReason { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Its spreads in order.</summary>
    public IReadOnlyList<AlbumSpread> Spreads => _spreads;

    /// <summary>What was said of them.</summary>
    public IReadOnlyList<AlbumNote> Notes => _notes;

    /// <summary>Notes that the studio has not answered.</summary>
    public int Unanswered => _notes.Count(n => n.Answer is null);

    internal Result Add(SpreadPicture picture)
    {
        if (_spreads.Exists(s => s.Id == picture.Id))
        {
            return Result.Ok;
        }

        if (PdfKey is not null)
        {
            return new AlbumProofMixed();
        }

        if (_spreads.Count >= MostSpreads)
        {
            return new AlbumTooManySpreads(MostSpreads);
        }

        _spreads.Add(new AlbumSpread(Id, picture));
        Renumber();
        return Result.Ok;
    }

    // Pictures that were drawn of a PDF are its own: they go with it, and another PDF brings its own.
    internal Result MayTakePdf() => PdfKey is null && _spreads.Count > 0 ? new AlbumProofMixed() : Result.Ok;

    internal Result<IReadOnlyList<AlbumSpread>> Take(AlbumPdf pdf)
    {
        if (MayTakePdf() is { Succeeded: false } no)
        {
            return no.Refusal;
        }

        IReadOnlyList<AlbumSpread> former = [.. _spreads];
        (PdfKey, PdfName, PdfSha256) = (pdf.Key, StudioText.Cut(pdf.Name, AlbumSpread.NameMaxLength), pdf.Sha256);
        _spreads.Clear();
        for (var page = 1; page <= pdf.Pages; page++)
        {
            _spreads.Add(pdf.Drawn.Count > 0 ? new AlbumSpread(Id, pdf.Drawn[page - 1]) { Position = page } : new AlbumSpread(Id, page));
        }

        return Result.Of(former);
    }

    /// <summary>The position of the last spread of which something was said, from 1; 0 for none.</summary>
    public int LastNoted => _spreads.Where(s => _notes.Exists(n => n.SpreadId == s.Id)).Select(s => s.Position).DefaultIfEmpty().Max();

    /// <summary>Whether it has a PDF whose pages have no pictures.</summary>
    public bool IsUndrawn => PdfKey is not null && _spreads.Exists(s => s.Sha256 is null);

    // Staff counted the pages when nothing here could: what is drawn now says how many there are.
    internal Result Draw(IReadOnlyList<SpreadPicture> pages)
    {
        if (!IsUndrawn)
        {
            return Result.Ok;
        }

        if (LastNoted > pages.Count)
        {
            return new AlbumPagesNoted(pages.Count);
        }

        _spreads.RemoveAll(s => s.Position > pages.Count);
        for (var page = 1; page <= pages.Count; page++)
        {
            if (_spreads.Find(s => s.Position == page) is { } known)
            {
                known.Drawn(pages[page - 1]);
            }
            else
            {
                _spreads.Add(new AlbumSpread(Id, pages[page - 1]) { Position = page });
            }
        }

        return Result.Ok;
    }

    internal Result<IReadOnlyList<AlbumSpread>> TakeOut(Guid? spreadId)
    {
        var gone = spreadId is null ? [.. _spreads] : _spreads.Where(s => s.Id == spreadId && PdfKey is null).ToList();
        if (gone.Count == 0 && spreadId is not null)
        {
            return new AlbumSpreadNotFound();
        }

        _spreads.RemoveAll(gone.Contains);
        if (spreadId is null)
        {
            (PdfKey, PdfName, PdfSha256) = (null, null, null);
        }

        Renumber();
        return gone;
    }

    internal void Send(string? message, DateOnly answerBy, DateTimeOffset now)
    {
        if (Move(AlbumRoundStatus.Sent))
        {
            (Message, AnswerBy, SentAt) = (message, answerBy, now);
        }
    }

    internal void Asked(Guid contactId, DateTimeOffset now) => Answered(AlbumRoundStatus.Asked, contactId, now);

    internal void Approved(Guid? contactId, DateTimeOffset now) => Answered(AlbumRoundStatus.Approved, contactId, now);

    internal void Retire(string reason, DateTimeOffset now)
    {
        if (Move(AlbumRoundStatus.Retired))
        {
            (RetiredAt, RetireReason) = (now, reason);
        }
    }

    // Whoever has more time is reminded on the new last day.
    internal void WaitUntil(DateOnly day) => (AnswerBy, RemindedAt) = (day, day > AnswerBy ? null : RemindedAt);

    // Another one is asked about now. What was answered keeps its answer.
    internal void MakeRoom(DateTimeOffset now)
    {
        Move(AlbumRoundStatus.Retired);
        RetiredAt ??= now;
    }

    private void Answered(AlbumRoundStatus answer, Guid? contactId, DateTimeOffset now)
    {
        if (Move(answer))
        {
            (AnsweredAt, AnsweredById) = (now, contactId);
        }
    }

    private bool Move(AlbumRoundStatus to)
    {
        var may = AlbumRoundFlow.Moves.Allows(Status, to);
        Status = may ? to : Status;
        return may;
    }

    /// <summary>The couple was reminded, once.</summary>
    public bool Remind(DateTimeOffset now)
    {
        if (Status != AlbumRoundStatus.Sent || RemindedAt is not null)
        {
            return false;
        }

        RemindedAt = now;
        return true;
    }

    internal Result Say(Guid contactId, AlbumSay say, DateTimeOffset now)
    {
        if (_spreads.Find(s => s.Id == say.SpreadId) is not { } spread)
        {
            return new AlbumSpreadNotFound();
        }

        var text = StudioText.Clean(say.Text, multiline: true);
        if (text is null)
        {
            return new FieldRequired(nameof(AlbumSay.Text));
        }

        if (text.Length > AlbumNote.TextMaxLength)
        {
            return new FieldTooLong(nameof(AlbumSay.Text), AlbumNote.TextMaxLength);
        }

        // A page of a PDF that was not drawn is opened elsewhere: there is nothing here to put a pin on.
        var (x, y) = spread.Sha256 is null ? (null, null) : (say.PinX, say.PinY);
        if ((x is null) != (y is null) || x is < 0 or > RevisionRequest.PinMost || y is < 0 or > RevisionRequest.PinMost)
        {
            return new PinOutOfPicture();
        }

        if (_notes.Find(n => n.Id == say.Id) is { } known)
        {
            // What lost its answer and is sent again is one's own.
            if (known.IsUnread(contactId, say.Seen) && known.Text != text)
            {
                return new AlbumNoteOvertaken(known.Text, known.PinX, known.PinY);
            }

            known.Write(contactId, say.SpreadId, text, x, y, now);
            return Result.Ok;
        }

        if (_notes.Count >= MostNotes)
        {
            return new AlbumTooManyNotes(MostNotes);
        }

        _notes.Add(new AlbumNote(say.Id, Id, contactId, say.SpreadId, text, x, y, now));
        return Result.Ok;
    }

    internal Result Unsay(Guid noteId, string? seen)
    {
        // Also what oneself wrote on another device since: it comes back from here as this page knew it.
        var known = _notes.Find(n => n.Id == noteId);
        if (known?.Differs(seen) == true)
        {
            return new AlbumNoteOvertaken(known.Text, known.PinX, known.PinY);
        }

        _notes.RemoveAll(n => n.Id == noteId);
        return Result.Ok;
    }

    internal Result Answer(Guid? noteId, RevisionAnswer answer, string? reason, Guid? byUserId, DateTimeOffset now)
    {
        var meant = _notes.Where(n => noteId is null ? n.Answer is null : n.Id == noteId).ToList();
        if (meant.Count == 0 && noteId is not null)
        {
            return new AlbumNoteNotFound();
        }

        var why = StudioText.Clean(reason, multiline: true);
        if (why?.Length > AlbumNote.TextMaxLength)
        {
            return new FieldTooLong("Reason", AlbumNote.TextMaxLength);
        }

        if (answer == RevisionAnswer.Impossible && why is null)
        {
            return new ReasonRequired();
        }

        foreach (var note in meant)
        {
            note.AnswerWith(answer, why, byUserId, now);
        }

        return Result.Ok;
    }

    private void Renumber()
    {
        _spreads.Sort((a, b) => string.CompareOrdinal(a.SortKey, b.SortKey) is var c and not 0 ? c : a.Id.CompareTo(b.Id));
        for (var i = 0; i < _spreads.Count; i++)
        {
            _spreads[i].Position = i + 1;
        }
    }
}

/// <summary>A picture of two facing pages, or a page of a PDF (<c>album_spreads</c>).</summary>
public sealed partial class AlbumSpread
{
    /// <summary>Most characters of a file's name.</summary>
    public const int NameMaxLength = 255;

    private AlbumSpread() { }

    internal AlbumSpread(Guid roundId, SpreadPicture picture)
    {
        (Id, RoundId, Sha256, Width, Height) = (picture.Id, roundId, picture.Sha256, picture.Width, picture.Height);
        FileName = StudioText.Cut(picture.FileName, NameMaxLength)!;
    }

    internal AlbumSpread(Guid roundId, int page) => (Id, RoundId, Position, FileName) = (Ids.New(), roundId, page, "");

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The round.</summary>
    public Guid RoundId { get; private init; }

    /// <summary>Order, from 1.</summary>
    public int Position { get; internal set; }

    /// <summary>What the file is called; for a drawn page of a PDF as <see cref="DrawnName"/> says, empty for one that was not drawn.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the picture, lower-case hex; null for a page of a PDF that was not drawn.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Pixels across.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels down.</summary>
    public int Height { get; private set; }

    // A page that was spoken of by number gets its picture, which lies under its own id.
    internal void Drawn(SpreadPicture picture)
    {
        if (Sha256 is null && picture.Id == Id)
        {
            (Sha256, Width, Height, FileName) = (picture.Sha256, picture.Width, picture.Height, picture.FileName);
        }
    }

    /// <summary>By what pictures stand in order: 2 before 10; pages of a PDF by their number.</summary>
    public string SortKey =>
        Sha256 is null
            ? Position.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)
            : Digits().Replace(FileName.ToUpperInvariant(), m => m.Value.PadLeft(12, '0'));

    /// <summary>What the picture of a page of a PDF is called.</summary>
    public static string DrawnName(int page) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p. {page}");

    /// <summary>How the keys of all files of printed albums begin.</summary>
    public const string KeyPrefix = "album-orders/";

    /// <summary>The spread that a key is made for; null for a PDF and for other keys.</summary>
    public static Guid? IdOf(string key) =>
        key.Split('/') is [_, _, { Length: > 32 } name]
        && !name.EndsWith(".pdf", StringComparison.Ordinal)
        && Guid.TryParseExact(name[..32], "N", out var id)
            ? id
            : null;

    /// <summary>Whether a key is one of a spread's picture, and not of another that it had or was to have.</summary>
    public static bool IsOf(string key, Guid spreadId, string sha256) =>
        key.Split('/')[^1].StartsWith($"{spreadId:N}-{sha256[..16]}-", StringComparison.Ordinal);

    /// <summary>Where a rendition lies in the store.</summary>
    public static string RenditionKey(Guid orderId, Guid spreadId, string sha256, int size) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{KeyPrefix}{orderId:N}/{spreadId:N}-{sha256[..16]}-{size}.jpg");

    /// <summary>Where the file as it was sent lies in the store.</summary>
    public static string OriginalKey(Guid orderId, Guid spreadId, string sha256) =>
        $"{KeyPrefix}{orderId:N}/{spreadId:N}-{sha256[..16]}-original";

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();
}

/// <summary>What the couple says of a spread, and what the studio answers (<c>album_notes</c>).</summary>
public sealed class AlbumNote
{
    /// <summary>Most characters of a note or an answer.</summary>
    public const int TextMaxLength = 1000;

    private AlbumNote() { }

    internal AlbumNote(Guid id, Guid roundId, Guid contactId, Guid spreadId, string text, int? x, int? y, DateTimeOffset now)
    {
        (Id, RoundId) = (id, roundId);
        Write(contactId, spreadId, text, x, y, now);
    }

    /// <summary>Id; made on the couple's phone, so that sending it again is the same note.</summary>
    public Guid Id { get; private init; }

    /// <summary>The round.</summary>
    public Guid RoundId { get; private init; }

    /// <summary>The spread.</summary>
    public Guid SpreadId { get; private set; }

    /// <summary>Who wrote it last.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>What is to be changed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where on the picture, in thousandths from the left; null without a pin.</summary>
    public int? PinX { get; private set; }

    /// <summary>Where on the picture, in thousandths from the top.</summary>
    public int? PinY { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset SaidAt { get; private set; }

    /// <summary>What the studio says; null for nothing yet.</summary>
    public RevisionAnswer? Answer { get; private set; }

    /// <summary>Why it can't be done, or what was done.</summary>
    public string? Reason { get; private set; }

    /// <summary>Who answered.</summary>
    public Guid? AnsweredById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    // Nobody's words go unread by what is written over them.
    internal bool IsUnread(Guid contactId, string? seen) => ContactId != contactId && Differs(seen);

    // Whether a page that showed this text showed another than it is now; a page that does not say what it showed is believed.
    internal bool Differs(string? seen) => seen is not null && Text != StudioText.Clean(seen, multiline: true);

    internal void Write(Guid contactId, Guid spreadId, string text, int? x, int? y, DateTimeOffset now) =>
        (ContactId, SpreadId, Text, PinX, PinY, SaidAt) = (contactId, spreadId, text, x, y, now);

    internal void AnswerWith(RevisionAnswer answer, string? reason, Guid? byUserId, DateTimeOffset now) =>
        (Answer, Reason, AnsweredById, AnsweredAt) = (answer, reason, byUserId, now);
}

/// <summary>A picture of a spread that was read and lies in the store.</summary>
/// <param name="Id">Made where it is sent from, so that sending it again is the same spread.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record SpreadPicture(Guid Id, string FileName, string Sha256, int Width, int Height);

/// <summary>A PDF that lies in the store.</summary>
/// <param name="Key">Where.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Pages">Its pages; where nothing here draws them, as staff counts them.</param>
public sealed record AlbumPdf(string Key, string Name, string Sha256, int Pages)
{
    /// <summary>The pictures of its pages in order, all of them; empty where nothing here draws pages.</summary>
    public IReadOnlyList<SpreadPicture> Drawn { get; init; } = [];
}

/// <summary>A PDF whose pages have no pictures.</summary>
/// <param name="Key">Where it lies in the store.</param>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Pages">The spreads that stand for its pages, in order: as many as staff counted.</param>
/// <param name="LastNoted">The last page, from 1, of which something was said; 0 for none.</param>
public sealed record UndrawnPdf(string Key, string Sha256, IReadOnlyList<Guid> Pages, int LastNoted);

/// <summary>A note as the couple's page sends it: a state, so that repeating it is harmless.</summary>
/// <param name="Id">The note.</param>
/// <param name="SpreadId">The spread.</param>
/// <param name="Text">What is to be changed.</param>
/// <param name="PinX">Where, in thousandths from the left.</param>
/// <param name="PinY">Where, in thousandths from the top.</param>
public sealed record AlbumSay(Guid Id, Guid SpreadId, string? Text, int? PinX = null, int? PinY = null)
{
    /// <summary>The text that the page had shown of it; null where nobody knows: then the later word counts unread.</summary>
    public string? Seen { get; init; }
}
