using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>Turns a page of a PDF into a picture with what screens show of it.</summary>
public interface IPdfPages
{
    /// <summary>The longest edge of a drawn page in pixels: half again what the largest rendition has, so that letters and lines stay fine when they are made smaller.</summary>
    const int Edge = 3000;

    /// <summary>The shortest edge of a page in points (1/72 inch): half an inch.</summary>
    const int LeastPoints = 36;

    /// <summary>The longest edge of a page in points: a hundred inches.</summary>
    const int MostPoints = 7200;

    /// <summary>Whether this machine has what draws them.</summary>
    bool CanDraw { get; }

    /// <summary>Draws one page as a reader's screen would show it, and makes its renditions.</summary>
    /// <param name="path">The PDF on local disk.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="outputFolder">An empty folder.</param>
    /// <param name="ct">Cancels; what was made by then may lie in the folder.</param>
    /// <returns>
    /// What was made; refused with <see cref="PdfLocked"/>, <see cref="PdfDamaged"/>, <see cref="PdfPageSize"/>, <see cref="PdfTooHeavy"/>, <see cref="PdfFontsMissing"/>, and with
    /// <see cref="PhotoUnreadable"/> (NoReader) where nothing on this machine draws pages.
    /// </returns>
    /// <exception cref="PictureStarvedException">The machine is too busy to draw anything: ask again later.</exception>
    /// <exception cref="PictureIdleException">It was not drawn, twice, and nothing is known to have been in the way.</exception>
    Task<Result<DrawnPage>> DrawAsync(string path, int page, string outputFolder, CancellationToken ct = default);
}

/// <summary>A page that was drawn.</summary>
/// <param name="File">The picture, a JPEG of <see cref="IPdfPages.Edge"/>.</param>
/// <param name="Photo">Its size and its renditions.</param>
/// <param name="Pages">How many pages the PDF has.</param>
public sealed record DrawnPage(string File, RenderedPhoto Photo, int Pages);

/// <summary>The PDF opens only with a password.</summary>
public sealed record PdfLocked() : Refusal(RefusalKind.Invalid);

/// <summary>A page can't be read, or the whole PDF can't.</summary>
/// <param name="Page">The page, from 1.</param>
public sealed record PdfDamaged(int Page) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Page];
}

/// <summary>A page is smaller or larger than paper is: see <see cref="IPdfPages.LeastPoints"/> and <see cref="IPdfPages.MostPoints"/>.</summary>
/// <param name="Page">The page, from 1.</param>
public sealed record PdfPageSize(int Page) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Page];
}

/// <summary>A page takes more time or memory than a page may.</summary>
/// <param name="Page">The page, from 1.</param>
public sealed record PdfTooHeavy(int Page) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Page];
}

/// <summary>A page has letters that can't be drawn: their font is broken, or not in the PDF with none on this machine to take its place.</summary>
/// <param name="Page">The page, from 1.</param>
public sealed record PdfFontsMissing(int Page) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Page];
}
