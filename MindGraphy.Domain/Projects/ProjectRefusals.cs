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
