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
        IEntityTypeConfiguration<UploadPart>,
        IEntityTypeConfiguration<ProjectCamera>,
        IEntityTypeConfiguration<ArrangementRow>,
        IEntityTypeConfiguration<WatchedFolder>,
        IEntityTypeConfiguration<Watermark>
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
        builder.Property(p => p.RenditionHash).HasMaxLength(64);
        builder.Ignore(p => p.ShownHash);
        builder.Property(p => p.Folder).HasMaxLength(UploadSession.PathMaxLength).HasDefaultValue("");
        builder.Property(p => p.IsBurstTop).HasDefaultValue(false);
        builder.Property(p => p.IsBlurred).HasDefaultValue(false);
        builder.Property(p => p.SortKey).HasMaxLength(500).HasDefaultValue("");
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
        // Correcting a clock reads its photos; opening a burst reads it; a picture has one raw file at most.
        builder.HasOne<ProjectCamera>().WithMany().HasForeignKey(p => p.CameraId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(p => p.CameraId).HasFilter("camera_id IS NOT NULL").HasDatabaseName("ix_photos_camera");
        builder.HasIndex(p => p.BurstId).HasFilter("burst_id IS NOT NULL").HasDatabaseName("ix_photos_burst");
        builder.HasOne<Photo>().WithMany().HasForeignKey(p => p.PairOfId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(p => p.PairOfId).IsUnique().HasFilter("pair_of_id IS NOT NULL").HasDatabaseName("ux_photos_pair");
        // A bin is for bringing back: everything else reads past what lies in it.
        builder.HasQueryFilter(p => p.DeletedAt == null);
        builder.Property(p => p.DeletedById).HasColumnName("deleted_by");
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(p => p.DeletedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(p => p.DeletedById).HasFilter("deleted_by IS NOT NULL").HasDatabaseName("ix_photos_deleted_by");
        builder.HasIndex(p => new { p.AlbumId, p.DeletedAt }).HasFilter("deleted_at IS NOT NULL").HasDatabaseName("ix_photos_bin");
        builder.HasIndex(p => p.DeletedAt).HasFilter("deleted_at IS NOT NULL").HasDatabaseName("ix_photos_deleted");
        builder.HasOne<Photo>().WithMany().HasForeignKey(p => p.SourceId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(p => p.SourceId).HasFilter("source_id IS NOT NULL").HasDatabaseName("ix_photos_source");
        builder.HasIndex(p => p.FilePath).HasDatabaseName("ix_photos_file_path");
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
        builder.Ignore(u => u.IsUntouched);
        builder.Ignore(u => u.Folder);
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

    public void Configure(EntityTypeBuilder<ProjectCamera> builder)
    {
        builder.ToTable("project_cameras");
        builder.Property(c => c.CameraKey).HasMaxLength(ProjectCamera.KeyMaxLength);
        builder.Property(c => c.Make).HasMaxLength(ProjectCamera.NameMaxLength);
        builder.Property(c => c.Model).HasMaxLength(ProjectCamera.NameMaxLength);
        builder.Property(c => c.Serial).HasMaxLength(ProjectCamera.NameMaxLength);
        builder.Property(c => c.OffsetSeconds).HasDefaultValue(0);
        builder.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.ProjectId, c.CameraKey }).IsUnique().HasDatabaseName("ux_project_cameras_key");
    }

    // No foreign key: a trigger writes it in the middle of whatever changes photos, and must not wait there for the album's row.
    public void Configure(EntityTypeBuilder<ArrangementRow> builder)
    {
        builder.ToTable("album_arrangements");
        builder.HasKey(a => a.AlbumId);
        builder.Property(a => a.AlbumId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Watermark> builder)
    {
        builder.ToTable("watermarks", t => t.HasCheckConstraint("ck_watermarks_one", "id = 1"));
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Text).HasMaxLength(Watermark.TextMaxLength);
        builder.Property(w => w.StampKey).HasMaxLength(512);
        builder.Ignore(w => w.Mark);
    }

    public void Configure(EntityTypeBuilder<WatchedFolder> builder)
    {
        builder.ToTable("watched_folders");
        builder.HasKey(f => f.Name);
        builder.Property(f => f.Name).HasMaxLength(Photo.FileNameMaxLength);
        builder.Property(f => f.Trouble).HasMaxLength(WatchedFolder.TroubleMaxLength);
        builder.HasOne<Project>().WithMany().HasForeignKey(f => f.ProjectId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(f => f.AlbumId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<UploadPart> builder)
    {
        builder.ToTable("upload_parts");
        builder.HasKey(p => new { p.SessionId, p.PartNumber });
        builder.Property(p => p.Sha256).HasMaxLength(64);
    }
}
