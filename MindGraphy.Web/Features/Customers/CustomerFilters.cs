using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Web.Features.Customers;

/// <summary>What the list shows, as its address says it: read in one place, so that an export takes out what the list shows.</summary>
public static class CustomerFilters
{
    /// <summary>Reads an address; what can't be read is as if it were not there.</summary>
    /// <param name="value">The value of a name in the query; null where there is none.</param>
    /// <param name="actor">Who asks: "me" is they.</param>
    public static CustomerFilter Of(Func<string, string?> value, Actor actor) =>
        new LeadQuery(
            value("q"),
            value("manager"),
            value("source"),
            Guid.TryParse(value("partner"), out var partner) ? partner : null,
            value("month"),
            value("only"),
            value("sort")
        ).Into(new CustomerFilter(Status: StatusOf(value("status"))), actor);

    /// <summary>A stage of an address; null where it is none.</summary>
    public static LeadStatus? StatusOf(string? value) =>
        Enum.TryParse<LeadStatus>(value, out var status) && Enum.IsDefined(status) ? status : null;
}
