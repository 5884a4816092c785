namespace MindGraphy.Web.Components;

/// <summary>
/// Marks a couple's page: static, <c>couple.css</c> only, no component library, no circuit. Goes together with
/// <c>[ExcludeFromInteractiveRouting]</c>, so that a link from a staff page loads it whole; a test holds the two together.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LeanPageAttribute : Attribute;
