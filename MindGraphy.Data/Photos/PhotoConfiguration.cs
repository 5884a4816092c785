using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Photos;

internal sealed class PhotoConfiguration
    : IEntityTypeConfiguration<PhotoAlbum>,
        IEntityTypeConfiguration<Photo>,
        IEntityTypeConfiguration<UploadSession>,
        IEntityTypeConfiguration<UploadPart>
{
    public void Configure(EntityTypeBuilder<PhotoAlbum> builder)
    {
        builder.ToTable("photo_albums");
        builder.Property(a => a.Title).HasMaxLength(PhotoAlbum.TitleMaxLength);
        builder.Property(a => a.StorageLocation).HasMaxLength(255);
        builder.Property(a => a.TotalPhotos).HasDefaultValue(0);
        builder.Property(a => a.UploadedById).HasColumnName("uploaded_by");
        builder.HasOne<Project>().WithMany().HasForeignKey(a => a.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(a => a.UploadedById).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<Photo> builder)
    {
        builder.ToTable("photos");
        builder.Property(p => p.FileName).HasMaxLength(Photo.FileNameMaxLength);
        builder.Property(p => p.Format).HasMaxLength(10);
        builder.Property(p => p.ContentSha256).HasMaxLength(64);
        builder.Property(p => p.SortKey).HasMaxLength(300).HasDefaultValue("");
        builder.Property(p => p.Metadata).HasColumnType("jsonb");
        builder.Property(p => p.IsSelected).HasDefaultValue(false);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(p => p.AlbumId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Photo>().WithMany().HasForeignKey(p => p.EditedVersionId).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(p => p.AlbumId, "idx_photos_album").HasDatabaseName("idx_photos_album");
        builder.HasIndex(p => p.EditStatus, "idx_photos_edit_status").HasDatabaseName("idx_photos_edit_status");

        // The seed's index on is_selected alone made the planner three times slower than none (goals, 0.2): partial, in the order it is read.
        builder
            .HasIndex(
                p => new
                {
                    p.AlbumId,
                    p.SelectionOrder,
                    p.Id,
                },
                "idx_photos_selected"
            )
            .HasDatabaseName("idx_photos_selected")
            .HasFilter("is_selected");

        // Without it every deleted photo reads the whole table to look for versions that point at it (goals, 0.1).
        builder.HasIndex(p => p.EditedVersionId).HasFilter("edited_version_id IS NOT NULL").HasDatabaseName("ix_photos_edited_version");
        builder
            .HasIndex(p => new
            {
                p.AlbumId,
                p.SortKey,
                p.Id,
            })
            .HasDatabaseName("ix_photos_album_order");

        // How many of an album can't be shown is asked by every page over it, and is nearly always none.
        builder.HasIndex(p => p.AlbumId, "ix_photos_not_ready").HasFilter("ready_at IS NULL").HasDatabaseName("ix_photos_not_ready");
    }

    public void Configure(EntityTypeBuilder<UploadSession> builder)
    {
        builder.ToTable("upload_sessions");
        builder.Property(u => u.FileName).HasMaxLength(Photo.FileNameMaxLength);
        builder.Property(u => u.RelativePath).HasMaxLength(UploadSession.PathMaxLength);
        builder.Property(u => u.ObjectKey).HasMaxLength(512);
        builder.Property(u => u.StoreUploadId).HasMaxLength(512);
        builder.Property(u => u.Failure).HasMaxLength(100);
        builder.Property(u => u.Sha256).HasMaxLength(64);
        builder.Ignore(u => u.PartCount);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(u => u.AlbumId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(u => u.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(u => u.Parts).WithOne().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);

        // The same file dropped again while it is open is the same upload: this is what makes a reload resume.
        builder
            .HasIndex(u => new
            {
                u.AlbumId,
                u.RelativePath,
                u.SizeBytes,
                u.LastModified,
            })
            .IsUnique()
            .HasFilter("status IN ('open', 'completed')")
            .HasDatabaseName("ux_upload_sessions_file");
        builder.HasIndex(u => new { u.AlbumId, u.Status });
    }

    public void Configure(EntityTypeBuilder<UploadPart> builder)
    {
        builder.ToTable("upload_parts");
        builder.HasKey(p => new { p.SessionId, p.PartNumber });
        builder.Property(p => p.Sha256).HasMaxLength(64);
    }
}
