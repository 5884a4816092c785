using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Features.Photos.Watermarks;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>The studio's mark: baked into what couples choose from, and into nothing else.</summary>
public sealed class WatermarkTests(MigratedTemplate template) : PhotoTest(template)
{
    private WatermarkService Marks => Get<WatermarkService>();

    private Actor Owner { get; set; } = default!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Owner = await StaffAsync(UserRole.Admin, "서", "연");
    }

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<IPhotoRenderer, NetVipsPhotoRenderer>();
        services.AddSingleton<RenderPhotoTask>();
        services.AddSingleton<WatermarkPreview>();
    }

    [Theory]
    [InlineData(WatermarkPlace.Corner)]
    [InlineData(WatermarkPlace.Centre)]
    [InlineData(WatermarkPlace.Tiled)]
    public async Task It_is_on_every_size_of_a_proof_and_on_no_other_picture(WatermarkPlace place)
    {
        Done(await Marks.ChangeAsync(Owner, new WatermarkDraft(WatermarkKind.Text, "서연 스튜디오", null, place, 80, 30), Ct));
        var album = await AlbumAsync();
        var raw = await UploadAsync(album, "a.jpg", Picture(1));
        await RenderAsync(raw);
        var proof = await ProofOfAsync(album);
        await RenderAsync(proof);

        var (plain, marked) = (await ReadAsync(raw), await ReadAsync(proof));
        Assert.Null(plain.RenditionHash);
        Assert.NotEqual(plain.ShownHash[..16], marked.ShownHash[..16]);
        // What is measured of the picture is measured without the mark.
        Assert.Equal(
            (plain.PerceptualHash, plain.Sharpness, Convert.ToHexString(plain.ThumbHash!)),
            (marked.PerceptualHash, marked.Sharpness, Convert.ToHexString(marked.ThumbHash!))
        );
        foreach (var size in IPhotoRenderer.Sizes)
        {
            var changed = await ChangedAsync(plain, marked, size);
            Assert.InRange(changed.Share, 0.002, 0.6);
            if (place == WatermarkPlace.Corner)
            {
                Assert.True(changed.Left > 0.6 && changed.Top > 0.7, $"Changed from {changed.Left:0.00}, {changed.Top:0.00} on.");
            }
        }
    }

    [Fact]
    public async Task Another_mark_is_brought_onto_what_is_there_without_a_moment_without_pictures()
    {
        var album = await AlbumAsync();
        await RenderAsync(await UploadAsync(album, "a.jpg", Picture(2)));
        var proof = await ProofOfAsync(album);
        await RenderAsync(proof);
        var without = await ReadAsync(proof);
        Assert.Equal(0, Done(await Marks.ViewAsync(Owner, Ct)).Others);

        Done(await Marks.ChangeAsync(Owner, new WatermarkDraft(WatermarkKind.Text, "A", null, WatermarkPlace.Centre, 50, 20), Ct));
        Assert.Equal(1, Done(await Marks.ViewAsync(Owner, Ct)).Others);
        Assert.Equal(1, Done(await Marks.ApplyAsync(Owner, Ct)));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE payload::text LIKE '%true%'"));
        Assert.True((await ReadAsync(proof)).ReadyAt is not null);
        await RenderAsync(proof, anew: true);

        // The database counts with the same hash as the photo was named with.
        Assert.Equal(0, Done(await Marks.ViewAsync(Owner, Ct)).Others);
        var with = await ReadAsync(proof);
        Assert.NotNull(await Store.HeadAsync(Photo.RenditionKey(proof, with.ShownHash, 480), Ct));
        Assert.Null(await Store.HeadAsync(Photo.RenditionKey(proof, without.ShownHash, 480), Ct));
        Assert.Equal(with.ShownHash, Done(await Albums.RenditionAsync(Manager, proof, 480, Ct)));

        // Done twice it changes nothing; taken away, the pictures are as they were.
        await RenderAsync(proof, anew: true);
        Assert.Equal(with.ShownHash, (await ReadAsync(proof)).ShownHash);
        Done(await Marks.ChangeAsync(Owner, new WatermarkDraft(WatermarkKind.None, null, null, WatermarkPlace.Centre, 50, 20), Ct));
        Assert.Equal(1, Done(await Marks.ApplyAsync(Owner, Ct)));
        await RenderAsync(proof, anew: true);
        Assert.Equal(without.ShownHash, (await ReadAsync(proof)).ShownHash);
        Assert.NotNull(await Store.HeadAsync(Photo.RenditionKey(proof, without.ShownHash, 2048), Ct));

        // A mark that was there before may come back.
        Done(await Marks.ChangeAsync(Owner, new WatermarkDraft(WatermarkKind.Text, "A", null, WatermarkPlace.Centre, 50, 20), Ct));
        Assert.Equal(1, Done(await Marks.ApplyAsync(Owner, Ct)));
        Assert.Equal(3L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE payload::text LIKE '%true%'"));
        await RenderAsync(proof, anew: true);
        Assert.Equal(with.ShownHash, (await ReadAsync(proof)).ShownHash);
    }

    [Fact]
    public async Task Moved_into_a_proof_album_or_out_of_one_a_photo_is_shown_to_nobody_before_it_bears_what_it_must()
    {
        Done(await Marks.ChangeAsync(Owner, new WatermarkDraft(WatermarkKind.Text, "A", null, WatermarkPlace.Centre, 50, 20), Ct));
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Picture(5));
        await RenderAsync(photo);
        var plain = await ReadAsync(photo);
        var proof = Done(await Albums.OpenAlbumAsync(Manager, ProjectId, AlbumType.Proof, null, Ct));

        Done(await Get<LibraryService>().MoveAsync(Manager, album, [photo], proof, Ct));
        Assert.Null((await ReadAsync(photo)).ReadyAt);
        Assert.Equal(1L, await AskedAnewAsync());
        await RenderAsync(photo, anew: true);
        var marked = await ReadAsync(photo);
        Assert.NotNull(marked.ReadyAt);
        Assert.NotEqual(plain.ShownHash, marked.ShownHash);
        Assert.Null(await Store.HeadAsync(Photo.RenditionKey(photo, plain.ShownHash, 2048), Ct));

        Done(await Get<LibraryService>().MoveAsync(Manager, proof, [photo], album, Ct));
        Assert.Null((await ReadAsync(photo)).ReadyAt);
        Assert.Equal(2L, await AskedAnewAsync());
        await RenderAsync(photo, anew: true);
        var again = await ReadAsync(photo);
        Assert.Equal((true, plain.ShownHash), (again.ReadyAt is not null, again.ShownHash));
        Assert.Null(await Store.HeadAsync(Photo.RenditionKey(photo, marked.ShownHash, 2048), Ct));

        // Between two that bear none, nothing is made anew.
        Done(await Get<LibraryService>().MoveAsync(Manager, album, [photo], await AlbumAsync(), Ct));
        Assert.NotNull((await ReadAsync(photo)).ReadyAt);
        Assert.Equal(2L, await AskedAnewAsync());
    }

    [Fact]
    public async Task A_photo_that_is_moved_while_it_is_rendered_is_not_kept_without_its_mark()
    {
        Done(await Marks.ChangeAsync(Owner, new WatermarkDraft(WatermarkKind.Text, "A", null, WatermarkPlace.Centre, 50, 20), Ct));
        var album = await AlbumAsync();
        var photo = await UploadAsync(album, "a.jpg", Picture(6));
        var proof = Done(await Albums.OpenAlbumAsync(Manager, ProjectId, AlbumType.Proof, null, Ct));
        var slow = new RenderPhotoTask(
            Studio,
            Store,
            new RendererThatWaits(
                Get<IPhotoRenderer>(),
                async () => Done(await Get<LibraryService>().MoveAsync(Manager, album, [photo], proof, Ct))
            ),
            Clock,
            Get<Microsoft.Extensions.Options.IOptions<MindGraphy.Web.Workers.WorkerOptions>>()
        );

        await Assert.ThrowsAnyAsync<NotNowException>(() => slow.HandleAsync(new RenderPhoto(photo), new(photo, "", "", 1, photo), Ct));
        Assert.Null((await ReadAsync(photo)).ReadyAt);
        Assert.Equal(0, await Store.ListAsync("renditions/", Ct).CountAsync(Ct));

        await RenderAsync(photo);
        Assert.NotNull((await ReadAsync(photo)).RenditionHash);
    }

    [Fact]
    public async Task A_logo_is_a_png_with_a_size_and_what_is_none_is_refused_at_its_field()
    {
        Assert.Equal(new LogoUnreadable(), (await Marks.AddLogoAsync(Owner, Picture(3), Ct)).Refusal);
        Assert.Equal(new LogoUnreadable(), (await Marks.AddLogoAsync(Owner, Bytes(WatermarkService.MaxLogoBytes + 1), Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Marks.AddLogoAsync(Manager, Logo(), Ct)).Refusal);
        var key = Done(await Marks.AddLogoAsync(Owner, Logo(), Ct));
        Assert.Equal(key, Done(await Marks.AddLogoAsync(Owner, Logo(), Ct)));
        Assert.Equal(
            new FieldRequired("LogoKey"),
            (
                await Marks.ChangeAsync(Owner, new(WatermarkKind.Logo, null, "watermarks/none.png", WatermarkPlace.Corner, 50, 20), Ct)
            ).Refusal
        );
        Assert.Equal(
            new FieldRequired("Text"),
            (await Marks.ChangeAsync(Owner, new(WatermarkKind.Text, "  ", null, WatermarkPlace.Corner, 50, 20), Ct)).Refusal
        );
        Done(await Marks.ChangeAsync(Owner, new(WatermarkKind.Logo, null, key, WatermarkPlace.Corner, 500, -3), Ct));
        var view = Done(await Marks.ViewAsync(Owner, Ct));
        Assert.Equal((WatermarkKind.Logo, key, 100, 5), (view.Kind, view.StampKey, view.Opacity, view.Size));
    }

    [Fact]
    public async Task A_preview_is_a_picture_also_where_the_studio_has_none_and_where_the_draft_says_nothing()
    {
        foreach (var kind in Enum.GetValues<WatermarkKind>())
        {
            var picture = await Get<WatermarkPreview>()
                .DrawAsync(Owner, new(kind, "서연", "../../etc/passwd", WatermarkPlace.Tiled, 50, 20), Ct);
            using var bitmap = SKBitmap.Decode(picture);
            Assert.Equal(1024, bitmap.Width);
        }
    }

    private Task<long> AskedAnewAsync() => ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE payload::text LIKE '%true%'");

    private sealed class RendererThatWaits(IPhotoRenderer inner, Func<Task> meanwhile) : IPhotoRenderer
    {
        public async Task<Result<RenderedPhoto>> RenderAsync(
            string originalPath,
            string outputFolder,
            string fileName,
            PhotoStamp? stamp = null,
            CancellationToken ct = default
        )
        {
            var made = await inner.RenderAsync(originalPath, outputFolder, fileName, stamp, ct);
            await meanwhile();
            return made;
        }
    }

    private static void Done(Result result) => Assert.True(result.Succeeded, $"Refused: {result.Refusal}");

    private static byte[] Logo()
    {
        using var bitmap = new SKBitmap(200, 100);
        bitmap.Erase(SKColors.Transparent);
        bitmap.SetPixel(10, 10, SKColors.White);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private async Task<Guid> ProofOfAsync(Guid album)
    {
        var proof = Done(await Get<LibraryService>().MakeProofAlbumAsync(Manager, album, null, null, ct: Ct));
        return await ScalarAsync<Guid>("SELECT id FROM photos WHERE album_id = $1", proof);
    }

    private Task RenderAsync(Guid photo, bool anew = false) =>
        Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo, anew), new(photo, "", "", 1, photo), Ct);

    private async Task<Photo> ReadAsync(Guid photo)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        return await db.Set<Photo>().AsNoTracking().SingleAsync(p => p.Id == photo, Ct);
    }

    // How much of the picture looks otherwise, and where that begins, each as a share.
    private async Task<(double Share, double Left, double Top)> ChangedAsync(Photo plain, Photo marked, int size)
    {
        using var a = await BitmapAsync(Photo.RenditionKey(plain.Id, plain.ShownHash, size));
        using var b = await BitmapAsync(Photo.RenditionKey(marked.Id, marked.ShownHash, size));
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var (count, left, top) = (0, a.Width, a.Height);
        for (var y = 0; y < a.Height; y++)
        {
            for (var x = 0; x < a.Width; x++)
            {
                var (p, q) = (a.GetPixel(x, y), b.GetPixel(x, y));
                if (Math.Abs(p.Red - q.Red) + Math.Abs(p.Green - q.Green) + Math.Abs(p.Blue - q.Blue) > 60)
                {
                    (count, left, top) = (count + 1, Math.Min(left, x), Math.Min(top, y));
                }
            }
        }

        return (count / (double)(a.Width * a.Height), left / (double)a.Width, top / (double)a.Height);
    }

    private async Task<SKBitmap> BitmapAsync(string key)
    {
        await using var content = await Store.OpenReadAsync(key, ct: Ct);
        using var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes, Ct);
        return SKBitmap.Decode(bytes.ToArray());
    }
}
