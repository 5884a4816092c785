using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace MindGraphy.Data.Photos;

/// <summary>File names in HTTP headers: Hangul, quotes and line breaks included.</summary>
public static class DownloadNames
{
    /// <summary>
    /// A Content-Disposition that saves under a name. Hangul is composed first (Macs hand over jamo), characters that no file system or header
    /// takes are replaced.
    /// </summary>
    public static string Attachment(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var clean = new StringBuilder();
        foreach (var rune in name.Normalize().EnumerateRunes())
        {
            var safe =
                Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control
                && !@"\/:*?""<>|".Contains(rune.ToString(), StringComparison.Ordinal);
            clean.Append(safe ? rune.ToString() : "_");
        }

        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(clean.ToString());
        return header.ToString();
    }
}
