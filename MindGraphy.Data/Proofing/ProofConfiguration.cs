using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Data.Proofing;

internal sealed class ProofConfiguration : IEntityTypeConfiguration<ProofSession>, IEntityTypeConfiguration<PhotoSelection>
{
    public void Configure(EntityTypeBuilder<ProofSession> builder)
    {
        builder.ToTable(
            "proof_gallery_sessions",
            t =>
                t.HasCheckConstraint(
                    "ck_proof_gallery_sessions_count",
                    "current_selections >= 0 AND (max_selections IS NULL OR current_selections <= max_selections)"
                )
        );
        builder.Property(s => s.Version).IsRowVersion();
        builder.Property(s => s.AccessToken).HasMaxLength(255);
        builder.Property(s => s.CurrentSelections).HasDefaultValue(0);
        builder.Property(s => s.PickSequence).HasDefaultValue(0);
        builder.Property(s => s.ReopenReason).HasMaxLength(Customer.ReasonMaxLength);
        builder.HasIndex(s => s.AccessToken).IsUnique().HasDatabaseName("ux_proof_gallery_sessions_access_token");
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(s => s.AlbumId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Selections).WithOne().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PhotoSelection> builder)
    {
        builder.ToTable("photo_selections");
        builder.HasKey(s => new
        {
            s.SessionId,
            s.ContactId,
            s.PhotoId,
        });
        builder.Property(s => s.Note).HasMaxLength(Photo.CommentMaxLength);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(s => s.ContactId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Photo>().WithMany().HasForeignKey(s => s.PhotoId).OnDelete(DeleteBehavior.Cascade);
    }
}
