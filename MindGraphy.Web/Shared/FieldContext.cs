namespace MindGraphy.Web.Shared;

/// <summary>What an input inside a <c>Field</c> needs: <c>id</c>/<c>InputId</c>, <c>aria-describedby</c> and whether it is in error.</summary>
/// <param name="Id">The input's id, which the label points to.</param>
/// <param name="DescribedBy">The ids of help and error; null where there are none.</param>
/// <param name="Invalid">Whether an error stands under it.</param>
public sealed record FieldContext(string Id, string? DescribedBy, bool Invalid)
{
    /// <summary>"true" or null, for <c>aria-invalid</c>.</summary>
    public string? AriaInvalid => Invalid ? "true" : null;
}
