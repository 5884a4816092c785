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
        IEntityTypeConfiguration<ProjectTask>,
        IEntityTypeConfiguration<ProjectTarget>,
        IEntityTypeConfiguration<ProjectTemplate>,
        IEntityTypeConfiguration<ProjectTemplateTask>,
        IEntityTypeConfiguration<ProjectTemplateMilestone>,
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
        builder.HasOne<Domain.Venues.Venue>().WithMany().HasForeignKey(p => p.VenueId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(p => p.AssignedEditorId).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(p => p.ShootDay);
        builder.HasMany(p => p.Tasks).WithOne().HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Targets).WithOne().HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(p => new { p.RiskFrom, p.Id }, "ix_projects_risk")
            .HasDatabaseName("ix_projects_risk")
            .HasFilter("risk_from IS NOT NULL");
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
        builder.Property(m => m.IsOnTime).HasComputedColumnSql("milestone_date <= target_date", stored: true);

        // A fact is reached once, whoever races to it.
        builder.HasIndex(m => new { m.ProjectId, m.MilestoneType }).IsUnique().HasDatabaseName("ux_project_milestones_type");
    }

    public void Configure(EntityTypeBuilder<ProjectTask> builder)
    {
        builder.ToTable("project_tasks");
        builder.Property(t => t.Title).HasMaxLength(ProjectTask.TitleMaxLength);
        builder.Property(t => t.TitleEn).HasMaxLength(ProjectTask.TitleMaxLength);
        builder.Property(t => t.BlockedReason).HasMaxLength(ProjectTask.ReasonMaxLength);
        builder.Ignore(t => t.IsOpen);
        builder.HasOne<ProjectTemplateTask>().WithMany().HasForeignKey(t => t.TemplateTaskId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.AssigneeId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.DoneById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(t => new { t.ProjectId, t.DueOn }, "ix_project_tasks_project").HasDatabaseName("ix_project_tasks_project");
        builder
            .HasIndex(t => new { t.DueOn, t.Id }, "ix_project_tasks_due")
            .HasDatabaseName("ix_project_tasks_due")
            .HasFilter("done_at IS NULL AND dropped_at IS NULL");

        // One task a project and line of the template, however often it is applied.
        builder.HasIndex(t => new { t.ProjectId, t.TemplateTaskId }).IsUnique().HasDatabaseName("ux_project_tasks_template");
    }

    public void Configure(EntityTypeBuilder<ProjectTarget> builder)
    {
        builder.ToTable("project_targets");
        builder.HasKey(t => new { t.ProjectId, t.MilestoneType });
        builder.Property(t => t.MilestoneType).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<ProjectTemplate> builder)
    {
        builder.ToTable("project_templates");
        builder.HasIndex(t => t.ProjectType).IsUnique().HasDatabaseName("ux_project_templates_type");
        builder.HasMany(t => t.Tasks).WithOne().HasForeignKey(t => t.TemplateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(t => t.Milestones).WithOne().HasForeignKey(t => t.TemplateId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ProjectTemplateTask> builder)
    {
        builder.ToTable("project_template_tasks");
        builder.Property(t => t.Title).HasMaxLength(ProjectTask.TitleMaxLength);
        builder.Property(t => t.TitleEn).HasMaxLength(ProjectTask.TitleMaxLength);
    }

    public void Configure(EntityTypeBuilder<ProjectTemplateMilestone> builder)
    {
        builder.ToTable("project_template_milestones");
        builder.HasKey(m => new { m.TemplateId, m.MilestoneType });
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
