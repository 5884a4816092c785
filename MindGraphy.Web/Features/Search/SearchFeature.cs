using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Search;
using MindGraphy.Web.Features.Customers;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Search;

/// <summary>The search over everything: one palette for the whole shell, opened by Ctrl+K or the box in the rail.</summary>
public static class SearchFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchService>();
        services.AddSingleton(new SearchAction("NewLead", CustomersPaths.NewLead, StudioIcons.Add, Rights.Leads, typeof(CustomersText)));
        services.Configure<ShellSlots>(slots => (slots.Search, slots.Palette) = (typeof(SearchButton), typeof(SearchPalette)));
        return services;
    }
}

/// <summary>Something to do that the search finds by its name. Features register theirs as singletons.</summary>
/// <param name="Key">The key of its name in <paramref name="Text"/>.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">One of <see cref="StudioIcons"/>.</param>
/// <param name="Right">Found only by an actor with this right.</param>
/// <param name="Text">The feature's marker class of its words.</param>
public sealed record SearchAction(string Key, string Href, string Icon, string Right, Type Text);
