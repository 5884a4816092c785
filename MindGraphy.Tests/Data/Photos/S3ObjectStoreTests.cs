using Amazon.S3;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>The contract on a real S3 server, each test with a bucket of its own.</summary>
public sealed class S3ObjectStoreTests(S3Server server) : ObjectStoreContract
{
    private readonly string _bucket = $"photos-{Guid.NewGuid():N}";
    private readonly List<S3ObjectStore> _stores = [];
    private S3StorageOptions? _options;

    protected override Task<IObjectStore> OpenAsync()
    {
        var store = new S3ObjectStore(
            Options.Create(new StorageOptions { Provider = StorageProvider.S3, S3 = _options! }),
            TimeProvider.System
        );
        _stores.Add(store);
        return Task.FromResult<IObjectStore>(store);
    }

    public override async ValueTask InitializeAsync()
    {
        _options = await server.OptionsAsync(_bucket);
        using var client = new AmazonS3Client(
            _options.AccessKey,
            _options.SecretKey,
            new AmazonS3Config { ServiceURL = _options.ServiceUrl, ForcePathStyle = true }
        );
        await client.PutBucketAsync(_bucket, Ct);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        _stores.ForEach(store => store.Dispose());
        await base.DisposeAsync();
    }

    [Fact]
    public async Task More_objects_than_a_page_are_listed_whole()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1010),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct },
            async (i, _) => await PutAsync($"many/{i:D4}", [1])
        );

        var keys = await Store.ListAsync("many/", Ct).Select(o => o.Key).ToListAsync(Ct);

        Assert.Equal(Enumerable.Range(0, 1010).Select(i => $"many/{i:D4}"), keys);
    }
}
