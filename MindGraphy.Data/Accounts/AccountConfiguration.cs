using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MindGraphy.Data.Accounts;

internal sealed class AccountConfiguration
    : IEntityTypeConfiguration<StudioUser>,
        IEntityTypeConfiguration<UserProfile>,
        IEntityTypeConfiguration<RolePermission>
{
    public void Configure(EntityTypeBuilder<StudioUser> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Email).HasMaxLength(255).IsRequired();
        builder.Property(u => u.NormalizedEmail).HasMaxLength(255);
        builder.Property(u => u.UserName).HasMaxLength(255);
        builder.Property(u => u.NormalizedUserName).HasMaxLength(255);
        builder.Property(u => u.PhoneNumber).HasColumnName("phone").HasMaxLength(20);
        builder.Property(u => u.PasswordHash).HasMaxLength(255);
        builder.Property(u => u.CognitoUserId).HasMaxLength(255);
        builder.Property(u => u.Status).HasDefaultValueSql("'active'");
        builder.HasIndex(u => u.Email, "ux_users_email").HasDatabaseName("ux_users_email").IsUnique();
        builder.HasIndex(u => u.Email, "idx_users_email").HasDatabaseName("idx_users_email");
        builder.HasIndex(u => u.CognitoUserId, "ux_users_cognito_user_id").HasDatabaseName("ux_users_cognito_user_id").IsUnique();
        builder.HasIndex(u => u.CognitoUserId, "idx_users_cognito_id").HasDatabaseName("idx_users_cognito_id");
        builder.HasIndex(u => u.Role, "idx_users_role").HasDatabaseName("idx_users_role");
        builder.HasIndex(u => u.NormalizedEmail).HasDatabaseName("ux_users_normalized_email").IsUnique();
        builder.HasIndex(u => u.NormalizedUserName).HasDatabaseName("ux_users_normalized_user_name").IsUnique();
    }

    public void Configure(EntityTypeBuilder<UserProfile> builder)
    {
        builder.ToTable("user_profiles");
        builder.Property(p => p.FirstName).HasMaxLength(UserProfile.NameMaxLength);
        builder.Property(p => p.LastName).HasMaxLength(UserProfile.NameMaxLength);
        builder.Property(p => p.Preferences).HasColumnType("jsonb");
        builder.Property(p => p.NotificationSettings).HasColumnType("jsonb");
        builder.HasOne<StudioUser>().WithOne().HasForeignKey<UserProfile>(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("role_permissions");
        builder.HasKey(p => new { p.Role, p.Permission });
        builder.Property(p => p.Permission).HasMaxLength(100);
    }
}
