using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Contracts;

/// <summary>
/// Writes a contract as a document. The document of a sent version is kept beside its PDF as data, so that the page that is read, the
/// consents that are recorded and the sealed copy say exactly what was sent, whatever is edited meanwhile.
/// </summary>
public static class ContractPapers
{
    private static readonly JsonSerializerOptions Kept = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document for signing, from what the studio knows now.</summary>
    /// <param name="contract">The contract with its signers.</param>
    /// <param name="couple">The couple with its contacts.</param>
    /// <param name="settings">The studio.</param>
    /// <param name="template">What it is written by; null for the standard contract.</param>
    /// <returns>The document, and the fields it asks for that have no value: with one of them it may be read and not sent.</returns>
    public static (ContractDocument Document, IReadOnlySet<string> Missing) ForSigning(
        Contract contract,
        Customer couple,
        StudioSettings settings,
        ContractTemplate? template
    )
    {
        var culture = CultureOf(contract.Language);
        var written = template?.Draft ?? StandardContract.Template(contract.Language);
        var terms = StandardContract.TermsOf(contract, written);
        var values = MergeFields.Of(contract, couple, settings, terms);
        foreach (var number in MergeFields.OfClauses(written.Clauses))
        {
            values[number.Key] = number.Value;
        }

        var missing = new HashSet<string>();
        var document = Sheet(contract, couple, settings) with
        {
            Package = new ContractPackage(
                contract.PackageType ?? "",
                StandardContract.Included(contract.Included, contract.BoughtOptions, culture)
            ),
            Money = StandardContract.Money(terms, culture),
            Clauses = ContractTemplate.Fill(written.Clauses, values, missing),
            Consents =
            [
                .. written.Consents.Select(c =>
                    c with
                    {
                        Title = MergeText.Fill(c.Title, values, missing),
                        Text = MergeText.Fill(c.Text, values, missing),
                    }
                ),
            ],
            Wording = template?.Wording ?? StandardContract.Version,
        };
        return (document, missing);
    }

    /// <summary>The document of an amendment: what it changes, before and after, and a few clauses of its own.</summary>
    /// <param name="amendment">The amendment with its signers.</param>
    /// <param name="contract">The contract that it changes.</param>
    /// <param name="couple">The couple with its contacts.</param>
    /// <param name="settings">The studio.</param>
    public static ContractDocument ForAmendment(Contract amendment, Contract contract, Customer couple, StudioSettings settings) =>
        Sheet(amendment, couple, settings) with
        {
            Clauses = StandardAmendment.Clauses(amendment, contract),
            Consents = StandardAmendment.Consents(amendment.Language),
            Amends = new ContractAmends(contract.ContractNumber, contract.ContractDate, StandardAmendment.Changes(amendment, contract)),
            Wording = StandardAmendment.Version,
        };

    private static ContractDocument Sheet(Contract contract, Customer couple, StudioSettings settings)
    {
        var culture = CultureOf(contract.Language);
        return new ContractDocument(
            contract.Language,
            IdentityOf(settings, contract.Language),
            contract.ContractNumber,
            contract.ContractDate ?? contract.WeddingDate,
            [
                .. couple
                    .Contacts.Where(c => c.Role is ContactRole.Groom or ContactRole.Bride)
                    .OrderBy(c => c.Role)
                    .Select(c => new ContractParty(Words.Of(c.Role, culture), c.Name, c.Phone, c.Email)),
            ],
            new ContractWedding(contract.WeddingDate, contract.WeddingTime, contract.WeddingVenue, contract.PhotographerName),
            new ContractPackage("", []),
            [],
            [],
            [],
            [
                .. contract.Signers.OrderBy(s => s.Position).Select(s => new ContractSignature(Words.Of(s.SignerRole, culture), s.Name)),
                new ContractSignature(StandardContract.StudioRole(culture), settings.Owner),
            ],
            [],
            null,
            false
        );
    }

    /// <summary>The copy to keep: what was sent, with everybody's signature and the record of each act.</summary>
    /// <param name="sent">The document as it was sent.</param>
    /// <param name="contract">The contract, with everybody who signed.</param>
    /// <param name="version">The version that was signed.</param>
    /// <param name="pictures">The drawn signatures by signer.</param>
    /// <param name="zone">The studio's zone.</param>
    public static ContractDocument Sealed(
        ContractDocument sent,
        Contract contract,
        ContractVersion version,
        IReadOnlyDictionary<Guid, byte[]> pictures,
        TimeZoneInfo zone
    )
    {
        var culture = CultureOf(sent.Culture);
        var studio = sent.Signatures[^1];
        var people = contract.Signers.OrderBy(s => s.Position).ToList();
        return sent with
        {
            Sealed = true,
            Zone = zone,
            DocumentSha256 = version.PdfSha256,
            Consents = [.. sent.Consents.Select(c => Answered(c, people))],
            Signatures =
            [
                .. people.Select(s => new ContractSignature(
                    Words.Of(s.SignerRole, culture),
                    s.Name,
                    pictures.GetValueOrDefault(s.Id),
                    s.TypedName,
                    s.SignedAt
                )),
                // By sending, the studio signs what it sent, unless somebody signs for it last.
                studio with
                {
                    TypedName = contract.CounterSignedBy ?? studio.Name,
                    SignedAt = contract.CounterSignedAt ?? version.SentAt,
                },
            ],
            Evidence =
            [
                .. people.Select(s => new ContractEvidence(
                    Words.Of(s.SignerRole, culture),
                    s.Name,
                    s.SignedAt ?? default,
                    IdentifiedBy(s, zone, culture),
                    s.Ip,
                    s.UserAgent,
                    s.SignatureSha256
                )),
                new ContractEvidence(
                    studio.Role,
                    contract.CounterSignedBy ?? studio.Name,
                    contract.CounterSignedAt ?? version.SentAt,
                    Words.Find(
                        typeof(Contract),
                        contract.CounterSignedAt is null ? "Evidence.StudioAccount" : "Evidence.CounterSigned",
                        culture
                    ),
                    null,
                    null
                ),
            ],
        };
    }

    private static string? IdentifiedBy(ContractSigner signer, TimeZoneInfo zone, CultureInfo culture)
    {
        var link = Words.Find(typeof(Contract), "Evidence.PersonalLink", culture);
        return signer.IdentityAt is { } at
            ? link
                + " · "
                + string.Format(
                    culture,
                    Words.Find(typeof(Contract), "Evidence.Code." + signer.IdentityWay, culture) ?? "",
                    signer.IdentitySentTo,
                    StudioFormat.DateTime(at, zone, culture)
                )
            : link;
    }

    /// <summary>The document as data, in UTF-8.</summary>
    public static byte[] Keep(ContractDocument document) => JsonSerializer.SerializeToUtf8Bytes(document with { Zone = null }, Kept);

    /// <summary>Reads what <see cref="Keep"/> wrote.</summary>
    public static ContractDocument Read(Stream kept) =>
        JsonSerializer.Deserialize<ContractDocument>(kept, Kept) ?? throw new InvalidDataException("The kept document is empty.");

    /// <summary>The clauses as plain text, for <c>contracts.terms</c>.</summary>
    public static string TextOf(ContractDocument document) =>
        string.Join("\n\n", document.Clauses.Select((c, i) => $"{i + 1}. {c.Title}\n{c.Text}"));

    /// <summary>The studio as the law wants it named.</summary>
    public static StudioIdentity IdentityOf(StudioSettings settings, string language) =>
        new(
            settings.Name(language == "ko"),
            settings.Owner,
            settings.Address,
            Phone.Parse(settings.Phone) ?? settings.Phone,
            StudioText.Clean(settings.RegistrationNumber)
        );

    /// <summary>The culture of a paper's language.</summary>
    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language == "ko" ? "ko-KR" : "en-US");

    // Two people may answer an optional question differently: then the paper names who agreed.
    private static ContractConsent Answered(ContractConsent consent, List<ContractSigner> people)
    {
        var agreed = people.Where(s => s.Consents.Any(c => c.Code == consent.Key && c.IsTicked)).ToList();
        return agreed.Count == people.Count ? consent with { Ticked = true }
            : agreed.Count == 0 ? consent
            : consent with { Ticked = true, Title = $"{consent.Title} ({string.Join(", ", agreed.Select(s => s.Name))})" };
    }
}
