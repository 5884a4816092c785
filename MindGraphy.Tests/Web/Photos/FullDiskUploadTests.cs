using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>A browser's upload onto a disk that is really full: told at every step with 507, and gone on with once there is room.</summary>
public sealed class FullDiskUploadTests(MigratedTemplate template) : PhotoHttpTest(template)
{
    private const int Megabyte = 1024 * 1024;
    private SmallDisk _disk = default!;

    public override async ValueTask InitializeAsync()
    {
        _disk = await SmallDisk.MountAsync(megabytes: 32);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _disk.DisposeAsync();
    }

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.Configure<StorageOptions>(o => o.Folder = _disk.Folder);
    }

    [Fact]
    public async Task An_upload_waits_at_each_step_for_room_and_sends_nothing_twice()
    {
        var album = await AlbumAsync();
        var neighbour = Picture(1);
        var kept = await UploadAsync(album, "a.jpg", neighbour);
        await TakeTokenAsync();
        var content = Bytes(UploadSession.PartSize + (4 * Megabyte));
        var (id, held) = await AnnounceAsync(album, content);
        Assert.Empty(held);

        // The first part's address begins the upload in the store, which takes a few bytes.
        var filler = _disk.Fill();
        using (var full = await AskForAsync(id, 1, content))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, full.StatusCode);
        }

        System.IO.File.Delete(filler);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(id, 1, content));

        filler = _disk.Fill(leave: 2 * Megabyte);
        Assert.Equal(HttpStatusCode.InsufficientStorage, await SendAsync(id, 2, content));
        Assert.Equal(HttpStatusCode.InsufficientStorage, await SendAsync(id, 2, content));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_disk.Folder, "staging")));
        Assert.Equal([1], (await AnnounceAsync(album, content)).Held);
        System.IO.File.Delete(filler);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(id, 2, content));

        // Joining takes as much again, until the parts go.
        filler = _disk.Fill(leave: 10 * Megabyte);
        Assert.Equal(HttpStatusCode.InsufficientStorage, await CompleteAsync(id));
        Assert.Equal([1, 2], (await AnnounceAsync(album, content)).Held);
        Assert.Equal(1, Done(await Albums.HeadAsync(Manager, album, Ct)).TotalPhotos);
        Assert.Single(await Store.ListAsync("", Ct).ToListAsync(Ct));
        Assert.Equal(Hash(neighbour), await HashOfAsync(kept));
        System.IO.File.Delete(filler);
        Assert.Equal(HttpStatusCode.OK, await CompleteAsync(id));

        Assert.Equal(Hash(content), await HashOfAsync(id));
        Assert.Equal(Hash(neighbour), await HashOfAsync(kept));
        Assert.Equal(2, await Store.ListAsync("", Ct).CountAsync(Ct));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_disk.Folder, "uploads")));
        Assert.Equal("completed", await AlbumStatusAsync(album));
    }

    private async Task<(Guid Id, List<int> Held)> AnnounceAsync(Guid album, byte[] content)
    {
        object[] files =
        [
            new
            {
                name = "b.jpg",
                relativePath = "card/b.jpg",
                size = content.Length,
                lastModified = 1,
            },
        ];
        var answer = (await PostAsync($"/studio/api/albums/{album}/uploads", new { files })).GetProperty("files")[0];
        return (answer.GetProperty("id").GetGuid(), [.. answer.GetProperty("held").EnumerateArray().Select(p => p.GetInt32())]);
    }

    private Task<HttpResponseMessage> AskForAsync(Guid id, int number, byte[] content) =>
        Browser.PostAsJsonAsync($"/studio/api/uploads/{id}/parts/{number}", new { sha256 = Hash(PartOf(content, number)) }, Ct);

    private async Task<HttpStatusCode> SendAsync(Guid id, int number, byte[] content)
    {
        using var signed = await AskForAsync(id, number, content);
        signed.EnsureSuccessStatusCode();
        var url = (await signed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("url").GetString();
        using var body = new ByteArrayContent(PartOf(content, number));
        using var put = await Browser.PutAsync(url, body, Ct);
        return put.StatusCode;
    }

    private async Task<HttpStatusCode> CompleteAsync(Guid id)
    {
        using var answer = await Browser.PostAsJsonAsync($"/studio/api/uploads/{id}/complete", new { }, Ct);
        return answer.StatusCode;
    }

    private async Task<string> HashOfAsync(Guid photo)
    {
        var key = await ScalarAsync<string>("SELECT file_path FROM photos WHERE id = $1", photo);
        await using var content = await Store.OpenReadAsync(key, ct: Ct);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content!, Ct));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
