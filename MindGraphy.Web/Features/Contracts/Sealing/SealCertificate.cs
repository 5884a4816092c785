using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Contracts.Sealing;

/// <summary>
/// The certificate that contracts are sealed with: the studio's own by setting, else one that the server makes for itself at the first use and keeps
/// beside its key. A self-made one shows that a file is unchanged; who the studio is, a reader has to know otherwise.
/// </summary>
public sealed class SealCertificate : IDisposable
{
    private const int Years = 30;
    private readonly Lazy<X509Certificate2> _certificate;

    /// <summary>Names where it lies; it is read or made at the first use.</summary>
    public SealCertificate(IOptions<ContractOptions> options, IOptions<LinkSettings> links, IHostEnvironment environment, TimeProvider time)
        : this(
            Path.Combine(
                environment.ContentRootPath,
                options.Value.SealCertificate.Length > 0 ? options.Value.SealCertificate : Path.Combine(links.Value.KeyFolder, "seal.pfx")
            ),
            options.Value.SealCertificatePassword,
            mayMake: options.Value.SealCertificate.Length == 0,
            time
        ) { }

    /// <summary>A certificate in a file.</summary>
    /// <param name="file">The PKCS#12 file.</param>
    /// <param name="password">Its password; empty for none.</param>
    /// <param name="mayMake">Whether it is made where it is missing.</param>
    /// <param name="time">From when a made one is good.</param>
    public SealCertificate(string file, string password, bool mayMake, TimeProvider time) =>
        _certificate = new(() =>
        {
            if (mayMake && !File.Exists(file))
            {
                Make(file, time.GetUtcNow());
            }

            return X509CertificateLoader.LoadPkcs12FromFile(file, password.Length > 0 ? password : null);
        });

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_certificate.IsValueCreated)
        {
            _certificate.Value.Dispose();
        }
    }

    private static void Make(string file, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=MindGraphy contract seal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true)
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        var draft = file + "." + Guid.NewGuid().ToString("N");
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, how))
        {
            stream.Write(made.Export(X509ContentType.Pkcs12));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first; its certificate counts.
            File.Delete(draft);
        }
    }
}
