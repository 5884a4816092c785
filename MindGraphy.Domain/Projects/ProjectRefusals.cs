using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Domain.Projects;

/// <summary>No such project, or none that the asker may see.</summary>
public sealed record ProjectNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record ProjectCannotMove(ProjectStatus From, ProjectStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>A project needs a signed contract.</summary>
public sealed record ContractNotInForce(ContractStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>Nobody with this id retouches: no editor, or one who has left.</summary>
public sealed record NotAnEditor() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "EditorId";
}

/// <summary>No such task in this project.</summary>
public sealed record ProjectTaskNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The task is done or was taken away.</summary>
public sealed record ProjectTaskClosed() : Refusal(RefusalKind.Conflict);

/// <summary>The task can't be done while something stands in its way.</summary>
/// <param name="Reason">What stands in its way.</param>
public sealed record ProjectTaskBlocked(string Reason) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Reason];
}

/// <summary>Nobody of the staff with this id, or one who has left.</summary>
public sealed record AssigneeUnknown() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "AssigneeId";
}

/// <summary>No such task or step in the template.</summary>
public sealed record TemplateEntryNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A template holds so many tasks at most.</summary>
public sealed record TemplateFull(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}
