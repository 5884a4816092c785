using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Links;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Data.Proofing;

internal sealed class ProofConfiguration
    : IEntityTypeConfiguration<ProofSession>,
        IEntityTypeConfiguration<PhotoSelection>,
        IEntityTypeConfiguration<SectionRule>
{
    public void Configure(EntityTypeBuilder<ProofSession> builder)
    {
        builder.ToTable(
            "proof_gallery_sessions",
            t =>
            {
                t.HasCheckConstraint(
                    "ck_proof_gallery_sessions_count",
                    "current_selections >= 0 AND (max_selections IS NULL OR current_selections <= max_selections + extra_picks)"
                );
                t.HasCheckConstraint(
                    "ck_proof_gallery_sessions_extras",
                    "extra_picks >= 0 AND (extra_picks = 0 OR extra_won > 0) AND extra_priced >= 0"
                );
            }
        );
        builder.Property(s => s.Reminders).HasDefaultValue(0);
        builder.Property(s => s.HandOrder).HasDefaultValueSql("'{}'");
        builder.ComplexProperty(s => s.Pin, PinColumns.Map);
        builder.Property(s => s.MaySave).HasDefaultValue(false);
        builder.HasIndex(s => s.ExpiresAt).HasFilter("status IN ('pending', 'active')").HasDatabaseName("ix_proof_gallery_sessions_ending");

        // Of two people who send at once one is told that a round is out already. Beside the key's own index, which finds the rounds that are over, too.
        builder.HasIndex(s => s.AlbumId).HasDatabaseName("ix_proof_gallery_sessions_album_id");
        builder
            .HasIndex(s => s.AlbumId, "ux_proof_gallery_sessions_open")
            .IsUnique()
            .HasFilter("status IN ('pending', 'active')")
            .HasDatabaseName("ux_proof_gallery_sessions_open");
        builder.Property(s => s.ExtraPicks).HasDefaultValue(0);
        builder.Property(s => s.ExtraPriced).HasDefaultValue(0);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(s => s.SubmittedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(s => s.Sections).WithOne().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(s => s.Sections).AutoInclude();
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

    public void Configure(EntityTypeBuilder<SectionRule> builder)
    {
        builder.ToTable(
            "proof_section_rules",
            t => t.HasCheckConstraint("ck_proof_section_rules_range", "least >= 0 AND (most IS NULL OR (most >= 1 AND most >= least))")
        );
        builder.HasKey(r => new { r.SessionId, r.Section });
    }

    public void Configure(EntityTypeBuilder<PhotoSelection> builder)
    {
        builder.ToTable(
            "photo_selections",
            t =>
                t.HasCheckConstraint(
                    "ck_photo_selections_pin",
                    "(pin_x IS NULL) = (pin_y IS NULL) AND (pin_x IS NULL OR (pin_x BETWEEN 0 AND 1000 AND pin_y BETWEEN 0 AND 1000))"
                )
        );
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
