using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Links;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Guests;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Guests;

internal sealed class GuestConfiguration : IEntityTypeConfiguration<GuestGallery>, IEntityTypeConfiguration<GuestPhoto>
{
    public void Configure(EntityTypeBuilder<GuestGallery> builder)
    {
        builder.ToTable("guest_galleries");
        builder.Property(g => g.Title).HasMaxLength(GuestGallery.TitleMaxLength);
        builder.ComplexProperty(g => g.Pin, PinColumns.Map);
        builder.Property(g => g.Version).IsRowVersion();
        builder.HasIndex(g => new { g.DeliverableId, g.Key }).IsUnique().HasDatabaseName("ux_guest_galleries_key");
        builder.HasOne<Deliverable>().WithMany().HasForeignKey(g => g.DeliverableId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(g => g.MadeByContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(g => g.MadeByUserId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<GuestPhoto> builder)
    {
        builder.ToTable("guest_photos");
        builder.HasKey(p => new { p.GalleryId, p.PhotoId });
        builder.HasOne<GuestGallery>().WithMany().HasForeignKey(p => p.GalleryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Photo>().WithMany().HasForeignKey(p => p.PhotoId).OnDelete(DeleteBehavior.Cascade);
    }
}
