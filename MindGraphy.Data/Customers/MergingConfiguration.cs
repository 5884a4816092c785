using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Customers;

internal sealed class MergingConfiguration : IEntityTypeConfiguration<CustomerMerge>, IEntityTypeConfiguration<CustomerContact>
{
    public void Configure(EntityTypeBuilder<CustomerMerge> builder)
    {
        builder.ToTable("customer_merges");
        builder.Property(m => m.Snapshot).HasColumnType("jsonb");
        builder.HasOne<Customer>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Customer>().WithMany().HasForeignKey(m => m.GoneId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(m => m.MergedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(m => m.UndoneById).OnDelete(DeleteBehavior.SetNull);

        // A couple goes into another once, until that is taken back.
        builder
            .HasIndex(m => m.GoneId, "ux_customer_merges_gone")
            .HasDatabaseName("ux_customer_merges_gone")
            .IsUnique()
            .HasFilter("undone_at IS NULL");
        builder.HasIndex(m => m.GoneId, "ix_customer_merges_gone_id").HasDatabaseName("ix_customer_merges_gone_id");
        builder.HasIndex(m => new { m.KeptId, m.MergedAt });
    }

    // What a duplicate is told by, beside the couple's own phones.
    public void Configure(EntityTypeBuilder<CustomerContact> builder)
    {
        builder.HasIndex(c => c.Phone, "ix_customer_contacts_phone").HasDatabaseName("ix_customer_contacts_phone");
    }
}
