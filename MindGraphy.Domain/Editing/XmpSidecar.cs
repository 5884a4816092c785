using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MindGraphy.Domain.Editing;

/// <summary>A sidecar that Lightroom, Capture One and Bridge read beside a raw file: rating, colour and the couple's note.</summary>
public static class XmpSidecar
{
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    /// <summary>The sidecar's bytes.</summary>
    /// <param name="rating">0 to 5 stars.</param>
    /// <param name="label">The colour's English name, as the programs keep it.</param>
    /// <param name="note">Becomes the description; null for none.</param>
    public static byte[] Write(int rating, string label, string? note)
    {
        var description = new XElement(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "xmp", Xmp.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName),
            new XAttribute(Xmp + "Rating", rating.ToString(CultureInfo.InvariantCulture)),
            new XAttribute(Xmp + "Label", label)
        );
        if (note is not null)
        {
            description.Add(
                new XElement(
                    Dc + "description",
                    new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Clean(note)))
                )
            );
        }

        var root = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta.NamespaceName),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf.NamespaceName), description)
        );
        return Encoding.UTF8.GetBytes(
            "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                + root.ToString(SaveOptions.DisableFormatting)
                + "\n<?xpacket end=\"w\"?>\n"
        );
    }

    // A note may hold what XML has no place for; half a character is none.
    private static string Clean(string note)
    {
        var clean = new StringBuilder(note.Length);
        foreach (var rune in note.EnumerateRunes())
        {
            if (rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
