namespace MindGraphy.Web.Features.Customers;

/// <summary>How couples find a studio; their words stand under <c>Source.{key}</c>.</summary>
public static class LeadSources
{
    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["Instagram", "Naver", "Friend", "Planner", "Venue", "Fair", "Other"];
}
