using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Web.Features.Demo;

/// <summary>A printed album whose second spreads are with the couple: the first were sent back with two notes.</summary>
internal sealed partial class DemoBuilder
{
    private const int UsualPages = 24;
    private const long AnotherCopyWon = 280_000;

    private async Task BindAsync(
        DemoCouple plan,
        Customer customer,
        Project project,
        List<Photo> photos,
        DateTimeOffset finished,
        List<object> rows,
        CancellationToken ct
    )
    {
        var (terms, at) = (plan.Package.Terms, Before(finished.AddHours(2)));
        var pages = terms.AlbumPages > 0 ? terms.AlbumPages : UsualPages;
        var wanted = new AlbumTerms(
            "본식 앨범",
            "11×14",
            pages,
            Math.Max(1, terms.AlbumCopies),
            GroomFamilyCopies: 1,
            PageWon: 0,
            CopyWon: AnotherCopyWon,
            IncludedRounds: 2,
            DueOn: clock.DateOf(now).AddDays(40)
        );
        var order = Must(AlbumOrder.Open(project.Id, wanted, new AlbumIncluded(terms.AlbumPages, terms.AlbumCopies), at));
        var wide = photos.Where(p => p.Width > p.Height).DefaultIfEmpty(photos[0]).ToList();
        for (var round = 0; round < 2; round++)
        {
            at = round > 0 && at < now.AddDays(-1) ? now.AddDays(-1) : at;
            for (var i = 0; i < pages / 2; i++)
            {
                var photo = wide[(i + round) % wide.Count];
                var picture = new SpreadPicture(
                    Ids.New(),
                    $"spread-{i + 1:00}.jpg",
                    photo.ContentSha256,
                    photo.Width ?? 3,
                    photo.Height ?? 2
                );
                await CopyAsync(order.Id, picture, photo, ct);
                Must(order.AddSpread(picture, at));
            }

            var until = clock.DateOf(now).AddDays(AlbumOrderService.UsualDays * round);
            var sent = Must(order.Send(round == 0 ? null : "말씀하신 두 곳을 고쳤어요. 표지 제목도 한 번 더 봐 주세요.", until, at));
            if (round == 0)
            {
                Note(order, sent, customer.Contacts[0], 1, "단체 사진을 오른쪽 면으로 옮겨 주세요", (720, 480), at);
                Note(order, sent, customer.Contacts[^1], 4, "부모님 사진을 조금 더 크게 부탁드려요", (300, 350), at);
                Must(order.Ask(sent.Id, customer.Contacts[0].Id, at));
                Must(order.Answer(sent.Id, null, Domain.Editing.RevisionAnswer.Done, null, plan.ManagerId, at));
            }
        }

        rows.Add(order);
        rows.AddRange(
            customer.Contacts.Select(c => new LinkToken(
                LinkPurpose.Album,
                order.Id,
                customer.Id,
                c.Id,
                at.AddDays(AlbumOrderService.LinkDays),
                plan.ManagerId,
                signer,
                at
            ))
        );
    }

    private static void Note(
        AlbumOrder order,
        AlbumRound round,
        CustomerContact by,
        int spread,
        string text,
        (int X, int Y) pin,
        DateTimeOffset at
    ) => Must(order.Say(round.Id, by.Id, new AlbumSay(Ids.New(), round.Spreads[spread].Id, text, pin.X, pin.Y), at));

    // A spread of the demonstration is one photo across both pages.
    private async Task CopyAsync(Guid orderId, SpreadPicture picture, Photo photo, CancellationToken ct)
    {
        var files = IPhotoRenderer
            .Sizes.Select(s =>
                (
                    From: Photo.RenditionKey(photo.Id, photo.ShownHash, s),
                    To: AlbumSpread.RenditionKey(orderId, picture.Id, picture.Sha256, s)
                )
            )
            .Append((From: photo.FilePath, To: AlbumSpread.OriginalKey(orderId, picture.Id, picture.Sha256)));
        foreach (var (from, to) in files)
        {
            // A run that broke off left the same bytes under the same name.
            if (await store.HeadAsync(to, ct) is null && await store.OpenReadAsync(from, ct: ct) is { } content)
            {
                await using (content)
                {
                    await store.PutAsync(to, content, "image/jpeg", ct);
                }
            }
        }
    }
}
