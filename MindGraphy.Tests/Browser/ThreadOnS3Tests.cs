using Amazon.S3;
using Amazon.S3.Model;
using MindGraphy.Data.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>The thread over a real S3 server, in an application of its own: what the browser sends goes straight to the bucket.</summary>
[Collection("The thread")]
public sealed class ThreadOnS3Tests(MigratedTemplate template, Chromium chromium, S3Server server) : ThreadTest(template, chromium)
{
    private readonly string _bucket = $"thread-{Guid.NewGuid():N}";
    private AmazonS3Client? _operator;

    protected override DemoApp Demo { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        var options = await server.OptionsAsync(_bucket);
        var config = new AmazonS3Config { ServiceURL = options.ServiceUrl, ForcePathStyle = true };
        _operator = new AmazonS3Client(options.AccessKey, options.SecretKey, config);
        await _operator.PutBucketAsync(_bucket, Ct);
        Demo.Settings["Storage__Provider"] = nameof(StorageProvider.S3);
        Demo.Settings["Storage__S3__ServiceUrl"] = options.ServiceUrl!;
        Demo.Settings["Storage__S3__Bucket"] = _bucket;
        Demo.Settings["Storage__S3__Region"] = options.Region;
        Demo.Settings["Storage__S3__AccessKey"] = options.AccessKey!;
        Demo.Settings["Storage__S3__SecretKey"] = options.SecretKey!;
        Demo.Settings["Storage__S3__ForcePathStyle"] = "true";
        Demo.Settings["Storage__S3__ChecksumsWhenRequired"] = "true";
        await base.InitializeAsync();
        var rule = new CORSRule
        {
            AllowedOrigins = [App.BaseUrl],
            AllowedMethods = ["GET", "PUT"],
            AllowedHeaders = ["*"],
            ExposeHeaders = ["ETag"],
        };
        await _operator.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = _bucket,
                Configuration = new CORSConfiguration { Rules = [rule] },
            },
            Ct
        );
    }

    public override async ValueTask DisposeAsync()
    {
        await Demo.DisposeAsync();
        _operator?.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task TheStoreHoldsThemAsync()
    {
        foreach (var key in await OriginalsAsync())
        {
            Assert.True((await _operator!.GetObjectMetadataAsync(_bucket, key, Ct)).ContentLength > 0);
        }

        Assert.False(
            Directory.Exists(App.ObjectsFolder) && Directory.EnumerateFiles(App.ObjectsFolder, "*.jpg", SearchOption.AllDirectories).Any()
        );
    }
}
