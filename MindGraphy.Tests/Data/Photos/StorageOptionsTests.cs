using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("Storage:Folder", " ")]
    [InlineData("Storage:SigningKey", "short")]
    [InlineData("Storage:Provider", "7")]
    [InlineData("Storage:S3:Bucket", "Not A Bucket", "Storage:Provider", "S3")]
    [InlineData("Storage:S3:ServiceUrl", "ftp://x", "Storage:Provider", "S3")]
    [InlineData("Storage:S3:AccessKey", "alone", "Storage:Provider", "S3")]
    [InlineData("Storage:S3:Region", "", "Storage:Provider", "S3")]
    [InlineData("Storage:S3:StorageClasses:Standard", "", "Storage:Provider", "S3")]
    [InlineData("Storage:S3:StorageClasses:InfrequentAccess", "standard ia", "Storage:Provider", "S3")]
    [InlineData("Storage:S3:StorageClasses:Archive", "DEEP_ARCHIVE", "Storage:Provider", "S3")]
    public void A_setting_that_can_not_work_is_named(string key, string value, params string[] more)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read([key, value, "Storage:S3:Bucket", "photos", .. more]));

        var fault = Assert.Single(failure.Failures);
        Assert.Contains(key, fault, StringComparison.Ordinal);
        Assert.Contains("must", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_the_disk_is_used() => Assert.Equal(StorageProvider.Disk, Read([]).Provider);

    [Fact]
    public void A_bucket_is_enough_for_amazon() =>
        Assert.Equal("photos", Read(["Storage:Provider", "S3", "Storage:S3:Bucket", "photos"]).S3.Bucket);

    [Fact]
    public void A_server_with_one_storage_class_is_given_its_name_for_all()
    {
        string[] names = ["Storage:S3:StorageClasses:InfrequentAccess", "STANDARD", "Storage:S3:StorageClasses:Archive", "STANDARD"];
        var classes = Read(["Storage:Provider", "S3", "Storage:S3:Bucket", "photos", .. names]).S3.StorageClasses;

        Assert.All(Enum.GetValues<StorageClass>(), c => Assert.Equal("STANDARD", classes.NameOf(c)));
        Assert.Equal(StorageClass.Standard, classes.ClassOf("STANDARD"));
    }

    private static StorageOptions Read(string[] pairs)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var pair in pairs.Chunk(2))
        {
            settings.TryAdd(pair[0], pair[1]);
        }

        using var services = new ServiceCollection()
            .AddPhotoStores(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }
}
