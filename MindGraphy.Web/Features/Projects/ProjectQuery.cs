using Microsoft.AspNetCore.WebUtilities;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Web.Features.Projects;

/// <summary>What the list shows, as its address says it.</summary>
/// <param name="Status">One status; null for everything open.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="Open">The project whose panel is open.</param>
public sealed record ProjectQuery(ProjectStatus? Status, string? Search, Guid? Open)
{
    /// <summary>The page.</summary>
    public const string Path = "/studio/projects";

    /// <summary>Reads an address; what can't be read is as if it were not there.</summary>
    public static ProjectQuery Read(string? status, string? search, string? open) =>
        new(
            Enum.TryParse<ProjectStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
            string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
            Guid.TryParse(open, out var id) ? id : null
        );

    /// <summary>What the service is asked.</summary>
    public ProjectFilter Filter => new(Status, Search);

    /// <summary>Its address.</summary>
    public string Href()
    {
        var parts = new Dictionary<string, string?>();
        if (Status is { } status)
        {
            parts["status"] = status.ToString().ToLowerInvariant();
        }

        if (Search is not null)
        {
            parts["q"] = Search;
        }

        if (Open is { } open)
        {
            parts["open"] = open.ToString();
        }

        return QueryHelpers.AddQueryString(Path, parts);
    }
}
