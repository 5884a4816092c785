using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Contracts;

/// <summary>What the studio sells (<c>packages</c>). A contract copies its terms on use, so a later edit never reaches an old contract.</summary>
public sealed class Package
{
    /// <summary>Most characters of a package's name.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Most characters of what the price page says beside it.</summary>
    public const int NoteMaxLength = 500;

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

    /// <summary>The price as it is offered; whether VAT is in it says <see cref="VatIncluded"/>.</summary>
    public Money Price { get; private set; }

    /// <summary>Whether VAT is in the price; where it is not, it comes on top (부가세 별도).</summary>
    public bool VatIncluded { get; private set; } = true;

    /// <summary>What is included.</summary>
    public PackageTerms Terms { get; private set; } = new();

    /// <summary>Whether it may be sold.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>The first day on which it is sold; null for no limit.</summary>
    public DateOnly? SoldFrom { get; private set; }

    /// <summary>The last day on which it is sold; null for no limit.</summary>
    public DateOnly? SoldUntil { get; private set; }

    /// <summary>Whether the public price page shows it.</summary>
    public bool OnPricePage { get; private set; } = true;

    /// <summary>What the price page says beside it, in Korean; null for nothing.</summary>
    public string? NoteKo { get; private set; }

    /// <summary>What the price page says beside it, in English; null for nothing.</summary>
    public string? NoteEn { get; private set; }

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

    /// <summary>Writes what was typed. Quotes and contracts that were made of it keep their own copy.</summary>
    /// <returns>Refused as <see cref="Create"/> is; nothing changed then.</returns>
    public Result Change(PackageDraft draft, DateTimeOffset now)
    {
        var sale = draft.Sale;
        if ((sale.Wrong() ?? draft.Terms.Wrong()) is { } wrong)
        {
            return wrong;
        }

        (NameKo, NameEn, ProjectType) = (StudioText.Clean(sale.NameKo)!, StudioText.Clean(sale.NameEn)!, draft.ProjectType);
        (Price, VatIncluded, Terms) = (sale.Price, sale.VatIncluded, draft.Terms);
        (NoteKo, NoteEn) = (StudioText.Clean(sale.NoteKo, multiline: true), StudioText.Clean(sale.NoteEn, multiline: true));
        (IsActive, SoldFrom, SoldUntil, OnPricePage, UpdatedAt) = (sale.IsActive, sale.SoldFrom, sale.SoldUntil, sale.OnPricePage, now);
        return Result.Ok;
    }

    /// <summary>The name in a language.</summary>
    public string Name(bool korean) => korean ? NameKo : NameEn;

    /// <summary>What a contract of this package alone is made of.</summary>
    public ContractBasis Basis(string language) => new(Id, Name(language == "ko"), Terms, []);
}

/// <summary>What a contract is made of, copied so that a later edit of the catalogue never reaches it.</summary>
/// <param name="PackageId">The package; null where it is gone.</param>
/// <param name="Name">Its name, in the language of the paper.</param>
/// <param name="Terms">Its counts with those of the options.</param>
/// <param name="Options">What was bought beside it.</param>
public sealed record ContractBasis(Guid? PackageId, string Name, PackageTerms Terms, IReadOnlyList<BoughtOption> Options);

/// <summary>Something that was bought beside the package.</summary>
/// <param name="Name">Its name, in the language of the paper.</param>
/// <param name="Quantity">How many, 1 or more.</param>
/// <param name="Won">What all of them cost, with VAT.</param>
public sealed record BoughtOption(string Name, int Quantity, long Won);

/// <summary>The included counts that later become rules: pick limit, price of an extra, album, revision rounds, due days.</summary>
public sealed record PackageTerms
{
    /// <summary>Hours of shooting.</summary>
    public int ShootHours { get; init; }

    /// <summary>Photographers on the day.</summary>
    public int Photographers { get; init; } = 1;

    /// <summary>Who takes the pictures.</summary>
    public PhotographerGrade Grade { get; init; }

    /// <summary>Whether all originals are handed over.</summary>
    public bool OriginalsIncluded { get; init; } = true;

    /// <summary>How many originals there will be at least; 0 where nothing is promised.</summary>
    public int OriginalPhotos { get; init; }

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

    /// <summary>These terms with what an option adds to them, so many times.</summary>
    public PackageTerms With(OptionTerms adds, int quantity) =>
        this with
        {
            ShootHours = ShootHours + (quantity * adds.ShootHours),
            Photographers = Photographers + (quantity * adds.Photographers),
            RetouchedPhotos = RetouchedPhotos + (quantity * adds.RetouchedPhotos),
            AlbumPages = AlbumPages + (quantity * adds.AlbumPages),
            AlbumCopies = AlbumCopies + (quantity * adds.AlbumCopies),
            RevisionRounds = RevisionRounds + (quantity * adds.RevisionRounds),
            DeliveryDays = Math.Max(1, DeliveryDays - (quantity * adds.DaysSooner)),
        };

    /// <summary>What is outside of what can be meant; null where all is within.</summary>
    internal Refusal? Wrong() =>
        !new Money(ExtraPhotoWon).IsStorable ? new AmountOutOfRange(nameof(ExtraPhotoWon))
        : !Enum.IsDefined(Grade) ? new FieldRequired(nameof(Grade))
        : CountOutOfRange.First(
            (nameof(ShootHours), ShootHours, 0, 24),
            (nameof(Photographers), Photographers, 1, 10),
            (nameof(OriginalPhotos), OriginalPhotos, 0, 20_000),
            (nameof(RetouchedPhotos), RetouchedPhotos, 0, 5000),
            (nameof(AlbumPages), AlbumPages, 0, 200),
            (nameof(AlbumCopies), AlbumCopies, 0, 20),
            (nameof(RevisionRounds), RevisionRounds, 0, 20),
            (nameof(DeliveryDays), DeliveryDays, 1, 730)
        );
}

/// <summary>Who takes the pictures (작가 등급).</summary>
public enum PhotographerGrade
{
    /// <summary>Nothing is promised.</summary>
    Any,

    /// <summary>A photographer of the studio.</summary>
    Standard,

    /// <summary>A lead photographer (수석).</summary>
    Lead,

    /// <summary>The studio's head (대표).</summary>
    Head,
}

/// <summary>A package as it is typed.</summary>
/// <param name="NameKo">Name in Korean.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="ProjectType">What is photographed.</param>
/// <param name="Price">The price as it is offered.</param>
/// <param name="Terms">What is included.</param>
/// <param name="IsActive">Whether it may be sold.</param>
/// <param name="VatIncluded">Whether VAT is in the price.</param>
/// <param name="SoldFrom">The first day on which it is sold; null for no limit.</param>
/// <param name="SoldUntil">The last day on which it is sold; null for no limit.</param>
/// <param name="OnPricePage">Whether the public price page shows it.</param>
/// <param name="NoteKo">What the price page says beside it, in Korean.</param>
/// <param name="NoteEn">What the price page says beside it, in English.</param>
public sealed record PackageDraft(
    string? NameKo,
    string? NameEn,
    ProjectType ProjectType,
    Money Price,
    PackageTerms Terms,
    bool IsActive = true,
    bool VatIncluded = true,
    DateOnly? SoldFrom = null,
    DateOnly? SoldUntil = null,
    bool OnPricePage = true,
    string? NoteKo = null,
    string? NoteEn = null
)
{
    internal SaleDraft Sale => new(NameKo, NameEn, Price, VatIncluded, SoldFrom, SoldUntil, IsActive, OnPricePage, NoteKo, NoteEn);
}

/// <summary>What packages and options have in common as they are typed: name, price, and when they are sold.</summary>
internal sealed record SaleDraft(
    string? NameKo,
    string? NameEn,
    Money Price,
    bool VatIncluded,
    DateOnly? SoldFrom,
    DateOnly? SoldUntil,
    bool IsActive,
    bool OnPricePage,
    string? NoteKo,
    string? NoteEn
)
{
    /// <summary>What can't be meant; null where all can.</summary>
    public Refusal? Wrong() =>
        Wrong(StudioText.Clean(NameKo), nameof(NameKo), Package.NameMaxLength, isRequired: true)
        ?? Wrong(StudioText.Clean(NameEn), nameof(NameEn), Package.NameMaxLength, isRequired: true)
        ?? Wrong(StudioText.Clean(NoteKo, multiline: true), nameof(NoteKo), Package.NoteMaxLength, isRequired: false)
        ?? Wrong(StudioText.Clean(NoteEn, multiline: true), nameof(NoteEn), Package.NoteMaxLength, isRequired: false)
        ?? (!Price.IsStorable || Price == Money.Zero ? new AmountOutOfRange(nameof(Price)) : null)
        ?? WrongDay(SoldFrom, nameof(SoldFrom))
        ?? WrongDay(SoldUntil, nameof(SoldUntil))
        ?? (SoldUntil < SoldFrom ? new EndsBeforeItBegins(nameof(SoldUntil)) : null);

    private static Refusal? Wrong(string? text, string field, int most, bool isRequired) =>
        text is null ? (isRequired ? new FieldRequired(field) : null)
        : text.Length > most ? new FieldTooLong(field, most)
        : null;

    private static Refusal? WrongDay(DateOnly? day, string field) =>
        day is { } given && DayOutOfRange.IsOut(given) ? new DayOutOfRange(field) : null;
}
