using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Domain.Deliveries;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.AlbumOrders;

/// <summary>A couple whose contract includes an album of 40 pages in one copy, with two rounds of changes.</summary>
public abstract class AlbumOrderTest(MigratedTemplate template) : DeliveryTest(template)
{
    protected AlbumOrderService Albums => Get<AlbumOrderService>();

    protected static AlbumTerms Forty { get; } = new("본식 앨범", "11×14", 40, 1);

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<AlbumOrderService>();
    }

    /// <summary>A couple with a signed contract.</summary>
    protected async Task<Couple> WithAlbumAsync(int pages = 40, int copies = 1)
    {
        var couple = await CoupleAsync(photos: 0);
        await ExecuteAsync(
            """
            UPDATE contracts SET signed_at = now(), included = included || jsonb_build_object('album_pages', $1::int, 'album_copies', $2::int)
            WHERE customer_id = $3
            """,
            pages,
            copies,
            couple.CustomerId
        );
        return couple;
    }

    protected async Task<Guid> OpenAsync(Couple couple, AlbumTerms? terms = null)
    {
        var opened = await Albums.OpenAsync(Manager, couple.ProjectId, terms ?? Forty, Ct);
        Assert.Null(opened.Refusal);
        return opened.Value;
    }

    protected static SpreadPicture Spread(string name) =>
        new(
            Ids.New(),
            name,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Guid.NewGuid().ToByteArray())),
            2200,
            1400
        );

    /// <summary>A round of spreads that both look at.</summary>
    protected async Task<Guid> SentAsync(Couple couple, Guid order, params string[] names)
    {
        foreach (var name in names.Length > 0 ? names : ["01.jpg", "02.jpg", "03.jpg"])
        {
            Assert.Null((await Albums.AddSpreadAsync(Manager, order, Spread(name), Ct)).Refusal);
        }

        var sent = await Albums.SendAsync(Manager, order, [couple.BrideId, couple.GroomId], "확인 부탁드려요", Clock.Today.AddDays(7), Ct);
        Assert.Null(sent.Refusal);
        return sent.Value;
    }

    protected async Task<AlbumOrderView> ViewAsync(Guid order) => (await Albums.FindAsync(Manager, order, Ct)).Value!;

    protected async Task<AlbumSheet> SheetAsync(Couple couple, Guid order, int? round = null) =>
        (await Albums.SheetAsync(couple.Bride, order, round, Ct)).Value!;

    protected async Task<AlbumSay> SayAsync(Couple couple, Guid order, Guid round, string text = "단체 사진을 오른쪽으로", int spread = 0)
    {
        var shown = (await SheetAsync(couple, order)).Round!.Spreads[spread];
        var say = new AlbumSay(Ids.New(), shown.Id, text, 250, 1000);
        Assert.Null((await Albums.SayAsync(couple.Bride, order, round, say, Ct)).Refusal);
        return say;
    }
}
