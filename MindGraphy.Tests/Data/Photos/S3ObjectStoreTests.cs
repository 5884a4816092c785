using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;
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

    [Fact]
    public async Task The_server_is_told_the_names_that_it_knows()
    {
        var (cold, plain) = (NewKey(), NewKey());
        await Store.PutAsync(cold, new MemoryStream(Bytes(10)), "image/jpeg", StorageClass.InfrequentAccess, Ct);
        Assert.Equal("STANDARD_IA", (await AskServerAsync(cold)).StorageClass.Value);
        await Store.ChangeClassAsync(cold, StorageClass.Archive, Ct);
        Assert.Equal("GLACIER_IR", (await AskServerAsync(cold)).StorageClass.Value);

        // A server that knows one class only is given its name for all, and what is told is what is so.
        var single = Open(new S3StorageClasses { InfrequentAccess = "STANDARD", Archive = "STANDARD" });
        var put = await single.PutAsync(plain, new MemoryStream(Bytes(10)), "image/jpeg", StorageClass.Archive, Ct);
        Assert.Equal(StorageClass.Standard, put.StorageClass);
        Assert.Null((await AskServerAsync(plain)).StorageClass);
        Assert.Equal(put, await single.ChangeClassAsync(plain, StorageClass.Archive, Ct));
    }

    [Fact]
    public async Task A_class_that_the_server_does_not_know_is_a_fault_and_changes_nothing()
    {
        var key = NewKey();
        var there = await PutAsync(key, Bytes(10));
        var other = Open(new S3StorageClasses { Archive = "COLD" });

        var fault = await Assert.ThrowsAsync<IOException>(() => other.ChangeClassAsync(key, StorageClass.Archive, Ct));

        Assert.Contains("COLD", fault.Message, StringComparison.Ordinal);
        Assert.Equal(there, await Store.HeadAsync(key, Ct));
    }
}
