using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Quotes;

namespace MindGraphy.Data.Quotes;

internal sealed class QuoteConfiguration : IEntityTypeConfiguration<Quote>, IEntityTypeConfiguration<QuoteLine>
{
    public void Configure(EntityTypeBuilder<Quote> builder)
    {
        builder.ToTable(
            "quotes",
            t =>
            {
                t.HasCheckConstraint("ck_quotes_total", "total > 0 AND total = trunc(total)");
                t.HasCheckConstraint("ck_quotes_accepted", "status <> 'accepted' OR answered_at IS NOT NULL");
            }
        );
        builder.Property(q => q.Version).IsRowVersion();
        builder.Property(q => q.QuoteNumber).HasMaxLength(50);
        builder.Property(q => q.Language).HasMaxLength(2);
        builder.Property(q => q.Message).HasMaxLength(Quote.MessageMaxLength);
        builder.Property(q => q.Reason).HasMaxLength(Customer.ReasonMaxLength);
        builder.Property(q => q.AnsweredIp).HasMaxLength(64);
        builder.ComplexProperty(q => q.Included, c => c.ToJson("included"));
        Json.List(builder.Property(q => q.Plan));
        builder.HasIndex(q => q.QuoteNumber).IsUnique().HasDatabaseName("ux_quotes_quote_number");
        builder.HasIndex(q => new { q.Status, q.ValidUntil });

        // A contract is made of one quote.
        builder.HasIndex(q => q.ContractId).IsUnique().HasDatabaseName("ux_quotes_contract");
        builder.HasOne<Customer>().WithMany().HasForeignKey(q => q.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Package>().WithMany().HasForeignKey(q => q.PackageId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Contract>().WithMany().HasForeignKey(q => q.ContractId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(q => q.AnsweredById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Accounts.StudioUser>().WithMany().HasForeignKey(q => q.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(q => q.Lines).WithOne().HasForeignKey(l => l.QuoteId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<QuoteLine> builder)
    {
        builder.ToTable(
            "quote_lines",
            t =>
                t.HasCheckConstraint(
                    "ck_quote_lines_price",
                    "unit_price > 0 AND unit_price = trunc(unit_price) AND quantity BETWEEN 1 AND 99 AND (is_chosen OR is_optional)"
                )
        );
        builder.Property(l => l.Name).HasMaxLength(QuoteLine.NameMaxLength);
        builder.ComplexProperty(l => l.Adds, c => c.ToJson("adds"));
        builder.Ignore(l => l.Counts);
        builder.Ignore(l => l.Sum);
        builder.HasIndex(l => new { l.QuoteId, l.Position }).IsUnique().HasDatabaseName("ux_quote_lines_position");
        builder.HasOne<PackageOption>().WithMany().HasForeignKey(l => l.OptionId).OnDelete(DeleteBehavior.SetNull);
    }
}
