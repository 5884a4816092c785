using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Guests;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Domain.Deliveries;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Guests;

public sealed class GuestTests(MigratedTemplate template) : DeliveryTest(template)
{
    private GuestService Guests => Get<GuestService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<GuestService>();
    }

    [Fact]
    public async Task A_couple_shares_a_set_hides_one_and_guests_see_that_set_only()
    {
        var (final, delivery) = await ReadyAsync("a.jpg", "b.jpg", "c.jpg");
        var (_, other) = await ReadyAsync("elsewhere.jpg");
        var bride = final.Couple.Bride;
        var id = (await Guests.MakeAsync(bride, delivery, Guid.NewGuid(), Draft(), everything: true, Ct)).Value;
        var sheet = (await Guests.SheetAsync(bride, id, 0, 10, Ct)).Value!;
        Assert.Equal((3, 3, true), (sheet.Row.Shown, sheet.Row.Total, sheet.Row.IsOpen));
        var visit = await ComeAsync(sheet.Path!);
        Assert.Equal(3, (await Guests.PageAsync(visit, 0, 10, Ct)).Value!.Total);

        var hidden = sheet.Photos[1].PhotoId;
        Assert.Equal(2, (await Guests.ShowAsync(bride, id, [new GuestSay(hidden, false)], Ct)).Value);
        var page = (await Guests.PageAsync(visit, 0, 10, Ct)).Value!;
        Assert.Equal(new[] { sheet.Photos[0].PhotoId, sheet.Photos[2].PhotoId }, page.Photos.Select(p => p.PhotoId));
        Assert.Equal(new GuestPhotoNotFound(), (await Guests.ServeAsync(visit, hidden, Ct)).Refusal);
        Assert.True((await Guests.ServeAsync(visit, sheet.Photos[0].PhotoId, Ct)).Succeeded);

        // What is no picture of this delivery is not taken in, whoever names it.
        var foreign = await ScalarAsync<Guid>("SELECT photo_id FROM delivery_files WHERE deliverable_id = $1", other);
        Assert.Equal(2, (await Guests.ShowAsync(bride, id, [new GuestSay(foreign, true), new GuestSay(hidden, false)], Ct)).Value);
        Assert.Equal(new GuestPhotoNotFound(), (await Guests.ServeAsync(visit, foreign, Ct)).Refusal);

        // In pages, in the delivery's order.
        Assert.Equal(sheet.Photos[2].PhotoId, Assert.Single((await Guests.PageAsync(visit, 1, 1, Ct)).Value!.Photos).PhotoId);
        Assert.Equal(0, (await Guests.ShowAllAsync(bride, id, false, Ct)).Value);
        Assert.Equal(3, (await Guests.ShowAllAsync(bride, id, true, Ct)).Value);
        Assert.IsType<TooManyGuestPhotos>((await Guests.ShowAsync(bride, id, [], Ct)).Refusal);
    }

    [Fact]
    public async Task Only_the_couple_of_the_delivery_and_staff_with_the_right_change_it_and_a_guest_is_nobody()
    {
        var (final, delivery) = await ReadyAsync("a.jpg");
        var (strange, _) = await ReadyAsync("b.jpg");
        var id = (await Guests.MakeAsync(Manager, delivery, Guid.NewGuid(), Draft(), everything: true, Ct)).Value;
        var visit = await ComeAsync((await Guests.SheetAsync(Manager, id, 0, 1, Ct)).Value!.Path!);
        var photo = final.AlbumId;
        foreach (
            var (actor, expected) in new (Actor, Refusal)[]
            {
                (strange.Couple.Bride, new GuestGalleryNotFound()),
                (visit.Actor, new NotAllowed()),
                (Actor.Couple(final.Couple.CustomerId, null), new NotAllowed()),
                (await EditorAsync(), new NotAllowed()),
            }
        )
        {
            Assert.Equal(expected, (await Guests.SheetAsync(actor, id, 0, 1, Ct)).Refusal);
            Assert.Equal(expected, (await Guests.ShowAsync(actor, id, [new GuestSay(photo, false)], Ct)).Refusal);
            Assert.Equal(expected, (await Guests.ChangeAsync(actor, id, Draft(), 0, Ct)).Refusal);
            Assert.Equal(expected, (await Guests.RevokeAsync(actor, id, Ct)).Refusal);
            Assert.False((await Guests.MakeAsync(actor, delivery, Guid.NewGuid(), Draft(), true, Ct)).Succeeded);
            Assert.False((await Guests.ListAsync(actor, delivery, Ct)).Succeeded);
        }

        // A link of another purpose opens none of it, and a guest's link nothing else.
        var couple = new CoupleVisit(Guid.NewGuid(), LinkPurpose.Download, id, final.Couple.CustomerId, final.Couple.BrideId);
        Assert.Equal(new LinkNotOpen(), (await Guests.PageAsync(couple, 0, 1, Ct)).Refusal);
        Assert.Equal(new DeliveryNotFound(), (await Deliveries.SheetAsync(visit.Actor, delivery, null, Ct)).Refusal);
        Assert.Equal(1, await CountAsync("guest_galleries WHERE revoked_at IS NULL"));
    }

    [Fact]
    public async Task Pressing_twice_at_once_makes_one_and_never_more_than_the_limit()
    {
        var (final, delivery) = await ReadyAsync("a.jpg", "b.jpg");
        var key = Guid.NewGuid();
        var same = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Guests.MakeAsync(i % 2 == 0 ? final.Couple.Bride : final.Couple.Groom, delivery, key, Draft(), everything: true, Ct)
                )
        );
        Assert.Single(same.Select(s => s.Value).Distinct());
        Assert.Equal(
            (1, 2, 1),
            (await CountAsync("guest_galleries"), await CountAsync("guest_photos"), await CountAsync("link_tokens WHERE purpose = 'guest'"))
        );

        var many = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => Guests.MakeAsync(Manager, delivery, Guid.NewGuid(), Draft(), everything: false, Ct))
        );
        Assert.Equal(GuestGallery.MostOpen - 1, many.Count(m => m.Succeeded));
        Assert.All(many.Where(m => !m.Succeeded), m => Assert.IsType<TooManyGuestGalleries>(m.Refusal));
        Assert.Equal(GuestGallery.MostOpen, await CountAsync("guest_galleries"));
    }

    [Fact]
    public async Task Showing_and_hiding_at_once_leaves_one_row_a_picture_and_taking_back_wins()
    {
        var (final, delivery) = await ReadyAsync("a.jpg", "b.jpg", "c.jpg");
        var id = (await Guests.MakeAsync(final.Couple.Bride, delivery, Guid.NewGuid(), Draft(), everything: true, Ct)).Value;
        var sheet = (await Guests.SheetAsync(final.Couple.Bride, id, 0, 10, Ct)).Value!;
        var visit = await ComeAsync(sheet.Path!);
        var says = Enumerable
            .Range(0, 20)
            .Select(i => Guests.ShowAsync(final.Couple.Groom, id, [new GuestSay(sheet.Photos[i % 3].PhotoId, i % 2 == 0)], Ct));
        var revoked = Guests.RevokeAsync(final.Couple.Bride, id, Ct);
        var said = await Task.WhenAll(says);
        Assert.True((await revoked).Succeeded);
        Assert.All(said.Where(s => !s.Succeeded), s => Assert.Equal(new GuestGalleryClosed(), s.Refusal));
        Assert.Equal(new LinkNotOpen(), (await Guests.PageAsync(visit, 0, 10, Ct)).Refusal);
        Assert.All(
            await Task.WhenAll(sheet.Photos.Select(p => Guests.ServeAsync(visit, p.PhotoId, Ct))),
            s => Assert.Equal(new GuestPhotoNotFound(), s.Refusal)
        );
        Assert.Equal(new LinkNotOpen(), (await Get<LinkService>().EnterAsync(LinkPurpose.Guest, sheet.Path!.Split('/')[^1], Ct)).Refusal);
        Assert.Equal(new GuestGalleryClosed(), (await Guests.ShowAllAsync(final.Couple.Bride, id, true, Ct)).Refusal);
        Assert.True((await Guests.RevokeAsync(Manager, id, Ct)).Succeeded);
        Assert.Null((await Guests.SheetAsync(Manager, id, 0, 1, Ct)).Value!.Path);
    }

    [Fact]
    public async Task It_ends_with_its_day_and_with_its_delivery()
    {
        var (final, delivery) = await ReadyAsync("a.jpg");
        var bride = final.Couple.Bride;
        var day = Clock.Today.AddDays(10);
        var id = (await Guests.MakeAsync(bride, delivery, Guid.NewGuid(), Draft() with { Until = Guests.EndOf(day) }, true, Ct)).Value;
        var sheet = (await Guests.SheetAsync(bride, id, 0, 1, Ct)).Value!;
        var visit = await ComeAsync(sheet.Path!);
        Assert.Equal(day, Guests.LastDayOf(sheet.Row.ExpiresAt));
        Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(new LinkNotOpen(), (await Guests.PageAsync(visit, 0, 1, Ct)).Refusal);

        // More time, but not beyond the delivery's own.
        var row = (await Guests.SheetAsync(bride, id, 0, 1, Ct)).Value!.Row;
        var far = Draft() with { Until = Guests.EndOf(Clock.Today.AddDays(5000)) };
        Assert.Equal(new EditedElsewhere(), (await Guests.ChangeAsync(bride, id, far, row.Version + 1, Ct)).Refusal);
        Assert.True((await Guests.ChangeAsync(bride, id, far, row.Version, Ct)).Succeeded);
        Assert.Equal(
            await ScalarAsync<DateTime>("SELECT expires_at FROM deliverables WHERE id = $1", delivery),
            await ScalarAsync<DateTime>("SELECT expires_at FROM guest_galleries")
        );
        Assert.True((await Guests.PageAsync(visit, 0, 1, Ct)).Succeeded);
        Time.Advance(TimeSpan.FromDays(200));
        Assert.Equal(new LinkNotOpen(), (await Guests.PageAsync(visit, 0, 1, Ct)).Refusal);
        Assert.False((await Guests.ListAsync(bride, delivery, Ct)).Value!.CanShare);
        Assert.IsType<DeliveryClosed>((await Guests.MakeAsync(bride, delivery, Guid.NewGuid(), far, true, Ct)).Refusal);
    }

    [Fact]
    public async Task It_goes_with_the_links_of_its_delivery_whatever_is_shown_or_hidden_meanwhile()
    {
        var (second, again) = await ReadyAsync("b.jpg");
        var live = (await Guests.MakeAsync(second.Couple.Bride, again, Guid.NewGuid(), Draft(), true, Ct)).Value;
        var guest = await ComeAsync((await Guests.SheetAsync(Manager, live, 0, 1, Ct)).Value!.Path!);
        await Task.WhenAll(
            Deliveries.RevokeAsync(Manager, again, Ct),
            Guests.ShowAllAsync(second.Couple.Bride, live, false, Ct),
            Deliveries.RevokeAsync(Manager, again, Ct)
        );
        Assert.Equal(new LinkNotOpen(), (await Guests.PageAsync(guest, 0, 1, Ct)).Refusal);
    }

    [Fact]
    public async Task A_PIN_is_asked_for_once_a_device_counted_under_a_lock_and_the_deliverys_own_PIN_guards_sharing()
    {
        var (final, delivery) = await ReadyAsync("a.jpg");
        var bride = final.Couple.Bride;
        var id = (await Guests.MakeAsync(bride, delivery, Guid.NewGuid(), Draft() with { WithPin = true }, true, Ct)).Value;
        var sheet = (await Guests.SheetAsync(bride, id, 0, 1, Ct)).Value!;
        var (visit, pin) = (await ComeAsync(sheet.Path!), sheet.Pin!);
        Assert.Equal(0, await CountAsync("guest_galleries g WHERE to_jsonb(g)::text LIKE '%' || $1 || '%'", pin));
        Assert.True((await Guests.PageAsync(visit, 0, 1, Ct)).Value is { NeedsPin: true, Photos: [], Total: 0 });
        Assert.False((await Guests.ServeAsync(visit, sheet.Photos[0].PhotoId, Ct)).Succeeded);

        var wrong = pin == "000000" ? "000001" : "000000";
        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Guests.TryPinAsync(visit, wrong, Ct)));
        Assert.Equal((4, 16), (tries.Count(t => t.Refusal is PinWrong), tries.Count(t => t.Refusal is PinPaused)));
        Assert.IsType<PinPaused>((await Guests.TryPinAsync(visit, pin, Ct)).Refusal);
        Time.Advance(PinGate.Pause);
        var known = visit with { PinId = (await Guests.TryPinAsync(visit, pin, Ct)).Value };
        Assert.True((await Guests.ServeAsync(known, sheet.Photos[0].PhotoId, Ct)).Succeeded);
        Assert.True((await Guests.RenewPinAsync(bride, id, Ct)).Succeeded);
        Assert.False((await Guests.ServeAsync(known, sheet.Photos[0].PhotoId, Ct)).Succeeded);

        Assert.True((await Deliveries.RenewPinAsync(Manager, delivery, Ct)).Succeeded);
        Assert.Equal(new PinRequired(), (await Guests.ListAsync(bride, delivery, Ct)).Refusal);
        Assert.Equal(new PinRequired(), (await Guests.ShowAllAsync(bride, id, false, Ct)).Refusal);
        var typed = (await Deliveries.PinAsync(Manager, delivery, Ct)).Value;
        var given = (await Deliveries.TryPinAsync(bride, delivery, typed, Ct)).Value;
        Assert.True((await Guests.ListAsync(bride with { PinId = given }, delivery, Ct)).Succeeded);
    }

    private GuestDraft Draft() => new("우리 결혼식", Guests.EndOf(Clock.Today.AddDays(30)));

    private async Task<(Final Final, Guid Delivery)> ReadyAsync(params string[] names)
    {
        var final = await FinalAsync(names);
        return (final, await MakeAsync(final, Draft(final)));
    }

    private async Task<CoupleVisit> ComeAsync(string path) =>
        (await Get<LinkService>().EnterAsync(LinkPurpose.Guest, path.Split('/')[^1], Ct)).Value!;
}
