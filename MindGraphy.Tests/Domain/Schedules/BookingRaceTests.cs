using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class BookingRaceTests(MigratedTemplate template) : ProjectTest(template)
{
    private const int Clients = 32;

    // Short here; the long run is 2,000 (docs/benchmarks.md).
    private static readonly int Attempts = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_BOOKINGS"), out var many)
        ? many
        : 40;

    [Fact]
    public async Task Thirty_two_clients_who_book_one_crew_at_once_never_overlap_and_every_no_is_a_value()
    {
        var crew = new[] { await PhotographerAsync(), await PhotographerAsync("정", "도윤"), await PhotographerAsync("한", "별") };

        // More projects than people: a booking locks its project's row, and where all share three of those they queue there and never meet.
        var projects = new Guid[12];
        for (var i = 0; i < projects.Length; i++)
        {
            projects[i] = await ProjectAsync("최유나" + i, "강태오");
        }

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Clients).Select(client => Task.Run(() => AttemptAsync(client, crew, projects), Ct))
        );

        var all = answers.SelectMany(a => a).ToList();
        Assert.Equal(0, await OverlapsAsync());
        Assert.Empty(all.Where(r => r is not (null or PersonAlreadyBooked or BookingOverlaps or EditedElsewhere)).Distinct());
        Assert.True(all.Count(r => r is null) > Clients);
        Assert.True(all.Count(r => r is PersonAlreadyBooked) > Clients);
        var booked = await ScalarAsync<long>("SELECT count(*) FROM shooting_schedules WHERE status <> 'cancelled'");
        var crewed = await ScalarAsync<long>(
            "SELECT count(*) FROM shooting_schedules s WHERE status <> 'cancelled' AND 1 + cardinality(assistant_ids) <> (SELECT count(*) FROM person_bookings b WHERE b.schedule_id = s.id AND b.status = 'booked')"
        );
        Assert.True(booked > 0);
        Assert.Equal(0, crewed);
    }

    private async Task<List<Refusal?>> AttemptAsync(int client, Guid[] crew, Guid[] projects)
    {
        var random = new Random(client);
        var answers = new List<Refusal?>();
        var mine = new List<Guid>();
        for (var i = 0; i < Attempts; i++)
        {
            var people = crew.OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToArray();
            var start = At(random.Next(24), random.Next(4) * 15, random.Next(10));
            var plan = Plan(start, start.AddMinutes(random.Next(2, 12) * 15), people[0], people[1..]) with
            {
                TravelMinutes = random.Next(4) * 15,
            };
            switch (random.Next(4))
            {
                case 0 when mine.Count > 0:
                    var called = await ShootAsync(mine[^1]);
                    var off = await Schedules.MoveAsync(Manager, called.Id, ShootStatus.Cancelled, "연기", called.Version, Ct);
                    Assert.Null(off.Refusal);
                    mine.RemoveAt(mine.Count - 1);
                    break;
                case 1 when mine.Count > 0:
                    var moved = await ShootAsync(mine[random.Next(mine.Count)]);
                    answers.Add((await Schedules.ChangeAsync(Manager, moved.Id, plan, moved.Version, ct: Ct)).Refusal);
                    break;
                default:
                    var booked = await BookAsync(projects[random.Next(projects.Length)], plan);
                    answers.Add(booked.Refusal);
                    if (booked.Succeeded)
                    {
                        mine.Add(booked.Value);
                    }

                    break;
            }
        }

        return answers;
    }
}
