namespace MindGraphy.Web.Shared;

/// <summary>
/// What a page's filters last asked the address for. Two choices may follow each other faster than the address does: the second builds on the first, not on
/// what is still shown.
/// </summary>
/// <param name="address">What makes two queries the same.</param>
internal sealed class LastAsked<T>(Func<T, string> address)
    where T : class
{
    private T? _asked;

    /// <summary>What the next choice builds on.</summary>
    /// <param name="shown">What the address says now.</param>
    public T Or(T shown) => _asked ?? shown;

    /// <summary>Remembers a query on its way into the address.</summary>
    public T Ask(T query) => _asked = query;

    /// <summary>The address says this now: what was asked for has come.</summary>
    public void Came(T shown)
    {
        if (_asked is not null && address(shown) == address(_asked))
        {
            _asked = null;
        }
    }
}
