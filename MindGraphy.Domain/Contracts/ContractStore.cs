using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Contracts;

/// <summary>Where the papers of a contract lie in the store. Names carry hashes, so writing the same paper twice is no fault.</summary>
public static class ContractStore
{
    private const string Pdf = "application/pdf";

    /// <summary>Keeps a document for signing and what it says as data; returns the key of the PDF.</summary>
    public static async Task<string> KeepAsync(
        IObjectStore store,
        Guid contractId,
        int number,
        ContractDocument document,
        byte[] bytes,
        string sha256,
        CancellationToken ct
    )
    {
        var key = $"contracts/{contractId:N}/v{number}-{sha256[..16]}.pdf";
        await PutAsync(store, DataKeyOf(key), ContractPapers.Keep(document), "application/json", ct);
        await PutAsync(store, key, bytes, Pdf, ct);
        return key;
    }

    /// <summary>Keeps the sealed copy of a version.</summary>
    public static async Task<string> KeepSealedAsync(
        IObjectStore store,
        Guid contractId,
        int number,
        byte[] bytes,
        string sha256,
        CancellationToken ct
    )
    {
        var key = $"contracts/{contractId:N}/v{number}-sealed-{sha256[..16]}.pdf";
        await PutAsync(store, key, bytes, Pdf, ct);
        return key;
    }

    /// <summary>Keeps the scan of a contract that was signed on paper.</summary>
    public static async Task<string> KeepScanAsync(IObjectStore store, Guid contractId, byte[] pdf, string sha256, CancellationToken ct)
    {
        var key = $"contracts/{contractId:N}/paper-{sha256[..16]}.pdf";
        await PutAsync(store, key, pdf, Pdf, ct);
        return key;
    }

    /// <summary>Keeps a drawn signature.</summary>
    public static async Task<string> KeepSignatureAsync(
        IObjectStore store,
        Guid contractId,
        byte[] png,
        string sha256,
        CancellationToken ct
    )
    {
        var key = $"contracts/{contractId:N}/signatures/{sha256}.png";
        await PutAsync(store, key, png, "image/png", ct);
        return key;
    }

    /// <summary>What a version says, as data; null where it is gone.</summary>
    public static async Task<ContractDocument?> ReadDocumentAsync(IObjectStore store, ContractVersion version, CancellationToken ct)
    {
        await using var content = await store.OpenReadAsync(DataKeyOf(version.PdfKey), ct: ct);
        return content is null ? null : ContractPapers.Read(content);
    }

    /// <summary>The sealed copy, or what was sent while there is none.</summary>
    public static async Task<Result<ContractFile>> OpenPdfAsync(IObjectStore store, Contract contract, CancellationToken ct)
    {
        if (contract.CurrentVersion is not { } version)
        {
            return new DocumentMissing();
        }

        var (key, sha) = version.SealedKey is { } sealedKey ? (sealedKey, version.SealedSha256!) : (version.PdfKey, version.PdfSha256);
        return await store.OpenReadAsync(key, ct: ct) is { } content
            ? new ContractFile(content, sha, contract.ContractNumber + ".pdf")
            : new DocumentMissing();
    }

    /// <summary>All bytes of an object; null where it is gone.</summary>
    public static async Task<byte[]?> ReadAllAsync(IObjectStore store, string key, CancellationToken ct)
    {
        await using var content = await store.OpenReadAsync(key, ct: ct);
        if (content is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, ct);
        return copy.ToArray();
    }

    private static string DataKeyOf(string pdfKey) => pdfKey[..^".pdf".Length] + ".json";

    private static async Task PutAsync(IObjectStore store, string key, byte[] bytes, string contentType, CancellationToken ct)
    {
        if (await store.HeadAsync(key, ct) is not null)
        {
            return;
        }

        try
        {
            using var content = new MemoryStream(bytes);
            await store.PutAsync(key, content, contentType, ct);
        }
        catch (ObjectExistsException)
        {
            // Another request wrote the same bytes under their hash meanwhile.
        }
    }
}
