using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Links;

namespace MindGraphy.Web.Features.Links;

/// <summary>Section <c>Links</c>.</summary>
public sealed class LinkSettings
{
    /// <summary>The section.</summary>
    public const string Section = "Links";

    /// <summary>The server key as base64 (32 bytes). Empty: kept in a file of <see cref="KeyFolder"/> that is made at the first start. More than one node needs the same key.</summary>
    public string Key { get; set; } = "";

    /// <summary>Where the key file lies, relative to the content root.</summary>
    [Required]
    public string KeyFolder { get; set; } = ".data/keys";

    /// <summary>The address that mails point to, for example <c>https://studio.example.com</c>.</summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "http://localhost:5080";
}

/// <summary>The one secret that is kept outside the database on purpose, so that a dump opens nothing.</summary>
public sealed class ServerKey
{
    private const int KeyBytes = 32;
    private readonly byte[] _key;

    /// <summary>Reads the key from the settings or its file; makes the file where there is none.</summary>
    public ServerKey(IOptions<LinkSettings> options, IHostEnvironment environment)
    {
        _key =
            options.Value.Key.Length > 0
                ? Convert.FromBase64String(options.Value.Key)
                : ReadOrMake(Path.Combine(environment.ContentRootPath, options.Value.KeyFolder));
        if (_key.Length < KeyBytes)
        {
            throw new InvalidOperationException("The server key's file is shorter than 32 bytes. Put the right one back from a backup.");
        }
    }

    /// <summary>HMAC-SHA256 of some content under the key.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_key, content);

    /// <summary>A key of 32 bytes for one purpose; tells nothing of the others (HKDF, RFC 5869).</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] ReadOrMake(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "links.key");
        if (!File.Exists(file))
        {
            var draft = file + "." + Guid.NewGuid().ToString("N");
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(draft, how))
            {
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));

                // Links and cookies are made of it from now on: a power cut must not take it.
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another process was first; its key counts.
                File.Delete(draft);
            }
        }

        return File.ReadAllBytes(file);
    }
}

/// <summary>Derives tokens with HMAC-SHA256 under the server key.</summary>
public sealed class LinkSigner(ServerKey key) : ILinkSigner
{
    /// <inheritdoc/>
    public string TokenFor(Guid linkId) => Base64Url.EncodeToString(key.Sign(linkId.ToByteArray(bigEndian: true)));

    /// <inheritdoc/>
    public string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>What the attributes can't say.</summary>
public sealed class LinkSettingsValidator : IValidateOptions<LinkSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LinkSettings options)
    {
        Span<byte> key = stackalloc byte[256];
        return options.Key.Length == 0 || (Convert.TryFromBase64String(options.Key, key, out var length) && length is >= 32 and <= 256)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Links:Key must be empty or at least 32 bytes as base64, for example from: openssl rand -base64 32"
            );
    }
}
