using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Pipeline;

/// <summary>Which page a saved view belongs to.</summary>
public enum ViewPage
{
    /// <summary>The board.</summary>
    Pipeline,

    /// <summary>The list of couples.</summary>
    Customers,
}

/// <summary>Filters, sort and search of a page under a name (<c>saved_views</c>): the query string, which says it all.</summary>
public sealed class SavedView
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 60;

    /// <summary>Most characters of a query string.</summary>
    public const int QueryMaxLength = 1000;

    private SavedView() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid OwnerId { get; private init; }

    /// <summary>Which page.</summary>
    public ViewPage Page { get; private init; }

    /// <summary>Name, unique among its owner's views of a page.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The query string without its question mark.</summary>
    public string Query { get; private set; } = "";

    /// <summary>Whether every member of staff who sees the page is offered it.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Keeps a view.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>; a name that is there already with <see cref="NameTaken"/> on saving.</returns>
    public static Result<SavedView> Make(Guid ownerId, ViewPage page, string? name, string query, bool shared, DateTimeOffset now)
    {
        if (StudioText.Clean(name) is not { } title)
        {
            return new FieldRequired(nameof(Name));
        }

        if (title.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(Name), NameMaxLength);
        }

        if (query.Length > QueryMaxLength)
        {
            return new FieldTooLong(nameof(Query), QueryMaxLength);
        }

        return new SavedView
        {
            Id = Ids.New(),
            OwnerId = ownerId,
            Page = page,
            Name = title,
            Query = query,
            IsShared = shared,
            CreatedAt = now,
        };
    }
}
