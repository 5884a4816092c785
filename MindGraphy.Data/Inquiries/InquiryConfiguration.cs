using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Inquiries;

namespace MindGraphy.Data.Inquiries;

internal sealed class InquiryConfiguration
    : IEntityTypeConfiguration<InquirySubmission>,
        IEntityTypeConfiguration<ApiToken>,
        IEntityTypeConfiguration<EmbedSite>
{
    public void Configure(EntityTypeBuilder<InquirySubmission> builder)
    {
        builder.ToTable("inquiry_submissions");
        builder.Property(s => s.Sender).HasMaxLength(InquirySubmission.SenderMaxLength);
        builder.Property(s => s.Language).HasMaxLength(2);
        builder.Property(s => s.Ip).HasMaxLength(64);
        builder.Property(s => s.UserAgent).HasMaxLength(500);
        builder.Property(s => s.ConsentVersion).HasMaxLength(50);

        // What a couple wrote goes with the couple.
        builder.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ApiToken>().WithMany().HasForeignKey(s => s.ApiTokenId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(s => s.TakenById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => new { s.Outcome, s.Id }).IsDescending(false, true).HasDatabaseName("ix_inquiry_submissions_log");
        builder.HasIndex(s => s.ReceivedAt).HasFilter("customer_id IS NULL").HasDatabaseName("ix_inquiry_submissions_purge");
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.Property(t => t.Name).HasMaxLength(ApiToken.NameMaxLength);
        builder.Property(t => t.TokenHash).HasMaxLength(64);
        builder.Property(t => t.Shown).HasMaxLength(20);
        builder.HasIndex(t => t.TokenHash).IsUnique().HasDatabaseName("ux_api_tokens_token_hash");
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(t => t.CreatedById).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<EmbedSite> builder)
    {
        builder.ToTable("embed_sites");
        builder.HasKey(s => s.Origin);
        builder.Property(s => s.Origin).HasMaxLength(EmbedSite.OriginMaxLength);
    }
}
