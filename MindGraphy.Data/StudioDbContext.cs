using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Data;

/// <summary>The system of record. Components and services never see it: they open a session (<see cref="IStudio"/>).</summary>
/// <param name="options">Options.</param>
public sealed class StudioDbContext(DbContextOptions<StudioDbContext> options)
    : IdentityUserContext<StudioUser, Guid>(options),
        IDataProtectionKeyContext
{
    /// <summary>Keys of cookies, forms and circuits, so that a restart throws nobody out.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Money>().HaveConversion<WonConverter>().HavePrecision(10, 2);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.DeclareStudioEnums();
        builder.HasPostgresExtension("btree_gist");
        builder.HasPostgresExtension("pg_trgm");
        builder.ApplyConfigurationsFromAssembly(typeof(StudioDbContext).Assembly);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        ApplyHouseRules(builder);
    }

    // Ids come from code with a database default beside them; whatever has a default is still always written, because a default that EF
    // mistakes for "not set" would silently turn false into true.
    private static void ApplyHouseRules(ModelBuilder builder)
    {
        foreach (
            var entity in builder
                .Model.GetEntityTypes()
                .Where(e => e.ClrType.Namespace?.StartsWith("MindGraphy", StringComparison.Ordinal) == true)
        )
        {
            foreach (var property in entity.GetDeclaredProperties())
            {
                if (property is { Name: "Id" } && property.ClrType == typeof(Guid))
                {
                    property.SetDefaultValueSql("gen_random_uuid()");
                }
                else if (property is { Name: "CreatedAt" or "UpdatedAt" or "SubmittedAt" } && property.ClrType == typeof(DateTimeOffset))
                {
                    property.SetDefaultValueSql("now()");
                }

                if (property.GetDefaultValueSql() is not null || property.TryGetDefaultValue(out _))
                {
                    property.ValueGenerated = ValueGenerated.Never;
                }
            }

            foreach (var complex in entity.GetComplexProperties())
            {
                foreach (var property in complex.ComplexType.GetProperties())
                {
                    property.SetJsonPropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
                }
            }
        }
    }

    private sealed class WonConverter() : ValueConverter<Money, decimal>(m => m.Won, d => new Money((long)d));

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(d => d.ToUniversalTime(), d => d);
}
