using System.Diagnostics;
using System.Security.Cryptography;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Workers;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>The real worker and the real upload over a real S3 server that answers 503 to a fifth of the calls: a photo is never blamed for its store.</summary>
public sealed class ShakyStoreTests(MigratedTemplate template, S3Server server) : PhotoTest(template)
{
    private const int Photos = 16;
    private readonly string _bucket = $"shaky-{Guid.NewGuid():N}";
    private S3StorageOptions _options = new();
    private ShakyRelay _relay = default!;

    public override async ValueTask InitializeAsync()
    {
        _options = await server.OptionsAsync(_bucket);
        using var client = new AmazonS3Client(
            _options.AccessKey,
            _options.SecretKey,
            new AmazonS3Config { ServiceURL = _options.ServiceUrl, ForcePathStyle = true }
        );
        await client.PutBucketAsync(_bucket, Ct);
        _relay = await ShakyRelay.StartAsync(new Uri(_options.ServiceUrl!), every: 5);
        _options.ServiceUrl = _relay.Address.ToString().TrimEnd('/');
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        Assert.True(_relay.WasShaky, "No request was refused.");
        await base.DisposeAsync();
        await _relay.DisposeAsync();
    }

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        var settings = Options.Create(new StorageOptions { Provider = StorageProvider.S3, S3 = _options });
        services.AddSingleton<IObjectStore>(_ => new S3ObjectStore(settings, TimeProvider.System));
        services.AddSingleton<IPhotoRenderer, NetVipsPhotoRenderer>();
        services.AddSingleton<RenderPhotoTask>();
        services.AddSingleton<TaskWorker>();
        services.Configure<WorkerOptions>(o => (o.Parallel, o.LookEverySeconds) = (4, 1));
        var registry = new HandlerRegistry();
        registry.AddTask<RenderPhoto, RenderPhotoTask>();
        services.AddSingleton(registry);
    }

    [Fact]
    public async Task Every_photo_is_rendered_in_the_end_and_nothing_is_lost_or_doubled()
    {
        var album = await AlbumAsync();
        var sent = new Dictionary<Guid, string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Photos),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct },
            async (i, _) =>
            {
                var picture = Picture(i);
                var photo = await UploadAsync(album, $"card/IMG_{i:0000}.JPG", picture);
                lock (sent)
                {
                    sent[photo] = Convert.ToHexStringLower(SHA256.HashData(picture));
                }
            }
        );
        var broken = await UploadAsync(album, "card/broken.JPG", Bytes(5000));

        // What the store's client tries again by itself the queue never sees; an original that ends in the middle is the queue's to try again.
        _relay.CutEvery = 7;
        using (var worker = Get<TaskWorker>())
        {
            await worker.StartAsync(Ct);
            await UntilAsync(async () => await Get<ITaskQueue>().CountOpenAsync(Ct) == 0);
            await worker.StopAsync(Ct);
        }

        _relay.CutEvery = 0;
        Assert.Equal(
            [new UnreadablePhoto(broken, "card/broken.JPG", UnreadableReason.UnknownType)],
            await Albums.UnreadableAsync(Manager, album, Ct)
        );
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((Photos + 1, Photos, 1, UploadStatus.Completed), (head.TotalPhotos, head.Ready, head.Unreadable, head.Status));
        var ready = Done(await Albums.PageAsync(Manager, album, null, 200, Ct)).Photos.Where(p => p.Ready).ToList();
        Assert.Equal(sent.Keys.Order(), ready.Select(p => p.Id).Order());
        Assert.Equal(
            ready
                .SelectMany(p => IPhotoRenderer.Sizes.Select(size => $"renditions/{p.Id:N}/{p.Sha16}-{size}.jpg"))
                .Order(StringComparer.Ordinal),
            await Store.ListAsync("renditions/", Ct).Select(o => o.Key).ToListAsync(Ct)
        );
        Assert.Equal(Photos + 1, await Store.ListAsync("albums/", Ct).CountAsync(Ct));
        foreach (var photo in ready)
        {
            Assert.Equal(sent[photo.Id], Convert.ToHexStringLower(SHA256.HashData(await ReadAsync(await OriginalOfAsync(photo.Id)))));
            var rendition = await ReadAsync($"renditions/{photo.Id:N}/{photo.Sha16}-480.jpg");
            Assert.Equal([0xFF, 0xD8], rendition[..2]);
            Assert.Equal([0xFF, 0xD9], rendition[^2..]);
        }

        // One row a photo, each done; some took more than one attempt.
        Assert.Equal(Photos + 1L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE done_at IS NOT NULL"));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE done_at IS NULL OR failed_at IS NOT NULL"));
        Assert.True(await ScalarAsync<bool>("SELECT sum(attempts) > count(*) FROM task_queue"), "Nothing had to be tried again.");
    }

    [Fact]
    public async Task A_store_that_refuses_everything_is_no_verdict_on_a_photo()
    {
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Picture(1));
        _relay.Every = 1;

        // The attempt at which an original that is not there would be called missing; the store's client asks six times, which takes its while.
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => HandleAsync(photo, RenderPhotoTask.LooksForOriginal));

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Empty(await Albums.UnreadableAsync(Manager, album, Ct));
        _relay.Every = 5;
        await HandleAsync(photo, 500);
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((1, 0), (head.Ready, head.Unreadable));
    }

    private Task HandleAsync(Guid photo, int attempt) =>
        Get<RenderPhotoTask>()
            .HandleAsync(new RenderPhoto(photo), new LeasedWork(photo, nameof(RenderPhoto), "", attempt, Guid.NewGuid()), Ct);

    private Task<string> OriginalOfAsync(Guid photo) => ScalarAsync<string>("SELECT file_path FROM photos WHERE id = $1", photo);

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await Store.OpenReadAsync(key, ct: Ct);
        var all = new MemoryStream();
        await content!.CopyToAsync(all, Ct);
        return all.ToArray();
    }

    private static async Task UntilAsync(Func<Task<bool>> met)
    {
        var waited = Stopwatch.StartNew();
        while (!await met())
        {
            Assert.True(waited.Elapsed.TotalSeconds < 120, "Waited for two minutes.");
            await Task.Delay(100, Ct);
        }
    }
}
