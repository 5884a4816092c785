using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Venues;

public sealed class VenueTests(MigratedTemplate template) : ProjectTest(template)
{
    private static readonly VenueDetails Chapel = new(
        VenueKind.Hall,
        "더채플앳청담",
        "서울 강남구 선릉로 757",
        "건물 지하 2시간 무료",
        "신부 대기실 2층",
        FlashAllowed: false,
        TravelMinutes: 35,
        Phone: "02-421-1121",
        Halls: [new(null, "커티지홀", 250), new(null, "채플홀", 180, "천장이 높다")]
    );

    [Fact]
    public async Task A_venue_comes_back_as_it_was_typed_and_is_picked_by_its_hall()
    {
        var id = await SavedAsync(Chapel);

        var read = (await Venues.VenueAsync(Manager, id, Ct)).Value!;
        Assert.Equal(Chapel with { Phone = "+8224211121", Halls = null }, read.Details with { Halls = null });
        Assert.Equal(["커티지홀", "채플홀"], read.Details.Halls!.Select(h => h.Name));
        var picks = await Venues.PickAsync(Manager, "청담", Ct);
        Assert.Equal(["더채플앳청담", "더채플앳청담 커티지홀", "더채플앳청담 채플홀"], picks.Select(p => p.Location));
        var hall = Assert.Single(await Venues.PickAsync(Manager, "강남 채플홀", Ct));
        Assert.Equal(("채플홀", "신부 대기실 2층\n천장이 높다", 35, true), (hall.Hall, hall.Notes, hall.TravelMinutes, hall.NoFlash));
        Assert.StartsWith("https://map.naver.com/p/search/%EC%84%9C%EC%9A%B8", hall.NaverMap!.AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith("https://map.kakao.com/link/search/%EC%84%9C%EC%9A%B8", hall.KakaoMap!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Empty(await Venues.PickAsync(Manager, "100%", Ct));
    }

    [Fact]
    public async Task Halls_are_renamed_ordered_and_taken_away_and_shoots_keep_their_words()
    {
        var id = await SavedAsync(Chapel);
        var read = (await Venues.VenueAsync(Manager, id, Ct)).Value!;
        var (cottage, chapel) = (read.Details.Halls![0], read.Details.Halls[1]);
        var shoot = await BookedAsync(
            await ProjectAsync(),
            Plan(At(11), At(15), null) with
            {
                Location = "더채플앳청담 커티지홀",
                VenueId = id,
                HallId = cottage.Id,
            }
        );

        var changed = read.Details with { Halls = [chapel with { Name = "대성당" }, new(null, "정원")] };
        Assert.Null((await Venues.SaveAsync(Manager, id, changed, read.Version, Ct)).Refusal);

        Assert.Equal(["대성당", "정원"], (await Venues.VenueAsync(Manager, id, Ct)).Value!.Details.Halls!.Select(h => h.Name));
        var plan = (await ShootAsync(shoot)).Plan;
        Assert.Equal(("더채플앳청담 커티지홀", id, null), (plan.Location, plan.VenueId, plan.HallId));
        Assert.IsType<EditedElsewhere>((await Venues.SaveAsync(Manager, id, Chapel, read.Version, Ct)).Refusal);
    }

    [Fact]
    public async Task Wrong_fields_are_refused_by_name()
    {
        await RefusedAsync(new FieldRequired("Name"), Chapel with { Name = " " });
        await RefusedAsync(new TravelOutOfRange(600), Chapel with { TravelMinutes = 601 });
        await RefusedAsync(new PhoneUnreadable("Phone"), Chapel with { Phone = "전화 없음" });
        await RefusedAsync(new HallNameTwice("채플홀"), Chapel with { Halls = [new(null, "채플홀"), new(null, " 채플홀 ")] });
        await RefusedAsync(new CapacityOutOfRange(20_000), Chapel with { Halls = [new(null, "채플홀", 0)] });

        async Task RefusedAsync(Refusal refusal, VenueDetails details) =>
            Assert.Equal(refusal, (await Venues.SaveAsync(Manager, null, details, 0, Ct)).Refusal);
    }

    [Fact]
    public async Task A_name_is_offered_once_also_when_two_add_it_at_the_same_moment()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Venues.SaveAsync(Manager, null, Chapel, 0, Ct)));

        Assert.Single(answers, a => a.Succeeded);
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Equal(new NameTaken(), a.Refusal));
        var first = answers.Single(a => a.Succeeded).Value;
        var read = (await Venues.VenueAsync(Manager, first, Ct)).Value!;
        Assert.Null((await Venues.SaveAsync(Manager, first, read.Details with { IsActive = false }, read.Version, Ct)).Refusal);
        await SavedAsync(Chapel);
        Assert.Single(await Venues.ListAsync(Manager, "채플", active: false, Ct));
        Assert.Single(await Venues.ListAsync(Manager, "채플", active: true, Ct));
    }

    [Fact]
    public async Task A_venue_without_address_has_no_map_and_one_that_is_gone_is_refused()
    {
        var id = await SavedAsync(new VenueDetails(VenueKind.Outdoor, "반포 한강공원"));

        var facts = (await Venues.FactsAsync(Manager, id, null, Ct))!;
        Assert.Null(facts.NaverMap);
        Assert.Null(facts.FlashAllowed);
        Assert.False(facts.NoFlash);
        var nowhere = await BookAsync(await ProjectAsync(), Plan(At(11), At(15), null) with { VenueId = Guid.NewGuid() });
        Assert.IsType<VenueNotFound>(nowhere.Refusal);
        var wrongHall = await BookAsync(await ProjectAsync(), Plan(At(11), At(15), null) with { VenueId = id, HallId = Guid.NewGuid() });
        Assert.IsType<VenueNotFound>(wrongHall.Refusal);
    }

    [Fact]
    public async Task Who_has_projects_reads_and_who_keeps_the_calendar_writes()
    {
        var id = await SavedAsync(Chapel);
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");

        Assert.NotNull(await Venues.FactsAsync(photographer, id, null, Ct));
        Assert.IsType<NotAllowed>((await Venues.SaveAsync(photographer, id, Chapel, 0, Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Venues.SaveRoomAsync(photographer, null, "A룸", ct: Ct)).Refusal);
        Assert.Empty(await Venues.PickAsync(Actor.Visitor, null, Ct));
        Assert.Null(await Venues.FactsAsync(Actor.Visitor, id, null, Ct));
    }

    [Fact]
    public async Task A_projects_day_keeps_the_venue_until_another_place_is_typed()
    {
        var id = await SavedAsync(Chapel);
        var project = await ProjectAsync();
        var page = (await Projects.PageAsync(Manager, project, Ct)).Value!;

        var described = await Projects.DescribeAsync(
            Manager,
            project,
            new ProjectDay(Chapel.Name, null, null, null, id),
            page.Card.Version,
            Ct
        );
        Assert.Null(described.Refusal);
        page = (await Projects.PageAsync(Manager, project, Ct)).Value!;
        Assert.Equal(id, page.VenueId);
        Assert.Equal(id, (await Projects.PickAsync(Manager, "김서연", Ct)).Single().VenueId);
        var gone = await Projects.DescribeAsync(
            Manager,
            project,
            new ProjectDay("다른 곳", null, null, null, Guid.NewGuid()),
            page.Card.Version,
            Ct
        );
        Assert.IsType<VenueNotFound>(gone.Refusal);
    }

    private async Task<Guid> SavedAsync(VenueDetails details)
    {
        var saved = await Venues.SaveAsync(Manager, null, details, 0, Ct);
        Assert.Null(saved.Refusal);
        return saved.Value;
    }
}
