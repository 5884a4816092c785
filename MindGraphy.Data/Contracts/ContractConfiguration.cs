using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Contracts;

internal sealed class ContractConfiguration
    : IEntityTypeConfiguration<Package>,
        IEntityTypeConfiguration<PackageOption>,
        IEntityTypeConfiguration<ContractTemplate>,
        IEntityTypeConfiguration<LibraryClause>,
        IEntityTypeConfiguration<Contract>,
        IEntityTypeConfiguration<ContractVersion>,
        IEntityTypeConfiguration<ContractSigner>,
        IEntityTypeConfiguration<ContractEvent>,
        IEntityTypeConfiguration<Payment>,
        IEntityTypeConfiguration<PlanLine>,
        IEntityTypeConfiguration<CashReceipt>,
        IEntityTypeConfiguration<RefundRule>,
        IEntityTypeConfiguration<SignCode>,
        IEntityTypeConfiguration<PaymentReminder>
{
    public void Configure(EntityTypeBuilder<Package> builder)
    {
        builder.ToTable("packages", t => t.HasCheckConstraint("ck_packages_price", "price >= 0 AND price = trunc(price)"));
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.NameKo).HasMaxLength(Package.NameMaxLength);
        builder.Property(p => p.NameEn).HasMaxLength(Package.NameMaxLength);
        builder.Property(p => p.NoteKo).HasMaxLength(Package.NoteMaxLength);
        builder.Property(p => p.NoteEn).HasMaxLength(Package.NoteMaxLength);
        builder.Property(p => p.IsActive).HasDefaultValue(true);
        builder.Property(p => p.VatIncluded).HasDefaultValue(true);
        builder.Property(p => p.OnPricePage).HasDefaultValue(true);
        builder.ComplexProperty(p => p.Terms, c => c.ToJson("terms"));
    }

    public void Configure(EntityTypeBuilder<PackageOption> builder)
    {
        builder.ToTable("package_options", t => t.HasCheckConstraint("ck_package_options_price", "price > 0 AND price = trunc(price)"));
        builder.Property(o => o.Version).IsRowVersion();
        builder.Property(o => o.NameKo).HasMaxLength(Package.NameMaxLength);
        builder.Property(o => o.NameEn).HasMaxLength(Package.NameMaxLength);
        builder.Property(o => o.NoteKo).HasMaxLength(Package.NoteMaxLength);
        builder.Property(o => o.NoteEn).HasMaxLength(Package.NoteMaxLength);
        builder.ComplexProperty(o => o.Adds, c => c.ToJson("adds"));
    }

    public void Configure(EntityTypeBuilder<ContractTemplate> builder)
    {
        builder.ToTable("contract_templates");
        builder.Property(t => t.Version).IsRowVersion();
        builder.Property(t => t.Name).HasMaxLength(ContractTemplate.TitleMaxLength);
        builder.Property(t => t.Language).HasMaxLength(2);
        Json.List(builder.Property(t => t.Clauses));
        Json.List(builder.Property(t => t.Consents));
        builder.ComplexProperty(t => t.House, c => c.ToJson("house"));
        Json.Whole(builder.Property(t => t.Refund));
        Json.Whole(builder.Property(t => t.Penalty));
        builder.Ignore(t => t.Wording);
        builder.Ignore(t => t.Draft);
        builder.HasIndex(t => t.Language).IsUnique().HasFilter("is_default").HasDatabaseName("ux_contract_templates_default");
    }

    public void Configure(EntityTypeBuilder<LibraryClause> builder)
    {
        builder.ToTable("contract_clauses");
        builder.Property(c => c.Language).HasMaxLength(2);
        builder.Property(c => c.Title).HasMaxLength(ContractTemplate.TitleMaxLength);
        builder.Property(c => c.Text).HasMaxLength(ContractTemplate.TextMaxLength);
        builder.HasIndex(c => new { c.Language, c.Title }).IsUnique().HasDatabaseName("ux_contract_clauses_title");
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
        builder.Property(c => c.RemindersOff).HasDefaultValue(false);
        Json.One(builder.Property(c => c.RefundPolicy));
        Json.One(builder.Property(c => c.PenaltyTerms));
        Json.One(builder.Property(c => c.Cancellation));
        builder.ComplexProperty(c => c.Included, c => c.ToJson("included"));
        Json.List(builder.Property(c => c.BoughtOptions)).HasDefaultValueSql("'[]'::jsonb");
        builder.Property(c => c.PhotographerName).HasMaxLength(200);
        builder.Property(c => c.CounterSignedBy).HasMaxLength(200);
        builder.Property(c => c.CounterSigns).HasDefaultValue(false);
        Json.One(builder.Property(c => c.Amendment));
        builder.Ignore(c => c.AwaitsCounterSigning);
        builder.Ignore(c => c.Basis);
        builder.HasOne<ContractTemplate>().WithMany().HasForeignKey(c => c.TemplateId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Contract>().WithMany().HasForeignKey(c => c.AmendsId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(c => c.PhotographerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(c => c.CounterSignedById).OnDelete(DeleteBehavior.SetNull);

        // One amendment of a contract is on its way at a time.
        builder
            .HasIndex(c => c.AmendsId, "ux_contracts_open_amendment")
            .IsUnique()
            .HasFilter("contract_status IN ('draft', 'sent')")
            .HasDatabaseName("ux_contracts_open_amendment");
        builder.HasIndex(c => c.AmendsId);
        builder.Ignore(c => c.CurrentVersion);
        builder.Ignore(c => c.Paid);
        builder.Ignore(c => c.Owed);
        builder.Ignore(c => c.Outstanding);
        builder.Ignore(c => c.DepositIsIn);
        builder.HasIndex(c => c.ContractNumber).IsUnique().HasDatabaseName("ux_contracts_contract_number");
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Package>().WithMany().HasForeignKey(c => c.PackageId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(c => c.Versions).WithOne().HasForeignKey(v => v.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Signers).WithOne().HasForeignKey(s => s.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Events).WithOne().HasForeignKey(e => e.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Plan).WithOne().HasForeignKey(l => l.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Payments).WithOne().HasForeignKey(p => p.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.ContractStatus, c.UpdatedAt });
        builder.HasIndex(c => c.Id).HasFilter("to_return > 0").HasDatabaseName("ix_contracts_to_return");
    }

    public void Configure(EntityTypeBuilder<ContractVersion> builder)
    {
        builder.ToTable("contract_versions");
        builder.Property(v => v.Language).HasMaxLength(2);
        builder.Property(v => v.PdfKey).HasMaxLength(512);
        builder.Property(v => v.PdfSha256).HasMaxLength(64);
        builder.Property(v => v.SealedKey).HasMaxLength(512);
        builder.Property(v => v.SealedSha256).HasMaxLength(64);
        builder.HasIndex(v => v.SealedSha256).HasFilter("sealed_sha256 IS NOT NULL").HasDatabaseName("ix_contract_versions_sealed_sha256");
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
        builder.Property(s => s.IdentitySentTo).HasMaxLength(320);
        builder.Property(s => s.DeclineReason).HasMaxLength(Customer.ReasonMaxLength);
        Json.List(builder.Property(s => s.Consents));
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
        builder.Property(p => p.TransactionId).HasMaxLength(Payment.TransactionIdMaxLength);
        builder.Property(p => p.Depositor).HasMaxLength(Payment.DepositorMaxLength);
        builder.Property(p => p.Reason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(p => p.CashReceiptIssued).HasDefaultValue(false);
        builder.Ignore(p => p.IsReceived);
        builder.Ignore(p => p.IsPaidOut);

        // What did not come or was booked by mistake lets its transaction be booked where it belongs.
        builder
            .HasIndex(p => p.TransactionId)
            .IsUnique()
            .HasFilter("transaction_id IS NOT NULL AND payment_status <> 'failed' AND corrected_at IS NULL")
            .HasDatabaseName("ux_payments_transaction_id");
        builder.HasIndex(p => new { p.PaymentStatus, p.PaymentDate });
        builder.HasIndex(p => new { p.PaymentDate, p.Id });
        builder.HasOne<PlanLine>().WithMany().HasForeignKey(p => p.PlanLineId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Payment>().WithMany().HasForeignKey(p => p.RefundOfId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(p => p.RecordedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(p => p.ApprovedById).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<PlanLine> builder)
    {
        builder.ToTable(
            "payment_plan_lines",
            t => t.HasCheckConstraint("ck_payment_plan_lines_money", "amount > 0 AND amount = trunc(amount) AND paid BETWEEN 0 AND amount")
        );
        builder.Property(l => l.WhatFor).HasMaxLength(PlanLine.WhatForMaxLength);
        builder.Ignore(l => l.Open);
        builder.Ignore(l => l.Term);
        builder.HasIndex(l => new { l.ContractId, l.Position }).IsUnique().HasDatabaseName("ux_payment_plan_lines_position");
        builder
            .HasIndex(l => new { l.DueOn, l.Id }, "ix_payment_plan_lines_open")
            .HasDatabaseName("ix_payment_plan_lines_open")
            .HasFilter("paid < amount");
        builder
            .HasIndex(l => new { l.DueOn, l.Id }, "ix_payment_plan_lines_paid")
            .HasDatabaseName("ix_payment_plan_lines_paid")
            .HasFilter("paid = amount");
    }

    public void Configure(EntityTypeBuilder<CashReceipt> builder)
    {
        builder.ToTable("cash_receipts", t => t.HasCheckConstraint("ck_cash_receipts_money", "amount > 0 AND vat >= 0"));
        builder.Property(r => r.ApprovalNumber).HasMaxLength(CashReceipt.NumberMaxLength);
        builder.Property(r => r.CancelApprovalNumber).HasMaxLength(CashReceipt.NumberMaxLength);
        builder.Property(r => r.Identity).HasMaxLength(CashReceipt.NumberMaxLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(r => r.IssuedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => r.PaymentId).IsUnique().HasFilter("cancelled_on IS NULL").HasDatabaseName("ux_cash_receipts_payment");
        builder.HasIndex(r => new { r.PaymentId, r.Id });
        builder.HasIndex(r => new { r.IssuedOn, r.Id });
    }

    public void Configure(EntityTypeBuilder<RefundRule> builder)
    {
        builder.ToTable("refund_rules", t => t.HasCheckConstraint("ck_refund_rules_percent", "percent BETWEEN 0 AND 100"));
        builder.Property(r => r.Source).HasMaxLength(500);
        builder.HasIndex(r => r.EffectiveFrom);
    }

    public void Configure(EntityTypeBuilder<SignCode> builder)
    {
        builder.ToTable("sign_codes");
        builder.Property(c => c.SentTo).HasMaxLength(320);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(c => c.ContactId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(c => c.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(c => new { c.ContactId, c.Id });
    }

    public void Configure(EntityTypeBuilder<PaymentReminder> builder)
    {
        builder.ToTable("payment_reminders");
        builder.HasKey(r => new { r.PlanLineId, r.Step });
        builder.HasOne<PlanLine>().WithMany().HasForeignKey(r => r.PlanLineId).OnDelete(DeleteBehavior.Cascade);
    }
}
