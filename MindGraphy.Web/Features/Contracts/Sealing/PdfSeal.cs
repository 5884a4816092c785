using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts.Sealing;

/// <summary>
/// Signs by an incremental update (ISO 32000-1, 7.5.6 and 12.8): the catalog once more with a form field, an invisible field on the first page, and a
/// signature dictionary whose ByteRange covers everything but the signature itself.
/// </summary>
/// <param name="certificate">The studio's.</param>
/// <param name="authority">Stamps signatures with the time; null for none.</param>
/// <param name="logger">Hears of stamps that are missing.</param>
public sealed partial class PdfSeal(SealCertificate certificate, TimestampAuthority? authority = null, ILogger<PdfSeal>? logger = null)
    : IPdfSeal
{
    // A signature with its certificate has about 2 kB; twice as many hexadecimal digits, and room to spare.
    private const int Room = 16_384;

    // A stamp brings the authority's certificates up to its root: 4 to 8 kB are common.
    private const int RoomWithStamp = 49_152;

    // How a signature of ours begins, behind the lengths: version 1, SHA-256, data. No check of a signature looks at it.
    private static readonly byte[] Head = Convert.FromHexString("020101310d300b0609608648016503040201300b06092a864886f70d010701");

    private static readonly Encoding Latin = Encoding.Latin1;

    /// <inheritdoc/>
    public byte[] Seal(byte[] pdf, string reason, DateTimeOffset at)
    {
        var file = Laid(pdf, reason, at, Room);
        return file.Write(Signed(file, at).Encode())
            ? file.Bytes
            : throw new InvalidDataException("The certificate is larger than the room for a signature.");
    }

    /// <inheritdoc/>
    public async Task<SealedPdf> SealAsync(byte[] pdf, string reason, DateTimeOffset at, CancellationToken ct = default)
    {
        if (authority is not { IsSet: true })
        {
            return new SealedPdf(Seal(pdf, reason, at), Stamping.NotAsked);
        }

        var file = Laid(pdf, reason, at, RoomWithStamp);
        var cms = Signed(file, at);
        var answer = await authority.AskAsync(cms.SignerInfos[0].GetSignature(), ct);
        if (answer.Token is { } token)
        {
            cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(new Oid(TimestampAuthority.TokenAttribute), token));
            answer =
                !file.Write(cms.Encode()) ? new(StampFault.TooLarge, $"The stamp has {token.Length} bytes.")
                // Read once as anybody will: a stamp that we would find broken later is none now.
                : Read(file.Bytes) is not { Reading: SealReading.Whole, Stamp: not null }
                    ? new(StampFault.WrongAnswer, "The stamp can't be read back.")
                : answer;
        }

        if (answer.Fault is null)
        {
            return new SealedPdf(file.Bytes, new Stamping(answer.Stamp, null));
        }

        logger?.LogWarning("{Reason} is sealed without a time stamp, {Fault}: {Why}", reason, answer.Fault, answer.Why);
        return new SealedPdf(Seal(pdf, reason, at), new Stamping(null, answer.Fault));
    }

    private SignedCms Signed(LaidFile file, DateTimeOffset at)
    {
        var cms = new SignedCms(new ContentInfo(Covered(file.Bytes, file.Open, file.Close)), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = System.Security.Cryptography.X509Certificates.X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        cms.ComputeSignature(signer);
        return cms;
    }

    /// <summary>The file with everything but the signature, for which so many hexadecimal digits are kept free.</summary>
    private static LaidFile Laid(byte[] pdf, string reason, DateTimeOffset at, int room)
    {
        var file = new PdfFile(Latin.GetString(pdf));
        var (page, field, signature) = (file.FirstPage(), file.Size, file.Size + 1);
        var catalog = file.Dictionary(file.Root);
        var leaf = file.Dictionary(page);
        if (catalog.Contains("/AcroForm", StringComparison.Ordinal) || leaf.Contains("/Annots", StringComparison.Ordinal))
        {
            throw new InvalidDataException("The file has fields of its own; only papers that we drew are sealed.");
        }

        var update = new StringBuilder("\n");
        var offsets = new SortedDictionary<int, int>();

        void Add(int number, string dictionary)
        {
            offsets[number] = pdf.Length + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n<<{dictionary}>>\nendobj\n");
        }

        Add(file.Root, catalog + $"\n/AcroForm <</Fields [{field} 0 R] /SigFlags 3>>\n");
        Add(page, leaf + $"\n/Annots [{field} 0 R]\n");
        Add(field, $"/Type /Annot /Subtype /Widget /FT /Sig /T (MindGraphySeal) /F 132 /Rect [0 0 0 0] /P {page} 0 R /V {signature} 0 R");

        // The four numbers are known once everything is written: their room is kept.
        const string Range = "[0 0000000000 0000000000 0000000000]";
        Add(
            signature,
            $"/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:{at.UtcDateTime:yyyyMMddHHmmss}Z) /Reason ({Escaped(reason)})\n/ByteRange {Range}\n/Contents <{new string('0', room)}>"
        );
        var table = pdf.Length + update.Length;
        update.Append("xref\n");
        foreach (var (number, offset) in offsets)
        {
            update.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:0000000000} 00000 n \n");
        }

        update.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<</Size {signature + 1}\n/Root {file.Root} 0 R\n{file.Kept}/Prev {file.Table}>>\nstartxref\n{table}\n%%EOF\n"
        );

        var text = update.ToString();
        var open = pdf.Length + text.IndexOf("/Contents <", StringComparison.Ordinal) + "/Contents ".Length;
        var close = open + room + 2;
        var length = pdf.Length + text.Length;
        text = text.Replace(
            Range,
            string.Create(CultureInfo.InvariantCulture, $"[0 {open:0000000000} {close:0000000000} {length - close:0000000000}]"),
            StringComparison.Ordinal
        );
        var bytes = new byte[length];
        pdf.CopyTo(bytes, 0);
        Latin.GetBytes(text, bytes.AsSpan(pdf.Length));
        return new LaidFile(bytes, open, close);
    }

    /// <inheritdoc/>
    public SealFinding Read(ReadOnlyMemory<byte> pdf)
    {
        var bytes = pdf.ToArray();
        var text = Latin.GetString(bytes);
        if (ByteRange().Matches(text) is not [.., var range])
        {
            // A file of ours whose signature was cut off or spoilt still has its field.
            return text.Contains("/T (MindGraphySeal)", StringComparison.Ordinal) ? Broken : new(SealReading.NotOurs);
        }

        var numbers = range
            .Groups.Values.Skip(1)
            .Select(g => int.TryParse(g.Value, CultureInfo.InvariantCulture, out var n) ? n : -1)
            .ToArray();
        var (open, close, rest) = (numbers[0], numbers[1], numbers[2]);
        if (
            open <= 0
            || close <= open + 2
            || rest < 0
            || (long)close + rest != bytes.Length
            || bytes[open] != '<'
            || bytes[close - 1] != '>'
        )
        {
            return Broken;
        }

        try
        {
            var hex = text[(open + 1)..(close - 1)];
            var der = Convert.FromHexString(hex);
            var cms = new SignedCms(new ContentInfo(Covered(bytes, open, close)), detached: true);
            cms.Decode(der);
            if (cms.SignerInfos is not [{ Certificate: { } signed, Version: 1 } signer] || der.AsSpan().IndexOf(Head) is < 0 or > 23)
            {
                return Broken;
            }

            // Written as we write it, and nothing in the room behind it.
            var whole = Convert.ToHexStringLower(cms.Encode());
            if (hex != whole.PadRight(hex.Length, '0'))
            {
                return Broken;
            }

            cms.CheckSignature(verifySignatureOnly: true);
            TimeStamp? stamp = null;
            if (signer.UnsignedAttributes.Count > 0 && (stamp = TimestampAuthority.Read(signer)) is null)
            {
                return Broken;
            }

            // Whole, and perhaps another studio's. Our key with another certificate is neither.
            var ours = certificate.Certificate;
            return signed.RawDataMemory.Span.SequenceEqual(ours.RawDataMemory.Span) ? new(SealReading.Whole, stamp)
                : signed.GetPublicKey().AsSpan().SequenceEqual(ours.GetPublicKey()) ? Broken
                : new(SealReading.NotOurs, stamp);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or NotSupportedException)
        {
            return Broken;
        }
    }

    private static SealFinding Broken { get; } = new(SealReading.Broken);

    private static byte[] Covered(byte[] bytes, int open, int close) => [.. bytes[..open], .. bytes[close..]];

    private static string Escaped(string text) => string.Concat(text.Where(c => c is >= ' ' and < '\u007f' and not ('(' or ')' or '\\')));

    [GeneratedRegex(@"/ByteRange \[0 (\d{10}) (\d{10}) (\d{10})\]")]
    private static partial Regex ByteRange();

    /// <summary>A file that waits for its signature.</summary>
    /// <param name="Bytes">The whole file.</param>
    /// <param name="Open">Where the room for the signature begins, with its bracket.</param>
    /// <param name="Close">The first byte behind it.</param>
    private sealed record LaidFile(byte[] Bytes, int Open, int Close)
    {
        /// <summary>Writes the signature; false where it has no room.</summary>
        public bool Write(byte[] der)
        {
            if (2 * der.Length > Close - Open - 2)
            {
                return false;
            }

            Latin.GetBytes(Convert.ToHexStringLower(der), Bytes.AsSpan(Open + 1));
            return true;
        }
    }

    /// <summary>As much of a PDF as a signature needs: where objects lie, and the dictionaries of catalog and first page.</summary>
    private sealed partial class PdfFile
    {
        private readonly string _text;
        private readonly Dictionary<int, int> _offsets = [];

        public PdfFile(string text)
        {
            _text = text;
            Table = int.Parse(Found(StartXref().Matches(text).LastOrDefault()), CultureInfo.InvariantCulture);
            var end = Table < text.Length ? text.IndexOf("trailer", Table, StringComparison.Ordinal) : -1;
            var trailer = end > 0 ? text[end..] : "";
            Size = int.Parse(Found(SizeEntry().Match(trailer)), CultureInfo.InvariantCulture);
            Root = int.Parse(Found(RootEntry().Match(trailer)), CultureInfo.InvariantCulture);
            Kept = string.Concat(KeptEntries().Matches(trailer).Select(m => m.Value.Trim() + "\n"));
            var number = 0;
            foreach (var line in text[Table..].Split('\n').Skip(1))
            {
                if (Section().Match(line) is { Success: true } section)
                {
                    number = int.Parse(section.Groups[1].Value, CultureInfo.InvariantCulture);
                }
                else if (Entry().Match(line) is { Success: true } entry)
                {
                    _offsets[number++] = int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture);
                }
                else
                {
                    break;
                }
            }
        }

        public int Table { get; }

        public int Size { get; }

        public int Root { get; }

        public string Kept { get; }

        public int FirstPage()
        {
            var number = int.Parse(Found(PagesEntry().Match(Dictionary(Root))), CultureInfo.InvariantCulture);
            while (KidsEntry().Match(Dictionary(number)) is { Success: true } kids)
            {
                number = int.Parse(kids.Groups[1].Value, CultureInfo.InvariantCulture);
            }

            return number;
        }

        /// <summary>What stands between the outermost brackets of an object.</summary>
        public string Dictionary(int number)
        {
            var begin = _text.IndexOf("<<", _offsets[number], StringComparison.Ordinal);
            var end = _text.IndexOf("endobj", begin, StringComparison.Ordinal);
            return _text[(begin + 2).._text.LastIndexOf(">>", end, StringComparison.Ordinal)];
        }

        private static string Found(Match? match) =>
            match is { Success: true } ? match.Groups[1].Value : throw new InvalidDataException("This is no PDF as we draw them.");

        [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF")]
        private static partial Regex StartXref();

        [GeneratedRegex(@"/Size (\d+)")]
        private static partial Regex SizeEntry();

        [GeneratedRegex(@"/Root (\d+) 0 R")]
        private static partial Regex RootEntry();

        [GeneratedRegex(@"/Info \d+ 0 R|/ID \[[^\]]*\]")]
        private static partial Regex KeptEntries();

        [GeneratedRegex(@"/Pages (\d+) 0 R")]
        private static partial Regex PagesEntry();

        [GeneratedRegex(@"/Kids \[\s*(\d+) 0 R")]
        private static partial Regex KidsEntry();

        [GeneratedRegex(@"^(\d+) (\d+)\s*$")]
        private static partial Regex Section();

        [GeneratedRegex(@"^(\d{10}) \d{5} [nf]\s*$")]
        private static partial Regex Entry();
    }
}
