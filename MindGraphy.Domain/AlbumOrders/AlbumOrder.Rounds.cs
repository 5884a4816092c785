using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;

namespace MindGraphy.Domain.AlbumOrders;

// What the couple is shown and says of it.
public sealed partial class AlbumOrder
{
    /// <summary>Puts a picture of a spread into the round that is being put together; the first one begins it. Pictures stand by their names. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="AlbumFrozen"/>, <see cref="AlbumProofMixed"/>, <see cref="AlbumTooManySpreads"/> or <see cref="AlbumOrderCannotMove"/>.</returns>
    public Result AddSpread(SpreadPicture picture, DateTimeOffset now)
    {
        if (Begun(now) is { Succeeded: false } no)
        {
            return no;
        }

        return Next!.Add(picture);
    }

    /// <summary>Whether a PDF may become the round that is being put together: asked before it is drawn.</summary>
    /// <returns>Refused with <see cref="AlbumFrozen"/> or <see cref="AlbumProofMixed"/>.</returns>
    public Result MayTakePdf() => IsFrozen ? new AlbumFrozen() : Next?.MayTakePdf() ?? Result.Ok;

    /// <summary>Makes a PDF the round that is being put together: a spread for each page, with its picture where it was drawn, else spoken of by number. Another one takes the place of the former.</summary>
    /// <param name="pdf">The PDF and its pages.</param>
    /// <param name="into">The round that was being put together when its drawing began; empty for none.</param>
    /// <param name="now">Now.</param>
    /// <returns>The spreads that are gone; refused as <see cref="AddSpread"/> is, with <see cref="Contracts.CountOutOfRange"/>, and with <see cref="AlbumRoundSent"/> where that round went to the couple meanwhile.</returns>
    public Result<IReadOnlyList<AlbumSpread>> TakePdf(AlbumPdf pdf, Guid into, DateTimeOffset now)
    {
        if (into != Guid.Empty && Next?.Id != into && !IsFrozen)
        {
            return new AlbumRoundSent();
        }

        if (Contracts.CountOutOfRange.First((nameof(AlbumPdf.Pages), pdf.Pages, 1, AlbumRound.MostSpreads)) is { } wrong)
        {
            return wrong;
        }

        return Begun(now) is { Succeeded: false } no ? no.Refusal : Next!.Take(pdf);
    }

    /// <summary>The round whose PDF may be drawn afterwards: its pages are spoken of by number, and nobody approved them yet.</summary>
    /// <returns>Refused with <see cref="AlbumFrozen"/>, or with <see cref="AlbumSpreadNotFound"/> where there is no such round or it has no PDF.</returns>
    public Result<AlbumRound> MayDraw(Guid roundId) =>
        IsFrozen ? new AlbumFrozen()
        : _rounds.Find(r => r.Id == roundId && r.PdfKey is not null) is { } round ? round
        : new AlbumSpreadNotFound();

    /// <summary>Gives the pages of a round's PDF their pictures, each to the page that it is of, so that what was said of it stays. Repeating it changes nothing.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="pdfKey">The PDF that was drawn.</param>
    /// <param name="pages">The pictures of all its pages in order, with the ids that the pages have.</param>
    /// <returns>
    /// Refused as <see cref="MayDraw"/> is, with <see cref="AlbumSpreadNotFound"/> where another PDF took its place meanwhile, and with <see cref="AlbumPagesNoted"/>.
    /// </returns>
    public Result Draw(Guid roundId, string pdfKey, IReadOnlyList<SpreadPicture> pages)
    {
        var may = MayDraw(roundId);
        return !may.Succeeded ? may.Refusal
            : may.Value.PdfKey != pdfKey ? new AlbumSpreadNotFound()
            : may.Value.Draw(pages);
    }

    /// <summary>Takes something out of the round that is being put together: a spread, or with null everything. A page of a PDF goes only with its PDF.</summary>
    /// <returns>The spreads that are gone; refused with <see cref="AlbumFrozen"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public Result<IReadOnlyList<AlbumSpread>> TakeOut(Guid? spreadId) =>
        IsFrozen ? new AlbumFrozen()
        : Next is { } next ? next.TakeOut(spreadId)
        : new AlbumSpreadNotFound();

    /// <summary>Sends the round that was put together; the one before is no longer asked about, and stays readable.</summary>
    /// <param name="message">Words to the couple.</param>
    /// <param name="answerBy">The last day on which their answer is hoped for.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="AlbumFrozen"/>, <see cref="AlbumNothingToSend"/>, <see cref="AlbumNotesUnanswered"/>, <see cref="FieldTooLong"/> or
    /// <see cref="AlbumOrderCannotMove"/>.
    /// </returns>
    public Result<AlbumRound> Send(string? message, DateOnly answerBy, DateTimeOffset now)
    {
        if (IsFrozen)
        {
            return new AlbumFrozen();
        }

        if (Next is not { Spreads.Count: > 0 } next)
        {
            return new AlbumNothingToSend();
        }

        // A couple that said what it wants reads what became of it before it is asked again.
        var unanswered = _rounds.Where(r => r.Status == AlbumRoundStatus.Asked).Sum(r => r.Unanswered);
        if (unanswered > 0)
        {
            return new AlbumNotesUnanswered(unanswered);
        }

        var words = StudioText.Clean(message, multiline: true);
        if (words?.Length > TextMaxLength)
        {
            return new FieldTooLong("Message", TextMaxLength);
        }

        if (Status != AlbumOrderStatus.Proofing && Move(AlbumOrderStatus.Proofing, now) is { Succeeded: false } no)
        {
            return no.Refusal!;
        }

        foreach (var former in _rounds.Where(r => r != next))
        {
            former.MakeRoom(now);
        }

        next.Send(words, answerBy, now);
        return next;
    }

    /// <summary>Moves the last day on which an answer to the round is hoped for; with more time the couple is reminded again.</summary>
    /// <returns>Refused with <see cref="AlbumRoundOver"/> where they answered already, or another round took its place.</returns>
    public Result WaitUntil(Guid roundId, DateOnly day)
    {
        if (Out is not { } round || round.Id != roundId || IsFrozen)
        {
            return new AlbumRoundOver();
        }

        round.WaitUntil(day);
        return Result.Ok;
    }

    /// <summary>Takes the round back that the couple looks at.</summary>
    /// <returns>Refused with <see cref="AlbumRoundOver"/> where they were quicker, <see cref="ReasonRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result TakeBack(Guid roundId, string? reason, DateTimeOffset now)
    {
        if (Out is not { } round || round.Id != roundId || IsFrozen)
        {
            return new AlbumRoundOver();
        }

        var why = ReasonOf(reason, "Reason");
        if (!why.Succeeded)
        {
            return why.Refusal;
        }

        round.Retire(why.Value, now);
        return Move(AlbumOrderStatus.Designing, now);
    }

    /// <summary>Keeps a note on a spread: new, or what became of one that was written before, whoever of the two wrote it.</summary>
    /// <returns>
    /// Refused with <see cref="AlbumRoundOver"/>, <see cref="AlbumSpreadNotFound"/>, <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>,
    /// <see cref="PinOutOfPicture"/>, <see cref="AlbumNoteOvertaken"/> or <see cref="AlbumTooManyNotes"/>.
    /// </returns>
    public Result Say(Guid roundId, Guid contactId, AlbumSay say, DateTimeOffset now) =>
        Asked(roundId) is { } round ? round.Say(contactId, say, now) : new AlbumRoundOver();

    /// <summary>Takes a note back, whoever of the two wrote it. Repeating it changes nothing.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="noteId">The note.</param>
    /// <param name="seen">The text that the page had shown of it; null where nobody knows: then it goes unread.</param>
    /// <returns>Refused with <see cref="AlbumRoundOver"/>, or <see cref="AlbumNoteOvertaken"/> where something else was written since.</returns>
    public Result Unsay(Guid roundId, Guid noteId, string? seen) =>
        Asked(roundId) is { } round ? round.Unsay(noteId, seen) : new AlbumRoundOver();

    /// <summary>The couple asks for what its notes say. The second of two who ask gets the first one's answer.</summary>
    /// <returns>Whether it was asked now; refused with <see cref="AlbumRoundOver"/> or <see cref="AlbumNothingAsked"/>.</returns>
    public Result<bool> Ask(Guid roundId, Guid contactId, DateTimeOffset now)
    {
        if (_rounds.Find(r => r.Id == roundId) is { Status: AlbumRoundStatus.Asked } before && before.RetiredAt is null)
        {
            return false;
        }

        if (Asked(roundId) is not { } round)
        {
            return new AlbumRoundOver();
        }

        if (round.Notes.Count == 0)
        {
            return new AlbumNothingAsked();
        }

        round.Asked(contactId, now);
        var moved = Move(AlbumOrderStatus.Designing, now);
        return moved.Succeeded ? true : moved.Refusal;
    }

    /// <summary>The couple says yes: from now on nothing of the album changes. The second of two who say it gets the first one's answer.</summary>
    /// <param name="roundId">The round that was looked at.</param>
    /// <param name="contactId">Who says so; null where staff writes it down.</param>
    /// <param name="reason">How staff knows.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Whether it was approved now; refused with <see cref="AlbumRoundOver"/>, <see cref="AlbumHasNotes"/>, and for staff with <see cref="ReasonRequired"/> or
    /// <see cref="FieldTooLong"/>.
    /// </returns>
    public Result<bool> Approve(Guid roundId, Guid? contactId, string? reason, DateTimeOffset now)
    {
        if (_rounds.Find(r => r.Id == roundId) is { Status: AlbumRoundStatus.Approved })
        {
            return false;
        }

        if (Asked(roundId) is not { } round)
        {
            return new AlbumRoundOver();
        }

        if (round.Notes.Count > 0)
        {
            return new AlbumHasNotes(round.Notes.Count);
        }

        string? why = null;
        if (contactId is null)
        {
            var said = ReasonOf(reason, "Reason");
            if (!said.Succeeded)
            {
                return said.Refusal;
            }

            why = said.Value;
        }

        var moved = Move(AlbumOrderStatus.Approved, now);
        if (!moved.Succeeded)
        {
            return moved.Refusal;
        }

        round.Approved(contactId, now);
        Next?.MakeRoom(now);
        (ApprovedAt, ApprovedById, ApprovedReason) = (now, contactId, why);
        return true;
    }

    /// <summary>Answers a note: done, or impossible for a reason that the couple reads; with null all that have no answer yet are done.</summary>
    /// <returns>Refused with <see cref="AlbumFrozen"/>, <see cref="AlbumNoteNotFound"/>, <see cref="ReasonRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Answer(Guid roundId, Guid? noteId, RevisionAnswer answer, string? reason, Guid? byUserId, DateTimeOffset now) =>
        IsFrozen ? new AlbumFrozen()
        : _rounds.Find(r => r.Id == roundId && r.Status == AlbumRoundStatus.Asked) is { } round
            ? round.Answer(noteId, answer, reason, byUserId, now)
        : new AlbumNoteNotFound();

    private AlbumRound? Asked(Guid roundId) =>
        Status == AlbumOrderStatus.Proofing && Out is { } round && round.Id == roundId ? round : null;

    private Result Begun(DateTimeOffset now)
    {
        if (IsFrozen)
        {
            return new AlbumFrozen();
        }

        if (Next is null)
        {
            _rounds.Add(new AlbumRound(Id, _rounds.Select(r => r.Number).DefaultIfEmpty(0).Max() + 1, now));
        }

        return Result.Ok;
    }
}
