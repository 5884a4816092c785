using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Domain.Feeds;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Feeds;
using Xunit;

namespace MindGraphy.Tests.Data.Feeds;

public sealed class BusyFeedTests(MigratedTemplate template) : ProjectTest(template)
{
    private readonly CalendarServer _server = new();

    private BusyFeedService Busy => Get<BusyFeedService>();

    public override async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await base.DisposeAsync();
    }

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<IBusySource>(new BusyFetcher(Options.Create(new CalendarSettings { AllowLoopback = true })));
        services.AddSingleton<BusyFeedService>();
    }

    [Fact]
    public async Task A_private_event_keeps_its_owner_from_being_booked_and_nobody_reads_with_what()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await ConnectedAsync(park, Event(At(11), At(13), "SUMMARY:병원"));
        var project = await ProjectAsync();

        var booked = await BookAsync(project, Plan(At(12), At(15), park.UserId));

        var clash = Assert.IsType<PersonAlreadyBooked>(booked.Refusal);
        Assert.Equal(
            ("박하늘", BookingSource.External, null, At(11), At(13)),
            (clash.Person, clash.Source, (string?)clash.What, clash.From, clash.To)
        );
        var entry = Assert.Single(await Schedules.CalendarAsync(Manager, At(0), At(23), null, Ct));
        Assert.Equal((CalendarKind.Private, ""), (entry.Kind, entry.Title));
        Assert.Equal(
            0L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM busy_feeds WHERE to_jsonb(busy_feeds)::text LIKE '%병원%' OR sealed_address LIKE 'http%'"
            )
        );

        Assert.Null((await Busy.RemoveAsync(park, feed, Ct)).Refusal);
        await BookedAsync(project, Plan(At(12), At(15), park.UserId));
    }

    [Fact]
    public async Task What_meets_a_booked_shoot_is_cut_out_told_and_blocked_once_the_shoot_is_called_off()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var shoot = await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(10), At(12), park.UserId));
        var feed = await ConnectedAsync(park, Event(At(9), At(18)));

        var clash = Assert.Single(await Busy.ClashesAsync(Manager, Ct));
        Assert.Equal(
            ("박하늘", At(9), At(18), shoot, "최유나 · 강태오"),
            (clash.Person, clash.From, clash.To, clash.ShootId, clash.Couple)
        );
        Assert.Equal([(At(9), At(10)), (At(12), At(18))], await PrivateAsync());
        Assert.Equal(0, await OverlapsAsync());
        var jung = await StaffAsync(UserRole.Photographer, "정", "도윤");
        Assert.Empty(await Busy.ClashesAsync(jung, Ct));

        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Cancelled, "연기", (await ShootAsync(shoot)).Version, Ct)).Refusal
        );
        Assert.Empty(await Busy.ClashesAsync(park, Ct));
        Assert.Null((await Busy.ReadNowAsync(park, feed, Ct)).Refusal);
        Assert.Equal([(At(9), At(18))], await PrivateAsync());
    }

    [Fact]
    public async Task Reading_again_asks_whether_it_changed_and_replaces_the_whole()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        await ConnectedAsync(park, Event(At(9), At(10)), Event(At(14), At(15)));
        Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await Busy.ReadDueAsync(Ct));
        Assert.Equal(0, await Busy.ReadDueAsync(Ct));
        Assert.NotEqual("", _server.Asked.Last());
        Assert.Equal(2, (await PrivateAsync()).Count);

        _server.Text = BusyReaderTests.Calendar([Event(At(14), At(15)), Event(At(20), At(21))]);
        Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await Busy.ReadDueAsync(Ct));
        Assert.Equal([(At(14), At(15)), (At(20), At(21))], await PrivateAsync());

        Time.Advance(TimeSpan.FromDays(1));
        await Busy.ReadDueAsync(Ct);
        Assert.Equal("", _server.Asked.Last());
    }

    [Theory]
    [InlineData(404, "", BusyProblem.NotThere)]
    [InlineData(500, "", BusyProblem.Unreachable)]
    [InlineData(200, "<html>sign in</html>", BusyProblem.NoCalendar)]
    [InlineData(200, "huge", BusyProblem.TooLarge)]
    public async Task What_can_not_be_read_leaves_the_last_good_state_and_says_why(int status, string text, BusyProblem problem)
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await ConnectedAsync(park, Event(At(9), At(10)));
        var readAt = (await Busy.FeedsAsync(park, Ct)).Single().ReadAt;
        Time.Advance(TimeSpan.FromMinutes(16));
        (_server.Status, _server.Text) = (status, text == "huge" ? "BEGIN:VCALENDAR\r\n" + new string('x', BusyFetcher.MostBytes) : text);

        Assert.Null((await Busy.ReadNowAsync(park, feed, Ct)).Refusal);

        var row = (await Busy.FeedsAsync(park, Ct)).Single();
        Assert.Equal((problem, readAt), (row.Problem, row.ReadAt));
        Assert.Single(await PrivateAsync());
        (_server.Status, _server.Text) = (200, BusyReaderTests.Calendar([Event(At(11), At(12))]));
        await Busy.ReadNowAsync(park, feed, Ct);
        Assert.Null((await Busy.FeedsAsync(park, Ct)).Single().Problem);
        Assert.Equal([(At(11), At(12))], await PrivateAsync());
    }

    [Fact]
    public async Task Ten_thousand_events_come_in_and_two_weeks_away_are_found_on_every_day()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await ConnectedAsync(
            park,
            [.. Enumerable.Range(0, 10_000).Select(i => Event(Start.AddHours(i + 1), Start.AddHours(i + 1).AddMinutes(30)))]
        );
        Assert.Equal(10_000L, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE source = 'external'"));

        _server.Text = BusyReaderTests.Calendar([Event(At(0, days: -7), At(0, days: 7))]);
        await Busy.ReadNowAsync(park, feed, Ct);
        Assert.Equal(14, (await PrivateAsync()).Count);
        Assert.IsType<PersonAlreadyBooked>((await BookAsync(await ProjectAsync(), Plan(At(12), At(15), park.UserId))).Refusal);
    }

    [Fact]
    public async Task Importing_while_others_book_overlaps_nobody()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var project = await ProjectAsync();
        var feed = await ConnectedAsync(park, Event(At(9), At(10)));
        var importing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    _server.Text = BusyReaderTests.Calendar(
                        Enumerable
                            .Range(0, 20)
                            .Select(j => Event(At(8, (i * 7 + j * 53) % 60, j % 10), At(9, (i * 11 + j * 31) % 60, j % 10)))
                    );
                    await Task.WhenAll(Busy.ReadNowAsync(park, feed, Ct), Busy.ReadNowAsync(park, feed, Ct));
                }
            },
            Ct
        );
        var booking = Enumerable
            .Range(0, 4)
            .Select(client =>
                Task.Run(
                    async () =>
                    {
                        var random = new Random(client);
                        var answers = new List<Refusal?>();
                        while (!importing.IsCompleted)
                        {
                            var start = At(7 + random.Next(3), random.Next(60), random.Next(10));
                            var booked = await BookAsync(project, Plan(start, start.AddMinutes(20), park.UserId));
                            answers.Add(booked.Refusal);
                            if (booked.Succeeded && random.Next(2) == 0)
                            {
                                var shoot = await ShootAsync(booked.Value);
                                await Schedules.MoveAsync(Manager, shoot.Id, ShootStatus.Cancelled, "연기", shoot.Version, Ct);
                            }
                        }

                        return answers;
                    },
                    Ct
                )
            )
            .ToList();

        await importing;
        var all = (await Task.WhenAll(booking)).SelectMany(a => a).ToList();

        Assert.Equal(0, await OverlapsAsync());
        Assert.DoesNotContain(all, r => r is not (null or PersonAlreadyBooked or BookingOverlaps or EditedElsewhere));
        Assert.Contains(all, r => r is null);
        Assert.Contains(all, r => r is PersonAlreadyBooked { Source: BookingSource.External });
    }

    [Fact]
    public async Task Somebody_elses_calendar_is_not_found_and_there_is_a_limit()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await ConnectedAsync(park, Event(At(9), At(10)));

        Assert.IsType<FeedNotFound>((await Busy.RemoveAsync(Manager, feed, Ct)).Refusal);
        Assert.IsType<FeedNotFound>((await Busy.ReadNowAsync(Manager, feed, Ct)).Refusal);
        Assert.Empty(await Busy.FeedsAsync(Manager, Ct));
        foreach (
            var wrong in new[] { "ftp://x.example/a.ics", "http://x.example/a.ics", "https://a:b@x.example/", "not an address", "", null }
        )
        {
            Assert.IsType<FeedAddressUnreadable>((await Busy.AddAsync(park, null, wrong, Ct)).Refusal);
        }

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Busy.AddAsync(park, null, _server.Address.AbsoluteUri, Ct)));
        Assert.Equal(4, added.Count(a => a.Succeeded));
        Assert.All(added.Where(a => !a.Succeeded), a => Assert.IsType<TooManyFeeds>(a.Refusal));
    }

    [Theory]
    [InlineData("10.0.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.100.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2404:6800:4004::200e", true)]
    public void Only_addresses_of_everybody_are_asked(string address, bool allowed) =>
        Assert.Equal(allowed, BusyFetcher.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task Nothing_inside_the_house_is_asked_by_name_by_number_or_by_a_redirect()
    {
        using var strict = new BusyFetcher(Options.Create(new CalendarSettings()));
        Assert.Null(strict.Read(_server.Address.AbsoluteUri));
        foreach (
            var inside in new[]
            {
                "https://localhost/a.ics",
                "https://127.0.0.1/a.ics",
                "https://10.1.2.3/a.ics",
                "https://[::1]/a.ics",
                "https://169.254.169.254/latest",
            }
        )
        {
            Assert.Equal(BusyProblem.NotAllowed, (await strict.FetchAsync(strict.Read(inside)!, null, null, Ct)).Problem);
        }

        (_server.Status, _server.Elsewhere) = (302, "http://169.254.169.254/latest/meta-data");
        var source = Get<IBusySource>();
        Assert.Equal(BusyProblem.NotAllowed, (await source.FetchAsync(_server.Address, null, null, Ct)).Problem);
        _server.Elsewhere = "https://10.1.2.3/a.ics";
        Assert.Equal(BusyProblem.NotAllowed, (await source.FetchAsync(_server.Address, null, null, Ct)).Problem);
        _server.Elsewhere = _server.Address.AbsoluteUri;
        Assert.Equal(BusyProblem.Unreachable, (await source.FetchAsync(_server.Address, null, null, Ct)).Problem);
    }

    [Fact]
    public async Task A_calendar_that_is_taken_away_is_told_for_each_day_it_kept()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var feed = await ConnectedAsync(park, Event(At(9), At(10)), Event(At(14), At(15)), Event(At(9, days: 3), At(10, days: 3)));
        var days = new System.Collections.Concurrent.ConcurrentQueue<DateOnly>();
        using var heard = Get<IStudioNews>()
            .Listen(news =>
            {
                if (news is PersonTimeChanged changed && changed.PersonId == park.UserId)
                {
                    days.Enqueue(changed.Day);
                }

                return Task.CompletedTask;
            });

        Assert.Null((await Busy.RemoveAsync(park, feed, Ct)).Refusal);

        await Insist.UntilAsync(() => days.Count >= 2);
        Assert.Equal([WeddingDay, WeddingDay.AddDays(3)], days.Order());
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM person_bookings"));
    }

    private static string Event(DateTimeOffset from, DateTimeOffset to, params string[] more) =>
        BusyReaderTests.Event(["DTSTART:" + Utc(from), "DTEND:" + Utc(to), .. more]);

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private async Task<Guid> ConnectedAsync(Actor actor, params string[] events)
    {
        _server.Text = BusyReaderTests.Calendar(events);
        var added = await Busy.AddAsync(actor, "구글", _server.Address.AbsoluteUri, Ct);
        Assert.Null(added.Refusal);
        Assert.Null((await Busy.FeedsAsync(actor, Ct)).Single().Problem);
        return added.Value;
    }

    private async Task<List<(DateTimeOffset, DateTimeOffset)>> PrivateAsync() =>
        (await Schedules.CalendarAsync(Manager, Start, Start.AddMonths(18), null, Ct))
            .Where(e => e.Kind == CalendarKind.Private)
            .Select(e => (e.Start, e.End))
            .ToList();
}
