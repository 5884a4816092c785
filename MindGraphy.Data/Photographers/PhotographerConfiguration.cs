using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Photographers;

internal sealed class PhotographerConfiguration
    : IEntityTypeConfiguration<Photographer>,
        IEntityTypeConfiguration<PhotographerAvailability>,
        IEntityTypeConfiguration<WorkingHours>,
        IEntityTypeConfiguration<LeaveRequest>,
        IEntityTypeConfiguration<PhotographerPerformance>
{
    public void Configure(EntityTypeBuilder<Photographer> builder)
    {
        builder.ToTable("photographers");
        builder.Property(p => p.Rating).HasPrecision(3, 2);
        builder.Property(p => p.TotalProjects).HasDefaultValue(0);
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.Areas).HasDefaultValueSql("'{}'::text[]");
        builder.Property(p => p.Grade).HasMaxLength(Photographer.GradeMaxLength);
        builder.Property(p => p.Fee).HasPrecision(12, 0);
        builder.Property(p => p.IsOutsourced).HasDefaultValue(false);
        builder.Property(p => p.SettlementNote).HasMaxLength(Photographer.NoteMaxLength);
        Json.List(builder.Property(p => p.EquipmentOwned)).HasDefaultValueSql("'[]'::jsonb");
        builder.HasMany(p => p.Hours).WithOne().HasForeignKey(h => h.PhotographerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.UserId).IsUnique().HasDatabaseName("ux_photographers_user_id");
    }

    public void Configure(EntityTypeBuilder<PhotographerAvailability> builder)
    {
        builder.ToTable("photographer_availability");
        builder.Property(a => a.IsAvailable).HasDefaultValue(true);
        builder.Property(a => a.Reason).HasMaxLength(PhotographerAvailability.ReasonMaxLength);
        builder.HasOne<Photographer>().WithMany().HasForeignKey(a => a.PhotographerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LeaveRequest>().WithMany().HasForeignKey(a => a.LeaveRequestId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasIndex(a => new
            {
                a.PhotographerId,
                a.Date,
                a.TimeSlotStart,
            })
            .IsUnique()
            .AreNullsDistinct(false)
            .HasDatabaseName("ux_photographer_availability_slot");
    }

    public void Configure(EntityTypeBuilder<WorkingHours> builder)
    {
        builder.ToTable("photographer_working_hours");
        builder.Ignore(h => h.Range);
        builder
            .HasIndex(h => new
            {
                h.PhotographerId,
                h.Weekday,
                h.Begins,
            })
            .IsUnique()
            .HasDatabaseName("ux_photographer_working_hours_begin");
    }

    // That one person does not ask twice for a time is an exclusion constraint of its migration (ex_leave_requests_no_overlap).
    public void Configure(EntityTypeBuilder<LeaveRequest> builder)
    {
        builder.ToTable(
            "leave_requests",
            t =>
            {
                t.HasCheckConstraint("ck_leave_requests_days", "last_day >= first_day AND ends_at > begins_at");
                t.HasCheckConstraint("ck_leave_requests_hours", "(from_time IS NULL AND to_time IS NULL) OR first_day = last_day");
            }
        );
        builder.Property(r => r.Version).IsRowVersion();
        builder.Property(r => r.Reason).HasMaxLength(PhotographerAvailability.ReasonMaxLength);
        builder.Property(r => r.DecisionNote).HasMaxLength(LeaveRequest.NoteMaxLength);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(r => r.DecidedById).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(r => new { r.PersonId, r.FirstDay });
        builder.HasIndex(r => r.FirstDay).HasFilter("status = 'requested'").HasDatabaseName("ix_leave_requests_waiting");
    }

    // Written by the database alone: PerformanceSql.
    public void Configure(EntityTypeBuilder<PhotographerPerformance> builder)
    {
        builder.ToTable(
            "photographer_performance",
            t => t.HasCheckConstraint("ck_photographer_performance_client_rating", "client_rating >= 1 AND client_rating <= 5")
        );
        builder.HasOne<Photographer>().WithMany().HasForeignKey(p => p.PhotographerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Project>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.PhotographerId, p.ProjectId }).IsUnique().HasDatabaseName("ux_photographer_performance_project");
        builder.HasIndex(p => p.ShotAt);
    }
}
