using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Contracts;

/// <summary>What the studio sells (<c>packages</c>). A contract copies its terms on use, so a later edit never reaches an old contract.</summary>
public sealed class Package
{
    /// <summary>Most characters of a package's name.</summary>
    public const int NameMaxLength = 100;

    private Package() { }

    /// <summary>Makes a package that was checked before.</summary>
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

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Makes a package of what was typed.</summary>
    /// <param name="draft">What was typed.</param>
    /// <param name="sortOrder">Its place in lists.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="AmountOutOfRange"/> or <see cref="CountOutOfRange"/>.</returns>
    public static Result<Package> Create(PackageDraft draft, int sortOrder, DateTimeOffset now)
    {
        var package = new Package
        {
            Id = Ids.New(),
            SortOrder = sortOrder,
            CreatedAt = now,
        };
        var changed = package.Change(draft, now);
        return changed.Succeeded ? package : changed.Refusal;
    }

    /// <summary>Writes what was typed. Contracts that were made of it keep their own copy.</summary>
    /// <returns>Refused as <see cref="Create"/> is; nothing changed then.</returns>
    public Result Change(PackageDraft draft, DateTimeOffset now)
    {
        var (nameKo, nameEn) = (StudioText.Clean(draft.NameKo), StudioText.Clean(draft.NameEn));
        foreach (var (name, field) in new[] { (nameKo, nameof(PackageDraft.NameKo)), (nameEn, nameof(PackageDraft.NameEn)) })
        {
            if (name is null)
            {
                return new FieldRequired(field);
            }

            if (name.Length > NameMaxLength)
            {
                return new FieldTooLong(field, NameMaxLength);
            }
        }

        if (!draft.Price.IsStorable || draft.Price == Money.Zero)
        {
            return new AmountOutOfRange(nameof(PackageDraft.Price));
        }

        if (!new Money(draft.Terms.ExtraPhotoWon).IsStorable)
        {
            return new AmountOutOfRange(nameof(PackageTerms.ExtraPhotoWon));
        }

        if (draft.Terms.Wrong() is { } wrong)
        {
            return wrong;
        }

        (NameKo, NameEn, ProjectType, Price, Terms) = (nameKo!, nameEn!, draft.ProjectType, draft.Price, draft.Terms);
        (IsActive, UpdatedAt) = (draft.IsActive, now);
        return Result.Ok;
    }

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

    /// <summary>The first count outside of what can be meant; null where all are within.</summary>
    internal CountOutOfRange? Wrong()
    {
        (string Field, int Value, int Least, int Most)[] counts =
        [
            (nameof(ShootHours), ShootHours, 0, 24),
            (nameof(Photographers), Photographers, 1, 10),
            (nameof(RetouchedPhotos), RetouchedPhotos, 0, 5000),
            (nameof(AlbumPages), AlbumPages, 0, 200),
            (nameof(AlbumCopies), AlbumCopies, 0, 20),
            (nameof(RevisionRounds), RevisionRounds, 0, 20),
            (nameof(DeliveryDays), DeliveryDays, 1, 730),
        ];
        return counts
            .Where(c => c.Value < c.Least || c.Value > c.Most)
            .Select(c => new CountOutOfRange(c.Field, c.Least, c.Most))
            .FirstOrDefault();
    }
}

/// <summary>A package as it is typed.</summary>
/// <param name="NameKo">Name in Korean.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="ProjectType">What is photographed.</param>
/// <param name="Price">Price with VAT.</param>
/// <param name="Terms">What is included.</param>
/// <param name="IsActive">Whether it may be sold.</param>
public sealed record PackageDraft(
    string? NameKo,
    string? NameEn,
    ProjectType ProjectType,
    Money Price,
    PackageTerms Terms,
    bool IsActive = true
);
