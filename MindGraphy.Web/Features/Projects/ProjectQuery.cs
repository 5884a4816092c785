using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Web.Live;

namespace MindGraphy.Web.Features.Projects;

/// <summary>The addresses of projects.</summary>
public static class ProjectPaths
{
    /// <summary>The list.</summary>
    public const string List = "/studio/projects";

    /// <summary>The board.</summary>
    public const string Board = "/studio/projects/board";

    /// <summary>Templates.</summary>
    public const string Templates = "/studio/settings/projects";

    /// <summary>A project's page.</summary>
    public static string Project(Guid id) => $"{List}/{id}";
}

/// <summary>What the list and the board show, as their address says it. What can't be read is as if it were not there.</summary>
/// <param name="Status">One status; null for everything open. The board shows every status.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="Photographer"><c>me</c>, <c>none</c> or an account.</param>
/// <param name="Type">What is photographed.</param>
/// <param name="Month">Weddings of a month: <c>2027-05</c>.</param>
/// <param name="From">Weddings from this day on.</param>
/// <param name="To">Weddings up to this day.</param>
/// <param name="Only"><c>late</c> or <c>risk</c>.</param>
public sealed record ProjectQuery(
    ProjectStatus? Status = null,
    string? Search = null,
    string? Photographer = null,
    ProjectType? Type = null,
    DateOnly? Month = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Only = null
)
{
    /// <summary>Whether the weddings of a range of days are asked for, not those of a month.</summary>
    public bool IsRange => From is not null || To is not null;

    /// <summary>What the service is asked.</summary>
    public ProjectFilter Filter(Actor actor) =>
        new(
            Status,
            Search,
            Photographer switch
            {
                "me" => actor.UserId,
                "none" => ProjectFilter.Nobody,
                _ => Guid.TryParse(Photographer, out var id) ? id : null,
            },
            Type,
            IsRange ? From : Month,
            IsRange ? To : Month?.AddMonths(1).AddDays(-1),
            Only switch
            {
                "late" => ProjectLight.Late,
                "risk" => ProjectLight.AtRisk,
                _ => null,
            }
        );

    /// <summary>Its address on a page.</summary>
    /// <param name="path">The page.</param>
    /// <param name="open">The project whose panel is open.</param>
    public string Href(string path, Guid? open = null)
    {
        var parts = new Dictionary<string, string?>
        {
            ["status"] = Status?.ToString().ToLowerInvariant(),
            ["q"] = Search,
            ["photographer"] = Photographer,
            ["type"] = Type?.ToString().ToLowerInvariant(),
            ["month"] = IsRange ? null : Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ["from"] = Kept(From),
            ["to"] = Kept(To),
            ["only"] = Only,
            ["open"] = open?.ToString(),
        };
        return QueryHelpers.AddQueryString(path, parts.Where(p => p.Value is not null));
    }

    /// <summary>A day as addresses and fields write it.</summary>
    public static string? Kept(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day of an address; null where it is none.</summary>
    public static DateOnly? DayOf(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>A value of an enum in an address; null where it is none.</summary>
    public static TEnum? Of<TEnum>(string? value)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(value, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
}

/// <summary>A page that shows projects as its address says.</summary>
public abstract class ProjectsView : LiveComponent
{
    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "photographer")]
    private string? Photographer { get; set; }

    [SupplyParameterFromQuery(Name = "type")]
    private string? TypeText { get; set; }

    [SupplyParameterFromQuery(Name = "month")]
    private string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "only")]
    private string? Only { get; set; }

    /// <summary>The address as the page shows it.</summary>
    protected ProjectQuery Query =>
        new(
            ProjectQuery.Of<ProjectStatus>(StatusText),
            string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
            Photographer is "me" or "none" || Guid.TryParse(Photographer, out _) ? Photographer : null,
            ProjectQuery.Of<ProjectType>(TypeText),
            ProjectQuery.DayOf(Month + "-01"),
            ProjectQuery.DayOf(From),
            ProjectQuery.DayOf(To),
            Only is "late" or "risk" ? Only : null
        );
}
