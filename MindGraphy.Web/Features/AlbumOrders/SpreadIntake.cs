using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Decoding;

namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>
/// Files of a proof on their way in. What a file is, its bytes say; a picture is read whole, and a page of a PDF drawn, by a process that may die alone, before it counts as one. A file that
/// is refused leaves nothing in the store.
/// </summary>
/// <param name="albums">Orders.</param>
/// <param name="renderer">Reads pictures.</param>
/// <param name="pdfs">Draws pages.</param>
/// <param name="store">Where they lie.</param>
/// <param name="time">Measures how long a drawing takes.</param>
public sealed class SpreadIntake(AlbumOrderService albums, IPhotoRenderer renderer, IPdfPages pdfs, IObjectStore store, TimeProvider time)
{
    /// <summary>Most megabytes of a file.</summary>
    public const int MostMegabytes = 100;

    private const long Most = MostMegabytes * 1024L * 1024;

    // Pages of one PDF that are drawn at once; how many pictures are read on the machine the decoders decide.
    private const int SideBySide = 2;

    private const string PictureFolder = "mg-spread-";
    private const string PdfFolder = "mg-pdf-";

    /// <summary>For all pages of a PDF, their turn at the decoders and their way to the store: 200 good ones take two minutes on two processors that do nothing else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Takes the picture of a spread. The same key with the same bytes is the same spread, however often it is sent.</summary>
    /// <returns>Refused with <see cref="AlbumFileTooLarge"/>, <see cref="SpreadNoPicture"/>, <see cref="PhotoUnreadable"/> or what <see cref="AlbumOrderService.AddSpreadAsync"/> refuses.</returns>
    public async Task<Result> TakePictureAsync(Actor actor, Guid orderId, Guid key, string fileName, Stream body, CancellationToken ct)
    {
        var may = await albums.MayAddAsync(actor, orderId, ct);
        if (!may.Succeeded)
        {
            return may;
        }

        var folder = LeftFolders.Make(PictureFolder);
        try
        {
            var file = Path.Combine(folder.FullName, "original");
            if (await SaveAsync(body, file, ct) is not { } sha)
            {
                return new AlbumFileTooLarge(MostMegabytes);
            }

            if (PictureType.Of(file, "") is not ("jpg" or "png"))
            {
                return new SpreadNoPicture();
            }

            var made = folder.CreateSubdirectory("made").FullName;
            var rendered = await renderer.RenderAsync(file, made, "spread", ct: ct);
            if (!rendered.Succeeded)
            {
                return rendered.Refusal;
            }

            var picture = new SpreadPicture(key, fileName, sha, rendered.Value.Width, rendered.Value.Height);
            return await KeepAsync(actor, orderId, picture, file, rendered.Value, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Takes a PDF: its pages are drawn, each becomes a spread, and all of them and the PDF become the round's in one save. Where nothing on this machine draws them it is the file that it
    /// is, with as many pages as staff says.
    /// </summary>
    /// <param name="actor">Who sends it.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="fileName">What the file is called.</param>
    /// <param name="pages">Its pages as staff counts them: asked only where it is not drawn.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="tell">Called with how many pages are drawn, and of how many, one call at a time; null for nobody.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="AlbumFileTooLarge"/>, <see cref="AlbumNoPdf"/>, <see cref="AlbumTooManySpreads"/>, <see cref="PdfNotInTime"/>, or what <see cref="IPdfPages.DrawAsync"/>,
    /// <see cref="AlbumOrderService.MayTakePdfAsync"/> or <see cref="AlbumOrderService.TakePdfAsync"/> refuses.
    /// </returns>
    public async Task<Result> TakePdfAsync(
        Actor actor,
        Guid orderId,
        string fileName,
        int pages,
        Stream body,
        Func<int, int, Task>? tell,
        CancellationToken ct
    )
    {
        var may = await albums.MayTakePdfAsync(actor, orderId, ct);
        if (!may.Succeeded)
        {
            return may.Refusal;
        }

        var folder = LeftFolders.Make(PdfFolder);
        try
        {
            var file = Path.Combine(folder.FullName, "original.pdf");
            if (await SaveAsync(body, file, ct) is not { } sha)
            {
                return new AlbumFileTooLarge(MostMegabytes);
            }

            if (!await IsPdfAsync(file, ct))
            {
                return new AlbumNoPdf();
            }

            // Names of their own: of two that are sent at once the refused one takes only its own away.
            var key = $"{AlbumSpread.KeyPrefix}{orderId:N}/{Ids.New():N}-{sha[..16]}.pdf";
            var written = new ConcurrentBag<string> { key };
            var isStored = false;
            try
            {
                var drawn = await DrawAsync(orderId, file, folder, null, written, tell, ct);
                if (!drawn.Succeeded)
                {
                    return drawn.Refusal;
                }

                await PutAsync(key, file, "application/pdf", ct);
                isStored = true;

                // A save that breaks may have been made all the same: what it left is swept later, never taken away here.
                var pdf = new AlbumPdf(key, fileName, sha, drawn.Value.Count > 0 ? drawn.Value.Count : pages) { Drawn = drawn.Value };
                var taken = await albums.TakePdfAsync(actor, orderId, pdf, may.Value, CancellationToken.None);
                isStored = taken.Succeeded;
                return taken;
            }
            finally
            {
                await store.ForgetAsync(isStored ? [] : written);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Draws the pages of a round whose PDF came when nothing here drew any: all of them get their pictures in one save, and what was said of a page stays with it. Repeating it, and two who
    /// press at once, change nothing more.
    /// </summary>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="tell">As in <see cref="TakePdfAsync"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="AlbumPdfGone"/>, <see cref="PdfNotInTime"/>, <see cref="AlbumTooManySpreads"/>, or what <see cref="IPdfPages.DrawAsync"/>, <see cref="AlbumOrderService.UndrawnAsync"/> or
    /// <see cref="AlbumOrderService.DrawAsync"/> refuses.
    /// </returns>
    public async Task<Result> DrawLaterAsync(Actor actor, Guid orderId, Guid roundId, Func<int, int, Task>? tell, CancellationToken ct)
    {
        var undrawn = await albums.UndrawnAsync(actor, orderId, roundId, ct);
        if (!undrawn.Succeeded)
        {
            return undrawn.Refusal;
        }

        if (undrawn.Value is not { } pdf)
        {
            return Result.Ok;
        }

        var folder = LeftFolders.Make(PdfFolder);
        try
        {
            var file = Path.Combine(folder.FullName, "original.pdf");
            await using (var body = await store.OpenReadAsync(pdf.Key, ct: ct))
            {
                if (body is null)
                {
                    return new AlbumPdfGone();
                }

                if (await SaveAsync(body, file, ct) != pdf.Sha256)
                {
                    return new PdfDamaged(1);
                }
            }

            // Pages keep their ids, so two who draw at once write the same objects: neither takes away what the other's save may stand on. What is left over is swept.
            var drawn = await DrawAsync(orderId, file, folder, pdf, [], tell, ct);
            return !drawn.Succeeded ? drawn.Refusal
                : drawn.Value.Count == 0 ? new PhotoUnreadable(UnreadableReason.NoReader)
                : await albums.DrawAsync(actor, orderId, roundId, pdf.Key, drawn.Value, CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // All pages or none. The first one tells how many there are, and is drawn alone: most of what is wrong with a PDF shows there.
    private async Task<Result<IReadOnlyList<SpreadPicture>>> DrawAsync(
        Guid orderId,
        string file,
        DirectoryInfo folder,
        UndrawnPdf? undrawn,
        ConcurrentBag<string> written,
        Func<int, int, Task>? tell,
        CancellationToken ct
    )
    {
        if (!pdfs.CanDraw)
        {
            return Result.Of<IReadOnlyList<SpreadPicture>>([]);
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var turn = new SemaphoreSlim(1);
        var (pictures, pages, count) = (new ConcurrentDictionary<int, SpreadPicture>(), 0, 0);
        Refusal? wrong = null;
        try
        {
            await DrawOneAsync(1, stop.Token);
            await Parallel.ForEachAsync(
                Enumerable.Range(2, Math.Max(0, pages - 1)),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stop.Token },
                async (page, token) => await DrawOneAsync(page, token)
            );
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // Ended by us, for what is wrong with a page or because it all took too long. A store that gives up by itself is a fault.
            wrong ??= new PdfNotInTime();
        }

        return wrong switch
        {
            null => Result.Of<IReadOnlyList<SpreadPicture>>([.. pictures.OrderBy(p => p.Key).Select(p => p.Value)]),
            PhotoUnreadable { Reason: UnreadableReason.NoReader } when pictures.IsEmpty => Result.Of<IReadOnlyList<SpreadPicture>>([]),
            _ => wrong,
        };

        async Task DrawOneAsync(int page, CancellationToken token)
        {
            var made = folder.CreateSubdirectory(page.ToString(CultureInfo.InvariantCulture));
            var drawn = await pdfs.DrawAsync(file, page, made.FullName, token);
            if (drawn.Succeeded && drawn.Value.Pages > AlbumRound.MostSpreads)
            {
                drawn = new AlbumTooManySpreads(AlbumRound.MostSpreads);
            }

            // Asked once more as it is saved: what is known to be refused then need not be drawn.
            if (drawn.Succeeded && undrawn?.LastNoted > drawn.Value.Pages)
            {
                drawn = new AlbumPagesNoted(drawn.Value.Pages);
            }

            if (!drawn.Succeeded)
            {
                Interlocked.CompareExchange(ref wrong, drawn.Refusal, null);
                await stop.CancelAsync();
                throw new OperationCanceledException(token);
            }

            var (picture, photo) = (drawn.Value.File, drawn.Value.Photo);
            var spread = new SpreadPicture(
                undrawn is not null && page <= undrawn.Pages.Count ? undrawn.Pages[page - 1] : Ids.New(),
                AlbumSpread.DrawnName(page),
                await ShaAsync(picture, token),
                photo.Width,
                photo.Height
            );
            await StoreAsync(orderId, spread, picture, photo, written, token);
            pictures[page] = spread;
            made.Delete(recursive: true);
            await turn.WaitAsync(token);
            try
            {
                pages = drawn.Value.Pages;
                await (tell?.Invoke(++count, pages) ?? Task.CompletedTask);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private async Task<Result> KeepAsync(
        Actor actor,
        Guid orderId,
        SpreadPicture picture,
        string file,
        RenderedPhoto rendered,
        CancellationToken ct
    )
    {
        var written = new ConcurrentBag<string>();
        await StoreAsync(orderId, picture, file, rendered, written, ct);
        var added = await albums.AddSpreadAsync(actor, orderId, picture, CancellationToken.None);
        await store.ForgetAsync(added.Succeeded ? [] : written);
        return added;
    }

    // What was there already is not written again, and not ours to take away.
    private async Task StoreAsync(
        Guid orderId,
        SpreadPicture picture,
        string file,
        RenderedPhoto rendered,
        ConcurrentBag<string> written,
        CancellationToken ct
    )
    {
        var original = AlbumSpread.OriginalKey(orderId, picture.Id, picture.Sha256);
        if (await PutAsync(original, file, rendered.Format == "png" ? "image/png" : "image/jpeg", ct))
        {
            written.Add(original);
        }

        foreach (var (size, path) in rendered.Files)
        {
            var key = AlbumSpread.RenditionKey(orderId, picture.Id, picture.Sha256, size);
            if (await PutAsync(key, path, "image/jpeg", ct))
            {
                written.Add(key);
            }
        }
    }

    // False where it is there already: sent again because the answer was lost.
    private async Task<bool> PutAsync(string key, string file, string type, CancellationToken ct)
    {
        try
        {
            await using var content = File.OpenRead(file);
            await store.PutAsync(key, content, type, ct);
            return true;
        }
        catch (ObjectExistsException)
        {
            return false;
        }
    }

    private static async Task<string?> SaveAsync(Stream body, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(path);
        var (block, length) = (new byte[64 * 1024], 0L);
        int read;
        while ((read = await body.ReadAsync(block, ct)) > 0)
        {
            length += read;
            if (length > Most)
            {
                return null;
            }

            hash.AppendData(block, 0, read);
            await file.WriteAsync(block.AsMemory(0, read), ct);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<string> ShaAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private static async Task<bool> IsPdfAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[5];
        return await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) == head.Length
            && head.AsSpan().SequenceEqual("%PDF-"u8);
    }
}
