using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>The disk store on a disk that is really full: what does not fit leaves nothing, what is there stays, and room that is made is used.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;
    private const int PartSize = 5 * Megabyte;
    private readonly HttpClient _http = new();
    private SmallDisk? _disk;
    private WebApplication? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IObjectStore Store => _app!.Services.GetRequiredService<IObjectStore>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_disk is not null)
        {
            await _disk.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_put_that_does_not_fit_leaves_nothing_and_succeeds_once_there_is_room()
    {
        await OpenAsync(megabytes: 24);
        await PutAsync("photos/a.jpg", Bytes(1, 10 * Megabyte));

        await Assert.ThrowsAsync<StoreFullException>(() => PutAsync("photos/2/b.jpg", Bytes(2, 20 * Megabyte)));

        Assert.Null(await Store.HeadAsync("photos/2/b.jpg", Ct));
        Assert.Equal(["photos/a.jpg"], await KeysAsync());
        Assert.Equal(["a.jpg~"], Names("kept/photos"));
        Assert.Empty(Names("staging"));
        Assert.Equal(Bytes(1, 10 * Megabyte), await ReadAsync("photos/a.jpg"));

        await Store.DeleteAsync("photos/a.jpg", Ct);
        await PutAsync("photos/2/b.jpg", Bytes(2, 20 * Megabyte));

        Assert.Equal(Bytes(2, 20 * Megabyte), await ReadAsync("photos/2/b.jpg"));
        Assert.Empty(Names("staging"));
    }

    [Fact]
    public async Task An_upload_stops_at_the_part_and_at_the_joining_that_do_not_fit_and_goes_on_once_there_is_room()
    {
        await OpenAsync(megabytes: 24);
        var (one, two) = (Bytes(1, PartSize), Bytes(2, PartSize));
        var upload = await Store.BeginUploadAsync("photos/c.jpg", "image/jpeg", Ct);
        Assert.Equal(HttpStatusCode.OK, await SendPartAsync(upload, 1, one));
        await PutAsync("photos/a.jpg", Bytes(3, 17 * Megabyte));

        // Announced and refused before a byte was written, and without an announcement when the disk is at its end.
        Assert.Equal(HttpStatusCode.InsufficientStorage, await SendPartAsync(upload, 2, two));
        await Assert.ThrowsAsync<StoreFullException>(() => Store.PutPartAsync("photos/c.jpg", upload, 2, new MemoryStream(two), Ct));
        Assert.Equal([1], (await Store.ListPartsAsync("photos/c.jpg", upload, Ct)).Select(p => p.Number));
        Assert.Empty(Names("staging"));
        Assert.Equal(["photos/a.jpg"], await KeysAsync());
        Assert.Equal(Bytes(3, 17 * Megabyte), await ReadAsync("photos/a.jpg"));

        await Store.DeleteAsync("photos/a.jpg", Ct);
        Assert.Equal(HttpStatusCode.OK, await SendPartAsync(upload, 2, two));

        // Joining takes as much again, until the parts go.
        await PutAsync("photos/b.jpg", Bytes(4, 8 * Megabyte));
        var held = await Store.ListPartsAsync("photos/c.jpg", upload, Ct);
        await Assert.ThrowsAsync<StoreFullException>(() => Store.CompleteUploadAsync("photos/c.jpg", upload, held, Ct));
        Assert.Null(await Store.HeadAsync("photos/c.jpg", Ct));
        Assert.Equal(held, await Store.ListPartsAsync("photos/c.jpg", upload, Ct));
        Assert.Empty(Names("staging"));
        Assert.Equal(Bytes(4, 8 * Megabyte), await ReadAsync("photos/b.jpg"));

        await Store.DeleteAsync("photos/b.jpg", Ct);
        var whole = await Store.CompleteUploadAsync("photos/c.jpg", upload, held, Ct);

        Assert.Equal(Hash([.. one, .. two]), whole.Sha256);
        Assert.Equal(Hash([.. one, .. two]), Hash((await ReadAsync("photos/c.jpg"))!));
        Assert.Empty(Names("uploads"));
    }

    [Fact]
    public async Task A_disk_without_a_byte_left_begins_no_upload_and_still_lets_go_of_what_it_holds()
    {
        await OpenAsync(megabytes: 2);
        await PutAsync("photos/a.jpg", Bytes(1, Megabyte));
        var filler = _disk!.Fill();

        await Assert.ThrowsAsync<StoreFullException>(() => Store.BeginUploadAsync("photos/b.jpg", "image/jpeg", Ct));
        await Assert.ThrowsAsync<StoreFullException>(() => PutAsync("photos/b.jpg", Bytes(2, 1)));

        Assert.Empty(Names("staging"));
        Assert.Empty(Names("uploads"));
        Assert.Equal(Bytes(1, Megabyte), await ReadAsync("photos/a.jpg"));
        await Store.DeleteAsync("photos/a.jpg", Ct);
        await PutAsync("photos/b.jpg", Bytes(2, Megabyte));
        Assert.Equal(Bytes(2, Megabyte), await ReadAsync("photos/b.jpg"));
        File.Delete(filler);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public async Task A_disk_that_takes_no_more_names_says_the_same_and_can_be_emptied(int names)
    {
        await OpenAsync(megabytes: 4, names);
        var upload = await Store.BeginUploadAsync("uploaded/by/parts.jpg", "image/jpeg", Ct);
        var put = new List<string>();
        try
        {
            while (true)
            {
                var key = $"photos/{put.Count}/of/a.jpg";
                await PutAsync(key, Bytes(put.Count, 100));
                put.Add(key);
            }
        }
        catch (StoreFullException)
        {
            Assert.NotEmpty(put);
        }

        // Each step that needs a name may be the one that finds none: how many are left differs from case to case.
        while (true)
        {
            try
            {
                await PutAsync($"photos/{put.Count}.jpg", Bytes(put.Count, 100));
                put.Add($"photos/{put.Count}.jpg");
            }
            catch (StoreFullException)
            {
                break;
            }
        }

        await Assert.ThrowsAsync<StoreFullException>(() => Store.BeginUploadAsync("photos/b.jpg", "image/jpeg", Ct));
        Assert.Equal(HttpStatusCode.InsufficientStorage, await SendPartAsync(upload, 1, Bytes(1, 100), "uploaded/by/parts.jpg"));
        Assert.Empty(Names("staging"));
        Assert.Equal(put.Order(StringComparer.Ordinal), await KeysAsync());
        Assert.Equal(put.Count(k => k.Contains("/of/", StringComparison.Ordinal)), Names("kept/photos").Count(n => !n.EndsWith('~')));
        for (var i = 0; i < put.Count; i++)
        {
            Assert.Equal(Bytes(i, 100), await ReadAsync(put[i]));
        }

        foreach (var key in put)
        {
            await Store.DeleteAsync(key, Ct);
        }

        Assert.Empty(Names("kept"));
        Assert.Empty(Names("staging"));
        Assert.Equal(HttpStatusCode.OK, await SendPartAsync(upload, 1, Bytes(1, 100), "uploaded/by/parts.jpg"));
        await Store.CompleteUploadAsync(
            "uploaded/by/parts.jpg",
            upload,
            await Store.ListPartsAsync("uploaded/by/parts.jpg", upload, Ct),
            Ct
        );
        Assert.Equal(Bytes(1, 100), await ReadAsync("uploaded/by/parts.jpg"));
    }

    private async Task OpenAsync(int megabytes, int? names = null)
    {
        _disk = await SmallDisk.MountAsync(megabytes, names);
        _app = await DiskStoreServer.StartAsync(_disk.Folder, Ct);

        // As in a server that has been running: it has its key.
        _ = Store.SignGet("photos/a.jpg", TimeSpan.FromMinutes(1));
    }

    private async Task<HttpStatusCode> SendPartAsync(string upload, int number, byte[] part, string key = "photos/c.jpg")
    {
        var url = Store.SignPart(key, upload, number, part.Length, Hash(part), TimeSpan.FromMinutes(1));
        using var body = new ByteArrayContent(part);
        using var answer = await _http.PutAsync(new Uri(new Uri(_app!.Urls.Single()), url), body, Ct);
        return answer.StatusCode;
    }

    private Task<StoredObject> PutAsync(string key, byte[] bytes) => Store.PutAsync(key, new MemoryStream(bytes), "image/jpeg", Ct);

    private async Task<byte[]?> ReadAsync(string key)
    {
        await using var content = await Store.OpenReadAsync(key, ct: Ct);
        if (content is null)
        {
            return null;
        }

        var all = new MemoryStream();
        await content.CopyToAsync(all, Ct);
        return all.ToArray();
    }

    private async Task<List<string>> KeysAsync() => await Store.ListAsync("", Ct).Select(o => o.Key).ToListAsync(Ct);

    private List<string> Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(_disk!.Folder, folder)).Select(p => Path.GetFileName(p)!)];

    private static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
