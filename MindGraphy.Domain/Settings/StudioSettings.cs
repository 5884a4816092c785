namespace MindGraphy.Domain.Settings;

/// <summary>The studio's own facts (<c>studio_settings</c>, one row): what stands on contracts, pages and mails.</summary>
public sealed class StudioSettings
{
    /// <summary>The one row's id.</summary>
    public const int TheOne = 1;

    private StudioSettings() { }

    /// <summary>A new installation's settings.</summary>
    public StudioSettings(DateTimeOffset now) => (Id, UpdatedAt) = (TheOne, now);

    /// <summary>Always <see cref="TheOne"/>.</summary>
    public int Id { get; private init; }

    /// <summary>Name in Korean.</summary>
    public string NameKo { get; private set; } = "우리 스튜디오";

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; } = "Our studio";

    /// <summary>대표자.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Phone as printed.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>E-mail for replies.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Address as printed.</summary>
    public string Address { get; private set; } = "";

    /// <summary>사업자등록번호.</summary>
    public string RegistrationNumber { get; private set; } = "";

    /// <summary>Share of the total that is asked as deposit, 0 to 100.</summary>
    public int DepositPercent { get; private set; } = 20;

    /// <summary>Days a proof link stays open.</summary>
    public int ProofDays { get; private set; } = 21;

    /// <summary>Days a contract link stays open.</summary>
    public int ContractLinkDays { get; private set; } = 14;

    /// <summary>Most days a couple may have to look at finished photos.</summary>
    public const int MostReviewDays = 90;

    /// <summary>Days a couple has to look at finished photos; after them their silence is a yes.</summary>
    public int ReviewDays { get; private set; } = 7;

    /// <summary>What a round of changes beyond the contract's costs, in won; null where the studio answers for itself.</summary>
    public long? RevisionWon { get; private set; }

    /// <summary>How many pictures the studio usually lays out on twenty album pages, 1 to <see cref="AlbumOrders.AlbumBudget.MostPhotos"/>.</summary>
    public int PhotosOnTwentyPages { get; private set; } = 15;

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The name in a language.</summary>
    public string Name(bool korean) => korean ? NameKo : NameEn;

    /// <summary>Writes the identity.</summary>
    public void Identify(
        string nameKo,
        string nameEn,
        string owner,
        string phone,
        string email,
        string address,
        string registrationNumber,
        DateTimeOffset now
    )
    {
        (NameKo, NameEn, Owner, Phone, Email, Address, RegistrationNumber, UpdatedAt) = (
            nameKo,
            nameEn,
            owner,
            phone,
            email,
            address,
            registrationNumber,
            now
        );
    }
}
