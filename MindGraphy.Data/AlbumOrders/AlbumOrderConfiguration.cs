using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.AlbumOrders;

internal sealed class AlbumOrderConfiguration
    : IEntityTypeConfiguration<AlbumOrder>,
        IEntityTypeConfiguration<AlbumRound>,
        IEntityTypeConfiguration<AlbumSpread>,
        IEntityTypeConfiguration<AlbumNote>
{
    public void Configure(EntityTypeBuilder<AlbumOrder> builder)
    {
        builder.ToTable(
            "album_orders",
            t =>
            {
                t.HasCheckConstraint("ck_album_orders_pages", $"pages BETWEEN 2 AND {AlbumOrder.MostPages}");
                t.HasCheckConstraint(
                    "ck_album_orders_copies",
                    "couple_copies >= 0 AND groom_family_copies >= 0 AND bride_family_copies >= 0 AND couple_copies + groom_family_copies + bride_family_copies > 0"
                );

                // What a lab prints was approved.
                t.HasCheckConstraint(
                    "ck_album_orders_approved",
                    "approved_at IS NOT NULL OR status IN ('draft', 'designing', 'proofing', 'cancelled')"
                );
            }
        );
        builder.Property(o => o.Version).IsRowVersion();
        foreach (
            var computed in new[]
            {
                nameof(AlbumOrder.Copies),
                nameof(AlbumOrder.IsFrozen),
                nameof(AlbumOrder.Extra),
                nameof(AlbumOrder.UsedRounds),
                nameof(AlbumOrder.Out),
                nameof(AlbumOrder.Next),
            }
        )
        {
            builder.Ignore(computed);
        }

        builder.Property(o => o.Title).HasMaxLength(AlbumOrder.TitleMaxLength);
        builder.Property(o => o.Size).HasMaxLength(AlbumOrder.SizeMaxLength);
        builder.Property(o => o.Memo).HasMaxLength(AlbumOrder.TextMaxLength);
        builder.Property(o => o.ApprovedReason).HasMaxLength(AlbumOrder.TextMaxLength);
        builder.Property(o => o.CancelReason).HasMaxLength(AlbumOrder.TextMaxLength);
        builder.Property(o => o.LabName).HasMaxLength(AlbumOrder.LabMaxLength);
        builder.Property(o => o.LabNumber).HasMaxLength(AlbumOrder.LabMaxLength);
        builder.Property(o => o.IsPriced).HasDefaultValue(false);
        builder.Property(o => o.ApprovedById).HasColumnName("approved_by");
        builder.HasOne<Project>().WithMany().HasForeignKey(o => o.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(o => o.ApprovedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Deliverable>().WithMany().HasForeignKey(o => o.DeliverableId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(o => o.Rounds).WithOne().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(o => o.DeliverableId)
            .IsUnique()
            .HasFilter("deliverable_id IS NOT NULL")
            .HasDatabaseName("ux_album_orders_deliverable");
        builder
            .HasIndex(o => new { o.DueOn, o.Id })
            .HasFilter("status NOT IN ('handed_over', 'cancelled')")
            .HasDatabaseName("ix_album_orders_open");
    }

    public void Configure(EntityTypeBuilder<AlbumRound> builder)
    {
        builder.ToTable("album_rounds");
        builder.Ignore(r => r.Unanswered);
        builder.Property(r => r.Message).HasMaxLength(AlbumOrder.TextMaxLength);
        builder.Property(r => r.RetireReason).HasMaxLength(AlbumOrder.TextMaxLength);
        builder.Property(r => r.PdfKey).HasMaxLength(512);
        builder.Property(r => r.PdfName).HasMaxLength(AlbumSpread.NameMaxLength);
        builder.Property(r => r.PdfSha256).HasMaxLength(64);
        builder.Property(r => r.AnsweredById).HasColumnName("answered_by");
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(r => r.AnsweredById).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(r => r.Spreads).WithOne().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(r => r.Notes).WithOne().HasForeignKey(n => n.RoundId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.OrderId, r.Number }).IsUnique().HasDatabaseName("ux_album_rounds_number");

        // One round is put together at a time, one is looked at, and one is approved.
        builder
            .HasIndex(r => new { r.OrderId, r.Status })
            .IsUnique()
            .HasFilter("status IN ('preparing', 'sent', 'approved')")
            .HasDatabaseName("ux_album_rounds_open");
        builder.HasIndex(r => r.AnswerBy).HasFilter("status = 'sent' AND reminded_at IS NULL").HasDatabaseName("ix_album_rounds_waiting");
    }

    public void Configure(EntityTypeBuilder<AlbumSpread> builder)
    {
        builder.ToTable("album_spreads");
        builder.Ignore(s => s.SortKey);
        builder.Property(s => s.FileName).HasMaxLength(AlbumSpread.NameMaxLength);
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.HasIndex(s => new { s.RoundId, s.Position });
    }

    public void Configure(EntityTypeBuilder<AlbumNote> builder)
    {
        builder.ToTable(
            "album_notes",
            t =>
                t.HasCheckConstraint(
                    "ck_album_notes_pin",
                    $"(pin_x IS NULL) = (pin_y IS NULL) AND pin_x BETWEEN 0 AND {RevisionRequest.PinMost} AND pin_y BETWEEN 0 AND {RevisionRequest.PinMost}"
                )
        );
        builder.Property(n => n.Text).HasMaxLength(AlbumNote.TextMaxLength);
        builder.Property(n => n.Reason).HasMaxLength(AlbumNote.TextMaxLength);
        builder.Property(n => n.AnsweredById).HasColumnName("answered_by");
        builder.HasOne<AlbumSpread>().WithMany().HasForeignKey(n => n.SpreadId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(n => n.ContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(n => n.AnsweredById).OnDelete(DeleteBehavior.SetNull);
    }
}
