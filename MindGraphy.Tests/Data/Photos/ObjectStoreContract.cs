using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using MindGraphy.Domain.Photos;
using Xunit;

namespace MindGraphy.Tests.Data.Photos;

/// <summary>What every object store promises; each implementation runs all of it against its real thing.</summary>
public abstract class ObjectStoreContract : IAsyncLifetime
{
    /// <summary>The smallest size of a part that is not the last, as S3 has it.</summary>
    protected const int PartSize = 5 * 1024 * 1024;

    private readonly HttpClient _http = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IObjectStore Store { get; private set; } = null!;

    /// <summary>Where relative signed URLs are served.</summary>
    protected Uri Origin { get; set; } = new("http://127.0.0.1/");

    protected HttpClient Http => _http;

    protected abstract Task<IObjectStore> OpenAsync();

    /// <summary>What whoever runs the store does once, so that pages of this address may send parts.</summary>
    protected virtual Task AllowPageAsync(string origin) => Task.CompletedTask;

    public virtual async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    protected static string NewKey(string ending = "original.jpg") => $"photos/{Guid.NewGuid():N}/{ending}";

    protected Task<StoredObject> PutAsync(string key, byte[] bytes, string contentType = "image/jpeg") =>
        Store.PutAsync(key, new MemoryStream(bytes), contentType, Ct);

    protected async Task<byte[]?> ReadAsync(string key, long offset = 0, long? length = null)
    {
        await using var content = await Store.OpenReadAsync(key, offset, length, Ct);
        if (content is null)
        {
            return null;
        }

        var all = new MemoryStream();
        await content.CopyToAsync(all, Ct);
        return all.ToArray();
    }

    /// <summary>Sends as the pages' scripts do: what is unavailable for a moment is asked again.</summary>
    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri url,
        byte[]? body = null,
        RangeHeaderValue? range = null,
        params IReadOnlyList<(string Name, string Value)> headers
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, new Uri(Origin, url))
            {
                Content = body is null ? null : new ByteArrayContent(body),
            };
            request.Headers.Range = range;
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            var answer = await _http.SendAsync(request, Ct);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 5)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_566)]
    public async Task What_was_put_is_read_back_and_described(int length)
    {
        var key = NewKey();
        var bytes = Bytes(length);
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);

        var put = await PutAsync(key, bytes);
        var head = await Store.HeadAsync(key, Ct);

        Assert.Equal(bytes, await ReadAsync(key));
        Assert.Equal(put, head);
        Assert.Equal((key, (long)length, "image/jpeg", Hash(bytes)), (put.Key, put.Size, put.ContentType, put.Sha256));
        Assert.InRange(put.ModifiedAt, before, DateTimeOffset.UtcNow.AddSeconds(2));
    }

    [Fact]
    public async Task A_stream_that_can_not_seek_is_taken_from_where_it_stands()
    {
        var key = NewKey();
        var bytes = Bytes(700_000);
        await using var stream = new OneWayStream(bytes);
        await stream.ReadExactlyAsync(new byte[1000], Ct);

        var put = await Store.PutAsync(key, stream, "image/tiff", Ct);

        Assert.Equal((699_000L, Hash(bytes[1000..]), "image/tiff"), (put.Size, put.Sha256, put.ContentType));
        Assert.Equal(bytes[1000..], await ReadAsync(key));
    }

    [Fact]
    public async Task A_part_of_an_object_can_be_read_and_past_its_end_is_nothing()
    {
        var key = NewKey();
        var bytes = Bytes(10_000);
        await PutAsync(key, bytes);

        Assert.Equal(bytes[100..150], await ReadAsync(key, 100, 50));
        Assert.Equal(bytes[9_990..], await ReadAsync(key, 9_990));
        Assert.Equal(bytes[9_990..], await ReadAsync(key, 9_990, 1_000_000));
        Assert.Empty((await ReadAsync(key, 10_000))!);
        Assert.Empty((await ReadAsync(key, 20_000, 5))!);
        Assert.Empty((await ReadAsync(key, 5, 0))!);
        Assert.Equal(bytes, await ReadAsync(key, 0, long.MaxValue));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_deleting_it_is_no_fault()
    {
        var key = NewKey();

        Assert.Null(await Store.HeadAsync(key, Ct));
        Assert.Null(await ReadAsync(key));
        Assert.Null(await ReadAsync(key, 5, 0));
        await Store.DeleteAsync(key, Ct);
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_its_key_is_free()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(10));

        await Store.DeleteAsync(key, Ct);
        await Store.DeleteAsync(key, Ct);

        Assert.Null(await Store.HeadAsync(key, Ct));
        Assert.Null(await ReadAsync(key));
        await PutAsync(key, Bytes(20, seed: 2));
        Assert.Equal(Bytes(20, seed: 2), await ReadAsync(key));
    }

    [Fact]
    public async Task A_key_is_never_overwritten()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(10));

        await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync(key, Bytes(20, seed: 2)));

        Assert.Equal(Bytes(10), await ReadAsync(key));
    }

    [Fact]
    public async Task Of_sixteen_racing_writes_one_wins_and_its_bytes_stay()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = NewKey();
            var tries = await Task.WhenAll(
                Enumerable
                    .Range(0, 16)
                    .Select(seed =>
                        Task.Run(async () =>
                        {
                            try
                            {
                                return (await PutAsync(key, Bytes(20_000, seed))).Sha256;
                            }
                            catch (ObjectExistsException)
                            {
                                return null;
                            }
                        })
                    )
            );

            var winner = Assert.Single(tries, hash => hash is not null);
            Assert.Equal(winner, Hash((await ReadAsync(key))!));
        }
    }

    [Theory]
    [InlineData(StorageClass.Standard)]
    [InlineData(StorageClass.InfrequentAccess)]
    [InlineData(StorageClass.Archive)]
    public async Task An_object_is_kept_in_the_class_it_was_given_and_can_be_read_at_once(StorageClass storageClass)
    {
        var (whole, single, joined) = (NewKey(), NewKey(), NewKey());
        var bytes = Bytes(PartSize + 10);
        await Store.PutAsync(whole, new MemoryStream(bytes), "image/jpeg", storageClass, Ct);
        var upload = await Store.BeginUploadAsync(single, "image/jpeg", storageClass, Ct);
        var part = await Store.PutPartAsync(single, upload, 1, new MemoryStream(bytes), Ct);
        await Store.CompleteUploadAsync(single, upload, [part], Ct);
        var longer = await Store.BeginUploadAsync(joined, "image/jpeg", storageClass, Ct);
        var one = await Store.PutPartAsync(joined, longer, 1, new MemoryStream(bytes[..PartSize]), Ct);
        var two = await Store.PutPartAsync(joined, longer, 2, new MemoryStream(bytes[PartSize..]), Ct);
        await Store.CompleteUploadAsync(joined, longer, [one, two], Ct);

        var restarted = await OpenAsync();
        foreach (var key in new[] { whole, single, joined })
        {
            var head = await restarted.HeadAsync(key, Ct);
            Assert.Equal((storageClass, "image/jpeg", bytes.Length), (head!.StorageClass, head.ContentType, (int)head.Size));
            Assert.Equal(Hash(bytes), Hash((await ReadAsync(key))!));
        }
    }

    [Fact]
    public async Task A_class_is_changed_and_nothing_else_with_it()
    {
        var (put, joined) = (NewKey(), NewKey());
        var bytes = Bytes(PartSize + 10);
        var upload = await Store.BeginUploadAsync(joined, "image/png", Ct);
        var one = await Store.PutPartAsync(joined, upload, 1, new MemoryStream(bytes[..PartSize]), Ct);
        var two = await Store.PutPartAsync(joined, upload, 2, new MemoryStream(bytes[PartSize..]), Ct);
        var before = new[]
        {
            await PutAsync(put, Bytes(1000), "image/tiff"),
            await Store.CompleteUploadAsync(joined, upload, [one, two], Ct),
        };

        foreach (var there in before)
        {
            var content = Hash((await ReadAsync(there.Key))!);
            foreach (
                var storageClass in new[]
                {
                    StorageClass.Archive,
                    StorageClass.Archive,
                    StorageClass.InfrequentAccess,
                    StorageClass.Standard,
                    StorageClass.Standard,
                    StorageClass.Archive,
                }
            )
            {
                var changed = await Store.ChangeClassAsync(there.Key, storageClass, Ct);

                Assert.Equal(there with { StorageClass = storageClass, ModifiedAt = changed!.ModifiedAt }, changed);
                Assert.Equal(changed, await Store.HeadAsync(there.Key, Ct));
                Assert.Equal(content, Hash((await ReadAsync(there.Key))!));
            }
        }

        // The key is as taken as before, and free once it is deleted; whoever writes it next starts from the beginning.
        await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync(put, Bytes(5)));
        await Store.DeleteAsync(put, Ct);
        Assert.Equal(StorageClass.Standard, (await PutAsync(put, Bytes(5))).StorageClass);
        Assert.Single(await Store.ListAsync(put, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task What_is_not_there_has_no_class_to_change()
    {
        var key = NewKey();

        Assert.Null(await Store.ChangeClassAsync(key, StorageClass.Archive, Ct));
        Assert.Null(await Store.ChangeClassAsync(key, StorageClass.Standard, Ct));

        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(10)), Ct);
        Assert.Null(await Store.ChangeClassAsync(key, StorageClass.Archive, Ct));
        Assert.Null(await Store.HeadAsync(key, Ct));
    }

    [Fact]
    public async Task Calls_that_change_a_class_at_the_same_time_agree_and_readers_notice_nothing()
    {
        var key = NewKey();
        var bytes = Bytes(200_000);
        await PutAsync(key, bytes);
        for (var round = 0; round < 5; round++)
        {
            var storageClass = round % 2 == 0 ? StorageClass.Archive : StorageClass.Standard;
            var changes = Enumerable.Range(0, 6).Select(_ => Task.Run(() => Store.ChangeClassAsync(key, storageClass, Ct))).ToList();
            var reads = Enumerable.Range(0, 6).Select(_ => Task.Run(() => ReadAsync(key))).ToList();

            Assert.All(await Task.WhenAll(changes), changed => Assert.Equal(storageClass, changed?.StorageClass));
            Assert.All(await Task.WhenAll(reads), read => Assert.Equal(Hash(bytes), Hash(read!)));
        }

        Assert.Equal(StorageClass.Archive, (await Store.HeadAsync(key, Ct))!.StorageClass);
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        var key = NewKey();
        using var cancel = new CancellationTokenSource();
        await using var stream = new OneWayStream(Bytes(2_000_000)) { AfterBytes = (1_000_000, cancel.Cancel) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(key, stream, "image/jpeg", cancel.Token));

        Assert.Null(await Store.HeadAsync(key, Ct));
        await PutAsync(key, Bytes(10));
    }

    [Fact]
    public async Task Objects_are_listed_by_prefix_in_the_order_of_their_keys()
    {
        var root = $"list/{Guid.NewGuid():N}";
        string[] names = ["b/2.jpg", "b/1.jpg", "b-c", "b.d", "a/x/y/z.jpg", "B", "b0", "c/1"];
        foreach (var name in names)
        {
            await PutAsync($"{root}/{name}", Bytes(name.Length));
        }

        async Task<List<string>> ListAsync(string prefix) =>
            await Store.ListAsync(prefix, Ct).Select(o => o.Key[(root.Length + 1)..]).ToListAsync(Ct);

        Assert.Equal(names.Order(StringComparer.Ordinal), await ListAsync(root + "/"));
        Assert.Equal(["b/1.jpg", "b/2.jpg"], await ListAsync(root + "/b/"));
        Assert.Equal(["b-c", "b.d", "b/1.jpg", "b/2.jpg", "b0"], await ListAsync(root + "/b"));
        Assert.Empty(await ListAsync(root + "/nothing"));
        var one = await Store.ListAsync(root + "/a/", Ct).SingleAsync(Ct);
        Assert.Equal(("a/x/y/z.jpg".Length, true), ((int)one.Size, one.ModifiedAt > DateTimeOffset.UtcNow.AddMinutes(-5)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/leading")]
    [InlineData("a/../b")]
    [InlineData("..")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("trailing/")]
    [InlineData("신부.jpg")]
    [InlineData("a b")]
    [InlineData("a~")]
    [InlineData("a\\b")]
    [InlineData("a?b=c")]
    [InlineData("a\0b")]
    public async Task A_bad_key_is_refused_everywhere(string key)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync(key, Bytes(1)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.HeadAsync(key, Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.OpenReadAsync(key, ct: Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ChangeClassAsync(key, StorageClass.Archive, Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.DeleteAsync(key, Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.BeginUploadAsync(key, "image/jpeg", Ct));
        Assert.ThrowsAny<ArgumentException>(() => Store.SignGet(key, TimeSpan.FromMinutes(1)));
        Assert.ThrowsAny<ArgumentException>(() => Store.SignPart(key, Guid.NewGuid().ToString("N"), 1, 1, null, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Keys_as_long_as_allowed_work_and_longer_ones_are_refused()
    {
        var longest = string.Join('/', new string('k', 200), new string('k', 200), new string('k', 110));
        Assert.Equal(ObjectKeys.MaxLength, longest.Length);

        await PutAsync(longest, Bytes(3));

        Assert.Equal(Bytes(3), await ReadAsync(longest));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync(longest + "k", Bytes(1)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync(new string('k', 201), Bytes(1)));
    }

    [Fact]
    public async Task An_upload_of_one_part_becomes_the_object()
    {
        var key = NewKey();
        var bytes = Bytes(123_456);
        var upload = await Store.BeginUploadAsync(key, "image/png", Ct);
        var part = await Store.PutPartAsync(key, upload, 1, new MemoryStream(bytes), Ct);
        Assert.Null(await Store.HeadAsync(key, Ct));

        var whole = await Store.CompleteUploadAsync(key, upload, [part], Ct);

        Assert.Equal((bytes.Length, "image/png"), ((int)whole.Size, whole.ContentType));
        Assert.Equal(bytes, await ReadAsync(key));
        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));
    }

    [Fact]
    public async Task Parts_may_come_out_of_order_twice_and_through_another_instance()
    {
        var key = NewKey();
        var bytes = Bytes((2 * PartSize) + 777);
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        await Store.PutPartAsync(key, upload, 3, new MemoryStream(bytes[(2 * PartSize)..]), Ct);
        await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(PartSize, seed: 9)), Ct);
        var first = await Store.PutPartAsync(key, upload, 1, new MemoryStream(bytes[..PartSize]), Ct);

        // The browser was closed and comes back to a restarted server: what is there is asked, what is missing is sent.
        var resumed = await OpenAsync();
        var held = await resumed.ListPartsAsync(key, upload, Ct);
        Assert.Equal([1, 3], held.Select(p => p.Number));
        Assert.Equal([PartSize, 777L], held.Select(p => p.Size));
        Assert.Equal(first.ETag, held[0].ETag);
        var second = await resumed.PutPartAsync(key, upload, 2, new MemoryStream(bytes[PartSize..(2 * PartSize)]), Ct);

        var whole = await resumed.CompleteUploadAsync(key, upload, [held[1], second, held[0]], Ct);

        Assert.Equal(bytes.Length, whole.Size);
        Assert.Equal(Hash(bytes), Hash((await ReadAsync(key))!));
    }

    [Fact]
    public async Task Completing_again_returns_the_object()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var part = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(1000)), Ct);

        var once = await Store.CompleteUploadAsync(key, upload, [part], Ct);
        var twice = await Store.CompleteUploadAsync(key, upload, [part], Ct);

        Assert.Equal(once, twice);
    }

    [Fact]
    public async Task Calls_that_complete_at_the_same_time_agree()
    {
        var key = NewKey();
        var bytes = Bytes(PartSize + 10);
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var one = await Store.PutPartAsync(key, upload, 1, new MemoryStream(bytes[..PartSize]), Ct);
        var two = await Store.PutPartAsync(key, upload, 2, new MemoryStream(bytes[PartSize..]), Ct);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Store.CompleteUploadAsync(key, upload, [one, two], Ct)))
        );

        Assert.Single(answers.Distinct());
        Assert.Equal(Hash(bytes), Hash((await ReadAsync(key))!));
    }

    [Fact]
    public async Task Completing_without_all_parts_is_refused_and_loses_nothing()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var one = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(PartSize)), Ct);
        var three = await Store.PutPartAsync(key, upload, 3, new MemoryStream(Bytes(10)), Ct);

        async Task RefusedAsync(params StoredPart[] parts) =>
            await Assert.ThrowsAsync<UploadIncompleteException>(() => Store.CompleteUploadAsync(key, upload, parts, Ct));
        await RefusedAsync(one, three);
        await RefusedAsync(one, three with { Number = 2 });
        await RefusedAsync(one with { ETag = new string('0', 32) });
        await RefusedAsync(three);
        await RefusedAsync();

        Assert.Null(await Store.HeadAsync(key, Ct));
        Assert.Equal(2, (await Store.ListPartsAsync(key, upload, Ct)).Count);
    }

    [Fact]
    public async Task An_upload_does_not_replace_an_object_that_came_first()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var part = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(1000)), Ct);
        await PutAsync(key, Bytes(10));

        await Assert.ThrowsAsync<ObjectExistsException>(() => Store.CompleteUploadAsync(key, upload, [part], Ct));

        Assert.Equal(Bytes(10), await ReadAsync(key));
    }

    [Fact]
    public async Task An_aborted_upload_is_gone()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var part = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(1000)), Ct);

        await Store.AbortUploadAsync(key, upload, Ct);
        await Store.AbortUploadAsync(key, upload, Ct);

        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));
        await Assert.ThrowsAsync<UploadIncompleteException>(() => Store.CompleteUploadAsync(key, upload, [part], Ct));
        await Assert.ThrowsAsync<UploadIncompleteException>(() => Store.PutPartAsync(key, upload, 1, new MemoryStream([1]), Ct));
        Assert.Null(await Store.HeadAsync(key, Ct));
    }

    [Fact]
    public async Task Sweeping_drops_what_was_begun_before_and_keeps_the_rest()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(1000)), Ct);

        Assert.Equal(0, await Store.SweepUploadsAsync(DateTimeOffset.UtcNow.AddHours(-1), Ct));
        Assert.Single(await Store.ListPartsAsync(key, upload, Ct));

        Assert.Equal(1, await Store.SweepUploadsAsync(DateTimeOffset.UtcNow.AddHours(1), Ct));
        Assert.Empty(await Store.ListPartsAsync(key, upload, Ct));
    }

    [Fact]
    public async Task A_signed_url_reads_the_object_and_its_ranges()
    {
        var key = NewKey();
        var bytes = Bytes(50_000);
        await PutAsync(key, bytes);

        var url = Store.SignGet(key, TimeSpan.FromMinutes(5));
        using var whole = await SendAsync(HttpMethod.Get, url);
        using var range = await SendAsync(HttpMethod.Get, url, range: new RangeHeaderValue(100, 199));

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType));
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync(Ct));
        Assert.Null(whole.Content.Headers.ContentDisposition);
        Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
        Assert.Equal(bytes[100..200], await range.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("김민준 이서연 본식 001.jpg", "김민준 이서연 본식 001.jpg")]
    [InlineData("\u1109\u1175\u11ab\u1107\u116e.jpg", "신부.jpg")]
    [InlineData("a\"b\r\nSet-Cookie: x.jpg", "a_b__Set-Cookie_ x.jpg")]
    public async Task A_download_is_saved_under_its_name(string name, string saved)
    {
        var key = NewKey();
        await PutAsync(key, Bytes(100));

        using var answer = await SendAsync(HttpMethod.Get, Store.SignGet(key, TimeSpan.FromMinutes(5), name));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(saved, answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_browser_sends_parts_to_signed_urls()
    {
        var key = NewKey();
        var bytes = Bytes(PartSize + 4321);
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        byte[][] chunks = [bytes[..PartSize], bytes[PartSize..]];
        var parts = new List<StoredPart>();
        for (var i = 0; i < chunks.Length; i++)
        {
            var url = Store.SignPart(key, upload, i + 1, chunks[i].Length, Hash(chunks[i]), TimeSpan.FromMinutes(5));
            using var answer = await SendAsync(HttpMethod.Put, url, chunks[i]);
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} for part {i + 1}");
            parts.Add(new StoredPart(i + 1, chunks[i].Length, answer.Headers.ETag!.Tag));
        }

        Assert.Equal([1, 2], (await Store.ListPartsAsync(key, upload, Ct)).Select(p => p.Number));
        await Store.CompleteUploadAsync(key, upload, parts, Ct);

        Assert.Equal(Hash(bytes), Hash((await ReadAsync(key))!));
    }

    [Fact]
    public async Task Other_bytes_than_were_announced_are_refused_and_what_was_held_stays()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var right = await Store.PutPartAsync(key, upload, 1, new MemoryStream(Bytes(1000)), Hash(Bytes(1000)), Ct);

        for (var bit = 0; bit < 20; bit++)
        {
            var corrupt = Bytes(1000);
            corrupt[bit * 49] ^= (byte)(1 << (bit % 8));
            await Assert.ThrowsAsync<ChecksumMismatchException>(() =>
                Store.PutPartAsync(key, upload, 1, new MemoryStream(corrupt), Hash(Bytes(1000)), Ct)
            );
        }

        Assert.Equal([right], await Store.ListPartsAsync(key, upload, Ct));
        await Store.CompleteUploadAsync(key, upload, [right], Ct);
        Assert.Equal(Bytes(1000), await ReadAsync(key));
    }

    [Fact]
    public async Task A_page_of_the_studio_may_put_a_part_and_read_its_tag()
    {
        const string Page = "https://studio.example";
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, "image/jpeg", Ct);
        var url = Store.SignPart(key, upload, 1, 10, Hash(Bytes(10)), TimeSpan.FromMinutes(5));
        await AllowPageAsync(Page);

        // A store in this process is at the page's own address, and nothing has to be allowed.
        if (url.IsAbsoluteUri)
        {
            using var may = await SendAsync(
                HttpMethod.Options,
                url,
                null,
                null,
                ("Origin", Page),
                ("Access-Control-Request-Method", "PUT"),
                ("Access-Control-Request-Headers", "content-type")
            );
            Assert.True(may.IsSuccessStatusCode, $"{(int)may.StatusCode} to the browser's question");
            Assert.Contains(may.Headers.GetValues("Access-Control-Allow-Origin").Single(), new[] { Page, "*" });
            using var stranger = await SendAsync(
                HttpMethod.Options,
                url,
                null,
                null,
                ("Origin", "https://elsewhere.example"),
                ("Access-Control-Request-Method", "PUT")
            );
            Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
        }

        using var put = await SendAsync(HttpMethod.Put, url, Bytes(10), null, ("Origin", Page));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.NotNull(put.Headers.ETag);
        if (url.IsAbsoluteUri)
        {
            Assert.Contains("ETag", put.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task An_expired_url_is_refused()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(100));
        var upload = await Store.BeginUploadAsync(NewKey("other.jpg"), "image/jpeg", Ct);
        var get = Store.SignGet(key, TimeSpan.FromSeconds(2));
        var put = Store.SignPart(key, upload, 1, 10, null, TimeSpan.FromSeconds(2));

        await UntilForbiddenAsync(() => SendAsync(HttpMethod.Get, get));
        await UntilForbiddenAsync(() => SendAsync(HttpMethod.Put, put, Bytes(10)));
    }

    [Fact]
    public async Task A_url_is_worth_nothing_for_anything_else_than_was_signed()
    {
        var (key, other) = (NewKey("a.jpg"), NewKey("b.jpg"));
        await PutAsync(key, Bytes(100));
        await PutAsync(other, Bytes(100, seed: 2));
        var upload = await Store.BeginUploadAsync(NewKey("c.jpg"), "image/jpeg", Ct);
        var get = Store.SignGet(key, TimeSpan.FromMinutes(5)).ToString();
        var put = Store.SignPart(key, upload, 1, 10, null, TimeSpan.FromMinutes(5)).ToString();

        async Task ForbiddenAsync(HttpMethod method, string url, byte[]? body = null)
        {
            using var answer = await SendAsync(method, new Uri(url, UriKind.RelativeOrAbsolute), body);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{(int)answer.StatusCode} for {method} {url}");
        }

        await ForbiddenAsync(HttpMethod.Get, get.Replace(key, other, StringComparison.Ordinal));
        await ForbiddenAsync(HttpMethod.Get, get[..get.IndexOf('?', StringComparison.Ordinal)]);
        await ForbiddenAsync(HttpMethod.Get, get[..^1] + (get[^1] == '0' ? '1' : '0'));
        await ForbiddenAsync(HttpMethod.Put, get, Bytes(10));
        await ForbiddenAsync(HttpMethod.Get, put);
        await ForbiddenAsync(HttpMethod.Put, put.Replace(key, other, StringComparison.Ordinal), Bytes(10));
    }

    [Fact]
    public void Lifetimes_beyond_the_limit_are_refused()
    {
        var key = NewKey();
        var upload = Guid.NewGuid().ToString("N");

        Assert.Throws<ArgumentOutOfRangeException>(() => Store.SignGet(key, TimeSpan.FromMinutes(16)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.SignGet(key, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.SignPart(key, upload, 1, 1, null, TimeSpan.FromHours(25)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.SignPart(key, upload, 10_001, 1, null, TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.SignPart(key, upload, 0, 1, null, TimeSpan.FromHours(1)));
    }

    // Asks until the clock has run on: the only thing waited for is the second hand.
    private static async Task UntilForbiddenAsync(Func<Task<HttpResponseMessage>> send)
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(15);
        while (true)
        {
            using var answer = await send();
            if (answer.StatusCode == HttpStatusCode.Forbidden)
            {
                return;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, $"Still {(int)answer.StatusCode} after it expired.");
            await Task.Delay(200, Ct);
        }
    }

    /// <summary>A stream as HTTP hands it over: forward only, in small pieces.</summary>
    private sealed class OneWayStream(byte[] bytes) : Stream
    {
        private int _at;

        public (int Bytes, Action Act)? AfterBytes { get; init; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (AfterBytes is { } after && _at >= after.Bytes)
            {
                after.Act();
            }

            var length = Math.Min(Math.Min(count, 10_007), bytes.Length - _at);
            bytes.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
            _at += length;
            return length;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
