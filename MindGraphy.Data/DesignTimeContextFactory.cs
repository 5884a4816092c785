using Microsoft.EntityFrameworkCore.Design;

namespace MindGraphy.Data;

/// <summary>For <c>dotnet ef migrations add</c>: needs no database.</summary>
public sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<StudioDbContext>
{
    /// <inheritdoc/>
    public StudioDbContext CreateDbContext(string[] args) =>
        StudioMigrations.CreateContext(DataRegistration.CreateSource("Host=localhost;Database=design_time"));
}
