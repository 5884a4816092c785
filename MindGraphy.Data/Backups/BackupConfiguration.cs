using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Backups;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Backups;

internal sealed class BackupConfiguration : IEntityTypeConfiguration<BackupRecord>
{
    public void Configure(EntityTypeBuilder<BackupRecord> builder)
    {
        builder.ToTable("backup_records");
        builder.Property(b => b.StorageLocation).HasMaxLength(255);
        builder.HasOne<Project>().WithMany().HasForeignKey(b => b.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
