using Microsoft.Extensions.Options;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>Which store holds the bytes.</summary>
public enum StorageProvider
{
    /// <summary>A folder of this machine.</summary>
    Disk,

    /// <summary>Amazon S3 or a server that speaks its protocol.</summary>
    S3,
}

/// <summary>Where photos, renditions and PDFs are kept: section <c>Storage</c> of the settings.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage";

    /// <summary><c>Disk</c> (default) or <c>S3</c>.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Disk;

    /// <summary>The folder of the disk store; relative to the working directory of the process.</summary>
    public string Folder { get; set; } = Path.Combine(".data", "objects");

    /// <summary>
    /// The secret behind the disk store's signed URLs: Base64 of at least 32 bytes. Empty: generated once and kept in <c>signing.key</c>
    /// of the folder. Processes that serve the same folder need the same one.
    /// </summary>
    public string? SigningKey { get; set; }

    /// <summary>The bucket, where <see cref="Provider"/> is S3.</summary>
    public S3StorageOptions S3 { get; set; } = new();
}

/// <summary>
/// The bucket that holds the bytes: <c>Storage:S3</c>. Browsers send parts straight to it, so it needs a CORS rule that allows PUT and GET from the
/// studio's address and exposes the header <c>ETag</c>.
/// </summary>
public sealed class S3StorageOptions
{
    /// <summary>The server's address (http or https); empty for Amazon's own.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>The bucket's name; it must exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>The region that requests are signed for; <c>ap-northeast-2</c> is Seoul.</summary>
    public string Region { get; set; } = "ap-northeast-2";

    /// <summary>The access key; empty to use the machine's own identity.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret of <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Whether the bucket stands in the path, not in the host name; most servers other than Amazon's want it.</summary>
    public bool ForcePathStyle { get; set; }

    /// <summary>Whether checksums are sent only where the protocol demands them; servers that don't know trailing checksums (Ceph before 19) need it.</summary>
    public bool ChecksumsWhenRequired { get; set; }

    /// <summary>What the server calls the classes of <see cref="StorageClass"/>.</summary>
    public S3StorageClasses StorageClasses { get; set; } = new();
}

/// <summary>
/// Names of storage classes: <c>Storage:S3:StorageClasses</c>. Amazon's by default; a server that knows fewer is given one name for several, and then tells the first of
/// them. A class of another name, which a rule of the bucket gave, is told as <see cref="StorageClass.Standard"/>.
/// </summary>
public sealed class S3StorageClasses
{
    /// <summary>The class that an object has where none is named.</summary>
    public const string ServersOwn = "STANDARD";

    /// <summary>Of <see cref="StorageClass.Standard"/>.</summary>
    public string Standard { get; set; } = ServersOwn;

    /// <summary>Of <see cref="StorageClass.InfrequentAccess"/>.</summary>
    public string InfrequentAccess { get; set; } = "STANDARD_IA";

    /// <summary>Of <see cref="StorageClass.Archive"/>; one that can be read at once, which Amazon's GLACIER and DEEP_ARCHIVE can't.</summary>
    public string Archive { get; set; } = "GLACIER_IR";

    /// <summary>What the server calls a class.</summary>
    public string NameOf(StorageClass storageClass) =>
        storageClass switch
        {
            StorageClass.InfrequentAccess => InfrequentAccess,
            StorageClass.Archive => Archive,
            _ => Standard,
        };

    /// <summary>The first class that the server calls so.</summary>
    public StorageClass ClassOf(string name) => Enum.GetValues<StorageClass>().FirstOrDefault(c => NameOf(c) == name);
}

/// <summary>Refuses settings that can't work at start, naming the key and what it takes.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = (
            options.Provider switch
            {
                StorageProvider.Disk => Disk(options),
                StorageProvider.S3 => S3(options.S3),
                _ => ["Storage:Provider must be Disk or S3."],
            }
        ).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Disk(StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            yield return "Storage:Folder must name a folder this process may write to, for example .data/objects.";
        }

        if (!string.IsNullOrEmpty(options.SigningKey) && !IsLongBase64(options.SigningKey))
        {
            yield return "Storage:SigningKey must be empty or Base64 of at least 32 random bytes (openssl rand -base64 32).";
        }
    }

    private static IEnumerable<string> S3(S3StorageOptions options)
    {
        if (!IsBucketName(options.Bucket))
        {
            yield return "Storage:S3:Bucket must be 3 to 63 characters of a-z, 0-9, '.' and '-'.";
        }

        if (
            !string.IsNullOrEmpty(options.ServiceUrl)
            && !(Uri.TryCreate(options.ServiceUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        )
        {
            yield return "Storage:S3:ServiceUrl must be empty (Amazon) or an http:// or https:// address.";
        }

        if (string.IsNullOrWhiteSpace(options.Region))
        {
            yield return "Storage:S3:Region must name a region, for example ap-northeast-2 (any word for servers without regions).";
        }

        foreach (var (key, name) in Names(options.StorageClasses))
        {
            if (!IsClassName(name))
            {
                yield return $"Storage:S3:StorageClasses:{key} must be what the server calls that class, A-Z, 0-9, '_' and '-', for example STANDARD; and it must be one that can be read at once, which GLACIER and DEEP_ARCHIVE can't.";
            }
        }

        if (string.IsNullOrEmpty(options.AccessKey) != string.IsNullOrEmpty(options.SecretKey))
        {
            yield return "Storage:S3:AccessKey and Storage:S3:SecretKey must both be set, or both be empty to use the machine's identity.";
        }
    }

    private static IEnumerable<(string Key, string Name)> Names(S3StorageClasses classes) =>
        Enum.GetValues<StorageClass>().Select(c => (c.ToString(), classes.NameOf(c)));

    private static bool IsClassName(string name) =>
        name.Length > 0
        && name is not ("GLACIER" or "DEEP_ARCHIVE")
        && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    private static bool IsBucketName(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    private static bool IsLongBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= 32;
    }
}
