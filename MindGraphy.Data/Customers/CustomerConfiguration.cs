using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data.Customers;

internal sealed class CustomerConfiguration
    : IEntityTypeConfiguration<Customer>,
        IEntityTypeConfiguration<CustomerContact>,
        IEntityTypeConfiguration<CustomerAddress>,
        IEntityTypeConfiguration<StageChange>,
        IEntityTypeConfiguration<Consent>,
        IEntityTypeConfiguration<CustomerChange>,
        IEntityTypeConfiguration<Activity>
{
    // Couples that were merged into another stay, but no list, board or search shows them.
    private const string Shown = "merged_into_id IS NULL";

    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.GroomName).HasMaxLength(Customer.NameMaxLength);
        builder.Property(c => c.BrideName).HasMaxLength(Customer.NameMaxLength);
        builder.Property(c => c.GroomPhone).HasMaxLength(20);
        builder.Property(c => c.BridePhone).HasMaxLength(20);
        builder.Property(c => c.Email).HasMaxLength(Customer.EmailMaxLength);
        builder.Property(c => c.SourceChannel).HasMaxLength(Customer.SourceMaxLength);
        builder.Property(c => c.WeddingVenue).HasMaxLength(Customer.VenueMaxLength);
        builder.Property(c => c.CancelReason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(c => c.CancelNote).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(c => c.StatusChangedAt).HasDefaultValueSql("now()");
        builder.Property(c => c.LastTouchedAt).HasDefaultValueSql("now()");
        builder.Ignore(c => c.CoupleName).Ignore(c => c.Details);
        builder.HasOne<Partner>().WithMany().HasForeignKey(c => c.ReferrerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.AssignedManagerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasMany(c => c.Contacts).WithOne().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Addresses).WithOne().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Stages).WithOne().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Consents).WithOne().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.Email, "idx_customers_email").HasDatabaseName("idx_customers_email");
        builder.HasIndex(c => c.LeadStatus, "idx_customers_lead_status").HasDatabaseName("idx_customers_lead_status");
        builder.HasIndex(c => c.AssignedManagerId, "idx_customers_assigned_manager").HasDatabaseName("idx_customers_assigned_manager");

        // The board reads each column from its newest card: with this the 100,000th customer costs nothing.
        builder
            .HasIndex(
                c => new
                {
                    c.LeadStatus,
                    c.StatusChangedAt,
                    c.Id,
                },
                "ix_customers_board"
            )
            .HasDatabaseName("ix_customers_board")
            .IsDescending(false, true, false)
            .HasFilter(Shown);

        // The other orders of the list, and what is asked about a day.
        builder
            .HasIndex(c => new { c.WeddingDate, c.Id }, "ix_customers_wedding_date")
            .HasDatabaseName("ix_customers_wedding_date")
            .HasFilter(Shown);
        builder
            .HasIndex(c => new { c.BrideName, c.Id }, "ix_customers_bride_name")
            .HasDatabaseName("ix_customers_bride_name")
            .HasFilter(Shown);
        builder
            .HasIndex(c => new { c.NextTaskOn, c.Id }, "ix_customers_next_task")
            .HasDatabaseName("ix_customers_next_task")
            .HasFilter("next_task_on IS NOT NULL AND " + Shown);
        builder
            .HasIndex(c => new { c.LastTouchedAt, c.Id }, "ix_customers_touched")
            .HasDatabaseName("ix_customers_touched")
            .HasFilter(Shown);
        builder.HasIndex(c => new { c.SourceChannel, c.Id }, "ix_customers_source").HasDatabaseName("ix_customers_source").HasFilter(Shown);

        // A day's capacity counts who else is about to book it.
        builder
            .HasIndex(c => c.WeddingDate, "ix_customers_proposed_day")
            .HasDatabaseName("ix_customers_proposed_day")
            .HasFilter("lead_status = 'proposal'");
    }

    public void Configure(EntityTypeBuilder<CustomerContact> builder)
    {
        builder.ToTable("customer_contacts");
        builder.HasQueryFilter(c => c.RemovedAt == null);
        builder.Property(c => c.Name).HasMaxLength(Customer.NameMaxLength);
        builder.Property(c => c.Phone).HasMaxLength(20);
        builder.Property(c => c.Email).HasMaxLength(Customer.EmailMaxLength);
        builder.Property(c => c.Language).HasMaxLength(2);
        builder.Property(c => c.LatinName).HasMaxLength(Customer.NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<CustomerChange> builder)
    {
        builder.ToTable("customer_changes");
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(c => c.ContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.ChangedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(c => new { c.CustomerId, c.ChangedAt });
    }

    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("customer_activities");
        builder.Property(a => a.Body).HasMaxLength(Activity.BodyMaxLength);
        builder.Property(a => a.FileName).HasMaxLength(255);
        builder.Property(a => a.FileKey).HasMaxLength(500);
        builder.Property(a => a.FileType).HasMaxLength(100);
        builder.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(a => new { a.CustomerId, a.HappenedAt });
    }

    public void Configure(EntityTypeBuilder<CustomerAddress> builder)
    {
        builder.ToTable("customer_addresses");
        builder.Property(a => a.PostalCode).HasMaxLength(20);
        builder.Property(a => a.AddressLine1).HasMaxLength(255).HasColumnName("address_line1");
        builder.Property(a => a.AddressLine2).HasMaxLength(255).HasColumnName("address_line2");
        builder.Property(a => a.City).HasMaxLength(100);
        builder.Property(a => a.State).HasMaxLength(100);
        builder.Property(a => a.Country).HasMaxLength(100).HasDefaultValue("South Korea");
        builder.Property(a => a.IsPrimary).HasDefaultValue(false);
        builder.Ignore(a => a.Details);
    }

    public void Configure(EntityTypeBuilder<StageChange> builder)
    {
        builder.ToTable("stage_history");
        builder.Property(s => s.Reason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(s => s.Note).HasMaxLength(Customer.ReasonMaxLength);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.MovedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => new { s.CustomerId, s.MovedAt });
    }

    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents");
        builder.Property(c => c.TextVersion).HasMaxLength(50);
        builder.Property(c => c.Ip).HasMaxLength(64);
        builder.Property(c => c.UserAgent).HasMaxLength(500);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(c => c.ContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.RecordedById).OnDelete(DeleteBehavior.SetNull);
    }
}
