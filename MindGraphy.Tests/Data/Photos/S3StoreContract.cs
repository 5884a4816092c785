using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>The contract on a real S3 server, each test with a bucket of its own.</summary>
public abstract class S3StoreContract(S3Server server) : ObjectStoreContract
{
    private readonly string _bucket = $"photos-{Guid.NewGuid():N}";
    private readonly List<S3ObjectStore> _stores = [];
    private S3StorageOptions? _options;
    private AmazonS3Client? _operator;

    public override async ValueTask InitializeAsync()
    {
        var direct = await server.OptionsAsync(_bucket);
        _options = await OptionsAsync(_bucket);
        _operator = new AmazonS3Client(
            direct.AccessKey,
            direct.SecretKey,
            new AmazonS3Config { ServiceURL = direct.ServiceUrl, ForcePathStyle = true }
        );
        await _operator.PutBucketAsync(_bucket, Ct);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        _stores.ForEach(store => store.Dispose());
        _operator?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>How the store is reached.</summary>
    protected virtual Task<S3StorageOptions> OptionsAsync(string bucket) => server.OptionsAsync(bucket);

    /// <summary>What the server itself says of an object.</summary>
    protected Task<GetObjectMetadataResponse> AskServerAsync(string key) => _operator!.GetObjectMetadataAsync(_bucket, key, Ct);

    protected override Task<IObjectStore> OpenAsync() => Task.FromResult(Open(new S3StorageClasses()));

    protected IObjectStore Open(S3StorageClasses names)
    {
        _options!.StorageClasses = names;
        var store = new S3ObjectStore(
            Options.Create(new StorageOptions { Provider = StorageProvider.S3, S3 = _options }),
            TimeProvider.System
        );
        _stores.Add(store);
        return store;
    }

    protected override Task AllowPageAsync(string origin) =>
        _operator!.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = _bucket,
                Configuration = new CORSConfiguration
                {
                    Rules =
                    [
                        new CORSRule
                        {
                            AllowedOrigins = [origin],
                            AllowedMethods = ["GET", "PUT"],
                            AllowedHeaders = ["*"],
                            ExposeHeaders = ["ETag"],
                        },
                    ],
                },
            },
            Ct
        );
}
