using System.Security.Cryptography;
using System.Text.Json;

namespace MindGraphy.Domain.Common;

/// <summary>What a form says, as one short text: a form that is sent again is known by its key, and by this whether it still says the same.</summary>
internal static class FormFingerprint
{
    /// <summary>The SHA-256 of the form as JSON, in hexadecimal.</summary>
    public static string Of<T>(T form) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)));
}
