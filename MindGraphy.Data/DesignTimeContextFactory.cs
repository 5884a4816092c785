using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MindGraphy.Data;

/// <summary>For <c>dotnet ef migrations add</c>: needs no database.</summary>
public sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<StudioDbContext>
{
    /// <inheritdoc/>
    public StudioDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<StudioDbContext>()
                .UseStudioPostgres(DataRegistration.CreateSource("Host=localhost;Database=design_time"))
                .Options as DbContextOptions<StudioDbContext>
                ?? throw new InvalidOperationException("The options are not those of the studio's context.")
        );
}
