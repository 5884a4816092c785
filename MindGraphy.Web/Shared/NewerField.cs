namespace MindGraphy.Web.Shared;

/// <summary>What somebody else saved while this reader was typing something else there.</summary>
/// <param name="Label">The field.</param>
/// <param name="Value">What is saved; null for nothing.</param>
public sealed record NewerFact(string Label, string? Value)
{
    /// <summary>What was not touched becomes what is saved now; what was typed stays, and what stands there now is told.</summary>
    /// <param name="fields">The form's fields.</param>
    /// <param name="typed">What is typed; takes what was not touched.</param>
    /// <param name="opened">What stood there when typing began.</param>
    /// <param name="latest">What is saved now.</param>
    public static IReadOnlyList<NewerFact> Merge<TModel>(IEnumerable<NewerField<TModel>> fields, TModel typed, TModel opened, TModel latest)
    {
        var kept = new List<NewerFact>();
        foreach (var field in fields)
        {
            var theirs = field.Show(latest) ?? "";
            var holds = field.Key ?? field.Show;
            if ((holds(typed) ?? "") == (holds(opened) ?? ""))
            {
                field.Take(typed, latest);
            }
            else if ((holds(typed) ?? "") != (holds(latest) ?? ""))
            {
                kept.Add(new NewerFact(field.Label, theirs.Length == 0 ? null : theirs));
            }
        }

        return kept;
    }
}

/// <summary>A field of a form that can take what was saved meanwhile.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Show">What it holds, as it is read.</param>
/// <param name="Take">Puts what the second holds into the first.</param>
/// <param name="Key">What it is, where two that are read alike may be different things; null where what is read tells.</param>
public sealed record NewerField<TModel>(
    string Label,
    Func<TModel, string?> Show,
    Action<TModel, TModel> Take,
    Func<TModel, string?>? Key = null
);
