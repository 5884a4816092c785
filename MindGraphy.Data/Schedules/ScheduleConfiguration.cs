using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Data.Schedules;

internal sealed class ScheduleConfiguration
    : IEntityTypeConfiguration<Shoot>,
        IEntityTypeConfiguration<PersonBooking>,
        IEntityTypeConfiguration<ShootAssignment>,
        IEntityTypeConfiguration<BookingOverride>,
        IEntityTypeConfiguration<ShootSwap>,
        IEntityTypeConfiguration<Substitution>,
        IEntityTypeConfiguration<WeddingDetails>,
        IEntityTypeConfiguration<TimetableEntry>
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
        builder.Property(s => s.OverrideReason).HasMaxLength(Shoot.ReasonMaxLength);
        builder.Property(s => s.RetakeReason).HasMaxLength(Shoot.ReasonMaxLength);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.OverriddenById).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Venue>().WithMany().HasForeignKey(s => s.VenueId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<VenueHall>().WithMany().HasForeignKey(s => s.HallId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Room>().WithMany().HasForeignKey(s => s.RoomId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(s => s.Crew).WithOne().HasForeignKey(b => b.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Assignments).WithOne().HasForeignKey(a => a.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Gear).WithOne().HasForeignKey(b => b.ScheduleId).OnDelete(DeleteBehavior.Cascade);
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
                    "(source = 'crew' AND schedule_id IS NOT NULL) OR (source = 'leave' AND availability_id IS NOT NULL) OR (source = 'hold' AND customer_id IS NOT NULL AND expires_at IS NOT NULL) OR (source::text = 'external' AND busy_feed_id IS NOT NULL)"
                );
            }
        );
        builder.Property(b => b.OverlapAllowed).HasDefaultValue(false);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<PhotographerAvailability>().WithMany().HasForeignKey(b => b.AvailabilityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Customer>().WithMany().HasForeignKey(b => b.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<BusyFeed>().WithMany().HasForeignKey(b => b.BusyFeedId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(b => b.PersonId);
        builder.HasIndex(b => new { b.BusyFrom, b.BusyTo });

        // Leave, holds and private time among years of shoots: what a calendar draws beside them.
        builder
            .HasIndex(b => new { b.BusyFrom, b.BusyTo }, "ix_person_bookings_beside_shoots")
            .HasFilter("source <> 'crew' AND status = 'booked'")
            .HasDatabaseName("ix_person_bookings_beside_shoots");
        builder
            .HasIndex(b => b.ExpiresAt)
            .HasFilter("source = 'hold' AND status = 'booked'")
            .HasDatabaseName("ix_person_bookings_open_holds");
    }

    public void Configure(EntityTypeBuilder<ShootAssignment> builder)
    {
        builder.ToTable("schedule_assignments", t => t.HasCheckConstraint("ck_schedule_assignments_fee", "fee >= 0"));
        builder.HasKey(a => new { a.ScheduleId, a.PersonId });
        builder.Property(a => a.DeclineReason).HasMaxLength(Shoot.ReasonMaxLength);
        builder.Property(a => a.Fee).HasPrecision(12, 0);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.NoAction);

        // The calendar asks it of every shoot, and few say no.
        builder
            .HasIndex(a => a.ScheduleId, "ix_schedule_assignments_declined")
            .HasFilter("answer = 'declined'")
            .HasDatabaseName("ix_schedule_assignments_declined");
    }

    public void Configure(EntityTypeBuilder<BookingOverride> builder)
    {
        builder.ToTable("booking_overrides");
        builder.Property(o => o.Reason).HasMaxLength(Shoot.ReasonMaxLength);
        builder.HasOne<Shoot>().WithMany().HasForeignKey(o => o.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Shoot>().WithMany().HasForeignKey(o => o.OtherScheduleId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(o => o.OverriddenById).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<ShootSwap> builder)
    {
        builder.ToTable("shoot_swaps");
        builder.Property(s => s.Version).IsRowVersion();
        builder.Property(s => s.Reason).HasMaxLength(Shoot.ReasonMaxLength);
        builder.Property(s => s.DecisionNote).HasMaxLength(Shoot.ReasonMaxLength);
        builder.HasOne<Shoot>().WithMany().HasForeignKey(s => s.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.FromPersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.ToPersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.AcceptedById).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.DecidedById).OnDelete(DeleteBehavior.NoAction);
        builder
            .HasIndex(s => new { s.ScheduleId, s.FromPersonId })
            .IsUnique()
            .HasFilter("status IN ('offered', 'accepted')")
            .HasDatabaseName("ux_shoot_swaps_open");
        builder.HasIndex(s => s.ScheduleId);
    }

    public void Configure(EntityTypeBuilder<Substitution> builder)
    {
        builder.ToTable("substitutions");
        builder.Property(s => s.Version).IsRowVersion();
        builder.Property(s => s.PromisedName).HasMaxLength(255);
        builder.Property(s => s.ProposedName).HasMaxLength(255);
        builder.Property(s => s.Reason).HasMaxLength(Shoot.ReasonMaxLength);
        builder.Property(s => s.AnswerNote).HasMaxLength(Shoot.ReasonMaxLength);
        builder.Property(s => s.AnswerIp).HasMaxLength(64);
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Shoot>().WithMany().HasForeignKey(s => s.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.PromisedPersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.ProposedPersonId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.ProposedById).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.RecordedById).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(s => s.AnsweredByContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => s.ScheduleId).IsUnique().HasFilter("status <> 'withdrawn'").HasDatabaseName("ux_substitutions_live");
        builder.HasIndex(s => new { s.ScheduleId, s.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<WeddingDetails> builder)
    {
        builder.ToTable("wedding_details");
        builder.HasKey(d => d.ProjectId);
        builder.Property(d => d.Version).IsRowVersion();
        builder.Property(d => d.MakeupShop).HasMaxLength(WeddingDetails.NameMaxLength);
        builder.Property(d => d.DressShop).HasMaxLength(WeddingDetails.NameMaxLength);
        builder.Property(d => d.HelperName).HasMaxLength(WeddingDetails.NameMaxLength);
        builder.Property(d => d.MakeupPhone).HasMaxLength(20);
        builder.Property(d => d.DressPhone).HasMaxLength(20);
        builder.Property(d => d.HelperPhone).HasMaxLength(20);
        builder.HasOne<Project>().WithOne().HasForeignKey<WeddingDetails>(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(d => d.Timetable).WithOne().HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TimetableEntry> builder)
    {
        builder.ToTable("timetable_entries");
        builder.Property(t => t.What).HasMaxLength(WeddingDetails.NameMaxLength);
        builder.Property(t => t.Place).HasMaxLength(WeddingDetails.NameMaxLength);
        builder.HasIndex(t => new { t.ProjectId, t.At });
    }
}
