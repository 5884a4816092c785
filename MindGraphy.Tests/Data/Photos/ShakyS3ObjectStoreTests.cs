using MindGraphy.Data.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>The contract on the same server, which answers 503 to every fifth request: nothing of it may be noticed.</summary>
public sealed class ShakyS3ObjectStoreTests(S3Server server) : S3StoreContract(server)
{
    private ShakyRelay? _relay;

    public override async ValueTask DisposeAsync()
    {
        Assert.True(_relay!.WasShaky, "No request was refused.");
        await base.DisposeAsync();
        await _relay.DisposeAsync();
    }

    protected override async Task<S3StorageOptions> OptionsAsync(string bucket)
    {
        var options = await base.OptionsAsync(bucket);
        _relay = await ShakyRelay.StartAsync(new Uri(options.ServiceUrl!), every: 5);
        options.ServiceUrl = _relay.Address.ToString().TrimEnd('/');
        return options;
    }
}
