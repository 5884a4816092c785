using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.AlbumOrders;

/// <summary>How many pages an album becomes, while the couple picks.</summary>
public sealed class AlbumBudgetTests(MigratedTemplate template) : AlbumOrderTest(template)
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(15, 20)]
    [InlineData(16, 22)]
    [InlineData(22, 30)]
    [InlineData(60, 80)]
    public void Pages_are_whole_sheets(int photos, int pages) => Assert.Equal(pages, new AlbumBudget(20, 15, null).PagesFor(photos));

    [Fact]
    public async Task The_couple_sees_what_the_contracts_album_holds_by_the_studios_usual_layout()
    {
        var couple = await WithAlbumAsync(pages: 30);
        await using (var db = await DbAsync())
        {
            AddPhotos(db, await db.Set<PhotoAlbum>().SingleAsync(a => a.Id == couple.AlbumId, Ct), 3);
            var more = new OptionDraft("앨범 10쪽", "10 pages", null, new Money(50_000), new OptionTerms { AlbumPages = 10 });
            db.Add(PackageOption.Create(more, 1, Start).Value!);
            await db.SaveChangesAsync(Ct);
        }

        var round = await RoundAsync(couple);
        Assert.Equal(new AlbumBudget(30, 15, 5_000), (await Proofs.GalleryAsync(couple.Bride, round, 48, Ct)).Value!.Album);
        Assert.Equal(22, (await Proofs.PreviewAsync(Manager, round, Ct)).Value!.Album!.Photos);

        var owner = await StaffAsync(UserRole.Admin, "한", "결");
        Assert.Equal(new NotAllowed(), (await Albums.SetPhotosOnTwentyPagesAsync(Manager, 40, Ct)).Refusal);
        Assert.Equal(new AlbumPhotosOutOfRange(200), (await Albums.SetPhotosOnTwentyPagesAsync(owner, 0, Ct)).Refusal);
        Assert.Null((await Albums.SetPhotosOnTwentyPagesAsync(owner, 40, Ct)).Refusal);
        Assert.Equal(40, (await Albums.PhotosOnTwentyPagesAsync(Manager, Ct)).Value);
        Assert.Equal(60, (await Proofs.GalleryAsync(couple.Groom, round, 48, Ct)).Value!.Album!.Photos);
    }

    [Fact]
    public async Task Without_an_album_in_the_contract_nothing_is_said_of_one()
    {
        var couple = await WithAlbumAsync(pages: 0);
        await using (var db = await DbAsync())
        {
            AddPhotos(db, await db.Set<PhotoAlbum>().SingleAsync(a => a.Id == couple.AlbumId, Ct), 1);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Null((await Proofs.GalleryAsync(couple.Bride, await RoundAsync(couple), 48, Ct)).Value!.Album);
    }

    [Fact]
    public async Task Files_of_an_order_that_is_gone_are_swept_after_a_day_and_no_other()
    {
        var couple = await WithAlbumAsync();
        var (kept, gone) = (await OpenAsync(couple), Ids.New());
        var spread = Spread("01.jpg");
        Assert.Null((await Albums.AddSpreadAsync(Manager, kept, spread, Ct)).Refusal);
        var known = AlbumSpread.OriginalKey(kept, spread.Id, spread.Sha256);
        string[] lost =
        [
            AlbumSpread.OriginalKey(gone, Ids.New(), spread.Sha256),
            AlbumSpread.RenditionKey(kept, Ids.New(), spread.Sha256, 1024),
            $"{AlbumSpread.KeyPrefix}{gone:N}/{Ids.New():N}-0123456789abcdef.pdf",
        ];
        foreach (var key in lost.Append(known))
        {
            await PutAsync(key, [1, 2, 3]);
        }

        var sweep = new OrphanSweep(Studio, Store, Clock);
        Time.Set(DateTimeOffset.UtcNow.AddHours(23));
        Assert.Equal(0, await sweep.RunAsync(Ct));
        Time.Set(DateTimeOffset.UtcNow.AddHours(25));
        Assert.Equal(3, await sweep.RunAsync(Ct));
        Assert.Equal([known], await Store.ListAsync(AlbumSpread.KeyPrefix, Ct).Select(o => o.Key).ToListAsync(Ct));
    }
}
