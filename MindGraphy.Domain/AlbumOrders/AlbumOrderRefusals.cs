using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>No such album order, or none that the asker may see.</summary>
public sealed record AlbumOrderNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such spread in this round.</summary>
public sealed record AlbumSpreadNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such note in this round.</summary>
public sealed record AlbumNoteNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
/// <param name="From">How far it is.</param>
/// <param name="To">Where it should go.</param>
public sealed record AlbumOrderCannotMove(AlbumOrderStatus From, AlbumOrderStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The couple approved it, or it was called off: nothing of it changes any more.</summary>
public sealed record AlbumFrozen() : Refusal(RefusalKind.Conflict);

/// <summary>This round is no longer what is asked about: it was answered otherwise, taken back, or another took its place.</summary>
public sealed record AlbumRoundOver() : Refusal(RefusalKind.Conflict);

/// <summary>Approving a round in which something is still asked for.</summary>
/// <param name="Notes">How many notes.</param>
public sealed record AlbumHasNotes(int Notes) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Notes];
}

/// <summary>The other one wrote something else into the note since it was read: said once more with what it is now, the later word counts.</summary>
/// <param name="Text">What it says now.</param>
/// <param name="PinX">Where it points now, in thousandths from the left; null without a pin.</param>
/// <param name="PinY">In thousandths from the top.</param>
public sealed record AlbumNoteOvertaken(string Text, int? PinX, int? PinY) : Refusal(RefusalKind.Conflict);

/// <summary>Asking for changes without a note that says which.</summary>
public sealed record AlbumNothingAsked() : Refusal(RefusalKind.Invalid);

/// <summary>A round has as many notes as it takes.</summary>
/// <param name="Most">The most.</param>
public sealed record AlbumTooManyNotes(int Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>A round has as many spreads as it takes.</summary>
/// <param name="Most">The most.</param>
public sealed record AlbumTooManySpreads(int Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>There is nothing in the round that could be sent.</summary>
public sealed record AlbumNothingToSend() : Refusal(RefusalKind.Conflict);

/// <summary>What was asked for last time has not been answered.</summary>
/// <param name="Notes">How many notes.</param>
public sealed record AlbumNotesUnanswered(int Notes) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Notes];
}

/// <summary>A round is pictures or a PDF with its own pages, not both.</summary>
public sealed record AlbumProofMixed() : Refusal(RefusalKind.Conflict);

/// <summary>The round was sent while the pages of its new PDF were drawn: the couple has the former one, and this one would become another round that nobody asked for.</summary>
public sealed record AlbumRoundSent() : Refusal(RefusalKind.Conflict);

/// <summary>The pages of a PDF were not drawn and stored in time: the machine or the store has too much to do, and nothing is known to be wrong with the PDF.</summary>
public sealed record PdfNotInTime() : Refusal(RefusalKind.Conflict);

/// <summary>The store has no room for the pictures of a PDF's pages: nothing is known to be wrong with the PDF.</summary>
public sealed record AlbumStoreFull() : Refusal(RefusalKind.Conflict);

/// <summary>The PDF of a round is not in the store, so that nothing can be drawn of it.</summary>
public sealed record AlbumPdfGone() : Refusal(RefusalKind.Conflict);

/// <summary>The file is neither a JPEG nor a PNG, whatever its name says.</summary>
public sealed record SpreadNoPicture() : Refusal(RefusalKind.Invalid);

/// <summary>The file is no PDF, whatever its name says.</summary>
public sealed record AlbumNoPdf() : Refusal(RefusalKind.Invalid);

/// <summary>The file is larger than a proof may be.</summary>
/// <param name="MostMegabytes">The most.</param>
public sealed record AlbumFileTooLarge(int MostMegabytes) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [MostMegabytes];
}

/// <summary>Nobody of the couple was chosen, or somebody who isn't of it.</summary>
public sealed record AlbumReaderMissing() : Refusal(RefusalKind.Invalid);

/// <summary>Something was said of a page that the PDF does not have: drawing it would take the word away.</summary>
/// <param name="Pages">How many pages it has.</param>
public sealed record AlbumPagesNoted(int Pages) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Pages];
}
