namespace MindGraphy.Web.Layout;

/// <summary>The groups of the rail, in their order.</summary>
public enum MenuGroup
{
    /// <summary>What is on today.</summary>
    Today,

    /// <summary>Leads and couples.</summary>
    Customers,

    /// <summary>Calendar and projects.</summary>
    Projects,

    /// <summary>Photos on their way to the couple.</summary>
    Photos,

    /// <summary>Contracts and money.</summary>
    Money,

    /// <summary>The studio itself.</summary>
    Studio,
}

/// <summary>One line of the rail. Features register theirs with <c>services.AddSingleton(new MenuEntry(...))</c>.</summary>
/// <param name="Key">Names the entry; its words stand under <c>Menu.{Key}</c> in <paramref name="Text"/>.</param>
/// <param name="Href">Where it leads, rooted: <c>/studio/projects</c>.</param>
/// <param name="Icon">One of <see cref="Theme.StudioIcons"/>.</param>
/// <param name="Group">Where it stands.</param>
/// <param name="Right">Shown only to an actor with this right (<see cref="Domain.Accounts.Rights"/>); empty for every member of staff.</param>
/// <param name="Order">Place inside its group. Below 10 it may also stand in the phone's bottom bar, lowest first.</param>
/// <param name="Text">The feature's marker class of its words.</param>
public sealed record MenuEntry(string Key, string Href, string Icon, MenuGroup Group, string Right, int Order, Type Text)
{
    /// <summary>Only this role has it, besides the right; null for everybody with the right.</summary>
    public Domain.Accounts.UserRole? OnlyFor { get; init; }
}

/// <summary>Counts beside menu entries, only where something waits. A feature registers one; it is asked when a page is opened, and when news changes it.</summary>
public interface IMenuCounts
{
    /// <summary>Counts by <see cref="MenuEntry.Key"/>; leave out what is zero.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(Domain.Common.Actor actor, CancellationToken ct);

    /// <summary>Whether a piece of news may change a count of this actor. A no spares every open screen of others a look at the database.</summary>
    bool ChangesWith(Domain.Common.Actor actor, Domain.Common.IStudioEvent news) => false;
}

/// <summary>Components that other features put into the shell.</summary>
public sealed class ShellSlots
{
    /// <summary>The search box of the rail; it listens to the event <c>mg-search</c> on the document for Ctrl+K.</summary>
    public Type? Search { get; set; }

    /// <summary>What the search box opens; stands once in the shell, outside the rail that a phone hides.</summary>
    public Type? Palette { get; set; }
}

/// <summary>Whose product it is on screen: the studio's name and logo, cascaded to every layout.</summary>
/// <param name="Name">The studio's name.</param>
/// <param name="LogoUrl">A picture at most 40 px high, or null.</param>
/// <param name="Contact">One line for couples: telephone or e-mail.</param>
public sealed record StudioBrand(string Name, string? LogoUrl = null, string? Contact = null);
