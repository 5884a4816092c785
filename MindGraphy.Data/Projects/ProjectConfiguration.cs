using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Data.Projects;

internal sealed class ProjectConfiguration
    : IEntityTypeConfiguration<Project>,
        IEntityTypeConfiguration<ProjectMilestone>,
        IEntityTypeConfiguration<SatisfactionSurvey>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("projects");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.ProjectNumber).HasMaxLength(50);
        builder.Property(p => p.WeddingVenue).HasMaxLength(Project.VenueMaxLength);
        builder.Property(p => p.StatusChangedAt).HasDefaultValueSql("now()");
        builder.HasIndex(p => p.ProjectNumber).IsUnique().HasDatabaseName("ux_projects_project_number");

        // One project per contract and kind of shoot: opening it twice by a double click is refused here.
        builder.HasIndex(p => new { p.ContractId, p.ProjectType }).IsUnique().HasDatabaseName("ux_projects_contract_type");
        builder.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Contract>().WithMany().HasForeignKey(p => p.ContractId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(p => p.AssignedPhotographerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(p => p.AssignedEditorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasMany(p => p.Milestones).WithOne().HasForeignKey(m => m.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.CustomerId, "idx_projects_customer").HasDatabaseName("idx_projects_customer");
        builder.HasIndex(p => p.ProjectStatus, "idx_projects_status").HasDatabaseName("idx_projects_status");
        builder.HasIndex(p => p.WeddingDate, "idx_projects_wedding_date").HasDatabaseName("idx_projects_wedding_date");
        builder.HasIndex(p => p.AssignedPhotographerId, "idx_projects_photographer").HasDatabaseName("idx_projects_photographer");
        builder
            .HasIndex(p => new
            {
                p.ProjectStatus,
                p.WeddingDate,
                p.Id,
            })
            .HasDatabaseName("ix_projects_board");
    }

    public void Configure(EntityTypeBuilder<ProjectMilestone> builder)
    {
        builder.ToTable("project_milestones");
        builder.Property(m => m.MilestoneType).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<SatisfactionSurvey> builder)
    {
        builder.ToTable(
            "satisfaction_surveys",
            t => t.HasCheckConstraint("ck_satisfaction_surveys_overall_rating", "overall_rating >= 1 AND overall_rating <= 5")
        );
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}
