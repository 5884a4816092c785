using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Cards;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Cards;

internal sealed class CardConfiguration : IEntityTypeConfiguration<MemoryCard>, IEntityTypeConfiguration<CardCopy>
{
    public void Configure(EntityTypeBuilder<MemoryCard> builder)
    {
        builder.ToTable("memory_cards", t => t.HasCheckConstraint("ck_memory_cards_counts", "file_count > 0 AND bytes > 0"));
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.Label).HasMaxLength(MemoryCard.NameMaxLength);
        builder.Property(c => c.Folder).HasMaxLength(UploadSession.PathMaxLength).HasDefaultValue("");
        builder.HasOne<Shoot>().WithMany().HasForeignKey(c => c.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.PhotographerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.FormattedById).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<PhotoAlbum>().WithMany().HasForeignKey(c => c.AlbumId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(c => c.Copies).WithOne().HasForeignKey(c => c.CardId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.ScheduleId, c.Label }).IsUnique().HasDatabaseName("ux_memory_cards_label");
    }

    public void Configure(EntityTypeBuilder<CardCopy> builder)
    {
        builder.ToTable("memory_card_copies");
        builder.Property(c => c.Place).HasMaxLength(MemoryCard.NameMaxLength);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(c => c.VerifiedById).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(c => new { c.CardId, c.Place }).IsUnique().HasDatabaseName("ux_memory_card_copies_place");
    }
}
