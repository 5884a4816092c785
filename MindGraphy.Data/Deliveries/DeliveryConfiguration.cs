using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Deliveries;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Deliverable>
{
    public void Configure(EntityTypeBuilder<Deliverable> builder)
    {
        builder.ToTable("deliverables");
        builder.Property(d => d.DownloadToken).HasMaxLength(255);
        builder.Property(d => d.DownloadCount).HasDefaultValue(0);
        builder.Property(d => d.RecipientName).HasMaxLength(255);
        builder.Property(d => d.TrackingNumber).HasMaxLength(100);
        builder.HasIndex(d => d.DownloadToken).IsUnique().HasDatabaseName("ux_deliverables_download_token");
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
