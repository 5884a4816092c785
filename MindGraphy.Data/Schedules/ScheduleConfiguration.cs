using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Schedules;

internal sealed class ScheduleConfiguration : IEntityTypeConfiguration<Shoot>, IEntityTypeConfiguration<PersonBooking>
{
    /// <summary>The shadow property behind <see cref="Shoot.AssistantIds"/>, for queries.</summary>
    internal const string AssistantIds = "_assistantIds";

    public void Configure(EntityTypeBuilder<Shoot> builder)
    {
        builder.ToTable("shooting_schedules", t => t.HasCheckConstraint("ck_shooting_schedules_time", "end_time > start_time"));
        builder.Property(s => s.Version).IsRowVersion();
        builder.Property(s => s.Location).HasMaxLength(Shoot.LocationMaxLength);
        builder.Ignore(s => s.AssistantIds);
        builder.Property<List<Guid>>(AssistantIds).HasColumnName("assistant_ids");
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.PhotographerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasMany(s => s.Crew).WithOne().HasForeignKey(b => b.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.ProjectId, "idx_schedules_project").HasDatabaseName("idx_schedules_project");
        builder.HasIndex(s => s.PhotographerId, "idx_schedules_photographer").HasDatabaseName("idx_schedules_photographer");
        builder.HasIndex(s => new { s.StartTime, s.EndTime }, "idx_schedules_time").HasDatabaseName("idx_schedules_time");
        builder.HasIndex(s => s.Status, "idx_schedules_status").HasDatabaseName("idx_schedules_status");
    }

    public void Configure(EntityTypeBuilder<PersonBooking> builder)
    {
        builder.ToTable(
            "person_bookings",
            t =>
            {
                t.HasCheckConstraint("ck_person_bookings_time", "busy_to > busy_from");
                t.HasCheckConstraint(
                    "ck_person_bookings_source",
                    "(source = 'crew' AND schedule_id IS NOT NULL) OR (source = 'leave' AND availability_id IS NOT NULL) OR (source = 'hold' AND customer_id IS NOT NULL AND expires_at IS NOT NULL)"
                );
            }
        );
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<PhotographerAvailability>().WithMany().HasForeignKey(b => b.AvailabilityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Customer>().WithMany().HasForeignKey(b => b.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(b => b.PersonId);
        builder.HasIndex(b => new { b.BusyFrom, b.BusyTo });
        builder
            .HasIndex(b => b.ExpiresAt)
            .HasFilter("source = 'hold' AND status = 'booked'")
            .HasDatabaseName("ix_person_bookings_open_holds");
    }
}
