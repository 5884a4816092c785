using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Links;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// kill -9 of the real server, which is its own worker, while files are on their way in and a couple taps. What was answered with 2xx must be there, once and whole; what was
/// not is sent again, as the scripts of the pages do. <c>MINDGRAPHY_KILLS=50 MINDGRAPHY_KILL_FILES=3000</c> makes it a long run: so many files, the kills spread over them.
/// </summary>
/// <remarks>
/// What is held of parts sent again: a part that was acknowledged never is, whatever happened to the server since. A part that was under way when the server died may be, and a lane
/// sends the parts of its file one after the other; so a file has no more parts sent again than kills between its announcement and its acknowledgement. A page's lanes share a long file,
/// so a kill may cost it as many parts as it had under way, four at most.
/// </remarks>
public sealed class KillTests(MigratedTemplate template, Chromium chromium) : IAsyncLifetime
{
    private const int Lanes = 3;
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_KILLS"), out var kills) ? kills : 6;

    // None: as many as are sent until the last kill.
    private static readonly int? Files = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_KILL_FILES"), out var files)
        ? files
        : null;

    // What a killed worker held is anybody's again after the shortest lease there is.
    private readonly DemoApp _demo = new() { Settings = { ["Workers__LeaseSeconds"] = "10" } };
    private readonly ConcurrentDictionary<Guid, string> _whole = new();
    private readonly ConcurrentDictionary<Guid, (int Kind, long At)> _picked = new();
    private readonly ConcurrentBag<SentFile> _files = [];
    private BrowserApp _app = default!;
    private int _begun;
    private volatile int _kills;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await _demo.StartedAsync(template);

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_loses_nothing_it_acknowledged()
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
        var round = await RoundAsync(source);
        var album = await AlbumAsync(source, round.ProjectId);
        var before = await PhotosOfAsync(source, album);
        using var studio = await StaffAsync();
        using var phone = await PhoneAsync(round.ProjectId);
        using var enough = new CancellationTokenSource();
        var busy = Enumerable
            .Range(0, Lanes)
            .Select(lane => Task.Run(() => UploadAsync(studio, album, lane, enough.Token), Ct))
            .Append(Task.Run(() => TapAsync(phone, round.Photos, enough.Token), Ct))
            .ToList();
        var dice = new Random(20);
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Spread over the files; where they are all in before the last kill, it hits what works on them.
            var due = Math.Max(_whole.Count, kill * (Files ?? 0) / (Kills + 1));
            var (whole, picked) = (Math.Min(due, (Files ?? int.MaxValue) - 1), _picked.Sum(p => p.Value.At));
            await Insist.UntilAsync(() => (_whole.Count > whole && _picked.Sum(p => p.Value.At) > picked) || busy.Exists(t => t.IsFaulted));
            await Task.Delay(dice.Next(10, 350), Ct);
            await _app.KillAsync();
            _kills = kill;

            // The server is down: what it said must stand in the database by itself.
            await PicksAreThereAsync(source, round.SessionId);
            await _app.ServeAsync();
        }

        if (Files is not null)
        {
            await Task.WhenAny(Task.WhenAll(busy[..Lanes]), busy[^1]);
        }

        await enough.CancelAsync();
        await Task.WhenAll(busy);
        await PicksAreThereAsync(source, round.SessionId);
        await using var services = OpenStore();
        var store = services.GetRequiredService<IObjectStore>();
        await FilesAreThereOnceAndWholeAsync(source, store, album, before);
        var waited = Stopwatch.StartNew();
        await RenditionsAreThereOnceAsync(source, store, album);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Kills} kills, {_files.Count} files of {_files.Sum(f => f.Parts)} parts; {_files.Count(f => f.Hits > 0)} were hit, {_files.Sum(f => f.SentAgain)} parts were sent again, {_files.Max(f => f.SentAgain)} of one file at most; rendered {waited.Elapsed.TotalSeconds:0} s later"
        );
    }

    // As upload-queue.js does it: announce, sign, put, complete; after any trouble announce again and send what is missing.
    private async Task UploadAsync(HttpClient studio, Guid album, int lane, CancellationToken enough)
    {
        var dice = new Random(lane);
        var picture = DemoPicture.Jpeg(5, lane, 640);
        for (var i = 0; Files is { } all ? Interlocked.Increment(ref _begun) <= all : !enough.IsCancellationRequested; i++)
        {
            // Every seventh is long enough for two parts; bytes behind a JPEG's end belong to the file and to no picture.
            var tail = new byte[i % 7 == 6 ? UploadSession.PartSize + 4096 : 2048];
            dice.NextBytes(tail);
            byte[] content = [.. picture, .. tail];
            var name = $"{lane}-{i}.jpg";
            var file = new
            {
                name,
                relativePath = "card/" + name,
                size = content.Length,
                lastModified = 1_700_000_000_000 + i,
            };
            var sent = new SentFile(_kills);
            _files.Add(sent);
            await Insist.OnAsync(() => SendAsync(studio, album, file, content, sent));
            sent.End(_kills);
        }
    }

    private async Task<bool> SendAsync(HttpClient studio, Guid album, object file, byte[] content, SentFile sent)
    {
        var announced = await PostAsync(studio, $"/studio/api/albums/{album}/uploads", new { files = new[] { file } });
        var answer = announced.GetProperty("files")[0];
        var id = answer.GetProperty("id").GetGuid();
        if (answer.GetProperty("answer").GetString() == "there")
        {
            // It was kept and the answer got lost.
            _whole[id] = Hash(content);
            return true;
        }

        var held = answer.GetProperty("held").EnumerateArray().Select(p => p.GetInt32()).ToHashSet();
        for (var part = 1; part <= answer.GetProperty("parts").GetInt32(); part++)
        {
            if (held.Contains(part))
            {
                continue;
            }

            var bytes = content.AsMemory((part - 1) * UploadSession.PartSize);
            bytes = bytes[..Math.Min(UploadSession.PartSize, bytes.Length)];
            var signed = await PostAsync(studio, $"/studio/api/uploads/{id}/parts/{part}", new { sha256 = Hash(bytes.Span) });
            sent.RequireUnacknowledged(part);
            using var body = new PartContent(bytes, () => sent.Sending(part));
            using var put = await studio.PutAsync(signed.GetProperty("url").GetString(), body, Ct);
            if (!put.IsSuccessStatusCode)
            {
                return false;
            }

            sent.Acknowledge(part);
        }

        using var completed = await studio.PostAsJsonAsync($"/studio/api/uploads/{id}/complete", new { }, Ct);
        if (!completed.IsSuccessStatusCode)
        {
            return false;
        }

        _whole[(await completed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("photoId").GetGuid()] = Hash(content);
        return true;
    }

    // As gallery.js does it: wished states, sent until they are acknowledged.
    private async Task TapAsync(HttpClient phone, IReadOnlyList<Guid> photos, CancellationToken enough)
    {
        var dice = new Random(7);
        var last = 0L;
        while (!enough.IsCancellationRequested)
        {
            var wishes = Enumerable
                .Range(0, dice.Next(1, 4))
                .Select(_ => (Photo: photos[dice.Next(photos.Count)], Kind: dice.Next(0, 2), At: last = Math.Max(last + 1, Now() - 20)))
                .ToList();
            await Insist.OnAsync(async () =>
            {
                using var answer = await phone.PostAsJsonAsync(
                    "/c/proof/picks",
                    new
                    {
                        wishes = wishes.Select(w => new
                        {
                            id = w.Photo.ToString("N"),
                            k = w.Kind,
                            n = (string?)null,
                            t = w.At,
                        }),
                    },
                    Ct
                );
                return answer.IsSuccessStatusCode;
            });
            foreach (var wish in wishes)
            {
                _picked[wish.Photo] = (wish.Kind, wish.At);
            }

            await Task.Delay(25, Ct);
        }
    }

    private async Task PicksAreThereAsync(NpgsqlDataSource source, Guid session)
    {
        var said = _picked.ToArray();
        await using var command = source.CreateCommand(
            """
            SELECT DISTINCT ON (photo_id) photo_id, coalesce(kind::text, ''), wished_at_ms FROM photo_selections
            WHERE session_id = $1 ORDER BY photo_id, wished_at_ms DESC
            """
        );
        command.Parameters.Add(new() { Value = session });
        var stored = new Dictionary<Guid, (string Kind, long At)>();
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            stored[reader.GetGuid(0)] = (reader.GetString(1), reader.GetInt64(2));
        }

        foreach (var (photo, (kind, at)) in said)
        {
            // A later one may have been on its way when the server died.
            Assert.True(stored.TryGetValue(photo, out var found) && found.At >= at, $"{photo}: said {at}, stored {found}");
            Assert.True(found.At > at || found.Kind == (kind == 1 ? "candidate" : ""), $"{photo}: said {kind}, stored {found}");
        }
    }

    private ServiceProvider OpenStore() =>
        new ServiceCollection()
            .AddLogging()
            .AddPhotoStores(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = _app.ObjectsFolder })
                    .Build()
            )
            .BuildServiceProvider();

    private async Task FilesAreThereOnceAndWholeAsync(NpgsqlDataSource source, IObjectStore store, Guid album, IReadOnlySet<Guid> before)
    {
        Assert.Equal(_files.Count, _whole.Count);
        var (rows, keys, others) = (new List<Guid>(), new List<string>(), new HashSet<string>());
        await using (var command = source.CreateCommand("SELECT id, file_path, content_sha256 FROM photos WHERE album_id = $1"))
        {
            command.Parameters.Add(new() { Value = album });
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                var (id, key) = (reader.GetGuid(0), reader.GetString(1));
                if (before.Contains(id))
                {
                    others.Add(key);
                    continue;
                }

                rows.Add(id);
                keys.Add(key);
                Assert.True(_whole.TryGetValue(id, out var hash), $"{id} is nobody's");
                Assert.Equal(hash, reader.GetString(2));
                await using var content = await store.OpenReadAsync(key, ct: Ct);
                Assert.NotNull(content);
                Assert.Equal(hash, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Ct)));
            }
        }

        Assert.Equal(_whole.Keys.Order(), rows.Order());
        var held = await store.ListAsync(keys[0][..(keys[0].LastIndexOf('/') + 1)], Ct).Select(o => o.Key).ToListAsync(Ct);
        Assert.Equal(keys.Order(StringComparer.Ordinal), held.Where(k => !others.Contains(k)));
        await using var totals = source.CreateCommand(
            """
            SELECT a.total_photos = count(p.*) AND a.total_size_bytes = sum(p.file_size_bytes) AND a.upload_status = 'completed'
            FROM photo_albums a JOIN photos p ON p.album_id = a.id WHERE a.id = $1 GROUP BY a.id
            """
        );
        totals.Parameters.Add(new() { Value = album });
        Assert.Equal(true, await totals.ExecuteScalarAsync(Ct));
    }

    // The last server works off what its killed forerunners held.
    private async Task RenditionsAreThereOnceAsync(NpgsqlDataSource source, IObjectStore store, Guid album)
    {
        async Task<long> CountAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new() { Value = album });
            return (long)(await command.ExecuteScalarAsync(Ct))!;
        }

        var (patience, left) = (DateTime.UtcNow, long.MaxValue);
        while (
            await CountAsync("SELECT count(*) FROM photos WHERE album_id = $1 AND ready_at IS NULL AND unreadable IS NULL") is var open
            && open > 0
        )
        {
            (patience, left) = open < left ? (DateTime.UtcNow.AddMinutes(2), open) : (patience, left);
            Assert.True(DateTime.UtcNow < patience, $"{open} photos are not rendered, and nothing went on for two minutes.");
            await Task.Delay(200, Ct);
        }

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM photos WHERE album_id = $1 AND unreadable IS NOT NULL"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM task_queue WHERE failed_at IS NOT NULL AND $1 IS NOT NULL"));
        var renditions = await store
            .ListAsync("renditions/", Ct)
            .Select(o => o.Key.Split('/')[1])
            .Where(id => _whole.ContainsKey(Guid.ParseExact(id, "N")))
            .ToListAsync(Ct);
        Assert.Equal(
            _whole.Keys.Select(id => (id.ToString("N"), IPhotoRenderer.Sizes.Count)).Order(),
            renditions.CountBy(id => id).Select(c => (c.Key, c.Value)).Order()
        );
    }

    private static async Task<(Guid SessionId, Guid ProjectId, List<Guid> Photos)> RoundAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT s.id, s.project_id, array_agg(p.id) FROM proof_gallery_sessions s JOIN photos p ON p.album_id = s.album_id
            WHERE s.status = 'active' AND s.expires_at > now() + interval '1 hour' GROUP BY s.id ORDER BY s.id LIMIT 1
            """
        );
        await using var reader = await command.ExecuteReaderAsync(Ct);
        Assert.True(await reader.ReadAsync(Ct));
        return (reader.GetGuid(0), reader.GetGuid(1), [.. reader.GetFieldValue<Guid[]>(2).Order()]);
    }

    private static async Task<Guid> AlbumAsync(NpgsqlDataSource source, Guid notOf)
    {
        await using var command = source.CreateCommand(
            "SELECT id FROM photo_albums WHERE project_id <> $1 AND upload_status = 'completed' ORDER BY id DESC LIMIT 1"
        );
        command.Parameters.Add(new() { Value = notOf });
        return (Guid)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<HashSet<Guid>> PhotosOfAsync(NpgsqlDataSource source, Guid album)
    {
        await using var command = source.CreateCommand("SELECT coalesce(array_agg(id), '{}') FROM photos WHERE album_id = $1");
        command.Parameters.Add(new() { Value = album });
        return [.. (Guid[])(await command.ExecuteScalarAsync(Ct))!];
    }

    private async Task<HttpClient> StaffAsync()
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        await browser.SignInAsync(_demo.Person(UserRole.Manager));
        var client = await ClientAsync(browser);
        var token = await client.GetFromJsonAsync<JsonElement>("/studio/api/antiforgery", Ct);
        client.DefaultRequestHeaders.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        return client;
    }

    private async Task<HttpClient> PhoneAsync(Guid project)
    {
        await using var desk = await chromium.OpenAsync(_app.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await desk.SignInAsync(_demo.Person(UserRole.Manager), $"/studio/projects/{project}");
        var link = await page.Locator(".proof-people button").First.CopyAsync(page.Locator(".proof-people"));
        await using var phone = await chromium.OpenAsync(_app.BaseUrl, width: 390, height: 844, touch: true);
        var gallery = await phone.NewPageAsync();
        await gallery.GotoAsync(link);
        await gallery.Locator("#grid .cell").First.WaitForAsync();
        var client = await ClientAsync(phone);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        client.DefaultRequestHeaders.Add(
            CoupleRequests.PageHeader,
            await gallery.EvaluateAsync<string>("() => JSON.parse(document.querySelector('#data').textContent).page")
        );
        return client;
    }

    private async Task<HttpClient> ClientAsync(IBrowserContext browser)
    {
        var cookies = new CookieContainer();
        foreach (var cookie in await browser.CookiesAsync())
        {
            cookies.Add(new Uri(_app.BaseUrl), new System.Net.Cookie(cookie.Name, cookie.Value, "/"));
        }

        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(_app.BaseUrl),
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>What was sent of a file, and which kills it lived through.</summary>
    private sealed class SentFile(int killsBefore)
    {
        private readonly ConcurrentDictionary<int, int> _sent = new();
        private readonly HashSet<int> _acknowledged = [];

        public int Parts => _sent.Count;

        /// <summary>Parts whose bytes began to flow once more.</summary>
        public int SentAgain => _sent.Values.Sum(times => times - 1);

        public int Hits { get; private set; }

        public void RequireUnacknowledged(int part) => Assert.DoesNotContain(part, _acknowledged);

        public void Sending(int part) => _sent.AddOrUpdate(part, 1, (_, times) => times + 1);

        public void Acknowledge(int part) => _acknowledged.Add(part);

        public void End(int kills)
        {
            Hits = kills - killsBefore;
            Assert.True(SentAgain <= Hits, $"{SentAgain} parts of a file were sent again, and {Hits} kills hit it.");
        }
    }

    /// <summary>A part that says when its bytes begin to flow: a server that can't be reached was sent nothing.</summary>
    private sealed class PartContent(ReadOnlyMemory<byte> bytes, Action flowing) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            flowing();
            await stream.WriteAsync(bytes, Ct);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
