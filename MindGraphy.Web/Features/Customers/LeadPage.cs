using System.Globalization;
using Microsoft.AspNetCore.Components;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Web.Live;

namespace MindGraphy.Web.Features.Customers;

/// <summary>Board and list: search, filters and order in the address, so that reload, Back, a bookmark and a saved view show the same.</summary>
public abstract class LeadPage : LiveComponent
{
    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    protected CustomerScreens Screens { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected StudioClock Studio { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    protected string? Q { get; set; }

    [SupplyParameterFromQuery(Name = "manager")]
    protected string? Manager { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    protected string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "partner")]
    protected Guid? Partner { get; set; }

    [SupplyParameterFromQuery(Name = "month")]
    protected string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "only")]
    protected string? Only { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    protected string? Sort { get; set; }

    /// <summary>What there is to choose from.</summary>
    protected PipelineChoices Choices { get; set; } = PipelineChoices.None;

    /// <summary>The address as the filters show it.</summary>
    protected LeadQuery Query => new(Q, Manager, Source, Partner, Month, Only, Sort);
}

/// <summary>Filters and order as the address carries them.</summary>
/// <param name="Q">Search.</param>
/// <param name="Manager"><c>me</c>, <c>none</c> or an account.</param>
/// <param name="Source">유입 경로.</param>
/// <param name="Partner">Who sent them.</param>
/// <param name="Month">Weddings of a month: <c>2027-05</c>.</param>
/// <param name="Only"><c>overdue</c>, <c>idle</c> or <c>new</c>.</param>
/// <param name="Sort">A <see cref="LeadSort"/> in lower case.</param>
public sealed record LeadQuery(string? Q, string? Manager, string? Source, Guid? Partner, string? Month, string? Only, string? Sort)
{
    /// <summary>The filter with what the address says. Made-up values say nothing.</summary>
    public TFilter Into<TFilter>(TFilter filter, Actor actor)
        where TFilter : LeadFilter
    {
        var month = MonthOf(Month);
        return (TFilter)(
            filter with
            {
                Search = Text(Q),
                ManagerId = Manager switch
                {
                    "me" => actor.UserId,
                    "none" => LeadFilter.Nobody,
                    _ => Guid.TryParse(Manager, out var id) ? id : null,
                },
                Source = Text(Source),
                ReferrerId = Partner,
                WeddingFrom = month,
                WeddingTo = month?.AddMonths(1).AddDays(-1),
                Overdue = Only == "overdue",
                Idle = Only == "idle",
                Unanswered = Only == "new",
                Sort = Enum.TryParse<LeadSort>(Sort, ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : LeadSort.Newest,
            }
        );
    }

    /// <summary>The first day of a month of the address; null where it is none.</summary>
    public static DateOnly? MonthOf(string? month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? first
            : null;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
