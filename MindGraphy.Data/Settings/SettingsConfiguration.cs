using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Data.Settings;

internal sealed class SettingsConfiguration : IEntityTypeConfiguration<StudioSettings>
{
    public void Configure(EntityTypeBuilder<StudioSettings> builder)
    {
        builder.ToTable("studio_settings", t => t.HasCheckConstraint("ck_studio_settings_one_row", "id = 1"));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.ReviewDays).HasDefaultValue(7);
        builder.Property(s => s.PhotosOnTwentyPages).HasDefaultValue(15);
    }
}
