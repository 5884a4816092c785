using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Contracts;

/// <summary>
/// Something to buy beside a package (<c>package_options</c>, 선택품목). A quote copies it on use, so a later edit never reaches an old quote.
/// </summary>
public sealed class PackageOption
{
    private PackageOption() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name in Korean.</summary>
    public string NameKo { get; private set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; } = "";

    /// <summary>For which kind of shoot; null for all.</summary>
    public ProjectType? ProjectType { get; private set; }

    /// <summary>The price of one as it is offered; whether VAT is in it says <see cref="VatIncluded"/>.</summary>
    public Money Price { get; private set; }

    /// <summary>Whether VAT is in the price; where it is not, it comes on top (부가세 별도).</summary>
    public bool VatIncluded { get; private set; } = true;

    /// <summary>What one adds to the package's counts.</summary>
    public OptionTerms Adds { get; private set; } = new();

    /// <summary>Whether it may be sold.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>The first day on which it is sold; null for no limit.</summary>
    public DateOnly? SoldFrom { get; private set; }

    /// <summary>The last day on which it is sold; null for no limit.</summary>
    public DateOnly? SoldUntil { get; private set; }

    /// <summary>Whether the public price page shows it.</summary>
    public bool OnPricePage { get; private set; } = true;

    /// <summary>What is said beside it, in Korean; null for nothing.</summary>
    public string? NoteKo { get; private set; }

    /// <summary>What is said beside it, in English; null for nothing.</summary>
    public string? NoteEn { get; private set; }

    /// <summary>Place in lists.</summary>
    public int SortOrder { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Makes an option of what was typed.</summary>
    /// <param name="draft">What was typed.</param>
    /// <param name="sortOrder">Its place in lists.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused as <see cref="Package.Create"/> is.</returns>
    public static Result<PackageOption> Create(OptionDraft draft, int sortOrder, DateTimeOffset now)
    {
        var option = new PackageOption
        {
            Id = Ids.New(),
            SortOrder = sortOrder,
            CreatedAt = now,
        };
        var changed = option.Change(draft, now);
        return changed.Succeeded ? option : changed.Refusal;
    }

    /// <summary>Writes what was typed. Quotes and contracts that have it keep their own copy.</summary>
    /// <returns>Refused as <see cref="Create"/> is; nothing changed then.</returns>
    public Result Change(OptionDraft draft, DateTimeOffset now)
    {
        var sale = draft.Sale;
        if ((sale.Wrong() ?? draft.Adds.Wrong()) is { } wrong)
        {
            return wrong;
        }

        (NameKo, NameEn, ProjectType) = (StudioText.Clean(sale.NameKo)!, StudioText.Clean(sale.NameEn)!, draft.ProjectType);
        (Price, VatIncluded, Adds) = (sale.Price, sale.VatIncluded, draft.Adds);
        (NoteKo, NoteEn) = (StudioText.Clean(sale.NoteKo, multiline: true), StudioText.Clean(sale.NoteEn, multiline: true));
        (IsActive, SoldFrom, SoldUntil, OnPricePage, UpdatedAt) = (sale.IsActive, sale.SoldFrom, sale.SoldUntil, sale.OnPricePage, now);
        return Result.Ok;
    }

    /// <summary>The name in a language.</summary>
    public string Name(bool korean) => korean ? NameKo : NameEn;
}

/// <summary>What one of an option adds to a package's counts.</summary>
public sealed record OptionTerms
{
    /// <summary>More hours of shooting.</summary>
    public int ShootHours { get; init; }

    /// <summary>More photographers.</summary>
    public int Photographers { get; init; }

    /// <summary>More retouched pictures.</summary>
    public int RetouchedPhotos { get; init; }

    /// <summary>More album pages per copy.</summary>
    public int AlbumPages { get; init; }

    /// <summary>More album copies.</summary>
    public int AlbumCopies { get; init; }

    /// <summary>More rounds of 재수정.</summary>
    public int RevisionRounds { get; init; }

    /// <summary>By how many days the finished pictures come sooner.</summary>
    public int DaysSooner { get; init; }

    /// <summary>The first count outside of what can be meant; null where all are within.</summary>
    internal CountOutOfRange? Wrong() =>
        CountOutOfRange.First(
            (nameof(ShootHours), ShootHours, 0, 24),
            (nameof(Photographers), Photographers, 0, 10),
            (nameof(RetouchedPhotos), RetouchedPhotos, 0, 1000),
            (nameof(AlbumPages), AlbumPages, 0, 200),
            (nameof(AlbumCopies), AlbumCopies, 0, 20),
            (nameof(RevisionRounds), RevisionRounds, 0, 20),
            (nameof(DaysSooner), DaysSooner, 0, 365)
        );
}

/// <summary>An option as it is typed.</summary>
/// <param name="NameKo">Name in Korean.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="ProjectType">For which kind of shoot; null for all.</param>
/// <param name="Price">The price of one as it is offered.</param>
/// <param name="Adds">What one adds to the package's counts.</param>
/// <param name="IsActive">Whether it may be sold.</param>
/// <param name="VatIncluded">Whether VAT is in the price.</param>
/// <param name="SoldFrom">The first day on which it is sold; null for no limit.</param>
/// <param name="SoldUntil">The last day on which it is sold; null for no limit.</param>
/// <param name="OnPricePage">Whether the public price page shows it.</param>
/// <param name="NoteKo">What is said beside it, in Korean.</param>
/// <param name="NoteEn">What is said beside it, in English.</param>
public sealed record OptionDraft(
    string? NameKo,
    string? NameEn,
    ProjectType? ProjectType,
    Money Price,
    OptionTerms Adds,
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

/// <summary>부가가치세: the ten percent of the Value-Added Tax Act, section 30.</summary>
public static class Vat
{
    /// <summary>Percent.</summary>
    public const int Percent = 10;

    /// <summary>What comes on top of an amount without it, rounded down to whole won.</summary>
    public static Money On(Money net) => new(net.Won * Percent / 100);

    /// <summary>A price with VAT.</summary>
    /// <param name="price">The price as it is offered.</param>
    /// <param name="isIncluded">Whether VAT is in it already.</param>
    public static Money With(Money price, bool isIncluded) => isIncluded ? price : price + On(price);
}
