using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Gear;

namespace MindGraphy.Data.Gear;

internal sealed class GearConfiguration : IEntityTypeConfiguration<GearItem>, IEntityTypeConfiguration<GearBooking>
{
    public void Configure(EntityTypeBuilder<GearItem> builder)
    {
        builder.ToTable("gear_items");
        builder.Property(g => g.Name).HasMaxLength(GearItem.NameMaxLength);
        builder.HasIndex(g => g.Name, "ux_gear_items_name").HasDatabaseName("ux_gear_items_name").IsUnique().HasFilter("is_active");
    }

    public void Configure(EntityTypeBuilder<GearBooking> builder)
    {
        builder.ToTable("gear_bookings", t => t.HasCheckConstraint("ck_gear_bookings_time", "busy_to > busy_from"));
        builder.HasOne<GearItem>().WithMany().HasForeignKey(b => b.GearId).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(b => new { b.BusyFrom, b.BusyTo });
    }
}
