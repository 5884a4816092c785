namespace MindGraphy.Web.Shared;

/// <summary>The shape of what is coming.</summary>
public enum LoadingShape
{
    /// <summary>Rows of a list.</summary>
    Rows,

    /// <summary>Cards of a board.</summary>
    Cards,

    /// <summary>Labels and fields.</summary>
    Form,

    /// <summary>Photos.</summary>
    Photos,
}
