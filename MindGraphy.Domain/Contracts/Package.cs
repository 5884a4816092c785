using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Contracts;

/// <summary>What the studio sells (<c>packages</c>). A contract copies its terms on use, so a later edit never reaches an old contract.</summary>
public sealed class Package
{
    /// <summary>Most characters of a package's name.</summary>
    public const int NameMaxLength = 100;

    private Package() { }

    /// <summary>Makes a package.</summary>
    public Package(
        string nameKo,
        string nameEn,
        ProjectType projectType,
        Money price,
        PackageTerms terms,
        int sortOrder,
        DateTimeOffset now
    )
    {
        (Id, NameKo, NameEn, ProjectType, Price, Terms) = (Ids.New(), nameKo, nameEn, projectType, price, terms);
        (SortOrder, CreatedAt, UpdatedAt) = (sortOrder, now, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name in Korean.</summary>
    public string NameKo { get; private set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; } = "";

    /// <summary>What kind of shoot it is.</summary>
    public ProjectType ProjectType { get; private set; }

    /// <summary>Price with VAT.</summary>
    public Money Price { get; private set; }

    /// <summary>What is included.</summary>
    public PackageTerms Terms { get; private set; } = new();

    /// <summary>Whether it may be sold.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Place in lists.</summary>
    public int SortOrder { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The name in a language.</summary>
    public string Name(bool korean) => korean ? NameKo : NameEn;
}

/// <summary>The included counts that later become rules: pick limit, price of an extra, album, revision rounds, due days.</summary>
public sealed record PackageTerms
{
    /// <summary>Hours of shooting.</summary>
    public int ShootHours { get; init; }

    /// <summary>Photographers on the day.</summary>
    public int Photographers { get; init; } = 1;

    /// <summary>Whether all originals are handed over.</summary>
    public bool OriginalsIncluded { get; init; } = true;

    /// <summary>How many pictures the couple picks for retouching: the limit of the proof gallery.</summary>
    public int RetouchedPhotos { get; init; }

    /// <summary>Price of one more retouched picture, in won.</summary>
    public long ExtraPhotoWon { get; init; }

    /// <summary>Album pages per copy; 0 without album.</summary>
    public int AlbumPages { get; init; }

    /// <summary>Album copies.</summary>
    public int AlbumCopies { get; init; }

    /// <summary>Rounds of 재수정 included.</summary>
    public int RevisionRounds { get; init; }

    /// <summary>Days from the couple's picks to the finished pictures.</summary>
    public int DeliveryDays { get; init; } = 60;
}
