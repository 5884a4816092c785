using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Data.Feeds;

internal sealed class FeedConfiguration
    : IEntityTypeConfiguration<CalendarFeed>,
        IEntityTypeConfiguration<BusyFeed>,
        IEntityTypeConfiguration<BusyClash>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable(
            "calendar_feeds",
            t =>
            {
                t.HasCheckConstraint(
                    "ck_calendar_feeds_of",
                    "(kind = 'person' AND person_id IS NOT NULL AND room_id IS NULL) OR (kind = 'studio' AND person_id IS NULL AND room_id IS NULL) OR (kind = 'room' AND room_id IS NOT NULL AND person_id IS NULL)"
                );
                t.HasCheckConstraint("ck_calendar_feeds_alarm_minutes", "alarm_minutes BETWEEN 0 AND 1440");
            }
        );
        builder.Property(f => f.TokenHash).HasMaxLength(64);
        builder.Property(f => f.Language).HasMaxLength(2);
        builder.HasIndex(f => f.TokenHash).IsUnique().HasDatabaseName("ux_calendar_feeds_token_hash");
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Room>().WithMany().HasForeignKey(f => f.RoomId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(f => f.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(f => f.PersonId);
        builder.HasIndex(f => f.RoomId);

        // One open address each; a second is refused here, whoever presses at the same time.
        Open(builder.HasIndex(f => f.PersonId, "ux_calendar_feeds_open_person"), "ux_calendar_feeds_open_person");
        Open(builder.HasIndex(f => f.RoomId, "ux_calendar_feeds_open_room"), "ux_calendar_feeds_open_room");
        builder
            .HasIndex(f => f.Kind, "ux_calendar_feeds_open_studio")
            .HasDatabaseName("ux_calendar_feeds_open_studio")
            .IsUnique()
            .HasFilter("revoked_at IS NULL AND kind = 'studio'");
    }

    public void Configure(EntityTypeBuilder<BusyFeed> builder)
    {
        builder.ToTable("busy_feeds");
        builder.Property(f => f.Name).HasMaxLength(BusyFeed.NameMaxLength);
        builder.Property(f => f.Host).HasMaxLength(255);
        builder.Property(f => f.ETag).HasColumnName("etag").HasMaxLength(200);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(f => f.PersonId);
        builder.HasIndex(f => f.DueAt);
    }

    public void Configure(EntityTypeBuilder<BusyClash> builder)
    {
        builder.ToTable("busy_clashes", t => t.HasCheckConstraint("ck_busy_clashes_time", "busy_to > busy_from"));
        builder.HasOne<BusyFeed>().WithMany().HasForeignKey(c => c.FeedId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.FeedId);
    }

    private static void Open(IndexBuilder<CalendarFeed> index, string name) =>
        index.HasDatabaseName(name).IsUnique().HasFilter("revoked_at IS NULL");
}
