using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Search;

/// <summary>The line of words by which a couple is found; written by the database only (<see cref="SearchSql"/>).</summary>
internal sealed class CustomerSearchLine
{
    public Guid CustomerId { get; private init; }

    public string Words { get; private init; } = "";
}

internal sealed class SearchConfiguration : IEntityTypeConfiguration<CustomerSearchLine>
{
    public void Configure(EntityTypeBuilder<CustomerSearchLine> builder)
    {
        builder.ToTable("customer_search");
        builder.HasKey(s => s.CustomerId);
        builder.HasOne<Customer>().WithOne().HasForeignKey<CustomerSearchLine>(s => s.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}
