using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Photographers;

internal sealed class PhotographerConfiguration
    : IEntityTypeConfiguration<Photographer>,
        IEntityTypeConfiguration<PhotographerAvailability>,
        IEntityTypeConfiguration<PhotographerPerformance>
{
    public void Configure(EntityTypeBuilder<Photographer> builder)
    {
        builder.ToTable("photographers");
        builder.Property(p => p.Rating).HasPrecision(3, 2);
        builder.Property(p => p.TotalProjects).HasDefaultValue(0);
        builder.Property(p => p.EquipmentOwned).HasColumnType("jsonb");
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.UserId).IsUnique().HasDatabaseName("ux_photographers_user_id");
    }

    public void Configure(EntityTypeBuilder<PhotographerAvailability> builder)
    {
        builder.ToTable("photographer_availability");
        builder.Property(a => a.IsAvailable).HasDefaultValue(true);
        builder.Property(a => a.Reason).HasMaxLength(PhotographerAvailability.ReasonMaxLength);
        builder.HasOne<Photographer>().WithMany().HasForeignKey(a => a.PhotographerId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(a => new
            {
                a.PhotographerId,
                a.Date,
                a.TimeSlotStart,
            })
            .IsUnique()
            .HasDatabaseName("ux_photographer_availability_slot");
    }

    public void Configure(EntityTypeBuilder<PhotographerPerformance> builder)
    {
        builder.ToTable(
            "photographer_performance",
            t => t.HasCheckConstraint("ck_photographer_performance_client_rating", "client_rating >= 1 AND client_rating <= 5")
        );
        builder.HasOne<Photographer>().WithMany().HasForeignKey(p => p.PhotographerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Project>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
