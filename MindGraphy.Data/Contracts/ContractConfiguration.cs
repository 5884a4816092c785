using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Contracts;

internal sealed class ContractConfiguration
    : IEntityTypeConfiguration<Package>,
        IEntityTypeConfiguration<Contract>,
        IEntityTypeConfiguration<ContractVersion>,
        IEntityTypeConfiguration<ContractSigner>,
        IEntityTypeConfiguration<ContractEvent>,
        IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Package> builder)
    {
        builder.ToTable("packages", t => t.HasCheckConstraint("ck_packages_price", "price >= 0 AND price = trunc(price)"));
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.NameKo).HasMaxLength(Package.NameMaxLength);
        builder.Property(p => p.NameEn).HasMaxLength(Package.NameMaxLength);
        builder.Property(p => p.IsActive).HasDefaultValue(true);
        builder.ComplexProperty(p => p.Terms, c => c.ToJson("terms"));
    }

    public void Configure(EntityTypeBuilder<Contract> builder)
    {
        builder.ToTable(
            "contracts",
            t =>
                t.HasCheckConstraint(
                    "ck_contracts_money",
                    "total_amount >= 0 AND deposit_amount BETWEEN 0 AND total_amount AND balance_amount = total_amount - deposit_amount AND total_amount = trunc(total_amount) AND deposit_amount = trunc(deposit_amount)"
                )
        );
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.ContractNumber).HasMaxLength(50);
        builder.Property(c => c.PackageType).HasMaxLength(100);
        builder.Property(c => c.Language).HasMaxLength(2);
        builder.Property(c => c.WeddingVenue).HasMaxLength(Customer.VenueMaxLength);
        builder.Property(c => c.CancelReason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(c => c.SignedByClient).HasDefaultValue(false);
        builder.Property(c => c.RefundPolicy).HasColumnType("jsonb");
        builder.Property(c => c.PenaltyTerms).HasColumnType("jsonb");
        builder.ComplexProperty(c => c.Included, c => c.ToJson("included"));
        builder.Ignore(c => c.CurrentVersion);
        builder.Ignore(c => c.Paid);
        builder.Ignore(c => c.DepositIsIn);
        builder.HasIndex(c => c.ContractNumber).IsUnique().HasDatabaseName("ux_contracts_contract_number");
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Package>().WithMany().HasForeignKey(c => c.PackageId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(c => c.Versions).WithOne().HasForeignKey(v => v.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Signers).WithOne().HasForeignKey(s => s.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Events).WithOne().HasForeignKey(e => e.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Payments).WithOne().HasForeignKey(p => p.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.ContractStatus, c.UpdatedAt });
    }

    public void Configure(EntityTypeBuilder<ContractVersion> builder)
    {
        builder.ToTable("contract_versions");
        builder.Property(v => v.Language).HasMaxLength(2);
        builder.Property(v => v.PdfKey).HasMaxLength(512);
        builder.Property(v => v.PdfSha256).HasMaxLength(64);
        builder.Property(v => v.SealedKey).HasMaxLength(512);
        builder.Property(v => v.SealedSha256).HasMaxLength(64);
        builder.HasIndex(v => new { v.ContractId, v.Number }).IsUnique().HasDatabaseName("ux_contract_versions_number");
    }

    public void Configure(EntityTypeBuilder<ContractSigner> builder)
    {
        builder.ToTable("contract_signers");
        builder.Property(s => s.Name).HasMaxLength(Customer.NameMaxLength);
        builder.Property(s => s.SignatureKey).HasMaxLength(512);
        builder.Property(s => s.SignatureSha256).HasMaxLength(64);
        builder.Property(s => s.DocumentSha256).HasMaxLength(64);
        builder.Property(s => s.TypedName).HasMaxLength(Customer.NameMaxLength);
        builder.Property(s => s.Ip).HasMaxLength(64);
        builder.Property(s => s.UserAgent).HasMaxLength(500);
        builder
            .Property(s => s.Consents)
            .HasColumnType("jsonb")
            .HasConversion(
                c => JsonSerializer.Serialize(c, JsonSerializerOptions.Web),
                c => JsonSerializer.Deserialize<List<SignedConsent>>(c, JsonSerializerOptions.Web) ?? new List<SignedConsent>(),
                new ValueComparer<IReadOnlyList<SignedConsent>>((a, b) => a!.SequenceEqual(b!), c => c.Count, c => c.ToList())
            );
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(s => s.ContactId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ContractVersion>().WithMany().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => new { s.ContractId, s.ContactId }).IsUnique().HasDatabaseName("ux_contract_signers_contact");
    }

    public void Configure(EntityTypeBuilder<ContractEvent> builder)
    {
        builder.ToTable("contract_events");
        builder.Property(e => e.Kind).HasMaxLength(100);
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Ignore(e => e.IsIntact);
        builder.HasIndex(e => new { e.ContractId, e.Sequence }).IsUnique().HasDatabaseName("ux_contract_events_sequence");
    }

    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments", t => t.HasCheckConstraint("ck_payments_amount", "amount >= 0 AND amount = trunc(amount)"));
        builder.Property(p => p.PaymentMethod).HasMaxLength(Payment.MethodMaxLength);
        builder.Property(p => p.TransactionId).HasMaxLength(255);
        builder.Property(p => p.CashReceiptIssued).HasDefaultValue(false);
        builder
            .HasIndex(p => p.TransactionId)
            .IsUnique()
            .HasFilter("transaction_id IS NOT NULL")
            .HasDatabaseName("ux_payments_transaction_id");
        builder.HasIndex(p => new { p.PaymentStatus, p.PaymentDate });
    }
}
