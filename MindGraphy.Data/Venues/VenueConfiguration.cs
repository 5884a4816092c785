using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Data.Venues;

internal sealed class VenueConfiguration
    : IEntityTypeConfiguration<Venue>,
        IEntityTypeConfiguration<VenueHall>,
        IEntityTypeConfiguration<Room>,
        IEntityTypeConfiguration<StudioHoliday>
{
    public void Configure(EntityTypeBuilder<Venue> builder)
    {
        builder.ToTable("venues", t => t.HasCheckConstraint("ck_venues_travel_minutes", "travel_minutes BETWEEN 0 AND 600"));
        builder.Property(v => v.Version).IsRowVersion();
        builder.Property(v => v.Name).HasMaxLength(Venue.NameMaxLength);
        builder.Property(v => v.Address).HasMaxLength(Venue.AddressMaxLength);
        builder.Property(v => v.Phone).HasMaxLength(Phone.MaxLength);
        builder.HasIndex(v => v.Name, "ux_venues_name").HasDatabaseName("ux_venues_name").IsUnique().HasFilter("is_active");
        builder.HasMany(v => v.Halls).WithOne().HasForeignKey(h => h.VenueId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<VenueHall> builder)
    {
        builder.ToTable("venue_halls", t => t.HasCheckConstraint("ck_venue_halls_capacity", "capacity BETWEEN 1 AND 20000"));
        builder.Property(h => h.Name).HasMaxLength(VenueHall.NameMaxLength);
        builder.Property(h => h.Notes).HasMaxLength(VenueHall.NotesMaxLength);

        // Not unique by name: two halls may change names in one act, which the order of two updates would refuse. The aggregate holds it.
        builder.HasIndex(h => h.VenueId);
    }

    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.ToTable("rooms");
        builder.Property(r => r.Name).HasMaxLength(Room.NameMaxLength);
        builder.HasIndex(r => r.Name, "ux_rooms_name").HasDatabaseName("ux_rooms_name").IsUnique().HasFilter("is_active");
    }

    public void Configure(EntityTypeBuilder<StudioHoliday> builder)
    {
        builder.ToTable("studio_holidays");
        builder.HasKey(h => h.Date);
        builder.Property(h => h.NameKo).HasMaxLength(StudioHoliday.NameMaxLength);
        builder.Property(h => h.NameEn).HasMaxLength(StudioHoliday.NameMaxLength);
    }
}
