using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>The same service over a real S3 server: the browser's PUT goes to the bucket.</summary>
public sealed class UploadToS3Tests(MigratedTemplate template, S3Server server) : PhotoTest(template)
{
    private readonly string _bucket = $"uploads-{Guid.NewGuid():N}";
    private S3StorageOptions? _options;

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

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        var settings = Options.Create(new StorageOptions { Provider = StorageProvider.S3, S3 = _options! });
        services.AddSingleton<IObjectStore>(_ => new S3ObjectStore(settings, TimeProvider.System));
    }

    [Fact]
    public async Task A_file_of_two_parts_is_put_to_its_signed_addresses_resumed_and_becomes_a_photo()
    {
        var album = await AlbumAsync();
        var content = Bytes(UploadSession.PartSize + 12_345);
        var upload = await AnnounceAsync(album, File("본식/DSC_0001.jpg", content.Length));
        var id = upload.UploadId!.Value;
        using var browser = new HttpClient();
        await PutAsync(browser, id, 1, PartOf(content, 1));

        Assert.Equal([1], (await AnnounceAsync(album, File("본식/DSC_0001.jpg", content.Length))).Held);
        await PutAsync(browser, id, 2, PartOf(content, 2));

        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
        Assert.Equal(id, Done(await Uploads.CompleteAsync(Manager, id, Ct)));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
            await ScalarAsync<string>("SELECT content_sha256::text FROM photos WHERE id = $1", id)
        );
    }

    private async Task PutAsync(HttpClient browser, Guid upload, int number, byte[] part)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(part));
        var url = Done(await Uploads.SignPartAsync(Manager, upload, number, hash, Ct));
        using var body = new ByteArrayContent(part);
        using var answer = await browser.PutAsync(url, body, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
