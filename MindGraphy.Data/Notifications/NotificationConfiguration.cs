using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Data.Notifications;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<EmailTemplate>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notifications");
        builder.Property(n => n.Address).HasMaxLength(Customer.EmailMaxLength);
        builder.Property(n => n.Language).HasMaxLength(2);
        builder.Property(n => n.Channel).HasMaxLength(50);
        builder.Property(n => n.Subject).HasMaxLength(255);
        builder.Property(n => n.TemplateId).HasMaxLength(100);
        builder.Property(n => n.TemplateData).HasColumnType("jsonb");
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(n => n.RecipientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomerContact>().WithMany().HasForeignKey(n => n.ContactId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Customer>().WithMany().HasForeignKey(n => n.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LinkToken>().WithMany().HasForeignKey(n => n.LinkId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(n => n.RecipientId, "idx_notifications_recipient").HasDatabaseName("idx_notifications_recipient");
        builder.HasIndex(n => n.DeliveryStatus, "idx_notifications_status").HasDatabaseName("idx_notifications_status");
        builder.HasIndex(n => n.SentAt, "idx_notifications_sent_at").HasDatabaseName("idx_notifications_sent_at");
        builder.HasIndex(n => new { n.CreatedAt, n.Id }).HasDatabaseName("ix_notifications_newest").IsDescending();
    }

    public void Configure(EntityTypeBuilder<EmailTemplate> builder)
    {
        builder.ToTable("email_templates");
        builder.Property(t => t.TemplateName).HasMaxLength(100);
        builder.Property(t => t.Subject).HasMaxLength(255);
        builder.Property(t => t.Variables).HasColumnType("jsonb");
        builder.Property(t => t.Category).HasMaxLength(50);
        builder.Property(t => t.IsActive).HasDefaultValue(true);
        builder.HasIndex(t => t.TemplateName).IsUnique().HasDatabaseName("ux_email_templates_template_name");
    }
}
