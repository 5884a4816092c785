using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Data.Banking;

internal sealed class BankConfiguration : IEntityTypeConfiguration<BankEntry>
{
    public void Configure(EntityTypeBuilder<BankEntry> builder)
    {
        builder.ToTable("bank_entries", t => t.HasCheckConstraint("ck_bank_entries_amount", "amount > 0 AND amount = trunc(amount)"));
        builder.Property(e => e.Depositor).HasMaxLength(BankEntry.TextMaxLength);
        builder.Property(e => e.Memo).HasMaxLength(BankEntry.TextMaxLength);
        builder.Property(e => e.FileName).HasMaxLength(BankEntry.TextMaxLength);
        builder.Property(e => e.Fingerprint).HasMaxLength(64);
        builder.Ignore(e => e.TransactionId);
        builder.HasIndex(e => e.Fingerprint).IsUnique().HasDatabaseName("ux_bank_entries_fingerprint");
        builder.HasIndex(e => new
        {
            e.Status,
            e.OccurredAt,
            e.Id,
        });
        builder.HasOne<Payment>().WithMany().HasForeignKey(e => e.PaymentId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(e => e.ImportedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(e => e.DecidedById).OnDelete(DeleteBehavior.SetNull);
    }
}
