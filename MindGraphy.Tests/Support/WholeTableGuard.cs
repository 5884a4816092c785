using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MindGraphy.Tests.Support;

/// <summary>
/// Refuses statements that number all rows of a table to find one of them. EF Core writes such a one where a query asks, for each row, for several columns of
/// the first of other rows (<c>Select(x => new { … }).FirstOrDefault()</c>): right in every small test, and as slow as the table is long.
/// </summary>
public sealed class WholeTableGuard : DbCommandInterceptor
{
    private const string Numbering = "ROW_NUMBER() OVER(PARTITION BY";

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) =>
        command.CommandText.Contains(Numbering, StringComparison.Ordinal)
            ? throw new InvalidOperationException("Numbers all rows of a table: " + command.CommandText)
            : base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
}
