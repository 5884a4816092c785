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
        new(
            string.IsNullOrWhiteSpace(value("q")) ? null : value("q"),
            Enum.TryParse<LeadStatus>(value("status"), out var status) && Enum.IsDefined(status) ? status : null,
            LeadFilters.ManagerOf(value("manager"), actor)
        );
}
