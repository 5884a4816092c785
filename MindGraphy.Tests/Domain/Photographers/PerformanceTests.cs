using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

public sealed class PerformanceTests(MigratedTemplate template) : TeamTest(template)
{
    private PerformanceService Performance => Get<PerformanceService>();

    private CrewService Crew => Get<CrewService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<PerformanceService>().AddSingleton<CrewService>();
    }

    private async Task<(Guid Shoot, Guid Project)> ShotAsync(
        Actor main,
        int minutesLate,
        int day = 0,
        Actor? assistant = null,
        string bride = "김서연"
    )
    {
        var project = await ProjectAsync(bride);
        Guid[] assistants = assistant is null ? [] : [assistant.UserId!.Value];
        var shoot = await BookedAsync(project, Plan(At(11, days: day), At(15, days: day), main.UserId, assistants));
        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Confirmed, null, (await ShootAsync(shoot)).Version, Ct)).Refusal
        );
        Time.Set(At(11, days: day).AddMinutes(minutesLate));
        Assert.Null((await Crew.CheckAsync(main, shoot, leaves: false, Clock.Now, Ct)).Refusal);
        Time.Set(At(16, days: day));
        Assert.Null((await Crew.CheckAsync(main, shoot, leaves: true, Clock.Now, Ct)).Refusal);
        return (shoot, project);
    }

    private Task<int> SurveyAsync(Guid project, int rating) =>
        ExecuteAsync(
            "INSERT INTO satisfaction_surveys (id, project_id, customer_id, photographer_rating, submitted_at) SELECT gen_random_uuid(), p.id, p.customer_id, $2, clock_timestamp() FROM projects p WHERE p.id = $1",
            project,
            rating
        );

    private async Task ActiveAsync(Actor person) =>
        Assert.Null((await People.DescribeAsync(Manager, person.UserId!.Value, Nothing, 0, Ct)).Refusal);

    private static readonly ProfileDraft Nothing = new([], [], [], null, null, null, null, AvailabilityStatus.Available, false, null);

    [Fact]
    public async Task Facts_become_figures_with_their_sample_and_the_profile_follows()
    {
        var (park, jung) = (await ParkAsync(), await StaffAsync(UserRole.Photographer, "정", "도윤"));
        await ActiveAsync(park);
        await ActiveAsync(jung);
        var (_, early) = await ShotAsync(park, -10, assistant: jung);
        var (late, second) = await ShotAsync(park, 7, day: 7, bride: "최유나");
        await SurveyAsync(early, 5);
        await SurveyAsync(second, 4);
        await ExecuteAsync(
            "INSERT INTO photo_albums (id, project_id, title, album_type, total_photos, upload_status) VALUES (gen_random_uuid(), $1, '최종', 'final', 640, 'completed')",
            early
        );
        Assert.Null((await Crew.RetakeAsync(Manager, late, "카드가 읽히지 않음", Ct)).Refusal);

        var rows = (await Performance.CompareAsync(Manager, 12, Ct)).Value!;

        Assert.Equal(["박하늘", "정도윤"], rows.Select(r => r.Name));
        Assert.Equal(
            new PerformanceFigures(2, 1, 2, 640, 1, 1, 4.5m, 2),
            rows[0].Figures with
            {
                Rating = Math.Round(rows[0].Figures.Rating!.Value, 2),
            }
        );

        // An assistant who did not check in answers for nothing but being there.
        Assert.Equal(new PerformanceFigures(1, 0, 0, 0, 0, 0, null, 0), rows[1].Figures);
        var profile = (await People.DetailAsync(Manager, park.UserId!.Value, Ct)).Value!;
        Assert.Equal((4.50m, 2), (profile.Rating, profile.TotalProjects));

        // What is taken back is counted back, and a couple's later word is the one that counts.
        Assert.Null((await Crew.RetakeAsync(Manager, late, null, Ct)).Refusal);
        await SurveyAsync(second, 1);
        var again = (await Performance.CompareAsync(Manager, 12, Ct)).Value![0].Figures;
        Assert.Equal((0, 3m), (again.Retakes, Math.Round(again.Rating!.Value, 2)));
        Assert.Equal(
            2,
            await ScalarAsync<long>(
                "SELECT count(*) FROM photographer_performance f JOIN photographers p ON p.id = f.photographer_id WHERE p.user_id = $1",
                park.UserId.Value
            )
        );
    }

    [Fact]
    public async Task A_photographer_sees_their_own_only_and_each_month_stands_there()
    {
        var (park, jung) = (await ParkAsync(), await StaffAsync(UserRole.Photographer, "정", "도윤"));
        await ActiveAsync(park);
        await ShotAsync(park, 0);

        var mine = (await Performance.RecordAsync(park, park.UserId!.Value, 6, Ct)).Value!;

        Assert.Equal(6, mine.Months.Count);
        Assert.Equal([0, 0, 0, 0, 0, 1], mine.Months.Select(m => m.Figures.Projects));
        Assert.Equal((100, 1), (mine.Figures.OnTimePercent, mine.Figures.OnTimeOf));
        Assert.Equal(new PhotographerNotFound(), (await Performance.RecordAsync(jung, park.UserId.Value, 6, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Performance.CompareAsync(jung, 6, Ct)).Refusal);
        Assert.Equal(PerformanceFigures.None, (await Performance.RecordAsync(jung, jung.UserId!.Value, 6, Ct)).Value!.Figures);
    }

    [Fact]
    public async Task Many_couples_who_answer_at_once_lose_no_rating()
    {
        var park = await ParkAsync();
        await ActiveAsync(park);
        var projects = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            projects.Add((await ShotAsync(park, 0, day: i, bride: "김서연" + i)).Project);
        }

        await Task.WhenAll(projects.Select((p, i) => Task.Run(() => SurveyAsync(p, i % 2 == 0 ? 5 : 4), Ct)));

        Assert.Equal(4.50m, await ScalarAsync<decimal>("SELECT rating FROM photographers WHERE user_id = $1", park.UserId!.Value));
        Assert.Equal(12, await ScalarAsync<int>("SELECT total_projects FROM photographers WHERE user_id = $1", park.UserId.Value));
        await ExecuteAsync("DELETE FROM satisfaction_surveys");
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM photographers WHERE rating IS NOT NULL"));
    }
}
