using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MindGraphy.Data.Outbox;

internal sealed class OutboxConfiguration
    : IEntityTypeConfiguration<OutboxMessage>,
        IEntityTypeConfiguration<TaskRow>,
        IEntityTypeConfiguration<IdempotencyKey>,
        IEntityTypeConfiguration<NumberCounter>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder) => ConfigureQueue(builder, "outbox_messages");

    public void Configure(EntityTypeBuilder<TaskRow> builder) => ConfigureQueue(builder, "task_queue");

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(k => new { k.Scope, k.Key });
        builder.Property(k => k.Scope).HasMaxLength(50);
        builder.Property(k => k.Key).HasMaxLength(255);
        builder.Property(k => k.Fingerprint).HasMaxLength(64);
        builder.HasIndex(k => k.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<NumberCounter> builder)
    {
        builder.ToTable("number_counters");
        builder.HasKey(c => new { c.Kind, c.Year });
        builder.Property(c => c.Kind).HasMaxLength(50);
    }

    private static void ConfigureQueue<TRow>(EntityTypeBuilder<TRow> builder, string table)
        where TRow : QueueRow
    {
        builder.ToTable(table);
        builder.Property(m => m.Kind).HasMaxLength(100);
        builder.Property(m => m.Payload).HasColumnType("jsonb");
        builder.Property(m => m.DedupeKey).HasMaxLength(255);
        builder.Property(m => m.Error).HasMaxLength(2000);
        builder.Property(m => m.Attempts).HasDefaultValue(0);
        builder.HasIndex(m => m.DedupeKey).IsUnique().HasFilter("dedupe_key IS NOT NULL").HasDatabaseName($"ux_{table}_dedupe_key");

        // The claim reads only what is open, however many rows are done.
        builder
            .HasIndex(m => new
            {
                m.Priority,
                m.DueAt,
                m.Id,
            })
            .IsDescending(true, false, false)
            .HasFilter("done_at IS NULL AND failed_at IS NULL")
            .HasDatabaseName($"ix_{table}_open");
    }
}
