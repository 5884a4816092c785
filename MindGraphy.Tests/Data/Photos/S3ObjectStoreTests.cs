using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>The contract on a real S3 server.</summary>
public sealed class S3ObjectStoreTests(S3Server server) : S3StoreContract(server)
{
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
