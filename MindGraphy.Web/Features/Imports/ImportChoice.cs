using MindGraphy.Domain.Imports;

namespace MindGraphy.Web.Features.Imports;

/// <summary>What was chosen for a dry run.</summary>
/// <param name="Fields">What each column is.</param>
/// <param name="Rule">What happens to couples that are here already.</param>
public sealed record ImportChoice(IReadOnlyList<ImportField?> Fields, DuplicateRule Rule);
