using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos.Folders;
using MindGraphy.Web.Features.Photos.Watermarks;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>A studio with a project, and a store in a folder of its own.</summary>
public abstract class PhotoTest(MigratedTemplate template) : StudioTest(template)
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mg-photos-{Guid.NewGuid():N}");

    /// <summary>Where the store keeps its objects.</summary>
    protected string StoreFolder => _folder;

    /// <summary>A project that waits for its photos.</summary>
    protected Guid ProjectId { get; private set; }

    protected UploadService Uploads => Get<UploadService>();

    protected AlbumService Albums => Get<AlbumService>();

    protected IObjectStore Store => Get<IObjectStore>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ProjectId = await ProjectAsync("P-2026-000001");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    protected override void Register(IServiceCollection services)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", _folder)]).Build();
        services.AddPhotoStores(settings);
        services.AddSingleton<UploadService>();
        services.AddSingleton<AlbumService>();
        services.AddSingleton<LibraryService>();
        services.AddSingleton<IStampDrawer, StampDrawer>();
        services.AddSingleton<WatermarkService>();
        services.AddSingleton<FolderUpload>();
        services.AddSingleton<CameraService>();
        services.AddSingleton<ArrangementService>();
        services.AddSingleton<OrphanSweep>();
    }

    protected async Task<Guid> ProjectAsync(string number, Guid? photographerId = null)
    {
        var (customer, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await ExecuteAsync(
            "INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ($1, '이도현', '김서연', 'contracted')",
            customer
        );
        await ExecuteAsync(
            "INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date, assigned_photographer_id) VALUES ($1, $2, $3, 'wedding', 'scheduled', '2026-05-16', $4)",
            project,
            number,
            customer,
            (object?)photographerId ?? DBNull.Value
        );
        return project;
    }

    protected async Task<Guid> AlbumAsync(Guid? projectId = null) =>
        Done(await Albums.OpenAlbumAsync(Manager, projectId ?? ProjectId, AlbumType.Raw, "본식", Ct));

    /// <summary>A small picture that is a real JPEG; each number another one.</summary>
    protected static byte[] Picture(int number, DateTime? takenAt = null) => DemoPicture.Jpeg(7, number, 320, takenAt);

    /// <summary>Bytes that only the store looks at.</summary>
    protected static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected static AnnouncedFile File(string path, long size, long lastModified = 1_772_000_000_000) =>
        new(path[(path.LastIndexOf('/') + 1)..], path, size, lastModified);

    protected async Task<AnnouncedUpload> AnnounceAsync(Guid albumId, AnnouncedFile file, Actor? actor = null, bool bringBack = false) =>
        Assert.Single(Done(await Uploads.AnnounceAsync(actor ?? Manager, albumId, [file], bringBack, Ct)));

    /// <summary>Sends one part as a browser does: signed for first, its hash announced.</summary>
    protected async Task SendPartAsync(Guid uploadId, int number, byte[] part, byte[]? sent = null, Actor? actor = null)
    {
        Done(await Uploads.SignPartAsync(actor ?? Manager, uploadId, number, Convert.ToHexStringLower(SHA256.HashData(part)), Ct));
        var (key, store) = await StoredUploadAsync(uploadId);
        await Store.PutPartAsync(key, store, number, new MemoryStream(sent ?? part), Ct);
    }

    protected async Task<(string Key, string StoreUploadId)> StoredUploadAsync(Guid uploadId)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var upload = await db.Set<UploadSession>().AsNoTracking().SingleAsync(u => u.Id == uploadId, Ct);
        return (upload.ObjectKey, upload.StoreUploadId!);
    }

    /// <summary>Announces, sends and completes a file.</summary>
    protected async Task<Guid> UploadAsync(Guid albumId, string path, byte[] content, bool bringBack = false)
    {
        var upload = await AnnounceAsync(albumId, File(path, content.Length), bringBack: bringBack);
        Assert.Equal(UploadAnswer.Send, upload.Answer);
        for (var number = 1; number <= upload.PartCount; number++)
        {
            await SendPartAsync(upload.UploadId!.Value, number, PartOf(content, number));
        }

        return Done(await Uploads.CompleteAsync(Manager, upload.UploadId!.Value, Ct));
    }

    protected static byte[] PartOf(byte[] content, int number)
    {
        var from = (number - 1) * UploadSession.PartSize;
        return content[from..Math.Min(content.Length, from + UploadSession.PartSize)];
    }

    protected Task<string> AlbumStatusAsync(Guid albumId) =>
        ScalarAsync<string>("SELECT upload_status::text FROM photo_albums WHERE id = $1", albumId);

    protected static T Done<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, $"Refused: {result.Refusal}");
        return result.Value;
    }
}
