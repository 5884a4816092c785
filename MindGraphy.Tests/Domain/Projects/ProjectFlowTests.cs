using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Projects;

public sealed class ProjectFlowTests(MigratedTemplate template) : ProjectTest(template)
{
    [Fact]
    public async Task Every_pair_moves_by_hand_where_the_table_says_and_nowhere_else()
    {
        var id = await ProjectAsync();
        foreach (var from in Enum.GetValues<ProjectStatus>())
        {
            foreach (var to in Enum.GetValues<ProjectStatus>())
            {
                await ExecuteAsync("UPDATE projects SET project_status = $1 WHERE id = $2", from, id);
                var version = (await Projects.PageAsync(Manager, id, Ct)).Value!.Card.Version;

                var moved = await Projects.MoveAsync(Manager, id, to, version, Ct);

                var allowed = ProjectFlow.Moves.AllowsByHand(from, to);
                Assert.Equal(allowed ? null : new ProjectCannotMove(from, to), moved.Refusal);
                Assert.Equal(allowed ? to : from, (await Projects.PageAsync(Manager, id, Ct)).Value!.Card.Status);
            }
        }
    }
}
