namespace MindGraphy.Web.Features.Projects;

/// <summary>A part that another feature puts on a project's page. The component takes <c>[Parameter] Guid ProjectId</c>.</summary>
/// <param name="Component">The component.</param>
/// <param name="Order">Place on the page, lowest first.</param>
/// <param name="Right">Shown only to an actor with this right (<see cref="Domain.Accounts.Rights"/>).</param>
public sealed record ProjectSection(Type Component, int Order, string Right);
