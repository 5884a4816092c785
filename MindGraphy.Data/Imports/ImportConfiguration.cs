using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Data.Imports;

internal sealed class ImportConfiguration
    : IEntityTypeConfiguration<Import>,
        IEntityTypeConfiguration<ImportProblemRow>,
        IEntityTypeConfiguration<ImportRow>,
        IEntityTypeConfiguration<ExportRecord>,
        IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports");
        builder.Property(i => i.Version).IsRowVersion();
        builder.Property(i => i.FileName).HasMaxLength(200);
        builder.Property(i => i.FileKey).HasMaxLength(100);
        builder.Property(i => i.HeaderKey).HasMaxLength(64);
        builder.Property(i => i.FailedBecause).HasMaxLength(100);
        builder.Ignore(i => i.Fields);
        builder.Ignore(i => i.UndoUntil);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(i => i.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(i => new { i.HeaderKey, i.UpdatedAt });
        builder.HasIndex(i => i.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<ImportProblemRow> builder)
    {
        builder.ToTable("import_problems");
        builder.HasKey(p => new
        {
            p.ImportId,
            p.RowNumber,
            p.Ordinal,
        });
        builder.Property(p => p.Field).HasMaxLength(50);
        builder.Property(p => p.Value).HasMaxLength(ImportProblem.ValueMaxLength);
        builder.Property(p => p.Code).HasMaxLength(100);
        builder.HasOne<Import>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("import_rows");
        builder.HasKey(r => new { r.ImportId, r.RowNumber });
        builder.Property(r => r.Filled).HasColumnType("jsonb");
        builder.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);

        // No reference to the couple: a row says what was done, also of a couple that is gone.
        builder.HasIndex(r => r.CustomerId);
    }

    public void Configure(EntityTypeBuilder<ExportRecord> builder)
    {
        builder.ToTable("exports");
        builder.Property(e => e.Filter).HasMaxLength(1000);
        builder.Property(e => e.Reason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(e => e.Ip).HasMaxLength(64);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(e => e.UserId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(e => e.CreatedAt);
    }

    // By what a row of a file finds its couple. The address in small letters is in ImportSql: an index over an expression.
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.HasIndex(c => c.BridePhone).HasDatabaseName("ix_customers_bride_phone").HasFilter("bride_phone IS NOT NULL");
        builder.HasIndex(c => c.GroomPhone).HasDatabaseName("ix_customers_groom_phone").HasFilter("groom_phone IS NOT NULL");
    }
}

/// <summary>Something wrong with a cell (<c>import_problems</c>).</summary>
internal sealed class ImportProblemRow
{
    public Guid ImportId { get; init; }

    public int RowNumber { get; init; }

    public int Ordinal { get; init; }

    public string? Field { get; init; }

    public string Column { get; init; } = "";

    public string Value { get; init; } = "";

    public string Code { get; init; } = "";

    public int? Limit { get; init; }
}

/// <summary>What a row of a file did (<c>import_rows</c>): made a couple, or filled in fields of one.</summary>
internal sealed class ImportRow
{
    public Guid ImportId { get; init; }

    public int RowNumber { get; init; }

    public Guid CustomerId { get; init; }

    /// <summary>What was filled in; null where the row made the couple.</summary>
    public string? Filled { get; init; }

    /// <summary>The couple's <c>updated_at</c> as the import wrote it: another one says that somebody touched it.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    public DateTimeOffset? UndoneAt { get; init; }

    public KeptReason? Kept { get; init; }
}
