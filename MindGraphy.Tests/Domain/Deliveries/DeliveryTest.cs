using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Deliveries;
using MindGraphy.Web.Workers;
using Xunit;

namespace MindGraphy.Tests.Domain.Deliveries;

/// <summary>A couple whose retouched files lie in a store.</summary>
public abstract class DeliveryTest(MigratedTemplate template) : ProofTest(template)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-delivery-").FullName;

    protected DeliveryService Deliveries => Get<DeliveryService>();

    protected virtual IObjectStore Store => Get<IObjectStore>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<DeliveryMaking>();
        services.AddSingleton<DeliveryClockwork>();
        services.AddSingleton(Options.Create(new StorageOptions { Folder = _folder }));
        services.AddSingleton<IObjectStore>(s => new DiskObjectStore(
            s.GetRequiredService<IOptions<StorageOptions>>(),
            new DiskStoreSigner(s.GetRequiredService<IOptions<StorageOptions>>(), Time),
            Time
        ));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A couple with a final album of files of these names, each with bytes of its own in both sizes.</summary>
    protected async Task<Final> FinalAsync(params string[] names)
    {
        var couple = await CoupleAsync(photos: 0);
        await using var db = await DbAsync();
        var album = new PhotoAlbum(couple.ProjectId, AlbumType.Final, null, null, Start);
        var files = new Dictionary<string, byte[]>();
        for (var i = 0; i < names.Length; i++)
        {
            var (id, bytes, web) = (Ids.New(), RandomNumberGenerator.GetBytes(3000 + (i * 977)), RandomNumberGenerator.GetBytes(700 + i));
            var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var photo = new Photo(
                id,
                album.Id,
                names[i].Normalize(NormalizationForm.FormC),
                $"albums/{album.Id:N}/{id:N}.jpg",
                bytes.Length,
                sha,
                Start
            );
            photo.Rendered(
                new RenderedPhoto(6000, 4000, "jpg", null, null, null, "{}", [1, 2, 3, 4, 5], new Dictionary<int, string>()),
                Start.AddSeconds(i),
                Start
            );
            album.PhotoAdded(bytes.Length);
            db.Add(photo);
            files[photo.FileName] = bytes;
            await PutAsync(photo.FilePath, bytes);
            await PutAsync(Photo.RenditionKey(id, sha, 2048), web);
        }

        db.Add(album);
        await db.SaveChangesAsync(Ct);
        return new Final(couple, album.Id, files);
    }

    protected async Task PutAsync(string key, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await Store.PutAsync(key, content, "image/jpeg", Ct);
    }

    protected DeliveryDraft Draft(Final final, int? most = null, bool pin = false, bool hold = false, int days = 90) =>
        new(DeliveryType.DigitalDownload, "보정본", final.AlbumId, Deliveries.EndOf(Clock.Today.AddDays(days)), most, pin, hold);

    protected async Task<Guid> MakeAsync(Final final, DeliveryDraft draft, long partBytes = 2_000_000_000)
    {
        var made = await Deliveries.PrepareAsync(
            Manager,
            final.Couple.ProjectId,
            draft,
            [final.Couple.BrideId, final.Couple.GroomId],
            ct: Ct
        );
        Assert.True(made.Succeeded, made.Refusal?.ToString());
        await WorkAsync(made.Value, partBytes);
        return made.Value;
    }

    protected Task WorkAsync(Guid id, long partBytes = 2_000_000_000) =>
        new MakeDeliveryReadyTask(
            Get<DeliveryMaking>(),
            Store,
            Options.Create(new DeliveryOptions { PartBytes = partBytes }),
            Options.Create(new WorkerOptions())
        ).HandleAsync(new MakeDeliveryReady(id), new LeasedWork(Ids.New(), nameof(MakeDeliveryReady), "", 1, Guid.Empty), Ct);

    protected Task<string> StatusAsync(Guid id) => ScalarAsync<string>("SELECT delivery_status::text FROM deliverables WHERE id = $1", id);

    protected async Task<DeliveryRow> RowAsync(Final final) => (await Deliveries.RowsAsync(Manager, final.Couple.ProjectId, Ct)).Value![0];
}

/// <summary>A couple and what is in its final album.</summary>
public sealed record Final(Couple Couple, Guid AlbumId, IReadOnlyDictionary<string, byte[]> Files);
