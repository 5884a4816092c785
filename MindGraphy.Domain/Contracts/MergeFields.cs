using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Contracts;

/// <summary>How the value of a merge field is written.</summary>
public enum MergeKind
{
    /// <summary>A name, an address, a number that nobody counts with.</summary>
    Text,

    /// <summary>2,420,000원, ₩2,420,000.</summary>
    Money,

    /// <summary>2026. 11. 21. (토), Sat 21 November 2026.</summary>
    Date,

    /// <summary>12:30.</summary>
    Time,

    /// <summary>10%.</summary>
    Percent,

    /// <summary>A number with its unit: 14일, 14 days.</summary>
    Count,

    /// <summary>Part of a sentence that follows from the payment plan.</summary>
    Sentence,

    /// <summary>The number of a clause that others point to: it follows when clauses are moved.</summary>
    Clause,
}

/// <summary>A merge field: its words stand under <c>MergeField.{Name}</c>.</summary>
/// <param name="Name">As it is written between braces.</param>
/// <param name="Kind">How its value is written.</param>
public sealed record MergeField(string Name, MergeKind Kind);

/// <summary>Every merge field of a contract, and their values.</summary>
public static class MergeFields
{
    private const string ClausePrefix = "clause_";

    /// <summary>All fields but those of clauses, in the order of a list.</summary>
    public static IReadOnlyList<MergeField> All { get; } =
    [
        new("groom", MergeKind.Text),
        new("bride", MergeKind.Text),
        new("wedding_date", MergeKind.Date),
        new("wedding_time", MergeKind.Time),
        new("venue", MergeKind.Text),
        new("photographer", MergeKind.Text),
        new("contract_number", MergeKind.Text),
        new("contract_date", MergeKind.Date),
        new("studio", MergeKind.Text),
        new("owner", MergeKind.Text),
        new("studio_phone", MergeKind.Text),
        new("studio_address", MergeKind.Text),
        new("package", MergeKind.Text),
        new("total", MergeKind.Money),
        new("deposit", MergeKind.Money),
        new("balance", MergeKind.Money),
        new("deposit_due", MergeKind.Sentence),
        new("later_payments", MergeKind.Sentence),
        new("shoot_hours", MergeKind.Count),
        new("photographers", MergeKind.Count),
        new("overtime_price", MergeKind.Money),
        new("originals_days", MergeKind.Count),
        new("select_days", MergeKind.Count),
        new("retouched", MergeKind.Count),
        new("extra_photo_price", MergeKind.Money),
        new("delivery_days", MergeKind.Count),
        new("revision_rounds", MergeKind.Count),
        new("revision_days", MergeKind.Count),
        new("album_pages", MergeKind.Count),
        new("album_copies", MergeKind.Count),
        new("keep_months", MergeKind.Count),
        new("cancel_percent", MergeKind.Percent),
        new("cancel_fee", MergeKind.Money),
        new("after_start_percent", MergeKind.Percent),
        new("studio_cancel_percent", MergeKind.Percent),
        new("lost_photos_times", MergeKind.Text),
    ];

    /// <summary>The names a template may use: the fields, and the clauses that have a key.</summary>
    public static IReadOnlySet<string> Known(IEnumerable<ContractClause> clauses) =>
        All.Select(f => f.Name).Concat(clauses.Select(c => c.Key).OfType<string>().Select(k => ClausePrefix + k)).ToHashSet();

    /// <summary>The numbers of the clauses that have a key.</summary>
    public static IEnumerable<KeyValuePair<string, MergeValue>> OfClauses(IReadOnlyList<ContractClause> clauses) =>
        clauses
            .Index()
            .Where(c => c.Item.Key is not null)
            .Select(c => KeyValuePair.Create(ClausePrefix + c.Item.Key, new MergeValue(Number(c.Index + 1))));

    /// <summary>What follows from the money, the counts and the house's rules.</summary>
    /// <param name="terms">The figures.</param>
    /// <param name="culture">The paper's language.</param>
    public static Dictionary<string, MergeValue> OfTerms(ContractTerms terms, CultureInfo culture)
    {
        var korean = StudioFormat.IsKorean(culture);

        MergeValue Won(Money money) => new(StudioFormat.Money(money, culture), money == Money.Zero);
        MergeValue Percent(int percent) => new(Number(percent) + "%", percent == 0);
        MergeValue Count(int count, string unit, string one, string many) =>
            new(korean ? Number(count) + unit : Number(count) + " " + (count == 1 ? one : many), count == 0);

        var deposit = terms.Plan.FirstOrDefault(l => l.Kind == PlanLineKind.Deposit);
        return new Dictionary<string, MergeValue>
        {
            ["total"] = Won(terms.Total),
            ["deposit"] = Won(terms.Deposit),
            ["balance"] = Won(terms.Total - terms.Deposit),
            ["deposit_due"] = new(deposit is null ? null : DepositDue(deposit, korean, culture)),
            ["later_payments"] = new(terms.Deposit < terms.Total ? StandardContract.Later(terms, culture) : null),
            ["shoot_hours"] = Count(terms.ShootHours, "시간", "hour", "hours"),
            ["photographers"] = Count(terms.Photographers, "명", "photographer", "photographers"),
            ["overtime_price"] = Won(terms.OvertimePerHalfHour),
            ["originals_days"] = Count(terms.OriginalsWithinDays, "일", "day", "days"),
            ["select_days"] = Count(terms.SelectWithinDays, "일", "day", "days"),
            ["retouched"] = Count(terms.Retouched, "장", "picture", "pictures"),
            ["extra_photo_price"] = Won(terms.ExtraRetouchPrice),
            ["delivery_days"] = Count(terms.RetouchedWithinDays, "일", "day", "days"),
            ["revision_rounds"] = Count(terms.RevisionRounds, "회", "round", "rounds"),
            ["revision_days"] = Count(terms.RevisionWithinDays, "일", "day", "days"),
            ["album_pages"] = Count(terms.AlbumPages, "쪽", "page", "pages"),
            ["album_copies"] = Count(terms.AlbumCopies, "권", "copy", "copies"),
            ["keep_months"] = Count(terms.KeepMonths, "개월", "month", "months"),
            ["cancel_percent"] = Percent(terms.CancellationPercent),
            ["cancel_fee"] = Won(terms.CancellationFee),
            ["after_start_percent"] = Percent(terms.AfterStartPercent),
            ["studio_cancel_percent"] = Percent(terms.StudioCancelPercent),
            ["lost_photos_times"] = new(Number(terms.LostPhotosTimes), terms.LostPhotosTimes == 0),
        };
    }

    /// <summary>Every value of a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="couple">The couple with its contacts.</param>
    /// <param name="settings">The studio.</param>
    /// <param name="terms">The figures.</param>
    public static Dictionary<string, MergeValue> Of(Contract contract, Customer couple, StudioSettings settings, ContractTerms terms)
    {
        var culture = ContractPapers.CultureOf(contract.Language);
        var studio = ContractPapers.IdentityOf(settings, contract.Language);
        var values = OfTerms(terms, culture);
        foreach (
            var (name, text) in new (string, string?)[]
            {
                ("groom", couple.GroomName),
                ("bride", couple.BrideName),
                ("wedding_date", StudioFormat.Date(contract.WeddingDate, culture)),
                ("wedding_time", contract.WeddingTime is { } time ? StudioFormat.Time(time) : null),
                ("venue", contract.WeddingVenue),
                ("photographer", contract.PhotographerName),
                ("contract_number", contract.ContractNumber),
                ("contract_date", contract.ContractDate is { } day ? StudioFormat.Date(day, culture) : null),
                ("studio", studio.Name),
                ("owner", studio.Owner),
                ("studio_phone", Phone.Show(studio.Phone)),
                ("studio_address", studio.Address),
                ("package", contract.PackageType),
            }
        )
        {
            values[name] = new MergeValue(StudioText.Clean(text));
        }

        return values;
    }

    /// <summary>The words of a field, for a list and for a refusal.</summary>
    public static string WordsOf(string name, CultureInfo culture) => Words.Find(typeof(MergeField), "MergeField." + name, culture) ?? name;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string DepositDue(ContractDue deposit, bool korean, CultureInfo culture)
    {
        var due = StandardContract.DueOf(deposit, culture);
        return korean ? due.Replace("이내", "안에", StringComparison.Ordinal) : char.ToLowerInvariant(due[0]) + due[1..];
    }
}
