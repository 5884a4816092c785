using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data.Pipeline;

internal sealed class PipelineConfiguration
    : IEntityTypeConfiguration<LeadTask>,
        IEntityTypeConfiguration<TaskRule>,
        IEntityTypeConfiguration<StageRule>,
        IEntityTypeConfiguration<ListItem>,
        IEntityTypeConfiguration<Partner>,
        IEntityTypeConfiguration<PartnerCommission>,
        IEntityTypeConfiguration<SavedView>
{
    private const string Open = "done_at IS NULL AND dropped_at IS NULL";

    public void Configure(EntityTypeBuilder<LeadTask> builder)
    {
        builder.ToTable("customer_tasks");
        builder.Property(t => t.Title).HasMaxLength(LeadTask.TitleMaxLength);
        builder.Property(t => t.TitleEn).HasMaxLength(LeadTask.TitleMaxLength);
        builder.Ignore(t => t.IsOpen);
        builder.HasOne<Customer>().WithMany().HasForeignKey(t => t.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.DoneById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<TaskRule>().WithMany().HasForeignKey(t => t.RuleId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasIndex(t => new { t.CustomerId, t.DueOn }, "ix_customer_tasks_open")
            .HasDatabaseName("ix_customer_tasks_open")
            .HasFilter(Open);
        builder.HasIndex(t => t.CustomerId);
        builder.HasIndex(t => new { t.DueOn, t.Id }, "ix_customer_tasks_due").HasDatabaseName("ix_customer_tasks_due").HasFilter(Open);

        // One open task a rule and couple, whatever races into a stage.
        builder
            .HasIndex(t => new { t.CustomerId, t.RuleId }, "ux_customer_tasks_rule")
            .HasDatabaseName("ux_customer_tasks_rule")
            .IsUnique()
            .HasFilter(Open);
    }

    public void Configure(EntityTypeBuilder<TaskRule> builder)
    {
        builder.ToTable("task_rules");
        builder.Property(r => r.Title).HasMaxLength(LeadTask.TitleMaxLength);
        builder.Property(r => r.TitleEn).HasMaxLength(LeadTask.TitleMaxLength);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(r => r.OwnerId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<StageRule> builder)
    {
        builder.ToTable("stage_rules");
        builder.HasKey(r => r.Stage);
    }

    public void Configure(EntityTypeBuilder<ListItem> builder)
    {
        builder.ToTable("list_items");
        builder.Property(i => i.Name).HasMaxLength(ListItem.NameMaxLength);
        builder.Property(i => i.NameEn).HasMaxLength(ListItem.NameMaxLength);
        builder.HasIndex(i => new { i.Kind, i.Name }, "ux_list_items_name").HasDatabaseName("ux_list_items_name").IsUnique();
    }

    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.ToTable(
            "partners",
            t => t.HasCheckConstraint("ck_partners_commission", "commission_percent BETWEEN 0 AND 100 AND commission_won >= 0")
        );
        builder.Property(p => p.Name).HasMaxLength(Partner.NameMaxLength);
        builder.Property(p => p.Phone).HasMaxLength(Domain.Common.Phone.MaxLength);
        builder.Property(p => p.Email).HasMaxLength(Customer.EmailMaxLength);
        builder.Property(p => p.CommissionPercent).HasPrecision(5, 2);
        builder.Property(p => p.CommissionWon).HasPrecision(12, 0);
        builder.Property(p => p.Notes).HasMaxLength(Partner.NotesMaxLength);
        builder.HasIndex(p => new { p.Kind, p.Name }, "ux_partners_name").HasDatabaseName("ux_partners_name").IsUnique();
    }

    public void Configure(EntityTypeBuilder<PartnerCommission> builder)
    {
        builder.ToTable("partner_commissions");
        builder.HasKey(c => c.ContractId);
        builder.Property(c => c.Paid).HasColumnName("paid_won").HasPrecision(12, 0);
        builder.HasOne<Contract>().WithOne().HasForeignKey<PartnerCommission>(c => c.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.PaidById).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.Property(v => v.Name).HasMaxLength(SavedView.NameMaxLength);
        builder.Property(v => v.Query).HasMaxLength(SavedView.QueryMaxLength);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(
                v => new
                {
                    v.OwnerId,
                    v.Page,
                    v.Name,
                },
                "ux_saved_views_name"
            )
            .HasDatabaseName("ux_saved_views_name")
            .IsUnique();
    }
}
