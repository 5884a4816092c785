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

/// <summary>Derives tokens with HMAC-SHA256. The key is outside the database on purpose: a dump opens nothing.</summary>
public sealed class LinkSigner : ILinkSigner
{
    private const int KeyBytes = 32;
    private readonly byte[] _key;

    /// <summary>Reads the key from the settings or its file; makes the file where there is none.</summary>
    public LinkSigner(IOptions<LinkSettings> options, IHostEnvironment environment)
    {
        _key =
            options.Value.Key.Length > 0
                ? Convert.FromBase64String(options.Value.Key)
                : ReadOrMake(Path.Combine(environment.ContentRootPath, options.Value.KeyFolder));
        if (_key.Length < KeyBytes)
        {
            throw new InvalidOperationException("Links:Key must be at least 32 bytes as base64, for example from: openssl rand -base64 32");
        }
    }

    /// <inheritdoc/>
    public string TokenFor(Guid linkId) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, linkId.ToByteArray(bigEndian: true)));

    /// <inheritdoc/>
    public string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static byte[] ReadOrMake(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "links.key");
        if (!File.Exists(file))
        {
            var draft = file + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(draft, RandomNumberGenerator.GetBytes(KeyBytes));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
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
