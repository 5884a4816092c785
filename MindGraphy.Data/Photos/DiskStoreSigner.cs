using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace MindGraphy.Data.Photos;

/// <summary>What a signed URL of the disk store allows, exactly.</summary>
/// <param name="Method">GET or PUT.</param>
/// <param name="Key">The object.</param>
/// <param name="ExpiresAt">From when on it is worth nothing, in whole seconds.</param>
/// <param name="UploadId">The upload, where a part is put.</param>
/// <param name="PartNumber">The part's number.</param>
/// <param name="Size">The exact number of bytes of the part.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of the part where it was announced.</param>
/// <param name="DownloadName">The file name to save under, where a download was asked for.</param>
public sealed record DiskStoreGrant(
    string Method,
    string Key,
    DateTimeOffset ExpiresAt,
    string? UploadId = null,
    int PartNumber = 0,
    long Size = 0,
    string? Sha256 = null,
    string? DownloadName = null
);

/// <summary>
/// Signs and checks the disk store's URLs: HMAC-SHA256 over everything the URL allows. The key comes from <see cref="StorageOptions.SigningKey"/>, or
/// is generated once and kept beside the objects, readable by this process's user only.
/// </summary>
public sealed class DiskStoreSigner(IOptions<StorageOptions> options, TimeProvider clock)
{
    /// <summary>Where the endpoint of signed URLs is mapped.</summary>
    public const string BasePath = "/store/";

    private readonly Lazy<byte[]> _key = new(() => LoadKey(options.Value));

    /// <summary>The URL, relative to the application's root, that carries a grant.</summary>
    public Uri Sign(DiskStoreGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var url = new StringBuilder(BasePath).Append(grant.Key);
        url.Append(CultureInfo.InvariantCulture, $"?e={grant.ExpiresAt.ToUnixTimeSeconds()}");
        if (grant.UploadId is not null)
        {
            url.Append(CultureInfo.InvariantCulture, $"&u={grant.UploadId}&n={grant.PartNumber}&s={grant.Size}");
        }

        if (grant.Sha256 is not null)
        {
            url.Append("&h=").Append(grant.Sha256);
        }

        if (grant.DownloadName is not null)
        {
            url.Append("&d=").Append(Uri.EscapeDataString(grant.DownloadName));
        }

        url.Append("&sig=").Append(Convert.ToHexStringLower(SignatureOf(grant)));
        return new Uri(url.ToString(), UriKind.Relative);
    }

    /// <summary>Whether a signature is ours, for exactly this grant, and not expired.</summary>
    public bool Allows(DiskStoreGrant grant, string? signature)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var given = new byte[HMACSHA256.HashSizeInBytes];
        return signature?.Length == given.Length * 2
            && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, SignatureOf(grant))
            && grant.ExpiresAt > clock.GetUtcNow();
    }

    // One field a line, so that no two grants are written alike; a name that holds a line break is escaped.
    private byte[] SignatureOf(DiskStoreGrant grant) =>
        HMACSHA256.HashData(
            _key.Value,
            Encoding.UTF8.GetBytes(
                string.Join(
                    '\n',
                    "mindgraphy-store-1",
                    grant.Method,
                    grant.Key,
                    grant.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    grant.UploadId ?? "-",
                    grant.PartNumber.ToString(CultureInfo.InvariantCulture),
                    grant.Size.ToString(CultureInfo.InvariantCulture),
                    grant.Sha256 ?? "-",
                    grant.DownloadName is null ? "-" : "=" + Uri.EscapeDataString(grant.DownloadName)
                )
            )
        );

    private static byte[] LoadKey(StorageOptions options)
    {
        if (!string.IsNullOrEmpty(options.SigningKey))
        {
            return Convert.FromBase64String(options.SigningKey);
        }

        var folder = Path.GetFullPath(options.Folder);
        var path = Path.Combine(folder, "signing.key");
        if (!File.Exists(path))
        {
            DurableFiles.CreateFolder(folder);
            WriteNewKey(path);
            DurableFiles.FlushFolder(folder);
        }

        return Convert.FromBase64String(File.ReadAllText(path));
    }

    // Written aside and moved without overwriting: two processes that start together end with one key.
    private static void WriteNewKey(string path)
    {
        var aside = $"{path}.{Guid.NewGuid():N}";
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(aside, creation))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
