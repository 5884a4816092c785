using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Links;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using NpgsqlTypes;

namespace MindGraphy.Data.Deliveries;

internal sealed class DeliveryConfiguration
    : IEntityTypeConfiguration<Deliverable>,
        IEntityTypeConfiguration<DeliveryFile>,
        IEntityTypeConfiguration<DeliveryDownload>,
        IEntityTypeConfiguration<DeliveryReminder>
{
    /// <summary>Which bytes of a download were sent: pieces in any order, and how they grow together.</summary>
    public const string Sent = "Sent";

    public void Configure(EntityTypeBuilder<Deliverable> builder)
    {
        builder.ToTable("deliverables");
        builder.Property(d => d.Title).HasMaxLength(Deliverable.TitleMaxLength).HasDefaultValue("");
        builder.Property(d => d.DownloadToken).HasMaxLength(255);
        builder.Property(d => d.DownloadCount).HasDefaultValue(0);
        builder.ComplexProperty(d => d.Pin, PinColumns.Map);
        builder.Property(d => d.HoldUntilPaid).HasDefaultValue(false);
        builder.Property(d => d.HoldLiftedReason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(d => d.ProblemFile).HasMaxLength(Photo.FileNameMaxLength);
        builder.Property(d => d.RecipientName).HasMaxLength(Deliverable.RecipientMaxLength);
        builder.Property(d => d.Courier).HasMaxLength(Deliverable.CourierMaxLength);
        builder.Property(d => d.TrackingNumber).HasMaxLength(Deliverable.TrackingMaxLength);
        builder.Property(d => d.Version).IsRowVersion();
        builder.Ignore(d => d.IsDigital);
        builder.Ignore(d => d.IsPhysical);
        builder.HasIndex(d => d.DownloadToken).IsUnique().HasDatabaseName("ux_deliverables_download_token");
        builder.HasIndex(d => d.ExpiresAt).HasFilter("delivery_status IN ('ready', 'delivered')").HasDatabaseName("ix_deliverables_ending");
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(d => d.AlbumId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(d => d.HoldLiftedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(d => d.ReceivedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(d => d.ExtensionAskedById).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<DeliveryFile> builder)
    {
        builder.ToTable("delivery_files");
        builder.HasKey(f => new { f.DeliverableId, f.Position });
        builder.Property(f => f.Name).HasMaxLength(Photo.FileNameMaxLength);
        builder.Property(f => f.StoreKey).HasMaxLength(512);
        builder.Property(f => f.WebKey).HasMaxLength(512);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.WebSha256).HasMaxLength(64);
        builder.HasOne<Deliverable>().WithMany().HasForeignKey(f => f.DeliverableId).OnDelete(DeleteBehavior.Cascade);

        // Not cascading: a photo that was promised can't go away beneath its delivery; with its whole project both go.
        builder.HasOne<Photo>().WithMany().HasForeignKey(f => f.PhotoId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<DeliveryDownload> builder)
    {
        builder.ToTable("delivery_downloads");
        builder.Property<NpgsqlRange<long>[]>(Sent).HasColumnType("int8multirange").IsRequired();
        builder
            .HasIndex(d => new
            {
                d.DeliverableId,
                d.ContactId,
                d.Size,
                d.Part,
                d.Position,
                d.Nth,
            })
            .IsUnique()
            .HasDatabaseName("ux_delivery_downloads_nth");
        builder.HasOne<Deliverable>().WithMany().HasForeignKey(d => d.DeliverableId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(d => d.ContactId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DeliveryReminder> builder)
    {
        builder.ToTable("delivery_reminders");
        builder.HasKey(r => new
        {
            r.DeliverableId,
            r.LastDay,
            r.Step,
        });
        builder.HasOne<Deliverable>().WithMany().HasForeignKey(r => r.DeliverableId).OnDelete(DeleteBehavior.Cascade);
    }
}
