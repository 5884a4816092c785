using System.Globalization;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Imports;

/// <summary>Fills in what is empty, and takes it back where it is still what was filled in. Names are never empty.</summary>
public static class CoupleFill
{
    /// <summary>What a filled-in manager is called among the values.</summary>
    public const string Manager = "Manager";

    /// <summary>What a filled-in address is called among the values.</summary>
    public const string Address = "Address";

    private static readonly (
        string Name,
        Func<CustomerDetails, string?> Get,
        Func<CustomerDetails, string?, CustomerDetails> Set
    )[] Fields =
    [
        ("BridePhone", d => d.BridePhone, (d, v) => d with { BridePhone = v }),
        ("GroomPhone", d => d.GroomPhone, (d, v) => d with { GroomPhone = v }),
        ("Email", d => d.Email, (d, v) => d with { Email = v }),
        (
            "WeddingDate",
            d => d.WeddingDate?.ToString("O", CultureInfo.InvariantCulture),
            (d, v) => d with { WeddingDate = v is null ? null : DateOnly.Parse(v, CultureInfo.InvariantCulture) }
        ),
        (
            "WeddingTime",
            d => d.WeddingTime?.ToString("HH:mm", CultureInfo.InvariantCulture),
            (d, v) => d with { WeddingTime = v is null ? null : TimeOnly.Parse(v, CultureInfo.InvariantCulture) }
        ),
        ("WeddingVenue", d => d.WeddingVenue, (d, v) => d with { WeddingVenue = v }),
        ("SourceChannel", d => d.SourceChannel, (d, v) => d with { SourceChannel = v }),
        ("Notes", d => d.Notes, (d, v) => d with { Notes = v }),
    ];

    /// <summary>What is known with its gaps filled.</summary>
    public static CustomerDetails Fill(CustomerDetails known, CustomerDetails further) =>
        Fields.Aggregate(
            known,
            (details, field) => string.IsNullOrEmpty(field.Get(details)) ? field.Set(details, field.Get(further)) : details
        );

    /// <summary>The fields that differ, with what they are now.</summary>
    public static Dictionary<string, string> Changes(CustomerDetails before, CustomerDetails after) =>
        Fields.Where(f => f.Get(after) is { Length: > 0 } now && now != f.Get(before)).ToDictionary(f => f.Name, f => f.Get(after)!);

    /// <summary>Empties the fields that still hold what was filled in.</summary>
    /// <returns>What is left, and whether any field was emptied and any was not.</returns>
    public static (CustomerDetails Details, bool Emptied, bool Kept) TakeBack(
        CustomerDetails now,
        IReadOnlyDictionary<string, string> filled
    )
    {
        var (emptied, kept) = (false, false);
        foreach (var field in Fields)
        {
            if (!filled.TryGetValue(field.Name, out var value))
            {
                continue;
            }

            if (field.Get(now) == value)
            {
                (now, emptied) = (field.Set(now, null), true);
            }
            else
            {
                kept = true;
            }
        }

        return (now, emptied, kept);
    }
}
