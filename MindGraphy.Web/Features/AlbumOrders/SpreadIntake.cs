using System.Security.Cryptography;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Decoding;

namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>
/// Files of a proof on their way in. What a file is, its bytes say; a picture is read whole, by a process that may die alone, before it counts as one. A file that is refused leaves nothing
/// in the store.
/// </summary>
/// <param name="albums">Orders.</param>
/// <param name="renderer">Reads pictures.</param>
/// <param name="store">Where they lie.</param>
public sealed class SpreadIntake(AlbumOrderService albums, IPhotoRenderer renderer, IObjectStore store)
{
    /// <summary>Most megabytes of a file.</summary>
    public const int MostMegabytes = 100;

    private const long Most = MostMegabytes * 1024L * 1024;

    /// <summary>Takes the picture of a spread. The same key with the same bytes is the same spread, however often it is sent.</summary>
    /// <returns>Refused with <see cref="AlbumFileTooLarge"/>, <see cref="SpreadNoPicture"/>, <see cref="PhotoUnreadable"/> or what <see cref="AlbumOrderService.AddSpreadAsync"/> refuses.</returns>
    public async Task<Result> TakePictureAsync(Actor actor, Guid orderId, Guid key, string fileName, Stream body, CancellationToken ct)
    {
        var may = await albums.MayAddAsync(actor, orderId, ct);
        if (!may.Succeeded)
        {
            return may;
        }

        var folder = Directory.CreateTempSubdirectory("mg-spread-");
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

    /// <summary>Takes a PDF; nothing here opens it, so its pages are as many as staff says.</summary>
    /// <returns>Refused with <see cref="AlbumFileTooLarge"/>, <see cref="AlbumNoPdf"/> or what <see cref="AlbumOrderService.TakePdfAsync"/> refuses.</returns>
    public async Task<Result> TakePdfAsync(Actor actor, Guid orderId, string fileName, int pages, Stream body, CancellationToken ct)
    {
        var may = await albums.MayAddAsync(actor, orderId, ct);
        if (!may.Succeeded)
        {
            return may;
        }

        var file = Path.GetTempFileName();
        try
        {
            if (await SaveAsync(body, file, ct) is not { } sha)
            {
                return new AlbumFileTooLarge(MostMegabytes);
            }

            if (!await IsPdfAsync(file, ct))
            {
                return new AlbumNoPdf();
            }

            // A name of its own: of two that are sent at once the refused one takes only its own away.
            var key = $"{AlbumSpread.KeyPrefix}{orderId:N}/{Ids.New():N}-{sha[..16]}.pdf";
            await PutAsync(key, file, "application/pdf", ct);
            var taken = await albums.TakePdfAsync(actor, orderId, new AlbumPdf(key, fileName, sha, pages), CancellationToken.None);
            if (!taken.Succeeded)
            {
                await store.DeleteAsync(key, CancellationToken.None);
            }

            return taken;
        }
        finally
        {
            File.Delete(file);
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
        var written = new List<string>();
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

        var added = await albums.AddSpreadAsync(actor, orderId, picture, CancellationToken.None);
        foreach (var key in added.Succeeded ? [] : written)
        {
            await store.DeleteAsync(key, CancellationToken.None);
        }

        return added;
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

    private static async Task<bool> IsPdfAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[5];
        return await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) == head.Length
            && head.AsSpan().SequenceEqual("%PDF-"u8);
    }
}
