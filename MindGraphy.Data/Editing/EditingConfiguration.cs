using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Data.Editing;

internal sealed class EditingConfiguration
    : IEntityTypeConfiguration<EditingJob>,
        IEntityTypeConfiguration<EditingItem>,
        IEntityTypeConfiguration<EditingReturn>,
        IEntityTypeConfiguration<EditingBrief>,
        IEntityTypeConfiguration<EditorCapacity>,
        IEntityTypeConfiguration<RevisionRound>,
        IEntityTypeConfiguration<RevisionRequest>
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
        builder.Property(j => j.WaitedSeconds).HasDefaultValue(0L);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(j => j.ReturnAlbumId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasIndex(j => j.ReturnAlbumId)
            .IsUnique()
            .HasFilter("return_album_id IS NOT NULL")
            .HasDatabaseName("ux_editing_queue_return_album");
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
        Json.List(builder.Property(i => i.Pins)).HasDefaultValueSql("'[]'::jsonb");
        builder.HasOne<Photo>().WithMany().HasForeignKey(i => i.PhotoId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(i => i.FinishedById).HasColumnName("finished_by");
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(i => i.FinishedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(i => i.FinishedById).HasFilter("finished_by IS NOT NULL").HasDatabaseName("ix_editing_items_finished_by");
    }

    public void Configure(EntityTypeBuilder<EditingReturn> builder)
    {
        builder.ToTable("editing_returns");
        builder.HasKey(r => r.PhotoId);
        builder.Property(r => r.PhotoId).ValueGeneratedNever();
        builder.HasOne<Photo>().WithMany().HasForeignKey(r => r.PhotoId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<EditingJob>().WithMany().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Photo>().WithMany().HasForeignKey(r => r.OriginalId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => new { r.JobId, r.OriginalId });
        builder.HasIndex(r => r.OriginalId).HasFilter("original_id IS NOT NULL").HasDatabaseName("ix_editing_returns_original");
    }

    public void Configure(EntityTypeBuilder<EditingBrief> builder)
    {
        builder.ToTable("editing_briefs");
        builder.HasKey(b => b.ProjectId);
        builder.Property(b => b.ProjectId).ValueGeneratedNever();
        builder.Ignore(b => b.Text);
        builder.Property(b => b.Style).HasMaxLength(EditingBrief.TextMaxLength);
        builder.Property(b => b.Skin).HasMaxLength(EditingBrief.TextMaxLength);
        builder.Property(b => b.Body).HasMaxLength(EditingBrief.TextMaxLength);
        builder.Property(b => b.DoNot).HasMaxLength(EditingBrief.TextMaxLength);
        builder.Property(b => b.UpdatedById).HasColumnName("updated_by");
        builder.HasOne<Project>().WithOne().HasForeignKey<EditingBrief>(b => b.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(b => b.UpdatedById).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<EditorCapacity> builder)
    {
        builder.ToTable(
            "editor_capacities",
            t => t.HasCheckConstraint("ck_editor_capacities_range", $"photos_per_day BETWEEN 1 AND {EditorCapacity.Most}")
        );
        builder.HasKey(c => c.UserId);
        builder.Property(c => c.UserId).ValueGeneratedNever();
        builder.HasOne<StudioUser>().WithOne().HasForeignKey<EditorCapacity>(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RevisionRound> builder)
    {
        builder.ToTable("revision_rounds");
        builder.Property(r => r.Version).IsRowVersion();
        builder.Ignore(r => r.IsExtra);
        builder.Property(r => r.CloseReason).HasMaxLength(RevisionRequest.TextMaxLength);
        builder.Property(r => r.IsPriced).HasDefaultValue(false);
        builder.Property(r => r.SubmittedById).HasColumnName("submitted_by");
        builder.HasOne<EditingJob>().WithMany().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(r => r.SubmittedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(r => r.Requests).WithOne().HasForeignKey(q => q.RoundId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.JobId, r.Number }).IsUnique().HasDatabaseName("ux_revision_rounds_number");

        // Of two people who send at once one is told that a round is out already.
        builder.HasIndex(r => r.JobId).IsUnique().HasFilter("status <> 'closed'").HasDatabaseName("ux_revision_rounds_open");
        builder.HasIndex(r => r.AnswerBy).HasFilter("status = 'sent'").HasDatabaseName("ix_revision_rounds_silent");
    }

    public void Configure(EntityTypeBuilder<RevisionRequest> builder)
    {
        builder.ToTable(
            "revision_requests",
            t =>
                t.HasCheckConstraint(
                    "ck_revision_requests_pin",
                    $"(pin_x IS NULL) = (pin_y IS NULL) AND pin_x BETWEEN 0 AND {RevisionRequest.PinMost} AND pin_y BETWEEN 0 AND {RevisionRequest.PinMost}"
                )
        );
        builder.HasKey(q => new { q.RoundId, q.PhotoId });
        builder.Ignore(q => q.IsSettled);
        builder.Property(q => q.Note).HasMaxLength(RevisionRequest.TextMaxLength);
        builder.Property(q => q.Reason).HasMaxLength(RevisionRequest.TextMaxLength);
        builder.Property(q => q.AnsweredById).HasColumnName("answered_by");
        builder.HasOne<Photo>().WithMany().HasForeignKey(q => q.PhotoId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Photo>().WithMany().HasForeignKey(q => q.VersionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(q => q.ContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(q => q.AnsweredById).OnDelete(DeleteBehavior.SetNull);
    }
}
