using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>The contract on a folder, with its signed URLs served by a real Kestrel, and what only the disk can promise.</summary>
public sealed class DiskObjectStoreTests : ObjectStoreContract
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mg-store-{Guid.NewGuid():N}");
    private WebApplication? _app;

    protected override async Task<IObjectStore> OpenAsync()
    {
        // Opened a second time, this is what a restarted server does: nothing is remembered but the folder.
        var before = _app;
        _app = await DiskStoreServer.StartAsync(_folder, Ct);
        Origin = new Uri(_app.Urls.Single());
        if (before is not null)
        {
            await before.DisposeAsync();
        }

        return _app.Services.GetRequiredService<IObjectStore>();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(string Key, string Upload)> BeginAsync()
    {
        var key = NewKey();
        return (key, await Store.BeginUploadAsync(key, "image/jpeg", Ct));
    }

    [Fact]
    public async Task Other_bytes_than_were_announced_are_refused()
    {
        var (key, upload) = await BeginAsync();
        var url = Store.SignPart(key, upload, 1, 1000, Hash(Bytes(1000)), TimeSpan.FromMinutes(1));

        using var other = await SendAsync(HttpMethod.Put, url, Bytes(1000, seed: 2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));

        using var right = await SendAsync(HttpMethod.Put, url, Bytes(1000));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal($"\"{Hash(Bytes(1000))}\"", right.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_bytes_than_were_signed_are_refused(bool chunked)
    {
        var (key, upload) = await BeginAsync();
        var url = Store.SignPart(key, upload, 1, 1000, null, TimeSpan.FromMinutes(1));
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Origin, url)) { Content = new ByteArrayContent(Bytes(1001)) };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));
    }

    [Fact]
    public async Task A_full_disk_says_so_leaves_nothing_and_takes_what_fits()
    {
        var (key, upload) = await BeginAsync();
        var whole = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(100)), Ct);

        // More than a file may have, refused where the room is asked for, before a byte is written. A size that the disk only just has not
        // would fill it to its end first, under everybody's feet.
        using var full = await SendAsync(
            HttpMethod.Put,
            Store.SignPart(key, upload, 1, 1L << 62, null, TimeSpan.FromMinutes(1)),
            Bytes(100)
        );

        Assert.Equal(HttpStatusCode.InsufficientStorage, full.StatusCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "staging")));
        Assert.Equal([whole], await Store.ListPartsAsync(key, upload, Ct));
        await Store.CompleteUploadAsync(key, upload, [whole], Ct);
        Assert.Equal(Bytes(100), await ReadAsync(key));
    }

    [Fact]
    public async Task Fewer_bytes_than_were_signed_are_refused()
    {
        var (key, upload) = await BeginAsync();

        using var answer = await SendAsync(HttpMethod.Put, Store.SignPart(key, upload, 1, 1000, null, TimeSpan.FromMinutes(1)), Bytes(999));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));
    }

    [Theory]
    [InlineData("s=10", "s=11")]
    [InlineData("n=1", "n=2")]
    [InlineData("&h=", "&x=")]
    [InlineData("e=", "e=9")]
    [InlineData("?", "?d=x&")]
    public async Task Everything_in_the_url_is_signed(string part, string instead)
    {
        var (key, upload) = await BeginAsync();
        var url = Store.SignPart(key, upload, 1, 10, Hash(Bytes(10)), TimeSpan.FromMinutes(1)).ToString();
        var changed = new Uri(url.Replace(part, instead, StringComparison.Ordinal), UriKind.Relative);

        using var answer = await SendAsync(HttpMethod.Put, changed, Bytes(11));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_uploaded_never_runs_in_our_origin()
    {
        var key = NewKey("page.html");
        await PutAsync(key, "<script>alert(1)</script>"u8.ToArray(), "text/html");

        using var answer = await SendAsync(HttpMethod.Get, Store.SignGet(key, TimeSpan.FromMinutes(1)));

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_for_an_upload_that_is_gone_is_not_found()
    {
        var (key, upload) = await BeginAsync();
        var url = Store.SignPart(key, upload, 1, 10, null, TimeSpan.FromMinutes(1));
        await Store.AbortUploadAsync(key, upload, Ct);

        using var answer = await SendAsync(HttpMethod.Put, url, Bytes(10));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Objects_of_many_parts_know_their_hash_too()
    {
        var (key, upload) = await BeginAsync();
        var one = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(PartSize)), Ct);
        var two = await Store.PutPartAsync(key, upload, 2, new MemoryStream(Bytes(5, seed: 2)), Ct);

        var whole = await Store.CompleteUploadAsync(key, upload, [one, two], Ct);

        Assert.Equal(Hash([.. Bytes(PartSize), .. Bytes(5, seed: 2)]), whole.Sha256);
    }

    [Fact]
    public async Task Nothing_half_written_stays_behind()
    {
        var (key, upload) = await BeginAsync();
        var url = Store.SignPart(key, upload, 1, 1000, new string('0', 64), TimeSpan.FromMinutes(1));
        using var refused = await SendAsync(HttpMethod.Put, url, Bytes(1000));
        await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(50)), Ct);
        var again = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(60)), Ct);
        await Store.CompleteUploadAsync(key, upload, [again], Ct);
        await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync(key, Bytes(10)));
        await Store.DeleteAsync(key, Ct);

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "staging")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "uploads")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "kept")));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept()
    {
        var left = Directory.CreateDirectory(
            Path.Combine(_folder, "staging", $"{DateTime.UtcNow.AddDays(-2).Ticks:x16}.{Guid.NewGuid():N}")
        );
        await File.WriteAllBytesAsync(Path.Combine(left.FullName, "arriving"), Bytes(10), Ct);

        await Store.SweepUploadsAsync(DateTimeOffset.UtcNow.AddDays(-3), Ct);
        Assert.True(left.Exists);
        await Store.SweepUploadsAsync(DateTimeOffset.UtcNow.AddDays(-1), Ct);

        Assert.False(Directory.Exists(left.FullName));
    }

    [Fact]
    public async Task The_generated_signing_key_is_readable_by_its_owner_only_and_outlives_a_restart()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(10));
        var url = Store.SignGet(key, TimeSpan.FromMinutes(1));

        await OpenAsync();
        using var answer = await SendAsync(HttpMethod.Get, url);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "signing.key")));
        }
    }
}
