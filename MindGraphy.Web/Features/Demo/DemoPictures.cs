using System.Security.Cryptography;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Web.Features.Demo;

/// <summary>The pictures that galleries of the demonstration share: drawn and rendered once, dated anew for every photo.</summary>
internal sealed class DemoPictures : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mindgraphy-demo-").FullName;
    private readonly IObjectStore _store;
    private readonly Picture[][] _weddings;

    private DemoPictures(DemoSize size, IObjectStore store)
    {
        _store = store;
        _weddings = [.. Enumerable.Range(0, size.Weddings).Select(_ => new Picture[size.PicturesOfWedding])];
    }

    /// <summary>Pictures of each wedding.</summary>
    public int Count => _weddings[0].Length;

    /// <summary>Draws and renders, as many at a time as there are processors.</summary>
    public static async Task<DemoPictures> DrawAsync(
        int seed,
        DemoSize size,
        IPhotoRenderer renderer,
        IObjectStore store,
        CancellationToken ct
    )
    {
        var pictures = new DemoPictures(size, store);
        try
        {
            var all = Enumerable.Range(0, size.Weddings * size.PicturesOfWedding);
            await Parallel.ForEachAsync(
                all,
                ct,
                async (number, token) =>
                {
                    var (wedding, index) = Math.DivRem(number, size.PicturesOfWedding);
                    var folder = Directory.CreateDirectory(Path.Combine(pictures._folder, $"{number}")).FullName;
                    var drawing = DemoPicture.Draw(unchecked(seed + wedding), index, size.LongEdge);
                    var file = Path.Combine(folder, "original.jpg");
                    await File.WriteAllBytesAsync(file, drawing.Jpeg(), token);
                    var rendered = await renderer.RenderAsync(file, folder, token);
                    pictures._weddings[wedding][index] = new(drawing, rendered.Value ?? throw DemoStudio.Refused(rendered.Refusal!));
                }
            );
            return pictures;
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    /// <summary>Puts one photo and its renditions into the store and makes its row.</summary>
    /// <param name="id">The photo.</param>
    /// <param name="album">The album.</param>
    /// <param name="wedding">Any number; the same is the same wedding.</param>
    /// <param name="index">Which of its pictures, below <see cref="Count"/>.</param>
    /// <param name="taken">The camera's clock, nine hours before UTC.</param>
    /// <param name="arrived">When it was uploaded.</param>
    /// <param name="cameras">The project's cameras by their key; one that is met for the first time is added.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Photo> PutAsync(
        Guid id,
        PhotoAlbum album,
        int wedding,
        int index,
        DateTime taken,
        DateTimeOffset arrived,
        IDictionary<string, ProjectCamera> cameras,
        CancellationToken ct
    )
    {
        var (drawing, rendered) = _weddings[wedding % _weddings.Length][index];
        var bytes = drawing.Jpeg(taken);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var key = $"{album.StorageLocation}{id:N}.jpg";
        var dated = Path.Combine(_folder, $"{id:N}.jpg");
        await File.WriteAllBytesAsync(dated, bytes, ct);
        var metadata = PhotoMetadata.Read(dated);
        await PutAsync(key, dated, ct);
        File.Delete(dated);
        foreach (var (size, file) in rendered.Files)
        {
            await PutAsync(Photo.RenditionKey(id, sha256, size), file, ct);
        }

        var photo = new Photo(id, album.Id, $"IMG_{index + 1:D4}.JPG", key, bytes.Length, sha256, arrived);
        var takenAt = new DateTimeOffset(taken, metadata.TakenOffset ?? TimeSpan.FromHours(9));
        photo.Rendered(
            rendered with
            {
                TakenAt = metadata.TakenAt,
                TakenOffset = metadata.TakenOffset,
                MetadataJson = metadata.Json,
            },
            takenAt.ToUniversalTime(),
            arrived,
            CameraOf(metadata.Body, album, cameras, arrived)
        );
        return photo;
    }

    private static ProjectCamera? CameraOf(
        CameraBody? body,
        PhotoAlbum album,
        IDictionary<string, ProjectCamera> cameras,
        DateTimeOffset arrived
    )
    {
        if (body is null)
        {
            return null;
        }

        if (!cameras.TryGetValue(body.Key, out var camera))
        {
            cameras.Add(body.Key, camera = new ProjectCamera(album.ProjectId, body, arrived));
        }

        return camera;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A run that broke off left the same bytes under the same name: they are kept, not written again.
    private async Task PutAsync(string key, string file, CancellationToken ct)
    {
        if (await _store.HeadAsync(key, ct) is null)
        {
            await using var content = File.OpenRead(file);
            await _store.PutAsync(key, content, "image/jpeg", ct);
        }
    }

    private sealed record Picture(DemoDrawing Drawing, RenderedPhoto Rendered);
}
