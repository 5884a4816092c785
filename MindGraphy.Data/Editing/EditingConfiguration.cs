using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Data.Editing;

internal sealed class EditingConfiguration : IEntityTypeConfiguration<EditingJob>, IEntityTypeConfiguration<EditingItem>
{
    public void Configure(EntityTypeBuilder<EditingJob> builder)
    {
        builder.ToTable("editing_queue");
        builder.Property(j => j.Version).IsRowVersion();
        builder.Ignore(j => j.PhotoIds);
        builder.Property<List<Guid>>("_photoIds").HasColumnName("photo_ids");
        builder.Property(j => j.Priority).HasDefaultValueSql("'normal'");
        builder.Property(j => j.EditingType).HasMaxLength(100);
        builder.Property(j => j.RevisionCount).HasDefaultValue(0);
        builder.HasOne<Project>().WithMany().HasForeignKey(j => j.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(j => j.AssignedEditorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<ProofSession>().WithMany().HasForeignKey(j => j.ProofSessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(j => j.Items).WithOne().HasForeignKey(i => i.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(j => j.ProofSessionId).HasDatabaseName("ix_editing_queue_proof_session");
        builder.HasIndex(j => new
        {
            j.Status,
            j.DueDate,
            j.Id,
        });
    }

    public void Configure(EntityTypeBuilder<EditingItem> builder)
    {
        builder.ToTable("editing_items");
        builder.HasKey(i => new { i.JobId, i.PhotoId });
        builder.Property(i => i.Note).HasMaxLength(Photo.CommentMaxLength);
        builder.HasOne<Photo>().WithMany().HasForeignKey(i => i.PhotoId).OnDelete(DeleteBehavior.Cascade);
    }
}
