using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using MindGraphy.Domain.Deliveries;

namespace MindGraphy.Web.Features.Deliveries.Preview;

/// <summary>What a form holds that was not made yet, in the address of its preview: looking makes nothing.</summary>
/// <param name="Type">How it is handed over.</param>
/// <param name="Title">What it is called.</param>
/// <param name="AlbumId">The album to take the files from; for files to fetch.</param>
/// <param name="Until">The last day; for files to fetch, and for a link elsewhere that runs out.</param>
/// <param name="Limit">How often each person may fetch each thing; null without limit.</param>
/// <param name="WithPin">Whether a PIN is asked for.</param>
/// <param name="Hold">Whether originals, or the link, wait until the contract is paid.</param>
public sealed record DeliveryPreviewQuery(
    DeliveryType Type,
    string? Title,
    Guid? AlbumId,
    DateOnly? Until,
    int? Limit,
    bool WithPin,
    bool Hold
)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string Seal = "delivery.preview.v1";

    /// <summary>To whom, where to and where it lies: sealed in the address, as no log is to hold a name, an address or a key to files.</summary>
    public Place Where { get; init; } = new(null, null, null);

    /// <summary>The address of the preview.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="protection">Seals what nobody but the preview reads.</param>
    public string AddressOf(Guid projectId, IDataProtectionProvider protection) =>
        QueryHelpers.AddQueryString(
            $"/studio/projects/{projectId}/delivery-preview",
            new Dictionary<string, string?>
            {
                ["type"] = Type.ToString(),
                ["title"] = Title,
                ["album"] = AlbumId?.ToString(),
                ["until"] = Until?.ToString(DayFormat, CultureInfo.InvariantCulture),
                ["limit"] = Limit?.ToString(CultureInfo.InvariantCulture),
                ["pin"] = WithPin ? "1" : null,
                ["hold"] = Hold ? "1" : null,
                ["where"] =
                    Type == DeliveryType.DigitalDownload ? null : protection.CreateProtector(Seal).Protect(JsonSerializer.Serialize(Where)),
            }
        );

    /// <summary>Reads an address; null where it is none that a form made: files without an album or a day, another way without its seal.</summary>
    public static DeliveryPreviewQuery? Read(IQueryCollection query, IDataProtectionProvider protection)
    {
        if (!Enum.TryParse<DeliveryType>(query["type"], out var type) || !Enum.IsDefined(type))
        {
            return null;
        }

        Guid? album = Guid.TryParse(query["album"], out var found) ? found : null;
        DateOnly? until = DateOnly.TryParseExact(query["until"], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
        var files = type == DeliveryType.DigitalDownload;
        return (files ? album is null || until is null : Opened(query["where"], protection) is null)
            ? null
            : new DeliveryPreviewQuery(
                type,
                query["title"],
                files ? album : null,
                until,
                int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) ? limit : null,
                query["pin"] == "1",
                query["hold"] == "1"
            )
            {
                Where = files ? new Place(null, null, null) : Opened(query["where"], protection)!,
            };
    }

    private static Place? Opened(string? seal, IDataProtectionProvider protection)
    {
        try
        {
            return string.IsNullOrEmpty(seal) ? null : JsonSerializer.Deserialize<Place>(protection.CreateProtector(Seal).Unprotect(seal));
        }
        catch (CryptographicException)
        {
            // Not our seal, or one of keys that are gone.
            return null;
        }
    }

    /// <summary>Where something goes, or lies.</summary>
    /// <param name="Recipient">To whom.</param>
    /// <param name="Address">Where to.</param>
    /// <param name="Link">A link elsewhere.</param>
    public sealed record Place(string? Recipient, string? Address, string? Link);
}
