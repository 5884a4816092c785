using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Auth;

/// <summary>
/// Cookies' keys lie in the database, where every node finds them, but encrypted (AES-256-GCM) under the server key, which does not: with a dump
/// alone nobody makes a cookie or a reset link.
/// </summary>
public sealed class KeyEncryptor(ServerKey key) : IXmlEncryptor
{
    internal const string Purpose = "mindgraphy data protection keys";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(key.Derive(Purpose), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var sealedKey = new XElement("sealedKey", Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
        return new EncryptedXmlInfo(sealedKey, typeof(KeyDecryptor));
    }
}

/// <summary>Reads what <see cref="KeyEncryptor"/> wrote. Made by Data Protection, by the name that stands beside each key.</summary>
public sealed class KeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[bytes.Length - nonceSize - tagSize];
        using var aes = new AesGcm(services.GetRequiredService<ServerKey>().Derive(KeyEncryptor.Purpose), tagSize);
        aes.Decrypt(bytes[..nonceSize], bytes[(nonceSize + tagSize)..], bytes.Slice(nonceSize, tagSize), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
