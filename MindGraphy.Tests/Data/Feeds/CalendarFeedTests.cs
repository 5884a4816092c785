using System.Text;
using System.Text.Json;
using Ical.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Feeds;

public sealed class CalendarFeedTests(MigratedTemplate template) : ProjectTest(template)
{
    private const int Many = 2_000;

    private static readonly string[] Places =
    [
        "더채플앳청담, 채플홀; 3층",
        @"C:\사진\원본 스튜디오",
        "🎉 루벨 강동 👰🤵 그랜드볼룸이라는 이름이 아주 긴 홀 그리고 그 옆에 붙은 또 다른 이름이 아주 긴 연회장",
        "Plain hall",
    ];

    private FeedService Feeds => Get<FeedService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<FeedService>();
    }

    [Fact]
    public async Task An_address_is_opened_read_renewed_and_closed()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await OpenedAsync(park, FeedKind.Person);
        Assert.IsType<FeedIsOpen>((await Feeds.CreateAsync(park, FeedKind.Person, null, true, 30, Ct)).Refusal);
        Assert.Contains("온새미로 스튜디오 · 박하늘", (await TextAsync(feed)), StringComparison.Ordinal);
        Assert.Equal(Time.GetUtcNow(), (await Feeds.FeedsAsync(park, Ct)).Single().LastReadAt);

        var renewed = await Feeds.RenewAsync(park, feed, Ct);
        Assert.Null(renewed.Refusal);
        Assert.IsType<LinkNotOpen>((await Feeds.ReadAsync(TokenOf(feed), Ct)).Refusal);
        await TextAsync(renewed.Value);
        Assert.IsType<AlarmOutOfRange>((await Feeds.RemindAsync(park, renewed.Value, 1441, Ct)).Refusal);

        Assert.Null((await Feeds.RevokeAsync(park, renewed.Value, Ct)).Refusal);
        Assert.IsType<LinkNotOpen>((await Feeds.ReadAsync(TokenOf(renewed.Value), Ct)).Refusal);
        Assert.IsType<FeedNotFound>((await Feeds.RevokeAsync(park, renewed.Value, Ct)).Refusal);
        Assert.IsType<LinkNotOpen>((await Feeds.ReadAsync("x", Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM calendar_feeds WHERE token_hash = $1", TokenOf(feed)));
    }

    [Fact]
    public async Task A_colleagues_address_is_not_found_and_only_who_keeps_the_calendar_has_the_studios()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await OpenedAsync(park, FeedKind.Person);

        Assert.IsType<FeedNotFound>((await Feeds.RevokeAsync(Manager, feed, Ct)).Refusal);
        Assert.IsType<FeedNotFound>((await Feeds.RenewAsync(Manager, feed, Ct)).Refusal);
        Assert.DoesNotContain(await Feeds.FeedsAsync(Manager, Ct), f => f.Id == feed);
        Assert.IsType<NotAllowed>((await Feeds.CreateAsync(park, FeedKind.Studio, null, true, null, Ct)).Refusal);
        Assert.IsType<RoomNotFound>((await Feeds.CreateAsync(Manager, FeedKind.Room, Guid.NewGuid(), true, null, Ct)).Refusal);
        var studio = await OpenedAsync(Manager, FeedKind.Studio);
        Assert.IsType<FeedNotFound>((await Feeds.RevokeAsync(park, studio, Ct)).Refusal);

        await ExecuteAsync("UPDATE users SET status = 'inactive' WHERE id = $1", park.UserId!.Value);
        Assert.IsType<LinkNotOpen>((await Feeds.ReadAsync(TokenOf(feed), Ct)).Refusal);
    }

    [Fact]
    public async Task Whoever_presses_at_once_has_one_open_address()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Feeds.CreateAsync(park, FeedKind.Person, null, true, 30, Ct)));
        Assert.Single(opened, o => o.Succeeded);
        Assert.All(opened.Where(o => !o.Succeeded), o => Assert.IsType<FeedIsOpen>(o.Refusal));
        var feed = opened.Single(o => o.Succeeded).Value;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Feeds.RenewAsync(park, feed, Ct)));

        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM calendar_feeds WHERE revoked_at IS NULL"));
    }

    [Fact]
    public async Task Each_feed_holds_what_is_its_own()
    {
        var (park, jung) = (await StaffAsync(UserRole.Photographer, "박", "하늘"), await PhotographerAsync("정", "도윤"));
        Assert.Null((await Venues.SaveRoomAsync(Manager, null, "A룸", ct: Ct)).Refusal);
        var room = (await Venues.RoomsAsync(Manager, Ct)).Single().Id;
        var project = await ProjectAsync();
        var mine = await BookedAsync(project, Plan(At(11), At(13), park.UserId) with { TravelMinutes = 40 });
        var help = await BookedAsync(project, Plan(At(14), At(15), jung, park.UserId!.Value) with { RoomId = room });
        var theirs = await BookedAsync(project, Plan(At(16), At(17), jung));
        var old = await BookedAsync(project, Plan(Start.AddDays(-91), Start.AddDays(-91).AddHours(1), park.UserId));
        Assert.Null((await Schedules.AddLeaveAsync(Manager, park.UserId.Value, WeddingDay.AddDays(2), null, null, "병원", Ct)).Refusal);
        var customer = await ScalarAsync<Guid>("SELECT customer_id FROM projects LIMIT 1");
        Assert.Null((await Schedules.HoldAsync(Manager, jung, customer, At(9, days: 3), At(12, days: 3), Start.AddDays(2), Ct)).Refusal);
        var (person, studio) = (await OpenedAsync(park, FeedKind.Person), await OpenedAsync(Manager, FeedKind.Studio));
        var ofRoom = (await Feeds.CreateAsync(Manager, FeedKind.Room, room, false, null, Ct)).Value;

        var text = await TextAsync(person);
        Assert.Equal([mine, help], Shoots(text));
        Assert.DoesNotContain(old.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("병원", text, StringComparison.Ordinal);
        Assert.DoesNotContain("010-", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20260518\r\nDTEND;VALUE=DATE:20260519\r\nSUMMARY:휴가\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TRIGGER:-PT70M\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TRIGGER:-PT30M\r\n", text, StringComparison.Ordinal);
        text = await TextAsync(studio);
        Assert.Equal([mine, help, theirs], Shoots(text));
        Assert.Contains("SUMMARY:가예약 · 김서연 · 이준호 · 정도윤\r\n", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:TENTATIVE\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VALARM", text, StringComparison.Ordinal);
        text = await TextAsync(ofRoom);
        Assert.Equal([help], Shoots(text));
        Assert.Contains("Room: A룸", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_rows_have_the_same_fingerprint_and_a_called_off_shoot_stays_for_ninety_days()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(13), park.UserId));
        var feed = await OpenedAsync(park, FeedKind.Person);
        var first = (await Feeds.ReadAsync(TokenOf(feed), Ct)).Value!.Fingerprint;
        Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(first, (await Feeds.ReadAsync(TokenOf(feed), Ct)).Value!.Fingerprint);

        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Cancelled, "연기", (await ShootAsync(shoot)).Version, Ct)).Refusal
        );

        var text = await TextAsync(feed);
        Assert.Contains("STATUS:CANCELLED\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:10800\r\n", text, StringComparison.Ordinal);
        Assert.NotEqual(first, (await Feeds.ReadAsync(TokenOf(feed), Ct)).Value!.Fingerprint);
        Time.Advance(TimeSpan.FromDays(91));
        Assert.Empty(Shoots(await TextAsync(feed)));
    }

    /// <summary>
    /// With <c>MINDGRAPHY_FEED_OUT</c> naming a folder, the feed and what should stand in it are also written there, for a parser that is not of .NET
    /// (<c>scripts/check-feed</c>).
    /// </summary>
    [Fact]
    public async Task Two_thousand_shoots_come_back_field_by_field()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var project = await ProjectAsync();
        var first = Start.AddDays(-80);
        var shoots = Enumerable.Range(0, Many).Select(i => Made(project, park.UserId!.Value, i, first)).ToList();
        await using (var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct))
        {
            db.AddRange(shoots);
            await db.SaveChangesAsync(Ct);
        }

        var feed = await OpenedAsync(park, FeedKind.Person);
        var text = (await Feeds.ReadAsync(TokenOf(feed), Ct)).Value!.Text;

        var read = Calendar.Load(text)!.Events.ToDictionary(e => e.Uid!);
        var expected = shoots.ConvertAll(Expected);
        Assert.Equal(Many, read.Count);
        Assert.All(
            expected,
            e =>
            {
                var found = read[e.Uid];
                Assert.Equal((e.Start, e.End), (found.DtStart!.AsUtc, found.DtEnd!.AsUtc));
                Assert.Equal((e.Summary, e.Location), (found.Summary, found.Location));
                Assert.Equal((e.Status, e.Sequence), (found.Status, found.Sequence));
                Assert.Equal(e.Description, found.Description);
            }
        );
        Assert.All(text[..^2].Split("\r\n"), l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 1, 75));
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MINDGRAPHY_FEED_OUT") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "feed.ics"), text, Ct);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "feed.json"),
                JsonSerializer.Serialize(expected, JsonSerializerOptions.Web),
                Ct
            );
        }
    }

    private static Shoot Made(Guid project, Guid person, int i, DateTimeOffset first)
    {
        var start = first.AddHours(i * 8);
        var plan = new ShootPlan(
            (ScheduleType)(i % 5),
            start,
            start.AddMinutes(60 + (i % 180)),
            person,
            [],
            $"{Places[i % Places.Length]} {i}",
            i % 3 == 0 ? null : $"서울 강남구 선릉로 {i}, {i % 12}층",
            i % 4 == 0 ? null : i % 120
        );
        var shoot = Shoot.Book(project, plan, first.AddDays(-1)).Value!;
        if (i % 2 == 0)
        {
            Assert.True(shoot.MoveTo(ShootStatus.Confirmed, null, first.AddDays(-1).AddSeconds(i)).Succeeded);
        }

        return shoot;
    }

    // Written out here once more, from the shoot alone.
    private FeedEvent Expected(Shoot shoot)
    {
        var words = Words.Of(shoot.ScheduleType, System.Globalization.CultureInfo.GetCultureInfo("ko"));
        var travel = shoot.TravelTimeMinutes is > 0 and { } minutes
            ? $"\n이동 {minutes}분 · {Clock.Local(shoot.StartTime.AddMinutes(-minutes)):HH:mm} 출발"
            : "";
        return new FeedEvent(
            $"shoot-{shoot.Id:D}@mindgraphy",
            shoot.StartTime.UtcDateTime,
            shoot.EndTime.UtcDateTime,
            $"{words} · 김서연 · 이준호",
            shoot.LocationAddress is null ? shoot.Location! : shoot.Location + ", " + shoot.LocationAddress,
            $"신랑·신부: 김서연 · 이준호\n종류: {words}\n작가: 박하늘{travel}",
            shoot.Status == ShootStatus.Confirmed ? "CONFIRMED" : "TENTATIVE",
            (int)(shoot.UpdatedAt - shoot.CreatedAt).TotalSeconds,
            shoot.UpdatedAt.UtcDateTime,
            -((shoot.TravelTimeMinutes ?? 0) + 30)
        );
    }

    private async Task<Guid> OpenedAsync(Actor actor, FeedKind kind)
    {
        var opened = await Feeds.CreateAsync(actor, kind, null, true, kind == FeedKind.Person ? 30 : null, Ct);
        Assert.Null(opened.Refusal);
        return opened.Value;
    }

    private string TokenOf(Guid feed) => Feeds.PathOf(feed)["/calendar/".Length..^".ics".Length];

    private async Task<string> TextAsync(Guid feed)
    {
        var read = await Feeds.ReadAsync(TokenOf(feed), Ct);
        Assert.Null(read.Refusal);
        return read.Value!.Text.Replace("\r\n ", "", StringComparison.Ordinal);
    }

    private static IEnumerable<Guid> Shoots(string text) =>
        text.Split("\r\n")
            .Where(l => l.StartsWith("UID:shoot-", StringComparison.Ordinal))
            .Select(l => Guid.Parse(l["UID:shoot-".Length..l.IndexOf('@', StringComparison.Ordinal)]));

    private sealed record FeedEvent(
        string Uid,
        DateTime Start,
        DateTime End,
        string Summary,
        string Location,
        string Description,
        string Status,
        int Sequence,
        DateTime Modified,
        int Alarm
    );
}
